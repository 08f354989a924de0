"""The files that pictures become: sound, safe, the same each time, and readable."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from sco_graph.drawing import style
from sco_graph.drawing.answers import draw_answer
from sco_graph.drawing.drawing import Drawing
from sco_graph.drawing.fewer import fewer
from sco_graph.drawing.files import MOST, MOST_LINKS, refuse_too_large
from sco_graph.drawing.picture import Diagram, Manner, Matrix, Picture
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import (
    Box,
    Labels,
    Placed,
    PlacedDiagram,
    PlacedMatrix,
    PlacedTimeline,
)
from sco_graph.drawing.svg import name_of, svg
from sco_graph.errors import AnswerError, UnknownName, WrongUse
from sco_graph.graph import Graph
from sco_graph.questions import get_question
from tests import hand_made_pictures as hand_made
from tests.test_drawing_layout import overlapping

SVG = "{http://www.w3.org/2000/svg}"
INDUSTRY = "meeting/industry-2025-yekaterinburg"
LANGUAGES = ("en", "ru", "zh")
PICTURES: list[Picture] = [
    hand_made.ministers(),
    hand_made.attendance(),
    hand_made.careers(),
    hand_made.adversarial(),
    hand_made.alone(),
    hand_made.many(40),
    hand_made.empty_diagram(),
    hand_made.empty_matrix(),
    hand_made.empty_timeline(),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.head.title["en"][:20])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_svg_is_sound_xml_that_runs_and_loads_nothing(picture: Picture, language: str) -> None:
    root = parsed(svg(picture, place(picture, (language,)), language))

    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "rect", "path", "text", "circle"}
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on") or "href" in key]
        assert "url(" not in "".join(element.attrib.values())
    assert root.findtext(f"{SVG}title") == picture.head.title[language]


@pytest.mark.parametrize("picture", PICTURES[:6], ids=lambda one: one.head.title["en"][:20])
def test_all_that_is_told_stands_in_the_svg_as_text(picture: Picture) -> None:
    placed = place(picture)

    shown = texts(svg(picture, placed))
    for label in labels_of(placed):
        assert label in shown
    for source in picture.head.sources:
        assert f"[{source.number}]" in " ".join(shown)
    assert any(picture.head.release in text for text in shown)


def test_lines_with_dashes_have_the_same_gaps_where_they_run_together() -> None:
    announced = tuple(
        hand_made.link(f"post/{state}", "TOOK_PART_IN", hand_made.MINISTERS, Manner.ANNOUNCED)
        for state in hand_made.STATES
    )
    picture = replace(hand_made.ministers(), links=announced)

    root = parsed(svg(picture, place(picture)))
    lines = [
        one.find(f"{SVG}path") for one in root.iter(f"{SVG}g") if one.get("id") in _ids(picture)
    ]
    # A renderer starts the dashes anew with each M.
    [*parts] = (line.get("d", "").split("M")[1:] for line in lines if line is not None)
    assert len(parts) == len(announced)
    assert len({tuple(between) for _, *between, _ in parts}) == 1
    begins = {(first.split("C")[0], last.split("C")[0]) for first, *_, last in parts}
    assert len(begins) == 1
    assert all(line is not None and line.get("stroke-dasharray") == "9 5" for line in lines)


def _ids(picture: Diagram) -> set[str]:
    return {name_of(link.id) for link in picture.links}


def parsed(written: str | bytes) -> ET.Element:
    return ET.fromstring(written)  # noqa: S314  # a file of our own


def texts(written: str) -> list[str]:
    return [element.text or "" for element in parsed(written).iter(f"{SVG}text")]


def labels_of(placed: Placed) -> list[str]:
    labels: list[Labels] = [box.labels for box in boxes_of(placed)]
    if isinstance(placed, PlacedTimeline):
        labels += [bar.labels for bar in placed.bars]
    return [line.text for one in labels for line in one["en"] if line.text.strip()]


def boxes_of(placed: Placed) -> tuple[Box, ...]:
    match placed:
        case PlacedDiagram():
            return placed.boxes
        case PlacedMatrix():
            return (*placed.rows, *placed.columns, *placed.cells)
        case PlacedTimeline():
            return placed.lanes


def test_every_group_of_an_svg_has_an_id_of_its_own_and_a_title(graph: Graph) -> None:
    drawing = graph.draw("network")
    root = parsed(svg(drawing.picture, drawing.placed()))

    groups = [one for one in root.iter(f"{SVG}g") if one.get("id") not in FURNITURE]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert len(groups) > 100
    assert all(one.findtext(f"{SVG}title") for one in groups)


FURNITURE = ("drawing", "legend", "texts")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_boxes_lie_on_each_other_in_any_language(language: str) -> None:
    for picture in PICTURES[:6]:
        placed = place(picture, LANGUAGES)
        boxes = boxes_of(placed)
        assert list(overlapping(boxes)) == []
        assert all(language in box.labels for box in boxes)


def test_no_bar_of_a_timeline_lies_on_another_or_on_its_label() -> None:
    placed = place(hand_made.careers())
    assert isinstance(placed, PlacedTimeline)

    taken = [(bar.x, bar.label_at[1], bar.x + bar.width, bar.y + bar.height) for bar in placed.bars]
    for number, (left, top, right, bottom) in enumerate(taken):
        for a, b, c, d in taken[number + 1 :]:
            assert right <= a or c <= left or bottom <= b or d <= top


# --- the same each time ---

PROGRAM = """
import hashlib, sys
import sco_graph
graph = sco_graph.open(sys.argv[1])
for view, given in (("network", {}), ("matrix", {}), ("timeline", {}),
                    ("co-attendance", {"kind": "state"})):
    for suffix in (".svg", ".html"):
        path = f"{sys.argv[2]}/{view}{suffix}"
        graph.draw(view, **given).save(path)
        print(view, suffix, hashlib.sha256(open(path, "rb").read()).hexdigest())
