"""How each tenure is known on a day, or over a time: by its dates, by attestations, or perhaps.

A selected row is of a tenure itself or of one of its attestations; the answer has a row a tenure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sco_graph.grounds import grounds
from sco_graph.spans import Window, asked_window, certain, first_day, possible

Row: TypeAlias = Mapping[str, Any]


def answer(rows: Sequence[Row], bound: Mapping[str, object]) -> list[Row]:
    """Return a row for each tenure that is known, or may be, at the time that is asked for."""
    window = asked_window(bound)
    return sorted(_held(rows, window), key=_order)


def _held(rows: Sequence[Row], window: Window | None) -> Iterator[Row]:
    for _, of_one in groupby(rows, key=lambda row: row["tenure_id"]):
        facts = list(of_one)
        own = [row for row in facts if row["attestation"] is None]
        shown = [row for row in facts if row["attestation"] and _has(row["attestation"], window)]
        known = _known(own, shown, window)
        if known is not None:
            attested = [row["attestation"] for row in shown]
            rests_on = shown if known == "attested" else own
            yield {**facts[0], "known": known, "attested": attested, **grounds(rests_on)}


def _has(dates: str, window: Window | None) -> bool:
    return window is None or possible(dates, window)


def _known(own: Sequence[Row], attested: Sequence[Row], window: Window | None) -> str | None:
    """Return how a tenure is known at a time; None where it is not."""
    dates = own[0]["dates"] if own else None
    if dates and (window is None or certain(dates, window)):
        return "tenure"
    if attested:
        return "attested"
    if window is None:
        return "undated"
    return "possibly" if dates and possible(dates, window) else None


def _order(row: Row) -> tuple[str, datetime.date, str, str]:
    """Put the tenures of a post in the order in which they are known to begin."""
    days = [first_day(dates) for dates in (row["dates"], *row["attested"]) if dates]
    return row["post_id"], min(days, default=datetime.date.max), row["person_id"], row["tenure_id"]
