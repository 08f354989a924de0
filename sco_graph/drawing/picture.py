"""What pictures show, as plain values: a diagram, a matrix or a timeline, with its sources.

Nothing here knows of positions, of files or of the graph. Texts that the reader may have in another
language are given by language, English always among them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Names: TypeAlias = Mapping[str, str]
"""A text by language."""


class Manner(StrEnum):
    """How sure a thing is; each manner is drawn in its own way, not by colour alone."""

    STATED = "stated"
    ANNOUNCED = "announced"
    INFERRED = "inferred"
    CONTRADICTED = "contradicted"

    @classmethod
    def of(cls, basis: str | None) -> Manner:
        """Return the manner of what rests on a basis; what is common knowledge counts as stated."""
        return cls.INFERRED if basis == cls.INFERRED else cls.STATED


class Of(StrEnum):
    """What an entry of the legend explains."""

    KIND = "kind"
    FAMILY = "family"
    CODE = "code"
    MARK = "mark"
    MANNER = "manner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the legend: a kind of item, a family of links, a manner, a mark of a cell, a code.

    `code` is what stands in such a cell.
    """

    of: Of
    id: str
    names: Names
    code: Names | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source in the numbered list of a picture."""

    number: int
    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a source: the source's number in the list, and where in it."""

    number: int
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is said of an item or a link, and where."""

    label: Names
    value: Names
    manner: Manner
    citations: tuple[Citation, ...]

    def __hash__(self) -> int:
        """Return a hash by the English texts, as a mapping has none."""
        return hash((self.label["en"], self.value["en"], self.citations))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a reader may filter by; years are the first and the last one that may be meant.

    Roles and levels are ids of concepts; the picture's head has their names.
    """

    years: tuple[int, int] | None = None
    roles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A box of a diagram: a thing by its id, its names, and short notes that stand under them."""

    id: str
    kind: str
    names: Names
    column: int
    notes: tuple[Names, ...] = ()
    manner: Manner = Manner.STATED
    facts: tuple[Fact, ...] = ()
    marks: Marks = NO_MARKS
    highlighted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line of a diagram between items, with what it says; its family stands in the legend."""

    id: str
    from_: str
    to: str
    family: str
    names: Names
    manner: Manner = Manner.STATED
    weight: int = 1
    facts: tuple[Fact, ...] = ()
    marks: Marks = NO_MARKS
    highlighted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every picture says of itself, and shows in every format.

    The legend has what is in use and nothing else, in order. `words` has the names of the roles and
    levels by which a reader may filter.
    """

    view: str
    title: Names
    subtitle: Names
    notes: tuple[Names, ...]
    release: str
    date: datetime.date
    sources: tuple[Source, ...]
    legend: tuple[Entry, ...] = ()
    words: Mapping[str, Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Items in columns, and links between them; without items, why there are none.

    In an ordered column the items keep their order, as meetings do that of their dates.
    """

    head: Head
    columns: tuple[Names, ...]
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    why_empty: Names | None
    ordered: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of a row or a column: a thing, and short notes under its name.

    `short` is what a narrow column has instead of the name.
    """

    id: str
    kind: str
    names: Names
    notes: tuple[Names, ...]
    short: Names | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a matrix; its mark says which of the legend's kinds of cell it is.

    `code` is what a narrow cell has instead of its name and notes.
    """

    row: str
    column: str
    mark: str
    names: Names
    notes: tuple[Names, ...]
    manner: Manner
    facts: tuple[Fact, ...]
    code: Names | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows by columns, such as states by meetings; every cell is there.

    In a narrow one cells have codes, and the heads of columns are turned.
    """

    head: Head
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    why_empty: Names | None
    narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A bar of a timeline; between its earliest and latest beginning, and end, it is uncertain.

    None is an end that no source tells: it is drawn as open. Of what is short, such as a meeting,
    the one day that is known stands for both ends, and `open_left` or `open_right` tells that it
    may not have been the first or the last.
    """

    id: str
    lane: str
    family: str
    names: Names
    begins: tuple[datetime.date, datetime.date] | None
    ends: tuple[datetime.date, datetime.date] | None
    edtf: str
    manner: Manner
    facts: tuple[Fact, ...]
    open_left: bool = False
    open_right: bool = False


Period: TypeAlias = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Spans in lanes over the years, or over a period of which both ends may be open."""

    head: Head
    lanes: tuple[Heading, ...]
    spans: tuple[Span, ...]
    period: Period = (None, None)
    why_empty: Names | None


Picture: TypeAlias = Diagram | Matrix | Timeline
Nameable: TypeAlias = Item | Link | Heading | Span
"""What has an id by which edits name it, and names."""


def named_things(picture: Picture) -> tuple[Nameable, ...]:
    """Return all things of a picture that edits may name."""
    match picture:
        case Diagram():
            return *picture.items, *picture.links
        case Matrix():
            return *picture.rows, *picture.columns
        case Timeline():
            return *picture.lanes, *picture.spans
