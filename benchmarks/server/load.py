"""Time loading a generated graph into a Neo4j server, and print the figures as JSON.

`python -m benchmarks.server.load MEETINGS MEETINGS_FOR_RDFLIB_NEO4J`. Each way is a whole process
on one server, which is emptied before each first load; the fastest of some rounds counts. Where
there is no Java or Maven, the figures are the reason alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.environments import NotInstalled, environment
from benchmarks.generated import read_nodes
from benchmarks.generator import records
from benchmarks.rml.morph import Usage, run
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, STORE, counted, write_build
from sco_loaders.embedded import stored_graph
from sco_loaders.property_graph import GraphWriter, graph
from sco_loaders.triples import TripleWriter, canonical
from tests.neo4j_server import NEO4J5, Server, running

CHECKOUT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
THEIRS = Path(__file__).with_name("by_rdflib_neo4j.py")
ROUNDS = 2
MAKE = "make"
WARMING = 30
"""The meetings of a first graph, after which the server's own compiler has done the most."""
OPTIONS = ("-Xmx2g",)
"""As an operator starts a server: with both compilers, and all else as Java chooses."""
SETTINGS = {"server.memory.pagecache.size": "512m"}


def figures(meetings: int, few: int) -> dict[str, float]:
    """Load a graph in all ways, and a smaller one by rdflib-neo4j beside ours."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sizes = {size: made_apart(size, folder / str(size)) for size in (WARMING, few, meetings)}
        with running(NEO4J5, folder / "server", SETTINGS, options=OPTIONS) as server:
            for way in (bare, ours):
                run(way(server, folder / str(WARMING)), CHECKOUT)
                empty(server)
            found = rounds(server, folder / str(meetings))
            found |= beside_rdflib_neo4j(server, folder / str(few))
        found["items"] = sizes[meetings]
    return found


def rounds(server: Server, build: Path) -> dict[str, float]:
    """Load a build by the bare loop and by our own load, in turn; our second load follows."""
    runs: dict[str, list[Usage]] = {"bare": [], "first": [], "second": []}
    for _ in range(ROUNDS):
        runs["bare"].append(run(bare(server, build), CHECKOUT))
        empty(server)
        runs["first"].append(run(ours(server, build), CHECKOUT))
        runs["second"].append(run(ours(server, build), CHECKOUT))
        empty(server)
    found = {f"seconds_of_{name}": min(u.seconds for u in used) for name, used in runs.items()}
    peak = max(usage.peak for name in ("first", "second") for usage in runs[name])
    return found | {"megabytes_of_ours": peak / 1e6}


def beside_rdflib_neo4j(server: Server, build: Path) -> dict[str, float]:
    """Load the same triples by rdflib-neo4j, and the same build by our own load, in turn."""
    try:
        python = environment(REQUIREMENTS)
    except NotInstalled:
        return {}
    theirs = [str(python), str(THEIRS), server.uri, str(build / "triples.nt")]
    seconds: dict[str, list[float]] = {"rdflib_neo4j": [], "ours_beside": []}
    for _ in range(ROUNDS):
        for name, command in (("rdflib_neo4j", theirs), ("ours_beside", ours(server, build))):
            seconds[name].append(run(command, CHECKOUT).seconds)
            empty(server)
    return {f"seconds_of_{name}": min(taken) for name, taken in seconds.items()}


def bare(server: Server, build: Path) -> Sequence[str]:
    return [sys.executable, "-m", "benchmarks.server.bare", str(build), server.uri]


def ours(server: Server, build: Path) -> Sequence[str]:
    command = [sys.executable, "-m", "sco_graph", "--build", str(build), "load", "neo4j"]
    return [*command, "--uri", server.uri]


def empty(server: Server) -> None:
    """Remove all that is in the database, in pieces."""
    while server.rows("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(n)")[0][0]:
        pass
    server.empty()


def made_apart(meetings: int, folder: Path) -> int:
    """Make the build of some meetings in a process of its own.

    The peak of a process counts what its parent took when it was started, so this one stays small.
    """
    command = [sys.executable, "-m", "benchmarks.server.load", MAKE, str(meetings), str(folder)]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=CHECKOUT).stdout)


def made(meetings: int, folder: Path) -> int:
    """Write the build of generated records and their triples; return how many items it has."""
    schema = read_schema()
    nodes, ways = graph(GraphWriter(schema), read_nodes(records(meetings), schema))
    counts = {
        "nodes": counted(node.labels[0] for node in nodes),
        "relationships": counted(way.type for way in ways),
    }
    writer = TripleWriter(schema)
    lines = (
        line
        for node in read_nodes(records(meetings), schema)
        for line in writer.triples(node, " .")
    )
    triples = canonical(lines)
    write_build(folder, {QUADS: triples, STORE: stored_graph(nodes, ways)}, counts, "")
    (folder / "triples.nt").write_bytes(triples)
    return len(nodes) + len(ways)


if __name__ == "__main__":
    # What the environment says of some other server stays out of this.
    for name in [name for name in os.environ if name.startswith("NEO4J_")]:
        del os.environ[name]
    if sys.argv[1] == MAKE:
        print(made(int(sys.argv[2]), Path(sys.argv[3])))
        sys.exit()
    try:
        print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]))))
    except pytest.skip.Exception as reason:
        print(json.dumps({"skipped": str(reason)}))
