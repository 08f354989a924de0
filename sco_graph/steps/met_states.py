"""Which states sat together: every two that share a meeting, counted by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sco_graph.co_attendance import (
    Meeting,
    Pair,
    Row,
    Together,
    by_year,
    complete_lists,
    count_pairs,
    count_pairs_of,
    meetings_of,
    most_often,
    read_meetings,
    shared,
    together,
)


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each year and two states, those that met most often in it first."""
    return [
        row
        for year, meetings in by_year(read_meetings(rows))
        for row in _rows(year, meetings, bound["state"])
    ]


def _rows(year: int, meetings: Sequence[Meeting], given: str | None) -> list[dict[str, Any]]:
    sat = meetings_of(meetings)
    complete = complete_lists(sat)
    counted = count_pairs(sat) if given is None else count_pairs_of(given, meetings)
    return [{"year": year, **_row(pair, sat, complete)} for pair in most_often(counted)]


def _row(
    pair: Pair, sat: Mapping[str, Sequence[Meeting]], complete: Mapping[str, int]
) -> dict[str, Any]:
    one, state = together(pair, sat), pair[0]
    return {
        **shared(one, complete),
        "state": one.name(state),
        "state_id": state,
        "formats": _formats(one),
        "state_meetings": len(sat[state]),
    }


def _formats(one: Together) -> list[str]:
    """Return each format with the number of its meetings, such as `Council (2)`."""
    counted = Counter(meeting.format for meeting in one.meetings)
    return [f"{name} ({times})" for name, times in counted.items()]
