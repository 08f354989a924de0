"""Compile ontology/ into a `Schema`.

The mapping part of the shapes (every property shape with a sh:name, the map: annotations and the
rules) is read strictly: a construct that is not known here is refused with the shape's name, so
that nothing is silently left out of the triples, the nodes or the derived files. What only
validates is left to the SHACL engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from sco_graph.errors import SchemaError
from sco_graph.ontology import (
    EDTF,
    MAP,
    RDF,
    RDFS,
    SCO,
    SH,
    SKOS,
    XSD,
    Term,
    Triples,
    compact,
    not_known,
    shown,
)
from sco_graph.resources import ontology_folder
from sco_graph.rules import RuleReader, key_of
from sco_graph.schema import (
    DATA,
    LANGUAGES,
    Class,
    Concept,
    Kind,
    Property,
    Schema,
    kebab_case,
    local_name,
    relationship_type,
    slug,
)

DATATYPES = {
    XSD + "string": Kind.TEXT,
    RDF + "langString": Kind.NAME,
    XSD + "integer": Kind.INTEGER,
    XSD + "decimal": Kind.DECIMAL,
    XSD + "boolean": Kind.BOOLEAN,
    XSD + "date": Kind.DATE,
    XSD + "anyURI": Kind.URI,
    EDTF: Kind.EDTF,
}
PROPERTY_CONSTRUCTS = {
    *(SH + name for name in ("name", "description", "order", "path")),
    *(SH + name for name in ("datatype", "class", "nodeKind")),
    *(SH + name for name in ("minCount", "maxCount", "pattern", "minLength", "maxLength")),
    *(SH + name for name in ("minInclusive", "maxInclusive", "uniqueLang", "languageIn")),
    *(SH + name for name in ("defaultValue", "message", "severity")),
    *(MAP + name for name in ("nested", "earliest", "latest")),
}
SHAPE_CONSTRUCTS = {
    *(SH + name for name in ("targetClass", "property", "rule", "sparql", "or", "and", "not")),
    *(SH + name for name in ("xone", "message", "severity")),
    *(RDF + "type", MAP + "identifiedBy", MAP + "identifiedByFirstOf", MAP + "recognisedBy"),
}
ANNOTATIONS = {
    *(MAP + name for name in ("nested", "earliest", "latest")),
    *(MAP + name for name in ("identifiedBy", "identifiedByFirstOf", "recognisedBy", "asNode")),
}
ENGLISH = LANGUAGES[0]
UNSAFE_KEYS = frozenset({"start", "end", "type", "label", "title", "id", "key", "iri"})
"""Names that one of the Cypher engines, or the record itself, takes for something else."""


def read_schema(folder: Path | None = None) -> Schema:
    """Compile the ontology in a folder, by default the project's own.

    Raises:
        SchemaError: The ontology holds a construct that the compiler does not know.
    """
    return _read_schema(folder or ontology_folder())


@cache
def _read_schema(folder: Path) -> Schema:
    return Compiler(Triples(folder)).schema()


class Compiler:
    """Turns the triples of an ontology into a schema; one compiler for one ontology."""

    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self._made: dict[tuple[Term, Term], Property] = {}
        self.labels = {
            iri.value: self._in_languages(iri)
            for iri in triples.subjects(RDFS + "label")
            if isinstance(iri, ox.NamedNode) and triples.literal(iri, RDFS + "label", ENGLISH)
        }

    def _in_languages(self, term: Term) -> Mapping[str, str]:
        labels = {one: self.triples.literal(term, RDFS + "label", one) for one in LANGUAGES}
        return MappingProxyType({one: label for one, label in labels.items() if label})

    def schema(self) -> Schema:
        """Return the whole schema."""
        shapes = self._shapes_by_class()
        nested = self._nested_classes()
        classes = [self._class(iri, shapes, nested) for iri in sorted(shapes)]
        concepts = self._concepts()
        self._refuse_passed_over()
        return Schema(
            classes=MappingProxyType({c.kind: c for c in sorted(classes, key=lambda c: c.kind)}),
            concepts=MappingProxyType(concepts),
            node_concepts=frozenset(
                iri.value
                for iri in self.triples.subjects(MAP + "asNode")
                if isinstance(iri, ox.NamedNode)
            ),
            names=MappingProxyType({iri: label[ENGLISH] for iri, label in self.labels.items()}),
            labels=MappingProxyType(self.labels),
        )

    def _shapes_by_class(self) -> dict[str, list[Term]]:
        shapes: dict[str, list[Term]] = {}
        for shape in self.triples.subjects(RDF + "type", SH + "NodeShape"):
            self.triples.refuse_unknown(shape, shape, SHAPE_CONSTRUCTS)
            for iri in self.triples.iris(shape, SH + "targetClass"):
                shapes.setdefault(iri, []).append(shape)
        return shapes

    def _nested_classes(self) -> set[str]:
        return {
            iri
            for shape in self.triples.subjects(MAP + "nested")
            for iri in self.triples.iris(shape, SH + "class")
        }

    def _refuse_passed_over(self) -> None:
        """Refuse keys of a shape that is not read, and annotations that nothing reads."""
        for shape in self.triples.subjects(SH + "property"):
            if SH + "NodeShape" in self.triples.iris(shape, RDF + "type") and self.triples.iris(
                shape, SH + "targetClass"
            ):
                continue
            for _, key in self._named_parts(shape):
                raise SchemaError(
                    f"{shown(shape)}, key {key!r}: the shape must be a sh:NodeShape with a "
                    "sh:targetClass"
                )
        for subject, predicate in self.triples.uses(MAP):
            if predicate not in ANNOTATIONS:
                raise not_known(shown(subject), [predicate])

    def _named_parts(self, shape: Term) -> Iterator[tuple[Term, str]]:
        for part in self.triples.objects(shape, SH + "property"):
            if not isinstance(part, ox.Literal) and SH + "name" in self.triples.predicates(part):
                yield part, self.triples.literal(part, SH + "name") or ""

    # --- classes ---

    def _class(self, iri: str, shapes: Mapping[str, list[Term]], nested: set[str]) -> Class:
        types = self._types(iri)
        own = [shape for t in types for shape in shapes.get(t, ())]
        properties = self._properties(own)
        keys = {made.iri: key for key, made in properties.items()}
        first_of = self._one_list(own, MAP + "identifiedByFirstOf")
        identity = first_of or self._one_list(own, MAP + "identifiedBy") or ()
        recognising = [path for s in own for path in self.triples.iris(s, MAP + "recognisedBy")]
        name = local_name(iri)
        return Class(
            iri=iri,
            name=name,
            kind=kebab_case(name),
            definition=self._definition(ox.NamedNode(iri)),
            scope_note=self._scope_note(ox.NamedNode(iri)),
            types=types,
            labels=tuple(local_name(t) for t in types if t in shapes),
            properties=MappingProxyType(properties),
            identity=tuple(key_of(iri, keys, path) for path in identity),
            first_of=first_of is not None,
            nested=iri in nested,
            recognised_by=next((key_of(iri, keys, path) for path in recognising), None),
            rules=tuple(
                rule for shape in own for rule in RuleReader(self.triples, shape, iri, keys).rules()
            ),
        )

    def _types(self, iri: str) -> tuple[str, ...]:
        """Return a class and all its superclasses, nearest first."""
        found = [iri]
        for one in found:
            above = self.triples.iris(ox.NamedNode(one), RDFS + "subClassOf")
            found += [a for a in above if a not in found]
        return tuple(found)

    def _one_list(self, shapes: Iterable[Term], predicate: str) -> tuple[str, ...] | None:
        lists = [
            found
            for shape in shapes
            if (found := self.triples.items(shape, shape, predicate)) is not None
        ]
        return lists[0] if lists else None

    def _definition(self, term: Term) -> str:
        return self.triples.literal(term, SKOS + "definition", "en") or ""

    def _scope_note(self, term: Term) -> str:
        return self.triples.literal(term, SKOS + "scopeNote", "en") or ""

    # --- properties ---

    def _properties(self, shapes: Iterable[Term]) -> dict[str, Property]:
        found: dict[str, tuple[int, Property]] = {}
        for shape in shapes:
            for part, key in self._named_parts(shape):
                # What a class has, each of those below it has too.
                if (shape, part) not in self._made:
                    self._made[shape, part] = self._property(shape, part, key)
                made = self._made[shape, part]
                if made.key in found and found[made.key][1] != made:
                    raise SchemaError(
                        f"{shown(shape)}: two different properties are named {made.key!r}"
                    )
                found[made.key] = (int(self.triples.literal(part, SH + "order") or 0), made)
        ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].key))
        return {made.key: made for _, made in ordered}

    def _property(self, shape: Term, part: Term, key: str) -> Property:
        self.triples.refuse_unknown(shape, part, PROPERTY_CONSTRUCTS)
        if key in UNSAFE_KEYS or not key.isidentifier():
            raise SchemaError(f"{shown(shape)}: the key {key!r} is not safe on both Cypher engines")
        iri = self.triples.path(shape, part, f"key {key!r}")
        kind, target = self._kind(shape, part, key)
        return Property(
            key=key,
            iri=iri,
            kind=kind,
            datatype=next(iter(self.triples.iris(part, SH + "datatype")), None),
            target=target,
            many=self.triples.literal(part, SH + "maxCount") != "1" and not self._by_language(part),
            required=int(self.triples.literal(part, SH + "minCount") or 0) > 0,
            default=self._default(shape, part, key, target),
            bounds=self._bounds(shape, part, key, kind),
            definition=self.triples.literal(part, SH + "description")
            or self._definition(ox.NamedNode(iri)),
            scope_note=self._scope_note(ox.NamedNode(iri)),
            pattern=self.triples.literal(part, SH + "pattern"),
            relationship=relationship_type(iri),
        )

    def _by_language(self, part: Term) -> bool:
        return self.triples.literal(part, SH + "uniqueLang") == "true"

    def _kind(self, shape: Term, part: Term, key: str) -> tuple[Kind, str | None]:
        datatypes, classes = (self.triples.iris(part, SH + name) for name in ("datatype", "class"))
        if self.triples.iris(part, SH + "nodeKind") == [SH + "IRI"] and not datatypes + classes:
            return Kind.IRI, None
        if len(datatypes) + len(classes) != 1:
            raise SchemaError(
                f"{shown(shape)}, key {key!r}: give one sh:datatype or one sh:class, or "
                "sh:nodeKind sh:IRI"
            )
        if datatypes and datatypes[0] not in DATATYPES:
            raise SchemaError(f"{shown(shape)}, key {key!r}: unknown datatype {datatypes[0]}")
        kind = DATATYPES[datatypes[0]] if datatypes else self._kind_of_class(classes[0])
        if self.triples.literal(part, MAP + "nested") != "true":
            return kind, next(iter(classes), None)
        if kind is Kind.REFERENCE and self.triples.subjects(SH + "targetClass", classes[0]):
            return Kind.NESTED, classes[0]
        raise SchemaError(
            f"{shown(shape)}, key {key!r}: only a thing with a shape of its own can be nested"
        )

    def _kind_of_class(self, iri: str) -> Kind:
        if iri == RDF + "Property":
            return Kind.PROPERTY
        return Kind.CONCEPT if SKOS + "Concept" in self._types(iri) else Kind.REFERENCE

    def _default(self, shape: Term, part: Term, key: str, target: str | None) -> str | None:
        found = self.triples.objects(part, SH + "defaultValue")
        if not found:
            return None
        concept = found[0]
        if isinstance(concept, ox.NamedNode) and len(found) == 1:
            types = self.triples.iris(concept, RDF + "type")
            if target in types and SKOS + "Concept" in types:
                return concept.value.removeprefix(DATA)
        kind = f" of {compact(target)}" if target else ""
        raise SchemaError(f"{shown(shape)}, key {key!r}: sh:defaultValue must be a concept{kind}")

    def _bounds(self, shape: Term, part: Term, key: str, kind: Kind) -> tuple[str, str] | None:
        ends = [self.triples.iris(part, MAP + name) for name in ("earliest", "latest")]
        if all(ends) and kind is Kind.EDTF:
            if self.triples.literal(part, SH + "maxCount") != "1":
                raise SchemaError(
                    f"{shown(shape)}, key {key!r}: of several dates nobody could tell which first "
                    "day goes with which last; give it sh:maxCount 1, or nest things with a date"
                )
            return ends[0][0], ends[1][0]
        if any(ends) or kind is Kind.EDTF:
            raise SchemaError(
                f"{shown(shape)}, key {key!r}: an EDTF date, and nothing else, has "
                "map:earliest and map:latest"
            )
        return None

    # --- concepts ---

    def _concepts(self) -> dict[str, Mapping[str, Concept]]:
        found: dict[str, dict[str, Concept]] = {}
        for iri in self.triples.subjects(SKOS + "notation"):
            for class_iri in self.triples.iris(iri, RDF + "type"):
                if class_iri != SKOS + "Concept":
                    made = self._concept(iri, class_iri)
                    found.setdefault(class_iri, {})[made.notation] = made
        return {iri: MappingProxyType(concepts) for iri, concepts in sorted(found.items())}

    def _concept(self, iri: Term, class_iri: str) -> Concept:
        labels = [
            o for o in self.triples.objects(iri, SKOS + "prefLabel") if isinstance(o, ox.Literal)
        ]
        notation = self.triples.literal(iri, SKOS + "notation") or ""
        expected = f"{kebab_case(local_name(class_iri))}/{slug(notation)}"
        if not iri.value.endswith(expected):
            raise SchemaError(
                f"{iri.value}: a concept's IRI ends with its class and notation, {expected}"
            )
        rank = self.triples.literal(iri, SCO + "scaleRank")
        return Concept(
            id=expected,
            class_iri=class_iri,
            notation=notation,
            names=MappingProxyType({o.language: o.value for o in labels if o.language}),
            definition=self._definition(iri),
            rank=None if rank is None else int(rank),
            broader=tuple(self.triples.iris(iri, SKOS + "broader")),
        )
