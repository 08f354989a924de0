"""The pack: one question a file, in Cypher and, under the same stem, in SPARQL.

A Cypher file opens with a comment that states the question, its parameters and its columns:

    // Who took part in a meeting, for whom, in which capacity and at which level?
    //
    // Parameters:
    //   meeting (meeting or event, required): the meeting.
    // Columns:
    //   participant (text): the person's, post's or group's name.
    //   role (list): every role.

A parameter's kind is `text`, `integer`, `date`, `first day` and `last day` (of which less than a
day may be given: the first day of 2019 is 2019-01-01), `thing` (any id), a kind of record, several
kinds joined by `or`, `choice of <scheme>`, or `one of <words>`, such as `one of person, state`. A
parameter that is not given is null. In the SPARQL twin a parameter `x` is the variable `?given_x`;
it gives the same columns and opens with the question.

Where neither language can tell the answer, such as of paths as rows, the two only select. The
columns that they give then stand under `Selected:`, and a step makes the answer's columns of them:

    // Step:
    //   path_between (networkx): the shortest paths through the selected pairs.

It is `answer(rows, bound)` in the module of its name in `sco_graph.steps`, for every engine alike.
The lists in the rows that it is given are in no order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.near import near
from sco_graph.resources import queries_folder
from sco_graph.schema import given_id
from sco_loaders.sweeping import unswept

Bound: TypeAlias = str | int | datetime.date | None
"""The value of a parameter; None where it is not given."""

LINE = re.compile(r"(?P<name>[a-z][a-z_0-9]*) \((?P<kind>[^)]*)\): (?P<text>.+)")
FIRST_DAY, LAST_DAY = "first day", "last day"
PLAIN_KINDS = ("text", "integer", "date", FIRST_DAY, LAST_DAY)
EXAMPLES = {"integer": "2025", "date": "2025-07-07"}
ANY = "thing"
CHOICE = "choice of "
ONE_OF = "one of "


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a question."""

    name: str
    kind: str
    required: bool
    text: str

    @property
    def option(self) -> str:
        """The name as the command line has it."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def scheme(self) -> str | None:
        """The scheme of concepts to choose from, or None where the value is no concept."""
        return self.kind.removeprefix(CHOICE) if self.kind.startswith(CHOICE) else None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of which the value is one; none where it may be more than these."""
        if not self.kind.startswith(ONE_OF):
            return ()
        return tuple(self.kind.removeprefix(ONE_OF).split(", "))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that an id may have; none where the value is no id."""
        if self.kind in PLAIN_KINDS or self.scheme or self.words:
            return ()
        return tuple(self.kind.split(" or "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the answer.

    `list` is one whose cells hold several texts, sorted; `name` and `names` hold the English name
    of a thing or of several, which can be told in another language.
    """

    name: str
    kind: str
    text: str

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several texts."""
        return self.kind in ("list", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: what it asks, what it takes, what it gives and how it is put.

    `selected` are the columns that its queries give; they are those of the answer, unless a step
    makes the answer of them.
    """

    name: str
    text: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    selected: tuple[Column, ...]
    step: str | None
    cypher: str

    @property
    def sparql(self) -> str:
        """The question in SPARQL."""
        return (queries_folder() / "sparql" / f"{self.name}.rq").read_text(encoding="utf-8")

    def bind(self, given: Mapping[str, object]) -> dict[str, Bound]:
        """Return a value for every parameter, None where none is given.

        A name that Python keeps for itself may end in an underscore, as in `from_`.

        Raises:
            UnknownName: A parameter that the question does not have, or a word that it lacks.
            QuestionError: A required parameter is missing, or a value is of the wrong kind.
        """
        given = {name.removesuffix("_"): value for name, value in given.items()}
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise UnknownName(f"parameter of {self.name}", name, near(name, names))
        missing = [p.option for p in self.parameters if p.required and given.get(p.name) is None]
        if missing:
            raise QuestionError(f"{self.name} needs {', '.join(missing)}")
        return {p.name: _value(p, given.get(p.name)) for p in self.parameters}

    def answer(
        self, rows: Iterable[Mapping[str, Any]], bound: Mapping[str, Bound]
    ) -> list[dict[str, Any]]:
        """Return the answer that rows of its query make: its columns, and after its step."""
        with unswept():
            if self.step is None:
                return rows_in_order(self.columns, rows)
            module = import_module(f"sco_graph.steps.{self.step}")
            made: Iterable[Mapping[str, Any]] = module.answer(list(rows), bound)
            return rows_in_order(self.columns, made)


