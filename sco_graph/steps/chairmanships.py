"""Whether a meeting fell under a chairmanship for certain, or only may have fallen under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.grounds import grounds
from sco_graph.spans import Window, covers

Row: TypeAlias = Mapping[str, Any]


def answer(rows: Sequence[Row], _bound: Mapping[str, object]) -> list[Row]:
    """Return the selected rows; chairs are compared where a meeting fell under for certain."""
    return [_judged(row) for row in rows]


def _judged(row: Row) -> Row:
    if row["meeting_id"] is None:
        return {**row, **grounds([row]), "under": None}
    under = covers(row["dates"], Window(first=row["first_day"], last=row["last_day"]))
    is_holder = row["chair_is_holder"] if under else None
    told = {"under": "certainly" if under else "possibly", "chair_is_holder": is_holder}
    return {**row, **grounds([row]), **told}
