"""A user's SPARQL is answered, only reads, is stopped at its limits, and says where it is wrong."""

from __future__ import annotations

import csv
import datetime
import gc
import hashlib
import http.server
import io
import json
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import AnswerError, QuestionError, UnknownName
from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_graph.rdf import cell_of, prefixes, to_cell, to_term, to_value
from sco_graph.sandbox import Job, Limits, run
from sco_graph.schema import DATA
from sco_graph.shapes import read_schema
from sco_graph.sparql import sparql
from sco_graph.sparql_answer import Answer, get_format
from sco_graph.sparql_text import read_query
from sco_graph.twins import SEPARATOR
from sco_loaders.build import QUADS
from sco_loaders.yaml_characters import REFUSED
from tests.little_graph import little_graph
from tests.test_sandbox import NO_PARAMETERS

MIB = 2**20
NOT_ON_WINDOWS = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no limit of memory or files for a process"
)
NOBODY = "http://127.0.0.1:9/"
"""An address that the engine itself refuses: who gets as far as it has been let through."""


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of a few records."""
    return little_graph(tmp_path_factory.mktemp("little"))


def ask(graph: Graph, text: str, limits: Limits | None = None, /, **bindings: object) -> Answer:
    """Ask a query of a graph."""
    return sparql(graph.build, text, bindings, limits=limits or Limits())


def answer_text(graph: Graph, text: str, format_: str | None = None) -> str:
    """Return the answer to a query as text."""
    return ask(graph, text).to_text(format_)


def one_column(answer: Answer) -> list[object]:
    """Return the values of an answer's only column."""
    [column] = answer.columns
    return [row[column] for row in answer]


# --- the forms of query, and what a row holds ---


def test_select_gives_rows_with_values_of_python(little: Graph) -> None:
    answer = ask(
        little,
        """SELECT ?m ?day ?number ?name ?nothing (1.5 AS ?decimal) (1e3 AS ?double) (true AS ?yes)
           { ?m a sco:Meeting ; sco:startDate ?day ; sco:number ?number ; skos:prefLabel ?name
             FILTER(LANG(?name) = "ru") }""",
    )

    assert list(answer) == [
        {
            "m": f"{DATA}meeting/first-talks",
            "day": datetime.date(2025, 7, 7),
            "number": 1,
            "name": "Первые переговоры",
            "nothing": None,
            "decimal": 1.5,
            "double": 1000.0,
            "yes": True,
        }
    ]
    assert answer[0]["m"] == answer[-1]["m"]
    assert len(answer[0:1]) == 1


def test_ask_is_true_or_false(little: Graph) -> None:
    assert ask(little, "ASK { ?m a sco:Meeting }")
    assert not ask(little, "ASK { ?m a sco:Meeting, sco:State }")


def test_construct_gives_a_graph(little: Graph) -> None:
    answer = ask(little, "CONSTRUCT { ?s rdfs:seeAlso ?t } { ?s a sco:State ; sco:isoAlpha2 ?t }")

    ceres, mars = f"{DATA}state/ceres", f"{DATA}state/mars"
    also = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    assert answer.columns == ("subject", "predicate", "object")
    assert list(answer) == [
        {"subject": ceres, "predicate": also, "object": "CE"},
        {"subject": mars, "predicate": also, "object": "MA"},
    ]


def test_describe_gives_all_that_is_said_of_a_thing(little: Graph) -> None:
    answer = ask(little, "DESCRIBE state:mars")

    assert {row["subject"] for row in answer} == {f"{DATA}state/mars"}
    assert "Марс" in {row["object"] for row in answer}


def test_the_default_graph_is_the_union_of_the_named_graphs(little: Graph) -> None:
    states = ask(little, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a sco:State }")
    graphs = ask(little, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s a sco:State } }")

    assert one_column(states) == one_column(graphs) == [2]


def test_from_narrows_the_graph_to_the_named_ones(little: Graph) -> None:
    mars = [f"{DATA}state/mars"]

    for query in (
        "SELECT ?s FROM <https://w3id.org/sco-graph/record/state/mars> WHERE { ?s a sco:State }",
        "SELECT ?s FROM NAMED <../record/state/mars> { GRAPH ?g { ?s a sco:State } }",
        "SELECT ?s FROM record:state\\/mars { ?s a sco:State }",
        "PREFIX r: <../record/state/mars> SELECT ?s FROM r: { ?s a sco:State }",
        "BASE <https://w3id.org/sco-graph/> SELECT ?s FROM <record/state/mars> { ?s a sco:State }",
        "SELECT ?s FROM <../record/state/mars> { ?s a sco:State }",
    ):
        assert one_column(ask(little, query)) == mars
    assert not ask(little, "ASK FROM NAMED <../record/state/mars> { ?s a sco:State }")


def test_prefixes_are_known_in_advance(little: Graph) -> None:
    known = (
        *("sco", "id", "rdf", "rdfs", "owl", "xsd", "skos", "org", "foaf", "schema", "prov"),
        *("dcterms", "edtf", "sh", "meeting", "state", "topic", "level", "document-kind"),
    )

    assert ask(little, f"ASK {{ VALUES ?x {{ {' '.join(f'{prefix}:x' for prefix in known)} }} }}")


def test_no_kind_takes_the_prefix_of_a_common_vocabulary() -> None:
    known = prefixes(read_schema())

    assert known["schema"] == "https://schema.org/"
    assert all(f"{DATA}{c.kind}/" == known[c.kind] for c in read_schema().record_classes)


def test_a_prefix_that_a_query_declares_is_its_own(little: Graph) -> None:
    query = "PREFIX state: <https://w3id.org/sco-graph/ontology#> SELECT ?s { ?s a state:State }"

    assert len(ask(little, query)) == 2


def test_an_id_in_angle_brackets_is_the_thing(little: Graph) -> None:
    assert ask(little, "ASK { <state/mars> a sco:State }")


def test_select_all_gives_columns_in_the_order_of_the_query(little: Graph) -> None:
    assert ask(little, "SELECT * { ?z a ?y ; rdfs:label ?x }").columns == ("z", "y", "x")


def test_the_same_query_gives_the_same_text_each_time(little: Graph) -> None:
    texts = {
        ask(little, "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 9000").to_text("csv") for _ in range(3)
    }

    assert len(texts) == 1


def test_the_order_that_a_query_tells_is_kept(little: Graph) -> None:
    query = "SELECT ?code { ?s sco:isoAlpha2 ?code } ORDER BY DESC(?code)"

    assert one_column(ask(little, query)) == ["MA", "CE"]


