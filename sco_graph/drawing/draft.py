"""A picture in the making: its items and links as they are found, each with what it rests on.

What is found twice is told once, with the facts of both. A link to an item that is not there is
left out, so that a view may leave out kinds.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sco_graph.drawing.picture import (
    Diagram,
    Entry,
    Fact,
    Head,
    Item,
    Link,
    Manner,
    Marks,
    Names,
    Of,
)
from sco_graph.drawing.recorded import Bibliography, Recorded
from sco_graph.drawing.words import ENGLISH, MANNERS, Words
from sco_graph.graph import Graph
from sco_graph.labels import Labels
from sco_graph.shapes import read_schema
from sco_graph.versions import data_release

SURER = (Manner.CONTRADICTED, Manner.STATED, Manner.INFERRED, Manner.ANNOUNCED)
"""Which of two manners holds of what is said twice; what is in dispute stays so."""
Part = TypeVar("Part", Item, Link)


@dataclass(slots=True)
class _Gathered:
    """What an item or a link has, from each time that it was found; there may be hundreds."""

    facts: dict[Fact, None] = field(default_factory=dict)
    marks: dict[Marks, None] = field(default_factory=dict)
    manners: set[Manner] = field(default_factory=set)
    notes: list[Names] = field(default_factory=list)


class Draft:
    """What every view gathers: names, sources, and the facts of items and links."""

    def __init__(self, graph: Graph, view: str) -> None:
        self.graph = graph
        self.view = view
        self.schema = read_schema()
        self.words = Words(self.schema)
        self.labels = Labels(self.schema)
        self.recorded = Recorded(graph.engine, self.words)
        self.bibliography = Bibliography()
        self.items: dict[str, Item] = {}
        self.links: dict[str, Link] = {}
        self._gathered: dict[str, _Gathered] = defaultdict(_Gathered)
        self._keys: dict[tuple[str, str], Names] = {}

    # --- facts ---

    def fact(
        self,
        label: Names,
        value: Names,
        places: Iterable[str],
        manner: Manner = Manner.STATED,
    ) -> Fact:
        """Return something that is said, and where."""
        return Fact(
            label=label, value=value, manner=manner, citations=self.bibliography.cite(places)
        )

    def said(
        self,
        kind: str,
        key: str,
        value: Names,
        places: Iterable[str],
        manner: Manner = Manner.STATED,
    ) -> Fact:
        """Return what is said under a key of a class, in the words of the ontology."""
        return self.fact(self.key(kind, key), value, places, manner)

    def key(self, kind: str, key: str) -> Names:
        """Return what a key of a class means."""
        if (kind, key) not in self._keys:
            own = self.schema.classes[kind].properties[key]
            labels = self.schema.labels[own.iri]
            self._keys[kind, key] = {**labels, ENGLISH: self.labels.property(own)}
        return self._keys[kind, key]

    def relationship(self, type_: str) -> Names:
        """Return what a type of relationship means."""
        return {**self.words.family(type_), ENGLISH: self.labels.relationship(type_)}

    # --- items and links ---

    def put(self, item: Item) -> None:
        """Put an item in, or what it has more to one that is there."""
        self.items.setdefault(item.id, item)
        gathered = self._gather(item)
        gathered.notes += [note for note in item.notes if note not in gathered.notes]

    def tie(self, link: Link) -> None:
        """Put a link in, or what it has more to one that is there."""
        self.links.setdefault(link.id, link)
        self._gather(link)

    def _gather(self, thing: Item | Link) -> _Gathered:
        gathered = self._gathered[thing.id]
        gathered.facts |= dict.fromkeys(thing.facts)
        gathered.marks[thing.marks] = None
        gathered.manners.add(thing.manner)
        return gathered

    def _whole_item(self, item: Item) -> Item:
        return replace(self._whole(item), notes=tuple(self._gathered[item.id].notes))

    def _whole(self, thing: Part) -> Part:
        gathered = self._gathered[thing.id]
        return replace(
            thing,
            facts=tuple(gathered.facts),
            marks=_all(list(gathered.marks)),
            manner=min(gathered.manners, key=SURER.index),
        )

    # --- the whole ---

    def diagram(
        self,
        columns: Sequence[Names],
        head: Head,
        *,
        why_empty: Names,
        ordered: Sequence[int] = (),
    ) -> Diagram:
        """Return the diagram of what was put in."""
        links = tuple(
            self._whole(link)
            for link in self.links.values()
            if {link.from_, link.to} <= self.items.keys()
        )
        items = tuple(map(self._whole_item, self.items.values()))
        return Diagram(
            head=replace(head, legend=self._legend(items, links), words=self._words(items, links)),
            columns=tuple(columns),
            items=items,
            links=links,
            why_empty=None if items else why_empty,
            ordered=tuple(ordered),
        )

    def head(self, title: Names, subtitle: Names, notes: Iterable[Names] = ()) -> Head:
        """Return the head of the picture; its sources are those that were cited until now."""
        version, issued = data_release()
        return Head(
            view=self.view,
            title=title,
            subtitle=subtitle,
            notes=tuple(notes),
            release=version,
            date=datetime.date.fromisoformat(issued),
            sources=self.bibliography.sources(self.recorded),
        )

    def with_legend(self, head: Head, legend: tuple[Entry, ...]) -> Head:
        """Return a head with its legend."""
        return replace(head, legend=legend)

    def _legend(self, items: Sequence[Item], links: Sequence[Link]) -> tuple[Entry, ...]:
        kinds = dict.fromkeys(item.kind for item in sorted(items, key=lambda one: one.column))
        families = dict.fromkeys(link.family for link in links)
        manners = {item.manner for item in items} | {link.manner for link in links}
        return (
            *(Entry(of=Of.KIND, id=one, names=self.words.kind(one)) for one in kinds),
            *(Entry(of=Of.FAMILY, id=one, names=self.words.family(one)) for one in families),
            *self.manners(manners),
        )

    def manners(self, manners: Iterable[Manner]) -> tuple[Entry, ...]:
        """Return the lines of the legend on manners other than the plain one."""
        used = set(manners)
        return tuple(
            Entry(of=Of.MANNER, id=one, names=MANNERS[one])
            for one in Manner
            if one in used and one is not Manner.STATED
        )

    def _words(self, items: Sequence[Item], links: Sequence[Link]) -> Mapping[str, Names]:
        """Return the names of the roles and levels in use, by their ids."""
        marks = [*(item.marks for item in items), *(link.marks for link in links)]
        used = {id_ for mark in marks for id_ in (*mark.roles, *mark.levels)}
        return {id_: self.words.concept(*id_.split("/", 1)) for id_ in sorted(used)}


def link_id(family: str, from_: str, to: str) -> str:
    """Return the id of a link; between two items there is one of each family."""
    return f"{family} {from_} {to}"


def _all(several: Sequence[Marks]) -> Marks:
    """Return marks with all that each of several has."""
    if len(several) == 1:
        return several[0]
    years = [year for marks in several for year in marks.years or ()]
    return Marks(
        years=(min(years), max(years)) if years else None,
        roles=tuple(sorted({one for marks in several for one in marks.roles})),
        levels=tuple(sorted({one for marks in several for one in marks.levels})),
    )
