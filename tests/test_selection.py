"""A part of the graph holds what was asked for, and stands on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox
import pytest

from sco_graph.errors import NothingSelected, QuestionError, UnknownName
from sco_graph.export import export
from sco_graph.graph import Graph
from sco_graph.questions import get_question
from sco_graph.schema import DATA, ONTOLOGY, RECORD_GRAPH
from sco_graph.selection import Selection
from sco_graph.shapes import read_schema
from sco_graph.twins import ask, open_quads
from sco_loaders.build import QUADS, build
from tests.planted import SOURCE, plant

ABOUT = ox.NamedNode("https://w3id.org/sco-graph/ontology#aboutProperty")
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DCTERMS, PROV = "http://purl.org/dc/terms/", "http://www.w3.org/ns/prov#"
DATASET = ox.NamedNode("https://w3id.org/sco-graph/dataset")
CITED = "sources: source/report#1\n"

WORLD = {
    "source/report": SOURCE + "  - line: 2\n  - line: 3\n",
    "state/mars": f"name: Mars\niso_alpha2: MA\niso_alpha3: MAR\n{CITED}",
    "body/league": f"name: League\nkind: council\n{CITED}",
    "body/panel": f"""
name: Panel
kind: expert-group
parent: body/league
chairmanships:
  - {{chair: state/mars, dates: 2020, sources: source/report#1}}
  - {{chair: state/mars, dates: 2024/.., sources: source/report#1}}
{CITED}""",
    "body/other": f"name: Other\nkind: council\n{CITED}",
    "person/anna": f"name: Anna\n{CITED}",
    "meeting/summit": f"""
name: Summit
dates: 2020-05-04/2020-05-05
body: body/league
participations:
  - person: person/anna
    represents: state/mars
    roles: chair
    status: attended
    sources: source/report#2
{CITED}""",
    "event/session": f"""
name: Session
part_of: meeting/summit
remarks:
  - key: hint
    kind: noted
    text: Something else will come.
    about: meeting/panel-2024
    sources: source/report#1
{CITED}""",
    "event/dinner": f"""
name: Dinner
on_the_sidelines_of: meeting/summit
dates: 2020-05-05
{CITED}""",
    "meeting/panel-2024": f"name: Panel of 2024\ndates: 2024\nbody: body/panel\n{CITED}",
    "meeting/elsewhere": f"""
name: Elsewhere
dates: 2020
body: body/other
about: event/session/remark/hint
{CITED}""",
    "meeting/undated": f"name: Undated\nbody: body/league\n{CITED}",
    "document/charter": f"""
name: Charter
kind: charter
body: body/league
acts:
  - {{act: drafted, dates: 2019-03, sources: source/report#1}}
  - {{act: signed, meeting: meeting/summit, sources: source/report#3}}
  - {{act: continued, meeting: meeting/panel-2024, sources: source/report#1}}
{CITED}""",
    "document/notes": f"name: Notes\nkind: minutes\nmeeting: event/session\n{CITED}",
    "document/foreign": f"name: Foreign\nkind: charter\nbody: body/other\n{CITED}",
    "plan/next": f"""
name: Next
kind: event
dates: 2024
body: body/league
stated_at: meeting/summit
outcome: not-stated
{CITED}""",
    "proposal/tea": f"""
name: Tea
proposed_at: event/session
result: not-stated
{CITED}""",
}
CHARTER = "document/charter/document-act"
DRAFTED, SIGNED, CONTINUED = (
    f"{CHARTER}/{act}"
    for act in ("drafted_2019-03", "signed_meeting.summit", "continued_meeting.panel-2024")
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of a league, its panel, a summit, and another council of the same year."""
    folder = tmp_path_factory.mktemp("world")
    return Graph(build(folder / "build", plant(folder / "records", WORLD)))


def part(graph: Graph, **wanted: str) -> bytes:
    """Return the N-Quads of a part."""
    return b"".join(export(graph.build, "nquads", Selection(**wanted)))


def subjects(quads: bytes, predicate: str) -> set[str]:
    """Return the ids of the subjects of a predicate of the ontology."""
    found = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
    return {
        quad.subject.value.removeprefix(DATA)
        for quad in found
        if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value == ONTOLOGY + predicate
    }


def whole(quads: bytes) -> set[str]:
    """Return the records and acts that are kept whole: those that still cite their source."""
    kinds = ("chairmanship", "participation", "remark")
    return {id_ for id_ in subjects(quads, "statedIn") if id_.split("/")[-2] not in kinds}


# --- what is kept ---


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (
            {"meeting": "meeting/summit"},
            {"meeting/summit", "event/session", "event/dinner", "document/charter", DRAFTED, SIGNED,
             CONTINUED, "document/notes", "plan/next", "proposal/tea"},
        ),
        ({"meeting": "meeting/elsewhere"}, {"meeting/elsewhere"}),
        (
            {"meeting": "meeting/panel-2024"},
            {"meeting/panel-2024", "document/charter", DRAFTED, SIGNED, CONTINUED},
        ),
        (
            {"body": "body/panel"},
            {"body/panel", "meeting/panel-2024", "document/charter", DRAFTED, SIGNED, CONTINUED},
        ),
        (
            {"body": "body/league"},
            {"body/league", "body/panel", "meeting/summit", "event/session", "meeting/panel-2024",
             "meeting/undated", "document/charter", DRAFTED, SIGNED, CONTINUED, "document/notes",
             "plan/next", "proposal/tea"},
        ),
        (
            {"first": "2020", "last": "2020"},
            {"meeting/summit", "event/session", "event/dinner", "meeting/elsewhere", SIGNED,
             "document/charter", "document/notes", "plan/next", "proposal/tea"},
        ),
        ({"last": "2019"}, {"document/charter", DRAFTED}),
        (
            {"first": "2021"},
            {"meeting/panel-2024", "document/charter", CONTINUED, "plan/next"},
        ),
        ({"first": "2020-05-05", "meeting": "event/dinner"}, {"event/dinner"}),
        (
            {"body": "body/league", "first": "2024"},
            {"body/league", "body/panel", "meeting/panel-2024", "document/charter", CONTINUED,
             "plan/next"},
        ),
        (
            {"body": "body/league", "meeting": "meeting/panel-2024"},
            {"meeting/panel-2024", "document/charter", DRAFTED, SIGNED, CONTINUED},
        ),
    ],
)  # fmt: skip
def test_a_filter_keeps_whole_what_it_says(
    planted: Graph, wanted: dict[str, str], kept: set[str]
) -> None:
    assert whole(part(planted, **wanted)) == kept


def test_what_is_only_referred_to_comes_with_types_names_and_nothing_else(planted: Graph) -> None:
    store = open_quads(part(planted, meeting="meeting/elsewhere"))

    said = store.quads_for_pattern(ox.NamedNode(f"{DATA}body/other"), None, None)
    assert {quad.predicate.value.split("#")[-1] for quad in said} == {"type", "label", "prefLabel"}


def test_a_source_comes_with_the_passages_that_are_cited(planted: Graph) -> None:
    quads = part(planted, meeting="meeting/elsewhere")

    lines = [line for line in quads.decode().splitlines() if "#hasPassage>" in line]
    assert [line.split(" ")[2] for line in lines] == [f"<{DATA}source/report/passage/1>"]
    assert subjects(quads, "line") == {"source/report/passage/1"}
    assert subjects(quads, "sourceKind") == {"source/report"}


def test_a_nested_thing_that_is_referred_to_comes_with_its_place_in_its_owner(
    planted: Graph,
) -> None:
    quads = part(planted, meeting="meeting/elsewhere")

    remark = "event/session/remark/hint"
    assert f"<{DATA}event/session> <{ONTOLOGY}hasRemark> <{DATA}{remark}>" in quads.decode()
    assert remark not in subjects(quads, "text")
    assert "event/session" not in whole(quads)


def test_a_shortcut_is_kept_with_what_it_is_derived_from(planted: Graph) -> None:
    summit = part(planted, meeting="meeting/summit", first="2020", last="2020")

    assert subjects(summit, "attended") == subjects(summit, "chaired") - {"state/mars"}
    assert subjects(summit, "signed") == {"meeting/summit"}
    assert subjects(summit, "continued") == set()
    assert subjects(part(planted, first="2024"), "continued") == {"meeting/panel-2024"}
    assert subjects(part(planted, first="2024"), "attended") == set()


def test_a_body_comes_with_its_chairmanships_of_the_time(planted: Graph) -> None:
    every = subjects(part(planted, body="body/league"), "chair")
    late = subjects(part(planted, body="body/league", first="2021"), "chair")

    assert (len(every), len(late)) == (2, 1)
    assert late < every


def test_the_provenance_of_what_is_kept_whole_comes_along(planted: Graph) -> None:
    store = open_quads(part(planted, meeting="meeting/elsewhere"))

    topics = store.quads_for_pattern(
        None, ox.NamedNode("http://xmlns.com/foaf/0.1/primaryTopic"), None
    )
    assert [str(quad.subject) for quad in topics] == [f"<{RECORD_GRAPH}meeting/elsewhere>"]
    licence = ox.NamedNode("http://purl.org/dc/terms/license")
    assert list(store.quads_for_pattern(None, licence, None))


def test_a_part_says_that_it_is_one_and_of_what(planted: Graph) -> None:
    store = open_quads(part(planted, meeting="meeting/elsewhere", first="2019"))

    (quad,) = store.quads_for_pattern(None, ox.NamedNode(f"{PROV}wasDerivedFrom"), DATASET)
    said = {
        (one.predicate.value, getattr(one.object, "value", None))
        for one in store.quads_for_pattern(quad.subject, None, None)
    }
    assert (f"{DCTERMS}isPartOf", DATASET.value) in said
    assert (f"{DCTERMS}license", "https://creativecommons.org/publicdomain/zero/1.0/") in said
    (title,) = (str(value) for predicate, value in said if predicate == f"{DCTERMS}title")
    assert title.startswith("Part of sco-graph: the knowledge graph of the ")
    assert title.endswith(", version 0.1.0: --meeting meeting/elsewhere --from 2019")


def test_a_meeting_and_a_body_may_be_given_by_their_iris(planted: Graph) -> None:
    for name, id_ in (("meeting", "meeting/summit"), ("body", "body/league")):
        assert part(planted, **{name: DATA + id_}) == part(planted, **{name: id_})


# --- any part of the shipped graph ---


def parts(graph: Graph) -> Iterable[dict[str, str]]:
    """Yield every meeting, event and body, and some times."""
    rows = graph.engine.cypher("MATCH (n) RETURN n.id AS id ORDER BY id", {})
    for id_ in (row["id"] for row in rows if row["id"].count("/") == 1):
        if id_.startswith(("meeting/", "event/")):
            yield {"meeting": id_}
        elif id_.startswith("body/"):
            yield {"body": id_}
            yield {"body": id_, "first": "2021", "last": "2021"}
    for year in ("2019", "2021", "2025"):
        yield {"first": year, "last": year}


def test_every_part_is_canonical_and_within_the_whole(graph: Graph) -> None:
    every = graph.build.read(QUADS).splitlines()

    known = set(every)
    for wanted in parts(graph):
        lines = part(graph, **wanted).splitlines()
        assert lines == sorted(lines), wanted
        own = [line for line in lines if line not in known]
        assert {line.split(b" ")[0] for line in own} == {own[0].split(b" ")[0]}, wanted
        assert own[0].startswith(b"<https://w3id.org/sco-graph/part/"), wanted


def test_every_part_is_closed(graph: Graph) -> None:
    for wanted in parts(graph):
        store = open_quads(part(graph, **wanted))
        terms = {term for quad in store for term in (quad.subject, quad.object)}
        spoken_of = {quad.object for quad in store.quads_for_pattern(None, ABOUT, None)}
        named = [term for term in terms if isinstance(term, ox.NamedNode)]
        things = [term for term in named if term.value.startswith(DATA) or term in spoken_of]
        for thing in things:
            for predicate in (RDF_TYPE, LABEL):
                found = next(store.quads_for_pattern(thing, predicate, None), None)
                assert found is not None, (wanted, thing)


def test_every_shortcut_of_a_part_has_its_ground_in_it(graph: Graph) -> None:
    rules = [(cls, rule) for cls in read_schema().classes.values() for rule in cls.rules]
    predicates = {rule.predicate for _, rule in rules}
    grounds = {rule.predicate: cls.iri for cls, rule in rules}

    for wanted in parts(graph):
        store = open_quads(part(graph, **wanted))
        for quad in store:
            if quad.predicate.value in predicates:
                cls = ox.NamedNode(grounds[quad.predicate.value])
                inside = store.quads_for_pattern(None, RDF_TYPE, cls, quad.graph_name)
                assert next(inside, None) is not None, (wanted, quad)


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("who-attended", "meeting"),
        ("outcomes", "meeting"),
        ("who-said", "meeting"),
        ("support", "thing"),
    ],
)
def test_what_is_asked_of_a_meeting_is_answered_by_its_part_as_by_the_whole(
    graph: Graph, question: str, parameter: str
) -> None:
    asked = get_question(question)
    for wanted in parts(graph):
        if "meeting" in wanted:
            given: Mapping[str, Any] = {parameter: wanted["meeting"]}
            rows = ask(open_quads(part(graph, **wanted)), asked, given)
            assert rows == ask(graph.store, asked, given), wanted


# --- wrong use ---


@pytest.mark.parametrize(
    ("wanted", "filters"),
    [
        ({"first": "2030"}, "--from 2030"),
        (
            {"body": "body/other", "meeting": "meeting/summit"},
            "--meeting meeting/summit --body body/other",
        ),
    ],
)
def test_filters_that_leave_nothing_are_told(
    planted: Graph, wanted: dict[str, str], filters: str
) -> None:
    with pytest.raises(NothingSelected) as raised:
        part(planted, **wanted)

    assert str(raised.value).startswith(f"nothing of the graph is left by {filters}; ")


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (
            {"meeting": "meeting/sumit"},
            "no meeting 'meeting/sumit'; did you mean 'meeting/summit'?",
        ),
        ({"meeting": "body/league"}, "no meeting 'body/league'"),
        ({"body": "body/legue"}, "no body 'body/legue'; did you mean 'body/league'?"),
        ({"first": "soon"}, "'soon' is no date for --from: "),
        ({"last": "2021-13"}, "'2021-13' is no date for --to: "),
        ({"first": "2022", "last": "2021"}, "--from 2022 is after --to 2021; swap the two"),
    ],
)
def test_what_cannot_be_selected_is_told(planted: Graph, wanted: dict[str, str], told: str) -> None:
    with pytest.raises(QuestionError) as raised:
        part(planted, **wanted)

    assert str(raised.value).startswith(told)
    assert isinstance(raised.value, UnknownName) == told.startswith("no ")
