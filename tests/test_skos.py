"""That names and concepts keep the integrity conditions of SKOS, in the graph as it is shipped.

What our own schemes promise beyond SKOS is tested in test_ontology.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
import pytest

from sco_graph.graph import Graph
from sco_graph.schema import DATA

PREFIXES = f"""
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX : <{DATA}planted/>
"""
# A breach of each condition, by the condition's number in the SKOS reference.
BREACHES: Mapping[str, str] = {
    "S9: no scheme is a concept": "?x a skos:ConceptScheme , skos:Concept",
    "S13: a name is preferred, alternative or hidden": """
        { ?x skos:prefLabel ?name ; skos:altLabel|skos:hiddenLabel ?name }
        UNION { ?x skos:altLabel ?name ; skos:hiddenLabel ?name }""",
    "S14: one preferred name a language": """
        ?x skos:prefLabel ?one , ?other
        FILTER(?one != ?other && LANG(?one) = LANG(?other))""",
    "S27: related never runs along the tree": """
        ?x skos:related|^skos:related ?y .
        ?x (skos:broader|^skos:narrower)+ ?y""",
    "S36: the members of a list are the collection's": """
        ?x skos:memberList/rdf:rest*/rdf:first ?y
        FILTER NOT EXISTS { ?x skos:member ?y }""",
    "S37: no collection is a concept or a scheme": """
        ?x a ?collection ; a ?other .
        VALUES ?collection { skos:Collection skos:OrderedCollection }
        VALUES ?other { skos:Concept skos:ConceptScheme }""",
    "S46: an exact match is no broader, narrower or related one": """
        ?x (skos:exactMatch|^skos:exactMatch)+ ?y .
        ?x skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?y""",
}
EXAMPLES: Mapping[str, str] = {
    "S9": ":x a skos:ConceptScheme , skos:Concept .",
    "S13": ':x skos:prefLabel "Amaurot"@en ; skos:altLabel "Amaurot"@en .',
    "S14": ':x skos:prefLabel "Amaurot"@en , "Amaurote"@en .',
    "S27": ":x skos:related :z ; skos:broader :y . :z skos:narrower :y .",
    "S36": ":x skos:memberList :y . :y rdf:first :z ; rdf:rest rdf:nil .",
    "S37": ":x a skos:OrderedCollection , skos:Concept .",
    "S46": ":x skos:exactMatch :y ; skos:relatedMatch :z . :z skos:exactMatch :y .",
}


def found(store: ox.Store, breach: str) -> set[str]:
    """Return what breaks a condition."""
    query = f"{PREFIXES} SELECT ?x WHERE {{ {breach} }}"
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return {str(row["x"]) for row in rows}


@pytest.mark.parametrize("condition", BREACHES)
def test_the_shipped_names_and_concepts_keep_the_condition(condition: str, graph: Graph) -> None:
    assert found(graph.store, BREACHES[condition]) == set()


@pytest.mark.parametrize("condition", BREACHES)
def test_a_breach_of_the_condition_is_found(condition: str) -> None:
    number, _ = condition.split(":")
    store = ox.Store()
    store.load((PREFIXES + EXAMPLES[number]).encode(), format=ox.RdfFormat.TURTLE)

    assert found(store, BREACHES[condition]) == {f"<{DATA}planted/x>"}
