"""A record, read by the schema, as the nodes that it stands for.

A record makes one node for itself and one for each thing nested in it. What cannot be read is
reported with its place in the record and left out; nothing here reads files or writes triples.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeAlias

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES, Class, Concept, Kind, Property, Schema, slug
from sco_loaders.edtf import Edtf, parse_edtf
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


class Complain(Protocol):
    """Takes a problem with the value at a path of the record, or with its key."""

    def __call__(self, path: Path, message: str, *, at_key: bool = False) -> None:
        """Take one problem."""


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9-]+(?:/[a-z]+(?:-[a-z]+)*/[a-z0-9._-]+)*")
PLACE = re.compile(r"[a-z0-9._-]+")
RANGE = re.compile(r"([0-9]+)-([0-9]+)")
LONGEST_RANGE = 1000
MOST_CHOICES = 12
OWN_KEY = "key"
PROVISIONAL = "~"
"""Begins the last part of an id that a thing has only until its identity is mended."""
_WANTED = {
    Kind.TEXT: "a text",
    Kind.NAME: "a text, or one for each language",
    Kind.INTEGER: "a whole number",
    Kind.DECIMAL: "a number",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a day such as 2025-07-07",
    Kind.EDTF: "a date such as 2025-07-07 or 2025-07",
    Kind.URI: "a web address",
    Kind.CONCEPT: "one of its words",
    Kind.REFERENCE: "an id such as kind/name",
    Kind.PROPERTY: "a key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The values of one file, with the id that its path gives it.

    `half_read` has the paths under which a value was refused already.
    """

    id: str
    cls: Class
    values: Mapping[str, Value]
    half_read: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing with its values, each read as its property demands; nested ones are ids."""

    id: str
    record: str
    cls: Class
    name: str
    parent: str | None
    path: Path
    values: Mapping[str, tuple[Parsed, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where the reader is: the thing being read, its place in the record and what owns it."""

    record: str
    id: str
    cls: Class
    path: Path
    owner: _Spot | None


