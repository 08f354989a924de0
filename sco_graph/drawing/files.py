"""The files that a drawing becomes, by their suffixes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.picture import Matrix
from sco_graph.errors import UnknownName, WrongUse
from sco_graph.near import near


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
    if suffix not in FORMATS:
        raise UnknownName("format of a picture", suffix, near(suffix, FORMATS) or tuple(FORMATS))
    if wanted.page is not None and suffix not in (".svg", ".png"):
        raise WrongUse(f"--page is for .svg and .png, not for {suffix}")
    if (wanted.width or wanted.dpi) and suffix != ".png":
        raise WrongUse(f"--width and --dpi are for .png, not for {suffix}")
    return FORMATS[suffix](drawing, wanted)


def _html(drawing: Drawing, wanted: Wanted) -> bytes:
    del wanted
    return drawing.html().encode()


def _svg_text(drawing: Drawing, wanted: Wanted) -> str:
    from sco_graph.drawing.page_size import get_page
    from sco_graph.drawing.svg import svg

    page = None if wanted.page is None else get_page(wanted.page)
    return svg(drawing.picture, drawing.placed(), drawing.language, page)


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


FORMATS: Mapping[str, Write] = {
    ".html": _html,
    ".svg": _svg,
    ".png": _png,
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".csv": _csv,
}
