"""Edits by hand: read strictly, told where they are wrong, applied the same each time."""

from __future__ import annotations

import pytest

from sco_graph.drawing import detours
from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.edited import edited, moved
from sco_graph.drawing.edits import Edits
from sco_graph.drawing.edits_file import parse_edits
from sco_graph.drawing.picture import Diagram, Matrix, Picture, Timeline
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import PlacedDiagram
from sco_graph.drawing.svg import svg
from sco_graph.errors import RecordsError
from sco_graph.graph import Graph
from tests import hand_made_pictures as hand_made
from tests.test_drawing_layout import touched

EDITS = """
title: Ministers of industry
hide: [state/india]
highlight: [state/china]
rename:
  state/russia: The host
  state/belarus: {en: Belarus!, ru: Беларусь!}
note:
  state/china: Spoke first
move:
  state/china: [420, 40]
"""


def parsed(text: str) -> Edits:
    return parse_edits(text.encode(), "edits.yaml")


def test_edits_are_read_with_the_place_of_each() -> None:
    edits = parsed(EDITS)

    assert edits.title == "Ministers of industry"
    assert edits.hide == {"state/india"}
    assert edits.rename["state/russia"] == dict.fromkeys(("en", "ru", "zh"), "The host")
    assert edits.rename["state/belarus"] == {"en": "Belarus!", "ru": "Беларусь!"}
    assert edits.move == {"state/china": (420.0, 40.0)}
    assert edits.where["hide", "state/india"] == ("edits.yaml", 3, 8)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("hidden: [a]", "edits.yaml:1:1: edits have no key 'hidden'; did you mean 'hide'?"),
        ("hide: state/india", "edits.yaml:1:1: 'hide' is a list of ids"),
        ("hide: [[a]]", "edits.yaml:1:8: this is to be a text"),
        ("rename: [a]", "edits.yaml:1:1: 'rename' has an id, a colon and a value"),
        ("rename:\n  state/x: {ru: Х}", "edits.yaml:2:3: give one text, or a text by language"),
        ("rename:\n  state/x: {en: X, fr: X}", "edits.yaml:2:20: no language 'fr'"),
        ("move:\n  state/x: [1]", "edits.yaml:2:3: give the two numbers of a place"),
        ("move:\n  state/x: [1, a]", "edits.yaml:2:3: give the two numbers of a place"),
        ("move:\n  state/x: [1, nan]", "edits.yaml:2:3: give the two numbers of a place"),
        ("move:\n  state/x: 12", "edits.yaml:2:3: give the two numbers of a place"),
        ("move:\n  state/x: {1: 2, 3: 4}", "edits.yaml:2:3: give the two numbers of a place"),
        ("move:\n  state/x: [1, -1e6]", "edits.yaml:2:3: give the two numbers of a place"),
        (f"title: {'a' * 2_001}", "edits.yaml:1:1: this has 2,001 characters; give 2,000 at most"),
        (f"note:\n  state/x: {'a' * 2_001}", "edits.yaml:2:3: this has 2,001 characters"),
        (f"note:\n  state/x: {{en: {'a' * 2_001}}}", "edits.yaml:2:13: this has 2,001 characters"),
        ("title: [a]", "edits.yaml:1:1: this is to be a text"),
        ("title: a\ntitle: b", "edits.yaml:2:1: key 'title' stands in line 1 already"),
        ("title: !x a", "edits.yaml:1:8:"),
        ("", "edits.yaml:1:1: the file is empty"),
    ],
)
def test_what_is_no_edit_is_told_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(RecordsError) as raised:
        parsed(text)

    assert str(raised.value).startswith(problem)


def test_an_edit_of_what_is_not_shown_is_told_with_the_near_ones() -> None:
    with pytest.raises(RecordsError) as raised:
        edited(hand_made.ministers(), parsed("note:\n  state/chna: here"))

    assert str(raised.value).startswith(
        "edits.yaml:2:3: the picture shows no 'state/chna'; did you mean 'state/china'"
    )


@pytest.mark.parametrize(
    ("picture", "text", "problem"),
    [
        (
            hand_made.ministers(),
            "hide: [LINK]\nmove:\n  LINK: [1, 2]",
            "edits.yaml:3:3: 'move' does nothing to 'LINK' in this picture; it takes",
        ),
        (hand_made.ministers(), "note:\n  LINK: here", "edits.yaml:2:3: 'note' does nothing to"),
        (
            hand_made.attendance(),
            "rename:\n  state/china: Host\nhighlight: [state/china]",
            "edits.yaml:3:13: 'highlight' does nothing to 'state/china' in this picture; it takes",
        ),
        (hand_made.careers(), "note:\n  SPAN: here", "edits.yaml:2:3: 'note' does nothing to"),
        (hand_made.careers(), "move:\n  LANE: [1, 2]", "edits.yaml:2:3: 'move' does nothing to"),
    ],
)
def test_an_edit_that_does_nothing_is_told_with_those_that_do(
    picture: Picture, text: str, problem: str
) -> None:
    for word, things in (("LINK", "links"), ("SPAN", "spans"), ("LANE", "lanes")):
        if word in text:
            [id_, *_] = [one.id for one in getattr(picture, things)]
            text, problem = text.replace(word, id_), problem.replace(word, id_)

    with pytest.raises(RecordsError) as raised:
        edited(picture, parsed(text))

    assert str(raised.value).startswith(problem)


