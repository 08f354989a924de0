"""What `coverage` counts, of what, and what it says is missing."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from sco_graph.coverage import COUNCILS, BodyCoverage, Coverage, Held, is_without, unknown_numbers
from sco_graph.coverage_map import NOT_HELD, coverage_map
from sco_graph.coverage_tables import DAY, HEAD, Missing, body_rows, by_year, missing, year_rows
from sco_graph.coverage_text import counted, to_text, told
from sco_graph.errors import UnknownName
from sco_graph.graph import Graph
from sco_graph.readme import filled
from sco_loaders.build import build
from tests.pages import CHECKOUT
from tests.world import World

PAGE = (CHECKOUT / "docs/coverage.md").read_text(encoding="utf-8")
MEETING = "meeting/council-2020"
LEAST = 240
"""How many cells of a member and a meeting of the two councils are to have a named head."""


@pytest.fixture(scope="module")
def found(shipped: Graph) -> Coverage:
    return shipped.coverage()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a world of one meeting, at which the Prince of Utopia represents it."""
    world = World(tmp_path / "records")
    world.change(
        MEETING, "    mode: in-person\n", "    mode: in-person\n    level: head-of-state\n"
    )
    return world


def covered(world: World) -> BodyCoverage:
    """Return what the records of a world hold of its one council."""
    opened = Graph(build(world.folder.parent / "build", world.folder))
    [body] = opened.coverage().bodies
    return body


def held(number: int | None, dates: str) -> Held:
    return Held(
        id=f"meeting/{dates}",
        name="Talks",
        number=number,
        dates=dates,
        year=int(dates[:4]),
        chaired=False,
        delegations=(),
        documents=0,
        searched=None,
    )


def body_of(*meetings: Held) -> BodyCoverage:
    return BodyCoverage(
        id="body/talks", name="Talks", meetings=meetings, stated=None, unknown=(), searched=None
    )


# --- the shipped records ---


def test_the_two_councils_have_named_heads_in_240_cells_at_least(found: Coverage) -> None:
    named = [cell for cell in found.cells if cell.named]

    assert len(found.cells) > 300
    assert len(named) >= LEAST
    assert f"Of {len(found.cells)} cells" in told(found)
    assert f"{len(named)} have a named head" in told(found)


def test_every_meeting_of_the_two_councils_is_known_with_its_days_and_documents(
    found: Coverage,
) -> None:
    for body in found.bodies:
        if body.id in COUNCILS:
            assert body.missing == 0
            assert all(one.to_the_day and one.documents for one in body.meetings)


def test_each_cell_of_the_two_councils_without_a_head_says_what_was_searched(
    found: Coverage,
) -> None:
    silent = [cell.state for cell in found.cells if not cell.named and cell.searched is None]

    assert silent == []


def test_as_many_delegations_are_expected_as_the_question_on_attendance_counts(
    shipped: Graph, found: Coverage
) -> None:
    expected: Counter[str] = Counter()
    for row in shipped.query("attendance-rate"):
        expected[row["body_id"]] += row["meetings"]

    assert {row["body_id"]: row["expected"] for row in body_rows(found) if row["expected"]} == {
        body: many for body, many in expected.items() if many
    }


def test_the_rows_of_the_years_add_up_to_those_of_the_bodies(found: Coverage) -> None:
    years = year_rows(found)

    for body in body_rows(found):
        own = [row for row in years if row["body_id"] == body["body_id"]]
        for key in ("meetings", "to_the_day", "chairs", "heads", "expected", "documents"):
            assert sum(row[key] for row in own) == body[key]


def test_the_question_told_of_a_missing_thing_has_no_answer_for_it(
    shipped: Graph, found: Coverage
) -> None:
    asked = [one for one in missing(found) if one.meeting and one.missing != DAY]

    assert len(asked) > 100
    for one in asked:
        assert not answered(shipped, one), one


