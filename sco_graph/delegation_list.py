"""A list of delegations in CSV: its rows, each cell with its place, and what is wrong with it.

Headings may stand in any order and case; what the cells mean is said by `sco_graph.delegations`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_graph.errors import Problem, hint
from sco_graph.near import near
from sco_graph.spelling import folded
from sco_loaders.new_source import decoded
from sco_loaders.yaml_characters import REFUSED, refusal
from sco_loaders.yaml_report import shown

DELIMITERS = ",;\t"


class Cell(NamedTuple):
    """One cell with text, and where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, those that hold something."""

    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Return what stands in a column, or nothing."""
        return self.cells[column].text if column in self.cells else ""

    def place(self, *columns: str) -> tuple[int, int]:
        """Return where the first of some columns that is filled begins, else the row."""
        cell = next((self.cells[one] for one in columns if one in self.cells), None)
        return (self.line, 1) if cell is None else (cell.line, cell.column)


@dataclass(slots=True)
class Problems:
    """Takes what is wrong with one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, place: tuple[int, int], message: str) -> None:
        """Take one problem."""
        line, column = place
        self.found.append(Problem(file=self.file, line=line, column=column, message=message))


class Table(NamedTuple):
    """The columns that a list has, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_list(data: bytes, headings: Mapping[str, str], problems: Problems) -> Table:
    """Return the table of a CSV file; `headings` has the column of each heading, as `plain`.

    Raises:
        RecordsError: The file is not UTF-8.
    """
    text = re.sub(r"\r\n?", "\n", decoded(data, problems.file))
    lines = [f"{line}\n" for line in text.split("\n")]
    found = _rows(lines, _delimiter(lines[0].strip(), headings), problems)
    head = next(found, None)
    if head is None:
        problems.add((1, 1), "the list is empty; its first row has the headings of the columns")
        return Table((), ())
    columns = [_column(cell, headings, problems) for cell in head]
    _refuse_twice(columns, head, problems)
    rows = (_row(cells, columns, problems) for cells in found)
    return Table(tuple(filter(None, columns)), tuple(row for row in rows if row.cells))


def plain(heading: str) -> str:
    """Return a heading without case, accents and signs.

    >>> plain("Person-ID"), plain(" person_id ")
    ('person id', 'person id')
    """
    return folded(heading)


def _delimiter(head: str, headings: Collection[str]) -> str:
    """Return the sign that divides the first line into most known headings."""

    def known(sign: str) -> int:
        return sum(plain(one.strip('"')) in headings for one in head.split(sign))

    return max(DELIMITERS, key=known)


def _rows(lines: Sequence[str], delimiter: str, problems: Problems) -> Iterator[list[Cell]]:
    """Yield the cells of each row that is not empty."""
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num
        try:
            texts = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = (
                f"this is not CSV ({error}); close the quotation mark, or double it inside one"
            )
            problems.add((start + 1, 1), message)
            return
        places = _places("".join(lines[start : reader.line_num]), delimiter, start + 1)
        if any(map(str.strip, texts)):
            pairs = zip(texts, places, strict=True)
            yield [_cell(text, place, problems) for text, place in pairs]


def _places(raw: str, delimiter: str, line: int) -> Iterator[tuple[int, int]]:
    """Yield where each cell of a row begins, as `csv` divides it."""
    column, begins, quoted, open_ = 1, True, False, False
    for sign in raw.rstrip("\n") + delimiter:
        if begins:
            yield line, column
            quoted = sign == '"'
        open_ ^= quoted and sign == '"'
        begins = sign == delimiter and not open_
        line, column = (line + 1, 1) if sign == "\n" else (line, column + 1)


def _cell(text: str, place: tuple[int, int], problems: Problems) -> Cell:
    text = " ".join(text.split())
    if refused := REFUSED.search(text):
        problems.add(place, f"{shown(text)} holds what no record may: {refusal(refused[0][0])}")
        text = REFUSED.sub("", text)
    return Cell(unicodedata.normalize("NFC", text), *place)


def _column(cell: Cell, headings: Mapping[str, str], problems: Problems) -> str | None:
    """Return the column that a heading stands for; one without a heading is for nothing."""
    heading = plain(cell.text)
    if not heading or heading in headings:
        return headings.get(heading)
    advice = hint(near(heading, headings)) or f"; take one of {', '.join(sorted(headings))}"
    problems.add((cell.line, cell.column), f"no column is named {shown(cell.text)}{advice}")
    return None


def _refuse_twice(columns: Sequence[str | None], head: Sequence[Cell], problems: Problems) -> None:
    for number, (column, cell) in enumerate(zip(columns, head, strict=True)):
        if column is not None and column in columns[:number]:
            other = head[columns.index(column)].text
            message = (
                f"{shown(cell.text)} is the same column as {shown(other)}; keep one of the two"
            )
            problems.add((cell.line, cell.column), message)


def _row(cells: Sequence[Cell], columns: Sequence[str | None], problems: Problems) -> Row:
    for cell in cells[len(columns) :]:
        if cell.text:
            message = (
                f"{shown(cell.text)} stands under no heading; add one, or quote the cell before"
            )
            problems.add((cell.line, cell.column), message)
    named: Iterable[tuple[str | None, Cell]] = zip(columns, cells, strict=False)
    return Row(cells[0].line, {name: cell for name, cell in named if name and cell.text})
