"""A record, read by the schema, as the nodes that it stands for.

A record makes one node for itself and one for each thing nested in it. What cannot be read is
reported with its place in the record and left out; nothing here reads files or writes triples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES, Class, Kind, Property, Schema, slug
from sco_loaders.ids import ID, SLUG
from sco_loaders.values import Complain, Parsed, ValueReader, items_of, shown_value
from sco_loaders.yaml_reader import Path, Value
from sco_loaders.yaml_report import shown

__all__ = ["OWN_KEY", "PROVISIONAL", "Complain", "Node", "NodeReader", "Parsed", "Record"]

OWN_KEY = "key"
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
        self._values = ValueReader(schema, complain)
        by_id = {c.id: c for group in schema.concepts.values() for c in group.values()}
        self._defaults = {
            c.iri: [(p.key, by_id[p.default]) for p in c.properties.values() if p.default]
            for c in schema.classes.values()
        }
        self._nested_class = {c.iri: c for c in schema.classes.values() if c.nested}

    def nodes(self, record: Record) -> list[Node]:
        """Return the nodes of a record, the record's own first."""
        spot = _Spot(record=record.id, id=record.id, cls=record.cls, path=(), owner=None)
        made: list[Node] = []
        self._half_read = record.half_read
        self._read(spot, record.values, made)
        return made

    def _read(self, spot: _Spot, values: Mapping[str, Value], made: list[Node]) -> None:
        place = len(made)
        owner = spot.cls if spot.owner is None else spot.owner.cls
        parsed: dict[str, tuple[Parsed, ...]] = {}
        for key, value in values.items():
            prop = spot.cls.properties.get(key)
            if prop is None:
                self._unknown_key(spot, key)
                continue
            if prop.kind is Kind.NESTED:
                found = self._nested(spot, prop, value, made)
            else:
                found = self._values.read(prop, (*spot.path, key), value, owner)
            if found:
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
        for place, item in items_of((*spot.path, prop.key), value):
            if not isinstance(item, dict):
                message = f"takes keys and values, not {shown_value(item)}; write them below it"
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
            message = f"{shown_value(own)} is no key; use a-z, 0-9 and single hyphens"
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
