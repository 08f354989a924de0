"""The boxes of a diagram, as large as their labels and the lines that meet them need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sco_graph.drawing.labels import (
    MARGIN,
    SIGN,
    cited,
    height,
    in_language,
    label,
    longest,
    widest_line,
)
from sco_graph.drawing.layout import USUAL, Layout
from sco_graph.drawing.lettering import width
from sco_graph.drawing.picture import Diagram, Item, Link, Names, Source
from sco_graph.drawing.placed import HEADING_SIZE, Box, Labels
from sco_graph.drawing.words import joined

NARROWEST = 96.0
"""The least width of a box."""
SLIM = tuple(map(float, range(130, 440, 10)))
"""The widths that a dense column may have instead of the greatest."""
PORT = 9.0
"""Between two lines where they reach the side of a box, if there is room."""
HIGHEST_FOR_LINES = 140.0
"""How high a box becomes at most for the sake of the lines that meet it."""
CORNER = 8.0
"""The part of a side at each end at which no line arrives."""
BAND = 10.0
"""How much wider than its boxes the band of a column is, at each side."""
BESIDE = 2 * MARGIN + SIGN
"""How much wider a box is than its text."""
TIGHT = 3.5
"""What a dense box has above and below its label."""


def sized(
    diagram: Diagram,
    column_of: Mapping[str, int],
    languages: Sequence[str],
    layout: Layout = USUAL,
) -> dict[str, Box]:
    """Return boxes at no place yet, those of a column equally wide.

    In a dense layout a column is as narrow as it can be without being the highest.
    """
    columns: dict[int, list[Item]] = defaultdict(list)
    for item in diagram.items:
        columns[column_of[item.id]].append(item)
    lines = _lines_at(diagram.links, column_of)
    below = {item.id: _below(item, diagram.head.sources, layout) for item in diagram.items}
    sizer = _Sizer(diagram, languages, layout, lines, below)
    whole = {column: sizer.column(items, layout.widest) for column, items in columns.items()}
    if layout.dense:
        highest = max(map(_height, whole.values()), default=0.0)
        slim = {column: sizer.slim(items, highest) for column, items in columns.items()}
        whole = {column: slim[column] or boxes for column, boxes in whole.items()}
    return {item.id: whole[column_of[item.id]][item.id] for item in diagram.items}


def _height(boxes: Mapping[str, Box]) -> float:
    return sum(box.height + TIGHT for box in boxes.values())


@dataclass(frozen=True, slots=True)
class _Sizer:
    diagram: Diagram
    languages: Sequence[str]
    layout: Layout
    lines: Mapping[str, int]
    below: Mapping[str, tuple[tuple[Names, ...], str]]

    def slim(self, items: Sequence[Item], highest: float) -> dict[str, Box] | None:
        """Return the narrowest boxes of a column that is less high than another, if there are."""
        least = max(map(self._least, items))
        for widest in dict.fromkeys(max(one, least) for one in SLIM):
            if widest < self.layout.widest:
                boxes = self.column(items, widest)
                if _height(boxes) < highest:
                    return boxes
        return None

    def column(self, items: Sequence[Item], widest: float) -> dict[str, Box]:
        """Return the boxes of a column, none wider than is said, or than they must be."""
        widest = max(widest, NARROWEST, self._head(items))
        labels = {item.id: self._label(item, widest) for item in items}
        margin = TIGHT if self.layout.dense else MARGIN
        needed = [widest_line(one) + BESIDE for one in labels.values()]
        wide = max([NARROWEST, self._head(items), *(min(widest, one) for one in needed)])
        return {
            id_: Box(
                id=id_,
                x=0,
                y=0,
                width=round(wide, 1),
                height=round(
                    max(height(one) + 2 * margin - 3, _room_for(self.lines.get(id_, 0))), 1
                ),
                labels=one,
            )
            for id_, one in labels.items()
        }

    def _head(self, items: Sequence[Item]) -> float:
        """Return how wide boxes are at least for the head of their column, on one line."""
        title = self.diagram.columns[items[0].column]
        texts = (in_language(title, one) for one in self.languages)
        return max(width(text, HEADING_SIZE, bold=True) for text in texts) - 2 * BAND

    def _label(self, item: Item, widest: float) -> Labels:
        notes, numbers = self.below[item.id]
        return label(item.names, notes, self.languages, widest - BESIDE, cited=numbers)

    def _least(self, item: Item) -> float:
        """Return how wide a box is at least that breaks no word."""
        notes, numbers = self.below[item.id]
        return ceil(longest(item.names, notes, self.languages, cited=numbers)) + BESIDE


def _below(item: Item, sources: Sequence[Source], layout: Layout) -> tuple[tuple[Names, ...], str]:
    """Return the notes that stand under the name of an item, and the numbers of its sources."""
    notes = (joined(item.notes),) if layout.dense and item.notes else item.notes
    return notes, cited(item.facts, sources if layout.numbered else ())


def _lines_at(links: Iterable[Link], column_of: Mapping[str, int]) -> Counter[str]:
    """Return how many lines meet the busier side of each item."""
    sides: Counter[tuple[str, bool]] = Counter()
    for link in links:
        for end, other in ((link.from_, link.to), (link.to, link.from_)):
            sides[end, column_of[other] >= column_of[end]] += 1
    found: Counter[str] = Counter()
    for (item, _), many in sides.items():
        found[item] = max(found[item], many)
    return found


def _room_for(lines: int) -> float:
    return min(HIGHEST_FOR_LINES, 2 * CORNER + PORT * (lines - 1))