def test_what_is_hidden_goes_with_its_links_and_its_line_of_the_legend() -> None:
    whole = hand_made.ministers()
    places = [item.id for item in whole.items if item.kind == "document"]

    left = edited(whole, parsed(f"hide: [{', '.join(places)}]"))

    assert isinstance(left, Diagram)
    assert not {item.id for item in left.items} & set(places)
    assert not {end for link in left.links for end in (link.from_, link.to)} & set(places)
    assert "document" not in [entry.id for entry in left.head.legend]


def test_the_legend_of_a_matrix_and_a_timeline_explains_only_what_is_left(graph: Graph) -> None:
    for whole in (graph.draw("matrix").picture, graph.draw("timeline").picture):
        before = {entry.id for entry in whole.head.legend}
        heads = whole.rows if isinstance(whole, Matrix) else getattr(whole, "lanes", ())
        hidden = ", ".join(one.id for one in heads[1:])

        left = edited(whole, parsed(f"hide: [{hidden}]"))

        after = {entry.id for entry in left.head.legend}
        assert after < before
        if isinstance(left, Matrix):
            used = {cell.mark for cell in left.cells} | {cell.manner for cell in left.cells}
            used |= {one["en"] for cell in left.cells for one in (cell.names, *cell.notes)}
        else:
            assert isinstance(left, Timeline)
            used = {span.family for span in left.spans} | {span.manner for span in left.spans}
        assert after == before & used


@pytest.mark.parametrize(
    ("whole", "things"),
    [
        (hand_made.ministers(), "items"),
        (hand_made.attendance(), "rows"),
        (hand_made.attendance(), "columns"),
        (hand_made.careers(), "lanes"),
        (hand_made.careers(), "spans"),
    ],
)
def test_a_picture_of_which_all_is_hidden_says_so(whole: Picture, things: str) -> None:
    hidden = ", ".join(one.id for one in getattr(whole, things))

    left = edited(whole, parsed(f"hide: [{hidden}]"))

    assert left.head.legend == ()
    for language, told in (("en", "is hidden by the edits"), ("ru", "скрыто"), ("zh", "隐藏")):
        assert left.why_empty is not None
        assert told in left.why_empty[language]
        assert told in svg(left, place(left, (language,)), language)
    assert "is hidden by the edits" in Drawing(left).html()


def test_names_notes_and_marks_are_those_of_the_edits() -> None:
    picture = edited(hand_made.ministers(), parsed(EDITS))

    assert isinstance(picture, Diagram)
    items = {item.id: item for item in picture.items}
    assert set(picture.head.title.values()) == {"Ministers of industry"}
    assert items["state/russia"].names["zh"] == "The host"
    assert items["state/china"].notes[-1]["en"] == "Spoke first"
    assert [item.id for item in picture.items if item.highlighted] == ["state/china"]


@pytest.mark.parametrize("number", range(6))
def test_a_moved_box_stands_where_it_was_put_and_no_line_runs_through_a_foreign_box(
    number: int,
) -> None:
    whole = hand_made.ministers()
    before = place(whole)
    assert isinstance(before, PlacedDiagram)
    box = before.boxes[number * 3]
    x, y = before.width + 40, 30.0 + 90 * number

    edits = parsed(f"move:\n  {box.id}: [{x}, {y}]")
    after = moved(edited(whole, edits), place(whole), edits)

    assert isinstance(after, PlacedDiagram)
    [there] = [one for one in after.boxes if one.id == box.id]
    assert (there.x, there.y) == (round(x, 1), y)
    assert after.width >= there.right
    assert list(touched(whole, after)) == []


def test_lines_in_the_way_of_a_moved_box_are_led_around_it() -> None:
    whole = hand_made.ministers()
    before = place(whole)
    assert isinstance(before, PlacedDiagram)
    left, right = before.columns[0].right, before.columns[1].left
    box = min(before.boxes, key=lambda one: one.height)

    edits = parsed(f"move:\n  {box.id}: [{(left + right) / 2 - box.width / 2}, {before.height}]")
    after = moved(edited(whole, edits), before, edits)

    assert isinstance(after, PlacedDiagram)
    assert list(touched(whole, after)) == []


def test_two_boxes_on_one_another_have_a_line_between_them() -> None:
    whole = hand_made.ministers()
    link = next(one for one in whole.links if {one.from_, one.to} >= {"state/china"})

    edits = parsed(f"move:\n  {link.from_}: [0, 0]\n  {link.to}: [0, 0]")
    after = moved(edited(whole, edits), place(whole), edits)

    assert isinstance(after, PlacedDiagram)
    assert {len(route.points) % 3 for route in after.routes} == {1}
    assert min(len(route.points) for route in after.routes) == 4
    assert svg(whole, after)


def test_what_would_take_too_long_to_lead_around_runs_straight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = hand_made.ministers()
    before = place(whole)
    edits = parsed(f"move:\n  state/china: [{before.width + 40}, {before.height}]")
    monkeypatch.setattr(detours, "MOST_LEGS", 0)

    after = moved(edited(whole, edits), before, edits)

    assert isinstance(after, PlacedDiagram)
    assert len(after.routes) == len(whole.links)
    assert list(touched(whole, after))


def test_a_box_may_be_moved_where_all_are_hidden() -> None:
    whole = hand_made.ministers()
    ids = ", ".join(one.id for one in whole.items)

    edits = parsed(f"hide: [{ids}]\nmove:\n  state/china: [420, 40]")
    picture = edited(whole, edits)
    after = moved(picture, place(picture), edits)

    assert isinstance(after, PlacedDiagram)
    assert after.boxes == ()
