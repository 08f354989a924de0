"""The views of a graph by name: what each may be asked, and the drawing that it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sco_graph.drawing.asked import Asked
from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.edits import NO_EDITS, Edits
from sco_graph.drawing.picture import Names, Period, Picture
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import COMMA, joined, plain
from sco_graph.errors import QuestionError, UnknownName
from sco_graph.graph import Graph
from sco_graph.near import near
from sco_graph.questions import get_question
from sco_graph.schema import LANGUAGES, names_by_language
from sco_loaders.sweeping import unswept

FILTERED = "level-of-representation"
"""The question whose parameters body, from and to the views share."""
NAMES = "MATCH (n {id: $id}) RETURN properties(n) AS n"


View: TypeAlias = Callable[[Graph, Asked], Picture]


def draw(
    graph: Graph,
    view: str,
    asked: Asked,
    *,
    language: str = LANGUAGES[0],
    edits: Path | None = None,
) -> Drawing:
    """Return the drawing of a view.

    Raises:
        UnknownName: There is no such view, id, kind or language.
        QuestionError: A view is asked what it cannot show, or lacks what it needs.
        RecordsError: The file of edits holds what is none.
    """
    if view not in VIEWS:
        raise UnknownName("view", view, near(view, VIEWS) or tuple(VIEWS))
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    make, heeded = VIEWS[view]
    for name in sorted(asked.given - set(heeded)):
        shown = name.removesuffix("_")
        raise QuestionError(f"{view} has no {shown!r}; it has {', '.join(heeded) or 'none'}")
    with unswept():
        picture = make(graph, asked)
    return Drawing(picture, changed(edits), language)


def changed(file: Path | None) -> Edits:
    """Return the edits that a file holds; none where there is no file.

    Raises:
        RecordsError: The file holds what is none.
    """
    if file is None:
        return NO_EDITS
    from sco_graph.drawing.edits_file import read_edits  # here, as reading YAML is slow to import

    return read_edits(file)


def _meeting(graph: Graph, asked: Asked) -> Picture:
    from sco_graph.drawing.meetings import draw_meeting

    if asked.id is None:
        raise QuestionError("meeting needs the id of one, such as meeting/hgc-2025")
    return draw_meeting(graph, graph.resolve(asked.id, "meeting", "event"))


def _network(graph: Graph, asked: Asked) -> Picture:
    from sco_graph.drawing.meetings import MEETINGS_OF, SHOWN, draw_network

    for kind in asked.kinds:
        if kind not in SHOWN:
            raise UnknownName("kind", kind, near(kind, SHOWN) or SHOWN)
    bound = graph.bind(get_question(FILTERED), _filters(asked))
    meetings = [row["id"] for row in graph.engine.cypher(MEETINGS_OF, bound)]
    return draw_network(graph, meetings, asked.kinds, _words(graph, asked))


def _together(graph: Graph, asked: Asked) -> Picture:
    from sco_graph.drawing.together import COLUMNS, draw_together

    kinds: Collection[str] = asked.kinds or ("person",)
    if len(kinds) > 1 or not set(kinds) <= COLUMNS.keys():
        raise QuestionError(f"co-attendance is of one kind: {' or '.join(COLUMNS)}")
    [kind] = kinds
    filters = {**_filters(asked), "kind": kind}
    least = 1 if asked.least is None else asked.least
    return draw_together(graph, filters, least, _words(graph, asked))


def _matrix(graph: Graph, asked: Asked) -> Picture:
    from sco_graph.drawing.attendance import draw_matrix

    return draw_matrix(graph, _filters(asked), _words(graph, asked))


def _timeline(graph: Graph, asked: Asked) -> Picture:
    from sco_graph.drawing.history import draw_timeline

    named = {"body": asked.body, "state": asked.state, "person": asked.person}
    found = {kind: text and graph.resolve(text, kind) for kind, text in named.items()}
    if sum(one is not None for one in found.values()) > 1:
        raise QuestionError("a timeline is of one body, one state or one person, or of everything")
    return draw_timeline(graph, found, _period(graph, asked), _words(graph, asked))


def _period(graph: Graph, asked: Asked) -> Period:
    """Return the first and the last day that are asked for."""
    given = {"from": asked.from_, "to": asked.to}
    bound = graph.bind(get_question(FILTERED), given)
    first, last = (one if isinstance(one := bound[name], date) else None for name in given)
    return first, last


def _filters(asked: Asked) -> Mapping[str, str | None]:
    return {"body": asked.body, "from": asked.from_, "to": asked.to}


def _words(graph: Graph, asked: Asked) -> Names:
    """Return what is asked for as the end of a title."""
    words: list[Names] = [
        names_by_language(graph.engine.cypher(NAMES, {"id": graph.resolve(text, kind)})[0]["n"])
        for kind in ("body", "state", "person")
        if (text := getattr(asked, kind)) is not None
    ]
    if asked.from_ and asked.to:
        words.append(sentence("from {first} to {last}", first=asked.from_, last=asked.to))
    elif asked.from_:
        words.append(sentence("from {first}", first=asked.from_))
    elif asked.to:
        words.append(sentence("to {last}", last=asked.to))
    return sentence(": {asked}", asked=joined(words, COMMA)) if words else plain("")


VIEWS: Mapping[str, tuple[View, tuple[str, ...]]] = {
    "meeting": (_meeting, ("id",)),
    "network": (_network, ("body", "from_", "to", "kinds")),
    "co-attendance": (_together, ("body", "from_", "to", "kinds", "least")),
    "matrix": (_matrix, ("body", "from_", "to")),
    "timeline": (_timeline, ("body", "state", "person", "from_", "to")),
}
"""What makes each view, and what it heeds."""
