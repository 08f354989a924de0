"""Things of the graph as plain values: what is said of each, in the schema's words, and its links.

A thing is read from the embedded store by few queries, with the things nested in it. Nothing here
lays out a page.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sco_graph.schema import (
    LANGUAGES,
    Class,
    Concept,
    Kind,
    Property,
    Schema,
    kebab_case,
    local_name,
    relationship_type,
)
from sco_loaders.embedded import Engine

Scalar: TypeAlias = str | int | float | bool | datetime.date
Row: TypeAlias = Mapping[str, Any]

INSIDE = "MATCH (n) WHERE n.id = $id OR n.id STARTS WITH $inside RETURN n.id AS id"
NODES = "MATCH (n) WHERE n.id IN $ids RETURN n.id AS id, properties(n) AS properties"
OUTWARD = """
MATCH (n)-[r]->(m) WHERE n.id IN $ids
RETURN n.id AS id, type(r) AS relationship, m.id AS other, m.name AS name
ORDER BY id, relationship, other"""
INWARD = """
MATCH (n)<-[r]-(m) WHERE n.id IN $ids
RETURN n.id AS id, type(r) AS relationship, m.id AS other, m.name AS name
ORDER BY id, relationship, other"""
RECORDS = """
MATCH (n) WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.publisher AS publisher, n.url AS url"""

CITED = "STATED_IN"
PASSAGE = "passage"
NAME_KEYS = frozenset({"name"})
LAST = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Values under one label: plain ones, or the ids of the things that a relationship reaches.

    `words` say each value as a reader knows it. `key` is the record's key; a shortcut and a link from
    elsewhere have none. `usual` is a value that goes without saying.
    """

    key: str | None
    label: str
    relationship: str | None
    values: tuple[Scalar, ...]
    words: tuple[str, ...]
    many: bool
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """A place in a source, and what the source is."""

    source: str
    place: str
    title: str
    publisher: str | None
    url: str | None

    @property
    def locator(self) -> str:
        """The place as a record cites it."""
        return f"{self.source}#{self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing: its names, entries in the schema's order, links from elsewhere, and nested things."""

    id: str
    kind: str
    label: str
    name: str
    names: Mapping[str, str]
    entries: tuple[Entry, ...]
    linked_from: tuple[Entry, ...]
    nested: tuple[tuple[str, tuple[Thing, ...]], ...]
    citations: tuple[Citation, ...]

    @property
    def properties(self) -> tuple[Entry, ...]:
        """The entries with plain values."""
        return tuple(entry for entry in self.entries if entry.relationship is None)

    @property
    def links(self) -> tuple[Entry, ...]:
        """The entries that reach other things."""
        return tuple(entry for entry in self.entries if entry.relationship is not None)


def read_tree(engine: Engine, schema: Schema, id_: str) -> Thing | None:
    """Return a thing with all that is nested in it, or None where the graph has no such id."""
    rows = engine.cypher(INSIDE, {"id": id_, "inside": f"{id_}/"})
    reading = _Reading(engine, schema, [row["id"] for row in rows])
    return reading.thing(id_) if id_ in reading.nodes else None


def read_things(engine: Engine, schema: Schema, ids: Iterable[str]) -> dict[str, Thing]:
    """Return things by id, in the order given; an id that the graph lacks is left out."""
    ids = list(dict.fromkeys(ids))
    reading = _Reading(engine, schema, ids)
    return {id_: reading.thing(id_) for id_ in ids if id_ in reading.nodes}


def record_of(id_: str) -> str:
    """Return the id of the record that holds a thing.

    >>> record_of("meeting/hgc-2025/participation/state.india")
    'meeting/hgc-2025'
    """
    return "/".join(id_.split("/")[:2])


