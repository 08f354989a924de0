"""The names of a graph, laid out so that those with given words are found at once.

An index is made once for an open graph. What only some texts need, such as the pinyin of Chinese
names, is made when first asked for. Which name is the better match is for `sco_graph.find` to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import takewhile
from typing import Any
from weakref import WeakKeyDictionary

from sco_graph.schema import NAME_KEYS
from sco_graph.spelling import PINYIN, allowed_errors, folded, has_han, is_han, sound
from sco_loaders.embedded import Engine

NAMES = """
MATCH (n) WHERE size(split(n.id, '/')) = 2 AND NOT n:FormerId
RETURN n.id AS id, n.name AS name, n.name_ru AS name_ru, n.name_zh AS name_zh, n.aliases AS aliases
ORDER BY id"""
FORMER = "MATCH (former:FormerId)-[:IS_REPLACED_BY]->(n) RETURN n.id AS id, former.id AS former"
LEAST_BEGUN = 3
MOST_WORDS = 4
"""Of that many words at most is a Chinese name in Latin letters."""

Hits = dict[int, "Near"]
"""The numbers of the names that have a word, each with how near it is."""


class Near(IntEnum):
    """How near a word of a name is to a word of the text, nearest first."""

    WORD = 0
    SOUND = 1
    BEGUN = 2
    SOUND_BEGUN = 3
    ONE_ERROR = 4
    TWO_ERRORS = 5

    @property
    def is_whole(self) -> bool:
        """Whether the word is no more than begun, nor spelt with an error."""
        return self in (Near.WORD, Near.SOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one thing; its language is None for an alias, whose is not kept, and an id."""

    id: str
    thing: str
    text: str
    language: str | None
    place: int
    folded: str

    @property
    def kind(self) -> str:
        """The kind of the thing."""
        return self.id.split("/")[0]

    @property
    def words(self) -> list[str]:
        """The words of the name, folded."""
        return self.folded.split()


