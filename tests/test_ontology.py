"""What ontologists and curators rely on: declared terms, labels, definitions, concepts.

Nothing here reads a record; what the shapes make of one is tested elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from graphlib import TopologicalSorter
from itertools import combinations

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from sco_graph.resources import ontology_folder

SCO = "https://w3id.org/sco-graph/ontology#"
ID = "https://w3id.org/sco-graph/id/"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = RDF + "type"
LANGUAGES = ["en", "ru", "zh"]
# What OWL 2 DL knows of the datatypes that the shapes use.
OWL_DATATYPES = {
    XSD + name for name in ("string", "integer", "decimal", "boolean", "anyURI", "dateTime")
}


def load(*names: str) -> Store:
    """Return the named files of the ontology in one store."""
    store = Store()
    for name in names:
        store.load(path=ontology_folder() / name, format=RdfFormat.TURTLE)
    return store


TERMS = load("sco.ttl")
SCHEMES = load("schemes.ttl")
SHAPES = load("shapes.ttl")


def text(term: object) -> str:
    """Return what a node or a literal says, without its marks."""
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term.value


def objects(store: Store, subject: str, predicate: str) -> list[str]:
    """Return what a subject has under a predicate, sorted."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    return sorted(text(quad.object) for quad in quads)


def pairs(store: Store, predicate: str) -> list[tuple[str, str]]:
    """Return every subject and object of a predicate, sorted."""
    quads = store.quads_for_pattern(None, NamedNode(predicate), None)
    return sorted((text(quad.subject), text(quad.object)) for quad in quads)


def subjects(store: Store, predicate: str, value: str) -> set[str]:
    """Return every subject that has an IRI under a predicate."""
    quads = store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value))
    return {text(quad.subject) for quad in quads}


def languages(store: Store, subject: str, predicate: str) -> list[str]:
    """Return the language of each literal of a subject, sorted."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    found = [quad.object for quad in quads]
    return sorted(node.language or "" for node in found if isinstance(node, Literal))


def query(store: Store, body: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT as texts, with the usual prefixes declared."""
    names = {"sco": SCO, "sh": SH, "skos": SKOS, "rdf": RDF, "rdfs": RDFS, "owl": OWL}
    prefixes = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in names.items())
    rows = store.query(f"{prefixes} {body}")
    assert isinstance(rows, QuerySolutions)
    return sorted(tuple(text(cell) for cell in row) for row in rows)


def iris(store: Store, namespace: str) -> set[str]:
    """Return each IRI in a namespace that a triple of the store, or SPARQL text in it, names."""
    nodes = [node for quad in store for node in (quad.subject, quad.predicate, quad.object)]
    named = {node.value for node in nodes if isinstance(node, NamedNode)}
    scripts = [node.value for node in nodes if isinstance(node, Literal) and "WHERE" in node.value]
    for script in scripts:
        named |= set(re.findall(r"<([^<> ]+)>", script))
        named |= {SCO + name for name in re.findall(r"\bsco:(\w+)", script)}
    return {iri for iri in named if iri.startswith(namespace) and iri != namespace}


def declared(kind: str) -> set[str]:
    """Return our own terms of an OWL kind."""
    return {term for term in subjects(TERMS, TYPE, OWL + kind) if term.startswith(SCO)}


CLASSES = declared("Class")
OBJECT_PROPERTIES = declared("ObjectProperty")
DATATYPE_PROPERTIES = declared("DatatypeProperty")
OUR_TERMS = sorted(CLASSES | OBJECT_PROPERTIES | DATATYPE_PROPERTIES)
CONCEPT_CLASSES = subjects(TERMS, RDFS + "subClassOf", SKOS + "Concept")
CONCEPTS = sorted(subjects(SCHEMES, TYPE, SKOS + "Concept"))
SCHEME_NODES = sorted(subjects(SCHEMES, TYPE, SKOS + "ConceptScheme"))


def ancestors(cls: str) -> set[str]:
    """Return a class with all classes above it that have a name."""
    parents = [iri for iri in objects(TERMS, cls, RDFS + "subClassOf") if ":" in iri]
    return {cls}.union(*(ancestors(parent) for parent in parents))


