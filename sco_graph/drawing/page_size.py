"""The pages on which a picture can be set: A4, upright or across, and a slide."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from sco_graph.drawing.fewer import fewer
from sco_graph.drawing.picture import Picture
from sco_graph.drawing.placed import BORDER, NOTE_SIZE
from sco_graph.errors import UnknownName, WrongUse
from sco_graph.near import near

POINT, LARGEST = 25.4 / 72, 25.4 / 96 * 1.25
"""A typographic point in mm, and the most that a px of a sheet may be."""
COMFORTABLE = 6.5
"""From so many points on, letters need not be larger for a page."""
TRIM = BORDER - 4
"""What a page cuts off each side of a sheet, as it has a margin of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """A page in mm, with a margin; the smallest letters on it in points."""

    name: str
    sides: tuple[float, float]
    margin: float
    smallest: float
    turns: bool


PAGES = {
    "a4": PageSize(name="A4", sides=(297, 210), margin=8, smallest=5.5, turns=True),
    # As wide as the slides of usual programs, on which letters stand for a larger page.
    "slide": PageSize(name="16:9", sides=(338.7, 190.5), margin=6, smallest=5.5, turns=False),
}


def get_page(name: str) -> PageSize:
    """Return a page by its name.

    Raises:
        UnknownName: There is none.
    """
    if name not in PAGES:
        raise UnknownName("page", name, near(name, PAGES) or tuple(PAGES))
    return PAGES[name]


def fitted(
    width: float, height: float, page: PageSize | None, picture: Picture
) -> tuple[str, str, str]:
    """Return the width and height of a page, and the view box in which a picture's sheet lies.

    Raises:
        WrongUse: The sheet is so large that its letters could not be read; what would help is told.
    """
    if page is None:
        return f"{width:g}", f"{height:g}", f"0 0 {width:g} {height:g}"
    sides, scale = _best(width, height, page)
    points = letters(width, height, page)
    if points < page.smallest:
        raise WrongUse(
            f"on one {page.name} page the letters would be {floor(points * 100) / 100:.2f} points "
            f"high, and {page.smallest:g} can be read; {fewer(picture)}, or leave --page out"
        )
    wide, tall = sides[0] / scale, sides[1] / scale
    left, top = (width - wide) / 2, min((height - tall) / 2, TRIM - page.margin / scale)
    return f"{sides[0]:g}mm", f"{sides[1]:g}mm", f"{left:.1f} {top:.1f} {wide:.1f} {tall:.1f}"


def letters(width: float, height: float, page: PageSize) -> float:
    """Return the height of the smallest letters of a sheet on a page, in points."""
    return NOTE_SIZE * _best(width, height, page)[1] / POINT


def _best(width: float, height: float, page: PageSize) -> tuple[tuple[float, float], float]:
    """Return how a page is turned so that a sheet on it is largest, and the scale."""
    across, down = page.sides
    turned = [(across, down), *([(down, across)] if page.turns else [])]
    return max(
        ((sides, _scale(width, height, sides, page.margin)) for sides in turned),
        key=lambda found: found[1],
    )


def _scale(width: float, height: float, sides: tuple[float, float], margin: float) -> float:
    """Return how many mm a px of the sheet is, within the margins; small ones grow a little."""
    across, down = sides
    room = (across - 2 * margin) / (width - 2 * TRIM), (down - 2 * margin) / (height - 2 * TRIM)
    return min(*room, LARGEST)
