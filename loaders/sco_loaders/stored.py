"""The property graph of a build, read back from its store in batches.

What a Neo4j server, an exchange format or a bulk import is given comes from here, so that all of
them hold what the embedded engine answers from. No more than a batch is held at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeAlias

from sco_graph.schema import DATASET, Schema
from sco_loaders.build import QUADS, STORE, Build
from sco_loaders.embedded import ENGINES_OWN, Engine, Row, batches
from sco_loaders.property_graph import GraphWriter

PIECE = 20_000
"""Nodes that the engine is asked for at a time."""
RELEASE = "ScoRelease"
"""The label of the one node that says which release a server holds."""
RELEASE_ID = "release"

Properties: TypeAlias = dict[str, Any]
Labels: TypeAlias = tuple[str, ...]
Way: TypeAlias = tuple[str, str]
"""The ids of both ends of a relationship."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is loaded: the digest of its canonical N-Quads, its version and how much there is."""

    sha256: str
    version: str
    nodes: int
    relationships: int

    @property
    def short(self) -> str:
        """The version, and as much of the digest as tells two releases apart."""
        return f"{self.version} ({self.sha256[:12]})"

    @property
    def properties(self) -> Properties:
        """What the node says that tells of the release."""
        return {
            "id": RELEASE_ID,
            "iri": DATASET,
            "name": f"sco-graph {self.version}",
            "version": self.version,
            "sha256": self.sha256,
            "nodes": self.nodes,
            "relationships": self.relationships,
        }


def release_of(opened: Build) -> Release:
    """Return the release that a build is."""
    counts = opened.manifest["counts"]
    return Release(
        sha256=opened.manifest["files"][QUADS]["sha256"],
        version=opened.manifest["versions"]["sco-graph"],
        nodes=sum(counts["nodes"].values()),
        relationships=sum(counts["relationships"].values()),
    )


class StoredGraph:
    """The nodes and relationships of a build, by label and by type."""

    def __init__(self, opened: Build, schema: Schema) -> None:
        self.schema = schema
        writer = GraphWriter(schema)
        self.labels = writer.labels()
        self.types = writer.types()
        self.counts = opened.manifest["counts"]
        self.release = release_of(opened)
        self._engine = Engine.from_file(opened.path(STORE))
        self._starts = self._engine.ways()

    def nodes(self, label: str) -> Iterator[list[Properties]]:
        """Yield the properties of the nodes whose own label this is, in batches."""
        query = (
            f"MATCH (n:{label}) RETURN labels(n)[0] AS label, properties(n) AS properties "
            f"SKIP $start LIMIT {PIECE}"
        )
        if label in self.counts["nodes"]:
            rows = self._pieces(query)
            yield from batches(_own(row["properties"]) for row in rows if row["label"] == label)

    def ids(self) -> Iterator[str]:
        """Yield the id of every node."""
        for label in self.labels:
            if label in self.counts["nodes"]:
                query = f"MATCH (n:{label}) RETURN labels(n)[0] AS label, n.id AS id"
                rows = self._engine.rows(query, {})
                yield from (row["id"] for row in rows if row["label"] == label)

    def ways(self, type_: str) -> Iterator[list[Way]]:
        """Yield the ends of the relationships of a type, in batches."""
        for label in self._starts.get(type_, ()):
            query = (
                f"MATCH (a:{label})-[:{type_}]->(b) "
                "RETURN labels(a)[0] AS label, a.id AS a, b.id AS b"
            )
            rows = self._engine.rows(query, {})
            yield from batches((row["a"], row["b"]) for row in rows if row["label"] == label)

    def _pieces(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query piece by piece: the engine holds what it answers whole.

        It walks in one order, as nothing is written.
        """
        for start in count(step=PIECE):
            seen = 0
            for row in self._engine.rows(query, {"start": start}):
                seen += 1
                yield row
            if seen < PIECE:
                return


def _own(properties: Properties) -> Properties:
    for key in ENGINES_OWN:
        properties.pop(key, None)
    return properties
