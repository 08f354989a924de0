"""The labels of boxes: names and notes, wrapped to a width, and the boxes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sco_graph.drawing.lettering import width, wrapped
from sco_graph.drawing.picture import Fact, Names, Source
from sco_graph.drawing.placed import LINE, NAME_SIZE, NOTE_SIZE, Labels, TextLine
from sco_graph.drawing.words import ENGLISH

MARGIN = 9.0
"""Between the edge of a box and its text."""
SIGN = 18.0
"""The room that the sign of the kind takes before the first line."""
MOST_CITED = 6
"""How many sources a label names."""
NO_BREAK = "\xa0"


def label(
    names: Names,
    notes: Sequence[Names],
    languages: Iterable[str],
    room: float,
    *,
    cited: str = "",
) -> Labels:
    """Return a name, its notes and what is cited in lines that fit a room, in each language.

    What has no name in a language keeps its English one.
    """
    return {one: tuple(_lines(names, notes, one, room, cited)) for one in languages}


def _lines(
    names: Names, notes: Sequence[Names], language: str, room: float, cited: str
) -> Iterable[TextLine]:
    *texts, last = (in_language(one, language) for one in (names, *notes))
    name, *others = (*texts, f"{last}{NO_BREAK}{cited}" if cited else last)
    for line in wrapped(name, NAME_SIZE, room):
        yield TextLine(text=line)
    for note in others:
        for line in wrapped(note, NOTE_SIZE, room):
            yield TextLine(text=line, note=True)


def cited(facts: Iterable[Fact], sources: Sequence[Source]) -> str:
    """Return the numbers of the sources of some facts, if there are several to choose from.

    Where they are too many to be read in a label, the details alone have them.
    """
    numbers = sorted({one.number for fact in facts for one in fact.citations})
    shown = len(sources) > 1 and 0 < len(numbers) <= MOST_CITED
    return f"[{f',{NO_BREAK}'.join(map(str, numbers))}]" if shown else ""


def in_language(names: Names, language: str) -> str:
    """Return a text in a language, else in English."""
    return names.get(language) or names[ENGLISH]


def height(labels: Labels) -> float:
    """Return the height of the highest of these labels."""
    return max(sum(line.size * LINE for line in lines) for lines in labels.values())


def widest_line(labels: Labels) -> float:
    """Return the width of the widest line of these labels."""
    return max(width(line.text, line.size) for lines in labels.values() for line in lines)
