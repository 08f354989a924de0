"""Things as triples, made from the schema so that each is sound; a test then spoils one.

A world holds a few things of its own, and the plainest ones that they refer to. Those have the same
ids and triples in each world, so that worlds can be laid together and stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from sco_graph.ontology import EDTF, XSD
from sco_graph.schema import LANGUAGES, Class, Kind, Property, Schema
from sco_loaders.triples import RDF_TYPE, RDFS_LABEL, iri, text_literal
from tests.patterns import fitting
from tests.shape_constraints import Facets

UNIQUE = frozenset({"iso_alpha2", "iso_alpha3", "cow_code", "iso_code"})
"""Keys of which two things may not have the same value."""
MOST_OF_ONE = 3
"""How many sound values of a key a thing may be asked for."""
WITHOUT_DEMAND = {"participation": ("person",)}
"""Keys that no cardinality asks for, and yet a constraint in SPARQL does."""


@dataclass(slots=True, kw_only=True)
class Thing:
    """One thing: the terms that each of its predicates has."""

    id: str
    cls: Class
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def set(self, predicate: str, *terms: str) -> None:
        """Put terms in place of what a predicate has; without any, the predicate goes."""
        self.values[predicate] = terms

    def triples(self) -> Iterator[str]:
        for type_ in self.cls.types:
            yield f"{iri(self.id)} {RDF_TYPE} <{type_}>"
        for predicate, terms in self.values.items():
            yield from (f"{iri(self.id)} <{predicate}> {term}" for term in terms)


class LittleWorld:
    """Things of one name and kind by kind, with what they refer to."""

    def __init__(self, name: str, schema: Schema, facets: Facets) -> None:
        self.name = name
        self.schema = schema
        self.facets = facets
        self.things: dict[str, Thing] = {}

    def triples(self) -> Iterator[str]:
        for thing in self.things.values():
            yield from thing.triples()

    def add(self, kind: str, name: str | None = None) -> Thing:
        """Return the sound thing of a kind and name, by default the world's own."""
        cls = self.schema.classes[kind]
        id_ = self._id(cls, name or self.name)
        if id_ not in self.things:
            self.things[id_] = thing = Thing(id=id_, cls=cls)
            thing.set(RDFS_LABEL[1:-1], text_literal(id_, "en"))
            for prop in cls.properties.values():
                if prop.required or prop.key in WITHOUT_DEMAND.get(kind, ()):
                    thing.set(prop.iri, self.sound(thing, prop))
        return self.things[id_]

    def _id(self, cls: Class, name: str) -> str:
        if not cls.nested:
            return f"{cls.kind}/{name}"
        return f"{self._id(self._owner(cls), name)}/{cls.kind}/1"

    def _owner(self, cls: Class) -> Class:
        """Return a class whose records hold such nested things, or what holds them."""
        owners = [
            above
            for above in self.schema.classes.values()
            if any(p.kind is Kind.NESTED and p.target == cls.iri for p in above.properties.values())
        ]
        return min(owners, key=lambda above: above.nested)

    def sound(self, thing: Thing, prop: Property, number: int = 0) -> str:
        """Return a sound value of a property as a term; each number gives another."""
        match prop.kind:
            case Kind.NAME:
                return text_literal(thing.id, LANGUAGES[number])
            case Kind.CONCEPT:
                return iri(list(self.schema.concepts[prop.target or ""].values())[number].id)
            case Kind.REFERENCE | Kind.NESTED:
                kind = self.schema.kinds_of(prop.target or "")[0]
                return iri(self.add(kind, f"sound-{number}").id)
            case Kind.PROPERTY:
                return f"<{list(thing.cls.properties.values())[number].iri}>"
        if prop.key in UNIQUE:
            number += MOST_OF_ONE * place_of(thing.id)
        text = sound_text(prop.datatype or "", self.demands(thing.cls, prop.iri), number)
        return f"<{text}>" if prop.kind is Kind.IRI else literal(text, prop.datatype)

    def demands(self, cls: Class, path: str) -> dict[str, str]:
        """Return what the shapes demand of a class's literals, the classes above it included."""
        found: dict[str, str] = {}
        for type_ in cls.types:
            found |= self.facets.get((type_, path), {})
        return found


@cache
def place_of(id_: str) -> int:
    """Return a number of its own for each thing of a kind, the same in each world."""
    return next(_places[id_.partition("/")[0]])


_places: Mapping[str, Iterator[int]] = defaultdict(count)


def literal(text: str, datatype: str | None) -> str:
    """Return a text as a literal of a datatype, or of none."""
    return text_literal(text) + (f"^^<{datatype}>" if datatype else "")


def sound_text(datatype: str, demands: Mapping[str, str], number: int) -> str:
    """Return the text of a literal that meets all demands; each number gives another."""
    length = int(demands.get("minLength", 1))
    if "pattern" in demands:
        return fitting(demands["pattern"], length, number)
    texts = {
        XSD + "integer": str(_lowest(demands) + number),
        XSD + "decimal": str(_lowest(demands) + number),
        XSD + "boolean": ("true", "false")[number % 2],
        XSD + "date": f"2020-01-0{number + 1}",
        XSD + "anyURI": f"https://example.org/{number}",
        EDTF: f"202{number}",
    }
    return texts.get(datatype) or f"text {number}".ljust(length, ".")


def _lowest(demands: Mapping[str, str]) -> int:
    return int(float(demands.get("minInclusive", 1)))
