"""The network of who was at the same meeting as whom, as a Graph of networkx.

A node is an actor by id, with `name` and `kind`; an actor who was alone at each meeting is one too.
An edge has `weight`, at how many meetings both were present; `first` and `last`, the first possible
day of the first and the last possible day of the last of them, None where none is dated; and
`meetings`, their ids. Weights count presence alone: what is not stated weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from sco_graph.co_attendance import Meeting, count_pairs, meetings_of, together
from sco_graph.labels import kind_of


def to_network(meetings: Iterable[Meeting]) -> nx.Graph:
    """Return the network of those present at meetings."""
    attended = meetings_of(meetings)
    made = weighted_network(attended)
    for actor, other, edge in made.edges(data=True):
        one = together((actor, other), attended)
        edge["first"], edge["last"] = one.first_day, one.last_day
        edge["meetings"] = [meeting.id for meeting in one.meetings]
    return made


def weighted_network(attended: Mapping[str, Sequence[Meeting]]) -> nx.Graph:
    """Return the network with nothing on its edges but weights, which is made in less time."""
    made = nx.Graph()
    for actor in sorted(attended):
        made.add_node(actor, name=attended[actor][0].presence(actor).name, kind=kind_of(actor))
    counted = count_pairs(attended)
    made.add_weighted_edges_from((*pair, counted[pair]) for pair in sorted(counted))
    return made
