"""Nodes as RDF: the triples of each, and the canonical N-Quads of many.

A triple is the text of its three terms, `<s> <p> <o>`, ready to be written with a graph or without.
There are no blank nodes, so sorted lines are a canonical form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import groupby, islice
from pathlib import Path

import pyoxigraph as ox

from sco_graph.schema import DATA, LANGUAGES, RECORD_GRAPH, SCHEME_GRAPH, Kind, Property, Schema
from sco_loaders.edtf import Edtf
from sco_loaders.nodes import Node, Parsed
from sco_loaders.shortcuts import shortcuts

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
RDFS_SUB_CLASS_OF = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
PREF_LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
XSD = "http://www.w3.org/2001/XMLSchema#"
BATCH = 1_000


class TripleWriter:
    """Writes nodes as triples, by one schema."""

    def __init__(self, schema: Schema) -> None:
        self._types = {
            c.iri: tuple(f" {RDF_TYPE} <{iri}>" for iri in c.types) for c in schema.classes.values()
        }
        self._objects = {
            c.iri: {p.key: (f" <{p.iri}> ", _object_writer(p)) for p in c.properties.values()}
            for c in schema.classes.values()
        }
        self._named = {
            c.iri: next((p.key for p in c.properties.values() if f"<{p.iri}>" == PREF_LABEL), "")
            for c in schema.classes.values()
        }
        self._bounds = {
            c.iri: [(p.key, *p.bounds) for p in c.properties.values() if p.bounds is not None]
            for c in schema.classes.values()
        }

    def triples(self, node: Node) -> Iterator[str]:
        """Yield the triples of one node: its types, name, values, bounds and shortcuts."""
        cls = node.cls.iri
        subject = iri(node.id)
        for suffix in self._types[cls]:
            yield subject + suffix
        yield from self._labels(subject, node)
        objects = self._objects[cls]
        for key, values in node.values.items():
            predicate, write = objects[key]
            start = subject + predicate
            for value in values:
                yield start + write(value)
        yield from self._days(subject, node)
        for from_, predicate, to in shortcuts(node):
            yield f"{iri(from_)} <{predicate}> {iri(to)}"

    def _labels(self, subject: str, node: Node) -> Iterator[str]:
        """Yield the labels in each language; what is never named has an English one made for it."""
        key = self._named[node.cls.iri]
        names = node.values.get(key)
        for name in names or ((node.name, LANGUAGES[0]),):
            if isinstance(name, tuple):
                yield f"{subject} {RDFS_LABEL} {text_literal(*name)}"
        # A name that is missing is not made up: it would hide from the shapes that it is missing.
        if not key:
            yield f"{subject} {PREF_LABEL} {text_literal(node.name, LANGUAGES[0])}"

    def _days(self, subject: str, node: Node) -> Iterator[str]:
        for key, *predicates in self._bounds[node.cls.iri]:
            for value in node.values.get(key, ()):
                days = (value.earliest, value.latest) if isinstance(value, Edtf) else (None, None)
                for predicate, day in zip(predicates, days, strict=True):
                    if day is not None:
                        yield f'{subject} <{predicate}> "{day.isoformat()}"^^<{XSD}date>'

    def quads(self, nodes: Iterable[Node]) -> Iterator[str]:
        """Yield the lines of N-Quads of nodes; each record is a named graph."""
        for node in nodes:
            end = f" <{RECORD_GRAPH}{node.record}> ."
            for triple in self.triples(node):
                yield triple + end


def scheme_quads(ontology: Path) -> Iterator[str]:
    """Yield the lines of N-Quads of the concept schemes, in a named graph of their own.

    A concept has, as every node, the classes above its own as types and its names as labels.
    """
    above = _classes_above(ontology)
    for triple in ox.parse(path=ontology / "schemes.ttl", format=ox.RdfFormat.TURTLE):
        subject, predicate, object_ = map(str, (triple.subject, triple.predicate, triple.object))
        said = [(predicate, object_)]
        if predicate == RDF_TYPE:
            said += [(RDF_TYPE, cls) for cls in above.get(object_, ())]
        elif predicate == PREF_LABEL:
            said.append((RDFS_LABEL, object_))
        for pair in said:
            yield f"{subject} {' '.join(pair)} <{SCHEME_GRAPH}> ."


def _classes_above(ontology: Path) -> dict[str, list[str]]:
    """Return all classes above each class of the ontology."""
    above: dict[str, list[str]] = {}
    for triple in ox.parse(path=ontology / "sco.ttl", format=ox.RdfFormat.TURTLE):
        if str(triple.predicate) == RDFS_SUB_CLASS_OF and isinstance(triple.object, ox.NamedNode):
            above.setdefault(str(triple.subject), []).append(str(triple.object))
    for found in above.values():
        for one in found:
            found += [cls for cls in above.get(one, ()) if cls not in found]
    return above


def canonical(lines: Iterable[str]) -> bytes:
    """Return lines of N-Quads sorted, each once: the same bytes for the same facts."""
    # Sorted before equal ones are dropped, not after: lines come nearly in order, sets do not.
    content, ordered = BytesIO(), (line for line, _ in groupby(sorted(lines)))
    while batch := list(islice(ordered, BATCH)):
        content.write("\n".join([*batch, ""]).encode())
    return content.getvalue()


def iri(id_: str) -> str:
    """Return an id as an IRI.

    >>> iri("state/india")
    '<https://w3id.org/sco-graph/id/state/india>'
    """
    return f"<{DATA}{id_}>"


def text_literal(text: str, language: str | None = None) -> str:
    r"""Return a text as a literal of N-Triples.

    >>> text_literal('the "B2E" part', 'en')
    '"the \\"B2E\\" part"@en'
    """
    # Four calls of replace take a tenth of the time of one translate.
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    )
    quoted = f'"{escaped}"'
    return quoted if language is None else f"{quoted}@{language}"


def _object_writer(prop: Property) -> Callable[[Parsed], str]:
    """Return what writes a property's values as terms."""
    typed = f'"^^<{prop.datatype}>'
    writers: dict[Kind, Callable[..., str]] = {
        Kind.TEXT: text_literal,
        Kind.NAME: lambda value: text_literal(*value),
        # str() of a small number is 1E-10, which XML Schema does not take for a decimal.
        Kind.DECIMAL: lambda value: f'"{value:f}{typed}',
        Kind.BOOLEAN: lambda value: f'"{str(value).lower()}{typed}',
        Kind.EDTF: lambda value: f'"{value.text}{typed}',
        Kind.CONCEPT: lambda value: iri(value.id),
        Kind.PROPERTY: lambda value: f"<{value.iri}>",
        Kind.REFERENCE: iri,
        Kind.NESTED: iri,
        Kind.URI: lambda value: text_literal(value) + typed[1:],
    }
    return writers.get(prop.kind, lambda value: f'"{value}{typed}')
