"""A SPARQL query answered by pyoxigraph, in the terms of SPARQL's JSON format.

A bound value reaches the query as what a function of ours gives: `sparql_text` has written the
function's name into it, and never the value. The engine's own substitutions are not used: they
leave `BOUND(?x)` false and `BIND(?x AS ?y)` empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.near import near
from sco_graph.rdf import Term, to_cell, to_term
from sco_graph.schema import DATA
from sco_graph.sparql_faults import explain
from sco_graph.sparql_text import read_query

MOST_UNKNOWN = 5
REFUSALS = (RuntimeError, ValueError, OSError)


def solve(
    store: ox.Store, query: str, parameters: Mapping[str, Any]
) -> tuple[dict[str, Any], Iterator[Any]]:
    """Return the head and the rows of a query's answer; a row of a graph is a triple.

    The head tells of the things that the query names and the store lacks, with the near ones.

    Raises:
        QuestionError: The query is no SPARQL, or fails.
        UnknownName: A graph, or a thing that is bound, is not in the store.
    """
    try:
        for graph in parameters["graphs"]:
            _refuse_unknown_graph(store, graph)
        for iri in parameters["known"]:
            _refuse_unknown_thing(store, iri)
        answer = _asked(store, query, parameters)
    except SyntaxError as error:
        raise _explained(store, parameters) from error
    except REFUSALS as error:
        raise QuestionError(f"the query fails: {error}") from error
    lacking = (id_ for id_ in parameters["named"] if not _is_known(store, DATA + id_))
    unknown = [[id_, _near_ids(store, id_)] for id_ in islice(lacking, MOST_UNKNOWN)]
    if isinstance(answer, ox.QueryBoolean):
        return {"boolean": bool(answer), "unknown": unknown}, iter(())
    names = [one.value for one in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    return {"vars": names, "unknown": unknown}, _rows(answer)


def _asked(
    store: ox.Store, query: str, parameters: Mapping[str, Any]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    return store.query(
        query,
        base_iri=DATA,
        prefixes=parameters["prefixes"],
        # With it the engine would pass over what the query names in FROM.
        use_default_graph_as_union=not parameters["graphs"],
        custom_functions={
            ox.NamedNode(iri): _giving(to_term(cell)) for iri, cell in parameters["given"].items()
        },
    )


def _giving(term: Term) -> Callable[..., Term]:
    return lambda *_: term


def _rows(answer: ox.QuerySolutions | ox.QueryTriples) -> Iterator[list[dict[str, Any] | None]]:
    try:
        for row in answer:
            yield [None if term is None else to_cell(term) for term in row]
    except REFUSALS as error:
        raise QuestionError(f"the query fails: {error}") from error


def _explained(store: ox.Store, parameters: Mapping[str, Any]) -> QuestionError:
    """Return what is wrong with a query, by the place in the text that its author wrote."""
    written = read_query(parameters["written"])
    try:
        _asked(store, written.text, parameters)
    except SyntaxError as own:
        return explain(written, str(own), parameters["prefixes"])
    except REFUSALS:
        pass
    return QuestionError("a variable that is given a value cannot be set in the query as well")


def _refuse_unknown_graph(store: ox.Store, iri: str) -> None:
    if not store.contains_named_graph(ox.NamedNode(iri)):
        graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
        raise UnknownName("graph", iri, near(iri, graphs))


def _refuse_unknown_thing(store: ox.Store, iri: str) -> None:
    if not _is_known(store, iri):
        id_ = iri.removeprefix(DATA)
        raise UnknownName("thing", id_, _near_ids(store, id_))


def _is_known(store: ox.Store, iri: str) -> bool:
    return next(store.quads_for_pattern(ox.NamedNode(iri), None, None), None) is not None


def _near_ids(store: ox.Store, id_: str) -> tuple[str, ...]:
    kind = f"{DATA}{id_.partition('/')[0]}/"
    subjects = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    known = [one.removeprefix(DATA) for one in subjects if one.startswith(kind)]
    return near(id_, [one for one in known if one.count("/") == 1] or known)
