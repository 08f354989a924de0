from __future__ import annotations

import os
import re
import subprocess
import sys

import pyoxigraph as ox
import pytest

from sco_graph.errors import SchemaError
from sco_graph.graph import Graph
from sco_graph.ontology import RDF, RDFS, SCO, SH, SKOS, Triples
from sco_graph.ontology_page import ontology_page
from sco_graph.prefixes import read_prefixes
from sco_graph.regenerate import TERMS
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA, LANGUAGES
from sco_graph.shape_words import constraint_words
from tests.pages import CHECKOUT, anchors

TRIPLES = Triples(ontology_folder())
ENTRY = re.compile(
    r"^### (?:Class|Property|Scheme) `([^`]+)`\n\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def page(shipped: Graph) -> str:
    return ontology_page(TRIPLES, shipped.store)


def entries(page: str) -> dict[str, str]:
    """Return what stands under the heading of each term."""
    return dict(ENTRY.findall(page))


def iri_of(name: str) -> str:
    """Return the IRI of a term or a thing as the page names it."""
    if ":" not in name:
        return DATA + name
    prefix, local = name.split(":", 1)
    return read_prefixes().get(prefix, f"{prefix}:") + local


def test_the_page_at_hand_is_the_one_that_the_ontology_and_the_records_give(page: str) -> None:
    assert (CHECKOUT / TERMS).read_text(encoding="utf-8") == page


def test_every_term_of_ours_stands_on_the_page_with_its_labels_and_definition(page: str) -> None:
    found = entries(page)
    terms = [one for one in TRIPLES.subjects(RDFS + "label") if one.value.startswith(SCO)]

    assert len(terms) > 200
    for term in terms:
        text = found[f"sco:{term.value.removeprefix(SCO)}"]
        labels = [TRIPLES.literal(term, RDFS + "label", language) for language in LANGUAGES]
        assert text.startswith(" · ".join(filter(None, labels)) + "\n")
        assert f"\n{TRIPLES.literal(term, SKOS + 'definition', 'en')}\n" in text


def test_every_scheme_stands_on_the_page_with_who_chooses_from_it(page: str) -> None:
    found = entries(page)
    schemes = TRIPLES.subjects(RDF + "type", SKOS + "ConceptScheme")

    assert len(schemes) > 15
    for scheme in schemes:
        text = found[scheme.value.removeprefix(DATA)]
        assert f"{TRIPLES.literal(scheme, SKOS + 'prefLabel', 'ru')}" in text
        assert "- Chosen by: [`sco:" in text


@pytest.mark.parametrize("predicate", [RDFS + "subClassOf", RDFS + "subPropertyOf"])
def test_every_parent_stands_on_the_page_with_those_of_other_ontologies(
    predicate: str, page: str
) -> None:
    found = entries(page)

    for term in TRIPLES.subjects(predicate):
        if isinstance(term, ox.NamedNode):
            [told] = re.findall(
                r"^- Parents: (.+)$", found[f"sco:{term.value[len(SCO) :]}"], re.MULTILINE
            )
            named = {iri_of(name) for name in re.findall(r"`([^`]+)`", told)}
            assert named == set(TRIPLES.iris(term, predicate))
    assert "- Parents: `foaf:Person`, [`sco:Actor`](#class-scoactor)\n" in found["sco:Person"]


def test_every_example_is_in_the_graph(page: str, shipped: Graph) -> None:
    shown = re.findall(r"^- In the data: `([^`]+)` `([^`]+)` `([^`]+)`", page, re.MULTILINE)
    things = re.findall(r"^- In the data: `([^`]+)`(?:, |$)", page, re.MULTILINE)

    assert len(shown) > 150
    assert len(things) > 40
    for subject, predicate, value in shown:
        pattern = (ox.NamedNode(iri_of(subject)), ox.NamedNode(iri_of(predicate)), None)
        values = [quad.object for quad in shipped.store.quads_for_pattern(*pattern)]
        start = value.removesuffix(" …")
        assert [v for v in values if _text(v).startswith((start, iri_of(value)))], subject
    for thing in things:
        assert list(shipped.store.quads_for_pattern(ox.NamedNode(iri_of(thing)), None, None))


def _text(term: object) -> str:
    """Return a value with its white space as on the page."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return " ".join(term.value.replace("`", "'").split())


def test_a_term_without_an_example_is_not_in_the_graph(page: str, shipped: Graph) -> None:
    for name, text in entries(page).items():
        if text.endswith("none yet\n\n"):
            term = ox.NamedNode(iri_of(name))
            assert not list(shipped.store.quads_for_pattern(None, term, None)), name
            instances = shipped.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), term)
            assert not list(instances), name


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("sco:heldIn", "(#class-scoevent): at most one, a [`sco:Place`](#class-scoplace)\n"),
        ("sco:countValue", "exactly one, a `xsd:integer`, at least `0`\n"),
        ("sco:latitude", "at most one, a `xsd:decimal`, at most `90`, at least `-90`\n"),
        ("sco:isoAlpha2", "exactly one, a `xsd:string`, matching `^[A-Z][A-Z]$`\n"),
        ("sco:basis", "at most one, a [`sco:Basis`](#class-scobasis), `stated` where it is left"),
        ("sco:hasStatus", "any number, written inside its owner, a [`sco:Status`]"),
        ("sco:foundedEarliest", "not after [`sco:endedLatest`](#property-scoendedlatest)"),
        ("skos:prefLabel", "at least one, a `rdf:langString`, in one of the languages `en`, `ru`"),
        ("sco:Participation", "- Reported of it: nobody takes part here; give `person`, `post`"),
        ("sco:Participation", "- Reported of it: *value* was not held from *from* to *to*"),
        ("sco:Body", "- Its shape demands: [`sco:bodyKind`](#property-scobodykind), "),
    ],
)
def test_what_a_shape_demands_is_told_in_words(term: str, words: str, page: str) -> None:
    assert words in entries(page)[term]


def test_a_constraint_without_words_is_refused() -> None:
    triples = Triples(ontology_folder())
    node = ox.BlankNode()
    triples.store.add(ox.Quad(node, ox.NamedNode(SH + "qualifiedMinCount"), ox.Literal(1)))

    with pytest.raises(SchemaError, match="sh:qualifiedMinCount: the page of the ontology has no"):
        constraint_words(triples, node, str)


def test_every_link_on_the_page_leads_to_a_heading(page: str) -> None:
    headings = anchors(page)

    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(headings)
    assert len(headings) == len(set(headings))


def test_the_page_is_the_same_in_every_process(page: str, shipped: Graph) -> None:
    program = (
        "import pathlib, sys; from sco_graph import graph, ontology, ontology_page, resources; "
        "triples = ontology.Triples(resources.ontology_folder()); "
        "store = graph.open(sys.argv[1]).store; "
        "sys.stdout.buffer.write(ontology_page.ontology_page(triples, store).encode())"
    )

    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", program, str(shipped.build.folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Shanghai"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert run.stdout == page