"""


def test_the_bytes_are_the_same_whatever_the_hash_seed_the_locale_and_the_zone(
    graph: Graph, tmp_path: Path
) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, graph.build.folder, tmp_path],
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Shanghai"))
    ]

    assert len(told[0].splitlines()) == 8
    assert told[0] == told[1]


def test_a_png_has_the_same_pixels_twice_and_the_width_that_is_asked_for(
    graph: Graph, tmp_path: Path
) -> None:
    drawing = graph.draw("meeting", id=INDUSTRY)
    for name in ("one.png", "two.png"):
        drawing.save(tmp_path / name, width=900)
    drawing.save(tmp_path / "fine.png", dpi=192)
    drawing.save(tmp_path / "coarse.png", dpi=96)

    one = (tmp_path / "one.png").read_bytes()
    assert one == (tmp_path / "two.png").read_bytes()
    assert width_of(one) == 900
    fine, coarse = (width_of((tmp_path / f"{n}.png").read_bytes()) for n in ("fine", "coarse"))
    assert abs(fine - 2 * coarse) <= 1


def width_of(png: bytes) -> int:
    assert png.startswith(b"\x89PNG")
    return int.from_bytes(png[16:20], "big")


# --- pages ---


@pytest.mark.parametrize(
    ("page", "size"), [("a4", ("297mm", "210mm")), ("slide", ("338.7mm", "190.5mm"))]
)
def test_the_ministers_meeting_can_be_read_on_a_page(
    graph: Graph, tmp_path: Path, page: str, size: tuple[str, str]
) -> None:
    graph.draw("meeting", id=INDUSTRY).save(tmp_path / "page.svg", page=page)

    root = parsed((tmp_path / "page.svg").read_bytes())
    assert (root.get("width"), root.get("height")) == size
    _, _, wide, _ = map(float, str(root.get("viewBox")).split())
    smallest = min(float(one.get("font-size", "99")) for one in root.iter(f"{SVG}text"))
    points = smallest * float(size[0].removesuffix("mm")) / wide / 25.4 * 72
    assert points >= 5.5


def test_what_could_not_be_read_on_a_page_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(
        WrongUse, match=r"page the letters would be [0-5]\.\d\d points high.*--kind\)"
    ):
        graph.draw("network").save(tmp_path / "page.svg", page="a4")

    assert list(tmp_path.iterdir()) == []


# --- what is refused ---


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("a.pdf", {}, "no format of a picture '.pdf'"),
        ("a", {}, "no format of a picture ''"),
        ("a.svg", {"page": "a5"}, "no page 'a5'; did you mean 'a4'"),
        ("a.html", {"page": "a4"}, "--page is for .svg and .png, not for .html"),
        ("a.svg", {"width": 900}, "--width and --dpi are for .png, not for .svg"),
        ("a.png", {"width": 900, "dpi": 96}, "give one of the two"),
        ("a.png", {"width": 30_000}, "too large"),
        ("a.png", {"width": 30_001}, "--width is a whole number from 1 to 30,000"),
        ("a.png", {"width": -5}, "--width is a whole number from 1 to 30,000"),
        ("a.png", {"width": "300"}, "--width is to be a whole number, not '300'"),
        ("a.png", {"dpi": 10**400}, "--dpi is a whole number from 1 to 30,000"),
        ("a.svg", {"page": 5}, "page is to be a text, not 5"),
        ("a\0.svg", {}, "path is to be the name of a file, not PosixPath("),
        ("\ud800.svg", {}, "path is to be the name of a file, not PosixPath("),
        ("a.csv", {}, "only a matrix has a form as CSV"),
    ],
)
def test_a_file_that_cannot_be_is_refused_and_nothing_written(
    graph: Graph,
    tmp_path: Path,
    name: str,
    options: dict[str, object],
    message: str,
) -> None:
    drawing = graph.draw("meeting", id=INDUSTRY)

    with pytest.raises((UnknownName, WrongUse, AnswerError), match=re.escape(message)):
        drawing.save(tmp_path / name, **options)  # type: ignore[arg-type]

    assert list(tmp_path.iterdir()) == []


def test_what_is_no_name_of_a_file_is_refused(graph: Graph) -> None:
    with pytest.raises(WrongUse, match="path is to be the name of a file, not 3"):
        graph.draw("meeting", id=INDUSTRY).save(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("view", "given", "message"),
    [
        ("meeting", {"id": 5}, "id is to be a text, not 5"),
        (None, {}, "view is to be a text, not None"),
        (["meeting"], {}, "view is to be a text, not ['meeting']"),
        ("co-attendance", {"least": "x"}, "least is to be a whole number, not 'x'"),
        ("network", {"kind": 3}, "kind is to be a text or several, not 3"),
        ("network", {"kind": [3]}, "kind is to be a text, not 3"),
        ("network", {"lang": ["en"]}, "lang is to be a text, not ['en']"),
        ("network", {"edits": {"title": "Ours"}}, "edits is to be the name of a file, not {'title"),
        ("network", {"edits": "a\0"}, "edits is to be the name of a file, not 'a"),
    ],
)
def test_what_a_view_is_given_is_refused_where_it_is_of_another_kind(
    graph: Graph, view: str, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(WrongUse, match=re.escape(message)):
        graph.draw(view, **given)


def test_a_drawing_is_told_in_one_line(graph: Graph) -> None:
    told = repr(graph.draw("matrix"))

    assert re.fullmatch(r"<Drawing: matrix, 'SCO meetings: .*', \d+ rows, \d+ columns>", told)
    assert " items, " in repr(graph.draw("meeting", id=INDUSTRY))
    assert " lanes, " in repr(graph.draw("timeline"))


def test_a_matrix_is_no_graph(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="a matrix is no graph; save it as HTML, SVG or PNG"):
        graph.draw("matrix").save(tmp_path / "a.graphml")


def test_more_than_a_thousand_items_are_refused_with_what_would_help() -> None:
    refuse_too_large(hand_made.many(MOST))

    with pytest.raises(AnswerError, match=r"1,001 items .*--from.*--kind.* \.graphml for Gephi"):
        refuse_too_large(hand_made.many(MOST + 1))


def test_more_than_five_thousand_links_are_refused() -> None:
    whole = hand_made.many(40)
    [link, *_] = whole.links
    linked = replace(whole, links=(link,) * MOST_LINKS)
    refuse_too_large(linked)

    with pytest.raises(AnswerError, match=r"5,001 links .*\(at most 5,000\).*--body"):
        refuse_too_large(replace(linked, links=(*linked.links, link)))


@pytest.mark.parametrize(
    ("view", "advice"),
    [
        ("meeting", "hide some with --edits"),
        ("matrix", "choose fewer with a filter (--body, --from, --to), or hide some"),
        ("timeline", "choose fewer with a filter (--body, --state, --person, --from, --to)"),
        ("answer to who-attended", "choose fewer rows with --limit"),
    ],
)
def test_only_what_a_view_has_is_advised(view: str, advice: str) -> None:
    whole = hand_made.careers()

    told = fewer(replace(whole, head=replace(whole.head, view=view)))

    assert told.startswith(advice)
    assert "least" not in told


def test_to_an_answer_that_is_called_as_a_view_its_limit_is_advised(graph: Graph) -> None:
    question = get_question("co-attendance")
    rows, given = graph.query(question.name), graph.bind(question, {})

    answer = draw_answer(graph, question, rows, given)

    assert fewer(answer) == "choose fewer rows with --limit, or hide some with --edits"
    assert "--least" in fewer(graph.draw(question.name).picture)


# --- graphs and tables ---


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_the_drawn_graph_is_read_back_with_its_sources(
    graph: Graph, tmp_path: Path, suffix: str
) -> None:
    drawing = graph.draw("network")
    path = tmp_path / f"network.{suffix}"

    drawing.save(path)

    read = nx.read_graphml(path) if suffix == "graphml" else nx.read_gexf(path)
    meant = drawing.to_networkx()
    assert set(read.nodes) == set(meant.nodes)
    assert sorted(read.edges()) == sorted(meant.edges())
    assert {values["type"] for *_, values in read.edges(data=True)} == {
        key for *_, key in meant.edges(keys=True)
    }
    assert all("source/" in values["sources"] for *_, values in read.edges(data=True))
    assert all(values["x"] > 0 for _, values in read.nodes(data=True))


def test_the_csv_of_the_matrix_has_every_cell(graph: Graph, tmp_path: Path) -> None:
    drawing = graph.draw("matrix")
    drawing.save(tmp_path / "matrix.csv")

    text = (tmp_path / "matrix.csv").read_text(encoding="utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    assert isinstance(drawing.picture, Matrix)
    assert len(head) == len(drawing.picture.columns) + 1
    assert [row[0] for row in rows] == [one.names["en"] for one in drawing.picture.rows]
    cells = [cell for row in rows for cell in row[1:]]
    assert cells == [
        "; ".join(one["en"] for one in (cell.names, *cell.notes)) for cell in drawing.picture.cells
    ]


def test_a_drawing_shows_itself_in_a_frame_that_reaches_nothing(graph: Graph) -> None:
    shown = graph.draw("meeting", id=INDUSTRY)._repr_html_()

    allowed = re.match(r'<iframe sandbox="([^"]*)" ', shown)
    assert allowed is not None
    assert set(allowed[1].split()) == {
        "allow-scripts",
        "allow-downloads",
        "allow-modals",
        "allow-popups",
        "allow-popups-to-escape-sandbox",
    }
    assert shown.count("<") == 2


def test_a_drawing_is_a_graph_of_pyvis_too(graph: Graph) -> None:
    drawing = graph.draw("meeting", id=INDUSTRY)

    network = drawing.to_pyvis()
    items, _ = drawing.diagram()
    assert len(network.nodes) == len(items.items)
    assert len(network.edges) == len(items.links)


# --- looks ---


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAINTS = [
    (paint, paper)
    for looks in (style.KINDS.values(), style.MARKS.values(), [style.OTHER_KIND])
    for look in looks
    for paint, paper in (
        (look.light, style.LIGHT_PAPER),
        (look.dark, style.DARK_PAPER),
    )
]


def test_letters_and_edges_stand_out_as_the_guidelines_ask() -> None:
    for paint, paper in PAINTS:
        assert contrast(paint.ink, paint.fill) >= 4.5
        assert contrast(paper.muted, paint.fill) >= 4.5
        assert contrast(paint.stroke, paper.band) >= 3
    for paper in (style.LIGHT_PAPER, style.DARK_PAPER):
        for letters in (paper.ink, paper.muted):
            assert contrast(letters, paper.ground) >= 4.5
            assert contrast(letters, paper.band) >= 4.5
    for line in style.FAMILIES.values():
        assert contrast(line.light, style.LIGHT_PAPER.band) >= 3
        assert contrast(line.dark, style.DARK_PAPER.band) >= 3


def test_no_two_things_differ_by_colour_alone() -> None:
    kinds = {look for kind, look in style.KINDS.items() if kind not in ("plan", "proposal")}
    lines = set(style.FAMILIES.values())
    marks = {k: (look.hatched, k) for k, look in style.MARKS.items()}

    assert len({(look.mark, look.radius) for look in kinds}) == len(kinds)
    assert len({(look.tip, look.width) for look in lines}) == len(lines)
    assert len(set(marks.values())) == len(marks)
    assert len(set(style.DASHES.values())) == len(Manner)
    assert get_args(Picture)


def test_an_edited_drawing_is_edited_in_every_format(graph: Graph, tmp_path: Path) -> None:
    edits = tmp_path / "edits.yaml"
    edits.write_text("title: Ours\nhide: [place/yekaterinburg]\n", encoding="utf-8")
    drawing = graph.draw("meeting", id=INDUSTRY, edits=edits)

    for suffix in (".html", ".svg", ".graphml", ".gexf"):
        drawing.save(tmp_path / f"a{suffix}")
        written = (tmp_path / f"a{suffix}").read_text(encoding="utf-8")
        # A page keeps the edits that made it, to save them with its own.
        assert written.count("place/yekaterinburg") == (suffix == ".html")
        assert "place..yekaterinburg" not in written
        assert ("Ours" in written) == (suffix in (".html", ".svg"))


def test_a_drawing_is_the_picture_of_its_view(graph: Graph) -> None:
    assert isinstance(graph.draw("matrix"), Drawing)
