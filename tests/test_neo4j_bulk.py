"""What neo4j-admin imports from our files is what a load would have made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.generated import read_nodes
from benchmarks.generator import records
from sco_graph.graph import Graph
from sco_graph.neo4j_admin import write_neo4j_admin
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, STORE, Build, counted, write_build
from sco_loaders.embedded import stored_graph
from sco_loaders.neo4j_database import Counters
from sco_loaders.neo4j_load import load
from sco_loaders.property_graph import GraphWriter
from sco_loaders.property_graph import graph as property_graph
from tests.judges import run_neo4j_admin
from tests.neo4j_graphs import judged, quiet, stored
from tests.neo4j_server import NEO4J5, NEO4J2026, Server

MEETINGS = 40


def generated(folder: Path) -> Build:
    """Return the build of generated meetings."""
    schema = read_schema()
    nodes, ways = property_graph(GraphWriter(schema), read_nodes(records(MEETINGS), schema))
    counts = {
        "nodes": counted(node.labels[0] for node in nodes),
        "relationships": counted(way.type for way in ways),
    }
    files = {QUADS: b"", STORE: stored_graph(nodes, ways)}
    return write_build(folder, files, counts, "")


@pytest.mark.parametrize(
    ("judge", "which"),
    [(NEO4J5, "shipped"), (NEO4J5, "generated"), (NEO4J2026, "generated")],
)
def test_a_bulk_import_is_equal_to_the_release_and_leaves_a_load_nothing_to_write(
    graph: Graph, tmp_path: Path, judge: str, which: str
) -> None:
    opened = graph.build if which == "shipped" else generated(tmp_path / "build")
    files, home = tmp_path / "files", tmp_path / "home"
    write_neo4j_admin(opened, files)
    home.mkdir()
    page = (files / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"^neo4j-admin (.+)$", page, re.MULTILINE)

    run = run_neo4j_admin(judge, home, files, *command.split(), "--max-off-heap-memory=256m")

    assert run.returncode == 0, run.stderr + run.stdout
    server = Server(judge=judge, home=home, settings={"dbms.security.auth_enabled": "false"})
    try:
        server.start()
        verdict = judged(stored(opened), server)
        assert verdict.is_equal, verdict.first
        for line in (files / "schema.cypher").read_text(encoding="utf-8").splitlines():
            server.rows(line.removesuffix(";"))
        report = load(stored(opened), server.address, quiet)
        assert (report.counters, report.changes) == (Counters(), {})
    finally:
        server.stop()
