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
    cited,
    count_pairs,
    count_pairs_of,
    meetings_of,
    most_often,
    read_meetings,
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
    counted = count_pairs(meetings) if given is None else count_pairs_of(given, meetings)
    return [{"year": year, **_row(pair, sat)} for pair in most_often(counted)]


def _row(pair: Pair, sat: Mapping[str, Sequence[Meeting]]) -> dict[str, Any]:
    one = together(pair, sat)
    state, other = one.names
    return {
        "state": state,
        "state_id": pair[0],
        "other": other,
        "other_id": pair[1],
        "times": len(one.meetings),
        "formats": _formats(one),
        "meetings": [meeting.id for meeting in one.meetings],
        "state_meetings": len(sat[pair[0]]),
        "complete_lists": sum(meeting.complete for meeting in sat[pair[0]]),
        **cited(one.meetings, pair),
    }


def _formats(one: Together) -> list[str]:
    """Return each format with the number of its meetings, such as `Council (2)`."""
    counted = Counter(meeting.format for meeting in one.meetings)
    return [f"{name} ({times})" for name, times in counted.items()]
