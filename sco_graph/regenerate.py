"""Write the files of the checkout that are derived from ontology/, records/ and queries/.

    python -m sco_graph.regenerate          write them all, or on an error none
    python -m sco_graph.regenerate --check  name those that differ, and exit with 1

They are the JSON Schemas and settings by which editors complete records, the JSON-LD context, the
data dictionary, the page of the ontology's terms, the types of things in Python, CITATION.cff, the
pictures in docs/images/, and the parts of the README and of docs/coverage.md that show what the
graph holds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sco_graph.citation import citation
from sco_graph.coverage_map import coverage_map
from sco_graph.dataset import read_dataset
from sco_graph.dictionary import data_dictionary
from sco_graph.drawing.sheet import MOST_TITLES
from sco_graph.drawing.svg import svg
from sco_graph.entity_types import entity_types
from sco_graph.errors import ScoGraphError, StoreError
from sco_graph.graph import Graph
from sco_graph.graph import open as open_graph
from sco_graph.json_schema import json_schema
from sco_graph.jsonld_context import context_document
from sco_graph.ontology import Triples
from sco_graph.ontology_page import ontology_page
from sco_graph.readme import filled
from sco_graph.resources import PACKAGE, ontology_folder
from sco_graph.schema import Schema
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, write_synced

SCHEMAS = "docs/schema"
PAGES = ("README.md", "docs/coverage.md")
"""The pages that tell numbers of the graph among words that are written by hand."""
CITATION = "CITATION.cff"
DICTIONARY = "docs/data-dictionary.md"
TERMS = "docs/ontology-terms.md"
TYPES = "sco_graph/entities.pyi"
IMAGES = "docs/images"
MEETING = "meeting/industry-2025-yekaterinburg"
BODY = "body/ministers-of-industry"
COUNCIL = "body/heads-of-state-council"
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
YAML_EXTENSION = "redhat.vscode-yaml"


def derived_files(schema: Schema) -> dict[str, str]:
    """Return the text of every derived file, by its path in the checkout."""
    kinds = [cls.kind for cls in schema.record_classes]
    files = {f"{SCHEMAS}/{kind}.json": _json(json_schema(schema, kind)) for kind in kinds}
    mapped = {f"./{SCHEMAS}/{kind}.json": f"records/{kind}/*.yaml" for kind in kinds}
    return files | {
        f"{SCHEMAS}/context.jsonld": _json(context_document(schema)),
        DICTIONARY: data_dictionary(schema),
        TYPES: entity_types(schema),
        SETTINGS: _json({"yaml.schemas": mapped}),
        EXTENSIONS: _json({"recommendations": [YAML_EXTENSION]}),
    }


def files_of_graph(root: Path, graph: Graph) -> dict[str, str]:
    """Return the text of every derived file that shows the graph, by its path in the checkout."""
    pages = {name: (root / name).read_text(encoding="utf-8") for name in PAGES}
    return {
        **{name: filled(text, graph) for name, text in pages.items()},
        CITATION: citation(read_dataset(graph.build.read(QUADS))),
        TERMS: ontology_page(Triples(ontology_folder()), graph.store),
        f"{IMAGES}/coverage.svg": coverage_map(graph.coverage()),
        **{f"{IMAGES}/{name}.svg": text for name, text in pictures(graph).items()},
    }


def pictures(graph: Graph) -> dict[str, str]:
    """Return a picture of each view as SVG, by its name."""
    drawings = {
        "meeting": graph.draw("meeting", id=MEETING),
        "network": graph.draw("network", body=BODY),
        "co-attendance": graph.draw("co-attendance", kind="state", body=BODY),
        "matrix": graph.draw("matrix", body=COUNCIL),
        "timeline": graph.draw("timeline", body=COUNCIL),
    }
    return {
        name: svg(one.picture, one.placed(), brief=len(one.picture.head.sources) > MOST_TITLES)
        for name, one in drawings.items()
    }


def find_differing(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths whose files differ, are missing, or should no longer be there."""
    changed = [name for name, text in files.items() if _read(root / name) != text.encode()]
    return tuple(sorted([*changed, *_left_over(root, files)]))


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files, each beside its place first, so that an error leaves the former ones.

    Raises:
        StoreError: A file cannot be written.
    """
    waiting = {root / name: root / f"{name}.waiting" for name in files}
    try:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            write_synced(waiting[root / name], [text.encode()])
        for path, written in waiting.items():
            written.replace(path)
        for name in _left_over(root, files):
            (root / name).unlink()
    except OSError as error:
        raise StoreError(f"{error.filename}: cannot be written: {error.strerror}") from error
    finally:
        for written in filter(Path.is_file, waiting.values()):
            written.unlink()


def find_checkout() -> Path:
    """Return the folder of the checkout.

    Raises:
        StoreError: The package is installed without one.
    """
    root = PACKAGE.parent
    if not (root / "ontology").is_dir():
        raise StoreError("the derived files belong to a checkout; run this in one")
    return root


def _left_over(root: Path, files: Mapping[str, str]) -> list[str]:
    found = {f"{SCHEMAS}/{path.name}" for path in (root / SCHEMAS).glob("*.json")}
    return sorted(found - set(files))


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write or compare, and return the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m sco_graph.regenerate [--check]\n")
        return 2
    try:
        root, files = find_checkout(), derived_files(read_schema())
        if not arguments:
            write(root, files)
        # What shows the graph comes last, as it needs records that pass the check.
        files |= files_of_graph(root, open_graph())
        if not arguments:
            write(root, files)
            return 0
        differing = find_differing(root, files)
    except ScoGraphError as error:
        sys.stderr.write(f"regenerate: {error}\n")
        return 1
    for name in differing:
        sys.stdout.write(f"{name}: is out of date; run `make regenerate`\n")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
