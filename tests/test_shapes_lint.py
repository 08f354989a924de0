"""That patterns and queries of the shapes keep to what every SHACL engine reads alike.

The engine at work passes every value where it cannot read a pattern, so no pattern may be in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import shacl_rust
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

from sco_graph.resources import ontology_folder
from sco_loaders.triples import text_literal
from sco_loaders.yaml_reader import read_yaml
from tests.patterns import atoms, fitting
from tests.shape_constraints import read_constraints

CONSTRAINTS = read_constraints(ontology_folder())
PATTERNS = sorted({one.values[0] for one in CONSTRAINTS if one.parameter == "pattern"})
QUERIES = [(one.values[0], one.message or "") for one in CONSTRAINTS if one.parameter == "sparql"]


# Patterns


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_engine_reads_alike_the_pattern(pattern: str) -> None:
    assert re.search(pattern, fitting(pattern))


def test_no_pattern_has_flags() -> None:
    assert [one.title for one in CONSTRAINTS if one.parameter == "flags"] == []


@pytest.mark.parametrize(
    ("construct", "pattern"),
    [
        ("no beginning", "a$"),
        ("no end", "^a"),
        ("an end before the last character", "^a$b$"),
        ("a beginning after the first character", "^a^b$"),
        ("an escaped end", r"^a\$"),
        ("any character", "^.$"),
        ("a lazy star", "^a*?$"),
        ("a lazy plus", "^a+?$"),
        ("a lazy question mark", "^a??$"),
        ("a lazy number", "^a{2}?$"),
        ("a possessive plus", "^a++$"),
        ("a possessive star", "^a*+$"),
        ("a number without its lower bound", "^a{,2}$"),
        ("a number without its upper bound", "^a{2,}$"),
        ("a quantifier of nothing", "^+$"),
        ("a group", "^(a)$"),
        ("a choice", "^a|b$"),
        ("a group that is not counted", "^(?:a)$"),
        ("a named group", "^(?P<x>a)$"),
        ("an atomic group", "^(?>a)$"),
        ("a backreference", r"^(a)\1$"),
        ("a named backreference", "^(?P<x>a)(?P=x)$"),
        ("a look ahead", "^(?=a)a$"),
        ("a look ahead for what may not come", "^(?!b)a$"),
        ("a look behind", "^a(?<=a)$"),
        ("a look behind for what may not be", "^a(?<!b)$"),
        ("a flag", "^(?i)a$"),
        ("a comment", "^(?#why)a$"),
        ("a condition", "^(a)?(?(1)b|c)$"),
        ("a class of Unicode", r"^\p{L}$"),
        ("a class of Unicode that is refused", r"^\P{L}$"),
        ("a digit of any script", r"^\d$"),
        ("a letter of any script", r"^\w$"),
        ("any white space", r"^\s$"),
        ("a character of a name of XML", r"^\i\c*$"),
        ("a border of a word", r"^\ba$"),
        ("the beginning in other words", r"^\Aa$"),
        ("the end in other words", r"^a\Z$"),
        ("a character by its number", r"^\x41$"),
        ("a character by its number in Unicode", r"^\u0041$"),
        ("a line break", r"^a\n$"),
        ("a class of POSIX", "^[[:alpha:]]$"),
        ("a set in a set", "^[a-z[0-9]]$"),
        ("a set less another", "^[a-z-[aeiou]]$"),
        ("what two sets share", "^[a-z&&b]$"),
        ("a set less another in other words", "^[a-z--b]$"),
        ("what one of two sets has", "^[a-z~~b]$"),
        ("a class in a set", r"^[\d]$"),
        ("a hyphen at the end of a set", "^[a-]$"),
        ("an empty set", "^[]$"),
    ],
)
def test_a_pattern_is_refused_with(construct: str, pattern: str) -> None:
    with pytest.raises(ValueError, match=r"engines may differ on|does not go from"):
        pytest.fail(f"{construct} is read as {atoms(pattern)}")


def tried(pattern: str) -> Iterator[str]:
    """Yield texts that fit a pattern or nearly do."""
    for text in (fitting(pattern), fitting(pattern, 4, 1)):
        yield from (text, text[1:], text[:-1], text + text[-1], text + text, text.swapcase())
        yield from (f"{text} ", f" {text}", f"{text}\n{text}", f"{text[:-1]}\u0663", f"{text}é", "")


def verdicts(pattern: str, texts: list[str]) -> list[list[str]]:
    """Return which texts each engine refuses."""
    shapes = (
        f"@prefix sh: <{SH}> . [] a sh:NodeShape ; sh:targetNode <http://x/a> ; "
        f"sh:property [ sh:path <http://x/p> ; sh:pattern {text_literal(pattern)} ] ."
    )
    data = "".join(f"<http://x/a> <http://x/p> {text_literal(text)} .\n" for text in texts)
    at_work = shacl_rust.validate(data, shapes, data_format="nt", shapes_format="turtle")
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data=data, format="nt"),
        shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"),
    )
    assert isinstance(report, rdflib.Graph)
    return [
        sorted(term(found["value"]) for found in at_work["results"]),
        sorted(map(str, report.objects(None, SH.value))),
    ]


def term(written: str) -> str:
    """Return the text of a literal of N-Triples."""
    parsed = ox.parse(f"<x:a> <x:b> {written} .", format=ox.RdfFormat.N_TRIPLES)
    return str(next(parsed).object.value)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_both_engines_refuse_the_same_texts_by_the_pattern(pattern: str) -> None:
    texts = sorted(set(tried(pattern)))
    misfits = [text for text in texts if not re.search(pattern, text)]

    assert misfits
    assert verdicts(pattern, texts) == [misfits, misfits]


@pytest.mark.parametrize("written", ['"UT\\n"', "|\n  UT\n", "|+\n  UT\n\n", ">\n  UT\n"])
def test_no_text_reaches_an_engine_that_ends_in_a_line_break(written: str) -> None:
    # Python lets `$` stand before a last line break, Rust and XPath do not.
    document, _ = read_yaml(f"iso_alpha2: {written}".encode(), file="state/utopia.yaml")

    assert document is not None
    assert document.values == {"iso_alpha2": "UT"}


# Queries

KEYWORDS = {
    "MINUS, VALUES or SERVICE, which SHACL forbids": r"MINUS|VALUES|SERVICE",
    "a graph, as the judges see one only": r"GRAPH|FROM",
    "a query in the query": r"SELECT\b.*(?<![?$:\w])SELECT",
    "a pattern, whose dialect is the engine's": r"REGEX|REPLACE",
    "what differs at each call": r"NOW|RAND|UUID|STRUUID|BNODE",
    "groups": r"GROUP|HAVING",
    "some of the results only": r"LIMIT|OFFSET",
}
"""Keywords that a query may not hold, and why."""
VARIABLES = {
    "all variables": r"(?i:\bSELECT\s+(?:DISTINCT\s+)?\*)",
    "$this under another name or with another value": r"\?this\b|(?i:\bAS\s+[$?]this\b)",
    "a variable of SHACL that not every engine binds": r"[$?](?:shapesGraph|currentShape|PATH)\b",
}
"""Uses of variables that a query may not hold."""
VARIABLE = re.compile(r"[$?](\w+)")


def faults(select: str, message: str) -> Iterator[str]:
    """Yield what a query of the shapes, or its message, holds and may not."""
    text = re.sub(r'"[^"]*"|<[^>\s]*>|#.*', "", select)
    head, _, body = text.partition("{")
    selected, bound = set(VARIABLE.findall(head)), set(VARIABLE.findall(body))
    for name, words in KEYWORDS.items():
        if re.search(rf"(?is)(?<![?$:\w])(?:{words})\b", text):
            yield name
    yield from (name for name, refused in VARIABLES.items() if re.search(refused, text))
    yield from (f"?{name}, selected and never bound" for name in selected - bound)
    mentioned = set(VARIABLE.findall(message))
    yield from (f"?{name} in its message, and not selected" for name in mentioned - selected)
    yield from (f"BIND of ?{name}, which OPTIONAL binds" for name in loose(body))
    used = set(re.findall(r"(?<![\w?$])([a-z]+):\w", text))
    yield from (f"the prefix {name}, not declared" for name in used - declared().keys())
    if "$this" not in head:
        yield "no $this among what it selects"


def loose(body: str) -> set[str]:
    """Return the variables that BIND takes and that no pattern before it is sure to bind."""
    found = set()
    for bind in re.finditer(r"(?i)\bBIND\s*\((.*?)\bAS\b", body, re.DOTALL):
        sure = set(VARIABLE.findall(without_optional(body[: bind.start()])))
        found |= set(VARIABLE.findall(bind[1])) - sure
    return found


def without_optional(body: str) -> str:
    """Return a text without what stands between the braces after OPTIONAL.

    >>> without_optional("?a OPTIONAL { ?b { ?c } } ?d")
    '?a  ?d'
    """
    while begun := re.search(r"(?i)\bOPTIONAL\s*\{", body):
        end, depth = begun.end(), 1
        while depth and end < len(body):
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        body = body[: begun.start()] + body[end:]
    return body


@cache
def declared() -> dict[str, str]:
    """Return the namespaces that the shapes declare for their queries, by prefix."""
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    return {
        str(shapes.value(part, SH.prefix)): str(namespace)
        for part, namespace in shapes.subject_objects(SH.namespace)
    }


def test_queries_of_the_shapes_keep_to_what_every_engine_reads_alike() -> None:
    assert QUERIES
    assert [(message, *faults(select, message)) for select, message in QUERIES] == [
        (message,) for _, message in QUERIES
    ]


def test_two_libraries_can_read_each_query_of_the_shapes() -> None:
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in declared().items())

    for select, _ in QUERIES:
        ox.Store().query(head + select)
        prepareQuery(head + select)


@pytest.mark.parametrize(
    ("select", "message", "told"),
    [
        ("SELECT $this { $this sco:a ?b MINUS { $this sco:c ?b } }", "", "MINUS, VALUES or"),
        ("SELECT $this { VALUES ?b { 1 } $this sco:a ?b }", "", "MINUS, VALUES or SERVICE"),
        ("SELECT $this { SERVICE <x:y> { $this sco:a ?b } }", "", "MINUS, VALUES or SERVICE"),
        ("SELECT $this { GRAPH ?g { $this sco:a ?b } }", "", "a graph, as"),
        ("SELECT $this FROM <x:y> { $this sco:a ?b }", "", "a graph, as"),
        ("SELECT $this { { SELECT $this { $this sco:a 1 } } }", "", "a query in the query"),
        ("SELECT $this { $this sco:a ?b FILTER(REGEX(?b, '^a')) }", "", "a pattern, whose"),
        ("SELECT $this { $this sco:a ?b FILTER(?b > NOW()) }", "", "what differs at each call"),
        ("SELECT $this { $this sco:a ?b } GROUP BY $this", "", "groups"),
        ("SELECT $this { $this sco:a ?b } LIMIT 1", "", "some of the results only"),
        ("SELECT * { $this sco:a ?b }", "", "all variables"),
        ("SELECT ?this { ?this sco:a ?b }", "", "$this under another name"),
        ("SELECT $this { ?b sco:a ?c BIND(?b AS $this) }", "", "$this under another name"),
        ("SELECT $this { $this $PATH ?b }", "", "a variable of SHACL"),
        ("SELECT $this ?value { $this sco:a ?b }", "", "?value, selected and never bound"),
        ("SELECT $this { $this sco:a ?b }", "{?b} is it; mend it", "?b in its message"),
        ("SELECT $this { $this foaf:name ?b }", "", "the prefix foaf, not declared"),
        ("SELECT ?b { $this sco:a ?b }", "", "no $this among what it selects"),
        (
            "SELECT $this ?c { $this sco:a 1 OPTIONAL { $this sco:b ?b } BIND(?b AS ?c) }",
            "",
            "BIND of ?b, which OPTIONAL binds",
        ),
        ("SELECT $this ?c { BIND(?b AS ?c) $this sco:b ?b }", "", "BIND of ?b, which"),
    ],
)
def test_a_query_is_refused_that_holds(select: str, message: str, told: str) -> None:
    assert any(found.startswith(told) for found in faults(select, message))
