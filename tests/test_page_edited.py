"""What a reader changes in a page by hand: nothing of it is lost, and every format shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.edits import Edits
from sco_graph.drawing.edits_file import parse_edits
from sco_graph.drawing.picture import Picture
from tests.chromium import Pages, middle_of, wait_for_all
from tests.hand_made_pictures import SOURCES, attendance, careers, ministers, names

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

ROW = "state/russia"
BOX = "id => picture.boxOf(picture.things.get(id))"


def saved(page: Page) -> Edits:
    """Return what the page would save."""
    written: str = page.evaluate("picture.editsText()")
    return replace(parse_edits(written.encode(), "saved"), where={})


def edited(page: Page, wish: str) -> Page:
    """Go to edit mode and find a thing by its name."""
    if not page.evaluate("picture.chosen.editing"):
        page.locator("#edit").click()
    page.locator("#search").fill(wish)
    page.keyboard.press("Enter")
    return page


def write(page: Page, tool: str, text: str) -> None:
    """Type into one of the tools of the chosen thing."""
    page.locator(".edit-tools").get_by_label(tool, exact=True).fill(text)
    page.keyboard.press("Tab")


def drawn_texts(page: Page) -> str:
    """Return what is written in the SVG that the page saves."""
    svg: str = page.evaluate("picture.svgText()")
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)).replace("\xa0", " ")


# --- names, notes and titles ---


def test_a_name_given_back_is_recorded_again_in_that_language_alone(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")

    write(page, "Name", "RF")
    page.locator("#language").select_option("ru")
    write(page, "Название", "РФ")
    page.locator("#language").select_option("en")
    write(page, "Name", "")

    assert saved(page).rename == {ROW: {"en": "Russia", "ru": "РФ", "zh": "俄罗斯"}}
    assert page.locator(".edit-tools input").first.input_value() == "Russia"
    page.locator("#language").select_option("ru")
    write(page, "Название", "Россия")
    assert saved(page).rename == {}


@pytest.mark.parametrize("given", ["Russia", ""])
def test_a_name_of_the_edits_that_made_a_page_can_be_taken_back(pages: Pages, given: str) -> None:
    drawing = Drawing(ministers(), Edits(rename={ROW: names("RF", "РФ", "俄国")}))
    page = edited(pages.open_text(drawing.html()).page, "rf")

    write(page, "Name", "Rus")
    write(page, "Name", "RF")
    assert saved(page).rename == {ROW: names("RF", "РФ", "俄国")}
    write(page, "Name", given)
    assert saved(page).rename == {ROW: names("Russia", "РФ", "俄国")}
    assert page.locator("#details h2").inner_text() == "Russia"


def test_a_title_can_be_taken_back(pages: Pages) -> None:
    page = pages.open_text(Drawing(ministers(), Edits(title="Mine")).html()).page

    page.locator("#edit").click()
    assert page.locator("h1").inner_text() == "Mine"
    page.locator("#retitle").fill("")
    page.keyboard.press("Tab")
    assert page.locator("h1").inner_text() == ministers().head.title["en"]
    assert saved(page).title is None


def test_a_note_by_language_keeps_the_other_languages(pages: Pages) -> None:
    note = {"en": "spoke first", "ru": "говорил первым", "zh": "首先发言"}
    page = edited(
        pages.open_text(Drawing(ministers(), Edits(note={ROW: note})).html()).page, "russia"
    )

    write(page, "Note", "spoke last")
    assert saved(page).note == {ROW: note | {"en": "spoke last"}}


@pytest.mark.parametrize("tool", ["Name", "Note"])
def test_a_changed_label_keeps_the_numbers_of_its_sources(pages: Pages, tool: str) -> None:
    page = edited(pages.open(ministers()).page, "minister of belarus")
    before = drawn_texts(page)

    write(page, tool, "Somebody")
    assert "[1]" in before
    assert drawn_texts(page).count("[1]") == before.count("[1]")
    assert "Somebody" in drawn_texts(page)


def test_what_no_file_of_edits_may_hold_is_not_taken(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")

    write(page, "Name", "Ru\u202essi\u00ada e\u0301\u200b ")
    assert saved(page).rename[ROW]["en"] == "Russia \u00e9"


def test_heads_of_lines_are_renamed_and_noted_in_the_drawing_too(pages: Pages) -> None:
    for picture in (attendance(), careers()):
        page = edited(pages.open(picture).page, "china")
        write(page, "Name", "Middle Land")
        write(page, "Note", "spoke first")

        assert "Middle Land" in drawn_texts(page)
        assert "spoke first" in drawn_texts(page)


# --- hidden ---


@pytest.mark.parametrize(("picture", "line"), [(attendance(), 7), (careers(), 2)])
def test_with_its_head_a_line_is_hidden_everywhere(
    pages: Pages, picture: Picture, line: int
) -> None:
    page = edited(pages.open(picture).page, "russia")
    before = page.evaluate("[...picture.shown].length")

    page.get_by_role("button", name="Hide", exact=True).click()
    assert page.evaluate("[...picture.shown].length") == before - line - 1
    assert " of " in page.locator("#shown").inner_text()
    ids = page.evaluate("picture.svgText()")
    assert ROW not in ids
    page.locator("#unhide").click()
    assert page.evaluate("[...picture.shown].length") == before


def test_what_was_hidden_before_stays_in_the_saved_edits(pages: Pages) -> None:
    drawing = Drawing(ministers(), Edits(hide=frozenset({"state/india"})))
    page = edited(pages.open_text(drawing.html()).page, "russia")

    page.get_by_role("button", name="Hide", exact=True).click()
    assert saved(page).hide == {"state/india", ROW}
    page.locator("#unhide").click()
    assert saved(page).hide == {"state/india"}


# --- moved ---


def test_no_box_leaves_the_drawing(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "belarus")
    page.locator("#picture-area").focus()

    for _ in range(60):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
    [(id_, place)] = saved(page).move.items()
    assert list(place) == [0, 0]
    box = page.evaluate(BOX, id_)
    assert (box["x"], box["y"]) == pytest.approx((0, 0), abs=0.1)
    x, y = page.evaluate("id => Object.values(picture.network.getPositions([id])[id])", id_)
    assert (x, y) == pytest.approx((box["width"] / 2, box["height"] / 2), abs=1)


def test_a_moved_box_that_grows_is_saved_where_it_stands(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")
    page.locator("#picture-area").focus()
    page.keyboard.press("ArrowRight")

    write(page, "Note", "a note of many words, which needs more than one line in its box, and more")
    box = page.evaluate(BOX, ROW)
    assert saved(page).move[ROW] == pytest.approx((box["x"], box["y"]), abs=0.1)


def test_a_box_that_was_moved_before_keeps_its_lines_when_it_is_renamed(pages: Pages) -> None:
    drawing = Drawing(ministers(), Edits(move={ROW: (0.0, 300.0)}))
    page = edited(pages.open_text(drawing.html()).page, "russia")
    points = "[...picture.things.values()].filter((one) => one.family).map(picture.pointsOf)"
    before = page.evaluate(points)

    write(page, "Name", "RF")
    assert page.evaluate(points) == before
    assert saved(page).move == {ROW: (0.0, 300.0)}


def test_what_a_filter_took_away_is_not_dragged(pages: Pages) -> None:
    page = pages.open(ministers()).page
    page.locator("#edit").click()
    middle = middle_of(page, "body/ministers")
    page.locator("#filters-name").click()
    page.locator("#filters-sheet label", has_text="Body").locator("input").uncheck()
    page.keyboard.press("Escape")

    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 60, middle[1] + 60, steps=5)
    page.mouse.up()
    assert saved(page).move == {}


# --- tools ---


def test_a_click_after_typing_counts(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")

    page.locator(".edit-tools").get_by_label("Name", exact=True).fill("RF")
    box = page.get_by_role("button", name="Highlight").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    assert saved(page).highlight == {ROW}
    assert saved(page).rename[ROW]["en"] == "RF"
    assert page.get_by_role("button", name="Do not highlight").is_visible()


def test_the_focus_stays_with_the_tools(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")
    focused = "document.activeElement.parentElement.textContent"

    write(page, "Name", "RF")
    assert page.evaluate(focused) == "Note"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Do not highlight"


def test_leaving_the_details_leads_back(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#view-table").click()
    page.get_by_role("button", name="Deputy minister of China", exact=True).first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "selected"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Deputy minister of China"
    page.locator("#view-picture").click()
    page.locator("#picture-area").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#details .close").click()
    assert page.evaluate("document.activeElement.id") == "picture-area"


def test_unsaved_edits_are_not_left_without_a_word(pages: Pages) -> None:
    page = edited(pages.open(ministers()).page, "russia")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    write(page, "Name", "RF")
    page.reload()
    wait_for_all(page)
    assert asked == ["beforeunload"]
    edited(page, "russia")
    write(page, "Name", "RF")
    with page.expect_download():
        page.locator("#save-edits").click()
    page.reload()
    assert asked == ["beforeunload"]


def test_a_saved_file_has_the_letters_of_its_title(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#edit").click()
    page.locator("#retitle").fill("Мой ёж")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.locator("#save-edits").click()
    assert download.value.suggested_filename == "мой-ёж.edits.yaml"


# --- what is looked at ---


def test_a_citation_leads_to_its_source_and_nowhere_else(pages: Pages, tmp_path: Path) -> None:
    frame_ = tmp_path / "notebook.html"
    frame_.write_text(
        f"<!doctype html><body>{Drawing(ministers())._repr_html_()}", encoding="utf-8"
    )
    page = pages.new().page
    page.goto(frame_.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")

    frame.locator("#view-table").click()
    frame.locator("#tables .cites a").first.click()
    assert frame.locator("li.aimed").get_attribute("id") == "source-1"
    assert frame.locator("#source-1").evaluate("one => one === document.activeElement")
    assert page.frames[1].url == "about:srcdoc"


def test_the_view_is_kept_when_the_table_was_looked_at(pages: Pages) -> None:
    page = pages.open(ministers()).page
    view = "[picture.network.getViewPosition(), picture.network.getScale()]"

    for _ in range(3):
        page.locator("#closer").click()
    before = page.evaluate(view)
    page.locator("#view-table").click()
    page.locator("#view-picture").click()
    page.set_viewport_size({"width": 1500, "height": 900})
    page.wait_for_timeout(300)
    position, scale = page.evaluate(view)
    assert scale == pytest.approx(before[1], rel=0.001)
    assert (position["x"], position["y"]) == pytest.approx((before[0]["x"], before[0]["y"]), abs=1)


def test_a_table_stays_sorted(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#view-table").click()
    page.get_by_role("button", name="Name").first.click()
    page.get_by_role("button", name="Name").first.click()
    page.locator("#language").select_option("zh")
    assert page.locator("#tables th").first.get_attribute("aria-sort") == "descending"
    first = page.locator("#tables tbody th").all_inner_texts()
    assert first[0] > first[-1]


def test_menus_fit_a_narrow_window(pages: Pages) -> None:
    page = pages.open(ministers(), size=(400, 800)).page

    page.locator("#filters-name").click()
    page.locator("#search").fill("minister")
    for box in (page.locator("#filters-sheet"), page.locator("#found")):
        place = box.bounding_box()
        assert place is None or (place["x"] >= 0 and place["x"] + place["width"] <= 400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


# --- printed ---


def test_a_matrix_is_printed_from_its_table_too(pages: Pages) -> None:
    page = pages.open(attendance()).page

    page.locator("#view-table").click()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("table.matrix").is_visible()
    assert not page.locator("#tables").is_visible()


@pytest.mark.parametrize("picture", [ministers(), attendance(), careers()])
def test_a_dark_page_with_a_selection_is_printed_like_any_other(
    pages: Pages, picture: Picture
) -> None:
    looks = """() => [document.querySelector("#legend-list").innerHTML,
      document.querySelector("#printed").innerHTML,
      ...[...document.querySelectorAll("table.matrix td, table.matrix th")]
        .map((cell) => [...cell.classList].sort().join(" ") + cell.style.cssText)]"""
    printed = []
    for dark in (False, True):
        page = pages.open(picture, dark=dark).page
        if dark:
            page.locator("#search").fill("china")
            page.keyboard.press("Enter")
        before = page.evaluate(looks)
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        printed.append(page.evaluate(looks))
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        page.evaluate("() => { document.querySelector('#printed').replaceChildren(); }")
        assert page.evaluate(looks) == before
    assert printed[0] == printed[1]


def test_sources_too_many_for_a_column_stand_below_the_drawing(pages: Pages) -> None:
    picture = attendance()
    beside = []
    for number in (1, 60):
        sources = tuple(replace(SOURCES[0], number=n) for n in range(1, number + 1))
        page = pages.open(replace(picture, head=replace(picture.head, sources=sources))).page
        page.evaluate("picture.carried.turned = true")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        beside.append(page.evaluate("document.body.classList.contains('beside')"))
    assert beside == [True, False]
