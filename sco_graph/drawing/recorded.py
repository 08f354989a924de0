"""What the graph records of the things in a picture: names, dates, parts, claims, sources.

Whatever a question of the pack answers is asked there. Here is what no answer has: the names in all
languages, the ids of nested things, and the claims on them, by which a picture shows what is
inferred and what sources disagree on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sco_graph.drawing.picture import Citation, Manner, Names, Source
from sco_graph.drawing.words import Words
from sco_graph.labels import place_words
from sco_graph.schema import names_by_language
from sco_loaders.embedded import Engine

Row: TypeAlias = Mapping[str, Any]

THINGS = """
MATCH (n:ScoNode) WHERE n.id IN $ids
RETURN properties(n) AS properties,
       [(n)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY n.id"""
PARTICIPATIONS = """
MATCH (m:Event)-[:HAS_PARTICIPATION]->(p:Participation) WHERE m.id IN $ids
OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
RETURN m.id AS meeting, p.id AS id, person.id AS person, post.id AS post, party.id AS represents,
       p.group AS group, p.roles AS roles, p.level AS level, p.level_rank AS rank, p.mode AS mode,
       p.status AS status, p.basis AS basis,
       [(p)-[:FROM_STATE]->(s:State) | s.id] AS from_state,
       [(p)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY m.id, coalesce(p.level_rank, 99), p.id"""
ACTS = """
MATCH (d:Document)-[:HAS_ACT]->(a:DocumentAct)-[:AT_EVENT]->(m:Event) WHERE m.id IN $ids
RETURN m.id AS meeting, d.id AS document, a.id AS id, a.act AS act, a.dates AS dates,
       a.by_group AS by_group, a.basis AS basis, [(a)-[:BY]->(one) | one.id] AS by,
       [(a)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY m.id, d.id, a.id"""
# What prepared a summit may be a dozen meetings: they are drawn where they are asked for as well.
WAYS = """
MATCH (m:Event)-[r:OF_BODY|HELD_IN|ON_THE_SIDELINES_OF|PART_OF_EVENT|PREPARES|FOLLOWS_UP]->(other)
WHERE m.id IN $ids OR (other.id IN $ids AND type(r) <> 'PREPARES')
RETURN m.id AS from_, type(r) AS type, other.id AS to, m.basis AS basis,
       [(m)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY from_, type, to"""
# What begins and ends, and the days on which it is attested, which have rows of their own.
LASTING = """
MATCH (of:ScoNode)-[:HAS_CHAIRMANSHIP|HAS_STATUS|HAS_TENURE]->(whole) WHERE of.id IN $ids
MATCH (whole)-[:CHAIR|STATUS_IN|IN_POST]->(to)
MATCH (whole)-[:HAS_ATTESTATION*0..1]->(one)
RETURN of.id AS of, to.id AS to, whole.id AS whole, whole.kind AS kind, one.id AS id,
       whole.acting AS acting, one.dates AS dates,
       [(one)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY of, coalesce(whole.start_date, one.start_date), whole.id, one.start_date, one.id"""
CLAIMS = """
MATCH (n)-[:HAS_CLAIM]->(c:Claim) WHERE n.id IN $ids
RETURN n.id AS id, c.property AS key, c.value AS value, c.basis AS basis, c.rank AS rank,
       c.inferred_from AS why,
       [(c)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS locator
ORDER BY n.id, key, rank, value"""
EVENTS = ("meeting", "event")
"""The kinds of what takes place."""
PREFERRED = "preferred"


class Recorded:
    """Asks one graph for what pictures need beside the answers to questions."""

    def __init__(self, engine: Engine, words: Words) -> None:
        self.engine = engine
        self.words = words
        self._things: dict[str, Row] = {}
        self._names: dict[str, Names] = {}
        self._claims: dict[str, dict[str, list[Row]]] = {}

    def read(self, ids: Iterable[str]) -> None:
        """Read the properties of things and the claims on them, each once."""
        wanted = sorted(set(ids) - self._things.keys())
        if not wanted:
            return
        for row in self._rows(THINGS, wanted):
            properties = row["properties"]
            self._things[properties["id"]] = {**properties, "locator": sorted(row["locator"])}
        self._claims.update({id_: defaultdict(list) for id_ in wanted})
        for row in self._rows(CLAIMS, wanted):
            self._claims[row["id"]][row["key"]].append(row)

    def rows(self, query: str, ids: Iterable[str]) -> list[Row]:
        """Return the rows of one of the queries above, and read the claims on the things in them.

        Places in sources are sorted.
        """
        found = self._rows(query, sorted(set(ids)))
        self.read(row["id"] for row in found if "id" in row)
        return found

    def _rows(self, query: str, ids: list[str]) -> list[Row]:
        rows = self.engine.cypher(query, {"ids": ids})
        return [{**row, "locator": sorted(row["locator"])} for row in rows]

    def __contains__(self, id_: str) -> bool:
        return id_ in self._things

    def value(self, id_: str, key: str) -> Any:  # noqa: ANN401  # whatever the store holds
        """Return a property of a thing, None where it has none."""
        return self._things[id_].get(key)

    def names(self, id_: str) -> Names:
        """Return the names of a thing by language."""
        if id_ not in self._names:
            self._names[id_] = names_by_language(self._things[id_])
        return self._names[id_]

    def whereabouts(self, meetings: Iterable[str], words: Words) -> dict[str, Names]:
        """Return where each meeting was, else how it was held, so far as is known."""
        wanted = list(meetings)
        ways = self.rows(WAYS, wanted)
        self.read([*wanted, *(way["to"] for way in ways)])
        modes = {one: mode for one in wanted if (mode := self.value(one, "mode"))}
        found = {one: words.concept("event-mode", mode) for one, mode in modes.items()}
        places = (way for way in ways if way["type"] == "HELD_IN" and way["from_"] in wanted)
        return found | {way["from_"]: self.names(way["to"]) for way in places}

    def manner(self, id_: str, key: str | None, basis: str | None = None) -> Manner:
        """Return how sure it is what a thing says under a key, by its basis and its claims."""
        claims = self.claimed(id_, key or "")
        if not claims:  # as is usual
            return Manner.of(basis)
        chosen = [claim for claim in claims if claim["rank"] == PREFERRED]
        if len({claim["value"] for claim in claims}) > 1 and not self._has_many(id_, key):
            return Manner.CONTRADICTED
        bases = [basis, *(claim["basis"] for claim in chosen)]
        return Manner.INFERRED if Manner.INFERRED in bases else Manner.STATED

    def claimed(self, id_: str, key: str) -> list[Row]:
        """Return the claims on what a thing says under a key."""
        return self._claims.get(id_, {}).get(key, [])

    def places(self, id_: str, key: str) -> list[str]:
        """Return the places that claims on what a thing says under a key cite."""
        return [place for claim in self.claimed(id_, key) for place in claim["locator"]]

    def _has_many(self, id_: str, key: str | None) -> bool:
        """Tell whether a thing may have several values under a key, none of which is in dispute."""
        cls = self.words.schema.classes.get(id_.split("/")[-2])
        prop = None if cls is None or key is None else cls.properties.get(key)
        ranks = {claim["rank"] for claim in self._claims[id_][key or ""]}
        return prop is not None and prop.many and ranks == {PREFERRED}


class Bibliography:
    """The sources of a picture, numbered in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._cited: dict[tuple[str, ...], tuple[Citation, ...]] = {}

    def cite(self, places: Iterable[str]) -> tuple[Citation, ...]:
        """Return citations of places in sources, each written as records cite it."""
        each = tuple(dict.fromkeys(places))
        if each not in self._cited:
            self._cited[each] = tuple(map(self._citation, each))
        return self._cited[each]

    def _citation(self, place: str) -> Citation:
        source, _, where = place.partition("#")
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        return Citation(number=number, place=place_words(where) if where else None)

    def sources(self, recorded: Recorded) -> tuple[Source, ...]:
        """Return the sources that are cited."""
        recorded.read(self._numbers)
        return tuple(
            Source(
                number=number,
                id=id_,
                title=recorded.value(id_, "name"),
                publisher=recorded.value(id_, "publisher"),
                published=recorded.value(id_, "published"),
                url=recorded.value(id_, "url"),
            )
            for id_, number in self._numbers.items()
        )
