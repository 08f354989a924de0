"""The search for a name: which things a text may mean, in which order, and why.

From near to far, and on only where the nearer found nothing: the text's own words and their sounds;
then typing errors and foreign names in Chinese; then a part of the text. Pinyin and Palladius'
Cyrillic are tried unless the text is a whole name. What is found is said by `sco_graph.find`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log

from sco_graph.name_index import Hits, Name, NameIndex, Near
from sco_graph.spelling import folded, has_han, is_han, script_of, sound

MOST_SIMILAR = 10
LEAST_HEARD = 3
LEAST_SHARE, LEAST_SHARE_OF_WHOLE_NAME = 0.5, 0.35
LEAST_HAN = 4
OFTEN_TRANSCRIBED = {"person", "place", "region", "state"}


class Rank(IntEnum):
    """How good a match is, best first."""

    EXACT = 0
    WHOLE = 1
    WHOLE_SOUND = 2
    PREFIX = 3
    WORD = 4
    SOUND = 5
    PREFIX_BEGUN = 6
    WORD_BEGUN = 7
    SOUND_BEGUN = 8
    SEVERAL_NAMES = 9
    SEVERAL_NAMES_BEGUN = 10
    SIMILAR = 11
    PART = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A text that is looked for: its words, folded, and the kinds of thing to look among."""

    text: str
    kinds: frozenset[str] | None

    @property
    def words(self) -> list[str]:
        """The words, each once."""
        return list(dict.fromkeys(self.text.split()))

    def is_asked(self, name: Name) -> bool:
        """Whether a name is of a thing of these kinds."""
        return self.kinds is None or name.kind in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name that may be meant. `plain` is one whose words are all there, whole and unmended."""

    rank: Rank
    name: Name
    why: str
    plain: bool
    errors: int = 0
    unmatched: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the text is the whole name and not a part of it."""
        return self.rank <= Rank.WHOLE_SOUND

    @property
    def order(self) -> tuple[int, int, int, int, str, str]:
        """What puts the better before the worse."""
        name = self.name
        return self.rank, self.errors, len(name.folded), name.place, name.id, name.text


def search(index: NameIndex, text: str, kinds: Iterable[str] | None = None) -> list[Found]:
    """Return the things that a text may mean, best first, each by its best name."""
    wanted = Wanted(text=folded(text), kinds=None if kinds is None else frozenset(kinds))
    hits = _hits(index, wanted)
    found = _each_thing_once(_named(index, wanted, hits))
    if not any(one.whole for one in found):
        found = _each_thing_once([*found, *_chinese(index, wanted, found)])
    if len(hits) > 1:
        found = _each_thing_once([*found, *_of_several_names(index, wanted, hits)])
    found = found or _each_thing_once(_similar(index, wanted, hits))[:MOST_SIMILAR]
    if len(hits) > 1 and not any(one.rank < Rank.SEVERAL_NAMES for one in found):
        parts = _each_thing_once(_parts(index, hits))[:MOST_SIMILAR]
        found = _each_thing_once([*found, *parts])
    return found


def _each_thing_once(found: Iterable[Found]) -> list[Found]:
    """Return the best match of each thing, in order."""
    best: dict[str, Found] = {}
    for one in sorted(found, key=lambda one: one.order):
        best.setdefault(one.name.id, one)
    return list(best.values())


# --- the text's own words, and their sounds ---


def _hits(index: NameIndex, wanted: Wanted) -> dict[str, Hits]:
    """Return what each word of a text hits, among the kinds that are asked for."""
    several = len(wanted.words) > 1
    return {word: _asked(index, wanted, index.hits(word, initial=several)) for word in wanted.words}


def _asked(index: NameIndex, wanted: Wanted, hits: Hits) -> Hits:
    if wanted.kinds is None:
        return hits
    return {n: near for n, near in hits.items() if wanted.is_asked(index.names[n])}


