"""The command line as its users meet it: whole processes, their two streams and exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sco_graph.questions import get_question, question_names
from sco_graph.resources import records_folder
from sco_loaders.build import build
from tests.golden import FROZEN

MEETING = "meeting/industry-2025-yekaterinburg"
ALL_WITH_ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DOUBLING = "reduce(s = 'x', i IN range(1, 40) | s + s)"
Finished = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module", autouse=True)
def own_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build once, and let every command of this file ask that build."""
    folder = tmp_path_factory.mktemp("build")
    build(folder, FROZEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCO_GRAPH_BUILD", str(folder))
        yield folder


def run(
    *args: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> Finished:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
    )


def copied_records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(records_folder(), tmp_path / "records"))


# --- questions ---


def test_a_question_prints_its_rows_on_stdout_and_nothing_else() -> None:
    answer = run("query", "who-attended", "--meeting", MEETING, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert list(rows[0]) == [column.name for column in get_question("who-attended").columns]
    assert ("state/india", "ambassador") in {(row["represents_id"], row["level"]) for row in rows}


@pytest.mark.parametrize(
    "command",
    [
        ("draw", "meeting", "meeting/\udcff", "-o", "never.svg"),
        ("query", "who-attended", "--meeting", "meeting/\udcff"),
        ("show", "meeting/\udcff"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_one_line(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    answer = run(*command, cwd=tmp_path)

    told = "sco-graph: 'meeting/\\udcff' is no text in UTF-8; give an id or a name\n"
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", told)


def test_a_path_that_is_no_text_is_told(tmp_path: Path) -> None:
    answer = run("--build", "no\udcffbuild", "show", MEETING, cwd=tmp_path)

    assert answer.returncode == 1
    assert answer.stderr.startswith("sco-graph: no\\udcffbuild: there is no build here")


def test_rows_and_their_picture_are_not_written_at_once(tmp_path: Path) -> None:
    answer = run(
        "query",
        "who-attended",
        "--draw",
        "a.html",
        "-o",
        "a.csv",
        "--meeting",
        MEETING,
        cwd=tmp_path,
    )

    told = "--output is for the rows and --draw for their picture; give one of the two"
    assert (answer.returncode, answer.stderr) == (2, f"sco-graph: {told}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", question_names())
def test_help_of_a_question_tells_parameters_and_columns(name: str) -> None:
    shown = " ".join(run("query", name, "--help").stdout.split())

    question = get_question(name)
    assert " ".join(question.text.split()) in shown
    assert all(f"--{p.name.replace('_', '-')}" in shown for p in question.parameters)
    assert all(f"{c.name} ({c.kind})" in shown for c in question.columns)


def test_queries_lists_every_question() -> None:
    listed = json.loads(run("queries", "--format", "json").stdout)

    assert [one["name"] for one in listed] == list(question_names())
    assert all(name in run("queries").stdout for name in question_names())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["query", "who-atended"], "no query 'who-atended'; did you mean 'who-attended'?"),
        (
            ["query", "who-attended", "--meting", "x"],
            "no option of who-attended '--meting'; did you mean '--meeting'?",
        ),
        (
            ["query", "attendance-record", "--person", "x"],
            "no option of attendance-record '--person'; did you mean '--actor'?",
        ),
        (
            ["query", "who-attended", "--meeting", "meeting/industry-2025-yekaterinberg"],
            f"no meeting or event 'meeting/industry-2025-yekaterinberg'; did you mean '{MEETING}'?",
        ),
        (
            ["query", "who-attended", "--meeting", "state/india"],
            "no meeting or event 'state/india'",
        ),
        (
            ["query", "who-attended", "--meeting", MEETING, "--format", "cvs"],
            "no format 'cvs'; did you mean 'csv'?",
        ),
        (
            ["query", "documents", "--kind", "protocoll"],
            "no document-kind 'protocoll'; did you mean 'protocol'?",
        ),
        (
            ["query", "documents", "--columns", "document,akt"],
            "no column of documents 'akt'; did you mean 'act'?",
        ),
        (["query", "documents", "--year", "last"], "'last' is no integer for --year"),
        (["show", "person/alexei-tesler"], "did you mean 'person/alexei-teksler'?"),
        (["evidence", "source/regions-forum-2012"], "did you mean 'source/regions-forum-20"),
        (["find", "x", "--kind", "persons"], "no kind 'persons'; did you mean 'person'?"),
        (["check", "--format", "xml"], "no format 'xml'; did you mean 'text' or 'json'?"),
        (["export", "turtel"], "no format 'turtel'; did you mean 'turtle'?"),
        (["export", "turtle", "--meeting", "meeting/x"], "no meeting"),
        (["export", "tables"], "name it with --output DIR"),
        (["export", "neo4j"], "no format 'neo4j'; did you mean 'neo4j-admin'?"),
        (["export", "neo4j-admin"], "neo4j-admin needs a folder; name it with --output DIR"),
        (["export", "neo4j-admin", "--to", "2025"], "can have no part of the graph alone"),
        (["export", "gexf", "--excel"], "--excel goes with tables alone"),
        (["export", "turtle", "--excel"], "--excel goes with tables alone"),
        (["sparql", "SELECT ?x WHERE {"], "line 1, column"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "DELETE is an update"),
        (["sparql"], "give one query"),
        (["sparql", "ASK { }", "--timeout", "-1"], "--timeout is -1.0; it must be above 0"),
        (["sparql", "--file", "no.rq"], "no.rq: cannot be read: No such file or directory\n"),
        (["cypher"], "give one query"),
        (["cypher", "MATCH (n) DELETE n"], "line 1, column 11: DELETE writes"),
        (["cypher", "MATCH (n:Stat) RETURN n"], "no label 'Stat'; did you mean 'State'?"),
        (["cypher", "RETURN 1 AS x", "--format", "cvs"], "no format 'cvs'; did you mean 'csv'?"),
        (["cypher", "RETURN $x", "--param", "x"], "--param 'x' is not of the form NAME=VALUE"),
        (["cypher", "RETURN $x", "--param", "x=1", "--param", "x=2"], "--param x is given twice"),
        (["cypher", "RETURN $x"], "the query lacks a value for $x"),
        (["query", "who-attended"], "Missing option '--meeting'"),
        (["frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_wrong_use_is_one_clear_message_and_exit_code_2(args: list[str], message: str) -> None:
    refused = run(*args)

    assert refused.returncode == 2
    assert message in refused.stderr
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }", "--rows", "9"], "more than 9 rows; add"),
        (["sparql", f"SELECT * {{ {ALL_WITH_ALL} }}", "--timeout", "0.2"], "after 0.2 s"),
        (["sparql", f"SELECT * {{ {ALL_WITH_ALL} }} ORDER BY ?a", "--memory", "9"], "of the 9 MiB"),
        (["sparql", "SELECT ('\\u0001' AS ?x) { }", "--format", "xml"], "that XML lacks"),
        (["cypher", "MATCH (n) RETURN n.id", "--rows", "9"], "more than 9 rows; add LIMIT"),
        (["cypher", "UNWIND range(1, 1000000000) AS x RETURN x"], "safety limit"),
        (["cypher", f"RETURN {DOUBLING} AS x", "--memory", "99"], "ran out of the 99 MiB"),
    ],
)
def test_an_answer_that_cannot_be_given_is_one_clear_message_and_exit_code_1(
    args: list[str], message: str
) -> None:
    refused = run(*args)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_unknown_term_is_told_on_stderr_beside_the_answer() -> None:
    answer = run("sparql", "SELECT ?s { ?s a sco:Persn }", "--format", "csv")

    assert (answer.returncode, answer.stdout) == (0, "s\n")
    assert answer.stderr == (
        "sco-graph: the query names no term of the ontology 'sco:Persn'; "
        "did you mean 'sco:Person'?\n"
    )


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2025", 2025),
        ("meeting/hgc-2025", "meeting/hgc-2025"),
        ('"2025"', "2025"),
        ('[1, {"a": null}]', [1, {"a": None}]),
        ("a=b", "a=b"),
        ("", ""),
        ("Москва '; DELETE", "Москва '; DELETE"),
        ("NaN", "NaN"),
    ],
)
def test_a_parameter_is_json_or_else_a_text(given: str, value: object) -> None:
    answer = run("cypher", "RETURN $x AS x", "--param", f"x={given}", "--format", "json")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == [{"x": value}]


def test_cypher_of_a_file_is_answered_in_each_format(tmp_path: Path) -> None:
    file = tmp_path / "states.cypher"
    file.write_text(
        "// CREATE nothing\nMATCH (n:State {id: 'state/india'}) RETURN n.name AS name, "
        "date('2025-07-07') AS day, [1, 2] AS list, {a: date('2025-07-07')} AS map;\n",
        encoding="utf-8",
    )

    texts = {
        name: run("cypher", "--file", str(file), "--format", name).stdout
        for name in ("csv", "json", "markdown", "table")
    }

    assert texts["csv"].splitlines() == [
        "name,day,list,map",
        'India,2025-07-07,1; 2,"{""a"": ""2025-07-07""}"',
    ]
    assert json.loads(texts["json"]) == [
        {"name": "India", "day": "2025-07-07", "list": [1, 2], "map": {"a": "2025-07-07"}}
    ]
    assert '| India | 2025-07-07 | 1; 2 | {"a": "2025-07-07"} |' in texts["markdown"]
    assert texts["table"].splitlines()[2] == 'India  2025-07-07  1; 2  {"a": "2025-07-07"}'


def test_a_format_is_refused_before_the_query_is_asked() -> None:
    endless = f"SELECT * {{ {ALL_WITH_ALL} }} ORDER BY ?a"

    refused = run("sparql", endless, "--format", "turtle", "--timeout", "600")

    assert refused.returncode == 2
    assert "no format of an answer to SELECT 'turtle'" in refused.stderr


def test_a_known_id_without_rows_says_so_on_stderr() -> None:
    answer = run("query", "outcomes", "--meeting", "event/innoprom-2025")

    assert (answer.returncode, answer.stdout) == (0, "")
    assert "no rows: nothing known answers outcomes --meeting event/innoprom-2025" in answer.stderr


def test_a_csv_without_rows_still_has_its_head() -> None:
    answer = run("query", "outcomes", "--meeting", "event/innoprom-2025", "--format", "csv")

    assert answer.stdout.startswith("act,document,")


def test_columns_are_chosen_and_put_in_the_order_asked_for() -> None:
    answer = run(
        "query",
        "who-attended",
        "--meeting",
        MEETING,
        "--columns",
        "level,represents",
        "--format",
        "csv",
    )

    assert answer.stdout.splitlines()[:3] == ["level,represents", ",Russia", "minister,Belarus"]


def test_rows_are_sorted_and_limited_as_asked_for() -> None:
    ordered = ("--columns", "level,represents", "--sort", "level,-represents", "--limit", "3")
    answer = run("query", "who-attended", "--meeting", MEETING, *ordered, "--format", "csv")

    assert answer.stdout.splitlines() == [
        "level,represents",
        "adviser-to-leader,Pakistan",
        "ambassador,Iran",
        "ambassador,India",
    ]


def test_the_ending_of_a_file_says_its_format_and_nothing_is_printed(tmp_path: Path) -> None:
    for name, begins in (("a.csv", "document,"), ("a.jsonl", '{"document"'), ("a.md", "| doc")):
        path = tmp_path / name
        path.write_text("former", encoding="utf-8")
        answer = run("query", "documents", "--output", str(path))

        assert (answer.returncode, answer.stdout) == (0, "")
        assert path.read_text(encoding="utf-8").startswith(begins)
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.jsonl", "a.md"}


def test_a_file_that_cannot_be_written_is_one_line_and_the_former_one_stays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "missing" / "a.csv"
    answer = run("query", "documents", "--output", str(path))
    assert answer.returncode == 1
    assert answer.stderr == f"sco-graph: {path}: cannot be written: No such file or directory\n"

    kept = tmp_path / "kept.csv"
    kept.write_text("former", encoding="utf-8")
    refused = run("query", "documents", "--kind", "plam", "--output", str(kept))
    assert refused.returncode == 2
    assert kept.read_text(encoding="utf-8") == "former"


def test_a_name_that_one_thing_has_is_as_good_as_its_id() -> None:
    asked = ("query", "who-attended", "--format", "csv", "--meeting")
    wanted = run(*asked, MEETING).stdout

    for name in ("Industry 2025 Yekaterinburg", f"https://w3id.org/sco-graph/id/{MEETING}"):
        answer = run(*asked, name)
        assert (answer.stdout, answer.stderr) == (wanted, "")
    assert run("show", "Чжан Сань").returncode == 2
    assert run("show", "Михаил Мишустин").stdout.startswith("Mikhail Mishustin\n")
    assert run("show", "Михаил Мишустин", "--format", "jsonld").stdout.count('"@context"') == 1
    part = run("export", "ntriples", "--meeting", "HGC 2025").stdout
    assert part == run("export", "ntriples", "--meeting", "meeting/hgc-2025").stdout != ""


def test_a_name_that_several_things_have_is_a_choice() -> None:
    answer = run("query", "who-attended", "--meeting", "Heads of Regions Forum")

    assert (answer.returncode, answer.stdout) == (2, "")
    first, *choices = answer.stderr.splitlines()
    assert first == (
        "sco-graph: 'Heads of Regions Forum' is the name of more than one meeting or event; "
        "give the id, one of:"
    )
    assert {line.split()[0] for line in choices} >= {
        "meeting/regions-forum-2020",
        "meeting/regions-forum-2021",
    }


def test_a_name_that_nothing_has_is_told_with_the_near_ones() -> None:
    answer = run("show", "Mishutsin")

    assert answer.returncode == 2
    assert answer.stderr == (
        "sco-graph: no thing 'Mishutsin'; did you mean 'person/mikhail-mishustin' or "
        "'event/mishustin-on-global-gdp-share'?\n"
    )


def test_explain_prints_both_queries_with_their_values_and_asks_nothing() -> None:
    answer = run("query", "who-attended", "--meeting", MEETING, "--explain")

    assert f':param meeting => "{MEETING}";\n' in answer.stdout
    assert get_question("who-attended").cypher.rstrip() + ";\n" in answer.stdout
    assert f"VALUES ?given_meeting {{ <https://w3id.org/sco-graph/id/{MEETING}> }}" in answer.stdout


def test_version_tells_the_data_the_ontology_and_the_engines() -> None:
    lines = run("--version").stdout.splitlines()

    assert [line.split()[0] for line in lines] == [
        "sco-graph",
        "data",
        "ontology",
        "kglite",
        "pyoxigraph",
        "neo4j",
    ]
    assert all(re.match(r"[a-z0-9-]+ [0-9]+\.[0-9]+", line) for line in lines)


def on_a_terminal(columns: int, *args: str) -> tuple[list[str], str]:
    """Return the lines that a command shows on a terminal, and what it says beside them."""
    parent, child = pty.openpty()
    with os.fdopen(parent, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [sys.executable, "-m", "sco_graph", *args],
            stdout=child,
            stderr=subprocess.PIPE,
            env={**os.environ, "COLUMNS": str(columns)},
        )
        os.close(child)
        shown = b""
        try:
            while part := screen.read(4096):
                shown += part
        except OSError:
            pass  # Linux reports the end of a terminal as an error
        told = process.communicate()[1].decode()
    assert b"\x1b" not in shown
    return shown.decode().replace("\r\n", "\n").splitlines(), told


def test_a_terminal_gets_lines_that_fit_it() -> None:
    lines, told = on_a_terminal(100, "query", "who-attended", "--meeting", MEETING)

    assert max(map(len, lines)) <= 100
    assert any("Minister of Industry of Belarus" in line for line in lines)
    assert told == ""


def test_a_terminal_too_narrow_for_ids_is_spared_them_and_told_so() -> None:
    asked = ("query", "level-of-representation", "--body", "body/ministers-of-industry")
    lines, told = on_a_terminal(140, *asked)

    assert max(map(len, lines)) <= 140
    assert lines[0].split()[:3] == ["meeting", "date", "state"]
    assert told == (
        "sco-graph: too narrow for meeting_id, state_id, level_rank, source; "
        "name columns with --columns\n"
    )
    assert on_a_terminal(300, *asked)[0][0].split()[:2] == ["meeting", "meeting_id"]
    named = on_a_terminal(100, *asked, "--columns", "state_id,level_rank")
    assert (named[0][0].split(), named[1]) == (["state_id", "level_rank"], "")


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m sco_graph query documents --format csv | head -1"

    answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert answer.stderr == ""


def test_output_is_utf_8_under_any_locale() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    answer = run("show", "state/russia", environment=plain)

    assert "俄罗斯" in answer.stdout


# --- exports, SPARQL ---


def test_an_export_goes_to_stdout_or_into_a_file(tmp_path: Path) -> None:
    shown = run("export", "turtle")
    written = run("export", "turtle", "-o", "graph.ttl", cwd=tmp_path)

    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == shown.stdout
    assert "sco:attended" in shown.stdout


def test_an_export_of_which_nothing_is_left_is_told_and_leaves_the_former_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "graph.ttl").write_text("former", encoding="utf-8")

    told = run("export", "turtle", "--from", "2050", "-o", "graph.ttl", cwd=tmp_path)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("sco-graph: nothing of the graph is left by --from 2050; ")
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == "former"


