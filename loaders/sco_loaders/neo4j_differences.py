"""What differs between a release and what a database holds of it.

Real labels, properties and relationships are compared, batch by batch, and nothing is written. The
ids of the release's nodes, and the ends of one type of relationship, are all that is held of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from sco_graph.schema import MARKER
from sco_loaders.ahead import ahead
from sco_loaders.embedded import batches
from sco_loaders.neo4j_database import Database
from sco_loaders.stored import Labels, Properties, StoredGraph, Way

EXAMPLES = 5
AT_ONCE = 250_000
"""About how many relationships are compared by one query."""


class Progress(Protocol):
    """Is told how far a piece of work is."""

    def __call__(self, work: str, done: int, total: int, /) -> None:
        """Take the name of the work, and how much of how much is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChange:
    """A node that the database lacks (`before` is None) or has in another form."""

    properties: Properties
    before: tuple[list[str], Properties] | None

    @property
    def id(self) -> str:
        """The id of the node."""
        return str(self.properties["id"])

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.id}: is missing"
        _, old = self.before
        keys = sorted(old.keys() | self.properties.keys())
        parts = [
            f"{key} is {old.get(key)!r}, not {self.properties.get(key)!r}"
            for key in keys
            if not same(old.get(key), self.properties.get(key))
        ]
        return f"{self.id}: {'; '.join(parts) or 'has other labels'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraNode:
    """A node of ours that the release does not have, by what the server calls it."""

    element: str
    id: str | None
    kind: str

    def __str__(self) -> str:
        return f"{self.id or 'a node without an id'}: is one too many"


@dataclass(slots=True, kw_only=True)
class WayChanges:
    """The relationships of one type that are missing, or one too many, or have properties.

    Of those that are one too many, `twins` has the ones that the release does have, but once.
    """

    type: str
    missing: list[Way] = field(default_factory=list)
    extra: list[tuple[str | None, str | None]] = field(default_factory=list)
    marked: list[Way] = field(default_factory=list)
    twins: list[Way] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.marked)

    def __iter__(self) -> Iterator[str]:
        for word, ways in (
            ("is missing", self.missing),
            ("is one too many", self.extra),
            ("has properties", self.marked),
        ):
            yield from (f"({a})-[{self.type}]->({b}): {word}" for a, b in ways)


class Digests:
    """The digests of what the release has and of what the database holds; equal where both are.

    Each is the sum, modulo 2^256, of the SHA-256 of all lines: one for a node with its labels and
    properties as JSON, one for a relationship. So the order in which they come does not matter.
    """

    def __init__(self) -> None:
        self._release = self._database = 0

    @property
    def release(self) -> str:
        """The digest of the release."""
        return f"{self._release % 2**256:064x}"

    @property
    def database(self) -> str:
        """The digest of what the database holds."""
        return f"{self._database % 2**256:064x}"

    def add_node(self, labels: Iterable[str], properties: Properties, *, held: bool) -> None:
        """Add a node of the release, which the database has in just this form where it is held."""
        number = _number(json.dumps([sorted(labels), properties], sort_keys=True, default=_day))
        self._release += number
        self._database += number * held

    def add_way(self, type_: str, from_: str | None, to: str | None, *, ours: bool) -> None:
        """Add a relationship of the release, or one that the database holds."""
        number = _number(f"{from_} {type_} {to}")
        if ours:
            self._release += number
        else:
            self._database += number

    def add_held(self, labels: Iterable[str], properties: Properties) -> None:
        """Add a node that the database has in another form than the release."""
        text = json.dumps([sorted(labels), properties], sort_keys=True, default=_day)
        self._database += _number(text)


def _number(line: str) -> int:
    return int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")


def _day(value: object) -> str:
    return f"{type(value).__name__} {value}"


