"""The differences of two releases as text, a line for each fact, and as plain values for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from sco_graph.diff import Fact, How, Part, Reason, RecordDifference, Value
from sco_graph.labels import unstopped

SIGNS = {How.ADDED: "+", How.WITHDRAWN: "-", How.CHANGED: "~"}


def to_text(records: Sequence[RecordDifference]) -> str:
    """Return how many records differ and how, and each with its facts; nothing where none does."""
    counts = Counter(one.how for one in records)
    many = "record" if len(records) == 1 else "records"
    told = ", ".join(f"{counts[how]} {how}" for how in How if counts[how])
    parts = [f"{len(records)} {many}: {told}\n"] if records else []
    return "\n".join([*parts, *("".join(f"{x}\n" for x in _record(one)) for one in records)])


def to_json(records: Sequence[RecordDifference]) -> dict[str, object]:
    """Return how many records differ and how, and each with its facts, as plain values."""
    counts = Counter(one.how for one in records)
    return {
        "counts": {how.value: counts[how] for how in How},
        "records": [asdict(one) for one in records],
    }


def _record(one: RecordDifference) -> Iterator[str]:
    yield _heading(one)
    yield from (f"  why: {_why(reason)}" for reason in one.reasons)
    told = [fact for fact in one.facts if not _stands_above(fact, one)]
    for line in _facts(told):
        yield f"  {line}"
    for part in one.parts:
        yield from (f"  {line}" for line in _part(part))


def _heading(one: RecordDifference) -> str:
    former, thing = ", ".join(one.former_ids), f"{one.id}, {one.name}"
    match one.how:
        case How.RENAMED:
            return f"Renamed: {former} is now {thing}"
        case How.MERGED:
            return f"Merged: {former} into {thing}"
    taken = f", formerly {former}" if former else ""
    return f"{one.how.capitalize()}: {thing}{taken}"


def _why(reason: Reason) -> str:
    of = "" if reason.label is None else f" ({reason.label})"
    return f"{reason.changed_on}{of}: {reason.reason}"


def _stands_above(fact: Fact, one: RecordDifference) -> bool:
    """Tell whether a fact of a new or withdrawn record is the name that its heading has."""
    values = (*fact.old, *fact.new)
    return one.how in SIGNS and one.how is not How.CHANGED and _words(values) == one.name


def _part(part: Part) -> Iterator[str]:
    if part.how is How.CHANGED:
        yield from (f"{line[:2]}{part.name}: {line[2:]}" for line in _facts(part.facts))
        return
    said = "; ".join(
        f"{fact.label}: {_words((*fact.old, *fact.new))}" for fact in part.facts if not fact.usual
    )
    yield f"{SIGNS[part.how]} {part.name}: {said}"


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield a line for each fact: one that took another's place beside it, else each by itself."""
    for fact in facts:
        if fact.usual:
            continue
        if fact.old and fact.new and not fact.many:
            yield f"~ {fact.label}: {_words(fact.old)} → {_words(fact.new)}"
            continue
        yield from (f"- {fact.label}: {value.words}" for value in fact.old)
        yield from (f"+ {fact.label}: {value.words}" for value in fact.new)


def _words(values: Iterable[Value]) -> str:
    return ", ".join(unstopped(value.words) for value in values)
