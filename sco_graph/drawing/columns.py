"""A diagram in columns: boxes one above the other, and each link routed around those between.

A link to the next column runs through the gutter between the two. A longer one has a waypoint in
each column between, where it passes straight through a gap that is kept free for it; links of one
family that lead to or from the same item share their waypoints. So no line touches a box that is
not its own. Items are sorted so that few lines cross, except where a column has an order of its
own, and stand as near to the height of their neighbours as those above and below allow.

The layered layouts of igraph and of Graphviz know neither columns with an order that holds nor
boxes of their own heights, and so leave the greater part of this to do.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from sco_graph.drawing.boxes import CORNER, PORT, sized
from sco_graph.drawing.layout import USUAL, Layout
from sco_graph.drawing.picture import Diagram, Link
from sco_graph.drawing.placed import Box, Column, PlacedDiagram, Point, Route

BETWEEN_BOXES, BESIDE_WAY, BETWEEN_WAYS = 14.0, 10.0, 6.0
DENSE = 4.0
"""Between boxes that stand close."""
HEAD = 40.0
"""The height of the row of column heads."""
EDGE = 16.0
"""Between a column's boxes and its band, and between the drawing and its border."""
GUTTERS, DENSE_GUTTERS = (56.0, 150.0), (28.0, 54.0)
"""The least and the greatest width of a gutter."""
PER_LINE = 2.2
"""How much wider a gutter is for each line in it."""
SWEEPS = 12
SWITCHINGS, FEW = 20, 300
"""How often neighbours may change places, where there are few enough items for that to be seen."""
SETTLINGS = 24


class Way(NamedTuple):
    """A waypoint: the item and the family of the links that share it, and to which side they go."""

    item: str
    family: str
    rightwards: bool
    column: int


Node: TypeAlias = str | Way
Pull: TypeAlias = tuple[tuple[tuple[Node, int], ...], int]
"""The nodes beside a node, each with how much it pulls, and how much all do."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A link as it runs from left to right: from an item through waypoints to an item."""

    link: Link
    nodes: tuple[Node, ...]

    @property
    def turned(self) -> bool:
        """Whether it runs against the direction of its link."""
        return self.nodes[0] != self.link.from_


def place_columns(
    diagram: Diagram, languages: Sequence[str], layout: Layout = USUAL
) -> PlacedDiagram:
    """Return a diagram's boxes and routes."""
    return _Columns(diagram, languages, layout).placed()


