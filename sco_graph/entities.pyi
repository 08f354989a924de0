"""Things of the graph as Python objects. Derived from the ontology: `make regenerate`."""

import datetime
from collections.abc import Mapping

from sco_graph.schema import Property, Schema
from sco_loaders.embedded import Engine

GENERAL: tuple[str, ...]

def attribute(key: str) -> str: ...
def is_thing(schema: Schema, prop: Property) -> bool: ...

class Entity:
    """A thing: its id, IRI and names by language."""

    id: str
    iri: str
    name: str
    names: Mapping[str, str]
    def __init__(self, engine: Engine, id_: str) -> None: ...

class Attestation(Entity):
    """That sources show a tenure or a status to hold on a day, or on every day of one run of
    days, whenever it began and ended.
    """

    dates: str
    start_date: datetime.date | None
    end_date: datetime.date | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class Body(Entity):
    """An organisation, a part of one, or a standing format in which parties meet: a council, a
    ministerial format, a working group, a ministry, a recurring event with those who keep it
    going.
    """

    aliases: tuple[str, ...]
    kind: str
    parent: Body | None
    state: State | None
    stage: str | None
    proposed: str | None
    proposed_earliest: datetime.date | None
    proposed_latest: datetime.date | None
    founded: str | None
    founded_earliest: datetime.date | None
    founded_latest: datetime.date | None
    ended: str | None
    ended_earliest: datetime.date | None
    ended_latest: datetime.date | None
    implements: tuple[Document, ...]
    initiated_by: tuple[Body | Person | Post | Region | State, ...]
    chairmanships: tuple[Chairmanship, ...]
    searched: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Chairmanship(Entity):
    """One party's time as the chair of one body, such as a state's year in the chair of a
    council.
    """

    chair: Body | Region | State
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]

class Change(Entity):
    """One correction of a record by its curators, or its renaming or merging, with the day and
    the reason.
    """

    changed_on: datetime.date
    corrects: str | None
    reason: str

class Claim(Entity):
    """What sources say of one plain property of a thing where the value is disputed or
    inferred, or stands elsewhere than the thing's other facts.
    """

    property: str
    value: str
    rank: str
    reason: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class Count(Entity):
    """A number that a source gives for the members of a participating group, with what it
    counts.
    """

    value: int
    exactness: str
    of: str
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class Discussion(Entity):
    """That one topic was discussed at one event, by all or by some of the participants."""

    topic: Entity
    about: tuple[Entity, ...]
    by: tuple[Body | Person | Post | Region | State, ...]
    by_group: str | None
    text: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class Document(Entity):
    """A text that parties draft, adopt or sign, in draft or in force; a report about it is a
    source.
    """

    aliases: tuple[str, ...]
    kind: str
    body: tuple[Body, ...]
    parties: tuple[Body | Region | State, ...]
    meeting: Event | Meeting | None
    place_of_issue: Place | None
    period: str | None
    period_earliest: datetime.date | None
    period_latest: datetime.date | None
    topics: tuple[Entity, ...]
    text: str | None
    implements: tuple[Document, ...]
    amends: tuple[Document, ...]
    replaces: tuple[Document, ...]
    based_on: tuple[Document, ...]
    acts: tuple[DocumentAct, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class DocumentAct(Entity):
    """One thing that was done to a document at an event or on a day, such as its approval or
    signature.
    """

    act: str
    meeting: Event | Meeting | None
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    place: Place | None
    by: tuple[Body | Person | Post | Region | State, ...]
    by_group: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]

class Event(Entity):
    """Something that was held, or was to be held, at some time, such as an exhibition, a
    briefing or a meeting.
    """

    aliases: tuple[str, ...]
    kind: str | None
    number: int | None
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    place: Place | None
    mode: str | None
    body: Body | None
    parties: tuple[Body | Region | State, ...]
    series: Body | None
    part_of: Event | Meeting | None
    on_the_sidelines_of: Event | Meeting | None
    follows_up: Event | Meeting | None
    prepares: tuple[Event | Meeting, ...]
    hosted_by: tuple[Body | Region | State, ...]
    initiated_by: tuple[Body | Person | Post | Region | State, ...]
    implements: tuple[Document, ...]
    purpose: str | None
    complete_lists: tuple[Passage, ...]
    about: tuple[Entity, ...]
    participations: tuple[Participation, ...]
    discussions: tuple[Discussion, ...]
    remarks: tuple[Remark, ...]
    searched: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Figure(Entity):
    """A number that a speaker gives within a remark, with its unit and what it measures."""

    value: float
    exactness: str
    unit: str
    of: str
    period: str | None
    period_earliest: datetime.date | None
    period_latest: datetime.date | None
    compared_with: str | None
    compared_with_earliest: datetime.date | None
    compared_with_latest: datetime.date | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class FormerId(Entity):
    """An id that a thing had before its record was renamed or merged into another, kept so that
    whoever follows it finds the thing.
    """

    replaced_by: Entity
    changes: tuple[Change, ...]

class Meeting(Entity):
    """An event at which representatives of parties confer with each other, in one place or over
    video.
    """

    aliases: tuple[str, ...]
    kind: str | None
    number: int | None
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    place: Place | None
    mode: str | None
    body: Body | None
    parties: tuple[Body | Region | State, ...]
    series: Body | None
    part_of: Event | Meeting | None
    on_the_sidelines_of: Event | Meeting | None
    follows_up: Event | Meeting | None
    prepares: tuple[Event | Meeting, ...]
    hosted_by: tuple[Body | Region | State, ...]
    initiated_by: tuple[Body | Person | Post | Region | State, ...]
    implements: tuple[Document, ...]
    purpose: str | None
    complete_lists: tuple[Passage, ...]
    about: tuple[Entity, ...]
    participations: tuple[Participation, ...]
    discussions: tuple[Discussion, ...]
    remarks: tuple[Remark, ...]
    searched: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Participation(Entity):
    """The part that one participant had, or was to have, in one event: a person, a post, a
    group, or only the party that was represented.
    """

    person: Person | None
    post: Post | None
    group: str | None
    represents: Body | Region | State | None
    from_state: tuple[State, ...]
    roles: tuple[str, ...]
    level: str | None
    mode: str | None
    status: str
    in_place_of: Body | Person | Post | Region | State | None
    counts: tuple[Count, ...]
    searched: str | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]

