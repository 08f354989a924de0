from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from sco_graph.dictionary import data_dictionary
from sco_graph.errors import SchemaError
from sco_graph.json_schema import json_schema
from sco_graph.resources import ontology_folder, records_folder
from sco_graph.schema import Kind, Schema
from sco_graph.shapes import read_schema
from sco_graph.twins import open_quads
from sco_loaders.build import QUADS, STORE, Build, build
from sco_loaders.check import check
from sco_loaders.embedded import Engine

RECORDS = "body document event meeting person place plan post proposal region source state"
NESTED = (
    "attestation chairmanship change claim count discussion document-act figure participation "
    "passage remark status tenure"
)


def changed_ontology(folder: Path, addition: str, file: str = "shapes.ttl") -> Path:
    """Copy the ontology into a folder and add Turtle to one of its files."""
    copied = folder / "ontology"
    if not copied.exists():
        shutil.copytree(ontology_folder(), copied)
    with (copied / file).open("a", encoding="utf-8") as turtle:
        turtle.write(f"\n{addition}\n")
    return copied


def changed_schema(folder: Path, addition: str, file: str = "shapes.ttl") -> Schema:
    """Compile a copy of the ontology with some Turtle added."""
    return read_schema(changed_ontology(folder, addition, file))


# --- what is compiled ---


def test_every_class_of_the_model_is_compiled() -> None:
    schema = read_schema()

    assert [c.kind for c in schema.record_classes] == RECORDS.split()
    assert [c.kind for c in schema.classes.values() if c.recognised_by] == ["former-id"]
    assert [c.kind for c in schema.classes.values() if c.nested] == NESTED.split()


def test_every_class_and_key_is_defined() -> None:
    classes = read_schema().classes.values()

    assert [c.kind for c in classes if not c.definition] == []
    assert [
        (c.kind, p.key) for c in classes for p in c.properties.values() if not p.definition
    ] == []


def test_a_meeting_is_an_event_with_both_labels_and_its_keys() -> None:
    schema = read_schema()
    meeting = schema.classes["meeting"]

    assert meeting.labels == ("Meeting", "Event")
    assert "https://schema.org/Event" in meeting.types
    assert meeting.properties == schema.classes["event"].properties


def test_a_key_says_what_it_takes_and_what_it_becomes() -> None:
    participation = read_schema().classes["participation"].properties

    level, person, roles = (participation[key] for key in ("level", "person", "roles"))
    assert (level.kind, level.many, level.required) == (Kind.CONCEPT, False, False)
    assert (roles.kind, roles.many, roles.required) == (Kind.CONCEPT, True, True)
    assert (person.kind, person.relationship) == (Kind.REFERENCE, "PARTICIPANT")
    assert person.target == "https://w3id.org/sco-graph/ontology#Person"


def test_a_date_has_the_names_of_its_bounds() -> None:
    dates = read_schema().classes["event"].properties["dates"]

    assert dates.kind is Kind.EDTF
    assert dates.bound_keys == ("start_date", "end_date")


def test_the_levels_of_representation_are_ranked_from_the_head_of_state_down() -> None:
    levels = read_schema().scheme("level")
    ranked = sorted(levels.values(), key=lambda level: level.rank or 0)

    assert ranked[0].notation == "head-of-state"
    assert len({level.rank for level in ranked}) == len(levels)
    assert None not in {level.rank for level in ranked}


def test_a_class_that_no_record_can_be_is_stood_for_by_those_below_it() -> None:
    schema = read_schema()
    party = "https://w3id.org/sco-graph/ontology#Party"

    assert schema.kinds_of(party) == ("body", "region", "state")
    assert schema.class_named(party) is None


# --- what is refused ---

