"""A picture and its places as the values that its page carries, and pyvis too.

Nothing here knows of HTML. What is as it usually is, such as a thing that is stated, is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeAlias

from sco_graph.drawing import placed as places
from sco_graph.drawing import style
from sco_graph.drawing.edits import Edits
from sco_graph.drawing.labels import MOST_CITED
from sco_graph.drawing.page_words import PAGE_WORDS
from sco_graph.drawing.picture import (
    Cell,
    Diagram,
    Fact,
    Item,
    Link,
    Manner,
    Matrix,
    Of,
    Picture,
    Span,
    Timeline,
    named_things,
)
from sco_graph.drawing.placed import (
    Labels,
    Placed,
    PlacedDiagram,
    PlacedMatrix,
    PlacedTimeline,
)
from sco_graph.drawing.said_once import Numbers, Values, in_short, said_once
from sco_graph.drawing.sheet import release_line, source_lines
from sco_graph.drawing.words import COLON, COMMA
from sco_graph.schema import LANGUAGES
from sco_loaders.yaml_characters import REFUSED_CLASS

Thing: TypeAlias = Item | Link | Cell | Span
Told: TypeAlias = Callable[[tuple[Fact, ...]], list[Any]]
"""What stands for the facts of a thing: the facts themselves, or their numbers."""
REFUSED_IN_JS = "".join(one if one == "-" else f"\\u{{{ord(one):x}}}" for one in REFUSED_CLASS)
"""The characters that no file of edits may hold, as a class of a regular expression there."""
OWN_NAMES = {"en": "English", "ru": "Русский", "zh": "中文"}


def page_values(
    picture: Picture,
    placed: Placed,
    edits: Edits,
    language: str = LANGUAGES[0],
    *,
    whole: Picture | None = None,
) -> Values:
    """Return everything that a page draws and tells.

    The edits are those that made it so from a picture as it is recorded, the whole.

    Raises:
        TypeError: The places are those of another sort of picture.
    """
    common = {
        "sort": type(picture).__name__.lower(),
        "head": plain(picture.head),
        "language": language,
        "words": PAGE_WORDS,
        "punctuation": {"comma": COMMA, "colon": COLON},
        "languages": {language: OWN_NAMES[language] for language in LANGUAGES},
        "lettering": {
            "name": places.NAME_SIZE,
            "note": places.NOTE_SIZE,
            "heading": places.HEADING_SIZE,
            "line": places.LINE,
            "most_cited": MOST_CITED,
        },
        "style": style_values(picture),
        "source_lines": list(source_lines(picture.head.sources)),
        "release_line": release_line(picture.head),
        # Where they stand is a file of the user's own.
        "edits": plain(replace(edits, where={})),
        "recorded": _recorded(whole or picture, edits),
        "refused": REFUSED_IN_JS,
        "why_empty": picture.why_empty,
        "width": placed.width,
        "height": placed.height,
    }
    facts = Numbers[Fact]()
    match picture, placed:
        case Diagram(), PlacedDiagram():
            own = _diagram(picture, placed, facts.all)
        case Matrix(), PlacedMatrix():
            own = _matrix(picture, placed, facts.all)
        case Timeline(), PlacedTimeline():
            own = _timeline(picture, placed, facts.all)
        case _:
            raise TypeError(
                f"a {type(picture).__name__} has no places in a {type(placed).__name__}"
            )
    return said_once(common | own, map(_fields, facts))


def _recorded(whole: Picture, edits: Edits) -> Values:
    """Return the names that edits have replaced."""
    renamed = (one for one in named_things(whole) if one.id in edits.rename)
    return {
        "title": plain(whole.head.title),
        "names": {one.id: plain(one.names) for one in renamed},
    }


def nodes(picture: Diagram, placed: PlacedDiagram, told: Told) -> Iterator[Values]:
    """Yield each item with its box, as a node of vis-network: x and y are its middle."""
    for item, box in zip(picture.items, placed.boxes, strict=True):
        x, y = box.middle
        node = _thing(item, told) | _fields(box, "labels")
        yield node | {"labels": _labels(box.labels), "x": round(x, 2), "y": round(y, 2)}


def edges(picture: Diagram, placed: PlacedDiagram, told: Told) -> Iterator[Values]:
    """Yield each link with its route, as an edge of vis-network."""
    return _things(picture.links, placed.routes, told)


def _things(things: Iterable[Thing], drawn: Iterable[object], told: Told) -> Iterator[Values]:
    """Yield things with facts, each with its place."""
    for thing, place in zip(things, drawn, strict=True):
        yield _thing(thing, told) | plain(place)


def _thing(thing: Thing, told: Told) -> Values:
    found = _fields(thing, "facts")
    return found | {"facts": told(thing.facts)} if thing.facts else found


def _labels(labels: Labels) -> Values:
    """Return the labels by language; where one is left out, the English one stands."""
    return {language: plain(lines) for language, lines in in_short(labels).items()}


def style_values(picture: Picture) -> Values:
    """Return the looks of what a picture shows and its legend explains."""
    used = _shown(picture)
    for entry in picture.head.legend:
        used[entry.of].add(entry.id)
    return {
        "papers": {"light": plain(style.LIGHT_PAPER), "dark": plain(style.DARK_PAPER)},
        "kinds": {id_: plain(style.kind_look(id_)) for id_ in used[Of.KIND]},
        "families": {id_: plain(style.line_look(id_)) for id_ in used[Of.FAMILY]},
        "marks": {id_: plain(style.mark_look(id_)) for id_ in used[Of.MARK]},
        "dashes": {manner.value: style.DASHES[manner] for manner in Manner},
        "fonts": style.FONTS,
    }


def _shown(picture: Picture) -> dict[Of, set[str]]:
    found: dict[Of, set[str]] = {of: set() for of in Of}
    match picture:
        case Diagram():
            found[Of.KIND] = {item.kind for item in picture.items}
            found[Of.FAMILY] = {link.family for link in picture.links}
        case Matrix():
            found[Of.KIND] = {head.kind for head in (*picture.rows, *picture.columns)}
            found[Of.MARK] = {cell.mark for cell in picture.cells}
        case Timeline():
            # A span looks like a thing of the kind that is its family.
            found[Of.KIND] = {lane.kind for lane in picture.lanes}
            found[Of.KIND] |= {span.family for span in picture.spans}
    return found


def plain(value: object) -> Any:  # noqa: ANN401  # JSON is of any type
    """Return a value as JSON knows it, without what is empty, None, or simply stated.

    >>> from sco_graph.drawing.picture import Citation
    >>> plain((Citation(number=1, place="3-4"), Citation(number=2, place=None)))
    [{'number': 1, 'place': '3-4'}, {'number': 2}]
    """
    # Of a large picture there are half a million values, most of them texts.
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, (tuple, frozenset)):
        return [plain(one) for one in (value if isinstance(value, tuple) else sorted(value))]
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value


def _fields(value: Any, *apart: str) -> Values:  # noqa: ANN401  # any dataclass of a picture
    """Return the fields of a dataclass of ours that are not as usual, but for some."""
    return {
        key: plain(one)
        for name, key in _keys(type(value))  # type: ignore[arg-type]  # a class is hashable
        if name not in apart
        and not (
            (one := getattr(value, name)) is None
            or one is False
            or one == ()
            or one is Manner.STATED
        )
    }


@cache
def _keys(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a dataclass, each with its key in JSON."""
    # A name that Python keeps for itself ends in an underscore there.
    return tuple((field.name, field.name.rstrip("_")) for field in fields(cls))


def _diagram(picture: Diagram, placed: PlacedDiagram, told: Told) -> Values:
    return {
        "columns": plain(placed.columns),
        "nodes": list(nodes(picture, placed, told)),
        "edges": list(edges(picture, placed, told)),
    }


def _matrix(picture: Matrix, placed: PlacedMatrix, told: Told) -> Values:
    return {
        "rows": _both(picture.rows, placed.rows),
        "columns": _both(picture.columns, placed.columns),
        "cells": list(_things(picture.cells, placed.cells, told)),
        "turned": placed.turned,
    }


def _timeline(picture: Timeline, placed: PlacedTimeline, told: Told) -> Values:
    return {
        "lanes": _both(picture.lanes, placed.lanes),
        "spans": list(_things(picture.spans, placed.bars, told)),
        "bands": plain(placed.bands),
        "ticks": plain(placed.ticks),
        "axis": plain(placed.axis),
    }


def _both(things: tuple[object, ...], boxes: tuple[object, ...]) -> list[Values]:
    return [plain(thing) | plain(box) for thing, box in zip(things, boxes, strict=True)]
