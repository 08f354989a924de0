"""CONTRIBUTING is followed: its example ends in an answer, and what it shows can be done."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from sco_graph.graph import CACHE_VARIABLE, Graph
from sco_graph.graph import open as open_graph
from sco_graph.questions import read_question
from sco_graph.shapes import read_schema
from sco_graph.twins import ask
from sco_loaders.build import build
from sco_loaders.edtf import parse_edtf
from tests.pages import CHECKOUT, copied, fenced, run, shell_lines, table
from tests.world import World

CONTRIBUTING = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = CHECKOUT / "docs" / "example"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment whose cache is empty at first and whose `sco-graph` is ours."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    cache = str(tmp_path_factory.mktemp("docs") / "cache")
    return os.environ | {"PATH": programs, "PYTHONUTF8": "1", CACHE_VARIABLE: cache}


@pytest.fixture(scope="module")
def shipped(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the shipped records, as the commands find it in their cache."""
    run("sco-graph find sco", tmp_path_factory.mktemp("elsewhere"), environment)
    return open_graph(environment[CACHE_VARIABLE])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a folder with the records, the pages and the ontology, as in a checkout."""
    return copied(tmp_path)


def test_the_example_is_shown_file_by_file() -> None:
    shown = dict(
        re.findall(r"\*\*`docs/example/([^`]+)`\*\*\n\n```\w+\n(.*?)```", CONTRIBUTING, re.DOTALL)
    )

    files = [path for path in EXAMPLE.rglob("*") if path.is_file()]
    assert shown == {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in files
    }


def test_the_example_is_invented_and_says_so() -> None:
    [text] = EXAMPLE.glob("*.txt")
    shipped = {path.name for path in (CHECKOUT / "records").rglob("*.yaml")}

    assert "invented text" in text.read_text(encoding="utf-8").splitlines()[0]
    assert shipped.isdisjoint(path.name for path in EXAMPLE.rglob("*.yaml"))


def test_the_example_is_followed_to_its_answer(
    environment: dict[str, str], workspace: Path
) -> None:
    lines = [line for line in shell_lines(CONTRIBUTING) if not line.startswith("make")]

    for line in lines:
        run(line, workspace, environment)

    with open_graph(workspace / "build" / "trial-graph") as graph:
        rows = graph.query("who-attended", meeting="meeting/example-libraries-2026")
    assert [(row["participant"], row["represents"], row["role"]) for row in rows] == [
        ("Aida Primerova", None, ["chair"]),
        ("Deputy Minister of Kazakhstan", "Kazakhstan", ["head-of-delegation"]),
        ("librarians", None, ["participant"]),
    ]


def test_the_skeletons_have_what_the_finished_records_say_of_the_same(
    environment: dict[str, str], workspace: Path
) -> None:
    lines = [line for line in shell_lines(CONTRIBUTING) if not line.startswith("make")]
    for line in lines[: next(n for n, one in enumerate(lines) if "docs/example/source" in one)]:
        run(line, workspace, environment)

    kept = workspace / "build" / "trial"
    for id_ in (
        "body/example-library-experts",
        "post/kyrgyzstan-chief-librarian",
        "meeting/example-libraries-2026",
    ):
        begun, finished = (
            yaml.safe_load((folder / f"{id_}.yaml").read_text(encoding="utf-8"))
            for folder in (kept, EXAMPLE)
        )
        listed = begun.pop("participations", [])
        assert begun.items() <= finished.items()
        assert listed == finished.get("participations", [])[: len(listed)]
    assert (kept / "person" / "aida-primerova.yaml").is_file()


def test_the_mistake_shown_gets_the_message_shown(
    environment: dict[str, str], workspace: Path
) -> None:
    trial = workspace / "build" / "trial"
    shutil.copytree(workspace / "records", trial)
    shutil.copytree(
        EXAMPLE, trial, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.txt", "*.csv")
    )
    meeting = trial / "meeting" / "example-libraries-2026.yaml"
    wrong = meeting.read_text(encoding="utf-8").replace("state/kazakhstan", "state/kazahstan")
    meeting.write_text(wrong, encoding="utf-8")

    found = run("sco-graph check --records build/trial", workspace, environment, code=1)
    assert found in fenced(CONTRIBUTING, "text")


def test_the_skeleton_of_the_example_has_the_lines_of_its_record(
    environment: dict[str, str], workspace: Path
) -> None:
    (workspace / "empty").mkdir()
    text = "docs/example/libraries-2026.txt"
    run(f"sco-graph new source --text {text} --name new --records empty", workspace, environment)

    made = yaml.safe_load((workspace / "empty" / "source" / "new.yaml").read_text(encoding="utf-8"))
    record = EXAMPLE / "source" / "example-libraries-2026.yaml"
    finished = yaml.safe_load(record.read_text(encoding="utf-8"))
    for line in finished["passages"]:
        line.pop("no_fact", None)
    assert made["passages"] == finished["passages"]
    assert made["text_sha256"] == finished["text_sha256"]


def test_each_form_of_date_shown_is_a_date() -> None:
    rows = table(CONTRIBUTING, "### Dates")

    assert len(rows) > 10
    for form, _ in rows:
        assert parse_edtf(form.strip("`")).text == form.strip("`")


def test_a_ruling_is_shown_in_keys_that_exist() -> None:
    [ruling] = [
        yaml.safe_load(text) for text in fenced(CONTRIBUTING, "yaml") if "rank: rejected" in text
    ]
    schema = read_schema()

    assert set(ruling) <= set(schema.classes["meeting"].properties)
    for claim in ruling["claims"]:
        assert set(claim) <= set(schema.classes["claim"].properties)
        assert claim["rank"] in schema.scheme("rank")


def test_the_property_shown_needs_no_code(workspace: Path) -> None:
    term, shape = fenced(CONTRIBUTING, "turtle")
    for name, text in (("sco.ttl", term), ("shapes.ttl", shape)):
        with (workspace / "ontology" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    state = workspace / "records" / "state" / "india.yaml"
    with state.open("a", encoding="utf-8") as file:
        file.write("motto: Truth alone triumphs\n")

    made = build(workspace / "build", workspace / "records", workspace / "ontology")
    rows = Graph(made).engine.cypher(
        "MATCH (s:State {id: $id}) RETURN s.motto AS motto", {"id": "state/india"}
    )
    assert rows == [{"motto": "Truth alone triumphs"}]


def test_the_question_shown_has_the_same_rows_in_both_languages(
    shipped: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, suffix, language in (("cypher", "cypher", "cypher"), ("sparql", "rq", "sparql")):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / f"held-in.{suffix}"
        file.write_text(fenced(CONTRIBUTING, language)[0], encoding="utf-8")
    monkeypatch.setattr("sco_graph.questions.queries_folder", lambda: tmp_path)
    question = read_question(tmp_path / "cypher" / "held-in.cypher")

    answers = {}
    for path in (CHECKOUT / "records" / "place").glob("*.yaml"):
        given = {"place": f"place/{path.stem}"}
        answers[path.stem] = shipped.engine.cypher(question.cypher, question.bind(given))
        assert answers[path.stem] == ask(shipped.store, question, given)
    assert [row["event_id"] for row in answers["yekaterinburg"]][-1:] == [
        "meeting/industry-2025-yekaterinburg"
    ]


def test_the_renamed_record_shown_is_found_by_its_old_id(tmp_path: Path) -> None:
    world = World(tmp_path / "records")
    [former] = re.findall(
        r"\*\*`records/([^`]+)\.yaml`\*\*\n\n```yaml\n(.*?)```", CONTRIBUTING, re.DOTALL
    )
    world.write(former[0], former[1])
    world.write("person/aida-primerova", "name: Aida Primerova\nsources: [source/gazette#2]\n")
    [correction] = [text for text in fenced(CONTRIBUTING, "yaml") if text.startswith("changes:")]
    world.change("meeting/council-2020", "remarks:\n", f"{correction}remarks:\n")

    graph = Graph(build(tmp_path / "build", world.folder))
    assert graph.resolve("person/a-primerova") == "person/aida-primerova"
    assert graph.meeting("meeting/council-2020").changes[0].corrects == "dates"
