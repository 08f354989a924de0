"""A flat table in the formats of files: CSV, Parquet, and sheets of an Excel workbook.

Each gives the same bytes for the same table. Parquet and Excel need libraries that are not always
installed: the extra `tables`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sco_graph.errors import StoreError, WrongUse
from sco_graph.formats import to_csv as rows_to_csv
from sco_graph.table import Cell, Table, Type

if TYPE_CHECKING:
    import pyarrow as pa

INSTALL = "run `pip install 'sco-graph[tables]'`"
EXCEL_ROWS, EXCEL_TEXT = 1_048_576, 32_767
WIDTH = 24


def to_csv(table: Table) -> bytes:
    """Return a table as CSV: UTF-8, RFC 4180, a head line, an empty cell for what is not known."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return rows_to_csv(names, rows).encode()


# --- Parquet ---


def has_parquet() -> bool:
    """Tell whether the library for Parquet is installed."""
    return find_spec("pyarrow") is not None


def to_parquet(table: Table) -> bytes:
    """Return a table as Parquet, each column with its meaning.

    Raises:
        WrongUse: The library for it is not installed.
    """
    if not has_parquet():
        raise WrongUse(f"Parquet needs pyarrow; {INSTALL}")
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    schema = _arrow_schema(table)
    arrays = [pa.array(cells, type=of.type) for cells, of in zip(columns, schema, strict=True)]
    made = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), made)
    return made.getvalue()


def _arrow_schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {
        Type.STRING: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
    }
    return pa.schema(
        [
            pa.field(
                column.name,
                types[column.type],
                nullable=not column.required,
                metadata={"description": column.meaning},
            )
            for column in table.columns
        ],
        metadata={"title": table.title, "description": table.description},
    )


# --- Excel ---


def has_excel() -> bool:
    """Tell whether the library for Excel is installed."""
    return find_spec("xlsxwriter") is not None


def to_excel(tables: Sequence[Table], *, title: str, created: datetime.date) -> bytes:
    """Return a workbook with a sheet for each table; no cell is a formula or a link.

    Raises:
        WrongUse: The library for it is not installed.
        StoreError: A table has more than a sheet can hold.
    """
    if not has_excel():
        raise WrongUse(f"Excel needs XlsxWriter; {INSTALL}")
    import xlsxwriter

    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    midnight = datetime.datetime.combine(created, datetime.time())
    workbook.set_properties({"title": title, "created": midnight})
    head = workbook.add_format({"bold": True})
    for table in tables:
        sheet = workbook.add_worksheet(table.name)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(table.columns) - 1, WIDTH)
        _write_sheet(sheet, table, head)
    workbook.close()
    return made.getvalue()


def _write_sheet(sheet: Any, table: Table, head: Any) -> None:  # noqa: ANN401  # the library has no types
    if len(table.rows) >= EXCEL_ROWS:
        raise StoreError(f"{table.name}: has more rows than a sheet of Excel; leave out --excel")
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, head)
    for line, row in enumerate(table.rows, start=1):
        for number, cell in enumerate(row):
            _write_cell(sheet, line, number, cell)


def _write_cell(sheet: Any, line: int, number: int, cell: Cell) -> None:  # noqa: ANN401  # as above
    """Write a cell as what it is; a date as text, since a spreadsheet's own begin in 1900."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, number, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, number, cell)
    else:
        text = str(cell)
        if len(text) > EXCEL_TEXT:
            raise StoreError(
                f"{sheet.get_name()}, row {line}: a text of {len(text)} characters is too long for "
                "a cell of Excel; leave out --excel"
            )
        sheet.write_string(line, number, text)
