"""Names in an answer in another language than English; where a thing has none, its English one.

Which columns hold names is said by the question. A column X is read beside X_id where there is one;
else by the English name, if all things that are called so are called alike in the other language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sco_graph.errors import UnknownName
from sco_graph.questions import Column
from sco_graph.schema import LANGUAGES
from sco_loaders.embedded import Engine

Row: TypeAlias = Mapping[str, Any]

NAMES = "MATCH (n:ScoNode) RETURN n.id AS id, n.name AS name, n.name_ru AS ru, n.name_zh AS zh"
ENGLISH = LANGUAGES[0]
UNTRANSLATED = f" [{ENGLISH}]"
"""Marks a name that stays English, so that nobody takes it for the other language's."""


def localized(
    engine: Engine, columns: Iterable[Column], rows: Sequence[Row], language: str
) -> Sequence[Row]:
    """Return rows whose names are in a language.

    Raises:
        UnknownName: There is no such language.
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    if language == ENGLISH:
        return rows
    by_id, by_name = _names(engine, language)
    kinds = {column.name: column.kind for column in columns}

    def named(row: Row, column: str) -> object:
        value = row[column]
        if value is None or kinds[column] not in ("name", "names"):
            return value
        if isinstance(value, list):
            return [by_name.get(one, f"{one}{UNTRANSLATED}") for one in value]
        known = by_id.get(str(row.get(f"{column}_id")), by_name.get(value))
        return known or f"{value}{UNTRANSLATED}"

    return [{column: named(row, column) for column in row} for row in rows]


def _names(engine: Engine, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return names in a language by id, and by the English name where that says which."""
    by_id: dict[str, str] = {}
    by_name: dict[str, set[str | None]] = defaultdict(set)
    for row in engine.cypher(NAMES, {}):
        name = row[language]
        by_name[row["name"]].add(name)
        if name:
            by_id[row["id"]] = name
    certain = {name: found.pop() for name, found in by_name.items() if len(found) == 1}
    return by_id, {name: text for name, text in certain.items() if text}
