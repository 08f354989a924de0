"""What is certain and what is possible of a time whose ends are half known.

A tenure, a status or a chairmanship lasts from one date to another, each as precise as its source.
The graph keeps the earliest and the latest day of the whole; here are the days by which it has
begun for certain, and until which it has not ended yet.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sco_loaders.edtf import parse_edtf

OPEN, UNKNOWN = "..", ""
"""What stands for an end that an interval does not have, and for one that nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that are asked for, from the first to the last."""

    first: datetime.date
    last: datetime.date


def asked_window(bound: Mapping[str, object]) -> Window | None:
    """Return the days that `as_of`, `from` and `to` leave; None where none of them is given."""
    day, first, last = (
        value if isinstance(value, datetime.date) else None
        for value in (bound.get("as_of"), bound.get("from"), bound.get("to"))
    )
    if day is None and first is None and last is None:
        return None
    return Window(
        first=max(one or datetime.date.min for one in (day, first)),
        last=min(one or datetime.date.max for one in (day, last)),
    )


def begins_and_ends(dates: str) -> tuple[str, str]:
    """Return the two ends of a date in EDTF, which are one where it is no interval.

    >>> begins_and_ends("2024/..")
    ('2024', '..')
    """
    first, slash, last = dates.partition("/")
    return (first, last) if slash else (dates, dates)


def first_day(dates: str) -> datetime.date:
    """Return the earliest day that a date may mean, the first of all where it is open."""
    return parse_edtf(dates).earliest or datetime.date.min


def last_day(dates: str) -> datetime.date:
    """Return the latest day that a date may mean, the last of all where it is open."""
    return parse_edtf(dates).latest or datetime.date.max


def possible(dates: str, window: Window) -> bool:
    """Tell whether a time may have a day in a window."""
    return _meet(first_day(dates), last_day(dates), window)


def certain(dates: str, window: Window) -> bool:
    """Tell whether a time has a day in a window, whatever its half-known ends mean.

    >>> year = Window(first=datetime.date(2010, 6, 1), last=datetime.date(2010, 6, 1))
    >>> certain("2009/2011", year), certain("2010/2011", year)
    (True, False)
    """
    return _meet(_begun_by(dates), _lasts_until(dates), window)


def covers(dates: str, window: Window) -> bool:
    """Tell whether a time has every day of a window, whatever its half-known ends mean."""
    return _begun_by(dates) <= window.first and _lasts_until(dates) >= window.last


def _meet(first: datetime.date, last: datetime.date, window: Window) -> bool:
    return window.first <= window.last and first <= window.last and last >= window.first


def _begun_by(dates: str) -> datetime.date:
    """Return the day by which a time has begun, at the latest."""
    first, last = begins_and_ends(dates)
    if first == OPEN:
        return datetime.date.min
    return last_day(last if first == UNKNOWN else first)


def _lasts_until(dates: str) -> datetime.date:
    """Return the day before which a time has not ended."""
    first, last = begins_and_ends(dates)
    if last == OPEN:
        return datetime.date.max
    return first_day(first if last == UNKNOWN else last)
