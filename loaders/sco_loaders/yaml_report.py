"""What is wrong with one YAML file, and where: the report that its reading fills.

Nothing here knows what a file may hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from sco_graph.errors import Problem

Place: TypeAlias = tuple[int, int]

MOST_PROBLEMS = 100
MOST_SHOWN = 60


class Unreadable(Exception):
    """The reading can't go on; the reason is in the report already."""


@dataclass(slots=True, kw_only=True)
class Report:
    """The problems of one file, as many as a person wants to see at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Keep a problem; say once that there are more when there are too many."""
        if len(self.problems) > MOST_PROBLEMS:
            return
        if len(self.problems) == MOST_PROBLEMS:
            message = f"there are more than {MOST_PROBLEMS} problems; correct these first"
        line, column = place
        self.problems.append(Problem(file=self.file, line=line, column=column, message=message))

    def stop(self, place: Place, message: str) -> Unreadable:
        """Keep a problem that ends the reading, and return what to raise."""
        if len(self.problems) >= MOST_PROBLEMS:
            del self.problems[MOST_PROBLEMS - 1 :]
        self.add(place, message)
        return Unreadable(message)

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by line and column."""
        return tuple(sorted(self.problems))


def place_of(text: str, index: int) -> Place:
    """Return line and column of an index of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def shown(value: str) -> str:
    """Return a value as a message shows it: quoted, harmless and short."""
    return repr(value if len(value) <= MOST_SHOWN else f"{value[: MOST_SHOWN - 1]}…")
