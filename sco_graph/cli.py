"""The command line: arguments in, one call, text out.

Data goes to stdout, messages and progress to stderr. Exit codes: 0 well, 1 findings or an answer
that cannot be given, 2 wrong use. Nothing imports this module; each command imports what it needs.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from sco_graph.completion import complete_id
from sco_graph.coverage_command import coverage
from sco_graph.draw_command import draw
from sco_graph.errors import RecordsError, ScoGraphError, UnknownName, WrongUse
from sco_graph.neo4j_command import load, unload, verify
from sco_graph.new_command import RecordsFolder, new
from sco_graph.own_query_command import cypher, sparql
from sco_graph.query_command import QuestionGroup
from sco_graph.questions import Parameter, Question

if TYPE_CHECKING:
    from sco_loaders.build import Build

FINDINGS, WRONG_USE, INTERRUPTED = 1, 2, 130
TEXT_FORMATS = ("text", "json")
TABLES, JSONLD = "tables", "jsonld"
SETTINGS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="sco-graph",
    help="The source-cited knowledge graph of the Shanghai Cooperation Organisation.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)
query = typer.Typer(
    cls=QuestionGroup,
    help="Ask a question of the pack; `sco-graph query NAME --help` shows its options and columns.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(query, name="query")
app.add_typer(draw, name="draw")
app.add_typer(load, name="load")
app.add_typer(verify, name="verify")
app.add_typer(unload, name="unload")
app.add_typer(new, name="new")

Thing = TypeVar("Thing")
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="An id, such as meeting/hgc-2025, or a name that only one thing has.",
        autocompletion=complete_id(),
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from sco_graph.versions import versions

        sys.stdout.write(_lines(f"{name} {version}" for name, version in versions().items()))
        raise typer.Exit


@app.callback()
def _options(
    ctx: typer.Context,
    build: Annotated[
        Path | None,
        typer.Option(
            "--build",
            metavar="DIR",
            envvar="SCO_GRAPH_BUILD",
            help="Ask the build in this folder.  [default: that of the shipped records]",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the versions.")
    ] = False,
) -> None:
    del version
    ctx.obj = build


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Report on these files and folders alone."),
    ] = None,
    records: RecordsFolder = None,
    format_: Format = "text",
) -> None:
    """Check records and report every problem: file:line:column: message.

    Exit code 0: clean; 1: findings; 2: wrong use.
    """
    from dataclasses import asdict

    from sco_loaders.check import check_paths

    problems = check_paths(paths or [], records)
    _print(problems, format_, _lines, lambda found: [asdict(problem) for problem in found])
    if problems:
        many = f"{len(problems)} problems" if len(problems) > 1 else "one problem"
        print(f"sco-graph: {many}", file=sys.stderr)
    raise typer.Exit(FINDINGS if problems else 0)


@app.command()
def build(
    records: RecordsFolder = None,
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="Folder to write into.")
    ] = Path("build"),
) -> None:
    """Check the records and write the graph: N-Quads, the embedded store and the manifest."""
    from sco_loaders.build import build as write_build

    made = write_build(output, records)
    counts = made.manifest["counts"]
    nodes, ways = sum(counts["nodes"].values()), sum(counts["relationships"].values())
    print(
        f"sco-graph: {counts['records']} records, {counts['quads']} quads, {nodes} nodes, "
        f"{ways} relationships in {output}",
        file=sys.stderr,
    )


@app.command()
def queries(format_: Format = "text") -> None:
    """List the questions of the pack."""
    from sco_graph.questions import get_question, question_names

    questions = [get_question(name) for name in question_names()]
    _print(questions, format_, _questions_text, lambda found: [_question_json(q) for q in found])


def _questions_text(questions: Iterable[Question]) -> str:
    return "\n".join(
        "".join([f"{q.name}\n  {q.text}\n", *(f"  {_parameter_text(p)}\n" for p in q.parameters)])
        for q in questions
    )


def _parameter_text(parameter: Parameter) -> str:
    required = ", required" if parameter.required else ""
    return f"{parameter.option} ({parameter.kind}{required}): {parameter.text}"


def _question_json(question: Question) -> dict[str, object]:
    from dataclasses import asdict

    return {key: value for key, value in asdict(question).items() if key != "cypher"}


@app.command()
def show(
    ctx: typer.Context,
    id_: Id,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, json or jsonld.")
    ] = "text",
) -> None:
    """Show all about one thing: names, values, links in and out, sources."""
    from sco_graph.graph import open as open_graph
    from sco_graph.show import to_json, to_text
    from sco_graph.versions import data_version

    graph = open_graph(ctx.obj)
    if format_ == JSONLD:
        from sco_graph.jsonld import thing_jsonld

        _print(thing_jsonld(graph, id_), "json", str, lambda thing: thing)
    else:
        _print(graph.show(id_), format_, lambda thing: to_text(thing, data_version()), to_json)


@app.command()
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name, or a part of one.")],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind, such as person."),
    ] = None,
    format_: Format = "text",
) -> None:
    """Find things by a name in English, Russian or Chinese, or by an alias; best first."""
    from sco_graph.find import to_json, to_text
    from sco_graph.graph import open as open_graph

    matches = open_graph(ctx.obj).find(text, kind)
    if not matches:
        print(f"sco-graph: nothing is named like {text!r}", file=sys.stderr)
    _print(matches, format_, to_text, to_json)


@app.command()
def evidence(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", help="A source's id.", autocompletion=complete_id("source")
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="Folder that holds the source's text."),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option("--sample", metavar="N", help="In place of a source, N facts by lot."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Which sample.")] = 1,
    format_: Format = "text",
    all_: Annotated[
        bool,
        typer.Option("--all", help="Of all facts: that each is cited, and which rest on little."),
    ] = False,
) -> None:
    """Show, line by line, the facts drawn from a source; or a sample of all facts.

    With its text at hand, check that each line is the one that was read; exit code 1 if one is not.
    With --all, check that every fact cites a source, every place cited exists and every fingerprint
    has its form, and list the facts that rest on one source or on weak ones; exit code 1 likewise.
    """
    if [source is not None, sample is not None, all_].count(True) != 1:
        raise WrongUse("give one of these: a SOURCE, --sample N, or --all")
    if source is None and texts is not None:
        raise WrongUse("--texts goes with a SOURCE, whose text is looked up there")
    if source is not None:
        _show_lines(ctx.obj, source, texts, format_)
    elif sample is not None:
        _draw_lots(ctx.obj, sample, seed, format_)
    else:
        _prove(ctx.obj, format_)


def _show_lines(folder: Path | None, source: str, texts: Path | None, format_: str) -> None:
    from sco_graph.evidence import check_source_text, to_json, to_text
    from sco_graph.graph import open as open_graph

    graph = open_graph(folder)
    lines = graph.evidence(source)
    _print(lines, format_, to_text, to_json)
    if texts is not None:
        findings = check_source_text(graph.engine, source, lines, texts)
        print(
            "\n".join(findings) or f"sco-graph: every line of {source} is as it was read",
            file=sys.stderr,
        )
        raise typer.Exit(FINDINGS if findings else 0)


def _draw_lots(folder: Path | None, sample: int, seed: int, format_: str) -> None:
    from sco_graph.fact_sample import sample_facts, to_json, to_text
    from sco_graph.graph import open as open_graph

    facts = sample_facts(open_graph(folder).engine, sample, seed)
    _print(facts, format_, to_text, to_json)


def _prove(folder: Path | None, format_: str) -> None:
    from sco_graph.graph import open as open_graph
    from sco_graph.proof import to_json, to_text

    proof = open_graph(folder).prove()
    _print(proof, format_, to_text, to_json)
    raise typer.Exit(FINDINGS if proof.findings else 0)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="What was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="What is.")],
    format_: Format = "text",
) -> None:
    """Tell which facts were added, changed and withdrawn, by record, with the curators' reasons.

    OLD and NEW are each a release, a build, a folder of records, or a file of N-Quads, which may
    be compressed. Their records are compared, not how these are written, nor the ontology.

    Exit code, as of diff: 0: no difference; 1: differences; 2: wrong use, or what can't be read.
    """
    from sco_graph.diff import diff as compare
    from sco_graph.diff_pages import to_json, to_text
    from sco_graph.progress import progress_on_a_terminal
    from sco_graph.shapes import read_schema
    from sco_graph.stated import read_stated

    with progress_on_a_terminal() as progress:
        former, later = read_stated(old, progress), read_stated(new, progress)
    records = compare(former, later, read_schema())
    _print(records, format_, to_text, to_json)
    raise typer.Exit(FINDINGS if records else 0)


@app.command()
def export(
    ctx: typer.Context,
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="nquads, trig, turtle, ntriples, jsonld, rdfxml, graphml or gexf; "
            "or tables or neo4j-admin, into a folder.",
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File, compressed where it ends in .gz; - is stdout.",
        ),
    ] = "-",
    meeting: Annotated[
        str | None,
        typer.Option(
            "--meeting",
            metavar="ID",
            help="Only what concerns this meeting.",
            autocompletion=complete_id("meeting", "event"),
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            metavar="ID",
            help="Only what concerns this body.",
            autocompletion=complete_id("body"),
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Only what is not over before.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Only what has begun by then.")
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="With the tables, one workbook.")] = False,
) -> None:
    """Write the graph in an RDF format or one of graph software, as tables, or for Neo4j.

    A part of it stands on its own: whatever it refers to comes with its name and type.
    """
    from sco_graph.export import FOLDER_FORMATS, write_export
    from sco_graph.graph import open as open_graph
    from sco_graph.selection import Selection

    if excel and format_ != TABLES:
        raise WrongUse("--excel goes with tables alone")
    graph = open_graph(ctx.obj)
    opened = graph.build
    about = (meeting, ("meeting", "event")), (body, ("body",))
    meeting, body = (text and graph.resolve(text, *kinds) for text, kinds in about)
    selection = Selection(meeting=meeting, body=body, first=first, last=last)
    if format_ not in FOLDER_FORMATS:
        write_export(opened, format_, output, selection)
        return
    if selection != Selection():
        left_out = "leave out --meeting, --body, --from and --to"
        raise WrongUse(f"{format_} can have no part of the graph alone; {left_out}")
    if output == "-":
        raise WrongUse(f"{format_} needs a folder; name it with --output DIR")
    sys.stdout.write(_lines(_write_folder(opened, format_, Path(output), excel=excel)))


def _write_folder(opened: Build, format_: str, output: Path, *, excel: bool) -> list[Path]:
    if format_ == TABLES:
        from sco_graph.flat_tables import write_tables

        return write_tables(opened, output, excel=excel)
    from sco_graph.neo4j_admin import write_neo4j_admin

    return write_neo4j_admin(opened, output)


@app.command()
def release(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help="A new folder to write into.")
    ],
) -> None:
    """Write a release: every format, tables, ontology, description, citation and checksums."""
    from sco_graph.graph import open as open_graph
    from sco_graph.release import write_release

    sys.stdout.write(_lines(write_release(open_graph(ctx.obj).build, output)))


app.command()(coverage)
app.command()(sparql)
app.command()(cypher)


def _lines(items: Iterable[object]) -> str:
    return "".join(f"{item}\n" for item in items)


def _print(
    thing: Thing, format_: str, to_text: Callable[[Thing], str], to_json: Callable[[Thing], object]
) -> None:
    """Print one thing as text or as JSON."""
    if format_ not in TEXT_FORMATS:
        raise UnknownName("format", format_, TEXT_FORMATS)
    if format_ == "json":
        import json

        sys.stdout.write(
            json.dumps(to_json(thing), ensure_ascii=False, indent=2, default=str) + "\n"
        )
    else:
        sys.stdout.write(to_text(thing))


def main() -> None:
    """Run the command; what goes wrong ends in one clear line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The same bytes under every locale; names are in three scripts.
            # A path may hold bytes that are no text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app()
    except RecordsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(FINDINGS) from None
    except WrongUse as error:
        print(f"sco-graph: {error}", file=sys.stderr)
        raise SystemExit(WRONG_USE) from None
    except ScoGraphError as error:
        print(f"sco-graph: {error}", file=sys.stderr)
        raise SystemExit(FINDINGS) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
