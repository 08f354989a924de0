"""The meetings of a body so far, and what they lead one to expect of the next: name and number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sco_graph.known import Known
from sco_graph.schema import LANGUAGES, ONTOLOGY, Class
from sco_graph.yaml_text import Entry
from sco_loaders.edtf import Edtf, parse_edtf
from sco_loaders.nodes import Node

BODY, DATES, NUMBER, KIND = (ONTOLOGY + name for name in ("ofBody", "dates", "number", "eventKind"))


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting of a body that is on record."""

    id: str
    name: str
    number: int | None
    dates: Edtf | None
    kind: str | None


def expected(cls: Class, entries: Mapping[str, Entry], known: Known) -> Iterator[Entry]:
    """Yield name, kind and number of a meeting as they follow from the last one of its body.

    Nothing is expected where that one has no number, or where the next number is taken.
    """
    past, wanted = series(cls, entries, known), dates_of(cls, entries)
    last = max((one for one in past if _is_before(one, wanted)), key=_day, default=None)
    if last is None or last.number is None or last.number + 1 in {one.number for one in past}:
        return
    remark = f"after {last.id}; mend it where the source has another"
    if name := _next_name(last.name, last.number):
        yield Entry("name", (Entry(LANGUAGES[0], name, remark),))
    if last.kind and (kind := key_of(cls, KIND)):
        yield Entry(kind, last.kind, remark)
    if number := key_of(cls, NUMBER):
        yield Entry(number, str(last.number + 1), remark)


def key_of(cls: Class, iri: str) -> str | None:
    """Return the key under which a class has a predicate, if it has it."""
    return next((prop.key for prop in cls.properties.values() if prop.iri == iri), None)


def is_event(cls: Class) -> bool:
    """Tell whether records of a class are of what is held, and not of what is planned."""
    return key_of(cls, KIND) is not None


def series(cls: Class, entries: Mapping[str, Entry], known: Known) -> list[Past]:
    """Return the meetings of the body that is given, those of the same class."""
    key, body = key_of(cls, BODY), text_of(cls, entries, BODY)
    if key is None or body is None or not is_event(cls):
        return []
    nodes = known.of_kinds([cls.kind])
    return [_past(node) for node in nodes if body in node.values.get(key, ())]


def _past(node: Node) -> Past:
    number, dates, kind = (_first(node, iri) for iri in (NUMBER, DATES, KIND))
    return Past(
        id=node.id,
        name=node.name,
        number=number if isinstance(number, int) else None,
        dates=dates if isinstance(dates, Edtf) else None,
        kind=getattr(kind, "notation", None),
    )


def _first(node: Node, iri: str) -> object:
    values = node.values.get(key_of(node.cls, iri) or "", ())
    return values[0] if values else None


def text_of(cls: Class, entries: Mapping[str, Entry], iri: str) -> str | None:
    """Return the one text that is given under the key of a predicate."""
    entry = entries.get(key_of(cls, iri) or "")
    return entry.value if entry and isinstance(entry.value, str) else None


def dates_of(cls: Class, entries: Mapping[str, Entry]) -> Edtf | None:
    """Return the dates that are given."""
    text = text_of(cls, entries, DATES)
    return parse_edtf(text) if text else None


def _is_before(past: Past, wanted: Edtf | None) -> bool:
    """Tell whether a meeting was before some dates, or simply was, where none are given."""
    if past.dates is None or past.dates.latest is None:
        return False
    return wanted is None or wanted.earliest is None or past.dates.latest < wanted.earliest


def _day(past: Past) -> date:
    return past.dates.latest or date.min if past.dates else date.min


def _next_name(name: str, number: int) -> str | None:
    """Return the name of the meeting after one, if its name is made of its number.

    >>> _next_name("22nd Meeting of Ministers, Qingdao, 26 June 2025", 22)
    '23rd Meeting of Ministers'
    """
    plain = re.sub(r", .*\d.*", "", name)
    following, found = re.subn(rf"\b{ordinal(number)}\b", ordinal(number + 1), plain)
    return following if found == 1 and len(re.findall(r"\d+", plain)) == 1 else None


def ordinal(number: int) -> str:
    """Return a number as English counts with it.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
