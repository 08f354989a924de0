"""The tables with a row for each thing of a class: participations, meetings, people, statuses, ….

Their columns are the keys of the class, and before them a few of the thing that owns it or is met
on the way. A column that is no property of the schema is described here, once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sco_graph.class_columns import ROW, ClassColumns, Field, From, make_table
from sco_graph.presence import in_order_of_date, is_present
from sco_graph.schema import Schema
from sco_graph.table import Column, Table, Type, classes
from sco_graph.whole_graph import WholeGraph, owner_of

MEETINGS = ("event", "meeting")
CODES = ("iso_alpha2", "iso_alpha3", "cow_code")
PRESENT = Column(
    name="present",
    type=Type.BOOLEAN,
    meaning="Whether this is a presence: attended in person, by video link, or in a way that no "
    "source states. Not one is absence, or a message in place of a presence; empty where the "
    "attendance is not known, such as of who was announced.",
    source="computed from `status` and `mode`",
)


def participations(schema: Schema, graph: WholeGraph) -> Table:
    """Return every participation, by the date of its meeting."""
    columns = ClassColumns(schema, graph)
    meeting: From[str] = From(lead=owner_of, prefix="meeting", thing="the meeting")
    party: From[str] = From(
        lead=lambda id_: graph.one(id_, "REPRESENTS"),
        prefix="represents",
        thing="the state represented",
        certain=False,
    )
    return make_table(
        "participations",
        "Participations",
        "One row for the part that one actor or group has in one meeting or other event.",
        sorted(graph.of_kind("participation"), key=_by_meeting(graph)),
        [
            columns.id("participation", ROW),
            columns.id("event", meeting),
            *columns.some("event", ("name", "dates"), meeting),
            *columns.own("participation"),
            *columns.some("state", CODES, party),
            Field(column=PRESENT, read=lambda id_: is_present(graph, id_)),
        ],
        refers=(("meeting_id", "meetings"), ("person_id", "people")),
    )


def counts(schema: Schema, graph: WholeGraph) -> Table:
    """Return how many took part in groups."""
    columns = ClassColumns(schema, graph)
    part: From[str] = From(lead=owner_of, prefix="participation", thing="the participation")
    meeting: From[str] = From(
        lead=lambda id_: owner_of(owner_of(id_)), prefix="meeting", thing="the meeting"
    )
    return make_table(
        "participation_counts",
        "Counts of participations",
        "One row for a number that a source gives of a group; a group may have several.",
        graph.of_kind("count"),
        [
            columns.id("count", ROW),
            columns.id("participation", part),
            *columns.some("participation", ("group",), part),
            columns.id("event", meeting),
            *columns.some("event", ("name",), meeting),
            *columns.own("count"),
        ],
        refers=(("participation_id", "participations"), ("meeting_id", "meetings")),
    )


def meetings(schema: Schema, graph: WholeGraph) -> Table:
    """Return every meeting and other event, by date."""
    columns = ClassColumns(schema, graph)
    place: From[str] = From(
        lead=lambda id_: graph.one(id_, "HELD_IN"),
        prefix="place",
        thing="the place",
        certain=False,
    )
    kinds = Column(
        name="record",
        type=Type.STRING,
        meaning="Which class of the ontology it is of.",
        source="the folder of the record",
        allowed=classes(schema.classes[kind] for kind in MEETINGS),
        required=True,
    )
    return make_table(
        "meetings",
        "Meetings and other events",
        "One row for a meeting or another event.",
        in_order_of_date(graph, graph.of_kind(*MEETINGS)),
        [
            columns.id("event", ROW),
            Field(column=kinds, read=lambda id_: id_.split("/", 1)[0]),
            *columns.own("event"),
            *columns.some("place", ("kind", "state"), place),
        ],
        refers=(("place_state_id", "states"),),
    )


def people(schema: Schema, graph: WholeGraph) -> Table:
    """Return every person."""
    columns = ClassColumns(schema, graph)
    return make_table(
        "people",
        "People",
        "One row for a person who is named.",
        graph.of_kind("person"),
        [columns.id("person", ROW), *columns.own("person")],
    )


def tenures(schema: Schema, graph: WholeGraph) -> Table:
    """Return who held which post, when."""
    columns = ClassColumns(schema, graph)
    person: From[str] = From(lead=owner_of, prefix="person", thing="the person")
    post: From[str] = From(
        lead=lambda id_: graph.one(id_, "IN_POST"), prefix="post", thing="the post"
    )
    return make_table(
        "tenures",
        "People in posts",
        "One row for a person's time in a post, with its beginning and end where a source gives "
        "them; the days on which it is attested are in `tenure_attestations`.",
        graph.of_kind("tenure"),
        [
            columns.id("tenure", ROW),
            columns.id("person", person),
            *columns.some("person", ("name",), person),
            *columns.own("tenure"),
            *columns.some("post", ("in",), post),
        ],
        refers=(("person_id", "people"),),
    )


def states(schema: Schema, graph: WholeGraph) -> Table:
    """Return every state with its codes."""
    columns = ClassColumns(schema, graph)
    return make_table(
        "states",
        "States",
        "One row for a state.",
        graph.of_kind("state"),
        [columns.id("state", ROW), *columns.own("state")],
    )


def statuses(schema: Schema, graph: WholeGraph) -> Table:
    """Return what each state was in a body, by the first day that is known."""
    columns = ClassColumns(schema, graph)
    state: From[str] = From(lead=owner_of, prefix="state", thing="the state")
    return make_table(
        "statuses",
        "Statuses of states, by date",
        "One row for a status of a state in a body, such as membership, by the first day known, "
        "with its beginning and end where a source gives them; the days on which it is attested "
        "are in `status_attestations`.",
        sorted(graph.of_kind("status"), key=by_first_day(graph)),
        [
            columns.id("status", ROW),
            columns.id("state", state),
            *columns.some("state", ("name", *CODES), state),
            *columns.own("status"),
        ],
        refers=(("state_id", "states"),),
    )


def documents(schema: Schema, graph: WholeGraph) -> Table:
    """Return every document."""
    columns = ClassColumns(schema, graph)
    return make_table(
        "documents",
        "Documents",
        "One row for a document.",
        graph.of_kind("document"),
        [columns.id("document", ROW), *columns.own("document")],
        refers=(("meeting_id", "meetings"),),
    )


def acts(schema: Schema, graph: WholeGraph) -> Table:
    """Return what was done with each document, where and when."""
    columns = ClassColumns(schema, graph)
    document: From[str] = From(lead=owner_of, prefix="document", thing="the document")
    meeting: From[str] = From(
        lead=lambda id_: graph.one(id_, "AT_EVENT"),
        prefix="meeting",
        thing="the meeting",
        certain=False,
    )
    return make_table(
        "document_acts",
        "Acts on documents",
        "One row for what was done with a document, such as its signing.",
        graph.of_kind("document-act"),
        [
            columns.id("document-act", ROW),
            columns.id("document", document),
            *columns.some("document", ("name", "kind"), document),
            *columns.own("document-act"),
            *columns.some("event", ("dates",), meeting),
        ],
        refers=(("document_id", "documents"), ("meeting_id", "meetings")),
    )


def sources(schema: Schema, graph: WholeGraph) -> Table:
    """Return every source that is cited."""
    columns = ClassColumns(schema, graph)
    return make_table(
        "sources",
        "Sources",
        "One row for a source that the other tables cite.",
        graph.of_kind("source"),
        [columns.id("source", ROW), *columns.own("source")],
    )


# --- order ---


def _by_meeting(graph: WholeGraph) -> Callable[[str], tuple[int, str]]:
    """Return the key that sorts what stands in meetings by the order of these."""
    ordered = in_order_of_date(graph, graph.of_kind(*MEETINGS))
    places = {id_: number for number, id_ in enumerate(ordered)}
    return lambda id_: (places[owner_of(id_)], id_)


def by_first_day(graph: WholeGraph) -> Callable[[str], tuple[datetime.date, str]]:
    """Return the key that sorts statuses and attestations by the first day that is known."""

    def key(id_: str) -> tuple[datetime.date, str]:
        spans = (id_, *graph.all(id_, "HAS_ATTESTATION"))
        days = (graph.value(span, "start_date") for span in spans)
        return min((day for day in days if day is not None), default=datetime.date.max), id_

    return key
