"""Rows as text: a table for a terminal, CSV, JSON, JSON Lines, Markdown, HTML, each text whole.

Rows are mappings with the same keys; a cell is a text, a number, a day, a list, a map, which is
shown as JSON, or None, which is left empty (null in JSON).
"""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sco_graph.errors import UnknownName
from sco_graph.near import near

Row = Mapping[str, Any]

BETWEEN = "; "
GAP = "  "
BREAKABLE = 20
"""Columns from which a word may be broken anywhere, as Chinese names have no spaces."""
PIECE = re.compile(r"[^ /#_-]*[/#_-]?[ ]*(?<=.)", re.DOTALL)
NARROWEST = 8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet may take for a formula."""
# Quotes do not help: where cells are parted by semicolons, they stand amid a cell and do nothing.
INNER_FORMULA = re.compile(rf"([;\t\r\n]\s*)(?=[{re.escape(''.join(FORMULA))}])")
"""Where a formula would begin a cell or row, were cells parted otherwise than by commas."""


def to_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Return CSV as RFC 4180 says, with a head line, each text as it is.

    >>> to_csv(["name", "role"], [{"name": "A, B", "role": ["chair", "speaker"]}])
    'name,role\r\n"A, B",chair; speaker\r\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_text(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def to_guarded_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Return CSV that is safe to open in a spreadsheet.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, also within a
    cell, where a spreadsheet that parts cells by semicolons would begin one.

    >>> to_guarded_csv(["note", "count"], [{"note": "=1+1", "count": -1}])
    "note,count\r\n'=1+1,-1\r\n"
    """
    return to_csv(columns, [{name: _guarded(row[name]) for name in columns} for row in rows])


def _guarded(value: object) -> object:
    text = _text(value) if isinstance(value, str | list) else ""
    guarded = INNER_FORMULA.sub(r"\1'", f"'{text}" if text.startswith(FORMULA) else text)
    return value if guarded == text else guarded


def to_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return a JSON array of objects; days are ISO texts, lists are arrays."""
    kept = [{column: row[column] for column in columns} for row in rows]
    return json.dumps(kept, ensure_ascii=False, indent=2, default=_json) + "\n"


def to_json_lines(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Return a JSON object for each row, a row a line.

    >>> to_json_lines(["a"], [{"a": "x"}, {"a": None}])
    '{"a": "x"}\n{"a": null}\n'
    """
    kept = ({column: row[column] for column in columns} for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False, default=_json)}\n" for row in kept)


def to_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    r"""Return a Markdown table.

    >>> print(to_markdown(["a"], [{"a": "x|y"}]), end="")
    | a |
    | --- |
    | x\|y |
    """
    lines = [columns, ["---"] * len(columns)]
    lines += [[_escaped(row[column]) for column in columns] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def to_html(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return an HTML table, as notebooks show it.

    >>> to_html(["a"], [{"a": "x<y"}])
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>x&lt;y</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(_text(row[column]))}</td>' for column in columns)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def to_table(columns: Sequence[str], rows: Sequence[Row], width: int | None = None) -> str:
    """Return a table, its cells wrapped to fit a width; where they cannot, a block for each row.

    Columns that are empty in every row are left out, as a terminal has no room for them. Nothing is
    cut off.
    """
    filled, cells, widths = _layout(columns, rows, width)
    if not filled:
        return ""
    if widths is None:
        return _blocks(filled, cells, width or 0)
    lines = [filled, ["-" * w for w in widths], *cells]
    return "".join(_line(line, widths) for line in lines)


def fits(columns: Sequence[str], rows: Sequence[Row], width: int) -> bool:
    """Tell whether rows make a table of a width."""
    return _layout(columns, rows, width)[2] is not None


def _layout(
    columns: Sequence[str], rows: Sequence[Row], width: int | None
) -> tuple[list[str], list[list[str]], list[int] | None]:
    """Return the columns that hold something, their cells, and their widths; None if none fit."""
    filled = [column for column in columns if any(_text(row[column]) for row in rows)]
    cells = [[_text(row[column]) for column in filled] for row in rows]
    by_column = [
        [name, *column] for name, column in zip(filled, zip(*cells, strict=True), strict=True)
    ]
    wanted = [max(map(_columns, column)) for column in by_column]
    if width is None:
        return filled, cells, wanted
    least = [
        min(BREAKABLE, max(_columns(p.rstrip()) for cell in column for p in PIECE.findall(cell)))
        for column in by_column
    ]
    return filled, cells, _fitted(wanted, least, width - len(GAP) * (len(wanted) - 1))


def _fitted(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Return widths that fit the room, the widest narrowed first; None where none do."""
    widths = list(wanted)
    while sum(widths) > room:
        spare = [(width, index) for index, width in enumerate(widths) if width > least[index]]
        if not spare:
            return None
        widths[max(spare)[1]] -= 1
    return widths


def to_text(
    format_: str, columns: Sequence[str], rows: Sequence[Row], *, to_screen: bool = True
) -> str:
    """Return rows in a format; a table for the screen fits the terminal, if stdout is one.

    Raises:
        UnknownName: There is no such format.
    """
    if format_ == TABLE:
        return to_table(columns, rows, terminal_width() if to_screen else None)
    return get_format(format_)(columns, rows)


TABLE = "table"
FORMATS: Mapping[str, Callable[[Sequence[str], Sequence[Row]], str]] = {
    TABLE: to_table,
    "csv": to_guarded_csv,
    "json": to_json,
    "jsonl": to_json_lines,
    "markdown": to_markdown,
}
SUFFIXES: Mapping[str, str] = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown"}
"""The format that a file's name asks for; any other is a table."""


def get_format(name: str) -> Callable[[Sequence[str], Sequence[Row]], str]:
    """Return what writes rows in a format.

    Raises:
        UnknownName: There is no such format.
    """
    if name not in FORMATS:
        raise UnknownName("format", name, near(name, FORMATS) or tuple(FORMATS))
    return FORMATS[name]


def terminal_width() -> int | None:
    """Return the columns of the terminal that stdout is, or None where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(map(_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=_json)
    return str(value)


def _escaped(value: object) -> str:
    return (
        _text(value)
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("\n", " ")
        .replace("<", "&lt;")
    )


def _json(value: object) -> str:
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")


def _columns(text: str) -> int:
    """Return the columns of a terminal that a text takes; Chinese characters take two each."""
    from rich.cells import cell_len

    return cell_len(text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return one row of a table, over as many lines as its longest cell needs."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return "".join(
        GAP.join(
            part + " " * (width - _columns(part)) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        + "\n"
        for parts in zip_longest(*wrapped, fillvalue="")
    )


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> str:
    """Return each row as lines of column and cell, an empty line between rows."""
    head = max(map(len, columns))
    room = max(NARROWEST, width - head - len(GAP))
    return "\n".join(
        "".join(
            _line([column, cell], [head, room])
            for column, cell in zip(columns, row, strict=True)
            if cell
        )
        for row in cells
    )


def _wrapped(cell: str, width: int) -> list[str]:
    """Return a text in lines, broken after spaces and the marks within ids, else anywhere."""
    from rich.cells import chop_cells

    lines = [""]
    for piece in PIECE.findall(cell):
        for part in [piece] if _columns(piece.rstrip()) <= width else chop_cells(piece, width):
            if _columns(lines[-1] + part.rstrip()) > width:
                lines.append("")
            lines[-1] += part
    return [line.rstrip() for line in lines]
