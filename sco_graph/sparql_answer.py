"""The answer to a SPARQL query: a sequence of rows, and text in the formats of the W3C."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, overload

import pyoxigraph as ox

from sco_graph.errors import AnswerError, UnknownName
from sco_graph.formats import BETWEEN, to_table
from sco_graph.near import near
from sco_graph.rdf import Cell, prefixes, to_term, to_value
from sco_graph.schema import DATA
from sco_graph.shapes import read_schema
from sco_graph.twins import SEPARATOR

GRAPHS = ("CONSTRUCT", "DESCRIBE")
LOCAL_NAME = re.compile(r"\w(?:[\w.-]*[\w-])?")
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
SHOWN = 40

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Answer(Sequence[Row]):
    """The answer to a query: a sequence of rows, true or false, and text in many formats.

    A row is a mapping of columns to Python values; a graph's columns are subject, predicate and
    object. IRIs are whole, literals are read by their datatypes, what is unbound is None. An
    answer to ASK has no rows: take its `bool`, which for any other is whether there are rows.
    `unknown` is what the query names and the graph or the ontology lacks: perhaps a slip.
    """

    form: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    truth: bool
    unknown: tuple[UnknownName, ...]

    def __repr__(self) -> str:
        return f"<Answer to {self.form}: {self.truth if self.form == 'ASK' else len(self)}>"

    def __bool__(self) -> bool:
        return self.truth

    def __len__(self) -> int:
        return len(self.cells)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row(cells) for cells in self.cells[index]]
        return self._row(self.cells[index])

    def _row(self, cells: Sequence[Cell | None]) -> Row:
        return dict(zip(self.columns, map(to_value, cells), strict=True))

    def to_text(self, format_: str | None = None, width: int | None = None) -> str:
        """Return the answer in a format, given by its name or media type.

        SELECT and ASK give table, csv, json, tsv and xml; CONSTRUCT and DESCRIBE give turtle,
        jsonld, ntriples, rdfxml and table. The first is the default; the width is the table's.

        Raises:
            UnknownName: The answer has no such format.
            AnswerError: The format cannot hold a value of it.
        """
        name = get_format(self.form, format_)
        if name == "table":
            return _table(self, width)
        return _graph(self, name) if self.form in GRAPHS else _results(self, name)


@cache
def known_prefixes() -> dict[str, str]:
    """Return the prefixes that a query may use undeclared, and an answer be shortened with."""
    return prefixes(read_schema())


MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
RESULT_WRITERS: Mapping[str, ox.QueryResultsFormat | None] = {
    "table": None,
    "csv": ox.QueryResultsFormat.CSV,
    "json": None,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_WRITERS: Mapping[str, ox.RdfFormat | None] = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "table": None,
}


def get_format(form: str, name: str | None) -> str:
    """Return the name of a format that answers to a form of query have.

    >>> get_format("SELECT", None), get_format("ASK", "application/sparql-results+json")
    ('table', 'json')

    Raises:
        UnknownName: There is no such format for it.
    """
    formats = tuple(GRAPH_WRITERS if form in GRAPHS else RESULT_WRITERS)
    if name is None:
        return formats[0]
    by_type = {MEDIA_TYPES[one]: one for one in formats if one in MEDIA_TYPES}
    found = by_type.get(name.partition(";")[0].strip().lower(), name)
    if found not in formats:
        raise UnknownName(f"format of an answer to {form}", name, near(name, formats) or formats)
    return found


def _results(answer: Answer, name: str) -> str:
    told: dict[str, Any] = {"head": {}, "boolean": answer.truth}
    if answer.form == "SELECT":
        bindings = [
            {c: cell for c, cell in zip(answer.columns, cells, strict=True) if cell is not None}
            for cells in answer.cells
        ]
        told = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    if name == "json":
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    read = ox.parse_query_results(json.dumps(told).encode(), format=ox.QueryResultsFormat.JSON)
    text = (read.serialize(format=RESULT_WRITERS[name]) or b"").decode()
    return _ended(_xml(answer, text) if name == "xml" else text)


def _graph(answer: Answer, name: str) -> str:
    triples = [ox.Triple(*map(_term, cells)) for cells in answer.cells]
    namespaces = _used_prefixes(answer)
    text = (ox.serialize(triples, format=GRAPH_WRITERS[name], prefixes=namespaces) or b"").decode()
    return _ended(_xml(answer, text) if name == "rdfxml" else text)


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def _xml(answer: Answer, text: str) -> str:
    """Return an answer's XML, which the engine writes whether or not XML can hold the values.

    Raises:
        AnswerError: A value holds a character that XML lacks, or a predicate is no name in it.
    """
    for column, found in _in_columns(answer):
        if lacking := NOT_IN_XML.search(found):
            raise AnswerError(
                f"column {column!r} holds U+{ord(lacking[0]):04X}, a character that XML lacks, "
                f"in {found[:SHOWN]!r}; take another format"
            )
        if answer.form in GRAPHS and column == "predicate" and not XML_NAME.search(found):
            raise AnswerError(
                f"the predicate {found!r} does not end in a name, as RDF/XML needs; "
                "take another format"
            )
    return text.replace("\r", "&#13;")  # which XML would read as a line feed


def _in_columns(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield every text of an answer with its column."""
    for cells in answer.cells:
        for column, cell in zip(answer.columns, cells, strict=True):
            yield from ((column, text) for text in _texts(cell))


def _texts(cell: Cell | None) -> Iterator[str]:
    value = None if cell is None else cell["value"]
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)


def _term(cell: Cell | None) -> Any:  # noqa: ANN401  # whatever a triple takes at this place
    return None if cell is None else to_term(cell)


def _used_prefixes(answer: Answer) -> dict[str, str]:
    used = {prefix for cells in answer.cells for cell in cells if (prefix := _prefix_of(cell))}
    return {prefix: known_prefixes()[prefix] for prefix in sorted(used)}


def _table(answer: Answer, width: int | None) -> str:
    if answer.form == "ASK":
        return f"{answer.truth}\n".lower()
    rows = [
        {c: _shown(cell) for c, cell in zip(answer.columns, cells, strict=True)}
        for cells in answer.cells
    ]
    return to_table(answer.columns, rows, width)


def _shown(cell: Cell | None) -> object:
    """Return what a table shows of a cell: an id of ours, another IRI with its prefix, a value."""
    if cell is None or cell["type"] != "uri":
        value = to_value(cell)
        # A list of a question's twin is shown as the question itself shows it.
        is_text = isinstance(value, str | tuple)
        return str(value).replace(SEPARATOR, BETWEEN) if is_text else value
    iri = str(cell["value"])
    if iri.startswith(DATA):
        return iri.removeprefix(DATA)
    prefix = _prefix_of(cell)
    return iri if prefix is None else f"{prefix}:{iri.removeprefix(known_prefixes()[prefix])}"


def _prefix_of(cell: Cell | None) -> str | None:
    """Return the prefix under which an IRI can be written, or None where there is none."""
    if cell is None or cell["type"] != "uri":
        return None
    iri = str(cell["value"])
    namespace = next((n for n in _namespaces() if iri.startswith(n)), "")
    fits = LOCAL_NAME.fullmatch(iri.removeprefix(namespace))
    return _namespaces()[namespace] if namespace and fits else None


@cache
def _namespaces() -> dict[str, str]:
    """Return the prefixes by their namespaces, the longest first."""
    longest_first = sorted(known_prefixes().items(), key=lambda item: (-len(item[1]), item[0]))
    return {namespace: prefix for prefix, namespace in longest_first}
