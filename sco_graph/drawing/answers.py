"""The answer to a question as a diagram: the things in its rows, and what each row says of them.

The edges of document-lineage and of path-between are the graph's own, and stand in columns by what
rests on what, or by how far they are from where they start. In any other answer the first thing of
a row is tied to the others in it, and a column of the diagram is a column of the answer. A row that
rests on nothing, since no source states what it asks for, ties nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

from sco_graph.drawing.draft import Draft, link_id
from sco_graph.drawing.picture import Diagram, Fact, Item, Link, Manner, Names
from sco_graph.drawing.question_words import question_words
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import COLON, DASH, joined, plain
from sco_graph.errors import WrongUse
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_graph.questions import Question
from sco_graph.result import Row

Given: TypeAlias = Mapping[str, Any]
ROW, ABSENT = "row", "absent"
"""The families of what stands in one row, and of what a row says was absent."""
NOT_KNOWN = {"announced", "invited", "unknown", "not stated", "not expected"}
"""What a row says of an attendance that did not take place for certain."""


class Edges(NamedTuple):
    """The columns of an answer that has edges: both ends, what the edge is, and where it starts."""

    from_: str
    to: str
    type: str
    start: str


IN_ORDER = ("meeting_id", "event_id")
"""Columns whose things keep the order of the rows, which is that of their dates."""
LINEAGE = "document-lineage"
EDGES = {
    LINEAGE: Edges("later_id", "earlier_id", "relation", "document"),
    "path-between": Edges("from_id", "to_id", "relationship", "one"),
}


def draw_answer(graph: Graph, question: Question, rows: Sequence[Row], given: Given) -> Diagram:
    """Return the diagram of an answer.

    Raises:
        WrongUse: The question has no column of ids.
    """
    draft = Draft(graph, question.name)
    if question.name in EDGES:
        return _edges(draft, question, rows, given)
    return _table(draft, question, rows, given)


def _head(draft: Draft, question: Question, given: Given) -> tuple[Names, Names]:
    """Return the question as a title, and what was given as a subtitle."""
    asked = {p: given[p.name] for p in question.parameters if given.get(p.name) is not None}
    draft.recorded.read(str(value) for p, value in asked.items() if p.kinds)
    told = (
        joined(
            [
                question_words(p.option.removeprefix("--")),
                draft.recorded.names(str(value)) if p.kinds else plain(str(value)),
            ],
            COLON,
        )
        for p, value in asked.items()
    )
    return question_words(question.text.split("\n")[0]), joined(told)


def _facts(draft: Draft, row: Row, label: Names, value: Names) -> tuple[Fact, ...]:
    manner = Manner.INFERRED if row.get("basis") == Manner.INFERRED else Manner.STATED
    return (draft.fact(label, value, sorted(row.get("locator") or ()), manner),)


# --- answers that have edges ---


def _edges(draft: Draft, question: Question, rows: Sequence[Row], given: Given) -> Diagram:
    ends = EDGES[question.name]
    rows = [row for row in rows if row[ends.type] is not None]
    start = str(given[ends.start])
    ids = {row[key] for row in rows for key in (ends.from_, ends.to)}
    draft.recorded.read(ids)
    column = _columns(question.name, rows, start)
    for id_ in sorted(ids, key=lambda one: (column[one], one)):
        own = [row for row in rows if id_ in (row[ends.from_], row[ends.to])]
        facts = [fact for row in own for fact in _edge_facts(draft, row, ends)]
        draft.put(
            Item(
                id=id_,
                kind=kind_of(id_),
                names=draft.recorded.names(id_),
                column=column[id_],
                facts=tuple(dict.fromkeys(facts)),
            )
        )
    for row in rows:
        draft.tie(_edge(draft, row, ends))
    titles = _titles(question.name, max(column.values(), default=0) + 1, column.get(start, 0))
    title, asked = _head(draft, question, given)
    why = sentence(
        "nothing known answers {question} of {start}", question=question.name, start=start
    )
    return draft.diagram(titles, draft.head(title, asked), why_empty=why)


def _edge(draft: Draft, row: Row, ends: Edges) -> Link:
    family = row[ends.type].upper()
    facts = tuple(_edge_facts(draft, row, ends))
    return Link(
        id=link_id(family, row[ends.from_], row[ends.to]),
        from_=row[ends.from_],
        to=row[ends.to],
        family=family,
        names=draft.words.family(family),
        manner=facts[0].manner,
        facts=facts,
    )


def _edge_facts(draft: Draft, row: Row, ends: Edges) -> Iterator[Fact]:
    both = (draft.recorded.names(row[key]) for key in (ends.from_, ends.to))
    label = draft.relationship(row[ends.type].upper())
    yield from _facts(draft, row, label, joined(both, DASH))


def _columns(name: str, rows: Iterable[Row], start: str) -> dict[str, int]:
    """Return the column of each thing: a lineage from its earliest on, else by steps from a start.

    What rests on a thing stands right of it, through however many steps it does.
    """
    ends = EDGES[name]
    edges = [(row[ends.from_], row[ends.to]) for row in rows]
    lineage = nx.DiGraph((earlier, later) for later, earlier in edges)
    if name == LINEAGE and edges and nx.is_directed_acyclic_graph(lineage):
        return {
            id_: number
            for number, column in enumerate(nx.topological_generations(lineage))
            for id_ in column
        }
    connected = nx.Graph(edges)
    connected.add_node(start)
    return dict(nx.single_source_shortest_path_length(connected, start))


def _titles(name: str, many: int, start: int) -> list[Names]:
    if name == "path-between":
        steps = (sentence("step {number}", number=number) for number in range(1, many))
        return [question_words("from"), *steps]
    after = [sentence("builds on it")] * (many - start - 1)
    return [sentence("rests on")] * start + [sentence("the document"), *after]


# --- other answers ---


def _table(draft: Draft, question: Question, rows: Sequence[Row], given: Given) -> Diagram:
    columns = [column.name for column in question.columns if column.kind == "id"]
    if not columns:
        raise WrongUse(f"{question.name} answers with no ids, so there is nothing to draw")
    found = [(row, [row[one] for one in columns if row[one]]) for row in rows]
    draft.recorded.read(id_ for _, ids in found for id_ in ids)
    for row, _ in found:
        for number, name in enumerate(columns):
            if row[name]:
                _put_cell(draft, row, name, number)
    for row, ids in found:
        for other in ids[1:]:
            if other != ids[0] and row.get("basis", Manner.STATED) is not None:
                _tie_cells(draft, row, ids[0], other)
    titles = list(map(_column_title, columns))
    title, asked = _head(draft, question, given)
    why = sentence(
        "no rows: nothing known answers {question} {asked}", question=question.name, asked=asked
    )
    ordered = [number for number, name in enumerate(columns) if name in IN_ORDER]
    return draft.diagram(titles, draft.head(title, asked), why_empty=why, ordered=ordered)


def _column_title(name: str) -> Names:
    return question_words(name.removesuffix("_id").replace("_", " "))


def _put_cell(draft: Draft, row: Row, name: str, number: int) -> None:
    id_ = row[name]
    known = draft.items.get(id_)
    draft.put(
        Item(
            id=id_,
            kind=kind_of(id_),
            names=draft.recorded.names(id_),
            column=number if known is None else known.column,
            facts=_facts(draft, row, _column_title(name), plain(_told(row))),
        )
    )


def _tie_cells(draft: Draft, row: Row, first: str, other: str) -> None:
    """Tie two things that a row puts together, in the way in which it says that they belong so."""
    facts = _facts(draft, row, question_words("row"), plain(_told(row)))
    said = {row.get(key) for key in ("status", "attendance")}
    family = ABSENT if ABSENT in said else ROW
    draft.tie(
        Link(
            id=link_id(family, first, other),
            from_=first,
            to=other,
            family=family,
            names=plain(_told(row)),
            manner=Manner.ANNOUNCED if said & NOT_KNOWN else facts[0].manner,
            facts=facts,
        )
    )


def _told(row: Row) -> str:
    """Return the cells of a row that are words, without ids and sources."""
    left_out = ("basis", "source", "locator")
    cells = {
        key: "; ".join(map(str, one)) if isinstance(one, list) else one
        for key, one in row.items()
        if key not in left_out and not key.endswith(("_id", "_rank"))
    }
    return ", ".join(f"{key}: {one}" for key, one in cells.items() if one not in (None, ""))
