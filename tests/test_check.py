"""What the check of records finds, where it says so, and what it says to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from sco_graph.errors import WrongUse
from sco_graph.resources import ontology_folder
from sco_graph.shapes import read_schema
from sco_loaders.check import check, check_paths
from sco_loaders.record_files import RecordFile
from sco_loaders.records import read_records
from sco_loaders.validation import violations
from tests.world import RECORDS, World

MEETING = "meeting/council-2020"
SOURCE = "source/gazette"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_the_shipped_records_are_sound() -> None:
    assert check() == ()


def test_the_small_world_is_sound(world: World) -> None:
    assert world.problems() == []


# What YAML is refused


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "name: First",
            "name: The: First",
            (
                "1:10: a colon may not stand here; put a text that holds a colon in quotes, "
                "or indent the key like its neighbours"
            ),
        ),
        (
            "number: 1",
            "number: 1\nnumber: 2",
            "4:1: key 'number' stands in line 3 already; keep one of the two",
        ),
        ("  - person", "\t- person", "8:1: a tab indents this line; use spaces"),
        ("number: 1", "number:\t1", "3:8: U+0009 is a tab; use spaces"),
        ("name: First", "\ufeffname: First", "1:1: the file begins with a byte-order mark;"),
        ("number: 1", "number: &one 1", "3:9: anchor '&one' is not accepted; remove it"),
        ("number: 1", "number: *one", "3:9: alias '*one' is not accepted; write the value out"),
        ("number: 1", "number: !!int 1", "3:9: tag '!!int' is not accepted; remove it"),
        ("number: 1", "number:", "3:8: key 'number' has no value; give one or remove the key"),
    ],
    ids=lambda value: value[:20],
)
def test_yaml_that_is_refused_is_told_and_nothing_else(
    world: World, old: str, new: str, problem: str
) -> None:
    problems = world.problems_after(MEETING, old, new)

    assert len(problems) == 1
    assert problems[0].startswith(f"{MEETING}.yaml:{problem}")


def test_a_byte_that_is_not_utf_8_is_refused(world: World) -> None:
    text = RECORDS[MEETING].replace("First", "Caf\u00e9")
    world.write(MEETING, text.encode("latin-1"))

    assert world.problems() == [
        f"{MEETING}.yaml:1:10: byte 0xE9 is not UTF-8; save the file as UTF-8"
    ]


def test_a_hundred_thousand_brackets_are_refused(world: World) -> None:
    world.change(MEETING, "number: 1", f"number: {'[' * 100_000}")

    assert world.problems() == [
        f"{MEETING}.yaml:3:20: this nests deeper than 12 levels; make the record flatter"
    ]


def test_a_file_of_more_than_a_million_bytes_is_refused(world: World) -> None:
    world.change(MEETING, "number: 1", f"number: 1 # {'x' * 1_000_000}")

    assert world.problems() == [
        f"{MEETING}.yaml:1:1: the file has more than 1,000,000 bytes; divide the record"
    ]


def test_a_file_of_a_billion_laughs_is_refused_at_its_first_anchor(world: World) -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{key}: &{key} [{', '.join([f'*{last}'] * 9)}]\n"
        for last, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    world.write("meeting/laughs", laughs)

    assert world.problems() == ["meeting/laughs.yaml:1:4: anchor '&a' is not accepted; remove it"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Ademus\u0007", "1:13: U+0007 is a control character; remove it"),
        (
            "Ademus \u202esunmedA",
            "1:14: U+202E RIGHT-TO-LEFT OVERRIDE is a bidirectional control character; remove it",
        ),
        (
            '"Ademus \\u202e"',
            (
                "1:7: an escape stands here: U+202E RIGHT-TO-LEFT OVERRIDE "
                "is a bidirectional control character; remove it"
            ),
        ),
        ("Adem\u200bus", "1:11: U+200B ZERO WIDTH SPACE is an invisible character; remove it"),
        (
            "Ade\u0301mus",
            (
                "1:7: 'Ade\u0301mus' is not in the composed form of Unicode (NFC); "
                "write 'Ad\u00e9mus' anew"
            ),
        ),
    ],
    ids=["control", "bidirectional", "escaped", "invisible", "decomposed"],
)
def test_a_name_with_a_hidden_character_is_refused(world: World, name: str, problem: str) -> None:
    problems = world.problems_after("person/ademus", "Ademus Barzanes", name)

    assert problems == [f"person/ademus.yaml:{problem}"]


# What a record may say


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("place: place", "plcae: place", "5:1: meeting has no key 'plcae'; did you mean 'place'?"),
        (
            "    mode: in",
            "    moed: in",
            "12:5: participation has no key 'moed'; did you mean 'mode'?",
        ),
        (
            "name: First",
            "id: meeting/other\nname: First",
            (
                "1:1: a record's id is its file's name, here 'meeting/council-2020'; "
                "remove the key 'id'"
            ),
        ),
        (
            "number: 1",
            "number: one",
            "3:9: 'one' does not fit 'number': write a whole number in digits",
        ),
        (
            "number: 1",
            "number: 0",
            "3:9: '0' does not fit 'number': value 0 is less than minimum 1; mend it",
        ),
        ("number: 1", "number: [1, 2]", "3:9: 'number' takes one value, not 2; keep one"),
        (
            "number: 1",
            "number: {first: 1}",
            "3:9: 'number' takes a whole number, not keys and values; write it on one line",
        ),
        (
            "place: place/amaurot",
            "place: [[place/amaurot]]",
            "5:9: 'place' takes an id such as kind/name, not a list; write it on one line",
        ),
        (
            "name: First Meeting of the Council",
            "name: {fr: Première}",
            "1:8: 'fr' is no language here; use en, ru, zh",
        ),
        (
            "name: First Meeting of the Council",
            "name: {en: [First, Second]}",
            "1:12: 'name' takes one text in a language, not 2; keep one",
        ),
        (
            "name: First Meeting of the Council",
            "name: {ru: Первая}",
            "1:7: the name lacks its English form; give `name` in English",
        ),
        (
            "    status: attended",
            "    status: there",
            (
                "13:13: 'there' does not fit 'status': there is no such attendance status; "
                "take one of absent, announced, attended, invited, unknown"
            ),
        ),
        (
            "kind: council-meeting",
            "kind: council-meting",
            (
                "2:7: 'council-meting' does not fit 'kind': there is no such kind of event; "
                "did you mean 'council-meeting'?"
            ),
        ),
        ("roles: [chair,", "roles: [chair, chair,", "11:20: 'chair' is given twice; remove one"),
        (
            "discussions:\n",
            "discussions: culture\nremarks_:\n",
            "17:14: 'discussions' takes keys and values, not 'culture'; write them below it",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(
    world: World, old: str, new: str, problem: str
) -> None:
    problems = world.problems_after(MEETING, old, new)

    assert problems[0] == f"{MEETING}.yaml:{problem}"
    assert len([each for each in problems if "remarks_" not in each]) == 1


@pytest.mark.parametrize(
    ("old", "problem"),
    [
        (
            "name: First Meeting of the Council\n",
            (
                "1:1: meeting lacks 'name', what it is called, in English and, where a source or a "
                "reference work gives them, in Russian and Chinese; add it"
            ),
        ),
        (
            "    status: attended\n",
            (
                "8:5: participation lacks 'status', which links a participation to "
                "what is known of "
                "whether the participant took part; add it: absent, announced, attended, invited, "
                "unknown"
            ),
        ),
        (
            "    text: The island welcomed its guests.\n",
            (
                "21:5: remark lacks 'text', which says in the curators' own words what a "
                "discussion, a remark, a proposal, a plan or a document is about or says; add it"
            ),
        ),
    ],
)
def test_a_missing_key_is_told_with_what_it_means(world: World, old: str, problem: str) -> None:
    assert world.problems_after(MEETING, old, "") == [f"{MEETING}.yaml:{problem}"]


@pytest.mark.parametrize(
    ("record", "old", "place", "kind"),
    [
        (MEETING, "    sources: [source/gazette#2-3]\n", "18:5", "discussion"),
        (MEETING, "\nsources: [source/gazette#2]", "1:1", "meeting"),
        ("person/ademus", "    sources: [source/gazette#3]\n", "5:5", "tenure"),
        ("state/utopia", "    sources: [source/gazette#1]\n", "5:5", "status"),
        ("document/charter", "    sources: [source/gazette#3]\n", "5:5", "document-act"),
    ],
)
def test_a_fact_without_a_source_is_refused(
    world: World, record: str, old: str, place: str, kind: str
) -> None:
    meaning = "which links a fact to each passage of a source on which it rests"

    assert world.problems_after(record, old, "") == [
        f"{record}.yaml:{place}: {kind} lacks 'sources', {meaning}; add it"
    ]


def test_an_inferred_fact_says_what_it_is_inferred_from(world: World) -> None:
    problems = world.problems_after("place/amaurot", "kind: city", "kind: city\nbasis: inferred")

    assert problems == [
        (
            "place/amaurot.yaml:3:8: an inferred fact does not say what it is inferred from; "
            "add `inferred_from`"
        )
    ]


def test_a_very_small_number_is_read_as_it_is_written(world: World) -> None:
    world.change("place/amaurot", "kind: city", "kind: city\nlatitude: 0.0000000001")

    assert world.problems() == []


# What may be referred to


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "place/amaurot",
            "place/amourot",
            "5:8: no place 'place/amourot'; did you mean 'place/amaurot'?",
        ),
        (
            "place/amaurot",
            "city/amaurot",
            "5:8: no place 'city/amaurot'; did you mean 'place/amaurot'?",
        ),
        ("place/amaurot", "place/x", "5:8: no place 'place/x'; mend the id or add it"),
        (
            "place/amaurot",
            "Amaurot",
            "5:8: 'Amaurot' is no id; write it as kind/name, all lower case",
        ),
        (
            "place/amaurot",
            "state/utopia",
            "5:8: 'state/utopia' is a state, and 'place' takes a place; mend the id",
        ),
        (
            "place/amaurot",
            "place/amaurot#1",
            (
                "5:8: 'place' takes the id of a thing, and no place in it; "
                "write 'place/amaurot' for 'place/amaurot#1'"
            ),
        ),
        (
            "      - source/gazette#3",
            "      - source/gazette",
            (
                "16:9: 'source/gazette' is a source, and 'sources' takes a passage; "
                "name a place in it, such as 'source/gazette#1'"
            ),
        ),
        (
            "      - source/gazette#3",
            "      - source/gazete#3",
            "16:9: no source 'source/gazete'; did you mean 'source/gazette'?",
        ),
        (
            "      - source/gazette#3",
            "      - source/gazette#5",
            "16:9: 'source/gazette' has no passage '5'; mend the reference or add the passage",
        ),
        (
            "#2-3]",
            "#3-2]",
            "19:15: 'source/gazette#3-2' names no lines: write the smaller number first",
        ),
        (
            "#2-3]",
            "#1-99999999]",
            (
                "19:15: 'source/gazette#1-99999999' names no lines: write a range of "
                "at most 1000 lines"
            ),
        ),
        (
            "#2-3]",
            f"#1-{'9' * 5000}]",
            (
                f"19:15: 'source/gazette#1-{'9' * 42}…' names no lines: "
                "write a range of at most 1000 lines"
            ),
        ),
    ],
    ids=lambda value: value[:30],
)
def test_a_reference_to_nothing_or_to_the_wrong_thing_is_refused(
    world: World, old: str, new: str, problem: str
) -> None:
    assert world.problems_after(MEETING, old, new) == [f"{MEETING}.yaml:{problem}"]


def test_each_unknown_reference_of_a_list_has_its_own_place(world: World) -> None:
    world.change(MEETING, "#2\n      - source/gazette#3", "#7\n      - source/gazette#8")

    assert world.problems() == [
        (
            f"{MEETING}.yaml:{line}:9: 'source/gazette' has no passage '{passage}'; "
            "mend the reference or add the passage"
        )
        for line, passage in ((15, 7), (16, 8))
    ]


def test_a_range_beyond_the_lines_of_a_source_is_one_problem(world: World) -> None:
    problems = world.problems_after("place/amaurot", "gazette#2", "gazette#3-900")

    assert problems[0].startswith("place/amaurot.yaml:4:11: 'source/gazette' has no passage")
    assert [problem for problem in problems if "place/amaurot.yaml" in problem] == problems[:1]


# What identifies a nested thing


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "discussions:\n",
            "discussions:\n  - {topic: culture, sources: [source/gazette#2]}\n",
            (
                "19:5: this discussion comes out as 'culture', as one above it does; "
                "give it a `key` of its own, or remove it"
            ),
        ),
        (
            "  - key: welcome\n    kind",
            "  - kind",
            "21:5: nothing tells this remark from its neighbours; give a `key`",
        ),
        (
            "person: person/ademus\n    post: post/prince\n    represents: state/utopia",
            "group: princes",
            (
                "8:5: nothing tells this participation from its neighbours; give `represents`, "
                "`from_state`, `post`, `person`, or a `key`"
            ),
        ),
        (
            "key: welcome",
            "key: Wel_come",
            "21:10: 'Wel_come' is no key; use a-z, 0-9 and single hyphens",
        ),
        (
            "key: welcome",
            "key: [welcome]",
            "21:10: a list is no key; use a-z, 0-9 and single hyphens",
        ),
    ],
)
def test_what_cannot_be_told_from_its_neighbours_is_refused(
    world: World, old: str, new: str, problem: str
) -> None:
    assert world.problems_after(MEETING, old, new) == [f"{MEETING}.yaml:{problem}"]


def test_a_participation_of_nobody_is_refused(world: World) -> None:
    world.change(
        MEETING,
        "person: person/ademus\n    post: post/prince\n    represents: state/utopia",
        "key: nobody",
    )

    assert world.problems() == [
        (
            f"{MEETING}.yaml:8:5: nobody takes part here; "
            "give `person`, `post`, `group`, `represents` or `from_state`"
        )
    ]


def test_who_speaks_for_two_parties_has_two_participations(world: World) -> None:
    other = (
        "  - {person: person/ademus, represents: body/council, roles: speaker, status: attended,\n"
    )
    other += "     sources: source/gazette#2}\n"
    assert world.problems_after(MEETING, "discussions:\n", f"{other}discussions:\n") == []

    both = ("represents: state/utopia", "represents: [state/utopia, body/council]")
    assert world.problems_after(MEETING, *both) == [
        f"{MEETING}.yaml:10:17: 'represents' takes one value, not 2; keep one"
    ]


# What cannot be so


@pytest.mark.parametrize(
    ("dates", "problem"),
    [
        ("2020-02-30", "there is no such day; mend the date"),
        ("2020-13", "there is no such day; mend the date"),
        ("0900", "the year is out of range; write one from 1000 to 9998"),
        ("4 May 2020", "write 2025, 2025-07, 2025-07-07, or two such dates with / between"),
        (
            "2020-05-05/2020-05-04",
            "the interval ends before it begins; write the earlier date first",
        ),
    ],
)
def test_an_impossible_date_is_refused(world: World, dates: str, problem: str) -> None:
    assert world.problems_after(MEETING, "2020-05-04/2020-05-05", dates) == [
        f"{MEETING}.yaml:4:8: '{dates}' does not fit 'dates': {problem}"
    ]


def test_an_impossible_day_is_refused(world: World) -> None:
    problems = world.problems_after(SOURCE, "language: en", "language: en\nread_on: 2026-02-30")

    assert problems == [
        (
            f"{SOURCE}.yaml:4:10: '2026-02-30' does not fit 'read_on': "
            "there is no such day; mend the date"
        )
    ]


def test_a_body_that_ended_before_it_was_founded_is_refused(world: World) -> None:
    problems = world.problems_after("body/council", "kind: council", "kind: council\nended: 1999")

    assert problems == [
        "body/council.yaml:6:10: ended before it was founded; mend `founded` or `ended`"
    ]


@pytest.mark.parametrize("dates", ["2022-01-01", "2009-12-31"])
def test_a_post_held_at_a_meeting_outside_its_tenure_is_refused(world: World, dates: str) -> None:
    assert world.problems_after(MEETING, "2020-05-04/2020-05-05", dates) == [
        (
            f"{MEETING}.yaml:9:11: 'post/prince' was not held from {dates} to {dates}: the tenure "
            "'person/ademus/tenure/post.prince' is over or not begun; "
            "mend the post, its tenure or `dates`"
        )
    ]


@pytest.mark.parametrize("dates", ["2021", "2010-01-01", "2009/2010", "2021-12-31/2022"])
def test_a_meeting_that_may_lie_within_a_tenure_is_sound(world: World, dates: str) -> None:
    assert world.problems_after(MEETING, "2020-05-04/2020-05-05", dates) == []


def test_a_second_tenure_of_the_same_post_counts(world: World) -> None:
    world.change(MEETING, "2020-05-04/2020-05-05", "2024")
    world.change(
        "person/ademus",
        "tenures:\n",
        (
            "tenures:\n  - {key: second, post: post/prince, dates: 2023/.., "
            "sources: [source/gazette#3]}\n"
        ),
    )

    assert world.problems() == []


def test_a_meeting_before_its_body_existed_is_refused(world: World) -> None:
    world.change("person/ademus", "2010/2021", "1990/2021")

    assert world.problems_after(MEETING, "2020-05-04/2020-05-05", "2000-01-01") == [
        (
            f"{MEETING}.yaml:4:8: held until 2000-01-01, before its body 'body/council' "
            "was founded on 2001-06-15; mend `dates` or the body's `founded`"
        )
    ]


# What a fully read source demands


def test_an_uncited_line_of_a_fully_read_source_is_refused(world: World) -> None:
    assert world.problems_after(SOURCE, "\n    no_fact: navigation", "") == [
        (
            f"{SOURCE}.yaml:12:5: no fact cites this line of a source that is "
            "marked as fully read; "
            "cite it, or give `no_fact` with the reason"
        )
    ]


def test_a_source_that_is_not_fully_read_may_have_uncited_lines(world: World) -> None:
    world.change(SOURCE, "\n    no_fact: navigation", "")

    assert world.problems_after(SOURCE, "fully_read: true", "fully_read: false") == []


def test_a_cited_line_that_is_said_to_hold_no_fact_is_refused(world: World) -> None:
    assert world.problems_after("place/amaurot", "gazette#2", "gazette#4") == [
        (
            f"{SOURCE}.yaml:14:14: this line is said to hold no fact, yet "
            "'place/amaurot' cites it; "
            "drop `no_fact` or the citation"
        )
    ]


# What a weak source may carry

TRANSLATED = """\
name: Gazette of the Council, translated
kind: press
language: en
weak: machine-translation
passages:
  - locator: paragraph-1
