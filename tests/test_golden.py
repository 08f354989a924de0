"""Each question has golden answers, the same on every engine, and a wrong fact turns them red."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_graph.twins import ask
from sco_loaders.build import build
from tests.golden import FROZEN, golden_names, read_golden, table

CASES, ROWS = 3, 3
"""How many cases a question has at least, and how many rows one of them has."""


def test_every_question_has_golden_answers() -> None:
    assert golden_names() == list(question_names())


@pytest.mark.parametrize("name", golden_names())
def test_golden_answers_are_several_with_content_and_one_empty(name: str) -> None:
    cases = read_golden(name).cases

    assert len(cases) >= CASES
    assert max(len(case.rows.splitlines()) for case in cases) >= ROWS
    assert any(not case.rows for case in cases)
    assert len({str(case.given) for case in cases}) == len(cases)


@pytest.mark.parametrize("name", golden_names())
def test_a_question_gives_its_golden_answers_in_both_languages(frozen: Graph, name: str) -> None:
    for case in read_golden(name).cases:
        rows = frozen.query(name, **case.given)
        assert table(rows, case.columns) == case.rows, case.given
        assert ask(frozen.store, get_question(name), case.given) == rows, case.given


@pytest.mark.parametrize("name", golden_names())
def test_a_wrong_fact_turns_a_golden_answer_red(name: str, tmp_path: Path) -> None:
    golden = read_golden(name)
    case, planted = golden.cases[0], golden.planted
    records = shutil.copytree(FROZEN, tmp_path / "records")
    path = records / f"{planted.record}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(planted.replace) >= 1
    path.write_text(text.replace(planted.replace, planted.by, 1), encoding="utf-8")

    wrong = Graph(build(tmp_path / "build", records))

    assert table(wrong.query(name, **case.given), case.columns) != case.rows
