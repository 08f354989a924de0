"""The timeline: meetings, tenures, chairmanships and standings of a body, a state or a person.

Which there are is what the questions answer; their dates and sources are those recorded of each. A
date that means more than a day is drawn over all that it may mean; what a source shows on single
days is drawn on these days alone, since nothing says what was so between them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sco_graph.drawing.dates import date_names
from sco_graph.drawing.draft import SURER, Draft
from sco_graph.drawing.picture import (
    Entry,
    Fact,
    Heading,
    Manner,
    Names,
    Of,
    Period,
    Span,
    Timeline,
)
from sco_graph.drawing.recorded import LASTING, PARTICIPATIONS
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import (
    COLON,
    COMMA,
    ENGLISH,
    SEMICOLON,
    followed,
    joined,
    plain,
    remarked,
)
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_graph.seats import was_there
from sco_loaders.edtf import parse_edtf

Row: TypeAlias = Mapping[str, Any]
Days: TypeAlias = tuple[datetime.date, datetime.date] | None
MEETING, TENURE, CHAIR, STATUS = "meeting", "tenure", "chairmanship", "status"
HOW_TO_READ = sentence(
    "The full part of a bar is certain, the pale part is what its date may mean; a pointed end is "
    "one that no source tells."
)
ORDER = (CHAIR, MEETING, STATUS, TENURE)
SAYS = {CHAIR: "chair", STATUS: "kind", TENURE: "post"}
"""The key of what lasts under which stands what its bar is called."""
# A bar is as sure as the less sure of what it shows: that there was such a thing, and when.
LEAST_SURE = (Manner.CONTRADICTED, Manner.ANNOUNCED, Manner.INFERRED, Manner.STATED)


def draw_timeline(
    graph: Graph, about: Mapping[str, str | None], period: Period, words: Names
) -> Timeline:
    """Return the timeline of a body, a state or a person, or of all there is.

    `about` has the id of each, None where it is not asked for. Shown is what may have been in the
    period, on any of its days.
    """
    return _History(Draft(graph, "timeline"), about, period).timeline(words)


class _History:
    def __init__(self, draft: Draft, about: Mapping[str, str | None], period: Period) -> None:
        self.draft = draft
        self.period = period
        self.body, self.state, self.person = (about.get(k) for k in ("body", "state", "person"))
        self.everything = not (self.body or self.state or self.person)
        self.lanes: dict[str, Heading] = {}
        self.spans: dict[str, Span] = {}
        self.undated: dict[str, Names] = {}

    def timeline(self, words: Names) -> Timeline:
        """Return the timeline."""
        if self.body or self.state or self.everything:
            asked = {"body": self.body, "state": self.state}
            self._put_lasting(CHAIR, self._ask("chairmanships", asked), "body_id", "holder_id")
            self._put_lasting(STATUS, self._ask("state-status", asked), "state_id", "body_id")
        if self.body or self.everything:
            self._put_series()
        for actor in filter(None, (self.state, self.person)):
            self._put_record(actor)
        if self.person or self.state or self.everything:
            asked = {"person": self.person, "of": self.state}
            self._put_lasting(TENURE, self._ask("office-holders", asked), "person_id", "post_id")
        return self._made(words)

    def _made(self, words: Names) -> Timeline:
        spans = tuple(self.spans.values())
        used = {span.lane for span in spans}
        lanes = sorted((one for id_, one in self.lanes.items() if id_ in used), key=self._rank)
        notes = [HOW_TO_READ] if spans else []
        if self.undated:
            undated = joined(self.undated.values(), SEMICOLON)
            told = "Neither beginning nor end is known, and so not shown: {undated}."
            notes.append(sentence(told, undated=undated))
        title = sentence("The SCO over time{about}", about=words)
        head = self.draft.head(title, plain(""), notes)
        families = [one for one in ORDER if any(span.family == one for span in spans)]
        legend = (
            *(Entry(of=Of.KIND, id=one, names=self.draft.words.kind(one)) for one in families),
            *self.draft.manners(span.manner for span in spans),
        )
        return Timeline(
            head=self.draft.with_legend(head, legend),
            lanes=tuple(lanes),
            spans=spans,
            period=self.period,
            why_empty=None
            if spans
            else sentence("nothing with a date is known{about}", about=words),
        )

    def _rank(self, lane: Heading) -> tuple[int, str]:
        return ORDER.index(lane.id.split(" ")[0]), lane.names[ENGLISH]

    # --- what there is ---

    def _put_lasting(self, family: str, told: Iterable[Row], of: str, to: str) -> None:
        """Put in what is told to last between two things, and the days on which it is attested."""
        pairs = {(row[of], row[to]) for row in told}
        found = self.draft.recorded.rows(LASTING, [one for one, _ in pairs])
        rows = [row for row in found if (row["of"], row["to"]) in pairs]
        dated = {row["whole"] for row in rows if row["dates"]}
        self.draft.recorded.read(id_ for pair in pairs for id_ in pair)
        for row in rows:
            if row["dates"] or row["whole"] not in dated:
                self._put_one(family, row)

    def _put_one(self, family: str, row: Row) -> None:
        if family == STATUS:
            lane = self._lane(family, row["of"], row["to"])
            names = self.draft.words.concept("status-kind", row["kind"])
        else:
            lane, names = self._lane(family, row["of"]), self._name(row["to"])
            if row["acting"]:
                names = remarked(names, self.draft.key(TENURE, "acting"))
        told = [self._said(family, row["id"], SAYS[family], names)]
        self._put(lane, row["id"], row["id"], names, told)

    def _put_series(self) -> None:
        rows = [row for row in self._ask("series", {"body": self.body}) if row["event_id"]]
        # The lane of a body says whose meetings they are; what tells them apart is where.
        recorded = self.draft.recorded
        where = recorded.whereabouts([row["event_id"] for row in rows], self.draft.words)
        for row in rows:
            lane, event = self._lane(MEETING, row["body_id"]), row["event_id"]
            name = self._name(event)
            dates = sorted(row["locator"])
            told = self.draft.fact(
                self.draft.words.kind(MEETING), name, dates, Manner.of(row["basis"])
            )
            self._put(lane, f"{lane} {event}", event, where.get(event, name), [told])

    def _put_record(self, actor: str) -> None:
        """Put in the meetings at which a state or a person was, in the order of their dates."""
        lane = self._lane(MEETING, actor)
        rows = self._ask("attendance-record", {"actor": actor})
        meetings = dict.fromkeys(row["meeting_id"] for row in rows if row["entry"] == MEETING)
        self.draft.recorded.read(meetings)
        told: dict[str, list[Fact]] = {meeting: [] for meeting in meetings}
        for part in self.draft.recorded.rows(PARTICIPATIONS, meetings):
            if _was_there(actor, part):
                told[part["meeting"]].append(self._attended(part))
        for meeting, facts in told.items():
            if facts:
                self._put(lane, f"{lane} {meeting}", meeting, self._name(meeting), facts)

    def _attended(self, part: Row) -> Fact:
        names = self.draft.words.concept("attendance-status", part["status"])
        return self._said("participation", part["id"], "status", names)

    def _ask(self, question: str, given: Mapping[str, str | None]) -> list[Row]:
        return list(self.draft.graph.query(question, lang=ENGLISH, **given))

    # --- lanes and spans ---

    def _name(self, id_: str) -> Names:
        self.draft.recorded.read([id_])
        return self.draft.recorded.names(id_)

    def _lane(self, family: str, thing: str, *others: str) -> str:
        """Return the id of the lane of a thing's spans of a family, as regards other things."""
        id_ = " ".join((family, thing, *others))
        if id_ not in self.lanes:
            notes = (joined([self.draft.words.kind(family), *map(self._name, others)]),)
            self.lanes[id_] = Heading(
                id=id_, kind=kind_of(thing), names=self._name(thing), notes=notes
            )
        return id_

    def _put(self, lane: str, id_: str, thing: str, names: Names, told: Iterable[Fact]) -> None:
        """Put in the span of a thing, of which each of some facts tells that it is one of its lane.

        One without a date is noted.
        """
        dates = self.draft.recorded.value(thing, "dates")
        if dates is None:
            undated = joined([self.lanes[lane].names, names], COLON)
            self.undated[undated[ENGLISH]] = undated
            return
        family = lane.split(" ", maxsplit=1)[0]
        begins, ends = known = bounds(dates)
        if family == MEETING:  # which may go on the next day, but not for years, as an office does
            begins, ends = begins or ends, ends or begins
        if not self._is_asked_for(begins, ends):
            return
        facts = tuple(dict.fromkeys(told))
        dated = self._said(family, thing, "dates", plain(dates))
        surest = min((fact.manner for fact in facts), key=SURER.index)
        self.spans[id_] = Span(
            id=id_,
            lane=lane,
            family=family,
            names=followed(names, date_names(self.draft.recorded, thing), between=COMMA),
            begins=begins,
            ends=ends,
            edtf=dates,
            manner=min(surest, dated.manner, key=LEAST_SURE.index),
            facts=(*facts, dated),
            open_left=begins != known[0],
            open_right=ends != known[1],
        )

    def _is_asked_for(self, begins: Days, ends: Days) -> bool:
        """Tell whether a span may have a day in the period."""
        first, last = self.period
        is_over = first is not None and ends is not None and ends[1] < first
        is_to_come = last is not None and begins is not None and begins[0] > last
        return not is_over and not is_to_come

    def _said(self, kind: str, id_: str, key: str, value: Names) -> Fact:
        """Return what is recorded of a thing under a key, from claims on it if it has any."""
        recorded = self.draft.recorded
        places = recorded.places(id_, key) or recorded.value(id_, "locator")
        manner = recorded.manner(id_, key, recorded.value(id_, "basis"))
        return self.draft.said(kind, key, value, places, manner)


def _was_there(actor: str, part: Row) -> bool:
    """Tell whether by a participation somebody was or was represented at a meeting."""
    there = was_there(part["status"], part["mode"])
    return there and actor in (part["person"], part["represents"])


def bounds(dates: str) -> tuple[Days, Days]:
    """Return the first and last day on which something may have begun, and may have ended.

    >>> [str(day) for day in bounds("2024/..")[0]], bounds("2024/..")[1]
    (['2024-01-01', '2024-12-31'], None)
    """
    begin, slash, end = dates.partition("/")
    return _days(begin), _days(end if slash else begin)


def _days(text: str) -> Days:
    if text in ("", ".."):
        return None
    date = parse_edtf(text)
    return None if date.earliest is None or date.latest is None else (date.earliest, date.latest)
