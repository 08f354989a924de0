"""Names that look like one that does not exist, to be offered in an error."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 0.6
NO_WORSE_BY = 0.08


def near(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names most like this one, best first; none much worse than the best.

    >>> near("particpations", ["participations", "parties", "remarks"])
    ('participations',)
    """
    from difflib import (  # here, as most runs end without an error
        SequenceMatcher,
        get_close_matches,
    )

    found = get_close_matches(name, sorted(set(known)), n=most, cutoff=LEAST)
    likeness = [SequenceMatcher(None, one, name).ratio() for one in found]
    return tuple(
        one for one, ratio in zip(found, likeness, strict=True) if ratio > likeness[0] - NO_WORSE_BY
    )
