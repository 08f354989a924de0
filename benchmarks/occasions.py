"""A generated meeting to be, and what is proposed and planned at it.

A proposal and a plan follow from the number of the meeting and not from chance, so that they change
nothing else that is generated.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from benchmarks.names import State
from benchmarks.surroundings import Body
from sco_loaders.yaml_reader import Value

RESULTS = ("accepted", "welcomed", "under-discussion", "not-stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A meeting to be: which one of which body, when, and who is its host."""

    id: str
    source: str
    body: Body
    number: int
    day: datetime.date
    host: State

    @property
    def slug(self) -> str:
        """The meeting's part of its id."""
        return self.id.removeprefix("meeting/")

    @property
    def titles(self) -> tuple[str, str, str]:
        """The meeting's names in English, Russian and Chinese."""
        en, ru, zh = self.body.names
        number = self.number
        return f"{en}, meeting no. {number}", f"{ru}, заседание № {number}", f"{zh}第{number}次会议"

    def beside(self, steps: int) -> str:
        """Return the id of the meeting so many after this one, or before it."""
        return f"{self.id.rpartition('-')[0]}-{self.number + steps}"


def proposal_values(occasion: Occasion, topic: str) -> dict[str, Value]:
    """Return a proposal of the host."""
    return {
        "name": f"Proposal at the {occasion.titles[0]}",
        "proposed_by": [f"state/{occasion.host.slug}"],
        "proposed_at": occasion.id,
        "text": "A common register of projects should be kept and opened to business.",
        "about": [occasion.body.id],
        "topics": [topic],
        "result": RESULTS[occasion.number % len(RESULTS)],
        "sources": [f"{occasion.source}#4"],
    }


def plan_values(occasion: Occasion, *, was_held: bool) -> dict[str, Value]:
    """Return the plan to meet again, and the next meeting where there was one."""
    values: dict[str, Value] = {
        "name": f"Meeting after the {occasion.titles[0]}",
        "kind": "event",
        "number": str(occasion.number + 1),
        "body": occasion.body.id,
        "stated_at": occasion.id,
        "by_group": "the heads of delegations",
        "outcome": "held" if was_held else "not-stated",
        "sources": [f"{occasion.source}#5"],
    }
    return values | {"became": occasion.beside(1)} if was_held else values