REFUSED_PROPERTIES = {
    "an unknown constraint": (
        "sh:path sco:extra ; sh:datatype xsd:string ; sh:node sco:StateShape",
        "sco:StateShape, key 'extra': the mapping does not know sh:node",
    ),
    "an alternative": (
        "sh:path sco:extra ; sh:or ( [ sh:datatype xsd:string ] [ sh:datatype xsd:date ] )",
        "key 'extra': the mapping does not know sh:or",
    ),
    "a switched-off property": (
        "sh:path sco:extra ; sh:datatype xsd:string ; sh:deactivated true",
        "key 'extra': the mapping does not know sh:deactivated",
    ),
    "an annotation of nobody's": (
        "sh:path sco:extra ; sh:datatype xsd:string ; map:index true",
        "key 'extra': the mapping does not know map:index",
    ),
    "a sequence path": (
        "sh:path ( sco:hasStatus sco:statusIn ) ; sh:class sco:Body",
        "key 'extra': sh:path must be one predicate",
    ),
    "an inverse path": (
        "sh:path [ sh:inversePath sco:regionOf ] ; sh:class sco:Region",
        "key 'extra': sh:path must be one predicate",
    ),
    "no path": ("sh:datatype xsd:string", "key 'extra': sh:path must be one predicate"),
    "two datatypes": (
        "sh:path sco:extra ; sh:datatype xsd:string , xsd:date",
        "key 'extra': give one sh:datatype or one sh:class",
    ),
    "a datatype and a class": (
        "sh:path sco:extra ; sh:datatype xsd:string ; sh:class sco:Body",
        "key 'extra': give one sh:datatype or one sh:class",
    ),
    "neither": ("sh:path sco:extra", "key 'extra': give one sh:datatype or one sh:class"),
    "an unknown datatype": (
        "sh:path sco:extra ; sh:datatype xsd:dateTime",
        "key 'extra': unknown datatype",
    ),
    "an EDTF date without bounds": (
        "sh:path sco:extra ; sh:datatype edtf:EDTF",
        "key 'extra': an EDTF date, and nothing else, has map:earliest and map:latest",
    ),
    "an EDTF date with one bound": (
        "sh:path sco:extra ; sh:datatype edtf:EDTF ; map:earliest sco:extraEarliest",
        "key 'extra': an EDTF date, and nothing else, has map:earliest and map:latest",
    ),
    "several EDTF dates": (
        "sh:path sco:extra ; sh:datatype edtf:EDTF ; map:earliest sco:a ; map:latest sco:b",
        "key 'extra': of several dates nobody could tell which first day goes with which last",
    ),
    "bounds of a text": (
        "sh:path sco:extra ; sh:datatype xsd:string ; map:earliest sco:a ; map:latest sco:b",
        "key 'extra': an EDTF date, and nothing else, has map:earliest and map:latest",
    ),
    "nested concepts": (
        "sh:path sco:extra ; sh:class sco:Level ; map:nested true",
        "key 'extra': only a thing with a shape of its own can be nested",
    ),
    "nested things without a shape": (
        "sh:path sco:extra ; sh:class sco:Party ; map:nested true",
        "key 'extra': only a thing with a shape of its own can be nested",
    ),
    "a nested text": (
        "sh:path sco:extra ; sh:datatype xsd:string ; map:nested true",
        "key 'extra': only a thing with a shape of its own can be nested",
    ),
    "a default that is no concept": (
        'sh:path sco:extra ; sh:datatype xsd:string ; sh:defaultValue "none"',
        "key 'extra': sh:defaultValue must be a concept",
    ),
    "a default of another scheme": (
        "sh:path sco:extra ; sh:class sco:Level ; sh:defaultValue sco:Level",
        "key 'extra': sh:defaultValue must be a concept of sco:Level",
    ),
}


@pytest.mark.parametrize("case", REFUSED_PROPERTIES)
def test_a_key_is_refused_with(case: str, tmp_path: Path) -> None:
    shape, message = REFUSED_PROPERTIES[case]

    with pytest.raises(SchemaError) as refusal:
        changed_schema(tmp_path, f'sco:StateShape sh:property [ sh:name "extra" ; {shape} ] .')

    assert "sco:StateShape" in str(refusal.value)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    "key", ["type", "start", "end", "label", "title", "id", "key", "iri", "a b", "a-b", ""]
)
def test_a_key_that_a_cypher_engine_or_the_record_takes_otherwise_is_refused(
    key: str, tmp_path: Path
) -> None:
    shape = f'[ sh:name "{key}" ; sh:path sco:extra ; sh:datatype xsd:string ]'

    with pytest.raises(SchemaError, match=f"sco:StateShape: the key {key!r} is not safe"):
        changed_schema(tmp_path, f"sco:StateShape sh:property {shape} .")


