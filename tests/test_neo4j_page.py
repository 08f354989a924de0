"""Everything that docs/neo4j.md shows and one machine can do, done on a real server."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_graph.cypher import known_names
from sco_graph.cypher_names import refuse_unknown
from sco_graph.cypher_text import read_query
from sco_graph.graph import Graph
from sco_loaders.neo4j_load import load
from tests.neo4j_graphs import is_equal, quiet, stored
from tests.neo4j_server import NEO4J5, QUICK, Server, running
from tests.pages import CHECKOUT, fenced, run
from tests.terminal import answered

PAGE = (CHECKOUT / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUERIES = [query for query in fenced(PAGE, "cypher") if "CREATE" not in query]
[NOTE] = [query for query in fenced(PAGE, "cypher") if "CREATE" in query]
[PYTHON] = fenced(PAGE, "python")
[SETTINGS] = [block for block in fenced(PAGE, "text") if "server.memory" in block]
SHOWN_ADDRESS = "localhost:7687"
SECRET = "as shown on no page"  # noqa: S105


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server with the settings that the page shows, and with a password."""
    settings = dict(line.split("=", 1) for line in SETTINGS.splitlines())
    heap = settings.pop("server.memory.heap.max_size")  # the starter's, here as elsewhere
    home = tmp_path_factory.mktemp("shown")
    with running(
        NEO4J5, home, settings, password=SECRET, options=[*QUICK, f"-Xmx{heap}"]
    ) as server:
        yield server


def commands() -> list[str]:
    """Return the lines of shell, in order, without those that need an account elsewhere."""
    here = re.sub(r"^## Aura$.*?^## ", "## ", PAGE, flags=re.DOTALL | re.MULTILINE)
    return [line for block in fenced(here, "sh") for line in block.splitlines()]


def test_every_command_of_the_page_runs_in_its_order(
    graph: Graph, shown: Server, tmp_path: Path
) -> None:
    here = f"127.0.0.1:{shown.port}"
    kept = {name: text for name, text in os.environ.items() if not name.startswith("NEO4J_")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = kept | {"PATH": programs, "NEO4J_PASSWORD": SECRET}
    environment["SCO_GRAPH_BUILD"] = str(graph.build.folder)
    held = []
    for line in commands():
        program, *arguments = shlex.split(line)
        if program == "export":
            name, _, text = arguments[0].partition("=")
            environment[name] = text.replace(SHOWN_ADDRESS, here)
            continue
        assert program == "sco-graph"
        if "unload" in arguments:
            shown_text, code = answered(arguments, "[y/N] ", "y", environment)
            assert code == 0, shown_text
        else:
            run(line, tmp_path, environment)
        held.append((line, shown.rows("MATCH (n:ScoNode) RETURN count(n) > 0")[0][0]))

    is_there = dict(held)
    assert not is_there["sco-graph load neo4j --dry-run"]
    assert is_there["sco-graph verify neo4j"]
    assert not is_there["sco-graph unload neo4j"]
    assert list(tmp_path.glob("neo4j-import/*/*.csv"))


def test_the_python_of_the_page_answers(shipped: Graph, shown: Server, tmp_path: Path) -> None:
    load(stored(shipped), shown.address, quiet)
    text = PYTHON.replace(SHOWN_ADDRESS, f"127.0.0.1:{shown.port}").replace("…", SECRET)
    assert text.count(SECRET) == 1

    done = subprocess.run(
        [sys.executable, "-c", f"{text}\nprint(rows.rows)"],
        env={**os.environ, "SCO_GRAPH_BUILD": str(shipped.build.folder)},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "document/" in done.stdout


def test_every_query_of_the_page_names_what_there_is() -> None:
    assert len(QUERIES) >= 10
    for query in QUERIES:
        refuse_unknown(read_query(query), known_names(), {})


def test_each_query_of_the_page_answers_and_a_note_is_left_alone(
    graph: Graph, neo4j5: Server
) -> None:
    neo4j5.empty()
    load(stored(graph), neo4j5.address, quiet)
    neo4j5.rows(NOTE)

    for query in QUERIES:
        assert neo4j5.rows(query), query
    load(stored(graph), neo4j5.address, quiet)
    assert is_equal(stored(graph), neo4j5)
    assert neo4j5.rows("MATCH (:MyNote)-->(m) RETURN m.id") == [
        ["meeting/industry-2025-yekaterinburg"]
    ]
    neo4j5.empty()
