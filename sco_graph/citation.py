"""How the data set is cited: CITATION.cff, from what the data set says of itself."""

from __future__ import annotations

from sco_graph.dataset import Dataset

MESSAGE = "If you use these data, cite them as below, and a single fact by its id and its source."


def citation(dataset: Dataset) -> str:
    """Return the text of CITATION.cff (Citation File Format 1.2.0)."""
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
        "  - type: other",
        f"    value: {_quoted(dataset.iri)}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in dataset.keywords),
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    r"""Return a text as a double-quoted scalar of YAML.

    >>> _quoted('the "B2E" part')
    '"the \\"B2E\\" part"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
