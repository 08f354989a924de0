"""Every question of the pack has the same rows on the embedded engine and on both servers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_loaders.build import build
from sco_loaders.neo4j_load import load
from tests.golden import golden_names, read_golden, table
from tests.islands import ARCHIPELAGO
from tests.neo4j_graphs import quiet, stored
from tests.neo4j_server import NEO4J5, NEO4J2026, WITHOUT_OTHERS, Server
from tests.parameters import parameter_sets
from tests.planted import SOURCE, plant

SETS = 4
"""How many sets of values are tried of each kind, at most, in each world."""
SCRIPTS: Mapping[str, str] = {
    "source/report": SOURCE.replace("name: Report", "name: {en: Report, ru: Отчёт, zh: 报告}"),
    "state/mars": """
name: {en: Mars, ru: Марс, zh: 火星}
iso_alpha2: MA
iso_alpha3: MAR
sources: source/report#1
""",
    "person/li": "name: {en: Li Na, ru: Ли На, zh: 李娜}\nsources: source/report#1\n",
    "meeting/farming": """
name: {en: 'Farming 农业, "quoted" — Земледелие', ru: Земледелие, zh: 农业会议}
dates: 2025-07-07/2025-07-09
participations:
  - person: person/li
    represents: state/mars
    roles: [speaker, chair]
    status: attended
    sources: source/report#1
  - key: farmers
    group: 农民 и крестьяне
    from_state: state/mars
    roles: participant
    status: attended
    sources: source/report#1
remarks:
  - key: rice
    kind: noted
    text: Рис растёт, 水稻生长 $x {y} 'z' \\ %s.
    topics: [agriculture]
    figures:
      - {value: 12.50, exactness: about, unit: percent, of: урожай 收成, sources: source/report#1}
    sources: source/report#1
sources: source/report#1
""",
}
"""A world of Chinese and Cyrillic texts, with what a careless query would stumble over."""
WORLDS = ("frozen", "islands", "scripts")


@pytest.fixture(scope="module", params=WORLDS)
def world(
    request: pytest.FixtureRequest, frozen: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Graph:
    """Return the graph of the frozen or of invented records."""
    if request.param == "frozen":
        return frozen
    folder = tmp_path_factory.mktemp(request.param)
    plant(folder / "records", {"islands": ARCHIPELAGO, "scripts": SCRIPTS}[request.param])
    return Graph(build(folder / "build", folder / "records"))


@pytest.fixture(scope="module", params=[NEO4J5, NEO4J2026])
def served(request: pytest.FixtureRequest, world: Graph) -> Iterator[Graph]:
    """Return the same graph, asked on either server, which had the world before this one."""
    server = request.getfixturevalue(request.param)
    assert isinstance(server, Server)
    # Not emptied: a server plans a question for seconds, and forgets the plan with the indexes.
    server.rows(WITHOUT_OTHERS)
    load(stored(world), server.address, quiet)
    with Graph(world.build, server.address) as found:
        yield found


@pytest.mark.parametrize("name", question_names())
def test_a_question_has_the_same_rows_on_a_server(world: Graph, served: Graph, name: str) -> None:
    for given in parameter_sets(world, get_question(name), SETS):
        assert typed(served.query(name, **given)) == typed(world.query(name, **given)), given


@pytest.mark.parametrize("world", ["frozen"], indirect=True)
@pytest.mark.parametrize("name", golden_names())
def test_the_golden_answers_are_those_of_a_server(served: Graph, name: str) -> None:
    for case in read_golden(name).cases:
        assert table(served.query(name, **case.given), case.columns) == case.rows, case.given


def test_the_sets_have_answers_and_none_and_dates_lists_numbers_and_nothing(world: Graph) -> None:
    answers = [
        world.query(name, **given)
        for name in question_names()
        for given in parameter_sets(world, get_question(name), SETS)
    ]

    values = [value for rows in answers for row in rows for value in row.values()]
    assert any(answers)
    assert not all(answers)
    assert {type(value) for value in values} >= {str, list, datetime.date, type(None)}


def typed(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return rows in which a value tells its type: 1 is neither 1.0 nor true."""
    return [{key: f"{type(v).__name__} {v!r}" for key, v in row.items()} for row in rows]
