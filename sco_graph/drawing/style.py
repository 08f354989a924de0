"""How things look: each kind of item, family of links, manner and mark, on light and on dark paper.

Colour carries no meaning alone: a kind has its sign and the corners of its box too, a family its
width and the tip of its line, a manner its dashes, a mark its hatching and its text. Letters
differ from what they stand on by 4.5 to 1 at least, lines by 3 to 1 (WCAG AA); a test tells. What
kinds and families are called is said by the ontology and stands in the legend of a picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sco_graph.drawing.picture import Manner

CHINESE_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC")
FONTS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", *CHINESE_FONTS, "sans-serif")
"""Fonts of the readers' systems in the order in which they are tried; none is carried along."""


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a box: its ground, its edge, and the letters on it."""

    fill: str
    stroke: str
    ink: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Colours of what lies behind and between: page, columns, letters, fine lines."""

    ground: str
    band: str
    ink: str
    muted: str
    rule: str


LIGHT_PAPER = Paper("#ffffff", "#f5f7fa", "#16202c", "#4b5866", "#d5dbe2")
DARK_PAPER = Paper("#12171d", "#1a2129", "#e8edf2", "#a9b5c2", "#37424e")


class Tip(StrEnum):
    """What a line ends in, where it arrives."""

    NONE = "none"
    ARROW = "arrow"
    DOT = "dot"
    DIAMOND = "diamond"
    BAR = "bar"
    RING = "ring"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class KindLook:
    """The look of a kind of item.

    `mark` is its sign as the data of an SVG path in a square of 12 by 12, filled; `glyph` a
    character like it, for text. `radius` rounds the corners of its box.
    """

    glyph: str
    mark: str
    radius: float
    light: Paint
    dark: Paint


@dataclass(frozen=True, slots=True)
class LineLook:
    """The look of a family of links: its colours, width and tip; dashes are for the manner."""

    light: str
    dark: str
    width: float
    tip: Tip


@dataclass(frozen=True, slots=True)
class MarkLook:
    """The look of a cell of a matrix; a hatched one has slanted lines in the colour of its edge."""

    light: Paint
    dark: Paint
    hatched: bool = False


_ORANGE = Paint("#fdebd3", "#a85600", "#16202c"), Paint("#3a2a17", "#e9a65a", "#f3ebe1")
_BLUE = Paint("#dcebf7", "#0b5394", "#16202c"), Paint("#17293a", "#7db8ea", "#e6eef6")
_VIOLET = Paint("#e6e3f4", "#4b3b8f", "#16202c"), Paint("#262140", "#b3a6ee", "#ebe8f7")
_GREEN = Paint("#dff2ea", "#00694a", "#16202c"), Paint("#14312a", "#6fcfae", "#e3f3ed")
_ROSE = Paint("#f8e1ee", "#8f2f68", "#16202c"), Paint("#3a1d30", "#e596c4", "#f6e7f0")
_OLIVE = Paint("#f7f3cf", "#6b5d00", "#16202c"), Paint("#2f2b12", "#d3c45c", "#f3f0dd")
_GREY = Paint("#eceff3", "#4b5866", "#16202c"), Paint("#262d35", "#a9b5c2", "#e8edf2")
_PLAIN = Paint("#ffffff", "#6d7986", "#4b5866"), Paint("#12171d", "#8795a3", "#a9b5c2")
_PALE = Paint("#eef4fa", "#5d7fa3", "#16202c"), Paint("#1a2530", "#7f9dba", "#e6eef6")

_DISC = "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z"
_DISCS = (
    "M4 .8a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 1 1 0-6.2zM8.4 5a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 1 1 0-6.2z"
)
_RING = "M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM6 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4z"
_SQUARE = "M1.5 1.5h9v9h-9z"
_RHOMB = "M6 .5L11.5 6L6 11.5L.5 6z"
_OPEN_RHOMB = "M6 .5L11.5 6L6 11.5L.5 6zM6 3.8L3.8 6L6 8.2L8.2 6z"
_SHEET = "M2 .5h5.5l2.5 2.5v8.5h-8zM4 5v1.2h4v-1.2zM4 7.6v1.2h4v-1.2z"
_TRIANGLE = "M6 1L11.5 10.8H.5z"
_PIN = (
    "M6 .5a4 4 0 0 1 4 4c0 2.5-2.4 4.6-4 7c-1.6-2.4-4-4.5-4-7a4 4 0 0 1 4-4z"
    "M6 3a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3z"
)
_STAR = "M6 .5L7.5 4.3L11.5 4.6L8.4 7.2L9.4 11.2L6 9L2.6 11.2L3.6 7.2L.5 4.6L4.5 4.3z"
_CHEVRON = "M1 1.5h6L11 6L7 10.5H1L4 6z"
_HEXAGON = "M3.2 1h5.6L11.5 6L8.8 11H3.2L.5 6z"

