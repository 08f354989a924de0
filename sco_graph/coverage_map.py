"""The map of what the records hold: a row for each body, a column for each year, as SVG.

A cell has how many of the delegations expected that year have a named head, and is the darker the
greater the share; so it is read without colours too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sco_graph.coverage import BodyCoverage, Coverage, Held, is_without
from sco_graph.coverage_tables import by_year
from sco_graph.drawing.style import FONTS, LIGHT_PAPER, Paint
from sco_graph.xml_text import text as escaped
from sco_graph.xml_text import value as quoted

LABEL, CELL, ROW, HEAD, MARGIN = 236, 34, 26, 30, 12
SHARES = (
    (1.0, "all named", Paint("#0b5394", "#0b5394", "#ffffff")),
    (0.67, "two thirds or more", Paint("#5b9bd0", "#0b5394", "#16202c")),
    (0.34, "a third or more", Paint("#9cc3e6", "#0b5394", "#16202c")),
    (0.01, "fewer", Paint("#dcebf7", "#0b5394", "#16202c")),
    (0.0, "none named", Paint("#ffffff", "#0b5394", "#16202c")),
)
"""From which share of the delegations a cell has which look."""
NOT_HELD = "–"
TITLE = "Delegations with a named head, by body and year"


def coverage_map(found: Coverage) -> str:
    """Return the map of the bodies of which a meeting is known, as the text of an SVG file."""
    bodies = [body for body in found.bodies if body.meetings]
    known = [one.year for body in bodies for one in body.meetings if one.year is not None]
    years = range(min(known), max(known) + 1) if known else range(0)
    width = LABEL + CELL * max(len(years), 18) + 2 * MARGIN
    height = HEAD + ROW * (len(bodies) + 3) + 2 * MARGIN
    parts = [*_head(years), *(part for row in _rows(bodies, years) for part in row)]
    parts += _legend(HEAD + ROW * len(bodies) + 2 * MARGIN)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family={quoted(", ".join(FONTS))} '
        f'font-size="12" xml:lang="en" fill="{LIGHT_PAPER.ink}">\n<title>{TITLE}</title>\n'
        f'<rect width="{width}" height="{height}" fill="{LIGHT_PAPER.ground}"/>\n'
        f"{''.join(parts)}</svg>\n"
    )


def _head(years: Sequence[int]) -> Iterator[str]:
    for place, year in enumerate(years):
        yield _text(_left(place) + CELL / 2, MARGIN + HEAD - 10, str(year), size=11)


def _rows(bodies: Sequence[BodyCoverage], years: Sequence[int]) -> Iterator[Iterator[str]]:
    for place, body in enumerate(bodies):
        yield _row(body, years, MARGIN + HEAD + ROW * place)


def _row(body: BodyCoverage, years: Sequence[int], top: int) -> Iterator[str]:
    label = body.id.partition("/")[2]
    yield _text(MARGIN, top + ROW / 2 + 4, label, anchor="start", title=body.name)
    held = by_year(body)
    for place, year in enumerate(years):
        if meetings := held.get(year):
            yield _cell(_left(place), top, meetings)
        elif is_without(body, year):
            told = f"{year}: none, as the numbers of the meetings before and after show"
            yield _text(_left(place) + CELL / 2, top + ROW / 2 + 4, NOT_HELD, title=told)


def _cell(left: float, top: float, meetings: Sequence[Held]) -> str:
    named = sum(one.named for one in meetings)
    expected = sum(len(one.delegations) for one in meetings)
    paint = _paint(named / expected if expected else 0.0)
    told = "; ".join(f"{one.name}: {one.named} of {len(one.delegations)}" for one in meetings)
    words = f"{named}/{expected}"
    inside = _text(left + CELL / 2, top + ROW / 2 + 4, words, size=10, ink=paint.ink)
    return f"<g><title>{escaped(told)}</title>{_box(left, top, paint)}{inside}</g>\n"


def _paint(share: float) -> Paint:
    return next(paint for least, _, paint in SHARES if share >= least)


def _legend(top: int) -> Iterator[str]:
    words = "Named heads of delegations, of the members expected:"
    yield _text(MARGIN, top + 12, words, anchor="start", size=11)
    for place, (_, name, paint) in enumerate(SHARES):
        left = MARGIN + 170 * place
        yield _box(left, top + ROW, paint) + "\n"
        yield _text(left + CELL + 6, top + ROW * 1.5 + 4, name, anchor="start", size=11)
    rest = f"{NOT_HELD} no meeting, by the numbers of those before and after; blank: none known"
    yield _text(MARGIN, top + ROW * 2.6, rest, anchor="start", size=11)


def _left(place: int) -> int:
    return MARGIN + LABEL + CELL * place


def _box(left: float, top: float, paint: Paint) -> str:
    return (
        f'<rect x="{left + 1:g}" y="{top + 1:g}" width="{CELL - 2}" height="{ROW - 2}" '
        f'fill="{paint.fill}" stroke="{paint.stroke}" stroke-width="0.8"/>'
    )


def _text(  # noqa: PLR0913  # what a text of SVG has
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "middle",
    size: int = 12,
    ink: str = LIGHT_PAPER.ink,
    title: str = "",
) -> str:
    more = f"<title>{escaped(title)}</title>" if title else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}" fill="{ink}">'
        f"{more}{escaped(words)}</text>\n"
    )
