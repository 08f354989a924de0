"""Compile the rules of a shape: the shortcuts that are derived and never written.

A rule is a sh:TripleRule from one end to another, where each condition, if there is any, names the
concepts that a key must or may have. Whatever else SHACL allows in a rule is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from sco_graph.errors import SchemaError
from sco_graph.ontology import MAP, RDF, SH, SKOS, Term, Triples, compact, shown
from sco_graph.schema import DATA, Condition, End, Rule

RULE_CONSTRUCTS = {
    *(SH + name for name in ("condition", "subject", "predicate", "object")),
    RDF + "type",
}


class RuleReader:
    """Reads the rules that a shape has for a class, whose predicates have these keys."""

    def __init__(self, triples: Triples, shape: Term, iri: str, keys: Mapping[str, str]) -> None:
        self.triples = triples
        self.shape = shape
        self.iri = iri
        self.keys = keys

    def rules(self) -> Iterator[Rule]:
        """Yield the rules, in no order."""
        for rule in self._parts(self.shape, "rule"):
            self.triples.refuse_unknown(self.shape, rule, RULE_CONSTRUCTS)
            predicates = self.triples.iris(rule, SH + "predicate")
            if len(predicates) != 1:
                raise SchemaError(f"{shown(self.shape)}: a rule has one sh:predicate")
            yield Rule(
                conditions=tuple(self._conditions(rule)),
                subject=self._end(rule, "subject"),
                predicate=predicates[0],
                object=self._end(rule, "object"),
            )

    def _parts(self, subject: Term, name: str) -> Iterator[Term]:
        for part in self.triples.objects(subject, SH + name):
            if not isinstance(part, ox.BlankNode):
                raise SchemaError(f"{shown(self.shape)}: sh:{name} must be written in place")
            yield part

    # --- conditions ---

    def _conditions(self, rule: Term) -> Iterator[Condition]:
        for condition in self._parts(rule, "condition"):
            self.triples.refuse_unknown(self.shape, condition, {SH + "property"})
            for part in self._parts(condition, "property"):
                known = {SH + "path", SH + "hasValue", SH + "in"}
                self.triples.refuse_unknown(self.shape, part, known)
                yield self._condition(part)

    def _condition(self, part: Term) -> Condition:
        path = self.triples.path(self.shape, part, "a rule's condition")
        demanded = self.triples.iris(part, SH + "hasValue")
        if len(demanded) < len(self.triples.objects(part, SH + "hasValue")):
            demanded = []
        allowed = self.triples.items(self.shape, part, SH + "in")
        values = demanded if allowed is None else allowed
        if not values or (allowed and demanded) or not all(map(self._is_concept, values)):
            raise SchemaError(
                f"{shown(self.shape)}: a rule's condition must name concepts, in one sh:in or in "
                "sh:hasValue"
            )
        return Condition(
            key=key_of(self.iri, self.keys, path),
            allowed=frozenset(value.removeprefix(DATA) for value in values),
            required=allowed is None,
        )

    def _is_concept(self, iri: str) -> bool:
        return SKOS + "Concept" in self.triples.iris(ox.NamedNode(iri), RDF + "type")

    # --- ends ---

    def _end(self, rule: Term, name: str) -> End:
        found = self.triples.objects(rule, SH + name)
        if found == [ox.NamedNode(SH + "this")]:
            return End(key=None, parent=False)
        if len(found) != 1 or not isinstance(found[0], ox.BlankNode):
            raise SchemaError(
                f"{shown(self.shape)}: a rule's sh:{name} must be sh:this, a path or an inverse "
                "path"
            )
        self.triples.refuse_unknown(self.shape, found[0], {SH + "path"})
        for inverse in self.triples.objects(found[0], SH + "path"):
            if isinstance(inverse, ox.BlankNode):
                return self._owner(inverse)
        path = self.triples.path(self.shape, found[0], f"a rule's sh:{name}")
        return End(key=key_of(self.iri, self.keys, path), parent=False)

    def _owner(self, path: Term) -> End:
        self.triples.refuse_unknown(self.shape, path, {SH + "inversePath"})
        for inverse in self.triples.iris(path, SH + "inversePath"):
            if not self._leads_from_an_owner(inverse):
                raise SchemaError(
                    f"{shown(self.shape)}: {compact(inverse)} does not lead from an owner to a "
                    f"{compact(self.iri)}"
                )
        return End(key=None, parent=True)

    def _leads_from_an_owner(self, predicate: str) -> bool:
        return any(
            self.triples.literal(part, MAP + "nested") == "true"
            and self.iri in self.triples.iris(part, SH + "class")
            for part in self.triples.subjects(SH + "path", predicate)
        )


def key_of(iri: str, keys: Mapping[str, str], path: str) -> str:
    """Return the key of a class that has a predicate.

    Raises:
        SchemaError: None has.
    """
    if path not in keys:
        raise SchemaError(
            f"{compact(iri)} has no key for {compact(path)}, which its shape relies on"
        )
    return keys[path]
