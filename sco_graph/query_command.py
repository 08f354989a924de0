"""`sco-graph query`: each question of the pack as a command of its own, made from its file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from sco_graph.errors import UnknownName
from sco_graph.near import near
from sco_graph.questions import ANY, Parameter, Question, get_question, question_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typer._click.core import Context  # the click that typer carries

    from sco_graph.result import Row

FORMAT, COLUMNS, ENGINE = "format", "columns", "engine"


class QuestionGroup(TyperGroup):
    """The group whose commands are the questions of the pack."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """Return the names of all questions."""
        return list(question_names())

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand:  # noqa: ARG002
        """Return the command of a question.

        Raises:
            UnknownName: There is none of this name.
        """
        return QuestionCommand(get_question(cmd_name))


class QuestionCommand(TyperCommand):
    """One question: its parameters are the command's options."""

    def __init__(self, question: Question) -> None:
        self.question = question
        options = [_option(parameter) for parameter in question.parameters]
        super().__init__(
            name=question.name,
            help=question.text,
            short_help=question.text,
            epilog=_columns(question),
            params=[*options, _columns_option(), _format_option(), _engine_option()],
            rich_markup_mode=None,
        )

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refuse an option that the question does not have, with the near ones."""
        known = [option for param in self.get_params(ctx) for option in param.opts]
        for arg in args:
            option = arg.split("=")[0]
            if option.startswith("--") and option not in known:
                raise UnknownName(f"option of {self.question.name}", option, near(option, known))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> None:
        """Ask the question and print its rows."""
        from sco_graph.formats import get_format
        from sco_graph.graph import open as open_graph
        from sco_graph.neo4j_command import server_of

        given = dict(ctx.params)
        write = get_format(given.pop(FORMAT))
        chosen, engine = _chosen(self.question, given.pop(COLUMNS)), given.pop(ENGINE)
        with open_graph(ctx.obj, server=server_of(engine)) as graph:
            rows = graph.query(self.question.name, **given)
        answer(self.question, given, rows, chosen, write)


def answer(
    question: Question,
    given: Mapping[str, Any],
    rows: Sequence[Row],
    columns: Sequence[str],
    write: Callable[[Sequence[str], Sequence[Row]], str],
) -> None:
    """Print the rows of a question's answer; say so on stderr where there are none."""
    from sco_graph.formats import FORMATS, terminal_width, to_table

    if not rows:
        asked = ", ".join(
            f"{p.option} {given[p.name]}" for p in question.parameters if given[p.name] is not None
        )
        print(
            f"sco-graph: no rows: nothing known answers {question.name} {asked}".rstrip(),
            file=sys.stderr,
        )
    if write is FORMATS["table"]:
        sys.stdout.write(to_table(columns, rows, terminal_width()))
    else:
        sys.stdout.write(write(columns, rows))


def _chosen(question: Question, names: str | None) -> list[str]:
    """Return the columns that are asked for, in that order; all where none are named."""
    known = [column.name for column in question.columns]
    chosen = known if names is None else [name.strip() for name in names.split(",")]
    for name in chosen:
        if name not in known:
            raise UnknownName(f"column of {question.name}", name, near(name, known) or tuple(known))
    return chosen


def _option(parameter: Parameter) -> TyperOption:
    kinds = " or ".join(parameter.words) or parameter.scheme or parameter.kind
    metavar = "ID" if ANY in parameter.kinds else kinds.replace(" or ", "|").upper()
    return TyperOption(
        param_decls=[parameter.option, parameter.name],
        type=str,
        required=parameter.required,
        metavar=metavar,
        help=parameter.text,
    )


def _columns_option() -> TyperOption:
    return TyperOption(
        param_decls=["--columns"], type=str, metavar="NAME,NAME,...", help="Only these columns."
    )


def _format_option() -> TyperOption:
    from sco_graph.formats import FORMATS

    return TyperOption(
        param_decls=["--format"],
        type=str,
        default="table",
        show_default=True,
        help=", ".join(FORMATS),
    )


def _engine_option() -> TyperOption:
    from sco_graph.neo4j_command import EMBEDDED, ENGINE_HELP, ENGINE_VARIABLE

    return TyperOption(
        param_decls=["--engine"],
        type=str,
        default=EMBEDDED,
        show_default=True,
        envvar=ENGINE_VARIABLE,
        help=ENGINE_HELP,
    )


def _columns(question: Question) -> str:
    return "\n\n".join(["Columns:", *(f"{c.name} ({c.kind}): {c.text}" for c in question.columns)])
