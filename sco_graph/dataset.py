"""What the data set says of itself, as plain values: ontology/dataset.ttl, read from a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sco_graph.errors import StoreError
from sco_graph.nquads import lines, parse_literal, statements
from sco_graph.schema import DATASET

DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Title, version and all else by which the data set is cited; texts are English."""

    iri: str
    title: str
    description: str
    version: str
    issued: str
    license: str
    keywords: tuple[str, ...]
    creators: tuple[str, ...]


def read_dataset(quads: bytes) -> Dataset:
    """Return what canonical N-Quads say of the data set.

    Raises:
        StoreError: They say too little.
    """
    said = _said(quads, [DATASET])[DATASET]
    creators = [term[1:-1] for term in said[f"{DCTERMS}creator"]]
    names = _said(quads, creators)
    return Dataset(
        iri=DATASET,
        title=_text(said[f"{DCTERMS}title"], "title"),
        description=_text(said[f"{DCTERMS}description"], "description"),
        version=_text(said[f"{DCAT}version"], "version"),
        issued=_text(said[f"{DCTERMS}issued"], "date of issue"),
        license=next((term[1:-1] for term in said[f"{DCTERMS}license"]), ""),
        keywords=tuple(sorted(map(_value, said[f"{DCAT}keyword"]))),
        creators=tuple(_text(names[iri][f"{RDFS}label"], f"name of {iri}") for iri in creators),
    )


def _said(quads: bytes, subjects: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the terms that are said of some subjects, by predicate."""
    starts = tuple(f"<{iri}> ".encode() for iri in subjects)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, term, _ in statements(
        line for line in lines(quads) if starts and line.startswith(starts)
    ):
        found[subject[1:-1]][predicate[1:-1]].append(term)
    return found


def _text(terms: Iterable[str], what: str) -> str:
    """Return the English literal, or the one that has no language."""
    for term in terms:
        text, language, _ = parse_literal(term)
        if language in (None, LANGUAGE):
            return text
    raise StoreError(f"the data set has no {what}; add it to ontology/dataset.ttl and build again")


def _value(term: str) -> str:
    return parse_literal(term)[0]
