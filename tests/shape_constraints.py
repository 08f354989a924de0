"""The constraints of the shapes, read one by one.

`sco_graph.shapes` compiles the part of the shapes that says what a record becomes; this reads all
that a record is judged by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from sco_graph.ontology import RDF, SH, Object, Term, Triples
from sco_graph.schema import local_name

NO_DEMAND = {SH + name for name in ("name", "description", "order", "path", "defaultValue")} | {
    SH + name for name in ("message", "severity", "targetClass", "property", "sparql", "rule")
}

Facets: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
"""What is demanded of the literals of a class and a path, by the demand's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One demand of a shape: its parameter, such as minCount, and what that is set to."""

    shape: str
    targets: tuple[str, ...]
    path: str | None = None
    parameter: str = ""
    values: tuple[str, ...] = ()
    message: str | None = None

    @property
    def component(self) -> str:
        """The name of the constraint component, as results have it."""
        if self.parameter == "sparql":
            return "SPARQLConstraintComponent"
        return f"{self.parameter[0].upper()}{self.parameter[1:]}ConstraintComponent"

    @property
    def title(self) -> str:
        """What a person calls it."""
        parts = (local_name(self.shape), local_name(self.path or ""), self.parameter)
        return " ".join(filter(None, parts))


def read_constraints(ontology: Path) -> tuple[Constraint, ...]:
    """Return every constraint of the shapes in a folder, in a stable order."""
    triples = Triples(ontology)
    shapes = triples.subjects(RDF + "type", SH + "NodeShape")
    found = [one for shape in shapes for one in _of_shape(triples, shape)]
    return tuple(sorted(found, key=lambda one: (one.title, one.values, one.message or "")))


def facets(constraints: Iterable[Constraint]) -> Facets:
    """Return what constraints demand of literals."""
    demands: dict[tuple[str, str], dict[str, str]] = {}
    for one in constraints:
        for target in one.targets:
            demands.setdefault((target, one.path or ""), {})[one.parameter] = one.values[0]
    return demands


def _of_shape(triples: Triples, shape: Term) -> Iterator[Constraint]:
    targets = tuple(triples.iris(shape, SH + "targetClass"))
    whole = Constraint(shape=shape.value, targets=targets)
    yield from _demands(triples, shape, whole)
    for part in _parts(triples, shape, "property"):
        yield from _demands(triples, part, replace(whole, path=triples.path(shape, part, "a path")))
    for part in _parts(triples, shape, "sparql"):
        yield replace(
            whole,
            parameter="sparql",
            values=(triples.literal(part, SH + "select") or "",),
            message=triples.literal(part, SH + "message"),
        )


def _parts(triples: Triples, shape: Term, name: str) -> Iterator[Term]:
    for part in triples.objects(shape, SH + name):
        if not isinstance(part, ox.Literal):
            yield part


def _demands(triples: Triples, part: Term, whole: Constraint) -> Iterator[Constraint]:
    message = triples.literal(part, SH + "message")
    for predicate in triples.predicates(part) - NO_DEMAND:
        if predicate.startswith(SH):
            for found in triples.objects(part, predicate):
                yield replace(
                    whole,
                    parameter=predicate.removeprefix(SH),
                    values=_values(triples, found),
                    message=message,
                )


def _values(triples: Triples, found: Object) -> tuple[str, ...]:
    """Return a value's text, or the texts of a list."""
    if not isinstance(found, ox.BlankNode):
        return (found.value,)
    items: list[str] = []
    while isinstance(found, ox.BlankNode):
        items += [item.value for item in triples.objects(found, RDF + "first")]
        found = triples.objects(found, RDF + "rest")[0]
    return tuple(items)
