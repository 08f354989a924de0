"""Tell whether a file of N-Quads and one of N-Triples hold the same triples.

`python -m benchmarks.rml.compare QUADS TRIPLES` prints counts as JSON. Both are compared as text,
which both write alike; a triple that stands in two named graphs counts once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sco_graph.nquads import triples


def compare(quads: Path, others: Path) -> dict[str, int]:
    """Return how many triples both hold, and how many only one of them."""
    left, counted, repeated = set(triples(quads.read_bytes())), 0, 0
    ours, seen = len(left), set[bytes]()
    with others.open("rb") as file:
        for line in file:
            counted += 1
            if line in left:
                left.remove(line)
                seen.add(line)
            elif line in seen:
                repeated += 1
            else:
                seen.add(line)
    return {
        "triples": ours,
        "only_ours": len(left),
        "only_theirs": len(seen) - (ours - len(left)),
        "repeated": repeated,
        "lines": counted,
    }


if __name__ == "__main__":
    print(json.dumps(compare(Path(sys.argv[1]), Path(sys.argv[2]))))
