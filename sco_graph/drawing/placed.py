"""Where each thing of a picture stands, as plain values: boxes, routes, columns, bars, in pixels.

The origin is the upper left corner, y grows downwards. What is placed is the drawing alone: title,
legend and sources are set around it by each format. Nothing here knows how a thing is painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sco_graph.drawing.picture import Names

Point: TypeAlias = tuple[float, float]

NAME_SIZE, NOTE_SIZE, HEADING_SIZE = 13.0, 11.5, 13.0
"""Heights of letters in px: of names, of notes under them, and of the heads of columns."""
BORDER = 28.0
"""Between a sheet's edge and what stands on it."""
LINE = 1.3
"""The height of a line, in heights of its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of a label, already wrapped; a note is smaller and stands under the name."""

    text: str
    note: bool = False

    @property
    def size(self) -> float:
        """The height of its letters."""
        return NOTE_SIZE if self.note else NAME_SIZE


Labels: TypeAlias = Mapping[str, tuple[TextLine, ...]]
"""The lines of a label by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box by the id of what it shows; x and y are its upper left corner.

    It is as large as its label needs in the language that needs most.
    """

    id: str
    x: float
    y: float
    width: float
    height: float
    labels: Labels

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The line of a link: cubic Bézier segments in a row, which touch no box but its two ends.

    The first point is the start; each three that follow are two control points and the end of one
    segment. A straight part is a segment too.
    """

    id: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column that has boxes, and where the column begins and ends."""

    title: Names
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDiagram:
    """A diagram: its boxes and routes are in the order of its items and links."""

    width: float
    height: float
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMatrix:
    """A matrix: boxes for the heads of its rows and columns, and for its cells, in its order.

    The text in the head of a turned column runs upwards.
    """

    width: float
    height: float
    rows: tuple[Box, ...]
    columns: tuple[Box, ...]
    cells: tuple[Box, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of a timeline, from its earliest to its latest day; certain is what lies between.

    Where nothing is certain, that is None. An open end is one that no source tells.
    Its label begins, with its upper left corner, at a point of its own above the bar.
    """

    id: str
    x: float
    y: float
    width: float
    height: float
    certain: tuple[float, float] | None
    open_left: bool
    open_right: bool
    label_at: Point
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across a timeline, where a year begins; not every one has a text."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTimeline:
    """A timeline: a box for the head of each lane, bars in the order of its spans, and the years.

    `bands` has the top and the height of each lane, `axis` where the bars' part begins and ends.
    """

    width: float
    height: float
    lanes: tuple[Box, ...]
    bands: tuple[tuple[float, float], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis: tuple[float, float]


Placed: TypeAlias = PlacedDiagram | PlacedMatrix | PlacedTimeline
