"""Which state was present at which meeting, at which level, and which two states were together.

Present is who attended in person, by video link, or in a way that no source states. Who is not
listed is absent only where a source names all delegations; whether a state was a member that day
follows from its statuses, as in the question level-of-representation.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sco_graph.things import natural
from sco_graph.whole_graph import WholeGraph

ATTENDED, ABSENT = "attended", "absent"
NOT_STATED, NO_MEMBER, UNKNOWN_MEMBER = "not stated", "not a member", "membership not stated"
ORDER = (ATTENDED, "unknown", "announced", "invited", ABSENT)
"""Attendance statuses, the one that tells most of a state's presence first."""
LISTED = "ALL_DELEGATIONS_NAMED_IN"
THERE = (None, "in-person", "video-link")
LOWEST = 99
BODIES_ABOVE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A state and a meeting: whether it was there, at which level, and what says so.

    `present` is None where nothing tells; `others` that somebody came from the state, or for one of
    its bodies or regions, who does not represent it.
    """

    state: str
    meeting: str
    status: str
    present: bool | None
    participation: str | None
    others: bool
    complete: bool
    basis: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two states in a year: at how many of its meetings they were both present.

    `level_of` is the participation with the level that both had or surpassed at one meeting, the
    highest such; `uncertain` counts the meetings at which one may or may not have been.
    """

    states: tuple[str, str]
    year: int
    meetings: int
    together: tuple[str, ...]
    apart: int
    uncertain: int
    level_of: str | None
    sources: tuple[str, ...]


def is_present(graph: WholeGraph, participation: str) -> bool | None:
    """Tell whether a participation is a presence; None where its attendance is not known."""
    status = graph.value(participation, "status")
    if status == ATTENDED:
        return graph.value(participation, "mode") in THERE
    return False if status == ABSENT else None


def presences(graph: WholeGraph) -> Iterator[Presence]:
    """Yield every state at every meeting, meetings in order of date."""
    states = sorted(graph.of_kind("state"))
    for meeting in in_order_of_date(graph, graph.of_kind("meeting")):
        delegations, near = _delegations(graph, meeting), _near(graph, meeting)
        for state in states:
            others = state in near
            if state in delegations:
                yield _represented(graph, meeting, state, delegations[state], others=others)
            else:
                yield _unrepresented(graph, meeting, state, others=others)


def in_order_of_date(graph: WholeGraph, meetings: Iterable[str]) -> list[str]:
    """Return meetings by their first day, those without one last."""
    last = datetime.date.max
    return sorted(meetings, key=lambda id_: (graph.value(id_, "start_date") or last, id_))


# --- one state at one meeting ---


def _delegations(graph: WholeGraph, meeting: str) -> Mapping[str, list[str]]:
    """Return the participations of a meeting by the state that each represents."""
    found: dict[str, list[str]] = defaultdict(list)
    for participation in graph.all(meeting, "HAS_PARTICIPATION"):
        if (party := graph.one(participation, "REPRESENTS")) is not None:
            found[party].append(participation)
    return found


def _represented(
    graph: WholeGraph, meeting: str, state: str, participations: Sequence[str], *, others: bool
) -> Presence:
    """Return the row of who was present, else of whom most is known, of several the highest."""
    best = min(participations, key=lambda one: _standing(graph, one))
    here = [is_present(graph, one) for one in participations]
    return Presence(
        state=state,
        meeting=meeting,
        status=graph.value(best, "status"),
        present=True if True in here else None if None in here else False,
        participation=best,
        others=others,
        complete=_is_complete(graph, meeting),
        basis=graph.value(best, "basis"),
        sources=graph.cited([best]),
    )


def _standing(graph: WholeGraph, participation: str) -> tuple[bool, int, int, str]:
    return (
        is_present(graph, participation) is not True,
        ORDER.index(graph.value(participation, "status")),
        graph.value(participation, "level_rank") or LOWEST,
        participation,
    )


def _unrepresented(graph: WholeGraph, meeting: str, state: str, *, others: bool) -> Presence:
    covering, known = _memberships(graph, meeting, state)
    complete = _is_complete(graph, meeting)
    missed = complete and not others
    status = NO_MEMBER if known else UNKNOWN_MEMBER
    if covering:
        status = ABSENT if missed else NOT_STATED
    cited = {*graph.cited(covering or known)}
    if missed:
        cited.update(graph.cited([meeting], LISTED))
    return Presence(
        state=state,
        meeting=meeting,
        status=status,
        present=False if missed else None,
        participation=None,
        others=others,
        complete=complete,
        basis="inferred" if missed else None,
        sources=tuple(sorted(cited, key=natural)),
    )


