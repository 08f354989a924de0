"""What a shell offers to complete: ids with their names, and the words of the ontology.

A build is asked if there is a whole one; none is made, and nothing is said, where there is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002  # typer itself reads the annotation

from sco_graph.questions import ANY, Parameter

if TYPE_CHECKING:
    from typer._click.core import Context  # the click that typer carries
    from typer._click.shell_completion import CompletionItem

IDS = """
MATCH (n:ScoNode) WHERE n.id STARTS WITH $begun AND size(split(n.id, '/')) = 2
RETURN n.id AS id, n.name AS name ORDER BY id"""


def complete_parameter(
    parameter: Parameter,
) -> Callable[[Context, object, str], list[CompletionItem]]:
    """Return what completes a parameter's value: ids of its kinds, or the words of its scheme."""

    def complete(ctx: Context, param: object, incomplete: str) -> list[CompletionItem]:
        del param
        if parameter.scheme:
            return list(_concepts(parameter.scheme, incomplete))
        return list(_ids(ctx, parameter.kinds, incomplete)) if parameter.kinds else []

    return complete


def complete_words(*words: str) -> Callable[[Context, object, str], list[CompletionItem]]:
    """Return what completes a list of words with commas between, each with - before it or not."""

    def complete(ctx: Context, param: object, incomplete: str) -> list[CompletionItem]:
        del ctx, param
        done, comma, begun = incomplete.rpartition(",")
        sign = "-" if begun.startswith("-") else ""
        return [
            _item(f"{done}{comma}{sign}{word}")
            for word in words
            if word.startswith(begun.removeprefix(sign))
        ]

    return complete


def complete_id(*kinds: str) -> Callable[..., list[tuple[str, str]]]:
    """Return what completes an id of some kinds, or of any, in the form of typer's commands."""

    # Typer reads the types of these two when the command line is made, not when it completes.
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return [(item.value, item.help or "") for item in _ids(ctx, kinds or (ANY,), incomplete)]

    return complete


def _ids(ctx: Context, kinds: tuple[str, ...], begun: str) -> Iterator[CompletionItem]:
    from sco_graph.errors import ScoGraphError
    from sco_graph.graph import cache_folder
    from sco_loaders.build import STORE, open_build
    from sco_loaders.embedded import Engine

    folder = ctx.find_root().params.get("build") or cache_folder()
    try:
        engine = Engine.from_bytes(open_build(Path(folder)).read(STORE))
    except ScoGraphError:
        return  # a shell is no place for messages; the command itself tells them
    for row in engine.cypher(IDS, {"begun": begun}):
        if ANY in kinds or row["id"].split("/")[0] in kinds:
            yield _item(row["id"], row["name"])


def _concepts(scheme: str, begun: str) -> Iterator[CompletionItem]:
    from sco_graph.shapes import read_schema

    for notation, concept in sorted(read_schema().scheme(scheme).items()):
        if notation.startswith(begun):
            yield _item(notation, concept.names["en"])


def _item(value: str, help_: str | None = None) -> CompletionItem:
    from typer._click.shell_completion import CompletionItem

    return CompletionItem(value, help=help_)
