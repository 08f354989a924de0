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
from collections import Counter
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
        picture, placed = graph.draw("network").diagram()
        seconds = {suffix: quickest(folder, suffix) for suffix in SUFFIXES}
        edits = folder / "edits.yaml"
        edits.write_text(f"move: {{{busiest(picture)}: [{placed.width}, 0]}}\n", encoding="utf-8")
        moved = quickest(folder, ".svg", "--edits", str(edits))
    return {"items": len(picture.items), "seconds": seconds, "seconds_of_moved": moved}


def busiest(picture: Diagram) -> str:
    """Return the id of the item from which most lines are led anew when it is moved."""
    ends = Counter(end for link in picture.links for end in (link.from_, link.to))
    return max(ends, key=lambda id_: (ends[id_], id_))


def quickest(folder: Path, suffix: str, *options: str) -> float:
    """Return how long one drawing takes when nothing is in its way."""
    return min(timed(folder, suffix, *options) for _ in range(ROUNDS))


def timed(folder: Path, suffix: str, *options: str) -> float:
    """Return how long one drawing takes."""
    output = folder / f"network{suffix}"
    command = [sys.executable, "-m", "sco_graph", "--build", str(folder / "build")]
    begin = time.perf_counter()
    subprocess.run([*command, "draw", "network", "-o", str(output), *options], check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(json.dumps(measure()))
