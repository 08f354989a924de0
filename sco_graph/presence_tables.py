"""The tables of who was present: each state at each meeting, and each two states in each year.

`sco_graph.presence` tells who was; here it is laid out, with the codes by which other data know a
state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sco_graph.class_columns import ClassColumns, Field, From, make_table
from sco_graph.class_tables import CODES, PRESENT
from sco_graph.presence import (
    NO_MEMBER,
    NOT_STATED,
    UNKNOWN_MEMBER,
    Pair,
    Presence,
    pairs,
)
from sco_graph.schema import Schema
from sco_graph.table import Allowed, Column, Table, Type, concepts, joined
from sco_graph.whole_graph import WholeGraph

UNLISTED = (
    Allowed(
        value=NOT_STATED,
        label="not stated",
        meaning="A member that day, of which no source tells whether it took part.",
    ),
    Allowed(
        value=NO_MEMBER,
        label="not a member",
        meaning="Not represented, and no member that day: each membership that is recorded begins "
        "later or ended before.",
    ),
    Allowed(
        value=UNKNOWN_MEMBER,
        label="membership not stated",
        meaning="Not represented, and no source tells whether it was a member, from the first to "
        "the last day of the meeting, of the body that met or of one above it. So it is where the "
        "meeting has no date or no body.",
    ),
)
COMPUTED = "computed from the table state_meetings"
YEAR = Column(
    name="year",
    type=Type.INTEGER,
    meaning="The year; a meeting whose date leaves the year open counts in none.",
    source=COMPUTED,
    unit="year",
    required=True,
)


def state_meetings(schema: Schema, graph: WholeGraph, found: Iterable[Presence]) -> Table:
    """Return every state at every meeting."""
    columns = ClassColumns(schema, graph)
    state: From[Presence] = From(lead=lambda row: row.state, prefix="state", thing="the state")
    meeting: From[Presence] = From(
        lead=lambda row: row.meeting, prefix="meeting", thing="the meeting"
    )
    part: From[Presence] = From(
        lead=lambda row: row.participation,
        prefix="",
        thing="the participation of the row",
        certain=False,
    )
    return make_table(
        "state_meetings",
        "States at meetings",
        "One row for each state and each meeting, also where the state was not there. Where "
        "several represent it, the row is of who was present, else of whom most is known, and "
        "among these of the highest level.",
        found,
        [
            columns.id("state", state),
            *columns.some("state", ("name", *CODES), state),
            columns.id("event", meeting),
            *columns.some("event", ("name", "dates", "body"), meeting),
            Field(column=_status(schema), read=lambda row: row.status),
            Field(column=_present(), read=lambda row: row.present),
            *columns.some("participation", ("level", "mode", "person", "post"), part),
            Field(column=OTHERS, read=lambda row: row.others),
            Field(column=COMPLETE, read=lambda row: row.complete),
            Field(column=_basis(schema), read=lambda row: row.basis),
            Field(column=_cited(schema, CITED_OF_STATE), read=lambda row: joined(row.sources)),
        ],
        key=("state_id", "meeting_id"),
        refers=(("state_id", "states"), ("meeting_id", "meetings")),
    )


def state_pairs(schema: Schema, graph: WholeGraph, found: Iterable[Presence]) -> Table:
    """Return every two states in every year with a meeting."""
    columns = ClassColumns(schema, graph)
    ends: tuple[From[Pair], ...] = (
        From(lead=lambda row: row.states[0], prefix="state_a", thing="the first state"),
        From(lead=lambda row: row.states[1], prefix="state_b", thing="the second state"),
    )
    level: From[Pair] = From(lead=lambda row: row.level_of, prefix="", thing="", certain=False)
    return make_table(
        "state_pairs",
        "Pairs of states by year",
        "One row for each two states, the one whose id comes first in the alphabet as the first, "
        "and each year with a meeting; the counts are of meetings that are recorded here.",
        pairs(graph, found),
        [
            *(columns.id("state", end) for end in ends),
            *(field for end in ends for field in columns.some("state", ("name", *CODES), end)),
            Field(column=YEAR, read=lambda row: row.year),
            Field(column=_meetings("meetings", ALL), read=lambda row: row.meetings),
            Field(column=_meetings("together", TOGETHER), read=lambda row: len(row.together)),
            Field(column=_meetings("apart", APART), read=lambda row: row.apart),
            Field(column=_meetings("uncertain", UNCERTAIN), read=lambda row: row.uncertain),
            *(_as_pair(field) for field in columns.some("participation", ("level",), level)),
            Field(column=TOGETHER_AT, read=lambda row: joined(row.together)),
            Field(column=_cited(schema, CITED_OF_PAIR), read=lambda row: joined(row.sources)),
        ],
        key=("state_a_id", "state_b_id", "year"),
        refers=(("state_a_id", "states"), ("state_b_id", "states")),
    )


# --- columns that are no property of the schema ---

COMPLETE = Column(
    name="list_is_complete",
    type=Type.BOOLEAN,
    meaning="Whether a source names all the delegations of the meeting, so that whoever is not "
    "listed was absent.",
    source="computed from `complete_lists` of the meeting",
    required=True,
)
OTHERS = Column(
    name="others_from_state",
    type=Type.BOOLEAN,
    meaning="Whether somebody took part, or was to, who came from the state or for one of its "
    "bodies or regions without representing the state.",
    source="computed from `represents` and `from_state` of every participation in the meeting",
    required=True,
)
TOGETHER_AT = Column(
    name="together_at",
    type=Type.STRING,
    meaning="The ids of the meetings at which both were present, by date.",
    source=COMPUTED,
    many=True,
)
ALL = "How many meetings of the year are recorded: those together, apart and uncertain."
TOGETHER = "At how many of them both states were present."
APART = "At how many of them at least one of the two was known not to be present."
UNCERTAIN = "At how many of them nothing tells whether one of the two, or both, were present."
LEVEL_OF_PAIR = (
    "The highest level that both had or surpassed at one meeting; empty where they met at none, or "
    "no source tells both levels. "
)
CITED_OF_STATE = (
    "What the row rests on: the passages on the participation; for who is not represented, those "
    "on its membership and, where it follows that it was absent, the complete list."
)
CITED_OF_PAIR = "The passages on both participations at each meeting at which both were present."


def _status(schema: Schema) -> Column:
    columns = {prop.key: prop for prop in schema.classes["participation"].properties.values()}
    known = schema.scheme("attendance-status").values()
    return Column(
        name="status",
        type=Type.STRING,
        meaning="Whether the state took part, as far as a source tells, and for one that nobody "
        "represents whether it was a member.",
        source=columns["status"].iri,
        allowed=(*concepts(known), *UNLISTED),
        required=True,
    )


def _present() -> Column:
    return replace(
        PRESENT,
        meaning="Whether the state was present: somebody who represents it attended in person, by "
        "video link, or in a way that no source states; false also where a complete list lacks "
        "the state. Empty where nothing tells.",
        source="computed from `status` and `mode` of every participation for the state",
    )


def _basis(schema: Schema) -> Column:
    prop = schema.classes["participation"].properties["basis"]
    return Column(
        name="basis",
        type=Type.STRING,
        meaning=f"{prop.definition} Empty where the row only says that nothing is stated.",
        source=prop.iri,
        allowed=concepts(schema.scheme("basis").values()),
    )


def _cited(schema: Schema, meaning: str) -> Column:
    return Column(
        name="sources",
        type=Type.STRING,
        meaning=f"{meaning} Each as the source's id, # and the line or place.",
        source=schema.classes["participation"].properties["sources"].iri,
        many=True,
    )


def _meetings(name: str, meaning: str) -> Column:
    return Column(
        name=name,
        type=Type.INTEGER,
        meaning=meaning,
        source=COMPUTED,
        unit="meetings",
        required=True,
    )


def _as_pair(field: Field[Pair]) -> Field[Pair]:
    """Return the column of a level as one of two states."""
    column = replace(field.column, meaning=f"{LEVEL_OF_PAIR}{field.column.meaning}")
    return Field(column=column, read=field.read)
