"""A user's query is stopped at its limits, whatever it does, and its child never outlives it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from sco_graph import sandbox
from sco_graph.errors import AnswerError, QuestionError, ScoGraphError, StoreError, WrongUse
from sco_graph.graph import Graph
from sco_graph.sandbox import Job, Limits, run
from sco_graph.sandboxed import OUT_OF_MEMORY
from sco_loaders.build import STORE
from tests.little_graph import little_graph

MIB = 2**20
NO_PARAMETERS: dict[str, Any] = {
    "prefixes": {},
    "graphs": [],
    "known": [],
    "named": [],
    "given": {},
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LETTERS_BY_THE_MILLION = (
    "SELECT (REPLACE(REPLACE(REPLACE(REPLACE(?a, 'a', ?a), 'a', ?a), 'a', ?a), 'a', ?a) AS ?b) "
    f"{{ VALUES ?a {{ '{'a' * 60}' }} }}"
)
NOT_ON_WINDOWS = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no limit of memory or files for a process"
)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of 500 quads."""
    path = tmp_path_factory.mktemp("quads") / "some.nq"
    lines = (f"<x:s{i}> <x:p{i % 7}> <x:s{i * 7 % 500}> <x:g{i % 5}> ." for i in range(500))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of a few records."""
    return little_graph(tmp_path_factory.mktemp("little"))


def job(path: Path, query: str) -> Job:
    """Return a SPARQL query of a file."""
    return Job(
        engine="sparql",
        store=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        query=query,
        parameters={**NO_PARAMETERS, "written": query},
    )


def cypher(graph: Graph, query: str, **parameters: object) -> Job:
    """Return a Cypher query of a build."""
    return Job(
        engine="cypher",
        store=graph.build.folder / STORE,
        sha256=graph.build.manifest["files"][STORE]["sha256"],
        query=query,
        parameters=parameters,
    )


# --- answers ---


def test_rows_come_back_as_the_engine_gives_them(quads: Path) -> None:
    reply = run(job(quads, "SELECT ?s (1 AS ?n) ?u { ?s <x:p0> <x:s0> }"), Limits())

    number = {
        "type": "literal",
        "value": "1",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
    assert reply.head == {"vars": ["s", "n", "u"], "unknown": []}
    assert reply.rows == [[{"type": "uri", "value": "x:s0"}, number, None]]


def test_another_engine_is_asked_in_the_same_way(little: Graph) -> None:
    query = "MATCH (n {id: $id}) RETURN n.id AS id, date('2025-07-07') AS day, [1, 2] AS list"

    reply = run(cypher(little, query, id="state/mars"), Limits())

    assert reply.head == ["id", "day", "list"]
    assert reply.rows == [["state/mars", {"$date": "2025-07-07"}, [1, 2]]]


def test_a_whole_answer_just_within_the_limit_of_rows_is_given(quads: Path) -> None:
    reply = run(job(quads, "SELECT ?s { ?s <x:p0> ?o }"), Limits(rows=72))

    assert len(reply.rows) == 72


def test_queries_are_answered_from_several_threads_at_once(quads: Path) -> None:
    counts: list[int] = []

    def ask(number: int) -> None:
        rows = run(job(quads, f"SELECT ?s {{ GRAPH <x:g{number}> {{ ?s ?p ?o }} }}"), Limits()).rows
        counts.append(len(rows))

    threads = [threading.Thread(target=ask, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [100, 100, 100, 100]


def test_a_query_much_longer_than_a_pipe_holds_arrives(quads: Path) -> None:
    reply = run(job(quads, f"ASK {{ }} # {'x' * 500_000}"), Limits())

    assert reply.head == {"boolean": True, "unknown": []}


def test_a_child_imports_nothing_that_lies_where_it_runs(
    quads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert run(job(quads, "ASK { }"), Limits()).head == {"boolean": True, "unknown": []}


# --- limits ---


def test_a_query_is_stopped_when_its_time_is_over(quads: Path) -> None:
    with pytest.raises(AnswerError, match=r"^the query was stopped after 0\.3 s; narrow it or"):
        run(job(quads, ENDLESS), Limits(seconds=0.3))


def test_a_query_of_another_engine_is_stopped_when_its_time_is_over(little: Graph) -> None:
    query = (
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b WITH a, b WHERE a + b < 0 RETURN a"
    )

    with pytest.raises(AnswerError, match=r"stopped after 0\.1 s"):
        run(cypher(little, query), Limits(seconds=0.1, memory=2**40))


@NOT_ON_WINDOWS
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        LETTERS_BY_THE_MILLION,
    ],
)
def test_a_query_is_stopped_when_its_memory_is_used_up(quads: Path, query: str) -> None:
    with pytest.raises(AnswerError, match=r"^the query ran out of the 24 MiB it may use; narrow"):
        run(job(quads, query), Limits(memory=24 * MIB, seconds=300))


@NOT_ON_WINDOWS
def test_a_text_that_doubles_runs_out_of_memory_and_not_of_this_process(little: Graph) -> None:
    query = "RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS x"

    with pytest.raises(AnswerError, match="ran out of the 24 MiB"):
        run(cypher(little, query), Limits(memory=24 * MIB, seconds=300))


@NOT_ON_WINDOWS
def test_a_range_of_a_thousand_million_is_refused_or_stopped(little: Graph) -> None:
    query = "UNWIND range(1, 1000000000) AS x RETURN count(x) AS n"

    with pytest.raises(ScoGraphError, match=r"limit|ran out"):
        run(cypher(little, query), Limits(memory=24 * MIB, seconds=300))


def test_a_row_too_many_is_an_error_and_not_left_out(quads: Path) -> None:
    with pytest.raises(
        AnswerError, match=r"^the query gives more than 99 rows; add LIMIT or raise --rows$"
    ):
        run(job(quads, "SELECT ?s { GRAPH <x:g0> { ?s ?p ?o } }"), Limits(rows=99))


def test_a_row_too_long_for_this_process_is_an_error(quads: Path) -> None:
    long = "REPLACE(REPLACE(?a, 'a', ?a), 'a', ?a)"
    query = f"SELECT ({long} AS ?b) ?c {{ VALUES ?a {{ '{'a' * 60}' }} GRAPH ?g {{ ?c ?d ?e }} }}"

    with pytest.raises(AnswerError, match=r"^the answer is longer than 16 MiB; ask for less or"):
        run(job(quads, query), Limits(memory=64 * MIB))


def test_a_query_nested_too_deeply_ends_its_child_alone(quads: Path) -> None:
    with pytest.raises(QuestionError, match="nested too deeply or too long"):
        run(job(quads, f"SELECT * {'{' * 100_000}{'}' * 100_000}"), Limits())


def test_the_opening_of_the_store_has_a_time_of_its_own(
    quads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "START_SECONDS", 0.001)

    with pytest.raises(StoreError, match=r"could not be opened within 0\.001 s"):
        run(job(quads, "ASK { }"), Limits())


@pytest.mark.parametrize(
    "limits",
    [
        {"seconds": 0},
        {"seconds": -1},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
        {"memory": 0},
        {"rows": -5},
        {"rows": 0},
    ],
)
def test_a_limit_that_is_none_is_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(WrongUse, match="must be above 0"):
        Limits(**limits)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((-1.0, 1024, 10), "--timeout is -1.0; it must be above 0 and at most 1,000,000"),
        ((30.0, 0, 10), "--memory is 0; it must be above 0 and at most 67,108,864"),
        ((30.0, 1024, -5), "--rows is -5; it must be above 0"),
    ],
)
def test_an_option_that_sets_no_limit_is_told_by_its_name(
    options: tuple[float, int, int], message: str
) -> None:
    with pytest.raises(WrongUse, match=f"^{message}"):
        Limits.from_options(*options)


# --- what a child has given up ---


@NOT_ON_WINDOWS
@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8080/", "http://localhost/sparql"])
def test_a_child_reaches_no_endpoint_even_where_nobody_looked_at_the_query(
    quads: Path, endpoint: str
) -> None:
    with pytest.raises(QuestionError, match="fails"):
        run(job(quads, f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"), Limits())


@NOT_ON_WINDOWS
def test_a_child_reads_no_file_even_where_the_engine_would(little: Graph, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n", encoding="ascii")

    with pytest.raises(QuestionError, match="Too many open files"):
        run(cypher(little, f"LOAD CSV FROM '{secret.as_uri()}' AS line RETURN line"), Limits())


def test_a_child_writes_nothing(little: Graph) -> None:
    with pytest.raises(QuestionError, match="read-only"):
        run(cypher(little, "CREATE (n:State {id: 'state/new'}) RETURN n"), Limits())


# --- stores ---


def test_another_file_than_the_one_that_is_meant_is_refused(quads: Path) -> None:
    meant = job(quads, "ASK { }")
    other = Job(
        engine="sparql", store=quads, sha256="0" * 64, query="ASK { }", parameters=meant.parameters
    )

    with pytest.raises(StoreError, match=r"some\.nq: is damaged or from another build"):
        run(other, Limits())


def test_a_file_that_is_not_there_is_told_of(quads: Path, tmp_path: Path) -> None:
    there = job(quads, "ASK { }")
    gone = Job(
        engine="sparql",
        store=tmp_path / "gone.nq",
        sha256=there.sha256,
        query="ASK { }",
        parameters=there.parameters,
    )

    with pytest.raises(StoreError, match=r"gone\.nq: cannot be read: No such file"):
        run(gone, Limits())


# --- ends ---

ASKING = """
import sys
from pathlib import Path
from sco_graph.sandbox import Job, Limits, run
from sco_graph.errors import QuestionError
path, sha256, query = sys.argv[1:]
parameters = {"prefixes": {}, "graphs": [], "known": [], "named": [], "given": {}}
parameters["written"] = query
job = Job(engine="sparql", store=Path(path), sha256=sha256, query=query, parameters=parameters)
run(job, Limits(seconds=600))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize("signal_", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_no_child_outlives_a_caller_that_is_ended(quads: Path, signal_: str) -> None:
    asked = job(quads, ENDLESS)
    caller = subprocess.Popen(
        [sys.executable, "-c", ASKING, str(asked.store), asked.sha256, asked.query],
        stderr=subprocess.DEVNULL,
    )
    process = psutil.Process(caller.pid)
    while not (children := process.children()) or children[0].cpu_times().user < 0.3:
        time.sleep(0.01)  # until the query is running

    os.kill(caller.pid, getattr(signal, signal_))

    caller.wait(timeout=60)
    _, alive = psutil.wait_procs(children, timeout=60)
    assert not alive


def test_a_process_that_watches_its_memory_ends_when_it_is_used_up() -> None:
    program = (
        "import threading; from sco_graph.sandboxed import peak_memory, watch_memory\n"
        "most = peak_memory() + 20 * 2**20\n"
        "threading.Thread(target=watch_memory, args=[most], daemon=True).start()\n"
        "held = []\n"
        "while True: held.append(bytes(range(256)) * 4096)\n"
    )
    if sys.platform == "win32":
        pytest.skip("Windows does not tell it in this way")

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == OUT_OF_MEMORY


def test_a_child_that_cannot_run_says_why(
    quads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "pyoxigraph.py"
    broken.write_text("raise ImportError('half an installation')", encoding="ascii")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ScoGraphError, match="could not be run: ImportError: half an installation"):
        run(job(quads, "ASK { }"), Limits())
