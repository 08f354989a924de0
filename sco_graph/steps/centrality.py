"""Who was at the centre of those who met: the network of each year, measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from sco_graph.co_attendance import Meeting, Row, by_year, cited, meetings_of, read_meetings
from sco_graph.co_attendance_network import weighted_network

MOST_ACTORS = 300
"""Betweenness takes the time of all actors times all edges."""
DIGITS = 6
DEGREES = "degree: neighbours; weighted degree: meetings shared with them, added up"
MEANING = f"{DEGREES}; betweenness: paths through the actor; all exact on what is known"
MEANING_OF_LARGE = f"{DEGREES}; exact on what is known; betweenness: left out, too many actors"


def answer(rows: Iterable[Row], bound: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each year and actor, those of the most weighted degree first."""
    meetings = read_meetings(rows, (f"{bound['kind'] or 'person'}/",))
    return [row for year, held in by_year(meetings) for row in _rows(year, held)]


def _rows(year: int, meetings: Sequence[Meeting]) -> Iterator[dict[str, Any]]:
    attended = meetings_of(meetings)
    network = weighted_network(attended)
    betweenness, weighted = _betweenness(network), dict(network.degree(weight="weight"))
    known = {
        "year_meetings": len(meetings),
        "named": sum(bool(meeting.present) for meeting in meetings),
        "complete_lists": sum(meeting.complete for meeting in meetings),
    }
    for actor in sorted(network, key=lambda one: (-weighted[one], one)):
        yield {
            "year": year,
            "actor": network.nodes[actor]["name"],
            "actor_id": actor,
            "degree": network.degree(actor),
            "weighted_degree": weighted[actor],
            "betweenness": betweenness.get(actor),
            "meaning": MEANING if betweenness else MEANING_OF_LARGE,
            "actor_meetings": len(attended[actor]),
            **known,
            **cited(attended[actor], [actor]),
        }


def _betweenness(network: nx.Graph) -> dict[str, float]:
    """Return the betweenness of each actor, rounded; of none where there are too many."""
    if len(network) > MOST_ACTORS:
        return {}
    return {one: round(value, DIGITS) for one, value in nx.betweenness_centrality(network).items()}
