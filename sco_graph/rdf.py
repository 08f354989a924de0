"""RDF for users' own tools: the prefixes, terms as Python values and back, and rdflib.

A cell is a term as SPARQL's JSON format writes it: `{"type": "uri", "value": "…"}`.
"""

from __future__ import annotations

import datetime
import decimal
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from sco_graph.errors import QuestionError
from sco_graph.schema import DATA, ONTOLOGY, RECORD_GRAPH, Schema, kebab_case, local_name

if TYPE_CHECKING:
    import rdflib

Cell: TypeAlias = Mapping[str, Any]
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
STANDARD: Mapping[str, str] = {
    "sco": ONTOLOGY,
    "id": DATA,
    "record": RECORD_GRAPH,
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
INTEGERS = (
    *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "nonPositiveInteger"),
    *("negativeInteger", "positiveInteger", "unsignedLong", "unsignedInt", "unsignedShort"),
    "unsignedByte",
)
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
DAY = r"\d{4}-\d\d-\d\d"

Reader: TypeAlias = tuple[re.Pattern[str], Callable[[str], object]]
READERS: Mapping[str, Reader] = {
    **{XSD + name: (re.compile(r"[+-]?\d+"), int) for name in INTEGERS},
    XSD + "decimal": (re.compile(NUMBER), float),
    **{
        XSD + name: (re.compile(rf"{NUMBER}(?:[eE][+-]?\d+)?|[+-]?INF|NaN"), float)
        for name in ("double", "float")
    },
    XSD + "boolean": (re.compile("true|false|1|0"), lambda text: text in ("true", "1")),
    XSD + "date": (re.compile(DAY), datetime.date.fromisoformat),
    XSD + "dateTime": (
        re.compile(rf"{DAY}T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"),
        datetime.datetime.fromisoformat,
    ),
}
"""The literals that become more than a text. A decimal becomes a float, as in the pack's rows."""


def prefixes(schema: Schema) -> dict[str, str]:
    """Return the prefixes that a query may use undeclared.

    They are the common ones, `sco:`, and one for each kind of record and scheme: `state:india`,
    `level:minister`.
    """
    kinds = (
        *(c.kind for c in schema.record_classes),
        *(kebab_case(local_name(iri)) for iri in schema.concepts),
    )
    return {**{kind: f"{DATA}{kind}/" for kind in sorted(kinds)}, **STANDARD}


def to_cell(term: Term) -> dict[str, Any]:
    """Return a term as SPARQL's JSON format writes it.

    >>> to_cell(ox.Literal("Индия", language="ru"))
    {'type': 'literal', 'value': 'Индия', 'xml:lang': 'ru'}
    """
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: to_cell(part) for name, part in parts}}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
        if term.direction:
            cell["its:dir"] = str(term.direction)
    elif term.datatype.value != XSD + "string":
        cell["datatype"] = term.datatype.value
    return cell


def to_term(cell: Cell) -> Term:
    """Return the term of a cell.

    >>> to_term({"type": "literal", "value": "7", "datatype": XSD + "integer"})
    <Literal value=7 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    """
    value = cell["value"]
    match cell["type"]:
        case "uri":
            return ox.NamedNode(value)
        case "bnode":
            return ox.BlankNode(value)
        case "triple":
            parts: list[Any] = [to_term(value[n]) for n in ("subject", "predicate", "object")]
            return ox.Triple(*parts)
    if "xml:lang" in cell:
        direction = ox.BaseDirection(cell["its:dir"]) if "its:dir" in cell else None
        return ox.Literal(value, language=cell["xml:lang"], direction=direction)
    return ox.Literal(value, datatype=ox.NamedNode(cell.get("datatype", XSD + "string")))


def to_value(cell: Cell | None) -> object:
    """Return a cell as a Python value: an IRI whole, a literal by its datatype, else as its text.

    >>> to_value({"type": "literal", "value": "2025-07-07", "datatype": XSD + "date"})
    datetime.date(2025, 7, 7)
    """
    if cell is None:
        return None
    if cell["type"] == "bnode":
        return f"_:{cell['value']}"
    if cell["type"] == "triple":
        return tuple(map(to_value, cell["value"].values()))
    text = cell["value"]
    form, read = READERS.get(cell.get("datatype", ""), (None, None))
    if form is None or read is None or not form.fullmatch(text):
        return text
    try:
        return read(text)
    except ValueError:  # 30 February, or more digits than Python reads
        return text


def cell_of(name: str, value: object, known: Mapping[str, str]) -> dict[str, Any]:
    """Return the cell of a value that is bound to a variable.

    A text that is an id of a kind that has a prefix, or a whole IRI, means the thing; any other
    text means itself. A term of pyoxigraph or rdflib is taken as it is.

    Raises:
        QuestionError: The value is no term, or is a blank node.
    """
    try:
        term = _term(value, known)
    except ValueError as error:  # rdflib takes IRIs and languages that are none
        raise QuestionError(f"{name}={value!r} cannot be bound: {error}") from error
    if term is None:
        raise QuestionError(
            f"{name}={value!r} cannot be bound; give a text, a number, a day, an IRI or a literal"
        )
    return to_cell(term)


def _term(value: object, known: Mapping[str, str]) -> Term | None:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if _is_of_rdflib(value):
        return _of_rdflib(value)
    if isinstance(value, str):
        return _of_text(value, known)
    return next((write(value) for type_, write in WRITERS if isinstance(value, type_)), None)


def _of_text(text: str, known: Mapping[str, str]) -> ox.NamedNode | ox.Literal:
    kind, _, rest = text.partition("/")
    if rest and known.get(kind) == f"{DATA}{kind}/" and IRI.fullmatch(DATA + text):
        return ox.NamedNode(DATA + text)
    return ox.NamedNode(text) if IRI.fullmatch(text) else ox.Literal(text)


def _is_of_rdflib(value: object) -> bool:
    """Tell a term of rdflib, a str to Python; only where rdflib is loaded can there be one."""
    rdflib = sys.modules.get("rdflib")
    return rdflib is not None and isinstance(value, rdflib.term.Node)


def _of_rdflib(value: object) -> ox.NamedNode | ox.Literal | None:
    import rdflib

    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if not isinstance(value, rdflib.Literal):
        return None
    if value.language:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype or XSD + "string")))


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


WRITERS: tuple[tuple[type, Callable[[Any], ox.Literal]], ...] = (
    (bool, ox.Literal),  # a bool is an int as well, and a datetime a date: the narrower one first
    (int, lambda value: _typed(str(value), "integer")),
    (float, ox.Literal),
    (decimal.Decimal, lambda value: _typed(f"{value:f}", "decimal")),
    (datetime.datetime, lambda value: _typed(value.isoformat(), "dateTime")),
    (datetime.date, lambda value: _typed(value.isoformat(), "date")),
)


def to_rdflib(store: ox.Store, known: Mapping[str, str] = STANDARD) -> rdflib.Dataset:
    """Return an rdflib dataset over a store; its default graph is the union of the named ones.

    It is a view, not a copy: what is added to it is in the store as well, though in no file.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    dataset = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in known.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