def kebab(iri: str) -> str:
    """Return a class's local name as ids spell it.

    >>> kebab("https://w3id.org/sco-graph/ontology#NoFactReason")
    'no-fact-reason'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", iri.removeprefix(SCO)).lower()


# --- terms ---------------------------------------------------------------------------------------


def test_every_term_that_shapes_and_schemes_use_is_declared() -> None:
    shape_names = subjects(SHAPES, TYPE, SH + "NodeShape")

    used = (iris(SHAPES, SCO) - shape_names) | iris(SCHEMES, SCO)

    assert used - set(OUR_TERMS) == set()


def test_every_term_is_a_class_or_one_kind_of_property() -> None:
    kinds = Counter([*CLASSES, *OBJECT_PROPERTIES, *DATATYPE_PROPERTIES])
    spoken_of = {text(quad.subject) for quad in TERMS if text(quad.subject).startswith(SCO)}

    assert spoken_of == set(OUR_TERMS)
    assert [term for term, count in kinds.items() if count > 1] == []


def test_every_property_counts_as_one_for_a_claim_about_it() -> None:
    keys = {SKOS + name for name in ("prefLabel", "altLabel", "exactMatch", "note")}
    keys |= {"http://purl.org/dc/terms/isReplacedBy"}

    assert subjects(TERMS, TYPE, RDF + "Property") == OBJECT_PROPERTIES | DATATYPE_PROPERTIES | keys


def test_every_term_has_a_label_in_each_language() -> None:
    lacking = [term for term in OUR_TERMS if languages(TERMS, term, RDFS + "label") != LANGUAGES]

    assert lacking == []


def test_no_two_terms_share_a_label() -> None:
    quads = TERMS.quads_for_pattern(None, NamedNode(RDFS + "label"), None)

    counts = Counter(quad.object for quad in quads)

    assert [label for label, count in counts.items() if count > 1] == []


def test_every_term_has_one_definition_of_one_sentence() -> None:
    definitions = {term: objects(TERMS, term, SKOS + "definition") for term in OUR_TERMS}
    tags = {tag for term in OUR_TERMS for tag in languages(TERMS, term, SKOS + "definition")}

    unsound = {
        term: found
        for term, found in definitions.items()
        if len(found) != 1 or not re.fullmatch(r"[A-Z][^\n]*\.", found[0]) or ". " in found[0]
    }

    assert unsound == {}
    assert tags == {"en"}


def test_every_term_says_which_ontology_defines_it() -> None:
    (ontology,) = subjects(TERMS, TYPE, OWL + "Ontology")

    lost = [t for t in OUR_TERMS if objects(TERMS, t, RDFS + "isDefinedBy") != [ontology]]

    assert lost == []


def test_every_class_descends_from_item_or_concept_but_that_of_former_ids() -> None:
    tops = {SCO + "Item", SKOS + "Concept", SCO + "FormerId"}

    assert [cls for cls in sorted(CLASSES) if not ancestors(cls) & tops] == []


def disjoint_pairs() -> set[frozenset[str]]:
    """Return each two classes that one of the disjointness axioms sets apart."""
    rows = query(
        TERMS,
        """SELECT ?list ?place ?item WHERE {
           [] a owl:AllDisjointClasses ; owl:members ?list . ?list rdf:rest* ?place .
           ?place rdf:first ?one . OPTIONAL { ?one owl:unionOf/rdf:rest*/rdf:first ?part }
           BIND(COALESCE(?part, ?one) AS ?item) }""",
    )
    return {
        frozenset((one, other))
        for (axiom, place, one), (same, elsewhere, other) in combinations(rows, 2)
        if axiom == same and place != elsewhere
    }


def test_no_class_descends_from_two_classes_that_are_disjoint() -> None:
    disjoint = disjoint_pairs()

    assert frozenset((SCO + "Person", SCO + "Party")) in disjoint
    assert frozenset((SCO + "Actor", SCO + "Event")) in disjoint
    for cls in CLASSES:
        assert [pair for pair in disjoint if ancestors(cls) >= pair] == []


def test_every_two_classes_are_disjoint_or_one_descends_from_the_other_or_both_may_hold() -> None:
    may_both_hold = {
        frozenset((SCO + "Document", SCO + "Source")),
        frozenset((SCO + "PresentParticipation", SCO + "ChairingParticipation")),
    }
    disjoint = disjoint_pairs()
    kinds = sorted(CONCEPT_CLASSES)
    things = sorted(CLASSES - CONCEPT_CLASSES - {SCO + "Item"})

    left = [
        {one, other}
        for group in (kinds, things)
        for one, other in combinations(group, 2)
        if one not in ancestors(other) and other not in ancestors(one)
        if not any(frozenset((a, b)) in disjoint for a in ancestors(one) for b in ancestors(other))
    ]

    assert {frozenset(pair) for pair in left} == may_both_hold


def test_no_axiom_is_stated_on_a_term_of_others() -> None:
    named = [quad for quad in TERMS if isinstance(quad.subject, NamedNode)]

    about_others = [quad for quad in named if SCO[:-1] not in text(quad.subject)]

    assert {text(quad.predicate) for quad in about_others} == {TYPE}


def test_a_near_term_of_others_is_named_without_an_axiom() -> None:
    near = {value for _, value in pairs(TERMS, SKOS + "closeMatch")}
    parents = {
        value
        for word in ("subClassOf", "subPropertyOf", "domain", "range")
        for _, value in pairs(TERMS, RDFS + word)
    }

    assert len(near) >= 10
    assert near & parents == set()
    assert [iri for iri in near if objects(TERMS, iri, TYPE)] == []


def test_the_ontology_tells_what_it_is_and_under_which_terms_it_may_be_used() -> None:
    (ontology,) = subjects(TERMS, TYPE, OWL + "Ontology")
    dcterms = "http://purl.org/dc/terms/"

    (version,) = objects(TERMS, ontology, OWL + "versionIRI")

    assert languages(TERMS, ontology, dcterms + "title") == LANGUAGES
    assert version == f"{ontology}/{objects(TERMS, ontology, OWL + 'versionInfo')[0]}"
    assert objects(TERMS, ontology, dcterms + "license") == [
        "https://creativecommons.org/publicdomain/zero/1.0/"
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", objects(TERMS, ontology, dcterms + "created")[0])
    assert objects(TERMS, ontology, OWL + "imports") == []


def test_each_vocabulary_whose_terms_are_parents_is_named_in_the_header() -> None:
    (ontology,) = subjects(TERMS, TYPE, OWL + "Ontology")
    named = objects(TERMS, ontology, "http://purl.org/dc/terms/references")

    parents = {
        value
        for word in ("subClassOf", "subPropertyOf")
        for _, value in pairs(TERMS, RDFS + word)
        if ":" in value and not value.startswith(SCO)
    }

    assert parents
    assert [iri for iri in parents if not any(iri.startswith(known) for known in named)] == []
    assert [known for known in named if not any(iri.startswith(known) for iri in parents)] == []


def test_the_page_on_the_ontology_names_each_parent_and_each_near_term() -> None:
    page = (ontology_folder().parent / "docs" / "ontology.md").read_text(encoding="utf-8")
    table = page.split("| standard |")[1].split("\n\n")[0]
    rows = [line.split("|") for line in table.splitlines()]
    parents, near = (
        set(re.findall(r"`([a-z-]+:\w+)`", " ".join(row[column] for row in rows[2:])))
        for column in (2, 3)
    )

    above = [pair for word in ("subClassOf", "subPropertyOf") for pair in pairs(TERMS, RDFS + word)]
    of_others = {value for _, value in above if ":" in value and not value.startswith(SCO)}

    assert parents == {compact(value) for value in of_others}
    assert near == {compact(value) for _, value in pairs(TERMS, SKOS + "closeMatch")}


def compact(iri: str) -> str:
    """Return an IRI with the prefix that the ontology's file gives its namespace."""
    text = (ontology_folder() / "sco.ttl").read_text(encoding="utf-8")
    prefixes = {space: name for name, space in re.findall(r"@prefix ([\w-]+): +<(.+)> \.", text)}
    space = re.match(r".*[#/]", iri)
    assert space is not None
    return f"{prefixes[space[0]]}:{iri.removeprefix(space[0])}"


