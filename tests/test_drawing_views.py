"""The views of a graph say what the questions of the pack answer, each fact with its sources."""

from __future__ import annotations

import pytest

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.lanes import place_timeline
from sco_graph.drawing.picture import Diagram, Item, Link, Manner, Matrix, Of, Picture, Timeline
from sco_graph.errors import QuestionError, UnknownName, WrongUse
from sco_graph.graph import Graph
from sco_loaders.build import build
from tests.islands import ARCHIPELAGO
from tests.planted import plant

INDUSTRY = "meeting/industry-2025-yekaterinburg"
FIRST_FORUM = "meeting/regions-forum-2020"


def diagram(drawing: Drawing) -> Diagram:
    picture = drawing.picture
    assert isinstance(picture, Diagram)
    return picture


def meetings(graph: Graph) -> list[str]:
    rows = graph.engine.cypher("MATCH (m:Meeting) RETURN m.id AS id ORDER BY m.id", {})
    return [row["id"] for row in rows]


def links(picture: Diagram, *families: str) -> set[tuple[str, str]]:
    return {(link.from_, link.to) for link in picture.links if link.family in families}


def item(picture: Diagram, id_: str) -> Item:
    [found] = [one for one in picture.items if one.id == id_]
    return found


def link(picture: Diagram, from_: str, to: str) -> Link:
    [found] = [one for one in picture.links if (one.from_, one.to) == (from_, to)]
    return found


