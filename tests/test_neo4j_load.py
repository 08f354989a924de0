"""A load makes a database equal to the release, whatever was there, and touches nothing else."""

from __future__ import annotations

import pytest

from sco_graph.errors import ServerError
from sco_graph.graph import Graph
from sco_graph.shapes import read_schema
from sco_loaders.neo4j_database import Counters
from sco_loaders.neo4j_load import load
from sco_loaders.neo4j_unload import unload
from sco_loaders.stored import StoredGraph
from tests.golden import FROZEN
from tests.neo4j_graphs import (
    FORMER,
    LATER,
    apart,
    is_equal,
    judged,
    others,
    ours,
    quiet,
    released,
    stored,
    wanted,
)
from tests.neo4j_server import Server

NOTHING = Counters()
SEEN = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties WHERE type <> 'LOOKUP'"

COUNCIL_CHANGES = (
    "body/council: name_ru is 'Совет островов', not None; name_zh is None, not '群岛理事会'"
)
EDITS = {
    "a property": (
        "MATCH (n:ScoNode {id: 'state/utopia'}) SET n.name = 'Atlantis'",
        "state/utopia: name is 'Atlantis', not 'Utopia'",
    ),
    "the type of a value": (
        "MATCH (n:ScoNode {id: 'meeting/council-2020'}) SET n.number = 1.0",
        "meeting/council-2020: number is 1.0, not 1",
    ),
    "a date as text": (
        "MATCH (n:ScoNode {id: 'meeting/council-2020'}) SET n.start_date = '2020-05-04'",
        "meeting/council-2020: start_date is '2020-05-04', not datetime.date(2020, 5, 4)",
    ),
    "the order of a list": (
        "MATCH (p:Participation) SET p.roles = [p.roles[1], p.roles[0]]",
        "roles is ['head-of-delegation', 'chair'], not ['chair', 'head-of-delegation']",
    ),
    "an extra property": (
        "MATCH (n:ScoNode {id: 'state/utopia'}) SET n.seen = true",
        "state/utopia: seen is True, not None",
    ),
    "a removed property": (
        "MATCH (n:ScoNode {id: 'body/council'}) REMOVE n.name_ru",
        "body/council: name_ru is None, not 'Совет островов'",
    ),
    "a removed label": (
        "MATCH (n:ScoNode {id: 'meeting/council-2020'}) REMOVE n:Meeting",
        "meeting/council-2020: has other labels",
    ),
    "a label of another class": (
        "MATCH (n:ScoNode {id: 'person/ademus'}) SET n:State",
        "person/ademus: has other labels",
    ),
    "the removed marker": (
        "MATCH (n:Topic {id: 'topic/culture'}) DETACH DELETE n",
        "topic/culture: is missing",
    ),
    "a missing relationship": (
        "MATCH (:Person {id: 'person/ademus'})-[r:ATTENDED]->() DELETE r",
        "(person/ademus)-[ATTENDED]->(meeting/council-2020): is missing",
    ),
    "an extra relationship": (
        "MATCH (a:Person {id: 'person/raphael'}), (b:Event) CREATE (a)-[:ATTENDED]->(b)",
        "(person/raphael)-[ATTENDED]->(meeting/council-2020): is one too many",
    ),
    "a relationship twice": (
        "MATCH (a)-[:ATTENDED]->(b) CREATE (a)-[:ATTENDED]->(b) CREATE (a)-[:ATTENDED]->(b)",
        "(person/ademus)-[ATTENDED]->(meeting/council-2020): is one too many",
    ),
    "a relationship turned round": (
        "MATCH (a)-[r:ATTENDED]->(b) DELETE r CREATE (b)-[:ATTENDED]->(a)",
        "(meeting/council-2020)-[ATTENDED]->(person/ademus): is one too many",
    ),
    "a property of a relationship": (
        "MATCH ()-[r:ATTENDED]->() SET r.seen = true",
        "(person/ademus)-[ATTENDED]->(meeting/council-2020): has properties",
    ),
    "an extra node": (
        "CREATE (:ScoNode:Person {id: 'person/nobody', name: 'Nobody'})",
        "person/nobody: is one too many",
    ),
    "a node without an id": (
        "MATCH (e:Event) CREATE (:ScoNode:Person {name: 'Nobody'})-[:ATTENDED]->(e)",
        "a node without an id: is one too many",
    ),
    "an id that is no text": (
        "CREATE (:ScoNode:Person {id: 7})",
        "7: is one too many",
    ),
    "another id": (
        "MATCH (n:ScoNode {id: 'person/ademus'}) SET n.id = 'person/adam'",
        "person/ademus: is missing",
    ),
    "a second marker of the release": (
        "CREATE (:ScoNode:ScoRelease {id: 'second', name: 'sco-graph'})",
        "second: is one too many",
    ),
    "the removed label of what is told of the release": (
        "MATCH (n:ScoRelease) REMOVE n:ScoRelease",
        "the database does not say which release it holds",
    ),
    "what is told of the release": (
        "MATCH (n:ScoRelease) SET n.version = '9'",
        "the database says version '9'",
    ),
    "the removed node of the release": (
        "MATCH (n:ScoRelease) DELETE n",
        "the database does not say which release it holds",
    ),
}
THEIRS = """
MATCH (meeting:ScoNode {id: 'meeting/council-2020'}), (place:ScoNode {id: 'place/amaurot'})
CREATE (me:Person:Friend {id: 'person/ademus', name: 'Mine', since: date('2020-01-01')}),
       (note:Note {id: 'topic/culture'}), (other:Meeting {id: 'meeting/council-2020'}),
       (me)-[:ATTENDED {as: 'guest'}]->(meeting), (me)-[:LIKES]->(place),
       (meeting)-[:HAS_NOTE]->(note), (me)-[:ATTENDED]->(other), (note)-[:ABOUT]->(me),
       (twin:Person {id: 'person/ademus'})
SET meeting:Starred
CREATE (meeting)-[:NEAR {metres: 5}]->(place)
"""
"""Somebody's own: nodes with our labels and ids, joined to ours; a label and a way on ours."""
THEIR_WAY = "MATCH (:ScoNode)-[r:NEAR]->(:ScoNode) RETURN properties(r)"
THEIR_LABEL = "MATCH (n:Starred) RETURN n.id"
LET_GO = "MATCH (n)-[r]-() WHERE NOT n:ScoNode DELETE r"


