"""Values for the parameters of questions, by which the engines are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, TypeVar

from sco_graph.graph import Graph
from sco_graph.questions import ANY, FIRST_DAY, LAST_DAY, Parameter, Question
from sco_graph.shapes import read_schema

DAYS: Mapping[str, tuple[str, ...]] = {
    "date": ("1999-12-31", "2020-01-01", "2021-09-17", "2025-07-07", "2026-01-01"),
    FIRST_DAY: ("1999", "2020-11", "2025-07-07", "2030"),
    LAST_DAY: ("1999", "2021-09", "2025-07-07", "2030"),
}
TOGETHER = 4
"""How many values of each parameter that have rows are tried together with those of others."""
Item = TypeVar("Item")


def parameter_sets(graph: Graph, question: Question, most: int) -> list[dict[str, Any]]:
    """Return sets of values: each value alone, or with what is required, and some together.

    Of too many some from all over are kept. Where a graph has no value for what is required, there
    are none.
    """
    values = {p.name: list(known_values(graph, p)) for p in question.parameters}
    required = [p.name for p in question.parameters if p.required]
    needed = [
        dict(zip(required, chosen, strict=True))
        for chosen in product(*(values[name] for name in required))
    ]
    if not needed:
        return []
    answered = [given for given in spread(needed, most) if graph.query(question.name, **given)]
    others = {name: found for name, found in values.items() if name not in required}
    first = answered[0] if answered else needed[0]
    alone = [{**first, name: value} for name, found in others.items() for value in found]
    with_rows = {
        name: [v for v in spread(found, most) if graph.query(question.name, **{**first, name: v})]
        for name, found in others.items()
    }
    together = [
        {**first, **dict(zip(names, chosen, strict=True))}
        for size in range(2, len(others) + 1)
        for names in combinations(others, size)
        for chosen in product(*(with_rows[name][:TOGETHER] for name in names))
    ]
    return [*spread(needed, most), *spread(alone, most), *spread(together, most)]


def known_values(graph: Graph, parameter: Parameter) -> Iterator[Any]:
    """Yield the values that a parameter can have in a graph."""
    if parameter.scheme:
        yield from read_schema().scheme(parameter.scheme)
    elif parameter.words:
        yield from parameter.words
    elif parameter.kind == "integer":
        yield from range(2018, 2028)
    elif parameter.kind in DAYS:
        yield from DAYS[parameter.kind]
    elif parameter.kind == "text":
        yield from ("sco", "Москва", "北京", "participation")
    else:
        rows = graph.engine.cypher("MATCH (n) RETURN n.id AS id ORDER BY id", {})
        ids = [row["id"] for row in rows]
        if parameter.kind != ANY:
            ids = [i for i in ids if i.count("/") == 1 and i.split("/")[0] in parameter.kinds]
        # Of a large graph a few of each kind are enough.
        yield from ids if len(rows) < 1000 else ids[:: max(1, len(ids) // 8)]


def spread(values: Sequence[Item], most: int) -> list[Item]:
    """Return no more values than wanted, from all over."""
    return list(values[:: max(1, -(-len(values) // most))])
