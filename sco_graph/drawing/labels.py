"""The labels of boxes: names and notes, wrapped to a width, and the boxes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sco_graph.drawing.lettering import width, wrapped
from sco_graph.drawing.picture import Names
from sco_graph.drawing.placed import LINE, NAME_SIZE, NOTE_SIZE, Labels, TextLine

MARGIN = 9.0
"""Between the edge of a box and its text."""
SIGN = 18.0
"""The room that the sign of the kind takes before the first line."""
ENGLISH = "en"


def label(
    names: Names, notes: Sequence[Names], languages: Iterable[str], room: float, *, sign: float = 0
) -> Labels:
    """Return a name and its notes in lines that fit a room, in each language.

    What has no name in a language keeps its English one.
    """
    return {one: tuple(_lines(names, notes, one, room - sign)) for one in languages}


def _lines(names: Names, notes: Sequence[Names], language: str, room: float) -> Iterable[TextLine]:
    for line in wrapped(in_language(names, language), NAME_SIZE, room):
        yield TextLine(text=line)
    for note in notes:
        for line in wrapped(in_language(note, language), NOTE_SIZE, room):
            yield TextLine(text=line, note=True)


def in_language(names: Names, language: str) -> str:
    """Return a text in a language, else in English."""
    return names.get(language) or names[ENGLISH]


def height(labels: Labels) -> float:
    """Return the height of the highest of these labels."""
    return max(sum(line.size * LINE for line in lines) for lines in labels.values())


def widest(labels: Labels) -> float:
    """Return the width of the widest line of these labels."""
    return max(width(line.text, line.size) for lines in labels.values() for line in lines)
