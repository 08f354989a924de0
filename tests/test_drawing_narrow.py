"""A matrix of many meetings: narrow cells with codes, which its legend explains."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from sco_graph.drawing.codes import shortened
from sco_graph.drawing.picture import Matrix, Of
from sco_graph.drawing.placed import PlacedMatrix
from sco_graph.graph import Graph
from sco_graph.schema import LANGUAGES
from sco_graph.shapes import read_schema

COUNCIL = "body/heads-of-state-council"


@pytest.fixture(scope="module")
def matrix(shipped: Graph) -> Matrix:
    """Return the matrix of all meetings of the heads of state."""
    picture = shipped.draw("matrix", body=COUNCIL).picture
    assert isinstance(picture, Matrix)
    return picture


def test_no_two_levels_modes_or_statuses_have_one_code() -> None:
    schema = read_schema()
    levels = [one.names for one in schema.scheme("level").values()]
    notes = [
        one.names
        for scheme in ("participation-mode", "attendance-status")
        for one in schema.scheme(scheme).values()
    ]

    codes = shortened(levels, notes)

    for language in LANGUAGES:
        assert max(Counter(code[language] for code in codes).values()) == 1


def test_the_legend_explains_each_letter_in_a_cell(matrix: Matrix) -> None:
    explained = {e.code["en"] for e in matrix.head.legend if e.of is Of.CODE and e.code}
    signs = {e.code["en"] for e in matrix.head.legend if e.of is Of.MARK and e.code}

    assert matrix.narrow
    shown = {cell.code["en"] for cell in matrix.cells if cell.code}
    assert {word for code in shown - signs for word in code.split() if word != "–"} == explained


def test_the_legend_says_what_a_dash_does_not_tell(matrix: Matrix) -> None:
    [entry] = [one for one in matrix.head.legend if one.id == "not-stated"]

    assert entry.code == dict.fromkeys(LANGUAGES, "–")
    assert entry.names["en"] == "not stated: no source says that it was there"
    assert {c.names["en"] for c in matrix.cells if c.mark == "not-stated"} == {"not stated"}


def test_who_were_members_come_first(shipped: Graph, matrix: Matrix) -> None:
    members = {
        row["state_id"]
        for row in shipped.query("attendance-gaps", body=COUNCIL)
        if row["standing"] == "member"
    }

    rows = [row.id for row in matrix.rows]

    assert set(rows[: len(members)]) == members


def test_the_heads_of_narrow_columns_are_short_and_run_upwards(shipped: Graph) -> None:
    placed = shipped.draw("matrix", body=COUNCIL).placed()

    assert isinstance(placed, PlacedMatrix)
    assert placed.turned
    assert all(box.width < 90 < box.height for box in placed.columns)
    last = placed.columns[-1].labels["en"]
    assert [last[0].text, last[1].text[:10]] == ["Tianjin", "2025-09-01"]


@pytest.mark.parametrize("page", ["a4", "slide"])
@pytest.mark.parametrize(
    ("lang", "sources"),
    [("en", r"Sources: \d+, of "), ("ru", r"Источников: \d+"), ("zh", r"来源共 \d+ 个")],
)
def test_the_matrix_of_the_heads_of_state_can_be_read_on_one_page(
    shipped: Graph, page: str, lang: str, sources: str, tmp_path: Path
) -> None:
    file = tmp_path / "matrix.svg"

    shipped.draw("matrix", body=COUNCIL, lang=lang).save(file, page=page)

    text = file.read_text(encoding="utf-8")
    assert "rotate(-90)" in text
    assert re.search(sources, text)


def test_the_csv_of_a_narrow_matrix_has_words_and_no_codes(
    shipped: Graph, matrix: Matrix, tmp_path: Path
) -> None:
    file = tmp_path / "matrix.csv"
    shipped.draw("matrix", body=COUNCIL).save(file)

    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))

    words = {cell.names["en"] for cell in matrix.cells}
    assert {text.split("; ")[0] for row in rows[1:] for text in row[1:]} <= words


def test_a_wide_cell_names_at_most_two_sources_and_only_its_own(shipped: Graph) -> None:
    drawing = shipped.draw("matrix", body=COUNCIL, from_="2021")
    picture, placed = drawing.picture, drawing.placed()

    assert isinstance(picture, Matrix)
    assert isinstance(placed, PlacedMatrix)
    assert not picture.narrow
    for cell, box in zip(picture.cells, placed.cells, strict=True):
        shown = set(re.findall(r"\d+(?=[,\]])", "".join(x.text for x in box.labels["en"])))
        own = {str(c.number) for fact in cell.facts[:1] for c in fact.citations}
        assert shown == (own if len(own) <= 2 and cell.mark != "not-stated" else set())


@pytest.mark.parametrize(
    ("view", "given"),
    [
        ("meeting", {"id": "meeting/hsc-2025-tianjin"}),
        ("meeting", {"id": "meeting/hgc-2025"}),
        ("network", {"body": COUNCIL, "from_": "2025"}),
        ("network", {"body": "body/heads-of-government-council", "from_": "2025"}),
    ],
)
def test_the_greatest_meetings_of_a_year_fit_a_page(
    shipped: Graph, view: str, given: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "meeting.svg"

    shipped.draw(view, **given).save(file, page="a4")  # type: ignore[arg-type]

    assert 'mm"' in file.read_text(encoding="utf-8")