@pytest.fixture(scope="session")
def former(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    """Return the release of a few records."""
    return released(tmp_path_factory.mktemp("former"), FORMER)


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    """Return a release with fewer records, and others."""
    return released(tmp_path_factory.mktemp("later"), LATER)


# --- equal, and nothing more ---


def test_a_load_makes_a_database_hold_just_what_the_records_say(
    graph: Graph, server: Server
) -> None:
    report = load(stored(graph), server.address, quiet)

    verdict = judged(stored(graph), server)
    assert apart(ours(server), wanted(FROZEN)) == []
    assert (verdict.is_equal, verdict.differences, verdict.first) == (True, 0, ())
    assert report.counters.nodes_created == verdict_total(verdict.nodes) + 1
    assert report.counters.relationships_created == verdict_total(verdict.relationships)


def verdict_total(counts: object) -> int:
    assert isinstance(counts, tuple)
    assert all(count.wanted == count.held for count in counts)
    return sum(count.held for count in counts)


def test_a_second_load_writes_nothing(graph: Graph, server: Server) -> None:
    load(stored(graph), server.address, quiet)

    report = load(stored(graph), server.address, quiet)

    assert (report.counters, report.changes) == (NOTHING, {})


def test_the_node_that_tells_of_the_release_is_complete_after_a_load(
    graph: Graph, neo4j5: Server
) -> None:
    neo4j5.empty()
    release = stored(graph).release

    load(stored(graph), neo4j5.address, quiet)

    [[told]] = neo4j5.rows("MATCH (r:ScoRelease:ScoNode) RETURN properties(r)")
    assert told == release.properties | {"state": "complete"}
    assert told["sha256"] == graph.build.manifest["files"]["sco-graph.nq"]["sha256"]


def test_a_load_makes_one_constraint_and_the_indexes(former: StoredGraph, server: Server) -> None:
    load(former, server.address, quiet)

    made = {(type_, *labels, *keys) for _, type_, labels, keys in server.rows(SEEN)}
    constraints = server.rows("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    assert constraints in (
        [[kind, ["ScoNode"], ["id"]]] for kind in ("UNIQUENESS", "NODE_PROPERTY_UNIQUENESS")
    )
    assert {("RANGE", "ScoNode", "id"), ("RANGE", "Event", "id"), ("RANGE", "State", "id")} < made
    assert [keys for kind, _, *keys in made if kind == "FULLTEXT"] == [
        ["name", "name_ru", "name_zh", "aliases"]
    ]


@pytest.mark.parametrize("text", ["Совет", "群岛", "Ademus", "Elder"])
def test_names_are_found_in_every_language(
    former: StoredGraph, later: StoredGraph, neo4j5: Server, text: str
) -> None:
    neo4j5.empty()
    load(later if text == "群岛" else former, neo4j5.address, quiet)
    neo4j5.rows("CALL db.awaitIndexes()")

    found = neo4j5.rows(
        "CALL db.index.fulltext.queryNodes('sco_names', $text) YIELD node RETURN node.id", text=text
    )

    assert [["body/council"], ["person/ademus"]][text in ("Ademus", "Elder")] in found


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(
    former: StoredGraph, later: StoredGraph, server: Server
) -> None:
    would = load(former, server.address, quiet, dry_run=True)

    assert server.rows("MATCH (n) RETURN n") == server.rows(SEEN) == []
    assert would.counters == NOTHING
    assert would.changes == load(former, server.address, quiet).changes
    held = ours(server)

    would = load(later, server.address, quiet, dry_run=True)

    assert ours(server) == held
    assert would.counters == NOTHING
    assert set(would.examples) >= {
        "make person/hythloday",
        f"mend {COUNCIL_CHANGES}",
        "remove person/raphael: is one too many",
        "remove (meeting/council-2020)-[HELD_IN]->(place/amaurot)",
    }
    assert would.changes == load(later, server.address, quiet).changes


# --- edits by hand ---


@pytest.mark.parametrize(("edit", "told"), EDITS.values(), ids=EDITS)
def test_an_edit_by_hand_is_told_and_mended(
    former: StoredGraph, used: Server, edit: str, told: str
) -> None:
    load(former, used.address, quiet)
    whole = ours(used)

    used.rows(edit)

    verdict = judged(former, used)
    assert not verdict.is_equal
    assert told in "\n".join(verdict.first)
    load(former, used.address, quiet)
    assert judged(former, used).first == ()
    assert ours(used) == whole
    assert load(former, used.address, quiet).counters == NOTHING


def test_many_edits_at_once_are_counted_and_mended(graph: Graph, used: Server) -> None:
    release = stored(graph)
    load(release, used.address, quiet)
    whole = ours(used)

    [[edited]] = used.rows("MATCH (n:Participation) SET n.name = 'edited' RETURN count(n)")
    [[gone]] = used.rows("MATCH (n:Remark) DETACH DELETE n RETURN count(n)")
    used.rows("MATCH ()-[r:STATED_IN]->() SET r.seen = true")
    [[cut]] = used.rows("MATCH ()-[r:HELD]->() DELETE r RETURN count(r)")

    verdict = judged(release, used)
    assert verdict.differences > edited + gone + cut > 0
    load(release, used.address, quiet)
    assert apart(ours(used), whole) == []


# --- one release for another ---


def test_a_later_release_replaces_the_former_one_exactly(
    former: StoredGraph, later: StoredGraph, used: Server
) -> None:
    load(former, used.address, quiet)

    report = load(later, used.address, quiet)

    assert is_equal(later, used)
    assert not is_equal(former, used)
    assert report.before == former.release.short
    assert {verb for verb, _ in report.changes} == {"make", "mend", "remove"}
    assert "person/raphael" not in str(ours(used).nodes)


def test_a_release_that_came_and_went_leaves_no_trace(
    former: StoredGraph, later: StoredGraph, graph: Graph, used: Server
) -> None:
    load(former, used.address, quiet)
    first = ours(used)

    for release in (later, stored(graph), former):
        load(release, used.address, quiet)

    assert ours(used) == first
    assert load(former, used.address, quiet).counters == NOTHING


# --- what is somebody's own ---


def test_nothing_of_others_changes_with_load_replacement_and_removal(
    former: StoredGraph, later: StoredGraph, used: Server
) -> None:
    load(former, used.address, quiet)
    used.rows(THEIRS)
    theirs = others(used)
    assert (theirs.nodes.total(), theirs.ways.total()) == (4, 5)

    for release in (former, later, former):
        load(release, used.address, quiet)
        assert others(used) == theirs
        assert used.rows(THEIR_WAY) == [[{"metres": 5}]]
        assert used.rows(THEIR_LABEL) == [["meeting/council-2020"]]
        assert judged(release, used).first == ()

    used.rows(LET_GO)
    used.rows("MATCH (:ScoNode)-[r:NEAR]->(:ScoNode) DELETE r")
    theirs = others(used)
    unload(read_schema(), used.address, quiet)
    assert others(used) == theirs
    assert used.rows("MATCH (n) RETURN count(n)") == [[theirs.nodes.total()]]


def test_a_constraint_and_index_of_others_stay(former: StoredGraph, server: Server) -> None:
    server.rows("CREATE CONSTRAINT mine FOR (n:Person) REQUIRE n.email IS UNIQUE")
    server.rows("CREATE INDEX my_places FOR (n:Place) ON (n.name)")
    before = server.rows(SEEN)

    load(former, server.address, quiet)
    unload(read_schema(), server.address, quiet)

    assert server.rows(SEEN) == before


def test_an_index_of_others_that_has_the_place_of_ours_does_not_stop_a_load(
    former: StoredGraph, server: Server
) -> None:
    server.rows("CREATE INDEX mine FOR (n:Meeting) ON (n.id)")

    load(former, server.address, quiet)
    second = load(former, server.address, quiet)
    unload(read_schema(), server.address, quiet)

    assert second.counters == NOTHING
    assert [row[0] for row in server.rows(SEEN)] == ["mine"]


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        (
            "MATCH (n:ScoNode {id: 'person/raphael'}) CREATE (n)-[:KNOWS]->(:Friend)",
            "(person/raphael)-[:KNOWS]->(:Friend)",
        ),
        (
            "MATCH (n:ScoNode {id: 'person/raphael'}) CREATE (n)<-[:ATTENDED]-(:Friend)",
            "(person/raphael)<-[:ATTENDED]-(:Friend)",
        ),
        (
            "MATCH (n:Person {id: 'person/raphael'}), (m:Post) CREATE (n)-[:KNOWS]->(m)",
            "(person/raphael)-[:KNOWS]->(:Post:ScoNode)",
        ),
    ],
)
def test_a_relationship_of_others_on_a_node_that_must_go_stops_the_load_before_it_writes(
    former: StoredGraph, later: StoredGraph, used: Server, theirs: str, told: str
) -> None:
    load(former, used.address, quiet)
    used.rows(theirs)
    before = used.rows("MATCH (n) RETURN elementId(n), properties(n) ORDER BY elementId(n)")

    with pytest.raises(ServerError) as stopped:
        load(later, used.address, quiet)

    assert told in str(stopped.value)
    assert "nothing was changed" in str(stopped.value)
    assert "delete them, and load again" in str(stopped.value)
    assert before == used.rows("MATCH (n) RETURN elementId(n), properties(n) ORDER BY elementId(n)")
    used.rows("MATCH ()-[r]-(:Friend) DELETE r")
    used.rows("MATCH ()-[r:KNOWS]-() DELETE r")
    load(later, used.address, quiet)
    assert is_equal(later, used)