def test_two_properties_of_a_class_under_one_key_are_refused(tmp_path: Path) -> None:
    shape = '[ sh:name "statuses" ; sh:path sco:extra ; sh:datatype xsd:string ]'

    with pytest.raises(SchemaError, match="two different properties are named 'statuses'"):
        changed_schema(tmp_path, f"sco:StateShape sh:property {shape} .")


STATED = "<https://w3id.org/sco-graph/id/basis/stated>"
REFUSED_CONDITIONS = {
    "names no concept": ("[ sh:property [ sh:path sco:basis ] ]", "must name concepts"),
    "names a truth value": (
        "[ sh:property [ sh:path sco:acting ; sh:hasValue true ] ]",
        "must name concepts",
    ),
    "allows a text": (
        f'[ sh:property [ sh:path sco:basis ; sh:in ( {STATED} "inferred" ) ] ]',
        "sh:in must be one list of IRIs",
    ),
    "demands a text too": (
        f'[ sh:property [ sh:path sco:basis ; sh:hasValue {STATED} , "inferred" ] ]',
        "must name concepts",
    ),
    "demands what is no concept": (
        "[ sh:property [ sh:path sco:basis ; sh:hasValue sco:State ] ]",
        "must name concepts",
    ),
    "both demands and allows": (
        f"[ sh:property [ sh:path sco:basis ; sh:hasValue {STATED} ; sh:in ( {STATED} ) ] ]",
        "must name concepts",
    ),
    "is counted": (
        "[ sh:property [ sh:path sco:basis ; sh:minCount 1 ] ]",
        "the mapping does not know sh:minCount",
    ),
    "is denied": ("[ sh:not [ sh:property [ ] ] ]", "the mapping does not know sh:not"),
    "is a shape elsewhere": ("sco:StateShape", "sh:condition must be written in place"),
    "speaks of no key": (
        f"[ sh:property [ sh:path sco:nothing ; sh:hasValue {STATED} ] ]",
        "sco:Tenure has no key for sco:nothing",
    ),
    "goes two steps": (
        f"[ sh:property [ sh:path ( sco:inPost sco:basis ) ; sh:hasValue {STATED} ] ]",
        "sh:path must be one predicate",
    ),
}


@pytest.mark.parametrize("case", REFUSED_CONDITIONS)
def test_a_rule_is_refused_whose_condition(case: str, tmp_path: Path) -> None:
    condition, message = REFUSED_CONDITIONS[case]
    rule = (
        f"a sh:TripleRule ; sh:condition {condition} ; "
        "sh:subject sh:this ; sh:predicate sco:held ; sh:object [ sh:path sco:inPost ]"
    )

    with pytest.raises(SchemaError) as refusal:
        changed_schema(tmp_path, f"sco:TenureShape sh:rule [ {rule} ] .")

    assert "sco:Tenure" in str(refusal.value)
    assert message in str(refusal.value)


POST = "sh:object [ sh:path sco:inPost ]"
REFUSED_RULES = {
    "is written in SPARQL": (
        'a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this a sco:Item } WHERE {}"',
        "the mapping does not know sh:construct",
    ),
    "has an order": (
        f"sh:order 1 ; sh:subject sh:this ; sh:predicate sco:held ; {POST}",
        "the mapping does not know sh:order",
    ),
    "starts two steps away": (
        f"sh:subject [ sh:path ( sco:inPost sco:postIn ) ] ; sh:predicate sco:held ; {POST}",
        "the mapping does not know rdf:first",
    ),
    "starts from no key": (
        f"sh:subject [ sh:path sco:nothing ] ; sh:predicate sco:held ; {POST}",
        "sco:Tenure has no key for sco:nothing",
    ),
    "starts from what does not own it": (
        f"sh:subject [ sh:path [ sh:inversePath sco:hasStatus ] ] ; sh:predicate sco:held ; {POST}",
        "sco:hasStatus does not lead from an owner",
    ),
    "has no subject": (f"sh:predicate sco:held ; {POST}", "a rule's sh:subject must be"),
    "has two subjects": (
        f"sh:subject sh:this , [ sh:path sco:inPost ] ; sh:predicate sco:held ; {POST}",
        "a rule's sh:subject must be",
    ),
    "has no predicate": (f"sh:subject sh:this ; {POST}", "a rule has one sh:predicate"),
    "has two predicates": (
        f"sh:subject sh:this ; sh:predicate sco:held , sco:attended ; {POST}",
        "a rule has one sh:predicate",
    ),
}


