"""A meeting from a list of delegations: whom it means, what is new, what is wrong and where."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from sco_graph.errors import RecordsError
from sco_graph.new_records import Wanted, write_new_records
from sco_graph.shapes import read_schema
from sco_loaders.check import check_paths
from sco_loaders.yaml_reader import read_yaml
from tests.golden import FROZEN

SCHEMA = read_schema()
SOURCE = "source/industry-ministers-2025"
LIST = """\
State,Name,Post,Role,Locator
Russia,Сохейл Хан,Minister of Industry,chair,1
Belarus,,Minister of Industry,Head of delegation,2
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN, tmp_path / "records"))


def made(records: Path, data: bytes, cited: str = f"{SOURCE}#1") -> tuple[list[Path], list[str]]:
    file = records.parent / "list.csv"
    file.write_bytes(data)
    texts = {"sources": (cited,)} if cited else {}
    wanted = Wanted(
        cls=SCHEMA.classes["meeting"], title="Talks", texts=texts, name="talks", delegations=file
    )
    return write_new_records(wanted, records, SCHEMA)


def participations(path: Path) -> object:
    document, problems = read_yaml(path.read_bytes(), file=path.name)
    assert (document is None, problems) == (False, ())
    return document.values["participations"] if document else None


def refused(records: Path, data: bytes, cited: str = f"{SOURCE}#1") -> list[str]:
    before = sorted(records.rglob("*"))
    with pytest.raises(RecordsError) as raised:
        made(records, data, cited)
    assert sorted(records.rglob("*")) == before
    return [str(one).removeprefix(f"{records.parent}/") for one in raised.value.problems]


KNOWN = (
    "name;STATE;Locator;post;role;status\nSohail Khan;Belarus;2;Minister of Industry;chair;absent\n"
)


@pytest.mark.parametrize(
    "data",
    [
        KNOWN.encode(),
        b"\xef\xbb\xbf" + KNOWN.replace("\n", "\r\n").encode(),
        KNOWN.replace(";", "\t").encode(),
        KNOWN.replace(";", ",").replace("Sohail Khan", '"Khan, Sohail"').encode(),
    ],
    ids=["semicolons", "of a spreadsheet", "tabs", "commas and quotes"],
)
def test_known_people_and_posts_are_found_by_name(records: Path, data: bytes) -> None:
    [path], notes = made(records, data)

    assert participations(path) == [
        {
            "person": "person/sohail-khan",
            "post": "post/belarus-minister-of-industry",
            "represents": "state/belarus",
            "roles": ["chair"],
            "status": "absent",
            "sources": [f"{SOURCE}#2"],
        }
    ]
    assert notes == []
    assert check_paths([path], records) == ()


def test_who_has_no_near_match_gets_a_record_that_is_sound(records: Path) -> None:
    data = "state,name,post,role\nIndia,Anna Newcomer,Minister of Tea,delegate\n"

    paths, notes = made(records, data.encode())

    assert [path.relative_to(records).as_posix() for path in paths] == [
        "meeting/talks.yaml",
        "post/india-minister-of-tea.yaml",
        "person/anna-newcomer.yaml",
    ]
    assert notes == ["status: attended is taken for each; the list has no such column"]
    assert check_paths(paths, records) == ()


def test_a_near_match_is_never_taken_unasked(records: Path) -> None:
    [problem] = refused(records, LIST.replace("Russia", "Belarus", 1).encode())

    assert problem == (
        "list.csv:2:9: 'Сохейл Хан' may be person/sohail-khan (Sohail Khan; similar spelling); "
        "write its id, or 'new', in a column 'person id'"
    )


def test_the_column_of_ids_decides(records: Path) -> None:
    data = (
        "state,name,role,person\n"
        "India,Сохейл Хан,chair,person/sohail-khan\nIndia,Сохейл Хан,delegate,new\n"
    )

    meeting, person = made(records, data.encode())[0]

    assert person.name == "sokheil-khan.yaml"
    assert "person: person/sohail-khan\n" in meeting.read_text(encoding="utf-8")
    assert "key: sokheil-khan\n" in meeting.read_text(encoding="utf-8")


def test_every_problem_is_told_in_one_run_with_its_place(records: Path) -> None:
    data = (
        "State;Name;Post;Role;Locator;Rol\n"
        "Kazkhstan;;;chear;\n"
        ';"Anna\n Xyzzy";;;x y;;z\n'
        ";;;chair;1\n"
        "India;;;chair;1\nIndia;;;chair;1\n"
    )

    assert refused(records, data.encode(), cited="") == [
        "list.csv:1:30: no column is named 'Rol'; did you mean 'role'?",
        "list.csv:2:1: no body or region or state 'Kazkhstan'; did you mean 'state/kazakhstan'?",
        "list.csv:2:1: the row has no 'locator'; add it",
        "list.csv:2:13: 'chear' does not fit 'roles': there is no such role; did you mean 'chair'?",
        "list.csv:3:1: the row has no 'role'; add it",
        "list.csv:4:11: 'x y' says no source; write source/name#x y, or give --sources",
        "list.csv:4:16: 'z' stands under no heading; add one, or quote the cell before",
        "list.csv:5:1: nobody takes part here; give a state, a name or a post",
        "list.csv:5:10: '1' says no source; write source/name#1, or give --sources",
        "list.csv:6:15: '1' says no source; write source/name#1, or give --sources",
        "list.csv:7:1: nothing tells this row from that of line 6; remove it, or give a `key`",
        "list.csv:7:15: '1' says no source; write source/name#1, or give --sources",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "list.csv:1:1: the list is empty; its first row has the headings of the columns"),
        (b"state,role\n", "list.csv:1:1: the list has no row below its headings; add one"),
        (b"state,role\n\xff", "2:1: byte 0xff is not UTF-8; save the text as UTF-8"),
        (b'state,role\n"India', "list.csv:2:1: this is not CSV"),
        (b"state,State,role\nIndia,,chair", "list.csv:1:7: 'State' is the same column as 'state'"),
    ],
)
def test_what_is_no_list_is_refused(records: Path, data: bytes, problem: str) -> None:
    assert problem in refused(records, data)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("answer", "person"), [("1", "sohail-khan"), ("new", "sokheil-khan")])
def test_a_near_match_is_asked_about_on_a_terminal(records: Path, answer: str, person: str) -> None:
    from tests.terminal import answered

    file = records.parent / "list.csv"
    file.write_text("state,name,role\nIndia,Сохейл Хан,chair\n", encoding="utf-8")
    command = ["new", "meeting", "Talks", "--sources", f"{SOURCE}#1", "--records", str(records)]

    shown, code = answered([*command, "--delegations", str(file)], "new:", answer, os.environ)

    assert code == 0
    assert "1  person/sohail-khan  Sohail Khan  (similar spelling)" in shown
    text = (records / "meeting" / "talks.yaml").read_text(encoding="utf-8")
    assert f"person: person/{person}\n" in text
