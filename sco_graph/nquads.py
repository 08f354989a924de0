"""Canonical N-Quads taken apart as text, without a parser.

Each line is `subject predicate object <graph> .` with single spaces, absolute IRIs and no blank
nodes, and the lines are sorted: so a subject's lines are neighbours, and so are equal triples of
several graphs. Terms stay the text that they are.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from sco_graph.schema import DATA

Statement: TypeAlias = tuple[str, str, str, str]
"""A subject, a predicate, an object and a graph."""

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
OWN = f"<{DATA}"
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# The end of an IRI comes before all, and a thing before what is nested in it.
ORDER = bytes.maketrans(b">/", b"\0\1")


def lines(quads: bytes) -> Iterator[bytes]:
    """Yield the lines of N-Quads, each with its end."""
    return iter(io.BytesIO(quads))


def statements(quads: Iterable[bytes]) -> Iterator[Statement]:
    """Yield the four terms of each line."""
    for line in quads:
        subject, predicate, rest = line.decode().split(" ", 2)
        # An IRI has no space in it, so this is where the graph begins, whatever a text says.
        end = rest.rindex(" <")
        yield subject, predicate, rest[:end], rest[end + 1 : -3]


def triples(quads: bytes) -> Iterator[bytes]:
    """Yield the lines of canonical N-Triples: the quads without their graphs, each once."""
    former = b""
    for line in lines(quads):
        triple = line[: line.rindex(b" <")]
        if triple != former:
            yield triple + b" .\n"
        former = triple


def by_graph(quads: bytes) -> Mapping[bytes, list[bytes]]:
    """Return the lines of each graph, the graphs in order."""
    found: dict[bytes, list[bytes]] = {}
    for line in lines(quads):
        found.setdefault(line[line.rindex(b" <") + 1 : -3], []).append(line)
    return {graph: found[graph] for graph in sorted(found, key=order)}


def order(iri: bytes) -> bytes:
    """Return a key by which a thing comes right before what is nested in it.

    >>> sorted([b"<x/a-b>", b"<x/a/c/d>", b"<x/a>"], key=order)
    [b'<x/a>', b'<x/a/c/d>', b'<x/a-b>']
    """
    return iri.translate(ORDER)


def id_of(term: str) -> str | None:
    """Return the id of a thing of ours, or None for every other term.

    >>> id_of("<https://w3id.org/sco-graph/id/state/india>"), id_of('"India"@en')
    ('state/india', None)
    """
    return term[len(OWN) : -1] if term.startswith(OWN) else None


def short_id(term: str) -> str | None:
    """Return the id of a thing where it means the same relative to our base, else None.

    >>> short_id("<https://w3id.org/sco-graph/id/state/india>")
    'state/india'
    >>> short_id("<https://w3id.org/sco-graph/id/source/report/passage/..>")
    """
    if not term.startswith(OWN):
        return None
    id_ = term[len(OWN) : -1]
    misread = not id_ or "/." in id_ or ":" in id_ or id_[0] in "./?#"
    return None if misread else id_


def parse_literal(term: str) -> tuple[str, str | None, str | None]:
    r"""Return a literal's text, language and datatype.

    >>> parse_literal(r'"a \"B\""@en'), parse_literal('"1"^^<https://example.org/n>')
    (('a "B"', 'en', None), ('1', None, 'https://example.org/n'))
    """
    end = term.rindex('"')
    text, rest = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = ESCAPE.sub(_unescaped, text)
    if rest.startswith("@"):
        return text, rest[1:], None
    return text, None, rest[3:-1] or None


def _unescaped(matched: re.Match[str]) -> str:
    short, long, letter = matched.groups()
    return chr(int(short or long, 16)) if letter is None else ESCAPED.get(letter, letter)
