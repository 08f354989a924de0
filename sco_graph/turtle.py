"""Canonical N-Quads as Turtle and TriG that a person can read.

Ids are relative to a base, so that a thing is named as everywhere else: `<meeting/hgc-2025>`. A
thing's triples stand together, its own before those of what is nested in it, in the order of the
N-Quads. The terms are taken over as text: canonical N-Quads write a literal as Turtle does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sco_graph.prefixes import Shortener
from sco_graph.schema import DATA

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
WIDTH = 100
ABOUT = (
    "# The graph of sco-graph, https://w3id.org/sco-graph: who met whom at the Shanghai\n"
    "# Cooperation Organisation, for whom, and what came of it. Facts: CC0 1.0.\n\n"
)
BARE = {
    f"<{XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{XSD}boolean>": re.compile("true|false"),
}
"""What Turtle takes without quotes, by datatype."""
ORDER = str.maketrans({">": "\0", "/": "\1"})


def turtle(quads: bytes, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield canonical N-Quads as the Turtle of one default graph, piece by piece."""
    writer = _Writer(prefixes)
    things = [writer.thing(lines) for lines in things_of(plain_triples(quads), "")]
    yield writer.head()
    yield from things


def trig(quads: bytes, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield canonical N-Quads as TriG, graph by graph, piece by piece."""
    writer = _Writer(prefixes)
    graphs = []
    for graph, lines in graphs_of(quads):
        things = "\n".join(map(writer.thing, things_of(lines, "")))
        graphs.append(f"\n{graph} {{\n{things}}}\n")
    yield writer.head()
    yield from graphs
