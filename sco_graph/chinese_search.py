"""The search for Chinese names by another script, and for other names by Chinese characters.

Each function yields the numbers of names in an index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sco_graph.chinese import (
    PALLADIUS,
    divisions,
    heard_in_chinese,
    pinyin_forms,
    readings,
    usual_pinyin,
)
from sco_graph.name_index import NameIndex
from sco_graph.spelling import PINYIN, is_han

LONGEST_NAME = 4
LEAST_SYLLABLES = 2

Way = tuple[str, bool]
"""Why a name matches, and whether as a whole."""


def latin(index: NameIndex, text: str) -> Iterator[tuple[int, Way]]:
    """Yield the names in pinyin that a text in Chinese characters is, or is words of."""
    words = text.split()
    if not all(map(is_han, words)):
        return
    for form in pinyin_forms(text):
        for joined in dict.fromkeys(("".join(form), "".join((*form[1:], form[0])))):
            for number in index.joined.get(joined, ()):
                yield number, ("pinyin", True)
    read = [{"".join(form) for form in pinyin_forms(word)} for word in words]
    having = [{n for one in forms for n in index.words.get(one, ())} for forms in read]
    for number in set.intersection(*having):
        yield number, ("pinyin", False)


def cyrillic(index: NameIndex, words: Sequence[str]) -> Iterator[tuple[int, Way]]:
    """Yield the Chinese names that have each of some words in Palladius' Cyrillic."""
    if not all(map(PALLADIUS.fullmatch, words)):
        return
    # ъ only keeps syllables apart, and is often left out: Минъюнь, Минюнь.
    having = [index.palladius.get(word.replace("ъ", ""), {}) for word in words]
    for number in set(having[0]).intersection(*having):
        yield number, ("palladius", having[0][number] == len(words))


def han(index: NameIndex, words: Sequence[str]) -> Iterator[tuple[int, Way]]:
    """Yield the names in Chinese characters that have each of some words in pinyin.

    A single syllable is a word of too many names, and counts beside others alone.
    """
    if not all(map(PINYIN.fullmatch, words)) or not all(map(divisions, words)):
        return
    syllables = [divisions(word)[0] for word in words]
    length = sum(map(len, syllables))
    if length < LEAST_SYLLABLES:
        return
    having = [{n for one in divisions(word) for n in _reading(index, one)} for word in words]
    for number in set.intersection(*having):
        characters = [c for c in index.names[number].folded if is_han(c)]
        if all(_stands_in(word, characters) for word in words):
            whole = len(characters) == length
            if whole or all(len(one) >= LEAST_SYLLABLES for one in syllables):
                yield number, ("pinyin", whole)


def _reading(index: NameIndex, syllables: Sequence[str]) -> set[int]:
    first, *others = (index.read_as.get(one, set()) for one in syllables)
    return first.intersection(*others)


def _stands_in(word: str, characters: Sequence[str]) -> bool:
    """Return whether a word can be read in characters, beginning anywhere."""
    return any(_is_read(word, characters[first:]) for first in range(len(characters)))


def _is_read(word: str, characters: Sequence[str]) -> bool:
    if not word or not characters:
        return not word
    return any(
        _is_read(word.removeprefix(one), characters[1:])
        for one in readings(characters[0])
        if word.startswith(one)
    )


def misspelt(index: NameIndex, text: str, least: int) -> Iterator[tuple[int, int]]:
    """Yield the names that sound the same in Chinese, and long ones with another character.

    The number of characters that differ comes with each.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    same = f" {usual_pinyin(text)} "
    if same.count(" ") > LEAST_SYLLABLES:
        for number, read in index.usual_pinyin.items():
            if same in read:
                yield number, 1
    if len(text) >= least:
        names = [index.names[n].folded for n in index.han]
        for _, errors, at in process.extract(
            text, names, scorer=OSA.distance, score_cutoff=1, limit=None
        ):
            yield index.han[at], int(errors)


def foreign(index: NameIndex, words: Sequence[str], least: int) -> Iterator[int]:
    """Yield the names that some words in Chinese characters may transcribe.

    One word at least keeps so many consonants that it is no chance.
    """
    heard = [heard_in_chinese(word) for word in words]
    if max(len(form) for forms in heard for form in (*forms, "")) < least:
        return
    hits = [
        index.hits_of_sounds(one for form in forms for one in index.heard.get(form, ()))
        for forms in heard
    ]
    yield from set(hits[0]).intersection(*hits[1:])
