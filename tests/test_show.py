"""What `show` tells of a thing, on a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sco_graph.errors import UnknownName
from sco_graph.graph import Graph
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema
from sco_graph.show import show, to_json, to_text
from sco_graph.things import Thing
from tests.little_graph import little_graph

PAGE = """\
First talks
Meeting, meeting/first-talks [1:2]

  in Russian                Первые переговоры
  kind of event             negotiations
  number                    1
  dates                     2025-07-07
  all delegations named in  Report on the talks, line 3 (source/report#3)

Participations (2)
  Cérès (state/ceres)
    - Group that took part: guests; in the role of: guest; attendance status: attended [1:3]
      counts:
        - Value of the count: 3; exactness: exact; of what: guests [1:3]
  Mars (state/mars)
    - Person who took part: Anna Li (person/anna-li); in post: Minister of Mars
      (post/mars-minister); in the role of: chair, speaker; at the level of: minister; took part
      in mode: in person; attendance status: attended [1:2, 3; 2:mars]

Discussions (1)
  - Topic: agriculture (topic/agriculture); content: Farming on Mars [1:2]

Claims (1)
  - About the property: dates; value claimed: 2025-07-07; rank: preferred; rests on: inferred;
    inferred from: the date of the page [1:2]

Named by others as
  attended
  - Anna Li (person/anna-li)
  chaired
  - Anna Li (person/anna-li)
  - Mars (state/mars)
  represented at
  - Mars (state/mars)

Sources ([1:2] is line 2, or the place called so, of source 1)
   1. Report on the talks. Mars Daily. https://example.org/report. source/report.
   2. Atlas. source/atlas.
"""


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return little_graph(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="module")
def schema() -> Schema:
    return read_schema()


def ids(graph: Graph) -> list[str]:
    return [row["id"] for row in graph.engine.cypher("MATCH (n) RETURN n.id AS id ORDER BY id", {})]


def all_things(thing: Thing) -> Iterator[Thing]:
    yield thing
    for _, things in thing.nested:
        for one in things:
            yield from all_things(one)


def test_a_meeting_reads_like_a_page_of_a_reference_book(little: Graph, schema: Schema) -> None:
    page = to_text(show(little.engine, schema, "meeting/first-talks"))

    assert page == PAGE


def test_properties_stand_in_the_order_of_the_schema(little: Graph, schema: Schema) -> None:
    source = show(little.engine, schema, "source/report")

    keys = [entry.key for entry in source.properties]
    in_schema = list(schema.classes["source"].properties)
    assert keys == ["kind", "publisher", "url", "file", "language", "fully_read"]
    assert keys == sorted(keys, key=lambda key: in_schema.index(key or ""))


def test_a_name_is_given_in_each_language_that_has_one(little: Graph, schema: Schema) -> None:
    names = show(little.engine, schema, "state/mars").names

    assert names == {"en": "Mars", "ru": "Марс", "zh": "火星"}


def test_links_are_told_in_both_directions(little: Graph, schema: Schema) -> None:
    post = show(little.engine, schema, "post/mars-minister")

    outward = [(entry.relationship, entry.values) for entry in post.links]
    inward = [(entry.relationship, entry.values) for entry in post.linked_from]
    tenure = "person/anna-li/tenure/post.mars-minister"
    part = "meeting/first-talks/participation/state.mars"
    assert outward == [("POST_IN", ("state/mars",))]
    assert inward == [("HELD", ("person/anna-li",)), ("IN_POST", (part, tenure))]


def test_a_nested_thing_can_be_shown_by_itself(little: Graph, schema: Schema) -> None:
    id_ = "meeting/first-talks/participation/state.ceres"

    thing = show(little.engine, schema, id_)

    assert thing.name == "First talks: participation (Cérès)"
    assert [key for key, _ in thing.nested] == ["counts"]
    assert [entry.values for entry in thing.linked_from] == [("meeting/first-talks",)]
    assert [cited.locator for cited in thing.citations] == ["source/report#3"]


def test_a_topic_has_its_definition_and_its_broader_topic(little: Graph, schema: Schema) -> None:
    page = to_text(show(little.engine, schema, "topic/agriculture"))

    assert "in Russian  сельское хозяйство\n" in page
    assert "definition  Farming and the industries tied to it.\n" in page
    assert "broader     economy (topic/economy)\n" in page


def test_json_holds_values_links_nested_things_and_sources(little: Graph, schema: Schema) -> None:
    found = to_json(show(little.engine, schema, "person/anna-li"))

    part = "meeting/first-talks/participation/state.mars"
    cited = {
        "locator": "source/report#2",
        "source": "source/report",
        "place": "2",
        "title": "Report on the talks",
        "publisher": "Mars Daily",
        "url": "https://example.org/report",
    }
    post = {
        "relationship": "IN_POST",
        "key": "post",
        "label": "in post",
        "id": "post/mars-minister",
        "name": "Minister of Mars",
    }
    assert {key: found[key] for key in ("id", "kind", "name", "names", "properties")} == {
        "id": "person/anna-li",
        "kind": "person",
        "name": "Anna Li",
        "names": {"en": "Anna Li", "ru": "Анна Лёвина"},
        "properties": {"basis": "stated"},
    }
    assert found["linked_from"] == [
        {
            "relationship": "PARTICIPANT",
            "key": None,
            "label": "person who took part",
            "id": part,
            "name": "First talks: participation",
        }
    ]
    assert found["nested"] == {
        "tenures": [
            {
                "id": "person/anna-li/tenure/post.mars-minister",
                "kind": "tenure",
                "name": "Anna Li: tenure (Minister of Mars)",
                "names": {},
                "properties": {"basis": "stated"},
                "links": [post],
                "linked_from": [],
                "nested": {
                    "attestations": [
                        {
                            "id": "person/anna-li/tenure/post.mars-minister/attestation/2025-07-07",
                            "kind": "attestation",
                            "name": "Anna Li: attestation (2025-07-07)",
                            "names": {},
                            "properties": {"dates": "2025-07-07", "basis": "stated"},
                            "links": [],
                            "linked_from": [],
                            "nested": {},
                            "sources": [cited],
                        }
                    ]
                },
                "sources": [cited],
            }
        ]
    }
    assert found["sources"] == [cited]


@pytest.mark.parametrize("id_", ["meeting/second-talks", "meeting/first", "topic/nothing", "", "x"])
def test_an_id_that_the_graph_lacks_is_refused(little: Graph, schema: Schema, id_: str) -> None:
    with pytest.raises(UnknownName, match=f"no thing '{id_}'"):
        show(little.engine, schema, id_)


def test_a_thing_whose_id_begins_like_another_keeps_to_itself(graph: Graph, schema: Schema) -> None:
    known = ids(graph)
    longer = next(id_ for id_ in known if any(id_.startswith(f"{one}-") for one in known))
    shorter = next(one for one in known if longer.startswith(f"{one}-"))

    found = {thing.id for thing in all_things(show(graph.engine, schema, shorter))}

    assert longer not in found


def test_every_thing_of_the_graph_can_be_shown(graph: Graph, schema: Schema) -> None:
    known = ids(graph)

    things = {id_: show(graph.engine, schema, id_) for id_ in known}

    assert all(json.dumps(to_json(thing)) for thing in things.values())
    assert all(to_text(thing).startswith(f"{thing.name}\n") for thing in things.values())


def test_a_record_shows_each_thing_within_it_once(graph: Graph, schema: Schema) -> None:
    known = ids(graph)
    records = [id_ for id_ in known if id_.count("/") == 1]

    shown = [one.id for id_ in records for one in all_things(show(graph.engine, schema, id_))]

    assert sorted(shown) == known


def test_no_page_shows_a_key_or_an_iri_in_place_of_words(graph: Graph, schema: Schema) -> None:
    labels = {
        entry.label
        for id_ in ids(graph)
        if id_.count("/") == 1
        for thing in all_things(show(graph.engine, schema, id_))
        for entry in (*thing.entries, *thing.linked_from)
    }

    assert [
        label for label in labels if "_" in label or ":" in label or label != label.strip()
    ] == []
