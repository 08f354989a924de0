"""Give everything in a picture its place."""

from __future__ import annotations

from collections.abc import Sequence

from sco_graph.drawing.layout import USUAL, Layout, folded
from sco_graph.drawing.picture import Diagram, Matrix, Picture, Timeline
from sco_graph.drawing.placed import Placed, PlacedDiagram
from sco_graph.drawing.words import ENGLISH


def place(
    picture: Picture, languages: Sequence[str] = (ENGLISH,), layout: Layout = USUAL
) -> Placed:
    """Return a picture's places, with room for its labels in these languages.

    What is drawn in several languages, one at a time, stands at the same place in all of them.
    """
    match picture:
        case Diagram():
            return _diagram(picture, languages, layout)
        case Matrix():
            from sco_graph.drawing.grid import place_matrix

            return place_matrix(picture, languages)
        case Timeline():
            from sco_graph.drawing.lanes import place_timeline

            return place_timeline(picture, languages)


def _diagram(diagram: Diagram, languages: Sequence[str], layout: Layout) -> PlacedDiagram:
    from sco_graph.drawing.columns import place_columns
    from sco_graph.drawing.ring import place_ring

    columns = {item.column for item in diagram.items}
    if not columns:
        return PlacedDiagram(width=0, height=0, columns=(), boxes=(), routes=())
    if len(columns) == 1 and len(diagram.items) > 1 and diagram.links:
        return place_ring(diagram, languages, layout)
    return place_columns(folded(diagram) if layout.folded else diagram, languages, layout)
