"""Canonical N-Quads as Turtle and TriG that a person can read.

Ids are relative to a base, so that a thing is named as everywhere else: `<meeting/hgc-2025>`. A
thing's triples stand together, and before those of what is nested in it. Terms are taken over as
text, for canonical N-Quads write a literal as Turtle does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sco_graph.nquads import RDF_TYPE, by_graph, lines, order, short_id
from sco_graph.prefixes import Shortener
from sco_graph.schema import DATA

XSD = "http://www.w3.org/2001/XMLSchema#"
ABOUT = """\
# The graph of sco-graph, https://w3id.org/sco-graph: who met whom at the Shanghai Cooperation
# Organisation, for whom, and what came of it, each with its source. Facts: CC0 1.0.

"""
BARE = {
    f"<{XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{XSD}boolean>": re.compile("true|false"),
}
"""What Turtle takes without quotes, by datatype."""
OPENING, CLOSING = b"<>"
END = b" .\n"


def turtle(quads: bytes, prefixes: Mapping[str, str], here: str | None = None) -> Iterator[bytes]:
    """Yield canonical N-Quads as the Turtle of one default graph, piece by piece.

    With `here`, the IRIs below it are relative to wherever the file lies, and no others are.
    """
    terms = _Terms(prefixes, here)
    found = sorted(_things(lines(quads), terms))
    yield terms.head()
    for _, thing in found:
        yield b"\n" + thing


def trig(quads: bytes, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Yield canonical N-Quads as TriG, graph by graph, piece by piece."""
    terms = _Terms(prefixes)
    graphs = {graph: sorted(_things(said, terms)) for graph, said in by_graph(quads).items()}
    yield terms.head()
    for graph, found in graphs.items():
        yield b"\n" + graph + b" {\n" + b"\n".join(thing for _, thing in found) + b"}\n"


def _things(quads: Iterable[bytes], terms: _Terms) -> Iterator[tuple[bytes, bytes]]:
    """Yield all that is said of each subject, with the key of its place."""
    # One plain loop over bytes: millions of lines go through it, and each step less is felt.
    subject = predicate = object_ = graph = b""
    parts: list[bytes] = []
    add = parts.append
    for line in quads:
        this, said, value, rest = line.split(b" ", 3)
        # What follows is the graph, mostly the same as before, unless this is a text with spaces.
        if rest != graph:
            if value[0] == OPENING:
                graph = rest
            else:
                value = line[len(this) + len(said) + 2 : line.rindex(b" <")]
        if this != subject:
            if parts:
                add(END)
                yield order(subject), b"".join(parts)
                parts.clear()
            subject, predicate = this, said
            add(terms[this] + b" " + terms.predicates[said])
        elif said != predicate:
            predicate = said
            add(terms.further[said])
        elif value == object_:
            continue
        else:
            add(terms.separators.get(said, b",\n        "))
        object_ = value
        add(terms[value] if value[-1] == CLOSING else value)
    if parts:
        yield order(subject), b"".join([*parts, END])


class _Terms(dict[bytes, bytes]):
    """How each IRI and typed literal is written in Turtle, by its text in N-Quads."""

    separators: Mapping[bytes, bytes] = {RDF_TYPE.encode(): b", "}

    def __init__(self, prefixes: Mapping[str, str], here: str | None = None) -> None:
        super().__init__()
        self.here = here
        self.shortener = Shortener(prefixes)
        self.predicates = _Predicates(self)
        self.further = _Further(self.predicates)

    def __missing__(self, term: bytes) -> bytes:
        text = term.decode()
        written = (self._iri(text) if text[0] == "<" else self._typed(text)).encode()
        self[term] = written
        return written

    def head(self) -> bytes:
        """Return the base and the prefixes of what was written so far."""
        declared = self.shortener.declared().items()
        prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in declared)
        base = f"@base <{DATA}> .\n" if self.here is None else ""
        return f"{ABOUT}{base}{prefixes}".encode()

    def _iri(self, term: str) -> str:
        if self.here is not None and term.startswith(f"<{self.here}"):
            return f"<{term.removeprefix(f'<{self.here}')}"
        if self.here is None and (id_ := short_id(term)):
            return f"<{id_}>"
        return self.shortener.short(term[1:-1]) or term

    def _typed(self, term: str) -> str:
        end = term.rindex('"') + 1
        datatype = term[end + 2 :]
        if datatype in BARE and BARE[datatype].fullmatch(term, 1, end - 1):
            return term[1 : end - 1]
        return f"{term[:end]}^^{self._iri(datatype)}"


class _Predicates(dict[bytes, bytes]):
    """How each predicate is written, with the space behind it."""

    def __init__(self, terms: _Terms) -> None:
        super().__init__()
        self.terms = terms

    def __missing__(self, predicate: bytes) -> bytes:
        written = b"a" if predicate.decode() == RDF_TYPE else self.terms[predicate]
        self[predicate] = written + b" "
        return self[predicate]


class _Further(dict[bytes, bytes]):
    """How each predicate is written that is not the first of its subject."""

    def __init__(self, predicates: _Predicates) -> None:
        super().__init__()
        self.predicates = predicates

    def __missing__(self, predicate: bytes) -> bytes:
        self[predicate] = b" ;\n    " + self.predicates[predicate]
        return self[predicate]