def test_ranges_are_datatypes_that_owl_knows() -> None:
    ranges = {
        value for term in DATATYPE_PROPERTIES for value in objects(TERMS, term, RDFS + "range")
    }

    assert ranges - OWL_DATATYPES == set()


def test_schemes_hold_no_blank_node() -> None:
    nodes = [
        node
        for quad in SCHEMES
        for node in (quad.subject, quad.object)
        if isinstance(node, BlankNode)
    ]

    assert nodes == []


# --- terms as the shapes use them ----------------------------------------------------------------


def test_a_property_is_an_object_property_exactly_where_its_shape_names_a_class() -> None:
    rows = query(
        SHAPES,
        """SELECT DISTINCT ?path ?word WHERE { ?shape sh:path ?path ; ?word ?value .
           FILTER(?word IN (sh:class, sh:datatype) && isIRI(?path)) }""",
    )

    ours = [(path, word) for path, word in rows if path.startswith(SCO)]

    assert {path for path, word in ours if word == SH + "class"} <= OBJECT_PROPERTIES
    assert {path for path, word in ours if word == SH + "datatype"} <= DATATYPE_PROPERTIES


def test_a_shape_asks_for_what_the_range_allows() -> None:
    rows = query(
        SHAPES,
        """SELECT DISTINCT ?path ?value WHERE { ?shape sh:path ?path ; sh:class|sh:datatype ?value .
           FILTER(isIRI(?path)) }""",
    )

    unequal = [
        (path, value, objects(TERMS, path, RDFS + "range"))
        for path, value in rows
        if not set(objects(TERMS, path, RDFS + "range")) <= ancestors(value)
    ]

    assert unequal == []


