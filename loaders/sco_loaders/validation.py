"""Validation of nodes by a SHACL engine, its results put in words and mapped back to places.

The engine judges the triples; nothing here interprets a constraint a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import pyoxigraph as ox
import shacl_rust

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import DATA, Class, Property, Schema, local_name
from sco_loaders.nodes import Node
from sco_loaders.records import Reading, by_id
from sco_loaders.triples import RDF_TYPE, TripleWriter, iri

SH = "http://www.w3.org/ns/shacl#"
ID = re.compile(rf"<{re.escape(DATA)}([^>]+)>")
OWN_WORDS = frozenset({"SPARQLConstraintComponent", "LessThanOrEqualsConstraintComponent"})
"""Components whose results carry the words of our own sh:message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One result of the engine: what it is about, and the rule's name and words."""

    focus: str
    path: str | None
    value: str | None
    component: str
    messages: tuple[str, ...]


def validate(reading: Reading, schema: Schema, ontology: FilePath) -> None:
    """Add to a reading what the shapes find wrong with its nodes."""
    nodes = by_id(reading.nodes)
    words = _Words(schema, {**{id_: file.cls for id_, file in reading.files.items()},
                            **{id_: node.cls for id_, node in nodes.items()}})
    for violation in violations(_triples(reading, schema), ontology):
        node = nodes.get(violation.focus)
        if node is None:
            continue
        prop = _property(node, violation.path)
        path = node.path if prop is None else (*node.path, prop.key)
        if not _known(reading, node, path):
            reading.complain(node.record, path, words.message(node, prop, violation))


def violations(triples: Iterable[str], ontology: FilePath) -> list[Violation]:
    """Run the shapes over triples; the results in a stable order."""
    data = "".join(f"{triple} .\n" for triple in triples) + _background(ontology)
    shapes = (ontology / "shapes.ttl").read_text(encoding="utf-8")
    report = shacl_rust.validate(data, shapes, data_format="nt", shapes_format="turtle")
    found = {_violation(result) for result in report["results"]}
    return sorted(found, key=lambda v: (v.focus, v.path or "", v.component, v.value or "", v.messages))


@cache
def _background(ontology: FilePath) -> str:
    """Return the class tree and the concepts, which the engine looks for in the data."""
    store = ox.Store()
    for name in ("sco.ttl", "schemes.ttl"):
        store.load((ontology / name).read_bytes(), format=ox.RdfFormat.TURTLE)
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode()


def _triples(reading: Reading, schema: Schema) -> Iterator[str]:
    writer = TripleWriter(schema)
    for node in reading.nodes:
        yield from writer.triples(node)
    for id_ in reading.unread:
        for type_ in reading.files[id_].cls.types:
            yield f"{iri(id_)} {RDF_TYPE} <{type_}>"
    for property_iri in {p.iri for c in schema.classes.values() for p in c.properties.values()}:
        yield f"<{property_iri}> {RDF_TYPE} <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>"


def _violation(result: Mapping[str, Any]) -> Violation:
    path = result.get("resultPath")
    return Violation(
        focus=_plain(result["focusNode"]),
        path=None if path is None else str(path).strip("<>"),
        value=None if result.get("value") is None else _plain(result["value"]),
        component=local_name(result["sourceConstraintComponent"].strip("<>")),
        messages=tuple(result.get("messages", ())),
    )


def _plain(term: str) -> str:
    """Return an id or a literal's text, as a curator knows it."""
    if matched := ID.fullmatch(term):
        return matched[1]
    if term.startswith('"'):
        return term[1 : term.rindex('"')]
    return term.strip("<>")


def _property(node: Node, path: str | None) -> Property | None:
    """Return the property with a predicate, or with that bound of a date."""
    for prop in node.cls.properties.values():
        if path == prop.iri or (prop.bounds and path in prop.bounds):
            return prop
    return None


def _known(reading: Reading, node: Node, path: tuple[str | int, ...]) -> bool:
    """Tell whether a nearer cause was reported for this value already."""
    return any(
        id_ == node.record and found[: len(path)] == path and len(path) > len(node.path)
        for id_, found in reading.faulty
    )


class _Words:
    """Puts the engine's results in a curator's words."""

    def __init__(self, schema: Schema, classes: Mapping[str, Class]) -> None:
        self.schema = schema
        self.classes = classes

    def message(self, node: Node, prop: Property | None, violation: Violation) -> str:
        """Say what is wrong, with the value, and what to do."""
        kind, value = node.cls.kind, violation.value
        if violation.component in OWN_WORDS or prop is None:
            return ID.sub(r"'\1'", violation.messages[-1])
        match violation.component:
            case "MinCountConstraintComponent":
                return f"{kind} lacks {prop.key!r}; {_advice(prop)}"
            case "ClassConstraintComponent":
                return self._reference(prop, value or "")
            case "PatternConstraintComponent":
                return f"{value!r} does not fit {prop.key!r}; {_advice(prop)}"
        shown = f" {value!r}" if value else ""
        return f"{prop.key!r}{shown}: {violation.messages[-1]}; {_advice(prop)}"

    def _reference(self, prop: Property, value: str) -> str:
        kinds = self.schema.kinds_of(prop.target or "")
        wanted = " or ".join(kinds[:4]) if len(kinds) <= 4 else "thing"
        if value in self.classes:
            return f"{value!r} is a {self.classes[value].kind}; {prop.key!r} takes a {wanted}"
        candidates = [id_ for id_, cls in self.classes.items() if cls.kind in kinds]
        above, _, place = value.rpartition("/")
        if (owner := above.rpartition("/")[0]) in self.classes:
            return f"{owner!r} has no {wanted} {place!r}; mend the reference or add the {wanted}"
        near_ones = hint(near(value, candidates)) or "; mend the id or add the record"
        return f"no {wanted} {value!r}{near_ones}"


def _advice(prop: Property) -> str:
    definition = prop.definition.rstrip(".")
    return f"give {definition[:1].lower()}{definition[1:]}" if definition else f"give {prop.key!r}"
