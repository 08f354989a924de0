"""Records in a JSON file to a file of canonical N-Quads: the process that is compared.

`python -m benchmarks.rml.triples RECORDS OUTPUT`. The file has a line for each record: its id and
its values.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.generated import write_canonical
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema
from sco_loaders.nodes import Record


def write_records(made: Iterable[Record], path: Path) -> None:
    """Write records as lines of JSON."""
    with path.open("w", encoding="utf-8") as file:
        for record in made:
            print(json.dumps([record.id, dict(record.values)], ensure_ascii=False), file=file)


def read_json(path: Path, schema: Schema) -> Iterator[Record]:
    """Yield the records of a file."""
    with path.open(encoding="utf-8") as file:
        for id_, values in map(json.loads, file):
            yield Record(id=id_, cls=schema.classes[id_.partition("/")[0]], values=values)


if __name__ == "__main__":
    compiled = read_schema()
    write_canonical(read_json(Path(sys.argv[1]), compiled), compiled, Path(sys.argv[2]))