class Comparison:
    """Compares one release with one database."""

    def __init__(
        self,
        stored: StoredGraph,
        database: Database,
        progress: Progress,
        digests: Digests | None = None,
    ) -> None:
        self.stored = stored
        self.database = database
        self.progress = progress
        self.digests = digests
        self.held = Counter[str]()
        """How many of each label and type the database was seen to hold."""
        self._found = 0

    @cached_property
    def is_empty(self) -> bool:
        """Whether the database holds no node of ours, so that nothing need be read."""
        return self.database.node_count() == 0

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each id of the release; two numbers are a relationship in little space."""
        return {id_: place for place, id_ in enumerate(self.stored.ids())}

    def nodes(self) -> Iterator[tuple[Labels, list[NodeChange]]]:
        """Yield, batch by batch, the nodes that are to be made or mended, by all their labels."""
        done, total = 0, self.stored.release.nodes
        for label, labels, batch, found in ahead(self._both()):
            self.held[label] += len(found)
            self._found += len(found)
            compared = (self._compared(labels, n, found.get(n["id"])) for n in batch)
            if changes := [change for change in compared if change is not None]:
                yield labels, changes
            done += len(batch)
            self.progress("nodes", done, total)

    def _both(
        self,
    ) -> Iterator[tuple[str, Labels, list[Properties], Mapping[str, tuple[list[str], Properties]]]]:
        """Yield nodes of the release batch by batch, with what the database holds of them."""
        for label, labels in self.stored.labels.items():
            for batch in self.stored.nodes(label):
                found = {} if self.is_empty else self.database.nodes([n["id"] for n in batch])
                yield label, labels, batch, found

    def _compared(
        self, labels: Labels, properties: Properties, before: tuple[list[str], Properties] | None
    ) -> NodeChange | None:
        """Return what is to be done to a node, or None where it is as it should be."""
        held = before is not None and (
            self._ours(before[0]) == set(labels) and same_properties(before[1], properties)
        )
        if self.digests:
            self.digests.add_node(labels, properties, held=held)
            if before is not None and not held:
                self.digests.add_held(self._ours(before[0]), before[1])
        return None if held else NodeChange(properties=properties, before=before)

    def _ours(self, labels: Iterable[str]) -> set[str]:
        """Return those labels that the schema has; a reader's own label on a node of ours stays."""
        return {label for label in labels if label == MARKER or label in self.stored.labels}

    def extra_nodes(self) -> list[ExtraNode]:
        """Return the nodes of ours that the release does not have."""
        if self.is_empty or self._found == self.database.node_count():
            return []
        elements = [element for element, id_ in self.database.ids() if id_ not in self.places]
        found: list[ExtraNode] = []
        for batch in batches(elements):
            for element, labels, properties in self.database.elements(batch):
                ours = self._ours(labels)
                kind = min(ours - {MARKER}, default=MARKER)
                self.held[kind] += 1
                if self.digests:
                    self.digests.add_held(ours, properties)
                found.append(ExtraNode(element=element, id=properties.get("id"), kind=kind))
        return found

    def ways(self) -> Iterator[WayChanges]:
        """Yield, type by type, the relationships that are to be made, mended or removed."""
        done, total = 0, self.stored.release.relationships
        for wanted in ahead(
            {type_: self._codes(type_) for type_ in types} for types in self._groups()
        ):
            found = {type_: WayChanges(type=type_) for type_ in wanted}
            done += sum(map(len, wanted.values()))
            yield from filter(None, self._compared_ways(found, wanted))
            self.progress("relationships", done, total)

    def _groups(self) -> Iterator[list[str]]:
        """Yield types that are read by one query: planning one takes a server some time."""
        counts = self.stored.counts["relationships"]
        held = set(self.database.types())
        group: list[str] = []
        for type_ in self.stored.types:
            if type_ not in counts and type_ not in held:
                continue
            if group and sum(counts.get(one, 0) for one in [*group, type_]) > AT_ONCE:
                yield group
                group = []
            group.append(type_)
        if group:
            yield group

    def _codes(self, type_: str) -> set[int]:
        """Return the relationships of a type, each as one number, which takes little memory."""
        places, size, found = self.places, len(self.places), set[int]()
        for batch in self.stored.ways(type_):
            found.update(places[a] * size + places[b] for a, b in batch)
            if self.digests:
                for a, b in batch:
                    self.digests.add_way(type_, a, b, ours=True)
        return found

    def _compared_ways(
        self, found: dict[str, WayChanges], wanted: dict[str, set[int]]
    ) -> Iterator[WayChanges]:
        """Yield what differs in the relationships of some types, each taken out of what is held.

        What is wanted and not found is missing.
        """
        places, size = self.places, len(self.places)
        for type_, a, b, marks in () if self.is_empty else self.database.ways(list(found)):
            self.held[type_] += 1
            if self.digests:
                self.digests.add_way(type_, a, b, ours=False)
            code = places[a] * size + places[b] if a in places and b in places else -1
            if code not in wanted[type_]:
                found[type_].extra.append((a, b))
                continue
            wanted[type_].remove(code)
            if marks:
                found[type_].marked.append((a, b))
        for type_ in list(found):
            changes, codes = found.pop(type_), sorted(wanted.pop(type_))
            changes.missing = [(self._ids[c // size], self._ids[c % size]) for c in codes]
            if changes.extra:
                extra = set(changes.extra)
                ways = (way for batch in self.stored.ways(type_) for way in batch)
                changes.twins = [way for way in ways if way in extra]
            yield changes

    @cached_property
    def _ids(self) -> list[str]:
        return list(self.places)

    def strangers(self, extra: Sequence[ExtraNode]) -> tuple[int, list[str]]:
        """Return how many relationships of somebody's own hang on nodes, and some examples."""
        found, examples = 0, list[str]()
        for batch in batches(extra):
            rows = self.database.rows(
                "UNWIND $elements AS element MATCH (n)-[r]-(other) WHERE elementId(n) = element "
                f"AND (NOT other:{MARKER} OR NOT type(r) IN $types) "
                "RETURN n.id, type(r), labels(other), startNode(r) = n",
                elements=[node.element for node in batch],
                types=self.stored.types,
            )
            for id_, type_, labels, outward in rows:
                found += 1
                if len(examples) < EXAMPLES:
                    start, end = ("-", "->") if outward else ("<-", "-")
                    examples.append(f"({id_}){start}[:{type_}]{end}(:{':'.join(sorted(labels))})")
        return found, examples


def same_properties(before: Properties, after: Properties) -> bool:
    """Tell whether both have the same keys and values, of the same types."""
    # Nearly all are equal, which one comparison tells; what it lets pass is 1 for 1.0 or true.
    return before == after and all(
        type(before[key]) is type(value) and (type(value) is not list or same(before[key], value))
        for key, value in after.items()
    )


def same(before: Any, after: Any) -> bool:  # noqa: ANN401
    """Tell whether two values are equal and of one type: 1 is neither 1.0 nor true.

    >>> same([1, "a"], [1, "a"]), same(1, 1.0), same(1, True)
    (True, False, False)
    """
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(same, before, after))
    return type(before) is type(after) and bool(before == after)
