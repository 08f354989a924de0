"""The golden answers: of each question some, checked by hand against records that stay as they are.

A file NAME.yaml holds the cases of the question NAME and one wrong fact, which has to turn its
first case red:

    cases:
      - given: {meeting: meeting/hgc-2025}
        columns: [participant_id, level, places]
        rows: |
          person/mikhail-mishustin | head-of-government | heads-of-government-2025#11
    planted:
      record: meeting/hgc-2025
      replace: "level: head-of-government"
      by: "level: minister"

A row stands on a line; "-" is null or an empty list; `places` are the locators without `source/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FROZEN = FOLDER.parent / "frozen" / "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one question with its parameters answers, in some of its columns."""

    given: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A wrong fact: a text of a record, and what takes its place."""

    record: str
    replace: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """The golden answers of one question."""

    cases: tuple[Case, ...]
    planted: Planted


def golden_names() -> list[str]:
    """Return the questions that have golden answers, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_golden(name: str) -> Golden:
    """Return the golden answers of a question."""
    read = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    cases = (
        Case(given=one["given"], columns=tuple(one["columns"]), rows=one["rows"])
        for one in read["cases"]
    )
    return Golden(cases=tuple(cases), planted=Planted(**read["planted"]))


def table(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> str:
    """Return some columns of rows, a row a line."""
    return "".join(" | ".join(cell(row, name) for name in columns) + "\n" for row in rows)


def cell(row: Mapping[str, object], column: str) -> str:
    """Return one value as it stands in a golden answer."""
    if column == "places":
        locators = row["locator"]
        assert isinstance(locators, list)
        return " ".join(place.removeprefix("source/") for place in locators) or "-"
    value = row[column]
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)
