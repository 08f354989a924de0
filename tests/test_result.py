"""An answer in Python: its rows, its forms, its names in three languages, its order."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from sco_graph.arranged import first, in_order
from sco_graph.errors import UnknownName, WrongUse
from sco_graph.explained import cypher_text, sparql_text
from sco_graph.graph import Graph
from sco_graph.localized import localized
from sco_graph.questions import Column, get_question, read_question
from sco_graph.result import Row
from sco_graph.twins import ask

MEETING = "meeting/industry-2025-yekaterinburg"


def test_an_answer_is_its_rows_and_knows_its_columns(graph: Graph) -> None:
    found = graph.query("who-attended", meeting=MEETING)

    assert len(found) == len(found.rows) == len(list(found)) > 3
    assert found[0] == found.rows[0]
    assert found[1:3] == found.rows[1:3]
    assert found == found.rows
    assert found.columns == list(found[0])
    assert repr(found).startswith(f"<who-attended: {len(found)} rows of participant, ")


def test_an_empty_answer_keeps_its_columns(graph: Graph) -> None:
    found = graph.query("who-attended", meeting="meeting/ict-ministers-4")

    assert not found
    assert list(found.to_pandas().columns) == found.columns
    assert found.to_markdown().splitlines()[0].startswith("| participant | ")


def test_pandas_gets_each_row_with_its_values(graph: Graph) -> None:
    found = graph.query("documents")
    frame = found.to_pandas()

    assert isinstance(frame, pd.DataFrame)
    assert list(frame["document_id"]) == [row["document_id"] for row in found]
    assert list(frame["source"]) == [row["source"] for row in found]


def test_without_pandas_it_is_said_how_to_get_it(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, importing = graph.query("documents"), builtins.__import__

    def without_pandas(name: str, *args: object, **more: object) -> object:
        if name == "pandas":
            raise ImportError(name)
        return importing(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_pandas)

    with pytest.raises(WrongUse, match=r"pip install 'sco-graph\[pandas\]'"):
        found.to_pandas()


def test_a_notebook_gets_a_table_without_markup_of_the_data(graph: Graph) -> None:
    html = graph.query("documents")._repr_html_()

    assert html.count("<tr>") == len(graph.query("documents")) + 1
    assert "&#x27;" in html  # the apostrophe of the People's Republic


# --- order ---


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (None, "bcad"),
        ("n", "acbd"),
        ("-n", "bcad"),
        ("t,n", "cbad"),
        ("-t", "abcd"),
    ],
)
def test_rows_come_in_the_order_asked_for_and_nulls_last(names: str | None, order: str) -> None:
    rows: list[Row] = [
        {"id": "b", "n": 10, "t": "x"},
        {"id": "c", "n": 9, "t": "X"},
        {"id": "a", "n": 2, "t": "ж"},
        {"id": "d", "n": None, "t": None},
    ]

    found = in_order(["id", "n", "t"], rows, names, "any")
    assert "".join(str(row["id"]) for row in found) == order


def test_an_unknown_column_and_no_row_at_all_are_refused() -> None:
    with pytest.raises(UnknownName, match="no column of any 'level'; did you mean 'levels'"):
        in_order(["levels"], [], "-level", "any")
    with pytest.raises(WrongUse, match="--limit 0 leaves no row"):
        first([], 0)


# --- languages ---

COLUMNS = (
    Column(name="state", kind="name", text="."),
    Column(name="state_id", kind="id", text="."),
    Column(name="others", kind="names", text="."),
    Column(name="level", kind="text", text="."),
)


def named(graph: Graph, language: str) -> Sequence[object]:
    row = {
        "state": "Russia",
        "state_id": "state/russia",
        "others": ["China", "Sohail Khan"],
        "level": "Russia",
    }
    [found] = localized(graph.engine, COLUMNS, [row], language)
    return list(found.values())


def test_names_are_told_in_a_language_and_what_has_none_is_marked(graph: Graph) -> None:
    assert named(graph, "zh") == ["俄罗斯", "state/russia", ["中国", "Sohail Khan [en]"], "Russia"]
    assert named(graph, "ru")[0] == "Россия"
    assert named(graph, "en")[2] == ["China", "Sohail Khan"]


def test_a_name_is_told_by_the_id_beside_it_before_the_name_itself(graph: Graph) -> None:
    [found] = localized(
        graph.engine,
        COLUMNS[:2],
        [{"state": "No name that anything has", "state_id": "state/china"}],
        "ru",
    )

    assert found["state"] == "Китай"


def test_a_language_that_no_name_is_in_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no language 'kz'"):
        graph.query("documents", lang="kz")


# --- explained ---


def test_the_pasted_sparql_gives_the_rows_of_the_question(graph: Graph) -> None:
    for name, given in (
        ("who-attended", {"meeting": MEETING}),
        ("documents", {"kind": "plan", "year": 2021}),
        ("hosting", {}),
    ):
        question = get_question(name)
        text = sparql_text(question, question.bind(given))
        solutions = graph.store.query(text, use_default_graph_as_union=True)
        assert len(list(solutions)) == len(ask(graph.store, question, given))  # type: ignore[arg-type]


def test_values_are_written_as_cypher_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "asked.cypher"
    path.write_text(
        "// What is asked?\n//\n// Parameters:\n//   text (text): any.\n"
        "//   since (first day): any.\n// Columns:\n//   a (text): any.\nRETURN $text AS a\n",
        encoding="utf-8",
    )
    question = read_question(path)

    text = cypher_text(question, question.bind({"text": 'a"b\\c\n', "since": "2019"}))

    assert text.splitlines()[:2] == [
        r':param text => "a\"b\\c\n";',
        ":param since => date('2019-01-01');",
    ]
    assert text.endswith("RETURN $text AS a;\n")
    assert cypher_text(question, question.bind({})).startswith(":param text => null;\n")
