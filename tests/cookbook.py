"""The cookbook: its recipes, run as they stand, and the same page with the outputs of these runs.

    python -m tests.cookbook   write the outputs over the shipped records into the page

A block below a file's name is that file; a line that begins with a dollar sign is run by the shell.
The recipes are run in their order in one folder, as later ones use the files of earlier ones.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import sco_graph
from sco_graph.graph import CACHE_VARIABLE
from tests.judges import JENA, JVM, classpath
from tests.pages import CHECKOUT, copied

PAGE = CHECKOUT / "docs" / "cookbook.md"
RECIPE = re.compile(r"(?ms)^## (?P<title>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)")
BLOCK = re.compile(
    r"(?ms)^(?:\*\*`(?P<name>[^`\n]+)`\*\*\n\n)?```(?P<language>[a-z]+)\n(?P<text>.*?)^```$"
)
COMMAND = re.compile(r"(?m)^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)")
SECONDS = 120
SHOWN = 24
"""How many lines of an output the page has, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kitchen:
    """A folder with what a reader of the page has, and the programs that the page names."""

    folder: Path
    environment: Mapping[str, str]


def kitchen(folder: Path, build: Path) -> Kitchen:
    """Return a kitchen in an empty folder, which uses a build."""
    (folder / "programs").mkdir()
    paths = [str(folder / "programs"), str(Path(sys.executable).parent), os.environ["PATH"]]
    ours = {"PATH": os.pathsep.join(paths), CACHE_VARIABLE: str(build), "PYTHONUTF8": "1"}
    (folder / "work").mkdir()
    return Kitchen(folder=copied(folder / "work"), environment={**os.environ, **ours})


def add_arq(made: Kitchen) -> None:
    """Put Jena's `arq` among the programs; skip where it can't be had."""
    line = shlex.join(["java", *JVM, "-cp", classpath("jena"), JENA["arq"]])
    program = made.folder.parent / "programs" / "arq"
    program.write_text(f'#!/bin/sh\nexec {line} "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def cooked(page: str, made: Kitchen) -> Iterator[tuple[str, str]]:
    """Yield each recipe's title, and its text with the outputs of its commands."""
    for recipe in RECIPE.finditer(page):
        yield recipe["title"], BLOCK.sub(lambda block: _block(block, made), recipe[0])


def lacking(text: str, made: Kitchen) -> str | None:
    """Return what a recipe needs and is not here, or None."""
    programs = {command["command"].split()[0] for command in COMMAND.finditer(text)}
    path = made.environment["PATH"]
    for name in sorted(programs & {"arq", "node"}):
        if shutil.which(name, path=path) is None:
            return name
    return "pandas" if "import pandas" in text and find_spec("pandas") is None else None


def _block(block: re.Match[str], made: Kitchen) -> str:
    if block["name"]:
        (made.folder / block["name"]).write_text(block["text"], encoding="utf-8")
    if block["language"] != "console":
        return block[0]
    return COMMAND.sub(lambda shown: _run(shown, made), block[0])


def _run(shown: re.Match[str], made: Kitchen) -> str:
    """Return a command with what it writes, or as it is shown where its program is not here."""
    command = shown["command"]
    script = made.folder / command.split()[-1]
    text = script.read_text(encoding="utf-8") if script.suffix == ".py" else ""
    if lacking(f"$ {command}\n{text}", made):
        return shown[0]
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=made.folder,
        env=made.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stderr}{done.stdout}")
    lines = [line.rstrip() for line in done.stdout.replace("\r\n", "\n").splitlines()]
    if len(lines) > SHOWN:
        lines[SHOWN:] = [f"… and {len(lines) - SHOWN} more lines"]
    return "".join(f"{line}\n" for line in (f"$ {command}", *lines))


def main() -> None:
    """Write the outputs into the page."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, sco_graph.open() as graph:
        made = kitchen(Path(folder), graph.build.folder)
        add_arq(made)
        for (_, text), recipe in zip(cooked(page, made), RECIPE.finditer(page), strict=True):
            page = page.replace(recipe[0], text)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
