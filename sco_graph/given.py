"""What a call from Python is given: refused in one line where it is of another kind."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sco_graph.errors import QuestionError, WrongUse

KINDS = {str: "a text", int: "a whole number", Iterable: "a text or several"}


def refuse_other(kind: type, /, **given: object) -> None:
    """Refuse what is of another kind.

    >>> refuse_other(str, body="body/sco")
    >>> refuse_other(int, least="x")
    Traceback (most recent call last):
    sco_graph.errors.QuestionError: least is to be a whole number, not 'x'

    Raises:
        QuestionError: There is something else.
    """
    for name, value in given.items():
        if not isinstance(value, kind):
            raise QuestionError(f"{name} is to be {KINDS[kind]}, not {value!r:.60}")


def to_path(name: str, value: str | os.PathLike[str]) -> Path:
    """Return the path that is given.

    Raises:
        WrongUse: No file can have such a name.
    """
    try:
        written = os.fsencode(value)
    except (TypeError, ValueError):
        written = b"\0"
    if b"\0" in written or isinstance(value, bytes):
        raise WrongUse(f"{name} is to be the name of a file, not {value!r:.60}")
    return Path(value)
