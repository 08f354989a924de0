"""The labels of boxes: names and notes, wrapped to a width, and the boxes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sco_graph.drawing.lettering import NO_BREAK, longest_word, width, wrapped
from sco_graph.drawing.picture import Fact, Names, Source
from sco_graph.drawing.placed import LINE, Labels, TextLine
from sco_graph.drawing.words import ENGLISH

MARGIN = 9.0
"""Between the edge of a box and its text."""
SIGN = 18.0
"""The room that the sign of the kind takes before the first line."""
MOST_CITED = 6
"""How many sources a label names."""


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
    for text in _texts(names, notes, language, cited):
        for line in wrapped(text.text, text.size, room):
            yield replace(text, text=line)


def _texts(names: Names, notes: Sequence[Names], language: str, cited: str) -> Iterator[TextLine]:
    """Yield a name and its notes, each as one line; the last one has what is cited."""
    *texts, last = (in_language(one, language) for one in (names, *notes))
    name, *others = (*texts, f"{last}{NO_BREAK}{cited}" if cited else last)
    yield TextLine(text=name)
    for note in others:
        yield TextLine(text=note, note=True)


def longest(
    names: Names, notes: Sequence[Names], languages: Iterable[str], *, cited: str = ""
) -> float:
    """Return the width of the longest word of a label in any of these languages."""
    texts = (text for one in languages for text in _texts(names, notes, one, cited))
    return max(longest_word(text.text, text.size) for text in texts)


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
