"""That pyshacl, a SHACL engine nobody here chose for work, finds what the engine at work finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA, local_name
from sco_graph.shapes import read_schema
from sco_loaders.check import read
from sco_loaders.nodes import Node
from sco_loaders.triples import RDF_TYPE, RDFS_SUB_CLASS_OF
from sco_loaders.validation import background, triples, violations
from sco_loaders.violation import OF_KIND, OWN_WORDS, Violation, Words
from sco_loaders.yaml_report import shown
from tests.faults import Fault, faults, without_fault
from tests.faults_by_hand import BY_HAND
from tests.golden import FROZEN
from tests.judges import run_jena
from tests.shape_constraints import facets, read_constraints
from tests.sound_things import LittleWorld
from tests.world import World

ONTOLOGY = ontology_folder()
FAULTS = faults(ONTOLOGY)
MEETING = "meeting/council-2020"
PARTICIPATION = f"{MEETING}/participation/state.utopia"
INSTRUCTION = re.compile(r"; (?:did you mean '|(?:add|cite|drop|give|keep|make|mend|name) )[^;]+$")
NOT_FOR_CURATORS = re.compile(r"sh:|http://www\.w3\.org/|Constraint|\{\?|\^\^|  ")

Result = tuple[str, str | None, str, str | None]
"""Focus node, path, constraint component and value."""


def results(found: Iterable[Violation]) -> set[Result]:
    # A judge may give the focus node as the value, where a node breaks a constraint as a whole.
    return {
        (one.focus, one.path, one.component, None if one.value == one.focus else one.value)
        for one in found
    }


def found_at_work(lines: Iterable[str], ontology: Path = ONTOLOGY) -> set[Result]:
    return results(violations(lines, ontology))


def found_by_pyshacl(lines: Iterable[str], ontology: Path = ONTOLOGY) -> set[Result]:
    shapes = rdflib.Graph().parse(ontology / "shapes.ttl")
    data = rdflib.Graph().parse(data=tree(ontology), format="nt")
    data.parse(data="".join(f"{line} .\n" for line in lines), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    assert isinstance(report, rdflib.Graph)
    return results(
        violation(report, found) for found in report.subjects(RDF.type, SH.ValidationResult)
    )


def violation(report: rdflib.Graph, found: rdflib.term.Node) -> Violation:
    path, value = report.value(found, SH.resultPath), report.value(found, SH.value)
    return Violation(
        focus=str(report.value(found, SH.focusNode)).removeprefix(DATA),
        path=None if path is None else str(path),
        value=None if value is None else str(value).removeprefix(DATA),
        component=local_name(str(report.value(found, SH.sourceConstraintComponent))),
        messages=(),
    )


@cache
def tree(ontology: Path) -> str:
    """Return the part of the background that judges look at: what is a class of what."""
    kept = (f" {RDF_TYPE} ", f" {RDFS_SUB_CLASS_OF} ")
    lines = background(ontology).splitlines(keepends=True)
    return "".join(line for line in lines if any(predicate in line for predicate in kept))


def triples_of(worlds: Iterable[LittleWorld]) -> list[str]:
    return sorted({line for world in worlds for line in world.triples()})


@cache
def verdicts() -> tuple[set[Result], set[Result]]:
    """Return what each judge finds in the worlds of all faults, laid together."""
    lines = triples_of(fault.world for fault in FAULTS)
    return found_at_work(lines), found_by_pyshacl(lines)


def of(fault: Fault, found: set[Result]) -> set[Result]:
    focuses = {focus for focus, _ in fault.found_at}
    return {result for result in found if result[0] in focuses}


def changed_ontology(folder: Path, addition: str) -> Path:
    """Return a copy of the ontology with something added to the shapes."""
    copied = shutil.copytree(ONTOLOGY, folder / "ontology")
    with (copied / "shapes.ttl").open("a", encoding="utf-8") as opened:
        opened.write(addition)
    return copied


# What is sound


def test_both_judges_find_real_records_sound() -> None:
    lines = list(triples(read(FROZEN), read_schema()))

    assert found_at_work(lines) == set()
    assert found_by_pyshacl(lines) == set()


def test_the_shipped_records_are_sound_to_jena_too(tmp_path: Path) -> None:
    """Ask a judge who is quick: pyshacl parses a query anew for each thing that it looks at."""
    lines = list(triples(read(), read_schema()))
    data = tmp_path / "data.nt"
    data.write_text(tree(ONTOLOGY) + "".join(f"{line} .\n" for line in lines), encoding="utf-8")

    run = run_jena("shacl", "validate", "--shapes", ONTOLOGY / "shapes.ttl", "--data", data)

    assert found_at_work(lines) == set()
    assert (run.returncode, run.stderr) == (0, "")
    assert re.search(r"sh:conforms +true", run.stdout), run.stdout[:5000]


def test_both_judges_find_the_things_sound_that_faults_are_put_into() -> None:
    schema = read_schema()
    world = LittleWorld("sound", schema, facets(read_constraints(ONTOLOGY)))
    for kind in schema.classes:
        world.add(kind)

    assert found_at_work(world.triples()) == set()
    assert found_by_pyshacl(world.triples()) == set()


# One fault for each constraint


def test_every_constraint_has_a_fault_on_each_class_that_it_is_set_for() -> None:
    assert without_fault(ONTOLOGY) == []
    assert len({fault.constraint for fault in FAULTS}) >= 60


def test_every_fault_by_hand_belongs_to_a_constraint() -> None:
    messages = {constraint.message for constraint in read_constraints(ONTOLOGY)}

    assert BY_HAND.keys() <= messages


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_both_judges_find_at_the_same_node_and_path_the_fault(fault: Fault) -> None:
    at_work, by_pyshacl = (of(fault, found) for found in verdicts())

    assert at_work == by_pyshacl
    assert {(focus, path) for focus, path, _, _ in at_work} == fault.found_at
    assert fault.constraint.component in {component for _, _, component, _ in at_work}


def test_neither_judge_finds_anything_else() -> None:
    focuses = {focus for fault in FAULTS for focus, _ in fault.found_at}

    assert [{focus for focus, *_ in found} - focuses for found in verdicts()] == [set(), set()]


def test_what_mends_a_fault_by_hand_leaves_nothing_for_either_judge() -> None:
    mended = [fault for fault in faults(ONTOLOGY) if fault.constraint.message in BY_HAND]
    for fault in mended:
        BY_HAND[fault.constraint.message or ""].mend(fault.world, fault.world.add(fault.cls.kind))
    lines = triples_of(fault.world for fault in mended)

    assert found_at_work(lines) == set()
    assert found_by_pyshacl(lines) == set()


MOTTO = """
sco:BodyShape sh:property [ sh:name "motto" ; sh:path skos:hiddenLabel ; sh:datatype xsd:string ;
    sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 3 ; sh:maxLength 5 ; sh:pattern "^[A-Z][a-z]+$" ] .
