"""Which versions answer: of the program, the data, the ontology and the engines."""

from __future__ import annotations

from sco_graph import __version__
from sco_graph.dataset import DCAT, DCTERMS
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATASET, ONTOLOGY_GRAPH

OWL = "http://www.w3.org/2002/07/owl#"
ENGINES = ("kglite", "pyoxigraph", "neo4j")


def versions() -> dict[str, str]:
    """Return the version of each part that an answer depends on, the driver of Neo4j too."""
    from importlib.metadata import version  # here, as it is slow to import

    return {
        "sco-graph": __version__,
        "data": data_version(),
        "ontology": _said("sco.ttl", ONTOLOGY_GRAPH)[f"{OWL}versionInfo"],
        **{name: version(name) for name in ENGINES},
    }


def data_version() -> str:
    """Return the version of the data, and when it was issued, as a reader is told them."""
    return ", issued ".join(data_release())


def data_release() -> tuple[str, str]:
    """Return the version of the data, and the day on which it was issued."""
    said = _said("dataset.ttl", DATASET)
    return said[f"{DCAT}version"], said[f"{DCTERMS}issued"]


def _said(file: str, subject: str) -> dict[str, str]:
    """Return the literals that a file of the ontology has of one thing, by predicate."""
    import pyoxigraph as ox  # here, as the command line imports this

    quads = ox.parse(path=str(ontology_folder() / file), format=ox.RdfFormat.TURTLE)
    return {
        quad.predicate.value: quad.object.value
        for quad in quads
        if quad.subject == ox.NamedNode(subject) and isinstance(quad.object, ox.Literal)
    }
