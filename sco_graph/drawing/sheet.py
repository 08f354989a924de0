"""A picture as a sheet to print: what stands above and below the drawing, with its place.

Above are title, subtitle and notes, below the legend, the sources and the release.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sco_graph.drawing.labels import in_language
from sco_graph.drawing.lettering import width, wrapped
from sco_graph.drawing.picture import Diagram, Entry, Head, Matrix, Names, Of, Picture, Source
from sco_graph.drawing.placed import BORDER, LINE, Placed, Point
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.style import line_look
from sco_graph.drawing.words import COMMA, LIST, joined, plain

NARROWEST = 680.0
TITLE, SUBTITLE, SMALL, LEGEND = 22.0, 14.0, 11.5, 12.0
SWATCH, GAP, ROW = 40.0, 22.0, 24.0
"""Of the legend: the width of a sample, the gap behind a text, the height of a row."""
SAMPLE = {Of.KIND: 18.0, Of.FAMILY: SWATCH, Of.MANNER: SWATCH, Of.MARK: 24.0, Of.CODE: 30.0}
BETWEEN, BRIEFLY = 14.0, 10.0
"""What parts the drawing from the words above and below, and where there is little room."""
SPACE = {"zh": ""}
"""Between two sentences, where that is not a space."""
MOST_PUBLISHERS, MOST_TITLES = 8, 40
"""How many publishers, and titles of sources, are named where there is little room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text; y is its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample of the legend, from x on and around y; its text is one of the sheet's."""

    entry: Entry
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that surrounds a drawing, and where the drawing's upper left corner is."""

    width: float
    height: float
    drawing_at: Point
    texts: tuple[Text, ...]
    samples: tuple[Sample, ...]


def sheet(picture: Picture, placed: Placed, language: str, *, brief: bool = False) -> Sheet:
    """Return the sheet of a picture, its legend in a language; brief, sources take less room."""
    return _Sheet(picture, placed, language, brief=brief).made()


class _Sheet:
    def __init__(self, picture: Picture, placed: Placed, language: str, *, brief: bool) -> None:
        self.brief = brief
        self.between = BRIEFLY if brief else BETWEEN
        self.picture = picture
        self.placed = placed
        self.language = language
        self.room = max(NARROWEST, placed.width)
        self.y = BORDER
        self.texts: list[Text] = []
        self.samples: list[Sample] = []

    def made(self) -> Sheet:
        head = self.picture.head
        self._write([self._said(head.title)], TITLE, bold=True)
        self.y += 4
        self._write(filter(None, [self._said(head.subtitle)]), SUBTITLE, muted=True)
        self.y += 2
        notes = list(map(self._said, head.notes))
        if self.brief:
            notes = [SPACE.get(self.language, " ").join(notes)]
        self._write(filter(None, notes), LEGEND, muted=True)
        if self.picture.why_empty is not None:
            self._write([self._said(self.picture.why_empty)], SUBTITLE)
        self.y += self.between
        drawing_at = BORDER + (self.room - self.placed.width) / 2, self.y
        self.y += self.placed.height + self.between
        self._explain(head.legend)
        self._write(self._sources(head.sources), SMALL, muted=True)
        self._write([self._said(release_line(head))], SMALL, muted=True)
        return Sheet(
            width=round(self.room + 2 * BORDER, 1),
            height=round(self.y + BORDER - 6, 1),
            drawing_at=(round(drawing_at[0], 1), round(drawing_at[1], 1)),
            texts=tuple(self.texts),
            samples=tuple(self.samples),
        )

    def _said(self, names: Names) -> str:
        return in_language(names, self.language)

    def _write(
        self, texts: Iterable[str], size: float, *, bold: bool = False, muted: bool = False
    ) -> None:
        for text in texts:
            for line in wrapped(text, size, self.room, bold=bold):
                self.y += size * LINE
                self.texts.append(
                    Text(
                        x=BORDER,
                        y=round(self.y, 1),
                        text=line,
                        size=size,
                        bold=bold,
                        muted=muted,
                    )
                )

    def _sources(self, sources: Sequence[Source]) -> Iterable[str]:
        if not self.brief:
            return source_lines(sources)
        if is_listed(self.picture):
            return source_titles(sources)
        return map(self._said, source_publishers(sources))

    def _explain(self, legend: Sequence[Entry]) -> None:
        """Write the legend: what belongs together in rows of its own, if there is room."""
        x = BORDER
        for of in Of:
            entries = self._alike([entry for entry in legend if entry.of is of])
            for entry, text in entries:
                needed = SAMPLE[of] + 8 + width(text, LEGEND) + GAP
                if x > BORDER and x + needed - GAP > BORDER + self.room:
                    x = BORDER
                    self.y += ROW
                self._sample(entry, text, x)
                x += needed
            if entries and not self.brief:
                x = BORDER
                self.y += ROW
        self.y += ROW * (x > BORDER) + self.between / 2 if legend else 0

    def _alike(self, entries: Sequence[Entry]) -> list[tuple[Entry, str]]:
        """Return an entry for each look, with the names of all that look so."""
        found: dict[Hashable, tuple[Entry, list[Names]]] = {}
        for entry in entries:
            look = line_look(entry.id) if entry.of is Of.FAMILY else entry.id
            _, names = found.setdefault(look, (entry, []))
            names.append(entry.names)
        return [(entry, self._said(joined(names, COMMA))) for entry, names in found.values()]

    def _sample(self, entry: Entry, text: str, x: float) -> None:
        middle = round(self.y + ROW / 2, 1)
        self.samples.append(Sample(entry=entry, x=round(x, 1), y=middle))
        self.texts.append(
            Text(
                x=round(x + SAMPLE[entry.of] + 8, 1),
                y=round(middle + LEGEND * 0.36, 1),
                text=text,
                size=LEGEND,
            )
        )


def is_listed(picture: Picture) -> bool:
    """Tell whether the sources of a picture are listed by their numbers even on a brief sheet."""
    return len(picture.head.sources) <= MOST_TITLES and (
        isinstance(picture, Diagram) or (isinstance(picture, Matrix) and not picture.narrow)
    )


def source_lines(sources: Sequence[Source]) -> Iterator[str]:
    """Yield a line for each source, by its number."""
    for source in sources:
        told = [source.title, source.publisher, source.published, source.url]
        yield f"[{source.number}] {'. '.join(filter(None, told))}"


def source_titles(sources: Sequence[Source]) -> Iterator[str]:
    """Yield one text with all sources by their numbers, without their addresses."""
    told = (
        f"[{s.number}] {', '.join(filter(None, [s.title, s.publisher, s.published]))}"
        for s in sources
    )
    if sources:
        yield "; ".join(told)


def source_publishers(sources: Sequence[Source]) -> Iterator[Names]:
    """Yield one text on who published the sources of a picture that shows no numbers of them."""
    many = Counter(source.publisher for source in sources if source.publisher)
    named = [plain(f"{who} ({times})") for who, times in many.most_common(MOST_PUBLISHERS)]
    if len(many) > MOST_PUBLISHERS:
        named.append(sentence("other publishers: {many}", many=len(many) - MOST_PUBLISHERS))
    if sources:
        yield sentence(
            "Sources: {sources}, of {publishers}. The page of this picture (.html) names for each "
            "fact its source and the place in it.",
            sources=len(sources),
            publishers=joined(named, LIST),
        )


def release_line(head: Head) -> Names:
    """Return which data are shown."""
    return sentence(
        "sco-graph data {release} of {date}, CC0 1.0", release=head.release, date=str(head.date)
    )
