"""What a release, a build, a folder of records or a file of N-Quads says of its records.

Triples are the text of their three terms, as `sco_graph.nquads` has it. What is said of the graphs,
of the data set and of the ontology is left out, and so is how a record was written.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from sco_graph.errors import WrongUse
from sco_graph.nquads import id_of, parse_literal, statements
from sco_graph.ontology import RDFS
from sco_graph.schema import RECORD_GRAPH
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS
from sco_loaders.record_files import find_records
from sco_loaders.records import read_records
from sco_loaders.triples import TripleWriter

Triple: TypeAlias = tuple[str, str, str]
Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told the work, how much is done, and how much there is."""

IRI = rb'<[^<>"{}|^`\\\x00-\x20]*>'
LITERAL = rb'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*|\^\^' + IRI + rb")?"
LINE = re.compile(rb"%b %b (?:%b|%b) %b \.\n" % (IRI, IRI, IRI, LITERAL, IRI))
"""A line as we write it; every other is left to a parser."""
PACKED = ".gz"
LABEL = f"<{RDFS}label>"
EVERY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The triples of all records, and the English name of each thing by its id."""

    triples: frozenset[Triple]
    names: dict[str, str]


def read_stated(path: Path, progress: Progress = lambda *_: None) -> Stated:
    """Return what stands in a file of N-Quads, a build or release, or a folder of records.

    Raises:
        WrongUse: There is none of these, or it cannot be read.
    """
    if not path.exists():
        raise WrongUse(f"{path}: there is no such file or folder")
    quads = path / QUADS if path.is_dir() else path
    lines = _file_lines(quads, progress) if quads.is_file() else _lines_of_records(path, progress)
    graph = f"<{RECORD_GRAPH}"
    triples = frozenset((s, p, o) for s, p, o, g in statements(lines) if g.startswith(graph))
    if not triples:
        raise WrongUse(
            f"{path}: holds no record of sco-graph; give the {QUADS} of a build or release, the "
            "folder that holds it, or a folder of records"
        )
    return Stated(triples=triples, names=dict(_names(triples)))


def _names(triples: Iterable[Triple]) -> Iterator[tuple[str, str]]:
    for subject, predicate, term in triples:
        id_ = id_of(subject) if predicate == LABEL else None
        if id_ is not None:
            text, language, _ = parse_literal(term)
            if language == "en":
                yield id_, text


def _lines_of_records(folder: Path, progress: Progress) -> Iterator[bytes]:
    """Yield the N-Quads of a folder of records, which need not pass the check but be read."""
    schema = read_schema()
    files, problems = find_records(folder, schema)
    reading = read_records(files, schema)
    if found := sorted({*problems, *reading.problems}):
        raise WrongUse(
            f"{folder}: not all of its records can be read; {found[0]}; "
            f"`sco-graph check --records {folder}` tells of each"
        )
    writer, total = TripleWriter(schema), len(reading.nodes)
    for number, node in enumerate(reading.nodes, start=1):
        yield from (f"{line}\n".encode() for line in writer.quads([node]))
        if number % EVERY == 0 or number == total:
            progress(f"reading {folder}", number, total)


def _file_lines(path: Path, progress: Progress) -> Iterator[bytes]:
    """Yield the lines of a file of N-Quads, each as we write it."""
    lines = _read(path).splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        if LINE.fullmatch(line):
            yield line
        else:
            yield from _parsed(line, f"{path}:{number}")
        if number % EVERY == 0 or number == len(lines):
            progress(f"reading {path}", number, len(lines))


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == PACKED else content
        content.decode()
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path}: is no N-Quads: byte {error.start} is not UTF-8") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise WrongUse(f"{path}: cannot be unpacked: {error}") from error
    except OSError as error:
        raise WrongUse(f"{path}: cannot be read: {error.strerror}") from error
    return content


def _parsed(line: bytes, place: str) -> Iterator[bytes]:
    """Yield a line that others wrote as we would have."""
    try:
        for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS):
            graph = quad.graph_name
            if isinstance(graph, ox.NamedNode):
                yield f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n".encode()
    except SyntaxError as error:
        # The parser saw one line alone, and counts it as the first.
        why = error.msg.partition(": ")[2] or error.msg
        raise WrongUse(f"{place}:{error.offset}: is no N-Quads: {why}") from error