def test_a_range_is_left_out_only_where_owl_has_none() -> None:
    open_ranges = {
        path
        for path, value in query(
            SHAPES, "SELECT DISTINCT ?path ?value WHERE { ?s sh:path ?path ; sh:datatype ?value }"
        )
        if value not in OWL_DATATYPES
    }

    ours = {term for term in OUR_TERMS if term not in CLASSES}
    without = {term for term in ours if not objects(TERMS, term, RDFS + "range")}
    bounds = {term for term in without if re.search(r"(Earliest|Latest|startDate|endDate)$", term)}

    assert without - bounds - open_ranges == {SCO + "aboutProperty", SCO + "corrects"}


def domains(term: str) -> list[set[str]]:
    """Return each domain of a property, as the classes of which one is enough."""
    rows = query(
        TERMS,
        f"""SELECT ?domain ?class WHERE {{
            <{term}> rdfs:domain ?domain .
            ?domain (owl:unionOf/rdf:rest*/rdf:first)? ?class . FILTER(isIRI(?class)) }}""",
    )
    found: dict[str, set[str]] = {}
    for domain, cls in rows:
        found.setdefault(domain, set()).add(cls)
    return list(found.values())


def test_a_domain_of_several_classes_has_just_those_whose_shapes_use_the_property() -> None:
    used = query(
        SHAPES,
        """SELECT DISTINCT ?path ?class WHERE {
           ?shape sh:targetClass ?class ; sh:property/sh:path ?path . FILTER(isIRI(?path)) }""",
    )
    listed = {term: found for term in OUR_TERMS for found in domains(term) if len(found) > 1}

    assert len(listed) > 10
    for term, classes in listed.items():
        users = {cls for path, cls in used if path == term}
        assert classes == users or term.endswith(("Earliest", "Latest")), term


def test_a_definition_does_not_tell_a_curator_what_to_do() -> None:
    order = re.compile(
        r"(?:^|[;,] )(?:take|go by|give|write|leave|use) |the program writes|never written"
    )
    rows = [
        row
        for store in (TERMS, SCHEMES)
        for row in query(store, "SELECT ?term ?words WHERE { ?term skos:definition ?words }")
    ]

    assert [(term, words) for term, words in rows if order.search(words.lower())] == []


def test_a_domain_holds_for_every_class_whose_shape_uses_the_property() -> None:
    rows = query(
        SHAPES,
        """SELECT DISTINCT ?path ?class WHERE {
           ?shape sh:targetClass ?class ; sh:property/sh:path ?path . FILTER(isIRI(?path)) }""",
    )

    violated = [
        (path, cls) for path, cls in rows for domain in domains(path) if not domain & ancestors(cls)
    ]

    assert violated == []


def test_a_shortcut_leads_to_a_declared_object_property() -> None:
    predicates = {value for _, value in pairs(SHAPES, SH + "predicate")}

    assert predicates
    assert predicates <= OBJECT_PROPERTIES


def test_every_property_is_used_by_a_shape_or_by_an_axiom() -> None:
    above = {value for _, value in pairs(TERMS, RDFS + "subPropertyOf")}
    marks = {value for _, value in pairs(TERMS, OWL + "onProperty")}

    used = iris(SHAPES, SCO) | iris(SCHEMES, SCO) | above | marks

    assert (OBJECT_PROPERTIES | DATATYPE_PROPERTIES) - used == set()


# --- concepts ------------------------------------------------------------------------------------


