"""`sco-graph draw`: each view as a command of its own.

A view names the options that are its own and returns what is asked of it; the options that all have
are those of `_save`.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from sco_graph.completion import complete_id, complete_words
from sco_graph.drawing.asked import Asked
from sco_graph.drawing.png import LONGEST_SIDE
from sco_graph.schema import LANGUAGES

draw = typer.Typer(
    help="Draw a picture; the suffix of its file says the format: .html, .svg, .png, .graphml, "
    ".gexf, or .csv of a matrix.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write, by its suffix.")
]
Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        help="Language of the names.",
        autocompletion=complete_words(*LANGUAGES),
    ),
]
Page = Annotated[
    str | None,
    typer.Option(
        "--page",
        metavar="a4|slide",
        help="Set an SVG or a PNG on a page of this size.",
        autocompletion=complete_words("a4", "slide"),
    ),
]
Width = Annotated[
    int | None,
    typer.Option(
        "--width", min=1, max=LONGEST_SIDE, metavar="PX", help="Width of a PNG, in pixels."
    ),
]
Dpi = Annotated[
    int | None,
    typer.Option("--dpi", min=1, max=LONGEST_SIDE, metavar="N", help="Dots to the inch of a PNG."),
]
EditsFile = Annotated[
    Path | None,
    typer.Option("--edits", metavar="FILE", help="What was changed by hand, as YAML."),
]
Body = Annotated[
    str | None,
    typer.Option(
        "--body", metavar="ID", help="Of this body only.", autocompletion=complete_id("body")
    ),
]
State = Annotated[
    str | None,
    typer.Option(
        "--state", metavar="ID", help="Of this state.", autocompletion=complete_id("state")
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person", metavar="ID", help="Of this person.", autocompletion=complete_id("person")
    ),
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Only meetings not over before.")
]
Last = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Only meetings begun by then.")
]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Only what may not be over before.")
]
Until = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Only what may have begun by then.")
]


View: TypeAlias = Callable[..., Asked]


def _save(  # as many as all views have
    ctx: typer.Context,
    view: str,
    asked: Asked,
    output: Output,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw a view and write the picture."""
    from sco_graph.drawing.files import Wanted, check
    from sco_graph.drawing.views import draw as draw_view
    from sco_graph.graph import open as open_graph

    check(output.suffix, Wanted(page=page, width=width, dpi=dpi))
    drawing = draw_view(open_graph(ctx.obj), view, asked, language=lang, edits=edits)
    drawing.save(output, page=page, width=width, dpi=dpi)


def _view(name: str) -> Callable[[View], View]:
    """Make a command of a function that returns what is asked: its options and those of `_save`."""

    def register(view: View) -> View:
        own = signature(view, eval_str=True).parameters
        context, _, _, *shared = signature(_save, eval_str=True).parameters.values()

        def command(ctx: typer.Context, **given: Any) -> None:  # noqa: ANN401  # options of any type
            asked = view(**{key: given.pop(key) for key in own})
            _save(ctx, name, asked, **given)

        known = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in (*own.values(), *shared)]
        command.__signature__ = Signature([context, *known])  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in (context, *known)}
        draw.command(name, help=view.__doc__)(command)
        return view

    return register


@_view("meeting")
def meeting(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The meeting or other event, by its id or a name that only one has.",
            autocompletion=complete_id("meeting", "event"),
        ),
    ],
) -> Asked:
    """Draw one meeting: who took part, for whom, at which level, and what was decided."""
    return Asked(id=id_)


@_view("network")
def network(
    body: Body = None,
    first: First = None,
    last: Last = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Beside meetings only these; may be repeated."),
    ] = None,
) -> Asked:
    """Draw several meetings in columns: states, people, meetings by date, documents, bodies."""
    return Asked(body=body, from_=first, to=last, kinds=tuple(kind or ()))


@_view("co-attendance")
def co_attendance(
    body: Body = None,
    first: First = None,
    last: Last = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="person|state", help="Who met whom.")
    ] = "person",
    least: Annotated[
        int, typer.Option("--least", metavar="N", help="Pairs that met so often or oftener.")
    ] = 1,
) -> Asked:
    """Draw who was at the same meetings as whom; a line is wider the oftener two met."""
    return Asked(body=body, from_=first, to=last, kinds=(kind,), least=least)


@_view("matrix")
def matrix(body: Body = None, first: First = None, last: Last = None) -> Asked:
    """Draw the matrix of states by meetings: each cell the level at which a state came."""
    return Asked(body=body, from_=first, to=last)


@_view("timeline")
def timeline(
    body: Body = None,
    state: State = None,
    person: Person = None,
    first: Since = None,
    last: Until = None,
) -> Asked:
    """Draw meetings, tenures, chairmanships and standings over time."""
    return Asked(body=body, state=state, person=person, from_=first, to=last)