# --- removal ---


def test_unload_removes_ours_with_constraint_and_indexes(graph: Graph, server: Server) -> None:
    server.rows("CREATE (:Person {id: 'person/ademus'})-[:ATTENDED]->(:Meeting)")
    before = others(server)
    load(stored(graph), server.address, quiet)

    removed = unload(read_schema(), server.address, quiet).counters

    assert removed.nodes_deleted == stored(graph).release.nodes + 1
    assert removed.relationships_deleted == stored(graph).release.relationships
    assert others(server) == before
    assert server.rows("MATCH (n) RETURN count(n)") == [[2]]
    assert server.rows(SEEN) == server.rows("SHOW CONSTRAINTS YIELD name") == []


def test_unload_is_stopped_by_relationships_of_others_before_it_removes(
    former: StoredGraph, used: Server
) -> None:
    load(former, used.address, quiet)
    used.rows(THEIRS)
    before = ours(used), others(used)

    with pytest.raises(
        ServerError, match=r"(?s)nothing was removed.*delete them, and unload again"
    ):
        unload(read_schema(), used.address, quiet)

    assert (ours(used), others(used)) == before


def test_unload_of_a_database_without_ours_removes_nothing(server: Server) -> None:
    server.rows("CREATE (:Person {id: 'person/ademus'})")

    assert unload(read_schema(), server.address, quiet).counters == NOTHING
    assert server.rows("MATCH (n) RETURN count(n)") == [[1]]