KINDS = {
    "person": KindLook("●", _DISC, 16, *_ORANGE),
    "post": KindLook("○", _RING, 16, *_ORANGE),
    "group": KindLook("◍", _DISCS, 16, *_GREY),
    "state": KindLook("■", _SQUARE, 2, *_BLUE),
    "region": KindLook("★", _STAR, 2, *_OLIVE),
    "body": KindLook("▲", _TRIANGLE, 8, *_ROSE),
    "meeting": KindLook("◆", _RHOMB, 8, *_VIOLET),
    "event": KindLook("◇", _OPEN_RHOMB, 8, *_VIOLET),
    "document": KindLook("▤", _SHEET, 2, *_GREEN),
    "place": KindLook("◉", _PIN, 16, *_OLIVE),
    "tenure": KindLook("●", _DISC, 2, *_ORANGE),
    "chairmanship": KindLook("▲", _TRIANGLE, 2, *_ROSE),
    "status": KindLook("■", _SQUARE, 6, *_BLUE),
    "plan": KindLook("►", _CHEVRON, 8, *_GREY),
    "proposal": KindLook("►", _CHEVRON, 8, *_GREY),
}
OTHER_KIND = KindLook("⬡", _HEXAGON, 5, *_GREY)

_TOOK_PART = LineLook("#5b6775", "#a3b0bd", 1.3, Tip.NONE)
_LED = LineLook("#a85600", "#e9a65a", 2.4, Tip.DOT)
_SPOKE_FOR = LineLook("#0b5394", "#7db8ea", 2.0, Tip.NONE)
_COMES_FROM = LineLook("#0b5394", "#7db8ea", 1.6, Tip.RING)
_DECIDED = LineLook("#00694a", "#6fcfae", 2.0, Tip.ARROW)
_WORKED_ON = LineLook("#4b3b8f", "#b3a6ee", 1.5, Tip.ARROW)
_BELONGS = LineLook("#8f2f68", "#e596c4", 1.3, Tip.DIAMOND)
_SENT_WORD = LineLook("#5b6775", "#a3b0bd", 1.0, Tip.RING)
_STAYED_AWAY = LineLook("#8f2f68", "#e596c4", 1.3, Tip.CROSS)
_LIES_IN = LineLook("#6b5d00", "#d3c45c", 1.3, Tip.BAR)

FAMILIES = {
    **dict.fromkeys(("TOOK_PART_IN", "ATTENDED", "REPRESENTED_AT"), _TOOK_PART),
    **dict.fromkeys(("CHAIRED", "CHAIR", "INITIATED_BY", "HOSTED_BY", "HELD_CHAIR_OF"), _LED),
    **dict.fromkeys(("REPRESENTS", "IN_POST", "HELD", "POST_IN"), _SPOKE_FOR),
    **dict.fromkeys(
        ("AGREED", "APPROVED", "ADOPTED", "SIGNED", "ISSUED", "BROUGHT_INTO_FORCE"), _DECIDED
    ),
    **dict.fromkeys(
        ("ACTED_ON", "DRAFTED", "DISCUSSED_DOCUMENT", "AGREED_IN_DRAFT", "CONTINUED"), _WORKED_ON
    ),
    **dict.fromkeys(("PREPARES", "FOLLOWS_UP"), _WORKED_ON),
    **dict.fromkeys(("together", "row"), _TOOK_PART),
    "FROM_STATE": _COMES_FROM,
    "sent": _SENT_WORD,
    "absent": _STAYED_AWAY,
    **dict.fromkeys(
        ("DISCUSSED_IMPLEMENTATION_OF", "IMPLEMENTS", "AMENDS", "REPLACES", "BASED_ON"), _WORKED_ON
    ),
    **dict.fromkeys(("OF_BODY", "IN_SERIES", "PART_OF_BODY", "PART_OF_EVENT"), _BELONGS),
    **dict.fromkeys(("HELD_IN", "ON_THE_SIDELINES_OF", "IN_STATE", "REGION_OF"), _LIES_IN),
}
OTHER_FAMILY = LineLook("#5b6775", "#a3b0bd", 1.3, Tip.ARROW)

DASHES: dict[Manner, tuple[float, ...]] = {
    Manner.STATED: (),
    Manner.ANNOUNCED: (9, 5),
    Manner.INFERRED: (2.5, 3.5),
    Manner.CONTRADICTED: (9, 4, 2, 4),
}
"""Dashes and gaps in px, for the edge of a box and for a line; none is a solid one."""

MARKS = {
    "present": MarkLook(*_BLUE),
    "chair": MarkLook(*_ORANGE),
    "sent": MarkLook(*_PALE),
    "announced": MarkLook(*_PALE),
    "absent": MarkLook(*_ROSE, hatched=True),
    "not-stated": MarkLook(*_PLAIN),
    "not-a-member": MarkLook(*_GREY, hatched=True),
}
OTHER_MARK = MarkLook(*_GREY)


def kind_look(kind: str) -> KindLook:
    """Return the look of a kind of item, or of a family of spans."""
    return KINDS.get(kind, OTHER_KIND)


def line_look(family: str) -> LineLook:
    """Return the look of a family of links."""
    return FAMILIES.get(family, OTHER_FAMILY)


def mark_look(mark: str) -> MarkLook:
    """Return the look of a cell with a mark."""
    return MARKS.get(mark, OTHER_MARK)
