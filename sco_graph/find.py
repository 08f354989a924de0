"""Things by a name, as an analyst knows it: in any of three scripts, transliterated or misspelt.

    with sco_graph.open() as graph:
        graph.find("Мишустин", kind="person")[0].why  # "transliteration"

A match says `why` it is one, best first. As the whole name (`whole`):

- `exact`: the text is a name, an alias or an id; case, accents and punctuation do not count;
- `word`: it has the words of the name in another order;
- `spelling`: it sounds like the name, written otherwise in the same script: Ermekbaev, Yermekbayev;
- `transliteration`: the same in another script: Ермекбаев;
- `pinyin`, `palladius`: it is a Chinese name in Latin letters or characters, or in Cyrillic.

Or as a part of it: `prefix` or `word` where words of the name, or of several names of a thing, are
or begin so; or any of the last four. Only where there is none such:

- `similar`: each word is there with at most one typing error, or two if it is long;
- `transcription`: the text is a foreign name in Chinese characters that sounds like this one.

And where no one name has all the words, `part`: some are there, and `unmatched` says which are not.
A text that is nothing of all this finds nothing.

`resolve` returns one id, and is stricter: nothing that is only begun, misspelt or there in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from sco_graph.errors import Ambiguous, QuestionError, UnknownName
from sco_graph.known_ids import find_id, is_of
from sco_graph.name_index import NameIndex, name_index
from sco_graph.name_search import Found, Rank, search
from sco_graph.near import near
from sco_graph.questions import ANY
from sco_graph.schema import slug
from sco_graph.spelling import folded
from sco_loaders.embedded import Engine

MOST_NEAR = 3
REASONS = {
    "word": "words",
    "spelling": "other spelling",
    "palladius": "Palladius' Cyrillic",
    "similar": "similar spelling",
    "transcription": "sounds alike in Chinese",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A thing that is named like a text: which of its names matched, and why.

    `language` is None for an alias, whose language is not kept, and for an id. `unmatched` holds
    the words of the text that the thing has not.
    """

    id: str
    kind: str
    name: str
    matched: str
    language: str | None
    why: str
    whole: bool
    unmatched: tuple[str, ...]


def find(engine: Engine, text: str, kind: str | None = None) -> list[Match]:
    """Return the things that a text may mean, best first, each with the reason.

    Raises:
        QuestionError: The text has no letter or digit.
    """
    return find_names(name_index(engine), text, None if kind is None else [kind])


def find_names(index: NameIndex, text: str, kinds: Iterable[str] | None = None) -> list[Match]:
    """Return the things of an index that a text may mean, as `find` does.

    Raises:
        QuestionError: The text has no letter or digit.
    """
    _refuse_nothing(text)
    return [_match(one) for one in search(index, text, kinds)]


def resolve(engine: Engine, text: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one thing of these kinds that a text means.

    The text is an id or an IRI, a former one too, or a name of which each word is there, whole, in
    any script. A name as it stands comes before others that sound so, and those before the longer
    ones that have its words. `("thing",)` stands for all kinds.

    Raises:
        UnknownName: Nothing is named so; carries the ids of what is named almost so.
        Ambiguous: Several things are; carries them.
        QuestionError: The text has no letter or digit.
    """
    if (id_ := find_id(engine, text, kinds)) is not None:
        return id_
    return resolve_name(name_index(engine), text, kinds)


def resolve_name(index: NameIndex, text: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one thing of these kinds that a text names, as `resolve` does.

    Raises:
        UnknownName: Nothing is named so; carries the ids of what is named almost so.
        Ambiguous: Several things are; carries them.
        QuestionError: The text has no letter or digit.
    """
    _refuse_nothing(text)
    found = search(index, text, None if ANY in kinds else kinds)
    plain = [one for one in found if one.plain]
    whole = [one for one in plain if one.whole]
    meant = [one for one in whole if one.rank is Rank.EXACT] or whole or plain
    if not meant:
        raise UnknownName(" or ".join(kinds), text, tuple(_near(index, text, kinds, found)))
    if len(meant) > 1:
        choices = [(one.name.id, one.name.thing) for one in meant]
        raise Ambiguous(" or ".join(kinds), text, choices)
    return meant[0].name.id


def to_text(matches: Iterable[Match]) -> str:
    """Return a line for each match: id, name, why, and the matching name where it is another."""
    return "".join(f"{match.id}  {match.name}  ({remark(match)})\n" for match in matches)


def to_json(matches: Iterable[Match]) -> list[dict[str, object]]:
    """Return matches as plain values for JSON."""
    return [asdict(match) | {"unmatched": list(match.unmatched)} for match in matches]


def _refuse_nothing(text: str) -> None:
    if not folded(text):
        raise QuestionError(f"{text!r} has no letter or digit to look for")


def _match(found: Found) -> Match:
    return Match(
        id=found.name.id,
        kind=found.name.kind,
        name=found.name.thing,
        matched=found.name.text,
        language=found.name.language,
        why=found.why,
        whole=found.whole,
        unmatched=found.unmatched,
    )


def remark(match: Match) -> str:
    """Return in words why a match is one."""
    reason = REASONS.get(match.why, match.why)
    if match.why == "word" and match.whole:
        reason = "words in another order"
    parts = [reason]
    if match.unmatched:
        parts.append(f"without {' '.join(match.unmatched)!r}")
    if match.matched not in (match.name, match.id):
        parts.append(f"named {match.matched!r}")
    return ", ".join(parts)


def _near(
    index: NameIndex, text: str, kinds: Sequence[str], found: Sequence[Found]
) -> Iterator[str]:
    """Yield the ids of what is named almost so, or else those that look almost so."""
    likely = [one.name.id for one in found if one.rank is not Rank.PART]
    if likely:
        yield from likely[:MOST_NEAR]
        return
    known = dict.fromkeys(n.id for n in index.names if is_of(n.id, kinds))
    if "/" in text:
        yield from near(text, known, MOST_NEAR)
        return
    slugs = {id_.split("/")[1]: id_ for id_ in known}
    yield from (slugs[one] for one in near(slug(text), slugs, MOST_NEAR))
