"""A release: one folder with every format, the tables, the ontology, checksums and a description.

Every byte comes from a build and the files of ontology/; version and date are those that the data
set states, not the clock's. So the same records give the same folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sco_graph.citation import citation
from sco_graph.dataset import Dataset, read_dataset
from sco_graph.description import SPDX, description
from sco_graph.errors import WrongUse
from sco_graph.export import FORMATS, export
from sco_graph.flat_tables import table_files
from sco_graph.jsonld_context import context_document
from sco_graph.new_folder import refuse_filled, write_new_folder
from sco_graph.prefixes import read_prefixes
from sco_graph.resources import ontology_folder
from sco_graph.shapes import read_schema
from sco_graph.table_files import INSTALL, has_excel, has_parquet
from sco_graph.turtle import turtle
from sco_loaders.build import QUADS, Build

NAME = "sco-graph"
FIRST = f"{NAME}.ttl"
DESCRIPTION = "description.ttl"
CHECKSUMS = "SHA256SUMS"
CONTEXT = "context.jsonld"
TABLES, ONTOLOGY = "tables", "ontology"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".ttl": "text/turtle",
    **{made.suffix: made.media_type for made in FORMATS.values()},
}
README = """# {title}

{description}

Version {version}, {issued}. The facts are in the public domain (CC0 1.0); how to cite them stands
in `CITATION.cff`.

**Load `{first}` first**: it holds the whole graph as one default graph, so that a plain `SELECT`
finds everything. In most stores a plain `SELECT` over named graphs answers nothing.

| file | what it is |
|---|---|
| `{first}` | the graph in Turtle, as one default graph: load this one |
| `{name}.nq` | canonical N-Quads, one named graph a record: what every other file is made from |
| `{name}.trig`, `.jsonld` | the same, with the named graphs |
| `{name}.nt`, `.rdf` | the same triples as one graph |
| `tables/` | flat tables in CSV and Parquet, a workbook, and `datapackage.json`, their codebook |
| `ontology/` | the ontology, the shapes, the concept schemes and what the data set says of itself |
| `context.jsonld` | the JSON-LD context that `{name}.jsonld` names by its address |
| `{description_file}` | DCAT and VoID: the data set counted, and each file with its digest |
| `SHA256SUMS` | the digest of each file: `sha256sum --check SHA256SUMS` |
"""


def write_release(opened: Build, output: Path) -> list[Path]:
    """Write a release into a folder that does not exist or is empty, all of it or nothing.

    Raises:
        WrongUse: The folder holds something, or a library for one of the formats is missing.
        StoreError: The build cannot be read or the folder not written.
    """
    refuse_filled(output)
    if not (has_parquet() and has_excel()):
        raise WrongUse(f"a release holds Parquet files and a workbook; {INSTALL}")
    return write_new_folder(output, dict(_files(opened)))


def _files(opened: Build) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file; those that tell of others come last."""
    quads = opened.read(QUADS)
    dataset = read_dataset(quads)
    data = {
        f"{NAME}{made.suffix}": b"".join(export(opened, made.name)) for made in FORMATS.values()
    }
    tables = table_files(opened, excel=True)
    data |= {f"{TABLES}/{name}": content for name, content in tables.items()}
    found = data | {
        f"{ONTOLOGY}/{path.name}": path.read_bytes().replace(b"\r\n", b"\n")
        for path in sorted(ontology_folder().glob("*.ttl"))
    }
    found[CONTEXT] = _json(context_document(read_schema()))
    found[DESCRIPTION] = _description(quads, data)
    found["CITATION.cff"] = citation(dataset).encode()
    found["README.md"] = _readme(dataset).encode()
    found[CHECKSUMS] = _checksums(found)
    yield from found.items()


def _description(quads: bytes, data: Mapping[str, bytes]) -> bytes:
    described = {
        name: (MEDIA_TYPES[Path(name).suffix], content) for name, content in sorted(data.items())
    }
    prefixes = {**read_prefixes(), "spdx": SPDX}
    return b"".join(turtle(description(quads, described), prefixes))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _readme(dataset: Dataset) -> str:
    return README.format(
        title=dataset.title,
        description=dataset.description,
        version=dataset.version,
        issued=dataset.issued,
        first=FIRST,
        name=NAME,
        description_file=DESCRIPTION,
    )


def _checksums(files: Mapping[str, bytes]) -> bytes:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    ).encode()
