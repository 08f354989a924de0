"""Things by a name in any language, an alias or their id; case and accents do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from sco_graph.errors import QuestionError
from sco_graph.schema import LANGUAGES
from sco_loaders.embedded import Engine

NAMES = """
MATCH (n) WHERE size(split(n.id, '/')) = 2
RETURN n.id AS id, n.name AS name, n.name_ru AS name_ru, n.name_zh AS name_zh, n.aliases AS aliases
ORDER BY id"""
WHY = ("exact", "prefix", "word", "similar")
MOST_SIMILAR = 5
SIMILAR_TEXT, SIMILAR_WORD = 0.7, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A thing that is named like a text: which of its names matched, and why.

    `language` is None for an alias, whose language is not kept, and for an id.
    """

    id: str
    kind: str
    name: str
    matched: str
    language: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """One name of one thing, and what it is when case and accents do not count."""

    id: str
    thing: str
    text: str
    language: str | None
    place: int
    folded: str

    def match(self, why: str) -> Match:
        """Return the match that this name makes."""
        return Match(
            id=self.id,
            kind=self.id.split("/")[0],
            name=self.thing,
            matched=self.text,
            language=self.language,
            why=why,
        )


def find(engine: Engine, text: str, kind: str | None = None) -> list[Match]:
    """Return the things that are named like a text, best first; near ones where none is.

    Raises:
        QuestionError: The text has no letter or digit.
    """
    wanted = folded(text)
    if not wanted:
        raise QuestionError(f"{text!r} has no letter or digit to look for")
    names = [name for row in engine.cypher(NAMES, {}) for name in _names(row) if _is_of(name, kind)]
    found = [(why, name) for name in names if (why := _why(wanted, name.folded)) is not None]
    return _each_thing_once(sorted(found, key=_order) or _similar(wanted, names))


def to_text(matches: Iterable[Match]) -> str:
    """Return a line for each match: id, name, and the name that matched where it is another."""
    return "".join(f"{match.id}  {match.name}{_remark(match)}\n" for match in matches)


def to_json(matches: Iterable[Match]) -> list[dict[str, object]]:
    """Return matches as plain values for JSON."""
    return [asdict(match) for match in matches]


@cache
def folded(text: str) -> str:
    """Return a text in lower case, without accents, its words set apart by one space.

    >>> folded("Алексей Тёкслер"), folded("Hélène O’Brien")
    ('алексеи текслер', 'helene o brien')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


def _remark(match: Match) -> str:
    named = "" if match.matched in (match.name, match.id) else f"named {match.matched!r}"
    similar = "similar" if match.why == "similar" else ""
    remark = ", ".join(part for part in (similar, named) if part)
    return f"  ({remark})" if remark else ""


def _names(row: Mapping[str, Any]) -> Iterator[_Name]:
    """Yield the names of a record or topic, best known first."""
    id_ = row["id"]
    texts: list[tuple[str | None, str | None]] = [
        (row["name" if one == LANGUAGES[0] else f"name_{one}"], one) for one in LANGUAGES
    ]
    texts += [(alias, None) for alias in row["aliases"] or ()]
    texts += [(id_.split("/")[1], None), (id_, None)]
    for place, (text, language) in enumerate(texts):
        if text:
            yield _Name(
                id=id_,
                thing=row["name"],
                text=text,
                language=language,
                place=place,
                folded=folded(text),
            )


def _is_of(name: _Name, kind: str | None) -> bool:
    return kind is None or name.id.startswith(f"{kind}/")


def _why(wanted: str, name: str) -> str | None:
    if wanted == name:
        return "exact"
    if name.startswith(wanted):
        return "prefix"
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return "word"
    # Chinese is written without spaces, so a word may begin anywhere.
    return "word" if not wanted.isascii() and _is_han(wanted) and wanted in name else None


def _is_han(text: str) -> bool:
    return all("CJK" in unicodedata.name(c, "") for c in text if not c.isspace())


def _each_thing_once(found: Iterable[tuple[str, _Name]]) -> list[Match]:
    """Return one match for each thing, that of its first name here."""
    best: dict[str, Match] = {}
    for why, name in found:
        best.setdefault(name.id, name.match(why))
    return list(best.values())


def _order(found: tuple[str, _Name]) -> tuple[int, int, int, str, str]:
    why, name = found
    return WHY.index(why), len(name.folded), name.place, name.id, name.text


def _similar(wanted: str, names: list[_Name]) -> list[tuple[str, _Name]]:
    """Return names spelt almost like the text, then those with words almost like its words."""
    texts = sorted({name.folded for name in names})
    near = get_close_matches(wanted, texts, n=MOST_SIMILAR, cutoff=SIMILAR_TEXT)
    vocabulary = sorted({word for text in texts for word in text.split()})
    mended = [get_close_matches(w, vocabulary, n=1, cutoff=SIMILAR_WORD) for w in wanted.split()]
    if all(mended):
        words = {word for (word,) in mended}
        near += [text for text in texts if words <= set(text.split())][:MOST_SIMILAR]
    return [("similar", name) for text in near for name in names if name.folded == text]
