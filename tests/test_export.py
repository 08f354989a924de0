"""Each format holds the same facts for whoever reads it, and the Turtle alone answers the pack."""

from __future__ import annotations

import datetime
import gzip
import os
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.errors import StoreError, UnknownName
from sco_graph.explained import sparql_text
from sco_graph.export import FORMATS, export, write_export
from sco_graph.graph import Graph
from sco_graph.nquads import by_graph, parse_literal, short_id
from sco_graph.prefixes import read_prefixes
from sco_graph.questions import (
    FIRST_DAY,
    LAST_DAY,
    Column,
    Parameter,
    Question,
    get_question,
    question_names,
    rows_in_order,
)
from sco_graph.schema import DATA, RECORD_GRAPH
from sco_graph.shapes import read_schema
from sco_graph.turtle import trig, turtle
from sco_graph.twins import READERS, SEPARATOR
from sco_loaders.build import QUADS
from sco_loaders.triples import canonical, text_literal
from tests.judges import run_jena
from tests.little_graph import little_graph

OXIGRAPH = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {
    "nquads": "nquads",
    "trig": "trig",
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
EVERY_FORMAT = pytest.mark.parametrize("name", list(FORMATS))


@pytest.fixture(scope="module")
def files(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the shipped graph as a file of each format."""
    folder = tmp_path_factory.mktemp("exports")
    found = {name: folder / f"sco-graph{made.suffix}" for name, made in FORMATS.items()}
    for name, path in found.items():
        write_export(graph.build, name, path)
    return found


def facts(quads: str | bytes, *, graphs: bool) -> set[str]:
    """Return N-Quads of whatever origin as comparable statements."""
    found = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
    return {str(quad if graphs else quad.triple) for quad in found}


def shipped(graph: Graph, name: str) -> set[str]:
    """Return the statements of the build, as a format can hold them."""
    return facts(graph.build.read(QUADS), graphs=FORMATS[name].keeps_graphs)


# --- each format, by three readers ---


@EVERY_FORMAT
def test_pyoxigraph_reads_the_same_facts(
    graph: Graph, files: Mapping[str, Path], name: str
) -> None:
    found = ox.parse(path=files[name], format=OXIGRAPH[name])

    keeps = FORMATS[name].keeps_graphs
    assert {str(quad if keeps else quad.triple) for quad in found} == shipped(graph, name)


# rdflib's own readers and writers use what it deprecates.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@EVERY_FORMAT
def test_rdflib_reads_the_same_facts(graph: Graph, files: Mapping[str, Path], name: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(files[name], format=RDFLIB[name])

    quads = dataset.serialize(format="nquads")
    assert facts(quads, graphs=FORMATS[name].keeps_graphs) == shipped(graph, name)


@EVERY_FORMAT
def test_jena_reads_the_same_facts_and_warns_of_nothing(
    graph: Graph, files: Mapping[str, Path], name: str
) -> None:
    run = run_jena("riot", "--output=nq", files[name])

    assert (run.returncode, run.stderr) == (0, "")
    assert facts(run.stdout, graphs=FORMATS[name].keeps_graphs) == shipped(graph, name)


def test_the_nquads_are_those_of_the_build(graph: Graph) -> None:
    assert b"".join(export(graph.build, "nquads")) == graph.build.read(QUADS)


def test_the_ntriples_are_sorted_and_none_comes_twice(graph: Graph) -> None:
    lines = b"".join(export(graph.build, "ntriples")).splitlines()

    assert lines == sorted(set(lines))


# --- made to be read ---


def test_a_thing_in_turtle_reads_as_a_page(tmp_path: Path) -> None:
    text = b"".join(export(little_graph(tmp_path).build, "turtle")).decode()

    assert (
        """
<meeting/first-talks> a schema:Event, sco:Event, sco:Item, sco:Meeting ;
    rdfs:label "First talks"@en,
        "Первые переговоры"@ru ;
    skos:prefLabel "First talks"@en,
        "Первые переговоры"@ru ;
    sco:allDelegationsNamedIn <source/report/passage/3> ;
    sco:basis <basis/stated> ;
    sco:dates "2025-07-07"^^edtf:EDTF ;
    sco:endDate "2025-07-07"^^xsd:date ;
    sco:eventKind <event-kind/negotiations> ;
    sco:hasClaim <meeting/first-talks/claim/dates_2025-07-07> ;
    sco:hasDiscussion <meeting/first-talks/discussion/agriculture> ;
    sco:hasParticipation <meeting/first-talks/participation/state.ceres>,
        <meeting/first-talks/participation/state.mars> ;
    sco:number 1 ;
    sco:startDate "2025-07-07"^^xsd:date ;
    sco:statedIn <source/report/passage/2> .

<meeting/first-talks/claim/dates_2025-07-07> a sco:Claim, sco:Item ;
"""
        in text
    )


def test_turtle_declares_the_prefixes_that_it_uses_and_no_others(graph: Graph) -> None:
    head, _, body = b"".join(export(graph.build, "turtle")).decode().partition("\n\n<")

    declared = [line.split()[1] for line in head.splitlines() if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert [
        prefix for prefix in declared if f" {prefix}" not in body and f"^{prefix}" not in body
    ] == []


def test_the_triples_of_a_subject_stand_together_and_come_before_what_is_nested_in_it(
    graph: Graph,
) -> None:
    text = b"".join(export(graph.build, "turtle")).decode()

    subjects = [line.split(" ")[0] for line in text.split("\n") if line.startswith("<")]
    assert len(subjects) == len(set(subjects))
    places = {subject: place for place, subject in enumerate(subjects)}
    inner = [one for one in subjects if one.count("/") == 3 and not one.startswith("<https:")]
    assert inner
    assert all(places[f"{one.rsplit('/', 2)[0]}>"] < places[one] for one in inner)


def test_trig_has_a_graph_for_each_record(graph: Graph) -> None:
    text = b"".join(export(graph.build, "trig")).decode()

    heads = [line.removesuffix(" {") for line in text.split("\n") if line.endswith("> {")]
    assert heads == [name.decode() for name in by_graph(graph.build.read(QUADS))]
    assert f"<{RECORD_GRAPH}meeting/hgc-2025>" in heads


# --- awkward terms ---

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\r\t\\"<>@^ .')
TEXTS = st.text(CHARACTERS, max_size=20)
XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = st.one_of(
    TEXTS.map(text_literal),
    st.builds(text_literal, TEXTS, st.sampled_from(["en", "ru", "zh", "zh-hant"])),
    st.builds(
        lambda text, type_: f"{text_literal(text)}^^<{XSD}{type_}>",
        TEXTS | st.sampled_from(["0", "007", "-3", "+3", "3.0", ".5", "3.", "1e3", "true", "1"]),
        st.sampled_from(["integer", "decimal", "boolean", "date"]),
    ),
)
PARTS = st.sampled_from(["a", "a-b", "a.b", "..", ".", "...", "", "b:c", "9", "x~y", "é"])
IRIS = st.one_of(
    st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: f"<{DATA}{'/'.join(parts)}>"),
    st.sampled_from(
        [f"<{XSD}date>", f"<{XSD}a/b>", "<https://example.org/#>", "<urn:x>", f"<{DATA}>"]
    ),
)
LINES = st.builds(
    lambda s, p, o, g: f"{s} <{XSD}{p}> {o} <{RECORD_GRAPH}{g}> .",
    IRIS,
    st.sampled_from(["p", "q", "p.q", "p-"]),
    IRIS | LITERALS,
    st.sampled_from(["a/b", "c/d"]),
)


@given(lines=st.lists(LINES, min_size=1, max_size=8))
@settings(max_examples=300)
def test_what_turtle_and_trig_write_is_read_as_it_was(lines: list[str]) -> None:
    quads = canonical(lines)

    as_turtle = b"".join(turtle(quads, read_prefixes()))
    as_trig = b"".join(trig(quads, read_prefixes()))
    read = ox.parse(as_turtle, format=ox.RdfFormat.TURTLE)
    assert {str(quad.triple) for quad in read} == facts(quads, graphs=False)
    assert {str(quad) for quad in ox.parse(as_trig, format=ox.RdfFormat.TRIG)} == facts(
        quads, graphs=True
    )


@given(text=TEXTS)
def test_a_literal_is_taken_apart_as_it_was_put_together(text: str) -> None:
    assert parse_literal(text_literal(text, "ru")) == (text, "ru", None)


def test_an_escape_that_others_write_is_read_too() -> None:
    assert parse_literal(r'"\u0416\U0001F600\t"') == ("Ж😀\t", None, None)


@pytest.mark.parametrize("id_", ["source/x/passage/..", "a/./b", "..", "a:b/c", "", "?x"])
def test_an_id_that_would_be_misread_is_written_out(id_: str) -> None:
    assert short_id(f"<{DATA}{id_}>") is None


# --- the file ---


@EVERY_FORMAT
def test_a_file_is_the_same_bytes_wherever_it_is_written(
    files: Mapping[str, Path], graph: Graph, tmp_path: Path, name: str
) -> None:
    program = (
        "import sys, pathlib; from sco_graph.export import write_export; "
        "from sco_loaders.build import open_build; "
        "write_export(open_build(pathlib.Path(sys.argv[1])), sys.argv[2], sys.argv[3])"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    command = [
        sys.executable,
        "-c",
        program,
        str(graph.build.folder),
        name,
        str(tmp_path / "again"),
    ]
    subprocess.run(command, check=True, env=environment)

    assert (tmp_path / "again").read_bytes() == files[name].read_bytes()


def test_a_name_that_ends_in_gz_makes_a_compressed_file_without_name_and_time(
    graph: Graph, files: Mapping[str, Path], tmp_path: Path
) -> None:
    write_export(graph.build, "turtle", tmp_path / "a.ttl.gz")
    write_export(graph.build, "turtle", tmp_path / "b.ttl.gz")

    content = (tmp_path / "a.ttl.gz").read_bytes()
    assert content == (tmp_path / "b.ttl.gz").read_bytes()
    assert content[3:8] == bytes(5)
    assert gzip.decompress(content) == files["turtle"].read_bytes()


def test_a_dash_writes_to_stdout(
    graph: Graph, files: Mapping[str, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write_export(graph.build, "ntriples", "-")

    assert capfdbinary.readouterr().out == files["ntriples"].read_bytes()


def test_an_export_that_fails_leaves_the_former_file_and_nothing_else(
    graph: Graph, tmp_path: Path
) -> None:
    path = tmp_path / "former.nq"
    path.write_text("former")
    program = (
        "import resource, sys, pathlib, signal; from sco_graph.export import write_export; "
        "from sco_loaders.build import open_build; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
        "write_export(open_build(pathlib.Path(sys.argv[1])), 'nquads', sys.argv[2])"
    )

    command = [sys.executable, "-c", program, str(graph.build.folder), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StoreError" in run.stderr
    assert "former.nq: cannot be written: File too large" in run.stderr
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_not_replaced(graph: Graph) -> None:
    write_export(graph.build, "nquads", os.devnull)

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_link_stays_a_link(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "link.nq").symlink_to(tmp_path / "file.nq")

    write_export(graph.build, "nquads", tmp_path / "link.nq")
    assert (tmp_path / "link.nq").is_symlink()
    assert (tmp_path / "file.nq").read_bytes() == graph.build.read(QUADS)


@pytest.mark.parametrize("place", ["", "missing/file.nq"])
def test_a_place_that_cannot_be_written_is_named(graph: Graph, tmp_path: Path, place: str) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_export(graph.build, "nquads", tmp_path / place)


def test_an_unknown_format_is_told_with_those_like_it(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no format 'turtel'; did you mean 'turtle'"):
        export(graph.build, "turtel")


# --- the Turtle file is the one to load first ---


@pytest.fixture(scope="module")
def plain(files: Mapping[str, Path]) -> rdflib.Graph:
    """Return the Turtle file as rdflib reads it: one graph, nothing reasoned."""
    return rdflib.Graph().parse(files["turtle"])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("sco:State", "org:Organization"),
        ("sco:Body", "org:Organization"),
        ("sco:Person", "foaf:Person"),
        ("sco:Post", "org:Post"),
        ("sco:Meeting", "schema:Event"),
        ("sco:Event", "schema:Event"),
        ("sco:Document", "foaf:Document"),
        ("sco:Source", "prov:Entity"),
        ("sco:DocumentAct", "prov:Activity"),
        ("sco:Topic", "skos:Concept"),
        ("sco:Topic", "sco:Item"),
    ],
)
def test_who_knows_no_reasoning_finds_the_types_of_others(
    plain: rdflib.Graph, ours: str, theirs: str
) -> None:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in read_prefixes().items())
    all_ = len(plain.query(f"{prefixes}SELECT ?x {{ ?x a {ours} }}"))
    found = len(plain.query(f"{prefixes}SELECT ?x {{ ?x a {ours}, {theirs} }}"))

    assert all_ == found > 0


def test_every_thing_and_concept_has_its_names_as_both_kinds_of_label(plain: rdflib.Graph) -> None:
    things = {s for s in plain.subjects(rdflib.RDF.type) if str(s).startswith(DATA)}
    things -= set(plain.subjects(rdflib.RDF.type, rdflib.RDF.List))
    labels = {s: set(plain.objects(s, rdflib.RDFS.label)) for s in things}

    assert len(things) > 500
    for thing in things:
        preferred = set(plain.objects(thing, rdflib.SKOS.prefLabel))
        assert preferred == labels[thing], thing
        languages = [label.language for label in preferred if isinstance(label, rdflib.Literal)]
        assert "en" in languages, thing
        assert len(languages) == len(set(languages))


def test_each_class_of_a_thing_comes_with_all_classes_above(plain: rdflib.Graph) -> None:
    for cls in read_schema().classes.values():
        for thing in plain.subjects(rdflib.RDF.type, rdflib.URIRef(cls.iri)):
            types = {str(type_) for type_ in plain.objects(thing, rdflib.RDF.type)}
            assert types >= set(cls.types), thing


# --- the pack, asked of the Turtle file ---

ONE_OF_EACH: Mapping[str, object] = {
    "text": "Moscow",
    "integer": 2025,
    "date": datetime.date(2025, 7, 7),
    FIRST_DAY: datetime.date(2019, 1, 1),
    LAST_DAY: datetime.date(2026, 12, 31),
}
TYPES = {
    "integer": f"^^<{XSD}integer>",
    **dict.fromkeys(("date", FIRST_DAY, LAST_DAY), f"^^<{XSD}date>"),
}


@pytest.fixture(scope="module")
def cases(graph: Graph) -> list[tuple[Question, dict[str, Any]]]:
    """Return each question with what it needs, and once more with each option."""
    return [
        (question, given)
        for question in map(get_question, question_names())
        for given in _givens(graph, question)
    ]


def _givens(graph: Graph, question: Question) -> Iterator[dict[str, Any]]:
    """Yield the parameters of the fullest answer, then each optional one's fullest beside them."""
    needed: dict[str, Any] = {}
    for parameter in question.parameters:
        if parameter.required:
            needed[parameter.name] = _fullest(graph, question, parameter, needed)
    yield needed
    for parameter in question.parameters:
        if not parameter.required:
            value = _fullest(graph, question, parameter, needed)
            yield needed | {parameter.name: value}


def _fullest(
    graph: Graph, question: Question, parameter: Parameter, beside: Mapping[str, Any]
) -> object:
    """Return the value of a parameter that gives the most rows, the first of several."""
    others = {
        one.name: _values(graph, one)[0]
        for one in question.parameters
        if one.required and one.name != parameter.name and one.name not in beside
    }
    return max(
        _values(graph, parameter),
        key=lambda value: len(
            graph.query(question.name, **{**others, **beside, parameter.name: value})
        ),
    )


def _values(graph: Graph, parameter: Parameter) -> list[object]:
    if parameter.scheme:
        return list(read_schema().scheme(parameter.scheme))
    if not parameter.kinds:
        return [ONE_OF_EACH[parameter.kind]]
    rows = graph.engine.cypher("MATCH (n) RETURN n.id AS id ORDER BY id", {})
    ids = [row["id"] for row in rows if row["id"].count("/") == 1]
    kinds = () if parameter.kind == "thing" else parameter.kinds
    return [id_ for id_ in ids if not kinds or id_.split("/")[0] in kinds]


def test_rdflib_answers_the_pack_from_the_turtle_file_as_the_pack_does(
    graph: Graph, plain: rdflib.Graph, cases: Iterable[tuple[Question, dict[str, Any]]]
) -> None:
    for question, given_ in cases:
        bound = {
            f"given_{name}": _identifier(_term(question, name, value))
            for name, value in given_.items()
        }
        found = plain.query(question.sparql, initBindings=bound).serialize(format="json")
        assert found is not None
        assert _rows(question, found, given_) == _pack(graph, question, given_), question.name


@pytest.mark.parametrize("name", question_names())
def test_rdflib_answers_a_twin_without_values_as_the_engine_at_work_does(
    graph: Graph, plain: rdflib.Graph, name: str
) -> None:
    question = get_question(name)
    solutions = graph.store.query(question.sparql, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    wanted = solutions.serialize(format=ox.QueryResultsFormat.JSON)

    found = plain.query(question.sparql).serialize(format="json")

    assert found is not None
    assert wanted is not None
    assert sorted(map(str, _rows(question, found))) == sorted(map(str, _rows(question, wanted)))


def test_arq_answers_the_pack_from_the_turtle_file_as_the_pack_does(
    graph: Graph,
    files: Mapping[str, Path],
    cases: Iterable[tuple[Question, dict[str, Any]]],
    tmp_path: Path,
) -> None:
    def ask(number: int, question: Question, given_: Mapping[str, object]) -> bytes:
        path = tmp_path / f"{number}.rq"
        path.write_text(sparql_text(question, question.bind(given_)), encoding="utf-8")
        run = run_jena("arq", "--data", files["turtle"], "--query", path, "--results", "json")
        assert (run.returncode, run.stderr) == (0, ""), question.name
        return run.stdout.encode()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda case: ask(case[0], *case[1]), enumerate(cases)))
    for (question, given_), answer in zip(cases, answers, strict=True):
        assert _rows(question, answer, given_) == _pack(graph, question, given_), question.name


def _identifier(term: str) -> rdflib.term.Identifier:
    found = rdflib.util.from_n3(term)
    assert isinstance(found, rdflib.term.Identifier)
    return found


def _term(question: Question, name: str, value: object) -> str:
    [parameter] = [one for one in question.parameters if one.name == name]
    if parameter.kinds:
        return f"<{DATA}{value}>"
    return f"{text_literal(str(value))}{TYPES.get(parameter.kind, '')}"


def _pack(graph: Graph, question: Question, given_: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in graph.query(question.name, **given_)]


def _rows(
    question: Question, answer: bytes, given_: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """Return the answer that selected rows make; without values for it, those rows themselves."""
    solutions = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    columns = question.selected
    rows = (
        {column.name: _cell(column, one[column.name]) for column in columns} for one in solutions
    )
    if given_ is None:
        return rows_in_order(columns, rows)
    return question.answer(rows, question.bind(given_))


def _cell(column: Column, term: object) -> object:
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(DATA)
    if not isinstance(term, ox.Literal):
        return [] if column.is_list else None
    if column.is_list:
        return [text for text in term.value.split(SEPARATOR) if text]
    return READERS.get(term.datatype.value, str)(term.value)
