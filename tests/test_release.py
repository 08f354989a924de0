"""A release holds everything, describes it truly, and is the same wherever it is made."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TypeGuard

import pyoxigraph as ox
import pytest
import yaml

import sco_graph
from sco_graph.errors import WrongUse
from sco_graph.graph import Graph
from sco_graph.owl import owl
from sco_graph.release import write_release
from sco_graph.resources import PACKAGE, competency_folder, ontology_folder, queries_folder
from sco_graph.twins import SEPARATOR
from sco_loaders.build import QUADS
from tests.golden import FROZEN
from tests.judges import run_jena

PREFIXES = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX spdx: <http://spdx.org/rdf/terms#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@pytest.fixture(scope="module")
def release(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases") / "release"
    write_release(graph.build, folder)
    return folder


def ask(path: Path, query: str) -> list[list[str]]:
    store = ox.Store()
    store.load(path=path, base_iri=path.resolve().as_uri())
    rows = answer(store.query(PREFIXES + query))
    return [[str(getattr(term, "value", None)) for term in row] for row in rows]


def answer(solutions: object) -> ox.QuerySolutions:
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def commands(release: Path, program: str) -> list[list[str]]:
    """Return the commands of a program that the release's README shows, in words."""
    readme = (release / "README.md").read_text(encoding="utf-8")
    return [line.split() for line in re.findall(rf"(?m)^\$ ({program} .+)$", readme)]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_checksums_are_those_of_all_other_files(release: Path) -> None:
    lines = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = digests(release)
    del found["SHA256SUMS"]
    assert told == found


def test_every_file_has_its_line_in_the_readme_of_the_release(release: Path) -> None:
    readme = (release / "README.md").read_text(encoding="utf-8")

    for path in release.iterdir():
        named = (f"`{path.name}`", f"`{path.name}/`", f"`{path.suffix}`")
        assert path.name == "README.md" or any(name in readme for name in named), path.name


def test_the_file_for_owl_is_the_one_that_the_judges_are_given(release: Path, graph: Graph) -> None:
    judged = owl(graph.build.read(QUADS), ontology_folder())

    assert (release / "sco-graph-owl.ttl").read_bytes() == judged


def test_the_file_for_owl_holds_every_name_of_the_graph_and_no_date(release: Path) -> None:
    names = "SELECT ?s ?name WHERE { ?s rdfs:label ?name } ORDER BY ?s ?name"
    dates = "SELECT ?s WHERE { ?s ?p ?o FILTER(DATATYPE(?o) = xsd:date && ?p != dcterms:created) }"

    shipped = {tuple(row) for row in ask(release / "sco-graph.ttl", names)}
    written = {tuple(row) for row in ask(release / "sco-graph-owl.ttl", names)}
    assert shipped < written
    assert ask(release / "sco-graph.ttl", dates)
    assert ask(release / "sco-graph-owl.ttl", dates) == []


def test_the_description_counts_what_the_turtle_file_holds(release: Path) -> None:
    (counted,) = ask(
        release / "sco-graph.ttl",
        """SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?ss) (COUNT(DISTINCT ?o) AS ?os)
        (COUNT(DISTINCT ?p) AS ?ps) WHERE { ?s ?p ?o }""",
    )

    (told,) = ask(
        release / "description.ttl",
        """SELECT ?t ?s ?o ?p WHERE { ?d void:triples ?t ; void:distinctSubjects ?s ;
        void:distinctObjects ?o ; void:properties ?p }""",
    )
    assert told == counted


def test_the_description_counts_each_class(release: Path) -> None:
    counted = ask(
        release / "sco-graph.ttl",
        "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c",
    )

    told = ask(
        release / "description.ttl",
        "SELECT ?c ?n WHERE { ?d void:classPartition ?p . ?p void:class ?c ; void:entities ?n }",
    )
    assert sorted(told) == sorted(counted)


def test_each_file_of_data_is_described_with_its_place_size_and_digest(release: Path) -> None:
    told = ask(
        release / "description.ttl",
        """SELECT ?name ?url ?size ?sum WHERE { ?d dcat:distribution ?f .
        ?f dcterms:identifier ?name ; dcat:downloadURL ?url ; dcat:byteSize ?size ;
        dcat:mediaType ?type ; spdx:checksum/spdx:checksumValue ?sum }""",
    )

    found = digests(release)
    described = ("sco-graph", "tables/", "ontology/", "context.jsonld")
    paths = {name: release / name for name in found if name.startswith(described)}
    assert sorted(told) == sorted(
        [name, path.resolve().as_uri(), str(path.stat().st_size), found[name]]
        for name, path in paths.items()
    )


