"""The record that `new source` begins from a text, and how it is put in place."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_graph.errors import QuestionError, RecordsError, StoreError
from sco_graph.resources import records_folder
from sco_loaders.check import check_paths
from sco_loaders.new_source import new_source, write_new_source
from sco_loaders.sources import fingerprint, numbered_lines
from sco_loaders.yaml_reader import read_yaml

TEXT = "Heading\n\n\u00a0\nFirst sentence.\nSecond\u00a0sentence. \n"
RECORD = f"""\
name:
  en:  # FILL IN: the title in English; of a text without one, a description
kind:  # FILL IN: what kind of source this is; the check lists the kinds
# Add where known: publisher, url, published, read_on, archived_url, archived_on, note.
file: "report.txt"
language: en  # guessed from the script; mend it where it is another
text_sha256: "{hashlib.sha256(TEXT.encode()).hexdigest()}"
fully_read: false  # true once each line is cited by a fact or has a reason in no_fact
passages:
  - {{line: 1, fingerprint: "{fingerprint("Heading")}"}}
  - {{line: 2, fingerprint: "{fingerprint("First sentence.")}"}}
  - {{line: 3, fingerprint: "{fingerprint("Second sentence.")}"}}
"""


def fingerprints(record: str) -> list[str]:
    return [line for line in record.splitlines() if line.startswith("  - ")]


def test_a_record_numbers_the_lines_that_are_not_empty() -> None:
    assert new_source(TEXT.encode(), "report.txt") == RECORD


def test_no_line_of_the_text_stands_in_the_record() -> None:
    assert "sentence" not in new_source(TEXT.encode(), "report.txt")


@pytest.mark.parametrize(
    "data",
    [TEXT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.strip().encode()],
    ids=["CRLF", "byte-order mark", "no line break at the end"],
)
def test_line_breaks_and_marks_change_no_fingerprint(data: bytes) -> None:
    record = new_source(data, "report.txt")

    assert fingerprints(record) == fingerprints(RECORD)
    assert hashlib.sha256(data).hexdigest() in record


@pytest.mark.parametrize(
    ("text", "language"), [("Заседание SCO", "ru"), ("上海合作组织 SCO", "zh"), ("Meeting", "en")]
)
def test_the_language_is_guessed_from_the_script(text: str, language: str) -> None:
    assert f"\nlanguage: {language}  # guessed" in new_source(text.encode(), "a.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"^a\.txt:1:1: the text is empty"),
        (b"\n \xc2\xa0\r\n", r"^a\.txt:1:1: the text is empty"),
        (b"\xef\xbb\xbf", r"^a\.txt:1:1: the text is empty"),
        (b"\xff\xfeH\x00", r"^a\.txt:1:1: byte 0xff is not UTF-8; save the text as UTF-8$"),
        ("Ок\nМарс".encode("cp1251"), r"^a\.txt:1:1: byte 0xce is not UTF-8"),
        ("Ок\nМар".encode() + b"\xe1", r"^a\.txt:2:4: byte 0xe1 is not UTF-8"),
        (b"x\n" * 30_000, r"^a\.txt:1:1: 30,000 lines are too many for one record"),
    ],
)
def test_a_text_that_makes_no_record_is_refused_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(RecordsError, match=message):
        new_source(data, "a.txt")


FILE_NAMES = st.from_regex(
    r"[A-Za-zА-Яё一-龥][-A-Za-zА-Яа-яё0-9_. \"'#]{0,20}\.txt", fullmatch=True
)


@given(st.text(), FILE_NAMES)
def test_any_text_gives_a_record_that_the_reader_takes(text: str, file_name: str) -> None:
    try:
        record = new_source(text.encode(), file_name)
    except (RecordsError, UnicodeEncodeError):
        return

    document, problems = read_yaml(record.encode(), file="source/new.yaml")

    lines = numbered_lines(text.removeprefix("\ufeff"))
    wanted = [{"line": str(n), "fingerprint": fingerprint(line)} for n, line in lines]
    assert document is not None
    assert document.values["passages"] == wanted
    assert [p.message for p in problems if "has no value" not in p.message] == []
    assert document.values["file"] == file_name


def test_a_file_name_that_the_system_took_apart_is_put_together() -> None:
    record = new_source(b"Heading", unicodedata.normalize("NFD", "Доклад й.txt"))

    assert unicodedata.normalize("NFC", "Доклад й.txt") in record


# --- in place ---


def test_a_new_record_is_named_like_its_text(tmp_path: Path) -> None:
    text = tmp_path / "Press Report 2025.txt"
    text.write_text(TEXT, encoding="utf-8")

    path = write_new_source(text, tmp_path / "records")

    assert path == tmp_path / "records" / "source" / "press-report-2025.yaml"
    assert path.read_text(encoding="utf-8") == RECORD.replace("report.txt", "Press Report 2025.txt")
    assert list(path.parent.iterdir()) == [path]


def test_the_check_names_just_what_is_to_be_filled_in(tmp_path: Path) -> None:
    records = tmp_path / "records"
    shutil.copytree(records_folder(), records)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    path = write_new_source(tmp_path / "a.txt", records, "new")

    unfilled = check_paths([path], records)
    assert [(problem.line, problem.column) for problem in unfilled] == [(2, 6), (3, 6)]

    filled = (
        path.read_text(encoding="utf-8").replace("en:", "en: Title").replace("kind:", "kind: press")
    )
    path.write_text(filled, encoding="utf-8")
    assert check_paths([path], records) == ()


def test_a_record_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = write_new_source(tmp_path / "a.txt", tmp_path, "kept")
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(StoreError, match=r"kept\.yaml: exists already"):
        write_new_source(tmp_path / "a.txt", tmp_path, "kept")

    assert path.read_text(encoding="utf-8") == "mine"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "Report", "a--b", "../a", "a/b", "доклад"])
def test_a_name_that_no_record_can_have_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    with pytest.raises(QuestionError, match="is no name for a record"):
        write_new_source(tmp_path / "a.txt", tmp_path, name)


def test_a_text_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nothing\.txt: cannot be read: No such file"):
        write_new_source(tmp_path / "nothing.txt", tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "records").write_text("a file", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be written"):
        write_new_source(tmp_path / "a.txt", tmp_path / "records")


KILLED_BEFORE_IT_IS_IN_PLACE = """
import os, pathlib, signal, sys
from sco_loaders.new_source import write_new_source

os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_new_source(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), "new")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_record_is_whole_or_not_there_when_the_writer_is_killed(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_IT_IS_IN_PLACE, str(text), str(tmp_path)],
        env=os.environ,
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert not (tmp_path / "source" / "new.yaml").exists()
    assert write_new_source(text, tmp_path, "new").stat().st_size > len(TEXT)
