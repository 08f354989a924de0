"""A user's own Cypher on a real server: answered as by the embedded engine, and it only reads.

The queries are those that the embedded engine is tried with; what swells is left out, as what a
query takes of a server's memory is for the server's own settings.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_graph.cypher import SERVER_PROCEDURES
from sco_graph.cypher_text import read_query
from sco_graph.errors import AnswerError, QuestionError, UnknownName
from sco_graph.graph import Graph
from sco_graph.sandbox import Limits
from sco_loaders.neo4j_load import load
from tests.cypher_queries import ELSEWHERE, ENDLESS, HONEST, PARAMETERS, SEVERAL, WRITING
from tests.little_graph import little_graph
from tests.neo4j_graphs import is_equal, quiet, stored
from tests.neo4j_server import Server


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of a few records."""
    return little_graph(tmp_path_factory.mktemp("little"))


@pytest.fixture
def asked(little: Graph, used: Server) -> Iterator[Graph]:
    """Return that graph, opened so that a server answers which holds it and nothing else."""
    load(stored(little), used.address, quiet)
    with Graph(little.build, used.address) as graph:
        yield graph


def test_honest_queries_are_answered_as_by_the_embedded_engine(asked: Graph) -> None:
    for query, values in HONEST:
        given = {name: PARAMETERS[name] for name in read_query(query).parameters}
        rows = asked.cypher(query, **given)

        assert [value for row in rows for value in row.values()] == values, query


def test_what_would_write_or_is_several_is_refused_and_nothing_is_written(
    asked: Graph, little: Graph, used: Server
) -> None:
    for query in (*WRITING, *SEVERAL):
        with pytest.raises(QuestionError):
            asked.cypher(query)
    assert is_equal(stored(little), used)


def test_a_server_is_given_no_query_that_reads_a_file_or_asks_the_network(
    asked: Graph, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("the secret\n", encoding="ascii")
    seen: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

    listener = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        for query in ELSEWHERE:
            address = f"http://127.0.0.1:{listener.server_port}/"
            with pytest.raises(QuestionError) as caught:
                asked.cypher(query.replace("@", address).replace("%", secret.as_uri()))
            assert "the secret" not in str(caught.value)
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
    assert seen == []


@pytest.mark.parametrize("query", ENDLESS)
def test_a_query_without_end_is_stopped_by_the_server(asked: Graph, query: str) -> None:
    with pytest.raises(AnswerError, match=r"the query was stopped after 0\.5 s; narrow it or"):
        asked.cypher(query, Limits(seconds=0.5))


def test_a_row_too_many_is_an_error_and_not_left_out(asked: Graph) -> None:
    query = "UNWIND range(1, 100) AS x RETURN x"

    with pytest.raises(AnswerError, match="more than 99 rows; add LIMIT or raise --rows"):
        asked.cypher(query, Limits(rows=99))
    assert len(asked.cypher(query, Limits(rows=100))) == 100


def test_rows_beyond_the_limit_are_not_waited_for(asked: Graph) -> None:
    with pytest.raises(AnswerError, match="more than 10,000 rows"):
        asked.cypher("UNWIND range(1, 1000000000) AS x RETURN x")


def test_a_name_that_does_not_exist_is_an_error_with_the_near_ones(asked: Graph) -> None:
    with pytest.raises(UnknownName, match=r"no label 'Sate'.*'State'"):
        asked.cypher("MATCH (n:Sate) RETURN n.name AS name")


def test_nodes_relationships_and_paths_come_as_from_the_embedded_engine(
    asked: Graph, little: Graph
) -> None:
    query = "MATCH (t:Topic {id: 'topic/agriculture'})<-[r]-(d:Discussion) RETURN t, r, d"

    [row], [other] = asked.cypher(query), little.cypher(query)
    assert row == other
    [path] = asked.cypher("MATCH p = (:Topic)<-[:TOPIC]-(:Discussion) RETURN p LIMIT 1")
    assert [sorted(step) for step in path["p"]] == [
        ["labels", "properties"],
        ["properties", "type"],
        ["labels", "properties"],
    ]


def test_names_are_found_by_the_full_text_index_in_three_languages(asked: Graph) -> None:
    query = """CALL db.index.fulltext.queryNodes('sco_names', $text) YIELD node, score
               RETURN node.id AS id ORDER BY score DESC, id LIMIT 1"""

    found = {text: asked.cypher(query, text=text) for text in ("Mars", "Марс", "火星")}
    assert found == {text: [{"id": "state/mars"}] for text in found}


def test_the_procedures_that_a_server_may_run_only_read(used: Server) -> None:
    rows = used.rows("SHOW PROCEDURES YIELD name, mode RETURN toLower(name), mode")
    modes = {name: mode for name, mode in rows if name in SERVER_PROCEDURES}

    assert modes == dict.fromkeys(SERVER_PROCEDURES, "READ")
