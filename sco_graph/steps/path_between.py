"""The shortest paths between two things, found among selected relationships.

Cypher selects those on shortest paths, SPARQL all there are; the paths are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from sco_graph.co_attendance import Row
from sco_graph.grounds import sources_of
from sco_graph.schema import relationship_type
from sco_graph.shapes import read_schema

LONGEST, TOLD, TOO_MANY = 6, 10, 200


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each relationship on the paths, or one that says why none is told."""
    one, other = bound["one"], bound["other"]
    network = _network(rows)
    if one == other or one not in network or other not in network:
        return []
    found = list(islice(_shortest(network, one, other), TOO_MANY + 1))
    if len(found) > TOO_MANY:
        return [_too_many(network, one, other, len(found[0]) - 1)]
    return [
        row
        for number, path in enumerate(found[:TOLD], start=1)
        for step, ends in enumerate(pairwise(path), start=1)
        for row in _rows(network, number, step, ends)
    ]


def _network(rows: Iterable[Row]) -> nx.Graph:
    """Return the things with their names; an edge has its relationships, each with its places."""
    made = nx.Graph()
    for row in rows:
        from_, to = row["from_id"], row["to_id"]
        made.add_node(from_, name=row["from_name"])
        made.add_node(to, name=row["to_name"])
        ways = made.edges[from_, to]["ways"] if made.has_edge(from_, to) else {}
        made.add_edge(from_, to, ways=ways)
        way = ways.setdefault((row["relationship"], from_, to), (row["basis"], set()))
        way[1].add(row["place"])
    return made


def _shortest(network: nx.Graph, one: str, other: str) -> Iterator[Sequence[str]]:
    """Yield the shortest paths in the order of the ids on them."""
    left = nx.single_source_shortest_path_length(network, other, cutoff=LONGEST)
    if one in left:
        yield from _onward(network, (one,), left)


def _onward(
    network: nx.Graph, path: tuple[str, ...], left: Mapping[str, int]
) -> Iterator[Sequence[str]]:
    """Yield the ways to go on along a path, by steps that are nearer to its end."""
    here = path[-1]
    if left[here] == 0:
        yield path
        return
    for thing in sorted(network[here]):
        if left.get(thing) == left[here] - 1:
            yield from _onward(network, (*path, thing), left)


def _rows(
    network: nx.Graph, number: int, step: int, ends: tuple[str, str]
) -> Iterator[dict[str, Any]]:
    for (relationship, from_, to), (basis, places) in sorted(network.edges[ends]["ways"].items()):
        names = network.nodes[from_]["name"], network.nodes[to]["name"]
        yield {
            "path": number,
            "step": step,
            "sentence": f"{names[0]} – {_labels()[relationship]} – {names[1]}",
            "from": names[0],
            "from_id": from_,
            "relationship": relationship,
            "to": names[1],
            "to_id": to,
            "basis": basis,
            "source": sources_of(places),
            "locator": list(places),
        }


def _too_many(network: nx.Graph, one: str, other: str, steps: int) -> dict[str, Any]:
    sentence = f"more than {TOO_MANY} paths of {steps} steps, so that none is told"
    nothing = dict.fromkeys(("path", "step", "relationship", "basis"))
    return {
        **nothing,
        "sentence": sentence,
        "from": network.nodes[one]["name"],
        "from_id": one,
        "to": network.nodes[other]["name"],
        "to_id": other,
        "source": [],
        "locator": [],
    }


@cache
def _labels() -> dict[str, str]:
    """Return what the ontology calls each type of relationship."""
    schema = read_schema()
    properties = [p.iri for cls in schema.classes.values() for p in cls.properties.values()]
    return {relationship_type(iri): schema.names[iri] for iri in properties if iri in schema.names}
