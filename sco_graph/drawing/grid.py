"""A matrix as a grid: a head for each row and column, and a cell for each of both."""

from __future__ import annotations

from collections.abc import Sequence

from sco_graph.drawing.labels import MARGIN, SIGN, cited, height, in_language, label, widest_line
from sco_graph.drawing.picture import Cell, Heading, Matrix
from sco_graph.drawing.placed import Box, Labels, PlacedMatrix
from sco_graph.formats import to_guarded_csv

ROW_HEAD, CELL = (96.0, 170.0), (92.0, 140.0)
"""The least and the greatest width of the heads of rows, and of cells."""
NARROW_CELL, TURNED = (40.0, 90.0), 190.0
"""The widths of narrow cells, and the greatest height of their columns' heads, which are turned."""
PADDING = 6.0
FIRST = ""
"""The head of the rows' own column."""
MOST_CITED = 2
"""How many sources a cell names; where there are more, its details do alone."""
UNCITED = ("not-stated",)
"""Marks of cells that need no source, as none tells anything."""


def place_matrix(matrix: Matrix, languages: Sequence[str]) -> PlacedMatrix:
    """Return a matrix's boxes, each row as high and each column as wide as its labels need."""
    limits = NARROW_CELL if matrix.narrow else CELL
    columns = [_column_head(matrix, one, languages) for one in matrix.columns]
    rows = [_head(one, languages, ROW_HEAD[1]) for one in matrix.rows]
    cells = {(cell.row, cell.column): _cell(cell, matrix, languages) for cell in matrix.cells}
    lefts = _ends(
        _between(ROW_HEAD, [widest_line(one) + 2 * MARGIN + SIGN for one in rows]),
        [
            _between(
                limits,
                [
                    _across(head, turned=matrix.narrow),
                    *(
                        widest_line(cells[row.id, column.id]) + 2 * PADDING
                        for row in matrix.rows
                        if (row.id, column.id) in cells
                    ),
                ],
            )
            for column, head in zip(matrix.columns, columns, strict=True)
        ],
    )
    tops = _ends(
        max((_across(one, turned=not matrix.narrow) for one in columns), default=0.0),
        [
            max(
                height(head),
                *(
                    height(cells[row.id, column.id])
                    for column in matrix.columns
                    if (row.id, column.id) in cells
                ),
                0.0,
            )
            + 2 * PADDING
            for row, head in zip(matrix.rows, rows, strict=True)
        ],
    )
    across = {one.id: number for number, one in enumerate(matrix.columns, 1)}
    down = {one.id: number for number, one in enumerate(matrix.rows, 1)}

    def box(id_: str, column: int, row: int, labels: Labels) -> Box:
        return Box(
            id=id_,
            x=lefts[column],
            y=tops[row],
            width=round(lefts[column + 1] - lefts[column], 1),
            height=round(tops[row + 1] - tops[row], 1),
            labels=labels,
        )

    return PlacedMatrix(
        width=lefts[-1],
        height=tops[-1],
        rows=tuple(
            box(one.id, 0, down[one.id], labels)
            for one, labels in zip(matrix.rows, rows, strict=True)
        ),
        columns=tuple(
            box(one.id, across[one.id], 0, labels)
            for one, labels in zip(matrix.columns, columns, strict=True)
        ),
        turned=matrix.narrow,
        cells=tuple(
            box(
                f"{one.row} {one.column}",
                across[one.column],
                down[one.row],
                cells[one.row, one.column],
            )
            for one in matrix.cells
        ),
    )


def _across(head: Labels, *, turned: bool) -> float:
    """Return the room that the head of a column takes across its text, or if turned, along it."""
    return height(head) + 2 * PADDING if turned else widest_line(head) + 2 * MARGIN + SIGN


def _column_head(matrix: Matrix, heading: Heading, languages: Sequence[str]) -> Labels:
    room = TURNED if matrix.narrow else CELL[1]
    names = heading.short if matrix.narrow and heading.short else heading.names
    return label(names, heading.notes, languages, room - 2 * MARGIN - SIGN)


def _cell(cell: Cell, matrix: Matrix, languages: Sequence[str]) -> Labels:
    if cell.code is not None:
        return label(cell.code, (), languages, NARROW_CELL[1] - 2 * PADDING)
    # The first fact is what the cell itself says.
    known = cell.facts[:1] if cell.mark not in UNCITED else ()
    if len({one.number for fact in known for one in fact.citations}) > MOST_CITED:
        known = ()
    numbers = cited(known, matrix.head.sources)
    return label(cell.names, cell.notes, languages, CELL[1] - 2 * PADDING, cited=numbers)


def matrix_csv(matrix: Matrix, language: str) -> str:
    """Return a matrix as CSV: a line for each row, its cells with their notes."""
    heads = [
        " ".join(in_language(text, language) for text in (one.names, *one.notes))
        for one in matrix.columns
    ]
    if len(set(heads)) < len(heads):
        heads = [f"{head} ({one.id})" for one, head in zip(matrix.columns, heads, strict=True)]
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    rows = [
        {FIRST: in_language(row.names, language)}
        | {
            head: [in_language(one, language) for one in (cell.names, *cell.notes)]
            for one, head in zip(matrix.columns, heads, strict=True)
            for cell in (cells[row.id, one.id],)
        }
        for row in matrix.rows
    ]
    return to_guarded_csv([FIRST, *heads], rows)


def _head(heading: Heading, languages: Sequence[str], room: float) -> Labels:
    return label(heading.names, heading.notes, languages, room - 2 * MARGIN - SIGN)


def _between(limits: tuple[float, float], widths: Sequence[float]) -> float:
    least, most = limits
    return max([least, *(min(most, one) for one in widths)])


def _ends(first: float, others: Sequence[float]) -> list[float]:
    """Return where each of some parts in a row begins, and where the last one ends."""
    found = [0.0, round(first, 1)]
    for one in others:
        found.append(round(found[-1] + one, 1))
    return found