@pytest.mark.parametrize(
    ("command", "id_", "more"),
    [
        (["show"], "state/india", []),
        (["show"], "state/india", ["--format", "jsonld"]),
        (["evidence"], "source/ict-preparation-2025", []),
        (["query", "who-attended", "--meeting"], "meeting/hgc-2025", ["--format", "csv"]),
        (["export", "nquads", "--meeting"], "meeting/hgc-2025", []),
    ],
)
def test_an_iri_is_taken_for_the_id_in_it(command: list[str], id_: str, more: list[str]) -> None:
    by_id = run(*command, id_, *more)
    by_iri = run(*command, f"https://w3id.org/sco-graph/id/{id_}", *more)

    assert by_id.returncode == 0
    assert by_iri.stdout == by_id.stdout != ""


def test_an_export_of_one_meeting_holds_no_other() -> None:
    shown = run("export", "ntriples", "--meeting", MEETING)

    assert f"/id/{MEETING}>" in shown.stdout
    assert "/id/meeting/regions-forum-2020/participation/" not in shown.stdout


def test_tables_go_into_a_folder(tmp_path: Path) -> None:
    written = run("export", "tables", "--output", str(tmp_path / "tables"))

    names = [Path(line).name for line in written.stdout.splitlines()]
    assert {"participations.csv", "state_meetings.csv", "datapackage.json"} <= set(names)
    assert sorted(names) == sorted(path.name for path in (tmp_path / "tables").iterdir())


