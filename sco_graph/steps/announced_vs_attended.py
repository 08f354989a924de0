"""What is known of each one who was expected at a meeting, of who came and who was absent there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.grounds import common_basis, sources_of

Row: TypeAlias = Mapping[str, Any]
TOLD = ("event", "event_id", "date", "expected", "expected_id", "represents", "represents_id")


def answer(rows: Iterable[Row], _: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return a row for each one expected, in the order in which they come."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        # One who is announced in another's place tells of both.
        found[row["told_in"], row["status"] or ""].append(row)
    return [_concluded(of_one) for of_one in found.values()]


def _concluded(rows: Sequence[Row]) -> dict[str, Any]:
    first, others = rows[0], [row for row in rows if row["is_same"] or row["is_instead"]]
    outcome, shown = _outcome(first, others)
    came = [row for row in shown if row["is_present"]]
    ranked = [row for row in came if row["other_rank"] is not None]
    highest = min(ranked, key=lambda row: int(row["other_rank"]), default=None)
    locators = [place for row in rows for place in row["places"]]
    locators += [place for row in shown for place in row["other_places"]]
    return {
        **{name: first[name] for name in (*TOLD, "status", "level")},
        "outcome": outcome,
        "came": [row["other"] for row in came],
        "level_came": highest and highest["other_level"],
        "basis": common_basis(
            {*(row["basis"] for row in rows), *(row["other_basis"] for row in shown)}
        ),
        "source": sources_of(locators),
        "locator": locators,
    }


def _outcome(first: Row, others: Sequence[Row]) -> tuple[str, list[Row]]:
    """Return what is known, and the rows that show it."""
    came = [row for row in others if row["is_present"]]
    itself = [row for row in came if row["is_same"]]
    absent = [row for row in others if row["is_same"] and not row["is_present"]]
    if itself:
        return "attended", itself
    if came:
        return "somebody else came", came
    return ("absent" if absent or first["status"] == "absent" else "not stated"), absent
