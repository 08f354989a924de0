"""The page of the ontology's terms: each class, property and concept scheme, as Markdown.

It says what the files of ontology/ say, in words, with an example from a graph. How a record writes
the same, and every single concept, is for the data dictionary to say.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from sco_graph.ontology import RDF, RDFS, SCO, SH, SKOS, Term, Triples
from sco_graph.prefixes import Shortener, read_prefixes
from sco_graph.schema import DATA, LANGUAGES, local_name
from sco_graph.shape_words import constraint_words

OWL = "http://www.w3.org/2002/07/owl#"
WIDTH = 100
PLACEHOLDER = re.compile(r"\{\?(\w+)\}")
INTRODUCTION = f"""\
# Terms of the ontology

Derived from ontology/ and the shipped records by `make regenerate`; edit these and not this page.

For those who read the RDF: each term with its label in English, Russian and Chinese, what it
means, what stands above it, what the shapes demand, and where the shipped data use it.
[ontology.md](ontology.md) says why each term of a standard was taken or left,
[data-dictionary.md](data-dictionary.md) how a record writes all this, with every single concept.
What the shape of a class demands holds for its subclasses too.
The axioms, such as which classes are disjoint, stand in `ontology/sco.ttl`.

`sco:` is {SCO}. An example is the first in the order of ids;
an id such as `state/india` stands for `{DATA}state/india`.

