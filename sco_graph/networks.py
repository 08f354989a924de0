"""The property graph as a MultiDiGraph of networkx, to count, to measure and to lay out.

A node is known by its id and has its properties and `labels`, its own class first. An edge has its
`type`, which is its key too. Days are `datetime.date`, lists are lists, and what is not stated is
not there. Nothing here reads a file or asks a question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

from sco_graph.errors import UnknownName
from sco_graph.near import near
from sco_graph.schema import kebab_case, local_name
from sco_graph.shapes import read_schema
from sco_loaders.property_graph import GraphNode, Relationship


def to_networkx(
    nodes: Iterable[GraphNode], relationships: Iterable[Relationship]
) -> nx.MultiDiGraph:
    """Return these nodes, and those of the relationships that lie between them."""
    made = nx.MultiDiGraph()
    for node in nodes:
        values = {key: value for key, value in node.properties.items() if key != "id"}
        made.add_node(node.id, labels=list(node.labels), **values)
    for way in relationships:
        if way.from_ in made and way.to in made:
            made.add_edge(way.from_, way.to, key=way.type, type=way.type)
    return made


def of_kinds(nodes: Iterable[GraphNode], kinds: Collection[str]) -> list[GraphNode]:
    """Return the nodes of these kinds.

    Raises:
        UnknownName: There is no such kind.
    """
    schema = read_schema()
    known = (*schema.classes, *(kebab_case(local_name(iri)) for iri in schema.node_concepts))
    for kind in kinds:
        if kind not in known:
            raise UnknownName("kind", kind, near(kind, known) or known)
    return [node for node in nodes if kebab_case(node.labels[0]) in kinds]
