"""The files of ontology/ as triples, looked up by subject and predicate.

What the triples mean is for `sco_graph.shapes` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from sco_graph.errors import SchemaError

SH = "http://www.w3.org/ns/shacl#"
MAP = "https://w3id.org/sco-graph/mapping#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCO = "https://w3id.org/sco-graph/ontology#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

Term: TypeAlias = ox.NamedNode | ox.BlankNode
Object: TypeAlias = Term | ox.Literal

FILES = ("sco.ttl", "shapes.ttl", "schemes.ttl")


class Triples:
    """The triples of the ontology, looked up by subject and predicate."""

    def __init__(self, folder: Path) -> None:
        """Read the files of a folder.

        Raises:
            SchemaError: A file cannot be read or is not Turtle.
        """
        self.store = ox.Store()
        for name in FILES:
            self._load(folder / name)

    def _load(self, path: Path) -> None:
        try:
            self.store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        except OSError as error:
            raise SchemaError(f"{path}: cannot be read: {error.strerror}") from error
        except SyntaxError as error:
            raise SchemaError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error

    def objects(self, subject: Term, predicate: str) -> list[Object]:
        """Return the objects, in no order."""
        found = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return [quad.object for quad in found if not isinstance(quad.object, ox.Triple)]

    def iris(self, subject: Term, predicate: str) -> list[str]:
        """Return the objects that are IRIs, sorted."""
        return sorted(
            o.value for o in self.objects(subject, predicate) if isinstance(o, ox.NamedNode)
        )

    def literal(self, subject: Term, predicate: str, language: str | None = None) -> str | None:
        """Return the one literal, of this language where one is asked for."""
        for found in self.objects(subject, predicate):
            if isinstance(found, ox.Literal) and found.language == language:
                return found.value
        return None

    def subjects(self, predicate: str, found: str | None = None) -> list[Term]:
        """Return the subjects that have this predicate, with this IRI as its object."""
        wanted = None if found is None else ox.NamedNode(found)
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), wanted)
        subjects = {q.subject for q in quads if not isinstance(q.subject, ox.Triple)}
        return sorted(subjects, key=str)

    def predicates(self, subject: Term) -> set[str]:
        """Return the predicates that a subject has."""
        return {q.predicate.value for q in self.store.quads_for_pattern(subject, None, None)}

    def uses(self, namespace: str) -> list[tuple[Term, str]]:
        """Return each subject and predicate of a namespace, sorted."""
        quads = self.store.quads_for_pattern(None, None, None)
        found = {
            (q.subject, q.predicate.value) for q in quads if q.predicate.value.startswith(namespace)
        }
        return sorted(
            ((s, predicate) for s, predicate in found if not isinstance(s, ox.Triple)), key=str
        )

    def items(self, shape: Term, subject: Term, predicate: str) -> tuple[str, ...] | None:
        """Return the IRIs of an RDF list, or None where there is none.

        Raises:
            SchemaError: There are two lists, or one holds something else.
        """
        heads = self.objects(subject, predicate)
        if not heads:
            return None
        found = [item for head in heads for item in self._list(head)]
        iris = tuple(item.value for item in found if isinstance(item, ox.NamedNode))
        if len(heads) > 1 or len(iris) < len(found):
            raise SchemaError(f"{shown(shape)}: {compact(predicate)} must be one list of IRIs")
        return iris

    def _list(self, head: Object) -> Iterator[Object]:
        while isinstance(head, ox.BlankNode):
            yield from self.objects(head, RDF + "first")
            head = self.objects(head, RDF + "rest")[0]

    # --- what the mapping part may hold ---

    def path(self, shape: Term, part: Term, where: str) -> str:
        """Return the predicate that is the path of a part.

        Raises:
            SchemaError: The path is missing or of another form.
        """
        paths = self.objects(part, SH + "path")
        if len(paths) != 1 or not isinstance(paths[0], ox.NamedNode):
            raise SchemaError(f"{shown(shape)}, {where}: sh:path must be one predicate")
        return paths[0].value

    def refuse_unknown(self, shape: Term, part: Term, known: Collection[str]) -> None:
        """Refuse a part of a shape that has predicates other than these.

        Raises:
            SchemaError: It has.
        """
        unknown = self.predicates(part).difference(known)
        if unknown:
            key = self.literal(part, SH + "name")
            raise not_known(f"{shown(shape)}, key {key!r}" if key else shown(shape), unknown)


def not_known(where: str, constructs: Iterable[str]) -> SchemaError:
    """Return the error for constructs that the mapping does not know."""
    return SchemaError(
        f"{where}: the mapping does not know {', '.join(map(compact, sorted(constructs)))}; "
        "take the construct out of the mapping part or teach it to sco_graph/shapes.py"
    )


def shown(shape: Term) -> str:
    """Return a shape's name as a person would write it."""
    return compact(shape.value) if isinstance(shape, ox.NamedNode) else "a shape without a name"


def compact(iri: str) -> str:
    """Return an IRI with a prefix, where it has one of ours.

    >>> compact("http://www.w3.org/ns/shacl#node")
    'sh:node'
    """
    for prefix, namespace in (("sh", SH), ("map", MAP), ("sco", SCO), ("rdf", RDF), ("rdfs", RDFS)):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