def test_a_thing_is_shown_as_json_ld() -> None:
    shown = json.loads(run("show", "state/india", "--format", "jsonld").stdout)

    assert shown["id"] == "state/india"
    assert shown["prefLabel"]["ru"] == "Индия"


def test_sparql_answers_in_the_formats_of_the_w3c() -> None:
    query = "SELECT ?code WHERE { <https://w3id.org/sco-graph/id/state/india> sco:isoAlpha2 ?code }"

    as_json = json.loads(run("sparql", query, "--format", "json").stdout)

    assert as_json["results"]["bindings"] == [{"code": {"type": "literal", "value": "IN"}}]
    assert run("sparql", query, "--format", "csv").stdout == "code\nIN\n"
    assert run("sparql", query).stdout == "code\n----\nIN\n"


# --- check, build ---


def test_check_of_the_shipped_records_is_clean() -> None:
    checked = run("check")

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_check_prints_findings_and_exits_with_1(tmp_path: Path) -> None:
    records = copied_records(tmp_path)
    (records / "state" / "india.yaml").write_text("nmae: India\n", encoding="utf-8")

    text = run("check", "--records", str(records), cwd=tmp_path)
    found = json.loads(
        run("check", "--records", str(records), "--format", "json", cwd=tmp_path).stdout
    )

    assert text.returncode == 1
    first = "records/state/india.yaml:1:1: state has no key 'nmae'; did you mean 'name'?"
    assert text.stdout.splitlines()[0] == first
    assert (found[0]["file"], found[0]["line"], found[0]["column"]) == (
        "records/state/india.yaml",
        1,
        1,
    )
    assert found[0]["message"] == "state has no key 'nmae'; did you mean 'name'?"


