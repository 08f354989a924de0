"""Every page is true, the README above all: commands run, answers and numbers are those shown."""

from __future__ import annotations

import doctest
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

import sco_graph
from sco_graph.cli import app
from sco_graph.graph import CACHE_VARIABLE, Graph
from sco_graph.graph import open as open_graph
from sco_graph.query_command import QuestionCommand
from sco_graph.questions import get_question, question_names
from sco_graph.readme import NO_EXAMPLE, filled
from tests.pages import (
    CHECKOUT,
    PAGES,
    code,
    copied,
    fenced,
    leads_somewhere,
    prose,
    run,
    shell_lines,
    shown_commands,
    table,
    unfenced,
)
from tests.parameters import parameter_sets

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


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


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the records and the pages, as in a checkout."""
    return copied(tmp_path_factory.mktemp("checkout"))


# --- every page ---


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", unfenced(text))

    broken = [link for link in links if ":" not in link and not leads_somewhere(page, link)]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_on_a_page_exists(page: Path) -> None:
    named = re.findall(r"sco-graph(?: --build \S+)? ([a-z]+)\b", code(page.read_text("utf-8")))

    assert [name for name in named if name not in root().commands] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_id_named_with_a_line_is_a_passage(page: Path, shipped: Graph) -> None:
    cited = re.findall(r"`(source/[a-z0-9-]+)#([a-z0-9-]+)`", page.read_text(encoding="utf-8"))

    for source, place in cited:
        for part in place.split("-") if place[0].isdecimal() else [place]:
            assert known(shipped, f"{source}/passage/{part}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_named_on_a_page_exists(page: Path) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")

    named = re.findall(r"\bmake ([a-z]+)", code(page.read_text(encoding="utf-8")))
    assert [target for target in named if f"\n{target}: " not in makefile] == []


def test_no_page_shouts() -> None:
    shouting = [page.name for page in PAGES if "!" in prose(page.read_text(encoding="utf-8"))]

    assert shouting == []


# --- README ---


def test_every_command_stands_in_the_readme() -> None:
    shown = {" ".join(command) for command, _ in command_rows()}

    assert shown == set(commands(root()))


def test_the_readme_says_how_to_install_what_the_tables_need_and_which_commands_need_it() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    start = README[README.index("\n## Start\n") : README.index("\n## Questions\n")]
    rows = {cells[0].split()[1].strip("`"): cells[1] for cells in table(README, "## Commands")}

    assert "tables" in project["optional-dependencies"]
    assert '`.venv/bin/python -m pip install -c constraints.txt -e ".[tables]"`' in start
    assert {name for name, does in rows.items() if "`[tables]`" in does} == {"export", "release"}


def test_every_option_in_the_readme_is_the_commands_own() -> None:
    for command, cell in command_rows():
        options = {option for param in get(command).params for option in param.opts}
        assert set(re.findall(r"--[a-z]+", cell)) <= options


def test_every_question_stands_in_the_readme_with_its_words() -> None:
    asked = {name: words for name, words, _ in question_rows()}

    assert asked == {name: get_question(name).text for name in question_names()}


def test_every_example_in_the_readme_is_answered(
    environment: dict[str, str], workspace: Path
) -> None:
    for name, _, example in question_rows():
        if example != NO_EXAMPLE:
            command = f"sco-graph query {name} {example.strip('`')} --format csv"
            assert len(run(command, workspace, environment).splitlines()) > 1, command


def test_a_question_without_an_example_has_no_answer_in_the_shipped_records(
    shipped: Graph,
) -> None:
    for name, _, example in question_rows():
        if example == NO_EXAMPLE:
            for given in parameter_sets(shipped, get_question(name), 100):
                assert not shipped.query(name, **given), (name, given)


def test_the_answer_the_questions_and_the_numbers_are_those_of_the_build(shipped: Graph) -> None:
    assert filled(README, shipped) == README


def test_what_is_out_of_date_in_the_readme_is_written_anew(shipped: Graph) -> None:
    stale = README.replace("| Minister of Industry of Belarus |", "| Nobody |")
    stale = re.sub(r"\| [0-9,]+ \| records \|", "| 1 | records |", stale)
    stale = stale.replace(get_question("outcomes").text, "What?")

    assert stale.count("| Nobody |") == stale.count("| 1 | records |") == stale.count("What?") == 1
    assert filled(stale, shipped) == README


def test_the_readme_says_how_much_of_the_answer_it_shows() -> None:
    columns = get_question("who-attended").columns
    shown = README.split("<!-- answer", 1)[1].split("\n")[2].strip("| ").split(" | ")

    assert (len(shown), len(columns)) == (6, 16)
    assert set(shown) <= {column.name for column in columns}
    assert "Six of the answer's sixteen columns" in README


def test_every_command_shown_with_its_output_prints_just_that(
    environment: dict[str, str], workspace: Path
) -> None:
    shown = list(shown_commands(README))

    assert shown
    for command, output in shown:
        assert run(command, workspace, environment) == output


def test_every_shell_line_of_the_readme_runs(environment: dict[str, str], workspace: Path) -> None:
    lines = [line.removeprefix(".venv/bin/") for line in shell_lines(README)]
    ours = [line for line in lines if line.startswith("sco-graph")]

    assert len(ours) >= 4
    for line in ours:
        run(line, workspace, environment)


def test_the_plain_lines_do_what_make_does() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    typed = re.findall(r"^TYPED := (.+)$", makefile, re.MULTILINE)[0]
    made = makefile.replace("$(TYPED)", typed).replace("'", '"').replace("$(BIN)/", ".venv/bin/")
    made = made.replace(" --quiet --disable-pip-version-check", "")
    made = made.replace("$(QUESTION)", re.findall(r"^QUESTION = (.+)$", makefile, re.MULTILINE)[0])

    plain = [line for line in shell_lines(README) if line.startswith(".venv/bin/")]
    targets = [line.split()[1] for line in shell_lines(README) if line.startswith("make ")]
    assert [line for line in plain if f"\t{line}\n" not in made] == []
    assert targets == ["graph", "test"]
    assert all(f"\n{target}: " in makefile for target in targets)


def test_the_python_of_the_readme_gives_what_it_shows(
    shipped: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(shipped.build.folder))
    shown = fenced(README, "pycon")

    assert shown
    for text in shown:
        test = doctest.DocTestParser().get_doctest(text, {}, "README.md", None, 0)
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_readme_cites_the_version_at_hand() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert f"version {sco_graph.__version__}," in README
    assert "Python 3.11 or newer" in README
    assert project["requires-python"] == ">=3.11"


# --- the command line ---


def root() -> TyperGroup:
    """Return the whole command line."""
    found = typer.main.get_command(app)
    assert isinstance(found, TyperGroup)
    return found


def commands(group: TyperGroup, above: str = "") -> Iterator[str]:
    """Yield the commands of a group; the questions count as one, `query`."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup) and command.commands:
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}"


def get(names: list[str]) -> TyperCommand:
    """Return a command; for `query` that of a question."""
    found = root()
    for name in names[:-1]:
        found = cast("TyperGroup", found.commands[name])
    if names == ["query"]:
        return QuestionCommand(get_question("who-attended"))
    return cast("TyperCommand", found.commands[names[-1]])


def command_rows() -> list[tuple[list[str], str]]:
    """Return the commands that the README's table shows, with what it shows of each."""
    cells = [row[0] for row in table(README, "## Commands")]
    shown = [cell.partition("-graph ")[2].partition(" [")[0].partition(" -")[0] for cell in cells]
    return [
        (re.findall(r"\b[a-z][a-z0-9-]*\b", names), cell)
        for names, cell in zip(shown, cells, strict=True)
    ]


def question_rows() -> list[tuple[str, str, str]]:
    """Return name, words and example of each question in the README's table."""
    return [(name.strip("`"), words, given) for name, words, given in table(README, "## Questions")]


# --- the graph ---


def known(graph: Graph, id_: str) -> bool:
    """Return whether the graph has a thing of this id."""
    return bool(graph.engine.cypher("MATCH (n {id: $id}) RETURN n.id AS id", {"id": id_}))
