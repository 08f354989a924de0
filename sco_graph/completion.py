"""What a shell offers to complete: ids with their names, and the words of the ontology.

A build is asked if there is a whole one; none is made, and nothing is said, where there is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import typer  # typer itself reads the annotations below

from sco_graph.questions import ANY, Parameter

Offered: TypeAlias = list[tuple[str, str]]
"""What may stand there, each with a word on what it is."""
Completer: TypeAlias = Callable[[typer.Context, list[str], str], Offered]
"""Of the command so far, its further arguments, and what is begun."""

IDS = """
MATCH (n:ScoNode)
WHERE n.id STARTS WITH $begun AND size(split(n.id, '/')) = 2 AND NOT n:FormerId
RETURN n.id AS id, n.name AS name ORDER BY id"""


def complete_parameter(parameter: Parameter) -> Completer:
    """Return what completes a parameter's value: ids of its kinds, or the words of its scheme."""
    if parameter.scheme:
        return _complete_concept(parameter.scheme)
    return complete_id(*parameter.kinds) if parameter.kinds else complete_words()


def complete_words(*words: str) -> Completer:
    """Return what completes a list of words with commas between, each with - before it or not."""

    def complete(ctx: typer.Context, args: list[str], incomplete: str) -> Offered:
        del ctx, args
        done, comma, begun = incomplete.rpartition(",")
        sign = "-" if begun.startswith("-") else ""
        word = begun.removeprefix(sign)
        return [(f"{done}{comma}{sign}{one}", "") for one in words if one.startswith(word)]

    return complete


def complete_id(*kinds: str) -> Completer:
    """Return what completes an id of some kinds, or of any."""

    def complete(ctx: typer.Context, args: list[str], incomplete: str) -> Offered:
        del args
        return list(_ids(ctx, kinds or (ANY,), incomplete))

    return complete


def _complete_concept(scheme: str) -> Completer:
    def complete(ctx: typer.Context, args: list[str], incomplete: str) -> Offered:
        del ctx, args
        from sco_graph.shapes import read_schema

        concepts = sorted(read_schema().scheme(scheme).items())
        return [(one, said.names["en"]) for one, said in concepts if one.startswith(incomplete)]

    return complete


def _ids(ctx: typer.Context, kinds: tuple[str, ...], begun: str) -> Iterator[tuple[str, str]]:
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
            yield row["id"], row["name"]
