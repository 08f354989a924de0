"""Values of Cypher in JSON, on the way to a process and back: days and times keep their types."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

MAP = "$map"
TYPES: Mapping[str, type[datetime.date | datetime.time]] = {
    "$datetime": datetime.datetime,
    "$date": datetime.date,
    "$time": datetime.time,
}
"""The days and times; a moment is a day to Python as well, so it comes first."""
KEPT = str | int | float | bool | None


def to_json(value: object) -> object:
    """Return a value as JSON can hold it; what has no form in it becomes its text.

    >>> to_json([datetime.date(2025, 7, 7), {"a": None}])
    [{'$date': '2025-07-07'}, {'$map': {'a': None}}]
    """
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if isinstance(value, Mapping):
        return {MAP: {str(key): to_json(one) for key, one in value.items()}}
    for kind, type_ in TYPES.items():
        if isinstance(value, type_):
            return {kind: value.isoformat()}
    return value if isinstance(value, KEPT) else str(value)


def from_json(told: object) -> object:
    """Return the value that JSON holds.

    >>> from_json(to_json({"day": datetime.date(2025, 7, 7)}))
    {'day': datetime.date(2025, 7, 7)}
    """
    if isinstance(told, list):
        return [from_json(one) for one in told]
    if not isinstance(told, dict):
        return told
    [(kind, held)] = told.items()
    if kind == MAP:
        return {key: from_json(one) for key, one in held.items()}
    return TYPES[kind].fromisoformat(held)
