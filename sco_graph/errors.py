"""What can go wrong, said so that a person can act on it.

ScoGraphError
├── SchemaError         the ontology holds what the compiler does not know
├── RecordsError        records that do not pass the check; carries every problem
├── StoreError          a build that cannot be written, read or trusted
├── NothingSelected     filters that leave nothing of the graph
├── ServerError         a Neo4j server that cannot be reached, or does not do what it is asked
├── AnswerError         a sound question whose answer cannot be given: a limit, a format
└── WrongUse            a call or command that is given what it cannot take
    └── QuestionError   a question that cannot be asked as it stands
        ├── UnknownName a query, parameter, kind or id that does not exist; carries the near ones
        └── Ambiguous   a name of several things; carries them

Nothing here knows of YAML, RDF, Cypher or the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ScoGraphError(Exception):
    """Base of every error that sco-graph raises on purpose."""


class SchemaError(ScoGraphError):
    """The ontology holds a construct that the compiler does not know, or contradicts itself."""


class StoreError(ScoGraphError):
    """A build cannot be written, read or trusted."""


class NothingSelected(ScoGraphError):
    """Filters leave nothing of the graph."""


class ServerError(ScoGraphError):
    """A Neo4j server cannot be reached, or does not do what it is asked."""


class AnswerError(ScoGraphError):
    """A question is sound, but its answer reached a limit, or is not for the format."""


class WrongUse(ScoGraphError):
    """A call or command is given what it cannot take."""


class QuestionError(WrongUse):
    """A question cannot be asked as it stands."""


class UnknownName(QuestionError):
    """A query, parameter, kind or id does not exist.

    >>> str(UnknownName("meeting", "meeting/moskow", near=("meeting/moscow",)))
    "no meeting 'meeting/moskow'; did you mean 'meeting/moscow'?"
    """

    def __init__(self, what: str, value: str, near: tuple[str, ...] = ()) -> None:
        self.what = what
        self.value = value
        self.near = near
        super().__init__(f"no {what} {value!r}{hint(near)}")


class Ambiguous(QuestionError):
    """A name is that of several things. `choices` has ten of them at most, best first, with names.

    >>> print(Ambiguous("person", "Khan", [("person/a-khan", "A. Khan"), ("person/khan", "Khan")]))
    'Khan' is the name of more than one person; give the id, one of:
      person/a-khan  A. Khan
      person/khan  Khan
    """

    MOST = 10

    def __init__(self, what: str, value: str, choices: Sequence[tuple[str, str]]) -> None:
        self.what = what
        self.value = value
        self.choices = tuple(choices[: self.MOST])
        shown = "".join(f"\n  {id_}  {name}" for id_, name in self.choices)
        more = len(choices) - len(self.choices)
        rest = f"\n  and {more} more" if more else ""
        super().__init__(
            f"{value!r} is the name of more than one {what}; give the id, one of:{shown}{rest}"
        )


def hint(near: tuple[str, ...]) -> str:
    """Return the words that offer near names, or nothing.

    >>> hint(("a", "b"))
    "; did you mean 'a' or 'b'?"
    """
    if not near:
        return ""
    return f"; did you mean {' or '.join(map(repr, near))}?"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong with one place of one record. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RecordsError(ScoGraphError):
    """Records do not pass the check; carries all their problems, sorted."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