def test_an_order_within_a_sub_query_is_not_that_of_the_rows(little: Graph) -> None:
    query = "SELECT ?code { { SELECT ?code { ?s sco:isoAlpha2 ?code } ORDER BY DESC(?code) } }"

    assert one_column(ask(little, query)) == ["CE", "MA"]


def test_literals_that_are_not_of_their_datatype_stay_text(little: Graph) -> None:
    query = """SELECT ?x { VALUES ?x { "2025-02-30"^^xsd:date "1_0"^^xsd:integer "x"^^xsd:double
               "20250707"^^xsd:date "maybe"^^xsd:boolean "2025~"^^edtf:EDTF } }"""

    assert {type(value) for value in one_column(ask(little, query))} == {str}


def test_what_is_added_to_an_opened_store_is_not_asked(tmp_path: Path) -> None:
    graph = little_graph(tmp_path)
    graph.store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.NamedNode("x:o")))

    assert not ask(graph, "ASK { <x:s> ?p ?o }")


# --- values that are bound ---

MARS, CERES = f"{DATA}state/mars", f"{DATA}state/ceres"


def test_an_id_is_bound_as_the_thing(little: Graph) -> None:
    query = "SELECT ?name { ?state skos:prefLabel ?name }"

    assert sorted(map(str, one_column(ask(little, query, state="state/mars")))) == [
        "Mars",
        "Марс",
        "火星",
    ]
    for same in (MARS, ox.NamedNode(MARS), rdflib.URIRef(MARS)):
        assert len(ask(little, query, state=same)) == 3


