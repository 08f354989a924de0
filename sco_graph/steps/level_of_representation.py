"""At which level each state was represented at each meeting, beside the body's usual level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.grounds import sources_of
from sco_graph.seats import (
    ABSENT,
    DELEGATE,
    INFERRED,
    NOT_STATED,
    PRESENT,
    Facts,
    Meeting,
    Row,
    Seat,
    is_present,
    read_facts,
    seats,
)

Level: TypeAlias = tuple[int, str]
FEWEST = 3
"""Of how many levels at least a usual one is told."""


def answer(rows: Sequence[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each state that was represented or expected at a meeting asked for."""
    facts = read_facts(rows)
    usual = _usual_levels(rows, facts)
    return [
        _judged(seat, usual.get(seat.meeting.body))
        for seat in seats(facts, bound["state"])
        if (seat.delegate or seat.is_expected) and _is_asked_for(seat.meeting, bound)
    ]


def _is_asked_for(meeting: Meeting, bound: Mapping[str, Any]) -> bool:
    """Tell whether a meeting may have had a day of the time asked for.

    The query selects others too, as the usual level is that of all of a body's meetings.
    """
    begin, end = bound["from"], bound["to"]
    is_over = begin is not None and (meeting.last is None or meeting.last < begin)
    is_later = end is not None and (meeting.first is None or meeting.first > end)
    return not is_over and not is_later


def _usual_levels(rows: Iterable[Row], facts: Facts) -> dict[str | None, Level]:
    """Return for each body the level that most states had at its meetings, each at its highest."""
    highest: dict[tuple[str, str], Level] = {}
    for row in rows:
        if row["fact"] == DELEGATE and row["level"] and not row["is_guest"] and is_present(row):
            side, level = (row["meeting_id"], row["state_id"]), (row["level_rank"], row["level"])
            highest[side] = min(level, highest.get(side, level))
    counted: dict[str, Counter[Level]] = defaultdict(Counter)
    for (meeting, _), level in highest.items():
        if (body := facts.meetings[meeting].body) is not None:
            counted[body][level] += 1
    return {
        body: min(levels, key=lambda level: (-levels[level], level))
        for body, levels in counted.items()
        if levels.total() >= FEWEST
    }


def _judged(seat: Seat, usual: Level | None) -> dict[str, Any]:
    delegate = seat.delegate or {}
    locators = [*seat.told_at] if delegate else [*seat.shown_at, *seat.left_out_at]
    unseen = ABSENT if seat.missed else NOT_STATED
    return {
        **seat.cells,
        "level": delegate.get("level"),
        "level_rank": delegate.get("level_rank"),
        "usual_level": usual and usual[1],
        "below_usual": _is_below(seat, usual),
        "head": delegate.get("head"),
        "status": delegate.get("kind", unseen),
        "basis": INFERRED if seat.missed else delegate.get("basis"),
        "source": sources_of(locators),
        "locator": locators,
    }


def _is_below(seat: Seat, usual: Level | None) -> bool | None:
    rank = seat.delegate["level_rank"] if seat.delegate else None
    if seat.attendance != PRESENT or usual is None or rank is None:
        return None
    return bool(rank > usual[0])
