"""Who was at the same meeting as whom: presences, and every two actors who share a meeting.

Meetings are read from the rows that a question selects, one for each meeting. Each presence is
looked at once, and each two at a meeting counted, so that a million presences take seconds. Nothing
here asks a question.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from sco_graph.grounds import common_basis, sources_of
from sco_graph.whole_graph import citation

Row: TypeAlias = Mapping[str, Any]
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `present` has each actor who was present.

    With an actor stands what was selected of each presence: `basis passage,passage, name`, a line
    for each. It is read only where it is told, as most is merely counted.
    """

    id: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    complete: bool
    format: str | None
    present: Mapping[str, str]

    @property
    def year(self) -> int | None:
        """The year in which it was held; None where it may have been in another one."""
        if self.first_day is None or self.last_day is None:
            return None
        return self.first_day.year if self.first_day.year == self.last_day.year else None

    def presence(self, actor: str) -> Presence:
        """Return what is told of somebody who was present."""
        return _presence(self.present[actor])


class Presence(NamedTuple):
    """An actor at a meeting: the name, and on what it rests that the actor was there."""

    name: str
    bases: frozenset[str]
    sources: frozenset[str]
    places: tuple[str, ...]


@lru_cache(maxsize=100_000)  # as a presence is told with everybody who was there too
def _presence(selected: str) -> Presence:
    name, bases, places = "", [], list[str]()
    for line in selected.split("\n"):
        basis, passages, name = line.split(" ", 2)
        bases.append(basis)
        places += citation(passages.removesuffix(",")).split(",")
    return Presence(name, frozenset(bases), frozenset(sources_of(places)), tuple(places))


@dataclass(frozen=True, slots=True)
class Together:
    """Two actors, and the meetings at which both were present, in the order of their ids."""

    pair: Pair
    meetings: Sequence[Meeting]

    def name(self, actor: str) -> str:
        """Return the name of one of the two."""
        return self.meetings[0].presence(actor).name

    @property
    def first_day(self) -> datetime.date | None:
        """The earliest possible first day of a meeting; None where none is dated."""
        return min([m.first_day for m in self.meetings if m.first_day], default=None)

    @property
    def last_day(self) -> datetime.date | None:
        """The latest possible last day of a meeting; None where none is dated."""
        return max([m.last_day for m in self.meetings if m.last_day], default=None)


def read_meetings(rows: Iterable[Row], wanted: tuple[str, ...] = ("",)) -> list[Meeting]:
    """Return the meetings of selected rows in the order of their ids.

    A presence is the text `actor basis passage,passage, name`; those are wanted that begin with one
    of these texts. No name holds a line break.
    """
    found = []
    for row in rows:
        present: dict[str, str] = {}
        for text in row["present"]:
            if text.startswith(wanted):
                actor, _, ground = text.partition(" ")
                present[actor] = f"{present[actor]}\n{ground}" if actor in present else ground
        days = row["start_date"], row["end_date"]
        found.append(Meeting(row["meeting_id"], *days, row["complete"], row.get("format"), present))
    return sorted(found, key=lambda meeting: meeting.id)


def meetings_of(meetings: Iterable[Meeting]) -> dict[str, list[Meeting]]:
    """Return the meetings at which each actor was present."""
    found: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for actor in meeting.present:
            found[actor].append(meeting)
    return found


def complete_lists(attended: Mapping[str, Iterable[Meeting]]) -> dict[str, int]:
    """Return at how many of the meetings of each actor a source names all delegations."""
    return {actor: sum(one.complete for one in meetings) for actor, meetings in attended.items()}


def by_year(meetings: Iterable[Meeting]) -> list[tuple[int, list[Meeting]]]:
    """Return the meetings of each year, in order; those of no certain year are left out."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.year is not None:
            found[meeting.year].append(meeting)
    return sorted(found.items())


def count_pairs(attended: Mapping[str, Iterable[Meeting]]) -> dict[Pair, int]:
    """Return every two who share a meeting, each once, with the number of meetings.

    Counted is whom each actor met, in half the time that counting pair by pair takes.
    """
    return {
        (actor, other): times
        for actor, meetings in attended.items()
        for other, times in Counter(chain.from_iterable(m.present for m in meetings)).items()
        if actor < other
    }


def count_pairs_of(actor: str, meetings: Iterable[Meeting]) -> Counter[Pair]:
    """Return every two who share a meeting and of whom the first is this actor."""
    counted: Counter[Pair] = Counter()
    for meeting in meetings:
        if actor in meeting.present:
            counted.update((actor, other) for other in meeting.present if other != actor)
    return counted


def together(pair: Pair, attended: Mapping[str, Sequence[Meeting]]) -> Together:
    """Return two actors with the meetings that they share."""
    one, other = pair
    return Together(pair, [meeting for meeting in attended[one] if other in meeting.present])


def most_often(counted: Mapping[Pair, int], top: int | None = None) -> list[Pair]:
    """Return all pairs, or the first so many, by how often they met, those most often first."""

    def order(pair: Pair) -> tuple[int, Pair]:
        return -counted[pair], pair

    return sorted(counted, key=order) if top is None else nsmallest(top, counted, key=order)


def shared(one: Together, complete: Mapping[str, int]) -> dict[str, object]:
    """Return the cells of any row on two actors: the other one, and the meetings of both.

    `complete` has the number of complete lists of each actor's meetings.
    """
    actor, other = one.pair
    return {
        "other": one.name(other),
        "other_id": other,
        "times": len(one.meetings),
        "meetings": [meeting.id for meeting in one.meetings],
        "complete_lists": complete[actor],
        **cited(one.meetings, one.pair),
    }


def cited(meetings: Iterable[Meeting], actors: Iterable[str]) -> dict[str, object]:
    """Return the cells that say on what presences rest: their basis, sources and places."""
    presences = [_presence(meeting.present[actor]) for meeting in meetings for actor in actors]
    return {
        "basis": common_basis([basis for one in presences for basis in one.bases]),
        "source": [source for one in presences for source in one.sources],
        "locator": [place for one in presences for place in one.places],
    }
