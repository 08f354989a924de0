"""Rows become text without losing a character."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sco_graph.errors import UnknownName
from sco_graph.formats import (
    Row,
    get_format,
    to_csv,
    to_guarded_csv,
    to_html,
    to_json,
    to_json_lines,
    to_markdown,
    to_table,
)

CELLS = st.none() | st.text(st.characters(exclude_categories=["C"]), max_size=40) | st.integers()
ROWS = st.lists(st.fixed_dictionaries({"name": CELLS, "note": CELLS}), max_size=5)


def test_csv_quotes_what_needs_quotes() -> None:
    text = to_csv(["name", "role"], [{"name": 'A "B", C', "role": ["chair", "speaker"]}])

    assert text == 'name,role\r\n"A ""B"", C",chair; speaker\r\n'


@given(ROWS)
def test_csv_read_back_is_what_was_written(rows: list[Row]) -> None:
    read = list(csv.DictReader(io.StringIO(to_csv(["name", "note"], rows), newline="")))

    assert read == [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_a_text_to_it(begin: str) -> None:
    text = to_guarded_csv(["a", "b"], [{"a": f"{begin}1+1", "b": [f"{begin}x", "y"]}])

    [read] = csv.DictReader(io.StringIO(text, newline=""))
    assert read == {"a": f"'{begin}1+1", "b": f"'{begin}x; y"}


def test_a_formula_behind_a_semicolon_within_a_cell_is_a_text() -> None:
    row = {"a": "x;=1+1", "b": ["x", "@y"], "c": "x\n-1", "d": "x; y-z", "e": "x;\t\t+1"}

    [read] = csv.DictReader(io.StringIO(to_guarded_csv(list(row), [row]), newline=""))
    for cell in read.values():
        assert not re.search(r"[;\n\t]\s*[=+@-]", cell)
    assert (read["a"], read["b"], read["c"]) == ("x;'=1+1", "x; '@y", "x\n'-1")
    assert read["d"] == row["d"]


def test_numbers_and_days_and_what_begins_well_are_not_guarded() -> None:
    row = {"a": -1, "b": datetime.date(2025, 7, 7), "c": "a=b", "d": None, "e": True}

    assert to_guarded_csv(list(row), [row]) == to_csv(list(row), [row])


def test_json_lines_are_the_rows_of_json_each_on_its_line() -> None:
    rows: list[Row] = [{"name": "会\n议", "count": 3}, {"name": None, "count": -1}]

    lines = to_json_lines(["name", "count"], rows).splitlines()
    assert [json.loads(line) for line in lines] == rows


def test_html_shows_markup_as_text() -> None:
    assert "<script>" not in to_html(["<script>"], [{"<script>": "<script>"}])


def test_json_keeps_kinds() -> None:
    day = datetime.date(2025, 7, 7)
    row = {"name": "会议", "day": day, "count": 3, "none": None, "list": ["a"]}

    read = json.loads(to_json(list(row), [row]))

    assert read == [{"name": "会议", "day": "2025-07-07", "count": 3, "none": None, "list": ["a"]}]


def test_markdown_escapes_what_would_end_a_cell_or_begin_a_tag() -> None:
    assert to_markdown(["a"], [{"a": "x|<b>\ny"}]).splitlines()[2] == "| x\\|&lt;b> y |"


def test_a_table_leaves_out_columns_that_are_empty_in_every_row() -> None:
    text = to_table(["a", "b"], [{"a": "x", "b": None}, {"a": "y", "b": None}])

    assert text == "a\n-\nx\ny\n"


def test_a_table_wraps_cells_to_the_width() -> None:
    text = to_table(["name", "id"], [{"name": "Minister of Industry", "id": "post/minister"}], 26)

    assert text.splitlines() == [
        "name          id",
        "------------  ------------",
        "Minister of   post/",
        "Industry      minister",
    ]


def test_chinese_characters_take_two_columns() -> None:
    text = to_table(["a", "b"], [{"a": "会议", "b": "x"}, {"a": "abcd", "b": "y"}])

    assert text.splitlines()[2:] == ["会议  x", "abcd  y"]


def test_rows_too_wide_for_a_table_become_blocks() -> None:
    rows: list[Row] = [{"first": "a" * 30, "second": "b" * 30}, {"first": "c", "second": None}]

    text = to_table(["first", "second"], rows, 30)

    assert text.splitlines() == [
        "first   " + "a" * 22,
        "        " + "a" * 8,
        "second  " + "b" * 22,
        "        " + "b" * 8,
        "",
        "first   c",
    ]


@given(ROWS, st.integers(20, 90))
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(rows: list[Row], width: int) -> None:
    text = to_table(["name", "note"], rows, width)

    assert max(map(cell_len, text.splitlines()), default=0) <= width
    shown = "".join(text.split())
    for row in rows:
        for value in row.values():
            assert all(character in shown for character in "".join(str(value or "").split()))


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="'xml'; did you mean 'table' or 'csv' or 'json'"):
        get_format("xml")
