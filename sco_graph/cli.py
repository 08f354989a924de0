"""The command line: arguments in, one call, text out.

Data goes to stdout, messages and progress to stderr. Exit codes: 0 well, 1 findings or an answer that
cannot be given, 2 wrong use. Nothing imports this module; each command imports what it needs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from sco_graph.errors import Problem, QuestionError, RecordsError, ScoGraphError

FINDINGS, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="sco-graph",
    help="The source-cited knowledge graph of the Shanghai Cooperation Organisation.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

RecordsFolder = Annotated[
    Optional[Path],
    typer.Option("--records", metavar="DIR", help="Folder of records; default: those shipped."),
]


@app.command()
def check(
    paths: Annotated[
        Optional[list[Path]],
        typer.Argument(metavar="[PATH]...", help="Report on these files and folders alone."),
    ] = None,
    records: RecordsFolder = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Check records and report every problem: file:line:column: message."""
    from sco_loaders.check import check_paths

    problems = check_paths(paths or [], records)
    _print_problems(problems, format_)
    raise typer.Exit(FINDINGS if problems else 0)


def _print_problems(problems: tuple[Problem, ...], format_: str) -> None:
    for problem in problems:
        print(problem)


def main() -> None:
    """Run the command; what goes wrong ends in one clear line and an exit code."""
    try:
        app()
    except RecordsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(FINDINGS) from None
    except QuestionError as error:
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
