"""The tables of the days on which statuses of states, and people in posts, are attested.

The statuses and tenures themselves are in `sco_graph.class_tables`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sco_graph.class_columns import ROW, ClassColumns, From, make_table
from sco_graph.class_tables import CODES, by_first_day
from sco_graph.schema import Schema
from sco_graph.table import Table
from sco_graph.whole_graph import WholeGraph, owner_of

BETWEEN = "A day is attested only if it lies within one row, and never for lying between two."


def status_attestations(schema: Schema, graph: WholeGraph) -> Table:
    """Return on which days each status is attested, by the first of them."""
    columns = ClassColumns(schema, graph)
    status: From[str] = From(lead=owner_of, prefix="status", thing="the status")
    state: From[str] = From(lead=_owner_of_owner, prefix="state", thing="the state")
    return make_table(
        "status_attestations",
        "Attestations of statuses",
        f"One row for a day, or a run of days, on which sources show a status to hold. {BETWEEN}",
        sorted(_attestations(graph, "status"), key=by_first_day(graph)),
        [
            columns.id("attestation", ROW),
            columns.id("status", status),
            *columns.some("status", ("kind", "body"), status),
            columns.id("state", state),
            *columns.some("state", ("name", *CODES), state),
            *columns.own("attestation"),
        ],
        refers=(("status_id", "statuses"), ("state_id", "states")),
    )


def tenure_attestations(schema: Schema, graph: WholeGraph) -> Table:
    """Return on which days each tenure is attested, by the first of them."""
    columns = ClassColumns(schema, graph)
    tenure: From[str] = From(lead=owner_of, prefix="tenure", thing="the tenure")
    person: From[str] = From(lead=_owner_of_owner, prefix="person", thing="the person")
    return make_table(
        "tenure_attestations",
        "Attestations of people in posts",
        f"One row for a day, or a run of days, on which sources show a person in a post. {BETWEEN}",
        sorted(_attestations(graph, "tenure"), key=by_first_day(graph)),
        [
            columns.id("attestation", ROW),
            columns.id("tenure", tenure),
            *columns.some("tenure", ("post",), tenure),
            columns.id("person", person),
            *columns.some("person", ("name",), person),
            *columns.own("attestation"),
        ],
        refers=(("tenure_id", "tenures"), ("person_id", "people")),
    )


def _attestations(graph: WholeGraph, kind: str) -> Iterator[str]:
    for id_ in graph.of_kind(kind):
        yield from graph.all(id_, "HAS_ATTESTATION")


def _owner_of_owner(id_: str) -> str:
    return owner_of(owner_of(id_))
