"""Persons who may be one: named alike in any script or spelling, and kept apart by no record.

Names are compared by their sound, as `sco_graph.find` compares them. Equal names are no matter of
likeness, and the shapes find them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sco_graph.schema import ONTOLOGY, Kind
from sco_graph.spelling import allowed_errors, folded, sound
from sco_loaders.nodes import Node
from sco_loaders.records import Reading, by_id

PERSON, TENURE, KEPT_APART = (ONTOLOGY + name for name in ("Person", "hasTenure", "keptApartFrom"))
ABBREVIATED = re.compile(r"\b\w{1,2}\.")
SAME, INITIALS, PART, SIMILAR = (
    "the same sound",
    "initials of the other",
    "a part of the other",
    "the same but for a letter or two",
)

Form = tuple[str, ...]
"""The words of a name as they sound, sorted."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A person with what tells one from another: names by their sounds, posts and parties."""

    node: Node
    full: Mapping[Form, str]
    short: Mapping[Form, str]
    posts: frozenset[str]
    parties: frozenset[str]

    def forms(self, other: _Person) -> Mapping[Form, str]:
        """Return the names to compare with those of another: initials only where it needs them."""
        return self.full if self.full and other.full else {**self.short, **self.full}


def find_namesakes(reading: Reading) -> None:
    """Add to a reading each two persons who may be one, at both records."""
    nodes = by_id(reading.nodes)
    people = {n.id: _person(n, nodes) for n in reading.nodes if n.cls.iri == PERSON}
    for one, other in sorted(_candidates(people)):
        likeness = _likeness(people[one], people[other])
        if likeness is not None:
            for left, right in ((one, other), (other, one)):
                reading.complain(left, ("name",), _message(people[left], people[right], likeness))


def _person(node: Node, nodes: Mapping[str, Node]) -> _Person:
    full: dict[Form, str] = {}
    short: dict[Form, str] = {}
    for text in _names(node):
        form = tuple(sorted(filter(None, map(sound, folded(text).split()))))
        if len(form) > 1:
            (short if ABBREVIATED.search(text) else full).setdefault(form, text)
    tenures = [nodes[id_] for id_ in _linked(node, TENURE) if id_ in nodes]
    posts = {id_ for tenure in tenures for id_ in _linked(tenure, ONTOLOGY + "inPost")}
    parties = {
        id_ for post in posts if post in nodes for id_ in _linked(nodes[post], ONTOLOGY + "postIn")
    }
    return _Person(node, full, short, frozenset(posts), frozenset(parties))


def _names(node: Node) -> Iterator[str]:
    for key, values in node.values.items():
        if node.cls.properties[key].kind is Kind.NAME:
            yield from (value[0] for value in values if isinstance(value, tuple))


def _linked(node: Node, iri: str) -> list[str]:
    key = next((p.key for p in node.cls.properties.values() if p.iri == iri), "")
    return [value for value in node.values.get(key, ()) if isinstance(value, str)]


def _candidates(people: Mapping[str, _Person]) -> set[tuple[str, str]]:
    """Return the pairs that share a word and are kept apart by neither record."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for id_, person in people.items():
        for word in {word for form in (*person.full, *person.short) for word in form}:
            if len(word) > 1:
                bearers[word].add(id_)
    pairs = {pair for ids in bearers.values() for pair in combinations(sorted(ids), 2)}
    apart = {(id_, other) for id_, p in people.items() for other in _linked(p.node, KEPT_APART)}
    return {(a, b) for a, b in pairs if not {(a, b), (b, a)} & apart}


def _likeness(one: _Person, other: _Person) -> tuple[str, str, str] | None:
    """Return which names of two persons are alike, and how; the surest first."""
    lefts, rights = one.forms(other), other.forms(one)
    if {text.lower() for text in _names(one.node)} & {text.lower() for text in _names(other.node)}:
        return None
    # Of two states, or two bodies, people need more than a likeness to be one.
    near = one.parties & other.parties or not one.parties or not other.parties
    found = [
        (how, lefts[left], rights[right])
        for left, right in product(lefts, rights)
        if (how := _how(left, right)) and (near or how == SAME)
    ]
    order = (SAME, INITIALS, PART, SIMILAR)
    return min(found, key=lambda one: (order.index(one[0]), one[1:]), default=None)


def _how(left: Form, right: Form) -> str | None:
    """Return how two names are alike, if they are."""
    if left == right:
        return SAME
    ours, theirs = _without(left, right), _without(right, left)
    if len(left) == len(ours) or not any(len(w) > 1 for w in left if w not in ours):
        return None
    if not ours or not theirs:
        return PART
    if len(ours) != len(theirs):
        return None
    pairs = list(zip(ours, theirs, strict=True))
    if all(min(len(a), len(b)) == 1 and a[0] == b[0] and a.isalpha() for a, b in pairs):
        return INITIALS
    return SIMILAR if all(_is_misspelt(a, b) for a, b in pairs) else None


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return sorted((Counter(words) - Counter(others)).elements())


def _is_misspelt(one: str, other: str) -> bool:
    most = allowed_errors(one, other)
    if not most:
        return False
    from rapidfuzz.distance import OSA  # here, as few names come so far

    return OSA.distance(one, other, score_cutoff=most) <= most


def _message(one: _Person, other: _Person, likeness: tuple[str, str, str]) -> str:
    how, *names = likeness
    shared = sorted(one.posts & other.posts) or sorted(one.parties & other.parties)
    of = f", both of {' and '.join(shared)}" if shared else ""
    first, second = (
        name for name in sorted(names, key=lambda name: name not in set(_names(one.node)))
    )
    key = next(p.key for p in one.node.cls.properties.values() if p.iri == KEPT_APART)
    advice = f"make one record of the two, or say `{key}: {other.node.id}` and why in a note"
    return (
        f"{other.node.id!r} may be the same person: {first!r} and {second!r}, {how}{of}; {advice}"
    )
