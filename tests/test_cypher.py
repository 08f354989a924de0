"""A user's Cypher is answered, only reads, is stopped at its limits, names only what there is."""

from __future__ import annotations

import datetime
import gc
import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import kglite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.cypher import EMBEDDED_PROCEDURES, cypher, known_names
from sco_graph.cypher_names import refuse_unknown
from sco_graph.cypher_text import read_query
from sco_graph.errors import AnswerError, QuestionError, UnknownName
from sco_graph.graph import Graph
from sco_graph.questions import get_question, question_names
from sco_graph.sandbox import Limits
from sco_loaders.build import STORE
from tests.cypher_queries import (
    ELSEWHERE,
    ENDLESS,
    HONEST,
    PARAMETERS,
    SEVERAL,
    SWELLING,
    WRITING,
)
from tests.little_graph import little_graph
from tests.test_sandbox import NOT_ON_WINDOWS

MIB = 2**20


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of a few records."""
    return little_graph(tmp_path_factory.mktemp("little"))


# --- answers ---


def test_rows_have_values_of_python(little: Graph) -> None:
    rows = little.cypher(
        """MATCH (m:Meeting)-[:HAS_PARTICIPATION]->(p)
           RETURN m.start_date AS day, p.roles AS roles, m.mode AS nothing,
                  {day: m.start_date, number: m.number} AS map
           ORDER BY p.id"""
    )

    day = datetime.date(2025, 7, 7)
    same = {"day": day, "nothing": None, "map": {"day": day, "number": 1}}
    assert rows == [{**same, "roles": ["guest"]}, {**same, "roles": ["chair", "speaker"]}]


def test_a_node_is_its_labels_and_its_own_properties(little: Graph) -> None:
    [row] = little.cypher(
        "MATCH (t:Topic {id: 'topic/agriculture'})<-[r]-(:Discussion) RETURN t, r"
    )

    assert row["t"]["labels"] == ["Topic"]
    assert row["t"]["properties"].keys() == {"id", "iri", "name", "name_ru", "name_zh"}
    assert row["r"] == {"type": "TOPIC", "properties": {}}


def test_parameters_are_values_and_never_a_part_of_the_query(little: Graph) -> None:
    values = {
        "text": "x'}) DETACH DELETE n //",
        "day": datetime.date(2025, 7, 7),
        "moment": datetime.datetime(2025, 7, 7, 12, tzinfo=datetime.UTC),
        "rows": [{"$date": "no day", "delete": None}, {"day": datetime.date(2025, 7, 8)}],
        "number": 1.5,
        "truth": True,
    }

    [row] = little.cypher(
        "RETURN $text AS text, $day AS day, $moment AS moment, $rows AS rows, $number AS number, "
        "$truth AS truth",
        **values,
    )

    assert row == values


def test_columns_are_told_without_any_row(little: Graph) -> None:
    answer = cypher(little.build, "MATCH (n:State) WHERE n.id = '' RETURN n.name AS a, n.id AS b")

    assert (answer.columns, answer.rows) == (("a", "b"), ())


@pytest.mark.parametrize("name", question_names())
def test_a_question_of_the_pack_can_be_asked_as_a_query_of_a_users_own(
    graph: Graph, name: str
) -> None:
    question = get_question(name)
    named = read_query(question.cypher).parameters  # some are for the step alone
    given_: dict[str, object] = {
        p.name: "meeting/industry-2025-yekaterinburg" if p.required else None
        for p in question.parameters
        if p.name in named
    }

    assert graph.cypher(question.cypher, **given_) == graph.engine.cypher(question.cypher, given_)


# --- what is refused ---


def test_there_are_as_many_attempts_and_honest_queries_as_are_needed() -> None:
    attempts = {*WRITING, *ELSEWHERE, *SEVERAL, *SWELLING, *ENDLESS}

    assert len(attempts) == len([*WRITING, *ELSEWHERE, *SEVERAL, *SWELLING, *ENDLESS]) >= 60
    assert len({query for query, _ in HONEST}) == len(HONEST) >= 60


@pytest.mark.parametrize("query", [*WRITING, *SEVERAL])
def test_a_query_that_would_write_or_is_several_is_refused(little: Graph, query: str) -> None:
    store = little.build.folder / STORE

    with pytest.raises(QuestionError):
        little.cypher(query)
    digest = hashlib.sha256(store.read_bytes()).hexdigest()
    assert digest == little.build.manifest["files"][STORE]["sha256"]


class Server(http.server.BaseHTTPRequestHandler):
    """Notes who asks."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server of this machine, and the list of what it was asked."""
    Server.asked = []
    gc.collect()  # rows of pyoxigraph must be dropped by the thread that has made them
    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", Server.asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("query", ELSEWHERE)
