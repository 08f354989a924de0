"""Which facts rest on little, by the places of each.

A query language takes longer to gather the places of all facts than to name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sco_graph.co_attendance import Row
from sco_graph.grounds import INFERRED, sources_of

ONE_SOURCE, INFERRED_ONLY, WEAK_ONLY = "one source", "inferred only", "weak sources only"


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each fact of one source, inferred, or of weak sources alone."""
    rows = list(rows)
    weak = {row["fact_id"] for row in rows if row["weak"] is not None}
    stated = (row for row in rows if row["weak"] is None)
    return list(_thin(stated, bound["kind"], weak))


def _thin(rows: Iterable[Row], asked: str | None, weak: set[str]) -> Iterator[dict[str, Any]]:
    for id_, stated in groupby(rows, itemgetter("fact_id")):
        kind = id_.split("/")[-2]
        if asked is not None and kind != asked:
            continue
        cited = [*stated]
        places = [row["place"] for row in cited]
        sources = sources_of(places)
        why = [ONE_SOURCE] if len({*sources}) == 1 else []
        if cited[0]["basis"] == INFERRED:
            why.append(INFERRED_ONLY)
        if weak.issuperset(sources):
            why.append(WEAK_ONLY)
        if why:
            yield {**cited[0], "kind": kind, "why": why, "source": sources, "locator": places}
