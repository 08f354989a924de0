"""Rows of an answer as a user wants them: in an order, the first few, in some columns."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.errors import UnknownName, WrongUse
from sco_graph.near import near

Row: TypeAlias = Mapping[str, Any]

DESCENDING = "-"


def chosen(known: Sequence[str], names: str | None, what: str) -> list[str]:
    """Return the columns that are named, in that order; all where none are.

    Raises:
        UnknownName: There is no such column.

    >>> chosen(["date", "meeting"], "meeting, date", "series")
    ['meeting', 'date']
    """
    wanted = list(known) if names is None else [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in known:
            raise UnknownName(f"column of {what}", name, near(name, known) or tuple(known))
    return wanted


def in_order(known: Sequence[str], rows: Sequence[Row], names: str | None, what: str) -> list[Row]:
    """Return rows by some columns, each `name`, or `-name` for the last first; nulls come last.

    Rows that are alike in them keep their order.

    Raises:
        UnknownName: There is no such column.

    >>> in_order(["n"], [{"n": 9}, {"n": None}, {"n": 10}], "-n", "series")
    [{'n': 10}, {'n': 9}, {'n': None}]
    """
    found = list(rows)
    for name in reversed([] if names is None else [name.strip() for name in names.split(",")]):
        [column] = chosen(known, name.removeprefix(DESCENDING), what)
        filled = [row for row in found if row[column] is not None]
        empty = [row for row in found if row[column] is None]
        reverse = name.startswith(DESCENDING)
        filled.sort(key=lambda row: _key(row[column]), reverse=reverse)
        found = filled + empty
    return found


def first(rows: Sequence[Row], limit: int | None) -> Sequence[Row]:
    """Return no more rows than wanted, all where no limit is given.

    Raises:
        WrongUse: The limit is below one.
    """
    if limit is not None and limit < 1:
        raise WrongUse(f"--limit {limit} leaves no row; give 1 or more")
    return rows[:limit]


def _key(value: object) -> tuple[int, object]:
    """Return what values are compared by: numbers, days, and texts without regard to case."""
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, datetime.date):
        return 1, value
    if isinstance(value, list):
        return 2, [str(one).casefold() for one in value]
    return 3, str(value).casefold()