class NameIndex:
    """The names of every record and topic, and of each word the names that have it."""

    def __init__(
        self, rows: Iterable[Mapping[str, Any]], former: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        for row in former:
            ids[row["id"]].append(row["former"])
        self.names = tuple(name for row in rows for name in _names(row, ids.get(row["id"], ())))
        self.words: dict[str, list[int]] = defaultdict(list)
        self.joined: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            words = name.words
            self.joined["".join(words)].append(number)
            for word in dict.fromkeys(words):
                self.words[word].append(number)

    @cached_property
    def things(self) -> int:
        """How many things there are."""
        return len({name.id for name in self.names})

    def hits(self, word: str, *, initial: bool = False) -> Hits:
        """Return the names that have a word, or one that begins with it or sounds like it.

        `initial` lets a single letter begin a person's name in another script.
        """
        found: Hits = {}
        if is_han(word):
            # Chinese is written without spaces, so a word may begin anywhere.
            return {n: Near.WORD for n in self.han if word in self.names[n].folded}
        heard = sound(word)
        self._add(found, Near.WORD, [word])
        self._add(found, Near.SOUND, self._sounds.get(heard, ()))
        self._add(found, Near.BEGUN, _beginning(self._sorted_words, word))
        if len(heard) >= LEAST_BEGUN:
            for one in _beginning(self._sorted_sounds, heard):
                self._add(found, Near.SOUND_BEGUN, self._sounds[one])
        elif initial and len(word) == 1:
            for number in self._initials.get(heard, ()):
                found.setdefault(number, Near.SOUND_BEGUN)
        return found

    def similar(self, word: str) -> Hits:
        """Return the names that have a word spelt almost like this one, as it sounds."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        heard, found = sound(word), Hits()
        most = allowed_errors(heard, heard)
        if not most:
            return found
        near = process.extract(
            heard, self._sorted_sounds, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        for one, errors, _ in sorted(near, key=lambda match: match[1]):
            if 0 < errors <= allowed_errors(heard, one):
                level = Near.ONE_ERROR if errors == 1 else Near.TWO_ERRORS
                self._add(found, level, self._sounds[one])
        return found

    def _add(self, found: Hits, near: Near, words: Iterable[str]) -> None:
        for word in words:
            for number in self.words.get(word, ()):
                found.setdefault(number, near)

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self.words)

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """The words by how they sound."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted_words:
            if heard := sound(word):
                found[heard].append(word)
        return dict(found)

    @cached_property
    def _sorted_sounds(self) -> list[str]:
        return sorted(self._sounds)

    @cached_property
    def han(self) -> list[int]:
        """The numbers of the names in Chinese characters."""
        return [n for n, name in enumerate(self.names) if has_han(name.folded)]

    @cached_property
    def _initials(self) -> dict[str, set[int]]:
        """The names of people by the first letter of each word, as it sounds."""
        found: dict[str, set[int]] = defaultdict(set)
        for heard, words in self._sounds.items():
            numbers = (number for word in words for number in self.words[word])
            found[heard[0]].update(n for n in numbers if self.names[n].kind == "person")
        return found

    # --- Chinese in other scripts ---

    @cached_property
    def heard(self) -> dict[str, list[str]]:
        """The sounds by the consonants that Chinese keeps of them."""
        from sco_graph.chinese import heard

        found: dict[str, list[str]] = defaultdict(list)
        for one in self._sorted_sounds:
            found[heard(one)].append(one)
        return found

    def hits_of_sounds(self, sounds: Iterable[str]) -> Hits:
        """Return the names that have a word with one of these sounds."""
        found: Hits = {}
        self._add(found, Near.ONE_ERROR, (word for one in sounds for word in self._sounds[one]))
        return found

    @cached_property
    def read_as(self) -> dict[str, set[int]]:
        """The Chinese names by each reading of each character in them."""
        from sco_graph.chinese import readings

        found: dict[str, set[int]] = defaultdict(set)
        for number in self.han:
            for character in set(self.names[number].folded):
                if is_han(character):
                    for syllable in readings(character):
                        found[syllable].add(number)
        return found

    @cached_property
    def usual_pinyin(self) -> dict[int, str]:
        """The usual reading of each Chinese name, a space before and after each syllable."""
        from sco_graph.chinese import usual_pinyin

        return {n: f" {usual_pinyin(self.names[n].folded)} " for n in self.han}

    @cached_property
    def palladius(self) -> dict[str, dict[int, int]]:
        """The names that are pinyin by word in Palladius' Cyrillic, with their number of words."""
        from sco_graph.chinese import palladius

        written = {word: tuple(palladius(word)) for word in self.words if PINYIN.fullmatch(word)}
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for number, name in enumerate(self.names):
            words = _chinese_words(name)
            if all(written.get(word) for word in words):
                for form in (form for word in words for form in written[word]):
                    found[form][number] = len(words)
        return found


INDEXES: WeakKeyDictionary[Engine, NameIndex] = WeakKeyDictionary()


def name_index(engine: Engine) -> NameIndex:
    """Return the index of an open graph, made when first asked for and kept as long as the graph.

    No graph changes once it is open.
    """
    if engine not in INDEXES:
        INDEXES[engine] = NameIndex(engine.rows(NAMES, {}), engine.rows(FORMER, {}))
    return INDEXES[engine]


def _beginning(known: Sequence[str], begun: str) -> Iterator[str]:
    """Return those of sorted words that begin so and go on."""
    first = bisect_left(known, begun)
    following = (known[n] for n in range(first, len(known)))
    return (word for word in takewhile(lambda word: word.startswith(begun), following))


def _chinese_words(name: Name) -> list[str]:
    """Return the words of a name as far as it may be a Chinese one in Latin letters."""
    words = name.words
    return words if len(words) <= MOST_WORDS else []


def _names(row: Mapping[str, Any], former: Iterable[str]) -> Iterator[Name]:
    """Yield the names of a record or topic, best known first, its former ids at the end."""
    id_ = row["id"]
    texts: list[tuple[str | None, str | None]] = [
        (row[key], language) for language, key in NAME_KEYS.items()
    ]
    texts += [(alias, None) for alias in row["aliases"] or ()]
    texts += [(text, None) for one in (id_, *former) for text in (one.split("/")[1], one)]
    for place, (text, language) in enumerate(texts):
        if text:
            yield Name(
                id=id_,
                thing=row["name"],
                text=text,
                language=language,
                place=place,
                folded=folded(text),
            )