def test_an_iri_of_an_answer_can_be_bound_in_the_next_query(little: Graph) -> None:
    [participation] = one_column(ask(little, "SELECT ?p { ?p sco:represents state:mars }"))

    roles = ask(little, "SELECT ?code { ?p sco:role/skos:notation ?code }", p=participation)
    assert one_column(roles) == ["chair", "speaker"]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("MA", '"MA"'),
        ("a/b", '"a/b"'),
        ("org/x", '"org/x"'),
        ("state/mars and more", '"state/mars and more"'),
        ("state/", '"state/"'),
        (1, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (10**30, f'"{10**30}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (float("-inf"), '"-INF"^^<http://www.w3.org/2001/XMLSchema#double>'),
        (Decimal("0.10"), '"0.10"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (datetime.date(2025, 7, 7), '"2025-07-07"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (
            datetime.datetime(2025, 7, 7, 1, tzinfo=datetime.UTC),
            '"2025-07-07T01:00:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        ),
        ("https://example.org/a", "<https://example.org/a>"),
        ("https://example.org/a b", '"https://example.org/a b"'),
        (ox.Literal("state/mars"), '"state/mars"'),
        (ox.Literal("Марс", language="ru"), '"Марс"@ru'),
        (rdflib.Literal("Марс", lang="ru"), '"Марс"@ru'),
        (rdflib.Literal("state/mars"), '"state/mars"'),
        (rdflib.Literal(7), '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("state/mars", f"<{MARS}>"),
        ("level/minister", f"<{DATA}level/minister>"),
    ],
)
def test_each_kind_of_value_has_its_term(value: object, term: str) -> None:
    assert str(to_term(cell_of("x", value, prefixes(read_schema())))) == term


@pytest.mark.parametrize(
    "value",
    [
        *(None, [1], {"a": 1}, b"text", ox.BlankNode("b"), rdflib.BNode("b"), rdflib.Variable("x")),
        *(rdflib.URIRef("http://example.org/> } DROP ALL #"), rdflib.URIRef("relative")),
    ],
)
def test_a_value_that_is_no_term_is_refused(value: object) -> None:
    with pytest.raises(QuestionError, match="cannot be bound"):
        cell_of("x", value, prefixes(read_schema()))


def test_a_variable_that_the_query_lacks_is_told_with_the_near_ones(little: Graph) -> None:
    with pytest.raises(UnknownName, match="no variable of the query 'stat'; did you mean 'state'"):
        ask(little, "SELECT * { ?state ?p ?o }", stat="state/mars")


@pytest.mark.parametrize("given_", ["state/marz", f"{DATA}state/marz"])
def test_an_id_that_does_not_exist_is_told_with_the_near_ones(little: Graph, given_: str) -> None:
    with pytest.raises(UnknownName, match="no thing 'state/marz'; did you mean 'state/mars'"):
        ask(little, "SELECT * { ?state ?p ?o }", state=given_)


# Each as its author writes it, and with the value written into it by hand.
BOUND = {
    "SELECT ?o { ?s rdfs:label ?o }": "SELECT ?o { state:mars rdfs:label ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }": "SELECT (COUNT(*) AS ?n) { state:mars ?p ?o }",
    "SELECT ?x { ?x a sco:State FILTER(?x = ?s) }": (
        "SELECT ?x { ?x a sco:State FILTER(?x = state:mars) }"
    ),
    "SELECT ?x { ?x a sco:State FILTER(!BOUND(?s) || ?x = ?s) }": (
        "SELECT ?x { ?x a sco:State FILTER(?x = state:mars) }"
    ),
    "SELECT ?x { ?x a sco:State BIND(?s AS ?y) FILTER(?x = ?y) }": (
        "SELECT ?x { ?x a sco:State FILTER(?x = state:mars) }"
    ),
    "SELECT ?y { BIND(?s AS ?y) }": "SELECT ?y { BIND(state:mars AS ?y) }",
    "SELECT (STR($s) AS ?y) { }": "SELECT (STR(state:mars) AS ?y) { }",
    "SELECT (BOUND(?s) AS ?y) { }": "SELECT (true AS ?y) { }",
    "SELECT ?x { { ?x a sco:State FILTER(?x = ?s) } UNION { ?x a sco:Meeting } }": (
        "SELECT ?x { { ?x a sco:State FILTER(?x = state:mars) } UNION { ?x a sco:Meeting } }"
    ),
    "SELECT ?x ?n { ?x a sco:State OPTIONAL { ?x rdfs:label ?n FILTER(?x = ?s) } }": (
        "SELECT ?x ?n { ?x a sco:State OPTIONAL { ?x rdfs:label ?n FILTER(?x = state:mars) } }"
    ),
    "SELECT ?x { ?x a sco:State FILTER NOT EXISTS { ?x rdfs:label ?n FILTER(?x = ?s) } }": (
        "SELECT ?x { ?x a sco:State FILTER(?x != state:mars) }"
    ),
    "SELECT ?x { ?x a sco:State MINUS { ?x rdfs:label ?n FILTER(?x = ?s) } }": (
        "SELECT ?x { ?x a sco:State FILTER(?x != state:mars) }"
    ),
    "SELECT ?p { { SELECT ?p { ?p sco:represents ?s } } }": (
        "SELECT ?p { { SELECT ?p { ?p sco:represents state:mars } } }"
    ),
    "SELECT ?n { { SELECT (COUNT(*) AS ?n) WHERE { ?p ?q ?s } } }": (
        "SELECT ?n { { SELECT (COUNT(*) AS ?n) WHERE { ?p ?q state:mars } } }"
    ),
    "SELECT ?g { GRAPH ?g { ?s a sco:State } }": (
        "SELECT ?g { GRAPH ?g { state:mars a sco:State } }"
    ),
    "SELECT ?x { ?x a sco:State } ORDER BY DESC(?x = ?s)": (
        "SELECT ?x { ?x a sco:State } ORDER BY DESC(?x = state:mars)"
    ),
    "SELECT ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(?o) > 1)": (
        "SELECT ?p (COUNT(?o) AS ?n) { state:mars ?p ?o } GROUP BY ?p HAVING(COUNT(?o) > 1)"
    ),
    "SELECT ?x { ?x a sco:State } VALUES ?s { state:mars }": "SELECT ?x { ?x a sco:State }",
    "SELECT ?x { VALUES (?s ?x) { (state:mars 1) (state:ceres 2) } }": "SELECT (1 AS ?x) { }",
    "SELECT ?y { ?s (!sco:nothing)* ?y }": "SELECT ?y { state:mars (!sco:nothing)* ?y }",
    "ASK { FILTER(?s = state:mars) }": "ASK { }",
    "CONSTRUCT { ?s rdfs:seeAlso ?x } WHERE { ?x a sco:Meeting }": (
        "CONSTRUCT { state:mars rdfs:seeAlso ?x } WHERE { ?x a sco:Meeting }"
    ),
    "DESCRIBE ?s": "DESCRIBE state:mars",
    "DESCRIBE ?s LIMIT 1": "DESCRIBE state:mars",
    "DESCRIBE ?s { ?s a sco:State }": "DESCRIBE state:mars",
    "SELECT (?s AS ?y) (COUNT(?p) AS ?n) { ?p sco:represents ?s } GROUP BY ?s": (
        "SELECT (state:mars AS ?y) (COUNT(?p) AS ?n) { ?p sco:represents state:mars }"
    ),
}


@pytest.mark.parametrize("query", BOUND)
def test_a_bound_variable_has_its_value_wherever_it_stands(little: Graph, query: str) -> None:
    found, wanted = ask(little, query, s="state/mars"), ask(little, BOUND[query])

    assert found.columns == wanted.columns
    assert list(found) == list(wanted)
    assert bool(found) == bool(wanted)


def test_two_variables_are_bound_at_once(little: Graph) -> None:
    query = "SELECT ?p { ?p sco:represents ?state ; sco:role ?role }"

    assert len(ask(little, query, state="state/mars", role="role/chair")) == 1
    assert len(ask(little, query, state="state/mars", role="role/guest")) == 0


def test_a_variable_that_is_bound_and_set_is_refused(little: Graph) -> None:
    with pytest.raises(QuestionError, match="is given a value cannot be set in the query as well"):
        ask(little, "SELECT ?s { BIND(1 AS ?s) }", s="state/mars")


def test_a_short_construct_has_no_room_for_a_value(little: Graph) -> None:
    with pytest.raises(QuestionError, match=r"write CONSTRUCT { … } WHERE { … } in full"):
        ask(little, "CONSTRUCT WHERE { ?s ?p ?o }", s="state/mars")


def test_the_twins_of_the_pack_can_be_asked_as_queries_of_a_users_own(little: Graph) -> None:
    rows = little.query("who-attended", meeting="meeting/first-talks")

    answer = ask(little, get_question("who-attended").sparql, given_meeting="meeting/first-talks")

    assert [row["participant"] for row in answer] == [row["participant"] for row in rows]
    assert len(rows) == 2


INJECTIONS = [
    '"} ; DROP ALL #',
    "x' } UNION { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } } #",
    "\\u0022 } SERVICE <http://127.0.0.1:9/> {} #",
    "https://example.org/> . ?a ?b ?c . <x:",
    "state/mars> ?p ?o . <state/ceres",
    "a\nb\\",
    "*/ } --",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_bound_text_is_never_a_part_of_the_query(little: Graph, text: str) -> None:
    assert one_column(ask(little, "SELECT ?y { BIND(STR(?x) AS ?y) }", x=text)) == [text]


@pytest.mark.parametrize("name", ["x) SERVICE <http://127.0.0.1:9/>", "x", "?s", "s } #"])
def test_a_name_that_is_no_variable_of_the_query_is_refused(little: Graph, name: str) -> None:
    with pytest.raises(UnknownName, match="no variable of the query"):
        ask(little, "SELECT * { ?s ?p ?o }", **{name: 1})


# --- what is refused ---

WRITING = [
    "INSERT DATA { state:mars rdfs:label 'mine' }",
    "insert data { state:mars rdfs:label 'mine' }",
    "DELETE DATA { state:mars a sco:State }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 'mine' } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p 'mine' } WHERE { ?s ?p ?o }",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX ex: <x:> INSERT DATA { ex:a ex:b ex:c }",
    "BASE <x:> INSERT DATA { <a> <b> <c> }",
    "# SELECT\nINSERT DATA { <x:a> <x:b> <x:c> }",
    "CLEAR ALL",
    "CLEAR SILENT DEFAULT",
    "DROP ALL",
    "DROP GRAPH <https://w3id.org/sco-graph/record/state/mars>",
    "CREATE GRAPH <x:g>",
    "COPY <x:a> TO <x:b>",
    "MOVE DEFAULT TO <x:b>",
    "ADD <x:a> TO <x:b>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "SELECT * { ?s ?p ?o }\nINSERT DATA { <x:a> <x:b> <x:c> }",
    "ASK { } DELETE WHERE { ?s ?p ?o }",
    "SELECT * { INSERT DATA { <x:a> <x:b> <x:c> } }",
    "CONSTRUCT { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INS\\u0045RT DATA { <x:a> <x:b> <x:c> }",
]


@pytest.mark.parametrize("query", WRITING)
def test_a_query_that_would_write_is_refused(little: Graph, query: str) -> None:
    path = little.build.folder / QUADS

    with pytest.raises(QuestionError):
        ask(little, query)
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest()
        == little.build.manifest["files"][QUADS]["sha256"]
    )


def test_an_update_is_refused_by_its_name(little: Graph) -> None:
    with pytest.raises(QuestionError, match="line 2, column 3: Load is an update; the graph is"):
        ask(little, "# now\n  Load <https://example.org/a.ttl>")


class Endpoint(http.server.BaseHTTPRequestHandler):
    """Notes who asks."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_POST = do_GET  # noqa: N815  # the name is the server's


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server of this machine, and the list of what it was asked."""
    Endpoint.asked = []
    gc.collect()  # rows of pyoxigraph must be dropped by the thread that has made them
    server = http.server.HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", Endpoint.asked
    server.shutdown()
    thread.join()
    server.server_close()


ASKING_OTHERS = [
    "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <@> { ?s ?p ?o } }",
    "SELECT * { service <@> { ?s ?p ?o } }",
    "SELECT*{?s ?p ?o.SeRvIcE<@>{?a ?b ?c}}",
    "SELECT * { ?s ?p 1SERVICE<@>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE <@> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.SERVICE <@> { ?a ?b ?c } }",
    "PREFIX e: <@> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX e: <@> PREFIX SERVICEe: <x:> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX e: <@> SELECT * { SERVICESILENTe:x { ?s ?p ?o } }",
    "PREFIX e: <@> SELECT * { ?s ?p _:b.GRAPH SERVICEe:x { ?a ?b ?c } }",
    "PREFIX : <@> SELECT * { SERVICE:x\u0301 { ?s ?p ?o } }",
    "PREFIX : <@> SELECT * { SERVICE :x { ?s ?p ?o } }",
    "BASE <@> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?e { ?s ?p ?o } VALUES ?e { <@> } }",
    "SELECT * { VALUES ?e { <@> } SERVICE?e{ ?s ?p ?o } }",
    "SELECT * { SERVICE # 'a comment'\n <@> { ?s ?p ?o } }",
    "SELECT * { # SELECT * { }\rSERVICE <@> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <@> { ?a ?b '#' } }",
    "SELECT * { ?s ?p '\\'' . SERVICE <@> { ?a ?b '\\'' } }",
    "SELECT * { ?s ?p '''it's''' . SERVICE <@> { ?a ?b '''it's''' } }",
    'SELECT * { ?s ?p """a""" . SERVICE <@> { ?a ?b """c""" } }',
    "SELECT * { ?s ?p '\\\\' . SERVICE <@> { ?a ?b '\\\\' } }",
    "PREFIX e: <x:> SELECT * { ?s ?p e:a\\'b . SERVICE <@> { ?a ?b e:a\\'b } }",
    "PREFIX e: <x:> SELECT * { ?s ?p e:a\\#b . SERVICE <@> { ?a ?b ?c } }",
    "SELECT * { FILTER(1<2) SERVICE <@> { ?s ?p ?o } FILTER(2>1) }",
    "SELECT * { ?s ?p <x:'> . SERVICE <@> { ?a ?b <x:'> } }",
    "SELECT * { ?s ?p <x:#a> . SERVICE <@> { ?a ?b <x:#b> } }",
    "SELECT * { { SELECT * { SERVICE <@> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <@> { ?a ?b ?c } } }",
    "SELECT * { OPTIONAL { SERVICE <@> { ?s ?p ?o } } }",
    "SELECT * { { } UNION { SERVICE <@> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <@> { ?s ?p ?o } } }",
    "ASK { SERVICE <@> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <@> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <@> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <@> { ?s ?p ?o } }",
    "SELECT * FROM <@> { ?s ?p ?o }",
    "SELECT * FROM NAMED <@> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX e: <@> SELECT * FROM e:x { ?s ?p ?o }",
    "BASE <@> SELECT * FROM <x> { ?s ?p ?o }",
    "LOAD <@>",
    "LOAD SILENT <@> INTO GRAPH <x:g>",
    "SELECT (<@>(1) AS ?x) { }",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
]


@pytest.mark.parametrize("query", ASKING_OTHERS)
def test_a_query_that_would_ask_the_network_or_a_file_is_refused(
    little: Graph, endpoint: tuple[str, list[str]], query: str
) -> None:
    address, asked = endpoint

    with pytest.raises(QuestionError):
        ask(little, query.replace("@", address))
    assert asked == []


@NOT_ON_WINDOWS
def test_a_child_asks_nobody_even_where_the_query_is_let_through(
    little: Graph, endpoint: tuple[str, list[str]]
) -> None:
    address, asked = endpoint
    query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    parameters = {**NO_PARAMETERS, "written": query}
    path, sha256 = little.build.folder / QUADS, little.build.manifest["files"][QUADS]["sha256"]

    with pytest.raises(QuestionError, match="the query fails: Too many open files"):
        run(
            Job(engine="sparql", store=path, sha256=sha256, query=query, parameters=parameters),
            Limits(),
        )
    assert asked == []


PIECES = st.sampled_from(
    [
        *(" ", "\n", ".", ";", "{", "}", "'", '"', "'''", "\\'", "\\", "#", "#\n", "<", "<a>", "?"),
        *(
            "?s ?p ?o ",
            "?s ?p 1",
            "?s ?p true",
            "?s ?p 'x'",
            "?s ?p 'x'@en",
            "?s a :",
            "_:b.",
            "@en",
        ),
        *(
            "GRAPH ",
            "FILTER(1<2)",
            "OPTIONAL{}",
            "[]",
            "\u00b7",
            "\u0301",
            "\u2028",
            "\\u0027",
            "a",
        ),
        *("VALUES ?v {1}", "?s ?p e:a\\'b", "--", "<<(", "{|", "|}", "{SELECT*{}}", "LATERAL{}"),
    ]
)
CALLS = st.sampled_from(
    [
        *(
            "SERVICE<@>{?a ?b ?c}",
            "SERVICE <@> {}",
            "service\n<@>{}",
            "SERVICEe:x{}",
            "SERVICE:x{}",
        ),
        *("SERVICE e:SERVICE{}", "SeRvIcE#'\n<@>{}", "SERVICE?v{}VALUES ?v{<@>}"),
    ]
)


HEADS = st.sampled_from(["", f"PREFIX SERVICEe: <{NOBODY}> "])


@given(st.lists(PIECES, max_size=4), CALLS, st.lists(PIECES | CALLS, max_size=3), HEADS)
def test_no_query_that_is_let_through_makes_the_engine_ask(
    before: list[str], call: str, after: list[str], head: str
) -> None:
    body = "".join([*before, call, *after]).replace("@", NOBODY)
    query = f"PREFIX e: <{NOBODY}> PREFIX : <{NOBODY}> {head}SELECT * {{{body}}}"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("SERVICE")))
    try:
        read_query(query).refuse()
    except QuestionError:
        return

    try:
        answer = store.query(query)
        if isinstance(answer, ox.QuerySolutions):
            list(answer)
    except (SyntaxError, RuntimeError, ValueError):
        pass  # an OSError would mean that it has tried to connect


# --- what uses up time or memory ---

THREE_TIMES = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
ALL_THREE = "STR(?a), STR(?d), STR(?g)"
ENDLESS = [
    f"SELECT (COUNT(*) AS ?n) {{ {THREE_TIMES} . ?j ?k ?l }}",
    f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {THREE_TIMES} . ?j ?k ?l }}",
    f"SELECT (MAX(STRLEN(CONCAT({ALL_THREE}))) AS ?n) {{ {THREE_TIMES} }}",
    f"SELECT * {{ {THREE_TIMES} FILTER(STRLEN(CONCAT({ALL_THREE})) > 99999) }}",
    f"ASK {{ {THREE_TIMES} FILTER(STRLEN(CONCAT({ALL_THREE})) > 99999) }}",
    f"ASK {{ {THREE_TIMES} FILTER(REGEX(CONCAT({ALL_THREE}), '^(([^x])+.)+x$')) }}",
    f"CONSTRUCT {{ ?a ?e ?i }} {{ {THREE_TIMES} FILTER(STRLEN(CONCAT({ALL_THREE})) > 99999) }}",
    "SELECT (COUNT(*) AS ?n) { ?a (!sco:x|^!sco:x)* ?b . ?b (!sco:x|^!sco:x)* ?c }",
    "SELECT ?s { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{0,1000}){0,1000}){0,1000}')) }",
    f"ASK {{ ?s ?t ?u MINUS {{ {THREE_TIMES} FILTER(STRLEN(CONCAT({ALL_THREE})) > 99999) }} }}",
]
LETTERS_BY_THE_THOUSAND_MILLION = (
    "SELECT (REPLACE(REPLACE(REPLACE(REPLACE(?x, 'a', ?x), 'a', ?x), 'a', ?x), 'a', ?x) AS ?y) "
    f"{{ VALUES ?x {{ '{'a' * 90}' }} }}"
)
SWELLING = [
    f"SELECT * {{ {THREE_TIMES} }} ORDER BY ?a ?d ?g",
    f"SELECT DISTINCT (CONCAT(STR(?a), STR(?e), STR(?i)) AS ?t) {{ {THREE_TIMES} }} ORDER BY ?t",
    f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?t) {{ {THREE_TIMES} }}",
    LETTERS_BY_THE_THOUSAND_MILLION,
]


