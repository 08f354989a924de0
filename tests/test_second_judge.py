"""That a SHACL engine nobody here chose for work, pyshacl, finds what the engine at work finds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA
from sco_graph.shapes import read_schema
from sco_loaders.check import read
from sco_loaders.records import Reading
from sco_loaders.validation import background, triples, violations
from tests.world import World

MEETING = "meeting/council-2020"
PARTICIPATION = f"{MEETING}/participation/state.utopia"


@cache
def shapes() -> Graph:
    return Graph().parse(ontology_folder() / "shapes.ttl")


def found_by_pyshacl(reading: Reading) -> set[tuple[str, str | None]]:
    """Return focus node and path of each result."""
    data = Graph()
    lines = [f"{triple} .\n" for triple in triples(reading, read_schema())]
    data.parse(data="".join(lines) + background(ontology_folder()), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inplace=True)
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.focusNode)).removeprefix(DATA),
            None if (path := report.value(result, SH.resultPath)) is None else str(path),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def found_at_work(reading: Reading) -> set[tuple[str, str | None]]:
    """Return focus node and path of each result."""
    results = violations(triples(reading, read_schema()), ontology_folder())
    return {(result.focus, result.path) for result in results}


def test_the_second_judge_finds_the_shipped_records_sound() -> None:
    assert found_by_pyshacl(read()) == set()


@pytest.mark.parametrize(
    ("record", "old", "new", "focuses"),
    [
        (MEETING, "    status: attended\n", "", {PARTICIPATION}),
        (MEETING, "\nsources: [source/gazette#2]", "", {MEETING}),
        (MEETING, "place/amaurot", "place/nowhere", {MEETING}),
        (MEETING, "place/amaurot", "state/utopia", {MEETING}),
        (MEETING, "      - source/gazette#3", "      - source/gazette#9", {PARTICIPATION}),
        (MEETING, "number: 1", "number: 0", {MEETING}),
        (MEETING, "name: First", "name:\n  ru: First", {MEETING}),
        (MEETING, "2020-05-04/2020-05-05", "2022", {PARTICIPATION}),
        (MEETING, "2020-05-04/2020-05-05", "2001-06-14", {MEETING, PARTICIPATION}),
        ("body/council", "kind: council", "kind: council\nended: 1999", {"body/council"}),
        (
            "source/gazette",
            "\n    no_fact: navigation",
            "",
            {"source/gazette/passage/4"},
        ),
        ("place/amaurot", "gazette#2", "gazette#4", {"source/gazette/passage/4"}),
        ("source/gazette", "0000000000000004", "000000000000000G", {"source/gazette/passage/4"}),
        ("source/gazette", "0000000000000004", "4", {"source/gazette/passage/4"}),
        (
            "person/raphael",
            "Raphael Hythloday",
            "ademus THE elder",
            {"person/raphael", "person/ademus"},
        ),
        ("place/amaurot", "kind: city", "kind: city\nbasis: inferred", {"place/amaurot"}),
        (
            MEETING,
            "person: person/ademus\n    post: post/prince\n    represents: state/utopia",
            "key: nobody",
            {f"{MEETING}/participation/nobody"},
        ),
    ],
)
def test_both_judges_find_a_fault_at_the_same_node_and_path(
    tmp_path: Path, record: str, old: str, new: str, focuses: set[str]
) -> None:
    world = World(tmp_path)
    world.change(record, old, new)

    reading = read(world.folder)

    assert found_at_work(reading) == found_by_pyshacl(reading)
    assert {focus for focus, _ in found_at_work(reading)} == focuses
