"""Records in any number, made from a seed, in the names and shapes of the real ones.

A record's values are what the YAML reader gives: texts, lists and mappings. They pass the check.
Nothing here reads or writes a file, except that the ontology is compiled.
"""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.names import STATES, Portfolio, State
from benchmarks.occasions import Occasion, plan_values, proposal_values
from benchmarks.surroundings import (
    FIRST_DAY,
    LAST_DAY,
    REFERENCE,
    SECRETARIAT,
    Person,
    Post,
    bodies,
    body_values,
    by_language,
    capital,
    capital_values,
    country_values,
    organ,
    person_values,
    post_values,
    reference_values,
    state_values,
    terms,
)
from sco_graph.schema import slug
from sco_graph.shapes import read_schema
from sco_loaders.nodes import Record
from sco_loaders.yaml_reader import Value

CITED_LINES = 5
OFFICES = (
    ("minister", "Minister of {}", "minister"),
    ("deputy-minister", "Deputy Minister of {}", "deputy-minister"),
    ("head-of-department", "Head of Department, Ministry of {}", "senior-official"),
)
DOCUMENTS = (
    ("protocol", "Protocol", "signed"),
    ("action-plan", "Action Plan", "adopted"),
    ("programme", "Programme of Cooperation", "approved"),
    ("statement", "Joint Statement", "issued"),
)
REMARKS = (
    ("noted", "Trade within the organisation grew faster than with the rest of the world."),
    ("proposed", "A common register of projects should be kept and opened to business."),
    (
        "stressed",
        "Agreements of former years have to be put into practice before new ones are made.",
    ),
    (
        "expressed-readiness",
        "The side is ready to hold the next meeting and to share its experience.",
    ),
)


def records(meetings: int, participants: int = 10, seed: int = 2001) -> Iterator[Record]:
    """Yield this many meetings with all that they refer to; the same for the same seed."""
    return _World(meetings, participants, seed).records()