def answered(graph: Graph, one: Missing) -> bool:
    """Tell whether the question that a missing thing names tells of that thing."""
    name, *words = one.unanswered.split()
    given = {
        key.removeprefix("--"): value for key, value in zip(words[::2], words[1::2], strict=True)
    }
    rows = graph.query(name, **given)
    match name:
        case "outcomes":
            return bool(rows)
        case "hosting":
            return any(row["chair"] for row in rows if row["meeting_id"] == one.meeting_id)
        case "level-of-representation":
            return any(row["level"] for row in rows if row["meeting_id"] == one.meeting_id)
    return any(
        row["status"] == "attended"
        and str(row["participant_id"]).startswith("person/")
        and row["represents_id"] == one.state_id
        and row["post"]
        and row["level"]
        and row["mode"] in (None, "in-person", "video-link")
        for row in rows
    )


def test_what_is_counted_as_missing_is_listed(found: Coverage) -> None:
    listed = missing(found)
    heads = sum(one.missing.startswith(HEAD) for one in listed)

    assert f"the heads of {heads} delegations" in counted(found)
    assert heads == sum(row["expected"] - row["heads"] for row in body_rows(found))


def test_a_body_without_a_number_has_no_denominator(found: Coverage) -> None:
    [row] = [row for row in body_rows(found) if row["body_id"] == "body/foreign-ministers-council"]

    assert (row["stated"], row["not_known"]) == (None, None)
    assert row["meetings"] > 20


# --- one meeting ---


def test_a_meeting_of_which_all_is_known_lacks_nothing(world: World) -> None:
    body = covered(world)

    [one] = body.meetings
    assert (one.number, one.year, one.to_the_day, one.chaired, one.documents) == (
        1,
        2020,
        True,
        True,
        1,
    )
    assert [(cell.state, cell.named, cell.led) for cell in one.delegations] == [
        ("state/utopia", True, True)
    ]
    assert missing(Coverage(bodies=(body,))) == []


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("    level: head-of-state\n", "", ("level",)),
        ("    post: post/prince\n", "", ("post",)),
        ("person: person/ademus\n    post", "post", ("person",)),
        ("status: attended", "status: announced", ("person", "post", "level")),
        ("mode: in-person", "mode: video-address", ("person", "post", "level")),
        ("    represents: state/utopia\n", "", ("person", "post", "level")),
    ],
    ids=["level", "post", "person", "announced", "video address", "represents nobody"],
)
def test_what_is_not_known_of_a_head_is_what_is_missing(
    world: World, old: str, new: str, lacks: tuple[str, ...]
) -> None:
    world.change(MEETING, old, new)

    [one] = covered(world).meetings
    assert [cell.lacks for cell in one.delegations] == [lacks]


def test_what_was_searched_is_told_with_what_is_missing(world: World) -> None:
    world.change(MEETING, "    level: head-of-state\n", "    searched: The rank, in the gazette.\n")
    body = covered(world)

    text = to_text(Coverage(bodies=(body,)), by_year=True)
    assert "Council of Islands (body/council)\nMeetings known: 1. The highest number" in text
    assert text.endswith(
        "- meeting/council-2020, Utopia: the head of delegation: level. "
        "Known: Ademus Barzanes, Prince of Utopia (attended). "
        "Unanswered: level-of-representation --body body/council --state state/utopia. "
        "Searched: The rank, in the gazette.\n"
    )


def test_what_was_searched_for_a_meeting_is_told_of_each_state_of_which_nothing_is(
    world: World,
) -> None:
    world.change(MEETING, "    level: head-of-state\n", "")
    world.change(MEETING, "discussions:", "searched: Who came, in the gazette.\ndiscussions:")

    [one] = covered(world).meetings
    assert [cell.searched for cell in one.delegations] == ["Who came, in the gazette."]


def test_who_is_no_member_that_day_is_not_expected(world: World) -> None:
    world.change("state/utopia", "2001-06-15/..", "2001-06-15/2019")

    [one] = covered(world).meetings
    assert one.delegations == ()


def test_a_month_is_no_day(world: World) -> None:
    world.change(MEETING, "2020-05-04/2020-05-05", "2020-05")

    [one] = covered(world).meetings
    assert not one.to_the_day


# --- numbers ---


