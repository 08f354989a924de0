"""The shortcuts that the ontology's rules derive from a node, for triples and relationships."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sco_graph.schema import Class, Concept, Condition, End, Rule
from sco_loaders.nodes import Node
from sco_loaders.values import Parsed


def shortcuts(node: Node) -> Iterator[tuple[str, str, str]]:
    """Yield (subject id, predicate IRI, object id) for each rule that holds."""
    if not node.cls.rules:
        return
    found = tuple(node.values.get(key, ()) for key in _decisive_keys(node.cls))
    for rule in _holding(node.cls, found):
        for subject in _ids(rule.subject, node):
            for object_ in _ids(rule.object, node):
                yield subject, rule.predicate, object_


@cache
def _decisive_keys(cls: Class) -> tuple[str, ...]:
    """Return the keys on whose values it depends which rules of a class hold."""
    return tuple({condition.key: None for rule in cls.rules for condition in rule.conditions})


@cache
def _holding(cls: Class, found: tuple[tuple[Parsed, ...], ...]) -> tuple[Rule, ...]:
    """Return the rules that hold where the decisive keys have these values; few occur."""
    concepts = {
        key: {value.id for value in values if isinstance(value, Concept)}
        for key, values in zip(_decisive_keys(cls), found, strict=True)
    }
    return tuple(
        rule for rule in cls.rules if all(_holds(c, concepts[c.key]) for c in rule.conditions)
    )


def _holds(condition: Condition, found: set[str]) -> bool:
    if condition.required:
        return condition.allowed <= found
    return found <= condition.allowed


def _ids(end: End, node: Node) -> tuple[str, ...]:
    if end.parent:
        return () if node.parent is None else (node.parent,)
    if end.key is None:
        return (node.id,)
    return tuple(value for value in node.values.get(end.key, ()) if isinstance(value, str))