"""


def test_a_new_constraint_brings_its_own_fault_that_both_judges_find(tmp_path: Path) -> None:
    ontology = changed_ontology(tmp_path, MOTTO)

    new = [fault for fault in faults(ontology) if "hiddenLabel" in fault.constraint.title]
    lines = triples_of(fault.world for fault in new)
    at_work = found_at_work(lines, ontology)

    assert {fault.constraint.parameter for fault in new} == {
        *("datatype", "minCount", "maxCount", "minLength", "maxLength", "pattern"),
    }
    assert {result[:2] for result in at_work} == {one for fault in new for one in fault.found_at}
    assert found_by_pyshacl(lines, ontology) == at_work


@pytest.mark.parametrize(
    ("addition", "title"),
    [
        (
            "sco:BodyShape sh:property [ sh:path sco:stage ; sh:disjoint sco:bodyKind ] .",
            "BodyShape stage disjoint: https://w3id.org/sco-graph/ontology#bodyKind",
        ),
        (
            "sco:BodyShape sh:not sco:StateShape .",
            "BodyShape not: https://w3id.org/sco-graph/ontology#StateShape",
        ),
        (
            'sco:BodyShape sh:sparql [ sh:message "this is new; mend it" ; sh:select "..." ] .',
            "BodyShape sparql: this is new; mend it",
        ),
    ],
    ids=["of a path", "of a node", "in SPARQL"],
)
def test_a_constraint_without_a_fault_is_told(tmp_path: Path, addition: str, title: str) -> None:
    assert without_fault(changed_ontology(tmp_path, addition)) == [title]


# What a curator is told


@cache
def told() -> dict[str, list[tuple[Violation, str]]]:
    """Return what the engine at work finds with each thing, in our words."""
    schema = read_schema()
    classes = {id_: thing.cls for fault in FAULTS for id_, thing in fault.world.things.items()}
    words = Words(schema, classes, replaced={})
    found: dict[str, list[tuple[Violation, str]]] = {}
    for one in violations(triples_of(fault.world for fault in FAULTS), ONTOLOGY):
        cls = classes[one.focus]
        node = Node(id=one.focus, record="", cls=cls, name="", parent=None, path=(), values={})
        prop = next((p for p in cls.properties.values() if p.iri == one.path), None)
        found.setdefault(one.focus, []).append((one, words.message(node, prop, one)))
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_curator_is_told_what_is_wrong_and_what_to_do_about(fault: Fault) -> None:
    messages = [
        (violation, message)
        for focus, _ in fault.found_at
        for violation, message in told()[focus]
        if violation.component == fault.constraint.component
    ]

    assert messages
    for violation, message in messages:
        assert message.replace("…", "").isascii()
        assert INSTRUCTION.search(message), message
        assert not NOT_FOR_CURATORS.search(message), message
        assert names_the_key(fault, message), message
        assert names_the_value(violation, message), message


def names_the_key(fault: Fault, message: str) -> bool:
    # A reference that leads nowhere is told by what is missing; its place tells the key.
    if fault.constraint.component == OF_KIND and re.search(r"\bno ", message):
        return True
    keys = "|".join(map(re.escape, fault.cls.properties))
    return bool(re.search(rf"['` ](?:{keys})\b", message))


def names_the_value(violation: Violation, message: str) -> bool:
    """Tell whether a message names the value, or the record in which it should be."""
    if violation.value is None or violation.component in OWN_WORDS:
        return True
    record = "/".join(violation.value.split("/")[:2])
    return shown(violation.value) in message or f"'{record}" in message


# From a record on


@pytest.mark.parametrize(
    ("record", "old", "new", "focuses"),
    [
        (MEETING, "    status: attended\n", "", {PARTICIPATION}),
        (MEETING, "name: First Meeting of the Council\n", "", {MEETING}),
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
def test_both_judges_find_at_the_same_node_and_path_what_is_wrong_in_a_record(
    tmp_path: Path, record: str, old: str, new: str, focuses: set[str]
) -> None:
    world = World(tmp_path)
    world.change(record, old, new)

    lines = list(triples(read(world.folder), read_schema()))

    assert {focus for focus, *_ in found_at_work(lines)} == focuses
    assert found_at_work(lines) == found_by_pyshacl(lines)
