"""Whether every fact of a build cites a place in a source, and which facts rest on little.

The citations are followed in the N-Quads, where one that leads nowhere would still stand. Which
things are to cite is said by the schema; thin facts are what the question thin-evidence tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from typing import Any

from sco_graph.nquads import RDF_TYPE, id_of, lines, statements
from sco_graph.schema import ONTOLOGY, Schema
from sco_graph.steps.thin_evidence import INFERRED_ONLY, ONE_SOURCE, WEAK_ONLY
from sco_loaders.sources import fingerprint

QUESTION = "thin-evidence"
CITES, HAS_PLACE, PRINT = "statedIn", "hasPassage", "fingerprint"
MARKS = ("line", "locator")
KEY, PLACE = "sources", "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thin:
    """A fact that rests on weak sources alone, or on one source."""

    id: str
    name: str
    why: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many facts, places and fingerprints there are, and the ids of those that are not sound.

    `uncited` are facts that cite nothing, `nowhere` is what is cited and no place of a source,
    `unmarked` places of a source with neither line nor locator, `malformed` those whose fingerprint
    has not its form.
    """

    facts: int
    uncited: tuple[str, ...]
    citations: int
    nowhere: tuple[str, ...]
    sources: int
    places: int
    unmarked: tuple[str, ...]
    fingerprints: int
    malformed: tuple[str, ...]
    thin: tuple[Thin, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """What is wrong, in words; nothing, where all is proved."""
        return (
            *(f"{id_}: cites no source" for id_ in self.uncited),
            *(f"{id_}: is cited, and is no place of a source" for id_ in self.nowhere),
            *(f"{id_}: has neither a line nor a locator" for id_ in self.unmarked),
            *(f"{id_}: its fingerprint has not its form" for id_ in self.malformed),
        )


def prove(quads: bytes, schema: Schema, rows: Iterable[Mapping[str, Any]]) -> Proof:
    """Return what holds of all facts of N-Quads; `rows` are those of the question on thin ones."""
    types, values = _read(quads)
    citing = {f"<{cls.iri}>" for cls in schema.classes.values() if KEY in cls.properties}
    facts = {id_ for id_, found in types.items() if not citing.isdisjoint(found)}
    cited, owned, prints = values[CITES], values[HAS_PLACE], values[PRINT]
    places = {place for found in owned.values() for place in found}
    marked = {id_ for mark in MARKS for id_ in values[mark]}
    pattern = schema.classes[PLACE].properties[PRINT].pattern or ""
    return Proof(
        facts=len(facts),
        uncited=_sorted(facts - cited.keys()),
        citations=sum(map(len, cited.values())),
        nowhere=_sorted({place for found in cited.values() for place in found} - places),
        sources=len(owned),
        places=len(places),
        unmarked=_sorted(places - marked),
        fingerprints=len(prints),
        malformed=_sorted({i for i, found in prints.items() if not _has_form(found, pattern)}),
        thin=tuple(_thin(rows)),
    )


def _read(quads: bytes) -> tuple[Mapping[str, set[str]], Mapping[str, Mapping[str, set[str]]]]:
    """Return the types of each thing, and by predicate what each thing has."""
    wanted = {f"<{ONTOLOGY}{name}>": name for name in (CITES, HAS_PLACE, PRINT, *MARKS)}
    types: dict[str, set[str]] = defaultdict(set)
    values: dict[str, dict[str, set[str]]] = {one: defaultdict(set) for one in wanted.values()}
    for subject, predicate, object_, _ in statements(lines(quads)):
        id_ = id_of(subject)
        if id_ is None:
            continue
        if predicate == RDF_TYPE:
            types[id_].add(object_)
        elif predicate in wanted:
            values[wanted[predicate]][id_].add(id_of(object_) or object_)
    return types, values


def _has_form(found: AbstractSet[str], pattern: str) -> bool:
    """Tell whether literals are fingerprints: as long as one, and of its letters."""
    texts = [one.partition('"')[2].partition('"')[0] for one in found]
    length = len(fingerprint(""))
    return all(len(text) == length and re.search(pattern, text) for text in texts)


def _sorted(ids: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _thin(rows: Iterable[Mapping[str, Any]]) -> Iterable[Thin]:
    """Yield the facts on weak sources alone, then those on one source that is sound."""
    thin = [
        Thin(
            id=row["fact_id"],
            name=row["fact"],
            why=tuple(row["why"]),
            places=tuple(row["locator"]),
        )
        for row in rows
        if not {WEAK_ONLY, ONE_SOURCE}.isdisjoint(row["why"])
    ]
    return sorted(thin, key=lambda one: (WEAK_ONLY not in one.why, one.id))


# --- in words ---


def told(proof: Proof) -> str:
    """Return in a line each what holds of all facts, citations, places and fingerprints."""
    weak = sum(WEAK_ONLY in one.why for one in proof.thin)
    inferred = sum(INFERRED_ONLY in one.why for one in proof.thin)
    return "\n".join(
        (
            f"{proof.facts:,} facts: {_verdict('cite a source', proof.uncited)}.",
            f"{proof.citations:,} citations: {_verdict('lead to a place', proof.nowhere)}.",
            (
                f"{proof.places:,} places of {proof.sources:,} sources: "
                f"{_verdict('have a line or a locator', proof.unmarked)}."
            ),
            f"{proof.fingerprints:,} fingerprints: {_verdict('have their form', proof.malformed)}.",
            (
                f"{len(proof.thin):,} facts rest on one source or on weak ones: {inferred:,} of "
                f"them are inferred, {weak:,} rest on weak sources alone."
            ),
        )
    )


def _verdict(what: str, unsound: Iterable[str]) -> str:
    many = len(tuple(unsound))
    return f"all {what}" if not many else f"{many:,} do not {what}"


def to_text(proof: Proof) -> str:
    """Return the proof in sentences, then what is wrong, then each thin fact with its places."""
    thin = (f"- {one.id} ({', '.join(one.why)}): {'; '.join(one.places)}" for one in proof.thin)
    return "".join(f"{line}\n" for line in (told(proof), *proof.findings, *thin))


def to_json(proof: Proof) -> dict[str, object]:
    """Return the proof as plain values for JSON."""
    return asdict(proof)
