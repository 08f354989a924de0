"""What breaks each constraint in SPARQL, and what mends it, by the constraint's message.

A mend does what the message says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from sco_graph.ontology import EDTF, MAP, SKOS, XSD
from sco_graph.schema import ONTOLOGY
from sco_loaders.triples import iri, text_literal
from tests.sound_things import LittleWorld, Thing, literal

NAME = SKOS + "prefLabel"
LINK = SKOS + "exactMatch"
FOLDED_NAME = MAP + "foldedName"
INFERRED = iri("basis/inferred")

Found: TypeAlias = set[tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """A way to break a sound thing, which returns where that is found, and the way back."""

    spoil: Callable[[LittleWorld, Thing], Found]
    mend: Callable[[LittleWorld, Thing], None]


def sco(name: str) -> str:
    return ONTOLOGY + name


def day(text: str) -> str:
    return literal(text, XSD + "date")


def named_in_russian_only(_: LittleWorld, thing: Thing) -> Found:
    thing.set(NAME, text_literal("Имя", "ru"))
    return {(thing.id, NAME)}


def named_in_english_too(_: LittleWorld, thing: Thing) -> None:
    thing.set(NAME, text_literal("Имя", "ru"), text_literal("Name", "en"))


def inferred_from_nothing(_: LittleWorld, thing: Thing) -> Found:
    thing.set(sco("basis"), INFERRED)
    return {(thing.id, sco("basis"))}


def inferred_from_something(_: LittleWorld, thing: Thing) -> None:
    thing.set(sco("inferredFrom"), text_literal("the seating plan"))


def two_of_one_name(world: LittleWorld, thing: Thing) -> Found:
    other = world.add("person", f"{world.name}-other")
    thing.set(NAME, text_literal(f"Ademus {world.name}", "en"))
    other.set(NAME, text_literal(f"Other {world.name}", "en"))
    other.set(SKOS + "altLabel", text_literal(f"ADEMUS {world.name}", "en"))
    thing.set(FOLDED_NAME, text_literal(f"ademus {world.name}"))
    other.set(FOLDED_NAME, *map(text_literal, (f"ademus {world.name}", f"other {world.name}")))
    return {(thing.id, NAME), (other.id, SKOS + "altLabel")}


def name_taken_from_one(world: LittleWorld, _: Thing) -> None:
    other = world.add("person", f"{world.name}-other")
    other.set(SKOS + "altLabel")
    other.set(FOLDED_NAME, text_literal(f"other {world.name}"))


def two_of_one_link(world: LittleWorld, thing: Thing) -> Found:
    other = world.add(thing.cls.kind, f"{world.name}-other")
    for one in (thing, other):
        one.set(LINK, f"<https://example.org/{world.name}>")
    return {(thing.id, LINK), (other.id, LINK)}


def link_taken_from_one(world: LittleWorld, thing: Thing) -> None:
    world.add(thing.cls.kind, f"{world.name}-other").set(LINK)


def two_states_of_one_code(world: LittleWorld, thing: Thing) -> Found:
    return _two_of_one_code(world, thing, sco("cowCode"))


def two_regions_of_one_code(world: LittleWorld, thing: Thing) -> Found:
    return _two_of_one_code(world, thing, sco("isoSubdivision"))


def _two_of_one_code(world: LittleWorld, thing: Thing, path: str) -> Found:
    prop = next(one for one in thing.cls.properties.values() if one.iri == path)
    other = world.add(thing.cls.kind, f"{world.name}-other")
    for one in (thing, other):
        one.set(path, world.sound(thing, prop))
    return {(thing.id, path), (other.id, path)}


def code_taken_from_one(world: LittleWorld, thing: Thing) -> None:
    other = world.add(thing.cls.kind, f"{world.name}-other")
    other.set(sco("cowCode"))
    other.set(sco("isoSubdivision"))


def held_before_the_body(world: LittleWorld, thing: Thing) -> Found:
    body = world.add("body")
    thing.set(sco("ofBody"), iri(body.id))
    thing.set(sco("dates"), literal("2001-06-14", EDTF))
    thing.set(sco("startDate"), day("2001-06-14"))
    thing.set(sco("endDate"), day("2001-06-14"))
    body.set(sco("foundedEarliest"), day("2001-06-15"))
    return {(thing.id, sco("dates"))}


def body_founded_that_day(world: LittleWorld, _: Thing) -> None:
    world.add("body").set(sco("foundedEarliest"), day("2001-06-14"))


def of_nobody(_: LittleWorld, thing: Thing) -> Found:
    thing.set(sco("participant"))
    return {(thing.id, None)}


def of_a_group(_: LittleWorld, thing: Thing) -> None:
    thing.set(sco("group"), text_literal("the elders"))


def post_that_is_over(world: LittleWorld, thing: Thing) -> Found:
    meeting, tenure, person = (world.add(kind) for kind in ("meeting", "tenure", "person"))
    post = iri(world.add("post").id)
    meeting.set(sco("hasParticipation"), iri(thing.id))
    meeting.set(sco("startDate"), day("2020-05-04"))
    meeting.set(sco("endDate"), day("2020-05-05"))
    person.set(sco("hasTenure"), iri(tenure.id))
    tenure.set(sco("inPost"), post)
    tenure.set(sco("startDate"), day("2010-01-01"))
    tenure.set(sco("endDate"), day("2020-05-03"))
    thing.set(sco("participant"), iri(person.id))
    thing.set(sco("inPost"), post)
    return {(thing.id, sco("inPost"))}


def tenure_to_the_first_day(world: LittleWorld, _: Thing) -> None:
    world.add("tenure").set(sco("endDate"), day("2020-05-04"))


def line_that_nothing_cites(world: LittleWorld, thing: Thing) -> Found:
    source = world.add("source")
    source.set(sco("hasPassage"), iri(thing.id))
    source.set(sco("fullyRead"), literal("true", XSD + "boolean"))
    return {(thing.id, None)}


def line_without_a_fact(_: LittleWorld, thing: Thing) -> None:
    thing.set(sco("noFact"), iri("no-fact-reason/navigation"))


def cited_line_without_a_fact(world: LittleWorld, thing: Thing) -> Found:
    thing.set(sco("noFact"), iri("no-fact-reason/navigation"))
    world.add("person").set(sco("statedIn"), iri(thing.id))
    return {(thing.id, sco("noFact"))}


def line_with_a_fact(_: LittleWorld, thing: Thing) -> None:
    thing.set(sco("noFact"))


def fact_on_a_machine_translation(world: LittleWorld, thing: Thing) -> Found:
    passage = world.add("passage")
    thing.set(sco("weak"), iri("weakness/machine-translation"))
    thing.set(sco("hasPassage"), iri(passage.id))
    world.add("person").set(sco("statedIn"), iri(passage.id))
    return {(thing.id, sco("weak"))}


def fact_on_a_sound_source_too(world: LittleWorld, _: Thing) -> None:
    other, passage = (world.add(kind, f"{world.name}-other") for kind in ("source", "passage"))
    other.set(sco("hasPassage"), iri(passage.id))
    world.add("person").set(sco("statedIn"), *(iri(world.add("passage").id), iri(passage.id)))


BY_HAND: Mapping[str, ByHand] = MappingProxyType(
    {
        "the name lacks its English form; give `name` in English": ByHand(
            spoil=named_in_russian_only, mend=named_in_english_too
        ),
        "an inferred fact does not say what it is inferred from; add `inferred_from`": ByHand(
            spoil=inferred_from_nothing, mend=inferred_from_something
        ),
        (
            "{?other} is named {?name} too; make one record of the two, or take the name from one"
        ): ByHand(spoil=two_of_one_name, mend=name_taken_from_one),
        (
            "{?other} has the link {?value} as its `same_as` too; "
            "make one record of the two, or drop the link from one"
        ): ByHand(spoil=two_of_one_link, mend=link_taken_from_one),
        (
            "{?other} has the code {?value} too; make one record of the two, "
            "or mend `iso_alpha2`, `iso_alpha3` or `cow_code` of one"
        ): ByHand(spoil=two_states_of_one_code, mend=code_taken_from_one),
        (
            "{?other} has the code {?value} too; "
            "make one record of the two, or mend the `iso_code` of one"
        ): ByHand(spoil=two_regions_of_one_code, mend=code_taken_from_one),
        (
            "held until {?held}, before its body {?body} was founded on {?founded}; "
            "mend `dates` or the body's `founded`"
        ): ByHand(spoil=held_before_the_body, mend=body_founded_that_day),
        (
            "nobody takes part here; give `person`, `post`, `group`, `represents` or `from_state`"
        ): ByHand(spoil=of_nobody, mend=of_a_group),
        (
            "{?value} was not held from {?from} to {?to}: "
            "the tenure {?tenure} is over or not begun; mend the post, its tenure or `dates`"
        ): ByHand(spoil=post_that_is_over, mend=tenure_to_the_first_day),
        (
            "no fact cites this line of a source that is marked as fully read; "
            "cite it, or give `no_fact` with the reason"
        ): ByHand(spoil=line_that_nothing_cites, mend=line_without_a_fact),
        (
            "this line is said to hold no fact, yet {?fact} cites it; "
            "drop `no_fact` or the citation"
        ): ByHand(spoil=cited_line_without_a_fact, mend=line_with_a_fact),
        (
            "{?fact} rests on this source alone, or on others that are weak too; "
            "cite a sound source there that was read, or take the fact out"
        ): ByHand(spoil=fact_on_a_machine_translation, mend=fact_on_a_sound_source_too),
    }
)
