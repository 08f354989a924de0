"""A meeting's participations from a list of delegations, and the records that they need.

Whom and which post a row means is found by name, in any script. What is certain is taken; where
names are only near, somebody is asked, or the row is refused with what to write into it; what has
no near match is new, and gets a skeleton of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_graph.delegation_list import Problems, Row, read_list
from sco_graph.errors import QuestionError, RecordsError
from sco_graph.find import Match, remark
from sco_graph.known import Known
from sco_graph.new_record import name_entry, skeleton, value_of
from sco_graph.record_names import file_name
from sco_graph.schema import ONTOLOGY, Class, Kind, Property
from sco_graph.series import key_of
from sco_graph.spelling import folded
from sco_graph.yaml_text import Entry
from sco_loaders.nodes import OWN_KEY

PARTICIPATION, PERSON, POST, TENURE = (
    ONTOLOGY + name for name in ("Participation", "Person", "Post", "Tenure")
)
WHO, OFFICE, PARTY, ROLE, SOURCES, STATUS = (
    ONTOLOGY + name
    for name in ("participant", "inPost", "represents", "role", "statedIn", "attendance")
)
NAME, OFFICE_ID, NEW, PRESUMED = "name", "post id", "new", "attended"
PERSON_ID = "person id"
SYNONYMS = {"state": PARTY, PERSON_ID: WHO, "role": ROLE, "locator": SOURCES, "source": SOURCES}
MOST_NEAR = 4
SEVERAL = re.compile(r"\s*[;,|]\s*")

Ask = Callable[[str, Sequence[Match]], str]
"""Asks which of some near matches is meant; the answer is an id, or that it is a new thing."""


@dataclass(frozen=True, slots=True)
class Delegations:
    """The participations of a list, what to mind of them, and skeletons of new records by id."""

    participations: Sequence[Sequence[Entry]]
    remark: str
    records: Mapping[str, str]


def participations_key(cls: Class) -> str | None:
    """Return the key under which a class has participations, if it has any."""
    return next((p.key for p in cls.properties.values() if p.target == PARTICIPATION), None)


def read_delegations(
    data: bytes, file: str, known: Known, cited: Sequence[str], ask: Ask | None
) -> Delegations:
    """Return what a list of delegations says; `cited` is what the meeting itself cites.

    Raises:
        RecordsError: The list has problems; carries all of them.
    """
    problems = Problems(file)
    reader = _Reader(known=known, problems=problems, cited=tuple(cited), ask=ask)
    table = read_list(data, reader.headings(), problems)
    made = [reader.participation(row) for row in table.rows]
    if not table.rows and not problems.found:
        problems.add((1, 1), "the list has no row below its headings; add one for each delegate")
    if problems.found:
        raise RecordsError(tuple(sorted(problems.found)))
    presumed = reader.key(STATUS) not in table.columns
    words = f"{reader.key(STATUS)}: {PRESUMED} is taken for each; the list has no such column"
    return Delegations(made, words if presumed else "", reader.skeletons())


class _Sought(NamedTuple):
    """What a row names: a kind of thing, the columns of its id and its name, what it may be."""

    kind: str
    columns: tuple[str, str]
    text: str
    matches: Sequence[Match]
    within: str = ""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads row after row, and remembers what was answered, what is new and who was there."""

    known: Known
    problems: Problems
    cited: tuple[str, ...]
    ask: Ask | None
    answers: dict[tuple[str, str, str], str | None] = field(default_factory=dict)
    new: dict[str, dict[str, Entry]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def cls(self) -> Class:
        """The class of participations."""
        return self._class(PARTICIPATION)

    def _class(self, iri: str) -> Class:
        return next(c for c in self.known.schema.classes.values() if c.iri == iri)

    def key(self, iri: str) -> str:
        """Return the key of a participation for a predicate."""
        return key_of(self.cls, iri) or ""

    def headings(self) -> dict[str, str]:
        """Return the column of each heading: the plain keys, and a list's own words."""
        plain = [p.key for p in self.cls.properties.values() if p.kind is not Kind.NESTED]
        own = {one: one for one in (NAME, OFFICE_ID, OWN_KEY)}
        words = {word: self.key(iri) for word, iri in SYNONYMS.items()}
        found = own | words | {folded(key): key for key in plain}
        return {f"{word}s": column for word, column in found.items()} | found

    # --- one row ---

    def participation(self, row: Row) -> list[Entry]:
        """Return what a row says, in the order of the schema's keys."""
        found = dict(self._values(row))
        party = next(iter(texts_of(found.get(self.key(PARTY)))), "")
        if office := self._office(row, party):
            found[self.key(OFFICE)] = Entry(self.key(OFFICE), office)
        if person := self._person(row, office):
            found[self.key(WHO)] = Entry(self.key(WHO), person)
        if not row.text(self.key(STATUS)):
            found[self.key(STATUS)] = Entry(self.key(STATUS), PRESUMED)
        self._refuse_what_lacks(row, found)
        own = self._own_key(row, found)
        return [*own, *(found[key] for key in self.cls.properties if key in found)]

    def _values(self, row: Row) -> Iterator[tuple[str, Entry]]:
        """Yield the plain keys of a row; person and post are found apart from the others."""
        for key, cell in row.cells.items():
            prop = self.cls.properties.get(key)
            if prop is None or prop.iri in (WHO, OFFICE):
                continue
            parts = SEVERAL.split(cell.text) if prop.many else [cell.text]
            values = [value for part in parts if part and (value := self._value(row, prop, part))]
            if values:
                yield key, Entry(key, tuple(values) if prop.many else values[0])

    def _value(self, row: Row, prop: Property, text: str) -> str | None:
        if prop.iri == SOURCES and "/" not in text:
            [source, *others] = {one.partition("#")[0] for one in self.cited} or {""}
            if others or not source:
                message = f"{text!r} says no source; write source/name#{text}, or give --sources"
                self.problems.add(row.place(prop.key), message)
                return None
            text = f"{source}#{text.removeprefix('#')}"
        try:
            return self._read(prop, text)
        except QuestionError as error:
            self.problems.add(row.place(prop.key), str(error).partition("\n")[0])
        except ValueError as error:
            self.problems.add(row.place(prop.key), str(error))
        return None

    def _read(self, prop: Property, text: str) -> str:
        concepts = self.known.schema.concepts.get(prop.target or "", {}).values()
        for concept in concepts:
            if folded(text) in map(folded, (concept.notation, *concept.names.values())):
                return concept.notation
        return value_of(self.cls, prop, text, self.known)

    def _refuse_what_lacks(self, row: Row, found: dict[str, Entry]) -> None:
        sources = self.key(SOURCES)
        if sources not in found and not row.text(sources) and self.cited:
            found[sources] = Entry(sources, self.cited)
        for prop in self.cls.properties.values():
            if prop.required and prop.key not in found and not row.text(prop.key):
                words = {iri: word for word, iri in SYNONYMS.items()}.get(prop.iri, prop.key)
                words = "locator" if prop.iri == SOURCES else words
                self.problems.add((row.line, 1), f"the row has no {words!r}; add it")

    def _own_key(self, row: Row, found: Mapping[str, Entry]) -> list[Entry]:
        """Return the `key` of a row that would else come out as one above it."""
        if row.text(OWN_KEY):
            return [Entry(OWN_KEY, row.text(OWN_KEY))]
        identities = [one for key in self.cls.identity for one in texts_of(found.get(key))]
        if not identities:
            if any(map(row.text, (NAME, *self.cls.identity))):
                return []  # what would identify the row was refused already
            message = "nobody takes part here; give a state, a name or a post"
            self.problems.add((row.line, 1), message)
            return []
        first, last = identities[0], identities[-1].rpartition("/")[2]
        if first not in self.seen:
            self.seen[first] = row.line
            return []
        if len(identities) == 1 or last in self.seen:
            line = self.seen.get(last, self.seen[first])
            message = f"nothing tells this row from that of line {line}; remove it, or give a `key`"
            self.problems.add((row.line, 1), message)
        self.seen[last] = row.line
        return [Entry(OWN_KEY, last)]

    # --- person and post ---

    def _person(self, row: Row, office: str | None) -> str | None:
        column, name = self.key(WHO), row.text(NAME)
        kind = self._class(PERSON).kind
        matches = self.known.find(name, kind) if folded(name) else []
        id_ = self._meant(row, _Sought(kind, (column, NAME), name, matches))
        if id_ != NEW:
            return id_
        given = {"name": name_entry(name), **self._cited(row)}
        key = next(p for p in self._class(PERSON).properties.values() if p.target == TENURE).key
        if office:
            tenure = self._class(TENURE)
            held = Entry(key_of(tenure, OFFICE) or "", office)
            given[key] = Entry(key, ([held, *self._cited(row).values()],))
        return self._add(row, PERSON, given)

    def _office(self, row: Row, party: str) -> str | None:
        column, text = self.key(OFFICE), row.text(self.key(OFFICE))
        full = self._in_full(text, party)
        matches = self._offices(text, party) + self._offices(full, party) if folded(text) else []
        columns = (column if text in self.known.ids else OFFICE_ID, column)
        id_ = self._meant(row, _Sought(self._class(POST).kind, columns, text, matches, party))
        if id_ != NEW:
            return id_
        cls = self._class(POST)
        key = key_of(cls, ONTOLOGY + "postIn") or ""
        given = {"name": name_entry(full), **({key: Entry(key, party)} if party else {})}
        return self._add(row, POST, given | self._cited(row))

    def _in_full(self, text: str, party: str) -> str:
        """Return an office with the name of its party."""
        names = self.known.names(party)
        return (
            text
            if any(folded(one) in folded(text) for one in names) or not names
            else f"{text} of {names[0]}"
        )

    def _offices(self, text: str, party: str) -> list[Match]:
        """Return the posts that a text may mean, of those of a party and its bodies."""
        found = self.known.find(text, self._class(POST).kind)
        # A part of an office's words is an office of its own: no minister is the prime minister.
        whole = [match for match in found if not match.unmatched]
        return [match for match in whole if not party or party in self._parties(match.id)]

    def _parties(self, post: str) -> set[object]:
        """Return whose a post is: a body's, and the state's whose body it is."""
        of = set(self._linked(post, "postIn"))
        return of | {value for body in of for value in self._linked(str(body), "bodyOfState")}

    def _linked(self, id_: str, name: str) -> Sequence[object]:
        node = self.known.nodes.get(id_)
        key = key_of(node.cls, ONTOLOGY + name) if node else None
        return node.values.get(key, ()) if node and key else ()

    def _meant(self, row: Row, sought: _Sought) -> str | None:
        """Return the id that a row means, NEW, or nothing: none is named, or it was refused."""
        decided = row.text(sought.columns[0])
        if decided and decided != NEW:
            if decided in self.known.ids and decided.startswith(f"{sought.kind}/"):
                return decided
            message = f"no {sought.kind} {decided!r}; write the id of one, or {NEW!r}"
            self.problems.add(row.place(*sought.columns), message)
            return None
        if not sought.text or decided == NEW:
            return NEW if sought.text else None
        asked = (sought.kind, folded(sought.text), sought.within)
        if asked not in self.answers:
            self.answers[asked] = self._answer(row.place(sought.columns[1]), sought)
        return self.answers[asked]

    def _answer(self, place: tuple[int, int], sought: _Sought) -> str | None:
        near: dict[str, Match] = {}
        for match in sought.matches:
            near.setdefault(match.id, match)
        certain = {m.id for m in sought.matches if m.whole and m.why in ("exact", "word")}
        if len(certain) == 1:
            return certain.pop()
        likely = list(near.values())[:MOST_NEAR]
        if not likely:
            return NEW
        if self.ask is not None:
            line, column = place
            return self.ask(f"{self.problems.file}:{line}:{column}: {sought.text!r} may be", likely)
        heading = OFFICE_ID if sought.within or sought.columns[0] == OFFICE_ID else PERSON_ID
        listed = " or ".join(f"{one.id} ({one.name}; {remark(one)})" for one in likely)
        words = f"{sought.text!r} may be {listed}; write its id, or {NEW!r}"
        self.problems.add(place, f"{words}, in a column {heading!r}")
        return None

    # --- new records ---

    def _cited(self, row: Row) -> dict[str, Entry]:
        found = dict(self._quiet_sources(row))
        return found or {self.key(SOURCES): Entry(self.key(SOURCES), self.cited or None)}

    def _quiet_sources(self, row: Row) -> Iterator[tuple[str, Entry]]:
        """Yield what a row cites; what is wrong with it is told of the participation."""
        key, told = self.key(SOURCES), len(self.problems.found)
        only = Row(row.line, {key: row.cells[key]} if key in row.cells else {})
        yield from self._values(only)
        del self.problems.found[told:]

    def _add(self, row: Row, iri: str, given: dict[str, Entry]) -> str | None:
        cls = self._class(iri)
        id_ = f"{cls.kind}/{file_name(cls, given, self.known)}"
        if id_ in self.known.ids:
            message = f"{id_} is there already, and a new one would have its file's name"
            advice = f"write it with `sco-graph new {cls.kind} --name`, and its id here"
            self.problems.add((row.line, 1), f"{message}; {advice}")
            return None
        self.new.setdefault(id_, given)
        return id_

    def skeletons(self) -> dict[str, str]:
        """Return the text of each new record by its id."""
        schema = self.known.schema
        return {
            id_: skeleton(schema.classes[id_.partition("/")[0]], given, schema)
            for id_, given in self.new.items()
        }


def texts_of(entry: Entry | None) -> list[str]:
    """Return the texts of an entry that has one or several."""
    value = entry.value if entry else None
    if isinstance(value, str):
        return [value]
    return [one for one in value or () if isinstance(one, str)]