class NodeReader:
    """Reads records by one schema, and tells `complain` what cannot be read and where."""

    def __init__(self, schema: Schema, complain: Complain) -> None:
        self.schema = schema
        self.complain = complain
        self._half_read: frozenset[Path] = frozenset()
        by_id = {c.id: c for group in schema.concepts.values() for c in group.values()}
        self._defaults = {
            c.iri: [(p.key, by_id[p.default]) for p in c.properties.values() if p.default]
            for c in schema.classes.values()
        }
        self._nested_class = {c.iri: c for c in schema.classes.values() if c.nested}
        self._parsers: dict[Kind, Callable[[Property, _Spot, str], Parsed]] = {
            Kind.TEXT: lambda _prop, _spot, text: text,
            Kind.URI: lambda _prop, _spot, text: parse_uri(text),
            Kind.INTEGER: lambda _prop, _spot, text: parse_integer(text),
            Kind.DECIMAL: lambda _prop, _spot, text: parse_decimal(text),
            Kind.BOOLEAN: lambda _prop, _spot, text: parse_boolean(text),
            Kind.DATE: lambda _prop, _spot, text: parse_date(text),
            Kind.EDTF: lambda _prop, _spot, text: parse_edtf(text),
            Kind.CONCEPT: self._concept,
            Kind.PROPERTY: self._property,
        }

    def nodes(self, record: Record) -> list[Node]:
        """Return the nodes of a record, the record's own first."""
        spot = _Spot(record=record.id, id=record.id, cls=record.cls, path=(), owner=None)
        made: list[Node] = []
        self._half_read = record.half_read
        self._read(spot, record.values, made)
        return made

    def _read(self, spot: _Spot, values: Mapping[str, Value], made: list[Node]) -> None:
        place = len(made)
        parsed: dict[str, tuple[Parsed, ...]] = {}
        for key, value in values.items():
            prop = spot.cls.properties.get(key)
            if prop is None:
                self._unknown_key(spot, key)
                continue
            read = self._nested if prop.kind is Kind.NESTED else self._values
            if found := read(spot, prop, value, made):
                parsed[key] = found
        for key, default in self._defaults[spot.cls.iri]:
            parsed.setdefault(key, (default,))
        made.insert(place, _node(spot, parsed))

    def _unknown_key(self, spot: _Spot, key: str) -> None:
        if key == OWN_KEY and spot.path:
            return
        if key == "id" and not spot.path:
            message = f"a record's id is its file's name, here {spot.id!r}; remove the key 'id'"
        else:
            advice = hint(near(key, spot.cls.properties)) or "; remove it"
            message = f"{spot.cls.kind} has no key {shown(key)}{advice}"
        self.complain((*spot.path, key), message, at_key=True)

    # --- nested things ---

    def _nested(
        self, spot: _Spot, prop: Property, value: Value, made: list[Node]
    ) -> tuple[Parsed, ...]:
        cls = self._nested_class[prop.target or ""]
        children: dict[str, None] = {}
        for place, item in _items((*spot.path, prop.key), value):
            if not isinstance(item, dict):
                message = f"takes keys and values, not {_shown(item)}; write them below it"
                self.complain(place, f"{prop.key!r} {message}")
                continue
            key = self._identity(cls, place, item)
            if key is not None and f"{spot.id}/{cls.kind}/{key}" in children:
                message = f"this {cls.kind} comes out as {shown(key)}, as one above it does"
                self.complain(place, f"{message}; give it a `key` of its own, or remove it")
                key = None
            id_ = f"{spot.id}/{cls.kind}/{key or f'{PROVISIONAL}{len(children)}'}"
            children[id_] = None
            inner = _Spot(record=spot.record, id=id_, cls=cls, path=place, owner=spot)
            self._read(inner, item, made)
        return tuple(children)

    def _identity(self, cls: Class, path: Path, values: Mapping[str, Value]) -> str | None:
        if OWN_KEY in values:
            own = values[OWN_KEY]
            if isinstance(own, str) and SLUG.fullmatch(own):
                return own
            message = f"{_shown(own)} is no key; use a-z, 0-9 and single hyphens"
            self.complain((*path, OWN_KEY), message)
            return None
        parts = [part for key in cls.identity if (part := self._identity_part(values.get(key)))]
        if parts:
            return parts[0] if cls.first_of else "_".join(parts)
        if not self._has_nearer_cause(cls, path, values):
            given = "".join(f"`{key}`, " for key in cls.identity)
            message = f"nothing tells this {cls.kind} from its neighbours"
            self.complain(path, f"{message}; give {given + 'or ' if given else ''}a `key`")
        return None

    def _has_nearer_cause(self, cls: Class, path: Path, values: Mapping[str, Value]) -> bool:
        """Tell whether what would identify a thing is misspelt, was refused or will be missed."""
        unknown = [key for key in values if key not in cls.properties]
        return (
            path in self._half_read
            or any(cls.properties[key].required for key in cls.identity)
            or any(near(key, (*cls.identity, OWN_KEY)) for key in unknown)
        )

    def _identity_part(self, value: Value | None) -> str:
        """Return what a value adds to an id; several values count in sorted order."""
        if isinstance(value, list):
            return "_".join(sorted(self._identity_part(item) for item in value))
        if not isinstance(value, str):
            return ""
        return value.replace("/", ".") if ID.fullmatch(value) else slug(value)

    # --- plain values ---

    def _values(
        self, spot: _Spot, prop: Property, value: Value, _: list[Node]
    ) -> tuple[Parsed, ...]:
        path = (*spot.path, prop.key)
        if prop.kind is Kind.NAME:
            return self._names(prop, path, value)
        if isinstance(value, str):
            return self._parse(spot, prop, path, value)
        found: dict[Parsed, None] = {}
        items = _items(path, value)
        for place, item in items:
            if not isinstance(item, str):
                message = f"{prop.key!r} takes {_WANTED[prop.kind]}, not {_shown(item)}"
                self.complain(place, f"{message}; write it on one line")
                continue
            for one in self._parse(spot, prop, place, item):
                if one in found:
                    self.complain(place, f"{shown(item)} is given twice; remove one")
                found[one] = None
        if len(items) > 1 and not prop.many:
            self.complain(path, f"{prop.key!r} takes one value, not {len(items)}; keep one")
        return tuple(found)

    def _parse(self, spot: _Spot, prop: Property, path: Path, text: str) -> tuple[Parsed, ...]:
        if prop.kind is Kind.REFERENCE:
            return self._references(prop, path, text)
        try:
            return (self._parsers[prop.kind](prop, spot, text),)
        except ValueError as error:
            self.complain(path, f"{shown(text)} does not fit {prop.key!r}: {error}")
            return ()

    def _names(self, prop: Property, path: Path, value: Value) -> tuple[Parsed, ...]:
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
        items = _items(path, value)
        if len(items) > 1 and not prop.many:
            message = f"takes one text in a language, not {len(items)}; keep one"
            self.complain(path, f"{prop.key!r} {message}")
        for place, item in items:
            if isinstance(item, str):
                yield item, language
            else:
                message = f"{prop.key!r} takes {_WANTED[Kind.NAME]}, not {_shown(item)}"
                self.complain(place, f"{message}; write it on one line")

    def _concept(self, prop: Property, _: _Spot, text: str) -> Concept:
        known = self.schema.concepts.get(prop.target or "", {})
        if text not in known:
            scheme = self.schema.names.get(prop.target or "", "concept")
            advice = hint(near(text, known)) or _choices(known)
            raise ValueError(f"there is no such {scheme}{advice}")
        return known[text]

    def _property(self, _: Property, spot: _Spot, text: str) -> Property:
        """Return the property that a claim speaks of: one of its owner's."""
        cls = spot.cls if spot.owner is None else spot.owner.cls
        if text not in cls.properties:
            raise ValueError(f"{cls.kind} has no such key{hint(near(text, cls.properties))}")
        return cls.properties[text]

    def _references(self, prop: Property, path: Path, text: str) -> tuple[str, ...]:
        """Return the ids that a reference names; `source/x#4-6` names three passages."""
        thing, sign, place = text.partition("#")
        if not ID.fullmatch(thing) or (sign and not PLACE.fullmatch(place)):
            self.complain(path, f"{shown(text)} is no id; write it as kind/name, all lower case")
            return ()
        if not sign:
            return (thing,)
        cls = self._nested_class.get(prop.target or "")
        if cls is None:
            message = f"{prop.key!r} takes the id of a thing, and no place in it"
            self.complain(path, f"{message}; write {shown(thing)} for {shown(text)}")
            return ()
        try:
            return tuple(f"{thing}/{cls.kind}/{one}" for one in places(place))
        except ValueError as error:
            self.complain(path, f"{shown(text)} names no lines: {error}")
            return ()


