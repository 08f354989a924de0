"""Who stood for each state at each meeting, and whether the state was a member on its days.

It is judged of the rows that attendance-gaps, attendance-rate and level-of-representation select:
meetings, participations for or from a state, and the statuses of states in the bodies that met.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

Row: TypeAlias = Mapping[str, Any]

MEETING, DELEGATE, OTHER, STATUS, ATTESTATION = (
    "meeting",
    "delegate",
    "other",
    "status",
    "attestation",
)
"""What a row tells of; one of several places has a row for each."""
MEMBER, NO_MEMBER, NOT_STATED = "member", "not a member", "not stated"
PRESENT, ABSENT, INFERRED = "present", "absent", "inferred"
ATTENDED = "attended"
FROM_AFAR = ("video-address", "written-greeting")
ORDER = (ATTENDED, "unknown", "announced", "invited", ABSENT)
"""Statuses of attendance, the one that tells most of a state's presence first."""
LOWEST = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting: its row, its days as far as known, and where all its delegations are named."""

    row: Row
    body: str | None
    first: datetime.date | None
    last: datetime.date | None
    lists: Sequence[str]


class Seat(NamedTuple):  # as there is one for each state and meeting, and a tuple is made fast
    """A state at a meeting: whether it was there, what its standing was, and what shows that.

    `attendance` is present, absent or not stated; `delegate` the row of the one who stands for the
    state; `missed` tells that a complete list of delegations leaves out a member that nobody comes
    from.
    """

    meeting: Meeting
    state_id: str
    state: str
    delegate: Row | None
    told_at: Sequence[str]
    standing: str
    shown_by: Sequence[Row]
    others: bool
    missed: bool
    attendance: str

    @property
    def cells(self) -> dict[str, Any]:
        """The cells of any row on a seat: which meeting it was at, and which state had it."""
        row = self.meeting.row
        return {
            "meeting": row["meeting"],
            "meeting_id": row["meeting_id"],
            "date": row["date"],
            "state": self.state,
            "state_id": self.state_id,
            "list_is_complete": bool(self.meeting.lists),
        }

    @property
    def is_expected(self) -> bool:
        """Whether the state was a member on all days of the meeting."""
        return self.standing == MEMBER

    @property
    def shown_at(self) -> list[str]:
        """The places that show the standing."""
        return [row["place"] for row in self.shown_by]

    @property
    def left_out_at(self) -> Sequence[str]:
        """The places of the complete list that leaves the state out, if one does."""
        return self.meeting.lists if self.missed else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Selected rows by what they tell of: by meeting and state, and by body and state."""

    meetings: Mapping[str, Meeting]
    delegates: Mapping[str, Mapping[str, Sequence[Row]]]
    others: Mapping[str, set[str]]
    spans: Mapping[str | None, Mapping[str, Sequence[Row]]]
    names: Mapping[str, str]


def is_present(delegate: Row) -> bool:
    """Tell whether one attended in person, by video link, or in a way that no source states."""
    return was_there(delegate["kind"], delegate["mode"])


def was_there(status: str, mode: str | None) -> bool:
    """Tell whether a participation of a status and a mode is more than a word sent from afar."""
    return status == ATTENDED and mode not in FROM_AFAR


def read_facts(rows: Iterable[Row]) -> Facts:
    """Return selected rows by what they tell of."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row["fact"]].append(row)
    others: dict[str, set[str]] = defaultdict(set)
    for row in by_kind[OTHER]:
        others[row["meeting_id"]].add(row["state_id"])
    spans: dict[str | None, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in (*by_kind[STATUS], *by_kind[ATTESTATION]):
        spans[row["body_id"]][row["state_id"]].append(row)
    return Facts(
        meetings=_meetings(by_kind[MEETING]),
        delegates=_delegates(by_kind[DELEGATE]),
        others=others,
        spans=spans,
        names={row["state_id"]: row["state"] for kind in by_kind for row in by_kind[kind]},
    )


def seats(facts: Facts, given: str | None) -> Iterator[Seat]:
    """Yield the seats of a state at all meetings, or those of every state; in order of date.

    Where none is given, a state has a seat if somebody represents it or the body that met knows it.
    """
    asked_for = None if given is None else {given} & facts.names.keys()
    for id_, meeting in sorted(facts.meetings.items(), key=_date):
        delegates, others = facts.delegates.get(id_, {}), facts.others.get(id_, ())
        spans = facts.spans.get(meeting.body, {})
        for state in sorted({*delegates, *spans} if asked_for is None else asked_for):
            told, near = delegates.get(state, ()), state in others
            standing, shown_by = _standing(spans.get(state, ()), meeting)
            delegate = told[0] if told else None
            missed = not told and standing == MEMBER and not near and bool(meeting.lists)
            yield Seat(  # by place, which is made in half the time
                meeting,
                state,
                facts.names[state],
                delegate,
                [row["place"] for row in told],
                standing,
                shown_by,
                near,
                missed,
                ABSENT if missed else _attendance(delegate),
            )


def _meetings(rows: Iterable[Row]) -> dict[str, Meeting]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["meeting_id"]].append(row)
    return {
        id_: Meeting(
            row=of_one[0],
            body=of_one[0]["body_id"],
            first=of_one[0]["first_day"],
            last=of_one[0]["last_day"],
            lists=[row["place"] for row in of_one if row["place"]],
        )
        for id_, of_one in found.items()
    }


def _delegates(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """Return by meeting and state the rows of the one who stands for the state.

    It is the one who was present, else of whom most is known, of several the highest.
    """
    found: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for row in rows:
        of_meeting, state = found[row["meeting_id"]], row["state_id"]
        best = of_meeting.get(state)
        if best is None or _precedence(row) < _precedence(best[0]):
            of_meeting[state] = [row]
        elif row["told_in"] == best[0]["told_in"]:
            best.append(row)
    return found


def _precedence(row: Row) -> tuple[bool, int, int, str]:
    rank = LOWEST if row["level_rank"] is None else row["level_rank"]
    return not is_present(row), ORDER.index(row["kind"]), rank, row["told_in"]


def _attendance(delegate: Row | None) -> str:
    if delegate is None:
        return NOT_STATED
    if is_present(delegate):
        return PRESENT
    return ABSENT if delegate["kind"] == ABSENT else NOT_STATED


def _standing(spans: Sequence[Row], meeting: Meeting) -> tuple[str, list[Row]]:
    """Return whether a state was a member on all days of a meeting, and what shows it.

    It was none where another standing is shown on all these days, or each membership that is
    recorded begins later or ended before.
    """
    first, last = meeting.first or datetime.date.min, meeting.last or datetime.date.max
    covering = [
        row
        for row in spans
        if row["first_day"] is not None
        and row["first_day"] <= first
        and (row["last_day"] is None or row["last_day"] >= last)
    ]
    shown = [row for row in covering if row["kind"] == MEMBER]
    if shown:
        return MEMBER, shown
    known = [row for row in spans if row["kind"] == MEMBER and row["fact"] == STATUS]
    apart = [row for row in known if _is_apart(row, first, last)]
    if covering or (known and len(apart) == len(known)):
        return NO_MEMBER, [*covering, *apart]
    return NOT_STATED, []


def _is_apart(status: Row, first: datetime.date, last: datetime.date) -> bool:
    """Tell whether a status begins after a meeting or ended before it."""
    begun, over = status["first_day"], status["last_day"]
    return (begun is not None and begun > last) or (over is not None and over < first)


def _date(item: tuple[str, Meeting]) -> tuple[datetime.date, str]:
    id_, meeting = item
    return meeting.first or datetime.date.max, id_