def _named(index: NameIndex, wanted: Wanted, hits: Mapping[str, Hits]) -> Iterator[Found]:
    """Yield the names that the text is, or whose words its words are or begin."""
    exact = set(index.joined.get(wanted.text.replace(" ", ""), ()))
    for number in exact:
        if wanted.is_asked(index.names[number]):
            yield Found(rank=Rank.EXACT, name=index.names[number], why="exact", plain=True)
    sounds = Counter(map(sound, wanted.words))
    for number in _in_all(hits.values()) - exact:
        name = index.names[number]
        nears = [hits[word][number] for word in wanted.words]
        rank = _rank(wanted, name, nears, sounds)
        yield Found(
            rank=rank, name=name, why=_why(rank, wanted, name), plain=_is_plain(wanted, nears)
        )


def _in_all(hits: Iterable[Hits]) -> set[int]:
    fewest, *others = sorted(hits, key=len)
    return set(fewest).intersection(*others)


def _is_plain(wanted: Wanted, nears: Sequence[Near]) -> bool:
    """Return whether each word is whole; beside one that is, initials are enough."""
    whole = [near.is_whole for near in nears]
    initials = [len(word) == 1 for word in wanted.words]
    return any(whole) and all(map(max, whole, initials))


def _rank(wanted: Wanted, name: Name, nears: Sequence[Near], sounds: Counter[str]) -> Rank:
    worst = max(nears)
    heard = Near.SOUND in nears or worst is Near.SOUND_BEGUN
    if worst.is_whole and len(name.words) == len(nears):
        if Counter(name.words) == Counter(wanted.words):
            return Rank.WHOLE
        if heard and Counter(map(sound, name.words)) == sounds:
            return Rank.WHOLE_SOUND
    if _is_plain(wanted, nears):
        begins = name.folded.startswith(wanted.text)
        return Rank.SOUND if heard else Rank.PREFIX if begins else Rank.WORD
    if heard:
        return Rank.SOUND_BEGUN
    return Rank.PREFIX_BEGUN if name.folded.startswith(wanted.text) else Rank.WORD_BEGUN


def _why(rank: Rank, wanted: Wanted, name: Name) -> str:
    if rank in (Rank.WHOLE_SOUND, Rank.SOUND, Rank.SOUND_BEGUN):
        same = script_of(wanted.text) == script_of(name.folded)
        return "spelling" if same else "transliteration"
    return "prefix" if rank in (Rank.PREFIX, Rank.PREFIX_BEGUN) else "word"


def _of_several_names(
    index: NameIndex, wanted: Wanted, hits: Mapping[str, Hits]
) -> Iterator[Found]:
    """Yield the things of which one name has one word of the text, and another name another."""
    nears = [_nearest(index, found) for found in hits.values()]
    fewest = min(nears, key=len)
    for id_ in fewest:
        if all(id_ in near for near in nears):
            plain = _is_plain(wanted, [near[id_][0] for near in nears])
            name = min((near[id_][1] for near in nears), key=lambda name: name.place)
            rank = Rank.SEVERAL_NAMES if plain else Rank.SEVERAL_NAMES_BEGUN
            yield Found(rank=rank, name=name, why="word", plain=plain)


def _nearest(index: NameIndex, hits: Hits) -> dict[str, tuple[Near, Name]]:
    """Return the nearest hit of each thing."""
    found: dict[str, tuple[Near, Name]] = {}
    for number, near in hits.items():
        name = index.names[number]
        if name.id not in found or near < found[name.id][0]:
            found[name.id] = near, name
    return found


# --- Chinese in other scripts ---


def _chinese(index: NameIndex, wanted: Wanted, found: Sequence[Found]) -> Iterator[Found]:
    """Yield what the text is in pinyin, in Palladius' Cyrillic, or in Chinese characters."""
    from sco_graph import chinese_search

    if has_han(wanted.text):
        hits = chinese_search.latin(index, wanted.text)
    elif script_of(wanted.text) == "CYRILLIC":
        hits = chinese_search.cyrillic(index, wanted.words)
    elif not any(one.plain for one in found):
        hits = chinese_search.han(index, wanted.words)
    else:
        return
    for number, (why, whole) in hits:
        name = index.names[number]
        if wanted.is_asked(name):
            rank = Rank.WHOLE_SOUND if whole else Rank.SOUND
            yield Found(rank=rank, name=name, why=why, plain=True)


