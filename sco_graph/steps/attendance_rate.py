"""How often each state was at the meetings of each format, counted of its single meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sco_graph.grounds import common_basis, sources_of
from sco_graph.seats import (
    ABSENT,
    INFERRED,
    NOT_STATED,
    PRESENT,
    Row,
    Seat,
    read_facts,
    seats,
)


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each state and body, in the order of their ids."""
    found: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    for seat in seats(read_facts(rows), bound["state"]):
        if seat.is_expected or seat.attendance == PRESENT:
            found[seat.state_id, seat.meeting.row["body_id"]].append(seat)
    return [_counted(found[both]) for both in sorted(found)]


def _counted(of_both: Sequence[Seat]) -> dict[str, Any]:
    first = of_both[0]
    expected = Counter(seat.attendance for seat in of_both if seat.is_expected)
    attended, absent = expected[PRESENT], expected[ABSENT]
    locators = list(dict.fromkeys(place for seat in of_both for place in _places(seat)))
    return {
        "state": first.state,
        "state_id": first.state_id,
        "body": first.meeting.row["body"],
        "body_id": first.meeting.row["body_id"],
        "meetings": expected.total(),
        "attended": attended,
        "levels": _levels(seat for seat in of_both if seat.is_expected),
        "absent": absent,
        "not_stated": expected[NOT_STATED],
        "known_percent": _percent(attended + absent, expected.total()),
        "attended_percent": _percent(attended, attended + absent),
        "not_expected": sum(not seat.is_expected for seat in of_both),
        "basis": common_basis(basis for seat in of_both for basis in _bases(seat)),
        "source": sources_of(locators),
        "locator": locators,
    }


def _places(seat: Seat) -> Iterator[str]:
    """Yield where it stands that a state was a member, and that it came or did not."""
    if seat.is_expected:
        yield from seat.shown_at
    if seat.attendance != NOT_STATED:
        yield from seat.told_at
    yield from seat.left_out_at


def _bases(seat: Seat) -> Iterator[str]:
    if seat.is_expected:
        yield from (row["basis"] for row in seat.shown_by)
    if seat.missed:
        yield INFERRED
    elif seat.delegate and seat.attendance != NOT_STATED:
        yield seat.delegate["basis"]


def _levels(of_both: Iterable[Seat]) -> list[str]:
    """Return each level with the number of meetings at which it was the highest."""
    present = (seat.delegate for seat in of_both if seat.attendance == PRESENT)
    found = Counter(row["level"] or NOT_STATED for row in present if row)
    return [f"{level} {times}" for level, times in found.items()]


def _percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None
