"""Where each record's named graph comes from, in PROV-O, and what the data set is.

Provenance is said of graphs and sources alone: a meeting is an activity and no entity, so it cannot
be derived from anything; what a fact rests on is its `statedIn`. All lines go into one graph.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

import sco_graph
from sco_graph.ontology import RDF, RDFS
from sco_graph.schema import DATASET, ONTOLOGY, PROJECT, RECORD_GRAPH, Kind, record_of
from sco_loaders.nodes import Node
from sco_loaders.record_files import RecordFile
from sco_loaders.triples import iri, text_literal

DATASET_FILE = "dataset.ttl"
GRAPH = f"{PROJECT}provenance"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
PASSAGE = f"{ONTOLOGY}Passage"


def provenance_quads(
    files: Mapping[str, RecordFile], nodes: Iterable[Node], ontology: Path
) -> Iterator[str]:
    """Yield the lines of N-Quads that describe the graph of each record, and the data set."""
    for line in (*_dataset(ontology), *_activity(), *_records(files, nodes)):
        yield f"{line} <{GRAPH}> ."


def _dataset(ontology: Path) -> Iterator[str]:
    for triple in ox.parse(path=ontology / DATASET_FILE, format=ox.RdfFormat.TURTLE):
        yield f"{triple.subject} {triple.predicate} {triple.object}"


def _activity() -> Iterator[str]:
    """Yield what made the graphs: a version of this software, at no time, for a build has none."""
    version = sco_graph.__version__
    for thing, cls, name in (
        (_software(), "SoftwareAgent", f"sco-graph {version}"),
        (_build(), "Activity", f"Build by sco-graph {version}"),
    ):
        yield f"{thing} <{RDF}type> <{PROV}{cls}>"
        yield f"{thing} <{RDFS}label> {text_literal(name, 'en')}"
    yield f"{_build()} <{PROV}wasAssociatedWith> {_software()}"
    yield f"<{DATASET}> <{PROV}wasGeneratedBy> {_build()}"


def _records(files: Mapping[str, RecordFile], nodes: Iterable[Node]) -> Iterator[str]:
    cited = _cited(nodes)
    for id_, file in files.items():
        graph = f"<{RECORD_GRAPH}{id_}>"
        yield f"{graph} <{RDF}type> <{PROV}Entity>"
        yield f"{graph} <{RDFS}label> {text_literal(f'Record {id_}', 'en')}"
        yield f"{graph} <{FOAF}primaryTopic> {iri(id_)}"
        yield f"{graph} <{DCTERMS}isPartOf> <{DATASET}>"
        yield f"{graph} <{PROV}wasGeneratedBy> {_build()}"
        yield f"{graph} <{DCAT}version> {text_literal(_revision(file))}"
        for source in cited[id_]:
            yield f"{graph} <{PROV}wasDerivedFrom> {iri(source)}"


def _cited(nodes: Iterable[Node]) -> Mapping[str, set[str]]:
    """Return the sources in which the places lie that each record cites."""
    cited: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for key, values in node.values.items():
            prop = node.cls.properties[key]
            if prop.kind is Kind.REFERENCE and prop.target == PASSAGE:
                cited[node.record].update(
                    record_of(value) for value in values if isinstance(value, str)
                )
    return cited


def _revision(file: RecordFile) -> str:
    """Return the SHA-256 of a record's file, line ends as in the repository."""
    content = file.path.read_bytes().replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _build() -> str:
    return f"<{PROJECT}activity/build/{sco_graph.__version__}>"


def _software() -> str:
    return f"<{PROJECT}software/{sco_graph.__version__}>"
