"""What a server holds and what it should hold, each taken by another way than the loader's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sco_graph.graph import Graph
from sco_graph.schema import MARKER
from sco_graph.shapes import read_schema
from sco_loaders.build import Build, build
from sco_loaders.check import read
from sco_loaders.neo4j_database import native
from sco_loaders.neo4j_verify import Verdict, verify
from sco_loaders.property_graph import GraphWriter, graph
from sco_loaders.stored import RELEASE, StoredGraph
from tests.neo4j_server import Server
from tests.planted import plant
from tests.world import RECORDS

FORMER: Mapping[str, str] = RECORDS
LATER: Mapping[str, str] = {
    **{id_: text for id_, text in RECORDS.items() if id_ != "person/raphael"},
    "state/utopia": RECORDS["state/utopia"].replace("2001-06-15/..", "2001-06-15/2022-01-01"),
    "body/council": RECORDS["body/council"].replace("  ru: Совет островов\n", "  zh: 群岛理事会\n"),
    "meeting/council-2020": RECORDS["meeting/council-2020"]
    .partition("remarks:")[0]
    .replace("mode: in-person", "mode: video-link")
    .replace("place: place/amaurot\n", "")
    + "sources: [source/gazette#2]\n",
    "person/hythloday": "name: Hythloday\nsources: [source/gazette#2]\n",
}
"""The former records with one person for another, and fewer and other values and relationships."""
NAMED_DOCUMENT = "document/charter"

Frozen = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Labels and properties, in a form that sets and counters take."""


class Content(NamedTuple):
    """Nodes, and relationships with their properties, each with how often it is there."""

    nodes: Counter[Frozen]
    ways: Counter[tuple[Frozen, str, Frozen, str]]


def quiet(work: str, done: int, total: int) -> None:
    """Take progress and say nothing."""


def released(folder: Path, records: Mapping[str, str]) -> StoredGraph:
    """Return the release that some records are."""
    return stored(build(folder / "build", plant(folder / "records", records)))


def stored(made: Build | Graph) -> StoredGraph:
    """Return the property graph of a build."""
    return StoredGraph(made.build if isinstance(made, Graph) else made, read_schema())


def wanted(records: Path) -> Content:
    """Return what records say."""
    nodes, ways = graph(GraphWriter(read_schema()), read(records).nodes)
    frozen = {node.id: freeze((*node.labels, MARKER), node.properties) for node in nodes}
    return Content(
        Counter(frozen.values()),
        Counter((frozen[way.from_], way.type, frozen[way.to], "{}") for way in ways),
    )


def ours(server: Server) -> Content:
    """Return what of a server's content is ours, but for the node that tells of the release."""
    return _content(server, f"n:{MARKER} AND NOT n:{RELEASE}", both=True)


def apart(held: Content, due: Content) -> list[object]:
    """Return the first things that one content has and the other lacks; none where they are equal.

    pytest's own account of two large counters takes longer than all tests together.
    """
    return [
        thing
        for one, other in ((held, due), (due, held))
        for things, matching in zip(one, other, strict=True)
        for thing in islice(things - matching, 3)
    ]


def others(server: Server) -> Content:
    """Return what is not ours: their nodes, and relationships with one of them at an end."""
    return _content(server, f"NOT n:{MARKER}", both=False)


def is_equal(release: StoredGraph, server: Server) -> bool:
    """Tell whether a server holds exactly a release."""
    return judged(release, server).is_equal


def judged(release: StoredGraph, server: Server) -> Verdict:
    """Return what verify says."""
    return verify(release, server.address, quiet)


def freeze(labels: Any, properties: Mapping[str, Any]) -> Frozen:  # noqa: ANN401
    """Return labels and properties, with the kind of each value, as they can be counted."""
    told = ((key, f"{type(v).__name__} {native(v)!r}") for key, v in native(properties).items())
    return tuple(sorted(labels)), tuple(sorted(told))


def _content(server: Server, where: str, *, both: bool) -> Content:
    """Return nodes of some kind, and the relationships of which both ends, or one, are such."""
    found = server.rows(f"MATCH (n) WHERE {where} RETURN labels(n), properties(n)")
    word = "AND" if both else "OR"
    start, end = where.replace("n:", "a:"), where.replace("n:", "b:")
    ways = server.rows(
        f"MATCH (a)-[r]->(b) WHERE ({start}) {word} ({end}) RETURN labels(a), properties(a), "
        "type(r), labels(b), properties(b), properties(r)"
    )
    return Content(
        Counter(freeze(*row) for row in found),
        Counter((freeze(a, x), type_, freeze(b, y), str(r)) for a, x, type_, b, y, r in ways),
    )
