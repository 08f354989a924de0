"""What is known of each state at each meeting: whether it was a member, and whether it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sco_graph.grounds import sources_of
from sco_graph.seats import INFERRED, NO_MEMBER, Row, Seat, read_facts, seats


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each state that was represented, expected or asked for at a meeting."""
    given = bound["state"]
    return [
        _judged(seat)
        for seat in seats(read_facts(rows), given)
        if seat.delegate or seat.is_expected or (given and seat.meeting.body)
    ]


def _judged(seat: Seat) -> dict[str, Any]:
    delegate = seat.delegate or {}
    locators = [*seat.told_at, *seat.shown_at, *seat.left_out_at]
    is_unexpected = not delegate and seat.standing == NO_MEMBER
    is_inferred = seat.missed or is_unexpected
    return {
        **seat.cells,
        "standing": seat.standing,
        "attendance": "not expected" if is_unexpected else seat.attendance,
        "status": delegate.get("kind"),
        "mode": delegate.get("mode"),
        "others_from_state": seat.others,
        "basis": INFERRED if is_inferred else delegate.get("basis"),
        "source": sources_of(locators),
        "locator": locators,
    }
