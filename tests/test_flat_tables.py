from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from sco_graph.errors import StoreError
from sco_graph.flat_tables import WORKBOOK, table_files, tables, write_tables
from sco_graph.formats import to_csv as rows_to_csv
from sco_graph.graph import Graph
from sco_graph.schema import Kind
from sco_graph.shapes import read_schema
from sco_graph.table import Column, Table, Type
from sco_graph.table_files import to_csv, to_excel
from sco_graph.whole_graph import read_whole_graph
from sco_loaders.build import Build, build
from tests.planted import SOURCE, TALKS, plant

INDUSTRY = "meeting/industry-2025-yekaterinburg"
FILES = [
    "participations",
    "participation_counts",
    "meetings",
    "people",
    "tenures",
    "tenure_attestations",
    "states",
    "statuses",
    "status_attestations",
    "documents",
    "document_acts",
    "sources",
    "identifiers",
    "state_meetings",
    "state_pairs",
]


def state(code: str, *statuses: str) -> str:
    """Return the record of a state, with memberships of these dates."""
    lines = "".join(
        f"  - key: m{number}\n    kind: member\n    body: body/council\n    dates: {dates}\n"
        "    sources: source/report#1\n"
        for number, dates in enumerate(statuses)
    )
    head = f"name: {code}\niso_alpha2: {code[:2]}\niso_alpha3: {code}\nsources: source/report#1\n"
    return f"{head}statuses:\n{lines}" if statuses else head


