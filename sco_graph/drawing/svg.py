"""A placed picture as SVG: text as text, groups with ids and titles, nothing that runs or loads.

Looks are attributes of each element, since not every reader of SVG knows style sheets or markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sco_graph.drawing.labels import MARGIN, SIGN, in_language
from sco_graph.drawing.lettering import has_wide
from sco_graph.drawing.page_size import PageSize, fitted
from sco_graph.drawing.picture import (
    Cell,
    Diagram,
    Entry,
    Fact,
    Heading,
    Item,
    Link,
    Manner,
    Matrix,
    Names,
    Of,
    Picture,
    Span,
    Timeline,
)
from sco_graph.drawing.placed import (
    HEADING_SIZE,
    LINE,
    Bar,
    Box,
    Placed,
    PlacedDiagram,
    PlacedMatrix,
    PlacedTimeline,
    Point,
    Route,
    TextLine,
)
from sco_graph.drawing.sheet import SAMPLE, Sample, Sheet, Text, sheet
from sco_graph.drawing.style import (
    CHINESE_FONTS,
    DASHES,
    FONTS,
    LIGHT_PAPER,
    Tip,
    kind_look,
    line_look,
    mark_look,
)
from sco_graph.drawing.words import COLON, remarked
from sco_graph.xml_text import text as escaped
from sco_graph.xml_text import value as quoted

Attributes: TypeAlias = Mapping[str, str | float]
NOWHERE: Attributes = {}
HEADLINE = 26.0
"""How far below the top of a column the line of its head stands."""
WEIGHTS = 4.5
"""The greatest width that a line gains by its weight."""
FINE, THIN, BOLD = 0.8, 1.3, 3.2
"""Widths of edges: of cells, of boxes, and of what is highlighted."""
HIGHLIGHT = 2.2
HATCH = 7.0
TIP = 8.0
NO_NAME = re.compile(r"[^A-Za-z0-9._-]")
"""What is not in an id, as we write it."""


def svg(
    picture: Picture,
    placed: Placed,
    language: str = "en",
    page: PageSize | None = None,
    *,
    brief: bool = False,
) -> str:
    """Return a picture as the text of an SVG file, on a page of its own size or of a given one.

    Raises:
        WrongUse: On such a page it could not be read.
    """
    paper = sheet(picture, placed, language, brief=brief)
    width, height, frame = fitted(paper.width, paper.height, page, picture)
    body = "".join(_Painter(picture, placed, paper, language).parts())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="{frame}" role="img" font-family="{_fonts(FONTS)}" '
        f'xml:lang="{language}" fill="{LIGHT_PAPER.ink}">\n'
        f"<title>{escaped(in_language(picture.head.title, language))}</title>\n"
        f"<desc>{escaped(in_language(picture.head.subtitle, language))}</desc>\n{body}</svg>\n"
    )


def _element(name: str, attributes: Attributes, content: str = "") -> str:
    written = "".join([f" {key}={_value(one)}" for key, one in attributes.items()])
    return f"<{name}{written}>{content}</{name}>\n" if content else f"<{name}{written}/>\n"


def _value(value: str | float) -> str:
    return quoted(value) if isinstance(value, str) else f'"{_number(value)}"'


def _number(value: float) -> str:
    """Return a number as SVG has it, without needless zeros.

    >>> _number(12.50), _number(3.0)
    ('12.5', '3')
    """
    return f"{round(value, 2):g}"


def name_of(id_: str) -> str:
    """Return an id as XML allows it.

    >>> name_of("meeting/hgc-2025")
    'meeting..hgc-2025'
    """
    kept = NO_NAME.sub("_", id_.replace("/", "..").replace(" ", "--"))
    return kept if kept[:1].isalpha() else f"id-{kept}"


def told(fact: Fact, language: str) -> str:
    """Return what a title tells of a fact: what is said, with its sources."""
    cited = "; ".join(
        [f"[{one.number}]{f' {one.place}' if one.place else ''}" for one in fact.citations]
    )
    value = fact.value if fact.manner is Manner.STATED else remarked(fact.value, fact.manner)
    words = [in_language(one, language) for one in (fact.label, COLON, value)]
    return f"{''.join(words)} {cited}".rstrip()


class _Painter:
    def __init__(self, picture: Picture, placed: Placed, paper: Sheet, language: str) -> None:
        self.picture = picture
        self.placed = placed
        self.paper = paper
        self.language = language
        self._told: dict[Fact, str] = {}

    def parts(self) -> Iterator[str]:
        """Yield what the picture is made of, from the ground up."""
        yield _element(
            "rect",
            {
                "width": self.paper.width,
                "height": self.paper.height,
                "fill": LIGHT_PAPER.ground,
            },
        )
        x, y = self.paper.drawing_at
        drawing = "".join(self._drawing())
        if drawing:
            yield _element("g", {"id": "drawing", "transform": f"translate({x:g} {y:g})"}, drawing)
        samples = "".join(self._sample(one) for one in self.paper.samples)
        texts = "".join(map(_text, self.paper.texts))
        yield _element("g", {"id": "legend"}, samples) if samples else ""
        yield _element("g", {"id": "texts"}, texts)

    def _title(self, names: Names, facts: Iterable[Fact] = ()) -> str:
        """Return what is told of a thing to who points at it: its name, and each fact."""
        lines = [escaped(in_language(names, self.language))]
        for fact in facts:
            # One participation is told on the lines of all that it joins.
            if (text := self._told.get(fact)) is None:
                text = self._told[fact] = escaped(told(fact, self.language))
            lines.append(text)
        return _element("title", {}, "\n".join(lines))

    def _drawing(self) -> Iterator[str]:
        match self.picture, self.placed:
            case Diagram(), PlacedDiagram():
                yield from self._diagram(self.picture, self.placed)
            case Matrix(), PlacedMatrix():
                yield from self._matrix(self.picture, self.placed)
            case Timeline(), PlacedTimeline():
                yield from self._timeline(self.picture, self.placed)

    # --- diagrams ---

    def _diagram(self, diagram: Diagram, placed: PlacedDiagram) -> Iterator[str]:
        for column in placed.columns:
            title = in_language(column.title, self.language)
            yield _element(
                "rect",
                {
                    "x": column.left - 10,
                    "width": column.right - column.left + 20,
                    "height": placed.height,
                    "rx": 6,
                    "fill": LIGHT_PAPER.band,
                },
            )
            yield _element(
                "text",
                {
                    "x": (column.left + column.right) / 2,
                    "y": HEADLINE,
                    "font-size": HEADING_SIZE,
                    "font-weight": "bold",
                    "text-anchor": "middle",
                    **_family(title),
                },
                escaped(title),
            )
        heaviest = max((link.weight for link in diagram.links), default=1)
        for link, route in zip(diagram.links, placed.routes, strict=True):
            yield self._line(link, route, heaviest)
        for item, box in zip(diagram.items, placed.boxes, strict=True):
            yield self._item(item, box)

    def _line(self, link: Link, route: Route, heaviest: int) -> str:
        look = line_look(link.family)
        wide = look.width + (WEIGHTS * (link.weight - 1) / (heaviest - 1) if heaviest > 1 else 0)
        wide *= HIGHLIGHT if link.highlighted else 1
        data = _dashed(route) if DASHES[link.manner] else _path(route)
        return _element(
            "g",
            {"id": name_of(link.id)},
            self._title(link.names, link.facts)
            + _element("path", {"d": data, **_pen(look.light, wide, link.manner)})
            + _tip(look.tip, look.light, route),
        )

    def _item(self, item: Item, box: Box) -> str:
        look = kind_look(item.kind)
        edge = _edge(look.light.stroke, BOLD if item.highlighted else THIN, item.manner)
        return _element(
            "g",
            {"id": name_of(item.id)},
            self._title(item.names, item.facts)
            + _rect(box, look.light.fill, look.radius, edge)
            + _mark(look.mark, look.light.stroke, box.x + MARGIN, self._first_line(box))
            + self._label(box, box.x + MARGIN + SIGN, look.light.ink),
        )

    def _label(self, box: Box, x: float, ink: str, anchor: str = "start") -> str:
        lines = box.labels[self.language]
        tall = sum(line.size * LINE for line in lines)
        return _lines(lines, x, box.y + (box.height - tall) / 2, ink, anchor)

    # --- matrices ---

    def _matrix(self, matrix: Matrix, placed: PlacedMatrix) -> Iterator[str]:
        for heading, box in zip(matrix.columns, placed.columns, strict=True):
            yield self._turned(heading, box) if placed.turned else self._heading(heading, box)
        for heading, box in zip(matrix.rows, placed.rows, strict=True):
            yield self._heading(heading, box)
        for cell, box in zip(matrix.cells, placed.cells, strict=True):
            yield self._cell(cell, box)

    def _turned(self, heading: Heading, box: Box) -> str:
        """Return a head whose text runs upwards."""
        lying = replace(box, x=0.0, y=0.0, width=box.height, height=box.width)
        turn = f"translate({box.x:g} {box.bottom:g}) rotate(-90)"
        return self._heading(heading, lying, {"transform": turn})

    def _heading(self, heading: Heading, box: Box, where: Attributes = NOWHERE) -> str:
        look = kind_look(heading.kind)
        return _element(
            "g",
            {"id": name_of(heading.id), **where},
            self._title(heading.names)
            + _rect(box, LIGHT_PAPER.band, 0, _edge(LIGHT_PAPER.rule, FINE))
            + _mark(look.mark, look.light.stroke, box.x + MARGIN, self._first_line(box))
            + self._label(box, box.x + MARGIN + SIGN, LIGHT_PAPER.ink),
        )

    def _first_line(self, box: Box) -> float:
        lines = box.labels[self.language]
        return box.y + (box.height - sum(line.size * LINE for line in lines)) / 2 + 2.5

    def _cell(self, cell: Cell, box: Box) -> str:
        look = mark_look(cell.mark)
        middle = box.x + box.width / 2
        edge = {} if cell.mark == "not-stated" else _edge(look.light.stroke, FINE, cell.manner)
        inner = replace(box, x=box.x + 2, y=box.y + 2, width=box.width - 4, height=box.height - 4)
        return _element(
            "g",
            {"id": name_of(box.id)},
            self._title(cell.names, cell.facts)
            + _rect(box, LIGHT_PAPER.ground, 0, _edge(LIGHT_PAPER.rule, FINE))
            + _rect(inner, look.light.fill, 2, edge)
            + (_hatching(inner, look.light.stroke) if look.hatched else "")
            + self._label(box, middle, look.light.ink, "middle"),
        )

    # --- timelines ---

    def _timeline(self, timeline: Timeline, placed: PlacedTimeline) -> Iterator[str]:
        for number, (top, tall) in enumerate(placed.bands):
            yield _element(
                "rect",
                {
                    "y": top,
                    "width": placed.width,
                    "height": tall,
                    "fill": LIGHT_PAPER.ground if number % 2 else LIGHT_PAPER.band,
                },
            )
        for tick in placed.ticks:
            yield _element(
                "path",
                {
                    "d": f"M{tick.x:g} 20V{placed.height:g}",
                    "stroke": LIGHT_PAPER.rule,
                    "stroke-width": 1 if tick.text else 0.5,
                },
            )
            if tick.text:
                yield _text(Text(x=tick.x + 4, y=16, text=tick.text, size=12, muted=True))
        for heading, box in zip(timeline.lanes, placed.lanes, strict=True):
            look = kind_look(heading.kind)
            yield _element(
                "g",
                {"id": name_of(heading.id)},
                self._title(heading.names)
                + _mark(look.mark, look.light.stroke, box.x + MARGIN, self._first_line(box))
                + self._label(box, box.x + MARGIN + SIGN, LIGHT_PAPER.ink),
            )
        for span, bar in zip(timeline.spans, placed.bars, strict=True):
            yield self._span(span, bar)

    def _span(self, span: Span, bar: Bar) -> str:
        look = kind_look(span.family)
        whole = _bar_path(bar)
        parts = [
            self._title(span.names, span.facts),
            _element(
                "path",
                {
                    "d": whole,
                    "fill": look.light.fill,
                    **_edge(look.light.stroke, FINE, span.manner),
                },
            ),
        ]
        if bar.certain is not None:
            parts.append(
                _element(
                    "path",
                    {
                        "d": _bar_path(_certain_part(bar, *bar.certain)),
                        "fill": look.light.stroke,
                        "fill-opacity": 0.85 if span.manner is Manner.STATED else 0.5,
                        **_edge(look.light.stroke, THIN, span.manner),
                    },
                )
            )
        x, y = bar.label_at
        parts.append(_lines(bar.labels[self.language], x, y, LIGHT_PAPER.ink))
        return _element("g", {"id": name_of(span.id)}, "".join(parts))

    # --- the legend ---

    def _sample(self, sample: Sample) -> str:
        entry, x, y = sample.entry, sample.x, sample.y
        wide = SAMPLE[entry.of]
        box = Box(id="", x=x, y=y - 8, width=wide, height=16, labels={})
        match entry.of:
            case Of.KIND:
                return self._kind_sample(entry, box)
            case Of.FAMILY:
                look = line_look(entry.id)
                route = Route(id="", points=((x, y), (x + 9, y), (x + 28, y), (x + wide, y)))
                pen = _pen(look.light, look.width)
                return _element("path", {"d": _path(route), **pen}) + _tip(
                    look.tip, look.light, route
                )
            case Of.MANNER:
                pen = _pen(LIGHT_PAPER.ink, 1.6, Manner(entry.id))
                return _element("path", {"d": f"M{x:g} {y:g}h{wide:g}", **pen})
            case Of.CODE:
                return self._code(entry, x + wide / 2, y)
        look_ = mark_look(entry.id)
        sample_ = _rect(box, look_.light.fill, 2, _edge(look_.light.stroke, FINE)) + (
            _hatching(box, look_.light.stroke) if look_.hatched else ""
        )
        return sample_ + self._code(entry, x + wide / 2, y)

    def _code(self, entry: Entry, middle: float, y: float) -> str:
        """Return what stands in the cells that an entry explains."""
        if entry.code is None:
            return ""
        text = in_language(entry.code, self.language)
        return _lines([TextLine(text=text)], middle, y - 8.5, LIGHT_PAPER.ink, "middle")

    def _kind_sample(self, entry: Entry, box: Box) -> str:
        look = kind_look(entry.id)
        if isinstance(self.picture, Timeline):
            return _element(
                "rect",
                {
                    "x": box.x,
                    "y": box.y + 2,
                    "width": box.width,
                    "height": 12,
                    "fill": look.light.stroke,
                    "fill-opacity": 0.85,
                },
            )
        return _rect(
            box, look.light.fill, min(look.radius, 8), _edge(look.light.stroke, THIN)
        ) + _mark(look.mark, look.light.stroke, box.x + 3, box.y + 2)


# --- strokes ---


def _fonts(fonts: Iterable[str]) -> str:
    return ", ".join(f"'{font}'" if " " in font else font for font in fonts)


def _family(text: str) -> Attributes:
    """Return the fonts of a text in Chinese: they come first, as some readers try no second one."""
    return {"font-family": _fonts((*CHINESE_FONTS, *FONTS))} if has_wide(text) else {}


def _text(text: Text) -> str:
    attributes: dict[str, str | float] = {"x": text.x, "y": text.y, "font-size": text.size}
    attributes |= _family(text.text)
    if text.bold:
        attributes["font-weight"] = "bold"
    if text.muted:
        attributes["fill"] = LIGHT_PAPER.muted
    return _element("text", attributes, escaped(text.text))


def _lines(lines: Iterable[TextLine], x: float, top: float, ink: str, anchor: str = "start") -> str:
    parts = []
    for line in lines:
        tall = line.size * LINE
        attributes: dict[str, str | float] = {
            "x": x,
            "y": top + tall * 0.77,
            "font-size": line.size,
            "fill": ink if not line.note else LIGHT_PAPER.muted,
            **_family(line.text),
        }
        if anchor != "start":
            attributes["text-anchor"] = anchor
        parts.append(_element("text", attributes, escaped(line.text)))
        top += tall
    return "".join(parts)


def _rect(box: Box, fill: str, radius: float, pen: Attributes) -> str:
    return _element(
        "rect",
        {
            "x": box.x,
            "y": box.y,
            "width": box.width,
            "height": box.height,
            "rx": min(radius, box.height / 2),
            "fill": fill,
            **pen,
        },
    )


def _edge(colour: str, wide: float, manner: Manner = Manner.STATED) -> Attributes:
    """Return the attributes of the edge of what is filled."""
    return {key: one for key, one in _pen(colour, wide, manner).items() if key != "fill"}


def _pen(colour: str, wide: float, manner: Manner = Manner.STATED) -> Attributes:
    pen: dict[str, str | float] = {"fill": "none", "stroke": colour, "stroke-width": wide}
    if dashes := DASHES[manner]:
        pen["stroke-dasharray"] = " ".join(map(_number, dashes))
    return pen


def _mark(data: str, colour: str, x: float, y: float) -> str:
    attributes = {
        "d": data,
        "transform": f"translate({x:g} {y:g})",
        "fill": colour,
        "fill-rule": "evenodd",
    }
    return _element("path", attributes)


def _path(route: Route) -> str:
    return _at("M", route.points[0]) + "".join(_curve(bend[1:]) for bend in _bends(route))


def _dashed(route: Route) -> str:
    """Return a line whose dashes begin anew where it may meet others: at the end of every bend.

    Lines that run together from there on, or until there, so keep the same gaps open.
    """
    first, *others = _bends(route)
    return "".join(_at("M", bend[0]) + _curve(bend[1:]) for bend in (first[::-1], *others))


def _bends(route: Route) -> list[Sequence[Point]]:
    """Return the curves of a line, each from its start on."""
    return [route.points[n : n + 4] for n in range(0, len(route.points) - 1, 3)]


def _curve(points: Iterable[Point]) -> str:
    return "C" + " ".join([_at("", point) for point in points])


def _at(letter: str, point: Point) -> str:
    return f"{letter}{point[0]:g} {point[1]:g}"


def _tip(tip: Tip, colour: str, route: Route) -> str:
    """Return the tip of a line, turned the way in which it arrives."""
    (bx, by), (x, y) = route.points[-2:]
    length = ((x - bx) ** 2 + (y - by) ** 2) ** 0.5 or 1.0
    ux, uy = (x - bx) / length, (y - by) / length

    def at(back: float, aside: float) -> str:
        return f"{round(x - ux * back - uy * aside, 1):g} {round(y - uy * back + ux * aside, 1):g}"

    match tip:
        case Tip.NONE:
            return ""
        case Tip.DOT:
            return _element(
                "circle",
                {"cx": x - ux * 3.5, "cy": y - uy * 3.5, "r": 4, "fill": colour},
            )
        case Tip.ARROW:
            data = f"M{at(0, 0)}L{at(TIP, 4)}L{at(TIP, -4)}z"
        case Tip.DIAMOND:
            data = f"M{at(0, 0)}L{at(5, 3.5)}L{at(10, 0)}L{at(5, -3.5)}z"
        case Tip.RING:
            pen = _edge(colour, 1.4)
            ring: Attributes = {
                "cx": x - ux * 4,
                "cy": y - uy * 4,
                "r": 3.2,
                "fill": LIGHT_PAPER.ground,
            }
            return _element("circle", {**ring, **pen})
        case Tip.CROSS:
            return _element(
                "path",
                {
                    "d": f"M{at(3, 4)}L{at(11, -4)}M{at(3, -4)}L{at(11, 4)}",
                    **_pen(colour, 1.6),
                },
            )
        case _:
            data = f"M{at(2, 5)}L{at(2, -5)}L{at(4, -5)}L{at(4, 5)}z"
    return _element("path", {"d": data, "fill": colour})


def _hatching(box: Box, colour: str) -> str:
    """Return slanted lines within a box."""
    lines, start = [], HATCH - box.height
    while start < box.width:
        left, right = max(0.0, start), min(box.width, start + box.height)
        low, high = box.height - (left - start), box.height - (right - start)
        lines.append(f"M{box.x + left:g} {box.y + low:g}L{box.x + right:g} {box.y + high:g}")
        start += HATCH
    data = "".join(lines)
    return _element(
        "path", {"d": data, "stroke": colour, "stroke-width": 0.6, "stroke-opacity": 0.35}
    )


def _certain_part(bar: Bar, left: float, right: float) -> Bar:
    """Return the certain part of a bar, which has the points that the whole has."""
    return replace(
        bar,
        x=left,
        width=max(1.5, right - left),
        open_left=bar.open_left and left <= bar.x,
        open_right=bar.open_right and right >= bar.x + bar.width,
    )


def _bar_path(bar: Bar) -> str:
    """Return the outline of a bar; an end that no source tells is a point."""
    left, right, top, low = bar.x, bar.x + bar.width, bar.y, bar.y + bar.height
    middle, point = (top + low) / 2, min(8.0, bar.width / 2)
    begin = f"M{left + point:g} {low:g}L{left:g} {middle:g}L{left + point:g} {top:g}"
    end = f"L{right - point:g} {top:g}L{right:g} {middle:g}L{right - point:g} {low:g}z"
    return (begin if bar.open_left else f"M{left:g} {low:g}V{top:g}") + (
        end if bar.open_right else f"H{right:g}V{low:g}z"
    )
