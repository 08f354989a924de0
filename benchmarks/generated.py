"""Measure generated records in this process, and print the figures as JSON.

`python -m benchmarks.generated MEETINGS QUADS` takes records to canonical N-Quads, which it leaves
in that file, and into the embedded store. With `--yaml` in place of the file it reads and validates
the same records from YAML; with `--engines` it lets both SHACL engines judge them. Each size runs
in a process of its own, which keeps the peaks of memory apart.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import yaml

from benchmarks.generator import records
from sco_graph.resources import ontology_folder
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema
from sco_loaders.embedded import stored_graph
from sco_loaders.nodes import Node, NodeReader, Record
from sco_loaders.property_graph import GraphWriter, graph
from sco_loaders.records import Reading, find_records, read_records
from sco_loaders.triples import TripleWriter, canonical
from sco_loaders.validation import background, triples, validate, violations
from sco_loaders.yaml_reader import Path as Place

T = TypeVar("T")
Figures = dict[str, float]
# macOS counts the peak in bytes, Linux in units of 1024.
BYTES_OF_PEAK = 1 if sys.platform == "darwin" else 1024


def measure_quads(meetings: int, path: Path) -> Figures:
    """Take records to canonical N-Quads, write the same quads from memory, fill the store."""
    made, schema = list(records(meetings)), read_schema()
    # The records are given; sweeping through them time and again is no part of either way.
    gc.collect()
    gc.freeze()
    before = peak_memory()
    seconds, size = fastest(lambda: write_canonical(made, schema, path))
    peak = peak_memory()
    quads = list(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    with tempfile.NamedTemporaryFile() as file:
        from_memory, same_size = fastest(lambda: write_from_memory(quads, Path(file.name)))
    if size != same_size:
        raise SystemExit("the two ways of writing N-Quads differ")
    nodes = list(read_nodes(made, schema))
    graph_seconds, (graph_nodes, ways) = timed(lambda: graph(GraphWriter(schema), nodes))
    store_seconds, stored = timed(lambda: stored_graph(graph_nodes, ways))
    return {
        "records": len(made),
        "quads": len(quads),
        "megabytes": size / 1e6,
        "seconds": seconds,
        "seconds_from_memory": from_memory,
        "megabytes_of_records": before / 1e6,
        "megabytes_at_peak": peak / 1e6,
        "nodes": len(graph_nodes),
        "relationships": len(ways),
        "seconds_of_property_graph": graph_seconds,
        "seconds_of_store": store_seconds,
        "megabytes_of_store": len(stored) / 1e6,
    }


def measure_yaml(meetings: int) -> Figures:
    """Read the records from YAML, and validate them."""
    schema, ontology = read_schema(), ontology_folder()
    read_seconds, reading, size = read_yaml(meetings, schema)
    validate_seconds, _ = timed(lambda: validate(reading, schema, ontology))
    refuse_problems(reading)
    return {
        "records": len(reading.files),
        "megabytes": size / 1e6,
        "seconds_of_reading": read_seconds,
        "seconds_of_validating": validate_seconds,
    }


def measure_engines(meetings: int) -> Figures:
    """Let both SHACL engines judge the same triples as text, each by its own reader."""
    import pyshacl
    from rdflib import Graph

    schema, ontology = read_schema(), ontology_folder()
    _, reading, _ = read_yaml(meetings, schema)
    judged = list(triples(reading, schema))
    at_work, found = timed(lambda: violations(judged, ontology))
    text = "".join(f"{triple} .\n" for triple in judged) + background(ontology)
    shapes = Graph().parse(ontology / "shapes.ttl")
    parsing, data = timed(lambda: Graph().parse(data=text, format="nt"))
    judging, (conforms, _, _) = timed(
        lambda: pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    )
    refuse_problems(reading)
    if found or not conforms:
        raise SystemExit("an engine finds a fault in generated records")
    return {
        "triples": len(data),
        "seconds_of_shacl_rust": at_work,
        "seconds_of_rdflib": parsing,
        "seconds_of_pyshacl": judging,
    }


def read_yaml(meetings: int, schema: Schema) -> tuple[float, Reading, int]:
    """Write records as YAML and read them: the seconds of reading, what was read, the bytes."""
    with tempfile.TemporaryDirectory() as folder:
        size = sum(write_yaml(record, Path(folder)) for record in records(meetings))
        files, _ = find_records(Path(folder), schema)
        seconds, reading = timed(lambda: read_records(files, schema))
    return seconds, reading, size


def refuse_problems(reading: Reading) -> None:
    """Stop at problems: generated records have none."""
    if reading.problems:
        raise SystemExit("\n".join(map(str, reading.problems[:10])))


def write_canonical(made: Iterable[Record], schema: Schema, path: Path) -> int:
    """Write records as canonical N-Quads and return the size."""
    return path.write_bytes(canonical(TripleWriter(schema).quads(read_nodes(made, schema))))


def write_from_memory(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write quads that are there already as sorted N-Quads, and return the size."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return path.write_bytes(b"".join(sorted(written.splitlines(keepends=True))))


def read_nodes(made: Iterable[Record], schema: Schema) -> Iterable[Node]:
    """Yield the nodes of records that have no problems."""
    reader = NodeReader(schema, refuse)
    for record in made:
        yield from reader.nodes(record)


def refuse(path: Place, message: str, *, at_key: bool = False) -> None:
    """Stop at a problem: generated records have none."""
    raise SystemExit(f"{path}: {message} {at_key}")


def write_yaml(record: Record, folder: Path) -> int:
    """Write a record's file and return its size."""
    path = folder / f"{record.id}.yaml"
    path.parent.mkdir(exist_ok=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(dict(record.values), Dumper=dumper, allow_unicode=True, sort_keys=False)
    return path.write_bytes(text.encode())


def fastest(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of the faster of two runs: memory is dear when it is first touched."""
    (first, _), (second, result) = timed(work), timed(work)
    return min(first, second), result


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that work takes, and its result."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def peak_memory() -> int:
    """Return the most bytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_OF_PEAK


if __name__ == "__main__":
    size, way = int(sys.argv[1]), sys.argv[2]
    ways = {"--yaml": measure_yaml, "--engines": measure_engines}
    print(json.dumps(ways[way](size) if way in ways else measure_quads(size, Path(way))))
