"""What `evidence` draws from each line of a source, and how it tells a changed text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sco_graph.errors import RecordsError, StoreError, UnknownName
from sco_graph.evidence import check_source_text, check_text, evidence, find_text, to_json, to_text
from sco_graph.graph import Graph
from tests.little_graph import PRINTS, TEXT, little_graph

REPORT = """\
source/report#1: holds no fact (heading)
source/report#2
  - First talks (meeting) – kind of event: negotiations; number: 1; dates: 2025-07-07; \
all delegations named in: Report on the talks, line 3 (meeting/first-talks)
  - First talks: claim (dates) – about the property: dates; value claimed: 2025-07-07; \
rank: preferred; rests on: inferred (meeting/first-talks/claim/dates_2025-07-07)
  - First talks: discussion (agriculture) – topic: agriculture; content: Farming on Mars \
(meeting/first-talks/discussion/agriculture)
  - First talks: participation (Mars) – person who took part: Anna Li; \
in post: Minister of Mars; represents: Mars; in the role of: chair, speaker; \
at the level of: minister; took part in mode: in person; attendance status: attended \
(meeting/first-talks/participation/state.mars)
  - Anna Li (person) (person/anna-li)
  - Anna Li: tenure (Minister of Mars) – in post: Minister of Mars \
(person/anna-li/tenure/post.mars-minister)
  - Anna Li: attestation (2025-07-07) – dates: 2025-07-07 \
(person/anna-li/tenure/post.mars-minister/attestation/2025-07-07)
  - Minister of Mars (post) – post in: Mars (post/mars-minister)
source/report#3
  - First talks (meeting) – all delegations named in: this place (meeting/first-talks)
  - First talks: participation (Cérès) – group that took part: guests; from state: Cérès; \
in the role of: guest; attendance status: attended (meeting/first-talks/participation/state.ceres)
  - First talks: count (guests) – value of the count: 3; exactness: exact; of what: guests \
(meeting/first-talks/participation/state.ceres/count/guests)
  - First talks: participation (Mars), as at line 2 (meeting/first-talks/participation/state.mars)
