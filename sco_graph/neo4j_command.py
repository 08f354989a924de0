"""`load`, `verify` and `unload`, each for Neo4j: options in, one call, text out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sco_graph.errors import UnknownName, WrongUse
from sco_graph.near import near

if TYPE_CHECKING:
    from sco_loaders.neo4j_load import Report
    from sco_loaders.neo4j_server import Address
    from sco_loaders.neo4j_verify import Verdict
    from sco_loaders.stored import StoredGraph

TABLES = ("numpy", "pandas", "pyarrow")
PASSWORD, PASSWORD_FILE = "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE"  # names of variables
FINDINGS = 1
EMBEDDED, NEO4J = "kglite", "neo4j"
ENGINE_VARIABLE = "SCO_GRAPH_ENGINE"
ENGINE_HELP = f"{EMBEDDED}, or {NEO4J}: the server that NEO4J_URI names, and that holds the graph."

load = typer.Typer(
    help="Load the graph into a server.", no_args_is_help=True, rich_markup_mode=None
)
verify = typer.Typer(
    help="Compare what a server holds with the graph.", no_args_is_help=True, rich_markup_mode=None
)
unload = typer.Typer(
    help="Take the graph out of a server.", no_args_is_help=True, rich_markup_mode=None
)

Uri = Annotated[
    str,
    typer.Option(
        "--uri", metavar="URI", envvar="NEO4J_URI", help="Where the server is: neo4j://host:7687."
    ),
]
User = Annotated[
    str, typer.Option("--user", metavar="NAME", envvar="NEO4J_USERNAME", help="Who asks.")
]
Name = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="NAME",
        envvar="NEO4J_DATABASE",
        help="Which database.  [default: the user's own]",
    ),
]
URI, USER = "neo4j://localhost:7687", "neo4j"


@load.command("neo4j")
def load_neo4j(
    ctx: typer.Context,
    uri: Uri = URI,
    user: User = USER,
    database: Name = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Make a Neo4j database hold exactly this release; what is somebody else's stays.

    The password comes from NEO4J_PASSWORD, from the file that NEO4J_PASSWORD_FILE names, or is
    asked for. A second load of the same release writes nothing.
    """
    address = address_of(uri, user, database)
    from sco_graph.progress import shown_progress
    from sco_loaders.neo4j_load import load as load_graph

    with shown_progress() as progress:
        report = load_graph(_stored(ctx), address, progress, dry_run=dry_run)
    sys.stdout.write(_report_text(report, address, dry_run=dry_run))


@verify.command("neo4j")
def verify_neo4j(
    ctx: typer.Context, uri: Uri = URI, user: User = USER, database: Name = None
) -> None:
    """Compare every node, property and relationship in a Neo4j database with this release.

    Exit code 0: equal; 1: not equal.
    """
    address = address_of(uri, user, database)
    from sco_graph.progress import shown_progress
    from sco_loaders.neo4j_verify import verify as verify_graph

    with shown_progress() as progress:
        verdict = verify_graph(_stored(ctx), address, progress)
    sys.stdout.write(_verdict_text(verdict, address))
    raise typer.Exit(0 if verdict.is_equal else FINDINGS)


