"""Faults for every constraint of the shapes, each in a little world that is sound otherwise.

A fault is derived from the constraint itself, so that a new one brings its own. A constraint in
SPARQL says too much for that: what breaks it stands in `tests.faults_by_hand`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from sco_graph.ontology import RDF, XSD
from sco_graph.schema import Class, Property, Schema
from sco_graph.shapes import read_schema
from sco_loaders.triples import iri, text_literal
from tests.faults_by_hand import BY_HAND, Found, day
from tests.shape_constraints import Constraint, facets, read_constraints
from tests.sound_things import LittleWorld, Thing, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A world with one fault, and the nodes and paths at which a judge finds it."""

    way: str
    constraint: Constraint
    cls: Class
    world: LittleWorld
    found_at: frozenset[tuple[str, str | None]]

    def __str__(self) -> str:
        """Return what a person calls it."""
        return f"{self.constraint.title} of {self.cls.kind} {self.way}"


# --- how values break a constraint ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A path of a sound thing, and the constraint that its values are to break."""

    world: LittleWorld
    thing: Thing
    prop: Property
    constraint: Constraint

    def sound(self, number: int = 0) -> str:
        """Return a sound value as a term; each number gives another."""
        return self.world.sound(self.thing, self.prop, number)

    def text(self) -> str:
        """Return the text of a sound literal."""
        return self.sound()[1:].partition('"')[0]

    def bound(self) -> int:
        """Return the number that the constraint is set to."""
        return int(float(self.constraint.values[0]))

    def literal(self, text: str) -> tuple[str, ...]:
        """Return a literal of the right datatype as the only value."""
        return (literal(text, self.prop.datatype),)


Spoil: TypeAlias = Callable[[Spot], tuple[str, ...]]
"""Returns the terms that break the constraint when they are all that the path has."""


def too_few(spot: Spot) -> tuple[str, ...]:
    return tuple(map(spot.sound, range(spot.bound() - 1)))


def too_many(spot: Spot) -> tuple[str, ...]:
    return tuple(map(spot.sound, range(spot.bound() + 1)))


def of_another_datatype(spot: Spot) -> tuple[str, ...]:
    is_text = spot.prop.datatype in (XSD + "string", RDF + "langString")
    return (literal("1", XSD + "integer") if is_text else literal("one", XSD + "string"),)


def that_does_not_exist(spot: Spot) -> tuple[str, ...]:
    return (f"{spot.sound().rpartition('/')[0]}/nothing>",)


def of_another_class(spot: Spot) -> tuple[str, ...]:
    schema, target = spot.world.schema, spot.prop.target or ""
    for kind in schema.classes:
        if kind not in schema.kinds_of(target):
            return (iri(spot.world.add(kind, "sound-0").id),)
    return (iri(next(iter(next(iter(schema.concepts.values())).values())).id),)


def that_is_a_text(_: Spot) -> tuple[str, ...]:
    return (literal("one", None),)


def of_another_form(spot: Spot) -> tuple[str, ...]:
    return spot.literal(f"!{spot.text()[1:]}")


def too_short(spot: Spot) -> tuple[str, ...]:
    return spot.literal(spot.text()[: spot.bound() - 1])


def too_long(spot: Spot) -> tuple[str, ...]:
    return spot.literal(spot.text()[:1] * (spot.bound() + 1))


def too_low(spot: Spot) -> tuple[str, ...]:
    return spot.literal(str(spot.bound() - 1))


def too_high(spot: Spot) -> tuple[str, ...]:
    return spot.literal(str(spot.bound() + 1))


def twice_in_a_language(_: Spot) -> tuple[str, ...]:
    return text_literal("One", "en"), text_literal("Other", "en")


def in_another_language(spot: Spot) -> tuple[str, ...]:
    other = next(one for one in ("eo", "la") if one not in spot.constraint.values)
    return text_literal("One", "en"), text_literal("Unu", other)


def after_the_other_day(spot: Spot) -> tuple[str, ...]:
    spot.thing.set(spot.constraint.values[0], day("2001-06-14"))
    return (day("2001-06-15"),)


SPOILS: Mapping[str, tuple[Spoil, ...]] = MappingProxyType(
    {
        "minCount": (too_few,),
        "maxCount": (too_many,),
        "datatype": (of_another_datatype,),
        "class": (that_does_not_exist, of_another_class),
        "nodeKind": (that_is_a_text,),
        "pattern": (of_another_form,),
        "minLength": (too_short,),
        "maxLength": (too_long,),
        "minInclusive": (too_low,),
        "maxInclusive": (too_high,),
        "uniqueLang": (twice_in_a_language,),
        "languageIn": (in_another_language,),
        "lessThanOrEquals": (after_the_other_day,),
    }
)
"""What breaks a constraint, by its parameter."""


# --- faults ---


def faults(ontology: Path) -> tuple[Fault, ...]:
    """Return the faults for every constraint in a folder, on each class that it is set for."""
    constraints = read_constraints(ontology)
    schema, demands = read_schema(ontology), facets(constraints)
    numbers = count()
    return tuple(
        fault
        for constraint in constraints
        for cls in _classes(schema, constraint)
        for fault in _faults(
            constraint, cls, lambda: LittleWorld(f"fault-{next(numbers)}", schema, demands)
        )
    )


def without_fault(ontology: Path) -> list[str]:
    """Return each constraint, and class that it is set for, which no fault breaks."""
    schema = read_schema(ontology)
    broken = {(fault.constraint, fault.cls.kind) for fault in faults(ontology)}
    return [
        f"{constraint.title}: {constraint.message or ', '.join(constraint.values)}"
        for constraint in read_constraints(ontology)
        if not constraint.targets
        or any((constraint, cls.kind) not in broken for cls in _classes(schema, constraint))
    ]


def _classes(schema: Schema, constraint: Constraint) -> Iterator[Class]:
    """Yield a class of records for each target."""
    for target in constraint.targets:
        yield schema.class_named(target) or schema.classes[schema.kinds_of(target)[0]]


def _faults(
    constraint: Constraint, cls: Class, new_world: Callable[[], LittleWorld]
) -> Iterator[Fault]:
    for way, spoil in _ways(constraint, cls):
        world = new_world()
        found_at = frozenset(spoil(world, world.add(cls.kind)))
        yield Fault(way=way, constraint=constraint, cls=cls, world=world, found_at=found_at)


def _ways(
    constraint: Constraint, cls: Class
) -> Iterator[tuple[str, Callable[[LittleWorld, Thing], Found]]]:
    """Yield what spoils a thing of a world, with a name, and returns where that is found."""
    if by_hand := BY_HAND.get(constraint.message or ""):
        yield by_hand.spoil.__name__, by_hand.spoil
    elif prop := _property(cls, constraint.path):
        for spoil in SPOILS.get(constraint.parameter, ()):
            yield spoil.__name__, partial(_spoiled, constraint, prop, spoil)


def _spoiled(
    constraint: Constraint, prop: Property, spoil: Spoil, world: LittleWorld, thing: Thing
) -> Found:
    path = constraint.path or ""
    thing.set(path, *spoil(Spot(world=world, thing=thing, prop=prop, constraint=constraint)))
    return {(thing.id, path)}


def _property(cls: Class, path: str | None) -> Property | None:
    """Return the property with a predicate, or with that bound of a date."""
    for prop in cls.properties.values():
        if path == prop.iri or path in (prop.bounds or ()):
            return prop
    return None
