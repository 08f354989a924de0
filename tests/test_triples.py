from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyshacl import shacl_rules
from rdflib import Dataset
from rdflib import Graph as RdflibGraph

from sco_graph.resources import ontology_folder, records_folder
from sco_graph.schema import DATA, ONTOLOGY_GRAPH, RECORD_GRAPH, SCHEME_GRAPH
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, build
from sco_loaders.check import check, read
from sco_loaders.nodes import Node
from sco_loaders.provenance import GRAPH as PROVENANCE_GRAPH
from sco_loaders.triples import TripleWriter, iri, text_literal
from tests.planted import SOURCE, TALKS, plant

SCO = "https://w3id.org/sco-graph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@pytest.fixture(scope="module")
def shipped() -> list[Node]:
    """Return the nodes of the shipped records."""
    return read().nodes


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the N-Quads of a build of the shipped records."""
    return build(tmp_path_factory.mktemp("build")).read(QUADS)


def triples(nodes: Iterable[Node]) -> set[str]:
    """Return the triples of nodes, as N-Triples without the full stop."""
    writer = TripleWriter(read_schema())
    return {triple for node in nodes for triple in writer.triples(node)}


# --- the form ---


def test_there_is_no_blank_node(quads: bytes) -> None:
    parsed = list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))

    terms = [term for q in parsed for term in (q.subject, q.object, q.graph_name)]
    assert not any(isinstance(term, ox.BlankNode | ox.DefaultGraph) for term in terms)


def test_the_lines_are_sorted_and_none_comes_twice(quads: bytes) -> None:
    lines = quads.decode().split("\n")

    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert all(line.endswith(" .") for line in lines)


def test_each_line_is_in_the_canonical_form_of_n_quads(quads: bytes) -> None:
    parsed = ox.parse(quads, format=ox.RdfFormat.N_QUADS)

    assert sorted(f"{quad} ." for quad in parsed) == quads.decode().splitlines()


# rdflib's own reader of N-Quads uses what rdflib calls deprecated.
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_two_parsers_read_the_same_quads(quads: bytes) -> None:
    dataset = Dataset()
    dataset.parse(data=quads, format="nquads")
    by_rdflib = {
        " ".join(term.n3() for term in (s, p, o)) + f" <{graph}>"
        for s, p, o, graph in dataset.quads()
    }
    by_pyoxigraph = {
        " ".join(map(str, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
        for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
    }

    assert len(by_pyoxigraph) == len(quads.splitlines())
    assert normal(by_rdflib) == normal(by_pyoxigraph)


def normal(lines: Iterable[str]) -> set[str]:
    """Return quads in one way of writing, whichever library wrote them."""
    parsed = ox.parse(
        "".join(f"{line} .\n" for line in lines).encode(), format=ox.RdfFormat.N_QUADS
    )
    return {str(quad) for quad in parsed}


def test_each_record_is_a_graph_of_its_own_beside_those_of_the_ontology_and_of_provenance(
    shipped: list[Node], quads: bytes
) -> None:
    graphs = {str(quad.graph_name) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}

    records = {f"<{RECORD_GRAPH}{node.record}>" for node in shipped}
    others = (ONTOLOGY_GRAPH, SCHEME_GRAPH, PROVENANCE_GRAPH)
    assert graphs == records | {f"<{graph}>" for graph in others}


def test_each_property_of_which_a_claim_or_a_change_speaks_has_its_type_and_its_labels(
    quads: bytes,
) -> None:
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    spoken_of = {
        str(quad.object)
        for word in ("aboutProperty", "corrects")
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{SCO}{word}"), None)
    }

    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY_GRAPH)):
        found.setdefault(str(quad.subject), set()).add(str(quad.object))

    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Property>"
    assert found.keys() == spoken_of
    assert found[f"<{SCO}dates>"] == {kind, '"dates"@en', '"даты"@ru', '"日期"@zh'}
    assert found[f"<{SKOS}prefLabel>"] == {kind, '"name"@en'}


# --- what is said ---


def test_every_node_has_its_class_and_all_classes_above_as_types(
    shipped: list[Node], quads: bytes
) -> None:
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS)

    for node in shipped:
        found = store.quads_for_pattern(ox.NamedNode(DATA + node.id), RDF_TYPE, None)
        assert {str(quad.object) for quad in found} == {f"<{type_}>" for type_ in node.cls.types}


def test_a_meeting_is_an_event_to_a_reader_without_a_reasoner(shipped: list[Node]) -> None:
    found = triples(node for node in shipped if node.cls.kind == "meeting")

    meeting = iri("meeting/industry-2025-yekaterinburg")
    assert f"{meeting} {RDF_TYPE} <{SCO}Meeting>" in found
    assert f"{meeting} {RDF_TYPE} <{SCO}Event>" in found
    assert f"{meeting} {RDF_TYPE} <https://schema.org/Event>" in found


def test_a_source_is_a_document_to_a_reader_without_a_reasoner(shipped: list[Node]) -> None:
    lines = triples(node for node in shipped if node.id == "source/industry-ministers-2025")

    for cls in ("http://xmlns.com/foaf/0.1/Document", "https://schema.org/CreativeWork"):
        assert f"{iri('source/industry-ministers-2025')} {RDF_TYPE} <{cls}>" in lines


def test_every_date_stands_with_the_days_that_bound_it(tmp_path: Path) -> None:
    nodes = read(plant(tmp_path, TALKS)).nodes

    dates = sorted(line for line in triples(nodes) if line.startswith(f"{iri('meeting/talks')} "))
    date = "<http://www.w3.org/2001/XMLSchema#date>"
    edtf = "<http://id.loc.gov/datatypes/edtf/EDTF>"
    assert f'{iri("meeting/talks")} <{SCO}dates> "2025-07-07/2025-07-09"^^{edtf}' in dates
    assert f'{iri("meeting/talks")} <{SCO}startDate> "2025-07-07"^^{date}' in dates
    assert f'{iri("meeting/talks")} <{SCO}endDate> "2025-07-09"^^{date}' in dates


VALUES = {
    "source/report": f"{SOURCE}archived_on: 2025-07-08\nfully_read: false\nurl: https://a.example/b\n",
    "place/crater": """
