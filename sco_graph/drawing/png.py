"""A picture as PNG, rendered from its SVG with the fonts of the system."""

from __future__ import annotations

import re

from sco_graph.errors import AnswerError

CSS_DPI = 96
USUAL_DPI = 150
MOST_PIXELS, LONGEST_SIDE = 100_000_000, 30_000
"""Beyond these the renderer would take all memory and end the program."""
SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)(mm)?" height="([0-9.]+)')
MM = 25.4


def png(svg: str, *, width: int | None = None, dpi: int | None = None) -> bytes:
    """Return the PNG of an SVG of ours, as wide as is asked for in px, or so many dots to the inch.

    Raises:
        AnswerError: It would be too large, or cannot be rendered.
    """
    import resvg_py

    wide, tall = _size(svg)
    zoom = (dpi or USUAL_DPI) / CSS_DPI if width is None else width / wide
    pixels = round(wide * zoom), round(tall * zoom)
    if max(pixels) > LONGEST_SIDE or pixels[0] * pixels[1] > MOST_PIXELS:
        raise AnswerError(
            f"a PNG of {pixels[0]} by {pixels[1]} pixels is too large; choose a smaller --width or "
            "--dpi, fewer items, or .svg"
        )
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            zoom=zoom if width is None else None,
            dpi=CSS_DPI,
            sans_serif_family="Noto Sans",
        )
    except ValueError as error:
        raise AnswerError(f"the picture cannot be rendered as PNG: {error}") from error


def _size(svg: str) -> tuple[float, float]:
    """Return the width and height of an SVG, in px of a screen."""
    found = SIZE.search(svg)
    if found is None:
        raise AnswerError("the picture cannot be rendered as PNG: its SVG has no size")
    unit = CSS_DPI / MM if found[2] else 1.0
    return float(found[1]) * unit, float(found[3]) * unit
