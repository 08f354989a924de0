"""What the schema calls its keys, relationships, kinds and concepts, in English."""

from __future__ import annotations

import datetime
from typing import TypeAlias

from sco_graph.schema import (
    LANGUAGES,
    Concept,
    Kind,
    Property,
    Schema,
    kebab_case,
    local_name,
    relationship_type,
)

Scalar: TypeAlias = str | int | float | bool | datetime.date


class Labels:
    """Says keys, relationships, kinds and concepts in the words of the schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        properties = [p.iri for c in schema.classes.values() for p in c.properties.values()]
        derived = [rule.predicate for c in schema.classes.values() for rule in c.rules]
        self._by_type = {
            relationship_type(iri): _noun(schema.names[iri])
            for iri in (*properties, *derived)
            if iri in schema.names
        }

    def kind(self, kind: str) -> str:
        """Return what a thing of this kind is called."""
        cls = self.schema.classes.get(kind)
        iris = [cls.iri] if cls else [i for i in self.schema.concepts if _kebab(i) == kind]
        return next((self.schema.names[iri] for iri in iris if iri in self.schema.names), kind)

    def property(self, prop: Property) -> str:
        """Return what a key means."""
        return _noun(self.schema.names.get(prop.iri, prop.key.replace("_", " ")))

    def relationship(self, type_: str) -> str:
        """Return what a type of relationship means."""
        return self._by_type.get(type_, type_.lower().replace("_", " "))

    def concept(self, id_: str) -> Concept | None:
        """Return the concept with an id, such as topic/industry."""
        kind, notation = id_.split("/", 1)
        found = (c for iri, c in self.schema.concepts.items() if _kebab(iri) == kind)
        return next(found, {}).get(notation)

    def default(self, prop: Property) -> str | None:
        """Return the value that a record need not give, as it is stored."""
        return None if prop.default is None else prop.default.split("/", 1)[1]

    def words(self, prop: Property, value: Scalar, id_: str) -> str:
        """Return a stored value as a reader knows it."""
        match value:
            case bool():
                return "yes" if value else "no"
            case float():
                return f"{value:.15g}"
            case datetime.date():
                return value.isoformat()
        text = str(value)
        if prop.kind is Kind.PROPERTY:
            return self._claimed(text, id_)
        concept = self.schema.concepts.get(prop.target or "", {}).get(text)
        return text if concept is None else concept.names[LANGUAGES[0]]

    def _claimed(self, key: str, id_: str) -> str:
        """Return the label of the key that a claim speaks of: one of its owner's."""
        owner = self.schema.classes.get(kind_of(id_.rsplit("/", 2)[0]))
        prop = None if owner is None else owner.properties.get(key)
        return key if prop is None else self.property(prop)


def kind_of(id_: str) -> str:
    """Return the kind of thing that an id names.

    >>> kind_of("meeting/hgc-2025/participation/state.india")
    'participation'
    """
    return id_.split("/")[-2]


def place_words(place: str) -> str:
    """Return a place in a source in words.

    >>> place_words("4"), place_words("belarus")
    ('line 4', 'belarus')
    """
    return f"line {place}" if place.isdecimal() else place


def _noun(label: str) -> str:
    return label.removeprefix("has ")


def _kebab(iri: str) -> str:
    return kebab_case(local_name(iri))


def unstopped(words: str) -> str:
    """Return words without the full stop of a sentence; the two points of an open date stay.

    >>> unstopped("Farming on Mars."), unstopped("2024/..")
    ('Farming on Mars', '2024/..')
    """
    return words if words.endswith("..") else words.removesuffix(".")
