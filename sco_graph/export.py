"""A build's facts as a file in one of the RDF formats, or its property graph in one of graphs.

The canonical N-Quads are the release; each other RDF format is derived from them and holds the same
triples, and the same named graphs where it can. A file is written whole or not at all, with the
same bytes for the same build. Which part of the graph is exported is for `sco_graph.selection`.
"""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sco_graph.errors import UnknownName
from sco_graph.graph_part import read_part
from sco_graph.graph_xml import GRAPH_FORMATS
from sco_graph.near import near
from sco_graph.nquads import lines, triples
from sco_graph.selection import Selection
from sco_graph.whole_file import write_whole
from sco_loaders.build import QUADS, Build

STDOUT = "-"
PIECE = 1 << 16
FOLDER_FORMATS = ("tables", "neo4j-admin")
"""The formats of more than one file, which other modules write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An RDF format: what it is called, how it is written, and whether it keeps named graphs."""

    name: str
    suffix: str
    media_type: str
    keeps_graphs: bool
    write: Callable[[bytes], Iterator[bytes]]


def export(opened: Build, format_: str, selection: Selection | None = None) -> Iterator[bytes]:
    """Yield a build's facts, or a part of them, in a format, piece by piece.

    Raises:
        UnknownName: There is no such format, or a filter names a thing that is not there.
        QuestionError: A filter's date is none.
        NothingSelected: The filters leave nothing.
        StoreError: The build cannot be read.
    """
    if format_ in GRAPH_FORMATS:
        return GRAPH_FORMATS[format_](*read_part(opened, selection or Selection()))
    chosen = get_format(format_)
    quads = opened.read(QUADS)
    if selection is not None and selection != Selection():
        quads = _selected(quads, selection)
    return chosen.write(quads)


def write_export(
    opened: Build, format_: str, output: str | Path = STDOUT, selection: Selection | None = None
) -> None:
    """Write a build's facts into a file, compressed where its name ends in .gz, or to stdout (-).

    Raises:
        UnknownName: There is no such format, or a filter names a thing that is not there.
        QuestionError: A filter's date is none.
        NothingSelected: The filters leave nothing.
        StoreError: The build cannot be read or the file not written.
    """
    pieces = export(opened, format_, selection)
    if str(output) == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    is_packed = path.suffix == ".gz" and (path.is_file() or not path.exists())
    write_whole(path, _compressed(pieces) if is_packed else pieces)


def _selected(quads: bytes, selection: Selection) -> bytes:
    from sco_graph.selection import select
    from sco_graph.shapes import read_schema

    return select(quads, selection, read_schema())


def get_format(name: str) -> Format:
    """Return the RDF format of a name.

    Raises:
        UnknownName: There is none.
    """
    if name not in FORMATS:
        known = (*FORMATS, *GRAPH_FORMATS, *FOLDER_FORMATS)
        raise UnknownName("format", name, near(name, known) or known)
    return FORMATS[name]


# --- the file ---


def _compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces as gzip without a name and a time, so that the same facts are the same bytes."""
    made = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=made, mtime=0) as packer:
        for piece in pieces:
            packer.write(piece)
            if made.tell() > PIECE:
                yield made.getvalue()
                made.seek(0)
                made.truncate()
    yield made.getvalue()


# --- the formats ---


def _turtle(quads: bytes) -> Iterator[bytes]:
    from sco_graph.prefixes import read_prefixes
    from sco_graph.turtle import turtle

    return turtle(quads, read_prefixes())


def _trig(quads: bytes) -> Iterator[bytes]:
    from sco_graph.prefixes import read_prefixes
    from sco_graph.turtle import trig

    return trig(quads, read_prefixes())


def _jsonld(quads: bytes) -> Iterator[bytes]:
    from sco_graph.jsonld import jsonld
    from sco_graph.shapes import read_schema

    return jsonld(quads, read_schema())


def _rdfxml(quads: bytes) -> Iterator[bytes]:
    import pyoxigraph as ox

    from sco_graph.prefixes import read_prefixes

    found = ox.parse(b"".join(triples(quads)), format=ox.RdfFormat.N_TRIPLES)
    made = io.BytesIO()
    ox.serialize(
        (quad.triple for quad in found),
        made,
        format=ox.RdfFormat.RDF_XML,
        prefixes=dict(read_prefixes()),
    )
    yield made.getvalue()


FORMATS: Mapping[str, Format] = {
    made.name: made
    for made in (
        Format(
            name="nquads",
            suffix=".nq",
            media_type="application/n-quads",
            keeps_graphs=True,
            write=lines,
        ),
        Format(
            name="trig",
            suffix=".trig",
            media_type="application/trig",
            keeps_graphs=True,
            write=_trig,
        ),
        Format(
            name="turtle",
            suffix=".ttl",
            media_type="text/turtle",
            keeps_graphs=False,
            write=_turtle,
        ),
        Format(
            name="ntriples",
            suffix=".nt",
            media_type="application/n-triples",
            keeps_graphs=False,
            write=triples,
        ),
        Format(
            name="jsonld",
            suffix=".jsonld",
            media_type="application/ld+json",
            keeps_graphs=True,
            write=_jsonld,
        ),
        Format(
            name="rdfxml",
            suffix=".rdf",
            media_type="application/rdf+xml",
            keeps_graphs=False,
            write=_rdfxml,
        ),
    )
}
