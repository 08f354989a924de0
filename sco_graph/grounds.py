"""What an answer's row rests on where it is made of several facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

INFERRED = "inferred"


def grounds(facts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the basis, the sources and the places of selected rows taken together."""
    facts = list(facts)
    return {
        "basis": common_basis(basis for fact in facts for basis in fact["bases"]),
        "source": [source for fact in facts for source in fact["source"]],
        "locator": [place for fact in facts for place in fact["locator"]],
    }


def common_basis(bases: Iterable[str]) -> str | None:
    """Return the basis of what rests on facts of these: theirs, or inferred where they differ.

    >>> common_basis(["stated", "stated"]), common_basis(["stated", "common-knowledge"])
    ('stated', 'inferred')
    """
    found = set(bases)
    if not found:
        return None
    return found.pop() if len(found) == 1 else INFERRED


def sources_of(places: Iterable[str]) -> list[str]:
    """Return the sources in which places lie that are written as records cite them.

    >>> sources_of(["source/heads-of-government-2025#4"])
    ['source/heads-of-government-2025']
    """
    return [place.partition("#")[0] for place in places]
