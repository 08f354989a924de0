"""Things of the graph as Python objects: `graph.meeting("hgc 2025").participations[0].person.name`.

Each key of the ontology is an attribute, and each kind of record a method of the graph. What they
are called, and what type each has, stands in `entities.pyi`, which is derived from the ontology.
Values are read when they are asked for.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from functools import cached_property
from typing import Any

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import Class, Kind, Property, Schema, names_by_language
from sco_loaders.embedded import Engine

NODE = "MATCH (n:ScoNode {id: $id}) RETURN properties(n) AS properties"
LINKS = """
MATCH (n:ScoNode {id: $id})-[r]->(m) RETURN type(r) AS relationship, m.id AS id
ORDER BY relationship, id"""
GENERAL = ("id", "iri", "name")
"""What every thing has, whatever the ontology says of its class."""


class Entity:
    """A thing: its id, IRI and names by language, and the keys of its class.

    A key that the source does not fill is None, or an empty tuple where there can be several.
    """

    def __init__(self, engine: Engine, id_: str) -> None:
        self.id = id_
        self._engine = engine

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # entities.pyi has the types
        if name.startswith("__"):
            raise AttributeError(name)
        if name in GENERAL or name in self._bounds:
            return self._stored.get(name)
        prop = self._keys.get(name)
        if prop is None:
            found = near(name, dir(self))
            raise AttributeError(f"a {_kind(self.id)} has no {name!r}{hint(found)}")
        values = self._values(prop)
        if prop.many:
            return tuple(values)
        return values[0] if values else None

    def __dir__(self) -> list[str]:
        """Return what can be asked of it, for the completion of interpreters."""
        return sorted({*GENERAL, "names", *self._keys, *self._bounds})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entity) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<{self.id}: {self._stored.get('name')}>"

    @cached_property
    def names(self) -> dict[str, str]:
        """The names by language; of a thing within a record there is the English one alone."""
        return names_by_language(self._stored)

    @cached_property
    def _class(self) -> Class | None:
        return _schema().classes.get(_kind(self.id))

    @cached_property
    def _keys(self) -> dict[str, Property]:
        """The keys of its class that are no names, as Python writes them."""
        found = {} if self._class is None else self._class.properties
        return {attribute(key): prop for key, prop in found.items() if key not in GENERAL}

    @cached_property
    def _bounds(self) -> frozenset[str]:
        """The first and last day of each of its dates."""
        return frozenset(key for prop in self._keys.values() for key in prop.bound_keys or ())

    @cached_property
    def _stored(self) -> dict[str, Any]:
        [row] = self._engine.cypher(NODE, {"id": self.id})
        return dict(row["properties"])

    @cached_property
    def _linked(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._engine.cypher(LINKS, {"id": self.id}):
            found.setdefault(row["relationship"], []).append(row["id"])
        return found

    def _values(self, prop: Property) -> list[Any]:
        if is_thing(_schema(), prop):
            return [Entity(self._engine, id_) for id_ in self._linked.get(prop.relationship, ())]
        value = self._stored.get(prop.key)
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]


class Entities:
    """A graph whose things can be asked for: `graph.meeting(…)`, `graph.person(…)`, and so on."""

    engine: Engine
    resolve: Callable[..., str]

    def __getattr__(self, name: str) -> Callable[[str], Entity]:
        kinds = {attribute(cls.kind): cls.kind for cls in _schema().record_classes}
        if name not in kinds:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return lambda text: self.entity(text, kinds[name])

    def entity(self, text: str, kind: str) -> Entity:
        """Return the thing of a kind with an id, or with a name that no other one has.

        Raises:
            UnknownName: There is none.
            Ambiguous: Several have that name.
        """
        return Entity(self.engine, self.resolve(text, kind))


def _schema() -> Schema:
    from sco_graph.shapes import read_schema  # here, as every command imports this module

    return read_schema()


def _kind(id_: str) -> str:
    from sco_graph.labels import kind_of

    return kind_of(id_)


def attribute(key: str) -> str:
    """Return a key of the ontology, or a kind, as Python writes it.

    >>> attribute("in"), attribute("document-act")
    ('in_', 'document_act')
    """
    name = key.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def is_thing(schema: Schema, prop: Property) -> bool:
    """Tell whether the values of a property are things, not plain values."""
    if prop.kind is Kind.CONCEPT:
        return prop.target in schema.node_concepts
    return prop.kind in (Kind.REFERENCE, Kind.NESTED)
