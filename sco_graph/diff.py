"""What differs between two releases: facts added, changed and withdrawn, by record, in plain words.

The words are those of `show` and `evidence`. What is derived from other facts, such as shortcuts
and the first day of a date, is not told a second time. A record that has another id now is one
record: what pointed to it by its former id and does so by its new one is no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sco_graph.labels import Labels, kind_of, place_words
from sco_graph.nquads import id_of, parse_literal
from sco_graph.ontology import RDFS, XSD
from sco_graph.schema import DATA, LANGUAGES, Kind, Property, Schema, local_name, record_of, words
from sco_graph.stated import Stated, Triple
from sco_graph.things import PASSAGE, natural
from sco_loaders.triples import DEPRECATED, PREF_LABEL, RDF_TYPE, text_literal

CHANGE = "change"
"""The kind of the nested things that account for corrections."""
ALSO_DERIVED = frozenset({RDF_TYPE, f"<{RDFS}label>", PREF_LABEL, DEPRECATED})


class How(StrEnum):
    """What became of a record or of a thing nested in it."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RENAMED = "renamed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as the records have it, a thing by its id, and as a reader knows it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is said no more under a key, and what is said there now; `usual` goes without saying."""

    key: str
    label: str
    old: tuple[Value, ...]
    new: tuple[Value, ...]
    many: bool
    usual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A thing nested in a record, with what differs in it; all of it where it is new or gone."""

    id: str
    name: str
    how: How
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the curators changed a record; `corrects` is the key that they put right."""

    changed_on: str
    corrects: str | None
    label: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDifference:
    """A record that is not as it was. `former_ids` are those that it took over since."""

    id: str
    kind: str
    name: str
    how: How
    former_ids: tuple[str, ...]
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


def diff(old: Stated, new: Stated, schema: Schema) -> tuple[RecordDifference, ...]:
    """Return the records that differ: renamed and merged ones, then by what became of them."""
    found = _Comparison(old, new, schema).records()
    order = list(How)
    return tuple(sorted(found, key=lambda one: (order.index(one.how), natural(one.id))))


class _Renaming:
    """Puts the new ids of renamed and merged records in place of their former ones."""

    def __init__(self, replaced: Mapping[str, str]) -> None:
        self.replaced = replaced
        # As a thing's id stands in the ids of things that it tells from their neighbours.
        self._parts = {
            one.replace("/", "."): new.replace("/", ".") for one, new in replaced.items()
        }

    def id(self, id_: str) -> str:
        """Return an id as it is now, that of a nested thing too."""
        record = record_of(id_)
        rest = id_.removeprefix(record).split("/")
        renamed = ("_".join(self._parts.get(part, part) for part in one.split("_")) for one in rest)
        return self.replaced.get(record, record) + "/".join(renamed)

    def triple(self, triple: Triple) -> Triple:
        """Return a triple with all ids as they are now."""
        subject, predicate, object_ = triple
        return self._term(subject), predicate, self._term(object_)

    def _term(self, term: str) -> str:
        id_ = id_of(term)
        return term if id_ is None else f"<{DATA}{self.id(id_)}>"


class _Comparison:
    """The triples that only one of two releases has, and what they say."""

    def __init__(self, old: Stated, new: Stated, schema: Schema) -> None:
        self.schema = schema
        self.labels = Labels(schema)
        self._read_schema()
        self.former = _newly_former(old, new, self.replacing)
        renaming = _Renaming(self.former)
        gone = {renaming.triple(one) for one in old.triples - new.triples}
        self.come = new.triples - old.triples - gone
        self.gone = gone - new.triples
        self.known_before = old.names
        self.old_names = {renaming.id(id_): name for id_, name in old.names.items()} | old.names
        self.new_names = new.names

    def _read_schema(self) -> None:
        classes = self.schema.classes.values()
        self.keys = {
            (cls.kind, f"<{prop.iri}>"): (number, prop)
            for cls in classes
            for number, prop in enumerate(cls.properties.values())
        }
        recognising = [cls.properties[cls.recognised_by] for cls in classes if cls.recognised_by]
        self.replacing = frozenset(f"<{prop.iri}>" for prop in recognising)
        self.anywhere = {f"<{prop.iri}>": prop for prop in recognising}
        properties = [prop for cls in classes for prop in cls.properties.values()]
        bounds = [bound for prop in properties for bound in prop.bounds or ()]
        rules = [rule.predicate for cls in classes for rule in cls.rules]
        self.derived = {f"<{iri}>" for iri in (*bounds, *rules)} | ALSO_DERIVED

    def records(self) -> Iterator[RecordDifference]:
        """Yield each record that differs."""
        facts = self._facts()
        reasons = self._reasons(facts)
        by_record: dict[str, list[str]] = defaultdict(list)
        for id_ in facts:
            by_record[record_of(id_)].append(id_)
        former: dict[str, list[str]] = defaultdict(list)
        for one, current in self.former.items():
            former[current].append(one)
        for record in {*by_record, *reasons, *former}:
            parts = [id_ for id_ in by_record[record] if id_ != record]
            yield RecordDifference(
                id=record,
                kind=kind_of(record),
                name=self.new_names.get(record) or self.old_names.get(record, record),
                how=self._what_became_of(record, former[record]),
                former_ids=tuple(sorted(former[record], key=natural)),
                reasons=tuple(reasons.get(record, ())),
                facts=facts.get(record, ()),
                parts=tuple(
                    Part(id=id_, name=self._part(id_), how=self._how(id_), facts=facts[id_])
                    for id_ in sorted(parts, key=natural)
                ),
            )

    # --- which things ---

    def _how(self, id_: str) -> How:
        if id_ not in self.new_names:
            return How.WITHDRAWN
        return How.CHANGED if id_ in self.old_names else How.ADDED

    def _what_became_of(self, record: str, former: Collection[str]) -> How:
        if any(one in self.known_before for one in former):
            return How.MERGED if record in self.known_before else How.RENAMED
        return self._how(record)

    def _part(self, id_: str) -> str:
        """Return the name of a nested thing without that of its record."""
        for names in (self.new_names, self.old_names):
            if id_ in names:
                return names[id_].removeprefix(f"{names.get(record_of(id_))}: ")
        return id_

    # --- what is said ---

    def _facts(self) -> dict[str, tuple[Fact, ...]]:
        """Return what differs in each thing, in the schema's order."""
        said: dict[str, dict[tuple[int, str, str], list[Triple]]] = defaultdict(dict)
        for triple in (*self.gone, *self.come):
            subject, predicate, object_ = triple
            id_ = id_of(subject)
            number = None if id_ is None else self._place(kind_of(id_), predicate)
            # What has no name, as a former id, is labelled with its id.
            if (
                id_ is not None
                and number is not None
                and object_ != text_literal(id_, LANGUAGES[0])
            ):
                place = number, predicate, _language(object_)
                said[id_].setdefault(place, []).append(triple)
        return {
            id_: tuple(
                self._fact(id_, predicate, said[id_][number, predicate, language], language)
                for number, predicate, language in sorted(said[id_])
            )
            for id_ in said
        }

    def _place(self, kind: str, predicate: str) -> int | None:
        """Return where a predicate stands among the keys of a kind, None where it is not told."""
        if (kind, predicate) in self.keys:
            number, prop = self.keys[kind, predicate]
            return None if prop.kind is Kind.NESTED else number
        if predicate in self.anywhere:
            return -1
        known = predicate in self.derived or any(iri == predicate for _, iri in self.keys)
        return None if known else len(self.keys)

    def _fact(self, id_: str, predicate: str, triples: Iterable[Triple], language: str) -> Fact:
        prop = self._property(id_, predicate)
        old, new = (
            tuple(
                sorted(
                    (self._value(id_, prop, one[2], names) for one in triples if one in side),
                    key=lambda value: natural(value.value),
                )
            )
            for side, names in ((self.gone, self.old_names), (self.come, self.new_names))
        )
        usual = None if prop is None else self.labels.default(prop)
        label = local_name(predicate[1:-1]) if prop is None else self.labels.property(prop)
        return Fact(
            key=label if prop is None else prop.key,
            label=" ".join(words(label)).lower() if prop is None else label + _in(language),
            old=old,
            new=new,
            many=prop is None or prop.many,
            usual=not (old and new) and any(one.value == usual for one in (*old, *new)),
        )

    def _property(self, id_: str, predicate: str) -> Property | None:
        _, prop = self.keys.get((kind_of(id_), predicate), (0, self.anywhere.get(predicate)))
        return prop

    def _value(self, id_: str, prop: Property | None, term: str, names: Mapping[str, str]) -> Value:
        if term.startswith('"'):
            text, _, datatype = parse_literal(term)
            said = {"true": "yes", "false": "no"}.get(text) if datatype == f"{XSD}boolean" else None
            return Value(value=text, words=said or text)
        named = id_of(term)
        if named is None:
            return self._of_elsewhere(id_, prop, term[1:-1])
        concept = self.labels.concept(named) if named.count("/") == 1 else None
        if concept is not None:
            return Value(value=concept.notation, words=concept.names[LANGUAGES[0]])
        return Value(value=named, words=_thing(named, names))

    def _of_elsewhere(self, id_: str, prop: Property | None, iri: str) -> Value:
        """Return the value of an IRI that names no thing: a property, or a link."""
        if prop is None or prop.kind is not Kind.PROPERTY:
            return Value(value=iri, words=iri)
        _, named = self.keys.get((kind_of(id_.rsplit("/", 2)[0]), f"<{iri}>"), (0, None))
        if named is None:
            return Value(value=iri, words=local_name(iri))
        return Value(value=named.key, words=self.labels.property(named))

    # --- why ---

    def _reasons(self, facts: dict[str, tuple[Fact, ...]]) -> dict[str, list[Reason]]:
        """Take the changes that are accounted for since out of the facts, and return them."""
        found: dict[str, list[Reason]] = defaultdict(list)
        for id_ in sorted(facts, key=natural):
            record = record_of(id_)
            if kind_of(id_) == CHANGE and id_ not in self.old_names:
                found[self.former.get(record, record)].append(_reason(facts.pop(id_)))
            elif record in self.former:
                del facts[id_]
        return found


