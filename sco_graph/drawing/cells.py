"""What the cells of an answer say beside its things, in all languages.

Left out are sources, which a picture cites, days that a date in words has as well, and ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from sco_graph.drawing.dates import readable
from sco_graph.drawing.nested_names import NestedNames
from sco_graph.drawing.picture import Names
from sco_graph.drawing.question_words import SAID_WORDS, column_words
from sco_graph.drawing.words import COLON, ENGLISH, LIST, joined, plain
from sco_graph.localized import UNTRANSLATED
from sco_graph.questions import Column, Question
from sco_graph.result import Row
from sco_graph.schema import NAME_KEYS, Schema, kebab_case, local_name, relationship_type
from sco_loaders.embedded import Engine

LEFT_OUT = {"basis", "source", "locator", "start_date", "end_date", "meaning", "url"}
UNTOLD = ("_id", "_rank", "_source", "_locator", "_basis")
CLEAR = {
    *("act", "act_date", "attendance", "by", "by_group", "date", "entry", "group", "kind"),
    *("level", "main_date", "meeting_date", "mode", "outcome", "place", "promise", "property"),
    *("rank", "reason", "relation", "result", "role", "said", "standing", "status", "step", "text"),
    *("value", "why", "year"),
}
"""Columns whose cells say by themselves what they are of."""
TOOK_PART = ("participant_id", "expected_id", "state_id", "region_id", "represents_id")
"""The columns of who took part in a meeting or was to, the one that tells best who first."""
OF_WHO_TOOK_PART = {
    *("attendance", "below_usual", "came", "head", "in_place_of", "level", "level_came", "mode"),
    *("others_from_state", "outcome", "present", "role", "standing", "status", "usual_level"),
}
"""Columns that behind one of these tell of who took part, and not of the meeting."""
ASKED = {"chair_is_holder", "chair_is_host"}
"""Columns of which no is told too, as the question asks for them; other flags are then silent."""
INTERVAL = re.compile(r"[0-9X.?~%-]*/[0-9X.?~%-]*")
ID = re.compile(r"[a-z][a-z-]*(/[^/\s]+)+")
NAMES = """
MATCH (n:ScoNode) WHERE n.name_ru IS NOT NULL OR n.name_zh IS NOT NULL
RETURN n.name AS name, n.name_ru AS name_ru, n.name_zh AS name_zh"""


class Cells:
    """Says the cells of the answer to a question."""

    def __init__(self, engine: Engine, question: Question, named: NestedNames) -> None:
        self.named = named
        self.ids = [one.name for one in question.columns if one.kind == "id"]
        self._order = [one.name for one in question.columns]
        self.columns = [one for one in question.columns if is_told(one, self.ids)]
        self.things = [one for one in question.columns if f"{one.name}_id" in self.ids]
        schema = named.words.schema
        self._properties = {local_name(iri): iri for iri in schema.labels}
        self._concepts = _concepts(schema)
        self._names = _names(engine) if any(map(_is_named, self.columns)) else {}

    def read(self, rows: Iterable[Row]) -> None:
        """Read the things whose ids stand in cells."""
        texts = (str(row[one.name]) for row in rows for one in self.columns)
        self.named.read(text for text in texts if ID.fullmatch(text))

    def key_of(self, column: Column) -> str | None:
        """Return the column of ids after whose things a column is named, as main_date is."""
        stems = (one for one in self.ids if column.name.startswith(f"{one.removesuffix('_id')}_"))
        return max(stems, key=len, default=None)

    def who_of(self, column: Column) -> Sequence[str]:
        """Return the columns of who took part of whom a column tells; none where it does not."""
        if column.name not in OF_WHO_TOOK_PART:
            return ()
        before = self._order[: self._order.index(column.name)]
        return [one for one in TOOK_PART if one in before]

    def said(self, row: Row, columns: Iterable[Column], but: Names | None = None) -> list[Names]:
        """Return what these cells of a row say, with a label where they need one, each once."""
        found: dict[str, Names] = {}
        for one in columns:
            text = self._cell(one, row[one.name])
            if text is not None and text[ENGLISH] != (but or {}).get(ENGLISH):
                clear = one.name in CLEAR
                told = text if clear else joined([column_words(one.name), text], COLON)
                found.setdefault(text[ENGLISH] if clear else told[ENGLISH], told)
        return list(found.values())

    def fact(self, row: Row) -> Names:
        """Return all that a row says, with the things in it."""
        things = (
            joined([column_words(one.name), self._thing(row, one)], COLON)
            for one in self.things
            if row[one.name] is not None
        )
        return joined([*things, *self.said(row, self.columns)], LIST)

    def _thing(self, row: Row, column: Column) -> Names:
        id_ = row[f"{column.name}_id"]
        return plain(str(row[column.name])) if id_ is None else self.named.names(id_)

    def _cell(self, column: Column, value: object) -> Names | None:
        """Return what a cell says, None where that is nothing."""
        match value:
            case None | "" | []:
                return None
            case False:
                return SAID_WORDS["no"] if column.name in ASKED else None
            case list():
                return joined([self._text(column, str(one)) for one in value], LIST)
            case True:
                return SAID_WORDS["yes"]
        return self._text(column, str(value))

    def _text(self, column: Column, text: str) -> Names:
        if _is_named(column):
            name = text.removesuffix(UNTRANSLATED)
            return self._names.get(name, plain(name))
        if column.name == "property" and text in self._properties:
            return self.named.words.family(relationship_type(self._properties[text]))
        if ID.fullmatch(text) and text in self.named.recorded:
            return self.named.names(text)
        if INTERVAL.fullmatch(text):
            return plain(readable(text))
        return self._word(column, text)

    def _word(self, column: Column, text: str) -> Names:
        """Return a concept of whose scheme the column speaks, else a word of the question.

        What is neither is any other concept, a kind of thing, or the text itself.
        """
        spoken_of = set(re.findall(r"[a-z]+", f"{column.name} {column.text}"))
        schemes = {one: spoken_of & set(one.split("-")) for one in self._concepts.get(text, ())}
        best = max(schemes, key=lambda one: len(schemes[one]), default=None)
        if text in SAID_WORDS and (best is None or schemes[best] <= {"kind"}):
            return SAID_WORDS[text]
        if best is not None:
            return self._concepts[text][best]
        words = self.named.words
        return words.kind(text) if text in words.schema.classes else plain(text)


def is_told(column: Column, ids: Container[str]) -> bool:
    """Tell whether a picture says the cells of a column, beside those of ids."""
    return (
        column.kind != "id"
        and f"{column.name}_id" not in ids
        and column.name not in LEFT_OUT
        and not column.name.endswith(UNTOLD)
        and (column.name, column.kind) != ("meetings", "list")
    )


def _is_named(column: Column) -> bool:
    return column.kind in ("name", "names")


def _concepts(schema: Schema) -> Mapping[str, Mapping[str, Names]]:
    """Return the names of concepts by notation, and by scheme in their order."""
    found: dict[str, dict[str, Names]] = defaultdict(dict)
    for iri, concepts in sorted(schema.concepts.items()):
        for notation, concept in concepts.items():
            found[notation][kebab_case(local_name(iri))] = concept.names
    return found


def _names(engine: Engine) -> Mapping[str, Names]:
    """Return the names of things by each of them, but for what several things are called."""
    found: dict[str, list[Names]] = defaultdict(list)
    for row in engine.cypher(NAMES, {}):
        names = {one: row[key] for one, key in NAME_KEYS.items() if row[key]}
        for text in set(names.values()):
            found[text].append(names)
    return {text: alike[0] for text, alike in found.items() if _one(alike)}


def _one(alike: Sequence[Names]) -> bool:
    return all(names == alike[0] for names in alike)
