"""The pages on the architecture and the model agree with the code and the schema."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from sco_graph.schema import relationship_type
from sco_graph.shapes import read_schema
from sco_loaders.build import build
from sco_loaders.check import read
from tests.pages import CHECKOUT, fenced, spaced, table

ARCHITECTURE, MODEL = (
    (CHECKOUT / "docs" / name).read_text(encoding="utf-8")
    for name in ("architecture.md", "model.md")
)


MODULES = {
    f"{path.parent.name}.{path.stem}": path
    for folder in ("sco_graph", "loaders/sco_loaders")
    for path in (CHECKOUT / folder).glob("*.py")
} | {
    f"sco_graph.drawing.{path.stem}": path for path in (CHECKOUT / "sco_graph/drawing").glob("*.py")
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the shipped records."""
    return Graph(build(tmp_path_factory.mktemp("build")))


def test_every_function_named_on_the_page_of_the_architecture_exists() -> None:
    names = re.findall(r"`((?:sco_graph|sco_loaders)(?:\.\w+)+)`", ARCHITECTURE)

    assert len(set(names)) > 20
    for name in names:
        assert resolved(name) is not None


def test_the_way_of_one_record_is_as_shown(shipped: Graph) -> None:
    reading = read()
    id_ = "meeting/industry-2025-yekaterinburg"
    [node] = [n for n in reading.nodes if n.id == f"{id_}/participation/state.belarus"]
    [row] = [
        r
        for r in shipped.query("who-attended", meeting=id_)
        if r["represents_id"] == "state/belarus"
    ]

    shown = [line for text in fenced(ARCHITECTURE, "python") for line in text.splitlines()]
    assert len(shown) == 8
    for line in shown:
        assert eval(line, {"document": reading.documents[id_], "node": node, "row": row}), line  # noqa: S307  # our own page


def test_the_lines_of_the_files_are_as_shown() -> None:
    shown = {
        "records/meeting/industry-2025-yekaterinburg.yaml": fenced(ARCHITECTURE, "yaml")[0],
        "ontology/shapes.ttl": fenced(ARCHITECTURE, "turtle")[0],
        "queries/cypher/who-attended.cypher": fenced(ARCHITECTURE, "cypher")[0],
    }

    for file, text in shown.items():
        whole = spaced((CHECKOUT / file).read_text(encoding="utf-8"))
        for line in text.splitlines():
            assert spaced(line.partition(" # <--")[0]) in whole


def test_the_triple_and_the_relationships_are_as_shown(shipped: Graph) -> None:
    [triple] = fenced(ARCHITECTURE, "turtle")[1].splitlines()
    data, ontology = "https://w3id.org/sco-graph/id/", "https://w3id.org/sco-graph/ontology#"
    terms = [
        f"<{term.replace('id:', data, 1).replace('sco:', ontology, 1)}>" for term in triple.split()
    ]
    shown = re.findall(r"\((\S+)\)-\[(\w+)\]->\((\S+)\)", fenced(ARCHITECTURE, "text")[1])

    assert f"\n{' '.join(terms)} <".encode() in shipped.build.read("sco-graph.nq")
    assert len(shown) == 2
    for from_, type_, to in shown:
        query = "MATCH (a {id: $a})-[r]->(b {id: $b}) RETURN type(r) AS type"
        assert {"type": type_} in shipped.engine.cypher(query, {"a": from_, "b": to})


def test_modules_import_whom_the_page_of_the_architecture_lets_them() -> None:
    first, second, *_ = table(ARCHITECTURE, "## Who may import whom")
    plain = set(re.findall(r"[a-z_]+\.[a-z_]+", first[0]))
    schema = plain | set(re.findall(r"[a-z_]+\.[a-z_]+", second[0]))

    assert schema <= set(MODULES)
    for module, path in MODULES.items():
        imported = imports(path)
        ours = {name for name in imported if name in MODULES}
        if module in schema:
            assert ours <= (plain if module in plain else schema), module
        elif module.startswith("sco_loaders."):
            assert {name for name in ours if name.startswith("sco_graph.")} <= schema, module
        assert "sco_graph.cli" not in ours or module == "sco_graph.__main__"
        assert "shacl_rust" not in imported or module == "sco_loaders.validation"
        assert "kglite" not in imported or module in {"sco_loaders.embedded", "sco_loaders.build"}


def test_a_question_is_answered_without_yaml_rdf_or_ontology(shipped: Graph) -> None:
    program = (
        "import sys, sco_graph; graph = sco_graph.open(sys.argv[1]); "
        "rows = graph.query('who-attended', meeting='meeting/industry-2025-yekaterinburg'); "
        "heavy = {'yaml', 'pyoxigraph', 'rdflib', 'sco_graph.shapes'}; "
        "print(len(rows) > 0, heavy & {*sys.modules})"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, shipped.build.folder],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "True set()\n"


def test_the_page_of_the_model_names_classes_and_relationships_that_exist() -> None:
    schema = read_schema()
    classes = {cls.name for cls in schema.classes.values()} | {"Topic"}
    types = {p.relationship for c in schema.classes.values() for p in c.properties.values()}
    types |= {relationship_type(r.predicate) for c in schema.classes.values() for r in c.rules}

    named = set(re.findall(r"`([A-Z][a-zA-Z]+[a-z])`", MODEL))
    ways = set(re.findall(r"\b[A-Z]+_[A-Z_]+[A-Z]\b", MODEL))
    assert named == classes
    assert ways <= types


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, at its head or within."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for part in ast.walk(tree):
        if isinstance(part, ast.Import):
            found |= {name.name for name in part.names}
        elif isinstance(part, ast.ImportFrom):
            found |= {part.module or "", *(f"{part.module}.{name.name}" for name in part.names)}
    return found


def resolved(name: str) -> object:
    """Return the module, class or function of a dotted name."""
    module = name
    while module not in {*MODULES, "sco_graph", "sco_loaders"}:
        module = module.rpartition(".")[0]
    found: object = importlib.import_module(module)
    for part in name.removeprefix(module).split(".")[1:]:
        found = getattr(found, part)
    return found
