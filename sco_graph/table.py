"""A flat table as plain values: its columns, each with what the codebook says of it, and its rows.

What a column means comes from the schema wherever the column is a property of it. Nothing here
knows of a file format.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sco_graph.schema import Class, Concept

Cell: TypeAlias = str | int | float | bool | datetime.date | None
"""A value; None where nothing is known. Several values are one text."""

BETWEEN = "; "
"""Stands between the values of a cell that has several."""


class Type(StrEnum):
    """What the cells of a column are, in the words of Data Package."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """One value that a column may have, its English name, and what it means."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its cells' type, and all that the codebook says of it.

    `source` is the predicate that the values are of, or says from what they are computed. The
    `pattern` is that of each single value; so are the `allowed` ones.
    """

    name: str
    type: Type
    meaning: str
    source: str
    unit: str | None = None
    allowed: tuple[Allowed, ...] = ()
    pattern: str | None = None
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `key` names the columns that tell its rows apart, `refers` a column to a table."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()


def concepts(found: Iterable[Concept]) -> tuple[Allowed, ...]:
    """Return concepts as the values of a column, those of a scale from its top."""
    ordered = sorted(found, key=lambda one: one.rank or 0)
    return tuple(
        Allowed(value=one.notation, label=one.names["en"], meaning=one.definition)
        for one in ordered
    )


def classes(found: Iterable[Class]) -> tuple[Allowed, ...]:
    """Return the kinds of classes as the values of a column."""
    return tuple(Allowed(value=one.kind, label=one.kind, meaning=one.definition) for one in found)


def joined(values: Iterable[str]) -> str | None:
    """Return several values as one cell.

    >>> joined(["chair", "speaker"])
    'chair; speaker'
    """
    return BETWEEN.join(values) or None