COUNCIL = {
    "source/report": SOURCE,
    "body/council": "name: Council\nkind: council\nsources: source/report#1\n",
    "body/part": "name: Part\nkind: council\nparent: body/council\nsources: source/report#1\n",
    "body/ministry": """
name: Ministry of Delta
kind: ministry
state: state/delta
sources: source/report#1
""",
    "state/alpha": state("ALP", "2001/.."),
    "state/beta": state("BET", "2001/.."),
    "state/gamma": state("GAM", "2024/.."),
    "state/delta": state("DEL", "2001/.."),
    "state/epsilon": state("EPS"),
    "state/zeta": state("ZET", "2001/.."),
    "state/eta": state("ETA", "2001/2009"),
    "meeting/listed": """
name: Meeting with a whole list
dates: 2020-05-04
body: body/part
complete_lists: source/report#1
participations:
  - key: leader
    represents: state/alpha
    roles: participant
    level: head-of-state
    mode: video-address
    status: attended
    sources: source/report#1
  - key: delegate
    represents: state/alpha
    roles: head-of-delegation
    level: deputy-minister
    mode: in-person
    status: attended
    sources: source/report#1
  - represents: body/ministry
    roles: participant
    status: attended
    sources: source/report#1
  - represents: state/zeta
    roles: participant
    level: minister
    mode: video-link
    status: attended
    sources: source/report#1
sources: source/report#1
""",
    "meeting/open": """
name: Meeting without a whole list
dates: 2020
body: body/council
participations:
  - represents: state/alpha
    roles: participant
    status: announced
    sources: source/report#1
  - represents: state/beta
    roles: participant
    status: absent
    sources: source/report#1
  - represents: state/zeta
    roles: participant
    mode: written-greeting
    status: attended
    sources: source/report#1
sources: source/report#1
""",
    "meeting/undated": """
name: Meeting of an unknown day
body: body/council
participations:
  - represents: state/alpha
    roles: participant
    status: attended
    sources: source/report#1
sources: source/report#1
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The tables of a build, and the files made of them."""

    tables: Mapping[str, Table]
    files: Mapping[str, bytes]

    def rows(self, name: str, *columns: str, **where: object) -> list[tuple[Any, ...]]:
        """Return some columns of the rows that have these values."""
        table = self.tables[name]
        names = [column.name for column in table.columns]
        rows = (dict(zip(names, row, strict=True)) for row in table.rows)
        return [
            tuple(row[column] for column in columns)
            for row in rows
            if all(row[key] == value for key, value in where.items())
        ]


def written(opened: Build) -> Written:
    found = tables(read_schema(), read_whole_graph(opened))
    files = table_files(opened, excel=True)
    return Written(tables={table.name: table for table in found}, files=files)


@pytest.fixture(scope="module")
def shipped(graph: Graph) -> Written:
    """Return the tables of the shipped records."""
    return written(graph.build)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of a council of seven states."""
    folder = tmp_path_factory.mktemp("council")
    return Graph(build(folder / "build", records=plant(folder / "records", COUNCIL)))


@pytest.fixture(scope="module")
def at_the_council(council: Graph) -> Written:
    """Return the tables of the council."""
    return written(council.build)


# --- rows ---


def test_the_participations_in_the_meeting_of_ministers_of_industry(shipped: Written) -> None:
    rows = shipped.rows(
        "participations",
        "represents_iso_alpha3",
        "represents_cow_code",
        "roles",
        "level",
        "level_rank",
        "post",
        "present",
        meeting_id=INDUSTRY,
    )

    head, deputy = "head-of-delegation", "deputy-minister"
    embassy = "Ambassador Extraordinary and Plenipotentiary of {} to Russia"
    engineer = "Chief Engineer of the Ministry of Industry and Information Technology of China"
    adviser = "Special Assistant to the Prime Minister of Pakistan"
    speaker = "Deputy Secretary-General of the SCO"
    assert sorted(rows, key=str) == [
        ("BLR", 370, head, "minister", 5, "Minister of Industry of Belarus", True),
        ("CHN", 710, head, "senior-official", 11, engineer, True),
        ("IND", 750, head, "ambassador", 10, embassy.format("India"), True),
        ("IRN", 630, head, "ambassador", 10, embassy.format("Iran"), True),
        ("KAZ", 705, head, deputy, 8, "Deputy Minister of Kazakhstan", True),
        ("KGZ", 703, head, deputy, 8, "Deputy Minister of Kyrgyzstan", True),
        ("PAK", 770, head, "adviser-to-leader", 6, adviser, True),
        ("RUS", 365, "chair", None, None, None, True),
        ("RUS", 365, head, "minister", 5, "Minister of Industry of Russia", True),
        ("TJK", 702, head, "minister", 5, "Minister of Industry of Tajikistan", True),
        ("UZB", 704, head, deputy, 8, "Deputy Minister of Uzbekistan", True),
        (None, None, "speaker", "deputy-head-of-organisation", 7, speaker, True),
    ]


def test_a_row_has_ids_beside_names_days_beside_dates_and_the_places_cited(
    shipped: Written,
) -> None:
    [row] = shipped.rows(
        "participations",
        "id",
        "meeting",
        "meeting_dates",
        "meeting_start_date",
        "represents_id",
        "represents",
        "sources",
        represents_iso_alpha3="IND",
        meeting_id=INDUSTRY,
    )

    assert [str(cell) for cell in row] == [
        f"{INDUSTRY}/participation/state.india",
        "3rd Meeting of Ministers of Industry of the SCO Member States",
        "2025-07-07",
        "2025-07-07",
        "state/india",
        "India",
        "source/industry-ministers-2025#2; source/industry-ministers-2025#3",
    ]


def test_the_meeting_of_ministers_of_industry(shipped: Written) -> None:
    rows = shipped.rows(
        "meetings",
        "record",
        "kind",
        "number",
        "place",
        "place_state",
        "body_id",
        "on_the_sidelines_of",
        "complete_lists",
        id=INDUSTRY,
    )

    assert rows == [
        (
            "meeting",
            "ministerial-meeting",
            3,
            "Yekaterinburg",
            "Russia",
            "body/ministers-of-industry",
            "15th International Industrial Exhibition INNOPROM",
            "source/industry-ministers-2025#2",
        )
    ]


def test_the_states_at_the_meeting_of_ministers_of_industry(shipped: Written) -> None:
    rows = shipped.rows(
        "state_meetings",
        "state_iso_alpha2",
        "state_cow_code",
        "status",
        "present",
        "level",
        "list_is_complete",
        meeting_id=INDUSTRY,
    )

    assert [row for row in rows if row[2] == "attended"] == [
        ("BY", 370, "attended", True, "minister", True),
        ("CN", 710, "attended", True, "senior-official", True),
        ("IN", 750, "attended", True, "ambassador", True),
        ("IR", 630, "attended", True, "ambassador", True),
        ("KZ", 705, "attended", True, "deputy-minister", True),
        ("KG", 703, "attended", True, "deputy-minister", True),
        ("PK", 770, "attended", True, "adviser-to-leader", True),
        ("RU", 365, "attended", True, "minister", True),
        ("TJ", 702, "attended", True, "minister", True),
        ("UZ", 704, "attended", True, "deputy-minister", True),
    ]


def test_two_states_in_a_year_were_together_at_the_lower_of_their_levels(shipped: Written) -> None:
    columns = ("together", "level", "level_rank", "together_at")
    pair = {"state_a_id": "state/belarus", "year": 2025}

    both = f"{INDUSTRY}; meeting/hsc-2025-tianjin"
    assert shipped.rows("state_pairs", *columns, **pair, state_b_id="state/india") == [
        (2, "head-of-government", 2, both)
    ]
    assert shipped.rows("state_pairs", *columns, **pair, state_b_id="state/tajikistan") == [
        (2, "head-of-state", 1, both)
    ]


def test_the_codes_of_every_state_are_those_of_iso_and_of_correlates_of_war(
    shipped: Written,
) -> None:
    rows = shipped.rows("states", "iso_alpha2", "iso_alpha3", "cow_code")

    assert rows == [
        ("AF", "AFG", 700),
        ("AM", "ARM", 371),
        ("BY", "BLR", 370),
        ("CN", "CHN", 710),
        ("IN", "IND", 750),
        ("IR", "IRN", 630),
        ("KZ", "KAZ", 705),
        ("KG", "KGZ", 703),
        ("LA", "LAO", 812),
        ("MN", "MNG", 712),
        ("PK", "PAK", 770),
        ("RU", "RUS", 365),
        ("TJ", "TJK", 702),
        ("TM", "TKM", 701),
        ("UZ", "UZB", 704),
    ]


def test_an_identifier_that_is_not_known_has_an_empty_row(tmp_path: Path) -> None:
    region = "name: Tharsis\nstate: state/mars\nsources: source/report#1\n"
    mars = TALKS["state/mars"] + "same_as: https://example.org/planet/4\n"
    records = plant(tmp_path / "records", TALKS | {"region/tharsis": region, "state/mars": mars})

    rows = written(build(tmp_path / "build", records=records)).rows(
        "identifiers", "thing_id", "scheme", "identifier"
    )
    assert rows == [
        ("person/anna", "same_as", None),
        ("person/ben", "same_as", None),
        ("person/cleo", "same_as", None),
        ("region/tharsis", "iso_code", None),
        ("region/tharsis", "same_as", None),
        ("state/ceres", "cow_code", None),
        ("state/ceres", "iso_alpha2", "CE"),
        ("state/ceres", "iso_alpha3", "CER"),
        ("state/ceres", "same_as", None),
        ("state/mars", "cow_code", None),
        ("state/mars", "iso_alpha2", "MA"),
        ("state/mars", "iso_alpha3", "MAR"),
        ("state/mars", "same_as", "https://example.org/planet/4"),
    ]


def test_a_tenure_and_an_act_carry_what_they_belong_to(shipped: Written) -> None:
    tenures = shipped.rows(
        "tenures", "person", "post", "post_in_id", person_id="person/maxim-reshetnikov"
    )
    acts = shipped.rows(
        "document_acts",
        "document_kind",
        "act",
        "meeting_id",
        "meeting_dates",
        document_id="document/covid-19-plan-2021-2023",
    )

    post = "Minister of Economic Development of Russia"
    assert tenures == [("Maxim Reshetnikov", post, "state/russia")]
    assert acts == [("plan", "adopted", "meeting/hsc-2021-dushanbe", "2021-09-17")]


def test_each_attestation_of_a_status_is_a_row_with_its_own_days_and_sources(
    shipped: Written,
) -> None:
    columns = ("status_kind", "dates", "start_date", "end_date", "sources")
    rows = shipped.rows("status_attestations", *columns, state_id="state/kyrgyzstan")

    assert rows == [
        (
            "member",
            "2020-10-29",
            date(2020, 10, 29),
            date(2020, 10, 29),
            "source/regions-forum-2020#2",
        ),
        (
            "member",
            "2025-07-07",
            date(2025, 7, 7),
            date(2025, 7, 7),
            "source/industry-ministers-2025#1; source/industry-ministers-2025#2",
        ),
    ]


def test_each_attestation_of_a_tenure_is_a_row(shipped: Written) -> None:
    columns = ("person", "tenure_post", "dates", "basis")

    assert shipped.rows("tenure_attestations", *columns, person_id="person/alexei-teksler") == [
        ("Alexei Teksler", "Governor of Chelyabinsk Region", "2020-10-29", "stated"),
        ("Alexei Teksler", "Governor of Chelyabinsk Region", "2021-09-28/2021-09-30", "inferred"),
    ]


def test_a_group_has_a_row_for_each_of_its_counts(shipped: Written) -> None:
    rows = shipped.rows(
        "participation_counts",
        "participation_group",
        "value",
        "exactness",
        "of",
        meeting_id="meeting/regions-forum-2021",
    )

    group = "representatives of regions of the member states"
    assert (group, 30, "more-than", "regions") in rows
    assert (group, 8, "exact", "SCO member states") in rows


# --- who was present ---


def test_presence_absence_and_not_knowing_are_told_apart(at_the_council: Written) -> None:
    columns = ("state_id", "status", "present", "level", "mode", "others_from_state")

    assert at_the_council.rows("state_meetings", *columns, meeting_id="meeting/listed") == [
        ("state/alpha", "attended", True, "deputy-minister", "in-person", False),
        ("state/beta", "absent", False, None, None, False),
        ("state/delta", "not stated", None, None, None, True),
        ("state/epsilon", "membership not stated", False, None, None, False),
        ("state/eta", "not a member", False, None, None, False),
        ("state/gamma", "not a member", False, None, None, False),
        ("state/zeta", "attended", True, "minister", "video-link", False),
    ]
    assert at_the_council.rows("state_meetings", *columns[:3], meeting_id="meeting/open") == [
        ("state/alpha", "announced", None),
        ("state/beta", "absent", False),
        ("state/delta", "not stated", None),
        ("state/epsilon", "membership not stated", None),
        ("state/eta", "not a member", None),
        ("state/gamma", "not a member", None),
        ("state/zeta", "attended", False),
    ]


def test_at_an_undated_meeting_nobody_is_known_to_be_a_member(at_the_council: Written) -> None:
    rows = at_the_council.rows(
        "state_meetings", "state_id", "status", "present", meeting_id="meeting/undated"
    )

    assert rows[0] == ("state/alpha", "attended", True)
    assert {row[1:] for row in rows[1:]} == {("membership not stated", None)}


def test_the_meetings_of_a_pair_are_together_apart_or_uncertain(at_the_council: Written) -> None:
    def pair(first: str, second: str) -> list[tuple[Any, ...]]:
        columns = ("year", "meetings", "together", "apart", "uncertain", "level", "together_at")
        where = {"state_a_id": f"state/{first}", "state_b_id": f"state/{second}"}
        return at_the_council.rows("state_pairs", *columns, **where)

    assert pair("alpha", "zeta") == [(2020, 2, 1, 1, 0, "deputy-minister", "meeting/listed")]
    assert pair("alpha", "beta") == [(2020, 2, 0, 2, 0, None, None)]
    assert pair("alpha", "delta") == [(2020, 2, 0, 0, 2, None, None)]


@pytest.mark.parametrize("which", ["graph", "council"])
def test_the_states_at_meetings_are_those_of_the_question(
    which: str, request: pytest.FixtureRequest
) -> None:
    asked: Graph = request.getfixturevalue(which)
    known = ("attended", "announced", "invited", "absent", "unknown", "not stated")

    found = {
        row[:2]: row[2:]
        for row in written(asked.build).rows(
            "state_meetings", "meeting_id", "state_id", "status", "list_is_complete", "sources"
        )
        if row[2] in known
    }
    assert found == {
        (row["meeting_id"], row["state_id"]): (
            row["status"],
            row["list_is_complete"],
            "; ".join(dict.fromkeys(sorted(row["locator"], key=place))),
        )
        for row in asked.query("level-of-representation")
    }


def place(locator: str) -> tuple[str, int, str]:
    """Return the key by which places in sources sort as in the tables, the numbers as numbers."""
    source, _, where = locator.partition("#")
    return source, int(where) if where.isdecimal() else -1, where


# --- the files ---


def test_there_is_a_csv_and_a_parquet_file_of_each_table_and_a_codebook(shipped: Written) -> None:
    csvs = [f"{name}.csv" for name in FILES]
    parquets = [f"{name}.parquet" for name in FILES]

    assert list(shipped.files) == [*csvs, *parquets, "sco-graph.xlsx", "datapackage.json"]


@pytest.mark.parametrize("name", FILES)
def test_parquet_and_csv_hold_the_same(shipped: Written, name: str) -> None:
    stored = pq.read_table(io.BytesIO(shipped.files[f"{name}.parquet"]))
    types = {Type.INTEGER: "int64", Type.NUMBER: "double", Type.BOOLEAN: "bool"}

    text = rows_to_csv(stored.column_names, stored.to_pylist())
    assert text.encode() == shipped.files[f"{name}.csv"]
    assert [str(field.type) for field in stored.schema] == [
        types.get(column.type, "date32[day]" if column.type is Type.DATE else "string")
        for column in shipped.tables[name].columns
    ]


def test_csv_is_utf_8_without_a_mark_and_ends_lines_as_rfc_4180_says(shipped: Written) -> None:
    content = shipped.files["states.csv"]

    assert content.startswith(b"id,name,name_ru,name_zh,aliases,iso_alpha2,iso_alpha3,cow_code,")
    assert content.count(b"\r\n") == content.count(b"\n") == 16
    assert "Китай,中国,People's Republic of China,CN,CHN,710" in content.decode("utf-8")


def test_no_cell_that_is_shipped_looks_like_a_formula(shipped: Written) -> None:
    for name in FILES:
        for row in csv.reader(io.StringIO(shipped.files[f"{name}.csv"].decode(), newline="")):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_workbook_shows_cyrillic_and_chinese_and_has_no_formula(shipped: Written) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shipped.files[WORKBOOK]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert book.sheetnames == ["codebook", *FILES]
    assert [cell.value for cell in book["states"][5]][:8] == [
        "state/china",
        "China",
        "Китай",
        "中国",
        "People's Republic of China",
        "CN",
        "CHN",
        710,
    ]
    assert {cell.data_type for cell in cells} == {"s", "n", "b"}
    assert [cell for cell in cells if cell.hyperlink is not None] == []


def test_what_looks_like_a_formula_or_link_is_text_in_the_workbook(tmp_path: Path) -> None:
    names = ["=1+1", "@SUM(A1)", "https://example.org", "_x0041_", "{=1}"]
    people = {
        f"person/p{number}": f"name: {json.dumps(name)}\nsources: source/report#1\n"
        for number, name in enumerate(names)
    }
    records = plant(tmp_path / "records", {"source/report": SOURCE} | people)

    files = table_files(build(tmp_path / "build", records=records), excel=True)
    sheet = openpyxl.load_workbook(io.BytesIO(files[WORKBOOK]))["people"]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(name, "s") for name in names]
    assert "person/p0,=1+1," in files["people.csv"].decode()


def test_the_workbook_has_the_rows_of_the_tables(shipped: Written) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shipped.files[WORKBOOK]))

    for name in FILES:
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        own = [column.name for column in shipped.tables[name].columns]
        texts = rows_to_csv(own, [dict(zip(own, row, strict=True)) for row in rows[1:]])
        assert rows[0] == own
        assert texts.encode() == shipped.files[f"{name}.csv"]


def test_a_text_that_no_cell_of_excel_holds_is_refused() -> None:
    column = Column(name="text", type=Type.STRING, meaning="A text.", source="nowhere")
    table = Table(
        name="texts",
        title="Texts",
        description="One row a text.",
        columns=(column,),
        rows=(("x" * 32_768,),),
        key=("text",),
    )

    with pytest.raises(StoreError, match=r"texts, row 1: .* leave out --excel"):
        to_excel([table], title="Texts", created=datetime.date(2026, 11, 22))
    assert to_csv(table) == b"text\r\n" + b"x" * 32_768 + b"\r\n"


def test_an_empty_graph_has_tables_with_heads_alone(tmp_path: Path) -> None:
    opened = build(tmp_path / "build", records=plant(tmp_path / "r", {"source/report": SOURCE}))

    files = table_files(opened)
    assert files["people.csv"].count(b"\n") == 1
    assert pq.read_table(io.BytesIO(files["people.parquet"])).num_rows == 0


# --- the codebook ---


def test_every_column_says_what_it_means_and_where_it_comes_from(shipped: Written) -> None:
    for table in shipped.tables.values():
        for column in table.columns:
            assert len(column.meaning) > 15, (table.name, column.name)
            assert column.meaning.endswith("."), (table.name, column.name)
            assert column.source, (table.name, column.name)


def test_every_number_and_date_has_a_unit(shipped: Written) -> None:
    measured = (Type.INTEGER, Type.NUMBER, Type.DATE)

    without = {
        (table.name, column.name)
        for table in shipped.tables.values()
        for column in table.columns
        if column.type in measured and column.unit is None
    }
    assert without == set()


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("participation", "participations"),
        ("count", "participation_counts"),
        ("event", "meetings"),
        ("person", "people"),
        ("tenure", "tenures"),
        ("state", "states"),
        ("status", "statuses"),
        ("document", "documents"),
        ("document-act", "document_acts"),
        ("source", "sources"),
    ],
)
def test_every_key_of_a_class_is_a_column_unless_it_holds_nested_things(
    shipped: Written, kind: str, table: str
) -> None:
    keys = read_schema().classes[kind].properties.values()
    columns = {column.name: column for column in shipped.tables[table].columns}

    own = [key for key in keys if key.kind is not Kind.NESTED]
    assert [key.key for key in own if columns[key.key].source != key.iri] == []
    assert [key.key for key in own if key.definition not in columns[key.key].meaning] == []


def test_a_column_of_concepts_has_their_words_and_what_each_means(shipped: Written) -> None:
    described = json.loads(shipped.files["datapackage.json"])
    [field] = [
        field
        for resource in described["resources"]
        if resource["name"] == "participations"
        for field in resource["schema"]["fields"]
        if field["name"] == "level"
    ]

    levels = read_schema().scheme("level")
    assert field["constraints"]["enum"][:3] == [
        "head-of-state",
        "head-of-government",
        "deputy-head-of-government",
    ]
    assert set(field["constraints"]["enum"]) == set(levels)
    assert field["source"] == "https://w3id.org/sco-graph/ontology#level"
    assert field["allowedValues"][0] == {
        "value": "head-of-state",
        "label": "head of state",
        "description": levels["head-of-state"].definition,
    }


def test_the_data_package_names_licence_version_and_contributors(shipped: Written) -> None:
    described = json.loads(shipped.files["datapackage.json"])

    assert described["version"] == "0.1.0"
    assert described["contributors"] == [{"title": "sco-graph contributors", "role": "author"}]
    assert described["licenses"] == [
        {
            "name": "CC0-1.0",
            "title": "Creative Commons Zero 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ]


def test_the_data_package_has_the_size_and_digest_of_each_file(shipped: Written) -> None:
    resources = json.loads(shipped.files["datapackage.json"])["resources"]

    assert [r["path"] for r in resources] == [f for f in shipped.files if not f.endswith("json")]
    for resource in resources:
        content = shipped.files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_workbook_has_the_codebook_of_every_column(shipped: Written) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shipped.files[WORKBOOK]))
    rows = [[cell.value for cell in row] for row in book["codebook"].iter_rows(min_row=2)]

    assert [row[:3] for row in rows] == [
        [table.name, column.name, column.meaning]
        for table in shipped.tables.values()
        for column in table.columns
    ]


def test_frictionless_finds_the_tables_as_the_codebook_says(graph: Graph, tmp_path: Path) -> None:
    write_tables(graph.build, tmp_path, excel=True)

    run = frictionless(tmp_path)
    assert run.returncode == 0, run.stdout
    assert json.loads(run.stdout)["stats"] == {"tasks": 31, "errors": 0, "warnings": 0} | {
        "seconds": json.loads(run.stdout)["stats"]["seconds"]
    }


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("participations.csv", ",deputy-minister,8,", ",deputy-sheriff,8,"), "constraint-error"),
        (("participations.csv", ",head-of-delegation,", ",head; of; all,"), "constraint-error"),
        (("states.csv", ",CN,CHN,", ",cn,CHN,"), "constraint-error"),
        (("meetings.csv", ",2025-07-07,place/y", ",7 July 2025,place/y"), "type-error"),
        (("tenures.csv", ",person/maxim-reshetnikov,", ",person/nobody,"), "foreign-key"),
        (("states.csv", "\r\nstate/china,", "\r\nstate/belarus,"), "primary-key"),
    ],
)
def test_frictionless_finds_what_the_codebook_forbids(
    graph: Graph, tmp_path: Path, change: tuple[str, str, str], error: str
) -> None:
    file, old, new = change
    write_tables(graph.build, tmp_path)
    content = (tmp_path / file).read_bytes()
    assert old.encode() in content
    (tmp_path / file).write_bytes(content.replace(old.encode(), new.encode(), 1))

    run = frictionless(tmp_path)
    tasks = json.loads(run.stdout)["tasks"]
    assert run.returncode == 1
    assert error in {found["type"] for task in tasks for found in task["errors"]}


def frictionless(folder: Path) -> subprocess.CompletedProcess[str]:
    """Validate the Data Package in a folder."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


# --- writing ---

WRITE = """
import sys
from pathlib import Path
from sco_graph.flat_tables import write_tables
from sco_loaders.build import open_build
for missing in sys.argv[3:]:
    sys.modules[missing] = None
write_tables(open_build(Path(sys.argv[1])), Path(sys.argv[2]), excel=True)
"""


def test_the_bytes_are_the_same_under_another_hash_seed_locale_and_time_zone(
    graph: Graph, shipped: Written, tmp_path: Path
) -> None:
    for number, surroundings in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Yekaterinburg", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"},
        )
    ):
        folder = tmp_path / str(number)
        command = [sys.executable, "-c", WRITE, str(graph.build.folder), str(folder)]
        subprocess.run(command, env=os.environ | surroundings, check=True)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == shipped.files


def test_the_files_that_were_written_are_told(graph: Graph, tmp_path: Path) -> None:
    paths = write_tables(graph.build, tmp_path / "new" / "folder")

    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert not (tmp_path / "new" / "folder" / WORKBOOK).exists()


def test_a_folder_that_cannot_be_made_is_named(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")

    with pytest.raises(StoreError, match=r"taken.*cannot be written"):
        write_tables(graph.build, tmp_path / "taken")


def test_without_the_library_for_parquet_csv_and_codebook_are_written(
    graph: Graph, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", WRITE, str(graph.build.folder), str(tmp_path), "pyarrow"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    described = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert "no Parquet files, as they need pyarrow; run `pip install" in run.stderr
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv"] * 15 + [".json", ".xlsx"]
    assert len(described["resources"]) == 16


def test_without_the_library_for_excel_a_workbook_is_refused_and_nothing_written(
    graph: Graph, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", WRITE, str(graph.build.folder), str(tmp_path), "xlsxwriter"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "--excel needs XlsxWriter; run `pip install 'sco-graph[tables]'`" in run.stderr
    assert list(tmp_path.iterdir()) == []
