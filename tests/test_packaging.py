"""What the project says of itself: dependencies, versions, licences, folders."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sco_graph
from sco_graph.errors import StoreError
from sco_graph.resources import find_folder, ontology_folder, queries_folder, records_folder

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
PINS = [Requirement(line) for line in CONSTRAINTS.splitlines() if line and not line.startswith("#")]


def test_the_version_is_told_when_asked() -> None:
    assert sco_graph.__version__ == version("sco-graph")


def test_a_name_that_the_package_lacks_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'sco_graph' has no attribute 'nothing'"):
        _ = sco_graph.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("At work", PROJECT["project"]["dependencies"]),
        (
            "For flat tables: `pip install 'sco-graph[tables]'`",
            PROJECT["project"]["optional-dependencies"]["tables"],
        ),
        ("For the tests", PROJECT["project"]["optional-dependencies"]["test"]),
        ("To build a wheel", PROJECT["build-system"]["requires"]),
    ],
)
def test_each_direct_dependency_has_its_reason(heading: str, declared: list[str]) -> None:
    page = (CHECKOUT / "docs" / "dependencies.md").read_text(encoding="utf-8")

    section = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    explained = re.findall(r"^\| ([a-z0-9-]+) \| \S.*\|$", section, re.MULTILINE)
    assert [name for name in explained if name != "package"] == names_of(declared)


def test_a_constraint_is_one_exact_version() -> None:
    assert [str(pin) for pin in PINS if not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []


def test_the_constraints_name_no_index() -> None:
    assert "://" not in CONSTRAINTS
    assert "--" not in CONSTRAINTS


def test_the_constraints_are_what_the_project_needs_and_no_more() -> None:
    project = PROJECT["project"]
    needed = closure([*project["dependencies"], *project["optional-dependencies"]["test"]])

    assert {canonicalize_name(pin.name) for pin in PINS if applies(pin)} == needed


def test_the_constrained_versions_are_the_installed_ones() -> None:
    apart = [
        str(pin) for pin in PINS if applies(pin) and not pin.specifier.contains(version(pin.name))
    ]

    assert apart == []


def test_both_licences_stand_in_full() -> None:
    code = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    facts = (CHECKOUT / "LICENSE-records").read_text(encoding="utf-8")

    assert code.startswith("MIT License")
    assert "WITHOUT WARRANTY OF ANY KIND" in code
    assert facts.startswith("Creative Commons Legal Code\n\nCC0 1.0 Universal")
    assert "4. Limitations and Disclaimers." in facts


def test_a_checkout_is_read_in_place() -> None:
    folders = [ontology_folder(), queries_folder(), records_folder()]

    assert folders == [CHECKOUT / "ontology", CHECKOUT / "queries", CHECKOUT / "records"]


def test_packed_data_come_before_a_folder_of_the_same_name_beside(tmp_path: Path) -> None:
    packed = tmp_path / "sco_graph" / "_data" / "queries"
    packed.mkdir(parents=True)
    (tmp_path / "queries").mkdir()

    assert find_folder("queries", package=tmp_path / "sco_graph") == packed


def test_missing_data_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no folder 'records'.*install it again"):
        find_folder("records", package=tmp_path)


@pytest.mark.parametrize("module", ["sco_graph", "sco_graph.errors", "sco_graph.resources"])
def test_importing_the_package_loads_nothing_heavy(module: str) -> None:
    heavy = "{'kglite', 'pyoxigraph', 'rdflib', 'rich', 'shacl_rust', 'typer', 'yaml'}"
    program = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def names_of(requirements: list[str]) -> list[str]:
    """Return the names of requirements in their order."""
    return [canonicalize_name(Requirement(text).name) for text in requirements]


def applies(requirement: Requirement, extra: str = "") -> bool:
    """Return whether a requirement holds on this system and Python."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def closure(requirements: list[str]) -> set[str]:
    """Return the names of everything that the requirements bring along here."""
    found: set[tuple[str, str]] = set()
    pending = [(Requirement(text), "") for text in requirements]
    while pending:
        requirement, extra = pending.pop()
        name = canonicalize_name(requirement.name)
        if not applies(requirement, extra):
            continue
        for wanted in {"", *requirement.extras} - {known for of, known in found if of == name}:
            found.add((name, wanted))
            pending += [(Requirement(text), wanted) for text in requires(name) or []]
    return {name for name, _ in found}