def _is_complete(graph: WholeGraph, meeting: str) -> bool:
    return graph.one(meeting, LISTED) is not None


def _near(graph: WholeGraph, meeting: str) -> set[str]:
    """Return the states from which somebody came, or whose bodies or regions were represented."""
    found: set[str] = set()
    for participation in graph.all(meeting, "HAS_PARTICIPATION"):
        found.update(graph.all(participation, "FROM_STATE"))
        for party in graph.all(participation, "REPRESENTS"):
            found.update(graph.all(party, "BODY_OF_STATE"), graph.all(party, "REGION_OF"))
    return found


# --- membership ---


def _memberships(graph: WholeGraph, meeting: str, state: str) -> tuple[list[str], list[str]]:
    """Return what shows a membership through a meeting; else those that show that there was none.

    The first are memberships by their own days, or single attestations of them. The second list is
    empty where there may have been a membership, or none is known.
    """
    bodies = _bodies(graph, meeting)
    found = [
        status
        for status in graph.all(state, "HAS_STATUS")
        if graph.value(status, "kind") == "member" and graph.one(status, "STATUS_IN") in bodies
    ]
    spans = [span for status in found for span in (status, *graph.all(status, "HAS_ATTESTATION"))]
    covering = [span for span in spans if _reaches_over(graph, span, meeting)]
    excluded = all(_is_apart(graph, status, meeting) for status in found)
    return covering, found if excluded and not covering else []


def _bodies(graph: WholeGraph, meeting: str) -> set[str]:
    """Return the body that met and those above it."""
    found: set[str] = set()
    body = graph.one(meeting, "OF_BODY")
    while body is not None and len(found) <= BODIES_ABOVE:
        found.add(body)
        body = graph.one(body, "PART_OF_BODY")
    return found


def _reaches_over(graph: WholeGraph, span: str, meeting: str) -> bool:
    """Tell whether a status, or one attestation of it, has all days of a meeting."""
    first, last = _days(graph, meeting)
    begun, over = _days(graph, span)
    return bool(first and last and begun and begun <= first and (over is None or over >= last))


def _is_apart(graph: WholeGraph, status: str, meeting: str) -> bool:
    """Tell whether a status begins after a meeting or ends before it."""
    first, last = _days(graph, meeting)
    begun, over = _days(graph, status)
    return bool((begun and last and begun > last) or (over and first and over < first))


def _days(graph: WholeGraph, id_: str) -> tuple[datetime.date | None, datetime.date | None]:
    return graph.value(id_, "start_date"), graph.value(id_, "end_date")


# --- two states in a year ---


def pairs(graph: WholeGraph, found: Iterable[Presence]) -> Iterator[Pair]:
    """Yield every two states in every year with a meeting; one of an open year is left out."""
    years: dict[int, dict[str, dict[str, Presence]]] = defaultdict(lambda: defaultdict(dict))
    for presence in found:
        if (year := _year(graph, presence.meeting)) is not None:
            years[year][presence.meeting][presence.state] = presence
    states = sorted(graph.of_kind("state"))
    for first, second in combinations(states, 2):
        for year in sorted(years):
            meetings = [(by[first], by[second]) for by in years[year].values()]
            yield _pair(graph, (first, second), year, meetings)


def _year(graph: WholeGraph, meeting: str) -> int | None:
    first, last = _days(graph, meeting)
    return first.year if first and last and first.year == last.year else None


def _pair(
    graph: WholeGraph,
    states: tuple[str, str],
    year: int,
    meetings: Sequence[tuple[Presence, Presence]],
) -> Pair:
    together = [both for both in meetings if both[0].present and both[1].present]
    apart = [both for both in meetings if both[0].present is False or both[1].present is False]
    levels = [_lower(graph, both) for both in together]
    ranked = [one for one in levels if one is not None]
    return Pair(
        states=states,
        year=year,
        meetings=len(meetings),
        together=tuple(one.meeting for one, _ in together),
        apart=len(apart),
        uncertain=len(meetings) - len(together) - len(apart),
        level_of=min(ranked, key=lambda one: _rank(graph, one), default=None),
        sources=tuple(
            dict.fromkeys(place for both in together for p in both for place in p.sources)
        ),
    )


def _lower(graph: WholeGraph, both: tuple[Presence, Presence]) -> str | None:
    """Return the participation of the lower level, None where not both levels are known."""
    found = [one.participation for one in both if one.participation is not None]
    if any(graph.value(one, "level_rank") is None for one in found):
        return None
    return max(found, key=lambda one: _rank(graph, one))


def _rank(graph: WholeGraph, participation: str) -> int:
    return int(graph.value(participation, "level_rank"))
