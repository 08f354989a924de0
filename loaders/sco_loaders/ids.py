"""The forms of ids: of records, of the things nested in them, and of references to those."""

from __future__ import annotations

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9-]+(?:/[a-z]+(?:-[a-z]+)*/[a-z0-9._-]+)*")
PLACE = re.compile(r"[a-z0-9._-]+")
REFERENCE = re.compile(rf"({ID.pattern})(?:#({PLACE.pattern}))?")
RANGE = re.compile(r"([0-9]+)-([0-9]+)")
LONGEST_RANGE = 1000


def places(text: str) -> tuple[str, ...]:
    """Return the places that the end of a reference names.

    >>> places("4-6"), places("annex-2")
    (('4', '5', '6'), ('annex-2',))

    Raises:
        ValueError: It is a range that goes backwards or is far too long.
    """
    ends = None if text.isdigit() else RANGE.fullmatch(text)
    if ends is None:
        return (text,)
    if max(map(len, ends.groups())) > len(str(LONGEST_RANGE)) + 3:
        raise ValueError(f"write a range of at most {LONGEST_RANGE} lines")
    first, last = map(int, ends.groups())
    if first >= last:
        raise ValueError("write the smaller number first")
    if last - first >= LONGEST_RANGE:
        raise ValueError(f"write a range of at most {LONGEST_RANGE} lines")
    return tuple(str(number) for number in range(first, last + 1))