def _newly_former(old: Stated, new: Stated, replacing: Collection[str]) -> dict[str, str]:
    """Return the ids that are former ones since, each with the id that took its place."""
    before, after = (
        {s: o for s, p, o in stated.triples if p in replacing} for stated in (old, new)
    )
    pairs = ((id_of(s), id_of(o)) for s, o in after.items() if s not in before)
    return {one: current for one, current in pairs if one and current}


def _reason(facts: Sequence[Fact]) -> Reason:
    said = {fact.key: fact.new[0] for fact in facts if fact.new}
    corrects = said.get("corrects")
    return Reason(
        changed_on=said["changed_on"].value,
        corrects=None if corrects is None else corrects.value,
        label=None if corrects is None else corrects.words,
        reason=said["reason"].value,
    )


def _thing(id_: str, names: Mapping[str, str]) -> str:
    """Return a thing as a reader knows it, with its id; a place in a source by its number."""
    record = record_of(id_)
    if kind_of(id_) == PASSAGE:
        return f"{names.get(record, record)}, {place_words(id_.rsplit('/', 1)[-1])}"
    return f"{names[id_]} ({id_})" if id_ in names else id_


def _language(term: str) -> str:
    """Return the language of a literal, an empty text for every other term."""
    return (parse_literal(term)[1] or "") if term.startswith('"') else ""


def _in(language: str) -> str:
    return f" ({language})" if language not in ("", LANGUAGES[0]) else ""
