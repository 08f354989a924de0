"""That each competency question is asked, and gets the answer that its page shows."""

from __future__ import annotations

import re

import pytest

from sco_graph.graph import Graph
from tests.competency import ANSWER, PACK, PAGE, QUESTION, SPARQL, filled

TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = [found.groupdict() for found in QUESTION.finditer(TEXT)]


def test_there_are_enough_questions_and_they_are_counted_through() -> None:
    numbers = [int(question["number"]) for question in QUESTIONS]

    assert len(numbers) >= 25
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == TEXT.count("\n### ")


def test_every_answer_on_the_page_is_the_graphs(shipped: Graph) -> None:
    assert filled(TEXT, shipped).splitlines() == TEXT.splitlines()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["number"])
def test_a_question_has_a_query_with_an_answer_or_a_reason(question: dict[str, str]) -> None:
    body = question["body"]

    queries = [*PACK.findall(body), *SPARQL.findall(body)]

    if body.startswith("Not yet: "):
        assert queries == []
    else:
        assert len(queries) == 1
        assert ANSWER.search(body)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["number"])
def test_an_answer_without_a_row_says_why(question: dict[str, str]) -> None:
    found = ANSWER.search(question["body"])

    if found and not found["rows"]:
        assert re.search(r"```\n\nThe query stands; .+\.\n", question["body"])


def test_every_query_file_is_asked_by_the_question_that_it_opens_with() -> None:
    files = {path.stem: path for path in (PAGE.parent / "competency").iterdir()}

    asked = {
        found["stem"]: question
        for question in QUESTIONS
        if (found := SPARQL.search(question["body"]))
    }

    assert asked.keys() == files.keys()
    for stem, question in asked.items():
        text = files[stem].read_text(encoding="utf-8")
        assert stem.startswith(f"{int(question['number']):02}-")
        assert text.startswith(f"# {question['text']}\nPREFIX ")
