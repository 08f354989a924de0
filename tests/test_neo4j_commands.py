"""`load`, `verify`, `unload` and `query` on a server, as a person meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from sco_loaders.build import build
from sco_loaders.neo4j_load import load
from tests.neo4j_graphs import LATER, is_equal, ours, quiet, released, stored
from tests.neo4j_server import Server
from tests.planted import plant
from tests.terminal import answered
from tests.world import RECORDS

MEETING = "meeting/council-2020"
Finished = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module", autouse=True)
def little(tmp_path_factory: pytest.TempPathFactory, neo4j5: Server) -> Iterator[Graph]:
    """Build a few records, and let every command use that build, beside an empty server."""
    neo4j5.empty()
    folder = tmp_path_factory.mktemp("little")
    made = build(folder / "build", plant(folder / "records", RECORDS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCO_GRAPH_BUILD", str(made.folder))
        yield Graph(made)


def run(server: Server, *args: str, text: str | None = None, **environment: str) -> Finished:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", *args],
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**server.environment, **environment},
    )


def test_a_command_for_a_server_imports_no_pandas_and_leaves_it_to_be_imported() -> None:
    program = (
        "import sys; from sco_graph.neo4j_command import address_from_environment as address; "
        "address(); assert 'neo4j' in sys.modules; assert 'pandas' not in sys.modules; "
        "import pandas; pandas.DataFrame"
    )

    done = subprocess.run([sys.executable, "-c", program], stdin=subprocess.DEVNULL, check=False)

    assert done.returncode == 0


def test_a_load_says_what_it_did_and_the_next_that_nothing_was_left_to_do(
    little: Graph, neo4j5: Server
) -> None:
    neo4j5.empty()
    would = run(neo4j5, "load", "neo4j", "--dry-run")
    first = run(neo4j5, "load", "neo4j")
    second = run(neo4j5, "load", "neo4j")

    release = stored(little).release.short
    assert [done.returncode for done in (would, first, second)] == [0, 0, 0]
    assert would.stdout.startswith(f"would load release {release} into {neo4j5.uri}\n")
    assert "for example:\n  make body/council\n" in would.stdout
    assert first.stdout.startswith(f"loaded release {release} into {neo4j5.uri}\n")
    assert count_lines(first.stdout) == count_lines(would.stdout.partition("for example:")[0])
    assert f"  {'make':<7}{'State':<28}{1:>12}" in first.stdout.splitlines()
    assert second.stdout == (f"{neo4j5.uri} holds release {release} already; wrote nothing\n")
    assert is_equal(stored(little), neo4j5)


def count_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("  ")]


def test_a_load_over_another_release_names_both(
    little: Graph, neo4j5: Server, tmp_path: Path
) -> None:
    later = released(tmp_path, LATER)
    load(later, neo4j5.address, quiet)

    done = run(neo4j5, "load", "neo4j")

    assert done.stdout.startswith(
        f"loaded release {stored(little).release.short} into {neo4j5.uri}, "
        f"where release {later.release.short} was\n"
    )
    assert f"  {'remove':<7}{'nodes':<28}{1:>12}" in done.stdout.splitlines()


def test_verify_counts_by_kind_and_says_equal(little: Graph, neo4j5: Server) -> None:
    load(stored(little), neo4j5.address, quiet)

    done = run(neo4j5, "verify", "neo4j")

    release = stored(little).release
    lines = done.stdout.splitlines()
    digests = [line.split()[-1] for line in lines if line.startswith("digest of")]
    assert done.returncode == 0
    assert f"{'nodes':<30}{release.nodes:>12}{release.nodes:>12}" in lines
    assert f"{'  Passage':<30}{4:>12}{4:>12}" in lines
    assert f"{'  STATUS_IN':<30}{1:>12}{1:>12}" in lines
    assert len(digests) == 2
    assert digests[0] == digests[1]
    assert lines[-1] == f"equal: {neo4j5.uri} holds release {release.short}"


def test_verify_names_what_differs_and_exits_with_1(little: Graph, neo4j5: Server) -> None:
    load(stored(little), neo4j5.address, quiet)
    neo4j5.rows("MATCH (n:ScoNode {id: 'person/ademus'}) SET n.name = 'Adam'")
    neo4j5.rows("MATCH (n:Status) DETACH DELETE n")

    done = run(neo4j5, "verify", "neo4j")

    lines = done.stdout.splitlines()
    digests = [line.split()[-1] for line in lines if line.startswith("digest of")]
    assert done.returncode == 1
    assert f"{'  Status':<30}{1:>12}{0:>12}  differs" in lines
    assert "  person/ademus: name is 'Adam', not 'Ademus Barzanes'" in lines
    assert "  state/utopia/status/member: is missing" in "\n".join(lines)
    assert lines[-1] == "`sco-graph load neo4j` mends them"
    assert digests[0] != digests[1]


def test_verify_of_an_empty_server_is_not_equal(neo4j5: Server) -> None:
    neo4j5.empty()

    done = run(neo4j5, "verify", "neo4j")

    assert done.returncode == 1
    assert "  the database does not say which release it holds" in done.stdout.splitlines()


def test_the_same_question_has_the_same_answer_on_either_engine(
    little: Graph, neo4j5: Server
) -> None:
    load(stored(little), neo4j5.address, quiet)
    asked = ("query", "who-attended", "--meeting", MEETING, "--format", "json")

    here = run(neo4j5, *asked)
    there = run(neo4j5, *asked, "--engine", "neo4j")
    by_variable = run(neo4j5, *asked, SCO_GRAPH_ENGINE="neo4j")

    assert [row["participant_id"] for row in json.loads(here.stdout)] == ["person/ademus"]
    assert here.stdout == there.stdout == by_variable.stdout
    neo4j5.rows("MATCH (n:ScoNode {id: 'person/ademus'}) SET n.name = 'Adam'")
    assert 'Adam"' in run(neo4j5, *asked, "--engine", "neo4j").stdout


def test_an_unknown_engine_is_refused_with_the_known_ones(neo4j5: Server) -> None:
    done = run(neo4j5, "query", "who-attended", "--meeting", MEETING, "--engine", "neo")

    assert done.returncode == 2
    assert done.stderr == "sco-graph: no engine 'neo'; did you mean 'neo4j'?\n"


# --- unload ---


def test_unload_asks_first_and_removes_on_yes(little: Graph, neo4j5: Server) -> None:
    load(stored(little), neo4j5.address, quiet)
    held, nodes = ours(neo4j5), stored(little).release.nodes

    unload, asks = ("unload", "neo4j"), "[y/N] "
    shown, code = answered(unload, asks, "n", neo4j5.environment)
    assert f"Remove {nodes} nodes of sco-graph from {neo4j5.uri}? [y/N] " in shown
    assert (code, "nothing was removed" in shown) == (1, True)
    assert ours(neo4j5) == held

    shown, code = answered(unload, asks, "y", neo4j5.environment)
    assert (code, f"removed {nodes + 1} nodes and " in shown) == (0, True)
    assert neo4j5.rows("MATCH (n) RETURN count(n)") == [[0]]


def test_unload_with_nobody_to_ask_wants_yes(little: Graph, neo4j5: Server) -> None:
    load(stored(little), neo4j5.address, quiet)
    held = ours(neo4j5)

    refused = run(neo4j5, "unload", "neo4j")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.endswith("Nobody is there to say so; give --yes\n")
    assert ours(neo4j5) == held

    done = run(neo4j5, "unload", "neo4j", "--yes")
    nodes, ways = stored(little).release.nodes, stored(little).release.relationships
    assert done.returncode == 0
    assert done.stdout == f"removed {nodes + 1} nodes and {ways} relationships from {neo4j5.uri}\n"
