"""How often each state was at the meetings of each format, counted of its single meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.grounds import common_basis, sources_of

Row: TypeAlias = Mapping[str, Any]
NAMES = ("state", "state_id", "body", "body_id")


def answer(rows: Iterable[Row], _: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return a row for each state and body, in the order in which they come."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["state_id"], row["body_id"]].append(row)
    return [_counted(of_both) for of_both in found.values()]


def _counted(rows: Sequence[Row]) -> dict[str, Any]:
    expected = Counter(row["attendance"] for row in rows if row["expected"])
    attended, absent = expected["present"], expected["absent"]
    locators = list(dict.fromkeys(place for row in rows for place in row["locator"]))
    return {
        **{name: rows[0][name] for name in NAMES},
        "meetings": expected.total(),
        "attended": attended,
        "levels": _levels(row for row in rows if row["expected"]),
        "absent": absent,
        "not_stated": expected["not stated"],
        "known_percent": _percent(attended + absent, expected.total()),
        "attended_percent": _percent(attended, attended + absent),
        "not_expected": sum(not row["expected"] for row in rows),
        "basis": common_basis({basis for row in rows for basis in row["bases"]}),
        "source": sources_of(locators),
        "locator": locators,
    }


def _levels(rows: Iterable[Row]) -> list[str]:
    """Return each level with the number of meetings at which it was the highest."""
    found = Counter(row["level"] or "not stated" for row in rows if row["attendance"] == "present")
    return [f"{level} {times}" for level, times in found.items()]


def _percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None
