"""The JSON-LD context, derived from the schema and the concept schemes.

A term is a predicate's local name. There are no contexts within the context: each term means the
same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sco_graph.errors import SchemaError
from sco_graph.nquads import RDF_TYPE, parse_literal, statements
from sco_graph.ontology import RDFS, XSD
from sco_graph.prefixes import Shortener, read_prefixes
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA, ONTOLOGY, Kind, Property, Schema, local_name

Json: TypeAlias = dict[str, object]

# A base in a context that is fetched counts for nothing, so it is no part of the published one.
BASE: Json = {"@base": DATA}
KEYWORDS: Json = {"@version": 1.1, "@vocab": ONTOLOGY, "id": "@id", "type": "@type"}
TYPES: Mapping[Kind, str | None] = {
    Kind.TEXT: None,
    Kind.NAME: None,
    Kind.CONCEPT: "@id",
    Kind.REFERENCE: "@id",
    Kind.NESTED: "@id",
    Kind.PROPERTY: "@id",
    Kind.IRI: "@id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How the values of one predicate are written: by language, coerced to a type, or as they are.

    `type` is a datatype, or @id where the value is a thing.
    """

    iri: str
    type: str | None = None
    by_language: bool = False
    many: bool = False

    @property
    def name(self) -> str:
        """What the predicate is called in JSON."""
        return local_name(self.iri)


def context(schema: Schema) -> Json:
    """Return the context, without a base.

    Raises:
        SchemaError: Two predicates would have one term, or one predicate two kinds of values.
    """
    prefixes = read_prefixes()
    shortener = Shortener(prefixes)
    defined = {term.name: _definition(term, shortener) for term in read_terms(schema)}
    return KEYWORDS | dict(prefixes) | dict(sorted(defined.items()))


def context_document(schema: Schema) -> Json:
    """Return the context as the document that stands at its address."""
    return {"@context": context(schema)}


def read_terms(schema: Schema) -> tuple[Term, ...]:
    """Return the term of each predicate that the schema or a concept scheme uses.

    Raises:
        SchemaError: Two predicates would have one term, or one predicate two kinds of values.
    """
    found: dict[str, Term] = {}
    for term in (*_schema_terms(schema), *_scheme_terms()):
        former = found.setdefault(term.iri, term)
        if (former.type, former.by_language) != (term.type, term.by_language):
            raise SchemaError(f"{term.iri}: has values of two kinds, for which JSON-LD has no term")
        found[term.iri] = replace(former, many=former.many or term.many)
    taken = {name: name for name in (*KEYWORDS, *read_prefixes())}
    for iri, term in found.items():
        if taken.setdefault(term.name, iri) != iri:
            raise SchemaError(f"{iri}: JSON-LD would call it as it calls {taken[term.name]}")
    return tuple(found.values())


def _definition(term: Term, shortener: Shortener) -> Json:
    made: Json = {"@id": shortener.short(term.iri) or term.iri}
    if term.type is not None:
        made["@type"] = shortener.short(term.type) or term.type
    containers = ["@language"] * term.by_language + ["@set"] * term.many
    if containers:
        made["@container"] = containers if len(containers) > 1 else containers[0]
    return made


def _schema_terms(schema: Schema) -> Iterator[Term]:
    yield Term(iri=f"{RDFS}label", by_language=True)
    for cls in schema.classes.values():
        for prop in cls.properties.values():
            yield from _property_terms(prop)
        for rule in cls.rules:
            yield Term(iri=rule.predicate, type="@id", many=True)


def _property_terms(prop: Property) -> Iterator[Term]:
    type_ = TYPES.get(prop.kind, prop.datatype)
    yield Term(iri=prop.iri, type=type_, by_language=prop.kind is Kind.NAME, many=prop.many)
    for bound in prop.bounds or ():
        yield Term(iri=bound, type=f"{XSD}date", many=prop.many)


def _scheme_terms() -> Iterator[Term]:
    """Yield the terms of the concept schemes, by what is said there."""
    from sco_loaders.triples import scheme_quads  # here, as the loaders know nothing of JSON-LD

    quads = (f"{line}\n".encode() for line in scheme_quads(ontology_folder()))
    for _, predicate, object_, _ in statements(quads):
        if predicate != RDF_TYPE:
            yield _object_term(predicate, object_)


def _object_term(predicate: str, object_: str) -> Term:
    if object_.startswith("<"):
        return Term(iri=predicate[1:-1], type="@id", many=True)
    _, language, datatype = parse_literal(object_)
    return Term(iri=predicate[1:-1], type=datatype, by_language=language is not None)
