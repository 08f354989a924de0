"""The graph as flat tables in files: CSV, Parquet, the codebook, and on demand one Excel workbook.

What stands in a table is for `sco_graph.class_tables` and `sco_graph.presence_tables`; here they
are gathered and written, each file whole or not at all.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sco_graph import attestation_tables, class_tables
from sco_graph.codebook import DATAPACKAGE, codebook, datapackage
from sco_graph.dataset import read_dataset
from sco_graph.errors import StoreError, WrongUse
from sco_graph.identifier_table import identifiers
from sco_graph.presence import presences
from sco_graph.presence_tables import state_meetings, state_pairs
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema
from sco_graph.table import Table
from sco_graph.table_files import (
    INSTALL,
    has_excel,
    has_parquet,
    to_csv,
    to_excel,
    to_parquet,
)
from sco_graph.whole_graph import WholeGraph, read_whole_graph
from sco_loaders.build import QUADS, Build, write_synced

WORKBOOK = "sco-graph.xlsx"
OF_CLASSES = (
    class_tables.participations,
    class_tables.counts,
    class_tables.meetings,
    class_tables.people,
    class_tables.tenures,
    attestation_tables.tenure_attestations,
    class_tables.states,
    class_tables.statuses,
    attestation_tables.status_attestations,
    class_tables.documents,
    class_tables.acts,
    class_tables.sources,
    identifiers,
)


def tables(schema: Schema, graph: WholeGraph) -> tuple[Table, ...]:
    """Return every table."""
    found = list(presences(graph))
    return (
        *(make(schema, graph) for make in OF_CLASSES),
        state_meetings(schema, graph, found),
        state_pairs(schema, graph, found),
    )


def table_files(opened: Build, *, excel: bool = False) -> dict[str, bytes]:
    """Return the content of every file by its name; Parquet only where its library is installed.

    Raises:
        WrongUse: A workbook is asked for, and its library is not installed.
        StoreError: The build cannot be read, or a table is too large for a workbook.
    """
    if excel and not has_excel():
        raise WrongUse(f"--excel needs XlsxWriter; {INSTALL}, or leave it out")
    dataset = read_dataset(opened.read(QUADS))
    found = tables(read_schema(), read_whole_graph(opened))
    files = {f"{table.name}.csv": to_csv(table) for table in found}
    if has_parquet():
        files |= {f"{table.name}.parquet": to_parquet(table) for table in found}
    if excel:
        files[WORKBOOK] = to_excel(
            [codebook(found), *found],
            title=dataset.title,
            created=datetime.date.fromisoformat(dataset.issued),
        )
    return files | {DATAPACKAGE: datapackage(found, files, dataset)}


def write_tables(opened: Build, output: Path, *, excel: bool = False) -> list[Path]:
    """Write every file into a folder, and return where they are.

    Raises:
        WrongUse: A workbook is asked for, and its library is not installed.
        StoreError: The build cannot be read, or a file not written.
    """
    files = table_files(opened, excel=excel)
    try:
        output.mkdir(parents=True, exist_ok=True)
        written = _put(output, files)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written: {error.strerror or error}") from error
    if not has_parquet():
        sys.stderr.write(f"sco-graph: no Parquet files, as they need pyarrow; {INSTALL}\n")
    return written


def _put(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files beside their places first, so that an error leaves the former ones."""
    waiting = {folder / name: folder / f".{name}.{os.getpid()}.waiting" for name in files}
    try:
        for path, content in zip(waiting.values(), files.values(), strict=True):
            write_synced(path, [content])
        for path, written in waiting.items():
            written.replace(path)
    finally:
        for written in waiting.values():
            with suppress(OSError):
                written.unlink(missing_ok=True)
    return list(waiting)
