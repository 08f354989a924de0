"""The graph and its ontology as one file of OWL 2 DL, for Protégé and for reasoners.

It is the ontology, what a build says, and the declarations that OWL asks for. What OWL 2 DL has
no place for is written otherwise or left out: a date, of which it knows no datatype, is a text, and
the list that orders the levels is not there, since to OWL a list is syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from sco_graph.dataset import DCTERMS, Dataset, read_dataset
from sco_graph.nquads import triples
from sco_graph.ontology import RDF, RDFS, SKOS, XSD
from sco_graph.prefixes import read_prefixes
from sco_graph.schema import DATASET, ONTOLOGY, ONTOLOGY_GRAPH, PROJECT

IRI = f"{PROJECT}owl"
OWL = "http://www.w3.org/2002/07/owl#"
COMMENT = (
    "The graph of sco-graph with its ontology, in OWL 2 DL, for Protégé and for reasoners. Dates "
    "are texts, as OWL 2 knows neither calendar dates nor EDTF; the list that orders the levels is "
    "left out, and their rank says the order. All else is as in sco-graph.ttl."
)
DATATYPES = frozenset(
    {
        f"{RDF}langString",
        *(XSD + name for name in ("anyURI", "boolean", "decimal", "integer", "string")),
    }
)
"""What OWL 2 knows of the datatypes of a build."""
LISTS = frozenset({f"{RDF}first", f"{RDF}rest", f"{SKOS}memberList"})
TYPE = ox.NamedNode(f"{RDF}type")
OF_LANGUAGES = (RDF, RDFS, OWL)


def owl(quads: bytes, ontology: Path) -> bytes:
    """Return canonical N-Quads with the ontology as Turtle; the same bytes for the same build."""
    said = [*_terms(ontology), *facts(quads)]
    found = [*_header(read_dataset(quads)), *said, *_declarations(said)]
    prefixes = dict(read_prefixes())
    made = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = made.splitlines(keepends=True)
    # The serialiser promises no order of prefixes.
    return b"".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])


def facts(quads: bytes) -> Iterator[ox.Triple]:
    """Yield the triples of canonical N-Quads as OWL 2 DL can take them, in their order."""
    for quad in ox.parse(b"".join(triples(quads)), format=ox.RdfFormat.N_TRIPLES):
        triple = quad.triple
        if triple.predicate.value in LISTS or triple.object == ox.NamedNode(f"{RDF}List"):
            continue
        if isinstance(triple.object, ox.Literal) and triple.object.datatype.value not in DATATYPES:
            text = ox.Literal(triple.object.value)
            triple = ox.Triple(triple.subject, triple.predicate, text)
        yield triple


def _terms(ontology: Path) -> Iterator[ox.Triple]:
    """Yield the triples of the ontology but what it says of itself, as this is another one."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    for quad in ox.parse(path=ontology / "sco.ttl", format=ox.RdfFormat.TURTLE):
        if quad.subject != ox.NamedNode(ONTOLOGY_GRAPH):
            yield _named_in_order(quad.triple, names)


def _named_in_order(triple: ox.Triple, names: dict[ox.BlankNode, ox.BlankNode]) -> ox.Triple:
    """Return a triple whose blank nodes have the same names whenever the file is read."""
    subject, object_ = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = names.setdefault(subject, ox.BlankNode(f"b{len(names)}"))
    if isinstance(object_, ox.BlankNode):
        object_ = names.setdefault(object_, ox.BlankNode(f"b{len(names)}"))
    return ox.Triple(subject, triple.predicate, object_)


def _header(dataset: Dataset) -> Iterator[ox.Triple]:
    said: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
        (TYPE.value, ox.NamedNode(f"{OWL}Ontology")),
        (f"{OWL}versionIRI", ox.NamedNode(f"{IRI}/{dataset.version}")),
        (f"{OWL}versionInfo", ox.Literal(dataset.version)),
        (f"{DCTERMS}title", ox.Literal(dataset.title, language="en")),
        (f"{DCTERMS}license", ox.NamedNode(dataset.license)),
        (f"{RDFS}comment", ox.Literal(COMMENT, language="en")),
        (f"{RDFS}seeAlso", ox.NamedNode(DATASET)),
        (f"{RDFS}seeAlso", ox.NamedNode(ONTOLOGY_GRAPH)),
    )
    for predicate, object_ in said:
        yield ox.Triple(ox.NamedNode(IRI), ox.NamedNode(predicate), object_)


def _declarations(said: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield declarations of the terms of others that are used and that the ontology lacks.

    By its use a term is a class or one kind of property. Terms of ours are left alone, so that one
    which the ontology lacks is found.
    """
    known, used = set(), {}
    for triple in said:
        if triple.predicate != TYPE:
            literal = isinstance(triple.object, ox.Literal)
            used[triple.predicate] = "DatatypeProperty" if literal else "ObjectProperty"
            continue
        if isinstance(triple.subject, ox.NamedNode):
            known.add(triple.subject)
        if isinstance(triple.object, ox.NamedNode):
            used[triple.object] = "Class"
    for term, kind in sorted(used.items(), key=str):
        if term not in known and not term.value.startswith((ONTOLOGY, *OF_LANGUAGES)):
            yield ox.Triple(term, TYPE, ox.NamedNode(OWL + kind))
