"""GraphML and GEXF hold the property graph: other people's readers give back all of it."""

from __future__ import annotations

import datetime
import json
import math
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.export import export, write_export
from sco_graph.graph import CACHE_VARIABLE, Graph
from sco_graph.graph_part import read_part
from sco_graph.graph_xml import GRAPH_FORMATS, texts_and_numbers
from sco_graph.schema import Kind
from sco_graph.selection import Selection
from sco_graph.shapes import read_schema
from sco_loaders.property_graph import GraphNode, Relationship
from tests.little_graph import little_graph
from tests.pages import CHECKOUT, run, shell_lines

INDUSTRY = "meeting/industry-2025-yekaterinburg"
BOTH = pytest.mark.parametrize("name", list(GRAPH_FORMATS))
Nodes = dict[str, dict[str, Any]]
Edges = list[tuple[str, str, str]]


def written(path: Path, name: str, nodes: Sequence[GraphNode], ways: Iterable[Relationship]) -> str:
    """Write a graph into a file, and return its text."""
    path.write_bytes(b"".join(GRAPH_FORMATS[name](nodes, ways)))
    return path.read_text(encoding="utf-8")


def expected(nodes: Iterable[GraphNode]) -> Nodes:
    """Return what a reader should find: the properties, but numbers apart from texts."""
    return {
        node.id: {
            f"{key}_number" if key == "value" and not isinstance(value, str) else key: value
            for key, value in ({**node.properties, "labels": list(node.labels)}).items()
            if key != "id"
        }
        for node in nodes
    }


# --- readers that know what the page on formats says, and nothing of our code ---


