"""JSON-LD: things in its compact form, and whole graphs.

A term is a predicate's local name. Ids are short, relative to a base; a name is an object by
language; what a thing can have several of is a list even where there is one; what is nested in a
thing stands inside it. One thing alone shows, beside the id of what it refers to, its label. So a
reader of JSON needs to know nothing of RDF, and yet each value is a triple. What the terms mean is
for `sco_graph.jsonld_context` to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from sco_graph.facts import kind_of
from sco_graph.jsonld_context import BASE, Json, Term, context, read_terms
from sco_graph.nquads import (
    RDF_TYPE,
    Statement,
    by_graph,
    order,
    parse_literal,
    short_id,
    statements,
)
from sco_graph.ontology import RDFS, SKOS, XSD
from sco_graph.prefixes import Shortener, read_prefixes
from sco_graph.schema import DATA, ONTOLOGY, Class, Kind, Schema, local_name

if TYPE_CHECKING:
    from sco_graph.graph import Graph

Said: TypeAlias = Mapping[str, Sequence[str]]
"""The objects of one subject by predicate; terms are the text that they are in N-Quads."""
Labels: TypeAlias = Mapping[str, Json]
"""The labels by language of things that are referred to; where there are none, an id stands."""
NO_LABELS: Labels = {}

LARGEST = 2**53
"""From here on JSON's numbers are not exact."""
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,15}")
LABEL = f"<{RDFS}label>"
NAMES = (LABEL, f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>")


def thing_jsonld(graph: Graph, text: str) -> Json:
    """Return one thing, with all that is nested in it, as compact JSON-LD.

    What it refers to comes with its label. The context is written out, so that it works offline.

    Raises:
        UnknownName: There is no such id or name.
        Ambiguous: Several things have that name.
    """
    from sco_graph.shapes import read_schema

    writer, subject = _writer(read_schema()), f"<{DATA}{graph.resolve(text)}>"
    said = dict(writer.said_within(graph.store, subject))
    labels = writer.labels(graph.store, said)
    return {"@context": BASE | writer.context} | writer.thing(subject, said, labels)


def jsonld(quads: bytes, schema: Schema) -> Iterator[bytes]:
    """Yield canonical N-Quads as JSON-LD, graph by graph, with the context written out."""
    writer = _writer(schema)
    yield b'{\n"@context": ' + _written(BASE | writer.context) + b',\n"@graph": ['
    before = b"\n"
    for graph, lines in by_graph(quads).items():
        things = writer.things(statements(lines))
        yield before + _written({"id": graph.decode()[1:-1], "@graph": things})
        before = b",\n"
    yield b"\n]\n}\n"


@cache
def _writer(schema: Schema) -> JsonLdWriter:
    return JsonLdWriter(schema)


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


class JsonLdWriter:
    """Writes things as compact JSON-LD, by one schema."""

    def __init__(self, schema: Schema) -> None:
        self.context = context(schema)
        self._terms = {f"<{term.iri}>": term for term in read_terms(schema)}
        self._shortener = Shortener(read_prefixes())
        self._nested = {
            f"<{p.iri}>"
            for c in schema.classes.values()
            for p in c.properties.values()
            if p.kind is Kind.NESTED
        }
        self._ranks = {c.kind: _ranks(c) for c in schema.classes.values()}

    # --- gathering ---

    def said_within(self, store: ox.Store, subject: str) -> Iterator[tuple[str, Said]]:
        """Yield what is said of a subject, and of each thing nested in it."""
        quads = store.quads_for_pattern(ox.NamedNode(subject[1:-1]), None, None)
        said = _said((str(q.predicate), str(q.object)) for q in quads)
        yield subject, said
        for predicate in self._nested & said.keys():
            for inner in said[predicate]:
                yield from self.said_within(store, inner)

    def labels(self, store: ox.Store, said: Mapping[str, Said]) -> Labels:
        """Return the labels of all to which some things refer, by language."""
        referred = {
            object_
            for found in said.values()
            for predicate in found.keys() - {RDF_TYPE, *self._nested}
            for object_ in found[predicate]
            if object_.startswith("<")
        }
        label, term = ox.NamedNode(f"{RDFS}label"), self._terms[LABEL]
        labels: dict[str, Json] = {}
        for one in referred:
            quads = store.quads_for_pattern(ox.NamedNode(one[1:-1]), label, None)
            if texts := sorted({str(quad.object) for quad in quads}):
                labels[one] = _by_language(term, texts)
        return labels

    def things(self, found: Iterable[Statement]) -> list[Json]:
        """Return the things of which statements speak; one that is nested is inside its owner."""
        pairs: dict[str, list[tuple[str, str]]] = {}
        for subject, predicate, object_, _ in found:
            pairs.setdefault(subject, []).append((predicate, object_))
        said = {subject: _said(pairs[subject]) for subject in sorted(pairs, key=_order)}
        inside = {o for s in said.values() for p in self._nested & s.keys() for o in s[p]}
        return [self.thing(subject, said) for subject in said if subject not in inside]

    # --- writing ---

    def thing(self, subject: str, said: Mapping[str, Said], labels: Labels = NO_LABELS) -> Json:
        """Return a subject, with those of the others that are nested in it."""
        own = said[subject]
        made: Json = {"id": self._id(subject)}
        ranks = self._ranks.get(kind_of(subject), {})
        types = sorted(own.get(RDF_TYPE, ()), key=lambda t: (ranks.get(t, len(ranks)), t))
        if words := [self._class(type_) for type_ in types]:
            made["type"] = words if len(words) > 1 else words[0]
        for predicate in sorted(
            own.keys() - {RDF_TYPE}, key=lambda p: (ranks.get(p, len(ranks)), p)
        ):
            if predicate in self._nested:
                inner = [self._inner(object_, said, labels) for object_ in own[predicate]]
                made[self._terms[predicate].name] = inner
            else:
                made |= self._values(predicate, own[predicate], labels)
        return made

    def _inner(self, subject: str, said: Mapping[str, Said], labels: Labels) -> object:
        return self.thing(subject, said, labels) if subject in said else self._id(subject)

    def _values(self, predicate: str, objects: Sequence[str], labels: Labels) -> Json:
        term = self._terms.get(predicate)
        fitting = [o for o in objects if term is not None and _fits(term, o)]
        made: Json = {}
        if term is not None and fitting:
            made[term.name] = self._coerced(term, fitting, labels)
        if others := [self._expanded(o) for o in objects if o not in fitting]:
            key = self._shortener.short(predicate[1:-1]) or predicate[1:-1]
            made[key] = others if len(others) > 1 else others[0]
        return made

    def _coerced(self, term: Term, objects: Sequence[str], labels: Labels) -> object:
        """Return values that the context says all about."""
        if term.by_language:
            return _by_language(term, objects)
        written = [self._value(term, object_, labels) for object_ in objects]
        return written if term.many or len(written) > 1 else written[0]

    def _value(self, term: Term, object_: str, labels: Labels) -> object:
        if term.type == "@id":
            id_, label = self._id(object_), labels.get(object_)
            return id_ if label is None else {"id": id_, self._terms[LABEL].name: label}
        text, _, datatype = parse_literal(object_)
        if datatype == XSD + "boolean" and text in ("true", "false"):
            return text == "true"
        if datatype == XSD + "integer" and WHOLE.fullmatch(text) and abs(int(text)) < LARGEST:
            return int(text)
        return text

    def _expanded(self, object_: str) -> Json:
        """Return a value that says itself what it is."""
        if object_.startswith("<"):
            return {"id": self._id(object_)}
        text, language, datatype = parse_literal(object_)
        if language is not None:
            return {"@value": text, "@language": language}
        if datatype is None:
            return {"@value": text}
        return {"@value": text, "type": self._shortener.short(datatype) or datatype}

    def _id(self, iri: str) -> str:
        return short_id(iri) or self._shortener.short(iri[1:-1]) or iri[1:-1]

    def _class(self, iri: str) -> str:
        """Return a class by its local name where it is ours, else with its prefix."""
        if iri.startswith(f"<{ONTOLOGY}"):
            return local_name(iri[1:-1])
        return self._shortener.short(iri[1:-1]) or iri[1:-1]


def _ranks(cls: Class) -> Mapping[str, int]:
    """Return the place of each type and predicate of a class: names first, then as in a record."""
    keys = [*(f"<{iri}>" for iri in cls.types), *NAMES]
    for prop in cls.properties.values():
        keys += [f"<{iri}>" for iri in (prop.iri, *(prop.bounds or ()))]
    return {key: place for place, key in enumerate(dict.fromkeys(keys))}


def _said(pairs: Iterable[tuple[str, str]]) -> Said:
    found: dict[str, dict[str, None]] = {}
    for predicate, object_ in pairs:
        found.setdefault(predicate, {})[object_] = None
    return {predicate: sorted(objects) for predicate, objects in found.items()}


def _order(subject: str) -> bytes:
    return order(subject.encode())


def _fits(term: Term, object_: str) -> bool:
    """Tell whether the term's context says of a value what it is."""
    if object_.startswith("<"):
        return term.type == "@id"
    _, language, datatype = parse_literal(object_)
    return (language is not None) == term.by_language and datatype == term.type


def _by_language(term: Term, objects: Sequence[str]) -> Json:
    texts: dict[str, list[str]] = {}
    for object_ in objects:
        text, language, _ = parse_literal(object_)
        texts.setdefault(language or "", []).append(text)
    return {
        language: found if term.many or len(found) > 1 else found[0]
        for language, found in sorted(texts.items())
    }
