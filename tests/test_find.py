"""What `find` takes for a name: any language, any alias, an id; without case or accents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import Ambiguous, QuestionError, UnknownName
from sco_graph.find import find, resolve, to_json, to_text
from sco_graph.graph import Graph
from sco_graph.name_index import name_index
from sco_graph.spelling import folded, sound
from tests.little_graph import little_graph
from tests.named_alike import named_alike

GOLDEN: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden_find.yaml").read_text(encoding="utf-8")
)
ANY = ("thing",)


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return little_graph(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return named_alike(tmp_path_factory.mktemp("invented"))


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
        ("Ana Lee", "person/anna-li", "Anna Li", "en", "spelling"),
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
    assert {match.why for match in find(little.engine, "telks")} == {"similar"}


@pytest.mark.parametrize("text", ["", "  ", "—", "’"])
def test_a_text_without_letter_or_digit_is_refused(little: Graph, text: str) -> None:
    with pytest.raises(QuestionError, match="no letter or digit"):
        find(little.engine, text)


def test_text_and_json_tell_the_name_that_matched(little: Graph) -> None:
    matches = find(little.engine, "красная")

    assert to_text(matches) == "state/mars  Mars  (prefix, named 'Красная планета')\n"
    assert to_json(matches) == [
        {
            "id": "state/mars",
            "kind": "state",
            "name": "Mars",
            "matched": "Красная планета",
            "language": None,
            "why": "prefix",
            "whole": False,
            "unmatched": [],
        }
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Анна Ли", "person/anna-li  Anna Li  (transliteration)"),
        ("Li Anna", "person/anna-li  Anna Li  (words in another order)"),
        ("Anna Maria Li", "person/anna-li  Anna Li  (part, without 'maria')"),
        ("Planett", "state/mars  Mars  (other spelling, named 'Red Planet')"),
        ("huoxing", "state/mars  Mars  (pinyin, named '火星')"),
        ("火行", "state/mars  Mars  (similar spelling, named '火星')"),
        ("meeting/first-talks", "meeting/first-talks  First talks  (exact)"),
    ],
)
def test_the_text_says_why(little: Graph, text: str, line: str) -> None:
    assert to_text(find(little.engine, text)[:1]) == f"{line}\n"


def test_every_record_of_the_graph_is_found_by_each_of_its_names(graph: Graph) -> None:
    rows = graph.engine.cypher(
        "MATCH (n) WHERE size(split(n.id, '/')) = 2 RETURN n.id AS id, n.name AS name, "
        "n.name_ru AS name_ru, n.name_zh AS name_zh, n.aliases AS aliases",
        {},
    )

    for row in rows:
        names = [row["id"], row["name"], row["name_ru"], row["name_zh"], *(row["aliases"] or [])]
        for name in filter(None, names):
            exact = [m.id for m in find(graph.engine, name.upper()) if m.why == "exact"]
            assert row["id"] in exact


# --- the golden look-ups ---


def golden(world: str) -> list[Any]:
    return [pytest.param(*case, id=case[0]) for case in GOLDEN[world].items()]


@pytest.mark.parametrize(("text", "expected"), golden("frozen"))
def test_a_golden_look_up_finds_what_is_meant(frozen: Graph, text: str, expected: object) -> None:
    assert best_of(frozen, text) == expected


@pytest.mark.parametrize(("text", "expected"), golden("invented"))
def test_look_alikes_are_told_apart(invented: Graph, text: str, expected: object) -> None:
    assert best_of(invented, text) == expected


def best_of(graph: Graph, text: str) -> object:
    found = find(graph.engine, text)
    return [found[0].id, found[0].why] if found else "nothing"


def test_no_golden_look_up_is_copied_from_the_records(frozen: Graph, invented: Graph) -> None:
    names = {name.text for graph in (frozen, invented) for name in name_index(graph.engine).names}

    looked_up = [text for world, cases in GOLDEN.items() for text in cases if world == "frozen"]
    assert len(looked_up) >= 60
    assert names.isdisjoint(looked_up)
    assert sum(expected == "nothing" for expected in GOLDEN["frozen"].values()) >= 15


# --- how names sound ---


@pytest.mark.parametrize(
    "spellings",
    [
        "Yermekbayev Ermekbaev Yermekbaev Ермекбаев",
        "Giyosov Giesov Гиёсов Гиесов",
        "Mishustin Мишустин Mischustin",
        "Jumakhon Jumahon Джумахон Dzhumakhon",
        "Teksler Texler Тёкслер Tyoksler",
        "Tokayev Tokaev Токаев Тоқаев Toqaev",
        "Jomart Zhomart Жомарт",
        "Jeenbekov Zheenbekov Жээнбеков",
        "Dmitry Dmitri Dmitriy Dmitrii Dmitrij Дмитрий",
        "Sergey Sergei Sergej Сергей",
        "Yuri Yury Yuriy Iurii Юрий",
        "Maria Mariya Мария",
        "Yevgeny Evgeny Evgenii Евгений",
        "Gorbachev Gorbachyov Gorbatchev Горбачёв",
        "Lavrov Lavroff Lawrow Лавров",
        "Khakimov Hakimov Xakimov Хакимов Ҳакимов",
        "Bakhtiyer Bakhtiyor Bahtiyor Бахтиёр",
        "Sirojiddin Sirodjiddin Сироджиддин",
        "Chelyabinsk Tscheljabinsk Челябинск",
        "Rajnath Раджнатх",
    ],
)
def test_ways_of_writing_a_name_sound_the_same(spellings: str) -> None:
    assert len({sound(folded(word)) for word in spellings.split()}) == 1


def test_hardly_two_chinese_syllables_sound_the_same() -> None:
    from sco_graph.chinese import syllables

    assert len(syllables()) > 400
    assert {sound(one) for one in ("e", "ye", "yo")} == {"e"}  # Ё and Е, Ye and E in Russian names
    others = syllables() - {"ye", "yo"}
    assert len({sound(one) for one in others}) == len(others)


# --- one id ---


@pytest.mark.parametrize(
    ("text", "kinds", "id_"),
    [
        ("person/mikhail-mishustin", ("person",), "person/mikhail-mishustin"),
        ("https://w3id.org/sco-graph/id/state/india", ANY, "state/india"),
        ("Mishustin", ("person",), "person/mikhail-mishustin"),
        ("Мишустин", ("person", "post"), "person/mikhail-mishustin"),
        ("M. Mishustin", ("person",), "person/mikhail-mishustin"),
        ("Ermekbaev", ("person",), "person/nurlan-yermekbayev"),
        ("张明", ("person",), "person/zhang-ming"),
        ("Чжан Мин", ANY, "person/zhang-ming"),
        ("HGC 2025", ("meeting",), "meeting/hgc-2025"),
        ("hgc-2025", ("meeting",), "meeting/hgc-2025"),
        ("Industry 2025 Yekaterinburg", ("meeting",), "meeting/industry-2025-yekaterinburg"),
        ("industry meeting 2025", ("meeting",), "meeting/industry-2025-yekaterinburg"),
        ("2025 HSC", ("meeting",), "meeting/hsc-2025-tianjin"),
        ("HGC", ("body",), "body/heads-of-government-council"),
        ("RATS", ANY, "body/rats"),
        ("РАТС", ("body",), "body/rats"),
        ("Moscow", ("place",), "place/moscow"),
        ("中国", ("state",), "state/china"),
    ],
)
def test_a_plain_name_is_as_good_as_an_id(
    frozen: Graph, text: str, kinds: tuple[str, ...], id_: str
) -> None:
    assert resolve(frozen.engine, text, kinds) == id_


def test_a_nested_thing_is_meant_by_its_id(little: Graph) -> None:
    [row] = little.engine.cypher(
        "MATCH (n) WHERE n.id ENDS WITH '/participation/state.mars' RETURN n.id AS id", {}
    )

    assert resolve(little.engine, row["id"], ("participation", "meeting")) == row["id"]


@pytest.mark.parametrize(
    ("text", "kinds", "choices"),
    [
        ("Khan", ("person",), ["person/imran-khan", "person/sohail-khan"]),
        ("Чжан", ("person",), ["person/zhang-ming", "person/zhang-xinfeng"]),
        ("Russia", ("place", "state"), ["place/russia", "state/russia"]),
        ("bishkek", ("meeting",), ["meeting/hgc-2004-bishkek", "meeting/hsc-2007-bishkek"]),
    ],
)
def test_a_name_of_several_things_is_refused_with_the_choices(
    frozen: Graph, text: str, kinds: tuple[str, ...], choices: list[str]
) -> None:
    with pytest.raises(Ambiguous, match=f"'{text}' is the name of more than one") as raised:
        resolve(frozen.engine, text, kinds)

    assert set(choices) <= {id_ for id_, _ in raised.value.choices}
    for id_, name in raised.value.choices:
        assert f"\n  {id_}  {name}" in str(raised.value)


def test_no_more_than_ten_choices_are_given(frozen: Graph) -> None:
    with pytest.raises(Ambiguous, match=r"\n  and \d+ more$") as raised:
        resolve(frozen.engine, "SCO", ("meeting", "document", "source"))

    assert len(raised.value.choices) == 10


@pytest.mark.parametrize(
    ("text", "kinds", "near"),
    [
        ("Mishutsin", ("person",), ("person/mikhail-mishustin",)),
        ("Mishus", ("person",), ("person/mikhail-mishustin",)),
        ("米舒斯京", ("person",), ("person/mikhail-mishustin",)),
        ("person/mikhail-mishutsin", ("person",), ("person/mikhail-mishustin",)),
        ("HGC 2026", ("meeting",), ("meeting/hgc-2025",)),
        ("meeting/hgc-2025", ("person",), ()),
        ("Mishustin", ("state",), ()),
        ("qwzx", ANY, ()),
    ],
)
def test_what_is_only_similar_is_refused_and_offered(
    frozen: Graph, text: str, kinds: tuple[str, ...], near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownName, match=f"no {' or '.join(kinds)} '{text}'") as raised:
        resolve(frozen.engine, text, kinds)

    assert raised.value.near[: len(near)] == near
    assert bool(raised.value.near) == bool(near)


def test_a_look_alike_is_not_taken_for_another(invented: Graph) -> None:
    with pytest.raises(UnknownName, match="person/jiang-ming"):
        resolve(invented.engine, "Jiang Min", ("person",))


def test_a_name_as_it_stands_comes_before_one_that_sounds_so(invented: Graph) -> None:
    assert resolve(invented.engine, "azat khanov", ("person",)) == "person/azat-khanov"
    assert resolve(invented.engine, "Azat Hanov", ("person",)) == "person/azat-hanov"
    with pytest.raises(Ambiguous, match="person/azat-hanov  Azat Hanov"):
        resolve(invented.engine, "Азат Ханов", ("person",))


def test_a_text_of_no_letter_means_nothing(little: Graph) -> None:
    with pytest.raises(QuestionError, match="no letter or digit"):
        resolve(little.engine, "—", ANY)


# --- what it takes ---


def test_the_names_of_a_graph_are_laid_out_once(little: Graph) -> None:
    assert name_index(little.engine) is name_index(little.engine)


def test_what_few_texts_need_is_imported_late(little: Graph) -> None:
    program = (
        "import sys, sco_graph; late = {'anyascii', 'rapidfuzz', 'pypinyin'}; "
        "print(late & {*sys.modules}); graph = sco_graph.open(sys.argv[1]); "
        "graph.find('Красная'); print({'rapidfuzz', 'pypinyin'} & {*sys.modules})"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, little.build.folder],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout == "set()\nset()\n"


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
