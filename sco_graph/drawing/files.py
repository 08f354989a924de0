"""The files that a drawing becomes, by their suffixes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.fewer import fewer
from sco_graph.drawing.picture import Diagram, Matrix, Picture, Timeline
from sco_graph.drawing.png import LONGEST_SIDE
from sco_graph.errors import AnswerError, UnknownName, WrongUse
from sco_graph.given import refuse_other
from sco_graph.near import near
from sco_loaders.sweeping import unswept


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for beside the format: a page, and of a PNG its width in px or its dpi."""

    page: str | None = None
    width: int | None = None
    dpi: int | None = None


Write: TypeAlias = Callable[[Drawing, Wanted], bytes]


def written(drawing: Drawing, suffix: str, wanted: Wanted) -> bytes:
    """Return the bytes of a drawing's file.

    Raises:
        UnknownName: There is no such format or page.
        WrongUse: The picture has no such form, or does not fit the page.
    """
    check(suffix, wanted)
    if suffix in PICTURES:
        refuse_too_large(drawing.picture)
    with unswept():
        return FORMATS[suffix](drawing, wanted)


def check(suffix: str, wanted: Wanted) -> None:
    """Refuse what no file can be, before anything is drawn.

    Raises:
        UnknownName: There is no such format or page.
        WrongUse: The format has no page or size, or none can be so large.
    """
    if suffix not in FORMATS:
        raise UnknownName("format of a picture", suffix, near(suffix, FORMATS) or tuple(FORMATS))
    if wanted.page is not None:
        refuse_other(str, page=wanted.page)
    for name, size in (("--width", wanted.width), ("--dpi", wanted.dpi)):
        if size is not None:
            refuse_other(int, **{name: size})
        if size is not None and not 1 <= size <= LONGEST_SIDE:
            raise WrongUse(f"{name} is a whole number from 1 to {LONGEST_SIDE:,}")
    if wanted.page is not None and suffix not in (".svg", ".png"):
        raise WrongUse(f"--page is for .svg and .png, not for {suffix}")
    if (wanted.width or wanted.dpi) and suffix != ".png":
        raise WrongUse(f"--width and --dpi are for .png, not for {suffix}")
    if wanted.width and wanted.dpi:
        raise WrongUse("--width and --dpi each say how large a PNG is; give one of the two")


def refuse_too_large(picture: Picture) -> None:
    """Refuse a picture that nobody could read.

    Raises:
        AnswerError: It has too many items or links; what would help is told.
    """
    links = picture.links if isinstance(picture, Diagram) else ()
    gephi = ", or write it as .graphml for Gephi" if isinstance(picture, Diagram) else ""
    for what, many, most in (
        ("items", shown(picture), MOST),
        ("links", len(links), MOST_LINKS),
    ):
        if many > most:
            raise AnswerError(
                f"{many:,} {what} are more than a picture can show (at most {most:,}); "
                f"{fewer(picture)}{gephi}"
            )


def shown(picture: Picture) -> int:
    """Return how many items a picture shows."""
    match picture:
        case Diagram():
            return len(picture.items)
        case Matrix():
            return len(picture.rows) + len(picture.columns)
        case Timeline():
            return len(picture.spans)


def _html(drawing: Drawing, wanted: Wanted) -> bytes:
    del wanted
    return drawing.html().encode()


def _svg_text(drawing: Drawing, wanted: Wanted) -> str:
    from sco_graph.drawing.fitting import fitting
    from sco_graph.drawing.page_size import get_page
    from sco_graph.drawing.svg import svg

    if wanted.page is None:
        return svg(drawing.picture, drawing.placed(), drawing.language)
    page = get_page(wanted.page)
    placed, brief = fitting(drawing, page)
    return svg(drawing.picture, placed, drawing.language, page, brief=brief)


def _svg(drawing: Drawing, wanted: Wanted) -> bytes:
    return _svg_text(drawing, wanted).encode()


def _png(drawing: Drawing, wanted: Wanted) -> bytes:
    from sco_graph.drawing.png import png

    return png(_svg_text(drawing, wanted), width=wanted.width, dpi=wanted.dpi)


def _graphml(drawing: Drawing, wanted: Wanted) -> bytes:
    from sco_graph.drawing.drawn_graph import graph
    from sco_graph.graph_xml import graphml

    del wanted
    return b"".join(graphml(*graph(*drawing.diagram())))


def _gexf(drawing: Drawing, wanted: Wanted) -> bytes:
    from sco_graph.drawing.drawn_graph import graph
    from sco_graph.graph_xml import gexf

    del wanted
    return b"".join(gexf(*graph(*drawing.diagram())))


def _csv(drawing: Drawing, wanted: Wanted) -> bytes:
    from sco_graph.drawing.grid import matrix_csv

    del wanted
    if not isinstance(drawing.picture, Matrix):
        raise WrongUse("only a matrix has a form as CSV; for tables ask with `sco-graph query`")
    return matrix_csv(drawing.picture, drawing.language).encode()


MOST, MOST_LINKS = 1_000, 5_000
"""How many items and links a picture shows at most."""
PICTURES = (".html", ".svg", ".png")
FORMATS: Mapping[str, Write] = {
    ".html": _html,
    ".svg": _svg,
    ".png": _png,
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".csv": _csv,
}
