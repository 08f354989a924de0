"""The values under one key of a record, each read as its property demands.

What cannot be read is reported with its place and left out. Nothing here knows of nested things.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Protocol, TypeAlias

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES, Class, Concept, Kind, Property, Schema
from sco_loaders.edtf import Edtf, parse_edtf
from sco_loaders.ids import REFERENCE, places
from sco_loaders.scalars import (
    parse_boolean,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_uri,
)
from sco_loaders.yaml_reader import Path, Value
from sco_loaders.yaml_report import shown

Text: TypeAlias = tuple[str, str]
"""A text and its language."""
Parsed: TypeAlias = str | Text | int | Decimal | bool | datetime.date | Edtf | Concept | Property
Parser: TypeAlias = Callable[[str], tuple[Parsed, ...]]
PARSERS: Mapping[Kind, Callable[[str], Parsed]] = {
    Kind.URI: parse_uri,
    Kind.IRI: parse_uri,
    Kind.INTEGER: parse_integer,
    Kind.DECIMAL: parse_decimal,
    Kind.BOOLEAN: parse_boolean,
    Kind.DATE: parse_date,
    Kind.EDTF: parse_edtf,
}


class Complain(Protocol):
    """Takes a problem with the value at a path of the record, or with its key."""

    def __call__(self, path: Path, message: str, *, at_key: bool = False) -> None:
        """Take one problem."""


MOST_CHOICES = 12
WANTED = {
    Kind.TEXT: "a text",
    Kind.NAME: "a text, or one for each language",
    Kind.INTEGER: "a whole number",
    Kind.DECIMAL: "a number",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a day such as 2025-07-07",
    Kind.EDTF: "a date such as 2025-07-07 or 2025-07",
    Kind.URI: "a web address",
    Kind.IRI: "an IRI such as https://example.org/id/1",
    Kind.CONCEPT: "one of its words",
    Kind.REFERENCE: "an id such as kind/name",
    Kind.PROPERTY: "a key",
}


REPEATED = frozenset({Kind.BOOLEAN, Kind.CONCEPT, Kind.EDTF, Kind.INTEGER, Kind.REFERENCE})
"""Kinds whose texts occur time and again, so that each is parsed once."""


class ValueReader:
    """Reads values by one schema, and tells `complain` what cannot be read and where."""

    def __init__(self, schema: Schema, complain: Complain) -> None:
        self.schema = schema
        self.complain = complain
        self._nested_class = {c.iri: c for c in schema.classes.values() if c.nested}

    def parser(self, prop: Property, cls: Class) -> Parser:
        """Return what parses one text under a key of a thing owned by `cls`.

        It raises ValueError, whose words are the whole message.
        """
        match prop.kind:
            case Kind.TEXT:
                return lambda text: (text,)
            case Kind.REFERENCE:
                return cache(partial(self._references, prop))
            case Kind.CONCEPT:
                parse: Callable[[str], Parsed] = partial(self._concept, prop)
            case Kind.PROPERTY:
                parse = partial(self._property, cls)
            case kind:
                parse = PARSERS[kind]
        fitting = partial(_fitting, prop, parse)
        return cache(fitting) if prop.kind in REPEATED else fitting

    def read(self, prop: Property, parse: Parser, path: Path, value: Value) -> tuple[Parsed, ...]:
        """Return the values that are written at a path, each text of them by the key's parser."""
        found: dict[Parsed, None] = {}
        items = items_of(path, value)
        for place, item in items:
            if not isinstance(item, str):
                message = f"{prop.key!r} takes {WANTED[prop.kind]}, not {shown_value(item)}"
                self.complain(place, f"{message}; write it on one line")
                continue
            for one in self._parsed(parse, place, item):
                if one in found:
                    self.complain(place, f"{shown(item)} is given twice; remove one")
                found[one] = None
        if len(items) > 1 and not prop.many:
            self.complain(path, f"{prop.key!r} takes one value, not {len(items)}; keep one")
        return tuple(found)

    def _parsed(self, parse: Parser, path: Path, text: str) -> tuple[Parsed, ...]:
        try:
            return parse(text)
        except ValueError as error:
            self.complain(path, str(error))
            return ()

    def names(self, prop: Property, path: Path, value: Value) -> tuple[Parsed, ...]:
        """Return texts with their languages; a text without one is English."""
        if not isinstance(value, dict):
            value = {LANGUAGES[0]: value}
            return tuple(self._texts(prop, path, LANGUAGES[0], value[LANGUAGES[0]]))
        found: list[Parsed] = []
        for language, texts in value.items():
            if language not in LANGUAGES:
                message = f"{shown(language)} is no language here; use {', '.join(LANGUAGES)}"
                self.complain((*path, language), message, at_key=True)
                continue
            found += self._texts(prop, (*path, language), language, texts)
        return tuple(found)

    def _texts(self, prop: Property, path: Path, language: str, value: Value) -> Iterator[Text]:
        items = items_of(path, value)
        if len(items) > 1 and not prop.many:
            message = f"takes one text in a language, not {len(items)}; keep one"
            self.complain(path, f"{prop.key!r} {message}")
        for place, item in items:
            if isinstance(item, str):
                yield item, language
            else:
                message = f"{prop.key!r} takes {WANTED[Kind.NAME]}, not {shown_value(item)}"
                self.complain(place, f"{message}; write it on one line")

    def _concept(self, prop: Property, text: str) -> Concept:
        known = self.schema.concepts.get(prop.target or "", {})
        if text not in known:
            scheme = self.schema.names.get(prop.target or "", "concept")
            advice = hint(near(text, known)) or _choices(known)
            raise ValueError(f"there is no such {scheme}{advice}")
        return known[text]

    def _property(self, cls: Class, text: str) -> Property:
        """Return the property that a claim speaks of: one of its owner's."""
        if text not in cls.properties:
            advice = hint(near(text, cls.properties)) or "; write one of its keys"
            raise ValueError(f"a {cls.kind} has no such key{advice}")
        return cls.properties[text]

    def _references(self, prop: Property, text: str) -> tuple[str, ...]:
        """Return the ids that a reference names; `source/x#4-6` names three passages."""
        matched = REFERENCE.fullmatch(text)
        if matched is None:
            raise ValueError(f"{shown(text)} is no id; write it as kind/name, all lower case")
        thing, place = matched.groups()
        if place is None:
            return (thing,)
        cls = self._nested_class.get(prop.target or "")
        if cls is None:
            message = f"{prop.key!r} takes the id of a thing, and no place in it"
            raise ValueError(f"{message}; write {shown(thing)} for {shown(text)}")
        try:
            return tuple(f"{thing}/{cls.kind}/{one}" for one in places(place))
        except ValueError as error:
            raise ValueError(f"{shown(text)} names no lines: {error}") from error


def _fitting(prop: Property, parse: Callable[[str], Parsed], text: str) -> tuple[Parsed, ...]:
    try:
        return (parse(text),)
    except ValueError as error:
        raise ValueError(f"{shown(text)} does not fit {prop.key!r}: {error}") from error


def items_of(path: Path, value: Value) -> list[tuple[Path, Value]]:
    """Return the items of a list with their places, or a single value as its own only item."""
    if isinstance(value, list):
        return [((*path, index), item) for index, item in enumerate(value)]
    return [(path, value)]


def shown_value(value: Value) -> str:
    """Return a value as a message shows it."""
    if isinstance(value, str):
        return shown(value)
    return "a list" if isinstance(value, list) else "keys and values"


def _choices(known: Mapping[str, Concept]) -> str:
    names = list(known)
    more = f" and {len(names) - MOST_CHOICES} more" if len(names) > MOST_CHOICES else ""
    return f"; take one of {', '.join(names[:MOST_CHOICES])}{more}" if names else ""
