"""A placed diagram as a graph for graph software: items as nodes, links as relationships.

What is not there has no attribute. The sources of a link or an item are places in them, as records
cite them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import networkx as nx

from sco_graph.drawing.picture import Diagram, Fact, Item, Link, Source
from sco_graph.drawing.placed import Box, PlacedDiagram
from sco_graph.drawing.words import ENGLISH
from sco_loaders.property_graph import GraphNode, Relationship, Stored

Said: TypeAlias = Mapping[Relationship, Mapping[str, Stored]]


def graph(
    diagram: Diagram, placed: PlacedDiagram
) -> tuple[list[GraphNode], list[Relationship], Said]:
    """Return the nodes and relationships of a diagram, and what is said of each relationship."""
    sources = diagram.head.sources
    nodes = [
        GraphNode(labels=(item.kind,), properties=_of_item(item, box, sources))
        for item, box in zip(diagram.items, placed.boxes, strict=True)
    ]
    said = {
        Relationship(type=link.family, from_=link.from_, to=link.to): _of_link(link, sources)
        for link in diagram.links
    }
    return nodes, list(said), said


def to_networkx(diagram: Diagram, placed: PlacedDiagram) -> nx.MultiDiGraph:
    """Return a diagram as a graph of networkx; a link's key is its family."""
    made = nx.MultiDiGraph()
    nodes, _, said = graph(diagram, placed)
    for node in nodes:
        made.add_node(node.id, **{key: one for key, one in node.properties.items() if key != "id"})
    for way, values in said.items():
        made.add_edge(way.from_, way.to, key=way.type, type=way.type, **values)
    return made


def _of_item(item: Item, box: Box, sources: Sequence[Source]) -> dict[str, Stored]:
    x, y = box.middle
    return {
        "id": item.id,
        "name": item.names[ENGLISH],
        **{f"name_{one}": text for one, text in item.names.items() if one != ENGLISH},
        "kind": item.kind,
        **_filled(notes=[note[ENGLISH] for note in item.notes]),
        "manner": str(item.manner),
        **_filled(sources=_places(item.facts, sources)),
        "x": round(x, 1),
        "y": round(y, 1),
    }


def _of_link(link: Link, sources: Sequence[Source]) -> dict[str, Stored]:
    return {
        "name": link.names[ENGLISH],
        "weight": link.weight,
        "manner": str(link.manner),
        **_filled(sources=_places(link.facts, sources)),
    }


def _filled(**lists: Sequence[str]) -> dict[str, Stored]:
    return {key: list(one) for key, one in lists.items() if one}


def _places(facts: Iterable[Fact], sources: Sequence[Source]) -> list[str]:
    """Return where facts are said, each place once."""
    ids = {source.number: source.id for source in sources}
    return list(
        dict.fromkeys(
            f"{ids[one.number]}, {one.place}" if one.place else ids[one.number]
            for fact in facts
            for one in fact.citations
        )
    )
