"""A record, read by the schema, as the nodes that it stands for.

A record makes one node for itself and one for each thing nested in it. What cannot be read is
reported with its place in the record and left out; nothing here reads files or writes triples.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol, TypeAlias

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES, Class, Concept, Kind, Property, Schema, slug
from sco_loaders.edtf import Edtf, parse_edtf
from sco_loaders.yaml_reader import Path, Value

Text: TypeAlias = tuple[str, str]
"""A text and its language."""
Parsed: TypeAlias = str | Text | int | Decimal | bool | datetime.date | Edtf | Concept | Property


class Complain(Protocol):
    """Takes a problem with the value at a path of the record, or with its key."""

    def __call__(self, path: Path, message: str, *, at_key: bool = False) -> None: ...


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9-]+(?:/[a-z]+(?:-[a-z]+)*/[a-z0-9._-]+)*")
PLACE = re.compile(r"[a-z0-9._-]+")
LONGEST_RANGE = 1000
OWN_KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The values of one file, with the id that its path gives it."""

    id: str
    cls: Class
    values: Mapping[str, Value]


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
        self._by_id = {c.id: c for group in schema.concepts.values() for c in group.values()}
        self._nested_class = {c.iri: c for c in schema.classes.values() if c.nested}
        self._parsers: dict[Kind, Callable[[Property, _Spot, str], Parsed]] = {
            Kind.TEXT: lambda _prop, _spot, text: text,
            Kind.URI: lambda _prop, _spot, text: text,
            Kind.INTEGER: lambda _prop, _spot, text: _integer(text),
            Kind.DECIMAL: lambda _prop, _spot, text: _decimal(text),
            Kind.BOOLEAN: lambda _prop, _spot, text: _boolean(text),
            Kind.DATE: lambda _prop, _spot, text: _date(text),
            Kind.EDTF: lambda _prop, _spot, text: parse_edtf(text),
            Kind.CONCEPT: self._concept,
            Kind.PROPERTY: self._property,
        }

    def nodes(self, record: Record) -> list[Node]:
        """Return the nodes of a record, the record's own first."""
        spot = _Spot(record=record.id, id=record.id, cls=record.cls, path=(), owner=None)
        made: list[Node] = []
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
        for prop in spot.cls.properties.values():
            if prop.default is not None and prop.key not in parsed:
                parsed[prop.key] = (self._by_id[prop.default],)
        made.insert(place, _node(spot, parsed))

    def _unknown_key(self, spot: _Spot, key: str) -> None:
        if key == OWN_KEY and spot.path:
            return
        if key == "id" and not spot.path:
            message = f"a record's id is its file's name, here {spot.id!r}; remove the key 'id'"
        else:
            message = f"{spot.cls.kind} has no key {key!r}{hint(near(key, spot.cls.properties))}"
        self.complain((*spot.path, key), message, at_key=True)

    # --- nested things ---

    def _nested(
        self, spot: _Spot, prop: Property, value: Value, made: list[Node]
    ) -> tuple[Parsed, ...]:
        cls = self._nested_class[prop.target or ""]
        children: dict[str, None] = {}
        for place, item in _items((*spot.path, prop.key), value):
            if not isinstance(item, dict):
                self.complain(place, f"{prop.key!r} takes keys and values, not {_shown(item)}")
                continue
            key = self._identity(cls, place, item)
            id_ = f"{spot.id}/{cls.kind}/{key}"
            if key is None:
                continue
            if id_ in children:
                message = f"two {prop.key} come out as {key!r}; give one of them a `key` of its own"
                self.complain(place, message)
                continue
            children[id_] = None
            inner = _Spot(record=spot.record, id=id_, cls=cls, path=place, owner=spot)
            self._read(inner, item, made)
        return tuple(children)

    def _identity(self, cls: Class, path: Path, values: Mapping[str, Value]) -> str | None:
        if OWN_KEY in values:
            own = values[OWN_KEY]
            if isinstance(own, str) and SLUG.fullmatch(own):
                return own
            self.complain((*path, OWN_KEY), f"{_shown(own)} is no key; use a-z, 0-9 and single hyphens")
            return None
        parts = [part for key in cls.identity if (part := self._identity_part(values.get(key)))]
        if parts:
            return parts[0] if cls.first_of else "_".join(parts)
        given = " or ".join(map(repr, cls.identity)) if cls.first_of else ", ".join(map(repr, cls.identity))
        wanted = f"{given}, or " if given else ""
        self.complain(path, f"nothing tells this {cls.kind} from its neighbours; give {wanted}a `key`")
        return None

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
        found: dict[Parsed, None] = {}
        items = list(_items(path, value))
        for place, item in items:
            if not isinstance(item, str):
                self.complain(place, f"{prop.key!r} takes {prop.kind}, not {_shown(item)}")
                continue
            for one in self._parse(spot, prop, place, item):
                if one in found:
                    self.complain(place, f"{item!r} is given twice; remove one")
                found[one] = None
        if len(items) > 1 and not prop.many:
            self.complain(path, f"{prop.key!r} takes one value, not {len(items)}")
        return tuple(found)

    def _parse(self, spot: _Spot, prop: Property, path: Path, text: str) -> tuple[Parsed, ...]:
        if prop.kind is Kind.REFERENCE:
            return self._references(prop, path, text)
        try:
            return (self._parsers[prop.kind](prop, spot, text),)
        except ValueError as error:
            self.complain(path, f"{text!r} is no {prop.kind} for {prop.key!r}: {error}")
            return ()

    def _names(self, prop: Property, path: Path, value: Value) -> tuple[Parsed, ...]:
        """Return texts with their languages; a text without one is English."""
        if not isinstance(value, dict):
            value = {LANGUAGES[0]: value}
            return tuple(self._texts(prop, path, LANGUAGES[0], value[LANGUAGES[0]]))
        found: list[Parsed] = []
        for language, texts in value.items():
            if language not in LANGUAGES:
                message = f"{language!r} is no language here; use {', '.join(LANGUAGES)}"
                self.complain((*path, language), message, at_key=True)
                continue
            found += self._texts(prop, (*path, language), language, texts)
        return tuple(found)

    def _texts(self, prop: Property, path: Path, language: str, value: Value) -> Iterator[Text]:
        items = list(_items(path, value))
        if len(items) > 1 and not prop.many:
            self.complain(path, f"{prop.key!r} takes one text in a language, not {len(items)}")
        for place, item in items:
            if isinstance(item, str):
                yield item, language
            else:
                self.complain(place, f"{prop.key!r} takes text, not {_shown(item)}")

    def _concept(self, prop: Property, _: _Spot, text: str) -> Concept:
        known = self.schema.concepts.get(prop.target or "", {})
        if text not in known:
            raise ValueError(f"it is not in the scheme{hint(near(text, known)) or _choices(known)}")
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
            self.complain(path, f"{text!r} is no id; write it as kind/name, all lower case")
            return ()
        if not sign:
            return (thing,)
        cls = self._nested_class.get(prop.target or "")
        if cls is None:
            self.complain(path, f"{prop.key!r} takes an id, not a place in a thing: {text!r}")
            return ()
        return tuple(f"{thing}/{cls.kind}/{one}" for one in self._places(path, text, place))

    def _places(self, path: Path, text: str, place: str) -> list[str]:
        first, dash, last = place.partition("-")
        if not (dash and first.isdecimal() and last.isdecimal()):
            return [place]
        if not int(first) < int(last) < int(first) + LONGEST_RANGE:
            self.complain(path, f"{text!r} is no range of lines; the first number comes first")
            return []
        return [str(number) for number in range(int(first), int(last) + 1)]