[Classes](#classes) · [Properties](#properties) · [Concept schemes](#concept-schemes)
"""


def ontology_page(triples: Triples, store: ox.Store) -> str:
    """Return the page, for the triples of ontology/ and the RDF of a build.

    Raises:
        SchemaError: A shape holds a constraint for which there are no words.
    """
    return "\n".join(_Page(triples, store).lines())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """What a shape demands of one predicate of a class: a part of the shape."""

    target: str
    predicate: str
    node: Term


class _Page:
    """Writes the page; a method gives the lines of one thing."""

    def __init__(self, triples: Triples, store: ox.Store) -> None:
        self.triples = triples
        self.store = store
        self.shorten = Shortener(read_prefixes())
        self.classes = self._ours(OWL + "Class")
        kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
        self.parts = sorted(self._parts(), key=lambda part: (part.target, part.predicate))
        ours = {iri for kind in kinds for iri in self._ours(OWL + kind)}
        self.properties = sorted({*ours, *(part.predicate for part in self.parts)}, key=self._order)
        self.schemes = triples.subjects(RDF + "type", SKOS + "ConceptScheme")

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page."""
        yield INTRODUCTION
        yield "## Classes\n"
        for iri in self.classes:
            yield from self._entry(f"Class `{self._name(iri)}`", iri, self._of_class(iri))
        yield "## Properties\n"
        for iri in self.properties:
            yield from self._entry(f"Property `{self._name(iri)}`", iri, self._of_property(iri))
        yield "## Concept schemes\n"
        for scheme in self.schemes:
            title = f"Scheme `{_id(scheme)}`"
            yield from self._entry(title, scheme.value, self._of_scheme(scheme))

    def _entry(self, title: str, iri: str, facts: Iterable[str]) -> Iterator[str]:
        yield f"### {title}\n"
        term = ox.NamedNode(iri)
        names = [self._said(term, (RDFS + "label", SKOS + "prefLabel"), la) for la in LANGUAGES]
        if any(names):
            yield f"{' · '.join(filter(None, names))}\n"
        meaning = self._said(term, (SKOS + "definition",), "en") or self._described(iri)
        yield f"{meaning or 'Its own standard says what it means.'}\n"
        if note := self._said(term, (SKOS + "scopeNote",), "en"):
            yield f"- To mind: {note}"
        yield from (f"- {fact}" for fact in facts)
        yield ""

    # --- one term ---

    def _of_class(self, iri: str) -> Iterator[str]:
        yield from self._linked("Parents", iri, RDFS + "subClassOf")
        yield from self._linked("Near, and no more", iri, SKOS + "closeMatch")
        yield from self._examples_in_words(iri)
        shaped = [part for part in self.parts if part.target == iri]
        required = {p.predicate for p in shaped if self._number(p.node, "minCount") > 0}
        others = {p.predicate for p in shaped} - required
        for title, found in (("Its shape demands", required), ("Its shape allows", others)):
            if found:
                yield f"{title}: {', '.join(map(self._link, sorted(found, key=self._order)))}"
        for message in self._messages(iri):
            yield f"Reported of it: {message}"
        yield self._example(self._instance(iri))

    def _of_property(self, iri: str) -> Iterator[str]:
        yield from self._linked("From", iri, RDFS + "domain")
        yield from self._from_one_of(iri)
        yield from self._linked("To", iri, RDFS + "range")
        yield from self._linked("Parents", iri, RDFS + "subPropertyOf")
        yield from self._linked("Near, and no more", iri, SKOS + "closeMatch")
        yield from self._linked("The other way round", iri, OWL + "inverseOf")
        yield from self._examples_in_words(iri)
        demands: dict[str, list[str]] = {}
        for part in self.parts:
            if part.predicate == iri:
                words = constraint_words(self.triples, part.node, self._link)
                demands.setdefault(words, []).append(self._link(part.target))
        for words, targets in demands.items():
            yield f"The shape of {', '.join(targets)}: {words}"
        yield self._example(self._use(iri))

    def _of_scheme(self, scheme: Term) -> Iterator[str]:
        concepts = self.triples.subjects(SKOS + "inScheme", scheme.value)
        classes = {
            iri for concept in concepts for iri in self.triples.iris(concept, RDF + "type")
        } & set(self.classes)
        for iri in sorted(classes):
            listed = f"[data dictionary](data-dictionary.md#{local_name(iri).lower()})"
            yield f"Concepts: {len(concepts)}, each a {self._link(iri)}; the {listed} has them all"
            takers = sorted({p.predicate for p in self.parts if self._takes(p, iri)})
            yield f"Chosen by: {', '.join(map(self._link, takers))}"
            yield self._example(next(filter(None, map(self._use, takers)), ""))

    def _takes(self, part: _Part, iri: str) -> bool:
        return iri in self.triples.iris(part.node, SH + "class")

    # --- what the ontology says ---

    def _ours(self, kind: str) -> list[str]:
        found = (term.value for term in self.triples.subjects(RDF + "type", kind))
        return sorted(iri for iri in found if iri.startswith(SCO))

    def _order(self, iri: str) -> tuple[bool, str]:
        """Order our own terms first."""
        return not iri.startswith(SCO), self._name(iri)

    def _parts(self) -> Iterator[_Part]:
        for shape in self.triples.subjects(RDF + "type", SH + "NodeShape"):
            for target in self.triples.iris(shape, SH + "targetClass"):
                for node in self.triples.objects(shape, SH + "property"):
                    if not isinstance(node, ox.Literal):
                        path = self.triples.path(shape, node, "a part")
                        yield _Part(target=target, predicate=path, node=node)

    def _messages(self, iri: str) -> list[str]:
        found = (
            self.triples.literal(constraint, SH + "message") or ""
            for shape in self.triples.subjects(SH + "targetClass", iri)
            for constraint in self.triples.objects(shape, SH + "sparql")
            if not isinstance(constraint, ox.Literal)
        )
        return sorted(PLACEHOLDER.sub(r"*\1*", message) for message in found)

    def _said(self, term: Term, predicates: Iterable[str], language: str) -> str:
        found = (self.triples.literal(term, predicate, language) for predicate in predicates)
        return next(filter(None, found), "")

    def _described(self, iri: str) -> str:
        found = {self.triples.literal(p.node, SH + "description") for p in self.parts
                 if p.predicate == iri}  # fmt: skip
        return " ".join(sorted(filter(None, found)))

    def _number(self, node: Term, name: str) -> int:
        return int(self.triples.literal(node, SH + name) or 0)

    def _linked(self, title: str, iri: str, predicate: str) -> Iterator[str]:
        if found := self.triples.iris(ox.NamedNode(iri), predicate):
            yield f"{title}: {', '.join(map(self._link, found))}"

    def _from_one_of(self, iri: str) -> Iterator[str]:
        for domain in self.triples.objects(ox.NamedNode(iri), RDFS + "domain"):
            if isinstance(domain, ox.BlankNode):
                found = self.triples.items(domain, domain, OWL + "unionOf") or ()
                yield f"From: {' or '.join(map(self._link, found))}"

    def _examples_in_words(self, iri: str) -> Iterator[str]:
        found = self.triples.objects(ox.NamedNode(iri), SKOS + "example")
        if words := sorted(one.value for one in found if isinstance(one, ox.Literal)):
            yield f"For instance: {'; '.join(words)}"

    # --- what the graph says ---

    def _instance(self, iri: str) -> str:
        """Return the first thing of a class with its name, or nothing where there is none."""
        found = [q.subject for q in self._quads(RDF + "type", ox.NamedNode(iri))]
        if not found:
            return ""
        first = min(found, key=_place)
        names = self.store.quads_for_pattern(first, ox.NamedNode(RDFS + "label"), None)
        labels = (quad.object for quad in names)
        english = [
            one.value for one in labels if isinstance(one, ox.Literal) and _rank(one)[0] == 0
        ]
        return f"`{_id(first)}`" + (f", {min(english)}" if english else "")

    def _use(self, iri: str) -> str:
        """Return the first statement with a predicate, or nothing where there is none."""
        found = self._quads(iri, None)
        if not found:
            return ""
        first = min(found, key=lambda quad: (_place(quad.subject), *_rank(quad.object)))
        return f"`{_id(first.subject)}` `{self._name(iri)}` {self._value(first.object)}"

    def _quads(self, predicate: str, found: Term | None) -> list[ox.Quad]:
        return list(self.store.quads_for_pattern(None, ox.NamedNode(predicate), found))

    def _example(self, text: str) -> str:
        return f"In the data: {text or 'none yet'}"

    def _value(self, found: object) -> str:
        if not isinstance(found, ox.Literal):
            name = _id(found)
            return f"`{name if ':' not in name else self._name(name)}`"
        text = textwrap.shorten(found.value, WIDTH, placeholder=" …").replace("`", "'")
        return f"`{text}`" + (f", in `{found.language}`" if found.language else "")

    # --- names ---

    def _name(self, iri: str) -> str:
        return self.shorten.short(iri) or iri

    def _link(self, iri: str) -> str:
        name = self._name(iri)
        if iri in self.classes:
            return f"[`{name}`](#class-{_anchor(name)})"
        if iri in self.properties:
            return f"[`{name}`](#property-{_anchor(name)})"
        return f"`{name}`"


def _anchor(name: str) -> str:
    return name.replace(":", "").lower()


def _id(term: object) -> str:
    """Return the id of a thing of ours, of any other term its whole IRI."""
    return term.value.removeprefix(DATA) if isinstance(term, ox.NamedNode) else str(term)


def _place(term: object) -> tuple[bool, str]:
    """Return the place of a thing in the order of examples: things of ours come first."""
    id_ = _id(term)
    return ":" in id_, id_


def _rank(found: object) -> tuple[int, str]:
    """Return the place of a value among those of one thing: what is English comes first."""
    language = found.language if isinstance(found, ox.Literal) else None
    return int(language != "en"), str(found)