def question_names() -> tuple[str, ...]:
    """Return the names of the pack's questions, sorted."""
    return tuple(sorted(path.stem for path in (queries_folder() / "cypher").glob("*.cypher")))


def get_question(name: str) -> Question:
    """Return a question of the pack.

    Raises:
        UnknownName: There is none of this name.
    """
    if name not in question_names():
        raise UnknownName("query", name, near(name, question_names()))
    return read_question(queries_folder() / "cypher" / f"{name}.cypher")


@cache
def read_question(path: Path) -> Question:
    """Read a question's file.

    Raises:
        QuestionError: Its opening comment does not have the form.
    """
    text = path.read_text(encoding="utf-8")
    header = list(_header(text))
    asked = " ".join(line for line in header[: _index(header, "")])
    parameters = [_parameter(m) for m in _section(path, header, "Parameters:")]
    columns, selected = (
        tuple(Column(**m.groupdict()) for m in _section(path, header, title))
        for title in ("Columns:", "Selected:")
    )
    [step] = [m["name"] for m in _section(path, header, "Step:")] or [None]
    if not asked or not columns:
        raise QuestionError(f"{path}: opens with no question, or names no columns")
    return Question(
        name=path.stem,
        text=asked,
        parameters=tuple(parameters),
        columns=columns,
        selected=selected or columns,
        step=step,
        cypher=text,
    )


def _header(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("//"):
            return
        yield line.removeprefix("//").strip()


def _index(header: list[str], line: str) -> int:
    return header.index(line) if line in header else len(header)


def _section(path: Path, header: list[str], title: str) -> Iterator[re.Match[str]]:
    for line in header[_index(header, title) + 1 :]:
        if line.endswith(":") or not line:
            return
        matched = LINE.fullmatch(line)
        if matched is None:
            raise QuestionError(f"{path}: {line!r} is not of the form 'name (kind): what it is.'")
        yield matched


def _parameter(matched: re.Match[str]) -> Parameter:
    kind, required = (
        matched["kind"].removesuffix(", required"),
        matched["kind"].endswith(", required"),
    )
    return Parameter(name=matched["name"], kind=kind, required=required, text=matched["text"])


def _value(parameter: Parameter, value: object) -> Bound:
    """Return a value as its parameter's kind."""
    if value is None:
        return None
    if parameter.words and value not in parameter.words:
        near_ones = near(str(value), parameter.words) or parameter.words
        raise UnknownName(parameter.name, str(value), near_ones)
    try:
        if parameter.kind == "integer":
            return int(str(value))
        if parameter.kind == "date":
            return datetime.date.fromisoformat(str(value))
        if parameter.kind in (FIRST_DAY, LAST_DAY):
            return _bound_of(parameter.kind, str(value))
    except ValueError as error:
        example = EXAMPLES.get(parameter.kind, "2025, 2025-07 or 2025-07-07")
        raise QuestionError(
            f"{value!r} is no {parameter.kind} for {parameter.option}; write it like {example}"
        ) from error
    return given_id(str(value)) if parameter.kinds else str(value)


def _bound_of(kind: str, text: str) -> datetime.date | None:
    """Return the first or the last day that a date in EDTF may mean."""
    from sco_loaders.edtf import parse_edtf  # here, as few questions ask for it

    date = parse_edtf(text)
    return date.earliest if kind == FIRST_DAY else date.latest


def rows_in_order(
    columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return rows with just these columns in this order, lists sorted and each text once."""
    columns = list(columns)
    names = [column.name for column in columns]
    lists = [column.name for column in columns if column.is_list]
    found = [{name: row[name] for name in names} for row in rows]
    for row in found:
        for name in lists:
            cell = row[name]
            if isinstance(cell, list) and len(cell) > 1:
                row[name] = sorted(set(cell), key=_natural)
    return found


@lru_cache(maxsize=100_000)  # as the same places are cited in many rows
def _natural(text: object) -> tuple[str | int, ...]:
    """Return a key by which place 2 comes before place 10.

    >>> sorted(["a#10", "a#2"], key=_natural)
    ['a#2', 'a#10']
    """
    parts = re.split(r"([0-9]+)", str(text))
    return tuple(int(part) if part.isdecimal() else part for part in parts)
