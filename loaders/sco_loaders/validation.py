"""Validation of nodes by a SHACL engine, its results mapped back to places in the records.

The engine judges the triples; nothing here interprets a constraint a second time. A result that
only follows from a problem that was reported already is left out.
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

from sco_graph.near import near
from sco_graph.schema import (
    DATA,
    LANGUAGES,
    ONTOLOGY,
    Kind,
    Property,
    Schema,
    kebab_case,
    local_name,
    record_of,
)
from sco_loaders.ids import places
from sco_loaders.nodes import OWN_KEY, PROVISIONAL, Node
from sco_loaders.records import Reading, by_id
from sco_loaders.triples import RDF_PROPERTY, RDF_TYPE, TripleWriter, iri, text_literal
from sco_loaders.violation import COUNTED, OF_KIND, OWN_WORDS, Violation, Words
from sco_loaders.yaml_reader import Path, Value

PERSON = ONTOLOGY + "Person"
STATED_IN = ONTOLOGY + "statedIn"
FOLDED = "<https://w3id.org/sco-graph/mapping#foldedName>"
ID = re.compile(rf"<{re.escape(DATA)}([^>]+)>")
ESCAPED = re.compile(r"\\(.)")
UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def validate(reading: Reading, schema: Schema, ontology: FilePath) -> None:
    """Add to a reading what the shapes find wrong with its nodes."""
    nodes = by_id(reading.nodes)
    classes = {id_: file.cls for id_, file in reading.files.items()}
    read_faults = frozenset(reading.faulty)
    known = classes | {id_: node.cls for id_, node in nodes.items()}
    words = Words(schema, known, _replaced(nodes))
    for violation in violations(triples(reading, schema), ontology):
        if (node := nodes.get(violation.focus)) is None:
            continue
        prop = _property(node, violation.path)
        path = _path(reading, node, prop, violation.value)
        if not _Causes(reading, read_faults, node).explain(violation, prop, path):
            reading.complain(node.record, path, words.message(node, prop, violation))


def _replaced(nodes: Mapping[str, Node]) -> Mapping[str, str]:
    """Return for each former id the one that its record names in its place."""
    named = {id_: node.values.get(node.cls.recognised_by or "", ()) for id_, node in nodes.items()}
    return {id_: str(value) for id_, values in named.items() for value in values}


def violations(triples: Iterable[str], ontology: FilePath) -> list[Violation]:
    """Run the shapes over triples; the results in a stable order."""
    data = "".join(f"{triple} .\n" for triple in triples) + background(ontology)
    shapes = (ontology / "shapes.ttl").read_text(encoding="utf-8")
    report = shacl_rust.validate(
        data, shapes, data_format="nt", shapes_format="turtle", experimental_index=True
    )
    found = {_violation(result) for result in report["results"]}
    return sorted(
        found, key=lambda v: (v.focus, v.path or "", v.component, v.value or "", v.messages)
    )


@cache
def background(ontology: FilePath) -> str:
    """Return the class tree and the concepts, which an engine looks for in the data."""
    store = ox.Store()
    for name in ("sco.ttl", "schemes.ttl"):
        store.load((ontology / name).read_bytes(), format=ox.RdfFormat.TURTLE)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return (dumped or b"").decode()


def triples(reading: Reading, schema: Schema) -> Iterator[str]:
    """Yield what an engine judges: the nodes' triples, and what the shapes need to know besides."""
    writer = TripleWriter(schema)
    for node in reading.nodes:
        yield from writer.triples(node)
        if PERSON in node.cls.types:
            yield from _folded_names(node)
    for id_ in reading.unread:
        for type_ in reading.files[id_].cls.types:
            yield f"{iri(id_)} {RDF_TYPE} <{type_}>"
    yield from _half_cited(reading, schema)
    for property_iri in {p.iri for c in schema.classes.values() for p in c.properties.values()}:
        yield f"<{property_iri}> {RDF_TYPE} {RDF_PROPERTY}"


def _folded_names(node: Node) -> Iterator[str]:
    """Yield names in the form in which those of two persons are compared."""
    for key, values in node.values.items():
        if node.cls.properties[key].kind is Kind.NAME:
            for text, _ in (value for value in values if isinstance(value, tuple)):
                yield f"{iri(node.id)} {FOLDED} {text_literal(text.lower())}"


