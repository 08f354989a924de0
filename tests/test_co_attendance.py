"""Who met whom: the pass over presences gives what plain queries count, and the networks agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from sco_graph.errors import UnknownName
from sco_graph.graph import Graph
from sco_graph.questions import get_question
from sco_graph.schema import Kind, relationship_type
from sco_graph.shapes import read_schema
from sco_graph.steps.centrality import MOST_ACTORS
from sco_graph.steps.path_between import LONGEST, TOLD, TOO_MANY
from sco_loaders.build import build
from tests.island_meetings import ISLAND_MEETINGS
from tests.islands import ISLANDS
from tests.planted import plant

WORLD = {**ISLANDS, **ISLAND_MEETINGS}

SHORTCUTS = {"person": "ATTENDED", "state": "REPRESENTED_AT"}
PAIRS = """
MATCH (a)-[:ATTENDED|REPRESENTED_AT]->(m:Meeting)<-[:ATTENDED|REPRESENTED_AT]-(b)
WHERE a.id < b.id AND split(a.id, '/')[0] = $kind AND split(b.id, '/')[0] = $kind
RETURN a.id AS a, b.id AS b, count(DISTINCT m) AS times
ORDER BY times DESC, a, b
"""
"""Every two who share a meeting, in plain Cypher, by the shortcuts that say who was there."""


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the invented records."""
    folder = tmp_path_factory.mktemp("islands")
    return Graph(build(folder / "build", plant(folder / "records", WORLD)))


