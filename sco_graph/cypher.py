"""Cypher of a user's own over a build: read-only, asked in a sandbox, or of a Neo4j server.

A query is refused by its tokens before any engine has it, whichever that is; what does not exist is
an error and not an empty answer. The memory that a query takes on a server is for its own settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sco_graph.cypher_names import Names, read_names, refuse_unknown
from sco_graph.cypher_text import Query, read_query
from sco_graph.errors import QuestionError, UnknownName
from sco_graph.json_values import from_json, to_json
from sco_graph.near import near
from sco_graph.sandbox import Job, Limits, run, too_many_rows
from sco_graph.shapes import read_schema
from sco_loaders.build import STORE, Build

if TYPE_CHECKING:
    from sco_loaders.neo4j_engine import ServerEngine

DEFAULT = Limits()
EMBEDDED_PROCEDURES = frozenset(
    re.findall(
        r"[\w.]+",
        """
    db.labels db.relationshiptypes db.propertykeys db.schema db.schema.visualization
    db.schema.nodetypeproperties db.schema.reltypeproperties pagerank betweenness degree closeness
    louvain leiden label_propagation connected_components k_core clustering_coefficient
    triangle_count eccentricity diameter
        """,
    )
)
"""The embedded engine's procedures that do nothing but read the graph."""

SERVER_PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.visualization",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.index.fulltext.querynodes",
    }
)
"""The procedures of a Neo4j server that do nothing but read the graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The columns and rows of an answer."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def cypher(
    build: Build,
    text: str,
    parameters: Mapping[str, object] | None = None,
    *,
    limits: Limits = DEFAULT,
) -> Answer:
    """Ask a query of a build, in a process of its own.

    Raises:
        QuestionError: The query is no Cypher, does more than read, fails, or lacks a parameter.
        UnknownName: A label, relationship type, property or parameter does not exist.
        AnswerError: The query reached a limit.
    """
    given = parameters or {}
    query = checked(text, given, EMBEDDED_PROCEDURES, known_names())
    job = Job(
        engine="cypher",
        store=build.folder / STORE,
        sha256=build.manifest["files"][STORE]["sha256"],
        query=query.plain,
        parameters={name: to_json(value) for name, value in given.items()},
    )
    reply = run(job, limits)
    columns = tuple(reply.head)
    rows = (dict(zip(columns, map(from_json, row), strict=True)) for row in reply.rows)
    return Answer(columns=columns, rows=tuple(rows))


def cypher_on_server(
    server: ServerEngine,
    text: str,
    parameters: Mapping[str, object] | None = None,
    *,
    limits: Limits = DEFAULT,
) -> Answer:
    """Ask a query of a Neo4j server, in a transaction that reads.

    Raises:
        QuestionError: The query is no Cypher, does more than read, or lacks a parameter.
        UnknownName: A label, relationship type, property or parameter does not exist.
        AnswerError: The query gives more rows than the limit.
        ServerError: The server refuses or stops the query, or fails.
    """
    given = parameters or {}
    query = checked(text, given, SERVER_PROCEDURES, known_names())
    columns, rows = server.table(query.plain, given, seconds=limits.seconds, most=limits.rows)
    if len(rows) > limits.rows:
        raise too_many_rows(limits)
    return Answer(columns=tuple(columns), rows=tuple(rows))


def checked(
    text: str, given: Mapping[str, object], procedures: frozenset[str], names: Names
) -> Query:
    """Return a query that only reads, and names what there is; for any engine.

    Raises:
        QuestionError: It does more than read, or lacks a parameter.
        UnknownName: A label, relationship type, property or parameter does not exist.
    """
    query = read_query(text)
    query.refuse(procedures)
    for name in given:
        if name not in query.parameters:
            raise UnknownName("parameter of the query", name, near(name, query.parameters))
    missing = [f"${name}" for name in query.parameters if name not in given]
    if missing:
        raise QuestionError(f"the query lacks a value for {', '.join(missing)}")
    refuse_unknown(query, names, given)
    return query


@cache
def known_names() -> Names:
    """Return the names of the property graph."""
    return read_names(read_schema())