class _Columns:
    def __init__(self, diagram: Diagram, languages: Sequence[str], layout: Layout) -> None:
        self.gutters = DENSE_GUTTERS if layout.dense else GUTTERS
        self.dense = layout.dense
        self.edge = EDGE / 2 if layout.dense else EDGE
        self.between = DENSE if layout.dense else BETWEEN_BOXES
        self.diagram = diagram
        used = sorted({item.column for item in diagram.items})
        self.titles = [diagram.columns[column] for column in used]
        self.column_of = {item.id: used.index(item.column) for item in diagram.items}
        self.ordered = {used.index(column) for column in diagram.ordered if column in used}
        self.boxes = sized(diagram, self.column_of, languages, layout)
        self.chains = _chains(diagram.links, self.column_of)
        self.inner = [link for link in diagram.links if self._is_inner(link)]
        self.order = self._first_order()
        self.left, self.right = _neighbours(self.chains)
        self.lines = self._lines()

    def _is_inner(self, link: Link) -> bool:
        return self.column_of[link.from_] == self.column_of[link.to]

    def _column(self, node: Node) -> int:
        return self.column_of[node] if isinstance(node, str) else node.column

    def _lines(self) -> list[list[tuple[Node, Node]]]:
        """Return the lines through the gutter to the right of each column, each once."""
        found: list[dict[tuple[Node, Node], None]] = [{} for _ in self.titles]
        for chain in self.chains:
            for line in pairwise(chain.nodes):
                found[self._column(line[0])][line] = None
        return list(map(list, found))

    def placed(self) -> PlacedDiagram:
        """Return what is placed, in round figures."""
        self._sort()
        y = self._settled()
        lefts = self._lefts()
        boxes = {id_: self._box(id_, y[id_], lefts) for id_ in self.boxes}
        top = min((box.y for box in boxes.values()), default=0.0)
        ways = [y[node] for column in self.order for node in column if isinstance(node, Way)]
        lift = HEAD + self.edge - min([top, *ways])
        boxes = {id_: _moved(box, lift) for id_, box in boxes.items()}
        bottom = max([*(box.bottom for box in boxes.values()), *(way + lift for way in ways)])
        routes = _Routes(boxes, self, {node: one + lift for node, one in y.items()}, lefts)
        return PlacedDiagram(
            width=round(lefts[-1][1] + self.edge + self._room_at_the_right(), 1),
            height=round(bottom + self.edge, 1),
            columns=tuple(
                Column(title=title, left=round(left, 1), right=round(right, 1))
                for title, (left, right) in zip(self.titles, lefts, strict=True)
            ),
            boxes=tuple(boxes[item.id] for item in self.diagram.items),
            routes=tuple(routes.route(link) for link in self.diagram.links),
        )

    def _box(self, id_: str, middle: float, lefts: Sequence[tuple[float, float]]) -> Box:
        sized = self.boxes[id_]
        return Box(
            id=id_,
            x=round(lefts[self.column_of[id_]][0], 1),
            y=round(middle - sized.height / 2, 1),
            width=sized.width,
            height=sized.height,
            labels=sized.labels,
        )

    # --- from left to right ---

    def _lefts(self) -> list[tuple[float, float]]:
        """Return where the boxes of each column begin and end."""
        widths = [0.0] * len(self.titles)
        for id_, box in self.boxes.items():
            widths[self.column_of[id_]] = max(widths[self.column_of[id_]], box.width)
        found, x = [], self.edge * 2
        for column, wide in enumerate(widths):
            found.append((x, x + wide))
            x += wide + self.gutter(column)
        return found

    def gutter(self, column: int) -> float:
        """Return the width of the gutter to the right of a column."""
        least, most = self.gutters
        return min(most, least + PER_LINE * len(self.lines[column]))

    def _room_at_the_right(self) -> float:
        last = len(self.titles) - 1
        return (
            GUTTERS[0] if any(self.column_of[link.to] == last for link in self.inner) else self.edge
        )

    # --- who stands above whom ---

    def _first_order(self) -> list[list[Node]]:
        found: list[list[Node]] = [[] for _ in self.titles]
        for item in self.diagram.items:
            found[self.column_of[item.id]].append(item.id)
        ways = dict.fromkeys(n for c in self.chains for n in c.nodes if isinstance(n, Way))
        for way in ways:
            found[way.column].append(way)
        return found

    def _sort(self) -> None:
        """Sort every column, so that fewest lines cross."""
        best, least = [list(column) for column in self.order], self._crossings()
        place = {node: at for column in self.order for node, at in _places(column)}
        for sweep in range(SWEEPS):
            if not least:
                break
            forth = sweep % 2 == 0
            columns = range(len(self.order)) if forth else reversed(range(len(self.order)))
            for column in columns:
                self._sort_column(column, self.left if forth else self.right, place)
            if (crossings := self._crossings()) < least:
                best, least = [list(column) for column in self.order], crossings
        self.order = best
        for _ in range(SWITCHINGS if len(self.boxes) <= FEW else 0):
            switched = [self._switch(column) for column in range(len(self.order))]
            if not any(switched):
                break

    def _switch(self, column: int) -> bool:
        """Let neighbours in a column change places where fewer lines cross then; tell if any did.

        In a column with an order of its own two items never do.
        """
        place = {node: n for nodes in self.order for n, node in enumerate(nodes)}
        nodes, switched = self.order[column], False
        for n, (one, other) in enumerate(pairwise(list(nodes))):
            one = nodes[n]  # noqa: PLW2901  # it may have come down from above
            if column in self.ordered and isinstance(one, str) and isinstance(other, str):
                continue
            now, then = self._crossing_of(one, other, place), self._crossing_of(other, one, place)
            if then < now:
                nodes[n], nodes[n + 1] = other, one
                switched = True
        return switched

    def _crossing_of(self, above: Node, below: Node, place: Mapping[Node, int]) -> int:
        """Return how many lines of two nodes cross, the one above the other."""
        return sum(
            place[a] > place[b]
            for beside in (self.left, self.right)
            for a in beside.get(above, ())
            for b in beside.get(below, ())
        )

    def _sort_column(
        self, column: int, beside: Mapping[Node, Sequence[Node]], place: dict[Node, float]
    ) -> None:
        """Sort a column by the places of what is beside its nodes, and keep theirs."""
        nodes = self.order[column]

        def wish(node: Node) -> float:
            others = beside.get(node)
            return sum([place[n] for n in others]) / len(others) if others else place[node]

        found = sorted(nodes, key=lambda node: (wish(node), place[node]))
        if column in self.ordered:
            items = iter([node for node in nodes if isinstance(node, str)])
            found = [node if isinstance(node, Way) else next(items) for node in found]
        self.order[column] = found
        place.update(_places(found))

    def _crossings(self) -> int:
        place = {node: n for column in self.order for n, node in enumerate(column)}
        return sum(
            _inversions(sorted([(place[one], place[other]) for one, other in lines]))
            for lines in self.lines
        )

    # --- from top to bottom ---

    def _settled(self) -> dict[Node, float]:
        """Return the height of the middle of every node."""
        y: dict[Node, float] = {}
        pulls = {node: self._pull(node) for column in self.order for node in column}
        offsets = {column[0]: self._offsets(column) for column in self.order}
        for column in self.order:
            below = offsets[column[0]]
            y.update({n: at - below[-1] / 2 for n, at in zip(column, below, strict=True)})
        for number in range(SETTLINGS):
            columns = self.order if number % 2 == 0 else self.order[::-1]
            for column in columns:
                wishes = [_wish(node, pulls[node], y) for node in column]
                y.update(zip(column, _spread(wishes, offsets[column[0]]), strict=True))
        return self._held_in(y, offsets) if self.dense else y

    def _held_in(
        self, y: Mapping[Node, float], offsets: Mapping[Node, Sequence[float]]
    ) -> dict[Node, float]:
        """Return heights at which all columns lie beside the highest one, and gaps are kept."""
        whole = {c[0]: offsets[c[0]][-1] + self._half(c[0]) + self._half(c[-1]) for c in self.order}
        highest = max(self.order, key=lambda column: whole[column[0]])
        tall = whole[highest[0]]
        top = (
            y[highest[0]] - self._half(highest[0]) + y[highest[-1]] + self._half(highest[-1]) - tall
        ) / 2
        found = {}
        for column in self.order:
            below = offsets[column[0]]
            first, last = top + self._half(column[0]), top + tall - self._half(column[-1])
            for node, offset in zip(column, below, strict=True):
                found[node] = min(max(y[node], first + offset), last - below[-1] + offset)
        return found

    def _pull(self, node: Node) -> Pull:
        """Return the nodes beside a node by how much they pull: waypoints are to lie straight."""
        found: Counter[Node] = Counter()
        for other in (*self.left.get(node, ()), *self.right.get(node, ())):
            found[other] += 4 if isinstance(node, Way) and isinstance(other, Way) else 1
        return tuple(found.items()), found.total()

    def _offsets(self, column: Sequence[Node]) -> list[float]:
        """Return how far below the first each node is at least."""
        found, at = [], 0.0
        for above, node in zip([None, *column], column, strict=False):
            if above is not None:
                at += self._half(above) + self._gap(above, node) + self._half(node)
            found.append(at)
        return found

    def _gap(self, above: Node, below: Node) -> float:
        ways = isinstance(above, Way) + isinstance(below, Way)
        return (self.between, BESIDE_WAY, BETWEEN_WAYS)[ways]

    def _half(self, node: Node) -> float:
        return self.boxes[node].height / 2 if isinstance(node, str) else 0.0


