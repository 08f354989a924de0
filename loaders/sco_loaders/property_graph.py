"""Nodes as a property graph: what becomes a node's properties and what a relationship.

The same for every engine. Concepts are plain strings, topics alone are nodes; a scale's concepts
carry their rank beside them; dates carry their bounds; the key that a claim is about carries its
predicate; lists are sorted.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from sco_graph.schema import (
    DATA,
    LANGUAGES,
    MARKER,
    Concept,
    Kind,
    Property,
    Schema,
    local_name,
    relationship_type,
)
from sco_loaders.edtf import Edtf
from sco_loaders.nodes import Node, Parsed
from sco_loaders.shortcuts import shortcuts

Scalar: TypeAlias = str | int | float | bool | datetime.date
Stored: TypeAlias = Scalar | list[Scalar]


class GraphNode(NamedTuple):
    """A node of the property graph; `labels` begin with its own class."""

    labels: tuple[str, ...]
    properties: dict[str, Stored]

    @property
    def id(self) -> str:
        """The id, unique over all labels."""
        return str(self.properties["id"])


class Relationship(NamedTuple):
    """A relationship between two ids; there is at most one of a type between two."""

    type: str
    from_: str
    to: str


BROADER = "BROADER"
"""The way from a concept that is a node to a broader one."""


class GraphWriter:
    """Writes nodes for a property graph, by one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def graph_node(self, node: Node) -> GraphNode:
        """Return the node with its properties."""
        properties: dict[str, Stored] = {"id": node.id, "iri": DATA + node.id, "name": node.name}
        for key, values in node.values.items():
            prop = node.cls.properties[key]
            if not self.is_relationship(prop):
                properties.update(_stored(prop, values))
        return GraphNode(labels=node.cls.labels, properties=properties)

    def relationships(self, node: Node) -> Iterator[Relationship]:
        """Yield the relationships that a node's values and the rules make."""
        for key, values in node.values.items():
            prop = node.cls.properties[key]
            if self.is_relationship(prop):
                for value in values:
                    to = value.id if isinstance(value, Concept) else str(value)
                    yield Relationship(type=prop.relationship, from_=node.id, to=to)
        for from_, predicate, to in shortcuts(node):
            yield Relationship(type=relationship_type(predicate), from_=from_, to=to)

    def is_relationship(self, prop: Property) -> bool:
        """Tell whether a property becomes relationships."""
        return (
            prop.kind in (Kind.REFERENCE, Kind.NESTED) or prop.target in self.schema.node_concepts
        )

    def types(self) -> tuple[str, ...]:
        """Return every type that a relationship may have, sorted."""
        classes = self.schema.classes.values()
        written = {
            p.relationship
            for c in classes
            for p in c.properties.values()
            if self.is_relationship(p)
        }
        derived = {relationship_type(rule.predicate) for c in classes for rule in c.rules}
        return tuple(sorted({BROADER} | written | derived))

    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Return all labels that a node has in a store, by its own label."""
        classes = [c.labels for c in self.schema.classes.values()]
        concepts = [(local_name(iri),) for iri in self.schema.node_concepts]
        return {labels[0]: (*labels, MARKER) for labels in sorted((*classes, *concepts))}

    def name_keys(self) -> tuple[str, ...]:
        """Return the keys under which nodes have names, in every language."""
        found = dict.fromkeys(
            key
            for cls in self.schema.classes.values()
            for prop in cls.properties.values()
            if prop.kind is Kind.NAME
            for key in (
                prop.key,
                *(() if prop.many else (f"{prop.key}_{x}" for x in LANGUAGES[1:])),
            )
        )
        return tuple(found)

    def concept_nodes(self) -> Iterator[GraphNode]:
        """Yield the concepts that are nodes of their own."""
        for concept in self._concepts():
            names = {f"name_{language}": concept.names[language] for language in LANGUAGES[1:]}
            yield GraphNode(
                labels=(local_name(concept.class_iri),),
                properties={
                    "id": concept.id,
                    "iri": DATA + concept.id,
                    "name": concept.names[LANGUAGES[0]],
                    **names,
                },
            )

    def concept_relationships(self) -> Iterator[Relationship]:
        """Yield the way from each narrower concept to its broader ones."""
        for concept in self._concepts():
            for broader in concept.broader:
                yield Relationship(type=BROADER, from_=concept.id, to=broader.removeprefix(DATA))

    def _concepts(self) -> Iterator[Concept]:
        for iri in sorted(self.schema.node_concepts):
            yield from self.schema.concepts.get(iri, {}).values()


def _stored(prop: Property, values: tuple[Parsed, ...]) -> Iterator[tuple[str, Stored]]:
    """Yield the properties of a node that one key becomes."""
    if prop.kind is Kind.NAME:
        yield from _names(prop, values)
        return
    plain = sorted(_plain(value) for value in values)
    yield prop.key, plain if prop.many else plain[0]
    first = values[0]
    if isinstance(first, Concept) and first.rank is not None and not prop.many:
        yield f"{prop.key}_rank", first.rank
    if isinstance(first, Property):
        yield f"{prop.key}_iri", first.iri
    if prop.bound_keys is not None:
        yield from _days(prop.bound_keys, values)


def _names(prop: Property, values: tuple[Parsed, ...]) -> Iterator[tuple[str, Stored]]:
    texts = [value for value in values if isinstance(value, tuple)]
    if prop.many:
        yield prop.key, sorted({text for text, _ in texts})
        return
    for text, language in texts:
        yield prop.key if language == LANGUAGES[0] else f"{prop.key}_{language}", text


def _days(keys: tuple[str, str], values: Iterable[Parsed]) -> Iterator[tuple[str, Stored]]:
    """Yield the first and the last day of a date, those that it has."""
    for value in values:
        days = (value.earliest, value.latest) if isinstance(value, Edtf) else (None, None)
        yield from ((key, day) for key, day in zip(keys, days, strict=True) if day is not None)


def _plain(value: Parsed) -> Scalar:
    match value:
        case Concept():
            return value.notation
        case Edtf():
            return value.text
        case Property():
            return value.key
        case Decimal():
            return float(value)
        case tuple():
            return value[0]
    return value


def graph(writer: GraphWriter, nodes: Iterable[Node]) -> tuple[list[GraphNode], list[Relationship]]:
    """Return all nodes and relationships, each once and sorted."""
    made = {node.id: node for node in writer.concept_nodes()}
    # A mapping and no set, which would lose an order that is nearly the one to sort into.
    ways = dict.fromkeys(writer.concept_relationships())
    for node in nodes:
        made[node.id] = writer.graph_node(node)
        ways.update(dict.fromkeys(writer.relationships(node)))
    return [made[id_] for id_ in sorted(made)], sorted(ways, key=attrgetter("type", "from_", "to"))
