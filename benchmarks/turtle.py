"""Measure `export turtle` beside pyoxigraph's own serialiser, and print the figures as JSON.

`python -m benchmarks.turtle QUADS` takes a file of canonical N-Quads, as a build holds it. The
serialiser has the same triples, each once, already there as its own objects and in order.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from benchmarks.generated import Figures, fastest, peak_memory
from sco_graph.export import FORMATS
from sco_graph.nquads import triples
from sco_graph.prefixes import read_prefixes

TURTLE = FORMATS["turtle"]


def measure(path: Path) -> Figures:
    """Write the file's facts as Turtle in both ways."""
    prefixes = dict(read_prefixes())
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours.ttl"), Path(folder, "theirs.ttl")
        seconds, _ = fastest(lambda: write(path, ours))
        peak = peak_memory()
        once = b"".join(triples(path.read_bytes()))
        objects = [quad.triple for quad in ox.parse(once, format=ox.RdfFormat.N_TRIPLES)]
        gc.collect()
        gc.freeze()
        own, _ = fastest(
            lambda: ox.serialize(objects, theirs, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        )
        if sum(1 for _ in ox.parse(path=ours, format=ox.RdfFormat.TURTLE)) != len(objects):
            raise SystemExit("the Turtle holds other triples than the quads")
        size = ours.stat().st_size
    return {
        "triples": len(objects),
        "megabytes": size / 1e6,
        "seconds": seconds,
        "seconds_of_serialiser": own,
        "megabytes_at_peak": peak / 1e6,
    }


def write(quads: Path, output: Path) -> None:
    """Write Turtle as the export does, from the file of quads."""
    with output.open("wb") as file:
        file.writelines(TURTLE.write(quads.read_bytes()))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
