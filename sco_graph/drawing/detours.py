"""Lines around boxes that stand anywhere: the shortest way that touches no foreign box.

The way leads straight where nothing is between, else along the corners of what is.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import dist
from typing import TypeAlias

from sco_graph.drawing.picture import Link
from sco_graph.drawing.placed import Box, Point, Route

Leg: TypeAlias = tuple[Point, Point]
CLEARANCE = 8.0
"""Between a line and the boxes that it passes."""
TOUCH = 1e-6
"""The part of a line that lies in a box, from which on it counts."""
MOST_LEGS = 100_000
"""How many legs are tried in vain before lines are led straight; that takes some two seconds."""
STEPS = 16
"""Into how many parts a curve is cut to see whether it touches a box."""


def rerouted(
    links: Sequence[Link],
    boxes: Sequence[Box],
    routes: Sequence[Route],
    moved: Collection[str],
) -> tuple[Route, ...]:
    """Return the lines, those of moved boxes and those that would touch one led anew.

    Where that would take minutes, as hundreds of boxes are in the way, the last ones run straight.
    """
    at = {box.id: box for box in boxes}
    in_the_way = [box for box in boxes if box.id in moved]
    found, tried = [], 0
    for link, route in zip(links, routes, strict=True):
        ends = {link.from_, link.to}
        if ends & set(moved) or any(
            box.id not in ends and _is_touched(box, route) for box in in_the_way
        ):
            others = [box for box in boxes if box.id not in ends]
            points, blocked = _way(at[link.from_], at[link.to], others, MOST_LEGS - tried)
            tried += blocked
            route = Route(id=route.id, points=tuple(_segments(points)))  # noqa: PLW2901
        found.append(route)
    return tuple(found)


def _is_touched(box: Box, route: Route) -> bool:
    points = list(_along(route))
    return any(_crosses(one, other, box) for one, other in pairwise(points))


def _along(route: Route) -> Iterator[Point]:
    for start in range(0, len(route.points) - 1, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = route.points[start : start + 4]
        for step in range(STEPS + 1):
            t = step / STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def _way(start: Box, end: Box, others: Sequence[Box], most: int) -> tuple[list[Point], int]:
    """Return the corners of the shortest way between two boxes, and how many legs were blocked.

    Corners are taken in only of the boxes that turn out to be in the way; where one box stands on
    another there may be no way, and then the line is straight, as it is beyond `most` legs.
    """
    blocking: dict[str, Box] = {}
    blocked: set[Leg] = set()
    while len(blocked) <= most:
        walls = [start, end, *blocking.values()]
        path = _shortest(list(_sides(start)), list(_sides(end)), walls, blocked)
        # Where two sides meet, the way has one point and no length.
        if path is None or len(path) == 1:
            break
        met = {
            box.id: box
            for box in others
            if box.id not in blocking and any(_crosses(a, b, box) for a, b in pairwise(path))
        }
        if not met:
            return path, len(blocked)
        blocking |= met
    return [start.middle, end.middle], len(blocked)


def _sides(box: Box) -> Iterator[Point]:
    x, y = box.middle
    yield from ((box.x, y), (box.right, y), (x, box.y), (x, box.bottom))


def _shortest(
    starts: Sequence[Point], ends: Sequence[Point], walls: Sequence[Box], blocked: set[Leg]
) -> list[Point] | None:
    """Return the shortest way from one of the starts to one of the ends, as A* finds it.

    Whether a leg is free is asked only when it is the next to be taken, as most never are. What
    turns out to be blocked is noted, since more walls do not clear it.
    """
    stops = [*ends, *(corner for box in walls for corner in _corners(box))]
    left = {one: min(dist(one, end) for end in ends) for one in (*starts, *stops)}
    before: dict[Point, Point] = {}
    waiting = [(left[one], 0.0, one, one) for one in starts]
    heapq.heapify(waiting)
    while waiting:
        _, length, at, last = heapq.heappop(waiting)
        if at in before:
            continue
        if _meets(last, at, walls):
            blocked.add((last, at))
            continue
        before[at] = last
        if at in ends:
            return _path(before, at)
        for to in stops:
            if to not in before and (at, to) not in blocked:
                way = length + dist(at, to)
                heapq.heappush(waiting, (way + left[to], way, to, at))
    return None


def _path(before: Mapping[Point, Point], end: Point) -> list[Point]:
    path = [end]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return path[::-1]


def _corners(box: Box) -> Iterator[Point]:
    for x in (box.x - CLEARANCE, box.right + CLEARANCE):
        for y in (box.y - CLEARANCE, box.bottom + CLEARANCE):
            yield round(x, 1), round(y, 1)


def _meets(one: Point, other: Point, walls: Sequence[Box]) -> bool:
    """Tell whether a straight line runs through one of the walls, of which most are far away."""
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
    return any(
        wall.x < right
        and wall.y < bottom
        and wall.x + wall.width > left
        and wall.y + wall.height > top
        and _crosses(one, other, wall)
        for wall in walls
    )


def _crosses(one: Point, other: Point, box: Box) -> bool:
    """Tell whether a straight line runs through the inside of a box."""
    first, last = 0.0, 1.0
    for axis, low, high in ((0, box.x, box.right), (1, box.y, box.bottom)):
        start, step = one[axis], other[axis] - one[axis]
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    return last - first > TOUCH


def _segments(points: Iterable[Point]) -> Iterator[Point]:
    """Yield the points of a route that is straight from point to point."""
    before: Point | None = None
    for x, y in points:
        if before is not None:
            bx, by = before
            for part in (1 / 3, 2 / 3):
                yield round(bx + (x - bx) * part, 1), round(by + (y - by) * part, 1)
        yield round(x, 1), round(y, 1)
        before = (x, y)
