"""What generated meetings refer to: states, places, bodies, posts, people, as record values.

Who meets when, and what comes of it, is made in the generator.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from benchmarks.names import PORTFOLIOS, STATES, Portfolio, State
from sco_graph.schema import slug
from sco_loaders.yaml_reader import Value

FIRST_DAY = datetime.date(2001, 9, 14)
LAST_DAY = datetime.date(2025, 12, 12)
OBSERVER_FROM = "2005-07-05"
REFERENCE = "source/reference-book"
SECRETARIAT = "body/secretariat"
MEETINGS_OF_A_BODY = 100
FORMATS = (
    (
        "ministers", "ministerial-meeting", "ministerial-meeting",
        "Meeting of Ministers of {} of the SCO Member States",
        "Совещание министров {} государств – членов ШОС", "上海合作组织成员国{}部长会议",
    ),
    (
        "experts", "expert-group", "expert-meeting",
        "SCO Expert Group on {}", "Экспертная группа ШОС по вопросам {}", "上海合作组织{}专家组",
    ),
    (
        "working-group", "working-group", "working-group-meeting",
        "SCO Special Working Group on {}", "Специальная рабочая группа ШОС по вопросам {}",
        "上海合作组织{}特别工作组",
    ),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Post:
    """An office with those who held it one after the other, each with a first and last day."""

    id: str
    name: str
    state: State
    source: str
    terms: list[tuple[datetime.date, datetime.date]]


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with the passage that names them first, their namesakes, tenures as (post, EDTF)."""

    id: str
    name: str
    source: str
    kept_apart_from: list[str]
    tenures: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One of the formats in which a portfolio's people meet."""

    id: str
    kind: str
    event_kind: str
    names: tuple[str, str, str]
    portfolio: Portfolio


def bodies(meetings: int) -> tuple[Body, ...]:
    """Return as many bodies as the meetings need, portfolio by portfolio."""
    wanted = 2 + meetings // MEETINGS_OF_A_BODY
    made = (
        Body(
            id=f"body/{prefix}-{portfolio.slug}",
            kind=kind,
            event_kind=event_kind,
            names=(
                names[0].format(portfolio.names[0]),
                names[1].format(portfolio.names[1]),
                names[2].format(portfolio.names[2]),
            ),
            portfolio=portfolio,
        )
        for portfolio in PORTFOLIOS
        for prefix, kind, event_kind, *names in FORMATS
    )
    return tuple(islice(made, wanted))


def terms(chance: random.Random) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield the terms of a post's holders, one after the other without a gap."""
    first = FIRST_DAY
    while first <= LAST_DAY:
        last = first + datetime.timedelta(days=chance.randint(500, 1900))
        yield first, last
        first = last + datetime.timedelta(days=1)


def by_language(en: str, ru: str, zh: str) -> dict[str, Value]:
    return {"en": en, "ru": ru, "zh": zh}


def capital(state: State) -> str:
    return f"place/{slug(state.capital[0])}"


def reference_values() -> dict[str, Value]:
    places: list[Value] = [{"locator": state.slug} for state in STATES]
    return {
        "name": "Reference book of states and organisations",
        "kind": "reference-work",
        "language": "en",
        "passages": [{"locator": "sco"}, *places],
    }


def common_knowledge(locator: str) -> dict[str, Value]:
    return {"basis": "common-knowledge", "sources": [f"{REFERENCE}#{locator}"]}


def organ(name: str, kind: str, **further: Value) -> dict[str, Value]:
    return {"name": name, "kind": kind, **further, **common_knowledge("sco")}


def state_values(state: State) -> dict[str, Value]:
    return {
        "name": by_language(*state.names),
        "iso_alpha2": state.codes[0],
        "iso_alpha3": state.codes[1],
        "statuses": [*statuses(state)],
        **common_knowledge(state.slug),
    }


def statuses(state: State) -> Iterator[dict[str, Value]]:
    """Yield a state's time as an observer, if there was any, and that as a member."""
    if state.since > OBSERVER_FROM:
        last = datetime.date.fromisoformat(state.since) - datetime.timedelta(days=1)
        yield _status("observer", f"{OBSERVER_FROM}/{last}", state)
    yield _status("member", f"{state.since}/..", state)


def _status(kind: str, dates: str, state: State) -> dict[str, Value]:
    return {"kind": kind, "body": "body/sco", "dates": dates, **common_knowledge(state.slug)}


def chairmanships() -> Iterator[dict[str, Value]]:
    """Yield the chair of each year, held by the founders in turn."""
    founders = [state for state in STATES if state.since < "2002"]
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        chair = f"state/{founders[year % len(founders)].slug}"
        dates = f"{year}-01-01/{year}-12-31"
        yield {"chair": chair, "dates": dates, **common_knowledge("sco")}


def country_values(state: State) -> dict[str, Value]:
    return {
        "name": by_language(*state.names),
        "kind": "country",
        "state": f"state/{state.slug}",
        **common_knowledge(state.slug),
    }


def capital_values(state: State) -> dict[str, Value]:
    return {
        "name": by_language(*state.capital),
        "kind": "city",
        "within": f"place/{state.slug}",
        "state": f"state/{state.slug}",
        **common_knowledge(state.slug),
    }


def body_values(body: Body) -> dict[str, Value]:
    return {
        "name": by_language(*body.names),
        "kind": body.kind,
        "parent": "body/sco",
        "stage": "existing",
        "founded": FIRST_DAY.isoformat(),
        "chairmanships": [*chairmanships()],
        **common_knowledge("sco"),
    }


def post_values(post: Post) -> dict[str, Value]:
    return {"name": post.name, "in": f"state/{post.state.slug}", "sources": [post.source]}


def person_values(person: Person) -> dict[str, Value]:
    tenures: list[Value] = [
        {"post": post, "dates": dates, "sources": [person.source]} for post, dates in person.tenures
    ]
    values: dict[str, Value] = {"name": person.name, "tenures": tenures, "sources": [person.source]}
    if person.kept_apart_from:
        values["kept_apart_from"] = [*person.kept_apart_from]
    return values