def kind_of(id_: str) -> str:
    """Return the kind of thing that an id names.

    >>> kind_of("meeting/hgc-2025/participation/state.india")
    'participation'
    """
    return id_.split("/")[-2]


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which numbers within texts sort as numbers.

    >>> sorted(["passage/10", "passage/9"], key=natural)
    ['passage/9', 'passage/10']
    """
    parts = re.split(r"([0-9]+)", text)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


class _Reading:
    """The rows about some ids, and the things made of them."""

    def __init__(self, engine: Engine, schema: Schema, ids: list[str]) -> None:
        self.schema = schema
        self.labels = _Labels(schema)
        bound = {"ids": ids}
        self.nodes = {row["id"]: row["properties"] for row in engine.cypher(NODES, bound)}
        self.outward = _grouped(engine.cypher(OUTWARD, bound))
        self.inward = _grouped(engine.cypher(INWARD, bound))
        linked = [row["other"] for way in (self.outward, self.inward) for row in _all(way)]
        records = sorted({record_of(id_) for id_ in (*ids, *linked)})
        self.records = {row["id"]: row for row in engine.cypher(RECORDS, {"ids": records})}

    def thing(self, id_: str) -> Thing:
        """Return the thing with an id, and with it those nested in it that were read too."""
        kind, stored = kind_of(id_), self.nodes[id_]
        cls = self.schema.classes.get(kind)
        return Thing(
            id=id_,
            kind=kind,
            label=self.labels.kind(kind),
            name=self._name(id_, stored["name"]),
            names={
                language: text
                for language in LANGUAGES
                if (text := stored.get("name" if language == LANGUAGES[0] else f"name_{language}"))
            },
            entries=tuple(self._concept_entries(id_) if cls is None else self._entries(id_, cls)),
            linked_from=tuple(self._linked_from(id_)),
            nested=() if cls is None else tuple(self._nested(id_, cls)),
            citations=tuple(self._citations(id_)),
        )

    def _name(self, id_: str, stored: str) -> str:
        """Return a record's name; of a nested thing the record's and what it is."""
        record = record_of(id_)
        if record == id_:
            return stored
        owner, kind = self.records[record]["name"], kind_of(id_)
        if kind == PASSAGE:
            return f"{owner}, {place_words(id_.rsplit('/', 1)[-1])}"
        return f"{owner}: {self.labels.kind(kind)}"

    # --- what is said of a thing ---

    def _entries(self, id_: str, cls: Class) -> Iterator[Entry]:
        ways = self.outward[id_]
        for prop in cls.properties.values():
            if prop.relationship in ways and prop.kind is not Kind.NESTED:
                if prop.relationship != CITED:
                    yield self._link(prop.key, prop.relationship, ways[prop.relationship])
            elif prop.key in self.nodes[id_] and prop.key not in NAME_KEYS:
                yield self._plain(prop, self.nodes[id_][prop.key], id_)
        stated = {prop.relationship for prop in cls.properties.values()}
        for relationship in sorted(ways.keys() - stated):
            yield self._link(None, relationship, ways[relationship])

    def _concept_entries(self, id_: str) -> Iterator[Entry]:
        concept = self.labels.concept(id_)
        if concept is not None and concept.definition:
            yield Entry(
                key="definition",
                label="definition",
                relationship=None,
                values=(concept.definition,),
                words=(concept.definition,),
                many=False,
            )
        for relationship, rows in sorted(self.outward[id_].items()):
            yield self._link(None, relationship, rows)

    def _plain(self, prop: Property, stored: Scalar | list[Scalar], id_: str) -> Entry:
        values = tuple(stored) if isinstance(stored, list) else (stored,)
        usual = self.labels.default(prop)
        return Entry(
            key=prop.key,
            label=self.labels.property(prop),
            relationship=None,
            values=values,
            words=tuple(self.labels.words(prop, value, id_) for value in values),
            many=prop.many,
            usual=usual is not None and values == (usual,),
        )

    def _link(self, key: str | None, relationship: str, rows: list[Row]) -> Entry:
        rows = sorted(rows, key=lambda row: natural(row["other"]))
        return Entry(
            key=key,
            label=self.labels.relationship(relationship),
            relationship=relationship,
            values=tuple(row["other"] for row in rows),
            words=tuple(self._name(row["other"], row["name"]) for row in rows),
            many=True,
        )

    # --- what hangs together with it ---

    def _linked_from(self, id_: str) -> Iterator[Entry]:
        for relationship, rows in sorted(self.inward[id_].items()):
            if others := [row for row in rows if not self._is_owner(row["other"], id_)]:
                yield self._link(None, relationship, others)

    def _is_owner(self, other: str, id_: str) -> bool:
        """Tell whether a thing that was read too holds another one directly."""
        return other in self.nodes and id_.rsplit("/", 2)[0] == other

    def _nested(self, id_: str, cls: Class) -> Iterator[tuple[str, tuple[Thing, ...]]]:
        for prop in cls.properties.values():
            rows = self.outward[id_].get(prop.relationship, ()) if prop.kind is Kind.NESTED else ()
            ids = [row["other"] for row in rows if row["other"] in self.nodes]
            if ids:
                yield prop.key, tuple(self.thing(one) for one in sorted(ids, key=self._order))

    def _order(self, id_: str) -> tuple[str, int, list[tuple[int, str]]]:
        """Order nested things by day, then by rank on a scale, then by id."""
        stored = self.nodes[id_]
        ranks = [stored[key] for key in sorted(stored) if key.endswith("_rank")]
        return str(stored.get("start_date", LAST)), min(ranks, default=len(LAST) ** 9), natural(id_)

    def _citations(self, id_: str) -> Iterator[Citation]:
        for row in sorted(self.outward[id_].get(CITED, ()), key=lambda row: natural(row["other"])):
            source = self.records[record_of(row["other"])]
            yield Citation(
                source=source["id"],
                place=row["other"].rsplit("/", 1)[-1],
                title=source["name"],
                publisher=source["publisher"],
                url=source["url"],
            )


class _Labels:
    """Says keys, relationships, kinds and concepts in the words of the schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        properties = [p.iri for c in schema.classes.values() for p in c.properties.values()]
        derived = [rule.predicate for c in schema.classes.values() for rule in c.rules]
        self._by_type = {
            relationship_type(iri): _noun(schema.names[iri])
            for iri in (*properties, *derived)
            if iri in schema.names
        }

    def kind(self, kind: str) -> str:
        """Return what a thing of this kind is called."""
        cls = self.schema.classes.get(kind)
        iris = [cls.iri] if cls else [i for i in self.schema.concepts if _kebab(i) == kind]
        return next((self.schema.names[iri] for iri in iris if iri in self.schema.names), kind)

    def property(self, prop: Property) -> str:
        """Return what a key means."""
        return _noun(self.schema.names.get(prop.iri, prop.key.replace("_", " ")))

    def relationship(self, type_: str) -> str:
        """Return what a type of relationship means."""
        return self._by_type.get(type_, type_.lower().replace("_", " "))

    def concept(self, id_: str) -> Concept | None:
        """Return the concept with an id, such as topic/industry."""
        kind, notation = id_.split("/", 1)
        found = (c for iri, c in self.schema.concepts.items() if _kebab(iri) == kind)
        return next(found, {}).get(notation)

    def default(self, prop: Property) -> str | None:
        """Return the value that a record need not give, as it is stored."""
        return None if prop.default is None else prop.default.split("/", 1)[1]

    def words(self, prop: Property, value: Scalar, id_: str) -> str:
        """Return a stored value as a reader knows it."""
        match value:
            case bool():
                return "yes" if value else "no"
            case float():
                return f"{value:.15g}"
            case datetime.date():
                return value.isoformat()
        text = str(value)
        if prop.kind is Kind.PROPERTY:
            return self._claimed(text, id_)
        concept = self.schema.concepts.get(prop.target or "", {}).get(text)
        return text if concept is None else concept.names[LANGUAGES[0]]

    def _claimed(self, key: str, id_: str) -> str:
        """Return the label of the key that a claim speaks of: one of its owner's."""
        owner = self.schema.classes.get(kind_of(id_.rsplit("/", 2)[0]))
        prop = None if owner is None else owner.properties.get(key)
        return key if prop is None else self.property(prop)


def place_words(place: str) -> str:
    """Return a place in a source in words.

    >>> place_words("4"), place_words("belarus")
    ('line 4', 'belarus')
    """
    return f"line {place}" if place.isdecimal() else place


def _noun(label: str) -> str:
    return label.removeprefix("has ")


def _kebab(iri: str) -> str:
    return kebab_case(local_name(iri))


def _grouped(rows: Iterable[Row]) -> Mapping[str, dict[str, list[Row]]]:
    """Group rows by id and relationship."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for row in rows:
        found[row["id"]].setdefault(row["relationship"], []).append(row)
    return found


def _all(grouped: Mapping[str, dict[str, list[Row]]]) -> Iterator[Row]:
    for ways in grouped.values():
        for rows in ways.values():
            yield from rows
