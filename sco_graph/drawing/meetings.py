"""Meetings and what surrounds them: who took part and for whom, documents, body, place, occasion.

`meeting` shows one meeting, with every state's level and every document's act on the boxes.
`network` shows several, with the meetings in the order of their dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sco_graph.drawing.dates import date_names
from sco_graph.drawing.draft import Draft, link_id
from sco_graph.drawing.picture import Diagram, Fact, Item, Link, Manner, Marks, Names
from sco_graph.drawing.recorded import ACTS, EVENTS, PARTICIPATIONS, WAYS, Row
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import DASH, ENGLISH, LIST, OWN, counted, joined, plain, remarked
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_graph.schema import relationship_type
from sco_graph.seats import ABSENT, ATTENDED, FROM_AFAR, was_there

GROUP = "group"
PARTIES, PEOPLE, MEETINGS, DOCUMENTS, SETTING = range(5)
ONE = (
    sentence("States and bodies"),
    sentence("Who took part"),
    sentence("Meeting"),
    sentence("Documents, body, place, occasion"),
)
OF_EVENT = (*ONE[:2], sentence("Event"), sentence("Meetings, documents, body, place"))
SEVERAL = (
    sentence("States and bodies"),
    sentence("People and posts"),
    sentence("Meetings"),
    sentence("Documents"),
    sentence("Bodies, places, events"),
)
"""The heads of the columns."""
USUAL = ("state", "region", "body", "person", "post", GROUP, "meeting", "event", "document")
"""The kinds that a network has where none are named."""
SHOWN = (*USUAL, "place")
"""All kinds that it may have."""
TOOK_PART = frozenset(("state", "region", "person", "post", GROUP))
"""The kinds by which a network shows who took part."""
TITLES = {
    (True, True): "SCO meetings: who took part, and what was decided{about}",
    (True, False): "SCO meetings: who took part{about}",
    (False, True): "SCO meetings: what was decided{about}",
    (False, False): "SCO meetings{about}",
}
"""What a network is called, by whether it shows who took part, and documents."""
Facts: TypeAlias = tuple[Fact, ...]

ANNOUNCED = ("announced", "invited", "unknown")
PARTICIPANT = "role/participant"
NOT_STATED, OTHERS = "not stated", "others"
CHAIR, CHAIRED, PRESENT, REPRESENTED = "role/chair", "CHAIRED", "ATTENDED", "REPRESENTED_AT"
FOR, FROM = "REPRESENTS", "FROM_STATE"
ACT_CLASS = "document-act"

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
        ONE if kind_of(meeting) == "meeting" else OF_EVENT,
        draft.head(names, found.subtitle(meeting), found.known(meeting)),
        why_empty=sentence("nothing is recorded of {meeting}", meeting=meeting),
    )


def draw_network(
    graph: Graph, meetings: Sequence[str], kinds: Collection[str], about: Names
) -> Diagram:
    """Return the diagram of several meetings, in order, with what is of some kinds around them."""
    shown = frozenset((*(kinds or USUAL), *EVENTS))
    found = _Meetings(Draft(graph, "network"), meetings, shown)
    found.put_all()
    title = sentence(TITLES[bool(TOOK_PART & shown), "document" in shown], about=about)
    return found.draft.diagram(
        SEVERAL,
        found.draft.head(title, counted(len(meetings)), found.complete()),
        why_empty=sentence("no meeting is known{about}", about=about),
        ordered=(MEETINGS,),
    )


def shown_kind(id_: str) -> str:
    """Return the kind of an item; of a participation a picture shows the group that took part."""
    kind = kind_of(id_)
    return GROUP if kind == "participation" else kind


@dataclass(frozen=True, slots=True)
class _Part:
    """One participation: its row, who it is, for whom or from where, and how sure that is."""

    row: Row
    actor: str | None
    parties: tuple[str, ...]
    manner: Manner
    marks: Marks

    @property
    def present(self) -> bool:
        """Whether they were there, in person, by link, or in a way that no source states."""
        return was_there(self.row["status"], self.row["mode"])

    @property
    def family(self) -> str:
        """What a line from the actor to the meeting says."""
        if self.row["status"] == ABSENT:
            return ABSENT
        if self.row["mode"] in FROM_AFAR:
            return "sent"
        if self.present and CHAIR in self.marks.roles:
            return CHAIRED
        return PRESENT


class _Meetings:
    """Puts some meetings and their surroundings into a draft; kinds that are None are all."""

    def __init__(self, draft: Draft, meetings: Sequence[str], kinds: frozenset[str] | None) -> None:
        self.draft = draft
        self.recorded = draft.recorded
        self.words = draft.words
        self.meetings = list(meetings)
        self.kinds = kinds
        self.one = kinds is None
        self._said: dict[tuple[str, str], Names] = {}
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
            yield from filter(None, (part.actor, *part.parties, part.row["post"]))
        yield from (id_ for act in self.acts for id_ in (act["document"], *act["by"]))
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
        return id_ is not None and (self.kinds is None or shown_kind(id_) in self.kinds)

    # --- the meeting ---

    def _put_meeting(self, meeting: str) -> None:
        value = self.recorded.value
        facts = [
            self._own_fact(meeting, key, self.words.concept(scheme, notation))
            for key, scheme in (("kind", "event-kind"), ("mode", "event-mode"))
            if (notation := value(meeting, key))
        ]
        if dates := value(meeting, "dates"):
            facts.insert(0, self._own_fact(meeting, "dates", plain(dates)))
        self.draft.put(
            Item(
                id=meeting,
                kind=kind_of(meeting),
                names=self.recorded.names(meeting),
                column=MEETINGS,
                notes=(date_names(self.recorded, meeting), *self._mode(meeting)),
                manner=self.recorded.manner(meeting, None, value(meeting, "basis")),
                facts=tuple(facts),
                marks=Marks(years=self._years(meeting)),
            )
        )

    def _own_fact(self, meeting: str, key: str, value: Names) -> Fact:
        return self.draft.said(
            kind_of(meeting),
            key,
            value,
            self.recorded.places(meeting, key) or self.recorded.value(meeting, "locator"),
            self.recorded.manner(meeting, key),
        )

    def _mode(self, meeting: str) -> Iterator[Names]:
        if mode := self.recorded.value(meeting, "mode"):
            yield self.words.concept("event-mode", mode)

    def _years(self, meeting: str) -> tuple[int, int] | None:
        first, last = (self.recorded.value(meeting, key) for key in ("start_date", "end_date"))
        return (first.year, last.year) if first and last else None

    # --- who took part ---

    def _part(self, row: Row) -> _Part:
        actor = row["person"] or (row["id"] if row["group"] else row["post"])
        from_ = sorted(row["from_state"])
        manner = self.recorded.manner(row["id"], "status", row["basis"])
        return _Part(
            row=row,
            actor=actor,
            parties=(row["represents"],) if row["represents"] else tuple(from_),
            manner=Manner.ANNOUNCED if row["status"] in ANNOUNCED else manner,
            marks=Marks(
                years=self._years(row["meeting"]),
                roles=tuple(f"role/{one}" for one in sorted(row["roles"] or ())),
                levels=(f"level/{row['level']}",) if row["level"] else (),
            ),
        )

    def _put_part(self, part: _Part) -> None:
        facts = tuple(self._part_facts(part))
        # Who is at many meetings has a fact for each; the lines to them tell the rest.
        own = facts if self.one else facts[:1]
        actor = part.actor if self._wants(part.actor) else None
        parties = [party for party in part.parties if self._wants(party)]
        if actor is not None:
            group = actor == part.row["id"]
            self.draft.put(
                Item(
                    id=actor,
                    kind=shown_kind(actor),
                    names=plain(part.row["group"]) if group else self.recorded.names(actor),
                    column=PEOPLE,
                    notes=tuple(self._part_notes(part)),
                    facts=own,
                    marks=part.marks,
                )
            )
            self._join(part, actor, facts)
        for party in parties:
            self._put_party(part, party, actor, facts)

    def _put_party(self, part: _Part, party: str, actor: str | None, facts: Facts) -> None:
        represents = part.row["represents"] is not None
        self.draft.put(
            Item(
                id=party,
                kind=kind_of(party),
                names=self.recorded.names(party),
                column=PARTIES,
                notes=tuple(self._party_notes(party)) if self.one else (),
                facts=facts if self.one else facts[:1],
                marks=part.marks,
            )
        )
        if actor is None and represents:
            self._join(part, party, facts)
        elif actor is not None:
            family, key = (FOR, "represents") if represents else (FROM, "from_state")
            manner = self.recorded.manner(part.row["id"], key, part.row["basis"])
            if represents and part.manner is Manner.ANNOUNCED:
                manner = Manner.ANNOUNCED
            self.draft.tie(
                Link(
                    id=link_id(family, actor, party),
                    from_=actor,
                    to=party,
                    family=family,
                    names=self.words.family(family),
                    manner=manner,
                    facts=facts,
                    marks=part.marks,
                )
            )

    def _join(self, part: _Part, who: str, facts: Facts) -> None:
        told = {CHAIR} if part.family == CHAIRED else set()
        roles = [self.words.concept("role", one[5:]) for one in part.marks.roles if one not in told]
        meeting, family = part.row["meeting"], part.family
        if family == PRESENT and who in part.parties:
            family = REPRESENTED
        self.draft.tie(
            Link(
                id=link_id(family, who, meeting),
                from_=who,
                to=meeting,
                family=family,
                names=joined([self.words.family(family), *roles]),
                manner=part.manner,
                facts=facts,
                marks=part.marks,
            )
        )

    def _part_facts(self, part: _Part) -> Iterator[Fact]:
        row = part.row
        concepts = (
            ("level", "level"),
            ("status", "attendance-status"),
            ("mode", "participation-mode"),
        )
        for role in part.marks.roles:
            yield self._part_fact(part, "roles", role, self.words.concept("role", role[5:]))
        for key, scheme in concepts:
            if row[key]:
                names = self.words.concept(scheme, row[key])
                yield self._part_fact(part, key, f"{scheme}/{row[key]}", names)
        for key, id_ in (("post", row["post"]), ("represents", row["represents"])):
            if id_ and id_ in self.recorded:
                yield self._part_fact(part, key, id_, self.recorded.names(id_))

    def _part_fact(self, part: _Part, key: str, id_: str, names: Names) -> Fact:
        """Return a fact on a participation, whose value is a thing or a concept by its id."""
        manner = self.recorded.manner(part.row["id"], key, part.row["basis"])
        return self.draft.said(
            "participation",
            key,
            self._with_meeting(part.row["meeting"], id_, names),
            [*part.row["locator"], *self.recorded.places(part.row["id"], key)],
            Manner.ANNOUNCED if key == "status" and part.manner is Manner.ANNOUNCED else manner,
        )

    def _with_meeting(self, meeting: str, id_: str, names: Names) -> Names:
        """Return the names of a thing or a concept, behind them of which of several meetings."""
        # Of all who were at a meeting, many were there in the same way.
        if (meeting, id_) not in self._said:
            of = [] if self.one else [self.recorded.names(meeting)]
            self._said[meeting, id_] = joined([names, *of], DASH)
        return self._said[meeting, id_]

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
            if one != PARTICIPANT  # which the line to the meeting says as well
        ]
        if row["level"] and not row["represents"]:
            words.append(self._sure(part, "level", self.words.concept("level", row["level"])))
        if row["mode"]:
            words.append(self.words.concept("participation-mode", row["mode"]))
        words += self._unsure(part)
        if words:
            yield joined(words)

    def _unsure(self, part: _Part) -> Iterator[Names]:
        """Yield what is said of whether somebody came, unless it is plainly that they did."""
        if part.row["status"] != ATTENDED:
            yield self._status(part)
        elif part.manner is not Manner.STATED:
            yield remarked(self._status(part), part.manner)

    def _status(self, part: _Part) -> Names:
        status = part.row["status"]
        known = status != "unknown"
        return self.words.concept("attendance-status", status) if known else OWN["unknown"]

    def _sure(self, part: _Part, key: str, names: Names, *remarks: Names) -> Names:
        manner = self.recorded.manner(part.row["id"], key)
        return remarked(names, *([] if manner is Manner.STATED else [manner]), *remarks)

    def _party_notes(self, party: str) -> Iterator[Names]:
        """Yield the highest level of those present for a party, and what it did as a whole."""
        parts = [p for p in self.parts if p.row["represents"] == party]
        levels = [p for p in parts if p.row["level"]]
        words = [self._level(p) for p in [p for p in levels if p.present][:1] or levels[:1]]
        for part in [p for p in parts if p.actor is None]:
            words += [
                self._sure(part, "roles", self.words.concept("role", one[5:]))
                for one in part.marks.roles
            ]
            words += self._unsure(part)
        if words:
            yield joined(words)

    def _level(self, part: _Part) -> Names:
        """Return at which level a party was represented, and how, if by nobody who was there."""
        names = self.words.concept("level", part.row["level"])
        mode, attended = part.row["mode"], part.row["status"] == ATTENDED
        how: list[Names] = []
        if mode in FROM_AFAR:
            how.append(self.words.concept("participation-mode", mode))
        # What a party did as a whole has its status behind it anyway.
        if not attended and part.actor is not None:
            how.append(self._status(part))
        return self._sure(part, "level", names, *how)

    # --- documents, and the rest ---

    def _put_act(self, act: Row) -> None:
        document, meeting = act["document"], act["meeting"]
        if not self._wants(document):
            return
        names = self.words.concept("act-kind", act["act"])
        manner = self.recorded.manner(act["id"], "meeting", act["basis"])
        facts = tuple(self._act_facts(act, names, manner))
        note = names if manner is Manner.STATED else remarked(names, manner)
        marks = Marks(years=self._years(meeting))
        self.draft.put(
            Item(
                id=document,
                kind=kind_of(document),
                names=self.recorded.names(document),
                column=DOCUMENTS,
                notes=(note,) if self.one else (),
                facts=facts,
                marks=marks,
            )
        )
        family = self.family_of_act.get(act["act"], "ACTED_ON")
        self.draft.tie(
            Link(
                id=link_id(family, meeting, document),
                from_=meeting,
                to=document,
                family=family,
                names=names,
                manner=manner,
                facts=facts,
                marks=marks,
            )
        )

    def _act_facts(self, act: Row, names: Names, manner: Manner) -> Iterator[Fact]:
        claimed = self.recorded.places(act["id"], "meeting")
        places = dict.fromkeys([*act["locator"], *claimed])
        yield self.draft.said(ACT_CLASS, "act", names, places, manner)
        by = sorted(map(self.recorded.names, act["by"]), key=lambda names: names[ENGLISH])
        by += [plain(act["by_group"])] if act["by_group"] else []
        if by:
            yield self.draft.said(ACT_CLASS, "by", joined(by, LIST), act["locator"])
        if act["dates"]:
            yield self.draft.said(
                ACT_CLASS,
                "dates",
                plain(act["dates"]),
                places,
                self.recorded.manner(act["id"], "dates"),
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
            self.draft.relationship(type_),
            self.recorded.names(to),
            way["locator"],
            manner,
        )
        for id_ in {from_, to} - shown:
            notes = (date_names(self.recorded, id_),) if kind_of(id_) in EVENTS else ()
            # Around one meeting there is little enough for one column.
            self.draft.put(
                Item(
                    id=id_,
                    kind=kind_of(id_),
                    names=self.recorded.names(id_),
                    column=DOCUMENTS if self.one else SETTING,
                    notes=notes,
                    facts=(fact,),
                )
            )
        self.draft.tie(
            Link(
                id=link_id(type_, from_, to),
                from_=from_,
                to=to,
                family=type_,
                names=self.words.family(type_),
                manner=manner,
                facts=(fact,),
            )
        )

    # --- what is said of the whole ---

    def subtitle(self, meeting: str) -> Names:
        """Return when and where a meeting was held, and how."""
        where = [
            self.recorded.names(way["to"])
            for way in self.ways
            if way["from_"] == meeting and way["type"] == "HELD_IN"
        ]
        return joined([date_names(self.recorded, meeting), *where, *self._mode(meeting)])

    def known(self, meeting: str) -> Iterator[Names]:
        """Yield sentences on how to read the boxes, and how much of what was expected is known."""
        if any(part.row["level"] for part in self.parts):
            yield sentence("Under a state or a body stands the level of its representative.")
        if kind_of(meeting) != "meeting":
            return
        rows = self.draft.graph.query("attendance-gaps", meeting=meeting)
        self.recorded.read(row["state_id"] for row in rows)
        by: dict[str, list[Names]] = defaultdict(list)
        for row in rows:
            others = row["attendance"] == NOT_STATED and row["others_from_state"]
            by[OTHERS if others else row["attendance"]].append(self.recorded.names(row["state_id"]))
        expected = sum(row["standing"] == "member" for row in rows)
        if expected:
            present = sum(
                row["standing"] == "member" and row["attendance"] == "present" for row in rows
            )
            yield sentence(
                "States known as members that day: {expected}; known to have been represented: "
                "{present}.",
                expected=expected,
                present=present,
            )
        for word, told in (
            ("absent", "Absent: {states}."),
            (NOT_STATED, "No source says whether they came: {states}."),
            (OTHERS, "Represented by nobody that a source names, but others came from: {states}."),
        ):
            if by[word]:
                yield sentence(told, states=joined(by[word], LIST))

    def complete(self) -> Iterator[Names]:
        """Yield a sentence on the meetings of which not all who came are known."""
        rows = self.draft.graph.query("attendance-gaps")
        whole = {row["meeting_id"] for row in rows if row["list_is_complete"]}
        many = len(whole & set(self.meetings))
        if len(self.meetings) == 1:
            yield sentence(
                "A source names all delegations."
                if many
                else "No source names all delegations; more may have been present."
            )
        elif self.meetings:
            yield sentence(
                "A source names all delegations of {whole} of these {many} meetings; at the others "
                "more may have been present.",
                whole=many,
                many=len(self.meetings),
            )
