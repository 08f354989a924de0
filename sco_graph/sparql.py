"""SPARQL of a user's own over a build: asked in a sandbox, answered in the formats of the W3C.

The default graph is the union of the named graphs. The common prefixes and those of our kinds
(`state:india`, `level:minister`) need no declaration, and `<state/india>` is the thing of this id.
The graph is only read, and nothing is fetched from the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, overload

import pyoxigraph as ox

from sco_graph.errors import UnknownName
from sco_graph.formats import to_table
from sco_graph.near import near
from sco_graph.rdf import Cell, cell_of, prefixes, to_term, to_value
from sco_graph.sandbox import Job, Limits, Reply, run
from sco_graph.schema import DATA
from sco_graph.shapes import read_schema
from sco_graph.sparql_given import function_of, with_given
from sco_graph.sparql_text import Query, read_query
from sco_loaders.build import QUADS, Build

TRIPLE = ("subject", "predicate", "object")
GRAPHS = ("CONSTRUCT", "DESCRIBE")
DEFAULT = Limits()
LOCAL_NAME = re.compile(r"\w(?:[\w.-]*[\w-])?")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Answer(Sequence[Row]):
    """The answer to a query: a sequence of rows, true or false, and text in many formats.

    A row is a mapping of columns to Python values; a graph's columns are subject, predicate and
    object. IRIs are whole, literals are read by their datatypes, what is unbound is None. An
    answer to ASK has no rows: take its `bool`, which for any other is whether there are rows.
    """

    form: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    truth: bool

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
        """
        name = get_format(self.form, format_)
        if name == "table":
            return _table(self, width)
        return _graph(self, name) if self.form in GRAPHS else _results(self, name)


def sparql(
    build: Build,
    text: str,
    bindings: Mapping[str, object] | None = None,
    *,
    limits: Limits = DEFAULT,
) -> Answer:
    """Ask a query of a build, in a process of its own.

    It is the files of the build that are asked, whatever was added to an opened store.

    A binding gives a variable its value: a number, a day, a text, a term of pyoxigraph or rdflib.
    A text that is an id (`state/india`) or a whole IRI means that thing; give any other text that
    looks so as a literal.

    Raises:
        QuestionError: The query is no SPARQL, does more than read, fails, or reached a limit.
        UnknownName: A bound variable, a bound id or a graph in FROM does not exist.
    """
    query = read_query(text)
    query.refuse()
    given = _given(query, bindings or {})
    job = Job(
        engine="sparql",
        store=build.folder / QUADS,
        sha256=build.manifest["files"][QUADS]["sha256"],
        query=with_given(query, frozenset(given)),
        parameters={
            "written": text,
            "prefixes": _prefixes(),
            "graphs": query.graphs(_prefixes()),
            "known": [cell["value"] for cell in given.values() if _is_ours(cell)],
            "given": {function_of(name): cell for name, cell in given.items()},
        },
    )
    return _answer(query, run(job, limits))


def _answer(query: Query, reply: Reply) -> Answer:
    columns, rows = _in_order(query, reply)
    if not query.is_ordered or query.form in GRAPHS:
        rows.sort(key=json.dumps)  # the engine's own order differs from run to run
    if query.form in GRAPHS:
        rows = [row for row, _ in groupby(rows)]  # which has each triple once
    return Answer(
        form=query.form,
        columns=columns,
        cells=tuple(map(tuple, rows)),
        truth=reply.head.get("boolean", bool(rows)),
    )


def _given(query: Query, bindings: Mapping[str, object]) -> dict[str, Cell]:
    """Return the value of each bound variable as a cell."""
    for name in bindings:
        if name not in query.variables:
            raise UnknownName("variable of the query", name, near(name, query.variables))
    return {name: cell_of(name, value, _prefixes()) for name, value in bindings.items()}


def _in_order(query: Query, reply: Reply) -> tuple[tuple[str, ...], list[Any]]:
    """Return columns and rows; those of SELECT * in the order in which the query names them."""
    if query.form in GRAPHS:
        return TRIPLE, reply.rows
    columns = tuple(reply.head.get("vars", ()))
    if not query.selects_all:
        return columns, reply.rows
    places = {name: place for place, name in enumerate(query.variables)}
    order = sorted(range(len(columns)), key=lambda i: places.get(columns[i], i))
    return tuple(columns[i] for i in order), [[row[i] for i in order] for row in reply.rows]


def answer_text(
    build: Build,
    text: str,
    format_: str | None = None,
    *,
    width: int | None = None,
    limits: Limits = DEFAULT,
) -> str:
    """Ask a query and return its answer in a format, which is checked before the query is asked.

    Raises:
        QuestionError: As `sparql`.
        UnknownName: As `sparql`; or there is no such format for the answer.
    """
    get_format(read_query(text).form, format_)
    return sparql(build, text, limits=limits).to_text(format_, width)


def _is_ours(cell: Cell) -> bool:
    return cell["type"] == "uri" and str(cell["value"]).startswith(DATA)


@cache
def _prefixes() -> dict[str, str]:
    return prefixes(read_schema())


# --- formats ---

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
    return text if text.endswith("\n") else text + "\n"


def _graph(answer: Answer, name: str) -> str:
    triples = [ox.Triple(*map(_term, cells)) for cells in answer.cells]
    namespaces = _used_prefixes(answer)
    written = ox.serialize(triples, format=GRAPH_WRITERS[name], prefixes=namespaces)
    text = (written or b"").decode()
    return text if text.endswith("\n") or not text else text + "\n"


def _term(cell: Cell | None) -> Any:  # noqa: ANN401  # whatever a triple takes at this place
    return None if cell is None else to_term(cell)


def _used_prefixes(answer: Answer) -> dict[str, str]:
    used = {prefix for cells in answer.cells for cell in cells if (prefix := _prefix_of(cell))}
    return {prefix: _prefixes()[prefix] for prefix in sorted(used)}


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
        return str(value) if isinstance(value, tuple) else value
    iri = str(cell["value"])
    if iri.startswith(DATA):
        return iri.removeprefix(DATA)
    prefix = _prefix_of(cell)
    return iri if prefix is None else f"{prefix}:{iri.removeprefix(_prefixes()[prefix])}"


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
    longest_first = sorted(_prefixes().items(), key=lambda item: (-len(item[1]), item[0]))
    return {namespace: prefix for prefix, namespace in longest_first}
