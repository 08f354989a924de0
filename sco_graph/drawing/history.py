"""The timeline: meetings, tenures, chairmanships and standings of a body, a state or a person.

Each is taken from the answer to its question. A date that means more than a day is drawn over all
that it may mean; what a source shows on single days is drawn on these days alone, since nothing
says what was so between them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sco_graph.drawing.dates import readable
from sco_graph.drawing.draft import Draft
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
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import COLON, COMMA, ENGLISH, SEMICOLON, joined, plain
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_loaders.edtf import parse_edtf

Row: TypeAlias = Mapping[str, Any]
Days: TypeAlias = tuple[datetime.date, datetime.date] | None
MEETING, TENURE, CHAIR, STATUS = "meeting", "tenure", "chairmanship", "status"
HOW_TO_READ = sentence(
    "The full part of a bar is certain, the pale part is what its date may mean; a pointed end is "
    "one that no source tells."
)
ORDER = (CHAIR, MEETING, STATUS, TENURE)


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
            self._put_chairmanships()
            self._put_standings()
        if self.body or self.everything:
            self._put_series()
        if self.state or self.person:
            self._put_record()
        if self.person or self.state or self.everything:
            self._put_tenures()
        return self._made(words)

    def _made(self, words: Names) -> Timeline:
        spans = tuple(self.spans.values())
        used = {span.lane for span in spans}
        lanes = sorted((one for id_, one in self.lanes.items() if id_ in used), key=self._rank)
        notes = [HOW_TO_READ] if spans else []
        if self.undated:
            undated = joined(self.undated.values(), SEMICOLON)
            notes.append(sentence("Without a date, and so not shown: {undated}.", undated=undated))
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

    def _put_chairmanships(self) -> None:
        asked = {"body": self.body, "state": self.state}
        for row in self._ask("chairmanships", asked):
            lane = self._lane(CHAIR, row["body_id"])
            name = self._name(row["holder_id"])
            self._put(lane, f"{row['body_id']}/{CHAIR}/{row['holder_id']}", name, row["dates"], row)

    def _put_standings(self) -> None:
        """Put in what state-status tells of each standing: its ends, and the days that show it."""
        ends: dict[tuple[str, str, str], dict[str, Row]] = {}
        for row in self._ask("state-status", {"body": self.body, "state": self.state}):
            key = row["state_id"], row["body_id"], row["kind"]
            if row["step"] in ("began", "ended"):
                ends.setdefault(key, {})[row["step"]] = row
            elif row["step"] in ("attested", "undated"):
                self._put_standing(row, row["date"], [row], row["step"])
        for steps in ends.values():
            begun, over = (steps[one]["date"] if one in steps else "" for one in ("began", "ended"))
            rows = list(steps.values())
            self._put_standing(rows[0], begun if begun == over else f"{begun}/{over}", rows, "")

    def _put_standing(self, row: Row, dates: str | None, rows: list[Row], step: str) -> None:
        lane = self._lane(STATUS, row["state_id"], row["body_id"])
        names = self.draft.words.concept("status-kind", row["kind"])
        id_ = f"{row['state_id']}/{STATUS}/{row['kind']}_{row['body_id']} {step} {dates}"
        self._put(lane, id_, names, dates, *rows)

    def _put_series(self) -> None:
        rows = [row for row in self._ask("series", {"body": self.body}) if row["event_id"]]
        # The lane of a body says whose meetings they are; what tells them apart is where.
        recorded = self.draft.recorded
        where = recorded.whereabouts([row["event_id"] for row in rows], self.draft.words)
        for row in rows:
            lane, event = self._lane(MEETING, row["body_id"]), row["event_id"]
            name = self._name(event)
            dates = sorted(row["locator"])
            told = self.draft.fact(self.draft.words.kind(MEETING), name, dates)
            self._put(
                lane, f"{lane} {event}", where.get(event, name), row["date"], row, told=(told,)
            )

    def _put_record(self) -> None:
        """Put in the meetings at which a state or a person was."""
        for actor in filter(None, (self.state, self.person)):
            for row in self._ask("attendance-record", {"actor": actor}):
                if row["entry"] == MEETING and row["status"] == "attended":
                    lane = self._lane(MEETING, actor)
                    names = self._name(row["meeting_id"])
                    self._put(lane, f"{lane} {row['meeting_id']}", names, row["date"], row)

    def _put_tenures(self) -> None:
        for row in self._ask("office-holders", {"person": self.person, "of": self.state}):
            lane = self._lane(TENURE, row["person_id"])
            names = self._name(row["post_id"])
            id_ = f"{row['person_id']}/{TENURE}/{row['post_id']}"
            if row["dates"] or not row["attested"]:
                self._put(lane, id_, names, row["dates"], row)
            for dates in sorted(row["attested"]):
                self._put(lane, f"{id_} {dates}", names, dates, row)

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

    def _put(
        self,
        lane: str,
        id_: str,
        names: Names,
        dates: str | None,
        *rows: Row,
        told: tuple[Fact, ...] = (),
    ) -> None:
        """Put a span in, or more of its facts; one without a date is noted."""
        if dates is None:
            undated = joined([self.lanes[lane].names, names], COLON)
            self.undated[undated[ENGLISH]] = undated
            return
        begins, ends = bounds(dates)
        if not self._is_asked_for(begins, ends):
            return
        known = self.spans.get(id_)
        facts = dict.fromkeys([*told, *(known.facts if known else ()), *self._facts(dates, rows)])
        self.spans[id_] = Span(
            id=id_,
            lane=lane,
            family=lane.split(" ", maxsplit=1)[0],
            names=joined([names, plain(readable(dates))], COMMA),
            begins=begins,
            ends=ends,
            edtf=dates,
            manner=_manner(row["basis"] for row in rows),
            facts=tuple(facts),
        )

    def _is_asked_for(self, begins: Days, ends: Days) -> bool:
        """Tell whether a span may have a day in the period."""
        first, last = self.period
        is_over = first is not None and ends is not None and ends[1] < first
        is_to_come = last is not None and begins is not None and begins[0] > last
        return not is_over and not is_to_come

    def _facts(self, dates: str, rows: Iterable[Row]) -> Iterator[Fact]:
        for row in rows:
            label, manner = self.draft.key(MEETING, "dates"), _manner([row["basis"]])
            yield self.draft.fact(label, plain(dates), sorted(row["locator"]), manner)


def _manner(bases: Iterable[str | None]) -> Manner:
    return Manner.INFERRED if Manner.INFERRED in set(bases) else Manner.STATED


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