@pytest.mark.parametrize("query", ENDLESS)
def test_a_query_without_end_is_stopped(little: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match=r"stopped after 0\.2 s|ran out of the 1 GiB"):
        ask(little, query, Limits(seconds=0.2))


@NOT_ON_WINDOWS
@pytest.mark.parametrize("query", SWELLING)
def test_a_query_that_swells_is_stopped(little: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match="ran out of the 32 MiB"):
        ask(little, query, Limits(memory=32 * MIB, seconds=600))


@pytest.mark.parametrize(
    "query", [f"SELECT * {{ {THREE_TIMES} }}", f"CONSTRUCT {{ ?a ?e ?i }} {{ {THREE_TIMES} }}"]
)
def test_an_answer_with_too_many_rows_is_an_error(little: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match="more than 10,000 rows; add LIMIT or raise --rows"):
        ask(little, query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 50_000}{'}' * 50_000}",
        f"SELECT * {{ FILTER({'(' * 50_000}1{')' * 50_000}) }}",
        f"SELECT (({'1 + ' * 100_000}1) AS ?x) {{ }}",
        f"SELECT * {{ ?a {'sco:a/' * 100_000}sco:a ?b }}",
    ],
)
def test_a_query_nested_beyond_reason_is_an_error(little: Graph, query: str) -> None:
    with pytest.raises(QuestionError, match="nested too deeply or too long"):
        ask(little, query)


