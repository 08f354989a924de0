"""Things as Python objects: their keys are those of the ontology, their types those of the stub."""

from __future__ import annotations

import ast
import datetime
from pathlib import Path

import pytest

import sco_graph.entities
from sco_graph.entities import Entity, attribute
from sco_graph.errors import UnknownName
from sco_graph.graph import Graph
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema


@pytest.fixture(scope="module")
def schema() -> Schema:
    return read_schema()


def test_a_meeting_is_walked_by_the_keys_of_its_record(frozen: Graph) -> None:
    meeting = frozen.meeting("meeting/hsc-2007-bishkek")

    assert (meeting.number, meeting.start_date) == (7, datetime.date(2007, 8, 16))
    assert meeting.place is not None
    assert (meeting.place.id, meeting.place.name) == ("place/bishkek", "Bishkek")
    assert meeting.body is not None
    assert meeting.body.parent == frozen.body("body/sco")
    came = {one.person.name for one in meeting.participations if one.person is not None}
    assert "Islam Karimov" in came
    assert meeting.mode is None
    assert meeting.remarks == ()


def test_a_name_that_one_thing_has_is_enough(frozen: Graph) -> None:
    assert frozen.person("Islam Karimov").id == "person/islam-karimov"
    assert frozen.state("Россия").names["zh"] == "俄罗斯"

    with pytest.raises(UnknownName, match="no meeting 'no such meeting at all'"):
        frozen.meeting("no such meeting at all")


def test_a_key_that_the_class_lacks_is_told_with_the_near_one(frozen: Graph) -> None:
    meeting = frozen.meeting("meeting/hgc-2025")

    with pytest.raises(AttributeError, match="a meeting has no 'participants'; did you mean"):
        _ = meeting.participants  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="'Graph' object has no attribute 'meetings'"):
        _ = frozen.meetings  # type: ignore[attr-defined]
    assert {"participations", "start_date", "names"} <= set(dir(meeting))


def test_every_key_of_everything_can_be_asked_for(frozen: Graph, schema: Schema) -> None:
    rows = frozen.engine.cypher("MATCH (n:ScoNode) RETURN n.id AS id ORDER BY id", {})
    for id_ in (row["id"] for row in rows):
        thing = Entity(frozen.engine, id_)
        asked = {name: getattr(thing, name) for name in dir(thing)}
        assert asked["id"] == id_
        assert repr(thing).startswith(f"<{id_}: ")
    assert "topic" not in schema.classes


def test_the_types_name_what_can_be_asked_for_and_nothing_else(
    frozen: Graph, schema: Schema
) -> None:
    stub = Path(sco_graph.entities.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    classes = {node.name: node for node in ast.parse(stub).body if isinstance(node, ast.ClassDef)}
    common = {"id", "iri", "name", "names"}
    rows = frozen.engine.cypher("MATCH (n:ScoNode) RETURN n.id AS id ORDER BY id", {})
    by_kind: dict[str, str] = {}
    for row in rows:
        by_kind.setdefault(row["id"].split("/")[-2], row["id"])

    for cls in schema.classes.values():
        if cls.kind in by_kind:
            named = {
                line.target.id
                for line in classes[cls.name].body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            }
            assert named | common == set(dir(Entity(frozen.engine, by_kind[cls.kind])))
    methods = {one.name for one in classes["Entities"].body if isinstance(one, ast.FunctionDef)}
    assert methods == {"entity", *(attribute(cls.kind) for cls in schema.record_classes)}


def test_things_are_equal_by_their_id(frozen: Graph) -> None:
    one, other = (frozen.state("state/india") for _ in range(2))

    assert one == other
    assert len({one, other, frozen.state("state/iran")}) == 2