@unload.command("neo4j")
def unload_neo4j(
    uri: Uri = URI,
    user: User = USER,
    database: Name = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Remove this graph from a Neo4j database, whichever release it is, and nothing else."""
    address = address_of(uri, user, database)
    from sco_graph.progress import shown_progress
    from sco_graph.shapes import read_schema
    from sco_loaders.neo4j_unload import count_ours
    from sco_loaders.neo4j_unload import unload as unload_graph

    if not yes:
        _ask(f"Remove {count_ours(address):,} nodes of sco-graph from {address.shown}?")
    with shown_progress() as progress:
        counters = unload_graph(read_schema(), address, progress).counters
    print(
        f"removed {counters.nodes_deleted:,} nodes and {counters.relationships_deleted:,} "
        f"relationships from {address.shown}"
    )


# --- what is asked for ---


def address_of(uri: str, user: str, database: str | None) -> Address:
    """Return where a server is, with the password from the environment, a file or the terminal.

    Raises:
        WrongUse: The address holds a password or is none, or the password's file can't be read.
    """
    _import_driver()
    from sco_loaders.neo4j_server import Address

    asked = Address(uri=uri, user=user, database=database or None)
    return Address(uri=uri, user=user, database=database or None, password=_password(asked))


def _import_driver() -> None:
    """Import the driver without the tables that it could hand out, which no command asks it for.

    Where pandas is installed, the driver imports it: 90 MB, and longer than all else that a load
    imports. What was imported before stays.
    """
    left_out = [name for name in TABLES if name not in sys.modules]
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # so Python says: not installed
    try:
        import neo4j  # noqa: F401  # it keeps what it found
    finally:
        for name in left_out:
            del sys.modules[name]


def address_from_environment() -> Address:
    """Return where a server is, as the environment says.

    Raises:
        WrongUse: The address holds a password or is none, or the password's file can't be read.
    """
    known = os.environ
    return address_of(
        known.get("NEO4J_URI") or URI,
        known.get("NEO4J_USERNAME") or USER,
        known.get("NEO4J_DATABASE"),
    )


def server_of(engine: str) -> Address | None:
    """Return the server to ask, or None where the embedded engine answers.

    Raises:
        UnknownName: There is no such engine.
        WrongUse: What the environment says of the server can't be used.
    """
    if engine not in (EMBEDDED, NEO4J):
        raise UnknownName("engine", engine, near(engine, (EMBEDDED, NEO4J)) or (EMBEDDED, NEO4J))
    return address_from_environment() if engine == NEO4J else None


def _password(address: Address) -> str | None:
    """Return the password, None for a server that asks for none."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD] or None
    if path := os.environ.get(PASSWORD_FILE):
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n") or None
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "is not text in UTF-8"
            raise WrongUse(f"{PASSWORD_FILE}: {path}: {why}") from error
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from getpass import getpass

    asked = f"Password of {address.user} at {address.uri} (empty where none is needed): "
    return getpass(asked, stream=sys.stderr) or None


def _stored(ctx: typer.Context) -> StoredGraph:
    from sco_graph.graph import find_build
    from sco_graph.shapes import read_schema
    from sco_loaders.stored import StoredGraph

    return StoredGraph(find_build(ctx.obj), read_schema())


def _ask(question: str) -> None:
    """Go on where the person at the terminal says yes.

    Raises:
        WrongUse: There is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise WrongUse(f"{question} Nobody is there to say so; give --yes")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        print("sco-graph: nothing was removed", file=sys.stderr)
        raise typer.Exit(FINDINGS)


# --- what is told ---


def _report_text(report: Report, address: Address, *, dry_run: bool) -> str:
    where = address.shown
    if not report.changes:
        done = "would write nothing" if dry_run else "wrote nothing"
        return f"{where} holds release {report.release} already; {done}\n"
    before = f", where release {report.before} was" if report.before else ""
    verb = "would load" if dry_run else "loaded"
    lines = [f"{verb} release {report.release} into {where}{before}"]
    for (what, kind), count in sorted(report.changes.items()):
        lines.append(f"  {what:<7}{kind:<28}{count:>12,}")
    if dry_run:
        lines += ["for example:", *(f"  {example}" for example in report.examples)]
    return "\n".join([*lines, ""])


def _verdict_text(verdict: Verdict, address: Address) -> str:
    lines = [f"{'':<30}{'release':>12}{'database':>12}"]
    for title, counts in (("nodes", verdict.nodes), ("relationships", verdict.relationships)):
        total = (sum(one.wanted for one in counts), sum(one.held for one in counts))
        lines.append(_count_line(title, *total))
        lines += [_count_line(f"  {one.kind}", one.wanted, one.held) for one in counts]
    lines += [f"digest of the release:   {verdict.digest}"]
    lines += [f"digest of the database:  {verdict.held_digest}"]
    if verdict.is_equal:
        return "\n".join([*lines, f"equal: {address.shown} holds release {verdict.release}", ""])
    found = f"not equal: {verdict.differences:,} differences from release {verdict.release}"
    lines += [f"{found}, first:", *(f"  {one}" for one in verdict.first)]
    return "\n".join([*lines, "`sco-graph load neo4j` mends them", ""])


def _count_line(title: str, wanted: int, held: int) -> str:
    mark = "" if wanted == held else "  differs"
    return f"{title:<30}{wanted:>12,}{held:>12,}{mark}"
