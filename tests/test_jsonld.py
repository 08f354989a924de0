"""JSON-LD that a reader of JSON can use, and from which JSON-LD's algorithms make our triples."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld as pyld

from sco_graph.errors import SchemaError, UnknownName
from sco_graph.graph import Graph
from sco_graph.jsonld import jsonld, thing_jsonld
from sco_graph.jsonld_context import context, context_document, read_terms
from sco_graph.regenerate import derived_files
from sco_graph.schema import DATA, ONTOLOGY, RECORD_GRAPH, Schema
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS
from sco_loaders.triples import canonical
from tests.little_graph import little_graph
from tests.pages import CHECKOUT

CONTEXT = context_document(read_schema())
XSD = "http://www.w3.org/2001/XMLSchema#"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


LABELS = {
    "attendance-status/attended": {"en": "attended", "ru": "присутствие", "zh": "已出席"},
    "basis/inferred": {"en": "inferred", "ru": "выведено", "zh": "推断"},
    "basis/stated": {"en": "stated", "ru": "сказано в источнике", "zh": "来源明示"},
    "event-kind/negotiations": {"en": "negotiations", "ru": "переговоры", "zh": "谈判"},
    "exactness/exact": {"en": "exact", "ru": "точно", "zh": "准确"},
    "level/minister": {"en": "minister", "ru": "министр", "zh": "部长"},
    "participation-mode/in-person": {"en": "in person", "ru": "очно", "zh": "现场出席"},
    "person/anna-li": {"en": "Anna Li", "ru": "Анна Лёвина"},
    "post/mars-minister": {"en": "Minister of Mars"},
    "rank/preferred": {"en": "preferred", "ru": "предпочтительное", "zh": "优先采用"},
    "role/chair": {"en": "chair", "ru": "председатель", "zh": "主席"},
    "role/guest": {"en": "guest", "ru": "гость", "zh": "嘉宾"},
    "role/speaker": {"en": "speaker", "ru": "выступающий", "zh": "发言者"},
    "sco:dates": {"en": "dates", "ru": "даты", "zh": "日期"},
    "source/atlas/passage/mars": {"en": "Atlas: passage (mars)"},
    "source/report/passage/2": {"en": "Report on the talks: passage (2)"},
    "source/report/passage/3": {"en": "Report on the talks: passage (3)"},
    "state/ceres": {"en": "Cérès", "ru": "Церера"},
    "state/mars": {"en": "Mars", "ru": "Марс", "zh": "火星"},
    "topic/agriculture": {"en": "agriculture", "ru": "сельское хозяйство", "zh": "农业"},
}
"""The labels of what the little meeting refers to."""


def named(id_: str) -> dict[str, object]:
    """Return how a thing is referred to."""
    return {"id": id_, "label": LABELS[id_]}


@pytest.fixture(scope="module")
def things(graph: Graph) -> Mapping[str, dict[str, Any]]:
    """Return every record and topic of the shipped graph as JSON-LD."""
    query = "MATCH (n) WHERE size(split(n.id, '/')) = 2 RETURN n.id AS id ORDER BY id"
    ids = [row["id"] for row in graph.engine.cypher(query, {})]
    return {id_: json.loads(json.dumps(thing_jsonld(graph, id_))) for id_ in ids}


@pytest.fixture(scope="module")
def triples(graph: Graph) -> Mapping[str, set[str]]:
    """Return the triples of the build by the record of their subject, by two parts of its id."""
    found: dict[str, set[str]] = {}
    for quad in graph.store:
        record = "/".join(str(quad.subject).strip("<>").removeprefix(DATA).split("/")[:2])
        found.setdefault(record, set()).add(str(quad.triple))
    return found


# --- for a reader of JSON ---


def test_a_thing_needs_no_knowledge_of_rdf_to_be_read(tmp_path: Path) -> None:
    meeting = thing_jsonld(little_graph(tmp_path), "meeting/first-talks")

    assert meeting.pop("@context") == {"@base": DATA} | context(read_schema())
    assert meeting == {
        "id": "meeting/first-talks",
        "type": ["Meeting", "Event", "schema:Event", "Item"],
        "label": {"en": "First talks", "ru": "Первые переговоры"},
        "prefLabel": {"en": "First talks", "ru": "Первые переговоры"},
        "eventKind": named("event-kind/negotiations"),
        "number": 1,
        "dates": "2025-07-07",
        "startDate": "2025-07-07",
        "endDate": "2025-07-07",
        "allDelegationsNamedIn": [named("source/report/passage/3")],
        "hasParticipation": [
            {
                "id": "meeting/first-talks/participation/state.ceres",
                "type": ["Participation", "Item"],
                "label": {"en": "First talks: participation (ceres)"},
                "prefLabel": {"en": "First talks: participation (ceres)"},
                "group": "guests",
                "fromState": [named("state/ceres")],
                "role": [named("role/guest")],
                "attendance": named("attendance-status/attended"),
                "hasCount": [
                    {
                        "id": "meeting/first-talks/participation/state.ceres/count/guests",
                        "type": ["Count", "Item"],
                        "label": {
                            "en": "First talks: participation (ceres), count (guests)",
                        },
                        "prefLabel": {
                            "en": "First talks: participation (ceres), count (guests)",
                        },
                        "countValue": 3,
                        "exactness": named("exactness/exact"),
                        "of": "guests",
                        "basis": named("basis/stated"),
                        "statedIn": [named("source/report/passage/3")],
                    }
                ],
                "basis": named("basis/stated"),
                "statedIn": [named("source/report/passage/3")],
            },
            {
                "id": "meeting/first-talks/participation/state.mars",
                "type": ["Participation", "Item"],
                "label": {"en": "First talks: participation (mars)"},
                "prefLabel": {"en": "First talks: participation (mars)"},
                "participant": named("person/anna-li"),
                "inPost": named("post/mars-minister"),
                "represents": named("state/mars"),
                "role": [named("role/chair"), named("role/speaker")],
                "level": named("level/minister"),
                "mode": named("participation-mode/in-person"),
                "attendance": named("attendance-status/attended"),
                "basis": named("basis/stated"),
                "statedIn": [
                    named("source/atlas/passage/mars"),
                    named("source/report/passage/2"),
                    named("source/report/passage/3"),
                ],
            },
        ],
        "hasDiscussion": [
            {
                "id": "meeting/first-talks/discussion/agriculture",
                "type": ["Discussion", "Item"],
                "label": {"en": "First talks: discussion (agriculture)"},
                "prefLabel": {"en": "First talks: discussion (agriculture)"},
                "topic": [named("topic/agriculture")],
                "text": "Farming on Mars.",
                "basis": named("basis/stated"),
                "statedIn": [named("source/report/passage/2")],
            }
        ],
        "basis": named("basis/stated"),
        "statedIn": [named("source/report/passage/2")],
        "hasClaim": [
            {
                "id": "meeting/first-talks/claim/dates_2025-07-07",
                "type": ["Claim", "Item"],
                "label": {"en": "First talks: claim (dates, 2025-07-07)"},
                "prefLabel": {"en": "First talks: claim (dates, 2025-07-07)"},
                "aboutProperty": named("sco:dates"),
                "claimedValue": "2025-07-07",
                "rank": named("rank/preferred"),
                "basis": named("basis/inferred"),
                "inferredFrom": "the date of the page.",
                "statedIn": [named("source/report/passage/2")],
            }
        ],
    }


def test_what_a_thing_can_have_several_of_is_always_a_list(
    things: Mapping[str, dict[str, Any]],
) -> None:
    shapes: dict[str, set[bool]] = {}
    for thing in things.values():
        for key, value in _values(thing):
            shapes.setdefault(key, set()).add(isinstance(value, list))

    assert {key for key, found in shapes.items() if len(found) > 1} == set()


def _values(thing: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in thing.items():
        if key != "@context":
            yield key, value
        for inner in value if isinstance(value, list) else ():
            if isinstance(inner, dict) and "id" in inner:
                yield from _values(inner)


def test_a_topic_is_shown_too(things: Mapping[str, dict[str, Any]]) -> None:
    topic = things["topic/trade"]

    assert topic["type"] == ["skos:Concept", "Item", "Topic"]
    assert topic["notation"] == "trade"
    assert set(topic["prefLabel"]) == {"en", "ru", "zh"}


def test_an_id_that_is_not_there_is_told_with_those_like_it(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="did you mean 'state/india'"):
        thing_jsonld(graph, "state/indja")


# --- for JSON-LD's own algorithms ---


def test_expanding_and_compacting_gives_the_same_thing(
    things: Mapping[str, dict[str, Any]],
) -> None:
    for id_, thing in things.items():
        expanded = pyld.expand(thing)
        assert pyld.compact(expanded, thing["@context"]) == thing, id_


def test_framing_what_was_flattened_gives_the_same_thing(
    things: Mapping[str, dict[str, Any]],
) -> None:
    for id_, thing in things.items():
        frame = {"@context": thing["@context"], "id": id_, "@embed": "@always"}
        flat = pyld.flatten(pyld.expand(thing))
        framed = pyld.frame(flat, frame)
        # A remark may be about another of its meeting, which a frame shows whole in both places.
        assert _with_each_part_once(framed, id_) == _with_each_part_once(thing, id_), id_


def _with_each_part_once(thing: object, record: str, owner: str = "") -> object:
    """Return a thing in which a part of the record is an id but where it stands in its owner."""
    if isinstance(thing, list):
        return [_with_each_part_once(one, record, owner) for one in thing]
    if not isinstance(thing, dict) or "id" not in thing:
        return thing
    id_ = str(thing["id"])
    if owner and f"{id_}/".startswith(f"{record}/") and not id_.startswith(f"{owner}/"):
        return id_
    return {key: _with_each_part_once(value, record, id_) for key, value in thing.items()}


def test_the_triples_are_those_of_the_build_and_labels_of_what_is_referred_to(
    things: Mapping[str, dict[str, Any]], triples: Mapping[str, set[str]]
) -> None:
    every = set().union(*triples.values())

    for id_, thing in things.items():
        quads = pyld.to_rdf(thing, {"format": "application/n-quads"})
        read = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        found = {str(quad.triple) for quad in read}
        assert triples[id_] <= found <= every, id_
        assert {one.split(" ")[1] for one in found - triples[id_]} <= {LABEL}, id_


@pytest.mark.parametrize("id_", ["meeting/hgc-2025", "state/india", "source/cldr", "topic/trade"])
# rdflib's own reader uses what it deprecates.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_other_readers_of_json_ld_find_the_same_triples(
    graph: Graph, triples: Mapping[str, set[str]], id_: str
) -> None:
    text = json.dumps(thing_jsonld(graph, id_))

    by_pyoxigraph = ox.parse(text, format=ox.RdfFormat.JSON_LD)
    by_rdflib = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt")
    found = {str(quad.triple) for quad in by_pyoxigraph}
    read = ox.parse(by_rdflib, format=ox.RdfFormat.N_TRIPLES)
    assert {str(quad.triple) for quad in read} == found > triples[id_]


AWKWARD = [
    f'<{DATA}a/..> <{ONTOLOGY}number> "007"^^<{XSD}integer>',
    f'<{DATA}a/..> <{ONTOLOGY}number> "9007199254740993"^^<{XSD}integer>',
    f'<{DATA}a/..> <{ONTOLOGY}number> "-12"^^<{XSD}integer>',
    f'<{DATA}a/..> <{ONTOLOGY}number> "12"^^<{XSD}decimal>',
    f'<{DATA}a/b> <{ONTOLOGY}acting> "1"^^<{XSD}boolean>',
    f'<{DATA}a/b> <{ONTOLOGY}acting> "true"^^<{XSD}boolean>',
    f'<{DATA}a/b> <{ONTOLOGY}latitude> "5.50"^^<{XSD}decimal>',
    f"<{DATA}a/b> <{ONTOLOGY}latitude> <{DATA}c/d>",
    f'<{DATA}a/b> <{ONTOLOGY}text> "with \\"quotes\\"\\nand more"@en',
    f'<{DATA}a/b> <{ONTOLOGY}text> "plain"',
    f'<{DATA}a/b> <{ONTOLOGY}heldIn> "no thing"',
    f"<{DATA}a/b> <{ONTOLOGY}heldIn> <https://example.org/elsewhere>",
    f"<{DATA}a/b> <https://example.org/unknown/> <{ONTOLOGY}dates>",
    f'<{DATA}a/b> <https://example.org/unknown#x> "2025"^^<{XSD}gYear>',
    '<urn:x> <http://www.w3.org/2004/02/skos/core#prefLabel> "no language"',
    '<urn:x> <http://www.w3.org/2004/02/skos/core#prefLabel> "two"@en',
    '<urn:x> <http://www.w3.org/2004/02/skos/core#prefLabel> "names"@en',
    "<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:y>",
]


def test_what_the_terms_do_not_foresee_is_written_out_and_not_lost() -> None:
    quads = canonical(f"{line} <{RECORD_GRAPH}x/y> ." for line in AWKWARD)

    text = b"".join(jsonld(quads, read_schema()))
    by_pyoxigraph = {str(quad) for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    by_pyld = pyld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    wanted = {str(quad) for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}
    assert by_pyoxigraph == wanted
    assert {str(quad) for quad in ox.parse(by_pyld, format=ox.RdfFormat.N_QUADS)} == wanted


# --- the context ---


def test_each_predicate_of_a_record_has_a_term(graph: Graph) -> None:
    known = {f"<{term.iri}>" for term in read_terms(read_schema())}
    records = f"> <{RECORD_GRAPH}"
    lines = graph.build.read(QUADS).decode().splitlines()

    used = {line.split(" ")[1] for line in lines if records in line and line.startswith(f"<{DATA}")}
    assert {one for one in used - known if not one.endswith("#type>")} == set()


def test_no_term_changes_what_others_mean() -> None:
    terms = context(read_schema())

    assert [
        name for name, term in terms.items() if isinstance(term, dict) and "@context" in term
    ] == []


def test_the_context_in_docs_is_the_derived_one() -> None:
    written = (CHECKOUT / "docs/schema/context.jsonld").read_text(encoding="utf-8")

    assert derived_files(read_schema())["docs/schema/context.jsonld"] == written
    assert json.loads(written) == CONTEXT


def test_two_predicates_of_one_local_name_are_refused() -> None:
    schema = _with_property("https://example.org/other#label")

    with pytest.raises(SchemaError, match="other#label: JSON-LD would call it as it calls"):
        read_terms(schema)


def test_a_predicate_with_values_of_two_kinds_is_refused() -> None:
    schema = _with_property(f"{ONTOLOGY}heldIn")

    with pytest.raises(SchemaError, match="#heldIn: has values of two kinds"):
        read_terms(schema)


def _with_property(iri: str) -> Schema:
    """Return the schema with one more property, a plain text."""
    schema = read_schema()
    state = schema.classes["state"]
    more = dataclasses.replace(state.properties["iso_alpha2"], key="more", iri=iri)
    changed = dataclasses.replace(state, properties={**state.properties, "more": more})
    return dataclasses.replace(schema, classes={**schema.classes, "state": changed})
