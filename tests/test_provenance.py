"""Each record's graph says where it comes from; the data set says what it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox
import pytest

import sco_graph
from sco_graph.graph import Graph
from sco_graph.resources import ontology_folder, records_folder
from sco_graph.twins import open_quads
from sco_loaders.build import QUADS

PROV = "http://www.w3.org/ns/prov#"
DATASET = ox.NamedNode("https://w3id.org/sco-graph/dataset")


@pytest.fixture(scope="module")
def store(shipped: Graph) -> ox.Store:
    return open_quads(shipped.build.read(QUADS))


def values(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
    return sorted(quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple))


def record_graph(id_: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://w3id.org/sco-graph/record/{id_}")


def record_ids() -> Iterable[str]:
    return (f"{path.parent.name}/{path.stem}" for path in records_folder().glob("*/*.yaml"))


def test_each_record_is_one_graph_about_one_thing(store: ox.Store) -> None:
    graphs = {graph.value for graph in store.named_graphs() if "/record/" in graph.value}

    assert graphs == {record_graph(id_).value for id_ in record_ids()}
    for id_ in record_ids():
        topic = values(store, record_graph(id_), "http://xmlns.com/foaf/0.1/primaryTopic")
        assert topic == [f"https://w3id.org/sco-graph/id/{id_}"]


def test_a_graph_derives_from_just_the_sources_that_its_facts_cite(store: ox.Store) -> None:
    cited = store.query(
        """PREFIX sco: <https://w3id.org/sco-graph/ontology#>
        SELECT DISTINCT ?g ?s WHERE {
          GRAPH ?g { ?fact sco:statedIn|sco:allDelegationsNamedIn ?place }
          GRAPH ?h { ?s sco:hasPassage ?place } }"""
    )
    assert isinstance(cited, ox.QuerySolutions)

    derived = {
        (quad.subject, quad.object)
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{PROV}wasDerivedFrom"), None)
    }
    assert derived == {(row["g"], row["s"]) for row in cited}


def test_a_graph_tells_the_revision_of_its_file(store: ox.Store) -> None:
    content = (records_folder() / "state" / "india.yaml").read_bytes()

    revision = values(store, record_graph("state/india"), "http://www.w3.org/ns/dcat#version")

    assert revision == [f"sha256:{hashlib.sha256(content).hexdigest()}"]


def test_a_graph_tells_what_made_it(store: ox.Store) -> None:
    (activity,) = values(store, record_graph("state/india"), f"{PROV}wasGeneratedBy")
    (agent,) = values(store, ox.NamedNode(activity), f"{PROV}wasAssociatedWith")

    label = values(store, ox.NamedNode(agent), "http://www.w3.org/2000/01/rdf-schema#label")
    assert label == [f"sco-graph {sco_graph.__version__}"]


def test_provenance_is_said_of_no_thing_but_graphs_and_the_data_set(store: ox.Store) -> None:
    said = store.quads_for_pattern(
        None, None, None, ox.NamedNode("https://w3id.org/sco-graph/provenance")
    )

    assert not [q for q in said if str(q.subject).startswith("<https://w3id.org/sco-graph/id/")]


def test_the_data_set_has_licence_version_and_date(store: ox.Store) -> None:
    dcterms = "http://purl.org/dc/terms/"

    assert values(store, DATASET, f"{dcterms}license") == [
        "https://creativecommons.org/publicdomain/zero/1.0/"
    ]
    assert values(store, DATASET, "http://www.w3.org/ns/dcat#version") == [sco_graph.__version__]
    assert len(values(store, DATASET, f"{dcterms}issued")) == 1


def test_the_data_set_was_not_issued_before_its_last_correction(store: ox.Store) -> None:
    changed_on = ox.NamedNode("https://w3id.org/sco-graph/ontology#changedOn")
    changes = store.quads_for_pattern(None, changed_on, None)
    days = [quad.object.value for quad in changes if isinstance(quad.object, ox.Literal)]

    (issued,) = values(store, DATASET, "http://purl.org/dc/terms/issued")
    assert max(days) <= issued, "say a later day in ontology/dataset.ttl"


def test_a_plain_text_file_describes_the_data_set() -> None:
    parsed = list(ox.parse(path=ontology_folder() / "dataset.ttl", format=ox.RdfFormat.TURTLE))

    assert not [t for t in parsed if isinstance(t.subject, ox.BlankNode)]


def test_facts_that_rest_on_one_source_alone_are_found(shipped: Graph) -> None:
    rows = shipped.query("rests-only-on", source="source/ict-preparation-2025")

    ids = {row["fact_id"] for row in rows}
    assert "meeting/ict-preparation-2025" in ids
    assert "state/china" not in ids
    assert all(row["source"] == ["source/ict-preparation-2025"] for row in rows)
