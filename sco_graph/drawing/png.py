"""A picture as PNG, rendered from its SVG with the fonts of the system."""

from __future__ import annotations

from sco_graph.errors import AnswerError

CSS_DPI = 96
USUAL_DPI = 192
MOST_PIXELS = 120_000_000
LARGEST_SIDE = 30_000


def png(svg: str, *, width: int | None = None, dpi: int | None = None) -> bytes:
    """Return the PNG of an SVG, as wide as is asked for in px, or with so many dots to the inch.

    Raises:
        AnswerError: It cannot be rendered, or would be too large.
    """
    import resvg_py

    zoom = None if width is not None else (dpi or USUAL_DPI) / CSS_DPI
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg, width=width, zoom=zoom, dpi=CSS_DPI, sans_serif_family="Noto Sans"
        )
    except ValueError as error:
        raise AnswerError(f"the picture cannot be rendered as PNG: {error}") from error