def cells(row: ox.QuerySolution) -> list[list[str]]:
    """Return the terms of a row; of a list, whose order SPARQL leaves open, its texts sorted."""
    return [sorted(term.value.split(SEPARATOR)) if is_list(term) else [str(term)] for term in row]


def is_list(term: object) -> TypeGuard[ox.Literal]:
    return isinstance(term, ox.Literal) and SEPARATOR in term.value


def test_the_file_to_load_first_answers_every_query_of_a_release_as_the_graph_does(
    release: Path, graph: Graph
) -> None:
    paths = sorted((release / "queries").rglob("*.rq"))
    loaded = ox.Store()
    loaded.load(path=release / "sco-graph.ttl")

    for path in paths:
        query = path.read_text(encoding="utf-8")
        told = sorted(map(cells, answer(loaded.query(query))))
        wanted = graph.store.query(query, use_default_graph_as_union=True)
        assert told == sorted(map(cells, answer(wanted))), path.stem
    repository = [*queries_folder().glob("sparql/*.rq"), *competency_folder().glob("*.rq")]
    assert sorted(path.name for path in paths) == sorted(path.name for path in repository)


def test_the_licences_are_those_of_the_repository(release: Path) -> None:
    for name, own in (("LICENSE-CC0.txt", "LICENSE-records"), ("LICENSE-MIT.txt", "LICENSE")):
        text = (PACKAGE.parent / own).read_text(encoding="utf-8")
        assert (release / name).read_text(encoding="utf-8") == text


def test_the_graph_conforms_to_its_shapes_for_pyshacl_as_the_readme_says(release: Path) -> None:
    (command,) = commands(release, "pyshacl")

    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=release, capture_output=True, check=False, text=True
    )

    assert (run.returncode, run.stdout) == (0, "Validation Report\nConforms: True\n")


def test_the_graph_conforms_to_its_shapes_for_jena_as_the_readme_says(release: Path) -> None:
    ((_, *command),) = commands(release, "shacl")
    paths = [release / one if (release / one).exists() else one for one in command]

    run = run_jena("shacl", *paths)

    assert (run.returncode, run.stderr) == (0, "")
    assert re.search(r"sh:conforms +true", run.stdout)


def test_jena_finds_nothing_in_the_description(release: Path) -> None:
    judged = run_jena("riot", "--validate", str(release / "description.ttl"))

    assert (judged.returncode, judged.stdout, judged.stderr) == (0, "", "")


def test_the_citation_says_what_to_cite(release: Path) -> None:
    cited = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))

    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] == "dataset"
    assert cited["version"] == sco_graph.__version__
    assert cited["license"] == "CC0-1.0"
    assert cited["authors"] == [{"name": "sco-graph contributors"}]
    assert [one["value"] for one in cited["identifiers"]] == [
        "https://w3id.org/sco-graph/dataset",
        f"sha256:{digests(release)['sco-graph.nq']}",
    ]


def test_the_citation_keeps_to_the_format(release: Path) -> None:
    """As the schema of Citation File Format 1.2.0 says of the keys that are used."""
    cited = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))

    required = {"authors", "cff-version", "message", "title"}
    optional = {
        "abstract",
        "date-released",
        "identifiers",
        "keywords",
        "license",
        "type",
        "version",
    }
    assert required <= cited.keys() <= required | optional
    for one in cited["identifiers"]:
        assert {"type", "value"} <= one.keys() <= {"type", "value", "description"}
        assert one["type"] in {"doi", "other", "swh", "url"}
        assert all(isinstance(text, str) and text for text in one.values())
    assert isinstance(cited["date-released"], datetime.date)
    for name in ("identifiers", "keywords", "authors"):
        texts = [str(one) for one in cited[name]]
        assert len(texts) == len(set(texts)) > 0


def test_the_citation_of_the_checkout_is_that_of_the_release_but_for_the_digest(
    release: Path,
) -> None:
    released = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    shipped = yaml.safe_load((PACKAGE.parent / "CITATION.cff").read_text(encoding="utf-8"))

    released["identifiers"] = released["identifiers"][:1]
    assert released == shipped


def test_a_release_made_elsewhere_has_the_same_bytes(release: Path, tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    made = str(tmp_path / "made")
    commands = (
        ["build", "--records", str(FROZEN), "--output", made],
        ["--build", made, "release", "--output", str(tmp_path / "again")],
    )

    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "sco_graph", *command],
            check=True,
            capture_output=True,
            env={**os.environ, **elsewhere},
        )

    assert digests(tmp_path / "again") == digests(release)


def test_a_folder_that_holds_something_is_left_alone(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(WrongUse, match="is not empty; name a new folder"):
        write_release(graph.build, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
