"""The shortcuts that the ontology's rules derive from a node, for triples and relationships."""

from __future__ import annotations

from collections.abc import Iterator

from sco_graph.schema import Concept, Condition, End
from sco_loaders.nodes import Node


def shortcuts(node: Node) -> Iterator[tuple[str, str, str]]:
    """Yield (subject id, predicate IRI, object id) for each rule that holds."""
    for rule in node.cls.rules:
        if all(_holds(condition, node) for condition in rule.conditions):
            for subject in _ids(rule.subject, node):
                for object_ in _ids(rule.object, node):
                    yield subject, rule.predicate, object_


def _holds(condition: Condition, node: Node) -> bool:
    found = {value.id for value in node.values.get(condition.key, ()) if isinstance(value, Concept)}
    if condition.required:
        return condition.allowed <= found
    return found <= condition.allowed


def _ids(end: End, node: Node) -> tuple[str, ...]:
    if end.parent:
        return () if node.parent is None else (node.parent,)
    if end.key is None:
        return (node.id,)
    return tuple(value for value in node.values.get(end.key, ()) if isinstance(value, str))