def test_check_of_one_file_reports_on_that_file_alone(tmp_path: Path) -> None:
    records = copied_records(tmp_path)
    for name in ("india", "china"):
        (records / "state" / f"{name}.yaml").write_text("nmae: x\n", encoding="utf-8")

    checked = run(
        "check", str(records / "state" / "china.yaml"), "--records", str(records), cwd=tmp_path
    )

    assert checked.returncode == 1
    assert {line.split(":")[0] for line in checked.stdout.splitlines()} == {
        "records/state/china.yaml"
    }


def test_check_reads_a_draft_outside_as_if_it_stood_among_the_records(tmp_path: Path) -> None:
    draft = tmp_path / "person" / "new-one.yaml"
    draft.parent.mkdir()
    draft.write_text("name: New One\nsources: [source/regions-forum-2021#99]\n", encoding="utf-8")

    checked = run("check", "person/new-one.yaml", cwd=tmp_path)

    assert checked.returncode == 1
    assert checked.stdout.startswith(
        "person/new-one.yaml:2:11: 'source/regions-forum-2021' has no passage '99'"
    )


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    refused = run("check", str(tmp_path / "nothing.yaml"))

    assert refused.returncode == 2
    assert "there is no such file or folder" in refused.stderr


def test_build_refuses_records_that_do_not_pass(tmp_path: Path) -> None:
    records = copied_records(tmp_path)
    (records / "state" / "india.yaml").write_text("nmae: India\n", encoding="utf-8")

    refused = run(
        "build", "--records", str(records), "--output", str(tmp_path / "out"), cwd=tmp_path
    )

    assert refused.returncode == 1
    assert "records/state/india.yaml:1:1: state has no key 'nmae'" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_build_of_other_records_is_asked_by_its_folder(tmp_path: Path) -> None:
    records = copied_records(tmp_path)
    path = records / "state" / "india.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("en: India", "en: Bharat"), encoding="utf-8"
    )

    built = run("build", "--records", str(records), "--output", "out", cwd=tmp_path)
    shown = run("--build", "out", "show", "state/india", cwd=tmp_path)

    assert (built.returncode, built.stdout) == (0, "")
    assert "records" in built.stderr
    assert "Bharat" in shown.stdout


