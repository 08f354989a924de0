"""Meetings and what surrounds them: who took part and for whom, documents, body, place, occasion.

`meeting` shows one meeting, with every state's level and every document's act on the boxes. `network`
shows several, with the meetings in the order of their dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sco_graph.drawing.draft import Draft
from sco_graph.drawing.picture import Diagram, Fact, Manner, Marks, Names
from sco_graph.drawing.recorded import ACTS, PARTICIPATIONS, WAYS, Row
from sco_graph.drawing.words import ENGLISH, OWN, joined, plain, remarked
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_graph.schema import relationship_type

PARTIES, PEOPLE, MEETINGS, DOCUMENTS, SETTING = range(5)
ONE = ("States and bodies", "Represented by", "Meeting", "Documents", "Body, place, occasion")
SEVERAL = (
    "States and bodies",
    "People and posts",
    "Meetings",
    "Documents",
    "Bodies, places, events",
)
"""The heads of the columns."""
USUAL = (
    "state",
    "region",
    "body",
    "person",
    "post",
    "participation",
    "meeting",
    "event",
    "document",
)
"""The kinds that a network has where none are named."""
EVENTS = ("meeting", "event")
ATTENDED, ANNOUNCED, ABSENT = "attended", ("announced", "invited", "unknown"), "absent"
FROM_AFAR = ("video-address", "written-greeting", "greeting")
CHAIR, CHAIRED, PRESENT, REPRESENTED = "role/chair", "CHAIRED", "ATTENDED", "REPRESENTED_AT"
FOR, FROM = "REPRESENTS", "FROM_STATE"
ACT_CLASS = "document-act"
LESS_THAN_A_DAY = ((re.compile(r"\d{4}"), "year only"), (re.compile(r"\d{4}-\d{2}"), "month only"))

MEETINGS_OF = """
MATCH (m:Meeting)
WHERE ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
RETURN m.id AS id ORDER BY coalesce(toString(m.start_date), '9999'), m.id"""


def draw_meeting(graph: Graph, meeting: str) -> Diagram:
    """Return the diagram of one meeting or other event."""
    found = _Meetings(Draft(graph, "meeting"), [meeting], None)
    found.put_all()
    draft = found.draft
    names = draft.recorded.names(meeting)
    return draft.diagram(
        ONE,
        draft.head(names[ENGLISH], found.subtitle(meeting), found.known(meeting)),
        why_empty=f"nothing is recorded of {meeting}",
    )


def draw_network(
    graph: Graph, meetings: Sequence[str], kinds: Collection[str], about: str
) -> Diagram:
    """Return the diagram of several meetings, in order, with what is of some kinds around them."""
    found = _Meetings(Draft(graph, "network"), meetings, frozenset((*(kinds or USUAL), *EVENTS)))
    found.put_all()
    title = f"SCO meetings: who took part, and what was decided{about}"
    return found.draft.diagram(
        SEVERAL,
        found.draft.head(title, _counted(len(meetings), "meeting"), found.complete()),
        why_empty=f"no meeting is known{about}",
        ordered=(MEETINGS,),
    )


def _counted(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


@dataclass(frozen=True, slots=True)
class _Part:
    """One participation: its row, who it is, for whom, and how sure that is."""

    row: Row
    actor: str | None
    party: str | None
    manner: Manner
    marks: Marks

    @property
    def present(self) -> bool:
        """Whether they were there, in person, by link, or in a way that no source states."""
        return self.row["status"] == ATTENDED and self.row["mode"] not in FROM_AFAR

    @property
    def family(self) -> str:
        """What the line from the actor to the meeting says."""
        if self.row["status"] == ABSENT:
            return ABSENT
        if self.row["mode"] in FROM_AFAR:
            return "sent"
        if self.present and CHAIR in self.marks.roles:
            return CHAIRED
        return PRESENT if self.actor is not None else REPRESENTED


class _Meetings:
    """Puts some meetings and their surroundings into a draft; kinds that are None are all."""

    def __init__(self, draft: Draft, meetings: Sequence[str], kinds: frozenset[str] | None) -> None:
        self.draft = draft
        self.recorded = draft.recorded
        self.words = draft.words
        self.meetings = list(meetings)
        self.kinds = kinds
        self.one = kinds is None
        self.recorded.read(self.meetings)
        self.parts = [self._part(row) for row in self.recorded.rows(PARTICIPATIONS, meetings)]
        self.acts = self.recorded.rows(ACTS, meetings)
        self.ways = self.recorded.rows(WAYS, meetings)
        self.recorded.read(self._named())
        rules = draft.schema.classes[ACT_CLASS].rules
        self.family_of_act = {
            one.split("/", 1)[1]: relationship_type(rule.predicate)
            for rule in rules
            for condition in rule.conditions
            for one in condition.allowed
        }

    def _named(self) -> Iterator[str]:
        """Yield the ids of all that may be shown."""
        for part in self.parts:
            yield from filter(None, (part.actor, part.party, part.row["post"]))
        yield from (act["document"] for act in self.acts)
        yield from (id_ for way in self.ways for id_ in (way["from_"], way["to"]))

    def put_all(self) -> None:
        """Put everything in."""
        for meeting in self.meetings:
            self._put_meeting(meeting)
        for part in self.parts:
            self._put_part(part)
        for act in self.acts:
            self._put_act(act)
        for way in self.ways:
            self._put_way(way)

    def _wants(self, id_: str | None) -> bool:
        return id_ is not None and (self.kinds is None or kind_of(id_) in self.kinds)

    # --- the meeting ---

    def _put_meeting(self, meeting: str) -> None:
        value = self.recorded.value
        places = value(meeting, "locator")
        facts = [
            self._own_fact(meeting, "dates", str(value(meeting, "dates"))),
            *(
                self._own_fact(meeting, key, self.words.concept(scheme, notation)[ENGLISH])
                for key, scheme in (("kind", "event-kind"), ("mode", "event-mode"))
                if (notation := value(meeting, key))
            ),
        ]
        self.draft.item(
            meeting,
            MEETINGS,
            notes=[self._date(meeting), *self._mode(meeting)],
            manner=self.recorded.manner(meeting, None, value(meeting, "basis")),
            facts=[fact for fact in facts if fact.value != str(None)]
            or [self.draft.fact("recorded", self.recorded.names(meeting)[ENGLISH], places)],
            marks=Marks(years=self._years(meeting)),
        )

    def _own_fact(self, meeting: str, key: str, value: str) -> Fact:
        claims = self.recorded.claimed(meeting, key)
        places = [place for claim in claims for place in claim["locator"]]
        return self.draft.said(
            kind_of(meeting),
            key,
            value,
            places or self.recorded.value(meeting, "locator"),
            self.recorded.manner(meeting, key),
        )

    def _date(self, meeting: str) -> Names:
        """Return the date of a meeting, with a word on what is not exact in it."""
        dates = self.recorded.value(meeting, "dates")
        if dates is None:
            return OWN["no date"]
        names = plain(dates.replace("/", "–"))
        for pattern, remark in LESS_THAN_A_DAY:
            if pattern.fullmatch(dates):
                names = remarked(names, remark)
        manner = self.recorded.manner(meeting, "dates")
        return names if manner is Manner.STATED else remarked(names, manner)

    def _mode(self, meeting: str) -> Iterator[Names]:
        if mode := self.recorded.value(meeting, "mode"):
            yield self.words.concept("event-mode", mode)

    def _years(self, meeting: str) -> tuple[int, int] | None:
        first, last = (self.recorded.value(meeting, key) for key in ("start_date", "end_date"))
        return (first.year, last.year) if first and last else None

    # --- who took part ---

    def _part(self, row: Row) -> _Part:
        actor = row["person"] or (row["id"] if row["group"] else row["post"])
        states = sorted(row["from_state"])
        manner = self.recorded.manner(row["id"], "status", row["basis"])
        return _Part(
            row=row,
            actor=actor,
            party=row["represents"] or (states[0] if states else None),
            manner=Manner.ANNOUNCED if row["status"] in ANNOUNCED else manner,
            marks=Marks(
                years=self._years(row["meeting"]),
                roles=tuple(f"role/{one}" for one in sorted(row["roles"] or ())),
                levels=(f"level/{row['level']}",) if row["level"] else (),
            ),
        )

    def _put_part(self, part: _Part) -> None:
        facts = list(self._part_facts(part))
        actor = part.actor if self._wants(part.actor) else None
        party = part.party if self._wants(part.party) else None
        if actor is not None:
            self.draft.item(
                actor,
                PEOPLE,
                names=plain(part.row["group"]) if actor == part.row["id"] else None,
                notes=list(self._part_notes(part)),
                facts=facts,
                marks=part.marks,
            )
            self._join(part, actor, facts)
        if party is not None:
            self._put_party(part, party, actor, facts)

    def _put_party(self, part: _Part, party: str, actor: str | None, facts: list[Fact]) -> None:
        self.draft.item(
            party, PARTIES, notes=list(self._level_notes(party)), facts=facts, marks=part.marks
        )
        represents = part.row["represents"] is not None
        if actor is None and represents:
            self._join(part, party, facts)
        elif actor is not None:
            key = "represents" if represents else "from_state"
            self.draft.link(
                FOR if represents else FROM,
                actor,
                party,
                manner=self.recorded.manner(part.row["id"], key, part.row["basis"]),
                facts=facts,
                marks=part.marks,
            )

    def _join(self, part: _Part, who: str, facts: list[Fact]) -> None:
        roles = [self.words.concept("role", one.split("/")[1]) for one in part.marks.roles]
        self.draft.link(
            part.family,
            who,
            part.row["meeting"],
            names=joined([self.words.family(part.family), *roles]),
            manner=part.manner,
            facts=facts,
            marks=part.marks,
        )

    def _part_facts(self, part: _Part) -> Iterator[Fact]:
        row = part.row
        concepts = (
            ("level", "level"),
            ("status", "attendance-status"),
            ("mode", "participation-mode"),
        )
        meeting = "" if self.one else f" – {self.recorded.names(row['meeting'])[ENGLISH]}"
        for role in part.marks.roles:
            yield self._part_fact(part, "roles", self.words.concept("role", role[5:]), meeting)
        for key, scheme in concepts:
            if row[key]:
                yield self._part_fact(part, key, self.words.concept(scheme, row[key]), meeting)
        for key, id_ in (("post", row["post"]), ("represents", row["represents"])):
            if id_ and id_ in self.recorded:
                yield self._part_fact(part, key, self.recorded.names(id_), meeting)

    def _part_fact(self, part: _Part, key: str, names: Names, meeting: str) -> Fact:
        claimed = self.recorded.claimed(part.row["id"], key)
        places = [place for claim in claimed for place in claim["locator"]]
        manner = self.recorded.manner(part.row["id"], key, part.row["basis"])
        return self.draft.said(
            "participation",
            key,
            f"{names[ENGLISH]}{meeting}",
            dict.fromkeys([*part.row["locator"], *places]),
            Manner.ANNOUNCED if key == "status" and part.manner is Manner.ANNOUNCED else manner,
        )

    def _part_notes(self, part: _Part) -> Iterator[Names]:
        """Yield the notes of somebody's box: the post of a person, and of one meeting the part."""
        row = part.row
        if row["person"] and row["post"] and row["post"] in self.recorded:
            yield self.recorded.names(row["post"])
        if not self.one:
            return
        words = [
            self._sure(part, "roles", self.words.concept("role", one[5:]))
            for one in part.marks.roles
        ]
        if row["level"] and not row["represents"]:
            words.append(self._sure(part, "level", self.words.concept("level", row["level"])))
        if row["mode"]:
            words.append(self.words.concept("participation-mode", row["mode"]))
        if row["status"] != ATTENDED:
            words.append(self.words.concept("attendance-status", row["status"]))
        if words:
            yield joined(words)

    def _sure(self, part: _Part, key: str, names: Names) -> Names:
        manner = self.recorded.manner(part.row["id"], key)
        return names if manner is Manner.STATED else remarked(names, manner)

    def _level_notes(self, party: str) -> Iterator[Names]:
        """Yield the highest level of those present for a party at the one meeting."""
        levels = [p for p in self.parts if p.row["represents"] == party and p.row["level"]]
        for part in [p for p in levels if p.present][:1] or levels[:1]:
            if self.one:
                yield self._sure(part, "level", self.words.concept("level", part.row["level"]))

    # --- documents, and the rest ---

    def _put_act(self, act: Row) -> None:
        document, meeting = act["document"], act["meeting"]
        if not self._wants(document):
            return
        names = self.words.concept("act-kind", act["act"])
        manner = self.recorded.manner(act["id"], "meeting", act["basis"])
        facts = list(self._act_facts(act, names, manner))
        note = names if manner is Manner.STATED else remarked(names, manner)
        self.draft.item(
            document,
            DOCUMENTS,
            notes=[note] if self.one else [],
            facts=facts,
            marks=Marks(years=self._years(meeting)),
        )
        self.draft.link(
            self.family_of_act.get(act["act"], "ACTED_ON"),
            meeting,
            document,
            names=names,
            manner=manner,
            facts=facts,
        )

    def _act_facts(self, act: Row, names: Names, manner: Manner) -> Iterator[Fact]:
        claims = self.recorded.claimed(act["id"], "meeting")
        claimed = [place for claim in claims for place in claim["locator"]]
        places = dict.fromkeys([*act["locator"], *claimed])
        yield self.draft.said(ACT_CLASS, "act", names[ENGLISH], places, manner)
        by = [*sorted(act["by"]), *filter(None, (act["by_group"],))]
        if by:
            yield self.draft.said(ACT_CLASS, "by", ", ".join(by), act["locator"])
        if act["dates"]:
            yield self.draft.said(
                ACT_CLASS, "dates", act["dates"], places, self.recorded.manner(act["id"], "dates")
            )

    def _put_way(self, way: Row) -> None:
        from_, type_, to = way["from_"], way["type"], way["to"]
        shown = set(self.meetings)
        if not (self._wants(from_) and self._wants(to)):
            return
        if not self.one and not {from_, to} <= shown and kind_of(to) in EVENTS:
            return  # of several meetings only those that were asked for
        key = self.words.key_of(kind_of(from_), type_)
        manner = self.recorded.manner(from_, key, way["basis"])
        fact = self.draft.fact(
            self.labels_of(type_), self.recorded.names(to)[ENGLISH], way["locator"], manner
        )
        for id_ in {from_, to} - shown:
            notes = [self._date(id_)] if kind_of(id_) in EVENTS else []
            self.draft.item(id_, SETTING, notes=notes, facts=[fact])
        self.draft.link(type_, from_, to, manner=manner, facts=[fact])

    def labels_of(self, type_: str) -> str:
        """Return what a relationship says in English."""
        return self.draft.labels.relationship(type_)

    # --- what is said of the whole ---

    def subtitle(self, meeting: str) -> str:
        """Return when and where a meeting was held, and how."""
        where = [
            self.recorded.names(way["to"])[ENGLISH]
            for way in self.ways
            if way["from_"] == meeting and way["type"] == "HELD_IN"
        ]
        return " · ".join(
            [self._date(meeting)[ENGLISH], *where, *(m[ENGLISH] for m in self._mode(meeting))]
        )

    def known(self, meeting: str) -> Iterator[str]:
        """Yield sentences on how much of the attendance that was expected is known."""
        if kind_of(meeting) != "meeting":
            return
        rows = self.draft.graph.query("attendance-gaps", meeting=meeting)
        by: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            by[row["attendance"]].append(row["state"])
        expected = sum(row["standing"] == "member" for row in rows)
        if expected:
            present = sum(
                row["standing"] == "member" and row["attendance"] == "present" for row in rows
            )
            yield f"Of {expected} states known as members that day, {present} are known to have been represented."
        for word in ("absent", "not stated"):
            if by[word]:
                yield f"{word.capitalize()}: {', '.join(by[word])}."

    def complete(self) -> Iterator[str]:
        """Yield a sentence on the meetings of which not all who came are known."""
        rows = self.draft.graph.query("attendance-gaps")
        whole = {row["meeting_id"] for row in rows if row["list_is_complete"]}
        many = len(whole & set(self.meetings))
        if self.meetings:
            yield (
                f"A source names all delegations of {many} of these {len(self.meetings)} meetings; "
                "at the others more may have been present."
            )
