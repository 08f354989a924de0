"""The files for neo4j-admin hold every value as it is, and the tool itself imports them."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import StoreError, WrongUse
from sco_graph.graph import Graph
from sco_graph.neo4j_admin import import_files, write_neo4j_admin
from sco_loaders.build import QUADS
from sco_loaders.property_graph import GraphNode, Relationship, Scalar, Stored
from tests.judges import run_neo4j_admin
from tests.neo4j_server import NEO4J5

CELL = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^",\n]*))(?P<end>[,\n])')
AWKWARD = [
    GraphNode(
        labels=("Remark",),
        properties={
            "id": "remark/1",
            "name": "  Мишустин, 李强; \"said\" 'so' \\ ",
            "text": 'first line\nsecond, "line"\n\n\\n is no break; nor is |',
            "empty": "",
            "number": -(2**63),
            "exact": 1e-7,
            "acting": False,
            "day": datetime.date(1, 1, 1),
            "aliases": ["a;b|c,d", ' "q" ', "\\", "line\nbreak", "李;强"],
            "days": [datetime.date(2025, 7, 7), datetime.date(9999, 12, 31)],
            "shares": [1.5, 2.0],
            "ranks": [3],
        },
    ),
    GraphNode(labels=("Remark",), properties={"id": "remark/2", "name": "true", "empty": "null"}),
    GraphNode(labels=("Topic",), properties={"id": "topic/x", "name": "X", "number": 7}),
]
WAYS = [
    Relationship(type="ABOUT", from_="remark/1", to="topic/x"),
    Relationship(type="ABOUT", from_="remark/2", to="topic/x"),
    Relationship(type="BY", from_="remark/1", to="remark/2"),
]


# --- a reader that knows the rules of neo4j-admin, and nothing of our code ---

READERS: Mapping[str, Callable[[str], Scalar]] = {
    "string": str,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "long": int,
    "double": float,
    "date": datetime.date.fromisoformat,
}
Read = tuple[list[GraphNode], list[Relationship]]


def read_back(files: Mapping[str, bytes]) -> Read:
    """Return the nodes and relationships that the arguments and the files tell."""
    nodes: list[GraphNode] = []
    ways: list[Relationship] = []
    first, second, *arguments = files["import.args"].decode().splitlines()
    assert (first, second) == ("--array-delimiter=U+001F", "--multiline-fields=true")
    for kind, name in (argument.split("=") for argument in arguments):
        head, *rows = cells(files[name].decode())
        if kind == "--nodes":
            nodes.extend(node(head, row) for row in rows)
        else:
            assert (kind, head) == ("--relationships", [":START_ID", ":TYPE", ":END_ID"])
            ways.extend(Relationship(str(type_), str(a), str(b)) for a, type_, b in rows)
    return nodes, ways


def cells(text: str) -> list[list[str | None]]:
    """Return the cells of CSV; what is not there is None, and an empty text is in quotes."""
    rows: list[list[str | None]] = [[]]
    place = 0
    while place < len(text):
        found = CELL.match(text, place)
        assert found is not None, text[place : place + 80]
        quoted, plain, end = found["quoted"], found["plain"], found["end"]
        rows[-1].append((plain or None) if quoted is None else quoted.replace('""', '"'))
        if end == "\n":
            rows.append([])
        place = found.end()
    assert rows.pop() == []
    by_python = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[cell or "" for cell in row] for row in rows] == by_python
    return rows


def node(head: Iterable[str | None], row: Iterable[str | None]) -> GraphNode:
    labels: tuple[str, ...] = ()
    properties: dict[str, Stored] = {}
    for column, cell in zip(head, row, strict=True):
        name, type_ = str(column).split(":")
        if type_ == "LABEL":
            labels = tuple(str(cell).split("\x1f"))
        elif cell is not None:
            properties[name] = value(type_, cell)
    return GraphNode(labels=labels, properties=properties)


def value(type_: str, cell: str) -> Stored:
    if type_.endswith("[]"):
        return [READERS[type_.removesuffix("[]")](part) for part in cell.split("\x1f")]
    return READERS["string" if type_ == "ID" else type_](cell)


# --- the files ---


@pytest.fixture(scope="module")
def folder(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the shipped graph."""
    output = tmp_path_factory.mktemp("neo4j-admin") / "import"
    write_neo4j_admin(graph.build, output)
    return output


