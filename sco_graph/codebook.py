"""The codebook of the flat tables: what each column means, as a Data Package and as rows.

datapackage.json follows the Frictionless specifications, version 1. Three things it says in words
of its own: a field's `unit`, its `source`, and its `allowedValues` with what each means.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sco_graph.dataset import Dataset
from sco_graph.table import BETWEEN, Column, Table, Type

DATAPACKAGE = "datapackage.json"
NAME = "sco-graph-tables"
LICENSES = {
    "https://creativecommons.org/publicdomain/zero/1.0/": (
        "CC0-1.0",
        "Creative Commons Zero 1.0 Universal",
    )
}
HOW_TO_READ = (
    "A cell with several values has them in the order of their ids, with a semicolon and a space "
    "between. An empty cell says that nothing is known. A cell of a CSV file is the value as it "
    "is: a program that takes a cell with = + - or @ at its beginning for a formula has to be told "
    "that columns are text, or be given the workbook, whose cells are never formulas."
)
CODEBOOK = (
    Column(
        name="table",
        type=Type.STRING,
        meaning="The table.",
        source="the tables",
        required=True,
    ),
    Column(
        name="column",
        type=Type.STRING,
        meaning="The column.",
        source="the tables",
        required=True,
    ),
    *(
        Column(name=name, type=Type.STRING, meaning=meaning, source="ontology/", required=required)
        for name, meaning, required in (
            ("meaning", "What the column means.", True),
            ("type", "What its cells are.", True),
            ("unit", "The unit.", False),
            ("allowed_values", "The values that it may have, with what each means.", False),
            ("source", "The predicate of its values, or from what they are computed.", True),
        )
    ),
)


def codebook(tables: Iterable[Table]) -> Table:
    """Return the codebook itself as a table, one row a column."""
    return Table(
        name="codebook",
        title="Codebook",
        description="One row for a column of a table.",
        columns=CODEBOOK,
        rows=tuple(
            (table.name, column.name, *_said(column))
            for table in tables
            for column in table.columns
        ),
        key=("table", "column"),
    )


def _said(column: Column) -> tuple[str | None, ...]:
    type_ = f"{column.type}, several" if column.many else str(column.type)
    values = "\n".join(f"{one.value}: {one.meaning}" for one in column.allowed)
    return column.meaning, type_, column.unit, values or None, column.source


# --- the Data Package ---


def datapackage(tables: Sequence[Table], files: Mapping[str, bytes], dataset: Dataset) -> bytes:
    """Return datapackage.json for the files of some tables, by their names."""
    described = {
        "profile": "data-package",
        "name": NAME,
        "id": f"{dataset.iri}/tables",
        "title": f"{dataset.title}: flat tables",
        "description": f"{dataset.description} {HOW_TO_READ}",
        "version": dataset.version,
        "created": f"{dataset.issued}T00:00:00Z",
        "keywords": list(dataset.keywords),
        "licenses": [_license(dataset.license)],
        "contributors": [{"title": name, "role": "author"} for name in dataset.creators],
        "resources": [
            *(_table_resource(table, files[f"{table.name}.csv"]) for table in tables),
            *(_file_resource(name, files[name]) for name in files if not name.endswith(".csv")),
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _license(iri: str) -> dict[str, str]:
    name, title = LICENSES.get(iri, ("", ""))
    return {"name": name, "title": title, "path": iri} if name else {"path": iri}


def _table_resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        **_file(f"{table.name}.csv", content),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **_foreign_keys(table),
        },
    }


def _file_resource(name: str, content: bytes) -> dict[str, Any]:
    """Return the description of a file that says the same as CSV in another format."""
    stem, _, suffix = name.partition(".")
    return {"name": f"{stem}-{suffix}", "type": "file", **_file(name, content)}


def _file(name: str, content: bytes) -> dict[str, Any]:
    suffix = name.rpartition(".")[2]
    return {
        "path": name,
        "format": suffix,
        "mediatype": MEDIA_TYPES[suffix],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _foreign_keys(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
        for column, other in table.refers
    ]
    return {"foreignKeys": keys} if keys else {}


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": str(column.type),
        "description": column.meaning,
        "source": column.source,
    }
    if column.unit is not None:
        described["unit"] = column.unit
    if constraints := dict(_constraints(column)):
        described["constraints"] = constraints
    if column.allowed:
        described["allowedValues"] = [
            {"value": one.value, "label": one.label, "description": one.meaning}
            for one in column.allowed
        ]
    return described


def _constraints(column: Column) -> Iterator[tuple[str, Any]]:
    if column.required:
        yield "required", True
    values = [one.value for one in column.allowed]
    if values and not column.many:
        yield "enum", values
    single = "|".join(map(re.escape, values)) if column.many else ""
    single = single or (column.pattern or "").removeprefix("^").removesuffix("$")
    if single:
        several = f"(?:{single})(?:{BETWEEN}(?:{single}))*"
        yield "pattern", f"^{several if column.many else single}$"
