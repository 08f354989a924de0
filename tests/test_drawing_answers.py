"""Answers to questions as diagrams: edges that are the graph's own, and rows."""

from __future__ import annotations

from sco_graph.drawing.answers import draw_answer
from sco_graph.drawing.picture import Diagram
from sco_graph.graph import Graph
from sco_graph.questions import get_question


def drawn(graph: Graph, name: str, **given: str) -> Diagram:
    question = get_question(name)
    return draw_answer(graph, question, graph.query(name, **given), graph.bind(question, given))


def test_a_path_is_drawn_edge_by_edge_each_with_its_source(graph: Graph) -> None:
    ends = {"one": "state/iran", "other": "document/sco-development-strategy-2035"}

    picture = drawn(graph, "path-between", **ends)

    rows = graph.query("path-between", **ends)
    assert {(one.family, one.from_, one.to) for one in picture.links} == {
        (row["relationship"], row["from_id"], row["to_id"]) for row in rows
    }
    assert all(fact.citations for link in picture.links for fact in link.facts)
    columns = {one.id: one.column for one in picture.items}
    assert columns[ends["one"]] == 0
    assert columns[ends["other"]] == max(columns.values()) == 3


def test_of_a_lineage_the_earlier_stands_left_of_what_rests_on_it(graph: Graph) -> None:
    documents = [
        row["id"] for row in graph.engine.cypher("MATCH (d:Document) RETURN d.id AS id", {})
    ]
    lineages = [drawn(graph, "document-lineage", document=one) for one in documents]

    assert any(picture.links for picture in lineages)
    for picture in lineages:
        column = {one.id: one.column for one in picture.items}
        assert all(column[link.to] < column[link.from_] for link in picture.links)


def test_what_no_source_states_ties_nothing(graph: Graph) -> None:
    picture = drawn(graph, "level-of-representation")

    rows = graph.query("level-of-representation")
    told = {(row["meeting_id"], row["state_id"]) for row in rows if row["basis"] is not None}
    assert {(one.from_, one.to) for one in picture.links} == told
    assert {one.id for one in picture.items} > {id_ for pair in told for id_ in pair}


def test_an_answer_without_rows_says_why(graph: Graph) -> None:
    protocol = "document/industry-ministers-2025-protocol"

    picture = drawn(graph, "document-lineage", document=protocol)

    assert picture.why_empty == f"nothing known answers document-lineage of {protocol}"
