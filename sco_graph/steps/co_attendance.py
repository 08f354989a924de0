"""Who was at the same meeting as whom: every two who share a meeting, counted in one pass.

A query language makes a row of every pair before it counts them, which takes a minute where this
takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sco_graph.co_attendance import (
    Meeting,
    Pair,
    Row,
    complete_lists,
    count_pairs,
    count_pairs_of,
    meetings_of,
    most_often,
    read_meetings,
    shared,
    together,
)
from sco_graph.labels import kind_of

PERSON = "person"


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return a row for each pair that is asked for, those that met most often first."""
    given = [bound[name] for name in ("actor", "other") if bound[name] is not None]
    kind = bound["kind"] or (kind_of(given[0]) if given else PERSON)
    meetings = read_meetings(rows, (f"{kind}/", *(f"{one} " for one in given)))
    attended = meetings_of(meetings)
    complete = complete_lists(attended)
    counted = _counted_of(meetings, given, kind) if given else count_pairs(attended)
    pairs = most_often(counted, bound["top"])
    return (_row(pair, attended, complete) for pair in pairs)


def _counted_of(meetings: Sequence[Meeting], given: Sequence[str], kind: str) -> Mapping[Pair, int]:
    """Count the pairs of an actor with another one, or with all of a kind."""
    asked, *others = given
    return {
        pair: times
        for pair, times in count_pairs_of(asked, meetings).items()
        if (pair[1] in others if others else kind_of(pair[1]) == kind)
    }


def _row(
    pair: Pair, attended: Mapping[str, Sequence[Meeting]], complete: Mapping[str, int]
) -> dict[str, Any]:
    one, actor = together(pair, attended), pair[0]
    return {
        **shared(one, complete),
        "actor": one.name(actor),
        "actor_id": actor,
        "first": one.first_day,
        "last": one.last_day,
        "actor_meetings": len(attended[actor]),
    }