def test_a_query_longer_than_any_person_writes_is_refused(little: Graph) -> None:
    with pytest.raises(QuestionError, match="longer than 1,000,000 characters"):
        ask(little, f"ASK {{ }} #{'x' * 1_000_000}")


@pytest.mark.parametrize(
    "text",
    [
        "'\\" * 100_000,
        "a-" * 100_000,
        "'''" * 33_333,
        "<" * 100_000,
        "(?s" * 100_000,
        "a." * 100_000,
    ],
)
def test_a_text_that_is_made_to_be_slow_is_read(text: str) -> None:
    assert read_query(f"SELECT {text}").tokens


# --- what only looks suspicious ---

HONEST = [
    "SELECT ?s { ?s rdfs:label 'INSERT DATA { <a> <b> <c> }' }",
    'SELECT ?s { ?s rdfs:label "SERVICE <http://example.org/> { ?s ?p ?o }" }',
    "SELECT ?s { ?s rdfs:label '''SERVICE\n<http://example.org/>''' }",
    'SELECT ?s { ?s rdfs:label """it is a "SERVICE" of ours""" }',
    "SELECT ?s { ?s rdfs:label 'it\\'s a SERVICE' }",
    "SELECT ?s { ?s rdfs:label '\\u0053ERVICE' }",
    "SELECT ?s { ?s rdfs:label 'delete'@en }",
    "SELECT ?s { ?s rdfs:label 'x'@service }",
    "SELECT ?s { ?s rdfs:label '# no comment' } # SERVICE <http://example.org/> { }",
    "# DROP ALL\nSELECT ?s { ?s a sco:State }",
    "# SERVICE <http://example.org/> { }\nASK { }",
    "SELECT ?s { ?s a sco:State } # ; DELETE WHERE { ?s ?p ?o }",
    "PREFIX delete: <x:> SELECT ?s { ?s a delete:d }",
    "PREFIX insert: <x:> SELECT ?s { ?s insert:data insert:into }",
    "PREFIX service: <x:> SELECT ?s { ?s service:of service:kind }",
    "PREFIX service: <x:> SELECT ?s { ?s a service:kind . { ?s ?p ?o } }",
    "PREFIX load: <x:> ASK { load:file a load:er }",
    "PREFIX with: <x:> PREFIX clear: <y:> ASK { with:a clear:b with:c }",
    "PREFIX e: <x:> ASK { ?s e:service e:SERVICE }",
    "PREFIX e: <x:> ASK { ?s e:a.service ?o }",
    "PREFIX e: <x:> ASK { ?s e:self-service ?o }",
    "PREFIX e: <x:> ASK { ?s e:service\\/insert ?o }",
    "PREFIX e: <x:> ASK { ?s e:%53ERVICE ?o }",
    "PREFIX SERVICE: <x:> ASK { ?s SERVICE:x ?o . }",
    "SELECT ?s { ?s a <http://example.org/load> }",
    "SELECT ?s { ?s a <http://example.org/service/insert#drop> }",
    "SELECT ?s { ?s a <http://example.org/DELETE?from=SERVICE> }",
    "SELECT ?s { ?s a <file:///etc/passwd> }",
    "SELECT ?s { GRAPH <http://example.org/service> { ?s ?p ?o } }",
    "SELECT ?s { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "SELECT ?insert { ?insert a sco:State }",
    "SELECT ?service ?SERVICE { ?service ?SERVICE ?load }",
    "SELECT $delete { $delete a sco:State }",
    "SELECT ?from { ?from a sco:State }",
    "SELECT ?with_service { ?with_service a sco:State }",
    "SELECT ?s { _:service ?p ?s }",
    "SELECT ?s { _:insert ?p ?s . _:delete ?q ?s } LIMIT 1",
    "SELECT ?s { ?s a sco:State FILTER(?s<?t||?s>?u) BIND(1 AS ?t) BIND(2 AS ?u) }",
    "SELECT ?s { ?s sco:isoAlpha2 ?c FILTER(?c<'SERVICE'&&'SERVICE'>?c) }",
    "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(LCASE(STR(?o)), 'insert')) }",
    "SELECT ?s { ?s ?p ?o FILTER(REGEX(STR(?o), '^(service|load)', 'i')) }",
    "SELECT (REPLACE('DROP ALL', 'DROP', 'DELETE') AS ?t) { }",
    "SELECT ('SERVICE' AS ?service) ('INSERT' AS ?insert) { }",
    "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1",
    "SELECT ?s { ?s (sco:sub|^sco:sub)* ?o } LIMIT 5",
    "SELECT (RAND() AS ?r) (UUID() AS ?u) (NOW() AS ?n) (STRUUID() AS ?t) (SHA512('x') AS ?h) { }",
    "CONSTRUCT { ?s <x:insert> ?o } { ?s rdfs:label ?o }",
    "DESCRIBE <http://example.org/service>",
    "ASK { ?s a sco:State MINUS { ?s a <x:SERVICE> } }",
    "BASE <http://example.org/service/> ASK { <load> a <insert> }",
    "SELECT ?s { VALUES ?s { 'SERVICE' 'LOAD' \"DROP\" } }",
    "SELECT ?s { { SELECT ?s { ?s a sco:State } LIMIT 1 } }",
    "SELECT ?s FROM <https://w3id.org/sco-graph/record/state/mars> { ?s a sco:State }",
    f"SELECT * {{ FILTER({'(' * 300}true{')' * 300}) }}",
]


