"""A record, read by the schema, as the nodes that it stands for.

A record makes one node for itself and one for each thing nested in it. What cannot be read is
reported with its place in the record and left out; nothing here reads files or writes triples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES, Class, Concept, Kind, Property, Schema, slug
from sco_loaders.ids import ID, SLUG
from sco_loaders.values import Complain, Parsed, Parser, ValueReader, items_of, shown_value
from sco_loaders.yaml_reader import Path, Value
from sco_loaders.yaml_report import shown

__all__ = ["OWN_KEY", "PROVISIONAL", "Complain", "Node", "NodeReader", "Parsed", "Record"]

OWN_KEY = "key"
NOT_ALONE = (Kind.NAME, Kind.NESTED, Kind.PROPERTY)
"""Kinds whose values are not read by their property and their text alone."""
PROVISIONAL = "~"
"""Begins the last part of an id that a thing has only until its identity is mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The values of one file, with the id that its path gives it.

    `half_read` has the paths under which a value was refused already.
    """

    id: str
    cls: Class
    values: Mapping[str, Value]
    half_read: frozenset[Path] = frozenset()


class Node(NamedTuple):
    """One thing with its values, each read as its property demands; nested ones are ids.

    A named tuple, as are all things made by the hundred thousand: a frozen dataclass takes five
    times as long to make.
    """

    id: str
    record: str
    cls: Class
    name: str
    parent: str | None
    path: Path
    values: Mapping[str, tuple[Parsed, ...]]


class _Spot(NamedTuple):
    """Where the reader is: the thing being read, its place in the record and what owns it."""

    record: str
    id: str
    cls: Class
    path: Path
    parent: str | None
    owner: Class


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How the values of a class are read: by a key's parser alone, or as nested things."""

    parsers: Mapping[str, Parser]
    nested: Mapping[str, Class]
    defaults: Mapping[str, Concept]
    named: bool