"""


@pytest.fixture
def translated(world: World) -> World:
    """Return the world with a translation of the gazette."""
    world.write("source/translated", TRANSLATED)
    return world


def test_a_fact_on_a_machine_translation_alone_is_refused(translated: World) -> None:
    old = "signed\n    meeting: meeting/council-2020\n    sources: [source/gazette#3]"
    new = old.replace("gazette#3", "translated#paragraph-1")

    assert translated.problems_after("document/charter", old, new) == [
        (
            "source/translated.yaml:4:7: "
            "'document/charter/document-act/signed_meeting.council-2020' "
            "rests on this source alone, or on others that are weak too; "
            "cite a sound source there that was read, or take the fact out"
        )
    ]


def test_a_machine_translation_may_stand_beside_a_sound_source(translated: World) -> None:
    both = "[source/gazette#2, source/translated#paragraph-1]"

    assert translated.problems_after("place/amaurot", "[source/gazette#2]", both) == []


def test_two_weak_sources_are_no_sound_one(translated: World) -> None:
    translated.write("source/forum", TRANSLATED.replace("machine-translation", "repetition"))
    both = "[source/forum#paragraph-1, source/translated#paragraph-1]"

    [problem] = translated.problems_after("place/amaurot", "[source/gazette#2]", both)
    assert problem.startswith("source/translated.yaml:4:7: 'place/amaurot' rests on this source")


def test_what_only_a_weak_source_has_may_be_a_claim_that_is_not_preferred(
    translated: World,
) -> None:
    claim = """\
