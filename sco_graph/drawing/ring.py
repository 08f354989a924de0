"""A diagram of things of one kind: two columns that face each other, the lines between them.

The inner ends of the boxes lie on a curve that bends outwards, so that a straight line between any
two of them touches no other box. Things that are tied to each other stand near each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sco_graph.drawing.boxes import sized
from sco_graph.drawing.columns import BETWEEN_BOXES, EDGE, HEAD
from sco_graph.drawing.layout import USUAL, Layout
from sco_graph.drawing.picture import Diagram, Link
from sco_graph.drawing.placed import Box, Column, PlacedDiagram, Point, Route

LEAST_ROOM = 300.0
"""The least distance of the two columns."""
ROOM, BEND = 1.2, 0.12
"""Of the height of a column: their distance, and how far the curve bends.

With so much room every line across is flatter than the curve is anywhere.
"""


def place_ring(diagram: Diagram, languages: Sequence[str], layout: Layout = USUAL) -> PlacedDiagram:
    """Return the boxes and lines of a diagram that has one column."""
    names = [item.id for item in diagram.items]
    # All lines meet a box at one point, so it needs no height for them.
    own = Layout(numbered=layout.numbered)
    boxes = sized(replace(diagram, links=()), dict.fromkeys(names, 0), languages, own)
    order = _order(diagram)
    half = (len(order) + 1) // 2
    # Round the ring: down on the left, up on the right.
    sides = order[:half], order[half:][::-1]
    tall = max(_height(side, boxes) for side in sides)
    bend = round(max(24.0, tall * BEND), 1)
    wide = max(box.width for box in boxes.values())
    room = max(LEAST_ROOM, tall * ROOM)
    placed: dict[str, Box] = {}
    for number, side in enumerate(sides):
        left = EDGE + bend if number == 0 else EDGE + bend + wide + room
        placed.update(_side(side, boxes, tall, bend if number else -bend, left))
    width = 2 * (EDGE + bend) + 2 * wide + room
    return PlacedDiagram(
        width=round(width, 1),
        height=round(HEAD + EDGE + tall + EDGE, 1),
        columns=(
            Column(
                title=diagram.columns[diagram.items[0].column],
                left=EDGE,
                right=round(width - EDGE, 1),
            ),
        ),
        boxes=tuple(placed[item.id] for item in diagram.items),
        routes=tuple(_route(link, placed, set(sides[0])) for link in diagram.links),
    )


def _height(side: Sequence[str], boxes: Mapping[str, Box]) -> float:
    return sum(boxes[one].height + BETWEEN_BOXES for one in side) - BETWEEN_BOXES


def _side(
    side: Sequence[str], boxes: Mapping[str, Box], tall: float, bend: float, left: float
) -> dict[str, Box]:
    """Return the boxes of a side, those in its middle moved outwards by the bend."""
    top = HEAD + EDGE + (tall - _height(side, boxes)) / 2
    found = {}
    for one in side:
        box = boxes[one]
        middle = (top + box.height / 2 - HEAD - EDGE) / tall * 2 - 1
        found[one] = Box(
            id=one,
            x=round(left + bend * (1 - middle * middle), 1),
            y=round(top, 1),
            width=box.width,
            height=box.height,
            labels=box.labels,
        )
        top += box.height + BETWEEN_BOXES
    return found


def _order(diagram: Diagram) -> list[str]:
    """Return the items round the ring: next is the one that is tied most to those before it."""
    ties: dict[str, dict[str, int]] = defaultdict(dict)
    for link in diagram.links:
        ties[link.from_][link.to] = ties[link.to][link.from_] = link.weight
    waiting = [item.id for item in diagram.items]
    found: list[str] = []
    pull = dict.fromkeys(waiting, 0.0)
    total = {one: sum(ties[one].values()) for one in waiting}
    while waiting:
        best = max(waiting, key=lambda one: (pull[one], total[one]))
        waiting.remove(best)
        found.append(best)
        pull = {one: pull[one] * 0.7 + ties[best].get(one, 0) for one in waiting}
    return found


def _route(link: Link, boxes: Mapping[str, Box], left: set[str]) -> Route:
    """Return the line of a link: straight across, or a bow between two of one side."""
    one, other = link.from_ in left, link.to in left
    start, end = _inner_end(boxes[link.from_], left), _inner_end(boxes[link.to], left)
    between = _straight(start, end) if one != other else _bow(start, end, inwards=1 if one else -1)
    points = (start, *between, end)
    return Route(id=link.id, points=tuple((round(x, 1), round(y, 1)) for x, y in points))


def _straight(start: Point, end: Point) -> tuple[Point, Point]:
    dx, dy = (end[0] - start[0]) / 3, (end[1] - start[1]) / 3
    return (start[0] + dx, start[1] + dy), (end[0] - dx, end[1] - dy)


def _bow(start: Point, end: Point, *, inwards: int) -> tuple[Point, Point]:
    dy = end[1] - start[1]
    deep = min(LEAST_ROOM / 2, 24 + abs(dy) * 0.35) * inwards
    return (start[0] + deep, start[1] + dy * 0.15), (end[0] + deep, end[1] - dy * 0.15)


def _inner_end(box: Box, left: set[str]) -> Point:
    return (box.right if box.id in left else box.x), box.y + box.height / 2