name: Crater
kind: city
latitude: -4.50
same_as: https://example.org/id/4#crater
claims: [{property: kind, value: city, rank: preferred, sources: source/report#1}]
sources: source/report#1
""",
}


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("source/report", f"{SCO}archivedOn", '"2025-07-08"^^xsd:date'),
        ("source/report", f"{SCO}fullyRead", '"false"^^xsd:boolean'),
        ("source/report", f"{SCO}url", '"https://a.example/b"^^xsd:anyURI'),
        ("source/report", f"{SCO}language", '"en"'),
        ("source/report/passage/1", f"{SCO}line", '"1"^^xsd:integer'),
        ("place/crater", f"{SKOS}prefLabel", '"Crater"@en'),
        ("place/crater", f"{SCO}latitude", '"-4.50"^^xsd:decimal'),
        ("place/crater", f"{SCO}placeKind", iri("place-kind/city")),
        ("place/crater", f"{SKOS}exactMatch", "<https://example.org/id/4#crater>"),
        ("place/crater", f"{SCO}basis", iri("basis/stated")),
        ("place/crater", f"{SCO}statedIn", iri("source/report/passage/1")),
        ("place/crater", f"{SCO}hasClaim", iri("place/crater/claim/kind_city")),
        ("place/crater/claim/kind_city", f"{SCO}aboutProperty", f"<{SCO}placeKind>"),
    ],
)
def test_a_value_is_written_as(subject: str, predicate: str, value: str, tmp_path: Path) -> None:
    reading = read(plant(tmp_path, VALUES))

    for name in ("date", "boolean", "anyURI", "integer", "decimal"):
        value = value.replace(f"^^xsd:{name}", f"^^<http://www.w3.org/2001/XMLSchema#{name}>")
    assert reading.problems == []
    assert f"{iri(subject)} <{predicate}> {value}" in triples(reading.nodes)


# --- texts ---


@given(st.text())
@example('the "B2E" part')
@example("C:\\new\\table \\u0041")
@example("two\nlines\r\nand\rmore\ttabs")
@example("上海合作组织")
@example("Шанхай 𝒮 \x85\u2028 \x00 \x7f")
@example("\\")
def test_every_text_comes_back_from_a_parser_as_it_was(text: str) -> None:
    line = f"<urn:s> <urn:p> {text_literal(text, 'zh')} .\n"

    [quad] = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)

    assert quad.object == ox.Literal(text, language="zh")
    [found] = RdflibGraph().parse(data=line, format="nt").objects()
    assert str(found) == text


def test_a_record_may_hold_quotes_backslashes_and_line_breaks(tmp_path: Path) -> None:
    record = r"""
name: {en: 'The "B2E" part', zh: 上海\合作组织}
kind: memorandum
text: |
  One says "yes".
  C:\new\table
sources: source/report#1
"""
    folder = plant(tmp_path, {"source/report": SOURCE, "document/part": record})

    reading = read(folder)
    store = ox.Store()
    lines = "".join(f"{triple} .\n" for triple in triples(reading.nodes))
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)

    assert reading.problems == []
    part = ox.NamedNode(f"{DATA}document/part")
    [text] = store.quads_for_pattern(part, ox.NamedNode(f"{SCO}text"), None)
    assert text.object == ox.Literal('One says "yes".\nC:\\new\\table')
    label = ox.NamedNode(f"{SKOS}prefLabel")
    assert {quad.object for quad in store.quads_for_pattern(part, label, None)} == {
        ox.Literal('The "B2E" part', language="en"),
        ox.Literal("上海\\合作组织", language="zh"),
    }


# --- shortcuts ---

SHORTCUTS = {rule.predicate for cls in read_schema().classes.values() for rule in cls.rules}


def split(nodes: Iterable[Node]) -> tuple[set[str], set[str]]:
    """Return the shortcuts of nodes, and their other triples."""
    every = triples(nodes)
    derived = {triple for triple in every if triple.split(" ")[1].strip("<>") in SHORTCUTS}
    return derived, every - derived


def derived_by_shacl(plain: Iterable[str]) -> set[str]:
    """Return the shortcuts that another engine derives from the rules in shapes.ttl."""
    data = RdflibGraph().parse(data="".join(f"{t} .\n" for t in plain), format="nt")
    shapes = RdflibGraph().parse(ontology_folder() / "shapes.ttl")
    expanded = shacl_rules(data, shacl_graph=shapes, advanced=True)
    return {
        f"<{found[0]}> <{found[1]}> <{found[2]}>"
        for found in expanded
        if str(found[1]) in SHORTCUTS
    }


def test_the_shortcuts_of_the_shipped_records_are_those_of_another_engine(
    shipped: list[Node],
) -> None:
    ours, plain = split(shipped)

    assert len(ours) > 20
    assert derived_by_shacl(plain) == ours


def test_who_was_announced_or_sent_a_greeting_did_not_attend(tmp_path: Path) -> None:
    reading = read(plant(tmp_path, TALKS))
    ours, plain = split(reading.nodes)

    assert reading.problems == []
    assert ours == {
        f"{iri('person/anna')} <{SCO}attended> {iri('meeting/talks')}",
        f"{iri('person/anna')} <{SCO}chaired> {iri('meeting/talks')}",
        f"{iri('state/mars')} <{SCO}representedAt> {iri('meeting/talks')}",
        f"{iri('state/mars')} <{SCO}chaired> {iri('meeting/talks')}",
    }
    assert derived_by_shacl(plain) == ours


@pytest.mark.parametrize(
    ("status", "mode", "attended"),
    [
        ("attended", "in-person", True),
        ("attended", "video-link", True),
        ("attended", None, True),
        ("attended", "video-address", False),
        ("attended", "written-greeting", False),
        ("announced", "in-person", False),
        ("invited", None, False),
        ("absent", None, False),
        ("unknown", None, False),
    ],
)
def test_only_the_present_attended(
    status: str, mode: str | None, *, attended: bool, tmp_path: Path
) -> None:
    participation = f"roles: guest, status: {status}, sources: source/report#1"
    if mode:
        participation += f", mode: {mode}"
    records = {
        "source/report": SOURCE,
        "person/anna": TALKS["person/anna"],
        "meeting/talks": f"name: Talks\nsources: source/report#1\nparticipations:\n"
        f"  - {{person: person/anna, {participation}}}\n",
    }
    ours, plain = split(read(plant(tmp_path, records)).nodes)

    expected = (
        {f"{iri('person/anna')} <{SCO}attended> {iri('meeting/talks')}"} if attended else set()
    )
    assert ours == expected
    assert derived_by_shacl(plain) == ours


def test_each_act_on_a_document_has_its_shortcut_or_none(tmp_path: Path) -> None:
    acts = read_schema().scheme("act-kind")
    lines = "".join(
        f"  - {{act: {act}, meeting: meeting/talks, sources: source/report#1}}\n" for act in acts
    )
    text = f"name: Pact\nkind: agreement\nsources: source/report#1\nacts:\n{lines}"
    reading = read(plant(tmp_path, {**TALKS, "document/pact": text}))

    ours, plain = split(reading.nodes)
    pact = {triple for triple in ours if triple.endswith(iri("document/pact"))}
    assert reading.problems == []
    assert f"{iri('meeting/talks')} <{SCO}signed> {iri('document/pact')}" in pact
    assert f"{iri('meeting/talks')} <{SCO}discussedImplementationOf> {iri('document/pact')}" in pact
    assert len([line for line in ours if line.startswith(iri("meeting/talks"))]) == len(acts) - 1
    assert derived_by_shacl(plain) == ours


# --- the same bytes everywhere ---

BUILD = """
import sys
from pathlib import Path
from sco_loaders.build import QUADS, build
output, records = map(Path, sys.argv[1:])
print(build(output, records=records).manifest["files"][QUADS]["sha256"])
"""


def digest(folder: Path, surroundings: Mapping[str, str]) -> str:
    """Build a copy of the shipped records in a process of its own; return what it says."""
    copied = folder / "records"
    for path in sorted(records_folder().rglob("*.yaml"), reverse=True):
        target = copied / path.relative_to(records_folder())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    run = subprocess.run(
        [sys.executable, "-c", BUILD, "build", copied],
        cwd=folder,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    written = (folder / "build" / "sco-graph.nq").read_bytes()
    assert hashlib.sha256(written).hexdigest() == run.stdout.strip()
    return run.stdout.strip()


def test_the_same_records_give_the_same_bytes_wherever_they_are_built(
    quads: bytes, tmp_path: Path
) -> None:
    everywhere = {
        "here": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        "a b/中文": {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
        "deep/er": {"PYTHONHASHSEED": "4294967295", "LC_ALL": "POSIX", "TZ": "America/St_Johns"},
    }

    digests = set()
    for name, surroundings in everywhere.items():
        (tmp_path / name).mkdir(parents=True)
        digests.add(digest(tmp_path / name, surroundings))
    assert digests == {hashlib.sha256(quads).hexdigest()}


def test_the_shipped_records_are_sound() -> None:
    assert check() == ()


def test_every_shortcut_ends_in_a_node(shipped: list[Node]) -> None:
    known = {iri(node.id) for node in shipped}

    ours, _ = split(shipped)
    assert {end for triple in ours for end in triple.split(" ")[::2]} <= known
