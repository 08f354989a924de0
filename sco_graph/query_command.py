"""`sco-graph query`: each question of the pack as a command of its own, made from its file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from sco_graph.completion import complete_parameter, complete_words
from sco_graph.errors import UnknownName, WrongUse
from sco_graph.near import near
from sco_graph.questions import ANY, Parameter, Question, get_question, question_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typer._click.core import Context  # the click that typer carries

    from sco_graph.graph import Graph
    from sco_graph.result import Row


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
            params=[*options, *_shown_options(question)],
            rich_markup_mode=None,
        )

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refuse an option that the question does not have, with those that may be meant."""
        known = [option for param in self.get_params(ctx) for option in param.opts]
        for arg in args:
            option = arg.split("=")[0]
            if option.startswith("--") and option not in known:
                meant = _taking(self.question, option) or near(option, known)
                raise UnknownName(f"option of {self.question.name}", option, meant)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> None:
        """Ask the question and print its rows, or write them into a file."""
        from sco_graph.arranged import chosen, first, in_order
        from sco_graph.formats import TABLE, to_text
        from sco_graph.graph import open as open_graph
        from sco_graph.neo4j_command import server_of
        from sco_graph.schema import LANGUAGES

        given = {p.name: ctx.params[p.name] for p in self.question.parameters}
        wanted = {name: ctx.params[name] for name in ctx.params.keys() - given.keys()}
        output, question = wanted["output"], self.question
        _check_drawing(wanted)
        known = [column.name for column in question.columns]
        columns = chosen(known, wanted["columns"], question.name)
        format_ = format_of(wanted["format"], output)
        with open_graph(ctx.obj, server=server_of(wanted["engine"])) as graph:
            if wanted["explain"]:
                from sco_graph.explained import explained

                sys.stdout.write(explained(question, graph.bind(question, given)))
                return
            found = graph.query(question.name, lang=wanted["lang"] or LANGUAGES[0], **given)
        rows = in_order(known, found, wanted["sort"], question.name)
        rows = list(first(rows, wanted["limit"]))
        if wanted["draw"] is not None:
            self._draw(graph, rows, given, wanted)
            return
        if not rows:
            _tell_that_nothing_answers(question, given)
        if format_ == TABLE and output is None and wanted["columns"] is None:
            columns = _readable(question, rows)
        write(to_text(format_, columns, rows, to_screen=output is None), output)

    def _draw(
        self, graph: Graph, rows: Sequence[Row], given: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> None:
        """Draw the rows into a file."""
        from sco_graph.drawing.answers import draw_answer
        from sco_graph.drawing.drawing import Drawing
        from sco_graph.drawing.views import changed
        from sco_graph.schema import LANGUAGES

        bound = graph.bind(self.question, given)
        picture = draw_answer(graph, self.question, rows, bound)
        edits, language = changed(wanted["edits"]), wanted["lang"] or LANGUAGES[0]
        Drawing(picture, edits, language).save(wanted["draw"], page=wanted["page"])


def _check_drawing(wanted: Mapping[str, Any]) -> None:
    """Refuse what cannot be drawn, before anything is asked.

    Raises:
        UnknownName: There is no such format or page.
        WrongUse: The format has no page, nothing is to be drawn, or rows are to be written as well.
    """
    if wanted["draw"] is None:
        for name in ("page", "edits"):
            if wanted[name] is not None:
                raise WrongUse(f"--{name} is for a picture; name its file with --draw")
        return
    if wanted["output"] is not None:
        raise WrongUse("--output is for the rows and --draw for their picture; give one of the two")
    from sco_graph.drawing.files import Wanted, check

    check(Path(wanted["draw"]).suffix, Wanted(page=wanted["page"]))


def _taking(question: Question, option: str) -> tuple[str, ...]:
    """Return the options that take a thing of the kind after which somebody named an option."""
    kind = option.removeprefix("--")
    return tuple(f"--{p.name}" for p in question.parameters if kind in p.kinds)


def format_of(name: str | None, output: str | None) -> str:
    """Return the format that is asked for, by itself or by the ending of a file's name.

    Raises:
        UnknownName: There is no such format.
    """
    from sco_graph.formats import SUFFIXES, TABLE, get_format

    chosen = name or SUFFIXES.get(Path(output or "").suffix, TABLE)
    get_format(chosen)
    return chosen


def write(text: str, output: str | None) -> None:
    """Print a text, or write it into a file, whole or not at all.

    Raises:
        StoreError: The file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    from sco_graph.whole_file import write_whole

    write_whole(Path(output), [text.encode()])


def _readable(question: Question, rows: Sequence[Row]) -> list[str]:
    """Return the columns to show on a terminal: without ids and ranks, if it is too narrow."""
    from sco_graph.formats import fits, terminal_width

    all_, width = [column.name for column in question.columns], terminal_width()
    if width is None or fits(all_, rows, width):
        return all_
    kept = [
        column.name
        for column in question.columns
        if column.kind != "id"
        and not column.name.endswith(("_id", "_rank"))
        # A locator begins with its source.
        and not (column.name == "source" and "locator" in all_)
    ]
    if not fits(kept, rows, width):
        return all_
    left_out = ", ".join(name for name in all_ if name not in kept)
    print(f"sco-graph: too narrow for {left_out}; name columns with --columns", file=sys.stderr)
    return kept


def _tell_that_nothing_answers(question: Question, given: Mapping[str, Any]) -> None:
    asked = ", ".join(
        f"{p.option} {given[p.name]}" for p in question.parameters if given[p.name] is not None
    )
    told = f"sco-graph: no rows: nothing known answers {question.name} {asked}".rstrip()
    print(told, file=sys.stderr)


def _option(parameter: Parameter) -> TyperOption:
    kinds = " or ".join(parameter.words) or parameter.scheme or parameter.kind
    metavar = "ID" if ANY in parameter.kinds else kinds.replace(" or ", "|").upper()
    return TyperOption(
        param_decls=[parameter.option, parameter.name],
        type=str,
        required=parameter.required,
        metavar=metavar,
        help=parameter.text,
        autocompletion=complete_parameter(parameter),
    )


def _shown_options(question: Question) -> list[TyperOption]:
    """Return the options that every question has: what is shown of its answer, and how."""
    names = [column.name for column in question.columns]
    from sco_graph.formats import FORMATS
    from sco_graph.neo4j_command import EMBEDDED, ENGINE_HELP, ENGINE_VARIABLE, NEO4J
    from sco_graph.schema import LANGUAGES

    return [
        _text_option("columns", "NAME,NAME,...", "Only these columns, in this order.", names),
        _text_option("sort", "NAME,-NAME,...", "Order of the rows; -NAME is from the last.", names),
        TyperOption(param_decls=["--limit"], type=int, metavar="N", help="The first rows alone."),
        _text_option("lang", "|".join(LANGUAGES), "Language of the names.", LANGUAGES),
        _text_option(
            "format", "FORMAT", f"{', '.join(FORMATS)}; else by the file's name.", FORMATS
        ),
        TyperOption(
            param_decls=["--output", "-o", "output"],
            type=str,
            metavar="FILE",
            help="Write into a file, whole or not at all.",
        ),
        TyperOption(
            param_decls=["--draw"],
            type=str,
            metavar="FILE",
            help="Draw the things in the rows into a file: .html, .svg, .png, .graphml or .gexf.",
        ),
        _text_option("page", "a4|slide", "Set a drawn SVG or PNG on such a page.", ("a4", "slide")),
        TyperOption(
            param_decls=["--edits"],
            type=Path,
            metavar="FILE",
            help="What was changed in the picture by hand, as YAML.",
        ),
        TyperOption(
            param_decls=["--explain"],
            is_flag=True,
            default=False,
            help="Print the Cypher and the SPARQL with their values, and ask nothing.",
        ),
        TyperOption(
            param_decls=["--engine"],
            type=str,
            default=EMBEDDED,
            show_default=True,
            envvar=ENGINE_VARIABLE,
            help=ENGINE_HELP,
            autocompletion=complete_words(EMBEDDED, NEO4J),
        ),
    ]


def _text_option(name: str, metavar: str, help_: str, words: Iterable[str]) -> TyperOption:
    return TyperOption(
        param_decls=[f"--{name}"],
        type=str,
        metavar=metavar,
        help=help_,
        autocompletion=complete_words(*words),
    )


def _columns(question: Question) -> str:
    return "\n\n".join(["Columns:", *(f"{c.name} ({c.kind}): {c.text}" for c in question.columns)])