@pytest.mark.parametrize("case", REFUSED_RULES)
def test_a_rule_is_refused_that(case: str, tmp_path: Path) -> None:
    rule, message = REFUSED_RULES[case]

    with pytest.raises(SchemaError) as refusal:
        changed_schema(tmp_path, f"sco:TenureShape sh:rule [ a sh:TripleRule ; {rule} ] .")

    assert "sco:Tenure" in str(refusal.value)
    assert message in str(refusal.value)


EXTRA = '[ sh:name "extra" ; sh:path sco:extra ; sh:datatype xsd:string ]'
REFUSED_SHAPES = {
    "an unknown constraint": ("sco:StateShape sh:closed true .", "sco:StateShape", "sh:closed"),
    "an unknown target": (
        "sco:StateShape sh:targetSubjectsOf sco:extra .",
        "sco:StateShape",
        "sh:targetSubjectsOf",
    ),
    "keys of no class": (
        f"sco:OrphanShape a sh:NodeShape ; sh:property {EXTRA} .",
        "sco:OrphanShape, key 'extra'",
        "sh:targetClass",
    ),
    "keys and no type": (
        f"sco:OrphanShape sh:targetClass sco:State ; sh:property {EXTRA} .",
        "sco:OrphanShape, key 'extra'",
        "sh:NodeShape",
    ),
    "an identity without a key": (
        "sco:RegionShape map:identifiedBy ( sco:nothing ) .",
        "sco:Region",
        "sco:nothing",
    ),
}


@pytest.mark.parametrize("case", REFUSED_SHAPES)
def test_a_shape_is_refused_with(case: str, tmp_path: Path) -> None:
    addition, shape, message = REFUSED_SHAPES[case]

    with pytest.raises(SchemaError) as refusal:
        changed_schema(tmp_path, addition)

    assert shape in str(refusal.value)
    assert message in str(refusal.value)


def test_an_annotation_that_the_compiler_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"sco:Role: .*map:asNodes"):
        changed_schema(tmp_path, "sco:Role map:asNodes true .")


def test_a_concept_whose_notation_is_not_in_its_iri_is_refused(tmp_path: Path) -> None:
    concept = 'role:cook a sco:Role , skos:Concept ; skos:notation "baker" .'

    with pytest.raises(SchemaError, match=r"role/cook: a concept's IRI ends with .* role/baker"):
        changed_schema(tmp_path, concept, "schemes.ttl")


def test_a_file_that_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"shapes\.ttl:\d+: not Turtle"):
        changed_schema(tmp_path, "sco:StateShape sh:property [ .")


def test_a_folder_without_an_ontology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"sco\.ttl: cannot be read"):
        read_schema(tmp_path)


ONLY_VALIDATING = {
    "a property without a key": (
        "sco:StateShape sh:property [ sh:path sco:isoAlpha2 ; sh:node sco:StateShape ;"
        ' sh:or ( [ sh:minLength 2 ] [ sh:pattern "x" ] ) ] .'
    ),
    "a path of two steps without a key": (
        "sco:StateShape sh:property [ sh:path ( sco:hasStatus sco:statusIn ) ; sh:maxCount 3 ] ."
    ),
    "alternatives": "sco:StateShape sh:or ( [ sh:property [ sh:path sco:a ; sh:minCount 1 ] ] ) .",
    "a query": 'sco:StateShape sh:sparql [ sh:select "SELECT $this WHERE { }" ] .',
    "a message": 'sco:StateShape sh:message "mend the state" ; sh:severity sh:Violation .',
}


@pytest.mark.parametrize("case", ONLY_VALIDATING)
def test_the_compiler_leaves_to_the_engine(case: str, tmp_path: Path) -> None:
    schema = changed_schema(tmp_path, ONLY_VALIDATING[case])

    assert schema.classes["state"].properties == read_schema().classes["state"].properties


# --- a property is added in ontology/ alone ---

