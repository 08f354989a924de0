"""Offices, standings, chairs and series of the invented states, in what no real record has."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from sco_graph.graph import Graph
from sco_graph.spans import Window, asked_window, certain, covers, possible
from sco_loaders.build import build
from tests.golden import table
from tests.island_offices import ISLAND_OFFICES
from tests.islands import ISLANDS
from tests.planted import plant

WORLD = {**ISLANDS, **ISLAND_OFFICES}


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the invented records."""
    folder = tmp_path_factory.mktemp("islands")
    return Graph(build(folder / "build", plant(folder / "records", WORLD)))


def answer(graph: Graph, name: str, columns: Sequence[str], **given: str) -> list[str]:
    return table(graph.query(name, **given), columns).splitlines()


# --- what is certain and what is possible ---


@pytest.mark.parametrize(
    ("dates", "day", "held"),
    [
        ("2010/2012", "2010-06-01", "possibly"),
        ("2010/2012", "2011-06-01", "certainly"),
        ("2010/2012", "2012-01-01", "certainly"),
        ("2010/2012", "2012-01-02", "possibly"),
        ("2010/2012", "2013-01-01", "not"),
        ("2010-03-04/..", "2010-03-04", "certainly"),
        ("2010-03-04/..", "2030-01-01", "certainly"),
        ("2010-03-04/", "2010-03-04", "certainly"),
        ("2010-03-04/", "2010-03-05", "possibly"),
        ("/2010-03-04", "2010-03-03", "possibly"),
        ("/2010-03-04", "2010-03-04", "certainly"),
        ("../2010-03-04", "1999-01-01", "certainly"),
        ("2010", "2010-06-01", "possibly"),
        ("2010-03-04", "2010-03-04", "certainly"),
    ],
)
def test_half_known_dates_have_a_day_for_certain_or_allow_it(
    dates: str, day: str, held: str
) -> None:
    window = asked_window({"as_of": datetime.date.fromisoformat(day)})

    assert window is not None
    assert certain(dates, window) == (held == "certainly")
    assert possible(dates, window) == (held != "not")


def test_a_year_has_a_day_in_itself_for_certain_and_does_not_cover_it() -> None:
    year = Window(first=datetime.date(2010, 1, 1), last=datetime.date(2010, 12, 31))

    assert certain("2010", year)
    assert not covers("2010", year)
    assert covers("2009/2011", year)


def test_a_day_outside_the_time_that_is_asked_for_leaves_nothing() -> None:
    day, later = datetime.date(2010, 1, 1), datetime.date(2011, 1, 1)
    window = asked_window({"as_of": day, "from": later})

    assert window is not None
    assert not possible("2000/..", window)
    assert not certain("2000/..", window)


# --- office-holders ---


def test_a_tenure_is_told_with_how_it_is_known(islands: Graph) -> None:
    rows = answer(islands, "office-holders", ["person", "dates", "known", "attested", "acting"])

    assert rows == [
        "Cyd | 2010/2012 | tenure | 2010-03-04 | False",
        "Cy | 2023-03-03/.. | tenure | - | True",
        "Eli | 2018/ | tenure | 2020-01-01, 2021-09-01/2021-09-30 | True",
        "Fay | - | undated | - | -",
        "Cy | 2010/2015-06 | tenure | - | -",
        "Di | 2024 | tenure | 2024-06-01 | -",
        "Dee | 2015-03-01/.. | tenure | - | -",
        "Cy | - | undated | - | -",
        "Gus | /2019-06 | tenure | - | -",
        "Gus | - | attested | 2025 | -",
    ]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2017-12-31", []),
        ("2018-06-01", ["Eli | possibly"]),
        ("2020-01-01", ["Eli | attested"]),
        ("2020-01-02", ["Eli | possibly"]),
        ("2021-09-17", ["Eli | attested"]),
    ],
)
def test_a_day_between_attestations_is_only_possible(
    islands: Graph, day: str, known: list[str]
) -> None:
    given = {"of": "state/azure", "as_of": day}

    assert answer(islands, "office-holders", ["person", "known"], **given) == known