source/report#4: holds no fact (navigation)
"""


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return little_graph(tmp_path_factory.mktemp("little"))


def sources(graph: Graph) -> list[str]:
    rows = graph.engine.cypher("MATCH (s:Source) RETURN s.id AS id ORDER BY id", {})
    return [row["id"] for row in rows]


def test_each_line_is_told_with_the_facts_drawn_from_it(little: Graph) -> None:
    assert to_text(evidence(little.engine, "source/report")) == REPORT


def test_json_has_number_fingerprint_reason_and_facts(little: Graph) -> None:
    lines = to_json(evidence(little.engine, "source/report"))

    assert lines[3] == {
        "locator": "source/report#4",
        "place": "4",
        "line": 4,
        "fingerprint": PRINTS[4],
        "no_fact": "navigation",
        "facts": (),
    }
    assert len(json.loads(json.dumps(lines))[1]["facts"]) == 8


def test_a_source_without_lines_is_told_place_by_place(little: Graph) -> None:
    lines = evidence(little.engine, "source/atlas")

    assert [(line.place, line.line) for line in lines] == [("ceres", None), ("mars", None)]
    assert [fact.id for fact in lines[0].facts] == ["state/ceres"]


@pytest.mark.parametrize(
    "id_", ["source/nothing", "meeting/first-talks", "source/report/passage/1"]
)
def test_what_is_no_source_is_refused(little: Graph, id_: str) -> None:
    with pytest.raises(UnknownName, match=f"no source '{id_}'"):
        evidence(little.engine, id_)


def test_every_citation_that_ships_is_told_at_its_place(shipped: Graph) -> None:
    cited = shipped.engine.cypher(
        "MATCH (f)-[:STATED_IN]->(p:Passage) RETURN f.id AS fact, p.id AS place", {}
    )

    told = {
        (fact.id, line.locator.replace("#", "/passage/"))
        for source in sources(shipped)
        for line in evidence(shipped.engine, source)
        for fact in line.facts
    }

    assert {(row["fact"], row["place"]) for row in cited} <= told


def test_each_line_of_a_fully_read_source_has_a_fact_or_a_reason(shipped: Graph) -> None:
    rows = shipped.engine.cypher("MATCH (s:Source {fully_read: true}) RETURN s.id AS id", {})

    lines = [line for row in rows for line in evidence(shipped.engine, row["id"])]

    assert [x.locator for x in lines if bool(x.facts) == (x.no_fact is not None)] == []
    assert len(lines) > 50


def test_lines_stand_in_the_order_of_their_numbers(shipped: Graph) -> None:
    for source in sources(shipped):
        numbers = [x.line for x in evidence(shipped.engine, source) if x.line is not None]
        assert numbers == list(range(1, len(numbers) + 1))


# --- the text at hand ---


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\n\n"), TEXT.replace(" ", "\u00a0 ")],
    ids=["as read", "CRLF", "empty lines", "other spaces"],
)
def test_the_text_that_was_read_passes_whatever_its_white_space(little: Graph, text: str) -> None:
    lines = evidence(little.engine, "source/report")

    assert check_text(lines, text) == []


def test_a_changed_line_is_named_with_both_fingerprints(little: Graph) -> None:
    lines = evidence(little.engine, "source/report")

    messages = check_text(lines, TEXT.replace("Three guests", "Four guests"))

    assert len(messages) == 1
    assert messages[0].startswith("line 3 is not the one that was read: ")
    assert messages[0].endswith(f", not {PRINTS[3]}")


def test_a_missing_line_and_a_line_too_many_are_named(little: Graph) -> None:
    lines = evidence(little.engine, "source/report")

    assert check_text(lines, TEXT.replace("Print this page\n", "")) == [
        "line 4 is missing: the text ends before it"
    ]
    assert check_text(lines, TEXT + "One more\n") == ["line 5 of the text is not in the record"]


def test_a_line_that_moved_is_found_again(little: Graph) -> None:
    lines = evidence(little.engine, "source/report")

    messages = check_text(lines, "A new heading\n" + TEXT)

    assert [message.split(":")[0] for message in messages] == [
        "line 1 is not the one that was read; that one is now line 2",
        "line 2 is not the one that was read; that one is now line 3",
        "line 3 is not the one that was read; that one is now line 4",
        "line 4 is not the one that was read; that one is now line 5",
        "line 5 of the text is not in the record",
    ]


def test_a_text_is_checked_by_its_file_name_in_a_folder(little: Graph, tmp_path: Path) -> None:
    lines = evidence(little.engine, "source/report")
    (tmp_path / "press").mkdir()
    path = tmp_path / "press" / "report.txt"
    path.write_text("\ufeff" + TEXT, encoding="utf-8")

    assert check_source_text(little.engine, "source/report", lines, tmp_path) == []

    path.write_text(TEXT + "One more\n", encoding="utf-8")
    assert check_source_text(little.engine, "source/report", lines, tmp_path) == [
        f"{path}: line 5 of the text is not in the record"
    ]


def test_a_text_that_is_not_at_hand_is_a_finding(little: Graph, tmp_path: Path) -> None:
    report = check_source_text(little.engine, "source/report", [], tmp_path)
    atlas = check_source_text(little.engine, "source/atlas", [], tmp_path)

    assert report == [
        f"{tmp_path}: the text of source/report is not here; it is the file 'report.txt'"
    ]
    assert atlas == ["source/atlas names no file, so there is no text of it to check"]


def test_a_folder_that_is_not_there_is_refused(little: Graph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder of texts"):
        check_source_text(little.engine, "source/report", [], tmp_path / "nothing")


def test_a_text_in_another_encoding_is_refused_with_its_place(
    little: Graph, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_bytes("Talks\nМарс".encode("cp1251"))

    with pytest.raises(RecordsError, match=r"report\.txt:2:1: byte 0xcc is not UTF-8"):
        check_source_text(little.engine, "source/report", [], tmp_path)


def test_a_file_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")

    assert find_text(tmp_path / "texts", "../secret.txt") is None