ANTHEM = """
sco:anthem a owl:DatatypeProperty ;
    rdfs:label "anthem"@en , "гимн"@ru , "国歌"@zh ;
    skos:definition "The title of a state's anthem."@en .
"""
ANTHEM_SHAPE = """
sco:AnthemShape a sh:NodeShape ; sh:targetClass sco:State ;
    sh:property [ sh:name "anthem" ; sh:order 19 ; sh:path sco:anthem ; sh:datatype xsd:string ;
        sh:maxCount 1 ] .
"""
TWIN = """
sco:twinnedWith a owl:ObjectProperty ;
    rdfs:label "twinned with"@en , "побратим"@ru , "友好城市"@zh ;
    skos:definition "Links a city to one with which it is twinned."@en .
"""
TWIN_SHAPE = """
sco:TwinShape a sh:NodeShape ; sh:targetClass sco:Place ;
    sh:property [ sh:name "twins" ; sh:path sco:twinnedWith ; sh:class sco:Place ] .
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Build]:
    """Return a copy of ontology and records with two properties more, and their build."""
    folder = tmp_path_factory.mktemp("extended")
    changed_ontology(folder, ANTHEM + TWIN, "sco.ttl")
    ontology = changed_ontology(folder, ANTHEM_SHAPE + TWIN_SHAPE)
    records = folder / "records"
    shutil.copytree(records_folder(), records)
    for name, line in (
        ("state/india", "anthem: Jana Gana Mana"),
        ("place/bishkek", "twins: [place/moscow, place/dushanbe]"),
    ):
        with (records / f"{name}.yaml").open("a", encoding="utf-8") as record:
            record.write(f"{line}\n")
    return ontology, records, build(folder / "build", records=records, ontology=ontology)


def sparql(build_: Build, query: str) -> list[list[str]]:
    """Return the rows of a SELECT over the N-Quads of a build, as texts."""
    prefix = "PREFIX sco: <https://w3id.org/sco-graph/ontology#>"
    prefix += " PREFIX id: <https://w3id.org/sco-graph/id/> "
    store = open_quads(build_.read(QUADS))
    rows = store.query(prefix + query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return sorted([term.value for term in row] for row in rows)


def test_records_with_a_property_added_to_the_ontology_pass_the_check(
    extended: tuple[Path, Path, Build],
) -> None:
    ontology, records, _ = extended

    assert check(records, ontology) == ()


def test_an_added_property_reaches_a_cypher_row_and_a_sparql_row(
    extended: tuple[Path, Path, Build],
) -> None:
    built = extended[2]
    engine = Engine.from_bytes(built.read(STORE))

    rows = engine.cypher("MATCH (s:State) WHERE s.anthem IS NOT NULL RETURN s.id, s.anthem", {})
    assert rows == [{"s.id": "state/india", "s.anthem": "Jana Gana Mana"}]
    assert sparql(built, "SELECT ?anthem { id:state\\/india sco:anthem ?anthem }") == [
        ["Jana Gana Mana"]
    ]


def test_an_added_reference_reaches_a_cypher_row_and_a_sparql_row(
    extended: tuple[Path, Path, Build],
) -> None:
    built = extended[2]
    engine = Engine.from_bytes(built.read(STORE))

    query = "MATCH (:Place {id: $id})-[:TWINNED_WITH]->(p:Place) RETURN p.name ORDER BY p.name"
    rows = engine.cypher(query, {"id": "place/bishkek"})
    assert [row["p.name"] for row in rows] == ["Dushanbe", "Moscow"]
    assert sparql(built, "SELECT ?twin { id:place\\/bishkek sco:twinnedWith ?twin }") == [
        ["https://w3id.org/sco-graph/id/place/dushanbe"],
        ["https://w3id.org/sco-graph/id/place/moscow"],
    ]


def test_an_added_property_reaches_the_editor_and_the_dictionary(
    extended: tuple[Path, Path, Build],
) -> None:
    schema = read_schema(extended[0])

    assert '"anthem"' in str(json_schema(schema, "state")).replace("'", '"')
    assert "| `anthem` | text | 0..1 | `sco:anthem` | `anthem` |" in data_dictionary(schema)
    assert "→ `TWINNED_WITH`" in data_dictionary(schema)