def test_a_query_that_would_read_a_file_or_ask_the_network_is_refused(
    little: Graph, server: tuple[str, list[str]], tmp_path: Path, query: str
) -> None:
    address, asked = server
    secret = tmp_path / "secret.csv"
    secret.write_text("the secret\n", encoding="ascii")

    with pytest.raises(QuestionError) as caught:
        little.cypher(query.replace("@", address).replace("%", secret.as_uri()))
    assert "the secret" not in str(caught.value)
    assert asked == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "MATCH (n)\n  DELETE n",
            "line 2, column 3: DELETE writes; the graph is read, not written",
        ),
        (
            "LOAD CSV FROM 'x' AS l RETURN l",
            "column 1: LOAD reads a file or an address; this graph",
        ),
        ("WITH 1 AS x RETURN set", "column 20: set writes; the graph is read, not written; a name"),
        ("RETURN 1 AS x; RETURN 2", "line 1, column 14: a second statement follows; ask one at a"),
        ("CALL apoc.load.json('x')", "the procedure 'apoc.load.json' is not among those that read"),
        ("RETURN apoc.load.x(1)", "column 18: the function 'apoc.load.x' is not known"),
        ("MTCH (n) RETURN n", "no query begins with 'MTCH'; did you mean 'MATCH'?"),
        ("RETURN 'a", "line 1, column 8: what begins here has no end"),
        ("RETURN 1 /* a", "line 1, column 10: what begins here has no end"),
        ("RETURN 1\u200b", "line 1, column 9: U+200B stands here; remove it"),
        ("RETURN\x1c1", "line 1, column 7: U+001C is no space; remove it"),
        ("", "this is no query; one begins with MATCH or"),
        ("// nothing", "this is no query; one begins with MATCH or"),
        ("RETURN 1 +", "line 1, col 11: Unexpected end of query"),
        ("RETURN 1 /* one\n two */ +", "line 2, col 10: Unexpected end of query"),
        ("RETURN $day", "the query lacks a value for $day"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_with_its_place(
    little: Graph, query: str, message: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        little.cypher(query)
    assert message in str(caught.value)


def test_a_query_longer_than_any_person_writes_is_refused() -> None:
    with pytest.raises(QuestionError, match="longer than 1,000,000 characters"):
        read_query(f"RETURN 1 //{'x' * 1_000_000}")


@pytest.mark.parametrize(
    "piece",
    [
        "'\\",
        "a.",
        "`",
        "``",
        "/*",
        "//",
        "*/",
        "$",
        "1.",
        "((",
        "{a:",
        "id.",
        "[a|",
        "\\u0041",
        ":A|",
    ],
)
def test_a_text_that_is_made_to_be_slow_is_read(piece: str) -> None:
    query = read_query(f"RETURN {piece * 100_000}")

    try:
        query.refuse(EMBEDDED_PROCEDURES)
        refuse_unknown(query, known_names(), {})
    except QuestionError as error:
        assert len(str(error)) < 1_000  # noqa: PT017  # whether it is refused is of no concern
    assert len(query.plain) == len(query.text)


# --- what uses up memory or time ---


@NOT_ON_WINDOWS
@pytest.mark.parametrize("query", SWELLING)
def test_a_query_that_swells_is_stopped(little: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match=r"ran out of the 32 MiB|safety limit"):
        little.cypher(query, Limits(memory=32 * MIB, seconds=300))


@pytest.mark.parametrize("query", ENDLESS)
def test_a_query_without_end_is_stopped(little: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match=r"stopped after 0\.2 s|ran out of the 1 GiB"):
        little.cypher(query, Limits(seconds=0.2))


def test_a_row_too_many_is_an_error_and_not_left_out(little: Graph) -> None:
    query = "UNWIND range(1, 100) AS x RETURN x"

    with pytest.raises(AnswerError, match="more than 99 rows; add LIMIT or raise --rows"):
        little.cypher(query, Limits(rows=99))
    assert len(little.cypher(query, Limits(rows=100))) == 100


# --- what only looks suspicious ---


@pytest.mark.parametrize(("query", "values"), HONEST)
def test_an_honest_query_is_answered_whatever_words_it_holds(
    little: Graph, query: str, values: list[object]
) -> None:
    given_ = {name: PARAMETERS[name] for name in read_query(query).parameters}

    assert [row["x"] for row in little.cypher(query, **given_)] == values


PIECES = st.sampled_from(
    [
        *(
            " ",
            "\n",
            "\r",
            ";",
            "'",
            '"',
            "`",
            "\\",
            "\\'",
            "//",
            "/*",
            "*/",
            "(",
            ")",
            "{",
            "}",
            ".",
        ),
        *(
            ":",
            "|",
            "$",
            "1",
            "1.",
            "a",
            ",",
            "RETURN 1 AS x ",
            "WITH 1 AS x ",
            "MATCH (n) ",
            "AS ",
        ),
        *(
            "'a'",
            '"b"',
            "`c`",
            "{a: 1}",
            "[1]",
            "-->",
            "\\u0027",
            "\u00a0",
            "\u2028",
            "\x0b",
            "\u200b",
        ),
    ]
)
CLAUSES = st.sampled_from(
    [
        *("CREATE (:New)", "create(:New)", "SET n.name = 'Other'", "DELETE n", "DETACH DELETE n"),
        *("MERGE (:New {id: 1})", "REMOVE n.name", "LOAD CSV FROM '%' AS l RETURN l", "SET n:New "),
        *("FOREACH (i IN [1] | CREATE (:New))", "CALL { CREATE (:New) }", "CALL db.cdc.enable()"),
    ]
)


@given(st.lists(PIECES, max_size=5), CLAUSES, st.lists(PIECES | CLAUSES, max_size=4))
def test_no_query_that_is_let_through_makes_the_engine_write(
    before: list[str], clause: str, after: list[str]
) -> None:
    query = read_query("".join([*before, clause, *after]).replace("%", Path(__file__).as_uri()))
    graph = kglite.KnowledgeGraph()
    graph.cypher("CREATE (:State {id: 'state/mars', name: 'Mars'})")
    try:
        query.refuse(EMBEDDED_PROCEDURES)
    except QuestionError:
        return

    try:
        answer = str(list(graph.cypher(query.plain, params={"a": 1})))
    except kglite.KgError:
        answer = ""
    assert "from __future__" not in answer
    left = graph.cypher("MATCH (n) RETURN n.name AS name, labels(n) AS labels")
    assert list(map(dict, left)) == [{"name": "Mars", "labels": ["State"]}]


# --- names that do not exist ---


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (n:Persn) RETURN n", "no label 'Persn'; did you mean 'Person'?"),
        ("MATCH (n:`Persn`) RETURN n", "no label 'Persn'; did you mean 'Person'?"),
        ("MATCH (:State)-->(:Meetng) RETURN 1 AS x", "no label 'Meetng'; did you mean 'Meeting'?"),
        ("MATCH (n:State|Regon) RETURN n", "no label 'Regon'; did you mean 'Region'?"),
        ("MATCH (n:State&!(Persn|Body)) RETURN n", "no label 'Persn'"),
        ("MATCH (n) WHERE n:Persn RETURN n", "no label 'Persn'"),
        ("MATCH (n) RETURN CASE WHEN n:Persn THEN 1 END AS x", "no label 'Persn'"),
        ("MATCH (n) WHERE EXISTS { MATCH (n)-->(:Persn) } RETURN n", "no label 'Persn'"),
        ("RETURN [(a:Persn)-->(b) | b.id] AS x", "no label 'Persn'"),
        ("MATCH (n)-[:ATENDED]->() RETURN n", "no relationship type 'ATENDED'; did you mean 'ATTE"),
        ("MATCH (n)-[r:HELD|ATENDED*1..3]->() RETURN n", "no relationship type 'ATENDED'"),
        ("MATCH (n)<-[:HELD|:ATENDED]-() RETURN n", "no relationship type 'ATENDED'"),
        ("MATCH (n)-[:State]->() RETURN n", "no relationship type 'State'"),
        ("MATCH (n:State) RETURN n.nam AS x", "no property 'nam'; did you mean 'name'?"),
        ("MATCH (n:State) RETURN n.title AS x", "no property 'title'"),
        ("MATCH (n:State) RETURN n.`nam` AS x", "no property 'nam'"),
        ("MATCH (n:State {nam: 'x'}) RETURN n", "no property 'nam'"),
        ("MATCH (n {id: 'x', nam: 'x'}) RETURN n", "no property 'nam'"),
        ("MATCH (a)-->({nam: 'x'}) RETURN a", "no property 'nam'"),
        ("MATCH ()-[r:HELD {nam: 1}]->() RETURN r", "no property 'nam'"),
        ("MATCH (n:State) RETURN n {.name, .nam} AS x", "no property 'nam'"),
        ("MATCH p = (n)-->() RETURN nodes(p)[0].nam AS x", "no property 'nam'"),
        ("MATCH (n) RETURN coalesce(n.nam, {name: 1}.name) AS x", "no property 'nam'"),
        ("MATCH (m:Meeting) RETURN m.start_date.yaer AS x", "no property 'yaer'"),
    ],
)
def test_a_name_that_does_not_exist_is_an_error_with_the_near_ones(
    little: Graph, query: str, message: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        little.cypher(query)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "query",
    [
        "WITH {total: 1, parts: [{own: 2}]} AS m RETURN m.total + m.parts[0].own AS x",
        "MATCH (n:State) WITH n {.name, total: 1} AS m RETURN m.total AS x",
        "MATCH (n:State) WITH n, 1 AS total WITH n {.name, total} AS m RETURN m.total AS x",
        "UNWIND $rows AS row RETURN row.own.deep AS x",
        "RETURN $row.own.deep AS x",
        "RETURN date('2025-07-07').weekYear AS x, duration('P1D').days AS y",
        "RETURN date({year: 2025, month: 7, day: 7}) AS x",
        "RETURN date.truncate('month', date('2025-07-07')) AS x",
        "WITH 1 AS x, [1, 2, 3] AS list RETURN list[x..] AS y, list[..x] AS z",
        "MATCH (n:State) RETURN [x IN [n] WHERE x:State | x.name] AS x",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (t:Topic)-[:BROADER]->(b:Topic) RETURN t.name_zh AS x, b.iri AS y LIMIT 1",
        "MATCH (p:Participation) RETURN p.level_rank AS x",
        "MATCH (c:Claim) RETURN c.property_iri AS x",
    ],
)
def test_a_name_that_a_query_makes_itself_is_no_error(query: str) -> None:
    rows = [{"own": {"deep": 1}}]

    refuse_unknown(read_query(query), known_names(), {"rows": rows, "row": rows[0]})


def test_every_name_of_the_graph_is_known(graph: Graph) -> None:
    names = known_names()

    labels = graph.engine.cypher("CALL db.labels() YIELD label RETURN label", {})
    types = graph.engine.cypher("MATCH ()-[r]->() RETURN DISTINCT type(r) AS type", {})
    nodes = graph.engine.table("MATCH (n) RETURN n", {})[1]
    assert {row["label"] for row in labels} <= names.labels
    assert {row["type"] for row in types} <= names.types
    assert {key for row in nodes for key in row["n"]["properties"]} <= names.properties


def test_a_parameter_that_the_query_lacks_is_told_with_the_near_ones(little: Graph) -> None:
    with pytest.raises(UnknownName, match="no parameter of the query 'stat'; did you mean 'state'"):
        little.cypher("RETURN $state AS x", stat=1)
