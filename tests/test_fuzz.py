"""That whatever stands in a record is read or refused, and says nothing that it does not say.

The shipped records are changed at random, as texts and as values. Nothing may raise; each problem
has a place inside its file; no value may add a triple of another kind, subject or graph.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_graph.errors import Problem
from sco_graph.resources import records_folder
from sco_graph.schema import DATA, RECORD_GRAPH, Schema
from sco_graph.shapes import read_schema
from sco_loaders.check import check
from sco_loaders.nodes import Node
from sco_loaders.record_files import RecordFile, find_records
from sco_loaders.records import read_records
from sco_loaders.triples import TripleWriter
from sco_loaders.yaml_reader import Value, read_yaml

OF_ANYTHING = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/2002/07/owl#deprecated",
    "http://www.w3.org/2000/01/rdf-schema#label",
}
LONGEST_MESSAGE = 700


@cache
def shipped() -> dict[str, bytes]:
    files, _ = find_records(records_folder(), read_schema())
    return {file.id: file.path.read_bytes() for file in files}


@cache
def shipped_values() -> dict[str, dict[str, Value]]:
    documents = {id_: read_yaml(text, file=id_)[0] for id_, text in shipped().items()}
    return {id_: document.values for id_, document in documents.items() if document}


@cache
def predicates() -> frozenset[str]:
    """Return every predicate that the triples of a node may have."""
    classes = read_schema().classes.values()
    properties = [prop for cls in classes for prop in cls.properties.values()]
    bounds = {bound for prop in properties for bound in prop.bounds or ()}
    derived = {rule.predicate for cls in classes for rule in cls.rules}
    return frozenset(OF_ANYTHING | bounds | derived | {prop.iri for prop in properties})


# What is put in

ODD_TEXTS = (
    '"',
    "'",
    "\\",
    "\\u0022",
    "<",
    "> .",
    '" . <a:a> <b:b> "c',
    '"@en . <https://w3id.org/sco-graph/id/state/india> <a:b> "x',
    "x> <a:b> <c:d> . <e:f",
    "state/x> <y:z> <a:b",
    "state/../person/x",
    "state/india#",
    "source/regions-forum-2020#1-99999999",
    "source/regions-forum-2020#7-1",
    "source/regions-forum-2020#999",
    f"source/regions-forum-2020#1-{'9' * 5000}",
    "source/regions-forum-2020#..",
    "source/regions-forum-2020#%2e",
    "source//x",
    "State/India",
    "state/индия",
    "person/~0",
    "9" * 400,
    "-0",
    "0.0000000001",
    "1e400",
    "NaN",
    "0x10",
    "10000-01-01",
    "2021-02-30",
    "2021-09-30/2021-09-28",
    "../..",
    "http://x/ y",
    "http://x/>",
    "https://x/\u00e9",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${x}",
    "\u202e",
    "\u0000",
    "\ufeff",
    "\u2028",
    "e\u0301" * 40,
    "\U0001f3db\ufe0f",
    "\U000e0041",
    "\uffff",
    "\r",
    "\t",
    "null",
    "~",
    "yes",
    "&a",
    "*a",
    "<<",
    "!!str",
    "[" * 50,
    "{" * 50,
    "- " * 30,
    "a: " * 30,
    "x" * 3000,
    "key",
    "id",
    "name",
)
TEXTS = st.sampled_from(ODD_TEXTS) | st.text(max_size=12)
Change: TypeAlias = tuple[Callable[..., None], int, int, str]
Tree: TypeAlias = Any
"""A value, a container of values or a step into one: changes confuse the three on purpose."""


# Changes of a text


def delete_line(lines: list[str], at: int, _: int, __: str) -> None:
    del lines[at % len(lines)]


def repeat_line(lines: list[str], at: int, to: int, _: str) -> None:
    lines.insert(to % len(lines), lines[at % len(lines)])


def insert_line(lines: list[str], at: int, to: int, text: str) -> None:
    lines.insert(at % len(lines), " " * (to % 8) + text)


def swap_lines(lines: list[str], at: int, to: int, _: str) -> None:
    one, other = at % len(lines), to % len(lines)
    lines[one], lines[other] = lines[other], lines[one]


def swap_values(lines: list[str], at: int, to: int, _: str) -> None:
    one, other = at % len(lines), to % len(lines)
    key, colon, value = lines[one].partition(": ")
    other_key, other_colon, other_value = lines[other].partition(": ")
    lines[one] = key + colon + other_value
    lines[other] = other_key + other_colon + value


def replace_value(lines: list[str], at: int, _: int, text: str) -> None:
    key, colon = lines[at % len(lines)].partition(": ")[:2]
    lines[at % len(lines)] = key + colon + text


def quote_value(lines: list[str], at: int, _: int, text: str) -> None:
    key, colon = lines[at % len(lines)].partition(": ")[:2]
    quoted = yaml.safe_dump(text, default_style='"', width=10**6, allow_unicode=True)
    lines[at % len(lines)] = key + colon + quoted.strip()


def replace_key(lines: list[str], at: int, _: int, text: str) -> None:
    key, colon, value = lines[at % len(lines)].partition(":")
    lines[at % len(lines)] = key[: len(key) - len(key.lstrip(" -"))] + text + colon + value


def wrap_value(lines: list[str], at: int, to: int, text: str) -> None:
    key, colon, value = lines[at % len(lines)].partition(": ")
    wrapped = (f"[{value}]", f"{{{text}: {value}}}", f"[{value}, {value}]", value.strip("[]"))
    lines[at % len(lines)] = key + colon + wrapped[to % len(wrapped)]


def indent_lines(lines: list[str], at: int, to: int, _: str) -> None:
    for index in range(at % len(lines), min(at % len(lines) + to % 9, len(lines))):
        lines[index] = f"  {lines[index]}"


def insert_in_line(lines: list[str], at: int, to: int, text: str) -> None:
    line = lines[at % len(lines)]
    place = to % (len(line) + 1)
    lines[at % len(lines)] = line[:place] + text + line[place:]


def cut_line(lines: list[str], at: int, to: int, _: str) -> None:
    line = lines[at % len(lines)]
    lines[at % len(lines)] = line[: to % (len(line) + 1)]


TEXT_CHANGES: tuple[Callable[[list[str], int, int, str], None], ...] = (
    delete_line,
    repeat_line,
    insert_line,
    swap_lines,
    swap_values,
    replace_value,
    quote_value,
    replace_key,
    wrap_value,
    indent_lines,
    insert_in_line,
    cut_line,
)


def changed_text(data: bytes, changes: list[Change], noise: bytes) -> bytes:
    lines = data.decode().split("\n")
    for change, at, to, text in changes:
        change(lines, at, to, text)
        lines = lines or [""]
    made = "\n".join(lines).encode("utf-8", "surrogatepass")
    place = changes[0][1] % (len(made) + 1)
    return made[:place] + noise + made[place:]


# Changes of values


def places_in(value: Tree) -> Iterator[tuple[Tree, Tree]]:
    """Yield every container in a value with each of its keys or indexes."""
    if isinstance(value, dict | list):
        for step, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, step
            yield from places_in(inner)


def drop(container: Tree, step: Tree, _: str, __: Tree) -> None:
    del container[step]


def put_text(container: Tree, step: Tree, text: str, _: Tree) -> None:
    container[step] = text


def put_into_list(container: Tree, step: Tree, text: str, _: Tree) -> None:
    container[step] = [container[step], text]


def put_into_mapping(container: Tree, step: Tree, text: str, _: Tree) -> None:
    container[step] = {text: container[step]}


def take_out_of_list(container: Tree, step: Tree, _: str, __: Tree) -> None:
    value = container[step]
    container[step] = value[0] if isinstance(value, list) and value else [value]


def rename(container: Tree, step: Tree, text: str, _: Tree) -> None:
    if isinstance(container, dict):
        container[text] = container.pop(step)


def put_other(container: Tree, step: Tree, _: str, other: Tree) -> None:
    container[step] = copy.deepcopy(other)


def nest_deeply(container: Tree, step: Tree, text: str, _: Tree) -> None:
    for _level in range(len(text) % 14):
        container[step] = [container[step]]


def repeat(container: Tree, step: Tree, _: str, __: Tree) -> None:
    if isinstance(container, list):
        container.append(copy.deepcopy(container[step]))


VALUE_CHANGES: tuple[Callable[[Tree, Tree, str, Tree], None], ...] = (
    drop,
    put_text,
    put_into_list,
    put_into_mapping,
    take_out_of_list,
    rename,
    put_other,
    nest_deeply,
    repeat,
)


def changed_values(values: dict[str, Value], changes: list[Change]) -> bytes:
    made = copy.deepcopy(values)
    for change, at, to, text in changes:
        places = list(places_in(made))
        if places:
            container, step = places[at % len(places)]
            there, key = places[to % len(places)]
            change(container, step, text, copy.deepcopy(there[key]))
    written: str = yaml.dump(
        made, default_style='"', allow_unicode=True, sort_keys=False, Dumper=Plain
    )
    return written.encode("utf-8", "surrogatepass")


class Plain(yaml.SafeDumper):
    """Writes a value out each time that it occurs."""

    def ignore_aliases(self, data: Tree) -> bool:  # noqa: ARG002, the base class passes it
        return True


# What must hold


def assert_inside(problem: Problem, data: bytes) -> None:
    lines = data.decode("utf-8", "replace").split("\n")

    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert problem.message.isprintable()
    assert len(problem.message) < LONGEST_MESSAGE
    assert re.search("; |: |[?]", problem.message)


def assert_harmless(nodes: list[Node], schema: Schema) -> None:
    """Read the quads back: as many as were written, and none about anything else."""
    lines = list(TripleWriter(schema).quads(nodes))
    read = list(ox.parse(input="\n".join(lines), format=ox.RdfFormat.N_QUADS))
    graphs = {node.record for node in nodes}

    assert len(read) == len(lines)
    for quad in read:
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert quad.graph_name.value.removeprefix(RECORD_GRAPH) in graphs
        assert isinstance(quad.subject, ox.NamedNode)
        assert re.fullmatch(f"{re.escape(DATA)}[a-z0-9/._~-]+", quad.subject.value)
        assert quad.predicate.value in predicates()


def assert_read_or_refused(made: dict[str, bytes], folder: Path) -> None:
    schema = read_schema()
    files = []
    for id_, data in made.items():
        path = folder / f"{id_.replace('/', '.')}.yaml"
        path.write_bytes(data)
        kind = id_.partition("/")[0]
        files.append(RecordFile(path=path, shown=id_, id=id_, cls=schema.classes[kind]))

    reading = read_records(files, schema)

    for problem in reading.problems:
        assert_inside(problem, made[problem.file])
    assert_harmless(reading.nodes, schema)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changed")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    for id_, data in shipped().items():
        path = folder / f"{id_}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


def changes(
    kinds: tuple[Callable[..., None], ...], most: int = 3
) -> st.SearchStrategy[list[Change]]:
    numbers = st.integers(0, 100_000)
    change = st.tuples(st.sampled_from(kinds), numbers, numbers, TEXTS)
    return st.lists(change, min_size=1, max_size=most)


def batches(
    kinds: tuple[Callable[..., None], ...],
) -> st.SearchStrategy[dict[str, list[Change]]]:
    """Return records to change, several at a time since one alone is quickly read."""
    ids = st.sampled_from(sorted(shipped()))
    return st.dictionaries(ids, changes(kinds), min_size=8, max_size=12)


NOISE = st.just(b"") | st.just(b"") | st.binary(max_size=4)
FUZZ = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)


@settings(FUZZ, max_examples=250)
@given(batches(TEXT_CHANGES), NOISE)
def test_a_record_with_changed_text_is_read_or_refused(
    folder: Path, batch: dict[str, list[Change]], noise: bytes
) -> None:
    made = {id_: changed_text(shipped()[id_], each, noise) for id_, each in batch.items()}

    assert_read_or_refused(made, folder)


@settings(FUZZ, max_examples=250)
@given(batches(VALUE_CHANGES))
def test_a_record_with_changed_values_is_read_or_refused(
    folder: Path, batch: dict[str, list[Change]]
) -> None:
    made = {id_: changed_values(shipped_values()[id_], each) for id_, each in batch.items()}

    assert_read_or_refused(made, folder)


@settings(FUZZ, max_examples=30)
@given(batches(TEXT_CHANGES), batches(VALUE_CHANGES))
def test_changed_records_are_checked_against_the_others_to_the_end(
    records: Path, texts: dict[str, list[Change]], values: dict[str, list[Change]]
) -> None:
    made = {id_: changed_values(shipped_values()[id_], each) for id_, each in values.items()}
    made |= {id_: changed_text(shipped()[id_], each, b"") for id_, each in texts.items()}
    for id_, data in made.items():
        (records / f"{id_}.yaml").write_bytes(data)
    try:
        problems = check(records)
    finally:
        for id_ in made:
            (records / f"{id_}.yaml").write_bytes(shipped()[id_])

    now = shipped() | made
    assert list(problems) == sorted(set(problems))
    for problem in problems:
        id_ = Path(problem.file).relative_to(records).with_suffix("").as_posix()
        assert_inside(problem, now[id_])
