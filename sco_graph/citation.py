"""How the data set is cited: CITATION.cff, from what the data set says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from sco_graph.dataset import Dataset

MESSAGE = "If you use these data, cite them as below, and a single fact by its id and its source."

DIGEST = "The SHA-256 of sco-graph.nq, the canonical N-Quads of this version."


def citation(dataset: Dataset, digest: str | None = None) -> str:
    """Return the text of CITATION.cff (Citation File Format 1.2.0).

    A release gives the SHA-256 of its N-Quads: by that its facts are told from those of another.
    """
    lines = [
        "# Derived from ontology/dataset.ttl.",
        "cff-version: 1.2.0",
        f"message: {_quoted(MESSAGE)}",
        "type: dataset",
        f"title: {_quoted(dataset.title)}",
        f"abstract: {_quoted(dataset.description)}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in dataset.creators),
        f"version: {_quoted(dataset.version)}",
        f"date-released: {dataset.issued}",
        "license: CC0-1.0",
        "identifiers:",
        *_identifier(dataset.iri, "The IRI of the data set."),
        *(() if digest is None else _identifier(f"sha256:{digest}", DIGEST)),
        "keywords:",
        *(f"  - {_quoted(word)}" for word in dataset.keywords),
    ]
    return "\n".join([*lines, ""])


def _identifier(value: str, description: str) -> Iterator[str]:
    # An IRI that leads to no page yet is no url to the format.
    yield "  - type: other"
    yield f"    value: {_quoted(value)}"
    yield f"    description: {_quoted(description)}"


def _quoted(text: str) -> str:
    r"""Return a text as a double-quoted scalar of YAML.

    >>> _quoted('the "B2E" part')
    '"the \\"B2E\\" part"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
