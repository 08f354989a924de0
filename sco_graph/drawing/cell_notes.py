"""What stands under the names of the things in an answer: what its rows say beside them.

A cell belongs to a thing of which all rows say it alike, first to the one whose column its own is
named after, as meeting_date to a meeting; else to the thing of which fewest rows tell, with the
names of those in the row that not all of its rows have. What tells of who took part in a meeting is
never said of the meeting without their name. Rows of which the cells of a thing differ in their
date alone are told in one note.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sco_graph.drawing.cells import Cells
from sco_graph.drawing.picture import Manner, Names
from sco_graph.drawing.recorded import EVENTS
from sco_graph.drawing.words import BETWEEN, COLON, ENGLISH, LIST, joined, plain, remarked
from sco_graph.labels import kind_of
from sco_graph.questions import Column
from sco_graph.result import Row

At: TypeAlias = tuple[str, str]
"""A thing by the column in which it stands and its id."""
DATE = "date"
"""The column of dates; rows that differ in it alone are told in one note."""
MOST, MOST_OF_OTHERS = 16, 6
"""How many notes a thing has at most that is tied to others, and how many that name these.

What is left out the page tells of the lines.
"""


class Told(NamedTuple):
    """What rows have in common that are told in one note."""

    id: str
    columns: tuple[Column, ...]
    others: tuple[str, ...]
    undated: tuple[tuple[str, str], ...]
    basis: str | None


def notes(cells: Cells, rows: Sequence[Row], *, tied: bool) -> Mapping[str, tuple[Names, ...]]:
    """Return the notes of each thing, each of them once."""
    places = _Places(cells, rows)
    alike: dict[Told, list[Row]] = defaultdict(list)
    for row in rows:
        for id_, columns, others in places.of_row(row):
            undated = tuple((one.name, repr(row[one.name])) for one in columns if one.name != DATE)
            told = Told(id_, tuple(columns), tuple(others), undated, row.get("basis"))
            alike[told].append(row)
    own: dict[str, dict[str, Names]] = defaultdict(dict)
    naming: dict[str, dict[str, Names]] = defaultdict(dict)
    for told, several in alike.items():
        row = _with_all_dates(several)
        if note := _note(cells, row, told.id, told.columns, told.others):
            (naming if told.others else own)[told.id].setdefault(note[ENGLISH], note)
    return {
        id_: (*_at_most(_longest(own[id_]), tied=tied), *_few(naming[id_]))
        for id_ in dict.fromkeys((*own, *naming))
    }


def _with_all_dates(rows: Sequence[Row]) -> Row:
    """Return one row for several that differ in nothing but their date."""
    dates = dict.fromkeys(row.get(DATE) for row in rows)
    return rows[0] if len(dates) == 1 else {**rows[0], DATE: [one for one in dates if one]}


def _note(
    cells: Cells, row: Row, id_: str, columns: Sequence[Column], others: Sequence[str]
) -> Names | None:
    """Return what some cells say in one line, None where they say no more than the name."""
    said = cells.said(row, columns, but=cells.named.names(id_))
    if not said:
        return None
    words = joined(said, BETWEEN)
    if row.get("basis") == Manner.INFERRED:
        words = remarked(words, Manner.INFERRED)
    if not others:
        return words
    return joined([joined(map(cells.named.names, others), LIST), words], COLON)


def _longest(several: Mapping[str, Names]) -> list[Names]:
    """Return notes without those with which a longer one begins."""
    longer = {text: any(one.startswith(f"{text}{BETWEEN}") for one in several) for text in several}
    return [names for text, names in several.items() if not longer[text]]


def _at_most(several: Sequence[Names], *, tied: bool) -> Sequence[Names]:
    if not tied or len(several) <= MOST:
        return several
    return (*several[: MOST - 1], plain("…"))


def _few(several: Mapping[str, Names]) -> Iterable[Names]:
    return several.values() if len(several) <= MOST_OF_OTHERS else ()


class _Places:
    """Tells to which thing of a row each of its cells belongs."""

    def __init__(self, cells: Cells, rows: Sequence[Row]) -> None:
        self.columns = cells.columns
        self.ids = cells.ids
        self._who = {column.name: cells.who_of(column) for column in cells.columns}
        self._of = {column.name: cells.key_of(column) for column in cells.columns}
        self._rows: Counter[str] = Counter()
        self._together: Counter[tuple[str, str]] = Counter()
        self._said: dict[tuple[At, str], set[str]] = defaultdict(set)
        for row in rows:
            things = self._things(row)
            ids = {id_ for _, id_ in things}
            self._rows.update(ids)
            self._together.update((one, other) for one in ids for other in ids)
            for column in cells.columns:
                cell = repr(row[column.name])
                for thing in things:
                    self._said[thing, column.name].add(cell)

    def _things(self, row: Row) -> list[At]:
        return [(key, row[key]) for key in self.ids if row[key]]

    def of_row(self, row: Row) -> Iterator[tuple[str, Sequence[Column], Sequence[str]]]:
        """Yield things of a row, each with the columns of its cells, and the others to be named."""
        things = self._things(row)
        if not things:
            return
        alike: dict[str, list[Column]] = {id_: [] for _, id_ in things}
        rest: list[Column] = []
        for column in self.columns:
            alike.get(self._sure(column, things), rest).append(column)
        least = min(alike, key=self._rows.__getitem__)
        who = self._who_of(rest, things)
        others = [
            id_
            for id_ in alike
            if self._together[least, id_] < self._rows[least]
            or (id_ == who and kind_of(least) in EVENTS)
        ]
        if rest and not others:
            rest = [one for one in self.columns if one in rest or one in alike[least]]
            alike[least] = []
        yield from ((id_, columns, ()) for id_, columns in alike.items())
        yield least, rest, others

    def _sure(self, column: Column, things: Sequence[At]) -> str:
        """Return the thing to which a cell surely belongs; "" where there is none."""
        there = dict(things)
        who = [key for key in self._who[column.name] if key in there]
        alike = {
            key: there[key]
            for key in who or there
            if len(self._said[(key, there[key]), column.name]) == 1
        }
        return alike.get(self._of[column.name] or "") or next(iter(alike.values()), "")

    def _who_of(self, columns: Iterable[Column], things: Sequence[At]) -> str | None:
        """Return who took part of whom some columns tell; None where they tell of nobody."""
        there = dict(things)
        found = (there[key] for one in columns for key in self._who[one.name] if key in there)
        return next(found, None)
