"""What pictures call the things in an answer, be they records or nested in one.

A nested thing has no name of its own: it is called by its owner, by its kind, and by what its key
tells it apart with: other things, concepts, dates. The keys themselves are for machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sco_graph.drawing.dates import readable
from sco_graph.drawing.picture import Names
from sco_graph.drawing.recorded import Recorded
from sco_graph.drawing.words import COLON, Words, in_brackets, joined, plain
from sco_graph.labels import kind_of
from sco_graph.seats import ATTENDED
from sco_graph.whole_graph import owner_of

OWN_WORDS = ("text", "group", "of")
"""The keys under which a nested thing says in words what it is."""
DATED = re.compile(r"\d{4}\b.*")


class NestedNames:
    """Names records and nested things in all languages; what is named is read first."""

    def __init__(self, recorded: Recorded, words: Words) -> None:
        self.recorded = recorded
        self.words = words

    def read(self, ids: Iterable[str]) -> None:
        """Read things, with those that their names are made of."""
        self.recorded.read({one for id_ in ids for one in _named_in(id_)})

    def names(self, id_: str) -> Names:
        """Return what a thing is called."""
        owner = _owner(id_)
        if owner is None:
            return self.recorded.names(id_)
        kind = in_brackets(self.words.kind(kind_of(id_)), list(self._told_apart(id_)))
        return joined([self.names(owner), kind], COLON)

    def notes(self, id_: str) -> Iterator[Names]:
        """Yield what a nested thing says of itself: its words, and that nobody came for certain."""
        if _owner(id_) is None:
            return
        yield from (plain(text) for key in OWN_WORDS if (text := self.recorded.value(id_, key)))
        status = self.recorded.value(id_, "status")
        if status not in (None, ATTENDED):
            yield self.words.concept("attendance-status", status)

    def _told_apart(self, id_: str) -> Iterator[Names]:
        dates = self.recorded.value(id_, "dates")
        for part in _parts(id_):
            other = _id_in(part)
            if other is not None and other in self.recorded:
                yield self.recorded.names(other)
            elif concept := self._concept(kind_of(id_), part):
                yield concept
            elif DATED.fullmatch(part):
                yield plain(readable(dates or part))
            elif not any(self.recorded.value(id_, key) for key in OWN_WORDS):
                yield plain(part.replace("-", " "))

    def _concept(self, kind: str, notation: str) -> Names | None:
        """Return a concept that a thing of a kind may have."""
        schema = self.words.schema
        schemes = (
            schema.concepts.get(p.target or "") for p in schema.classes[kind].properties.values()
        )
        found = (scheme[notation].names for scheme in schemes if scheme and notation in scheme)
        return next(found, None)


def _owner(id_: str) -> str | None:
    """Return the id of what a thing is nested in.

    >>> _owner("state/india/status/member"), _owner("state/india")
    ('state/india', None)
    """
    owner = owner_of(id_)
    return owner if "/" in owner else None


def _parts(id_: str) -> list[str]:
    return id_.rpartition("/")[2].split("_")


def _id_in(part: str) -> str | None:
    """Return the id that a part of a key stands for.

    >>> _id_in("state.russia"), _id_in("2025")
    ('state/russia', None)
    """
    return part.replace(".", "/", 1) if "." in part else None


def _named_in(id_: str) -> Iterator[str]:
    """Yield the ids of a thing, of its owners, and of all that their keys name."""
    here: str | None = id_
    while here is not None:
        yield here
        owner = _owner(here)
        if owner is not None:
            yield from filter(None, map(_id_in, _parts(here)))
        here = owner
