from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_graph.dictionary import node_properties
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA, MARKER, SCHEME_GRAPH, Kind, Schema, relationship_type
from sco_graph.shapes import UNSAFE_KEYS, read_schema
from sco_graph.twins import open_quads
from sco_loaders.build import QUADS, STORE, Build, build
from sco_loaders.check import read
from sco_loaders.embedded import Engine
from sco_loaders.property_graph import GraphNode, GraphWriter, Relationship, graph
from tests.golden import FROZEN
from tests.planted import SOURCE, TALKS, plant

SKOS = "http://www.w3.org/2004/02/skos/core#"
BROADER = f"{SKOS}broader"


@pytest.fixture(scope="module")
def shipped() -> tuple[list[GraphNode], list[Relationship]]:
    """Return the nodes and relationships of the frozen records."""
    return graph(GraphWriter(read_schema()), read(FROZEN).nodes)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of the frozen records."""
    return build(tmp_path_factory.mktemp("build"), FROZEN)


@pytest.fixture(scope="module")
def store(built: Build) -> ox.Store:
    """Return the RDF of the frozen records."""
    return open_quads(built.read(QUADS))


@pytest.fixture(scope="module")
def engine(built: Build) -> Engine:
    """Return the embedded store of the frozen records."""
    return Engine.from_bytes(built.read(STORE))


def planted(folder: Path, records: dict[str, str]) -> dict[str, GraphNode]:
    """Return the nodes of some records by their ids."""
    reading = read(plant(folder, records))
    assert reading.problems == []
    nodes, _ = graph(GraphWriter(read_schema()), reading.nodes)
    return {node.id: node for node in nodes}


# --- RDF and property graph agree ---


def relationship_types(schema: Schema) -> dict[str, str]:
    """Return the relationship type of each predicate that leads to a node."""
    types = {BROADER: "BROADER"}
    for cls in schema.classes.values():
        for prop in cls.properties.values():
            if prop.kind in (Kind.REFERENCE, Kind.NESTED) or prop.target in schema.node_concepts:
                types[prop.iri] = prop.relationship
        for rule in cls.rules:
            types[rule.predicate] = relationship_type(rule.predicate)
    return types


def between_nodes(store: ox.Store, ids: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield every predicate that stands between two nodes, with their ids."""
    for quad in store:
        ends = [quad.subject, quad.object]
        names = [end.value.removeprefix(DATA) for end in ends if isinstance(end, ox.NamedNode)]
        # Of what the schemes say, the property graph has the way to the broader topic alone.
        if quad.predicate.value != BROADER and str(quad.graph_name) == f"<{SCHEME_GRAPH}>":
            continue
        if len(names) == 2 and ids.issuperset(names):
            yield quad.predicate.value, names[0], names[1]


def test_each_relationship_is_a_triple_and_each_triple_between_nodes_a_relationship(
    shipped: tuple[list[GraphNode], list[Relationship]], store: ox.Store
) -> None:
    nodes, relationships = shipped
    types = relationship_types(read_schema())

    triples = set(between_nodes(store, {node.id for node in nodes}))
    assert {(types[predicate], a, b) for predicate, a, b in triples} == {
        (way.type, way.from_, way.to) for way in relationships
    }
    assert len(triples) == len(relationships) > 1000


def test_no_two_predicates_become_the_same_type_of_relationship() -> None:
    types = relationship_types(read_schema())

    assert [type_ for type_, n in Counter(types.values()).items() if n > 1] == []


def test_every_iri_of_ours_in_the_triples_is_a_node_or_a_concept_that_is_a_text(
    shipped: tuple[list[GraphNode], list[Relationship]], store: ox.Store
) -> None:
    schema = read_schema()
    concepts = {c.id for group in schema.concepts.values() for c in group.values()}

    stated = [quad.object for quad in store if str(quad.graph_name) != f"<{SCHEME_GRAPH}>"]
    iris = {term.value for term in stated if isinstance(term, ox.NamedNode)}
    ours = {iri.removeprefix(DATA) for iri in iris if iri.startswith(DATA)}
    assert ours - {node.id for node in shipped[0]} - concepts == set()


def test_every_subject_of_a_type_of_ours_is_a_node_of_that_label(
    shipped: tuple[list[GraphNode], list[Relationship]], store: ox.Store
) -> None:
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

    for cls in read_schema().classes.values():
        subjects = store.quads_for_pattern(None, rdf_type, ox.NamedNode(cls.iri))
        of_type = {q.subject.value for q in subjects if isinstance(q.subject, ox.NamedNode)}
        of_label = {str(n.properties["iri"]) for n in shipped[0] if cls.name in n.labels}
        assert of_type == of_label, cls.name


