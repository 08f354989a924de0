"""Every node and relationship of a build at hand, for what reads them all.

A question about one thing is for the Cypher engine; a table of all things is one pass over this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sco_graph.schema import kebab_case
from sco_graph.things import natural
from sco_loaders.build import STORE, Build
from sco_loaders.embedded import Engine

STATED_IN = "STATED_IN"


class WholeGraph:
    """The properties of every node by its id, and where its relationships lead."""

    def __init__(self, engine: Engine) -> None:
        nodes = engine.nodes()
        self.nodes: Mapping[str, Mapping[str, Any]] = {node.id: node.properties for node in nodes}
        self._ways: dict[tuple[str, str], list[str]] = {}
        for way in engine.relationships():
            self._ways.setdefault((way.from_, way.type), []).append(way.to)
        self._kinds: dict[str, list[str]] = {}
        for node in nodes:
            self._kinds.setdefault(kebab_case(node.labels[0]), []).append(node.id)

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the ids of all things of these kinds, sorted within each."""
        return [id_ for kind in kinds for id_ in self._kinds.get(kind, ())]

    def value(self, id_: str | None, key: str) -> Any:  # noqa: ANN401  # whatever the store holds
        """Return a property of a node, None where it has none or there is no node."""
        return None if id_ is None else self.nodes[id_].get(key)

    def all(self, id_: str | None, way: str) -> list[str]:
        """Return the ids to which a relationship leads from a node, sorted."""
        found = self._ways.get((id_, way), []) if id_ is not None else []
        return sorted(found, key=natural) if len(found) > 1 else found

    def one(self, id_: str | None, way: str) -> str | None:
        """Return the id to which a relationship leads, None where there is none."""
        return next(iter(self.all(id_, way)), None)

    def cited(self, ids: Iterable[str], way: str = STATED_IN) -> tuple[str, ...]:
        """Return the places in sources to which things lead, as records cite them."""
        found = {passage for id_ in ids for passage in self.all(id_, way)}
        return tuple(citation(passage) for passage in sorted(found, key=natural))


def read_whole_graph(opened: Build) -> WholeGraph:
    """Return the graph of a build.

    Raises:
        StoreError: The build cannot be read.
    """
    return WholeGraph(Engine.from_bytes(opened.read(STORE)))


def owner_of(id_: str) -> str:
    """Return the id of the thing in which a nested one stands.

    >>> owner_of("meeting/x/participation/state.russia/count/regions")
    'meeting/x/participation/state.russia'
    """
    return id_.rsplit("/", 2)[0]


def citation(passage: str) -> str:
    """Return the id of a passage as records cite it.

    >>> citation("source/heads-of-government-2025/passage/4")
    'source/heads-of-government-2025#4'
    """
    return passage.replace("/passage/", "#")
