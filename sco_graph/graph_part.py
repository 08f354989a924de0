"""A part of the property graph: the nodes and relationships that a part of the facts speaks of.

Which facts belong to a part, and what comes along so that it stands on its own, is for
`sco_graph.selection` and `sco_graph.facts`. Of a node that only comes along there are the names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from sco_graph.facts import NAMING
from sco_graph.nquads import id_of, lines, statements
from sco_graph.schema import NAME_KEYS, relationship_type
from sco_graph.selection import Selection, select
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, STORE, Build
from sco_loaders.embedded import Engine
from sco_loaders.property_graph import GraphNode, Relationship

Part: TypeAlias = tuple[list[GraphNode], list[Relationship]]
NAMES = frozenset({"id", "iri", *NAME_KEYS.values()})


def read_part(opened: Build, wanted: Selection) -> Part:
    """Return the wanted part of a build's property graph, the whole where no part is wanted.

    Raises:
        UnknownName: There is no such meeting or body.
        QuestionError: What is given as a date is none, or the time ends before it begins.
        StoreError: The build cannot be read.
    """
    engine = Engine.from_bytes(opened.read(STORE))
    nodes, relationships = engine.nodes(), engine.relationships()
    if wanted == Selection():
        return nodes, relationships
    return part(nodes, relationships, select(opened.read(QUADS), wanted, read_schema()))


def part(nodes: Iterable[GraphNode], relationships: Iterable[Relationship], quads: bytes) -> Part:
    """Return of these nodes and relationships those of which some N-Quads speak."""
    by_id = {node.id: node for node in nodes}
    whole: set[str | None] = set()
    named: set[str | None] = set()
    ways: set[tuple[str, str | None, str]] = set()
    for subject, predicate, object_, _ in statements(lines(quads)):
        from_, to = id_of(subject), id_of(object_)
        named.add(from_)
        if to is not None and to in by_id:
            ways.add((relationship_type(predicate.strip("<>")), from_, to))
        elif predicate not in NAMING:
            whole.add(from_)
    kept = [by_id[id_] if id_ in whole else _named(by_id[id_]) for id_ in by_id if id_ in named]
    return kept, [way for way in relationships if way in ways]


def _named(node: GraphNode) -> GraphNode:
    names = {key: value for key, value in node.properties.items() if key in NAMES}
    return GraphNode(labels=node.labels, properties=names)
