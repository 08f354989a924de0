"""Things of the graph as plain values: what is said of each, in the schema's words, and its links.

A thing is read from the embedded store by few queries, with the things nested in it. Nothing here
lays out a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sco_graph.labels import Labels, Scalar, kind_of, place_words
from sco_graph.schema import Class, Kind, Property, Schema, names_by_language, record_of
from sco_loaders.embedded import Engine

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
REASONS = """
MATCH (former)-[:HAS_CHANGE]->(c) WHERE former.id IN $ids
RETURN former.id AS id, c.changed_on AS day, c.reason AS reason ORDER BY id, day"""
RECORDS = """
MATCH (n) WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.publisher AS publisher, n.url AS url"""

CITED = "STATED_IN"
REPLACED = "IS_REPLACED_BY"
PASSAGE = "passage"
NAME_KEYS = frozenset({"name"})
LAST_DAY, LAST_RANK = "9999", 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Values under one label: plain ones, or the ids of the things that a relationship reaches.

    `words` say each value as a reader knows it. `key` is the record's key; a shortcut and a link
    from elsewhere have none. `usual` is a value that goes without saying.
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
    """One thing: its names, its entries in the schema's order, and what hangs together with it.

    `nested` has the things inside it by the key that they stand under. `told_by` is the key that
    tells a nested thing from its neighbours, where the first of several does.
    """

    id: str
    kind: str
    label: str
    name: str
    names: Mapping[str, str]
    entries: tuple[Entry, ...]
    linked_from: tuple[Entry, ...]
    nested: tuple[tuple[str, tuple[Thing, ...]], ...]
    citations: tuple[Citation, ...]
    told_by: str | None

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
        self.engine = engine
        self.schema = schema
        self.labels = Labels(schema)
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
        entries = tuple(self._concept_entries(id_) if cls is None else self._entries(id_, cls))
        keys = {entry.key for entry in entries}
        first = cls.identity if cls is not None and cls.first_of else ()
        return Thing(
            id=id_,
            kind=kind,
            label=self.labels.kind(kind),
            name=self._full_name(id_, stored["name"], cls),
            names={} if record_of(id_) != id_ else names_by_language(stored),
            entries=entries,
            linked_from=tuple(self._linked_from(id_)),
            nested=() if cls is None else tuple(self._nested(id_, cls)),
            citations=tuple(self._citations(id_)),
            told_by=next((key for key in first if key in keys), None),
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

    def _full_name(self, id_: str, stored: str, cls: Class | None) -> str:
        """Return a name that also tells a nested thing from its neighbours."""
        name = self._name(id_, stored)
        if record_of(id_) == id_ or cls is None or cls.kind == PASSAGE:
            return name
        entries = {entry.key: entry for entry in self._entries(id_, cls)}
        telling = next((entries[key].words for key in cls.identity if key in entries), None)
        key = id_.rsplit("/", 1)[-1]
        return f"{name} ({', '.join(telling or [key.replace('-', ' ')])})"

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
        if REPLACED in self.inward[id_]:
            yield self._former_ids(row["other"] for row in self.inward[id_][REPLACED])

    def _former_ids(self, ids: Iterable[str]) -> Entry:
        """Return the ids that the thing had before, each with the reason why it has it no more."""
        reasons = dict.fromkeys(ids, "")
        for row in self.engine.cypher(REASONS, {"ids": list(reasons)}):
            reasons[row["id"]] += f", {row['day']}: {row['reason'].removesuffix('.')}"
        return Entry(
            key="former_ids",
            label="former id",
            relationship=None,
            values=tuple(reasons),
            words=tuple(id_ + reason for id_, reason in reasons.items()),
            many=True,
        )

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
            if relationship == REPLACED:
                continue
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
        return str(stored.get("start_date", LAST_DAY)), min(ranks, default=LAST_RANK), natural(id_)

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