# --- show, find, evidence, new source ---


def test_show_gives_text_and_json() -> None:
    shown = json.loads(run("show", MEETING, "--format", "json").stdout)

    assert shown["id"] == MEETING
    assert shown["name"] in run("show", MEETING).stdout


@pytest.mark.parametrize("name", ["Tajikistan", "таджикистан", "塔吉克斯坦", "TAJIKISTAN"])
def test_find_knows_three_languages(name: str) -> None:
    found = json.loads(run("find", name, "--format", "json").stdout)

    assert found[0]["id"] in ("state/tajikistan", "place/tajikistan")


def test_find_without_a_match_says_so() -> None:
    found = run("find", "zzzzqqqq")

    assert (found.returncode, found.stdout) == (0, "")
    assert "nothing is named like 'zzzzqqqq'" in found.stderr


def test_evidence_with_another_text_exits_with_1(tmp_path: Path) -> None:
    shown = json.loads(run("evidence", "source/industry-ministers-2025", "--format", "json").stdout)
    (tmp_path / "000_9567c7bcd52aeeb5.txt").write_text("Another text.\n", encoding="utf-8")

    checked = run("evidence", "source/industry-ministers-2025", "--texts", str(tmp_path))

    assert len(shown) == 6
    assert checked.returncode == 1
    assert "line 1" in checked.stderr


def test_a_new_source_is_written_once(tmp_path: Path) -> None:
    records = copied_records(tmp_path)
    text = tmp_path / "some-news.txt"
    text.write_text("Heading\n\nFirst line.\n", encoding="utf-8")
    args = ("new", "source", "--text", str(text), "--records", str(records))

    first, again = run(*args), run(*args)

    assert Path(first.stdout.strip()) == records / "source" / "some-news.yaml"
    assert again.returncode == 1
    assert "some-news.yaml" in again.stderr
