"""The engines as the child process of a sandbox knows them.

Each opens the bytes of a store once, and then answers a query with a head and rows in values of
JSON. What an answer may need is imported when the engine is opened: later no file can be.
"""

from __future__ import annotations

import datetime
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
    """Open a stored property graph; the head is the columns, a day in a row is `{"$date": …}`."""
    from sco_loaders.embedded import Engine

    engine = Engine.from_bytes(content)

    def solve(query: str, parameters: Mapping[str, Any]) -> tuple[Any, Iterable[Any]]:
        rows = engine.cypher(query, parameters)
        return list(rows[0]) if rows else [], ([_json(v) for v in row.values()] for row in rows)

    return solve


def _json(value: object) -> object:
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, list):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {key: _json(one) for key, one in value.items()}
    return value


ENGINES: Mapping[str, Callable[[bytes], Solve]] = {"sparql": open_sparql, "cypher": open_cypher}
