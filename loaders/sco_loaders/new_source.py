"""The record of a source, begun from its text: its lines by number and fingerprint.

The text itself is not kept. What a text cannot tell is left for the curator to fill in: those keys
have no value yet, and the check names each of them.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from sco_graph.errors import Problem, RecordsError, StoreError
from sco_graph.schema import slug
from sco_loaders.new_file import record_path, write_new_files
from sco_loaders.sources import fingerprint, numbered_lines
from sco_loaders.yaml_characters import MOST_BYTES

FOLDER = "source"
SCRIPTS = {"CYRILLIC": "ru", "CJK": "zh"}


def new_source(data: bytes, file_name: str) -> str:
    """Return the YAML of a source record for the bytes of a text file.

    Raises:
        RecordsError: The text is empty, is not UTF-8, or has too many lines for one record.
    """
    text = decoded(data, file_name)
    passages = [
        f'  - {{line: {n}, fingerprint: "{fingerprint(x)}"}}' for n, x in numbered_lines(text)
    ]
    if not passages:
        raise _problem(file_name, 1, 1, "the text is empty; a source has at least one line")
    record = "".join(f"{line}\n" for line in (*_head(data, text, file_name), *passages))
    if len(record.encode()) > MOST_BYTES:
        message = f"{len(passages):,} lines are too many for one record; divide the text"
        raise _problem(file_name, 1, 1, message)
    return record


def _head(data: bytes, text: str, file_name: str) -> Iterator[str]:
    yield "name:"
    yield "  en:  # FILL IN: the title in English; of a text without one, a description"
    yield "kind:  # FILL IN: what kind of source this is; the check lists the kinds"
    yield "# Add where known: publisher, url, published, read_on, archived_url, archived_on, note."
    yield f"file: {json.dumps(composed(file_name), ensure_ascii=False)}"
    yield f"language: {language_of(text)}  # guessed from the script; mend it where it is another"
    yield f'text_sha256: "{hashlib.sha256(data).hexdigest()}"'
    yield "fully_read: false  # true once each line is cited by a fact or has a reason in no_fact"
    yield "passages:"


def language_of(text: str) -> str:
    """Return the language that most letters suggest by their script."""
    counts = dict.fromkeys(("en", *SCRIPTS.values()), 0)
    for letter in filter(str.isalpha, text):
        script = unicodedata.name(letter, "").partition(" ")[0]
        counts[SCRIPTS.get(script, "en")] += 1
    return max(counts, key=lambda language: counts[language])


def composed(file_name: str) -> str:
    """Return a file's name in NFC, as records hold it; some systems take it apart."""
    return unicodedata.normalize("NFC", file_name)


def decoded(data: bytes, shown: str) -> str:
    r"""Return the text of UTF-8 bytes, without a byte-order mark.

    >>> decoded(b"\xef\xbb\xbfHeading", "a.txt")
    'Heading'

    Raises:
        RecordsError: The bytes are not UTF-8.
    """
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the text as UTF-8"
        raise _problem(shown, line, column, message) from error


def _problem(file: str, line: int, column: int, message: str) -> RecordsError:
    return RecordsError((Problem(file=file, line=line, column=column, message=message),))


def write_new_source(text_path: Path, records_folder: Path, name: str | None = None) -> Path:
    """Write the record of a source for a text file, whole or not at all; return its path.

    The record has the file's name where no other is given.

    Raises:
        QuestionError: The name is none that a record can have.
        RecordsError: The text is empty, is not UTF-8, or has too many lines for one record.
        StoreError: The text cannot be read, or the record exists or cannot be written.
    """
    target = record_path(records_folder, FOLDER, slug(text_path.stem) if name is None else name)
    try:
        data = text_path.read_bytes()
    except OSError as error:
        raise StoreError(f"{text_path}: cannot be read: {error.strerror}") from error
    write_new_files({target: new_source(data, text_path.name)})
    return target
