"""A folder of files, written as a whole: it is there with all of them, or it is not there.

What is in the files is for others to say.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from sco_graph.errors import StoreError, WrongUse
from sco_loaders.build import write_synced


def refuse_filled(output: Path) -> None:
    """Refuse a place where something is that writing a folder would replace.

    Raises:
        WrongUse: It is a file, or a folder that holds something.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise WrongUse(f"{output}: is not empty; name a new folder")


def write_new_folder(output: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files by their names into a folder that does not exist or is empty.

    Raises:
        WrongUse: Something is there.
        StoreError: The folder cannot be written.
    """
    refuse_filled(output)
    waiting = output.with_name(f".{output.name}.{os.getpid()}.waiting")
    try:
        for name, content in files.items():
            path = waiting / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_synced(path, [content])
        if output.exists():
            output.rmdir()
        waiting.replace(output)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return [output / name for name in files]
