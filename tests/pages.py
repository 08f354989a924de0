"""The pages of the project, as tests read them: blocks of code, tables, links, commands."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md")])
PROMPT = "$ "


def copied(folder: Path) -> Path:
    """Copy what the pages' commands work on into a folder, as it lies in a checkout."""
    for name in ("records", "docs", "ontology"):
        shutil.copytree(CHECKOUT / name, folder / name)
    return folder


def unfenced(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def prose(text: str) -> str:
    """Return a page without code, comments and pictures."""
    return re.sub(r"`[^`]*`|<!--.*?-->|!\[", "", unfenced(text), flags=re.DOTALL)


def code(text: str) -> str:
    """Return the code of a page, in blocks and in the line."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", unfenced(text))])


def fenced(text: str, language: str) -> list[str]:
    """Return the blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def shell_lines(text: str) -> list[str]:
    """Return the commands of the blocks that show no output."""
    lines = [line for block in fenced(text, "sh") for line in block.splitlines()]
    return [line.partition("  #")[0].rstrip() for line in lines if line]


def shown_commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command that is shown with its output."""
    for block in fenced(text, "console"):
        for part in block.split(PROMPT)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def table(text: str, heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table below a heading, without its head."""
    below = text.split(f"{heading}\n", 1)[1]
    rows = re.search(r"(?:^\|.*\|\n)+", below, re.MULTILINE)
    assert rows is not None
    cells = [line.strip("|").split(" | ") for line in rows[0].splitlines()[2:]]
    return [tuple(cell.strip() for cell in line) for line in cells]


def leads_somewhere(page: Path, link: str) -> bool:
    """Return whether a relative link names a file, and a heading of it."""
    file, _, anchor = link.partition("#")
    target = page.parent / file if file else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def anchors(text: str) -> list[str]:
    """Return the anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.+)$", unfenced(text), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings]


def spaced(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())


def run(command: str, folder: Path, environment: Mapping[str, str], *, code: int = 0) -> str:
    """Return what a command writes to stdout."""
    done = subprocess.run(
        shlex.split(command),
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout
