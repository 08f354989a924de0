"""What the numbers of a series show: those that are missing, stand twice, fall or are disputed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from sco_graph.grounds import INFERRED, grounds

Row: TypeAlias = Mapping[str, Any]


def answer(rows: Sequence[Row], _bound: Mapping[str, object]) -> list[Row]:
    """Return the events of each series in order, and where they belong its missing numbers."""
    found: list[Row] = []
    for _, of_one in groupby(rows, key=lambda row: row["body_id"]):
        events = list(of_one)
        found += _with_missing(_judged(events), list(_missing(events)))
    return found


def _judged(events: Sequence[Row]) -> Iterator[Row]:
    """Yield each event with what its number shows."""
    times = Counter(row["number"] for row in events)
    greatest = _greatest_before(events)
    for row in events:
        number = row["number"]
        findings = {
            "twice": number is not None and times[number] > 1,
            "falls": number is not None and number < greatest[row["event_id"]],
            "disputed": bool(row["other_numbers"]),
        }
        finding = [name for name, is_so in findings.items() if is_so]
        yield {**row, **grounds([row]), "finding": finding}


def _greatest_before(events: Sequence[Row]) -> dict[str, int]:
    """Return for each event the greatest number of those that were over before it began."""
    ended = sorted(
        (row["end_date"], row["number"]) for row in events if row["end_date"] and row["number"]
    )
    greatest, done, found = 0, 0, {}
    for row in sorted(events, key=lambda row: row["start_date"] or datetime.date.min):
        first = row["start_date"]
        while first is not None and done < len(ended) and ended[done][0] < first:
            greatest = max(greatest, ended[done][1])
            done += 1
        found[row["event_id"]] = greatest if first is not None else 0
    return found


def _missing(events: Sequence[Row]) -> Iterator[Row]:
    """Yield a row for each number between two known ones that no event has."""
    of_number: dict[int, Row] = {}
    for row in events:
        if row["number"] is not None:
            of_number.setdefault(row["number"], row)
    known = sorted(of_number)
    for lower, higher in pairwise(known):
        between = grounds([of_number[lower], of_number[higher]]) | {"basis": INFERRED}
        for number in range(lower + 1, higher):
            nothing = dict.fromkeys(events[0], None)
            names = {name: events[0][name] for name in ("body", "body_id")}
            told = {"number": number, "finding": ["missing"], "other_numbers": []}
            yield {**nothing, **names, **between, **told}


def _with_missing(events: Iterator[Row], missing: Sequence[Row]) -> Iterator[Row]:
    """Yield events in order, and each missing number before the first event with a greater one."""
    waiting = list(missing)
    for event in events:
        while waiting and event["number"] is not None and waiting[0]["number"] < event["number"]:
            yield waiting.pop(0)
        yield event
