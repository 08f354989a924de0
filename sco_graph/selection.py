"""A part of the graph: all about a meeting, all about a body, some years.

What is kept whole, with all that is nested in it:

- By `meeting`: that meeting or event; the events that are part of it at any depth, and those that
  name it in their own record, being on its sidelines, preparing it or following it up.
- By `body`: that body and the bodies below it, with their chairmanships; their events, being of the
  body or in its series, and the parts of these; their documents and their plans.
- By either: the documents that belong to one of these events or have an act at it, and the plans
  and proposals that name it.
- By `first` and `last`: the events, acts and chairmanships whose days overlap that time. A part of
  an event that has no dates of its own shares those of the whole, an act those of its event. Where
  no date is known, none overlaps. Of a document only the acts of that time are kept, and a document
  without one only if it belongs to a kept event; a plan if its own days overlap or it names a kept
  event; a proposal if it names one.
- By several of them: what each of them keeps.

What else comes along, so that the part stands on its own, is for `sco_graph.facts` to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from sco_graph.dataset import DCAT, DCTERMS, Dataset, read_dataset
from sco_graph.errors import NothingSelected, QuestionError, UnknownName
from sco_graph.facts import Facts, kind_of
from sco_graph.near import near
from sco_graph.nquads import lines, parse_literal
from sco_graph.ontology import RDF, RDFS
from sco_graph.schema import PROJECT, Schema, given_id
from sco_loaders.provenance import GRAPH as PROVENANCE
from sco_loaders.provenance import PROV
from sco_loaders.triples import text_literal

EVENTS = ("event", "meeting")
DATED_PARTS = ("document-act", "chairmanship")
Days: TypeAlias = tuple[str, str]
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which part of the graph is wanted: ids of a meeting and a body, EDTF dates of a time."""

    meeting: str | None = None
    body: str | None = None
    first: str | None = None
    last: str | None = None


def select(quads: bytes, wanted: Selection, schema: Schema) -> bytes:
    """Return the wanted part of canonical N-Quads, as canonical N-Quads that stand on their own.

    They say of themselves which part of which data set they are.

    Raises:
        UnknownName: There is no such meeting or body.
        QuestionError: What is given as a date is none, or the time ends before it begins.
        NothingSelected: Nothing is left.
    """
    days = _time(wanted)
    wanted = _with_ids(wanted)
    facts = Facts(quads, schema)
    chooser = _Chooser(facts, days)
    records = set(facts.records(*EVENTS, "document", "plan", "proposal"))
    if wanted.meeting is not None:
        _refuse_unknown(wanted.meeting, "meeting", facts.records(*EVENTS))
        records &= chooser.about_meeting(wanted.meeting)
    if wanted.body is not None:
        _refuse_unknown(wanted.body, "body", facts.records("body"))
        about = chooser.about_body(wanted.body)
        records = about if wanted.meeting is None else records & about
    whole = chooser.whole(records)
    if not whole:
        raise NothingSelected(
            f"nothing of the graph is left by {_filters(wanted)}; leave a filter out, or widen it"
        )
    part = facts.closed(whole)
    return b"".join(sorted([*lines(part), *_description(part, wanted, read_dataset(quads))]))


def _with_ids(wanted: Selection) -> Selection:
    """Return the same with ids, where IRIs are given."""
    return replace(
        wanted,
        meeting=wanted.meeting and given_id(wanted.meeting),
        body=wanted.body and given_id(wanted.body),
    )


def _filters(wanted: Selection) -> str:
    """Return the filters as the command line has them."""
    given = {
        "--meeting": wanted.meeting,
        "--body": wanted.body,
        "--from": wanted.first,
        "--to": wanted.last,
    }
    return " ".join(f"{name} {value}" for name, value in given.items() if value is not None)


def _description(part: bytes, wanted: Selection, of: Dataset) -> Iterator[bytes]:
    """Yield the lines that say what a part is, lest it pass for the whole data set."""
    subject = f"<{PROJECT}part/{hashlib.sha256(part).hexdigest()[:16]}>"
    name = text_literal(f"Part of {of.title}, version {of.version}: {_filters(wanted)}", "en")
    for predicate, term in (
        (f"{RDF}type", f"<{DCAT}Dataset>"),
        (f"{RDFS}label", name),
        (f"{DCTERMS}title", name),
        (f"{DCTERMS}isPartOf", f"<{of.iri}>"),
        (f"{DCTERMS}license", f"<{of.license}>"),
        (f"{PROV}wasDerivedFrom", f"<{of.iri}>"),
    ):
        yield f"{subject} <{predicate}> {term} <{PROVENANCE}> .\n".encode()


def _refuse_unknown(id_: str, what: str, known: Iterable[str]) -> None:
    known = tuple(known)
    if id_ not in known:
        raise UnknownName(what, id_, near(id_, known))