def test_every_concept_class_has_a_scheme_with_concepts_and_no_scheme_is_left_over() -> None:
    filled = {kebab(cls) for cls in CONCEPT_CLASSES if subjects(SCHEMES, TYPE, cls)}

    assert filled == {kebab(cls) for cls in CONCEPT_CLASSES}
    assert set(SCHEME_NODES) == {f"{ID}scheme/{name}" for name in filled}


def test_a_concept_is_named_by_its_class_and_its_notation() -> None:
    for concept in CONCEPTS:
        (cls,) = set(objects(SCHEMES, concept, TYPE)) - {SKOS + "Concept"}
        (notation,) = objects(SCHEMES, concept, SKOS + "notation")

        assert concept == f"{ID}{kebab(cls)}/{notation}"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", notation)
        assert objects(SCHEMES, concept, SKOS + "inScheme") == [f"{ID}scheme/{kebab(cls)}"]


def test_every_concept_that_the_shapes_name_exists() -> None:
    assert iris(SHAPES, ID) - set(CONCEPTS) == set()


def test_every_concept_and_scheme_is_labelled_in_each_language_and_defined_in_english() -> None:
    for node in [*CONCEPTS, *SCHEME_NODES]:
        assert languages(SCHEMES, node, SKOS + "prefLabel") == LANGUAGES, node
        assert languages(SCHEMES, node, SKOS + "definition") == ["en"], node


def test_every_part_of_the_list_of_levels_is_labelled_in_each_language() -> None:
    cells = subjects(SCHEMES, TYPE, RDF + "List")

    assert len(cells) == len(subjects(SCHEMES, TYPE, SCO + "Level"))
    for cell in cells:
        assert languages(SCHEMES, cell, SKOS + "prefLabel") == LANGUAGES, cell


def test_no_two_concepts_of_a_scheme_share_a_label() -> None:
    rows = query(
        SCHEMES,
        """SELECT ?a ?b WHERE { ?a skos:inScheme ?scheme ; skos:prefLabel ?label .
           ?b skos:inScheme ?scheme ; skos:prefLabel ?label . FILTER(?a != ?b) }""",
    )

    assert rows == []


def test_the_top_concepts_of_a_scheme_are_those_with_nothing_broader() -> None:
    for scheme in SCHEME_NODES:
        members = subjects(SCHEMES, SKOS + "inScheme", scheme)
        top = {concept for concept in members if not objects(SCHEMES, concept, SKOS + "broader")}

        assert subjects(SCHEMES, SKOS + "topConceptOf", scheme) == top
        assert set(objects(SCHEMES, scheme, SKOS + "hasTopConcept")) == top


def test_broader_and_narrower_say_the_same_and_never_run_in_a_circle() -> None:
    broader = pairs(SCHEMES, SKOS + "broader")
    narrower = pairs(SCHEMES, SKOS + "narrower")
    parents = {child: {up for down, up in broader if down == child} for child, _ in broader}

    order = list(TopologicalSorter(parents).static_order())

    assert sorted((child, parent) for parent, child in narrower) == broader
    assert set(order) <= set(CONCEPTS)
    assert [concept for concept, above in parents.items() if len(above) > 1] == []


def test_related_runs_both_ways_and_never_along_the_tree() -> None:
    related = pairs(SCHEMES, SKOS + "related")
    rows = query(SCHEMES, "SELECT ?a ?b WHERE { ?a skos:related ?b . ?a skos:broader+ ?b }")

    assert sorted((b, a) for a, b in related) == related
    assert {node for pair in related for node in pair} <= set(CONCEPTS)
    assert rows == []


def test_the_scale_of_levels_is_one_order_told_three_ways() -> None:
    listed = query(
        SCHEMES,
        f"""SELECT ?rank ?level ?next WHERE {{
            <{ID}scheme/level-order> skos:memberList/rdf:rest* ?cell .
            ?cell rdf:first ?level . ?level sco:scaleRank ?rank .
            OPTIONAL {{ ?cell rdf:rest/rdf:first ?after }}
            BIND(COALESCE(?after, rdf:nil) AS ?next) }}""",
    )

    by_rank = sorted(listed, key=lambda row: int(row[0]))
    levels = [level for _, level, _ in by_rank]

    assert [int(rank) for rank, _, _ in by_rank] == list(range(1, len(levels) + 1))
    assert [after for _, _, after in by_rank] == [*levels[1:], RDF + "nil"]
    assert objects(SCHEMES, ID + "scheme/level-order", SKOS + "member") == sorted(levels)
    assert subjects(SCHEMES, TYPE, SCO + "Level") == set(levels)
