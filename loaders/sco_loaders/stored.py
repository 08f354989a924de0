"""The property graph of a build, read back from its store in batches.

What a Neo4j server, an exchange format or a bulk import is given comes from here, so that all of
them hold what the embedded engine answers from. Of it all the ids are held, and a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from sco_graph.schema import DATASET, Schema
from sco_loaders.build import QUADS, STORE, Build
from sco_loaders.embedded import ENGINES_OWN, Engine, Row, batches
from sco_loaders.property_graph import GraphWriter

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
        self._ids = {
            label: list(self._read_ids(label))
            for label in self.labels
            if label in self.counts["nodes"]
        }

    def _read_ids(self, label: str) -> Iterator[str]:
        """Yield the id of every node whose own label this is."""
        query = f"MATCH (n:{label}) RETURN labels(n)[0] AS label, n.id AS id"
        return (row["id"] for row in self._engine.rows(query, {}) if row["label"] == label)

    def ids(self) -> Iterator[str]:
        """Yield the id of every node."""
        return chain.from_iterable(self._ids.values())

    def nodes(self, label: str) -> Iterator[list[Properties]]:
        """Yield the properties of the nodes whose own label this is, in batches."""
        query = f"MATCH (n:{label} {{id: id}}) RETURN properties(n) AS properties"
        yield from batches(_own(row["properties"]) for row in self._rows(label, query))

    def ways(self, type_: str) -> Iterator[list[Way]]:
        """Yield the ends of the relationships of a type, in batches."""
        for label in self._starts.get(type_, ()):
            query = f"MATCH (a:{label} {{id: id}})-[:{type_}]->(b) RETURN id, b.id AS other"
            yield from batches((row["id"], row["other"]) for row in self._rows(label, query))

    def _rows(self, label: str, query: str) -> Iterator[Row]:
        """Yield what a query finds for each `id` of the nodes whose own label this is.

        It is asked for a batch at a time, as the engine holds what it answers whole. To skip what
        was answered before would take it as much memory as to answer it.
        """
        for ids in batches(self._ids.get(label, ())):
            yield from self._engine.rows(f"UNWIND $ids AS id {query}", {"ids": ids})


def _own(properties: Properties) -> Properties:
    for key in ENGINES_OWN:
        properties.pop(key, None)
    return properties
