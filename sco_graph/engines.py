"""The engines as the child process of a sandbox knows them.

Each opens the bytes of a store once, and then answers a query with a head and rows in values of
JSON. What an answer may need is imported when the engine is opened: later no file can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

Solve: TypeAlias = Callable[[str, Mapping[str, Any]], tuple[Any, Iterable[Any]]]


def open_sparql(content: bytes) -> Solve:
    """Open canonical N-Quads.

    The parameters are `prefixes`; `graphs`, those that the query names in FROM; `known`, IRIs of
    ours that must be there; `named`, ids in the query; `given`, the value of each function that
    gives a bound one; and `written`, the query as its author wrote it. Heads and rows are as in
    SPARQL's JSON format.
    """
    from sco_graph import sparql_engine
    from sco_graph.twins import open_quads

    store = open_quads(content)
    return lambda query, parameters: sparql_engine.solve(store, query, parameters)


def open_cypher(content: bytes) -> Solve:
    """Open a stored property graph; the head is the columns, values are those of `json_values`."""
    from sco_graph.json_values import from_json, to_json
    from sco_loaders.embedded import Engine

    engine = Engine.from_bytes(content)

    def solve(query: str, parameters: Mapping[str, Any]) -> tuple[Any, Iterable[Any]]:
        given = {name: from_json(value) for name, value in parameters.items()}
        columns, rows = engine.table(query, given)
        return columns, ([to_json(row[column]) for column in columns] for row in rows)

    return solve


ENGINES: Mapping[str, Callable[[bytes], Solve]] = {"sparql": open_sparql, "cypher": open_cypher}
