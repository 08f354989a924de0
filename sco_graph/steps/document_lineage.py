"""How far each edge of a lineage is from its document.

A property path of SPARQL tells what can be reached and not in how many steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sco_graph.questions import Bound

MOST = 10
"""How many steps are told; the paths of the Cypher question are bounded by it too."""
ENDS = {"upwards": ("later_id", "earlier_id"), "downwards": ("earlier_id", "later_id")}
"""By direction, the column of an edge's end that is nearer to the document, and of the other."""

Row = Mapping[str, Any]


def answer(rows: Sequence[Row], bound: Mapping[str, Bound]) -> list[dict[str, Any]]:
    """Return the edges with their distance, those upwards first, the nearest first."""
    return [
        {**row, "distance": distance}
        for direction in ENDS
        for distance, row in _by_distance(rows, direction, bound["document"])
    ]


def _by_distance(
    rows: Sequence[Row], direction: str, document: object
) -> Iterator[tuple[int, Row]]:
    """Yield the edges of one direction with their distance, in the order of the rows."""
    near, far = ENDS[direction]
    reached, before = {document}, {document}
    for distance in range(1, MOST + 1):
        edges = [row for row in rows if row["direction"] == direction and row[near] in before]
        yield from ((distance, row) for row in edges)
        before = {row[far] for row in edges} - reached
        reached |= before
