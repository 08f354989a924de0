"""The page of a picture in a real browser with no network: what is seen, and what can be done."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sco_graph.drawing.picture import Diagram, Picture
from sco_graph.drawing.svg import name_of
from tests.chromium import Opened, Pages, middle_of, wait_for_all
from tests.hand_made_pictures import (
    adversarial,
    alone,
    attendance,
    careers,
    empty_diagram,
    empty_matrix,
    empty_timeline,
    many,
    ministers,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

INK = """source => {
  const canvas = document.createElement("canvas");
  canvas.width = source.naturalWidth || source.width;
  canvas.height = source.naturalHeight || source.height;
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set(), columns = new Set();
  let ink = 0;
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    colours.add(colour);
    if (colour !== 0xffffff) { ink += 1; columns.add((i / 4) % canvas.width); }
  }
  const breadth = columns.size / canvas.width;
  return { ink: ink / (data.length / 4), colours: colours.size, breadth, height: canvas.height };
}"""
FIRED = "window.fired = () => { window.wasFired = true; };"
SHOWN = "() => [...picture.shown].sort()"
SELECTED = "() => picture.chosen.selected"


def ink_of(page: Page, what: str) -> dict[str, float]:
    """Return how much of an image or canvas is drawn on, in how many colours."""
    found: dict[str, float] = page.evaluate(f"async () => ({INK})({what})")
    return found


def overlapping(page: Page) -> list[Any]:
    """Return the pairs of boxes that overlap."""
    found: list[Any] = page.evaluate(
        """() => {
          const boxes = picture.carried.nodes.map(node => [node.id, picture.boxOf(node)]);
          const meet = (p, q, at, size) => p[at] < q[at] + q[size] && q[at] < p[at] + p[size];
          const overlap = (p, q) => meet(p, q, "x", "width") && meet(p, q, "y", "height");
          return boxes.flatMap(([a, p], i) =>
            boxes.slice(i + 1).filter(([, q]) => overlap(p, q)).map(([b]) => [a, b]));
        }"""
    )
    return found


@pytest.mark.parametrize("picture", [ministers(), many(300), adversarial(), alone()])
def test_a_diagram_is_drawn_whole_with_every_node_and_edge(pages: Pages, picture: Diagram) -> None:
    page = pages.open(picture).page

    counts = page.evaluate(
        "() => [Object.keys(picture.network.body.nodes), Object.keys(picture.network.body.edges)]"
    )
    assert sorted(counts[0]) == sorted(item.id for item in picture.items)
    assert sorted(counts[1]) == sorted(link.id for link in picture.links)
    assert overlapping(page) == []


def test_a_briefing_diagram_is_seen_at_once_and_stays(pages: Pages) -> None:
    page = pages.open(ministers()).page

    first = ink_of(page, "document.querySelector('canvas')")
    page.wait_for_timeout(1500)
    later = ink_of(page, "document.querySelector('canvas')")
    assert first["ink"] > 0.05
    assert first["colours"] > 20
    assert later == first


PIXELS = """
  window.pixels = () => {
    const canvas = document.querySelector("#picture-area canvas");
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const { x, y } = canvas.getBoundingClientRect();
    return JSON.stringify([x, y, width, height, data.reduce((sum, n) => (sum * 31 + n) % 1e9, 0)]);
  };
"""
AT_SECOND_FRAME = """
  const note = () => { window.before ||= [window.pixels(), typeof vis]; };
  const watch = new MutationObserver(() => requestAnimationFrame(note));
  watch.observe(document, { subtree: true, attributeFilter: ["data-drawn"] });
