"""Names that look like one that does not exist, to be offered in an error."""

from __future__ import annotations

from collections.abc import Iterable


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names most like this one, best first.

    >>> near("particpations", ["participations", "parties", "remarks"])
    ('participations',)
    """
    from difflib import get_close_matches  # here, as most runs end without an error

    return tuple(get_close_matches(name, sorted(set(known)), n=most, cutoff=0.6))