def _time(wanted: Selection) -> Days | None:
    """Return the first and the last day of the wanted time, or None where all time is wanted."""
    if wanted.first is None and wanted.last is None:
        return None
    first = _bounds(wanted.first, "--from")[0]
    last = _bounds(wanted.last, "--to")[1]
    if first > last:
        raise QuestionError(f"--from {wanted.first} is after --to {wanted.last}; swap the two")
    return first, last


def _bounds(text: str | None, option: str) -> Days:
    from sco_loaders.edtf import parse_edtf  # here, as most exports are of the whole

    if text is None:
        return FIRST_DAY, LAST_DAY
    try:
        date = parse_edtf(text)
    except ValueError as error:
        raise QuestionError(f"{text!r} is no date for {option}: {error}") from error
    return (
        FIRST_DAY if date.earliest is None else date.earliest.isoformat(),
        LAST_DAY if date.latest is None else date.latest.isoformat(),
    )


class _Chooser:
    """Chooses what is kept whole."""

    def __init__(self, facts: Facts, time: Days | None) -> None:
        self.facts = facts
        self.time = time

    # --- by meeting and body ---

    def about_meeting(self, meeting: str) -> set[str]:
        """Return the records that are about a meeting."""
        events = self._with_parts({meeting}) | self._naming({meeting}, EVENTS)
        return events | self._around(events)

    def about_body(self, body: str) -> set[str]:
        """Return the records that are about a body and the bodies below it."""
        bodies = self._with_all({body}, "partOfBody")
        events = self._with_parts(self._records_to(bodies, EVENTS, "ofBody", "inSeries"))
        own = self._records_to(bodies, ("document", "plan"), "documentOf", "ofBody")
        return bodies | events | own | self._around(events)

    def _around(self, events: set[str]) -> set[str]:
        acts = {act for event in events for act in self.facts.subjects("atEvent", event)}
        documents = {act.rsplit("/", 2)[0] for act in acts}
        return documents | self._naming(events, ("document", "plan", "proposal"))

    def _with_parts(self, events: set[str]) -> set[str]:
        return self._with_all(events, "partOfEvent")

    def _with_all(self, things: set[str], name: str) -> set[str]:
        """Return things with those that belong to them by a predicate, directly or not."""
        found, waiting = set(things), set(things)
        while waiting:
            waiting = {s for thing in waiting for s in self.facts.subjects(name, thing)} - found
            found |= waiting
        return found

    def _records_to(self, things: set[str], kinds: Iterable[str], *names: str) -> set[str]:
        found = {s for thing in things for name in names for s in self.facts.subjects(name, thing)}
        return {one for one in found if kind_of(one) in kinds}

    def _naming(self, things: set[str], kinds: Iterable[str]) -> set[str]:
        """Return the records of these kinds that name one of the things, not in a nested thing."""
        found = {subject for thing in things for subject in self.facts.subjects_of(thing)}
        return {one for one in found if one.count("/") == 1 and kind_of(one) in kinds}

    # --- by time ---

    def whole(self, records: set[str]) -> set[str]:
        """Return the ids of what is kept whole of some records, nested things included."""
        kept = records if self.time is None else self._of_the_time(records)
        found = {id_ for record in kept for id_ in self.facts.inside(record)}
        if self.time is None:
            return found
        parts = [id_ for id_ in found if kind_of(id_) in DATED_PARTS and not self._overlaps(id_)]
        return found - {id_ for part in parts for id_ in self.facts.inside(part)}

    def _of_the_time(self, records: set[str]) -> set[str]:
        events = {one for one in records if kind_of(one) in EVENTS and self._overlaps(one)}
        naming = self._naming(events, ("document", "plan", "proposal"))
        dated = {
            one
            for one in records
            if (kind_of(one) == "plan" and self._overlaps(one))
            or any(self._overlaps(act) for act in self.facts.objects(one, "hasAct"))
        }
        bodies = {one for one in records if kind_of(one) == "body"}
        return events | (records & naming) | dated | bodies

    def _overlaps(self, thing: str) -> bool:
        days = self._days(thing)
        if days is None or self.time is None:
            return days is not None
        return days[0] <= self.time[1] and days[1] >= self.time[0]

    def _days(self, thing: str, below: frozenset[str] = frozenset()) -> Days | None:
        """Return the first and last day that a thing may have been on, None if none is known."""
        if self.facts.objects(thing, "dates"):
            first, last = (
                [parse_literal(day)[0] for day in self.facts.objects(thing, name)]
                for name in ("startDate", "endDate")
            )
            return min(first, default=FIRST_DAY), max(last, default=LAST_DAY)
        larger = self.facts.objects(thing, "partOfEvent") + self.facts.objects(thing, "atEvent")
        for one in larger:
            if one not in below:
                return self._days(one, below | {thing})
        return None
