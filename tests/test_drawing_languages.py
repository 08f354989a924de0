"""What pictures say in the reader's language: titles, notes, heads of columns, facts, the foot."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sco_graph.drawing import sentences
from sco_graph.drawing.answers import EDGES, draw_answer
from sco_graph.drawing.cells import CLEAR, is_told
from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.edits import Edits
from sco_graph.drawing.lettering import width
from sco_graph.drawing.page import html
from sco_graph.drawing.picture import Diagram, Fact, Matrix, Picture, Timeline
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import HEADING_SIZE, PlacedDiagram
from sco_graph.drawing.question_words import QUESTION_WORDS
from sco_graph.drawing.sentences import SENTENCES, sentence
from sco_graph.drawing.sheet import source_publishers
from sco_graph.drawing.svg import svg
from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_graph.schema import LANGUAGES
from sco_loaders.build import build
from tests.chromium import Pages
from tests.islands import ARCHIPELAGO
from tests.planted import plant

INDUSTRY = "meeting/industry-2025-yekaterinburg"
FIRST_FORUM = "meeting/regions-forum-2020"
PACKAGE = Path(sentences.__file__).parent.parent
VIEWS: dict[str, dict[str, Any]] = {
    "meeting": {"id": FIRST_FORUM},
    "one meeting of a network": {"from_": "2025-07-01", "to": "2025-07-31"},
    "network": {},
    "people together": {"to": "2025"},
    "states together": {"kind": "state", "least": 2},
    "matrix": {"body": "body/industry-ministers"},
    "timeline": {},
    "no network": {"from_": "2040"},
    "no one together": {"from_": "2040", "to": "2041"},
    "no matrix": {"from_": "2040"},
    "no timeline": {"from_": "2040", "state": "state/india"},
}


def drawn(graph: Graph, name: str, language: str = "en") -> Drawing:
    _, _, view = name.rpartition(" ")
    return graph.draw(view.replace("together", "co-attendance"), lang=language, **VIEWS[name])


def parsed(drawing: Drawing) -> ET.Element:
    text = svg(drawing.picture, drawing.placed(), drawing.language)
    return ET.fromstring(text)  # noqa: S314  # a file of our own


def all_text(drawing: Drawing) -> str:
    """Return whatever a picture tells as SVG, its lines put together again."""
    return " ".join("".join(one.itertext()) for one in parsed(drawing).iter() if one.text)


def english_in(text: str) -> set[str]:
    """Return the parts of three words or more of our English sentences that a text has."""
    return {one for one in PARTS if one in text}


def parts_of(english: str) -> Iterator[str]:
    for part in re.split(r"\{\w+\}", english):
        if len(re.findall("[a-z]+", part)) > 2:
            yield part.strip(" :;,.")


PARTS = {part for english in (*SENTENCES, *QUESTION_WORDS) for part in parts_of(english)}


# --- the tables ---


@pytest.mark.parametrize("table", [SENTENCES, QUESTION_WORDS], ids=["sentences", "questions"])
def test_every_sentence_has_every_language_with_the_same_values_in_it(
    table: dict[str, dict[str, str]],
) -> None:
    for english, names in table.items():
        assert list(names) == list(LANGUAGES)
        assert [values_in(text) for text in names.values()] == [values_in(english)] * 3
        if set(english) - set(": {asked}"):
            assert re.search("[а-яё]", re.sub(r"\{\w+\}", "", names["ru"]))
            assert re.search("[\u4e00-\u9fff]", names["zh"])


def values_in(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_every_sentence_that_is_said_is_in_the_table_and_no_other() -> None:
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != Path(sentences.__file__)
    ]
    texts = {one.value for one in constants(trees) if isinstance(one.value, str)}
    said = {
        call.args[0].value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id == "sentence" and isinstance(call.args[0], ast.Constant)
    }

    assert said <= SENTENCES.keys()
    assert SENTENCES.keys() <= texts


def constants(trees: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    return (one for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Constant))


def test_what_a_picture_of_an_answer_takes_from_its_question_is_in_every_language() -> None:
    for question in map(get_question, question_names()):
        columns = {one.name for one in question.columns if one.kind == "id"}
        if question.name not in EDGES:
            columns |= {one.name for one in question.columns if is_told(one, columns)}
        titles = (name.removesuffix("_id").replace("_", " ") for name in columns - CLEAR)
        options = (one.option.removeprefix("--") for one in question.parameters)
        first, *_ = question.text.split("\n")
        assert {first, *titles, *options} <= QUESTION_WORDS.keys()


# --- the views ---


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_says_nothing_of_ours_in_english_to_who_reads_another_language(
    graph: Graph, name: str
) -> None:
    assert english_in(all_text(drawn(graph, name)))

    for language in ("ru", "zh"):
        assert english_in(all_text(drawn(graph, name, language))) == set()


def test_what_is_announced_absent_or_undated_is_told_in_the_language_too(
    tmp_path: Path,
) -> None:
    plant(tmp_path / "records", ARCHIPELAGO)
    graph = Graph(build(tmp_path / "build", tmp_path / "records"))
    rows = graph.engine.cypher("MATCH (m:Meeting) RETURN m.id AS id", {})

    for language in ("ru", "zh"):
        drawings = [graph.draw("meeting", id=row["id"], lang=language) for row in rows]
        drawings += [graph.draw(view, lang=language) for view in ("network", "matrix", "timeline")]
        assert [english_in(all_text(one)) for one in drawings] == [set()] * len(drawings)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("document-lineage", {"document": "document/sco-charter"}),
        ("document-lineage", {"document": "document/industry-ministers-2025-protocol"}),
        ("path-between", {"one": "state/iran", "other": "document/sco-development-strategy-2035"}),
        ("level-of-representation", {"body": "body/industry-ministers"}),
        ("series", {"body": "body/heads-of-regions-forum"}),
    ],
)
def test_an_answer_is_headed_in_the_language(
    graph: Graph, name: str, given: dict[str, str]
) -> None:
    question = get_question(name)
    picture = draw_answer(graph, question, graph.query(name, **given), graph.bind(question, given))

    for language in ("ru", "zh"):
        assert english_in(all_text(Drawing(picture, language=language))) == set()
        assert picture.head.title[language] != question.text.split("\n")[0]
        assert all(title[language] != title["en"] for title in picture.columns)


def test_the_end_of_a_title_names_what_is_asked_for_in_the_language(graph: Graph) -> None:
    body = "body/heads-of-government-council"

    title = graph.draw("timeline", body=body, from_="2020", to="2021").picture.head.title

    assert title["en"].startswith("The SCO over time: Council of Heads of Government")
    assert title["en"].endswith(", from 2020 to 2021")
    assert title["ru"].startswith("Хронология ШОС: Совет глав правительств")
    assert title["ru"].endswith(", с 2020 по 2021")
    assert title["zh"] == "上合组织年表：上海合作组织成员国政府首脑(总理)理事会，2020 至 2021"


def test_facts_that_are_made_of_names_and_of_our_words_are_in_the_language(graph: Graph) -> None:
    meeting = facts_of(graph.draw("meeting", id=INDUSTRY).picture)
    together = facts_of(graph.draw("co-attendance", kind="state").picture)
    matrix = graph.draw("matrix").picture

    assert ("на уровне", "министр") in told(meeting, "ru")
    assert ("代表", "中国") in told(meeting, "zh")
    assert any(label == "共同出席" and "：" in value for label, value in told(together, "zh"))
    assert any("из них совместных" in value for _, value in told(together, "ru"))
    assert ("присутствие", "не указано") in told(facts_of(matrix), "ru")
    assert ("在组织中的地位", "成员国") in told(facts_of(matrix), "zh")


def facts_of(picture: Picture) -> list[Fact]:
    match picture:
        case Diagram():
            links = [fact for one in picture.links for fact in one.facts]
            return [*links, *(fact for one in picture.items for fact in one.facts)]
        case Matrix():
            return [fact for one in picture.cells for fact in one.facts]
        case Timeline():
            return [fact for one in picture.spans for fact in one.facts]


def told(facts: Iterable[Fact], language: str) -> set[tuple[str, str]]:
    return {(one.label[language], one.value.get(language) or one.value["en"]) for one in facts}


def test_who_published_is_counted_in_the_language_where_sources_are_brief(graph: Graph) -> None:
    [text] = source_publishers(graph.draw("timeline").picture.head.sources)

    assert text["ru"].startswith("Источников: ")
    assert text["zh"].startswith("来源共 ")
    assert english_in(f"{text['ru']} {text['zh']}") == set()


def test_a_title_given_by_hand_stays_as_it_is_in_every_language(graph: Graph) -> None:
    drawing = replace(drawn(graph, "network", "zh"), edits=Edits(title="Mine"))

    assert set(drawing.picture.head.title.values()) == {"Mine"}
    assert parsed(drawing).findtext("{http://www.w3.org/2000/svg}title") == "Mine"


def test_a_value_without_a_translation_stands_in_english_in_a_sentence() -> None:
    states = {"en": "Atlantis", "zh": "亚特兰蒂斯"}

    assert sentence("Absent: {states}.", states=states) == {
        "en": "Absent: Atlantis.",
        "ru": "Отсутствовали: Atlantis.",
        "zh": "缺席：亚特兰蒂斯。",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["meeting", "network", "people together"])
def test_the_head_of_a_column_stays_within_it(graph: Graph, name: str, language: str) -> None:
    placed = drawn(graph, name, language).placed()

    assert isinstance(placed, PlacedDiagram)
    for column in placed.columns:
        room = column.right - column.left + 20
        assert width(column.title[language], HEADING_SIZE, bold=True) <= room + 0.1


# --- the page ---


HEAD = """() => ({
  heading: document.querySelector("h1").textContent,
  name: document.title,
  subtitle: document.querySelector("#subtitle").textContent,
  notes: [...document.querySelectorAll("#notes li")].map((one) => one.textContent),
  release: document.querySelector("#release").textContent,
  label: document.querySelector("#picture-area").getAttribute("aria-label"),
})"""


def test_the_heading_and_the_notes_of_a_page_change_with_the_language(
    pages: Pages, graph: Graph
) -> None:
    picture = drawn(graph, "states together").picture
    assert isinstance(picture, Diagram)
    page = pages.open(picture).page
    head = picture.head
    assert page.locator("h1").inner_text() == head.title["en"]

    for language in ("ru", "zh", "en"):
        page.locator("#language").select_option(language)
        shown = page.evaluate(HEAD)
        assert shown["heading"] == shown["name"] == head.title[language]
        assert shown["subtitle"] == head.subtitle[language]
        assert shown["notes"] == [note[language] for note in head.notes]
        assert shown["label"].startswith(head.title[language])
        assert head.release in shown["release"]
        assert page.locator("h1").get_attribute("lang") == language
        saved = page.evaluate("picture.svgText()")
        assert f"<title>{head.title[language]}</title>" in saved
        assert f">{picture.columns[0][language]}</text>" in saved
        assert bool(english_in(f"{saved} {shown}")) == (language == "en")


@pytest.mark.parametrize("name", ["matrix", "timeline", "meeting"])
def test_the_details_and_the_table_tell_facts_in_the_language(
    pages: Pages, graph: Graph, name: str
) -> None:
    page = pages.open(drawn(graph, name).picture).page

    page.locator("#language").select_option("ru")
    page.locator("#view-table").click()
    row = page.locator("#tables tbody tr", has=page.locator("td div div")).first
    fact = row.locator("td div div").first.inner_text()
    row.locator("button.jump").last.click()
    label = page.locator("#details dt").first.inner_text()

    assert re.match("[а-яё]", fact)
    assert re.match("[а-яё]", label)
    assert english_in(page.locator("body").inner_text()) == set()


def test_a_title_given_in_the_page_stays_when_the_language_is_switched(
    pages: Pages, graph: Graph
) -> None:
    page = pages.open(drawn(graph, "matrix").picture).page
    page.locator("#edit").click()
    page.locator("#language").select_option("ru")
    assert page.locator("#retitle").input_value().startswith("Встречи ШОС")

    page.locator("#retitle").fill("Mine")
    page.locator("#retitle").blur()
    page.locator("#language").select_option("zh")

    assert page.locator("h1").inner_text() == page.title() == "Mine"
    assert page.evaluate("picture.editsText()") == "title: Mine\n"


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_page_is_headed_in_its_language_where_no_script_runs(graph: Graph, language: str) -> None:
    picture = drawn(graph, "timeline").picture

    text = html(picture, place(picture, LANGUAGES), language=language)

    visible, _, _ = text.partition('<script type="application/json"')
    assert f"<title>{picture.head.title[language]}</title>" in visible
    assert f'<html lang="{language}">' in visible
    assert english_in(visible) == set()


def test_an_empty_page_says_why_in_its_language(pages: Pages, graph: Graph) -> None:
    picture = drawn(graph, "no matrix").picture
    assert picture.why_empty is not None

    page = pages.open_text(html(picture, place(picture, LANGUAGES), language="zh")).page

    assert page.locator(".empty").inner_text() == picture.why_empty["zh"]
    assert page.title() == picture.head.title["zh"]