class Passage(Entity):
    """One place in a source that a fact can cite, mostly one of its non-empty lines."""

    line: int | None
    locator: str | None
    fingerprint: str | None
    no_fact: str | None

class Person(Entity):
    """A named human being; somebody whom sources call only by an office is a post, not a
    person.
    """

    aliases: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    kept_apart_from: tuple[Person, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Place(Entity):
    """A country, region, city or venue as somewhere to be, not as somebody who acts."""

    aliases: tuple[str, ...]
    kind: str
    within: Place | None
    state: State | None
    region: Region | None
    address: str | None
    latitude: float | None
    longitude: float | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Plan(Entity):
    """A statement that something will or may come about later, kept apart from what came of it."""

    aliases: tuple[str, ...]
    kind: str
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    place: Place | None
    host: Body | Region | State | None
    body: Body | None
    number: int | None
    condition: str | None
    stated_in_document: Document | None
    stated_by: Body | Person | Post | Region | State | None
    stated_at: Event | Meeting | None
    text: str | None
    outcome: str
    became: Entity | None
    by_group: str | None
    parties: tuple[Body | Region | State, ...]
    about: tuple[Entity, ...]
    topics: tuple[Entity, ...]
    plans: Entity | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Post(Entity):
    """An office that exists whoever holds it, such as that of a minister of one state or of the
    organisation's secretary-general.
    """

    aliases: tuple[str, ...]
    in_: Body | Region | State | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Proposal(Entity):
    """A definite suggestion that something be held, founded, written or done, which others may
    welcome or turn down.
    """

    aliases: tuple[str, ...]
    proposed_by: tuple[Body | Person | Post | Region | State, ...]
    by_group: str | None
    proposed_at: Event | Meeting | None
    text: str | None
    condition: str | None
    about: tuple[Entity, ...]
    result: str
    topics: tuple[Entity, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Region(Entity):
    """A first-level administrative unit of a state as an actor, such as an oblast or a
    province; its territory is a place of the kind region.
    """

    aliases: tuple[str, ...]
    iso_code: str | None
    state: State
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Remark(Entity):
    """What somebody said, noted, agreed or decided at an event, or what a source states itself,
    retold in the curators' own words.
    """

    kind: str
    speaker: tuple[Body | Person | Post | Region | State, ...]
    speaker_group: str | None
    attributed_to: tuple[Body | Person | Post | Region | State, ...]
    attributed_group: str | None
    text: str
    about: tuple[Entity, ...]
    topics: tuple[Entity, ...]
    figures: tuple[Figure, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]

class Source(Entity):
    """A publication that was read for the graph: a press text, an official page, a reference
    work.
    """

    aliases: tuple[str, ...]
    kind: str
    publisher: str | None
    url: str | None
    file: str | None
    archived_url: str | None
    archived_on: datetime.date | None
    published: str | None
    published_earliest: datetime.date | None
    published_latest: datetime.date | None
    read_on: datetime.date | None
    read: str | None
    language: tuple[str, ...]
    text_sha256: str | None
    fully_read: bool | None
    note: str | None
    weak: str | None
    passages: tuple[Passage, ...]
    remarks: tuple[Remark, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class State(Entity):
    """A sovereign state as an actor; its territory is a place of the kind country."""

    aliases: tuple[str, ...]
    iso_alpha2: str
    iso_alpha3: str
    cow_code: int | None
    statuses: tuple[Status, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    same_as: tuple[str, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]

class Status(Entity):
    """One state's standing with one organisation for a time, such as observer from one day to
    another.
    """

    kind: str
    body: Body
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    attestations: tuple[Attestation, ...]
    applied: str | None
    applied_earliest: datetime.date | None
    applied_latest: datetime.date | None
    decided: str | None
    decided_earliest: datetime.date | None
    decided_latest: datetime.date | None
    memorandum: str | None
    memorandum_earliest: datetime.date | None
    memorandum_latest: datetime.date | None
    by_document: tuple[Document, ...]
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]

class Tenure(Entity):
    """One person's unbroken time in one post; a second term after a break is another tenure."""

    post: Post
    dates: str | None
    start_date: datetime.date | None
    end_date: datetime.date | None
    attestations: tuple[Attestation, ...]
    acting: bool | None
    basis: str | None
    inferred_from: str | None
    note: str | None
    sources: tuple[Passage, ...]
    claims: tuple[Claim, ...]

class Entities:
    """A graph whose things can be asked for by an id or a name."""

    engine: Engine
    def entity(self, text: str, kind: str) -> Entity: ...
    def body(self, text: str) -> Body: ...
    def document(self, text: str) -> Document: ...
    def event(self, text: str) -> Event: ...
    def meeting(self, text: str) -> Meeting: ...
    def person(self, text: str) -> Person: ...
    def place(self, text: str) -> Place: ...
    def plan(self, text: str) -> Plan: ...
    def post(self, text: str) -> Post: ...
    def proposal(self, text: str) -> Proposal: ...
    def region(self, text: str) -> Region: ...
    def source(self, text: str) -> Source: ...
    def state(self, text: str) -> State: ...
