"""What the records hold of meetings as rows: by body, by body and year, and each missing thing.

A row of what is missing says which question of the pack it leaves without an answer, and what was
searched for it where the records tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sco_graph.coverage import BodyCoverage, Coverage, Delegation, Held, Unknown

MEETING, MEETINGS, DAY, CHAIR = "a meeting", "meetings", "the day", "the chair"
HEAD, DOCUMENTS = "the head of delegation", "documents"
COUNTED = ("to_the_day", "chairs", "heads", "expected", "documents")
BODY_COLUMNS = ("body", "body_id", "meetings", "stated", "not_known", "years", *COUNTED)
YEAR_COLUMNS = ("body", "body_id", "year", "meetings", "numbers", *COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that is not known, of a body, a meeting or a member's delegation.

    `known` is what is known of it; `unanswered` the question of the pack that has no answer for it.
    """

    body: str
    body_id: str
    year: int | None
    meeting: str | None
    meeting_id: str | None
    state: str | None
    state_id: str | None
    missing: str
    known: str | None
    unanswered: str
    searched: str | None


MISSING_COLUMNS = tuple(field.name for field in fields(Missing))


def body_rows(found: Coverage) -> list[dict[str, Any]]:
    """Return a row for each body.

    `stated` is the highest number of a meeting that a source gives, `not_known` how many of the
    meetings up to it are not known; both are None where no source gives a number.
    """
    return [
        {
            "body": body.name,
            "body_id": body.id,
            "meetings": len(body.meetings),
            "stated": body.stated,
            "not_known": body.missing,
            "years": _span([one.year for one in body.meetings if one.year is not None]),
            **_counted(body.meetings),
        }
        for body in found.bodies
    ]


def year_rows(found: Coverage) -> list[dict[str, Any]]:
    """Return a row for each body and year with a known meeting; those of no known year are last."""
    return [
        {
            "body": body.name,
            "body_id": body.id,
            "year": year,
            "meetings": len(meetings),
            "numbers": [one.number for one in meetings if one.number is not None],
            **_counted(meetings),
        }
        for body in found.bodies
        for year, meetings in by_year(body).items()
    ]


def by_year(body: BodyCoverage) -> dict[int | None, list[Held]]:
    """Return the meetings of a body by their year, in order."""
    years: dict[int | None, list[Held]] = defaultdict(list)
    for one in body.meetings:
        years[one.year].append(one)
    return years


def _counted(meetings: Sequence[Held]) -> dict[str, int]:
    return {
        "to_the_day": sum(one.to_the_day for one in meetings),
        "chairs": sum(one.chaired for one in meetings),
        "heads": sum(one.named for one in meetings),
        "expected": sum(len(one.delegations) for one in meetings),
        "documents": sum(one.documents for one in meetings),
    }


def _span(years: Sequence[int]) -> str | None:
    if not years:
        return None
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"


# --- what is missing ---


def missing(found: Coverage) -> list[Missing]:
    """Return all that is missing, by body, and by meeting in order of date."""
    return [one for body in found.bodies for one in _missing_of(body)]


def missing_rows(found: Coverage) -> list[dict[str, Any]]:
    """Return a row for each thing that is missing."""
    return [asdict(one) for one in missing(found)]


def _missing_of(body: BodyCoverage) -> Iterator[Missing]:
    if not body.meetings:
        yield _missing(body, MEETINGS, known="no source read has one, nor how many there were")
    for unknown in body.unknown:
        yield _missing(body, MEETING if unknown.many == 1 else MEETINGS, known=_numbers(unknown))
    for held in body.meetings:
        if not held.to_the_day:
            yield _missing(body, DAY, held, known=held.dates)
        if not held.chaired:
            yield _missing(body, CHAIR, held)
        for delegation in held.delegations:
            if not delegation.named:
                yield _missing(body, HEAD, held, delegation, known=delegation.known)
        if not held.documents:
            yield _missing(body, DOCUMENTS, held)


def _numbers(unknown: Unknown) -> str:
    """Return which meetings are not known, in words.

    >>> _numbers(Unknown(first=5, last=6, many=1, after="2009-05-20", before="2012-04-12"))
    '1 of those numbered 5 to 6, after 2009-05-20 and before 2012-04-12'
    """
    one = unknown.first == unknown.last
    which = (
        f"number {unknown.first}" if one else f"those numbered {unknown.first} to {unknown.last}"
    )
    many = "" if one or unknown.many == unknown.last - unknown.first + 1 else f"{unknown.many} of "
    days = [f"after {unknown.after}"] if unknown.after else []
    days += [f"before {unknown.before}"] if unknown.before else []
    return f"{many}{which}{', ' if days else ''}{' and '.join(days)}"


def _missing(
    body: BodyCoverage,
    what: str,
    held: Held | None = None,
    delegation: Delegation | None = None,
    *,
    known: str | None = None,
) -> Missing:
    most = delegation or held or body
    return Missing(
        body=body.name,
        body_id=body.id,
        year=held.year if held else None,
        meeting=held.name if held else None,
        meeting_id=held.id if held else None,
        state=delegation.name if delegation else None,
        state_id=delegation.state if delegation else None,
        missing=what if delegation is None else _lacking(delegation),
        known=known,
        unanswered=_unanswered(body, what, held, delegation),
        searched=most.searched,
    )


def _lacking(delegation: Delegation) -> str:
    """Return what is missing of the head of a delegation."""
    return f"{HEAD}: {', '.join(delegation.lacks)}"


def _unanswered(
    body: BodyCoverage, what: str, held: Held | None, delegation: Delegation | None
) -> str:
    """Return the question that is left without an answer, as it is asked."""
    if held is None:
        return "who-attended, outcomes: there is no meeting to ask of"
    if delegation is not None and delegation.lacks == ("level",):
        return f"level-of-representation --body {body.id} --state {delegation.state}"
    if delegation is not None:
        return f"who-attended --meeting {held.id} --state {delegation.state}"
    asked = {
        DAY: "office-holders --as-of its day",
        CHAIR: f"hosting --body {body.id}",
        DOCUMENTS: f"outcomes --meeting {held.id}",
    }
    return asked[what]
