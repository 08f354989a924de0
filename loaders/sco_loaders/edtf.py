"""Dates of less than full precision: EDTF (ISO 8601-2), levels 0 and 1, with their bounds in days.

Known here: days, months, years, unspecified digits (`201X`, `2021-XX`), seasons (`2021-21` is
spring), the qualifiers `?`, `~` and `%`, and intervals, open ones (`2024/..`) or with an unknown
end (`2024/`) too. Everything else is refused rather than guessed.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

PART = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?:(?P<season>2[1-4])|XX(?:-XX)?|(?P<month>[0-9]{2})(?:-(?:(?P<day>[0-9]{2})|XX))?))?"
    r"[?~%]?"
)
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11)}
WINTER = "24"
FIRST_YEAR, LAST_YEAR = 1000, 9998
OPEN = ("", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """An EDTF text with the earliest and latest day that it allows; None where it is open."""

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None


def parse_edtf(text: str) -> Edtf:
    """Return a date or interval with its bounds.

    >>> parse_edtf("2021-09").latest
    datetime.date(2021, 9, 30)
    >>> parse_edtf("2024/..").latest is None
    True

    Raises:
        ValueError: The text is no EDTF date, or one that cannot be; the message says why.
    """
    first, slash, last = text.partition("/")
    if not slash:
        earliest, latest = _bounds(text)
        return Edtf(text=text, earliest=earliest, latest=latest)
    if first in OPEN and last in OPEN:
        raise ValueError("an interval needs at least one end; write the one that is known")
    begin = None if first in OPEN else _bounds(first)[0]
    finish = None if last in OPEN else _bounds(last)[1]
    if begin and finish and begin > finish:
        raise ValueError("the interval ends before it begins; write the earlier date first")
    return Edtf(text=text, earliest=begin, latest=finish)


def _bounds(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day that one date may mean."""
    matched = PART.fullmatch(text)
    if matched is None:
        raise ValueError("write 2025, 2025-07, 2025-07-07, or two such dates with / between")
    low, high = (int(matched["year"].replace("X", digit)) for digit in "09")
    if low < FIRST_YEAR or high > LAST_YEAR:
        raise ValueError("the year is out of range; write one from 1000 to 9998")
    month, day = matched["month"], matched["day"]
    if month is None:
        return _whole(low, matched["season"])[0], _whole(high, matched["season"])[1]
    if day is None:
        return _day(low, int(month), 1), _end_of_month(high, int(month))
    return _day(low, int(month), int(day)), _day(high, int(month), int(day))


def _whole(year: int, season: str | None) -> tuple[datetime.date, datetime.date]:
    """Return the bounds of a year, or of a season of it."""
    if season is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if season == WINTER:
        # The winter of a year is its own January, or its December and what follows.
        return datetime.date(year, 1, 1), _end_of_month(year + 1, 2)
    first, last = SEASONS[season]
    return datetime.date(year, first, 1), _end_of_month(year, last)


def _end_of_month(year: int, month: int) -> datetime.date:
    _day(year, month, 1)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError("there is no such day; mend the date") from error
