"""`sco-graph draw`: each view as a command of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_graph.completion import complete_id, complete_words
from sco_graph.drawing.asked import Asked
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
    int | None, typer.Option("--width", min=1, metavar="PX", help="Width of a PNG, in pixels.")
]
Dpi = Annotated[
    int | None, typer.Option("--dpi", min=1, metavar="N", help="Dots to the inch of a PNG.")
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


@draw.command()
def meeting(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The meeting or other event, by its id or a name that only one has.",
            autocompletion=complete_id("meeting", "event"),
        ),
    ],
    output: Output,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw one meeting: who took part, for whom, at which level, and what was decided."""
    _draw(ctx, "meeting", Asked(id=id_), (output, lang, edits), (page, width, dpi))


@draw.command()
def network(
    ctx: typer.Context,
    output: Output,
    body: Body = None,
    first: First = None,
    last: Last = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Beside meetings only these; may be repeated."),
    ] = None,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw several meetings in columns: states, people, meetings by date, documents, bodies."""
    asked = Asked(body=body, from_=first, to=last, kinds=tuple(kind or ()))
    _draw(ctx, "network", asked, (output, lang, edits), (page, width, dpi))


@draw.command("co-attendance")
def co_attendance(
    ctx: typer.Context,
    output: Output,
    body: Body = None,
    first: First = None,
    last: Last = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="person|state", help="Who met whom.")
    ] = "person",
    least: Annotated[
        int, typer.Option("--least", metavar="N", help="Pairs that met so often or oftener.")
    ] = 1,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw who was at the same meetings as whom; a line is wider the oftener two met."""
    asked = Asked(body=body, from_=first, to=last, kinds=(kind,), least=least)
    _draw(ctx, "co-attendance", asked, (output, lang, edits), (page, width, dpi))


@draw.command()
def matrix(
    ctx: typer.Context,
    output: Output,
    body: Body = None,
    first: First = None,
    last: Last = None,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw the matrix of states by meetings: each cell the level at which a state came."""
    asked = Asked(body=body, from_=first, to=last)
    _draw(ctx, "matrix", asked, (output, lang, edits), (page, width, dpi))


@draw.command()
def timeline(
    ctx: typer.Context,
    output: Output,
    body: Body = None,
    state: State = None,
    person: Person = None,
    lang: Lang = LANGUAGES[0],
    page: Page = None,
    width: Width = None,
    dpi: Dpi = None,
    edits: EditsFile = None,
) -> None:
    """Draw meetings, tenures, chairmanships and standings over time."""
    asked = Asked(body=body, state=state, person=person)
    _draw(ctx, "timeline", asked, (output, lang, edits), (page, width, dpi))


def _draw(
    ctx: typer.Context,
    view: str,
    asked: Asked,
    how: tuple[Path, str, Path | None],
    size: tuple[str | None, int | None, int | None],
) -> None:
    from sco_graph.drawing.files import Wanted, check
    from sco_graph.drawing.views import draw as draw_view
    from sco_graph.graph import open as open_graph

    (output, language, edits), (page, width, dpi) = how, size
    wanted = Wanted(page=page, width=width, dpi=dpi)
    check(output.suffix, wanted)
    graph = open_graph(ctx.obj)
    drawing = draw_view(graph, view, asked, language=language, edits=edits)
    drawing.save(output, page=page, width=width, dpi=dpi)