def contents(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_every_node_property_and_relationship_is_in_the_files(graph: Graph, folder: Path) -> None:
    nodes, ways = read_back(contents(folder))

    things = sorted((node for node in nodes if "ScoRelease" not in node.labels), key=by_id)
    assert things == [
        GraphNode(labels=(*node.labels, "ScoNode"), properties=node.properties)
        for node in graph.engine.nodes()
    ]
    assert list(types(things)) == list(types(graph.engine.nodes()))
    assert sorted(ways) == graph.engine.relationships()


def test_one_node_more_says_that_all_of_the_release_is_there(graph: Graph, folder: Path) -> None:
    nodes, _ = read_back(contents(folder))

    [release] = [node for node in nodes if "ScoRelease" in node.labels]
    counts = graph.build.manifest["counts"]
    assert release.labels == ("ScoRelease", "ScoNode")
    assert release.properties | {"name": "", "version": ""} == {
        "id": "release",
        "iri": "https://w3id.org/sco-graph/dataset",
        "name": "",
        "version": "",
        "sha256": graph.build.manifest["files"][QUADS]["sha256"],
        "nodes": sum(counts["nodes"].values()),
        "relationships": sum(counts["relationships"].values()),
        "state": "complete",
    }


def by_id(node: GraphNode) -> str:
    return node.id


def types(nodes: Iterable[GraphNode]) -> Iterator[tuple[str, str, type]]:
    """Yield the type of every value, as 3 equals 3.0 and False 0."""
    for one in nodes:
        for key, stored in sorted(one.properties.items()):
            for part in stored if isinstance(stored, list) else [stored]:
                yield one.id, key, type(part)


def test_each_label_and_each_type_has_a_file_with_typed_columns(graph: Graph, folder: Path) -> None:
    counts = graph.build.manifest["counts"]

    files = contents(folder)
    assert set(files) == {
        *(f"nodes/{label}.csv" for label in (*counts["nodes"], "ScoRelease")),
        *(f"relationships/{type_}.csv" for type_ in counts["relationships"]),
        "import.args",
        "schema.cypher",
        "README.md",
    }
    head = files["nodes/Participation.csv"].decode().split("\n")[0]
    assert head.startswith("id:ID,:LABEL,")
    assert "level_rank:long" in head
    assert "roles:string[]" in head
    assert "start_date:date" in files["nodes/Meeting.csv"].decode().split("\n")[0]
    assert f"`{graph.build.manifest['files'][QUADS]['sha256']}`" in files["README.md"].decode()


def test_awkward_values_are_read_as_they_were() -> None:
    nodes, ways = read_back(dict(import_files(AWKWARD, WAYS)))

    assert nodes == AWKWARD
    assert list(types(nodes)) == list(types(AWKWARD))
    assert ways == WAYS


TEXTS = st.text(st.sampled_from("ab ,;|\"'\\\n\t李Ж😀\u2028\x85"), max_size=12)


@given(name=TEXTS, aliases=st.lists(TEXTS.filter(bool), min_size=1))
def test_any_text_is_read_as_it_was(name: str, aliases: list[str]) -> None:
    state = GraphNode(
        labels=("State", "Party"),
        properties={"id": "state/a", "name": name, "aliases": [*aliases]},
    )

    assert read_back(dict(import_files([state], []))) == ([state], [])


@pytest.mark.parametrize("part", ["", "a\x1fb"])
def test_a_list_that_cannot_be_told_in_csv_is_refused(part: str) -> None:
    state = GraphNode(labels=("State",), properties={"id": "state/a", "aliases": ["x", part]})

    with pytest.raises(StoreError, match=r"state/a: aliases has '.*', which neo4j-admin cannot"):
        dict(import_files([state], []))


def test_a_folder_made_elsewhere_has_the_same_bytes(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "sco_graph", "--build", str(graph.build.folder)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    output = tmp_path / "again"

    run = subprocess.run(
        [*command, "export", "neo4j-admin", "--output", str(output)],
        check=True,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert contents(output) == contents(folder)
    assert {Path(line) for line in run.stdout.splitlines()} == {
        output / name for name in contents(folder)
    }


def test_a_folder_that_holds_something_is_left_alone(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(WrongUse, match="is not empty; name a new folder"):
        write_neo4j_admin(graph.build, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_written_is_not_there(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be written"):
        write_neo4j_admin(graph.build, tmp_path / "file" / "import")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# --- the tool itself ---


def imported(home: Path, folder: Path, command: str) -> list[int]:
    """Import a folder, and return the nodes, relationships and properties that the tool counts."""
    run = run_neo4j_admin(NEO4J5, home, folder, *command.split(), "--max-off-heap-memory=256m")
    assert run.returncode == 0, run.stderr + run.stdout
    told = run.stdout.partition("Imported:")[2]
    return [int(n) for n in re.findall(r"(\d+) (?:nodes|relationships|properties)\b", told)]


def test_neo4j_admin_imports_the_shipped_graph_and_counts_what_the_manifest_counts(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    counts = graph.build.manifest["counts"]
    [command] = re.findall(
        "^neo4j-admin (.+)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )

    release = 1, 8
    assert imported(tmp_path, folder, command) == [
        sum(counts["nodes"].values()) + release[0],
        sum(counts["relationships"].values()),
        sum(len(node.properties) for node in graph.engine.nodes()) + release[1],
    ]


def test_neo4j_admin_imports_awkward_values_and_loses_none(tmp_path: Path) -> None:
    for name, content in import_files(AWKWARD, WAYS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    properties = sum(len(node.properties) for node in AWKWARD)
    command = "database import full neo4j @import.args"
    assert imported(tmp_path, tmp_path, command) == [3, 3, properties]
