"""The benchmark of the questions asks each of them, and its graph of people alone is enough."""

from __future__ import annotations

from benchmarks.asking import (
    PAIRS,
    figures,
    generated,
    ids_by_kind,
    is_of_people,
    measure_pairs,
    people_alone,
)
from benchmarks.generator import records
from sco_graph.questions import get_question, question_names


def test_each_question_is_measured_of_all_kinds_of_subjects_and_of_the_whole_graph() -> None:
    engine = generated(records(4))
    ids = ids_by_kind(engine)
    found = {name: list(figures(engine, get_question(name), ids)) for name in question_names()}

    assert all(found.values())
    assert [(one["name"], one["subjects"]) for one in found["met-states"]] == [
        ("met-states --state state", 1),
        ("met-states --body body", 1),
        ("met-states", 0),
    ]
    assert {one["subjects"] for one in found["path-between"]} == {2}
    assert all(one["rows"] for one in found["met-states"])


def test_pairs_of_people_alone_are_those_of_the_whole_graph() -> None:
    question = get_question(PAIRS)
    bound = question.bind({})
    whole = generated(records(20))
    alone = generated(map(people_alone, filter(is_of_people, records(20))))

    rows = question.answer(whole.cypher(question.cypher, bound), bound)
    assert question.answer(alone.cypher(question.cypher, bound), bound) == rows
    [figure] = measure_pairs(20)
    assert figure["rows"] == 10 < len(rows)
