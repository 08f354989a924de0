"""What `evidence --all` proves of every fact, and what it finds where a fact is not sound."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from sco_graph.proof import Proof, prove, to_json, to_text, told
from sco_graph.shapes import read_schema
from sco_graph.steps.thin_evidence import WEAK_ONLY
from sco_loaders.build import QUADS, build
from tests.world import World

FACT = "place/amaurot"
PASSAGE = "source/gazette/passage/2"
FORUM = """\
name: Forum
kind: press
language: en
weak: repetition
passages:
  - locator: post-1
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "records")


def opened(world: World) -> Graph:
    return Graph(build(world.folder.parent / "build", world.folder))


def proof_without(graph: Graph, pattern: str, instead: str = "") -> Proof:
    """Prove the N-Quads of a graph after their lines that match were taken out or changed."""
    text = graph.build.read(QUADS).decode()
    changed = re.sub(pattern, instead, text, flags=re.MULTILINE)
    assert changed != text
    return prove(changed.encode(), read_schema(), [])


def line(subject: str, predicate: str) -> str:
    return rf"^<[^>]*/id/{subject}> <[^>]*#{predicate}> .*\n"


def run(graph: Graph, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", "--build", graph.build.folder, "evidence", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_shipped_fact_cites_a_place_that_exists(shipped: Graph) -> None:
    proof = shipped.prove()

    assert proof.findings == ()
    assert proof.citations == shipped.build.manifest["counts"]["relationships"]["STATED_IN"]
    assert proof.places == shipped.build.manifest["counts"]["nodes"]["Passage"]
    assert proof.facts > 4000


def test_no_shipped_fact_rests_on_a_machine_translation_alone(shipped: Graph) -> None:
    query = "MATCH (s:Source) WHERE s.weak <> 'repetition' RETURN s.id AS id"
    translated = {row["id"] for row in shipped.engine.cypher(query, {})}

    assert len(translated) > 2
    for one in shipped.prove().thin:
        if WEAK_ONLY in one.why and "/claim/" not in one.id:
            assert not translated.issuperset(place.partition("#")[0] for place in one.places)


def test_a_fact_without_a_citation_is_found(world: World) -> None:
    proof = proof_without(opened(world), line(FACT, "statedIn"))

    assert proof.findings == (f"{FACT}: cites no source",)
    assert "facts: 1 do not cite a source." in told(proof)


def test_a_citation_of_a_place_that_no_source_has_is_found(world: World) -> None:
    proof = proof_without(opened(world), r"^<[^>]*> <[^>]*#hasPassage> <[^>]*/passage/2> .*\n")

    assert proof.findings == (f"{PASSAGE}: is cited, and is no place of a source",)


def test_a_place_without_a_line_is_found(world: World) -> None:
    proof = proof_without(opened(world), line(PASSAGE, "line"))

    assert proof.findings == (f"{PASSAGE}: has neither a line nor a locator",)


@pytest.mark.parametrize("print_", ["000000000000000", "000000000000000G"])
def test_a_fingerprint_without_its_form_is_found(world: World, print_: str) -> None:
    proof = proof_without(opened(world), '"0000000000000002"', f'"{print_}"')

    assert proof.findings == (f"{PASSAGE}: its fingerprint has not its form",)


def test_a_fact_on_weak_sources_alone_comes_first_in_the_list(world: World) -> None:
    world.write("source/forum", FORUM)
    world.change(FACT, "gazette#2", "forum#post-1")
    proof = opened(world).prove()

    assert (proof.thin[0].id, proof.thin[0].why) == (FACT, ("one source", WEAK_ONLY))
    assert [one.id for one in proof.thin if WEAK_ONLY in one.why] == [FACT]
    assert "1 rest on weak sources alone" in told(proof)
    assert f"- {FACT} (one source, {WEAK_ONLY}): source/forum#post-1\n" in to_text(proof)


def test_a_fact_with_a_sound_source_too_is_not_called_weak(world: World) -> None:
    world.write("source/forum", FORUM)
    world.change(FACT, "[source/gazette#2]", "[source/gazette#2, source/forum#post-1]")

    assert FACT not in {one.id for one in opened(world).prove().thin}


def test_the_command_prints_the_proof_and_each_thin_fact(world: World) -> None:
    graph = opened(world)

    finished = run(graph, "--all")
    assert finished.returncode == 0
    assert finished.stdout == to_text(graph.prove())
    assert finished.stdout.startswith(told(graph.prove()))


def test_the_command_gives_the_same_as_json(world: World) -> None:
    graph = opened(world)

    shown = json.loads(run(graph, "--all", "--format", "json").stdout)
    assert shown == json.loads(json.dumps(to_json(graph.prove())))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "give one of these: a SOURCE, --sample N, or --all"),
        (("--all", "source/gazette"), "give one of these: a SOURCE, --sample N, or --all"),
        (("--all", "--texts", "."), "--texts goes with a SOURCE, whose text is looked up there"),
    ],
)
def test_one_source_or_all_is_asked_for(world: World, args: tuple[str, ...], said: str) -> None:
    finished = run(opened(world), *args)

    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == f"sco-graph: {said}\n"
