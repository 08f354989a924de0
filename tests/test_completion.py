"""What a shell is offered, asked as the shell asks: by a real bash, and in the forms of others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_loaders.build import build
from tests.golden import FROZEN

PROGRAMS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="module", autouse=True)
def own_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build once, and let every completion of this file ask that build."""
    folder = tmp_path_factory.mktemp("build")
    build(folder, FROZEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCO_GRAPH_BUILD", str(folder))
        patch.setenv("PATH", PROGRAMS)
        yield folder


def offered(line: str, **environment: str) -> list[str]:
    """Return what bash offers at the end of a line, by the function that it was given."""
    script = f"""
eval "$(sco-graph --show-completion bash)"
COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
case "$1" in *' ') COMP_WORDS+=(""); COMP_CWORD=$((COMP_CWORD + 1));; esac
_sco_graph_completion sco-graph
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "-c", script, "bash", line],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, **environment},
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sco-graph que", ["queries", "query"]),
        ("sco-graph query who-", ["who-attended", "who-said"]),
        ("sco-graph query who-attended --mee", ["--meeting"]),
        (
            "sco-graph query who-attended --meeting meeting/r",
            ["meeting/regions-forum-2020", "meeting/regions-forum-2021"],
        ),
        ("sco-graph query documents --kind pr", ["programme", "protocol"]),
        (
            "sco-graph query documents --columns kind,source,doc",
            ["kind,source,document", "kind,source,document_id"],
        ),
        ("sco-graph query documents --sort date,docu", ["date,document", "date,document_id"]),
        ("sco-graph query documents --lang ", ["en", "ru", "zh"]),
        ("sco-graph query documents --engine n", ["neo4j"]),
        ("sco-graph show person/mik", ["person/mikhail-mishustin"]),
        ("sco-graph evidence source/ind", ["source/industry-ministers-2025"]),
        ("sco-graph export turtle --body body/secr", ["body/secretariat"]),
        ("sco-graph show nothing/is-called-so", []),
    ],
)
def test_bash_is_offered_what_may_stand_there(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_an_id_of_another_kind_is_not_offered() -> None:
    assert offered("sco-graph query who-attended --meeting person/m") == []


def test_without_a_build_no_id_is_offered_and_none_is_made(tmp_path: Path) -> None:
    empty = str(tmp_path / "cache")

    assert offered("sco-graph show pers", SCO_GRAPH_BUILD="", SCO_GRAPH_CACHE=empty) == []
    assert not Path(empty).exists()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_offered_the_name_beside_the_id(shell: str) -> None:
    asked = {
        "_SCO_GRAPH_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "sco-graph show person/mik",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [shutil.which("sco-graph") or "sco-graph"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **asked},
    )

    assert done.stderr == ""
    assert "person/mikhail-mishustin" in done.stdout
    assert "Mikhail Mishustin" in done.stdout
