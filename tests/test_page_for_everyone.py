"""The page of a picture by keyboard, by ear and on paper; and in the hands of an attacker."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.edits import Edits
from sco_graph.drawing.edits_file import parse_edits, read_edits
from sco_graph.drawing.picture import Picture
from sco_graph.schema import LANGUAGES
from tests.chromium import Pages, middle_of, wait_for_all
from tests.hand_made_pictures import (
    alone,
    attendance,
    careers,
    empty_diagram,
    empty_matrix,
    empty_timeline,
    many,
    ministers,
    names,
)
from tests.hostile_pictures import hostile_diagram, hostile_matrix, hostile_timeline

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SELECTED = "() => picture.chosen.selected"
FOCUSED = "() => document.activeElement.id || document.activeElement.textContent"


def violations(page: Page) -> list[Any]:
    """Return what axe-core has against a page, by the levels A and AA of WCAG."""
    # A script from outside the page's policy runs only where the test puts it.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(
        """async levels => {
          const { violations } = await axe.run({ runOnly: { type: "tag", values: levels } });
          return violations.map(({ id, nodes }) =>
            [id, ...nodes.map(node => node.html.slice(0, 90) + node.failureSummary)]);
        }""",
        WCAG,
    )
    return found


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "picture", [ministers(), attendance(), careers(), empty_diagram(), empty_matrix()]
)
def test_axe_finds_nothing_against_wcag_aa(pages: Pages, picture: Picture, *, dark: bool) -> None:
    page = pages.open(picture, dark=dark).page

    if not picture.why_empty:
        page.locator("#search").fill("a")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("picture", [ministers(), attendance(), careers()])
def test_axe_finds_nothing_in_what_opens_either(
    pages: Pages, picture: Picture, *, dark: bool
) -> None:
    page = pages.open(picture, dark=dark).page

    page.locator("#edit").click()
    page.locator("#search").fill("china")
    press(page, "Enter")
    page.locator("#filters-name").click()
    assert violations(page) == []


def test_axe_finds_nothing_in_the_tables(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#view-table").click()
    assert violations(page) == []


def test_a_diagram_is_read_with_the_keyboard_alone(pages: Pages) -> None:
    page = pages.open(ministers()).page

    press(page, "Tab")
    assert page.evaluate(FOCUSED) == "search"
    page.keyboard.type("russia")
    press(page, "ArrowDown", "ArrowUp", "Enter")
    assert page.evaluate(SELECTED) == "state/russia"
    assert page.evaluate(FOCUSED) == "selected"
    page.locator("#picture-area").focus()
    press(page, "ArrowRight")
    assert page.evaluate(SELECTED) == "meeting/forum-2020"
    press(page, "Enter")
    assert page.evaluate(FOCUSED) == "selected"
    press(page, "Escape")
    assert page.evaluate(SELECTED) is None


def test_tab_reaches_every_control_and_shows_where_it_is(pages: Pages) -> None:
    page = pages.open(ministers()).page

    seen = []
    for _ in range(40):
        press(page, "Tab")
        seen.append(page.evaluate(FOCUSED))
        outlined = page.evaluate(
            "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"
        )
        assert outlined or seen[-1] == page.evaluate("() => document.body.textContent")
    controls = ["search", "filters-name", "language", "view-picture", "view-table", "whole"]
    controls += ["png", "svg", "print", "edit", "theme", "picture-area"]
    assert [one for one in seen if one in controls][: len(controls)] == controls


def test_cells_and_bars_are_reached_with_the_arrow_keys(pages: Pages) -> None:
    matrix, timeline = pages.open(attendance()).page, pages.open(careers()).page

    matrix.locator("table.matrix tbody td button").first.focus()
    press(matrix, "ArrowRight", "ArrowDown", "Enter")
    assert matrix.evaluate(SELECTED) == "state/china | meeting/2020"
    timeline.locator("g.thing").first.focus()
    press(timeline, "ArrowDown", "Enter")
    assert timeline.evaluate(SELECTED) == "russia/body"
    assert timeline.evaluate(FOCUSED) == "selected"


def test_what_is_selected_is_told_to_who_cannot_see_it(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#picture-area").focus()
    press(page, "ArrowRight")
    assert page.locator('[role="status"]').inner_text() == "Selected: Minister of Belarus"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("picture", [ministers(), attendance(), careers()])
def test_print_is_black_on_white_with_legend_and_sources(
    pages: Pages, picture: Picture, *, dark: bool
) -> None:
    page = pages.open(picture, dark=dark).page

    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    look = page.evaluate(
        """() => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          const visible = id => document.querySelector(id).checkVisibility();
          const drawn = document.querySelector("#printed svg, table.matrix");
          const fills = [...document.querySelectorAll("#printed text")]
            .map(text => parseInt(text.getAttribute("fill").slice(1, 3), 16));
          return {
            color, backgroundColor, darkest: Math.max(0, ...fills),
            shown: ["#legend", "#sources", "#title"].map(visible),
            hidden: [".bar", "aside .close, #edit"].map(visible),
            drawn: drawn.checkVisibility(),
          };
        }"""
    )
    assert (look["color"], look["backgroundColor"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert look["shown"] == [True, True, True]
    assert look["hidden"] == [False, False]
    assert look["drawn"]
    assert look["darkest"] < 0x80
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_briefing_diagram_is_printed_on_one_sheet(pages: Pages) -> None:
    page = pages.open(ministers()).page

    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1


def test_a_large_drawing_is_cut_into_sheets_that_join(pages: Pages) -> None:
    page = pages.open(many(100)).page

    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    frames = page.evaluate(
        """() => [...document.querySelectorAll("#printed svg")]
          .map(({ viewBox: { baseVal } }) => [baseVal.y, baseVal.height])"""
    )
    assert len(frames) > 1
    ends = [top + height for top, height in frames]
    assert [top for top, _ in frames[1:]] == pytest.approx(ends[:-1], abs=0.01)
    assert ends[-1] == pytest.approx(page.evaluate("picture.carried.height"), abs=20)


FIRED = "window.wasFired = 0; window.fired = () => { window.wasFired += 1; };"


@pytest.mark.parametrize("picture", [hostile_diagram(), hostile_matrix(), hostile_timeline()])
def test_no_script_in_any_field_ever_runs(pages: Pages, picture: Picture, tmp_path: Path) -> None:
    opened = pages.open(picture)
    page = opened.page
    page.context.add_init_script(FIRED)
    page.reload()
    wait_for_all(page)

    page.mouse.move(300, 300)
    page.mouse.move(320, 220)
    page.locator("#search").fill("<img")
    press(page, "Enter")
    assert page.evaluate(SELECTED) is not None
    page.locator("#filters-name").click()
    for box in page.locator("#filters-sheet input").all():
        box.uncheck()
        box.check()
    press(page, "Escape")
    for language in ("ru", "zh", "en"):
        page.locator("#language").select_option(language)
    page.locator("#edit").click()
    page.locator("#view-table").click()
    page.locator("#tables button.sort").first.click()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    (tmp_path / "hostile.svg").write_text(page.evaluate("picture.svgText()"), encoding="utf-8")
    alone_ = pages.open_file(tmp_path / "hostile.svg").page
    assert "fired()" in "".join(alone_.locator("text").all_text_contents())
    assert alone_.locator("script, img, svg svg, [onload], [onerror]").count() == 0
    for one in (page, alone_):
        assert not one.evaluate("() => window.wasFired")
    links = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert links
    assert all(link.startswith(("#source-", "https://")) for link in links)
    assert "noopener noreferrer" in (page.locator("a[target]").first.get_attribute("rel") or "")


def test_edits_by_hand_are_saved_as_yaml(pages: Pages, tmp_path: Path) -> None:
    page = pages.open(ministers()).page

    page.locator("#edit").click()
    page.locator("#retitle").fill('Ministers: "the third"')
    press(page, "Tab")
    page.locator("#search").fill("russia")
    press(page, "Enter")
    page.locator(".edit-tools input").nth(0).fill("No")
    press(page, "Tab")
    page.locator(".edit-tools input").nth(1).fill("chaired: yes")
    press(page, "Tab")
    page.get_by_role("button", name="Highlight").click()
    page.locator("#picture-area").focus()
    press(page, "ArrowDown", "ArrowRight")
    page.locator("#search").fill("pakistan")
    press(page, "Enter")
    page.get_by_role("button", name="Hide", exact=True).click()
    with page.expect_download() as saved:
        page.locator("#save-edits").click()
    saved.value.save_as(tmp_path / "edits.yaml")
    edits = read_edits(tmp_path / "edits.yaml")
    assert edits.title == 'Ministers: "the third"'
    assert edits.hide == {"state/pakistan"}
    assert edits.highlight == {"state/russia"}
    assert edits.rename == {"state/russia": {"en": "No", "ru": "Россия", "zh": "俄罗斯"}}
    assert edits.note == {"state/russia": dict.fromkeys(LANGUAGES, "chaired: yes")}
    x, y = edits.move["state/russia"]
    box = page.evaluate("picture.boxOf(picture.things.get('state/russia'))")
    assert (box["x"], box["y"]) == pytest.approx((x, y), abs=0.1)
    assert "chaired: yes" in page.evaluate("picture.svgText()")


def test_edits_that_made_a_page_are_saved_with_its_own(pages: Pages) -> None:
    edits = Edits(
        title="Mine",
        hide=frozenset({"state/india"}),
        highlight=frozenset({"state/china"}),
        rename={"state/russia": names("RF")},
        note={"state/russia": names("came first")},
        move={"state/russia": (20.0, 30.5)},
    )
    drawing = Drawing(ministers(), edits)
    page = pages.open_text(drawing.html()).page

    written = page.evaluate("picture.editsText()").encode()
    assert replace(parse_edits(written, "saved"), where={}) == edits
    page.locator("#search").fill("rf")
    press(page, "Enter")
    assert page.locator("#details .note").all_inner_texts() == ["came first"]
    assert page.evaluate("picture.svgText()").count(">came first") == 1
    page.locator("#edit").click()
    page.get_by_role("button", name="Hide", exact=True).click()
    written = page.evaluate("picture.editsText()").encode()
    assert parse_edits(written, "saved").hide == {"state/india", "state/russia"}


def test_a_dragged_box_stays_where_it_is_dropped(pages: Pages) -> None:
    page = pages.open(ministers()).page
    page.locator("#edit").click()
    x, y = middle_of(page, "body/ministers")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y + 30, steps=4)
    # A drag begins only after some way, which is not made up for.
    begun = middle_of(page, "body/ministers")
    page.mouse.move(x - 80, y + 90, steps=4)
    page.mouse.up()
    assert begun != (x, y)
    assert middle_of(page, "body/ministers") == pytest.approx((begun[0] - 60, begun[1] + 60), abs=2)
    assert page.evaluate("[...picture.edits.move.keys()]") == ["body/ministers"]
    box = page.evaluate("picture.boxOf(picture.things.get('body/ministers'))")
    assert page.evaluate("picture.edits.move.get('body/ministers')") == pytest.approx(
        [box["x"], box["y"]], abs=0.1
    )


@pytest.mark.parametrize("picture", [alone(), empty_timeline()])
def test_little_or_nothing_makes_a_sound_page_too(pages: Pages, picture: Picture) -> None:
    page = pages.open(picture).page

    assert page.title() == picture.head.title["en"]
    assert page.locator("html").get_attribute("data-ready") == "yes"