def _half_cited(reading: Reading, schema: Schema) -> Iterator[str]:
    """Yield citations by what could not be read; their subject is no node, so nothing judges it."""
    cited = next(
        p for c in schema.classes.values() for p in c.properties.values() if p.iri == STATED_IN
    )
    kinds = schema.kinds_of(cited.target or "")
    for thing, place in reading.half_cited:
        try:
            found = places(place)
        except ValueError:
            continue
        for kind in kinds:
            yield from (
                f"{iri(PROVISIONAL)} <{STATED_IN}> {iri(f'{thing}/{kind}/{one}')}" for one in found
            )


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
    r"""Return an id or a literal's text, as a curator knows it.

    >>> _plain('"the \\"B2E\\" part"@en')
    'the "B2E" part'
    """
    if matched := ID.fullmatch(term):
        return matched[1]
    if term.startswith('"'):
        text = term[1 : term.rindex('"')]
        return ESCAPED.sub(lambda found: UNESCAPED.get(found[1], found[1]), text)
    return term.strip("<>")


# --- where in a record ---


def _property(node: Node, path: str | None) -> Property | None:
    """Return the property with a predicate, or with that bound of a date."""
    for prop in node.cls.properties.values():
        if path == prop.iri or (prop.bounds and path in prop.bounds):
            return prop
    return None


def _path(reading: Reading, node: Node, prop: Property | None, value: str | None) -> Path:
    """Return the path of the thing, of its key, or of that one of several values."""
    if prop is None:
        return node.path
    path = (*node.path, prop.key)
    written = _value_at(reading, path, node.record)
    for place, item in _leaves(path, written):
        if value is not None and _stands_for(item, value):
            return place
    return path


def _value_at(reading: Reading, path: Path, record: str) -> Value:
    value: Any = reading.documents[record].values
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return {}
    written: Value = value
    return written


def _leaves(path: Path, value: Value) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves((*path, index), item)
    else:
        for language in LANGUAGES:
            if language in value:
                yield from _leaves((*path, language), value[language])


def _stands_for(written: str, value: str) -> bool:
    """Tell whether a value of the triples comes from this text, as a passage does from a range."""
    thing, sign, place = written.partition("#")
    if not sign:
        return written == value
    return value.startswith(f"{thing}/") and value.rpartition("/")[2] in places(place)


# --- what is a consequence only ---


@dataclass(frozen=True, slots=True)
class _Causes:
    """What was reported of a node and around it."""

    reading: Reading
    read_faults: frozenset[tuple[str, Path]]
    node: Node

    def explain(self, violation: Violation, prop: Property | None, path: Path) -> bool:
        """Tell whether a violation only follows from what was reported already."""
        if prop is None:
            return self._is_provisional() or self._has_faulty_key()
        if (self.node.record, path) in self.reading.faulty:
            return True
        match violation.component:
            case c if c == COUNTED:
                return self._is_damaged() or self._is_misspelt(prop)
            case c if c in OWN_WORDS:
                return self._has_faulty_key()
            case c if c == OF_KIND:
                return self._is_half_read(violation.value or "")
        return False

    def _is_provisional(self) -> bool:
        return self.node.id.rpartition("/")[2].startswith(PROVISIONAL)

    def _has_faulty_key(self) -> bool:
        """Tell whether one of the thing's own plain values was reported."""
        return self._is_damaged() or any(
            (self.node.record, (*self.node.path, key)) in self.read_faults
            for key, prop in self.node.cls.properties.items()
            if prop.kind is not Kind.NESTED
        )

    def _is_damaged(self) -> bool:
        return (self.node.record, self.node.path) in self.reading.damaged

    def _is_misspelt(self, prop: Property) -> bool:
        """Tell whether the key that is missing stands there under a name much like it."""
        written = _value_at(self.reading, self.node.path, self.node.record)
        known = self.node.cls.properties
        keys = written if isinstance(written, dict) else ()
        unknown = [key for key in keys if key not in known and key != OWN_KEY]
        return any(prop.key in near(key, known) for key in unknown)

    def _is_half_read(self, id_: str) -> bool:
        """Tell whether an id names a part of a record that was not read, or not wholly."""
        record = record_of(id_)
        file = self.reading.files.get(record)
        if record == id_ or file is None:
            return False
        document = self.reading.documents.get(record)
        if document is None or () in document.damaged:
            return True
        owning = {p.key: p for p in file.cls.properties.values() if _owns(p, id_)}
        if any(prop.required and key not in document.values for key, prop in owning.items()):
            return True
        suspects = [k for k in document.values if k in owning or k not in file.cls.properties]
        return any((record, (key,)) in self.read_faults for key in suspects)


def _owns(prop: Property, id_: str) -> bool:
    """Tell whether a nested thing with this id would stand under a key of its record."""
    kind = id_.split("/")[2]
    return prop.kind is Kind.NESTED and kebab_case(local_name(prop.target or "")) == kind
