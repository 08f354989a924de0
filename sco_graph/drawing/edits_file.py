"""Edits as a small YAML file, read strictly: whatever is wrong is told with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import nan
from pathlib import Path
from typing import TypeVar

from sco_graph.drawing.edits import Edits, Where
from sco_graph.drawing.picture import Names
from sco_graph.drawing.placed import Point
from sco_graph.drawing.words import ENGLISH
from sco_graph.errors import Problem, RecordsError, StoreError, hint
from sco_graph.near import near
from sco_graph.schema import LANGUAGES
from sco_loaders.yaml_reader import Document, Value, read_yaml
from sco_loaders.yaml_reader import Path as Keys

T = TypeVar("T")

LONGEST, FARTHEST = 2_000, 100_000
"""Of a text in characters, and of a place in px; beyond these a picture takes minutes or breaks."""
PARTS = ("title", "hide", "highlight", "rename", "note", "move")


def read_edits(path: Path) -> Edits:
    """Return the edits in a file.

    Raises:
        StoreError: The file cannot be read.
        RecordsError: It holds what is no edit; every problem is told with its line and column.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    return parse_edits(data, str(path))


def parse_edits(data: bytes, file: str) -> Edits:
    """Return the edits in the bytes of a file.

    Raises:
        RecordsError: They hold what is no edit.
    """
    document, problems = read_yaml(data, file=file)
    if document is None or problems:
        raise RecordsError(problems)
    reader = _Reader(document, file)
    found = reader.edits()
    if reader.problems:
        raise RecordsError(tuple(sorted(reader.problems)))
    return found


class _Reader:
    def __init__(self, document: Document, file: str) -> None:
        self.document = document
        self.file = file
        self.problems: list[Problem] = []
        self.where: dict[tuple[str, str], Where] = {}

    def edits(self) -> Edits:
        values = self.document.values
        for key in values.keys() - set(PARTS):
            self._refuse((key,), f"edits have no key {key!r}{hint(near(key, PARTS))}")
        return Edits(
            title=self._text(("title",), values["title"]) if "title" in values else None,
            hide=frozenset(self._ids("hide")),
            highlight=frozenset(self._ids("highlight")),
            rename=self._by_id("rename", self._names),
            note=self._by_id("note", self._names),
            move=self._by_id("move", self._point),
            where=self.where,
        )

    def _refuse(self, path: Keys, message: str) -> None:
        places = self.document.key_positions, self.document.positions
        line, column = next(p[path] for p in places if path in p)
        self.problems.append(Problem(file=self.file, line=line, column=column, message=message))

    def _noted(self, part: str, path: Keys, id_: str) -> None:
        line, column = self.document.key_positions.get(path) or self.document.positions[path]
        self.where.setdefault((part, id_), (self.file, line, column))

    def _ids(self, part: str) -> Iterator[str]:
        value = self.document.values.get(part, [])
        if not isinstance(value, list):
            self._refuse((part,), f"{part!r} is a list of ids, such as [place/moscow]")
            return
        for number, one in enumerate(value):
            if (id_ := self._text((part, number), one)) is not None:
                self._noted(part, (part, number), id_)
                yield id_

    def _by_id(self, part: str, read: Callable[[Keys, Value], T | None]) -> dict[str, T]:
        value = self.document.values.get(part, {})
        if not isinstance(value, dict):
            self._refuse((part,), f"{part!r} has an id, a colon and a value on each line")
            return {}
        found = {}
        for id_, one in value.items():
            self._noted(part, (part, id_), id_)
            if (made := read((part, id_), one)) is not None:
                found[id_] = made
        return found

    def _text(self, path: Keys, value: Value) -> str | None:
        if not isinstance(value, str):
            self._refuse(path, "this is to be a text")
        elif len(value) > LONGEST:
            self._refuse(path, f"this has {len(value):,} characters; give {LONGEST:,} at most")
        else:
            return value
        return None

    def _names(self, path: Keys, value: Value) -> Names | None:
        if isinstance(value, str):
            text = self._text(path, value)
            return None if text is None else dict.fromkeys(LANGUAGES, text)
        if not isinstance(value, dict) or ENGLISH not in value:
            known = ", ".join(LANGUAGES)
            self._refuse(
                path, f"give one text, or a text by language ({known}), English among them"
            )
            return None
        for language in value.keys() - set(LANGUAGES):
            self._refuse((*path, language), f"no language {language!r}; it is one of {LANGUAGES}")
        texts = {one: self._text((*path, one), text) for one, text in value.items()}
        return {one: text for one, text in texts.items() if text is not None}

    def _point(self, path: Keys, value: Value) -> Point | None:
        try:
            x, y = map(float, map(str, value)) if isinstance(value, list) else (nan, nan)
        except ValueError:
            x = y = nan
        if abs(x) <= FARTHEST and abs(y) <= FARTHEST:
            return x, y
        self._refuse(
            path,
            f"give the two numbers of a place in px, such as [120, 340], none beyond {FARTHEST:,}",
        )
        return None