def _node(spot: _Spot, values: dict[str, tuple[Parsed, ...]]) -> Node:
    key = spot.id.rsplit("/", 1)[-1]
    name = _english(values) or (f"{spot.cls.name} {key} of {spot.record}" if spot.owner else spot.id)
    return Node(
        id=spot.id,
        record=spot.record,
        cls=spot.cls,
        name=name,
        parent=spot.owner and spot.owner.id,
        path=spot.path,
        values=values,
    )


def _english(values: Mapping[str, tuple[Parsed, ...]]) -> str | None:
    names = [v for v in values.get("name", ()) if isinstance(v, tuple)]
    return next((text for text, language in names if language == LANGUAGES[0]), None)


def _items(path: Path, value: Value) -> Iterator[tuple[Path, Value]]:
    """Yield the items of a list with their places, or a single value as its own only item."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield (*path, index), item
    else:
        yield path, value


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return repr(value)
    return "a list" if isinstance(value, list) else "keys and values"


def _choices(known: Mapping[str, Concept]) -> str:
    return f"; it has {', '.join(known)}" if known else ""


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", text):
        raise ValueError("write a whole number in digits")
    return int(text)


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?", text):
        raise ValueError("write a number in digits, with a point before the fraction")
    return Decimal(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("write true or false")
    return text == "true"


def _date(text: str) -> datetime.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("write a day as 2025-07-07")
    return datetime.date.fromisoformat(text)
