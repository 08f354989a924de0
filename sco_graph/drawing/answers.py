"""The answer to a question as a diagram: the things in its rows, and what each row says of them.

The edges of document-lineage and of path-between are the graph's own, and stand in columns by what
rests on what, or by how far they are from where they start. In any other answer the first thing of
a row is tied to the others in it, and a column of the diagram is a column of the answer. A row that
rests on nothing, since no source states what it asks for, ties nothing. What a row says beside its
things stands under the name of one of them: of the first one of which all rows say it alike, else
of the one of which fewest rows tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

from sco_graph.drawing.cell_notes import notes
from sco_graph.drawing.cells import Cells
from sco_graph.drawing.draft import Draft, link_id
from sco_graph.drawing.layout import LINE_LENGTH
from sco_graph.drawing.nested_names import NestedNames
from sco_graph.drawing.picture import Diagram, Fact, Item, Link, Manner, Names
from sco_graph.drawing.question_words import column_words, heading, question_words
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import COLON, DASH, ENGLISH, joined, plain
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


NOTHING = "Nothing known answers this question."
MOST_BANKS = 4
"""In how many columns the things of an answer stand at most that ties none to another."""
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
    draft = Draft(graph, f"answer to {question.name}")
    named = NestedNames(draft.recorded, draft.words)
    if question.name in EDGES:
        return _edges(draft, named, question, rows, given)
    return _table(draft, named, question, rows, given)


def _head(draft: Draft, question: Question, given: Given) -> tuple[Names, Names]:
    """Return the question as a title, and what was given as a subtitle."""
    asked = {p: given[p.name] for p in question.parameters if given.get(p.name) is not None}
    draft.recorded.read(str(value) for p, value in asked.items() if p.kinds)
    told = (
        joined(
            [
                heading(question_words(p.option.removeprefix("--"))),
                draft.recorded.names(str(value)) if p.kinds else plain(str(value)),
            ],
            COLON,
        )
        for p, value in asked.items()
    )
    return question_words(question.text.split("\n")[0]), joined(told)


def _facts(draft: Draft, row: Row, label: Names, value: Names) -> tuple[Fact, ...]:
    manner = Manner.of(row.get("basis"))
    places = row.get("locator") or ()
    return (draft.fact(label, value, [places] if isinstance(places, str) else places, manner),)


# --- answers that have edges ---


def _edges(
    draft: Draft, named: NestedNames, question: Question, rows: Sequence[Row], given: Given
) -> Diagram:
    ends = EDGES[question.name]
    rows = [row for row in rows if row[ends.type] is not None]
    start = str(given[ends.start])
    ids = {row[key] for row in rows for key in (ends.from_, ends.to)}
    named.read(ids)
    column = _columns(question.name, rows, start)
    for id_ in sorted(ids, key=lambda one: (column[one], one)):
        own = [row for row in rows if id_ in (row[ends.from_], row[ends.to])]
        facts = [fact for row in own for fact in _edge_facts(draft, named, row, ends)]
        draft.put(
            Item(
                id=id_,
                kind=kind_of(id_),
                names=named.names(id_),
                notes=tuple(named.notes(id_)),
                column=column[id_],
                facts=tuple(dict.fromkeys(facts)),
            )
        )
    for row in rows:
        draft.tie(_edge(draft, named, row, ends))
    titles = _titles(question.name, max(column.values(), default=0) + 1, column.get(start, 0))
    title, asked = _head(draft, question, given)
    why = sentence(NOTHING)
    return draft.diagram(titles, draft.head(title, asked), why_empty=why)


def _edge(draft: Draft, named: NestedNames, row: Row, ends: Edges) -> Link:
    family = row[ends.type].upper()
    facts = tuple(_edge_facts(draft, named, row, ends))
    return Link(
        id=link_id(family, row[ends.from_], row[ends.to]),
        from_=row[ends.from_],
        to=row[ends.to],
        family=family,
        names=draft.words.family(family),
        manner=facts[0].manner,
        facts=facts,
    )


def _edge_facts(draft: Draft, named: NestedNames, row: Row, ends: Edges) -> Iterator[Fact]:
    both = (named.names(row[key]) for key in (ends.from_, ends.to))
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
        return list(map(heading, [question_words("from"), *steps]))
    after = [sentence("builds on it")] * (many - start - 1)
    before = [sentence("rests on")] * start
    return list(map(heading, [*before, sentence("the document"), *after]))


# --- other answers ---


def _table(
    draft: Draft, named: NestedNames, question: Question, rows: Sequence[Row], given: Given
) -> Diagram:
    columns = [column.name for column in question.columns if column.kind == "id"]
    if not columns:
        raise WrongUse(f"{question.name} answers with no ids, so there is nothing to draw")
    cells = Cells(draft.graph.engine, question, named)
    found = [(row, [row[one] for one in columns if row[one]]) for row in rows]
    named.read(id_ for _, ids in found for id_ in ids)
    cells.read(rows)
    for row, _ in found:
        for number, name in enumerate(columns):
            if row[name]:
                _put_cell(draft, cells, row, name, number)
    for row, ids in found:
        for other in ids[1:]:
            if other != ids[0] and row.get("basis", Manner.STATED) is not None:
                _tie_cells(draft, cells, row, ids[0], other)
    for id_, said in notes(cells, rows, tied=len(columns) > 1).items():
        draft.put(replace(draft.items[id_], notes=said))
    title, asked = _head(draft, question, given)
    head = draft.head(title, asked)
    ordered = [number for number, name in enumerate(columns) if name in IN_ORDER]
    titles = [heading(column_words(one)) for one in columns]
    made = draft.diagram(titles, head, why_empty=sentence(NOTHING), ordered=ordered)
    used = {item.column for item in made.items}
    return _in_rows(made) if len(used) == 1 and not made.links else made


def _put_cell(draft: Draft, cells: Cells, row: Row, name: str, number: int) -> None:
    id_ = row[name]
    known = draft.items.get(id_)
    draft.put(
        Item(
            id=id_,
            kind=kind_of(id_),
            names=cells.named.names(id_),
            column=number if known is None else known.column,
            facts=_facts(draft, row, column_words(name), cells.fact(row)),
        )
    )


def _tie_cells(draft: Draft, cells: Cells, row: Row, first: str, other: str) -> None:
    """Tie two things that a row puts together, in the way in which it says that they belong so."""
    told = cells.fact(row)
    facts = _facts(draft, row, question_words("row"), told)
    said = {row.get(key) for key in ("status", "attendance")}
    family = ABSENT if ABSENT in said else ROW
    draft.tie(
        Link(
            id=link_id(family, first, other),
            from_=first,
            to=other,
            family=family,
            names=told,
            manner=Manner.ANNOUNCED if said & NOT_KNOWN else facts[0].manner,
            facts=facts,
        )
    )


def _in_rows(diagram: Diagram) -> Diagram:
    """Return a diagram of unlinked items of one column with these in several, in their order.

    The columns are about equally high.
    """
    tall = list(accumulate(map(_lines, diagram.items), initial=0))
    banks = min(MOST_BANKS, ceil(len(diagram.items) ** 0.5 / 2))
    return replace(
        diagram,
        columns=(diagram.columns[diagram.items[0].column],) * banks,
        items=tuple(
            replace(item, column=(above + below) * banks // (2 * tall[-1]))
            for item, (above, below) in zip(diagram.items, pairwise(tall), strict=True)
        ),
        ordered=tuple(range(banks)),
    )


def _lines(item: Item) -> int:
    """Return about how many lines the box of an item has, with what is between boxes."""
    texts = (text[ENGLISH] for text in (item.names, *item.notes))
    return 2 + sum(ceil(len(text) / LINE_LENGTH) for text in texts)
