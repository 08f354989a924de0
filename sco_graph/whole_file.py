"""A file, written as a whole: its old bytes or all of its new ones are there, and nothing between.

What is in the file is for others to say.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from sco_graph.errors import StoreError
from sco_loaders.build import write_synced


def write_whole(output: Path, pieces: Iterable[bytes]) -> None:
    """Write a file from its pieces, in the place of another if there is one; a pipe is written to.

    A file in the place of another has its permissions.

    Raises:
        StoreError: It cannot be written.
    """
    try:
        with suppress(FileNotFoundError):
            output.stat()  # a link that leads to itself is an OSError here in every Python
        path = output.resolve()
        if path.exists() and not path.is_file():
            # A pipe or a device is no file to be put in place of another.
            with path.open("wb") as stream:
                stream.writelines(pieces)
        else:
            _replace(path, pieces)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written: {error.strerror or error}") from error


def _kept_to(mode: int | None, waiting: Path, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces for a file that has its permissions before it has any of them."""
    if mode is not None:
        waiting.chmod(mode)
    yield from pieces


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    # A name that nobody can guess, and short, as the file's own may be as long as one can be.
    waiting = path.with_name(f".{secrets.token_hex(8)}.waiting")
    try:
        mode = S_IMODE(path.stat().st_mode) if path.exists() else None
        write_synced(waiting, _kept_to(mode, waiting, pieces))
        waiting.replace(path)
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