def _places(column: Sequence[Node]) -> Iterator[tuple[Node, float]]:
    """Yield how far down each node of a column is, from 0 to 1."""
    for number, node in enumerate(column):
        yield node, (number + 0.5) / len(column)


def _wish(node: Node, pull: Pull, y: Mapping[Node, float]) -> tuple[float, float]:
    """Return where a node is best, and how much that matters."""
    beside, total = pull
    if not total:
        return y[node], 0.05
    return sum([y[other] * weight for other, weight in beside]) / total, total


def _spread(wishes: Sequence[tuple[float, float]], offsets: Sequence[float]) -> list[float]:
    """Return heights as near to the wishes as the offsets allow, by pooling those that collide."""
    pools: list[tuple[float, float, int]] = []
    for (wish, weight), offset in zip(wishes, offsets, strict=True):
        mean, total, many = wish - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            above, heavy, count = pools.pop()
            mean = (mean * total + above * heavy) / (total + heavy)
            total, many = total + heavy, many + count
        pools.append((mean, total, many))
    means = [mean for mean, _, many in pools for _ in range(many)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _inversions(pairs: Iterable[tuple[int, int]]) -> int:
    """Return how many of some sorted lines cross."""
    seen: list[int] = []
    crossings = 0
    for _, to in pairs:
        crossings += len(seen) - bisect_right(seen, to)
        insort(seen, to)
    return crossings


def _moved(box: Box, down: float) -> Box:
    return replace(box, y=round(box.y + down, 1))


# --- chains ---


def _chains(links: Iterable[Link], column_of: Mapping[str, int]) -> list[Chain]:
    """Return the links between columns with their waypoints."""
    long_, found = [], []
    for link in links:
        first, last = sorted((link.from_, link.to), key=lambda id_: column_of[id_])
        between = range(column_of[first] + 1, column_of[last])
        if column_of[first] != column_of[last]:
            long_.append((link, first, last, between))
    many = Counter((end, link.family) for link, *ends, between in long_ for end in ends if between)
    for link, first, last, between in long_:
        rightwards = many[first, link.family] >= many[last, link.family]
        hub = first if rightwards else last
        ways = (Way(hub, link.family, rightwards, column) for column in between)
        found.append(Chain(link, (first, *ways, last)))
    return found


def _neighbours(
    chains: Iterable[Chain],
) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
    """Return the nodes to the left and to the right of each node, by the lines between them."""
    left: dict[Node, list[Node]] = defaultdict(list)
    right: dict[Node, list[Node]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain.nodes):
            right[one].append(other)
            left[other].append(one)
    return left, right


# --- lines ---


class _Routes:
    """The lines between placed boxes: where each leaves and arrives, and how it gets there."""

    def __init__(
        self,
        boxes: Mapping[str, Box],
        columns: _Columns,
        y: Mapping[Node, float],
        lefts: Sequence[tuple[float, float]],
    ) -> None:
        self.boxes = boxes
        self.columns = columns
        self.y = y
        self.lefts = lefts
        self.chains = {chain.link.id: chain for chain in columns.chains}
        self.ports = self._ports()

    def _ports(self) -> dict[tuple[str, str], float]:
        """Return the height at which each link meets the box of an item."""
        sides: dict[tuple[str, bool], list[tuple[float, str]]] = defaultdict(list)
        for chain in self.chains.values():
            first, second, *_ = chain.nodes
            *_, before, last = chain.nodes
            sides[str(first), True].append((self.y[second], chain.link.id))
            sides[str(last), False].append((self.y[before], chain.link.id))
        for link in self.columns.inner:
            sides[link.from_, True].append((self.y[link.to], link.id))
            sides[link.to, True].append((self.y[link.from_], link.id))
        return {
            (item, id_): at
            for (item, _), lines in sides.items()
            for at, (_, id_) in zip(
                _along(self.boxes[item], len(lines)), sorted(lines), strict=True
            )
        }

    def route(self, link: Link) -> Route:
        """Return the line of a link, from where it starts."""
        chain = self.chains.get(link.id)
        points = self._inner(link) if chain is None else self._long(chain)
        if chain is not None and chain.turned:
            points = points[::-1]
        return Route(id=link.id, points=tuple((round(x, 1), round(y, 1)) for x, y in points))

    def _long(self, chain: Chain) -> list[Point]:
        first, *ways, last = chain.nodes
        points = [(self.boxes[str(first)].right, self.ports[str(first), chain.link.id])]
        for way in ways:
            left, right = self.lefts[way.column] if isinstance(way, Way) else (0.0, 0.0)
            points += _bend(points[-1], (left, self.y[way]))
            points += _straight(points[-1], (right, self.y[way]))
        end = self.boxes[str(last)].x, self.ports[str(last), chain.link.id]
        return [*points, *_bend(points[-1], end)]

    def _inner(self, link: Link) -> list[Point]:
        """Return a bow through the gutter, from the right side of one box to that of another."""
        one, other = self.boxes[link.from_], self.boxes[link.to]
        start = one.right, self.ports[link.from_, link.id]
        end = other.right, self.ports[link.to, link.id]
        bow = min(GUTTERS[0] * 1.1, 20 + abs(start[1] - end[1]) * 0.15)
        return [start, (start[0] + bow, start[1]), (end[0] + bow, end[1]), end]


def _along(box: Box, many: int) -> list[float]:
    """Return the heights at which so many lines meet a side of a box."""
    room = max(0.0, box.height - 2 * CORNER)
    step = min(PORT, room / (many - 1)) if many > 1 else 0.0
    middle = box.y + box.height / 2
    return [middle + (number - (many - 1) / 2) * step for number in range(many)]


def _bend(start: Point, end: Point) -> list[Point]:
    """Return a curve that leaves and arrives level, and so stays between the two."""
    middle = (start[0] + end[0]) / 2
    return [(middle, start[1]), (middle, end[1]), end]


def _straight(start: Point, end: Point) -> list[Point]:
    third = (end[0] - start[0]) / 3
    return [(start[0] + third, start[1]), (end[0] - third, end[1]), end]
