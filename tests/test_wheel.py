"""The wheel as a user gets it: built, installed and asked outside the checkout, with no network."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.interpreters import find_interpreters

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).resolve().parent.parent
MEETING = "meeting/industry-2025-yekaterinburg"
CLOSED_PORT = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # Without a kind, build makes the sdist and then the wheel from nothing but the sdist.
    build(folder=folder)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session", params=find_interpreters().values(), ids=list(find_interpreters()))
def command(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([request.param, "-m", "venv", str(environment)], check=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet"]
    constrained = ["-c", str(CHECKOUT / "constraints.txt"), str(wheel)]
    subprocess.run([*install, *constrained], check=True, cwd=environment)
    return scripts / "sco-graph"


def test_the_sdist_and_the_checkout_give_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build("--wheel", folder=tmp_path)

    (direct,) = tmp_path.glob("*.whl")
    assert contents(direct) == contents(wheel)


def test_the_wheel_holds_data_types_and_licences_and_no_stray_package(wheel: Path) -> None:
    names = set(contents(wheel))

    tops = {name.split("/")[0] for name in names}
    assert tops == {"sco_graph", "sco_loaders", "sco_graph-0.1.0.dist-info"}
    assert {"sco_graph/py.typed", "sco_loaders/py.typed"} <= names
    assert {
        "sco_graph-0.1.0.dist-info/licenses/LICENSE",
        "sco_graph-0.1.0.dist-info/licenses/LICENSE-records",
    } <= names


@pytest.mark.parametrize("folder", ["docs/competency", "ontology", "queries", "records"])
def test_every_data_file_of_the_checkout_is_in_the_wheel(wheel: Path, folder: str) -> None:
    files = {path for path in (CHECKOUT / folder).rglob("*") if path.is_file()}

    packed = {name for name in contents(wheel) if name.startswith(f"sco_graph/_data/{folder}/")}
    assert packed
    assert packed == {f"sco_graph/_data/{path.relative_to(CHECKOUT).as_posix()}" for path in files}


def test_the_installed_command_says_its_version(command: Path, tmp_path: Path) -> None:
    assert "0.1.0" in run_offline(command, "--version", home=tmp_path)


def test_the_installed_command_lists_its_questions(command: Path, tmp_path: Path) -> None:
    assert "who-attended" in run_offline(command, "queries", home=tmp_path)


def test_the_installed_command_answers_with_no_network(command: Path, tmp_path: Path) -> None:
    question = ("query", "who-attended", "--meeting", MEETING, "--format", "csv")

    answer = run_offline(command, *question, home=tmp_path)
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert len(rows) > 1
    assert {"participant", "represents", "role", "source", "locator"} <= set(rows[0])


def build(*kind: str, folder: Path) -> None:
    """Build the checkout into a folder with the installed backend."""
    command = [sys.executable, "-m", "build", "--no-isolation", *kind]
    line = [*command, "--outdir", str(folder), str(CHECKOUT)]
    run = subprocess.run(line, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def contents(wheel: Path) -> dict[str, int]:
    """Return the names in a wheel, each with the checksum of its bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def run_offline(command: Path, *arguments: str, home: Path) -> str:
    """Return what the command prints in an empty home folder, with no network to be had."""
    line = [*without_network(), str(command), *arguments]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        "HOME": str(home),
        "USERPROFILE": str(home),
        "http_proxy": CLOSED_PORT,
        "https_proxy": CLOSED_PORT,
    }
    run = subprocess.run(
        line, cwd=home, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def without_network() -> list[str]:
    """Return the prefix that takes the network from a command, where the system has one."""
    for prefix in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        try:
            run = subprocess.run([*prefix, "true"], capture_output=True, check=False)
        except FileNotFoundError:
            return []
        if run.returncode == 0:
            return prefix
    return []
