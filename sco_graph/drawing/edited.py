"""A picture as its edits have it, the same for every format."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from sco_graph.drawing.detours import rerouted
from sco_graph.drawing.edits import NO_EDITS, Edits
from sco_graph.drawing.picture import (
    Diagram,
    Head,
    Heading,
    Item,
    Link,
    Matrix,
    Names,
    Picture,
    Span,
    Timeline,
    named_things,
)
from sco_graph.drawing.placed import Box, Placed, PlacedDiagram
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import ENGLISH, plain
from sco_graph.errors import Problem, RecordsError, hint
from sco_graph.near import near

Named = TypeVar("Named", Item, Heading)
Parts: TypeAlias = tuple[str, ...]
TAKES: Mapping[type, Parts] = {
    Item: ("hide", "highlight", "rename", "note", "move"),
    Link: ("hide", "highlight", "rename"),
    Heading: ("hide", "rename", "note"),
    Span: ("hide", "rename"),
}
"""The parts of edits that may name a box, a line, the head of a row, column or lane, and a bar."""


def edited(picture: Picture, edits: Edits) -> Picture:
    """Return a picture with its edits, but for what is moved.

    Raises:
        RecordsError: An edit is of something that the picture does not show.
    """
    if edits == NO_EDITS:
        return picture
    _refuse_unknown(picture, edits)
    head = picture.head if edits.title is None else replace(picture.head, title=plain(edits.title))
    match picture:
        case Diagram():
            return _diagram(replace(picture, head=head), edits)
        case Matrix():
            return _matrix(replace(picture, head=head), edits)
        case Timeline():
            return _timeline(replace(picture, head=head), edits)


def _explaining(head: Head, used: Collection[str]) -> Head:
    """Return a head whose legend explains only what is left."""
    return replace(head, legend=tuple(entry for entry in head.legend if entry.id in used))


def _why_empty(left: Collection[object], before: Names | None) -> Names | None:
    return before if left or before else sentence("everything is hidden by the edits")


def _shown(picture: Picture) -> Mapping[str, Parts]:
    """Return the ids of what a picture shows, each with the parts of edits that may name it."""
    return {one.id: TAKES[type(one)] for one in named_things(picture)}


def _refuse_unknown(picture: Picture, edits: Edits) -> None:
    known = _shown(picture)
    problems = [
        Problem(file=file, line=line, column=column, message=_refusal(part, id_, known))
        for (part, id_), (file, line, column) in edits.where.items()
        if part not in known.get(id_, ())
    ]
    if problems:
        raise RecordsError(tuple(sorted(problems)))


def _refusal(part: str, id_: str, known: Mapping[str, Parts]) -> str:
    if id_ not in known:
        return f"the picture shows no {id_!r}{hint(near(id_, sorted(known)))}"
    return f"{part!r} does nothing to {id_!r} in this picture; it takes {', '.join(known[id_])}"


def _named(thing: Named, edits: Edits) -> Named:
    """Return a thing with its new name and its note."""
    notes = (*thing.notes, edits.note[thing.id]) if thing.id in edits.note else thing.notes
    return replace(thing, names=edits.rename.get(thing.id, thing.names), notes=notes)


def _diagram(diagram: Diagram, edits: Edits) -> Diagram:
    items = tuple(
        replace(_named(item, edits), highlighted=item.id in edits.highlight)
        for item in diagram.items
        if item.id not in edits.hide
    )
    left = {item.id for item in items}
    links = tuple(
        replace(
            link,
            names=edits.rename.get(link.id, link.names),
            highlighted=link.id in edits.highlight,
        )
        for link in diagram.links
        if link.id not in edits.hide and {link.from_, link.to} <= left
    )
    used = {item.kind for item in items} | {link.family for link in links}
    used |= {item.manner for item in items} | {link.manner for link in links}
    return replace(
        diagram,
        head=_explaining(diagram.head, used),
        items=items,
        links=links,
        why_empty=_why_empty(items, diagram.why_empty),
    )


def _matrix(matrix: Matrix, edits: Edits) -> Matrix:
    cells = tuple(c for c in matrix.cells if not {c.row, c.column} & edits.hide)
    used: set[str] = {cell.mark for cell in cells} | {cell.manner for cell in cells}
    used |= {one[ENGLISH] for cell in cells for one in (cell.names, *cell.notes)}
    rows = (_named(one, edits) for one in matrix.rows if one.id not in edits.hide)
    columns = (_named(one, edits) for one in matrix.columns if one.id not in edits.hide)
    return replace(
        matrix,
        head=_explaining(matrix.head, used),
        rows=tuple(rows) if cells else (),
        columns=tuple(columns) if cells else (),
        cells=cells,
        why_empty=_why_empty(cells, matrix.why_empty),
    )


def _timeline(timeline: Timeline, edits: Edits) -> Timeline:
    spans = tuple(
        _span(one, edits.rename) for one in timeline.spans if not {one.id, one.lane} & edits.hide
    )
    lanes = tuple(_named(one, edits) for one in timeline.lanes if one.id not in edits.hide)
    used = {span.family for span in spans} | {span.manner for span in spans}
    return replace(
        timeline,
        head=_explaining(timeline.head, used),
        lanes=lanes if spans else (),
        spans=spans,
        why_empty=_why_empty(spans, timeline.why_empty),
    )


def _span(span: Span, names: Mapping[str, Mapping[str, str]]) -> Span:
    return replace(span, names=names.get(span.id, span.names))


# --- what is moved ---


def moved(picture: Picture, placed: Placed, edits: Edits) -> Placed:
    """Return the places with what is moved at its new one, its links and those in its way too."""
    if not (edits.move and isinstance(placed, PlacedDiagram) and isinstance(picture, Diagram)):
        return placed
    boxes = tuple(
        _at(box, *edits.move[box.id]) if box.id in edits.move else box for box in placed.boxes
    )
    routes = rerouted(picture.links, boxes, placed.routes, edits.move.keys())
    corners = [*((b.right, b.bottom) for b in boxes), *(p for r in routes for p in r.points)]
    return replace(
        placed,
        boxes=boxes,
        routes=routes,
        width=max([placed.width, *(x + 16 for x, _ in corners)]),
        height=max([placed.height, *(y + 16 for _, y in corners)]),
    )


def _at(box: Box, x: float, y: float) -> Box:
    return replace(box, x=round(max(0.0, x), 1), y=round(max(0.0, y), 1))
