"""The description of a release in DCAT 3 and VoID: what is in it, counted, and its files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sco_graph.nquads import lines, statements
from sco_graph.ontology import RDF, RDFS
from sco_graph.schema import DATASET, PROJECT, local_name
from sco_loaders.triples import text_literal

GRAPH = f"<{PROJECT}description>"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"
HERE = f"{PROJECT}release/"
"""Stands for the folder of the release, relative to which its files are written."""
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
RDF_TYPE = f"<{RDF}type>"


def description(quads: bytes, files: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return canonical N-Quads that describe a release, in a graph of their own.

    `files` gives the media type and the content of each file by its name. What the data set says
    of itself (title, licence, version) is taken over from the quads.
    """
    own = [line for line in lines(quads) if line.startswith(f"<{DATASET}> ".encode())]
    said = [f"{s} {p} {o}" for s, p, o, _ in statements(own)]
    counted = [*_counts(quads), *_files(files)]
    return "".join(f"{line} {GRAPH} .\n" for line in sorted({*said, *counted})).encode()


def _counts(quads: bytes) -> Iterator[str]:
    """Yield the statistics of VoID over the graph as one, each triple once."""
    triples = {(s, p, o) for s, p, o, _ in statements(lines(quads))}
    classes = Counter(o for _, p, o in triples if p == RDF_TYPE)
    predicates = Counter(p for _, p, _ in triples)
    yield _number(f"<{DATASET}>", "triples", len(triples))
    yield _number(f"<{DATASET}>", "distinctSubjects", len({s for s, _, _ in triples}))
    yield _number(f"<{DATASET}>", "distinctObjects", len({o for _, _, o in triples}))
    yield _number(f"<{DATASET}>", "entities", len({s for s, p, _ in triples if p == RDF_TYPE}))
    yield _number(f"<{DATASET}>", "classes", len(classes))
    yield _number(f"<{DATASET}>", "properties", len(predicates))
    yield from _partitions("class", classes, "entities")
    yield from _partitions("property", predicates, "triples")


def _partitions(kind: str, counted: Mapping[str, int], unit: str) -> Iterator[str]:
    for term, count in counted.items():
        part = f"<{PROJECT}{kind}-partition/{_slug(term)}>"
        yield f"<{DATASET}> <{VOID}{kind}Partition> {part}"
        yield f"{part} <{VOID}{kind}> {term}"
        yield _number(part, unit, count)


def _slug(term: str) -> str:
    """Return a name for a term that no other term of any vocabulary has."""
    digest = hashlib.sha256(term.encode()).hexdigest()[:8]
    return f"{local_name(term.strip('<>'))}-{digest}"


def _number(subject: str, predicate: str, count: int) -> str:
    return f'{subject} <{VOID}{predicate}> "{count}"^^<{XSD}integer>'


def _files(files: Mapping[str, tuple[str, bytes]]) -> Iterator[str]:
    for name, (media_type, content) in files.items():
        file, checksum = f"<{PROJECT}distribution/{name}>", f"<{PROJECT}checksum/{name}>"
        yield f"<{DATASET}> <{DCAT}distribution> {file}"
        yield from _all(file, _distribution(name, media_type, content, checksum))
        yield from _all(checksum, _checksum(content))


def _all(subject: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for predicate, term in pairs:
        yield f"{subject} <{predicate}> {term}"


def _distribution(
    name: str, media_type: str, content: bytes, checksum: str
) -> Iterator[tuple[str, str]]:
    yield f"{RDF}type", f"<{DCAT}Distribution>"
    yield f"{RDFS}label", text_literal(name, "en")
    yield f"{DCTERMS}title", text_literal(name, "en")
    yield f"{DCTERMS}identifier", text_literal(name)
    yield f"{DCAT}downloadURL", f"<{HERE}{name}>"
    yield f"{DCAT}mediaType", f"<{MEDIA_TYPES}{media_type}>"
    yield f"{DCAT}byteSize", f'"{len(content)}"^^<{XSD}nonNegativeInteger>'
    yield f"{SPDX}checksum", checksum


def _checksum(content: bytes) -> Iterator[tuple[str, str]]:
    digest = hashlib.sha256(content).hexdigest()
    yield f"{RDF}type", f"<{SPDX}Checksum>"
    yield f"{SPDX}algorithm", f"<{SPDX}checksumAlgorithm_sha256>"
    yield f"{SPDX}checksumValue", f'"{digest}"^^<{XSD}hexBinary>'
