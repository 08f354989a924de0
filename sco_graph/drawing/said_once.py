"""The values of a page in few letters: what recurs stands in a list, and elsewhere its number.

What follows from the rest, or is as it usually is, is left out; things.js puts it back.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from sco_graph.drawing.draft import link_id
from sco_graph.drawing.words import ENGLISH

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
Values: TypeAlias = dict[str, Any]
"""What JSON calls an object."""


def said_once(values: Values, facts: Iterable[Values]) -> Values:
    """Return the values of a page with facts, and names that recur, in lists.

    >>> link = {"id": "MET a b", "from": "a", "family": "MET", "to": "b", "names": {"en": "met"}}
    >>> link |= {"points": [[0, 0], [1, 0], [2, 0], [3, 0]], "weight": 1, "marks": {}}
    >>> short = said_once({"nodes": [{"id": "a"}, {"id": "b"}], "edges": [link]}, [])
    >>> short["edges"]
    [{'from': 0, 'family': 'MET', 'to': 1, 'names': 0, 'points': [0, 0, 1, 0, 2, 0, 3, 0]}]
    >>> short["texts"]
    [{'en': 'met'}]
    """
    texts = Numbers[tuple[tuple[str, str], ...]]()
    told = [
        fact | {"label": _number(texts, fact["label"]), "value": in_short(fact["value"])}
        for fact in facts
    ]
    for thing in _things(values):
        if thing.get("marks") == {}:
            del thing["marks"]
    if "edges" in values:
        numbers = {node["id"]: number for number, node in enumerate(values["nodes"])}
        values = values | {"edges": [_edge(edge, numbers, texts) for edge in values["edges"]]}
    return values | {"facts": told, "texts": list(map(dict, texts))}


def in_short(by_language: Mapping[str, T]) -> Mapping[str, T]:
    """Return what there is by language, without what is as it is in English."""
    return {
        language: one
        for language, one in by_language.items()
        if language == ENGLISH or one != by_language[ENGLISH]
    }


def _things(values: Values) -> Iterator[Values]:
    for things in values.values():
        for thing in things if isinstance(things, list) else ():
            if isinstance(thing, dict):
                yield thing


def _edge(
    edge: Values, numbers: Mapping[str, int], texts: Numbers[tuple[tuple[str, str], ...]]
) -> Values:
    """Return an edge with the numbers of its nodes, without an id that tells no more than these."""
    usual = {"id": link_id(edge["family"], edge["from"], edge["to"]), "weight": 1}
    short = {key: one for key, one in edge.items() if usual.get(key) != one}
    return short | {
        "from": numbers[edge["from"]],
        "to": numbers[edge["to"]],
        "names": _number(texts, edge["names"]),
        "points": [number for point in edge["points"] for number in point],
    }


def _number(texts: Numbers[tuple[tuple[str, str], ...]], by_language: Mapping[str, str]) -> int:
    return texts.number(tuple(by_language.items()))


class Numbers(Generic[H]):
    """Values, each once and with its number, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[H, int] = {}

    def __iter__(self) -> Iterator[H]:
        return iter(self._numbers)

    def number(self, value: H) -> int:
        """Return the number of a value, which is a new one if the value is."""
        return self._numbers.setdefault(value, len(self._numbers))

    def all(self, values: Iterable[H]) -> list[int]:
        """Return the numbers of several values."""
        return list(map(self.number, values))