@pytest.mark.parametrize("query", HONEST)
def test_an_honest_query_is_answered_whatever_words_it_holds(little: Graph, query: str) -> None:
    assert ask(little, query) is not None


def test_there_are_as_many_attempts_and_honest_queries_as_are_needed() -> None:
    assert len(WRITING) + len(ASKING_OTHERS) + len(ENDLESS) + len(SWELLING) >= 40
    assert len(HONEST) >= 40


# --- errors ---

UNKNOWN_PREFIX = """line 2, column 6: no prefix 'foof:'; did you mean 'foaf'?
    ?s foof:name ?o
       ^"""


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n  ?s foof:name ?o\n}", UNKNOWN_PREFIX),
        ("SELECT * {\n ?s ?p\n}", "line 3, column 1: what stands here, or just before, is not"),
        (
            "SELECT * { ?s rdfs:label '会议' oops }",
            "line 1, column 31: no word of SPARQL 'oops'\n"
            "  SELECT * { ?s rdfs:label '会议' oops }\n" + " " * 34 + "^",
        ),
        ("ASK { FITLER(1 = 1) }", "column 7: no word of SPARQL 'FITLER'; did you mean 'FILTER'?"),
        ("ASK { } ; DROP ALL", "line 1, column 11: DROP is an update; the graph is read, not"),
        ("SELECT * { ?s ?p 'open }", "line 1, column 18: the text that begins here has no end"),
        ("SELECT * {\r\n ?s ?p (1 2 \r\n}", "line 2, column 8: this ( is never closed"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 3 }", "line 1, column 27: this ( is never closed"),
        ("SELECT * { ?s ?p ?o ) }", "line 1, column 21: this ) closes nothing"),
        ("ASK {FILTER(?o = ) }", "line 1, column 18: a value is missing between = and )\n"),
        ("ASK { FILTER(&& ?o) }", "line 1, column 14: a value is missing between ( and &\n"),
        ("SELECT * { ?s ?p ?o", "line 1, column 10: this { is never closed"),
        ("SELECT * { ?s ?p ?o }}", "line 1, column 22: this } closes nothing"),
        ("SELCT * { }", "line 1, column 1: no query begins with 'SELCT'; did you mean 'SELECT'?"),
        ("# nothing", "this is no query; one begins with SELECT or ASK or CONSTRUCT or DESCRIBE"),
        ("", "this is no query; one begins with"),
        (
            "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }",
            "line 1, column 8: ?s is neither grouped by nor aggregated",
        ),
        (
            "SELECT ?a { { SELECT ?s (SUM(?p) + ?q AS ?n) { ?s ?p ?o }\nGROUP BY ?s } }",
            "line 1, column 36: ?q is neither grouped by nor aggregated",
        ),
        ("SELECT * { ?s ?p ?o BIND(1 AS ?s) }", "line 1, column 3"),
        ("SELECT (<x:f>(1) AS ?y) { }", "the query fails: The custom function <x:f> is not"),
        ("SELECT * FROM ?g { ?s ?p ?o }", "line 1, column"),
        ("SELECT * FROM { ?s ?p ?o }", "line 1, column"),
        ("SELECT * FROM <x:\\uD800> { ?s ?p ?o }", "the query fails: "),
        ("SELECT * FROM", "line 1, column 10: what stands here, or just before, is not"),
        ("SELECT * FROM <x:g> { ?s ?p ?o }", "no graph 'x:g'"),
        (
            f"SELECT * {{ {'?s ?p ?o . ' * 40} ?s ?p }}",
            " ?p ?o . ?s ?p ?o .  ?s ?p }\n" + " " * 52 + "^",
        ),
    ],
)
def test_what_is_wrong_with_a_query_is_told_with_its_place(
    little: Graph, query: str, message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        ask(little, query)
    assert message in str(caught.value)


def test_the_place_is_that_of_the_text_as_it_was_written(little: Graph) -> None:
    query = "SELECT * { ?s ?p ?o { ?s ?p ?o oops } }"

    with pytest.raises(QuestionError, match="line 1, column 32: no word of SPARQL 'oops'"):
        ask(little, query)
    with pytest.raises(QuestionError, match="line 1, column 32: no word of SPARQL 'oops'"):
        ask(little, query, s="state/mars")


# --- what a query names and the graph lacks ---


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        (
            "SELECT ?s { ?s a sco:Stat }",
            ["no term of the ontology 'sco:Stat'; did you mean 'sco:Sta"],
        ),
        (
            "ASK { ?s <https://w3id.org/sco-graph/ontology#isoAlpha4> ?o }",
            ["did you mean 'sco:isoA"],
        ),
        ("PREFIX o: <https://w3id.org/sco-graph/ontology#> ASK { ?s o:x ?o }", ["'sco:x'"]),
        ("DESCRIBE state:marz", ["no thing 'state/marz'; did you mean 'state/mars'?"]),
        ("DESCRIBE <state/marz>", ["no thing 'state/marz'"]),
        ("ASK { ?p sco:role role:chairs ; sco:rol role:chair }", ["'sco:rol'", "'role/chairs'"]),
    ],
)
def test_an_unknown_term_or_thing_is_told_beside_the_answer(
    little: Graph, query: str, unknown: list[str]
) -> None:
    answer = ask(little, query)

    assert not answer
    assert len(answer.unknown) == len(unknown)
    for told, part in zip(answer.unknown, unknown, strict=True):
        assert part in str(told)