def test_a_meeting_without_a_number_between_two_is_taken_for_one_between_them() -> None:
    meetings = [held(3, "2003"), held(None, "2005"), held(6, "2007"), held(None, "2008")]

    assert [(one.first, one.last, one.many) for one in unknown_numbers(meetings)] == [
        (1, 2, 2),
        (4, 5, 1),
    ]


def test_a_year_between_consecutive_numbers_had_no_meeting() -> None:
    body = body_of(held(1, "2001"), held(2, "2003"), held(4, "2006"))

    without = [year for year in range(2000, 2008) if is_without(body, year)]
    assert without == [2000, 2002]


# --- the map and the page ---


def test_the_map_has_a_cell_for_each_body_and_year_with_a_meeting(found: Coverage) -> None:
    root = ET.fromstring(coverage_map(found))  # noqa: S314  # our own
    space = {"svg": "http://www.w3.org/2000/svg"}

    cells = root.findall("svg:g", space)
    assert len(cells) == sum(len(by_year(body)) for body in found.bodies)
    assert {cell.findtext("svg:text", "", space) for cell in cells} == {
        f"{row['heads']}/{row['expected']}" for row in year_rows(found)
    }


def test_the_map_shows_that_there_was_no_council_of_heads_of_government_in_2002(
    shipped: Graph,
) -> None:
    text = coverage_map(shipped.coverage("body/heads-of-government-council"))

    assert text.count(f"{NOT_HELD}</text>") == 1
    assert "2002: none, as the numbers" in text


def test_the_page_and_the_picture_are_those_of_the_records(shipped: Graph, found: Coverage) -> None:
    assert filled(PAGE, shipped) == PAGE
    assert (CHECKOUT / "docs/images/coverage.svg").read_text("utf-8") == coverage_map(found)


def test_what_is_out_of_date_on_the_page_is_written_anew(shipped: Graph) -> None:
    stale = PAGE.replace("named head of delegation with post and level", "named head")

    assert stale != PAGE
    assert filled(stale, shipped) == PAGE


# --- the command ---


def run(graph: Graph, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", "--build", graph.build.folder, "coverage", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_prints_the_figure_and_each_cell_that_is_missing(
    shipped: Graph, found: Coverage
) -> None:
    text = run(shipped, "--format", "text").stdout

    assert text.startswith(f"{told(found)}\n")
    for cell in found.cells:
        assert cell.named or f", {cell.name}: {HEAD}: " in text


def test_the_command_gives_rows_by_body_and_year(shipped: Graph, found: Coverage) -> None:
    rows = list(csv.DictReader(io.StringIO(run(shipped, "--format", "csv").stdout)))

    assert [row["year"] for row in rows] == [str(row["year"]) for row in year_rows(found)]


def test_the_command_lists_what_is_missing_of_a_body_by_its_name(shipped: Graph) -> None:
    name = "Meeting of Defence Ministers of the SCO Member States"

    rows = json.loads(run(shipped, "--body", name, "--missing", "--format", "json").stdout)
    assert re.match(r"\d+ of those numbered 1 to \d+", rows[0]["known"])
    assert {row["body_id"] for row in rows} == {"body/ministers-of-defence"}


def test_a_body_that_is_not_known_to_have_met_is_told_of_as_such(shipped: Graph) -> None:
    listed = (
        json.loads(run(shipped, *way, "--format", "json").stdout) for way in (["--missing"], [])
    )
    missing, met = ({row["body_id"] for row in rows} for rows in listed)
    silent = min(missing - met)

    text = run(shipped, "--body", silent).stdout
    assert "No meeting is known; no source read says how many there were." in text


def test_a_body_that_does_not_exist_is_refused(shipped: Graph) -> None:
    with pytest.raises(UnknownName, match="no body 'body/nothing'"):
        shipped.coverage("body/nothing")


def test_an_unknown_format_is_wrong_use(shipped: Graph) -> None:
    finished = run(shipped, "--format", "nope")

    assert (finished.returncode, finished.stdout) == (2, "")
    assert "no format 'nope'; did you mean 'text' or 'table'" in finished.stderr
