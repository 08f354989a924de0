"""The records of a folder, read: what each says, where each part stands, and what is wrong.

A record that cannot be read still counts as existing, and what it cites as cited, so that one error
does not make another at each place that depends on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sco_graph.errors import Problem
from sco_graph.schema import Schema
from sco_loaders.nodes import Node, NodeReader, Record
from sco_loaders.record_files import SUFFIX, RecordFile, find_records
from sco_loaders.yaml_characters import MOST_BYTES
from sco_loaders.yaml_reader import Document, Path, read_yaml
from sco_loaders.yaml_report import Place

__all__ = ["SUFFIX", "Reading", "RecordFile", "by_id", "find_records", "read_records"]

START: Place = (1, 1)
CITATION = re.compile(rb"(?<![a-z0-9-])([a-z-]++/[a-z0-9-]++)#([a-z0-9._-]++)")


@dataclass(slots=True, kw_only=True)
class Reading:
    """All that was read from a folder: nodes, places and problems.

    `faulty` holds each path with a problem and every path above it; `damaged` each mapping of which
    not even the keys could all be read; `half_cited` what records with a problem cite, as thing and
    place, since a fact may be among what was left out.
    """

    files: dict[str, RecordFile] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[tuple[str, Path]] = field(default_factory=set)
    damaged: set[tuple[str, Path]] = field(default_factory=set)
    half_cited: set[tuple[str, str]] = field(default_factory=set)

    @property
    def unread(self) -> frozenset[str]:
        """The ids of records of which nothing could be read."""
        return frozenset(self.files) - frozenset(self.documents)

    def complain(self, id_: str, path: Path, message: str, *, at_key: bool = False) -> None:
        """Report a problem with a place of a record."""
        self.mark(id_, path)
        line, column = self.place(id_, path, at_key=at_key)
        problem = Problem(file=self.files[id_].shown, line=line, column=column, message=message)
        self.problems.append(problem)

    def mark(self, id_: str, path: Path) -> None:
        """Take down that a problem with a place was reported."""
        self.faulty.update((id_, path[:end]) for end in range(len(path) + 1))

    def place(self, id_: str, path: Path, *, at_key: bool = False) -> Place:
        """Return line and column of a path, or of what is nearest above it."""
        document = self.documents[id_]
        if at_key and path in document.key_positions:
            return document.key_positions[path]
        while path not in document.positions and path:
            path = path[:-1]
        return document.positions.get(path, START)


@dataclass(slots=True)
class _Complaints:
    """Takes the problems with the record that is being read."""

    reading: Reading
    record: str = ""

    def __call__(self, path: Path, message: str, *, at_key: bool = False) -> None:
        self.reading.complain(self.record, path, message, at_key=at_key)


def read_records(files: Iterable[RecordFile], schema: Schema) -> Reading:
    """Read every file and make its nodes; what is wrong is in the result, not raised."""
    reading = Reading()
    complaints = _Complaints(reading)
    reader = NodeReader(schema, complaints)
    for file in files:
        complaints.record = file.id
        reading.files[file.id] = file
        _read(file, reading, reader)
    return reading


def _read(file: RecordFile, reading: Reading, reader: NodeReader) -> None:
    before = len(reading.problems)
    try:
        data = _bytes(file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}; mend it or remove it"
        reading.problems.append(Problem(file=file.shown, line=1, column=1, message=message))
        return
    document, problems = read_yaml(data, file=file.shown)
    reading.problems += problems
    if document is not None:
        reading.documents[file.id] = document
        reading.damaged |= {(file.id, path) for path in document.damaged}
        broken = frozenset(_broken(document, problems))
        for path in broken:
            reading.mark(file.id, path)
        values, half_read = document.values, broken | document.damaged
        cls = reader.schema.class_of(file.cls, values)
        reading.files[file.id] = replace(file, cls=cls)
        record = Record(id=file.id, cls=cls, values=values, half_read=half_read)
        reading.nodes += reader.nodes(record)
    if len(reading.problems) > before:
        found = CITATION.findall(data)
        reading.half_cited |= {(thing.decode(), place.decode()) for thing, place in found}


def _bytes(file: RecordFile) -> bytes:
    """Return the bytes of a file, of one that is too long only as many as show that."""
    with file.path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _broken(document: Document, problems: Iterable[Problem]) -> Iterator[Path]:
    """Yield the path at or before each problem, and all above it: a value may be left out there."""
    if not problems:
        return
    places = [*document.key_positions.items(), *document.positions.items()]
    places.sort(key=lambda pair: (pair[1], len(pair[0])))
    starts = [place for _, place in places]
    for problem in problems:
        index = bisect_right(starts, (problem.line, problem.column))
        if index:
            path = places[index - 1][0]
            yield from (path[:end] for end in range(len(path) + 1))


def by_id(nodes: Iterable[Node]) -> Mapping[str, Node]:
    """Return the nodes by their ids."""
    return {node.id: node for node in nodes}