@pytest.fixture(scope="module")
def archipelago(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of invented records in which everything occurs."""
    folder = tmp_path_factory.mktemp("archipelago")
    plant(folder / "records", ARCHIPELAGO)
    return Graph(build(folder / "build", folder / "records"))


# --- one meeting ---


def test_a_meeting_shows_whoever_the_question_tells_and_nobody_else(graph: Graph) -> None:
    for meeting in meetings(graph):
        picture = diagram(graph.draw("meeting", id=meeting))
        rows = list(graph.query("who-attended", meeting=meeting))

        named = {row["participant_id"] for row in rows} - {None}
        groups = {row["participant"] for row in rows if row["participant_id"] is None} - {None}
        people = [one for one in picture.items if one.column == 1]
        assert {one.id for one in people if one.kind != "group"} == named
        assert {one.names["en"] for one in people if one.kind == "group"} == groups
        assert links(picture, "REPRESENTS") == {
            (row["participant_id"], row["represents_id"])
            for row in rows
            if row["participant_id"] and row["represents_id"]
        } | {
            pair for pair in links(picture, "REPRESENTS") if item(picture, pair[0]).kind == "group"
        }


def test_only_who_was_present_is_joined_to_the_meeting_by_a_line_of_attendance(
    graph: Graph,
) -> None:
    for meeting in meetings(graph):
        picture = diagram(graph.draw("meeting", id=meeting))
        present = {
            (row["participant_id"], meeting)
            for row in graph.query("who-attended", meeting=meeting)
            if row["status"] == "attended"
            and row["participant_id"]
            and row["mode"] not in ("video-address", "written-greeting")
        }

        shown = {
            (one.from_, one.to)
            for one in picture.links
            if one.family in ("ATTENDED", "CHAIRED") and one.manner is not Manner.ANNOUNCED
        }
        people = {one.id for one in picture.items if one.kind in ("person", "post")}
        assert {pair for pair in shown if pair[0] in people} == present


def test_under_each_state_stands_the_level_that_the_question_tells(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))
    levels = {
        row["state_id"]: row["level"]
        for row in graph.query("level-of-representation")
        if row["meeting_id"] == INDUSTRY
    }

    shown = {
        one.id: one.notes[0]["en"].split(" · ")[0].split(" (")[0]
        for one in picture.items
        if one.kind == "state"
    }
    assert len(levels) == 10
    assert {id_: words.replace(" ", "-") for id_, words in shown.items()} == {
        id_: "adviser-or-envoy-of-a-leader" if level == "adviser-to-leader" else level
        for id_, level in levels.items()
    }


def test_what_was_decided_is_what_the_question_on_outcomes_tells(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))

    rows = graph.query("outcomes", meeting=INDUSTRY)
    assert {(row["document_id"], row["act"]) for row in rows} == {
        (one.to, one.family.lower()) for one in picture.links if one.to.startswith("document/")
    }


def test_an_unnamed_official_stays_unnamed_and_the_box_shows_the_post(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))

    belarus = item(picture, "post/belarus-minister-of-industry")
    assert belarus.kind == "post"
    assert belarus.names["en"] == "Minister of Industry of Belarus"
    assert [one.id for one in picture.items if one.kind == "person"] == ["person/sohail-khan"]


def test_the_chair_whom_no_source_names_is_the_state_itself(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))

    assert links(picture, "CHAIRED") == {("state/russia", INDUSTRY)}
    assert item(picture, "state/russia").notes[0]["en"] == "minister · chair"


def test_what_is_inferred_looks_so_and_says_so(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))

    protocol = link(picture, INDUSTRY, "document/industry-ministers-2025-protocol")
    assert protocol.manner is Manner.INFERRED
    assert item(picture, "state/china").notes[0]["en"] == "senior official (inferred)"
    assert item(picture, "event/innoprom-2025").notes[0]["en"] == "2025 (year only, inferred)"
    assert "inferred" in [entry.id for entry in picture.head.legend]


def test_an_inferred_attendance_is_told_apart_from_an_inferred_role(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=INDUSTRY))

    assert item(picture, "person/sohail-khan").notes[-1]["en"].endswith(" · attended (inferred)")
    post = item(picture, "post/belarus-minister-of-industry")
    assert post.notes[-1]["en"] == "head of delegation (inferred)"


def test_a_state_whose_representative_was_only_invited_does_not_look_represented(
    shipped: Graph,
) -> None:
    picture = diagram(shipped.draw("meeting", id="meeting/hsc-2025-tianjin"))

    shown = {
        one.to: (one.manner, item(picture, one.to).notes[0]["en"])
        for one in picture.links
        if one.family == "REPRESENTS"
    }
    assert shown["state/nepal"] == (Manner.ANNOUNCED, "head of government (invited)")
    assert shown["state/india"] == (Manner.STATED, "head of government")
    for row in shipped.query("attendance-gaps", meeting="meeting/hsc-2025-tianjin"):
        if row["state_id"] in shown:
            manner, note = shown[row["state_id"]]
            assert (manner is Manner.STATED) == (row["attendance"] == "present")
            assert note.endswith("(invited)") == (row["status"] == "invited")


def test_a_state_that_was_only_announced_itself_says_so(shipped: Graph) -> None:
    picture = diagram(shipped.draw("meeting", id="meeting/security-secretaries-2024-astana"))

    assert item(picture, "state/iran").notes[0]["en"] == "participant · announced"
    assert item(picture, "state/mongolia").notes[0]["en"] == "guest · invited"


def test_who_only_sent_a_greeting_did_not_attend(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=FIRST_FORUM))

    greeting = link(picture, "person/maxim-reshetnikov", FIRST_FORUM)
    assert greeting.family == "sent"
    assert greeting.manner is Manner.ANNOUNCED


def test_who_comes_from_a_state_does_not_represent_it(graph: Graph) -> None:
    picture = diagram(graph.draw("meeting", id=FIRST_FORUM))

    assert len(links(picture, "FROM_STATE")) == 16
    assert not {to for _, to in links(picture, "REPRESENTS")} & {
        one.id for one in picture.items if one.kind == "state"
    }


def test_a_meeting_tells_how_much_of_what_was_expected_is_known(graph: Graph) -> None:
    head = graph.draw("meeting", id=FIRST_FORUM).picture.head
    notes = [note["en"] for note in head.notes]

    known = "States known as members that day: 8; known to have been represented: 0."
    assert known in notes
    others = "Represented by nobody that a source names, but others came from: China, India,"
    assert any(note.startswith(others) for note in notes)
    assert not any(note.startswith("No source says whether they came") for note in notes)


# --- every view ---


def drawings(graph: Graph) -> list[Drawing]:
    return [
        graph.draw("meeting", id=INDUSTRY),
        graph.draw("network"),
        graph.draw("co-attendance", kind="state"),
        graph.draw("matrix"),
        graph.draw("timeline"),
    ]


def test_whatever_is_shown_has_its_sources_in_the_list(graph: Graph) -> None:
    for drawing in drawings(graph):
        picture = drawing.picture
        numbers = {source.number for source in picture.head.sources}
        assert numbers == set(range(1, len(numbers) + 1))
        for facts in facts_of(picture):
            cited = {one.number for fact in facts for one in fact.citations}
            assert cited
            assert cited <= numbers


def facts_of(picture: Picture) -> list[tuple]:  # type: ignore[type-arg]
    match picture:
        case Diagram():
            return [*(one.facts for one in picture.items), *(one.facts for one in picture.links)]
        case Matrix():
            return [one.facts for one in picture.cells if one.mark != "not-stated"]
        case Timeline():
            return [one.facts for one in picture.spans]


def test_the_legend_has_what_is_in_use_and_nothing_else(graph: Graph) -> None:
    picture = diagram(graph.draw("network"))

    used: set[str] = {item.kind for item in picture.items}
    used |= {link.family for link in picture.links}
    used |= {item.manner for item in picture.items} | {link.manner for link in picture.links}
    used -= {Manner.STATED}
    assert {entry.id for entry in picture.head.legend} == used
    assert all(entry.names.keys() >= {"en", "ru", "zh"} for entry in picture.head.legend)


def test_the_meetings_of_a_network_stand_in_the_order_of_their_dates(graph: Graph) -> None:
    picture = diagram(graph.draw("network"))

    dates = [one.notes[0]["en"] for one in picture.items if one.kind == "meeting"]
    known = [date[:4] for date in dates if date != "no date known"]
    assert known == sorted(known)
    assert dates[len(known) :] == ["no date known"] * (len(dates) - len(known))


def test_a_network_of_some_kinds_has_no_others_but_its_meetings(graph: Graph) -> None:
    picture = diagram(graph.draw("network", kind=["state", "document"], from_="2025"))

    assert {one.kind for one in picture.items} == {"state", "document", "meeting"}
    assert ("state/india", INDUSTRY) in links(picture, "REPRESENTED_AT")


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([], "SCO meetings: who took part, and what was decided"),
        (["state"], "SCO meetings: who took part"),
        (["document", "place"], "SCO meetings: what was decided"),
        (["place"], "SCO meetings"),
    ],
)
def test_a_network_is_called_after_the_kinds_that_it_shows(
    graph: Graph, kinds: list[str], title: str
) -> None:
    assert graph.draw("network", kind=kinds).picture.head.title["en"] == title


def test_an_event_is_no_meeting_and_its_meetings_stand_under_a_head_that_says_so(
    graph: Graph,
) -> None:
    picture = diagram(graph.draw("meeting", id="event/innoprom-2025"))

    heads = {one.id: picture.columns[one.column]["en"] for one in picture.items}
    assert heads["event/innoprom-2025"] == "Event"
    assert heads[INDUSTRY] == "Meetings, documents, body, place"


def test_pairs_are_as_wide_as_the_question_counts(graph: Graph) -> None:
    picture = diagram(graph.draw("co-attendance", kind="state"))

    rows = graph.query("co-attendance", kind="state")
    assert {(one.from_, one.to, one.weight) for one in picture.links} == {
        (row["actor_id"], row["other_id"], row["times"]) for row in rows
    }


def test_a_threshold_leaves_out_who_met_less_often_and_says_so(generated: Graph) -> None:
    rows = list(generated.query("co-attendance", kind="state"))
    least = max(row["times"] for row in rows)

    picture = diagram(generated.draw("co-attendance", kind="state", least=least))
    kept = [row for row in rows if row["times"] == least]
    assert len(picture.links) == len(kept) < len(rows)
    notes = [note["en"] for note in picture.head.notes]
    assert f"Pairs that met less often and are left out: {len(rows) - len(kept)}." in notes


def test_one_pair_or_meeting_is_told_without_a_plural(frozen: Graph) -> None:
    july = {"kind": "state", "from_": "2025-07-01", "to": "2025-07-31"}
    head = frozen.draw("co-attendance", **july).picture.head  # type: ignore[arg-type]
    pairs = list(frozen.query("co-attendance", **july))

    assert {row["times"] for row in pairs} == {1}
    assert head.subtitle["en"] == f"States: 10; pairs: {len(pairs)}; meetings of a pair: 1"


def test_every_cell_of_the_matrix_is_what_the_questions_tell(graph: Graph) -> None:
    picture = graph.draw("matrix").picture
    assert isinstance(picture, Matrix)

    told = {
        (row["state_id"], row["meeting_id"]): row["attendance"]
        for row in graph.query("attendance-gaps")
    }
    marks = {"present": ("present", "chair"), "absent": ("absent",)}
    others = ("not-stated", "sent", "announced", "not-a-member")
    assert len(picture.cells) == len(picture.rows) * len(picture.columns)
    for cell in picture.cells:
        attendance = told.get((cell.row, cell.column), "not stated")
        assert cell.mark in marks.get(attendance, others)


def test_every_way_of_being_there_or_not_has_a_mark_of_its_own(
    archipelago: Graph, frozen: Graph
) -> None:
    pictures = [graph.draw("matrix").picture for graph in (archipelago, frozen)]

    marks = {
        cell.mark for picture in pictures if isinstance(picture, Matrix) for cell in picture.cells
    }
    assert marks == {
        "present",
        "chair",
        "sent",
        "announced",
        "absent",
        "not-stated",
        "not-a-member",
    }


def test_a_cell_calls_who_was_invited_invited_and_who_sent_word_so_in_every_language(
    archipelago: Graph, shipped: Graph
) -> None:
    meeting = "meeting/security-secretaries-2024-astana"
    picture = shipped.draw("matrix", body="body/security-council-secretaries").picture
    assert isinstance(picture, Matrix)
    invited = {cell.row: cell for cell in picture.cells if cell.column == meeting}
    invented = archipelago.draw("matrix").picture
    assert isinstance(invented, Matrix)
    bare = [cell for cell in invented.cells if cell.mark == "sent" and "sent" in cell.names["en"]]

    assert (invited["state/mongolia"].names["en"], invited["state/mongolia"].notes) == (
        "invited",
        (),
    )
    assert invited["state/iran"].names["en"] == "announced"
    assert {cell.names["ru"] for cell in bare} == {"только обращение"}
    assert {cell.names["zh"] for cell in bare} == {"仅致辞或贺词"}


def test_who_was_only_announced_is_told_apart_from_what_is_only_announced(
    archipelago: Graph, frozen: Graph
) -> None:
    pictures = [graph.draw("matrix").picture for graph in (archipelago, frozen)]

    told = {
        entry.of: entry.names
        for picture in pictures
        for entry in picture.head.legend
        if entry.id == "announced"
    }
    assert told[Of.MARK]["en"] == "announced or invited, not known to have come"
    assert told[Of.MANNER]["en"] == "announced, or not said whether it happened"


def test_the_timeline_shows_whole_dates_and_nothing_between_two_attestations(
    graph: Graph,
) -> None:
    picture = graph.draw("timeline", state="state/russia").picture
    assert isinstance(picture, Timeline)

    standing = [span.edtf for span in picture.spans if span.family == "status"]
    assert standing == ["2001-06-15/..", "2020-10-29", "2025-07-07"]
    [year] = [span for span in picture.spans if span.edtf == "2025"]
    assert year.begins == year.ends
    assert year.begins is not None
    assert [str(day) for day in year.begins] == ["2025-01-01", "2025-12-31"]


def test_who_was_absent_or_only_expected_is_not_shown_as_present(archipelago: Graph) -> None:
    for meeting in meetings(archipelago):
        picture = diagram(archipelago.draw("meeting", id=meeting))
        for row in archipelago.query("who-attended", meeting=meeting):
            actor = row["participant_id"]
            lines = [one for one in picture.links if (one.from_, one.to) == (actor, meeting)]
            if actor is not None and row["status"] == "absent":
                assert "absent" in {one.family for one in lines}
            elif actor is not None and row["status"] != "attended":
                assert Manner.ANNOUNCED in {one.manner for one in lines}


def test_an_end_that_no_source_tells_is_open(graph: Graph) -> None:
    picture = graph.draw("timeline", body="body/heads-of-government-council").picture
    assert isinstance(picture, Timeline)

    [open_] = [span for span in picture.spans if span.edtf == "2025/.."]
    assert open_.begins is not None
    assert open_.ends is None


def test_a_timeline_of_some_years_shows_what_may_have_been_in_them(graph: Graph) -> None:
    drawing = graph.draw("timeline", state="state/russia", from_="2020", to="2021")
    whole, some = (one.picture for one in (graph.draw("timeline", state="state/russia"), drawing))
    assert isinstance(whole, Timeline)
    assert isinstance(some, Timeline)

    shown = {span.id for span in some.spans}
    assert shown == {
        span.id
        for span in whole.spans
        if not (span.ends and span.ends[1].year < 2020)
        and not (span.begins and span.begins[0].year > 2021)
    }
    assert 0 < len(shown) < len(whole.spans)
    assert "from 2020 to 2021" in some.head.title["en"]
    placed = place_timeline(some, ["en"])
    assert [tick.text for tick in placed.ticks] == ["2020", "2021"]
    ends = {end for bar in placed.bars for end in (bar.x, bar.x + bar.width)}
    assert placed.axis[0] <= min(ends)
    assert max(ends) <= placed.axis[1]


# --- what cannot be ---


def test_a_view_refuses_what_it_cannot_show(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no view 'netwrk'; did you mean 'network'"):
        graph.draw("netwrk")
    with pytest.raises(QuestionError, match="matrix has no 'state'; it has body, from_, to"):
        graph.draw("matrix", state="state/india")
    with pytest.raises(QuestionError, match="meeting needs the id of one"):
        graph.draw("meeting")
    with pytest.raises(UnknownName, match="no kind 'stat'; did you mean 'state'"):
        graph.draw("network", kind="stat")
    with pytest.raises(UnknownName, match="no language 'fr'"):
        graph.draw("network", lang="fr")
    with pytest.raises(WrongUse, match="--least 0"):
        graph.draw("co-attendance", least=0)


@pytest.mark.parametrize("view", ["network", "matrix", "co-attendance"])
def test_an_empty_picture_says_why(graph: Graph, view: str) -> None:
    picture = graph.draw(view, from_="2040").picture

    assert picture.why_empty is not None
    assert picture.why_empty["en"].endswith(": from 2040")
