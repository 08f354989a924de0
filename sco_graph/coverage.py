"""How much of what was there the records hold: meetings, days, chairs, delegations, documents.

What was there is taken from the sources alone: a body whose 24th meeting is known had 24, and each
state that was a member on the days of a meeting is expected to have sent somebody. Where no source
gives a number, none is made up. Read by a few queries that run over the whole graph; the sums are
made here. How it is shown is said in `sco_graph.coverage_tables` and `sco_graph.coverage_map`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from sco_graph.presence import ATTENDED, THERE
from sco_loaders.embedded import Engine

Row: TypeAlias = Mapping[str, Any]

COUNCILS = ("body/heads-of-state-council", "body/heads-of-government-council")
"""The councils whose every meeting is to tell who led each member's delegation."""
NAMED = ("person", "post", "level")
"""What is to be known of the head of a delegation."""
DAYS = re.compile(r"[0-9-]{10}(/[0-9-]{10})?")

BODIES = """
MATCH (b:Body)
OPTIONAL MATCH (b)-[:PART_OF_BODY]->(above:Body)
RETURN b.id AS id, b.name AS name, b.kind AS kind, b.searched AS searched, above.id AS above
ORDER BY id"""
MEETINGS = """
MATCH (b:Body)<-[:OF_BODY]-(m:Meeting)
RETURN b.id AS body, m.id AS id, m.name AS name, m.number AS number, m.dates AS dates,
       m.start_date AS first, m.searched AS searched
ORDER BY body, first IS NULL, first, id"""
EXPECTED = """
MATCH (b:Body)<-[:OF_BODY]-(m:Meeting)
WHERE $body IS NULL OR b.id = $body
MATCH (b)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})
MATCH (k)<-[:HAS_STATUS]-(s:State)
MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)
WHERE span.start_date <= m.start_date AND (span.end_date >= m.end_date OR span.end_date IS NULL)
RETURN DISTINCT m.id AS meeting, s.id AS state, s.name AS name
ORDER BY meeting, state"""
PARTS = """
MATCH (b:Body)<-[:OF_BODY]-(m:Meeting)-[:HAS_PARTICIPATION]->(p:Participation)
WHERE $body IS NULL OR b.id = $body
OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
RETURN m.id AS meeting, p.id AS id, party.id AS party, person.name AS person, post.name AS post,
       p.level AS level, p.roles AS roles, p.mode AS mode, p.status AS status,
       p.searched AS searched
ORDER BY id"""
DOCUMENTS = """
MATCH (d:Document)-[:BELONGS_TO]->(m:Meeting)
RETURN m.id AS meeting, d.id AS document
UNION
MATCH (d:Document)-[:HAS_ACT]->(:DocumentAct)-[:AT_EVENT]->(m:Meeting)
RETURN m.id AS meeting, d.id AS document"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A member that is expected at a meeting: what is not known of the head of its delegation.

    `lacks` has what no source read tells of the one of whom most is known: all of it, where nobody
    is known to have been there for the state. `known` is what is known, in words.
    """

    state: str
    name: str
    lacks: tuple[str, ...]
    known: str
    led: bool
    searched: str | None

    @property
    def named(self) -> bool:
        """Whether somebody is named who was there for the state, with post and level."""
        return not self.lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that is known, and what is known of it."""

    id: str
    name: str
    number: int | None
    dates: str | None
    year: int | None
    chaired: bool
    delegations: tuple[Delegation, ...]
    documents: int
    searched: str | None

    @property
    def to_the_day(self) -> bool:
        """Whether its date is known to the day."""
        return self.dates is not None and DAYS.fullmatch(self.dates) is not None

    @property
    def named(self) -> int:
        """How many of the delegations expected have a named head."""
        return sum(one.named for one in self.delegations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Numbers of meetings that must have been held, of which so many are not known.

    `before` and `after` are the dates of the numbered meetings next to them.
    """

    first: int
    last: int
    many: int
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCoverage:
    """A body with its known meetings in order; `stated` is the highest number that a source has."""

    id: str
    name: str
    meetings: tuple[Held, ...]
    stated: int | None
    unknown: tuple[Unknown, ...]
    searched: str | None

    @property
    def missing(self) -> int | None:
        """How many meetings up to that number are not known; None where no source has a number."""
        return None if self.stated is None else sum(one.many for one in self.unknown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the records hold of each body's meetings."""

    bodies: tuple[BodyCoverage, ...]

    @property
    def cells(self) -> tuple[Delegation, ...]:
        """Every delegation that is expected at a meeting of the two councils."""
        councils = (one for one in self.bodies if one.id in COUNCILS)
        return tuple(cell for one in councils for held in one.meetings for cell in held.delegations)


def coverage(engine: Engine, body: str | None = None) -> Coverage:
    """Return what the records hold of the meetings of each body, or of one."""
    return Coverage(bodies=tuple(_Reading(engine, body).bodies()))


class _Reading:
    """The rows about meetings, and what is counted of them."""

    def __init__(self, engine: Engine, body: str | None) -> None:
        self.body = body
        given = {"body": body}
        self.all_bodies = engine.cypher(BODIES, {})
        self.meetings = _by(engine.cypher(MEETINGS, {}), "body")
        self.expected = _by(engine.cypher(EXPECTED, given), "meeting")
        self.parts = _by(engine.cypher(PARTS, given), "meeting")
        self.documents = _by(engine.cypher(DOCUMENTS, {}), "meeting")

    def bodies(self) -> Iterator[BodyCoverage]:
        """Yield the body that is asked for, or each that meets, by its id."""
        kinds = {row["kind"] for row in self.all_bodies if row["id"] in self.meetings}
        for row in self.all_bodies:
            if row["id"] == self.body or (self.body is None and self._meets(row, kinds)):
                yield self._body(row)

    def _meets(self, row: Row, kinds: set[str]) -> bool:
        """Tell whether a body has met, or is a part of another and of a kind that meets."""
        return row["id"] in self.meetings or (row["above"] is not None and row["kind"] in kinds)

    def _body(self, row: Row) -> BodyCoverage:
        meetings = tuple(map(self._held, self.meetings.get(row["id"], ())))
        return BodyCoverage(
            id=row["id"],
            name=row["name"],
            meetings=meetings,
            stated=max((one.number for one in meetings if one.number is not None), default=None),
            unknown=tuple(unknown_numbers(meetings)),
            searched=row["searched"],
        )

    def _held(self, row: Row) -> Held:
        parts = self.parts.get(row["id"], ())
        return Held(
            id=row["id"],
            name=row["name"],
            number=row["number"],
            dates=row["dates"],
            year=None if row["first"] is None else row["first"].year,
            chaired=any("chair" in part["roles"] and _is_there(part) for part in parts),
            delegations=tuple(
                _delegation(one, parts, row["searched"]) for one in self.expected.get(row["id"], ())
            ),
            documents=len({one["document"] for one in self.documents.get(row["id"], ())}),
            searched=row["searched"],
        )


def _by(rows: Iterable[Row], key: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _is_there(part: Row) -> bool:
    return part["status"] == ATTENDED and part["mode"] in THERE


def _delegation(expected: Row, parts: Iterable[Row], searched: str | None) -> Delegation:
    """Return what is known of a state at a meeting, by the one of whom most is known.

    What was searched for the meeting as a whole counts where nothing is said of the state.
    """
    own = [part for part in parts if part["party"] == expected["state"]]
    best = min(own, key=lambda part: (len(_lacking(part)), part["id"]), default=None)
    return Delegation(
        state=expected["state"],
        name=expected["name"],
        lacks=NAMED if best is None else _lacking(best),
        known="nobody is known to have been there" if best is None else _known(best),
        led=any(_leads(part) for part in own if not _lacking(part)),
        searched=next((part["searched"] for part in own if part["searched"]), searched),
    )


def _lacking(part: Row) -> tuple[str, ...]:
    return tuple(key for key in NAMED if part[key] is None) if _is_there(part) else NAMED


def _leads(part: Row) -> bool:
    """Tell whether a source itself calls somebody the head of a delegation, or the chair."""
    return not {"head-of-delegation", "chair"}.isdisjoint(part["roles"])


def _known(part: Row) -> str:
    told = ", ".join(part[key] for key in NAMED if part[key] is not None)
    how = part["status"] if part["mode"] in THERE else f"{part['status']}, {part['mode']}"
    return f"{told or 'somebody who is not named'} ({how})"


def is_without(body: BodyCoverage, year: int) -> bool:
    """Tell whether the numbers of meetings show that a year had none, as between the 1st and 2nd.

    That it had none is shown by the two numbered meetings next to it, of which the first may be
    none at all, where the number of the second is 1.
    """
    numbered = [
        (one.number, one.year)
        for one in body.meetings
        if one.number is not None and one.year is not None
    ]
    return any(
        high - low == 1 and begin < year < end
        for (low, begin), (high, end) in pairwise([(0, 0), *numbered])
    )


def unknown_numbers(meetings: Sequence[Held]) -> Iterator[Unknown]:
    """Yield the numbers between those of meetings in order, where more were held than are known.

    A meeting without a number that lies between two numbered ones is taken for one between them.
    """
    numbered = [(0, None, -1)] + [
        (one.number, one.dates, place)
        for place, one in enumerate(meetings)
        if one.number is not None
    ]
    for (low, after, begin), (high, before, end) in pairwise(numbered):
        many = high - low - 1 - (end - begin - 1)
        if many > 0:
            yield Unknown(first=low + 1, last=high - 1, many=many, after=after, before=before)
