"""Which versions answer: of the program, the data, the ontology and the engines."""

from __future__ import annotations

from importlib.metadata import version

from sco_graph import __version__
from sco_graph.dataset import DCAT, DCTERMS
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATASET, ONTOLOGY_GRAPH

OWL = "http://www.w3.org/2002/07/owl#"
ENGINES = ("kglite", "pyoxigraph", "neo4j")


def versions() -> dict[str, str]:
    """Return the version of each part that an answer depends on, the driver of Neo4j too."""
    return {
        "sco-graph": __version__,
        "data": data_version(),
        "ontology": _said("sco.ttl", ONTOLOGY_GRAPH, f"{OWL}versionInfo"),
        **{name: version(name) for name in ENGINES},
    }


def data_version() -> str:
    """Return the version of the data, and when it was issued."""
    version_, issued = (
        _said("dataset.ttl", DATASET, predicate)
        for predicate in (f"{DCAT}version", f"{DCTERMS}issued")
    )
    return f"{version_}, issued {issued}"


def _said(file: str, subject: str, predicate: str) -> str:
    """Return what a file of the ontology says of one thing."""
    import pyoxigraph as ox  # here, as the command line imports this

    wanted = ox.NamedNode(subject), ox.NamedNode(predicate)
    quads = ox.parse(path=str(ontology_folder() / file), format=ox.RdfFormat.TURTLE)
    return next(
        quad.object.value
        for quad in quads
        if (quad.subject, quad.predicate) == wanted and isinstance(quad.object, ox.Literal)
    )
