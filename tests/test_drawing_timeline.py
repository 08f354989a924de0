"""The timeline shows whatever the questions tell of, each thing with its own dates and sources."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sco_graph.drawing.lanes import place_timeline
from sco_graph.drawing.picture import Manner, Matrix, Span, Timeline
from sco_graph.drawing.placed import Bar
from sco_graph.graph import Graph
from sco_graph.shapes import read_schema
from sco_loaders.build import build
from tests.islands import ARCHIPELAGO
from tests.planted import TALKS, plant

BOTH_CAME = """participations:
  - {person: person/anna, represents: state/mars, roles: delegate,
     status: attended, sources: source/report#1}
  - {represents: state/ceres, roles: delegate, status: attended, basis: inferred,
     inferred_from: the photograph, sources: source/report#1}
sources: source/report#1
"""
ROUNDS = {
    "source/report": """
name: Report
kind: press
language: en
passages: [{line: 1}, {line: 2}, {line: 3}]
""",
    "body/council": """
name: {en: Council, ru: Совет}
kind: council
chairmanships:
  - {chair: state/mars, dates: 2001-06-15/2002-06-15, sources: source/report#2}
  - {chair: state/ceres, dates: 2002-06-15/2003-06-15, sources: source/report#2}
  - {chair: state/mars, dates: 2003-06-15/.., sources: source/report#2}
sources: source/report#1
""",
    "state/mars": """
name: {en: Mars, ru: Марс, zh: 火星}
iso_alpha2: MA
iso_alpha3: MAR
statuses:
  - {key: once, kind: observer, body: body/council, dates: 2001/2005, sources: source/report#1}
  - {key: again, kind: observer, body: body/council, dates: 2010/2012, sources: source/report#1}
sources: source/report#1
""",
    "state/ceres": TALKS["state/ceres"],
    "person/cleo": """
name: Cleo
tenures:
  - {key: lasting, post: post/mayor, dates: 2003-05-06/.., sources: source/report#1}
  - {key: begun, post: post/mayor, dates: 2001-05-06/, sources: source/report#1}
  - {key: over, post: post/mayor, dates: /2000-05-06, sources: source/report#1}
sources: source/report#1
""",
    "body/club": "name: Club\nkind: expert-group\nsources: source/report#1\n",
    "post/mayor": "name: Mayor\nin: state/mars\nsources: source/report#1\n",
    "person/anna": """
name: Anna
tenures:
  - {key: first, post: post/mayor, dates: 2000/2008, sources: source/report#1}
  - {key: second, post: post/mayor, dates: 2012/.., sources: source/report#1}
sources: source/report#1
""",
    "meeting/guessed": """
name: Guessed
kind: council-meeting
body: body/council
dates: 2002-01-10
basis: inferred
inferred_from: the agenda
sources: source/report#3
""",
    "meeting/disputed": """
name: Disputed
kind: council-meeting
body: body/council
dates: 2004-01-10
claims:
  - {property: dates, value: 2004-01-10, rank: preferred, sources: source/report#1}
  - {property: dates, value: 2004-01-11, rank: rejected, sources: source/report#3}
participations:
  - {person: person/anna, represents: state/mars, roles: chair, mode: in-person,
     status: attended, sources: source/report#1}
  - {represents: state/ceres, roles: speaker, mode: video-address,
     status: attended, sources: source/report#1}
sources: source/report#1
""",
    "meeting/dated-by-us": f"""
name: Dated by us
kind: council-meeting
body: body/council
dates: 2005-01-10
claims:
  - property: dates
    value: 2005-01-10
    rank: preferred
    basis: inferred
    inferred_from: the photograph
    sources: source/report#1
{BOTH_CAME}""",
    "meeting/plain": f"""
name: Plain
kind: council-meeting
body: body/council
dates: 2006-01-10
{BOTH_CAME}""",
    "meeting/visited": """
name: Visited
kind: council-meeting
body: body/council
dates: 2006-05-10
participations:
  - {person: person/dora, represents: body/club, from_state: state/ceres, roles: delegate,
     status: attended, sources: source/report#1}
sources: source/report#1
""",
    "person/dora": """
name: Dora
tenures:
  - {key: acting, post: post/mayor, dates: 2008/2010, acting: true, sources: source/report#1}
  - {key: full, post: post/mayor, dates: 2010/2012, sources: source/report#1}
sources: source/report#1
""",
    "meeting/opened": """
name: Opened
kind: council-meeting
body: body/council
dates: 2007-01-10/
sources: source/report#1
""",
    "meeting/closed": """
name: Closed
kind: expert-meeting
body: body/club
dates: /2008-12-31
sources: source/report#1
""",
}
"""A chair, an office and a standing that came round again, and meetings of every sureness."""


@pytest.fixture(scope="module")
def archipelago(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of invented records in which everything occurs."""
    folder = tmp_path_factory.mktemp("archipelago")
    plant(folder / "records", ARCHIPELAGO)
    return Graph(build(folder / "build", folder / "records"))


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of what came round again."""
    folder = tmp_path_factory.mktemp("rounds")
    plant(folder / "records", ROUNDS)
    return Graph(build(folder / "build", folder / "records"))


@pytest.fixture(params=["graph", "archipelago", "rounds"])
def any_graph(request: pytest.FixtureRequest) -> Graph:
    """Return each of the graphs in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Graph)
    return found


def drawn(
    graph: Graph,
    *,
    body: str | None = None,
    state: str | None = None,
    person: str | None = None,
    years: tuple[str | None, str | None] = (None, None),
) -> Timeline:
    from_, to = years
    picture = graph.draw(
        "timeline", body=body, state=state, person=person, from_=from_, to=to
    ).picture
    assert isinstance(picture, Timeline)
    return picture


def spans(
    graph: Graph,
    family: str,
    *,
    body: str | None = None,
    state: str | None = None,
    person: str | None = None,
) -> list[Span]:
    found = drawn(graph, body=body, state=state, person=person).spans
    return [span for span in found if span.family == family]


def told(span: Span) -> tuple[str, str]:
    """Return of whom a bar is, and what it is called without its dates."""
    return span.lane.split(" ", 1)[1], span.facts[0].value["en"]


# --- what is shown ---


def test_every_chairmanship_has_a_bar_of_its_own(any_graph: Graph) -> None:
    shown = [(*told(span), span.edtf) for span in spans(any_graph, "chairmanship")]

    rows = any_graph.query("chairmanships")
    asked = {(row["body_id"], row["holder"], row["dates"]) for row in rows if row["dates"]}
    assert sorted(shown) == sorted(asked)


def test_under_no_chair_is_a_meeting_of_which_a_day_is_not_known(tmp_path: Path) -> None:
    ended = """
name: Ended
kind: council-meeting
body: body/council
dates: /2009-12-31
sources: source/report#1
"""
    plant(tmp_path / "records", {**ROUNDS, "meeting/ended": ended})
    graph = Graph(build(tmp_path / "build", tmp_path / "records"))

    under = {row["meeting_id"] for row in graph.query("chairmanships")}
    assert "meeting/plain" in under
    assert "meeting/ended" not in under


def test_every_tenure_and_every_day_that_attests_one_has_a_bar(any_graph: Graph) -> None:
    shown = [(*told(span), span.edtf) for span in spans(any_graph, "tenure")]

    rows = list(any_graph.query("office-holders"))
    assert sorted(shown) == sorted(
        (row["person_id"], f"{row['post']}{' (acting)' if row['acting'] else ''}", dates)
        for row in rows
        for dates in (row["dates"], *row["attested"])
        if dates
    )


def test_every_standing_and_every_day_that_attests_one_has_a_bar(any_graph: Graph) -> None:
    shown = [
        (*told(span), step, date)
        for span in spans(any_graph, "status")
        for step, date in steps(span)
        if date not in ("", "..")
    ]

    kinds = read_schema().scheme("status-kind")
    assert sorted(shown) == sorted(
        (f"{row['state_id']} {row['body_id']}", kinds[row["kind"]].names["en"], *step)
        for row in any_graph.query("state-status")
        if (step := (row["step"], row["date"]))[0] in ("began", "attested", "ended")
    )


def steps(span: Span) -> list[tuple[str, str]]:
    """Return what state-status tells of a bar: its ends, or that it is attested."""
    if "/attestation/" in span.id:
        return [("attested", span.edtf)]
    begun, slash, ended = span.edtf.partition("/")
    return [("began", begun), ("ended", ended if slash else begun)]


def test_what_came_round_again_has_two_bars_and_each_only_its_own_facts(rounds: Graph) -> None:
    offices = spans(rounds, "tenure", person="person/anna")
    standings = spans(rounds, "status", state="state/mars")
    chairs = spans(rounds, "chairmanship", state="state/mars")

    assert [span.edtf for span in offices] == ["2000/2008", "2012/.."]
    assert [span.edtf for span in standings] == ["2001/2005", "2010/2012"]
    assert [span.edtf for span in chairs] == ["2001-06-15/2002-06-15", "2003-06-15/.."]
    for span in (*offices, *standings, *chairs):
        dates = [fact.value["en"] for fact in span.facts if fact.label["en"] == "dates"]
        assert dates == [span.edtf]


def test_what_has_no_date_is_named_below_and_has_no_bar(archipelago: Graph) -> None:
    picture = archipelago.draw("timeline", body="body/league").picture

    [note] = [one["en"] for one in picture.head.notes if "so not shown" in one["en"]]
    assert "League: Brume" in note


def test_of_a_meeting_without_a_last_day_the_first_is_drawn_with_a_short_point(
    rounds: Graph,
) -> None:
    closed, opened = (span for span in spans(rounds, "meeting") if "/" in span.edtf)

    assert opened.begins == opened.ends == (datetime.date(2007, 1, 10),) * 2
    assert closed.begins == closed.ends == (datetime.date(2008, 12, 31),) * 2
    first, last = (bar(rounds, span) for span in (opened, closed))
    assert (first.open_left, first.open_right) == (False, True)
    assert (last.open_left, last.open_right) == (True, False)
    assert first.certain == (first.x, first.x + 8)
    assert last.certain == (last.x + 8, last.x + 16)
    assert first.width == last.width == 16


def bar(graph: Graph, span: Span) -> Bar:
    [found] = [one for one in place_timeline(drawn(graph), ["en"]).bars if one.id == span.id]
    return found


def test_no_bar_leaves_the_years(rounds: Graph) -> None:
    for years in (("2007", "2007"), ("2008", "2008"), ("2001", "2001")):
        placed = place_timeline(drawn(rounds, years=years), ["en"])

        assert placed.bars
        assert min(bar.x for bar in placed.bars) >= placed.axis[0]
        assert max(bar.x + bar.width for bar in placed.bars) <= placed.axis[1]


def test_a_meeting_without_a_last_day_is_not_shown_in_later_years(rounds: Graph) -> None:
    of_its_year = drawn(rounds, body="body/council", years=("2007", "2007"))
    later = drawn(rounds, body="body/council", years=("2009", None))

    assert "2007-01-10/" in [span.edtf for span in of_its_year.spans]
    assert [span.edtf for span in later.spans if span.family == "meeting"] == []


def test_a_bar_has_a_name_in_those_languages_alone_that_the_thing_has(rounds: Graph) -> None:
    mars, ceres, _ = spans(rounds, "chairmanship", body="body/council")

    assert mars.names == {
        "en": "Mars, 2001-06-15–2002-06-15",
        "ru": "Марс, 2001-06-15–2002-06-15",
        "zh": "火星，2001-06-15–2002-06-15",
    }
    assert ceres.names == {"en": "Ceres, 2002-06-15–2003-06-15"}


def test_only_what_goes_on_is_certain_beyond_the_one_end_that_is_known(rounds: Graph) -> None:
    offices = {span.edtf: span for span in spans(rounds, "tenure", person="person/cleo")}

    lasting, begun, over = (
        bar(rounds, offices[dates]) for dates in ("2003-05-06/..", "2001-05-06/", "/2000-05-06")
    )
    assert lasting.certain == (lasting.x, lasting.x + lasting.width)
    assert lasting.open_right
    for one in (begun, over):
        assert one.certain is not None
        assert one.certain[1] - one.certain[0] < 1 < one.width
    assert begun.certain is not None
    assert begun.certain[0] == begun.x
    assert over.certain is not None
    assert over.certain[1] == over.x + over.width


# --- how sure it is ---


def test_a_chairmanship_is_as_sure_as_itself_and_not_as_the_meetings_under_it(
    rounds: Graph,
) -> None:
    rows = rounds.query("chairmanships", body="body/council")
    assert "inferred" in {row["basis"] for row in rows if row["holder_id"] == "state/mars"}

    chairs = spans(rounds, "chairmanship", body="body/council")

    cited = {one.place for span in chairs for fact in span.facts for one in fact.citations}
    assert {span.manner for span in chairs} == {Manner.STATED}
    assert cited == {"line 2"}


def test_a_meeting_is_as_sure_as_its_date_and_that_one_was_there(rounds: Graph) -> None:
    of_all = spans(rounds, "meeting", body="body/council")
    of_mars = spans(rounds, "meeting", state="state/mars")
    of_anna = spans(rounds, "meeting", person="person/anna")
    of_ceres = spans(rounds, "meeting", state="state/ceres")

    assert manners(of_all) == {
        "2002-01-10": "inferred",
        "2004-01-10": "contradicted",
        "2005-01-10": "inferred",
        "2006-01-10": "stated",
        "2006-05-10": "stated",
        "2007-01-10/": "stated",
    }
    known = {"2004-01-10": "contradicted", "2005-01-10": "inferred", "2006-01-10": "stated"}
    assert manners(of_mars) == known
    assert manners(of_anna) == known
    assert manners(of_ceres) == {"2005-01-10": "inferred", "2006-01-10": "inferred"}


def manners(found: list[Span]) -> dict[str, str]:
    return {span.edtf: span.manner for span in found}


def test_a_date_in_dispute_says_so_with_the_places_of_every_side(rounds: Graph) -> None:
    [span] = [
        one for one in spans(rounds, "meeting", person="person/anna") if "Disputed" in str(one)
    ]

    [dates] = [fact for fact in span.facts if fact.label["en"] == "dates"]
    assert span.names["en"] == "Disputed, 2004-01-10 (sources disagree)"
    assert dates.manner is Manner.CONTRADICTED
    assert {one.place for one in dates.citations} == {"line 1", "line 3"}
    picture = rounds.draw("timeline", person="person/anna").picture
    assert "contradicted" in [entry.id for entry in picture.head.legend]


def test_who_only_sent_an_address_was_not_at_the_meeting(rounds: Graph) -> None:
    matrix = rounds.draw("matrix").picture
    assert isinstance(matrix, Matrix)
    sent = {(one.row, one.column) for one in matrix.cells if one.mark == "sent"}
    assert sent == {("state/ceres", "meeting/disputed")}

    shown = spans(rounds, "meeting", state="state/ceres")

    assert "2004-01-10" not in [span.edtf for span in shown]


def test_a_state_was_not_at_a_meeting_for_one_who_came_from_there(rounds: Graph) -> None:
    days = [span.edtf for span in spans(rounds, "meeting", state="state/ceres")]

    assert "2006-01-10" in days
    assert "2006-05-10" not in days
    [visit] = spans(rounds, "meeting", person="person/dora")
    assert visit.edtf == "2006-05-10"


def test_who_held_an_office_only_acting_is_said_to_have_done_so(rounds: Graph) -> None:
    bars = spans(rounds, "tenure", person="person/dora")

    assert [bar.names["en"] for bar in bars] == ["Mayor (acting), 2008–2010", "Mayor, 2010–2012"]
