"""SPARQL of a user's own over a build: asked in a sandbox, answered in the formats of the W3C.

The default graph is the union of the named graphs. The common prefixes and those of our kinds
(`state:india`, `level:minister`) need no declaration, and `<state/india>` is the thing of this id.
The graph is only read, and nothing is fetched from the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sco_graph.errors import UnknownName
from sco_graph.near import near
from sco_graph.rdf import Cell, cell_of
from sco_graph.sandbox import Job, Limits, Reply, run
from sco_graph.schema import DATA, ONTOLOGY, local_name
from sco_graph.shapes import read_schema
from sco_graph.sparql_answer import GRAPHS, Answer, known_prefixes
from sco_graph.sparql_given import function_of, with_given
from sco_graph.sparql_text import Query, read_query
from sco_loaders.build import QUADS, Build

ID = re.compile(re.escape(DATA) + r"[^/]+(/[^/]+)+")
TRIPLE = ("subject", "predicate", "object")
DEFAULT = Limits()


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
        QuestionError: The query is no SPARQL, does more than read, or fails.
        AnswerError: The query reached a limit.
        UnknownName: A bound variable, a bound id or a graph in FROM does not exist.
    """
    query = read_query(text)
    query.refuse()
    given = _given(query, bindings or {})
    named = query.iris(known_prefixes())
    job = Job(
        engine="sparql",
        store=build.folder / QUADS,
        sha256=build.manifest["files"][QUADS]["sha256"],
        query=with_given(query, frozenset(given)),
        parameters={
            "written": text,
            "prefixes": known_prefixes(),
            "graphs": query.graphs(known_prefixes()),
            "known": [cell["value"] for cell in given.values() if _is_ours(cell)],
            "named": [iri.removeprefix(DATA) for iri in named if ID.fullmatch(iri)],
            "given": {function_of(name): cell for name, cell in given.items()},
        },
    )
    return _answer(query, run(job, limits), _unknown_terms(named))


def _unknown_terms(named: tuple[str, ...]) -> tuple[UnknownName, ...]:
    """Return the terms of our ontology that a query names and the ontology does not have."""
    known = [local_name(iri) for iri in read_schema().names]
    terms = (iri.removeprefix(ONTOLOGY) for iri in named if iri.startswith(ONTOLOGY))
    return tuple(
        UnknownName(
            "term of the ontology", f"sco:{term}", tuple(f"sco:{one}" for one in near(term, known))
        )
        for term in terms
        if term and term not in known
    )


def _answer(query: Query, reply: Reply, unknown: tuple[UnknownName, ...]) -> Answer:
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
        unknown=(
            *unknown,
            *(UnknownName("thing", id_, tuple(likely)) for id_, likely in reply.head["unknown"]),
        ),
    )


def _given(query: Query, bindings: Mapping[str, object]) -> dict[str, Cell]:
    """Return the value of each bound variable as a cell."""
    for name in bindings:
        if name not in query.variables:
            raise UnknownName("variable of the query", name, near(name, query.variables))
    return {name: cell_of(name, value, known_prefixes()) for name, value in bindings.items()}


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


def _is_ours(cell: Cell) -> bool:
    return cell["type"] == "uri" and str(cell["value"]).startswith(DATA)
