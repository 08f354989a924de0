"""The engines as the child process of a sandbox knows them.

Each opens the bytes of a store once, and then answers a query with a head and rows in values of
JSON. Whatever an answer may need is imported here at the top of its engine: once the limits are set
no file can be opened.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.near import near

if TYPE_CHECKING:
    import pyoxigraph as ox

Solve: TypeAlias = Callable[[str, Mapping[str, Any]], tuple[Any, Iterable[Any]]]


def open_sparql(content: bytes) -> Solve:
    """Open canonical N-Quads; heads and rows are as SPARQL's JSON format has them.

    Parameters are `written` (the query as the user wrote it, where `query` says more), `prefixes`,
    `given` (the value of each bound variable), `known` (IRIs that must be in the store) and `graphs`
    (the graphs that the query names in FROM, or None).
    """
    import pyoxigraph as ox

    from sco_graph.rdf import open_quads

    store = open_quads(content)

    def solve(query: str, parameters: Mapping[str, Any]) -> tuple[Any, Iterable[Any]]:
        _refuse_unknown(store, parameters)
        try:
            return _told(_asked(store, query, parameters))
        except SyntaxError as error:
            raise _explained(store, parameters, error) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QuestionError(f"the query fails: {error}") from error

    del ox
    return solve
