"""The folder of records: which files there are, and what each says.

A record that cannot be read still counts as existing, so that one error does not make another at
each place that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from sco_graph.errors import Problem, StoreError, hint
from sco_graph.near import near
from sco_graph.schema import Class, Schema
from sco_loaders.nodes import SLUG, Node, NodeReader, Record
from sco_loaders.yaml_reader import Document, Path, Place, read_yaml

SUFFIX = ".yaml"
START: Place = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file that holds a record, with the id and class that its path gives it."""

    path: FilePath
    shown: str
    id: str
    cls: Class


@dataclass(slots=True, kw_only=True)
class Reading:
    """All that was read from a folder: nodes, places and problems."""

    files: dict[str, RecordFile] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[tuple[str, Path]] = field(default_factory=set)

    @property
    def unread(self) -> frozenset[str]:
        """The ids of records of which nothing could be read."""
        return frozenset(self.files) - frozenset(self.documents)

    def complain(self, id_: str, path: Path, message: str, *, at_key: bool = False) -> None:
        """Report a problem with a place of a record."""
        self.faulty.add((id_, path))
        line, column = self.place(id_, path, at_key=at_key)
        problem = Problem(file=self.files[id_].shown, line=line, column=column, message=message)
        self.problems.append(problem)

    def place(self, id_: str, path: Path, *, at_key: bool = False) -> Place:
        """Return line and column of a path, or of what is nearest above it."""
        document = self.documents[id_]
        if at_key and path in document.key_positions:
            return document.key_positions[path]
        while path not in document.positions and path:
            path = path[:-1]
        return document.positions.get(path, START)


def read_records(files: Iterable[RecordFile], schema: Schema) -> Reading:
    """Read every file and make its nodes; what is wrong is in the result, not raised."""
    reading = Reading()
    for file in files:
        reading.files[file.id] = file
        document, problems = read_yaml(_bytes(file.path), file=file.shown)
        reading.problems += problems
        if document is not None:
            reading.documents[file.id] = document
            reading.faulty |= {(file.id, path) for path in _broken(document, problems)}
    for id_, document in reading.documents.items():
        reader = NodeReader(schema, _complaint(reading, id_))
        record = Record(id=id_, cls=reading.files[id_].cls, values=document.values)
        reading.nodes += reader.nodes(record)
    return reading


def _broken(document: Document, problems: Iterable[Problem]) -> Iterator[Path]:
    """Yield the paths whose values the YAML reader left out, so that none is called missing."""
    lines = {(problem.line, problem.column) for problem in problems}
    for places in (document.key_positions, document.positions):
        yield from (path for path, place in places.items() if place in lines)


def _complaint(reading: Reading, id_: str):  # type: ignore[no-untyped-def]
    def complain(path: Path, message: str, *, at_key: bool = False) -> None:
        reading.complain(id_, path, message, at_key=at_key)

    return complain


def _bytes(path: FilePath) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def find_records(
    folder: FilePath, schema: Schema, extra: Iterable[FilePath] = ()
) -> tuple[list[RecordFile], list[Problem]]:
    """Return the record files of a folder, sorted by id, and what is wrong with their names.

    `extra` are further files that are read as if they stood in the folder; one with the name of a
    record there takes its place.

    Raises:
        StoreError: The folder does not exist or cannot be read.
    """
    if not folder.is_dir():
        raise StoreError(f"{folder}: there is no such folder of records")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
    files: dict[str, RecordFile] = {}
    problems: list[Problem] = []
    for path in [*sorted(paths), *sorted(extra)]:
        named = _named(path, schema)
        if isinstance(named, RecordFile):
            files[named.id] = named
        else:
            problems.append(named)
    return [files[id_] for id_ in sorted(files)], problems


def _named(path: FilePath, schema: Schema) -> RecordFile | Problem:
    kind, shown = path.parent.name, _shown(path)
    kinds = {cls.kind: cls for cls in schema.record_classes}
    if path.suffix != SUFFIX:
        message = f"a record's file ends in {SUFFIX!r}; rename it or move it out of the records"
    elif kind not in kinds:
        message = f"{kind!r} is no kind of record{hint(near(kind, kinds))}"
    elif not SLUG.fullmatch(path.stem):
        message = f"{path.stem!r} is no name for a record; use a-z, 0-9 and single hyphens"
    else:
        return RecordFile(path=path, shown=shown, id=f"{kind}/{path.stem}", cls=kinds[kind])
    return Problem(file=shown, line=START[0], column=START[1], message=message)


def _shown(path: FilePath) -> str:
    """Return a path as a person would type it here."""
    absolute, here = path.absolute(), FilePath.cwd()
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else path
    return shown.as_posix()


def by_id(nodes: Iterable[Node]) -> Mapping[str, Node]:
    """Return the nodes by their ids."""
    return {node.id: node for node in nodes}
