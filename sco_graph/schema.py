"""The compiled schema: what a record may say and what it becomes, as plain values.

`sco_graph.shapes` makes these values from ontology/; nothing here reads a file or knows of RDF
engines, YAML or the command line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

PROJECT = "https://w3id.org/sco-graph/"
ONTOLOGY = f"{PROJECT}ontology#"
DATA = f"{PROJECT}id/"
RECORD_GRAPH = f"{PROJECT}record/"
SCHEME_GRAPH = f"{PROJECT}scheme"
ONTOLOGY_GRAPH = f"{PROJECT}ontology"
DATASET = f"{PROJECT}dataset"
LANGUAGES = ("en", "ru", "zh")
NAME_KEYS: Mapping[str, str] = {
    one: "name" if one == LANGUAGES[0] else f"name_{one}" for one in LANGUAGES
}
"""The property that holds the name of a node in each language."""
MARKER = "ScoNode"
"""The further label of every node in a store, by which ours are told from others' there."""


class Kind(StrEnum):
    """What a property's values are."""

    TEXT = "text"
    NAME = "text by language"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "true or false"
    DATE = "date"
    EDTF = "EDTF date"
    URI = "web address"
    IRI = "IRI"
    CONCEPT = "concept"
    REFERENCE = "reference"
    NESTED = "nested"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Concept:
    """One entry of a concept scheme; a record names it by its notation."""

    id: str
    class_iri: str
    notation: str
    names: Mapping[str, str]
    definition: str
    rank: int | None
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One key of a class, with the predicate and the property or relationship that it becomes."""

    key: str
    iri: str
    kind: Kind
    datatype: str | None
    target: str | None
    many: bool
    required: bool
    default: str | None
    bounds: tuple[str, str] | None
    definition: str
    scope_note: str
    pattern: str | None
    relationship: str

    @property
    def help(self) -> str:
        """What it means, and what a curator should mind."""
        return " ".join(filter(None, (self.definition, self.scope_note)))

    @property
    def bound_keys(self) -> tuple[str, str] | None:
        """The property graph's names of the earliest and latest day, for an EDTF date."""
        if self.bounds is None:
            return None
        earliest, latest = self.bounds
        return snake_case(local_name(earliest)), snake_case(local_name(latest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Concepts that a node must have (`required`) or may only have, for a rule to hold."""

    key: str
    allowed: frozenset[str]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a rule takes its subject or object from: a key, the parent, or the node itself."""

    key: str | None
    parent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A shortcut: a triple and relationship derived from one nested thing."""

    conditions: tuple[Condition, ...]
    subject: End
    predicate: str
    object: End


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Class:
    """One class: the keys of its records, its types, its node's labels and its identity.

    `recognised_by` is a key by which a record of any folder is known to be of it.
    """

    iri: str
    name: str
    kind: str
    definition: str
    scope_note: str
    types: tuple[str, ...]
    labels: tuple[str, ...]
    properties: Mapping[str, Property]
    identity: tuple[str, ...]
    first_of: bool
    nested: bool
    recognised_by: str | None
    rules: tuple[Rule, ...]

    @property
    def help(self) -> str:
        """What it is, and what a curator should mind."""
        return " ".join(filter(None, (self.definition, self.scope_note)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schema:
    """Every class by kind, and every concept by its class and notation.

    `names` has the English name of each term of the ontology, `labels` its names by language.
    """

    classes: Mapping[str, Class]
    concepts: Mapping[str, Mapping[str, Concept]]
    node_concepts: frozenset[str]
    names: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]

    @property
    def record_classes(self) -> tuple[Class, ...]:
        """The classes that have records in a folder of their own, by kind."""
        return tuple(c for c in self.classes.values() if not c.nested and c.recognised_by is None)

    def class_of(self, folder: Class, keys: Collection[str]) -> Class:
        """Return the class of a record with these keys in the folder of a class."""
        found = (c for c in self.classes.values() if c.recognised_by in keys)
        return next(found, folder)

    def scheme(self, kind: str) -> Mapping[str, Concept]:
        """Return the concepts of a scheme by notation, named like `document-kind`."""
        found = (iri for iri in self.concepts if kebab_case(local_name(iri)) == kind)
        return self.concepts[next(found)]

    def class_named(self, iri: str) -> Class | None:
        """Return the class with this IRI, or None where no record can be one."""
        return next((c for c in self.classes.values() if c.iri == iri), None)

    def kinds_of(self, iri: str) -> tuple[str, ...]:
        """Return the kinds whose nodes are instances of this class, its subclasses included."""
        return tuple(kind for kind, c in self.classes.items() if iri in c.types)


def names_by_language(stored: Mapping[str, Any]) -> dict[str, str]:
    """Return the names among the properties of a node by language, English first.

    >>> names_by_language({"name": "India", "name_ru": "Индия", "name_zh": None})
    {'en': 'India', 'ru': 'Индия'}
    """
    return {one: stored[key] for one, key in NAME_KEYS.items() if stored.get(key)}


def given_id(text: str) -> str:
    """Return the id of a thing that is given by its id or by its IRI.

    >>> given_id("https://w3id.org/sco-graph/id/state/india"), given_id("state/india")
    ('state/india', 'state/india')
    """
    return text.removeprefix(DATA)


def local_name(iri: str) -> str:
    """Return what follows the last # or /.

    >>> local_name("https://w3id.org/sco-graph/ontology#heldIn")
    'heldIn'
    """
    return re.split(r"[#/]", iri)[-1]


def words(name: str) -> list[str]:
    """Split a camel-case name.

    >>> words("DocumentAct")
    ['Document', 'Act']
    """
    return re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)


def snake_case(name: str) -> str:
    """Return a camel-case name in snake case.

    >>> snake_case("startDate")
    'start_date'
    """
    return "_".join(words(name)).lower()


def kebab_case(name: str) -> str:
    """Return a camel-case name in kebab case.

    >>> kebab_case("DocumentAct")
    'document-act'
    """
    return "-".join(words(name)).lower()


@cache
def relationship_type(iri: str) -> str:
    """Return the type of the relationships that a predicate becomes.

    >>> relationship_type("https://w3id.org/sco-graph/ontology#heldIn")
    'HELD_IN'
    """
    return snake_case(local_name(iri)).upper()


def slug(text: str) -> str:
    """Return a text as a part of an id.

    >>> slug("Over 30 Regions")
    'over-30-regions'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def record_of(id_: str) -> str:
    """Return the id of the record that holds a thing.

    >>> record_of("meeting/hgc-2025/participation/state.india")
    'meeting/hgc-2025'
    """
    return "/".join(id_.split("/")[:2])
