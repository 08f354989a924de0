"""Answers to questions as diagrams: edges that are the graph's own, and rows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.drawing.answers import draw_answer
from sco_graph.drawing.dates import readable
from sco_graph.drawing.edits import NO_EDITS
from sco_graph.drawing.page_values import page_values
from sco_graph.drawing.picture import Diagram
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import PlacedDiagram
from sco_graph.drawing.style import Tip, line_look
from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_graph.shapes import read_schema


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
    assert picture.why_empty["en"] == "Nothing known answers this question."
    assert picture.head.subtitle["en"].startswith("Document: Protocol of the 3rd Meeting")


def notes_of(picture: Diagram, id_: str, language: str = "en") -> list[str]:
    [item] = [one for one in picture.items if one.id == id_]
    return [note.get(language, note["en"]) for note in item.notes]


def test_what_was_done_stands_under_the_document_in_each_language(graph: Graph) -> None:
    picture = drawn(graph, "outcomes", meeting="meeting/industry-2025-yekaterinburg")

    document = "document/industry-working-group-regulations"
    said = [notes_of(picture, document, language) for language in ("en", "ru", "zh")]
    assert said == [
        ["approved · regulations · the heads of delegations · 2025-07-07"],
        ["утверждение · положение · the heads of delegations · 2025-07-07"],
        ["批准 · 条例 · the heads of delegations · 2025-07-07"],
    ]


def first_words(picture: Diagram, language: str) -> dict[str, str]:
    """Return the first two words of each note, in a language by what they are in English."""
    return {
        cut(note["en"]): cut(note.get(language, note["en"]))
        for item in picture.items
        for note in item.notes
    }


def cut(note: str) -> str:
    return " · ".join(note.split(" · ")[:2])


def test_a_word_of_the_question_is_not_told_as_a_concept_of_something_else(graph: Graph) -> None:
    promised = drawn(graph, "promised-and-done")
    standing = drawn(graph, "state-status")

    russian = {**first_words(promised, "ru"), **first_words(standing, "ru")}
    assert russian["plan · event"] == "план · мероприятие"
    assert russian["dialogue partner · ended"] == "партнёр по диалогу · окончание"
    assert russian["member state · decided"] == "государство-член · решение принято"
    assert first_words(promised, "zh")["plan · activity"] == "计划 · 工作"
    # A document may be a plan, which has a longer name.
    [plan] = {
        note["ru"].split(" · ")[0]
        for item in drawn(graph, "documents").items
        for note in item.notes
        if note["en"].split(" · ")[0] == "plan"
    }
    assert plan == "план мероприятий"


def test_a_kind_of_fact_is_told_in_the_words_of_the_ontology(graph: Graph) -> None:
    picture = drawn(graph, "thin-evidence")

    facts = {row["kind"]: row["fact_id"] for row in graph.query("thin-evidence")}
    schema = read_schema()
    for kind in ("attestation", "claim", "count", "document-act", "participation", "remark"):
        for language, words in schema.labels[schema.classes[kind].iri].items():
            [note] = notes_of(picture, facts[kind], language)
            assert note.startswith(f"{words} · ")


@pytest.mark.parametrize("word", ["yes", "no"])
@pytest.mark.parametrize(
    ("name", "flag"), [("chairmanships", "chair_is_holder"), ("hosting", "chair_is_host")]
)
def test_whether_the_chair_was_the_one_who_is_asked_for_is_told_either_way(
    graph: Graph, name: str, flag: str, word: str
) -> None:
    question = get_question(name)
    rows = [
        {**row, flag: word == "yes"} for row in graph.query(name) if row[flag] and row["chair_id"]
    ]

    picture = draw_answer(graph, question, rows, {})

    told = f"{flag.replace('_', ' ')}: {word}"
    assert rows
    for row in rows:
        things = (row["meeting_id"], row["chair_id"])
        assert any(told in note for id_ in things for note in notes_of(picture, id_))


def test_a_standing_and_its_date_stand_under_the_state_or_the_document_that_they_are_of(
    graph: Graph,
) -> None:
    state, body = "state/iran", "body/sco"
    picture = drawn(graph, "state-status", state=state, body=body)

    rows = graph.query("state-status", state=state, body=body)
    assert {row["date"] for row in rows if row["date"]}
    for row in rows:
        words = [row["kind"].replace("-", " "), (row["date"] or "").replace("/..", "–")]
        under = notes_of(picture, row["document_id"] or state)
        assert any(all(word.split("/")[0] in note for word in words) for note in under)


def test_what_is_attested_on_many_days_is_one_note_and_hides_no_other(graph: Graph) -> None:
    question = get_question("state-status")
    rows = graph.query("state-status", state="state/iran")
    [attested, *_] = [row for row in rows if row["step"] == "attested"]
    years = [str(year) for year in range(2001, 2021)]
    many = [{**attested, "kind": "observer", "date": year} for year in years]

    picture = draw_answer(graph, question, [*many, *rows], {})

    notes = notes_of(picture, "state/iran")
    assert "…" not in notes
    assert any(note.startswith("member state · began · 2023") for note in notes)
    [note] = [note for note in notes if note.startswith("observer state · attested")]
    assert ", ".join(years) in note


def test_a_level_and_a_role_stand_under_who_took_part_without_the_name_again(graph: Graph) -> None:
    picture = drawn(graph, "who-attended", meeting="meeting/industry-2025-yekaterinburg")

    minister = notes_of(picture, "post/belarus-minister-of-industry")
    assert minister == ["head of delegation · minister · attended"]
    # That he attended is inferred from what he said there.
    [speaker] = notes_of(picture, "person/sohail-khan")
    assert speaker.endswith("attended (inferred)")
    # Of this row no source names a person or a post.
    assert notes_of(picture, "state/russia") == ["chair · attended"]


@pytest.mark.parametrize("name", ["announced-vs-attended", "attendance-gaps"])
def test_a_meeting_is_not_said_to_be_what_one_who_took_part_in_it_was(
    graph: Graph, name: str
) -> None:
    question = get_question(name)
    key, who = question.columns[1].name, question.columns[4].name
    rows = graph.query(name)
    meetings = {row[key] for row in rows if row[who]}

    for meeting in meetings:
        # Each meeting alone, so that all that is said of one who took part could be of it as well.
        own = [row for row in rows if row[key] == meeting and row[who]][:1]
        picture = draw_answer(graph, question, own, {})
        assert all(
            re.match("[0-9]{4}|list is complete", note) for note in notes_of(picture, meeting)
        )
        said = {row.get("attendance") or row["outcome"] for row in own}
        [notes] = {tuple(notes_of(picture, row[who])) for row in own}
        assert all(word in " ".join(notes) for word in said)


def test_how_a_meeting_was_held_stands_under_the_meeting(graph: Graph) -> None:
    modes = {row["meeting_id"]: row["mode"] for row in graph.query("hosting") if row["mode"]}

    picture = drawn(graph, "hosting")

    assert modes
    for meeting, mode in modes.items():
        assert any(mode.replace("-", " ") in note for note in notes_of(picture, meeting))


def test_the_time_of_a_chairmanship_is_called_so(graph: Graph) -> None:
    picture = drawn(graph, "chairmanships")

    terms = {row["dates"] for row in graph.query("chairmanships") if row["dates"]}
    notes = [note["en"] for item in picture.items for note in item.notes]
    assert terms
    for term in terms:
        assert any(f"term: {readable(term)}" in note for note in notes)


def test_the_date_of_a_thing_stands_under_it_and_not_under_what_is_tied_to_it(
    graph: Graph,
) -> None:
    picture = drawn(graph, "documents")

    rows = [row for row in graph.query("documents") if row["meeting_id"] and row["meeting_date"]]
    assert rows
    for row in rows:
        date = row["meeting_date"].replace("..", "").replace("/", "–")
        assert any(date in note for note in notes_of(picture, row["meeting_id"]))


def test_things_that_nothing_ties_stand_in_rows_and_not_round_nothing(graph: Graph) -> None:
    picture = drawn(graph, "who-said")
    assert len(picture.items) > 1
    assert picture.links == ()

    placed = place(picture)
    assert isinstance(placed, PlacedDiagram)
    lefts = sorted({box.x for box in placed.boxes})
    assert len(lefts) == len(placed.columns)
    assert placed.width < sum(column.right - column.left + 100 for column in placed.columns)


def test_a_nested_thing_is_called_by_names_and_concepts_and_not_by_its_key(graph: Graph) -> None:
    ends = {"one": "state/iran", "other": "document/sco-development-strategy-2035"}
    picture = drawn(graph, "path-between", **ends)

    [status] = [one for one in picture.items if one.id == "state/iran/status/member"]
    assert status.names["en"] == "Iran: status (member state)"
    assert status.names["ru"] == "Иран: статус (государство-член)"

    meeting = "meeting/industry-2025-yekaterinburg"
    [*nested] = [
        (one.names["en"].partition(": ")[2], notes_of(through, one.id))
        for through in [drawn(graph, "path-between", one="person/sohail-khan", other=meeting)]
        for one in through.items
        if one.id.startswith(f"{meeting}/")
    ]
    assert nested[0] == ("participation (Deputy Secretary-General of the SCO)", [])
    assert [name for name, _ in nested[1:]] == ["remark", "remark"]
    assert all(len(notes) == 1 and notes[0].endswith(".") for _, notes in nested[1:])


def test_every_question_that_needs_no_more_than_a_thing_has_its_answer_drawn(graph: Graph) -> None:
    for question in map(get_question, question_names()):
        needed = [one for one in question.parameters if one.required]
        if any(not {"thing", "meeting"} & set(one.kinds) for one in needed):
            continue
        given = {one.name: "meeting/industry-2025-yekaterinburg" for one in needed}
        picture = drawn(graph, question.name, **given)
        assert picture.items or picture.why_empty
        named = [note["en"] for item in picture.items for note in item.notes]
        assert not [text for text in named if "[en]" in text or "source/" in text]


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