def test_plain_values_are_the_same_in_both(
    shipped: tuple[list[GraphNode], list[Relationship]], store: ox.Store
) -> None:
    by_label = {cls.name: cls for cls in read_schema().classes.values()}
    plain = (Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE, Kind.URI, Kind.EDTF)

    compared = 0
    for node in shipped[0]:
        cls = by_label.get(node.labels[0])
        for prop in cls.properties.values() if cls else ():
            if prop.kind in plain:
                subject = ox.NamedNode(str(node.properties["iri"]))
                found = store.quads_for_pattern(subject, ox.NamedNode(prop.iri), None)
                texts = {q.object.value for q in found if isinstance(q.object, ox.Literal)}
                assert as_texts(node.properties.get(prop.key)) == texts, (node.id, prop.key)
                compared += len(texts)
    assert compared > 500


def as_texts(value: object) -> set[str]:
    """Return the values of a node's property as the texts that RDF has for them."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return {str(one).lower() if isinstance(one, bool) else str(one) for one in values}


def test_the_embedded_store_holds_all_nodes_and_relationships(
    shipped: tuple[list[GraphNode], list[Relationship]], engine: Engine
) -> None:
    nodes, relationships = shipped

    rows = engine.cypher("MATCH (n) RETURN n.id AS id, labels(n) AS labels", {})
    assert {row["id"]: sorted(row["labels"]) for row in rows} == {
        node.id: sorted((*node.labels, MARKER)) for node in nodes
    }
    rows = engine.cypher("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b", {})
    assert Counter((row["type"], row["a"], row["b"]) for row in rows) == Counter(
        (way.type, way.from_, way.to) for way in relationships
    )


def test_the_embedded_store_holds_all_properties(
    shipped: tuple[list[GraphNode], list[Relationship]], engine: Engine
) -> None:
    for node in shipped[0]:
        [row] = engine.cypher("MATCH (n {id: $id}) RETURN properties(n) AS found", {"id": node.id})
        found = {key: value for key, value in row["found"].items() if value is not None}
        assert node.properties.items() <= found.items(), node.id


# --- what a node holds ---


def test_every_node_has_an_id_an_iri_and_a_name(
    shipped: tuple[list[GraphNode], list[Relationship]],
) -> None:
    nodes, _ = shipped

    assert len({node.id for node in nodes}) == len(nodes)
    for node in nodes:
        assert node.properties["iri"] == DATA + node.id
        assert node.properties["name"]


def test_no_name_of_a_property_is_unsafe_in_cypher(
    shipped: tuple[list[GraphNode], list[Relationship]],
) -> None:
    names = {name for node in shipped[0] for name in node.properties} - {"id", "iri"}

    assert names & UNSAFE_KEYS == set()
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)] == []


def test_no_two_keys_of_a_class_become_one_property() -> None:
    schema = read_schema()

    for cls in schema.classes.values():
        names = [n for p in cls.properties.values() for n in node_properties(schema, p)]
        assert len(names) == len(set(names)), cls.name
        assert UNSAFE_KEYS.isdisjoint(names), cls.name


def test_a_scale_gives_its_rank_beside_the_notation(tmp_path: Path) -> None:
    nodes = planted(tmp_path, TALKS)

    anna = nodes["meeting/talks/participation/state.mars"].properties
    ben = nodes["meeting/talks/participation/state.ceres"].properties
    cleo = nodes["meeting/talks/participation/person.cleo"].properties
    levels = read_schema().scheme("level")
    assert (anna["level"], anna["level_rank"]) == ("minister", levels["minister"].rank)
    assert (ben["level"], ben["level_rank"]) == ("deputy-minister", levels["deputy-minister"].rank)
    assert {"level", "level_rank"}.isdisjoint(cleo)
    assert isinstance(anna["level_rank"], int)
    assert isinstance(ben["level_rank"], int)
    assert anna["level_rank"] < ben["level_rank"]


def test_the_bounds_of_a_date_are_dates(tmp_path: Path, engine: Engine) -> None:
    talks = planted(tmp_path, TALKS)["meeting/talks"].properties

    assert talks["dates"] == "2025-07-07/2025-07-09"
    assert talks["start_date"] == datetime.date(2025, 7, 7)
    assert talks["end_date"] == datetime.date(2025, 7, 9)
    query = (
        "MATCH (m:Meeting {id: $id}) WHERE m.start_date < date('2026-01-01') "
        "RETURN m.start_date AS day"
    )
    [row] = engine.cypher(query, {"id": "meeting/industry-2025-yekaterinburg"})
    assert row["day"] == datetime.date(2025, 7, 7)


def test_an_open_interval_has_one_bound(tmp_path: Path) -> None:
    records = {**TALKS, "meeting/talks": "name: Talks\ndates: 2025/..\nsources: source/report#1\n"}

    talks = planted(tmp_path, records)["meeting/talks"].properties
    assert talks["start_date"] == datetime.date(2025, 1, 1)
    assert "end_date" not in talks


def test_each_attestation_keeps_its_own_days(tmp_path: Path) -> None:
    records = {
        **TALKS,
        "post/envoy": "name: Envoy\nsources: source/report#1\n",
        "person/anna": """