def undone(text: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node's attributes with lists, days and characters as they were."""
    lists, days = (
        set(found[1].split(", ")) if (found := re.search(f"{words}: ([^.]+)\\.", text)) else set()
        for words in ("Lists are JSON arrays", "Days are YYYY-MM-DD")
    )

    def day(value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    plain: dict[str, Any] = {}
    for key, value in attributes.items():
        plain[key] = character_by_character(value) if isinstance(value, str) else value
        if key in lists:
            plain[key] = json.loads(plain[key])
        if key in days:
            plain[key] = [day(v) for v in plain[key]] if key in lists else day(plain[key])
    return plain


def character_by_character(value: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)


def read_by_networkx(path: Path, name: str) -> tuple[Nodes, Edges]:
    text = path.read_text(encoding="utf-8")
    if name == "gexf":
        network = nx.read_gexf(path)
        for _, data in network.nodes(data=True):
            assert data.pop("label") == data["name"]
    else:
        network = nx.read_graphml(path, force_multigraph=True)
    nodes = {character_by_character(id_): undone(text, data) for id_, data in network.nodes.items()}
    return nodes, sorted((data["type"], a, b) for a, b, data in network.edges(data=True))


def read_by_igraph(path: Path) -> tuple[Nodes, Edges]:
    """Return what igraph reads, without what it puts in the place of attributes not there."""
    text = path.read_text(encoding="utf-8")
    network = igraph.Graph.Read_GraphML(str(path))
    assert network.is_directed()
    nodes = {}
    for vertex in network.vs:
        there = {key: v for key, v in vertex.attributes().items() if not is_missing(v)}
        id_ = there.pop("id")
        nodes[id_] = undone(text, there)
    ids = network.vs["id"]
    edges = sorted((edge["type"], ids[edge.source], ids[edge.target]) for edge in network.es)
    return nodes, edges


def is_missing(value: object) -> bool:
    """Tell whether igraph has no value; it takes a truth value that is not there for False."""
    return value is False or value == "" or (isinstance(value, float) and math.isnan(value))


# --- the shipped graph ---


@BOTH
def test_networkx_reads_every_node_relationship_and_property(
    graph: Graph, tmp_path: Path, name: str
) -> None:
    write_export(graph.build, name, tmp_path / "file")

    nodes, edges = read_by_networkx(tmp_path / "file", name)
    assert nodes == expected(graph.engine.nodes())
    assert edges == graph.engine.relationships()
    assert nodes["state/china"]["name_zh"] == "中国"


def test_igraph_reads_every_node_relationship_and_property(graph: Graph, tmp_path: Path) -> None:
    write_export(graph.build, "graphml", tmp_path / "file")

    nodes, edges = read_by_igraph(tmp_path / "file")
    assert nodes == {
        id_: {key: value for key, value in data.items() if value is not False}
        for id_, data in expected(graph.engine.nodes()).items()
    }
    assert edges == graph.engine.relationships()
    assert nodes["state/russia"]["name_ru"] == "Россия"


@BOTH
def test_a_file_is_the_same_bytes_wherever_it_is_written(graph: Graph, name: str) -> None:
    program = (
        "import sys, pathlib; from sco_graph.export import write_export; "
        "from sco_loaders.build import open_build; "
        "write_export(open_build(pathlib.Path(sys.argv[1])), sys.argv[2])"
    )
    command = [sys.executable, "-c", program, str(graph.build.folder), name]
    environment = os.environ | {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}

    made = subprocess.run(command, check=True, env=environment, capture_output=True).stdout
    assert made == b"".join(export(graph.build, name))
    assert b"lastmodified" not in made
    assert b"NetworkX" not in made


# --- awkward values ---

TEXTS = st.text(
    st.sampled_from("ab _x0041_\n\t\r\"'<>&;\\\x00\x07\x1f\x7f\x85 \u2028 \ufffe\uffff李Ж😀[]"),
    min_size=1,
    max_size=12,
)
DAYS = st.dates()
# A number so small that it has fewer digits is one that igraph's reader refuses.
FLOATS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
VALUES = st.fixed_dictionaries(
    {"id": st.just("state/a"), "name": TEXTS},
    optional={
        "value": TEXTS | st.integers(-(2**53), 2**53) | FLOATS,
        "iso": TEXTS,
        "number": st.integers(-(2**63), 2**63 - 1),
        "acting": st.booleans(),
        "start_date": DAYS,
        "aliases": st.lists(TEXTS | st.just(""), min_size=1),
        "held": st.lists(DAYS, min_size=1),
    },
)


@BOTH
@given(values=VALUES)
def test_networkx_reads_awkward_values_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, name: str, values: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("awkward") / "file"
    node = GraphNode(labels=("State",), properties=values)

    written(path, name, [node], [Relationship(type="KNOWS", from_="state/a", to="state/a")])
    assert read_by_networkx(path, name) == (expected([node]), [("KNOWS", "state/a", "state/a")])


@given(values=VALUES)
def test_igraph_reads_awkward_values_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("awkward") / "file"
    values = {key: v for key, v in values.items() if key not in {"acting", "number"}}
    node = GraphNode(labels=("State",), properties=values)

    written(path, "graphml", [node], [])
    assert read_by_igraph(path) == (expected([node]), [])


@BOTH
def test_what_is_not_a_number_everywhere_stands_apart_as_text_and_number(
    tmp_path: Path, name: str
) -> None:
    claim = GraphNode(labels=("Claim",), properties={"id": "a/claim/1", "name": "C", "value": "3"})
    count = GraphNode(labels=("Count",), properties={"id": "a/count/1", "name": "D", "value": 3})

    written(tmp_path / "file", name, [claim, count], [])
    nodes, _ = read_by_networkx(tmp_path / "file", name)
    assert nodes["a/claim/1"]["value"] == "3"
    assert nodes["a/count/1"]["value_number"] == 3
    assert "value" not in nodes["a/count/1"]


def test_no_other_key_of_the_schema_has_values_of_two_types() -> None:
    numbers = {Kind.INTEGER: int, Kind.DECIMAL: float, Kind.BOOLEAN: bool}
    types = defaultdict(set)
    for cls in read_schema().classes.values():
        for prop in cls.properties.values():
            if prop.kind not in (Kind.REFERENCE, Kind.NESTED):
                types[prop.key].add((prop.many, numbers.get(prop.kind, str)))

    assert {key for key, found in types.items() if len(found) > 1} == texts_and_numbers()
    assert {f"{key}_number" for key in texts_and_numbers()}.isdisjoint(types)


# --- a part of the graph ---


@BOTH
def test_a_part_has_what_the_part_in_rdf_has(graph: Graph, tmp_path: Path, name: str) -> None:
    write_export(graph.build, name, tmp_path / "file", Selection(meeting=INDUSTRY))

    nodes, edges = read_by_networkx(tmp_path / "file", name)
    assert nodes[INDUSTRY] == expected(graph.engine.nodes())[INDUSTRY]
    assert ("REPRESENTED_AT", "state/belarus", INDUSTRY) in edges
    assert "meeting/hgc-2025" not in nodes
    triples = b"".join(export(graph.build, "ntriples", Selection(meeting=INDUSTRY))).decode()
    for id_ in nodes:
        assert f"id/{id_}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in triples
    for _, a, b in edges:
        assert re.search(f"id/{re.escape(a)}> <[^>]+> <[^>]+id/{re.escape(b)}> ", triples)
    assert len(edges) > 50


def test_what_only_comes_along_has_its_names_alone(tmp_path: Path) -> None:
    graph = little_graph(tmp_path)

    nodes, relationships = read_part(graph.build, Selection(meeting="meeting/first-talks"))
    properties = {node.id: node.properties for node in nodes}
    assert properties["state/mars"] == {
        "id": "state/mars",
        "iri": "https://w3id.org/sco-graph/id/state/mars",
        "name": "Mars",
        "name_ru": "Марс",
        "name_zh": "火星",
    }
    assert properties["meeting/first-talks"]["start_date"] == datetime.date(2025, 7, 7)
    assert "person/anna-li/tenure/post.mars-minister" not in properties
    assert Relationship("REPRESENTED_AT", "state/mars", "meeting/first-talks") in relationships
    assert set(relationships) < set(graph.engine.relationships())
    assert {end for way in relationships for end in (way.from_, way.to)} <= set(properties)


def test_a_part_that_cannot_be_is_told(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no meeting 'meeting/indus"):
        export(graph.build, "gexf", Selection(meeting="meeting/indus"))
    with pytest.raises(QuestionError, match="is no date for --from"):
        export(graph.build, "graphml", Selection(first="yesterday"))
    with pytest.raises(UnknownName, match="no format 'grapml'; did you mean 'graphml'"):
        export(graph.build, "grapml")


# --- the page ---


def test_every_command_of_the_page_writes_what_it_names(shipped: Graph, tmp_path: Path) -> None:
    page = (CHECKOUT / "docs" / "graph-formats.md").read_text(encoding="utf-8")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": programs, CACHE_VARIABLE: str(shipped.build.folder)}

    commands = [line for line in shell_lines(page) if line.startswith("sco-graph")]
    assert len(commands) == 3
    for command in commands:
        run(command, tmp_path, environment)
    assert {path.name for path in tmp_path.iterdir()} == {c.split()[-1] for c in commands}
