"""`sco-graph coverage`: what the records hold of the meetings of each body, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sco_graph.completion import complete_id
from sco_graph.errors import UnknownName
from sco_graph.near import near

if TYPE_CHECKING:
    from sco_graph.coverage import Coverage

TEXT = "text"


def coverage(
    ctx: typer.Context,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="ID",
            help="Meetings of this body only, year by year.",
            autocompletion=complete_id("body"),
        ),
    ] = None,
    missing: Annotated[  # noqa: FBT002  # a flag is one
        bool, typer.Option("--missing", help="List each thing that is missing, and nothing else.")
    ] = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text; or rows: table, csv, json, jsonl, markdown; else by the file's name.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write into a file, whole or not."),
    ] = None,
) -> None:
    """Show how much of what was there the records hold, by body and year, and what is missing.

    Expected are the meetings up to the highest number that a source gives, and a delegation of each
    state that was a member on the days of a meeting.
    """
    from sco_graph.formats import FORMATS
    from sco_graph.graph import open as open_graph
    from sco_graph.query_command import format_of, write

    plain = format_ == TEXT or (format_ is None and output is None)
    if format_ is not None and format_ not in (TEXT, *FORMATS):
        raise UnknownName("format", format_, near(format_, FORMATS) or (TEXT, *FORMATS))
    chosen = TEXT if plain else format_of(format_, output)
    found = open_graph(ctx.obj).coverage(body)
    if missing:
        write(_missing(found, chosen), output)
    else:
        write(_known(found, chosen, by_year=body is not None), output)


def _known(found: Coverage, format_: str, *, by_year: bool) -> str:
    """Return what is known, in words or as rows."""
    from sco_graph.coverage_tables import YEAR_COLUMNS, year_rows
    from sco_graph.coverage_text import to_text
    from sco_graph.formats import terminal_width
    from sco_graph.formats import to_text as to_rows

    if format_ == TEXT:
        return to_text(found, by_year=by_year, width=terminal_width())
    return to_rows(format_, YEAR_COLUMNS, year_rows(found))


def _missing(found: Coverage, format_: str) -> str:
    """Return what is missing, line by line or as rows."""
    from sco_graph.coverage_tables import MISSING_COLUMNS, missing, missing_rows
    from sco_graph.coverage_text import to_list
    from sco_graph.formats import to_text as to_rows

    if format_ == TEXT:
        return to_list(missing(found))
    return to_rows(format_, MISSING_COLUMNS, missing_rows(found))