name: Anna
tenures:
  - post: post/envoy
    attestations:
      - {dates: 2021-09-28/2021-09-30, sources: source/report#1}
      - {dates: 2020-10-29, sources: source/report#1}
    sources: source/report#1
sources: source/report#1
""",
    }

    nodes = planted(tmp_path, records)
    start = "person/anna/tenure/post.envoy/attestation/"
    days = {
        id_.removeprefix(start): (node.properties["start_date"], node.properties["end_date"])
        for id_, node in nodes.items()
        if id_.startswith(start)
    }
    assert days == {
        "2020-10-29": (datetime.date(2020, 10, 29), datetime.date(2020, 10, 29)),
        "2021-09-28-2021-09-30": (datetime.date(2021, 9, 28), datetime.date(2021, 9, 30)),
    }


def test_names_stand_beside_each_other_by_language(tmp_path: Path) -> None:
    nodes = planted(tmp_path, TALKS)

    mars, ceres = nodes["state/mars"].properties, nodes["state/ceres"].properties
    assert (mars["name"], mars["name_ru"], mars["name_zh"]) == ("Mars", "Марс", "火星")
    assert {"name_ru", "name_zh"}.isdisjoint(ceres)


def test_a_key_that_may_repeat_is_a_sorted_list_even_of_one(tmp_path: Path) -> None:
    nodes = planted(tmp_path, TALKS)

    anna = nodes["meeting/talks/participation/state.mars"].properties
    ben = nodes["meeting/talks/participation/state.ceres"].properties
    assert anna["roles"] == ["chair", "speaker"]
    assert ben["roles"] == ["delegate"]


def test_concepts_are_texts_and_topics_alone_are_nodes(tmp_path: Path) -> None:
    nodes = planted(tmp_path, {"source/report": SOURCE})
    topics = read_schema().scheme("topic").values()

    labels = {node.labels for node in nodes.values()}
    assert labels == {("Source",), ("Passage",), ("Topic",)}
    assert {id_ for id_ in nodes if id_.startswith("topic/")} == {topic.id for topic in topics}
    for topic in topics:
        found = nodes[topic.id].properties
        assert [found["name"], found["name_ru"], found["name_zh"]] == [
            topic.names[language] for language in ("en", "ru", "zh")
        ]


def test_a_narrower_topic_leads_to_its_broader_ones(engine: Engine) -> None:
    schemes = ox.Store()
    schemes.load(path=ontology_folder() / "schemes.ttl", format=ox.RdfFormat.TURTLE)
    broader = schemes.quads_for_pattern(None, ox.NamedNode(BROADER), None)
    expected = sorted(
        (q.subject.value.removeprefix(DATA), q.object.value.removeprefix(DATA))
        for q in broader
        if isinstance(q.subject, ox.NamedNode)
        and isinstance(q.object, ox.NamedNode)
        # Other concepts are no nodes.
        and q.subject.value.startswith(f"{DATA}topic/")
    )

    rows = engine.cypher("MATCH (a:Topic)-[:BROADER]->(b:Topic) RETURN a.id AS a, b.id AS b", {})
    assert sorted((row["a"], row["b"]) for row in rows) == expected


def test_a_meeting_is_found_under_both_labels(engine: Engine) -> None:
    meeting = {"id": "meeting/industry-2025-yekaterinburg"}

    for label in ("Meeting", "Event"):
        rows = engine.cypher(f"MATCH (m:{label} {{id: $id}}) RETURN m.name AS name", meeting)
        assert len(rows) == 1
