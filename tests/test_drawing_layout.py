"""Where the things of a picture stand: nothing overlaps, and no line runs through a foreign box."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from sco_graph.drawing.boxes import BESIDE
from sco_graph.drawing.fitting import fitting
from sco_graph.drawing.layout import Layout
from sco_graph.drawing.lettering import width, wrapped
from sco_graph.drawing.page_size import PAGES
from sco_graph.drawing.picture import Diagram, Head, Item, Link, Manner, Marks
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import NAME_SIZE, Box, PlacedDiagram, Point, Route
from sco_graph.drawing.sheet import sheet
from sco_graph.graph import Graph

ROUNDED = 0.01
"""What is lost of a px where figures are rounded."""
LABELS = (
    "SCO",
    "Ambassador Extraordinary and Plenipotentiary of the Islamic Republic of Iran to Russia",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "上海合作组织成员国政府首脑（总理）理事会第二十四次会议联合公报",
    "الاجتماع الثالث لوزراء الصناعة",
    "Совет глав государств — членов Шанхайской организации сотрудничества",
    "🤝 the 🇺🇿 side 🏭🏭🏭",
    "<script>alert('x')</script> & \"quoted\" ]]> 'text'",
    "a",
)


def head(**given: object) -> Head:
    """Return the head of a picture about nothing in particular."""
    return Head(
        view="network",
        title={"en": "A title"},
        subtitle={"en": ""},
        notes=(),
        release="0",
        date=datetime.date(2026, 1, 1),
        sources=(),
        **given,  # type: ignore[arg-type]
    )


def diagram(many: int, seed: int = 0) -> Diagram:
    """Return a generated diagram of so many items in five columns, links of every length."""
    chance = random.Random(seed)
    items = tuple(
        Item(
            id=f"meeting/{n}",
            kind="meeting",
            names={"en": chance.choice(LABELS)},
            notes=({"en": chance.choice(LABELS)},) * chance.randrange(3),
            manner=Manner.STATED,
            column=chance.randrange(5),
            facts=(),
            marks=Marks(),
        )
        for n in range(many)
    )
    links = tuple(
        Link(
            id=f"link/{n}",
            from_=one.id,
            to=other.id,
            family=chance.choice(("ATTENDED", "APPROVED")),
            names={"en": ""},
            manner=Manner.STATED,
            weight=1,
            facts=(),
            marks=Marks(),
        )
        for n in range(many * 3 // 2)
        for one, other in [chance.sample(items, 2)]
    )
    columns = tuple({"en": one} for one in ("States", "People", "Meetings", "Documents", "Places"))
    return Diagram(
        head=head(), columns=columns, items=items, links=links, why_empty=None, ordered=(2,)
    )


@pytest.mark.parametrize("many", [5, 40, 300])
@pytest.mark.parametrize("seed", range(3))
def test_no_two_boxes_overlap_and_no_line_touches_a_box_that_is_not_its_own(
    many: int, seed: int
) -> None:
    drawn = diagram(many, seed)

    placed = place(drawn, ("en",))

    assert isinstance(placed, PlacedDiagram)
    assert [box.id for box in placed.boxes] == [item.id for item in drawn.items]
    assert [route.id for route in placed.routes] == [link.id for link in drawn.links]
    assert list(overlapping(placed.boxes)) == []
    assert list(touched(drawn, placed)) == []


@pytest.mark.parametrize("many", [5, 40, 300])
def test_every_line_starts_and_ends_at_its_boxes(many: int) -> None:
    drawn = diagram(many)

    placed = place(drawn)

    assert isinstance(placed, PlacedDiagram)
    boxes = {box.id: box for box in placed.boxes}
    for link, route in zip(drawn.links, placed.routes, strict=True):
        for end, point in ((link.from_, route.points[0]), (link.to, route.points[-1])):
            assert is_on_the_side(boxes[end], point)


@pytest.mark.parametrize("many", [40, 300])
def test_columns_stand_in_order_and_the_ordered_one_keeps_its_order(many: int) -> None:
    drawn = diagram(many)

    placed = place(drawn)

    assert isinstance(placed, PlacedDiagram)
    assert [column.title for column in placed.columns] == list(drawn.columns)
    assert all(one.right < other.left for one, other in pairwise(placed.columns))
    boxes = {box.id: box for box in placed.boxes}
    tops = [boxes[item.id].y for item in drawn.items if item.column == 2]
    assert tops == sorted(tops)
    for item in drawn.items:
        column = placed.columns[item.column]
        assert column.left <= boxes[item.id].x
        assert boxes[item.id].right <= column.right + 0.2


@pytest.mark.parametrize("many", [2, 3, 10, 40])
def test_no_line_of_a_ring_touches_a_box_that_is_not_its_own(many: int) -> None:
    whole = diagram(many)
    items = tuple(replace(item, column=0) for item in whole.items)
    links = tuple(
        replace(whole.links[0], id=f"{one.id} {other.id}", from_=one.id, to=other.id)
        for one, other in combinations(items, 2)
    )

    drawn = replace(whole, items=items, links=links)
    placed = place(drawn)

    assert isinstance(placed, PlacedDiagram)
    assert list(overlapping(placed.boxes)) == []
    assert list(touched(drawn, placed)) == []


def test_everything_lies_within_the_drawing() -> None:
    placed = place(diagram(40))

    assert isinstance(placed, PlacedDiagram)
    points = [point for route in placed.routes for point in route.points]
    corners = [corner for b in placed.boxes for corner in ((b.x, b.y), (b.right, b.bottom))]
    for x, y in [*points, *corners]:
        assert 0 <= x <= placed.width
        assert 0 <= y <= placed.height


def overlapping(boxes: tuple[Box, ...]) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                one.right <= other.x + ROUNDED
                or other.right <= one.x + ROUNDED
                or one.bottom <= other.y + ROUNDED
                or other.bottom <= one.y + ROUNDED
            )
            if not apart:
                yield one.id, other.id


def touched(drawn: Diagram, placed: PlacedDiagram) -> Iterator[tuple[str, str]]:
    """Yield each line and box that touch without belonging together."""
    for link, route in zip(drawn.links, placed.routes, strict=True):
        along = list(points(route))
        for box in placed.boxes:
            if box.id not in (link.from_, link.to) and any(is_in(box, p) for p in along):
                yield link.id, box.id


def points(route: Route, steps: int = 24) -> Iterator[Point]:
    """Yield points along a route."""
    segments = [route.points[n : n + 4] for n in range(0, len(route.points) - 1, 3)]
    for a, b, c, d in segments:
        for step in range(steps + 1):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield tuple(  # type: ignore[misc]
                sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
                for axis in (0, 1)
            )


def is_in(box: Box, point: Point) -> bool:
    x, y = point
    return box.x < x < box.right and box.y < y < box.bottom


def is_on_the_side(box: Box, point: Point) -> bool:
    x, y = point
    beside = min(abs(x - box.x), abs(x - box.right)) < 0.2
    return beside and box.y <= y <= box.bottom


def test_a_folded_diagram_keeps_ties_in_one_bank_and_touches_no_foreign_box() -> None:
    people = [f"person/{n}" for n in range(24)]
    ids = [(one, 1) for one in people] + [(one.replace("person", "state"), 0) for one in people]
    drawn = Diagram(
        head=head(),
        columns=({"en": "States"}, {"en": "People"}, {"en": "Meeting"}),
        items=tuple(
            Item(id=id_, kind="person", names={"en": LABELS[n % len(LABELS)]}, column=column)
            for n, (id_, column) in enumerate([*ids, ("meeting/1", 2)])
        ),
        links=tuple(
            Link(id=f"{one} {to}", from_=one, to=to, family=family, names={"en": ""})
            for one in people
            for to, family in (
                (one.replace("person", "state"), "REPRESENTS"),
                ("meeting/1", "ATTENDED"),
            )
        ),
        why_empty=None,
    )

    placed = place(drawn, ("en",), Layout(widest=240, dense=True, folded=True))
    plain = place(drawn, ("en",), Layout(widest=240, dense=True))

    assert isinstance(placed, PlacedDiagram)
    titles = [column.title["en"] for column in placed.columns]
    assert titles == ["States", "People"] * 2 + ["Meeting"]
    assert placed.height < plain.height * 0.7
    assert list(overlapping(placed.boxes)) == []
    assert list(touched(drawn, placed)) == []
    boxes = {box.id: box for box in placed.boxes}
    for one in people:
        assert 0 < boxes[one].x - boxes[one.replace("person", "state")].right < 100


@pytest.mark.parametrize("many", [5, 40, 300])
@pytest.mark.parametrize(
    "layout", [Layout(widest=260, dense=True), Layout(widest=260, dense=True, folded=True)]
)
def test_in_a_dense_layout_too_nothing_overlaps_and_nothing_foreign_is_touched(
    many: int, layout: Layout
) -> None:
    drawn = diagram(many, seed=many)
    usual = place(drawn, ("en",))

    placed = place(drawn, ("en",), layout)

    assert isinstance(placed, PlacedDiagram)
    assert placed.height < usual.height
    assert list(overlapping(placed.boxes)) == []
    assert list(touched(drawn, placed)) == []


# --- where labels break ---


@pytest.mark.parametrize("room", [60, 80, 100, 130, 180])
def test_a_dot_beside_chinese_has_the_room_of_a_character_and_begins_no_line(room: float) -> None:
    lines = wrapped("发言者 · 组织负责人 · 书面致贺 · 未说明是否出席\xa0[1,\xa02]", 10, room)

    dots = [line.count("·") for line in lines]
    assert sum(dots) == 3
    for line, many in zip(lines, dots, strict=True):
        assert width(line.replace("·", ""), 10) + 10 * many <= room
        assert line[0] not in "·\xa0"


@pytest.mark.parametrize(
    ("meeting", "language", "page"),
    [
        ("meeting/hsc-2012-beijing", "en", "slide"),
        ("meeting/hgc-2020", "en", "a4"),
        ("meeting/ict-ministers-3", "ru", "a4"),
    ],
)
def test_no_word_of_a_label_is_cut_to_fit_a_page(
    shipped: Graph, meeting: str, language: str, page: str
) -> None:
    drawing = shipped.draw("meeting", id=meeting, lang=language)

    placed, _ = fitting(drawing, PAGES[page])

    assert isinstance(drawing.picture, Diagram)
    assert isinstance(placed, PlacedDiagram)
    for item, box in zip(drawing.picture.items, placed.boxes, strict=True):
        shown = [words(line.text) for line in box.labels[language]]
        for names in (item.names, *item.notes):
            assert words(names.get(language) or names["en"]) <= set().union(*shown)


def words(text: str) -> set[str]:
    """Return the words of a text, and the parts of those after which a line may break."""
    return set(re.split(r"[\s/–—-]+", text)) - {""}


@pytest.mark.parametrize(
    ("view", "given", "listed"),
    [
        ("co-attendance", {"kind": "state"}, False),
        ("meeting", {"id": "meeting/hsc-2012-beijing"}, True),
    ],
)
def test_a_box_has_numbers_of_sources_only_where_these_are_listed(
    shipped: Graph, view: str, given: dict[str, str], *, listed: bool
) -> None:
    drawing = shipped.draw(view, **given)  # type: ignore[arg-type]

    placed, brief = fitting(drawing, PAGES["a4"])

    assert isinstance(placed, PlacedDiagram)
    texts = [line.text for box in placed.boxes for line in box.labels["en"]]
    assert any(re.search(r"\[\d", text) for text in texts) == listed
    foot = [line.text for line in sheet(drawing.picture, placed, "en", brief=brief).texts]
    assert any(text.startswith("[1]") for text in foot) == listed


def test_a_label_uses_all_the_room_that_its_box_has() -> None:
    name = "Statement of the heads of the member states on cooperation between their regions"
    drawn = Diagram(
        head=head(),
        columns=({"en": "Documents, body, place, occasion"},) * 2,
        items=tuple(
            Item(id=f"document/{n}", kind="document", names={"en": name}, column=n)
            for n in range(2)
        ),
        links=(),
        why_empty=None,
    )

    placed = place(drawn, ("en",), Layout(widest=150, dense=True))

    assert isinstance(placed, PlacedDiagram)
    for box in placed.boxes:
        lines = [line.text for line in box.labels["en"]]
        assert len(lines) > 1
        for line, following in pairwise(lines):
            longer = f"{line} {following.split()[0]}"
            assert width(line, NAME_SIZE) <= box.width - BESIDE < width(longer, NAME_SIZE)
