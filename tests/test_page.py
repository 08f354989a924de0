"""The page of a picture, as a file: what is in it and what is not."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.drawing.page import html, to_pyvis
from sco_graph.drawing.picture import Picture
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import PlacedDiagram
from sco_graph.schema import LANGUAGES
from tests.hand_made_pictures import (
    adversarial,
    attendance,
    careers,
    empty_diagram,
    many,
    ministers,
)
from tests.hostile_pictures import hostile_diagram, hostile_matrix, hostile_timeline

MEGABYTE = 1_000_000


def page_of(picture: Picture) -> str:
    """Return the page of a picture in all languages."""
    return html(picture, place(picture, LANGUAGES))


def scripts(text: str) -> list[str]:
    """Return the scripts of a page that a browser runs as it reads them."""
    # At the beginning of a line, as the library has the word in one of its texts.
    return re.findall(r"^<script>(.*?)</script>", text, re.DOTALL | re.MULTILINE)


def libraries(text: str) -> list[str]:
    """Return what a page carries as text, and runs as a script when its picture is drawn."""
    return re.findall(r'<script type="text/plain" id="library">(.*?)</script>', text, re.DOTALL)


def carried(text: str) -> dict[str, list[object]]:
    """Return the data of a page."""
    [data] = re.findall(r'<script type="application/json" id="picture">(.*?)</script>', text)
    found: dict[str, list[object]] = json.loads(data)
    return found


@pytest.mark.parametrize("picture", [ministers(), attendance(), careers(), empty_diagram()])
def test_a_page_lets_run_its_own_scripts_and_nothing_else(picture: Picture) -> None:
    text = page_of(picture)

    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    [allowed] = re.findall(r"script-src ([^;]*);", policy.replace("&#39;", "'"))
    meant = [*scripts(text), *libraries(text)]
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in meant]
    assert allowed.split() == [f"'sha256-{digest.decode()}'" for digest in digests]
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy


@pytest.mark.parametrize("picture", [hostile_diagram(), hostile_matrix(), hostile_timeline()])
def test_no_script_of_the_data_gets_into_the_markup(picture: Picture) -> None:
    text = page_of(picture)

    assert "fired()" in text
    assert "<img" not in text.replace(scripts(text)[0], "")
    assert "<svg onload" not in text
    assert not any("fired" in script for script in [*scripts(text), *libraries(text)])


def test_a_page_of_300_items_is_at_most_a_megabyte() -> None:
    text = page_of(many(300))

    assert len(text.encode()) <= MEGABYTE
    assert len(libraries(text)[0].encode()) >= len(text.encode()) / 3


def test_only_a_diagram_carries_the_library_that_draws_one() -> None:
    assert len(libraries(page_of(ministers()))) == 1
    assert libraries(page_of(attendance())) == []
    assert libraries(page_of(empty_diagram())) == []
    assert len(page_of(attendance()).encode()) < MEGABYTE / 5


def test_a_page_is_the_same_under_every_hash_seed_and_locale() -> None:
    program = (
        "import hashlib; from tests.test_page import page_of, ministers, attendance, careers; "
        "print([hashlib.sha256(page_of(p()).encode()).hexdigest() "
        "for p in (ministers, attendance, careers)])"
    )

    def run(seed: str, locale: str) -> str:
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo"}
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent.parent,
            env=surroundings,
        )
        return done.stdout

    assert run("1", "C") == run("2", "C.UTF-8")


def test_pyvis_gets_every_node_at_its_place_and_every_edge_parallel_ones_too() -> None:
    picture = adversarial()
    placed = place(picture)
    assert isinstance(placed, PlacedDiagram)

    network = to_pyvis(picture, placed)

    assert [node["id"] for node in network.nodes] == [item.id for item in picture.items]
    assert [edge["id"] for edge in network.edges] == [link.id for link in picture.links]
    assert (network.nodes[0]["x"], network.nodes[0]["y"]) == placed.boxes[0].middle
    assert network.options.physics.enabled is False


def test_the_data_of_a_page_are_those_of_the_picture() -> None:
    picture = many(40)

    found = carried(page_of(picture))
    assert len(found["nodes"]) == len(picture.items)
    assert len(found["edges"]) == len(picture.links)


def test_places_of_another_picture_are_refused() -> None:
    with pytest.raises(TypeError, match="a Matrix has no places in a PlacedTimeline"):
        html(attendance(), place(careers()))


def test_a_pyvis_without_the_library_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "pyvis").mkdir()
    (tmp_path / "pyvis" / "__init__.py").touch()
    program = (
        "from sco_graph.errors import StoreError\n"
        "from tests.test_page import page_of, ministers\n"
        "try: page_of(ministers())\n"
        "except StoreError as error: print(error)\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert "pyvis has no vis-network there" in run.stdout
    assert "pip install 'pyvis==" in run.stdout
