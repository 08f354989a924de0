"""The pack as a whole: the form of its files, the portable Cypher, and the SPARQL twins."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from benchmarks.generated import write_yaml
from benchmarks.generator import records
from sco_graph.cypher_names import read_names, refuse_unknown
from sco_graph.cypher_text import read_query
from sco_graph.graph import Graph
from sco_graph.questions import (
    ANY,
    PLAIN_KINDS,
    Question,
    get_question,
    question_names,
)
from sco_graph.resources import queries_folder
from sco_graph.schema import Kind, Schema
from sco_graph.shapes import read_schema
from sco_graph.twins import ask
from sco_loaders.build import build
from tests.islands import ARCHIPELAGO
from tests.parameters import parameter_sets
from tests.planted import plant
from tests.portable import EXAMPLES, PORTABLE, constructs

NAMES = question_names()
WORLDS = ("frozen", "islands", "generated")
SETS = 60
"""How many sets of values are tried of each kind, at most."""
FEW = 20


@pytest.fixture(scope="session", params=WORLDS)
def world(
    request: pytest.FixtureRequest, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Graph:
    """Return the graph of the frozen, the invented or the generated records."""
    if request.param == "frozen":
        return graph
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "islands":
        plant(folder / "records", ARCHIPELAGO)
    else:
        (folder / "records").mkdir()
        for record in records(25):
            write_yaml(record, folder / "records")
    return Graph(build(folder / "build", folder / "records"))


@pytest.fixture(scope="session")
def schema() -> Schema:
    return read_schema()


@pytest.mark.parametrize("name", NAMES)
def test_a_question_and_both_its_languages_give_the_same_columns(frozen: Graph, name: str) -> None:
    question = get_question(name)
    given = next(s for s in parameter_sets(frozen, question, SETS) if frozen.query(name, **s))
    columns = [column.name for column in question.selected]

    assert list(frozen.engine.cypher(question.cypher, question.bind(given))[0]) == columns
    assert [v for v in selected(frozen, question) if v in columns] == columns


@pytest.mark.parametrize("name", NAMES)
def test_a_question_opens_with_one_sentence_in_both_languages(name: str) -> None:
    question = get_question(name)

    assert question.cypher.splitlines()[0] == f"// {first_line(question.sparql)}"
    assert first_line(question.sparql).endswith("?")


@pytest.mark.parametrize("name", NAMES)
def test_parameters_and_columns_are_of_known_kinds_and_told_in_a_sentence(
    name: str, schema: Schema
) -> None:
    question = get_question(name)
    kinds = {*schema.classes, "topic", ANY}

    assert all(
        p.scheme or p.words or p.kind in PLAIN_KINDS or set(p.kinds) <= kinds
        for p in question.parameters
    )
    assert all(schema.scheme(p.scheme) for p in question.parameters if p.scheme)
    assert {c.kind for c in question.columns} <= {
        "text",
        "id",
        "integer",
        "decimal",
        "date",
        "boolean",
        "list",
        "name",
        "names",
    }
    assert all(parameter.text.endswith(".") for parameter in question.parameters)
    assert all(column.text.endswith(".") for column in question.columns)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_names_its_sources_and_the_places_in_them(name: str) -> None:
    columns = {column.name for column in get_question(name).columns}

    assert {"source", "locator", "basis"} <= columns


def test_every_question_has_a_twin_and_every_twin_a_question() -> None:
    twins = {path.stem for path in (queries_folder() / "sparql").glob("*.rq")}

    assert twins == set(NAMES)


# --- the twins answer alike ---


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_give_the_same_rows_in_the_same_order(world: Graph, name: str) -> None:
    question = get_question(name)

    for given in parameter_sets(world, question, SETS):
        assert ask(world.store, question, given) == world.query(name, **given), given


@pytest.mark.parametrize("name", NAMES)
def test_the_same_question_twice_gives_the_same_rows(graph: Graph, name: str) -> None:
    for given in parameter_sets(graph, get_question(name), SETS):
        assert graph.query(name, **given) == graph.query(name, **given)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_tried_with_an_answer_and_without(frozen: Graph, name: str) -> None:
    answers = [
        bool(frozen.query(name, **s)) for s in parameter_sets(frozen, get_question(name), SETS)
    ]

    assert {True, False} <= set(answers)


NESTED_TOO = {"conflicts", "path-between", "rests-only-on", "support", "thin-evidence"}
"""Questions whose texts name things within records too, which have an English name alone."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NESTED_TOO])
def test_a_column_that_holds_names_of_things_is_said_to(frozen: Graph, name: str) -> None:
    query = "MATCH (n:ScoNode) WHERE size(split(n.id, '/')) = 2 RETURN n.name AS name"
    names = {row["name"] for row in frozen.engine.cypher(query, {})}
    kinds = {column.name: column.kind for column in get_question(name).columns}

    for given in parameter_sets(frozen, get_question(name), FEW):
        for row in frozen.query(name, **given):
            for column, value in row.items():
                held = names.intersection(value if isinstance(value, list) else [str(value)])
                assert not held or kinds[column] in ("name", "names"), (column, held)