# --- errors ---


def _similar(index: NameIndex, wanted: Wanted, hits: Mapping[str, Hits]) -> Iterator[Found]:
    """Yield the names that have the words of the text, some with a typing error."""
    if is_han(wanted.text):
        yield from _similar_han(index, wanted)
        return
    mended = [
        found
        if any(near.is_whole for near in found.values())
        else found | _asked(index, wanted, index.similar(word))
        for word, found in hits.items()
    ]
    for number in _in_all(mended):
        errors = sum(max(0, found[number] - Near.SOUND_BEGUN) for found in mended)
        if errors:
            yield _similar_found(index.names[number], errors)


def _similar_han(index: NameIndex, wanted: Wanted) -> Iterator[Found]:
    from sco_graph import chinese_search

    for number, errors in chinese_search.misspelt(index, wanted.text, LEAST_HAN):
        if wanted.is_asked(index.names[number]):
            yield _similar_found(index.names[number], errors)
    for number in chinese_search.foreign(index, wanted.words, LEAST_HEARD):
        name = index.names[number]
        if wanted.is_asked(name) and name.kind in OFTEN_TRANSCRIBED:
            yield Found(rank=Rank.SIMILAR, name=name, why="transcription", plain=False)


def _similar_found(name: Name, errors: int) -> Found:
    return Found(rank=Rank.SIMILAR, name=name, why="similar", plain=False, errors=errors)


# --- a part of the text ---


def _parts(index: NameIndex, hits: Mapping[str, Hits]) -> Iterator[Found]:
    """Yield the things that have so many of the words, or so rare ones, that they may be meant.

    A number must be there, and counts for nothing else. All words of a person's name must be, but
    where the others are those of a post, or initials: Prime Minister Mishustin is one, and Vladimir
    Norov no other Vladimir.
    """
    by_word = {word: _whole_hits(index, found) for word, found in hits.items()}
    weights = {
        word: 0 if word.isdigit() else log((index.things + 1) / (len(found) + 0.5))
        for word, found in by_word.items()
    }
    matched: dict[str, list[str]] = defaultdict(list)
    for word, found in by_word.items():
        for id_ in found:
            matched[id_].append(word)
    for id_, words in matched.items():
        missing = tuple(word for word in hits if word not in words)
        share = sum(weights[word] for word in words) / (sum(weights.values()) or 1)
        names = [name for word in words for name in by_word[word][id_]]
        name = _part_of(index, names, words, missing, share)
        if name is not None and not any(map(str.isdigit, missing)):
            rarest_first = round(100 * (1 - share))
            yield Found(
                rank=Rank.PART,
                name=name,
                why="part",
                plain=False,
                errors=rarest_first,
                unmatched=missing,
            )


def _whole_hits(index: NameIndex, hits: Hits) -> dict[str, list[Name]]:
    """Return the names that have a whole word, by thing."""
    found: dict[str, list[Name]] = defaultdict(list)
    for number, near in hits.items():
        if near.is_whole:
            found[index.names[number].id].append(index.names[number])
    return dict(found)


def _part_of(
    index: NameIndex,
    names: Sequence[Name],
    words: Sequence[str],
    missing: Sequence[str],
    share: float,
) -> Name | None:
    """Return the name that may be meant by some words of a text, where one may be."""
    heard = {sound(word) for word in words}
    contained = [name for name in names if {sound(word) for word in name.words} <= heard]
    if contained and share >= LEAST_SHARE_OF_WHOLE_NAME:
        return min(contained, key=lambda name: name.place)
    best = min(names, key=lambda name: name.place)
    if best.kind != "person":
        return best if share >= LEAST_SHARE else None
    fitting = all(len(word) == 1 or _is_of_no_person(index, word) for word in missing)
    return best if fitting and sound(best.words[-1]) in heard else None


def _is_of_no_person(index: NameIndex, word: str) -> bool:
    """Return whether a word stands in names, and in those of no person."""
    kinds = {index.names[number].kind for number in index.words.get(word, ())}
    return bool(kinds) and "person" not in kinds
