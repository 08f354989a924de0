"""Answers to questions as diagrams: edges that are the graph's own, and rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sco_graph.drawing.answers import draw_answer
from sco_graph.drawing.edits import NO_EDITS
from sco_graph.drawing.page_values import page_values
from sco_graph.drawing.picture import Diagram
from sco_graph.drawing.place import place
from sco_graph.drawing.style import Tip, line_look
from sco_graph.graph import Graph
from sco_graph.questions import get_question


def drawn(graph: Graph, name: str, **given: str) -> Diagram:
    question = get_question(name)
    return draw_answer(graph, question, graph.query(name, **given), graph.bind(question, given))


def asked(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sco_graph", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


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

    assert picture.why_empty is not None
    assert picture.why_empty["en"] == f"nothing known answers document-lineage of {protocol}"


def test_no_edge_of_a_page_carries_an_id_that_its_ends_and_its_family_tell(graph: Graph) -> None:
    answer = drawn(graph, "level-of-representation")

    for picture in (answer, graph.draw("network").picture):
        values = page_values(picture, place(picture), NO_EDITS)
        assert values["edges"]
        assert not [edge for edge in values["edges"] if "id" in edge]


def test_the_picture_of_an_answer_is_set_on_a_page_with_its_edits(tmp_path: Path) -> None:
    edits, file = tmp_path / "edits.yaml", tmp_path / "lineage.svg"
    edits.write_text("title: How it came about\n", encoding="utf-8")
    document = "--document=document/hgc-2025-joint-communique"
    options = ["--draw", str(file), "--page", "a4", "--edits", str(edits)]

    ran = asked("query", "document-lineage", document, *options)

    assert ran.returncode == 0, ran.stderr
    text = file.read_text(encoding="utf-8")
    assert 'mm"' in text
    assert "<title>How it came about</title>" in text


def test_a_page_without_a_picture_is_refused(tmp_path: Path) -> None:
    ran = asked("query", "series", "--page", "a4", "--output", str(tmp_path / "rows.csv"))

    assert ran.returncode == 2
    assert "--page is for a picture; name its file with --draw" in ran.stderr


def test_a_step_of_a_path_has_an_arrow_where_no_look_of_its_own_tells_its_direction() -> None:
    assert line_look("HAS_PARTICIPATION").tip is Tip.ARROW
    assert line_look("PARTICIPANT").tip is Tip.ARROW
