"""What becomes of the id of a record that was renamed or merged into another."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_graph.errors import UnknownName
from sco_graph.flat_tables import table_files
from sco_graph.graph import Graph
from sco_graph.networks import of_kinds
from sco_graph.ontology import RDF, SCO
from sco_graph.questions import get_question, question_names
from sco_graph.schema import DATA
from sco_graph.show import to_text
from sco_graph.twins import ask
from sco_loaders.build import build
from sco_loaders.neo4j_load import load
from tests.neo4j_graphs import quiet, stored
from tests.neo4j_server import Server
from tests.parameters import parameter_sets
from tests.world import World

DCTERMS, OWL = "http://purl.org/dc/terms/", "http://www.w3.org/2002/07/owl#"
CHANGES = """
changes:
  - changed_on: 2026-11-27
    reason: Both records were about one person.
"""
MERGED = f"replaced_by: person/ademus{CHANGES}"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "records")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph without former ids."""
    folder = tmp_path_factory.mktemp("plain")
    return Graph(build(folder / "build", World(folder / "records").folder))


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph in which the person Barzanes and the meeting first-council are former ids."""
    folder = tmp_path_factory.mktemp("merged")
    world = World(folder / "records")
    world.write("person/barzanes", MERGED)
    world.write("event/first-council", f"replaced_by: meeting/council-2020{CHANGES}")
    world.write("source/journal", f"replaced_by: source/gazette{CHANGES}")
    return Graph(build(folder / "build", world.folder))


# --- what the check says ---


def test_a_record_of_a_former_id_holds_the_new_one_and_the_reason(world: World) -> None:
    world.write("person/barzanes", MERGED)

    assert world.problems() == []


def test_a_former_id_without_a_reason_is_a_finding(world: World) -> None:
    world.write("person/barzanes", "replaced_by: person/ademus\n")

    [problem] = world.problems()
    assert problem.startswith("person/barzanes.yaml:1:1: former-id lacks 'changes'")


def test_a_former_id_has_no_facts_of_its_own(world: World) -> None:
    world.write("person/barzanes", f"name: Barzanes\n{MERGED}")

    assert world.problems() == ["person/barzanes.yaml:1:1: former-id has no key 'name'; remove it"]


def test_a_target_that_is_missing_is_a_finding(world: World) -> None:
    world.write("person/barzanes", MERGED.replace("person/ademus", "person/ademu"))

    assert world.problems() == [
        "person/barzanes.yaml:1:14: no thing 'person/ademu'; did you mean 'person/ademus'?"
    ]


def test_a_target_that_was_itself_replaced_is_a_finding_with_the_last_one(world: World) -> None:
    world.write("person/barzanes", MERGED)
    world.write("person/elder", MERGED.replace("person/ademus", "person/barzanes"))

    assert world.problems() == [
        (
            "person/elder.yaml:1:14: 'person/barzanes' is a former id, "
            "replaced by 'person/ademus'; write that"
        )
    ]


def test_former_ids_that_lead_back_to_themselves_are_findings(world: World) -> None:
    world.write("person/x", MERGED.replace("person/ademus", "person/y"))
    world.write("person/y", MERGED.replace("person/ademus", "person/x"))
    world.write("person/z", MERGED.replace("person/ademus", "person/z"))

    end = "each is replaced by the next; name the record that stays"
    assert world.problems() == [
        f"person/x.yaml:1:14: 'person/y' by 'person/x' by 'person/y': {end}",
        f"person/y.yaml:1:14: 'person/x' by 'person/y' by 'person/x': {end}",
        f"person/z.yaml:1:14: 'person/z' by 'person/z': {end}",
    ]


def test_a_record_that_cites_a_former_id_is_told_the_new_one(world: World) -> None:
    world.write("person/barzanes", MERGED)
    world.change("meeting/council-2020", "person: person/ademus", "person: person/barzanes")

    assert world.problems() == [
        (
            "meeting/council-2020.yaml:8:13: 'person/barzanes' is a former id, replaced by "
            "'person/ademus'; write that"
        )
    ]


def test_a_place_in_a_source_with_a_former_id_is_told_the_new_one(world: World) -> None:
    world.write("source/journal", f"replaced_by: source/gazette{CHANGES}")
    world.change("post/prince", "source/gazette#3", "source/journal#3")

    assert world.problems() == [
        (
            "post/prince.yaml:3:11: 'source/journal' is a former id, replaced by 'source/gazette'; "
            "write that"
        )
    ]


def test_a_change_corrects_a_key_of_its_record(world: World) -> None:
    change = "changes: {changed_on: 2026-11-27, corrects: nam, reason: It was misread.}"
    world.write("person/raphael", f"name: Raphael\nsources: [source/gazette#2]\n{change}\n")

    assert world.problems() == [
        (
            "person/raphael.yaml:3:45: 'nam' does not fit 'corrects': a person has no such key; "
            "did you mean 'name'?"
        )
    ]


# --- how it is found ---


@pytest.mark.parametrize("text", ["person/barzanes", f"{DATA}person/barzanes"])
def test_a_former_id_shows_the_thing_and_says_so(
    merged: Graph, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    thing = merged.show(text)

    assert thing.id == "person/ademus"
    assert (
        "  former id  person/barzanes, 2026-11-27: Both records were about one person\n"
        in to_text(thing)
    )
    told = capsys.readouterr().err
    assert told == "sco-graph: person/barzanes is a former id of person/ademus\n"


def test_a_former_id_stands_for_the_thing_in_a_question(merged: Graph) -> None:
    former = merged.query("attendance-record", actor="person/barzanes")

    assert len(former) > 0
    assert list(former) == list(merged.query("attendance-record", actor="person/ademus"))


def test_a_former_id_of_another_kind_stands_for_the_thing_that_it_became(merged: Graph) -> None:
    assert merged.resolve("event/first-council", "meeting") == "meeting/council-2020"
    with pytest.raises(UnknownName, match="no event 'event/first-council'"):
        merged.resolve("event/first-council", "event")


def test_what_was_nested_in_a_renamed_record_is_found_in_the_new_one(merged: Graph) -> None:
    id_ = "event/first-council/participation/state.utopia"

    assert merged.resolve(id_) == "meeting/council-2020/participation/state.utopia"
    with pytest.raises(UnknownName):
        merged.resolve("event/first-council/participation/state.mars")


def test_a_former_id_of_a_source_has_its_evidence(merged: Graph) -> None:
    assert merged.evidence("source/journal") == merged.evidence("source/gazette")


def test_a_thing_is_found_by_its_former_id_and_never_twice(merged: Graph) -> None:
    assert [match.id for match in merged.find("barzanes")] == ["person/ademus"]
    assert [match.id for match in merged.find("person/barzanes")] == ["person/ademus"]
    assert merged.person("barzanes").id == "person/ademus"


# --- what the graph holds ---


def test_a_former_id_counts_as_no_person_in_cypher(merged: Graph) -> None:
    persons = merged.engine.cypher("MATCH (p:Person) RETURN p.id AS id ORDER BY id", {})
    former = merged.engine.cypher(
        "MATCH (f:FormerId)-[:IS_REPLACED_BY]->(n) RETURN f.id AS former, n.id AS id ORDER BY id",
        {},
    )

    assert [row["id"] for row in persons] == ["person/ademus", "person/raphael"]
    assert former == [
        {"former": "event/first-council", "id": "meeting/council-2020"},
        {"former": "person/barzanes", "id": "person/ademus"},
        {"former": "source/journal", "id": "source/gazette"},
    ]


def test_the_former_iri_leads_to_the_new_one_in_rdf_and_is_no_person(merged: Graph) -> None:
    former = ox.NamedNode(f"{DATA}person/barzanes")

    said = [
        (quad.predicate, quad.object) for quad in merged.store.quads_for_pattern(former, None, None)
    ]
    types = [term for predicate, term in said if predicate == ox.NamedNode(f"{RDF}type")]
    assert types == [ox.NamedNode(f"{SCO}FormerId")]
    assert (ox.NamedNode(f"{DCTERMS}isReplacedBy"), ox.NamedNode(f"{DATA}person/ademus")) in said
    assert (ox.NamedNode(f"{OWL}deprecated"), ox.Literal(True)) in said  # noqa: FBT003  # a literal


def test_no_table_and_no_network_has_a_row_or_node_for_a_former_id(merged: Graph) -> None:
    tables = table_files(merged.build, excel=False)
    persons = of_kinds(merged.engine.nodes(), {"person"})

    named = [name for name, content in tables.items() if b"person/barzanes" in content]
    assert named == []
    assert [node.id for node in persons] == ["person/ademus", "person/raphael"]


@pytest.mark.parametrize("name", question_names())
def test_no_question_answers_otherwise_for_former_ids(
    plain: Graph, merged: Graph, name: str
) -> None:
    question = get_question(name)

    for given in parameter_sets(plain, question, 2):
        rows = list(plain.query(name, **given))
        assert list(merged.query(name, **given)) == rows, given
        assert ask(merged.store, question, given) == rows, given


def test_a_server_holds_former_ids_and_is_asked_by_them(merged: Graph, neo4j5: Server) -> None:
    neo4j5.empty()
    load(stored(merged), neo4j5.address, quiet)

    way = "MATCH (f:FormerId {id: $id})-[:IS_REPLACED_BY]->(n:Person) RETURN n.id"
    assert neo4j5.rows(way, id="person/barzanes") == [["person/ademus"]]
    assert neo4j5.rows("MATCH (p:Person) RETURN count(p)") == [[2]]
    with Graph(merged.build, neo4j5.address) as served:
        former = served.query("attendance-record", actor="person/barzanes")
        assert list(former) == list(merged.query("attendance-record", actor="person/ademus"))
