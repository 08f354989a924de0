"""Write the same generated meetings twice: as records for us, as tables for an RML engine.

`python -m benchmarks.rml.prepare MEETINGS FOLDER`. No clock runs here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.generated import read_nodes
from benchmarks.generator import records
from benchmarks.rml.mapping import mapping
from benchmarks.rml.tables import Tables
from benchmarks.rml.triples import write_records
from sco_graph.shapes import read_schema

RECORDS = "records.jsonl"
MAPPING = "mapping.ttl"


def prepare(meetings: int, folder: Path) -> None:
    """Write records, tables and mapping into a folder."""
    made = list(records(meetings))
    write_records(made, folder / RECORDS)
    tables = Tables(read_nodes(made, read_schema()))
    tables.write(folder)
    (folder / MAPPING).write_text(mapping(tables), encoding="utf-8")


if __name__ == "__main__":
    prepare(int(sys.argv[1]), Path(sys.argv[2]))
