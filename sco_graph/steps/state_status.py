"""When a standing began and ended, or how it is known on a day.

A selected row is of one date of a standing; that of its whole time makes two steps.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sco_graph.grounds import grounds
from sco_graph.spans import (
    OPEN,
    UNKNOWN,
    Window,
    asked_window,
    begins_and_ends,
    certain,
    first_day,
    last_day,
    possible,
)

Row: TypeAlias = Mapping[str, Any]
Order: TypeAlias = tuple[str, str, datetime.date, int, str, str]
IN_ORDER = ("applied", "decided", "memorandum", "began", "attested", "ended")
"""How steps of one day follow each other; the acts on documents come after them."""
WHOLE, ATTESTED = "dates", "attested"


def answer(rows: Sequence[Row], bound: Mapping[str, object]) -> list[Row]:
    """Return the steps in order of date, or the standings of a day."""
    window = asked_window(bound)
    if bound["as_of"] is not None and window is not None:
        found = [_shown(row) for row in _standings(rows, window)]
    else:
        steps = [_shown(row) for row in _steps(rows)]
        found = [row for row in steps if window is None or _in(row["date"], window)]
    return sorted(found, key=_order)


def _standings(rows: Sequence[Row], window: Window) -> Iterator[Row]:
    """Yield a row for each standing that is known, or may be, on the day."""
    for _, of_one in groupby(rows, key=lambda row: row["status_id"]):
        facts = [row for row in of_one if _in(row["date"], window)]
        whole = [row for row in facts if row["step"] == WHOLE]
        attested = [row for row in facts if row["step"] == ATTESTED]
        if whole and certain(whole[0]["date"], window):
            yield {**whole[0], "step": "holds", "known": "status"}
        elif attested:
            yield {**attested[0], "step": "holds", "known": "attested", **grounds(attested)}
        elif whole:
            yield {**whole[0], "step": "holds", "known": "possibly"}


def _in(date: str | None, window: Window) -> bool:
    return date is not None and possible(date, window)


def _steps(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if row["step"] != WHOLE:
            yield row
        elif row["date"] is None:
            yield {**row, "step": "undated"}
        else:
            yield from _ends(row)


def _ends(row: Row) -> Iterator[Row]:
    """Yield the beginning and the end of a time, as far as they are known."""
    claims = [begins_and_ends(dates) for dates in row["claimed_dates"]]
    for index, step in enumerate(("began", "ended")):
        date = begins_and_ends(row["date"])[index]
        if date not in (OPEN, UNKNOWN):
            claimed = [ends[index] for ends in claims if ends[index] not in (OPEN, UNKNOWN)]
            yield {**row, "step": step, "date": date, "claimed_dates": claimed}


def _shown(row: Row) -> Row:
    date = row["date"]
    days = {
        "start_date": _bound(first_day(date)) if date else None,
        "end_date": _bound(last_day(date)) if date else None,
    }
    others = [claimed for claimed in row["claimed_dates"] if claimed != date]
    return {"known": None, **grounds([row]), **row, **days, "other_dates": others}


def _bound(day: datetime.date) -> datetime.date | None:
    return None if day in (datetime.date.min, datetime.date.max) else day


def _order(row: Row) -> Order:
    step = IN_ORDER.index(row["step"]) if row["step"] in IN_ORDER else len(IN_ORDER)
    day = row["start_date"] or datetime.date.max
    return row["state_id"], row["body_id"], day, step, row["step"], row["status_id"]
