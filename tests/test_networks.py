"""The graph in networkx's own kind of graph is the property graph: nodes, edges and values."""

from __future__ import annotations

import datetime
import doctest
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from sco_graph.errors import UnknownName
from sco_graph.graph import CACHE_VARIABLE, Graph
from sco_graph.shapes import read_schema
from sco_loaders.check import read
from sco_loaders.embedded import Engine, stored_graph
from sco_loaders.property_graph import GraphNode, GraphWriter, Relationship
from sco_loaders.property_graph import graph as property_graph
from tests.golden import FROZEN
from tests.little_graph import little_graph
from tests.pages import CHECKOUT

INDUSTRY = "meeting/industry-2025-yekaterinburg"
ODD = [
    GraphNode(
        labels=("State", "Party"),
        properties={
            "id": "state/a",
            "name": "2025-07-07",
            "text": '  "a" \\ b;\nВ 李\t ',
            "empty": "",
            "whole": 3.0,
            "count": 3,
            "acting": False,
            "day": datetime.date(2025, 7, 7),
            "texts": ["2025-07-07", "", " x ", "[1]"],
            "days": [datetime.date(1, 1, 1), datetime.date(9999, 12, 31)],
        },
    ),
    GraphNode(labels=("State", "Party"), properties={"id": "state/b", "name": "null"}),
]


def shipped() -> tuple[list[GraphNode], list[Relationship]]:
    """Return the property graph of the frozen records, which no engine has held."""
    return property_graph(GraphWriter(read_schema()), read(FROZEN).nodes)


# --- the store gives back what was put into it ---


def test_the_nodes_and_relationships_of_the_store_are_those_of_the_records(graph: Graph) -> None:
    nodes, relationships = shipped()

    assert graph.engine.nodes() == nodes
    assert graph.engine.relationships() == relationships


def test_a_value_comes_out_of_the_store_as_it_went_in() -> None:
    engine = Engine.from_bytes(stored_graph(ODD, []))

    assert engine.nodes() == ODD
    assert list(types(engine.nodes())) == list(types(ODD))


def types(nodes: list[GraphNode]) -> Iterator[tuple[str, type]]:
    """Yield the type of every value, as 3 equals 3.0 and False 0."""
    for node in nodes:
        for key, value in sorted(node.properties.items()):
            yield from ((key, type(one)) for one in (value if isinstance(value, list) else [value]))


# --- the network ---


def test_every_node_relationship_and_property_is_in_the_network(graph: Graph) -> None:
    nodes, relationships = shipped()

    network = graph.to_networkx()
    assert dict(network.nodes(data=True)) == {node.id: attributes(node) for node in nodes}
    assert sorted((type_, a, b) for a, b, type_ in network.edges(keys=True)) == relationships
    assert all(data == {"type": type_} for _, _, type_, data in network.edges(keys=True, data=True))


def attributes(node: GraphNode) -> dict[str, object]:
    """Return what networkx should know of a node beside its id."""
    values = {key: value for key, value in node.properties.items() if key != "id"}
    return {"labels": list(node.labels), **values}


def test_a_meeting_has_days_lists_and_labels_as_python_has_them(graph: Graph) -> None:
    network = graph.to_networkx()

    meeting = network.nodes[INDUSTRY]
    assert meeting["start_date"] == datetime.date(2025, 7, 7)
    assert meeting["labels"] == ["Meeting", "Event"]
    assert network.nodes["state/china"]["name_zh"] == "中国"
    assert network.nodes[f"{INDUSTRY}/participation/state.belarus"]["roles"] == [
        "head-of-delegation"
    ]
    assert "mode" not in network.nodes[f"{INDUSTRY}/participation/state.belarus"]


def test_the_network_is_one_that_networkx_measures(graph: Graph) -> None:
    network = graph.to_networkx()

    assert isinstance(network, nx.MultiDiGraph)
    assert nx.has_path(network, f"{INDUSTRY}/participation/state.belarus", "state/belarus")
    assert nx.number_weakly_connected_components(network) < 10


def test_the_page_shows_what_networkx_gets(shipped: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(shipped.build.folder))
    page = CHECKOUT / "docs" / "graph-formats.md"

    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 4) == (0, True)


# --- a part of it ---


def test_a_kind_keeps_its_nodes_and_what_lies_between_them(tmp_path: Path) -> None:
    graph = little_graph(tmp_path)

    network = graph.to_networkx(["meeting", "person", "state"])
    assert set(network) == {"meeting/first-talks", "person/anna-li", "state/ceres", "state/mars"}
    assert set(network.edges(keys=True)) == {
        ("person/anna-li", "meeting/first-talks", "ATTENDED"),
        ("person/anna-li", "meeting/first-talks", "CHAIRED"),
        ("state/mars", "meeting/first-talks", "CHAIRED"),
        ("state/mars", "meeting/first-talks", "REPRESENTED_AT"),
    }


def test_a_kind_may_be_one_of_nested_things_or_of_concepts(graph: Graph) -> None:
    counts = graph.build.manifest["counts"]["nodes"]

    assert len(graph.to_networkx("participation")) == counts["Participation"]
    assert len(graph.to_networkx("topic")) == counts["Topic"]


def test_the_ids_in_a_column_of_rows_keep_those_nodes(graph: Graph) -> None:
    rows = graph.query("who-attended", meeting=INDUSTRY)
    assert None in {row["represents_id"] for row in rows}

    network = graph.to_networkx(ids=[INDUSTRY, *(row["represents_id"] for row in rows)])
    states = {"belarus", "china", "india", "iran", "kazakhstan", "kyrgyzstan", "pakistan"}
    states |= {"russia", "tajikistan", "uzbekistan"}
    assert set(network) == {INDUSTRY, *(f"state/{state}" for state in states)}
    assert ("state/belarus", INDUSTRY, "REPRESENTED_AT") in network.edges(keys=True)


def test_kind_and_ids_together_keep_what_both_keep(graph: Graph) -> None:
    assert set(graph.to_networkx("state", ids=[INDUSTRY, "state/india"])) == {"state/india"}
    assert set(graph.to_networkx(ids=[])) == set()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "meetign"}, "no kind 'meetign'; did you mean 'meeting'"),
        ({"ids": ["state/indai"]}, "no thing 'state/indai'; did you mean 'state/india'"),
    ],
)
def test_what_does_not_exist_is_told_with_what_is_like_it(
    graph: Graph, given: dict[str, str], message: str
) -> None:
    with pytest.raises(UnknownName, match=message):
        graph.to_networkx(**given)