@pytest.fixture(params=["frozen", "islands", "generated"])
def world(request: pytest.FixtureRequest) -> Graph:
    """Return each of the graphs."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Graph)
    return found


# --- co-attendance ---


@pytest.mark.parametrize("kind", SHORTCUTS)
def test_the_pass_over_presences_counts_the_pairs_that_plain_cypher_counts(
    world: Graph, kind: str
) -> None:
    counted = world.engine.cypher(PAIRS, {"kind": kind})

    rows = world.query("co-attendance", kind=kind)
    assert [(r["actor_id"], r["other_id"], r["times"]) for r in rows] == [
        (r["a"], r["b"], r["times"]) for r in counted
    ]
    assert rows


@pytest.mark.parametrize("kind", SHORTCUTS)
def test_the_pairs_of_one_actor_are_those_of_all_pairs_in_which_the_actor_is(
    world: Graph, kind: str
) -> None:
    rows = world.query("co-attendance", kind=kind)
    for actor in {rows[0]["actor_id"], rows[-1]["other_id"]}:
        of_all = {frozenset((r["actor_id"], r["other_id"])): r["meetings"] for r in rows}
        found = world.query("co-attendance", actor=actor)
        assert {r["actor_id"] for r in found} == {actor}
        assert {frozenset((actor, r["other_id"])): r["meetings"] for r in found} == {
            pair: meetings for pair, meetings in of_all.items() if actor in pair
        }


def test_the_top_pairs_are_the_first_of_all(generated: Graph) -> None:
    rows = generated.query("co-attendance")

    assert generated.query("co-attendance", top=7) == rows[:7]
    assert rows[0]["times"] > rows[-1]["times"]


def test_who_greets_speaks_by_video_or_is_announced_is_not_counted(islands: Graph) -> None:
    rows = islands.query("co-attendance", body="body/lamps", from_="2020-05", to="2020-05")

    assert [(r["actor"], r["other"], r["times"], r["basis"]) for r in rows] == [
        ("Ivo", "Jun", 1, "inferred")
    ]
    assert rows[0]["locator"] == ["source/gazette#1", "source/gazette#2", "source/gazette#10"]
    assert (rows[0]["actor_meetings"], rows[0]["complete_lists"]) == (1, 1)


def test_an_undated_meeting_counts_where_no_days_are_asked_for(islands: Graph) -> None:
    given = {"actor": "person/ivo", "other": "person/kay"}
    [row] = islands.query("co-attendance", **given)

    assert (row["first"], row["last"], row["basis"]) == (None, None, "common-knowledge")
    assert not islands.query("co-attendance", **given, from_="1900")
    assert not islands.query("co-attendance", **given, to="2100")


def test_a_meeting_of_a_month_or_year_counts_where_all_its_days_do(islands: Graph) -> None:
    def meetings(**given: str) -> list[str]:
        rows = islands.query("co-attendance", actor="person/jun", other="person/lou", **given)
        return [meeting for row in rows for meeting in row["meetings"]]

    assert meetings() == ["meeting/lamps-second", "meeting/lamps-third"]
    assert meetings(from_="2020", to="2020") == ["meeting/lamps-second"]
    assert meetings(from_="2020-01-02") == ["meeting/lamps-third"]


def test_persons_and_states_are_counted_together_where_both_are_asked_for(islands: Graph) -> None:
    rows = islands.query("co-attendance", actor="person/ivo", kind="state")

    assert [(r["other_id"], r["meetings"]) for r in rows] == [
        ("state/lagoon", ["meeting/lamps-first", "meeting/lamps-second"]),
        ("state/mist", ["meeting/lamps-first", "meeting/lamps-second"]),
    ]
    assert islands.query("co-attendance", other="person/ivo", kind="state") == rows
    assert islands.query("co-attendance", actor="person/ivo", other="state/mist") == rows[1:]


def test_another_kind_than_persons_or_states_is_refused(islands: Graph) -> None:
    with pytest.raises(UnknownName, match="no kind 'states'; did you mean 'state'"):
        islands.query("co-attendance", kind="states")


# --- met-states ---


def test_states_that_sat_together_are_those_of_all_pairs_by_year(generated: Graph) -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for row in generated.query("met-states"):
        found.setdefault((row["state_id"], row["other_id"]), []).extend(row["meetings"])

    pairs = generated.query("co-attendance", kind="state")
    assert {pair: sorted(meetings) for pair, meetings in found.items()} == {
        (r["actor_id"], r["other_id"]): sorted(r["meetings"]) for r in pairs
    }


def test_a_meeting_of_no_body_is_told_by_its_kind_and_one_of_two_years_not_at_all(
    islands: Graph,
) -> None:
    rows = islands.query("met-states", state="state/mist")

    assert [(r["year"], r["other"], r["times"], r["formats"]) for r in rows] == [
        (2020, "Lagoon", 2, ["Keepers of Lamps (1)", "working-group-meeting (1)"])
    ]


# --- the network ---


@pytest.mark.parametrize("kind", SHORTCUTS)
def test_the_network_has_everybody_present_and_every_pair(world: Graph, kind: str) -> None:
    network = world.co_attendance(kind=kind)

    present = world.engine.cypher(
        f"MATCH (a)-[:{SHORTCUTS[kind]}]->(:Meeting) WHERE a.id STARTS WITH $kind "
        "RETURN DISTINCT a.id AS id, a.name AS name",
        {"kind": f"{kind}/"},
    )
    assert dict(network.nodes(data=True)) == {
        row["id"]: {"name": row["name"], "kind": kind} for row in present
    }
    assert {
        frozenset(pair): tuple(values.values()) for *pair, values in network.edges(data=True)
    } == {
        frozenset((r["actor_id"], r["other_id"])): (
            *(r[key] for key in ("times", "first", "last")),
            sorted(r["meetings"]),
        )
        for r in world.query("co-attendance", kind=kind)
    }


def test_the_network_takes_the_days_and_the_body_of_the_question(frozen: Graph) -> None:
    network = frozen.co_attendance(
        kind="state", from_="2019", to="2020", body="body/heads-of-state-council"
    )

    assert network.edges["state/china", "state/russia"]["weight"] == 2
    assert not frozen.co_attendance(to="1990").nodes
    with pytest.raises(UnknownName, match="no body 'body/none'"):
        frozen.co_attendance(body="body/none")


# --- centrality ---


def test_the_one_between_two_meetings_of_a_year_has_all_paths_of_their_members(
    islands: Graph,
) -> None:
    rows = islands.query("centrality", from_="2020", to="2020")

    # Ivo and Jun sat in the first meeting, Lou too in the second, Lou and Kay in the fourth.
    keys = ("actor", "degree", "weighted_degree", "betweenness", "actor_meetings")
    assert [tuple(r[key] for key in keys) for r in rows] == [
        ("Ivo", 2, 3, 0.0, 2),
        ("Jun", 2, 3, 0.0, 2),
        ("Lou", 3, 3, round(2 / 3, 6), 2),
        ("Kay", 1, 1, 0.0, 1),
    ]
    assert {(r["year_meetings"], r["named"], r["complete_lists"]) for r in rows} == {(3, 3, 1)}


def test_centrality_is_that_of_the_network_of_the_year(generated: Graph) -> None:
    rows = generated.query("centrality", from_="2015", to="2015")
    network = generated.co_attendance(from_="2015", to="2015")

    assert {r["actor_id"]: r["degree"] for r in rows} == dict(network.degree)
    assert {r["actor_id"]: r["betweenness"] for r in rows} == {
        actor: round(value, 6) for actor, value in nx.betweenness_centrality(network).items()
    }
    assert 3 < len(rows) <= MOST_ACTORS


# --- paths ---


WALK = """
name: Walk
participations:
  - {person: person/ivo, roles: guest, status: attended, sources: source/gazette#1}
  - {person: person/jun, roles: guest, status: attended, sources: source/gazette#1}
sources: source/gazette#1
"""
PLACES = {"STATED_IN", "HAS_PASSAGE", "ALL_DELEGATIONS_NAMED_IN"}
OF_RECORDS = {"IS_REPLACED_BY", "HAS_CHANGE", "KEPT_APART_FROM"}
LEFT_OUT = PLACES | OF_RECORDS
"""What leads to places in sources, and what is said of records and not of things."""


def followed() -> set[str]:
    """Return the types of relationship that a path follows: all that a record writes but those."""
    properties = [p for c in read_schema().classes.values() for p in c.properties.values()]
    kinds = (Kind.REFERENCE, Kind.NESTED)
    return {p.relationship for p in properties if p.kind in kinds} - LEFT_OUT


def test_paths_follow_every_relationship_but_those_to_places_and_topics() -> None:
    question = get_question("path-between")
    in_cypher = question.cypher.partition("-[:")[2].partition("*1..")[0]
    in_sparql = question.sparql.partition("?predicate {")[2].partition("}")[0]

    assert set("".join(in_cypher.split()).split("|")) == followed()
    assert {relationship_type(name.replace(":", "#")) for name in in_sparql.split()} == followed()


def whole_network(graph: Graph) -> nx.Graph:
    """Return all things with all relationships that a path may follow."""
    made = nx.Graph()
    for way in graph.engine.relationships():
        if way.type in followed():
            made.add_edge(way.from_, way.to)
    return made


def ends(network: nx.Graph) -> Iterator[tuple[str, str]]:
    """Yield some things of each kind with each other."""
    kinds: dict[str, list[str]] = {}
    for id_ in sorted(network):
        kinds.setdefault(id_.split("/")[-2], []).append(id_)
    yield from combinations(
        [one for ids in kinds.values() for one in ids[:: len(ids) // 2 or 1]], 2
    )


def paths(rows: list[Mapping[str, object]], one: str) -> list[list[str]]:
    """Return the ids on each path of an answer."""
    found: dict[object, list[str]] = {}
    for row in rows:
        path = found.setdefault(row["path"], [one])
        step = {str(row["from_id"]), str(row["to_id"])}
        if len(path) == row["step"]:
            [thing] = step - {path[-1]}
            path.append(thing)
        assert step == set(path[-2:])
    return list(found.values())


@pytest.mark.parametrize("name", ["frozen", "islands"])
def test_the_paths_told_are_the_first_of_all_shortest_paths(
    request: pytest.FixtureRequest, name: str
) -> None:
    graph: Graph = request.getfixturevalue(name)
    network, told = whole_network(graph), 0
    for one, other in ends(network):
        rows = list(graph.query("path-between", one=one, other=other))
        if not nx.has_path(network, one, other):
            assert rows == []
            continue
        found = sorted(nx.all_shortest_paths(network, one, other))
        if len(found[0]) > LONGEST + 1:
            assert rows == []
        elif len(found) > TOO_MANY:
            assert [row["path"] for row in rows] == [None]
        else:
            assert paths(rows, one) == found[:TOLD], (one, other)
            told += 1

    assert told > 100


def test_two_relationships_between_two_things_are_one_step(islands: Graph) -> None:
    rows = islands.query("path-between", one="event/lamp-walk", other="state/mist")

    assert [(r["path"], r["step"], r["relationship"]) for r in rows] == [
        (1, 1, "HOSTED_BY"),
        (1, 1, "INITIATED_BY"),
    ]


def test_who_did_not_come_is_connected_with_the_status_in_brackets(islands: Graph) -> None:
    rows = islands.query("path-between", one="person/lou", other="meeting/lamps-first")

    announced = "First meeting on lamps: participation (lou) [announced]"
    assert [r["sentence"] for r in rows] == [
        f"{announced} – person who took part – Lou",
        f"First meeting on lamps – has participation – {announced}",
    ]


def test_more_paths_than_are_told_are_said_to_be_too_many(tmp_path: Path) -> None:
    walks = {f"event/walk-{number}": WALK for number in range(TOO_MANY)}
    records = plant(tmp_path / "records", {**WORLD, **walks})

    [row] = Graph(build(tmp_path / "build", records)).query(
        "path-between", one="person/ivo", other="person/jun"
    )
    assert row["sentence"] == f"more than {TOO_MANY} paths of 4 steps, so that none is told"
    assert (row["path"], row["from_id"], row["to_id"]) == (None, "person/ivo", "person/jun")