class NodeReader:
    """Reads records by one schema, and tells `complain` what cannot be read and where."""

    def __init__(self, schema: Schema, complain: Complain) -> None:
        self.schema = schema
        self.complain = complain
        self._half_read: frozenset[Path] = frozenset()
        self._title = ""
        self._nouns = {c.kind: schema.names.get(c.iri, c.kind) for c in schema.classes.values()}
        self._values = ValueReader(schema, complain)
        by_id = {c.id: c for group in schema.concepts.values() for c in group.values()}
        by_iri = {c.iri: c for c in schema.classes.values()}
        self._plans = {
            cls.iri: _Plan(
                parsers={
                    p.key: self._values.parser(p, cls)
                    for p in cls.properties.values()
                    if p.kind not in NOT_ALONE
                },
                nested={
                    p.key: by_iri[p.target or ""]
                    for p in cls.properties.values()
                    if p.kind is Kind.NESTED
                },
                defaults={p.key: by_id[p.default] for p in cls.properties.values() if p.default},
                named="name" in cls.properties,
            )
            for cls in schema.classes.values()
        }

    def nodes(self, record: Record) -> list[Node]:
        """Return the nodes of a record, the record's own first."""
        made: list[Node] = []
        self._half_read = record.half_read
        self._title = _title(record)
        spot = _Spot(record.id, record.id, record.cls, (), None, record.cls)
        self._read(spot, record.values, made)
        return made

    def _read(self, spot: _Spot, values: Mapping[str, Value], made: list[Node]) -> None:
        record, id_, cls, path, parent, _ = spot
        plan, place = self._plans[cls.iri], len(made)
        parsers = plan.parsers
        parsed: dict[str, tuple[Parsed, ...]] = {}
        for key, value in values.items():
            only = value[0] if isinstance(value, list) and len(value) == 1 else value
            if isinstance(only, str) and key in parsers:
                try:
                    parsed[key] = parsers[key](only)
                    continue
                except ValueError:
                    pass  # read once more below, where it is known whom to tell and where it is
            if found := self._read_further(spot, key, value, made):
                parsed[key] = found
        for key, default in plan.defaults.items():
            if key not in parsed:
                parsed[key] = (default,)
        name = (_english(parsed) if plan.named else None) or self._made_name(spot)
        made.insert(place, Node(id_, record, cls, name, parent, path, parsed))

    def _read_further(
        self, spot: _Spot, key: str, value: Value, made: list[Node]
    ) -> tuple[Parsed, ...]:
        """Read what is not one text under a known key: several, names, nested things, faults."""
        prop = spot.cls.properties.get(key)
        if prop is None:
            self._unknown_key(spot, key)
            return ()
        if prop.kind is Kind.NESTED:
            return self._nested(spot, prop, value, made)
        path = (*spot.path, key)
        if prop.kind is Kind.NAME:
            return self._values.names(prop, path, value)
        parse = self._plans[spot.cls.iri].parsers.get(key) or self._values.parser(prop, spot.owner)
        return self._values.read(prop, parse, path, value)

    def _unknown_key(self, spot: _Spot, key: str) -> None:
        if key == OWN_KEY and spot.path:
            return
        if key == "id" and not spot.path:
            message = f"a record's id is its file's name, here {spot.id!r}; remove the key 'id'"
        else:
            advice = hint(near(key, spot.cls.properties)) or "; remove it"
            message = f"{spot.cls.kind} has no key {shown(key)}{advice}"
        self.complain((*spot.path, key), message, at_key=True)

    def _made_name(self, spot: _Spot) -> str:
        """Return a name for what has none, made of its record alone."""
        if spot.parent is None:
            return spot.id
        parts = spot.id.removeprefix(f"{spot.record}/").split("/")
        steps = zip(parts[::2], parts[1::2], strict=True)
        way = ", ".join(f"{self._nouns[kind]} ({_in_words(key)})" for kind, key in steps)
        return f"{self._title}: {way}"

    # --- nested things ---

    def _nested(
        self, spot: _Spot, prop: Property, value: Value, made: list[Node]
    ) -> tuple[Parsed, ...]:
        cls = self._plans[spot.cls.iri].nested[prop.key]
        children: dict[str, None] = {}
        start = f"{spot.id}/{cls.kind}/"
        for place, item in items_of((*spot.path, prop.key), value):
            if not isinstance(item, dict):
                message = f"takes keys and values, not {shown_value(item)}; write them below it"
                self.complain(place, f"{prop.key!r} {message}")
                continue
            key = self._identity(cls, place, item)
            if key is not None and start + key in children:
                message = f"this {cls.kind} comes out as {shown(key)}, as one above it does"
                self.complain(place, f"{message}; give it a `key` of its own, or remove it")
                key = None
            id_ = start + (key or f"{PROVISIONAL}{len(children)}")
            children[id_] = None
            self._read(_Spot(spot.record, id_, cls, place, spot.id, spot.cls), item, made)
        return tuple(children)

    def _identity(self, cls: Class, path: Path, values: Mapping[str, Value]) -> str | None:
        if OWN_KEY in values:
            own = values[OWN_KEY]
            if isinstance(own, str) and SLUG.fullmatch(own):
                return own
            message = f"{shown_value(own)} is no key; use a-z, 0-9 and single hyphens"
            self.complain((*path, OWN_KEY), message)
            return None
        parts = []
        for key in cls.identity:
            if key in values and (part := _identity_part(values[key])):
                if cls.first_of:
                    return part
                parts.append(part)
        if parts:
            return "_".join(parts)
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


def _identity_part(value: Value) -> str:
    """Return what a value adds to an id; several values count in sorted order."""
    if isinstance(value, str):
        return _part_of_an_id(value)
    if isinstance(value, list):
        return "_".join(sorted(map(_identity_part, value)))
    return ""


@cache
def _part_of_an_id(text: str) -> str:
    return text.replace("/", ".") if ID.fullmatch(text) else slug(text)


@cache
def _in_words(key: str) -> str:
    """Return the last part of a nested thing's id as a reader takes it.

    >>> _in_words("post.deputy-minister"), _in_words("signed_meeting.hgc-2025_2025-07-07")
    ('deputy minister', 'signed, hgc 2025, 2025-07-07')
    """
    parts = (part.rpartition(".")[2] for part in key.split("_"))
    return ", ".join(part if part[:1].isdigit() else part.replace("-", " ") for part in parts)


def _title(record: Record) -> str:
    """Return the English name of a record, its id where it has none."""
    name = record.values.get("name")
    text = name.get(LANGUAGES[0]) if isinstance(name, dict) else name
    return text if isinstance(text, str) else record.id


def _english(values: Mapping[str, tuple[Parsed, ...]]) -> str | None:
    for name in values.get("name", ()):
        if isinstance(name, tuple) and name[1] == LANGUAGES[0]:
            return name[0]
    return None
