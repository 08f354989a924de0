"""Generated records as tables: what an RML engine is given in place of records.

One table for each class, with a column for each property that has one value; one table for each
property that has several, and for each shortcut. Ids of nested things, days of EDTF dates and
shortcuts are worked out here, where no clock runs: an engine has only to write them as triples.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sco_graph.schema import DATA, LANGUAGES, Concept, Kind, Property, local_name
from sco_loaders.edtf import Edtf
from sco_loaders.nodes import Node, Parsed
from sco_loaders.shortcuts import shortcuts

RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
XSD = "http://www.w3.org/2001/XMLSchema#"
IRIS = frozenset({Kind.CONCEPT, Kind.REFERENCE, Kind.NESTED})
SUBJECT = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column's cells are the objects of, and what kind of term they become."""

    predicate: str
    iri: bool = False
    language: str | None = None
    datatype: str | None = None


@dataclass(slots=True, kw_only=True)
class Table:
    """Rows with one subject each, by the names of their columns."""

    types: tuple[str, ...] = ()
    columns: dict[str, Column] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)


class Tables(dict[str, Table]):
    """The tables of nodes, by name."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__()
        for node in nodes:
            self._add(node)

    def __missing__(self, name: str) -> Table:
        self[name] = Table()
        return self[name]

    def write(self, folder: Path) -> None:
        """Write each table as CSV, an empty cell where there is no value."""
        for name, table in self.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, [SUBJECT, *table.columns], restval="")
                writer.writeheader()
                writer.writerows(table.rows)

    def _add(self, node: Node) -> None:
        subject, kind = DATA + node.id, node.cls.kind
        table, row = self[kind], {SUBJECT: subject}
        table.types = node.cls.types
        for name, column, cell in _cells(node):
            many = node.cls.properties[name].many if name in node.cls.properties else False
            if many:
                self._link(f"{kind}.{name}", column, subject, cell)
            else:
                table.columns[name] = column
                row[name] = cell
        table.rows.append(row)
        for from_, predicate, to in shortcuts(node):
            name = f"shortcut.{local_name(predicate)}"
            self._link(name, Column(predicate=predicate, iri=True), DATA + from_, DATA + to)

    def _link(self, name: str, column: Column, subject: str, cell: str) -> None:
        self[name].columns["value"] = column
        self[name].rows.append({SUBJECT: subject, "value": cell})


def _cells(node: Node) -> Iterator[tuple[str, Column, str]]:
    """Yield name, column and cell of each value of a node."""
    yield from _labels(node)
    for key, values in node.values.items():
        prop = node.cls.properties[key]
        for value in values:
            if isinstance(value, tuple):
                text, language = value
                yield f"{key}_{language}", Column(predicate=prop.iri, language=language), text
            else:
                yield key, _column(prop), _cell(prop, value)
            if isinstance(value, Edtf) and prop.bounds:
                yield from _days(key, prop.bounds, value)


def _labels(node: Node) -> Iterator[tuple[str, Column, str]]:
    """Yield the labels by language; what has no name of its own has an English one, as both."""
    named = any(prop.iri == PREF_LABEL for prop in node.cls.properties.values())
    own = node.values.get("name", ()) if named else ()
    for name in own or ((node.name, LANGUAGES[0]),):
        if isinstance(name, tuple):
            text, language = name
            yield f"label_{language}", Column(predicate=RDFS_LABEL, language=language), text
    if not own:
        column = Column(predicate=PREF_LABEL, language=LANGUAGES[0])
        yield f"name_{LANGUAGES[0]}", column, node.name


def _days(key: str, predicates: tuple[str, str], value: Edtf) -> Iterator[tuple[str, Column, str]]:
    ends = zip(("earliest", "latest"), predicates, (value.earliest, value.latest), strict=True)
    for end, predicate, day in ends:
        if day is not None:
            column = Column(predicate=predicate, datatype=f"{XSD}date")
            yield f"{key}_{end}", column, day.isoformat()


def _column(prop: Property) -> Column:
    if prop.kind in IRIS:
        return Column(predicate=prop.iri, iri=True)
    datatype = None if prop.datatype == f"{XSD}string" else prop.datatype
    return Column(predicate=prop.iri, datatype=datatype)


def _cell(prop: Property, value: Parsed) -> str:
    if isinstance(value, Concept):
        return DATA + value.id
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{DATA}{value}" if prop.kind in IRIS else str(value)