def places(text: str) -> tuple[str, ...]:
    """Return the places that the end of a reference names.

    >>> places("4-6"), places("annex-2")
    (('4', '5', '6'), ('annex-2',))

    Raises:
        ValueError: It is a range that goes backwards or is far too long.
    """
    ends = RANGE.fullmatch(text)
    if ends is None:
        return (text,)
    if max(map(len, ends.groups())) > len(str(LONGEST_RANGE)) + 3:
        raise ValueError(f"write a range of at most {LONGEST_RANGE} lines")
    first, last = map(int, ends.groups())
    if first >= last:
        raise ValueError("write the smaller number first")
    if last - first >= LONGEST_RANGE:
        raise ValueError(f"write a range of at most {LONGEST_RANGE} lines")
    return tuple(str(number) for number in range(first, last + 1))


def _node(spot: _Spot, values: dict[str, tuple[Parsed, ...]]) -> Node:
    key = spot.id.rsplit("/", 1)[-1]
    name = _english(values) or (
        f"{spot.cls.name} {key} of {spot.record}" if spot.owner else spot.id
    )
    return Node(
        id=spot.id,
        record=spot.record,
        cls=spot.cls,
        name=name,
        parent=None if spot.owner is None else spot.owner.id,
        path=spot.path,
        values=values,
    )


def _english(values: Mapping[str, tuple[Parsed, ...]]) -> str | None:
    names = [v for v in values.get("name", ()) if isinstance(v, tuple)]
    return next((text for text, language in names if language == LANGUAGES[0]), None)


def _items(path: Path, value: Value) -> list[tuple[Path, Value]]:
    """Return the items of a list with their places, or a single value as its own only item."""
    if isinstance(value, list):
        return [((*path, index), item) for index, item in enumerate(value)]
    return [(path, value)]


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return shown(value)
    return "a list" if isinstance(value, list) else "keys and values"


def _choices(known: Mapping[str, Concept]) -> str:
    names = list(known)
    more = f" and {len(names) - MOST_CHOICES} more" if len(names) > MOST_CHOICES else ""
    return f"; take one of {', '.join(names[:MOST_CHOICES])}{more}" if names else ""
