"""The labels, relationship types and properties that a Cypher query names, and those there are.

An engine answers a name that does not exist with no rows. What exists comes from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sco_graph.cypher_text import Query, Token
from sco_graph.dictionary import ALWAYS, node_properties
from sco_graph.errors import UnknownName
from sco_graph.near import near
from sco_graph.schema import Schema
from sco_loaders.property_graph import GraphWriter

COMPONENTS = frozenset(
    re.findall(
        r"[\w.]+",
        """
    year quarter month week weekYear day dayOfQuarter quarterDay dayOfWeek weekDay dayOfYear
    ordinalDay hour minute second millisecond microsecond nanosecond timezone offset epochSeconds
    epochMillis years quarters months weeks days hours minutes seconds milliseconds microseconds
    nanoseconds x y z latitude longitude height srid crs
        """,
    )
)
"""What a date, a time, a duration or a point has, in Cypher itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that a property graph has."""

    labels: frozenset[str]
    types: frozenset[str]
    properties: frozenset[str]


def read_names(schema: Schema) -> Names:
    """Return the names of the property graph that a schema makes."""
    writer = GraphWriter(schema)
    classes = schema.classes.values()
    made = [prop for cls in classes for prop in cls.properties.values()]
    concepts = list(writer.concept_nodes())
    properties = [
        ALWAYS,
        *(node_properties(schema, prop) for prop in made),
        *(one.properties for one in concepts),
    ]
    return Names(
        labels=frozenset(chain(*writer.labels().values())),
        types=frozenset(writer.types()),
        properties=frozenset(chain(*properties)),
    )


def refuse_unknown(query: Query, names: Names, parameters: Mapping[str, object]) -> None:
    """Refuse a query that names what does not exist.

    Keys of maps that the query makes, or that come with a parameter, are no properties.

    Raises:
        UnknownName: A label, a relationship type or a property does not exist.
    """
    for token, is_type in _labels(query):
        known = names.types if is_type else names.labels | names.types
        what = "relationship type" if is_type else "label"
        _refuse(what, token, known, names.types if is_type else names.labels)
    keys = {token.name or "" for token, in_pattern in _keys(query) if not in_pattern}
    given = frozenset(chain(keys, _given_keys(parameters.values())))
    for token in _properties(query):
        _refuse("property", token, names.properties | COMPONENTS | given, names.properties)
    for token, in_pattern in _keys(query):
        if in_pattern:
            _refuse("property", token, names.properties, names.properties)


def _refuse(what: str, token: Token, known: frozenset[str], offered: Iterable[str]) -> None:
    name = token.name or ""
    if name not in known:
        raise UnknownName(what, name, near(name, offered))


def _labels(query: Query) -> Iterator[tuple[Token, bool]]:
    """Yield each label or type that is named, and whether it can only be a type."""
    for place, token in enumerate(query.tokens):
        if not token.is_mark(":") or _is_after_key(query, place):
            continue
        if query.at(place - 1).is_mark(":", "|") or query.at(place + 1).is_mark(":"):
            continue  # `IS :: INTEGER`; and `:A|:B`, which the first colon led through
        is_type = query.is_relationship(query.brackets[place])
        # In a list comprehension, what follows a bar is the value.
        is_listed = query.at(query.brackets[place]).is_mark("[") and not is_type
        for one in _expression(query, place + 1, "&:" if is_listed else "|&:"):
            yield one, is_type


def _expression(query: Query, place: int, between: str) -> Iterator[Token]:
    """Yield the names of a label expression, such as `A|(B&!C)`."""
    depth = 0
    while True:
        while query.at(place).is_mark("(", "!", ":"):
            depth += query.at(place).is_mark("(")
            place += 1
        if query.at(place).name is None:
            return
        yield query.at(place)
        place += 1
        while depth and query.at(place).is_mark(")"):
            depth -= 1
            place += 1
        if not query.at(place).is_mark(*between):
            return
        place += 1


def _keys(query: Query) -> Iterator[tuple[Token, bool]]:
    """Yield each key of a map, and whether the map is that of a pattern."""
    for place, token in enumerate(query.tokens):
        within = query.brackets[place]
        if token.name is None or not query.at(within).is_mark("{"):
            continue
        if query.at(place - 1).is_mark("{", ",") and query.at(place + 1).is_mark(":", ",", "}"):
            yield token, _is_pattern(query, query.brackets[within])


def _properties(query: Query) -> Iterator[Token]:
    """Yield each name after a dot that is a property, and not a part of a function's name."""
    roots: list[int] = []  # where the dotted name begins that each token is a part of
    for place, token in enumerate(query.tokens):
        owner, dot = query.at(place - 2), query.at(place - 1)
        is_part = dot.is_mark(".") and token.name is not None
        is_chained = is_part and (owner.name is not None or owner.kind == "parameter")
        roots.append(roots[place - 2] if is_chained else place)
        if not is_part or owner.is_mark(".") or query.at(place + 1).is_mark("("):
            continue
        root = roots[place]
        if query.at(root).kind != "parameter" and not query.at(root - 1).is_word("CALL"):
            yield token


def _given_keys(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from map(str, value)
            yield from _given_keys(value.values())
        elif isinstance(value, list | tuple):
            yield from _given_keys(value)


def _is_after_key(query: Query, place: int) -> bool:
    return (
        query.at(query.brackets[place]).is_mark("{")
        and query.at(place - 1).name is not None
        and query.at(place - 2).is_mark("{", ",")
    )


def _is_pattern(query: Query, bracket: int) -> bool:
    """Tell whether a bracket is that of a node or relationship, and not of a value or a call."""
    before = query.at(bracket - 1)
    if query.at(bracket).is_mark("("):
        return before.is_mark("-", ">", ",", "(", "=") or before.is_word("MATCH")
    return query.is_relationship(bracket)
