"""The facts of a graph by subject and object, and the least part of them that stands on its own.

The part is closed: whatever is referred to comes with its types and names, a concept with its
notation and rank too, a nested thing with its place in its owner, a property of which a claim
speaks with its labels. A cited passage comes with all that is said of it, and its source with all
that is said of it but its other passages. Shortcuts are kept where what they are derived from is
kept. The provenance of a record comes with what is kept whole of it, and what is said of the data
set comes always.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from sco_graph.nquads import RDF_TYPE, id_of, lines, statements
from sco_graph.ontology import RDFS, SKOS
from sco_graph.schema import ONTOLOGY, RECORD_GRAPH, End, Kind, Rule, Schema
from sco_loaders.provenance import GRAPH as PROVENANCE

Fact: TypeAlias = tuple[str, str, str, str]
"""Subject, predicate, object and graph; a thing of ours is its id, all else the text of a term."""

PASSAGE, SOURCE = "passage", "source"
NAMING = frozenset(
    {
        RDF_TYPE,
        f"<{RDFS}label>",
        f"<{SKOS}prefLabel>",
        f"<{SKOS}notation>",
        f"<{ONTOLOGY}scaleRank>",
    }
)


class Facts:
    """The facts of canonical N-Quads, each known by the number of its line."""

    def __init__(self, quads: bytes, schema: Schema) -> None:
        self.schema = schema
        self.lines = list(lines(quads))
        self.facts: list[Fact] = [
            (id_of(s) or s, p, id_of(o) or o, graph) for s, p, o, graph in statements(self.lines)
        ]
        self.about: dict[str, list[int]] = {}
        self.into: dict[str, list[int]] = {}
        for number, (subject, _, object_, _) in enumerate(self.facts):
            self.about.setdefault(subject, []).append(number)
            if not object_.startswith('"'):
                self.into.setdefault(object_, []).append(number)
        self.ids = sorted(self.about)
        self.describing = {s for s, _, _, graph in self.facts if graph == f"<{PROVENANCE}>"}
        properties = [p for cls in schema.classes.values() for p in cls.properties.values()]
        self.nesting = {f"<{p.iri}>" for p in properties if p.kind is Kind.NESTED}
        rules = [rule for cls in schema.classes.values() for rule in cls.rules]
        self.shortcuts = {f"<{rule.predicate}>" for rule in rules}

    def objects(self, subject: str, name: str) -> list[str]:
        """Return the objects of a subject, the predicate named as in the ontology."""
        wanted = f"<{ONTOLOGY}{name}>"
        return [o for _, p, o, _ in self._at(self.about.get(subject, ())) if p == wanted]

    def subjects(self, name: str, object_: str) -> list[str]:
        """Return the subjects of an object, the predicate named as in the ontology."""
        wanted = f"<{ONTOLOGY}{name}>"
        return [s for s, p, _, _ in self._at(self.into.get(object_, ())) if p == wanted]

    def subjects_of(self, object_: str) -> set[str]:
        """Return the subjects of an object, shortcuts left out."""
        facts = self._at(self.into.get(object_, ()))
        return {s for s, p, _, _ in facts if p not in self.shortcuts}

    def _at(self, numbers: Iterable[int]) -> Iterator[Fact]:
        return map(self.facts.__getitem__, numbers)

    def records(self, *kinds: str) -> list[str]:
        """Return the ids of the records of these kinds."""
        return [id_ for id_ in self.ids if id_.count("/") == 1 and kind_of(id_) in kinds]

    def inside(self, id_: str) -> list[str]:
        """Return the ids of a thing and of all that is nested in it."""
        start, end = (bisect_left(self.ids, f"{id_}{mark}") for mark in "/0")
        return [id_, *self.ids[start:end]]

    # --- the part that stands on its own ---

    def closed(self, whole: Collection[str]) -> bytes:
        """Return the N-Quads of all facts of these things, and of what makes them stand alone."""
        kept = {number for thing in whole for number in self._own(thing, whole)}
        kept |= {n for thing in whole for rule in self._rules(thing) for n in self._by(rule, thing)}
        kept |= {n for subject in self._described(whole) for n in self.about.get(subject, ())}
        named, waiting = set(whole), set(kept)
        while waiting:
            met = {one for number in waiting for one in self._met(number)} - named
            named |= met
            waiting = {number for one in met for number in self._naming(one)} - kept
            kept |= waiting
        return b"".join(self.lines[number] for number in sorted(kept))

    def _own(self, thing: str, whole: Collection[str]) -> Iterator[int]:
        for number in self.about[thing]:
            _, predicate, object_, _ = self.facts[number]
            left_out = predicate in self.nesting and object_ not in whole
            if predicate not in self.shortcuts and not left_out:
                yield number

    def _described(self, whole: Collection[str]) -> Iterator[str]:
        """Yield the graphs of these things, and what is said of the data set as a whole."""
        yield from {f"<{RECORD_GRAPH}{'/'.join(thing.split('/')[:2])}>" for thing in whole}
        for subject in self.describing:
            if not subject.startswith(f"<{RECORD_GRAPH}"):
                yield subject

    def _met(self, number: int) -> Iterator[str]:
        """Yield the things of which a fact speaks."""
        subject, _, object_, _ = self.facts[number]
        for one in (subject, object_):
            if one in self.about and one not in self.describing:
                yield one

    def _naming(self, one: str) -> Iterator[int]:
        """Yield the facts by which a reader knows what a thing is."""
        kind = kind_of(one)
        for number in self.about.get(one, ()):
            _, predicate, _, _ = self.facts[number]
            if kind in (PASSAGE, SOURCE):
                if predicate not in self.nesting:
                    yield number
            elif predicate in NAMING:
                yield number
        for number in self.into.get(one, ()):
            if self.facts[number][1] in self.nesting:
                yield number

    # --- shortcuts ---

    def _rules(self, thing: str) -> Iterator[Rule]:
        """Yield the rules whose conditions a thing meets."""
        cls = self.schema.classes.get(kind_of(thing))
        for rule in () if cls is None else cls.rules:
            for condition in rule.conditions:
                found = set(self._values(thing, condition.key))
                met = (
                    condition.allowed <= found if condition.required else found <= condition.allowed
                )
                if not met:
                    break
            else:
                yield rule

    def _by(self, rule: Rule, thing: str) -> Iterator[int]:
        """Yield the shortcuts that a rule derives from a thing."""
        objects = set(self._end(rule.object, thing))
        for subject in self._end(rule.subject, thing):
            for number in self.about.get(subject, ()):
                _, predicate, object_, _ = self.facts[number]
                if predicate == f"<{rule.predicate}>" and object_ in objects:
                    yield number

    def _end(self, end: End, thing: str) -> Iterable[str]:
        if end.parent:
            return (thing.rsplit("/", 2)[0],)
        return (thing,) if end.key is None else self._values(thing, end.key)

    def _values(self, thing: str, key: str) -> list[str]:
        prop = self.schema.classes[kind_of(thing)].properties[key]
        return self.objects(thing, prop.iri.removeprefix(ONTOLOGY))


def kind_of(id_: str) -> str:
    """Return what kind of thing an id names.

    >>> kind_of("meeting/hgc-2025/participation/state.india")
    'participation'
    """
    return id_.rsplit("/", 2)[-2] if "/" in id_ else ""
