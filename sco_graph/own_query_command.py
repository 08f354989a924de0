"""`sco-graph sparql` and `cypher`: a query that a user wrote, read-only and within limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from sco_graph.errors import WrongUse
from sco_graph.neo4j_command import EMBEDDED, ENGINE_HELP, ENGINE_VARIABLE, server_of

File = Annotated[
    Path | None, typer.Option("--file", metavar="F", help="Take the query from a file.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="Stop the query after this time.")
]
Memory = Annotated[
    int, typer.Option("--memory", metavar="MIB", help="Memory that the query may use.")
]
Rows = Annotated[
    int, typer.Option("--rows", metavar="N", help="Most rows that an answer may have.")
]


def sparql(
    ctx: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="SELECT, ASK, CONSTRUCT or DESCRIBE.")
    ] = None,
    file: File = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, csv, json, tsv, xml; of a graph turtle, jsonld, ntriples, rdfxml, table.",
        ),
    ] = None,
    timeout: Timeout = 30,
    memory: Memory = 1024,
    rows: Rows = 10_000,
) -> None:
    """Ask a SPARQL query of your own; read-only, in a process of its own, with limits.

    The default graph is all named graphs as one; the usual prefixes need no declaration. Exit
    code 1: a limit is reached, or the format cannot hold the answer; 2: no sound query.
    """
    from sco_graph.formats import terminal_width
    from sco_graph.graph import open as open_graph
    from sco_graph.sandbox import Limits
    from sco_graph.sparql import sparql as ask
    from sco_graph.sparql_answer import get_format
    from sco_graph.sparql_text import read_query

    text = _one_text(query, file)
    limits = Limits.from_options(timeout, memory, rows)
    name = get_format(read_query(text).form, format_)
    answer = ask(open_graph(ctx.obj).build, text, limits=limits)
    for unknown in answer.unknown:
        print(f"sco-graph: the query names {unknown}", file=sys.stderr)
    sys.stdout.write(answer.to_text(name, terminal_width()))


def cypher(
    ctx: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="A query that reads.")
    ] = None,
    file: File = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter: JSON, or else a text."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv, json, jsonl, markdown.")
    ] = "table",
    timeout: Timeout = 30,
    memory: Memory = 1024,
    rows: Rows = 10_000,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", envvar=ENGINE_VARIABLE, help=ENGINE_HELP)
    ] = EMBEDDED,
) -> None:
    """Ask a Cypher query of your own; read-only, in a process of its own, with limits.

    On a server it is a transaction that reads, and the server's own settings limit its memory.
    A label, relationship type or property that does not exist is an error. Exit code 1: a limit
    is reached; 2: no sound query.
    """
    from sco_graph.formats import get_format, to_text
    from sco_graph.graph import open as open_graph
    from sco_graph.sandbox import Limits

    text = _one_text(query, file)
    limits = Limits.from_options(timeout, memory, rows)
    get_format(format_)
    given = _parameters(param or [])
    with open_graph(ctx.obj, server=server_of(engine)) as graph:
        answer = graph.own_cypher(text, given, limits)
    sys.stdout.write(to_text(format_, answer.columns, answer.rows))


def _parameters(given: list[str]) -> dict[str, object]:
    """Return parameters that are given as NAME=VALUE."""
    found: dict[str, object] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not name or not sign:
            raise WrongUse(f"--param {one!r} is not of the form NAME=VALUE")
        if name in found:
            raise WrongUse(f"--param {name} is given twice")
        found[name] = _value(value)
    return found


def _value(text: str) -> object:
    """Return what JSON means, or the text itself where it is none.

    >>> _value("2025"), _value("meeting/hgc-2025"), _value('"2025"'), _value("NaN")
    (2025, 'meeting/hgc-2025', '2025', 'NaN')
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return text


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _one_text(text: str | None, file: Path | None) -> str:
    """Return a query that is given as itself or in a file."""
    if (text is None) == (file is None):
        raise WrongUse("give one query, as itself or with --file")
    if file is None:
        return text or ""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"{file}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
