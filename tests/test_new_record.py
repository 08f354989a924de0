"""The skeletons that `new` writes: each kind's from the schema, named by the rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sco_graph.errors import QuestionError, StoreError
from sco_graph.new_records import Wanted, write_new_records
from sco_graph.shapes import read_schema
from sco_loaders.check import check_paths
from sco_loaders.yaml_reader import read_yaml
from tests.golden import FROZEN
from tests.test_cli import run

SCHEMA = read_schema()
KINDS = [cls.kind for cls in SCHEMA.record_classes if cls.kind != "source"]
COUNCIL = "body/heads-of-government-council"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN, tmp_path / "records"))


def written(
    records: Path, of: str, title: str | None = None, name: str | None = None, **texts: str
) -> tuple[Path, list[str]]:
    given = {key.rstrip("_"): (text,) for key, text in texts.items()}
    wanted = Wanted(cls=SCHEMA.classes[of], title=title, texts=given, name=name)
    [path], notes = write_new_records(wanted, records, SCHEMA)
    return path, notes


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_names_each_place_that_is_to_be_filled_in(records: Path, kind: str) -> None:
    path, _ = written(records, kind, name="new")

    text = path.read_text(encoding="utf-8")
    marked = [n for n, line in enumerate(text.splitlines(), start=1) if "# FILL IN: " in line]
    assert [problem.line for problem in check_paths([path], records)] == marked
    assert len(marked) >= 2
    for key in SCHEMA.classes[kind].properties:
        assert key in text


def test_a_meeting_follows_the_last_one_of_its_body(records: Path) -> None:
    path, _ = written(records, "meeting", body=COUNCIL, dates="2026-11-17", place="Dushanbe")

    document, _ = read_yaml(path.read_bytes(), file="new")
    assert path == records / "meeting" / "hgc-2026-dushanbe.yaml"
    assert document is not None
    assert document.values == {
        "name": {
            "en": "25th Meeting of the Council of Heads of Government of the SCO Member States"
        },
        "kind": "council-meeting",
        "number": "25",
        "dates": "2026-11-17",
        "place": "place/dushanbe",
        "body": COUNCIL,
    }


@pytest.mark.parametrize("number", ["", "number: 23\n"], ids=["it has none", "the next is taken"])
def test_no_number_follows_a_meeting_where_none_can(records: Path, number: str) -> None:
    last = records / "meeting" / "hgc-2004-bishkek.yaml"
    text = last.read_text(encoding="utf-8").replace("number: 3\n", number)
    last.write_text(text, encoding="utf-8")

    path, _ = written(records, "meeting", "Another", body=COUNCIL, dates="2005-01-01")

    assert path.stem == "hgc-2005"
    assert "\nnumber:" not in path.read_text(encoding="utf-8")


def test_a_post_is_named_after_its_party(records: Path) -> None:
    path, _ = written(records, "post", "Chief Librarian of Kyrgyzstan", in_="state/kyrgyzstan")

    assert path.name == "kyrgyzstan-chief-librarian.yaml"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Hélène O’Brien", "helene-o-brien"), ("Аида Примерова", "aida-primerova")],
)
def test_a_person_is_named_in_latin_letters(records: Path, title: str, name: str) -> None:
    path, notes = written(records, "person", title)

    assert (path.stem, notes) == (name, [])


def test_who_is_there_already_in_another_spelling_is_told(records: Path) -> None:
    _, notes = written(records, "person", "Сохейл Хан")

    assert notes == ["person/sohail-khan may be the same: Sohail Khan (similar spelling)"]


def test_a_value_that_does_not_fit_is_refused_with_the_near_ones(records: Path) -> None:
    with pytest.raises(QuestionError, match=r"^--kind: .*did you mean 'expert-group'\?$"):
        written(records, "body", "New", kind="expert-grup")
    with pytest.raises(QuestionError, match=r"did you mean 'state/kyrgyzstan'\?$"):
        written(records, "post", "New", in_="Kirgistan")


def test_what_nothing_names_wants_a_name(records: Path) -> None:
    with pytest.raises(QuestionError, match="nothing says how to name the record"):
        written(records, "person")


def test_a_record_that_exists_is_not_overwritten(records: Path) -> None:
    before = (records / "person" / "sohail-khan.yaml").read_bytes()

    with pytest.raises(StoreError, match=r"sohail-khan\.yaml: exists already"):
        written(records, "person", "Sohail Khan")

    assert (records / "person" / "sohail-khan.yaml").read_bytes() == before


def test_the_command_has_a_kind_for_each_folder_and_an_option_for_each_plain_key(
    records: Path,
) -> None:
    listed = run("new", "--help").stdout
    done = run("new", "post", "Chief Librarian", "--in", "India", "--records", str(records))

    assert [kind for kind in (*KINDS, "source") if f"\n  {kind} " not in listed] == []
    assert done.stdout == f"{records / 'post' / 'india-chief-librarian.yaml'}\n"
    assert "did you mean 'person'?" in run("new", "persn").stderr
