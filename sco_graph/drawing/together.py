"""Who was at the same meeting as whom: actors, and a line for every two that met.

The pairs are those that co-attendance counts, which is presence alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sco_graph.drawing.draft import Draft, link_id
from sco_graph.drawing.picture import Diagram, Item, Link, Manner, Names
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import COLON, ENGLISH, SEMICOLON, counted, joined, plain
from sco_graph.errors import WrongUse
from sco_graph.graph import Graph
from sco_graph.labels import kind_of

QUESTION, FAMILY = "co-attendance", "together"
COLUMNS = {"person": sentence("People"), "state": sentence("States")}
TITLES = {
    "person": "Who was at the same SCO meetings: people{about}",
    "state": "Who was at the same SCO meetings: states{about}",
}
Row = Mapping[str, Any]


def draw_together(graph: Graph, filters: Mapping[str, object], least: int, about: Names) -> Diagram:
    """Return the diagram of all pairs that met at this many meetings or more.

    Raises:
        WrongUse: The number is below one.
    """
    if least < 1:
        raise WrongUse(f"--least {least}: a pair that met at no meeting is none; give 1 or more")
    draft = Draft(graph, QUESTION)
    rows = list(graph.query(QUESTION, lang=ENGLISH, **filters))
    kept = [row for row in rows if row["times"] >= least]
    of = _by_actor(kept)
    draft.recorded.read({*of, *(one for row in kept for one in row["meetings"])})
    for actor in sorted(of, key=lambda one: draft.recorded.names(one)[ENGLISH]):
        draft.put(_item(draft, actor, of[actor]))
    for row in kept:
        draft.tie(_link(draft, row))
    kind = str(filters.get("kind") or "person")
    title = sentence(TITLES[kind], about=about)
    subtitle = sentence(
        "{kind}: {actors}; pairs: {pairs}; meetings of a pair: {times}",
        kind=COLUMNS[kind],
        actors=len(of),
        pairs=len(kept),
        times=_least_to_most([row["times"] for row in kept]),
    )
    head = draft.head(title, subtitle, _notes(kept, len(rows), _complete(graph, filters)))
    why = sentence("no two are known to have been at one meeting{about}", about=about)
    return draft.diagram((COLUMNS[kind],), head, why_empty=why)


def _least_to_most(times: Sequence[int]) -> str:
    ends = (min(times, default=0), max(times, default=0))
    return "–".join(dict.fromkeys(map(str, ends)))


def _by_actor(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return for each actor the rows that it is in."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in ("actor_id", "other_id"):
            found.setdefault(row[key], []).append(row)
    return found


def _item(draft: Draft, actor: str, own: Sequence[Row]) -> Item:
    """Return an actor with the meetings at which it was present, as its own rows tell."""
    met = sorted({one for row in own for one in row["meetings"]})
    places = [place for row in own for place in sorted(row["locator"])]
    return Item(
        id=actor,
        kind=kind_of(actor),
        names=draft.recorded.names(actor),
        column=0,
        facts=(
            draft.fact(
                sentence("present with others at"),
                joined(map(draft.recorded.names, met), SEMICOLON),
                places,
            ),
        ),
    )


def _link(draft: Draft, row: Row) -> Link:
    actor, other, times = row["actor_id"], row["other_id"], row["times"]
    manner = Manner.of(row["basis"])
    meetings = joined(map(draft.recorded.names, row["meetings"]), SEMICOLON)
    return Link(
        id=link_id(FAMILY, actor, other),
        from_=actor,
        to=other,
        family=FAMILY,
        names=counted(times),
        manner=manner,
        weight=times,
        facts=(
            draft.fact(
                sentence("together at"),
                joined([plain(str(times)), meetings], COLON),
                sorted(row["locator"]),
                manner,
            ),
            draft.fact(sentence("known of those expected"), _known_share(draft, row), ()),
        ),
    )


def _known_share(draft: Draft, row: Row) -> Names:
    """Return how many of the meetings of the first of two the count is of, and what is known."""
    return sentence(
        "{times} of {meetings} at which {actor} is known to have been; a source names all "
        "delegations at {whole} of these",
        times=row["times"],
        meetings=row["actor_meetings"],
        actor=draft.recorded.names(row["actor_id"]),
        whole=row["complete_lists"],
    )


def _complete(graph: Graph, filters: Mapping[str, object]) -> tuple[int, int]:
    """Return at how many meetings a source names all delegations, and how many are asked for."""
    asked = {name: one for name, one in filters.items() if name != "kind"}
    rows = graph.query("attendance-gaps", lang=ENGLISH, **asked)
    return (
        len({row["meeting_id"] for row in rows if row["list_is_complete"]}),
        len({row["meeting_id"] for row in rows}),
    )


def _notes(kept: Sequence[Row], all_: int, complete: tuple[int, int]) -> Iterator[Names]:
    """Yield sentences on what is counted, and on how much of it is known."""
    yield sentence(
        "Counted are meetings at which both are known to have been present; who is not named may "
        "have been there too."
    )
    yield sentence(
        "Meetings at which states were expected: {many}; with a source that names all delegations: "
        "{whole}. Counts are the least that is known.",
        whole=complete[0],
        many=complete[1],
    )
    if len(kept) < all_:
        yield sentence("Pairs that met less often and are left out: {many}.", many=all_ - len(kept))
