"""The way of laying out a picture in which it is read best on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.layout import DENSE_WIDTHS, USUAL, WIDTHS, Layout
from sco_graph.drawing.page_size import COMFORTABLE, PageSize, letters
from sco_graph.drawing.picture import Diagram
from sco_graph.drawing.placed import Placed
from sco_graph.drawing.sheet import is_listed, sheet


def fitting(drawing: Drawing, page: PageSize) -> tuple[Placed, bool]:
    """Return the places of a drawing for a page, and whether its sources are to be brief.

    The first way is taken in which letters are as large as need be, else that of the largest.
    """
    best: tuple[float, Placed, bool] | None = None
    places: dict[Layout, Placed] = {}
    for layouts, brief in _ways(drawing):
        for layout in layouts:
            if layout not in places:
                places[layout] = drawing.placed(layout=layout)
            placed = places[layout]
            paper = sheet(drawing.picture, placed, drawing.language, brief=brief)
            points = letters(paper.width, paper.height, page)
            if best is None or points > best[0]:
                best = points, placed, brief
        if best is not None and best[0] >= COMFORTABLE:
            break
    if best is None:
        raise ValueError("there is always a way to lay out a picture")
    return best[1:]


def _ways(drawing: Drawing) -> Iterator[tuple[tuple[Layout, ...], bool]]:
    """Yield layouts that are equally welcome, and whether sources are brief; the best first."""
    # What was moved by hand was moved among boxes of the usual layout.
    if drawing.edits.move or not isinstance(drawing.picture, Diagram):
        yield (USUAL,), False
        yield (USUAL,), True
        return
    for dense, folded, brief in (
        (False, False, False),
        (False, False, True),
        (True, False, True),
        (False, True, True),
        (True, True, True),
    ):
        widths = DENSE_WIDTHS if dense else WIDTHS
        usual = Layout(dense=dense, folded=folded, numbered=not brief or is_listed(drawing.picture))
        yield tuple(replace(usual, widest=one) for one in widths), brief
