"""What a property shape demands, in words.

A constraint that has no words here is refused, so that no page is silent about one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyoxigraph as ox

from sco_graph.errors import SchemaError
from sco_graph.ontology import MAP, RDF, SH, SKOS, Object, Term, Triples, compact
from sco_graph.schema import DATA

Link = Callable[[str], str]
"""Turns an IRI into Markdown."""
WITHOUT_WORDS = frozenset(
    SH + name for name in ("path", "name", "order", "description", "minCount", "maxCount")
)
ONES: Mapping[str, str] = {
    MAP + "nested": "written inside its owner",
    SH + "class": "a {}",
    SH + "datatype": "a {}",
    SH + "defaultValue": "{} where it is left out",
    SH + "languageIn": "in one of the languages {}",
    SH + "lessThanOrEquals": "not after {}",
    SH + "maxInclusive": "at most {}",
    SH + "maxLength": "at most {} characters long",
    SH + "message": "reported as: {}",
    SH + "minInclusive": "at least {}",
    SH + "minLength": "at least {} characters long",
    SH + "nodeKind": "an IRI",
    SH + "pattern": "matching {}",
    SH + "uniqueLang": "one in each language",
}
MAPPED = frozenset({MAP + "earliest", MAP + "latest"})


def constraint_words(triples: Triples, node: Term, link: Link) -> str:
    """Return what a property shape demands of its values.

    Raises:
        SchemaError: It holds a constraint for which there are no words.
    """
    words = [_how_many(triples, node)]
    found = triples.predicates(node) - WITHOUT_WORDS - MAPPED
    if unknown := sorted(found - ONES.keys()):
        raise SchemaError(
            f"{', '.join(map(compact, unknown))}: the page of the ontology has no words for it; "
            "add them to sco_graph/shape_words.py"
        )
    for predicate in ONES:
        if predicate in found:
            values = (_value(triples, one, link) for one in triples.objects(node, predicate))
            words.append(ONES[predicate].format(", ".join(sorted(values))))
    if bounds := sorted(one for name in MAPPED for one in triples.iris(node, name)):
        words.append(f"its first and last day are {' and '.join(map(link, bounds))}")
    return ", ".join(words)


def _how_many(triples: Triples, node: Term) -> str:
    low, high = (triples.literal(node, SH + name) for name in ("minCount", "maxCount"))
    if low is None or low == "0":
        return "any number" if high is None else f"at most {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    return f"exactly {_number(low)}" if low == high else f"{low} to {high}"


def _number(digits: str) -> str:
    return "one" if digits == "1" else digits


def _value(triples: Triples, found: Object, link: Link) -> str:
    if isinstance(found, ox.Literal):
        return found.value if " " in found.value else f"`{found.value}`"
    if isinstance(found, ox.BlankNode):
        return ", ".join(f"`{item}`" for item in _items(triples, found))
    if found.value.startswith(DATA):
        name = triples.literal(found, SKOS + "notation")
        return f"`{name or found.value.removeprefix(DATA)}`"
    return link(found.value)


def _items(triples: Triples, head: Object) -> Iterator[str]:
    """Yield the texts of an RDF list, in its order."""
    while isinstance(head, ox.BlankNode):
        yield from (
            one.value for one in triples.objects(head, RDF + "first") if isinstance(one, ox.Literal)
        )
        head = triples.objects(head, RDF + "rest")[0]