claims:
  - property: number
    value: 2
    rank: rejected
    reason: The gazette has another.
    sources: [source/translated#paragraph-1]
"""

    assert (
        translated.problems_after(MEETING, "participations:\n", f"{claim}participations:\n") == []
    )


# Who bears a name


@pytest.mark.parametrize("name", ["Ademus the Elder", "ADEMUS the elder"])
def test_a_person_with_the_alias_of_another_is_refused_on_both_sides(
    world: World, name: str
) -> None:
    assert world.problems_after("person/raphael", "Raphael Hythloday", name) == [
        (
            "person/ademus.yaml:3:8: 'person/raphael' is named \"Ademus the Elder\" too; "
            "make one record of the two, or take the name from one"
        ),
        (
            f"person/raphael.yaml:1:7: 'person/ademus' is named \"{name}\" too; "
            "make one record of the two, or take the name from one"
        ),
    ]


LINK = "same_as: https://example.org/id/7\n"


@pytest.mark.parametrize("others", ["place/amaurot", "person/raphael", "body/council"])
def test_one_link_of_two_things_is_refused_on_both_sides(world: World, others: str) -> None:
    for record in ("person/ademus", others):
        world.write(record, LINK + RECORDS[record])

    told = "has the link https://example.org/id/7 as its `same_as` too; make one record of the two"
    assert [problem.split(", or")[0] for problem in world.problems()] == sorted(
        f"{record}.yaml:1:10: {other!r} {told}"
        for record, other in (("person/ademus", others), (others, "person/ademus"))
    )


@pytest.mark.parametrize("link", ["Q7", "ftp://example.org/7", "https://example.org/%37"])
def test_a_link_that_is_no_plain_iri_of_the_web_is_refused(world: World, link: str) -> None:
    [problem] = world.problems_after("person/raphael", "sources:", f"same_as: {link}\nsources:")

    assert problem.startswith(f"person/raphael.yaml:2:10: '{link}' does not fit 'same_as'")


@pytest.mark.parametrize(
    ("code", "column", "shown"),
    [("iso_alpha2: UT", 13, '"UT"'), ("iso_alpha3: UTO", 13, '"UTO"'), ("cow_code: 7", 11, "7")],
)
def test_one_code_of_two_states_is_refused_on_both_sides(
    world: World, code: str, column: int, shown: str
) -> None:
    key = code.partition(":")[0]
    own = {"iso_alpha2": "iso_alpha2: AN", "iso_alpha3": "iso_alpha3: ANT", "cow_code": ""} | {
        key: code
    }
    world.write("state/anti", "\n".join(["name: Anti", *own.values(), "sources: source/gazette#1"]))
    if key == "cow_code":
        world.change("state/utopia", "iso_alpha3: UTO\n", f"iso_alpha3: UTO\n{code}\n")

    problems = world.problems()
    assert [problem.split(":")[0] for problem in problems] == [
        "state/anti.yaml",
        "state/utopia.yaml",
    ]
    assert (
        f":{column}: 'state/utopia' has the code {shown} too; make one record of the two"
        in problems[0]
    )


def test_one_code_of_two_regions_is_refused_on_both_sides(world: World) -> None:
    for name in ("east", "west"):
        text = f"name: {name}\niso_code: UT-1\nstate: state/utopia\nsources: source/gazette#1\n"
        world.write(f"region/{name}", text)

    end = 'has the code "UT-1" too; make one record of the two, or mend the `iso_code` of one'
    assert world.problems() == [
        f"region/east.yaml:2:11: 'region/west' {end}",
        f"region/west.yaml:2:11: 'region/east' {end}",
    ]


def test_a_name_may_repeat_itself_within_one_person(world: World) -> None:
    assert world.problems_after("person/ademus", "[Ademus the Elder]", "[ademus barzanes]") == []


def test_a_name_in_another_language_collides_too(world: World) -> None:
    world.change("person/ademus", "en: [Ademus the Elder]", "ru: [Рафаил]")
    world.change("person/raphael", "name: Raphael Hythloday", "name: {en: Raphael, ru: рафаил}")

    assert [problem.split(": ")[0] for problem in world.problems()] == [
        "person/ademus.yaml:3:8",
        "person/raphael.yaml:1:25",
    ]


# How files are named


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (
            "meeting/second.yml",
            "a record's name ends in '.yaml', not '.yml'; rename it 'second.yaml'",
        ),
        (
            "meeting/Second_One.yaml",
            (
                "'Second_One' is no name for a record; use a-z, 0-9 and single hyphens, "
                "such as 'second-one'"
            ),
        ),
        (
            "meeting/Второе.yaml",
            "'Второе' is no name for a record; use a-z, 0-9 and single hyphens",
        ),
        ("meetings/second.yaml", "'meetings' is no kind of record; did you mean 'meeting'?"),
        (
            "zeppelin/second.yaml",
            (
                "'zeppelin' is no kind of record; move it to the folder of its kind: body, "
                "document, event, meeting, person, place, plan, post, proposal, "
                "region, source, state"
            ),
        ),
        (
            "meeting/2021/second.yaml",
            "a record stands in the folder of its kind; move it up to 'meeting'",
        ),
        (
            "second.yaml",
            "a record stands in the folder of its kind, such as 'meeting'; move it there",
        ),
        (
            "meeting/notes.txt",
            "a record's name ends in '.yaml'; rename it or move it out of the records",
        ),
    ],
)
def test_a_misnamed_file_is_told_how_to_be_named(world: World, file: str, problem: str) -> None:
    world.write(file, "name: Second\nsources: [source/gazette#2]\n")

    assert world.problems() == [f"{file}:1:1: {problem}"]


def test_what_is_wrong_in_a_misnamed_file_comes_out_at_once(world: World) -> None:
    world.write("meeting/Second.yml", "name: Second\nplcae: x\nsources: [source/gazette#2]\n")
    world.change("document/charter", "meeting/council-2020", "meeting/second")

    assert world.problems() == [
        (
            "meeting/Second.yml:1:1: 'Second' is no name for a record; use a-z, 0-9 and single "
            "hyphens, such as 'second'"
        ),
        (
            "meeting/Second.yml:1:1: a record's name ends in '.yaml', not '.yml'; "
            "rename it 'second.yaml'"
        ),
        "meeting/Second.yml:2:1: meeting has no key 'plcae'; did you mean 'place'?",
    ]


def test_two_files_for_one_record_are_refused(world: World) -> None:
    world.write("meeting/council-2020.yml", "name: Second\n")

    assert world.problems()[0] == (
        f"{MEETING}.yml:1:1: {world.path(MEETING)} stands for '{MEETING}' already; "
        "keep one of the two"
    )


def test_hidden_files_are_left_alone(world: World) -> None:
    world.write(".git/config.txt", "x")
    world.write("meeting/.second.yaml.swp", "x")

    assert world.problems() == []


def test_a_folder_named_like_a_record_is_refused(world: World) -> None:
    (world.folder / "meeting/second.yaml").mkdir()

    assert world.problems() == [
        (
            "meeting/second.yaml:1:1: this is a folder, where a record is a file; "
            "rename it or move it out of the records"
        )
    ]


def test_a_link_that_leads_nowhere_is_refused(world: World) -> None:
    (world.folder / "meeting/second.yaml").symlink_to(world.folder / "nowhere")
    (world.folder / "meeting/third.yaml").symlink_to(world.folder / "meeting/third.yaml")

    assert world.problems() == [
        (
            f"meeting/{name}.yaml:1:1: this is a link that leads nowhere; "
            "remove it or put the record here"
        )
        for name in ("second", "third")
    ]


def test_a_link_to_a_folder_is_not_followed(world: World, tmp_path: Path) -> None:
    (world.folder / "event").symlink_to(tmp_path, target_is_directory=True)

    assert world.problems() == [
        (
            "event:1:1: this is a folder, where a record is a file; "
            "rename it or move it out of the records"
        )
    ]


def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    schema = read_schema()
    gone = RecordFile(
        path=tmp_path / "gone.yaml",
        shown="place/gone.yaml",
        id="place/gone",
        cls=schema.classes["place"],
    )

    reading = read_records([gone], schema)

    assert list(map(str, reading.problems)) == [
        (
            "place/gone.yaml:1:1: the file cannot be read: No such file or directory; "
            "mend it or remove it"
        )
    ]


def test_a_folder_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="nowhere: there is no such folder of records; name it with"):
        check(tmp_path / "nowhere")


def test_an_empty_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="holds no records; name another folder with --records"):
        check(tmp_path)


# What follows from another problem is not told


BROKEN = [
    *((record, "name:", "na\u0007me:") for record in RECORDS),
    *((record, "name:", 'name: "') for record in RECORDS),
    *((record, "name:", "\tname:") for record in RECORDS),
]


@pytest.mark.parametrize(("record", "old", "new"), BROKEN)
def test_a_record_that_cannot_be_read_makes_no_problem_elsewhere(
    world: World, record: str, old: str, new: str
) -> None:
    problems = world.problems_after(record, old, new)

    assert problems
    assert {problem.split(":")[0] for problem in problems} == {f"{record}.yaml"}
    assert not [problem for problem in problems if "lacks" in problem or "cites" in problem]


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        (SOURCE, "passages:", "pasages:"),
        (SOURCE, "line: 2", "line: two"),
        (SOURCE, "line: 2", "lnie: 2"),
        (SOURCE, "line: 2", "line:"),
        (SOURCE, "line: 2", "line: 1"),
        (SOURCE, "passages:", "passages: all\nsections:"),
        (MEETING, "participations:", "participatons:"),
        (MEETING, "    status:", "    stauts:"),
        (MEETING, "    status: attended", "    status: ~"),
        (MEETING, "    status: attended", "    status: &a attended"),
        (MEETING, "roles: [chair, head-of-delegation]", "roles: [~]"),
        (MEETING, "roles: [chair, head-of-delegation]", "roles: [char]"),
        (MEETING, "key: welcome", "key:"),
        (MEETING, "key: welcome", "kay: welcome"),
        (MEETING, "topic: culture", "topic:"),
        (MEETING, "topic: culture", "topik: culture"),
        (MEETING, "topic: culture", "topic: cultur"),
        (MEETING, "    sources: [source/gazette#2-3]", "    source: [source/gazette#2-3]"),
        (MEETING, "    sources: [source/gazette#2-3]", "    sources: [gazette]"),
        ("person/ademus", "dates: 2010/2021", "dates: 2021/2010"),
        ("person/ademus", "tenures:", "tenure:"),
        ("person/ademus", "name: Ademus Barzanes", "naem: Ademus Barzanes"),
        ("person/ademus", "name: Ademus Barzanes", "name: [[Ademus]]"),
        ("body/council", "founded: 2001-06-15", "founded: 2001-06-31"),
        ("state/utopia", "iso_alpha2: UT", "iso_alpha2: [UT"),
    ],
)
def test_one_mistake_is_one_problem(world: World, record: str, old: str, new: str) -> None:
    problems = world.problems_after(record, old, new)

    assert [problem for problem in problems if "sections" not in problem] == problems[:1]
    assert problems[0].startswith(f"{record}.yaml:")


def test_a_source_without_passages_is_one_problem(world: World) -> None:
    world.write(SOURCE, RECORDS[SOURCE].partition("passages:")[0])

    assert world.problems() == [
        (
            f"{SOURCE}.yaml:1:1: source lacks 'passages', which links a source to one of its "
            "places that a fact can cite; add it"
        )
    ]


def test_a_participation_whose_person_cannot_be_read_is_not_called_one_of_nobody(
    world: World,
) -> None:
    world.change(
        MEETING,
        "person: person/ademus\n    post: post/prince\n    represents: state/utopia",
        "key: prince\n    person: Ademus",
    )

    assert world.problems() == [
        f"{MEETING}.yaml:9:13: 'Ademus' is no id; write it as kind/name, all lower case"
    ]


def test_a_second_tenure_without_a_key_does_not_end_the_first(world: World) -> None:
    world.change(MEETING, "2020-05-04/2020-05-05", "2024")
    world.change(
        "person/ademus",
        "    sources: [source/gazette#3]\n",
        "    sources: [source/gazette#3]\n"
        "  - {post: post/prince, dates: 2023/.., sources: [source/gazette#3]}\n",
    )

    assert world.problems() == [
        (
            "person/ademus.yaml:8:5: this tenure comes out as 'post.prince', as one above it does; "
            "give it a `key` of its own, or remove it"
        )
    ]


# How problems come out


def test_the_problems_of_many_files_come_out_in_one_run_sorted(world: World) -> None:
    world.change(MEETING, "number: 1", "number: one")
    world.change(MEETING, "topic: culture", "topic: cultur")
    world.change(MEETING, "    status: attended\n", "")
    world.change("body/council", "kind: council", "kind: [council")
    world.change("place/amaurot", "state/utopia", "state/utopa")
    world.write("meetings/second.yaml", "a: b")

    places = [problem.split(": ")[0] for problem in world.problems()]

    assert places == [
        "body/council.yaml:5:8",
        f"{MEETING}.yaml:3:9",
        f"{MEETING}.yaml:8:5",
        f"{MEETING}.yaml:17:12",
        "meetings/second.yaml:1:1",
        "meetings/second.yaml:1:1",
        "meetings/second.yaml:1:1",
        "meetings/second.yaml:1:1",
        "place/amaurot.yaml:3:8",
    ]


def test_no_problem_comes_out_twice(world: World) -> None:
    world.change(MEETING, "[chair, head-of-delegation]", "[chair, chair, chair]")
    world.change(MEETING, "[source/gazette#2-3]", "[source/gazette#2-3, source/gazette#2-3]")

    problems = world.problems()

    assert len(problems) == len(set(problems)) == 3


def test_the_problems_of_a_folder_or_file_alone_can_be_asked_for(world: World) -> None:
    world.change(MEETING, "number: 1", "number: one")
    world.change("place/amaurot", "kind: city", "kind: town")

    of_the_file = check_paths([world.path(MEETING)], world.folder)
    of_the_folder = check_paths([world.folder / "place"], world.folder)

    assert [problem.line for problem in of_the_file] == [3]
    assert [problem.line for problem in of_the_folder] == [2]
    assert len(check_paths([], world.folder)) == 2


def test_a_file_elsewhere_is_checked_as_if_it_stood_among_the_records(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    drafts = World(tmp_path_factory.mktemp("drafts"))
    draft = drafts.path(MEETING)
    drafts.change(MEETING, "place/amaurot", "place/amourot")

    problems = check_paths([draft], world.folder)

    assert [str(problem) for problem in problems] == [
        f"{draft}:5:8: no place 'place/amourot'; did you mean 'place/amaurot'?"
    ]


def test_a_path_that_does_not_exist_is_wrong_use(world: World) -> None:
    with pytest.raises(WrongUse, match="there is no such file or folder"):
        check_paths([world.folder / "nowhere"], world.folder)


# The engine's own duty


def test_the_ontology_alone_has_nothing_wrong() -> None:
    assert violations([], ontology_folder()) == []
