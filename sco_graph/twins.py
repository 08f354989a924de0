"""The questions put in SPARQL, over the same build as the Cypher ones.

Parameters are bound as variables, never spliced into the text: `meeting` as `?given_meeting`, for a
column may be named like a parameter. IRIs of ours come back as ids, so that a row equals the row of
the Cypher question.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from sco_graph.errors import QuestionError
from sco_graph.questions import Column, Parameter, Question
from sco_graph.schema import DATA

SEPARATOR = "\t"
"""What separates the texts of a list in GROUP_CONCAT: no record may hold it, and XML may."""

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
READERS: Mapping[str, Callable[[str], object]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "date": datetime.date.fromisoformat,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def open_quads(quads: bytes) -> ox.Store:
    """Return a store of canonical N-Quads."""
    store = ox.Store()
    store.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
    return store


def ask(store: ox.Store, question: Question, given: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return the rows of a question's SPARQL twin.

    Raises:
        QuestionError: The twin is not SPARQL, or does not give the question's columns.
    """
    bound = question.bind(given)
    substitutions: dict[ox.Variable, Term] = {
        ox.Variable(f"given_{parameter.name}"): _term(parameter, value)
        for parameter in question.parameters
        if (value := bound[parameter.name]) is not None
    }
    try:
        solutions = store.query(
            question.sparql, use_default_graph_as_union=True, substitutions=substitutions
        )
    except (SyntaxError, RuntimeError) as error:
        raise QuestionError(f"{question.name}.rq: {error}") from error
    if not isinstance(solutions, ox.QuerySolutions):
        raise QuestionError(f"{question.name}.rq: is no SELECT")
    return question.answer((_row(question.selected, one) for one in solutions), bound)


def _term(parameter: Parameter, value: str | int | datetime.date) -> ox.NamedNode | ox.Literal:
    if parameter.kinds:
        return ox.NamedNode(f"{DATA}{value}")
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
    return ox.Literal(value)


def _row(columns: Iterable[Column], solution: ox.QuerySolution) -> dict[str, Any]:
    return {column.name: _value(column, solution[column.name]) for column in columns}


def _value(column: Column, term: Term | None) -> object:
    if term is None:
        return [] if column.is_list else None
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(DATA)
    if not isinstance(term, ox.Literal):
        raise QuestionError(f"the column {column.name!r} holds {term}, which is no value")
    if column.is_list:
        return [text for text in term.value.split(SEPARATOR) if text]
    return READERS.get(term.datatype.value, str)(term.value)