def test_the_posts_of_a_state_are_those_in_its_bodies_and_not_in_its_regions(
    islands: Graph,
) -> None:
    columns = ["post", "party"]

    assert answer(islands, "office-holders", columns, of="state/azure") == [
        "Minister of Azure | Azure",
        "Minister of Azure | Azure",
        "Clerk | Office",
        "Clerk | Office",
    ]
    assert answer(islands, "office-holders", columns, of="state/ember") == []
    assert answer(islands, "office-holders", columns, of="region/ember-coast") == [
        "Governor of Ember Coast | Ember Coast",
        "Governor of Ember Coast | Ember Coast",
        "Warden of the Coast | Ember Coast",
    ]


def test_a_ruling_on_the_dates_of_a_tenure_is_among_its_grounds(islands: Graph) -> None:
    rows = answer(
        islands, "office-holders", ["person", "basis", "places"], post="post/coast-warden"
    )

    assert rows == ["Dee | inferred | gazette#1 gazette#10"]


# --- state-status ---


def test_a_standing_of_which_no_day_is_known_stands_last(islands: Graph) -> None:
    rows = answer(
        islands,
        "state-status",
        ["kind", "step", "date"],
        state="state/grove",
        body="body/league-bank",
    )

    assert rows == ["partner | attested | 2025-07-07", "applicant | undated | -"]


def test_an_act_without_a_date_has_that_of_its_meeting(islands: Graph) -> None:
    rows = answer(
        islands,
        "state-status",
        ["step", "date", "document", "places"],
        state="state/grove",
        from_="2020-12-31",
        to="2021-07",
    )

    assert rows == [
        "signed | 2020-12-31 | Entry into the League | gazette#2",
        "ended | 2021 | - | gazette#1 gazette#2",
        "began | 2021-07-01 | - | gazette#1",
        "entered-into-force | 2021-07-01 | Entry into the League | gazette#10",
    ]


# --- hosting and chairmanships ---


def test_a_host_is_the_state_of_the_place_else_who_received_and_no_video_has_one(
    islands: Graph,
) -> None:
    columns = ["meeting", "place", "host", "chair", "represents", "chair_state", "chair_is_host"]

    assert answer(islands, "hosting", columns, body="body/league") == [
        "First | Hall | Azure | Cyd | Ministry | Azure | True",
        "Second | Port | Azure | - | - | Dune, Ember | False",
        "Fifth | - | Ember | Dee | Ember Coast | Ember | True",
        "Another fifth | High seas | - | - | Office | - | -",
        "Fourth | - | - | Eli | Ember Coast | Ember | -",
        "Eighth | - | Azure | - | - | - | -",
        "Eighth | - | Brume | - | - | - | -",
    ]


def test_a_chair_is_compared_with_the_holder_where_a_meeting_fell_under_for_certain(
    islands: Graph,
) -> None:
    columns = ["body", "holder", "dates", "meeting", "under", "represents", "chair_is_holder"]

    assert answer(islands, "chairmanships", columns) == [
        "League | Azure | 2020-01-01/2020-12-31 | First | certainly | Ministry | True",
        "League | Azure | 2020-01-01/2020-12-31 | Second | certainly | - | False",
        "League | Ember Coast | 2021/2022 | Fifth | possibly | Ember Coast | -",
        "League | Ember Coast | 2021/2022 | Another fifth | possibly | Office | -",
        "League | Ministry | 2023-01-01/.. | Fourth | certainly | Ember Coast | False",
        "League | Ministry | 2023-01-01/.. | Committee | certainly | - | -",
        "League | Brume | - | - | - | - | -",
        "League Bank | League | 2019/.. | Vault | certainly | - | -",
    ]


# --- series ---


def test_numbers_that_are_missing_stand_twice_fall_or_are_disputed_are_found(
    islands: Graph,
) -> None:
    rows = answer(
        islands, "series", ["number", "event", "finding", "other_numbers"], body="body/league"
    )

    assert rows == [
        "1 | First | - | -",
        "2 | Second | disputed | 3",
        "3 | - | missing | -",
        "5 | Fifth | twice | -",
        "5 | Another fifth | twice | -",
        "4 | Fourth | falls | -",
        "6 | - | missing | -",
        "7 | - | missing | -",
        "8 | Eighth | - | -",
    ]


def test_an_edition_counts_for_its_series_and_its_parts_do_not(islands: Graph) -> None:
    assert answer(islands, "series", ["number", "event"], body="body/regatta") == [
        "2 | Second Regatta"
    ]
    assert answer(islands, "series", ["number", "event"], body="body/league-committee") == [
        "- | Committee"
    ]
