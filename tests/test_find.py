"""What `find` takes for a name: any language, any alias, an id; without case or accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import QuestionError
from sco_graph.find import find, folded, to_json, to_text
from sco_graph.graph import Graph
from sco_loaders.build import build
from tests.little_graph import little_graph


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return little_graph(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph(build(tmp_path_factory.mktemp("shipped")))


@pytest.mark.parametrize(
    ("text", "id_", "matched", "language", "why"),
    [
        ("Anna Li", "person/anna-li", "Anna Li", "en", "exact"),
        ("ANNA LI", "person/anna-li", "Anna Li", "en", "exact"),
        ("Анна Левина", "person/anna-li", "Анна Лёвина", "ru", "exact"),
        ("левина", "person/anna-li", "Анна Лёвина", "ru", "word"),
        ("ceres", "state/ceres", "Cérès", "en", "exact"),
        ("Cérés", "state/ceres", "Cérès", "en", "exact"),
        ("火星", "state/mars", "火星", "zh", "exact"),
        ("星", "state/mars", "火星", "zh", "word"),
        ("red pl", "state/mars", "Red Planet", None, "prefix"),
        ("Красная планета", "state/mars", "Красная планета", None, "exact"),
        ("planet red", "state/mars", "Red Planet", None, "word"),
        ("mars-minister", "post/mars-minister", "mars-minister", None, "exact"),
        ("meeting/first-talks", "meeting/first-talks", "meeting/first-talks", None, "exact"),
        ("Ana Lee", "person/anna-li", "Anna Li", "en", "similar"),
        ("Ministre", "post/mars-minister", "mars-minister", None, "similar"),
    ],
)
def test_the_best_match_is_found_and_says_why(  # noqa: PLR0913, PLR0917  # one row, one match
    little: Graph, text: str, id_: str, matched: str, language: str | None, why: str
) -> None:
    best = find(little.engine, text)[0]

    assert (best.id, best.matched, best.language, best.why) == (id_, matched, language, why)


def test_exact_names_come_before_longer_ones(little: Graph) -> None:
    found = [(match.id, match.why) for match in find(little.engine, "mars")]

    assert found == [("state/mars", "exact"), ("post/mars-minister", "prefix")]


def test_a_kind_keeps_the_others_out(little: Graph) -> None:
    found = [match.id for match in find(little.engine, "mars", "post")]

    assert found == ["post/mars-minister"]


def test_nothing_near_finds_nothing(little: Graph) -> None:
    assert find(little.engine, "zzzzzzzz") == []


def test_similar_names_are_offered_only_where_none_matches(little: Graph) -> None:
    assert {match.why for match in find(little.engine, "talks")} <= {"exact", "prefix", "word"}
    assert {match.why for match in find(little.engine, "tallks")} == {"similar"}


@pytest.mark.parametrize("text", ["", "  ", "—", "’"])
def test_a_text_without_letter_or_digit_is_refused(little: Graph, text: str) -> None:
    with pytest.raises(QuestionError, match="no letter or digit"):
        find(little.engine, text)


def test_text_and_json_tell_the_name_that_matched(little: Graph) -> None:
    matches = find(little.engine, "красная")

    assert to_text(matches) == "state/mars  Mars  (named 'Красная планета')\n"
    assert to_json(matches) == [
        {
            "id": "state/mars",
            "kind": "state",
            "name": "Mars",
            "matched": "Красная планета",
            "language": None,
            "why": "prefix",
        }
    ]


def test_every_record_that_ships_is_found_by_each_of_its_names(shipped: Graph) -> None:
    rows = shipped.engine.cypher(
        "MATCH (n) WHERE size(split(n.id, '/')) = 2 RETURN n.id AS id, n.name AS name, "
        "n.name_ru AS name_ru, n.name_zh AS name_zh, n.aliases AS aliases",
        {},
    )

    for row in rows:
        names = [row["id"], row["name"], row["name_ru"], row["name_zh"], *(row["aliases"] or [])]
        for name in filter(None, names):
            exact = [m.id for m in find(shipped.engine, name.upper()) if m.why == "exact"]
            assert row["id"] in exact


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(min_size=1, max_size=20))
def test_any_text_is_answered_in_a_fixed_order_or_refused(little: Graph, text: str) -> None:
    try:
        first, second = find(little.engine, text), find(little.engine, text)
    except QuestionError:
        assert not folded(text)
    else:
        assert first == second
        assert len({match.id for match in first}) == len(first)
