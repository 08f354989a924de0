"""That every recipe of the cookbook runs as it stands, and writes what the page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from tests.cookbook import BLOCK, COMMAND, PAGE, RECIPE, Kitchen, add_arq, cooked, kitchen, lacking
from tests.pages import anchors, fenced

TEXT = PAGE.read_text(encoding="utf-8")
INSTALL = {"node": "nodejs.org", "pandas": "pip install pandas"}
RECIPES = {recipe["title"]: recipe[0] for recipe in RECIPE.finditer(TEXT)}


@pytest.fixture(scope="module")
def place(shipped: Graph, tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    made = kitchen(tmp_path_factory.mktemp("kitchen"), shipped.build.folder)
    # The recipe that needs it says that it is not here; the others can do without.
    with suppress(pytest.skip.Exception):
        add_arq(made)
    return made


@pytest.fixture(scope="module")
def dishes(place: Kitchen) -> Mapping[str, str]:
    return dict(cooked(TEXT, place))


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_gives_what_the_page_shows(
    title: str, dishes: Mapping[str, str], place: Kitchen
) -> None:
    assert dishes[title].splitlines() == RECIPES[title].splitlines()

    if (missing := lacking(RECIPES[title], place)) == "arq":
        add_arq(place)
    elif missing:
        pytest.skip(f"needs {missing} for a part of the recipe: {INSTALL[missing]}")


def test_there_are_enough_recipes_and_each_runs_something() -> None:
    assert len(RECIPES) >= 12
    for title, text in RECIPES.items():
        assert fenced(text, "console"), title


def test_every_recipe_stands_in_the_list_at_the_top_in_its_order() -> None:
    listed = re.findall(r"^- \[([^]]+)\]\(#([^)]+)\)$", TEXT, re.MULTILINE)

    assert [title for title, _ in listed] == list(RECIPES)
    assert [anchor for _, anchor in listed] == anchors(TEXT)[1:]


def test_every_block_is_a_file_or_is_run_but_for_the_server() -> None:
    for block in BLOCK.finditer(TEXT):
        assert block["name"] or block["language"] in ("console", "bash")
    [server] = fenced(TEXT, "bash")

    assert set(re.findall(r"[\w-]+\.(?:ttl|rq)", server)) == {"sco-graph.ttl", "by-year.rq"}
    assert "arq --data sco-graph.ttl --query by-year.rq" in TEXT


def test_every_file_is_used_by_a_command_below_it() -> None:
    for title, text in RECIPES.items():
        commands = " ".join(command["command"] for command in COMMAND.finditer(text))
        files = {block["name"]: block["text"] for block in BLOCK.finditer(text) if block["name"]}
        for name in files:
            others = "".join(content for other, content in files.items() if other != name)
            assert name in commands + others, (title, name)


def test_an_output_that_is_out_of_date_is_found(shipped: Graph, tmp_path: Path) -> None:
    page = "## Say\n\n**`say.txt`**\n\n```text\nyes\n```\n\n```console\n$ cat say.txt\nno\n```\n"

    [(_, text)] = cooked(page, kitchen(tmp_path, shipped.build.folder))

    assert text == page.replace("\nno\n", "\nyes\n")


def test_a_recipe_that_fails_is_told_with_its_words(shipped: Graph, tmp_path: Path) -> None:
    page = "## Fail\n\n```console\n$ sco-graph show state/atlantis\n```\n"

    with pytest.raises(AssertionError, match="no thing 'state/atlantis'"):
        list(cooked(page, kitchen(tmp_path, shipped.build.folder)))