@pytest.mark.parametrize("name", question_names())
def test_a_twin_names_nothing_that_is_unknown(graph: Graph, name: str) -> None:
    assert ask(graph, get_question(name).sparql).unknown == ()


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX s: <https://w3id.org/sco-graph/ontology#> PREFIX x: <state/nowhere> SELECT ?s { }",
        "ASK { FILTER(STRSTARTS(STR(?s), STR(meeting:)) || STRSTARTS(STR(?s), STR(id:))) }",
        "SELECT ?s { ?s rdfs:label 'sco:Persn' } # state:marz",
        "ASK { <https://example.org/id/state/marz> a <https://example.org/ontology#Stat> }",
        "ASK { GRAPH <../record/state/mars> { state:mars a sco:State } }",
    ],
)
def test_what_is_no_term_or_thing_of_ours_is_not_told_of(little: Graph, query: str) -> None:
    assert ask(little, query).unknown == ()


# --- formats ---

NAMES = "SELECT ?s ?name ?nothing { ?s a sco:State ; skos:prefLabel ?name }"


def test_a_table_shows_ids_and_prefixes(little: Graph) -> None:
    text = answer_text(little, "SELECT ?s ?p ?o { ?s ?p ?o . ?s a sco:State } LIMIT 900")

    lines = [line.split() for line in text.splitlines()]
    assert lines[0] == ["s", "p", "o"]
    assert ["state/mars", "rdf:type", "sco:State"] in lines
    assert ["state/mars", "skos:prefLabel", "Марс"] in lines
    assert answer_text(little, "ASK { ?s a sco:State }") == "true\n"
    assert answer_text(little, "SELECT ?s { ?s a sco:Nothing }") == ""


def test_csv_is_that_of_the_w3c(little: Graph) -> None:
    text = answer_text(little, NAMES, "csv")

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {"s": MARS, "name": "火星", "nothing": ""} in rows
    assert text.endswith("\r\n")


def test_json_is_that_of_the_w3c(little: Graph) -> None:
    told = json.loads(answer_text(little, NAMES, "json"))

    assert told["head"] == {"vars": ["s", "name", "nothing"]}
    assert {
        "s": {"type": "uri", "value": MARS},
        "name": {"type": "literal", "value": "Марс", "xml:lang": "ru"},
    } in told["results"]["bindings"]
    assert json.loads(answer_text(little, "ASK { }", "json")) == {"head": {}, "boolean": True}


def test_xml_is_that_of_the_w3c(little: Graph) -> None:
    space = "{http://www.w3.org/2005/sparql-results#}"

    tree = ET.fromstring(answer_text(little, NAMES, "xml"))  # noqa: S314  # our own text
    assert len(tree.findall(f"{space}results/{space}result")) == 5
    assert "<boolean>false</boolean>" in answer_text(little, "ASK { ?s a sco:X }", "xml")


@pytest.mark.parametrize("name", question_names())
def test_the_xml_of_every_twin_holds_what_its_json_holds(graph: Graph, name: str) -> None:
    answer = ask(graph, get_question(name).sparql)

    tree = ET.fromstring(answer.to_text("xml"))  # noqa: S314  # our own text
    told = [
        {one.attrib["name"]: one[0].text for one in row}
        for row in tree.iter("{http://www.w3.org/2005/sparql-results#}result")
    ]
    assert told == [
        {column: cell["value"] for column, cell in row.items()}
        for row in json.loads(answer.to_text("json"))["results"]["bindings"]
    ]


def test_no_record_may_hold_what_separates_the_texts_of_a_list() -> None:
    assert REFUSED.fullmatch(SEPARATOR)


def test_a_table_shows_a_list_of_a_twin_as_lists_are_shown(little: Graph) -> None:
    text = answer_text(little, get_question("who-attended").sparql)

    assert "chair; speaker" in text or "speaker; chair" in text
    assert SEPARATOR not in text


@pytest.mark.parametrize("character", ["\\u0001", "\\u001F", "\\uFFFE", "\\uFFFF", "\\u000B"])
def test_a_value_that_xml_cannot_hold_is_refused_in_xml_alone(
    little: Graph, character: str
) -> None:
    query = f'SELECT ("a{character}b" AS ?x) {{ }}'
    graph = f'CONSTRUCT {{ <x:s> <x:p> "a{character}b" }} {{ }}'

    with pytest.raises(AnswerError, match=rf"'x' holds U\+{character[2:]}, a character that XML"):
        answer_text(little, query, "xml")
    with pytest.raises(AnswerError, match=rf"'object' holds U\+{character[2:]}, a character"):
        answer_text(little, graph, "rdfxml")
    assert answer_text(little, query, "json")
    assert answer_text(little, graph, "ntriples")


def test_a_predicate_that_ends_in_no_name_is_refused_in_rdf_xml(little: Graph) -> None:
    with pytest.raises(AnswerError, match=r"'http://example\.org/1' does not end in a"):
        answer_text(little, "CONSTRUCT { <x:s> <http://example.org/1> 1 } { }", "rdfxml")


@pytest.mark.parametrize("text", ["a\\r\\nb", "a\\tb", "\\n a ", "]]>&<\\u0085\\u2028"])
def test_white_space_and_marks_come_back_from_xml_as_they_were(little: Graph, text: str) -> None:
    answer = ask(little, f'SELECT ("{text}" AS ?x) {{ }}')
    graph = ask(little, f'CONSTRUCT {{ <x:s> <x:p> "{text}" }} {{ }}')

    literal = "{http://www.w3.org/2005/sparql-results#}literal"
    tree = ET.fromstring(answer.to_text("xml"))  # noqa: S314  # our own text
    [read] = rdflib.Graph().parse(data=graph.to_text("rdfxml"), format="xml").objects()
    assert [one.text for one in tree.iter(literal)] == one_column(answer) == [str(read)]


