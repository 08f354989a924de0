"""Files that must not be there yet, written whole or not at all, several at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sco_graph.errors import QuestionError, StoreError
from sco_loaders.build import write_synced
from sco_loaders.ids import SLUG


def record_path(records: Path, kind: str, name: str) -> Path:
    """Return where the record of a kind with a name stands in a folder of records.

    Raises:
        QuestionError: The name is none that a record can have.
    """
    if not SLUG.fullmatch(name):
        raise QuestionError(f"{name!r} is no name for a record; use a-z, 0-9 and single hyphens")
    return records / kind / f"{name}.yaml"


def write_new_files(files: Mapping[Path, str]) -> None:
    """Write files that do not exist yet, all of them or none.

    Raises:
        StoreError: One exists, or cannot be written.
    """
    written: list[Path] = []
    try:
        for target, text in files.items():
            _write_new_file(target, text)
            written.append(target)
    except StoreError:
        for target in written:
            target.unlink(missing_ok=True)
        raise


def _write_new_file(target: Path, text: str) -> None:
    try:
        _write(target, text.encode())
    except FileExistsError as error:
        raise StoreError(f"{target}: exists already; choose another name or remove it") from error
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}") from error


def _write(target: Path, content: bytes) -> None:
    """Write a file that must not exist yet; a reader sees all of it or none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        write_synced(waiting, [content])
        _put_in_place(waiting, target)
    finally:
        waiting.unlink(missing_ok=True)


def _put_in_place(waiting: Path, target: Path) -> None:
    # Unlike a rename, a link never takes the place of a file that came in between; a file system
    # without links has the rename alone.
    try:
        target.hardlink_to(waiting)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        waiting.rename(target)