"""


@pytest.mark.parametrize("picture", [ministers(), many(300), adversarial(), alone()])
@pytest.mark.parametrize(("size", "dark"), [((1600, 1000), False), ((1280, 720), True)])
def test_the_whole_picture_is_seen_before_the_library_is_read(
    pages: Pages, picture: Diagram, size: tuple[int, int], *, dark: bool
) -> None:
    page = pages.new(size=size, dark=dark).page
    page.add_init_script(PIXELS + AT_SECOND_FRAME)

    page.goto(pages.written(picture).as_uri())
    wait_for_all(page)
    assert page.evaluate("typeof vis") == "object"
    assert page.evaluate("before") == [page.evaluate("pixels()"), "undefined"]


HELD = """
  const later = window.setTimeout, held = [];
  window.setTimeout = (act, ...rest) => (rest.length ? later(act, ...rest) : held.push(act));
  window.letGo = () => { window.setTimeout = later; held.forEach((act) => act()); };
"""


def drawn_alone(pages: Pages) -> Opened:
    """Return a page that has drawn its picture, and reads the library when it is let go."""
    opened = pages.new()
    opened.page.add_init_script(PIXELS + HELD)
    opened.page.goto(pages.written(ministers()).as_uri())
    opened.page.wait_for_selector("html[data-drawn]", state="attached")
    return opened


def test_a_reader_need_not_wait_for_the_library(pages: Pages) -> None:
    opened = drawn_alone(pages)
    page = opened.page
    whole = page.evaluate("pixels()")

    stage = page.locator("#picture-area")
    box = stage.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2 - 260, box["y"] + 200)
    stage.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    page.mouse.wheel(0, 50)
    page.locator("#language").select_option("ru")
    page.locator("#filters-name").click()
    page.locator("label", has_text="Документ").locator("input").uncheck()
    page.keyboard.press("Escape")
    assert page.evaluate("typeof vis") == "undefined"
    assert page.locator("#details h2").is_visible()
    selected, seen = page.evaluate(SELECTED), page.evaluate("pixels()")
    assert seen != whole
    page.evaluate("letGo()")
    wait_for_all(page)
    assert page.evaluate(SELECTED) == selected
    assert page.evaluate("pixels()") == seen
    assert opened.is_sound()


def test_a_picture_may_be_hidden_and_edited_before_the_library_is_read(pages: Pages) -> None:
    opened = drawn_alone(pages)
    page = opened.page

    page.locator("#edit").click()
    page.locator("#search").fill("Russia")
    page.keyboard.press("Enter")
    page.locator("#picture-area").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#whole").click()
    page.wait_for_timeout(100)
    seen, moved = page.evaluate("pixels()"), page.evaluate("[...picture.edits.move]")
    page.locator("#view-table").click()
    page.evaluate("letGo()")
    wait_for_all(page)
    page.locator("#view-picture").click()
    page.locator("#whole").click()
    page.wait_for_timeout(100)
    assert moved
    assert page.evaluate("[...picture.edits.move]") == moved
    assert page.evaluate("pixels()") == seen
    assert page.locator("#picture-area canvas").count() == 1
    assert opened.is_sound()


LEAST_LETTERS = """() => {
  const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const scale = svg => svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
  const sizes = [...document.querySelectorAll("body *")]
    .filter(e => e.checkVisibility() && hasText(e))
    .map(e => parseFloat(getComputedStyle(e).fontSize) * scale(e.ownerSVGElement));
  const { network, carried: { lettering } } = picture;
  if (network) sizes.push(Math.min(lettering.name, lettering.note) * network.getScale());
  return Math.min(...sizes);
}"""


@pytest.mark.parametrize(("size", "least"), [((1600, 1000), 11), ((1280, 720), 8.5)])
@pytest.mark.parametrize("picture", [ministers(), many(300), attendance(), careers()])
def test_letters_are_large_enough_in_a_large_and_in_a_small_window(
    pages: Pages, picture: Picture, size: tuple[int, int], least: float
) -> None:
    page = pages.open(picture, size=size).page

    assert page.evaluate(LEAST_LETTERS) >= least - 0.001


@pytest.mark.parametrize("size", [(1600, 1000), (1280, 720)])
def test_a_briefing_diagram_fits_the_window(pages: Pages, size: tuple[int, int]) -> None:
    page = pages.open(ministers(), size=size).page

    outside = page.evaluate(
        """() => {
          const { clientWidth, clientHeight } = document.getElementById("picture-area");
          return picture.carried.nodes.map(picture.boxOf).filter(box => {
            const from = picture.network.canvasToDOM(box);
            const { x, y, width, height } = box;
            const to = picture.network.canvasToDOM({ x: x + width, y: y + height });
            return from.x < 0 || from.y < 0 || to.x > clientWidth || to.y > clientHeight;
          });
        }"""
    )
    assert outside == []


def test_places_are_the_same_after_a_reload(pages: Pages) -> None:
    page = pages.open(ministers()).page
    positions = "() => [picture.network.getPositions(), picture.network.getViewPosition()]"

    before = page.evaluate(positions)
    page.reload()
    wait_for_all(page)
    assert page.evaluate(positions) == before


def test_a_clicked_box_tells_its_facts_sources_and_links(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.mouse.click(*middle_of(page, "state/russia"))
    details = page.locator("#details")
    assert page.evaluate(SELECTED) == "state/russia"
    assert details.locator("h2").inner_text() == "Russia"
    assert "Россия" in details.inner_text()
    assert details.locator(".facts a").first.get_attribute("href") == "#source-1"
    assert details.locator(".facts a").first.inner_text() == "[1, line 3]"
    assert "chaired → Third meeting of the ministers of industry" in details.inner_text()


def test_a_clicked_line_tells_what_it_says_and_how_sure_that_is(pages: Pages) -> None:
    page = pages.open(ministers()).page

    at = page.evaluate(
        """() => {
          const link = picture.things.get("TOOK_PART_IN post/china meeting/forum-2020");
          const [x, y] = picture.pointsOf(link)[3];
          const point = picture.network.canvasToDOM({ x, y });
          const box = document.getElementById("picture-area").getBoundingClientRect();
          return [point.x + box.left, point.y + box.top];
        }"""
    )
    page.mouse.move(*at)
    assert "Deputy minister of China → took part → First forum" in page.locator("#tip").inner_text()
    page.mouse.click(*at)
    assert page.evaluate(SELECTED) == "TOOK_PART_IN post/china meeting/forum-2020"
    assert "announced" in page.locator("#details .manner").first.inner_text()


def test_what_is_not_next_to_the_selected_is_dimmed(pages: Pages) -> None:
    page = pages.open(ministers()).page
    pixel = """id => {
      const { x, y, width } = picture.boxOf(picture.things.get(id));
      const p = picture.network.canvasToDOM({ x: x + width - 6, y: y + 5 });
      const canvas = document.querySelector("canvas"), ratio = canvas.width / canvas.clientWidth;
      const { data } = canvas.getContext("2d").getImageData(p.x * ratio, p.y * ratio, 1, 1);
      return [...data].slice(0, 3);
    }"""

    before = {id_: page.evaluate(pixel, id_) for id_ in ("post/russia", "state/india")}
    page.mouse.click(*middle_of(page, "state/russia"))
    assert page.evaluate(pixel, "post/russia") == before["post/russia"]
    assert page.evaluate(pixel, "state/india") > before["state/india"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("KYRGYZ", "state/kyrgyzstan"),
        ("киргизия", "state/kyrgyzstan"),
        ("吉尔吉", "state/kyrgyzstan"),
        ("yekaterınburg".replace("ı", "i"), "place/yekaterinburg"),
        ("промышленности заседание", "meeting/ministers-2025"),
        ("ministers tHIrd", "meeting/ministers-2025"),
    ],
)
def test_names_are_found_in_three_languages(pages: Pages, typed: str, found: str) -> None:
    page = pages.open(ministers()).page

    page.locator("#search").fill(typed)
    page.keyboard.press("Enter")
    assert page.evaluate(SELECTED) == found
    assert page.evaluate("() => document.activeElement.id") == "selected"


def test_accents_do_not_matter_to_a_search(pages: Pages) -> None:
    page = pages.open(adversarial()).page

    page.locator("#search").fill("umlauts")
    assert page.locator("#found li").count() == 1
    page.locator("#search").fill("no such name")
    assert page.locator("#found").inner_text() == "Nothing is named so"


def test_filters_leave_what_answers_and_what_is_next_to_it(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#filters-name").click()
    page.locator("#filter-role").select_option("chair")
    assert page.evaluate(SHOWN) == [
        "CHAIRED state/russia meeting/ministers-2025",
        "meeting/ministers-2025",
        "state/russia",
    ]
    page.locator("#filter-role").select_option("")
    page.locator("#filter-to").select_option("2020")
    shown = page.evaluate(SHOWN)
    assert "meeting/forum-2020" in shown
    assert "state/china" in shown
    assert not {"meeting/ministers-2025", "document/protocol", "state/belarus"} & {*shown}
    page.locator("#reset").click()
    page.locator("label", has_text="Document").locator("input").uncheck()
    assert not [id_ for id_ in page.evaluate(SHOWN) if id_.startswith("document/")]
    assert page.locator("#shown").inner_text() == "24 of 28 items, 28 of 32 links"


def test_filters_that_nothing_answers_say_so(pages: Pages) -> None:
    page = pages.open(ministers()).page

    page.locator("#filters-name").click()
    page.locator("#filter-role").select_option("chair")
    page.locator("#filter-to").select_option("2020")
    assert page.evaluate(SHOWN) == []
    assert page.locator("#nothing").is_visible()


@pytest.mark.parametrize(
    ("language", "filters", "print_", "column", "said"),
    [
        ("ru", "Фильтры", "Печать", "Название", "Что сказано и где"),
        ("zh", "筛选", "打印", "名称", "内容与出处"),
    ],
)
def test_the_words_of_the_page_are_in_the_language_that_is_chosen(  # noqa: PLR0913, PLR0917  # the words
    pages: Pages, language: str, filters: str, print_: str, column: str, said: str
) -> None:
    page = pages.open(ministers()).page
    english = page.locator("#filters-name").inner_text()

    page.locator("#language").select_option(language)
    page.locator("#view-table").click()

    assert page.locator("#filters-name").inner_text() == filters != english
    assert page.locator("#print").inner_text() == print_
    titles = page.locator("#tables thead th").all_inner_texts()
    assert column in titles
    assert said in titles
    assert page.evaluate("document.documentElement.lang") == language
    page.locator("#language").select_option("en")
    assert page.locator("#filters-name").inner_text() == english


@pytest.mark.parametrize(
    ("language", "named", "fallback"),
    [("ru", "Россия", "Uzbekistan (en)"), ("zh", "俄罗斯", "Uzbekistan (en)")],
)
def test_names_without_a_translation_are_visibly_english(
    pages: Pages, language: str, named: str, fallback: str
) -> None:
    page = pages.open(ministers()).page

    page.locator("#language").select_option(language)
    page.locator("#view-table").click()
    rows = page.locator("#tables table").first.locator("tbody th").all_inner_texts()
    assert named in rows
    assert fallback in rows
    assert fallback in page.evaluate("() => picture.svgText()")
    assert page.locator(f'#tables [lang="{language}"]', has_text=named).count() > 0


def test_the_table_has_all_items_and_links_and_can_be_sorted_and_copied(pages: Pages) -> None:
    page = pages.open(ministers()).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.locator("#view-table").click()
    items, links = page.locator("#tables table").all()
    assert (items.locator("tbody tr").count(), links.locator("tbody tr").count()) == (28, 32)
    items.locator("button.sort").first.click()
    assert items.locator("th").first.get_attribute("aria-sort") == "ascending"
    names = items.locator("tbody th").all_inner_texts()
    assert names == page.evaluate("names => names.toSorted(new Intl.Collator('en').compare)", names)
    page.locator("#tables button.copy").first.click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.splitlines()[0].split("\t")[:3] == ["Name", "Kind", "Notes"]
    assert len(copied.splitlines()) == 29


def test_a_matrix_tells_of_each_cell(pages: Pages) -> None:
    page = pages.open(attendance()).page

    cells = page.locator("table.matrix tbody td")
    assert cells.count() == 70
    cells.nth(0).locator("button").click()
    assert (
        page.locator("#details h2").inner_text()
        == "Belarus, Meeting of the ministers of industry 2019"
    )
    assert page.locator("#details .facts").inner_text() == "level\nminister [1, line 4]"


def test_marks_of_a_matrix_can_be_switched_off(pages: Pages) -> None:
    page = pages.open(attendance()).page

    page.locator("#filters-name").click()
    for mark in ("present", "absent", "not stated", "not a member that day"):
        page.locator("#filters-sheet label", has_text=mark).first.locator("input").uncheck()
    texts = page.locator("table.matrix tbody td button").all_inner_texts()
    assert len(texts) == 10
    assert page.locator("#shown").inner_text() == "10 of 70 cells"


def test_a_timeline_tells_of_each_bar(pages: Pages) -> None:
    page = pages.open(careers()).page

    bar = page.locator('g[data-thing="china/body"]')
    bar.click()
    assert page.locator("#details h2").inner_text() == "Chairmanship"
    assert "inferred" in page.locator("#details").inner_text()
    page.locator("#filters-name").click()
    page.locator("#filter-to").select_option("2019")
    shown = page.evaluate(SHOWN)
    assert shown == ["china/post", "russia/post", "state/china", "state/russia"]


@pytest.mark.parametrize("picture", [empty_diagram(), empty_matrix(), empty_timeline()])
def test_an_empty_picture_says_why_it_is_empty(pages: Pages, picture: Picture) -> None:
    page = pages.open(picture).page

    assert picture.why_empty is not None
    assert page.locator(".empty").inner_text() == picture.why_empty["en"]
    assert "data 0.9.0" in page.locator("#release").inner_text()


def drawn_on(page: Page, file: Path, type_: str) -> dict[str, float]:
    """Return how much of an image file is drawn on, in how many colours."""
    data = base64.b64encode(file.read_bytes()).decode()
    found: dict[str, float] = page.evaluate(
        f"""async data => {{
          const image = new Image();
          image.src = "data:{type_};base64," + data;
          await image.decode();
          return ({INK})(image);
        }}""",
        data,
    )
    return found


@pytest.mark.parametrize("picture", [ministers(), attendance(), careers()])
def test_saved_images_are_whole(pages: Pages, picture: Picture, tmp_path: Path) -> None:
    page = pages.open(picture).page

    for suffix in ("png", "svg"):
        with page.expect_download() as saved:
            page.locator(f"#{suffix}").click()
        assert saved.value.suggested_filename.endswith(f".{suffix}")
        saved.value.save_as(tmp_path / f"saved.{suffix}")
    png = drawn_on(page, tmp_path / "saved.png", "image/png")
    svg = drawn_on(page, tmp_path / "saved.svg", "image/svg+xml")
    assert png["breadth"] > 0.7
    assert png["ink"] > 0.05
    assert png["height"] == pytest.approx(3 * svg["height"], abs=3)
    assert svg["ink"] == pytest.approx(png["ink"], rel=0.1)


def test_a_saved_svg_is_text_that_opens_alone(pages: Pages, tmp_path: Path) -> None:
    picture = adversarial()
    page = pages.open(picture).page

    (tmp_path / "saved.svg").write_text(page.evaluate("picture.svgText()"), encoding="utf-8")
    opened = pages.open_file(tmp_path / "saved.svg").page
    texts = opened.locator("text").all_text_contents()
    assert "Names that are hard to set" in texts
    assert "sco-graph data 0.9.0 of 2025-11-20, CC0 1.0" in texts
    assert opened.locator("g#drawing g > title").all_text_contents()[0].startswith("Donaudampf")
    assert opened.locator("script, foreignObject, a").count() == 0
    ids = opened.evaluate("[...document.querySelectorAll('g[id]')].map(({ id }) => id)")
    ids_of = [*(one.id for one in picture.items), *(one.id for one in picture.links)]
    assert sorted(ids) == sorted(["drawing", *map(name_of, ids_of)])
