"""A sample of facts to be read against their sources: each in words, with all that it cites.

Which facts are drawn depends on the seed and their ids alone, so that the same records give the
same sample on any machine and under any version of Python, and a larger sample holds the smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from heapq import nsmallest

from sco_graph.errors import WrongUse
from sco_graph.evidence import REMARKS_ON_A_FACT, in_words
from sco_graph.schema import record_of
from sco_graph.shapes import read_schema
from sco_graph.things import Thing, read_things
from sco_loaders.embedded import Engine

CITING = "MATCH (fact)-[:STATED_IN]->(:Passage) RETURN DISTINCT fact.id AS id"
FILES = "MATCH (s:Source) WHERE s.id IN $ids RETURN s.id AS id, s.file AS file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A place that a fact cites, with what is needed to find it again."""

    locator: str
    title: str
    publisher: str | None
    url: str | None
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledFact:
    """A fact in words; `remarks` say how it is known, where the record says it."""

    id: str
    record: str
    text: str
    remarks: tuple[str, ...]
    cites: tuple[Cited, ...]


def sample_facts(engine: Engine, size: int, seed: int) -> list[SampledFact]:
    """Return as many facts, drawn by a seed, in the order of their ids.

    Raises:
        WrongUse: There are not as many facts, or fewer than one is asked for.
    """
    ids = [row["id"] for row in engine.cypher(CITING, {})]
    if not 1 <= size <= len(ids):
        raise WrongUse(f"cannot draw {size} of {len(ids)} facts; take 1 to {len(ids)}")
    drawn = sorted(nsmallest(size, ids, key=lambda id_: _lot(seed, id_)))
    things = read_things(engine, read_schema(), drawn)
    sources = sorted({one.source for thing in things.values() for one in thing.citations})
    files = {row["id"]: row["file"] for row in engine.cypher(FILES, {"ids": sources})}
    return [_fact(thing, files) for thing in things.values()]


def _lot(seed: int, id_: str) -> bytes:
    # The random module promises the same numbers from one version to the next, not the same sample.
    return sha256(f"{seed} {id_}".encode()).digest()


def _fact(thing: Thing, files: dict[str, str | None]) -> SampledFact:
    remarks = [entry for entry in thing.entries if entry.key in REMARKS_ON_A_FACT]
    return SampledFact(
        id=thing.id,
        record=record_of(thing.id),
        text=in_words(thing),
        remarks=tuple(f"{entry.label}: {', '.join(entry.words)}" for entry in remarks),
        cites=tuple(
            Cited(
                locator=one.locator,
                title=one.title,
                publisher=one.publisher,
                url=one.url,
                file=files[one.source],
            )
            for one in thing.citations
        ),
    )


def to_text(facts: Iterable[SampledFact]) -> str:
    """Return facts as a numbered list, each with its places one a line."""
    return "".join(
        f"{number}. {fact.text} ({fact.id})\n" + "".join(f"   {line}\n" for line in _below(fact))
        for number, fact in enumerate(facts, start=1)
    )


def _below(fact: SampledFact) -> Iterator[str]:
    yield from fact.remarks
    for one in fact.cites:
        found = (one.title, one.publisher, one.url, one.file and f"file {one.file}")
        yield f"- {one.locator}: {', '.join(part for part in found if part)}"


def to_json(facts: Iterable[SampledFact]) -> list[dict[str, object]]:
    """Return facts as plain values for JSON."""
    return [asdict(fact) for fact in facts]