# --- Cypher that runs on both engines ---


@pytest.mark.parametrize("name", NAMES)
def test_a_question_keeps_to_the_cypher_of_both_engines(name: str) -> None:
    assert constructs(get_question(name).cypher) == []


@pytest.mark.parametrize(("construct", "query"), EXAMPLES)
def test_what_is_to_be_avoided_is_found_and_named(construct: str, query: str) -> None:
    assert constructs(query) == [construct]


@pytest.mark.parametrize("query", PORTABLE)
def test_what_both_engines_read_alike_is_not_found(query: str) -> None:
    assert constructs(query) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_one_statement_that_only_reads(name: str) -> None:
    read_query(get_question(name).cypher).refuse(procedures=())


@pytest.mark.parametrize("name", NAMES)
def test_an_order_names_no_variable_that_is_a_column_too(name: str) -> None:
    """Neo4j takes such a name for the column, the embedded engine for the variable."""
    question = get_question(name)
    order = plain(question.cypher).rpartition("ORDER BY")[2]

    assert "ORDER BY" in question.cypher
    assert not set(re.findall(r"\b(\w+)\.", order)) & {c.name for c in question.selected}


@pytest.mark.parametrize("name", NAMES)
def test_a_question_asks_for_nothing_that_the_schema_lacks(name: str, schema: Schema) -> None:
    refuse_unknown(read_query(get_question(name).cypher), read_names(schema), {})


def test_support_follows_every_kind_of_nested_thing_that_cites(schema: Schema) -> None:
    citing = {c.iri for c in schema.classes.values() if "sources" in c.properties}
    nested = {
        p.relationship
        for c in schema.classes.values()
        for p in c.properties.values()
        if p.kind is Kind.NESTED and p.target in citing
    }
    question = get_question("support")
    in_sparql = re.findall(r"sco:has(\w+)", question.sparql.partition("* ?n")[0])

    assert set(re.findall(r"\bHAS_\w+", question.cypher.partition("->(n)")[0])) == nested
    assert {f"HAS_{name.upper()}" for name in in_sparql} == nested


def test_no_thing_is_nested_deeper_and_no_topic_lies_lower_than_the_questions_reach(
    graph: Graph,
) -> None:
    ids = [row["id"] for row in graph.engine.cypher("MATCH (n) RETURN n.id AS id", {})]
    narrower = graph.engine.cypher(
        "MATCH (t:Topic)-[:BROADER*6..6]->(:Topic) RETURN t.id AS id LIMIT 1", {}
    )

    assert max(id_.count("/") // 2 for id_ in ids) <= 3
    assert narrower == []


# --- what the tests go by ---


def selected(graph: Graph, question: Question) -> list[str]:
    """Return the variables of a twin's SELECT."""
    solutions = graph.store.query(question.sparql, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return [variable.value for variable in solutions.variables]


def first_line(sparql: str) -> str:
    return sparql.splitlines()[0].removeprefix("# ")


def plain(cypher: str) -> str:
    """Return a query without its comments and the insides of its strings."""
    return re.sub(r"'[^']*'", "''", re.sub(r"//.*", "", cypher))