@pytest.mark.parametrize(("name", "other"), [("json", "json"), ("xml", "xml"), ("csv", "csv")])
def test_rdflib_reads_what_is_written(little: Graph, name: str, other: str) -> None:
    result = rdflib.query.Result.parse(
        io.BytesIO(answer_text(little, NAMES, name).encode()), format=other
    )

    assert len(result.bindings) == 5


@pytest.mark.parametrize(
    ("name", "other"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own
def test_a_graph_in_each_format_is_the_same_graph(little: Graph, name: str, other: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s a sco:State }"
    wanted = {tuple(row.values()) for row in ask(little, query)}

    read = rdflib.Graph().parse(data=answer_text(little, query, name), format=other)

    assert len(read) == len(wanted) > 20
    assert (rdflib.URIRef(MARS), rdflib.SKOS.prefLabel, rdflib.Literal("Марс", lang="ru")) in read


def test_turtle_is_the_default_of_a_graph_and_declares_only_prefixes_that_it_uses(
    little: Graph,
) -> None:
    text = answer_text(little, "CONSTRUCT { ?s a sco:State } { ?s a sco:State }")

    assert "state:ceres a sco:State" in text
    assert {line.split()[1] for line in text.splitlines() if line.startswith("@prefix")} == {
        "rdf:",
        "sco:",
        "state:",
    }


@pytest.mark.parametrize(
    ("form", "name", "found"),
    [
        ("SELECT", None, "table"),
        ("CONSTRUCT", None, "turtle"),
        ("SELECT", "application/sparql-results+json", "json"),
        ("ASK", "application/sparql-results+xml", "xml"),
        ("SELECT", "text/csv; charset=utf-8", "csv"),
        ("SELECT", "text/tab-separated-values", "tsv"),
        ("DESCRIBE", "text/turtle", "turtle"),
        ("DESCRIBE", "application/ld+json", "jsonld"),
        ("DESCRIBE", "Application/N-Triples", "ntriples"),
    ],
)
def test_a_format_is_named_or_given_by_its_media_type(
    form: str, name: str | None, found: str
) -> None:
    assert get_format(form, name) == found


@pytest.mark.parametrize(
    ("form", "name", "message"),
    [
        ("SELECT", "turtle", "no format of an answer to SELECT 'turtle'"),
        ("CONSTRUCT", "json-ld", "CONSTRUCT 'json-ld'; did you mean 'jsonld'"),
    ],
)
def test_a_format_that_an_answer_cannot_have_is_refused(form: str, name: str, message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        get_format(form, name)


def test_an_answer_tells_its_form_and_length(little: Graph) -> None:
    assert repr(ask(little, "SELECT ?s { ?s a sco:State }")) == "<Answer to SELECT: 2>"
    assert repr(ask(little, "ASK { }")) == "<Answer to ASK: True>"


# --- terms ---

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LITERALS = (
    st.builds(ox.Literal, TEXTS)
    | st.builds(lambda text: ox.Literal(text, language="zh"), TEXTS)
    | st.builds(ox.Literal, st.integers() | st.booleans() | st.floats())
)
SUBJECTS = st.sampled_from([ox.NamedNode("x:a"), ox.BlankNode("b")])
TRIPLES = st.builds(ox.Triple, SUBJECTS, st.just(ox.NamedNode("x:p")), LITERALS | SUBJECTS)


@given(LITERALS | SUBJECTS | TRIPLES)
def test_a_term_told_in_json_and_read_back_is_the_same(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> None:
    told = json.loads(json.dumps(to_cell(term)))

    assert to_term(told) == term
    to_value(told)


def test_a_direction_of_writing_is_kept() -> None:
    term = ox.Literal("שלום", language="he", direction=ox.BaseDirection.RTL)

    assert to_term(to_cell(term)) == term


# --- rdflib ---

WITH_RDFLIB = """
import sys
import rdflib
from rdflib import RDF, RDFS, SKOS
import sco_graph
from sco_graph.rdf import to_rdflib

graph = sco_graph.open(sys.argv[1])
dataset = to_rdflib(graph.store)
mars = rdflib.URIRef("https://w3id.org/sco-graph/id/state/mars")

assert type(dataset) is rdflib.Dataset
assert len(dataset) == len({quad.triple for quad in graph.store})
assert "Mars" in map(str, dataset.objects(mars, RDFS.label))
assert {str(name) for name in dataset.objects(mars, SKOS.prefLabel)} == {"Mars", "Марс", "火星"}
assert (mars, RDF.type, rdflib.URIRef("https://w3id.org/sco-graph/ontology#State")) in dataset
assert len(list(dataset.triples((None, SKOS.prefLabel, None)))) > 6

[[count]] = dataset.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a sco:State }")
assert int(count) == 2
[row] = dataset.query(
    "SELECT ?s ?code { ?s sco:isoAlpha2 ?code }", initBindings={"s": mars}
)
assert str(row.code) == "MA"
assert dataset.query("ASK { GRAPH ?g { ?s a sco:Meeting } }").askAnswer
made = dataset.query("CONSTRUCT { ?s a sco:State } { ?s a sco:State }").graph
assert len(made) == 2

record = dataset.graph(rdflib.URIRef("https://w3id.org/sco-graph/record/state/mars"))
assert 5 < len(record) < len(dataset)
assert len(list(dataset.graphs())) > 8

turtle = dataset.serialize(format="turtle")
assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(dataset)
quads = rdflib.Dataset().parse(data=dataset.serialize(format="nquads"), format="nquads")
assert len(list(quads.quads())) == len(graph.store)
assert "sco:State" in turtle and "@prefix sco:" in turtle
print("sound")
"""


def test_rdflibs_own_functions_work_over_the_store(little: Graph) -> None:
    run_ = subprocess.run(
        [sys.executable, "-c", WITH_RDFLIB, str(little.build.folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (run_.stdout, run_.stderr) == ("sound\n", "")


def test_a_query_is_asked_without_rdflib(little: Graph) -> None:
    program = (
        "import sys; from pathlib import Path; from sco_graph.sparql import sparql; "
        "from sco_loaders.build import open_build; "
        "answer = sparql(open_build(Path(sys.argv[1])), 'ASK { ?s a ?c }', {'c': 'text'}); "
        "print(bool(answer), {'rdflib', 'oxrdflib', 'yaml'} & {*sys.modules})"
    )

    told = subprocess.check_output([sys.executable, "-c", program, str(little.build.folder)])

    assert told.decode().split() == ["False", "set()"]