class _World:
    """What the meetings have in common: who holds which post, and who was named where."""

    def __init__(self, meetings: int, participants: int, seed: int) -> None:
        self.meetings = meetings
        self.participants = participants
        self.seed = seed
        self.random = random.Random(seed)
        self.classes = read_schema().classes
        self.topics = tuple(read_schema().scheme("topic"))
        self.posts: dict[str, Post] = {}
        self.holders: dict[tuple[str, int], Person] = {}
        self.people: dict[str, Person] = {}
        self.bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.bodies = bodies(meetings)

    def records(self) -> Iterator[Record]:
        """Yield every record; those of posts and people last, when it is known who is named."""
        yield from self._common()
        for index in range(self.meetings):
            occasion = self._occasion(index)
            yield self._meeting(occasion)
            yield from self._documents(occasion)
            yield from self._intentions(occasion)
            yield self._report(occasion)
        yield from (self._record(p.id, post_values(p)) for p in self.posts.values())
        yield from (self._record(p.id, person_values(p)) for p in self.people.values())

    def _record(self, id_: str, values: dict[str, Value]) -> Record:
        return Record(id=id_, cls=self.classes[id_.partition("/")[0]], values=values)

    # --- what is there before any meeting ---

    def _common(self) -> Iterator[Record]:
        yield self._record(REFERENCE, reference_values())
        yield self._record("body/sco", organ("Shanghai Cooperation Organisation", "organisation"))
        yield self._record(SECRETARIAT, organ("SCO Secretariat", "secretariat", parent="body/sco"))
        for state in STATES:
            yield self._record(f"state/{state.slug}", state_values(state))
            yield self._record(f"place/{state.slug}", country_values(state))
            yield self._record(capital(state), capital_values(state))
        for body in self.bodies:
            yield self._record(body.id, body_values(body))

    # --- meetings ---

    def _occasion(self, index: int) -> Occasion:
        ordinal, which = divmod(index, len(self.bodies))
        body, number = self.bodies[which], ordinal + 1
        step = (LAST_DAY - FIRST_DAY).days / (self.meetings // len(self.bodies) + 1)
        days = int(step * (ordinal + 0.8 * self.random.random()))
        name = f"{body.id.removeprefix('body/')}-{number}"
        return Occasion(
            id=f"meeting/{name}",
            source=f"source/{name}-report",
            body=body,
            number=number,
            day=FIRST_DAY + datetime.timedelta(days=days),
            host=self.random.choice([state for state in STATES if state.since < "2002"]),
        )

    def _meeting(self, occasion: Occasion) -> Record:
        participations = list(self._participations(occasion))
        speakers = [p["person"] for p in participations if "person" in p]
        values: dict[str, Value] = {
            "name": by_language(*occasion.titles),
            "kind": occasion.body.event_kind,
            "number": str(occasion.number),
            "dates": self._dates(occasion.day),
            "body": occasion.body.id,
            "participations": [*participations],
            "discussions": [*self._discussions(occasion)],
            "remarks": [*self._remarks(occasion, speakers)],
            "sources": [f"{occasion.source}#1-2"],
        }
        if self.random.random() < 0.85:
            values |= {"place": capital(occasion.host), "mode": "in-person"}
        else:
            values["mode"] = "videoconference"
        if self.random.random() < 0.5:
            values["complete_lists"] = [f"{occasion.source}#2"]
        if occasion.number % 5 == 0:
            values["on_the_sidelines_of"] = occasion.beside(-1)
        return self._record(occasion.id, values)

    def _dates(self, day: datetime.date) -> str:
        """Return a day as a report may give it: mostly exact, or several days, or a month."""
        chance = self.random.random()
        if chance < 0.7:
            return day.isoformat()
        if chance < 0.9:
            return f"{day}/{day + datetime.timedelta(days=1)}"
        return day.isoformat()[:7]

    def _participations(self, occasion: Occasion) -> Iterator[dict[str, Value]]:
        """Yield the Secretariat, then a head of delegation for each state, then delegates."""
        parties = [None, *sorted(self.random.sample(STATES, len(STATES) - 1), key=lambda s: s.slug)]
        for index in range(self.participants):
            turn, place = divmod(index, len(parties))
            values = self._participation(occasion, parties[place], turn)
            if turn:
                values = {"key": f"delegate-{index}", **values}
            yield values

    def _participation(
        self, occasion: Occasion, state: State | None, turn: int
    ) -> dict[str, Value]:
        values: dict[str, Value] = {
            "represents": SECRETARIAT if state is None else f"state/{state.slug}",
            "roles": [*self._roles(occasion, state, turn)],
            "status": "attended",
            "sources": [f"{occasion.source}#{2 if turn == 0 else 3}"],
        }
        if self.random.random() < 0.9:
            values["mode"] = "in-person" if self.random.random() < 0.85 else "video-link"
        else:
            values["status"] = self.random.choice(["announced", "invited", "unknown"])
        if state is None:
            values["group"] = "staff of the Secretariat"
            values["counts"] = [_count(self.random.randint(2, 9), occasion.source)]
        else:
            values |= self._actor(occasion, state, turn)
        return values

    def _roles(self, occasion: Occasion, state: State | None, turn: int) -> Iterator[str]:
        if state is None:
            yield "participant"
        elif state.since > occasion.day.isoformat():
            yield "observer"
        else:
            yield "delegate" if turn else "head-of-delegation"
        if state is occasion.host and not turn:
            yield "chair"

    def _actor(self, occasion: Occasion, state: State, turn: int) -> dict[str, Value]:
        """Return the post, its level, and mostly who held it that day."""
        office = min(turn + (self.random.random() < 0.3), len(OFFICES) - 1)
        post = self._post(state, occasion.body.portfolio, office, f"{occasion.source}#2")
        values: dict[str, Value] = {"post": post.id, "level": OFFICES[office][2]}
        if self.random.random() < 0.85:
            values["person"] = self._holder(post, occasion.day, f"{occasion.source}#2").id
        if office and self.random.random() < 0.1:
            above = self._post(state, occasion.body.portfolio, office - 1, f"{occasion.source}#2")
            values["in_place_of"] = above.id
        return values

    def _discussions(self, occasion: Occasion) -> Iterator[dict[str, Value]]:
        for topic in self.random.sample(self.topics, self.random.randint(2, 4)):
            yield {
                "topic": topic,
                "by_group": "the heads of delegations",
                "text": f"Ways to deepen cooperation on {topic.replace('-', ' ')}.",
                "sources": [f"{occasion.source}#3"],
            }

    def _remarks(self, occasion: Occasion, speakers: list[Value]) -> Iterator[dict[str, Value]]:
        for index, (kind, text) in enumerate(self.random.sample(REMARKS, 2), start=1):
            values: dict[str, Value] = {
                "key": f"remark-{index}",
                "kind": kind,
                "text": text,
                "about": occasion.body.id,
                "topics": [*self.random.sample(self.topics, 2)],
                "sources": [f"{occasion.source}#4"],
            }
            if speakers:
                values["speaker"] = self.random.choice(speakers)
            if kind == "noted":
                values["figures"] = [self._figure(occasion)]
            yield values

    def _figure(self, occasion: Occasion) -> dict[str, Value]:
        return {
            "value": f"{self.random.uniform(1, 40):.1f}",
            "exactness": self.random.choice(["exact", "about", "more-than"]),
            "unit": "percent",
            "of": "growth of trade between the member states",
            "period": str(occasion.day.year - 1),
            "sources": [f"{occasion.source}#4"],
        }

    # --- documents and sources ---

    def _documents(self, occasion: Occasion) -> Iterator[Record]:
        """Yield the protocol, and after some meetings a weightier paper, drafted at the former."""
        chosen = [DOCUMENTS[0], *([self.random.choice(DOCUMENTS[1:])] * (occasion.number % 3 == 0))]
        for kind, name, act in chosen:
            acts: list[Value] = [_act(act, occasion.id, f"{occasion.source}#5", _host(occasion))]
            if kind != "protocol":
                acts.insert(0, _act("drafted", occasion.beside(-1), f"{occasion.source}#5"))
            yield self._record(
                f"document/{occasion.slug}-{kind}",
                {
                    "name": f"{name} of the {occasion.titles[0]}",
                    "kind": kind,
                    "body": occasion.body.id,
                    "meeting": occasion.id,
                    "topics": [*self.random.sample(self.topics, 2)],
                    "acts": acts,
                    "based_on": [*_former_protocol(occasion)],
                    "sources": [f"{occasion.source}#5"],
                },
            )

    def _intentions(self, occasion: Occasion) -> Iterator[Record]:
        """Yield, after each fourth meeting, what was proposed and what was planned there."""
        if occasion.number % 4 == 0:
            topic = self.topics[occasion.number % len(self.topics)]
            proposal = proposal_values(occasion, topic)
            plan = plan_values(
                occasion, was_held=occasion.number < self.meetings // len(self.bodies)
            )
            yield self._record(f"proposal/{occasion.slug}", proposal)
            yield self._record(f"plan/{occasion.slug}", plan)

    def _report(self, occasion: Occasion) -> Record:
        passages: list[Value] = [
            {"line": str(line), "fingerprint": f"{self.random.getrandbits(64):016x}"}
            for line in range(1, CITED_LINES + 1)
        ]
        courtesy = {"no_fact": "courtesy", "fingerprint": f"{self.random.getrandbits(64):016x}"}
        passages.append({"line": str(CITED_LINES + 1), **courtesy})
        published = occasion.day + datetime.timedelta(days=self.random.randint(0, 3))
        return self._record(
            occasion.source,
            {
                "name": f"Report on the {occasion.titles[0]}",
                "kind": "press",
                "file": f"{occasion.slug}.txt",
                "published": published.isoformat(),
                "language": "en",
                "text_sha256": f"{self.random.getrandbits(256):064x}",
                "fully_read": "true",
                "passages": passages,
            },
        )

    # --- posts and people ---

    def _post(self, state: State, portfolio: Portfolio, office: int, source: str) -> Post:
        slug_, name, _ = OFFICES[office]
        id_ = f"post/{state.slug}-{slug_}-of-{portfolio.slug}"
        if id_ not in self.posts:
            self.posts[id_] = Post(
                id=id_,
                name=f"{name.format(portfolio.names[0])} of {state.names[0]}",
                state=state,
                source=source,
                terms=list(terms(random.Random(f"{self.seed} {id_}"))),
            )
        return self.posts[id_]

    def _holder(self, post: Post, day: datetime.date, source: str) -> Person:
        index = next(i for i, (_, last) in enumerate(post.terms) if day <= last)
        if (post.id, index) not in self.holders:
            person = self._person(post.state, source)
            person.tenures.append((post.id, "/".join(map(str, post.terms[index]))))
            self.holders[post.id, index] = person
        return self.holders[post.id, index]

    def _person(self, state: State, source: str) -> Person:
        """Return somebody new; a second bearer of a name gets initials, and is kept apart."""
        given, family = self.random.choice(state.given), self.random.choice(state.family)
        name = f"{given} {family}"
        while f"person/{slug(name)}" in self.people:
            name = f"{given} {self._initials()} {family}"
        bearers = self.bearers[given, family]
        person = Person(
            id=f"person/{slug(name)}", name=name, source=source, kept_apart_from=[*bearers]
        )
        bearers.append(person.id)
        self.people[person.id] = person
        return person

    def _initials(self) -> str:
        return " ".join(f"{self.random.choice('ABDFGHKLMNRSTVZ')}." for _ in range(2))


def _host(occasion: Occasion) -> list[Value]:
    return [f"state/{occasion.host.slug}"]


def _former_protocol(occasion: Occasion) -> Iterator[str]:
    if occasion.number > 1:
        yield f"document/{occasion.beside(-1).removeprefix('meeting/')}-protocol"


def _act(act: str, meeting: str, source: str, by: list[Value] | None = None) -> dict[str, Value]:
    return {"act": act, "meeting": meeting, "by": by or [], "sources": [source]}


def _count(value: int, source: str) -> dict[str, Value]:
    return {"value": str(value), "exactness": "about", "of": "persons", "sources": [f"{source}#2"]}
