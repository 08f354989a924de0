"""Who was at the same meeting as whom: actors, and a line for every two that met.

The pairs are those that co-attendance counts, which is presence alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sco_graph.drawing.draft import Draft, link_id
from sco_graph.drawing.picture import Diagram, Item, Link, Manner
from sco_graph.drawing.words import ENGLISH, OWN
from sco_graph.errors import WrongUse
from sco_graph.graph import Graph
from sco_graph.labels import kind_of

QUESTION, FAMILY = "co-attendance", "together"
COLUMNS = {"person": "People", "state": "States"}
Row = Mapping[str, Any]


def draw_together(graph: Graph, filters: Mapping[str, object], least: int, about: str) -> Diagram:
    """Return the diagram of all pairs that met at this many meetings or more.

    Raises:
        WrongUse: The number is below one.
    """
    if least < 1:
        raise WrongUse(f"--least {least}: a pair that met at no meeting is none; give 1 or more")
    draft = Draft(graph, QUESTION)
    rows = list(graph.query(QUESTION, lang=ENGLISH, **filters))
    kept = [row for row in rows if row["times"] >= least]
    draft.recorded.read({*_actors(kept), *(one for row in kept for one in row["meetings"])})
    for actor in sorted(_actors(kept), key=lambda one: draft.recorded.names(one)[ENGLISH]):
        draft.put(_item(draft, actor, kept))
    for row in kept:
        draft.tie(_link(draft, row))
    kind = str(filters.get("kind") or "person")
    title = f"Who was at the same SCO meetings: {COLUMNS[kind].lower()}{about}"
    actors, most = len(_actors(kept)), max((row["times"] for row in kept), default=0)
    subtitle = f"{actors} of them in {len(kept)} pairs that met {least} to {most} times"
    head = draft.head(title, subtitle, _notes(kept, len(rows), _complete(graph, filters)))
    return draft.diagram(
        (COLUMNS[kind],), head, why_empty=f"no two are known to have been at one meeting{about}"
    )


def _actors(rows: Sequence[Row]) -> set[str]:
    return {row[key] for row in rows for key in ("actor_id", "other_id")}


def _item(draft: Draft, actor: str, rows: Sequence[Row]) -> Item:
    """Return an actor with the number of meetings at which it was present, where a row tells."""
    own = [row for row in rows if actor in (row["actor_id"], row["other_id"])]
    met = sorted({one for row in own for one in row["meetings"]})
    places = [place for row in own for place in sorted(row["locator"])]
    return Item(
        id=actor,
        kind=kind_of(actor),
        names=draft.recorded.names(actor),
        column=0,
        facts=(
            draft.fact(
                "present with others at",
                "; ".join(draft.recorded.names(one)[ENGLISH] for one in met),
                places,
            ),
        ),
    )


def _link(draft: Draft, row: Row) -> Link:
    actor, other, times = row["actor_id"], row["other_id"], row["times"]
    manner = Manner.INFERRED if row["basis"] == Manner.INFERRED else Manner.STATED
    meetings = "; ".join(draft.recorded.names(one)[ENGLISH] for one in row["meetings"])
    counted = OWN["meeting" if times == 1 else "meetings"]
    return Link(
        id=link_id(FAMILY, actor, other),
        from_=actor,
        to=other,
        family=FAMILY,
        names={one: text.format(times) for one, text in counted.items()},
        manner=manner,
        weight=times,
        facts=(
            draft.fact("together at", f"{times}: {meetings}", sorted(row["locator"]), manner),
            draft.fact("known of those expected", _known_share(row), ()),
        ),
    )


def _known_share(row: Row) -> str:
    """Return how many of the meetings of the first of two the count is of, and what is known."""
    return (
        f"{row['times']} of {row['actor_meetings']} at which {row['actor']} is known to have been; "
        f"a source names all delegations at {row['complete_lists']} of these"
    )


def _complete(graph: Graph, filters: Mapping[str, object]) -> tuple[int, int]:
    """Return at how many meetings a source names all delegations, and how many are asked for."""
    asked = {name: one for name, one in filters.items() if name != "kind"}
    rows = graph.query("attendance-gaps", lang=ENGLISH, **asked)
    return (
        len({row["meeting_id"] for row in rows if row["list_is_complete"]}),
        len({row["meeting_id"] for row in rows}),
    )


def _notes(kept: Sequence[Row], all_: int, complete: tuple[int, int]) -> Iterator[str]:
    """Yield sentences on what is counted, and on how much of it is known."""
    yield (
        "Counted are meetings at which both are known to have been present; who is not named may "
        "have been there too."
    )
    yield (
        f"A source names all delegations of {complete[0]} of the {complete[1]} meetings at which "
        "states were expected; counts are the least that is known."
    )
    if len(kept) < all_:
        yield f"{all_ - len(kept)} more pairs met less often and are left out."
