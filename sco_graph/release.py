"""A release: one folder with every format, tables, ontology, queries, checksums, a description.

Every byte comes from a build and from files of the repository; version and date are those that the
data set states, not the clock's. So the same records give the same folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sco_graph.citation import citation
from sco_graph.dataset import Dataset, read_dataset
from sco_graph.description import HERE, SPDX, description
from sco_graph.errors import WrongUse
from sco_graph.export import FORMATS, export
from sco_graph.flat_tables import table_files
from sco_graph.jsonld_context import context_document
from sco_graph.new_folder import refuse_filled, write_new_folder
from sco_graph.owl import owl
from sco_graph.prefixes import read_prefixes
from sco_graph.resources import (
    competency_folder,
    licence_text,
    ontology_folder,
    queries_folder,
)
from sco_graph.shapes import read_schema
from sco_graph.table_files import INSTALL, has_excel, has_parquet
from sco_graph.turtle import turtle
from sco_loaders.build import QUADS, Build

NAME = "sco-graph"
FIRST = f"{NAME}.ttl"
FOR_OWL = f"{NAME}-owl.ttl"
DESCRIPTION = "description.ttl"
CHECKSUMS = "SHA256SUMS"
CONTEXT = "context.jsonld"
TABLES, ONTOLOGY, QUERIES = "tables", "ontology", "queries"
LICENCES = {"LICENSE-CC0.txt": "LICENSE-records", "LICENSE-MIT.txt": "LICENSE"}
"""The texts of the licences, by their names in the repository."""
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

Version {version}, {issued}. Facts and ontology are in the public domain (CC0 1.0), the queries are
under the MIT licence; how to cite them stands in `CITATION.cff`.

**Load `{first}` first**: it holds the whole graph as one default graph, so that a plain `SELECT`
finds everything. In most stores a plain `SELECT` over named graphs answers nothing.

It conforms to its shapes, as pySHACL and Apache Jena say:

```console
$ pyshacl --shacl ontology/shapes.ttl {first}
$ shacl validate --shapes ontology/shapes.ttl --data {first}
```

With additions of yours, give `ontology/sco.ttl` as data as well, so that their classes are known.

| file | what it is |
|---|---|
| `{first}` | the graph in Turtle, as one default graph: load this one |
| `{name}.nq` | canonical N-Quads, one named graph a record: what every other file is made from |
| `{name}.trig`, `.jsonld` | the same, with the named graphs |
| `{name}.nt`, `.rdf` | the same triples as one graph |
| `{for_owl}` | graph and ontology in OWL 2 DL: open this one in Protégé, or with a reasoner |
| `tables/` | flat tables in CSV and Parquet, a workbook, and `datapackage.json`, their codebook |
| `ontology/` | the ontology, the shapes, the concept schemes and what the data set says of itself |
| `context.jsonld` | the JSON-LD context that is written out in `{name}.jsonld`, by itself |
| `queries/` | questions in SPARQL; bind a variable `?given_…` to ask about one thing |
| `queries/competency/` | the competency questions, which the ontology must be able to answer |
| `{description_file}` | DCAT and VoID: the data set counted, and each file with its digest |
| `CITATION.cff` | how to cite, with the digest of `{name}.nq` |
| `LICENSE-CC0.txt`, `LICENSE-MIT.txt` | the texts of the licences |
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
    data[FOR_OWL] = owl(quads, ontology_folder())
    tables = table_files(opened, excel=True)
    data |= {f"{TABLES}/{name}": content for name, content in tables.items()}
    data |= _texts(ontology_folder(), "*.ttl", ONTOLOGY)
    data[CONTEXT] = _json(context_document(read_schema()))
    found = data | _texts(queries_folder() / "sparql", "*.rq", QUERIES)
    found |= _texts(competency_folder(), "*.rq", f"{QUERIES}/competency")
    found |= {name: _lines(licence_text(own).encode()) for name, own in LICENCES.items()}
    found[DESCRIPTION] = _description(quads, data)
    found["CITATION.cff"] = citation(dataset, hashlib.sha256(quads).hexdigest()).encode()
    found["README.md"] = _readme(dataset).encode()
    found[CHECKSUMS] = _checksums(found)
    yield from found.items()


def _texts(folder: Path, pattern: str, into: str) -> dict[str, bytes]:
    found = sorted(folder.glob(pattern))
    return {f"{into}/{path.name}": _lines(path.read_bytes()) for path in found}


def _lines(text: bytes) -> bytes:
    """Return a text with the ends of lines that it has in the repository."""
    return text.replace(b"\r\n", b"\n")


def _description(quads: bytes, data: Mapping[str, bytes]) -> bytes:
    described = {
        name: (MEDIA_TYPES[Path(name).suffix], content) for name, content in sorted(data.items())
    }
    prefixes = {**read_prefixes(), "spdx": SPDX}
    return b"".join(turtle(description(quads, described), prefixes, HERE))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _readme(dataset: Dataset) -> str:
    return README.format(
        title=dataset.title,
        description=dataset.description,
        version=dataset.version,
        issued=dataset.issued,
        first=FIRST,
        for_owl=FOR_OWL,
        name=NAME,
        description_file=DESCRIPTION,
    )


def _checksums(files: Mapping[str, bytes]) -> bytes:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    ).encode()
