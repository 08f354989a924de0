"""Measure drawing a large network as a user does, in a whole process, and print it as JSON.

`python -m benchmarks.drawing`. The records are made from a seed; their network has a little less
than the thousand items that a picture shows at most.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generated import write_yaml
from benchmarks.generator import records
from sco_graph.drawing.picture import Diagram
from sco_graph.graph import Graph
from sco_loaders.build import build

MEETINGS = 195
ROUNDS = 3
SUFFIXES = (".html", ".svg")


def measure() -> dict[str, object]:
    """Time the command for each format, the quickest of several runs."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "records").mkdir()
        for record in records(MEETINGS):
            write_yaml(record, folder / "records")
        graph = Graph(build(folder / "build", folder / "records"))
        picture = graph.draw("network").picture
        seconds = {suffix: min(timed(folder, suffix) for _ in range(ROUNDS)) for suffix in SUFFIXES}
    items = len(picture.items) if isinstance(picture, Diagram) else 0
    return {"items": items, "seconds": seconds}


def timed(folder: Path, suffix: str) -> float:
    """Return how long one drawing takes."""
    output = folder / f"network{suffix}"
    command = [sys.executable, "-m", "sco_graph", "--build", str(folder / "build")]
    begin = time.perf_counter()
    subprocess.run([*command, "draw", "network", "-o", str(output)], check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(json.dumps(measure()))
