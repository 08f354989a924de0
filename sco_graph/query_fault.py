"""The place of a fault in a query, as a person is shown it: the line, and a mark below."""

from __future__ import annotations

import unicodedata

from sco_graph.errors import QuestionError

SHOWN = 100
"""The most characters of a line that an error shows."""


def fault(text: str, at: int, what: str) -> QuestionError:
    """Return an error that tells what is wrong with a text, and shows where.

    >>> print(fault("RETURN 1 +", 9, "a value is missing after this"))
    line 1, column 10: a value is missing after this
      RETURN 1 +
               ^
    """
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    shown = text.split("\n")[line - 1].rstrip("\r")
    left = max(0, column - 1 - SHOWN // 2) if len(shown) > SHOWN else 0
    margin = "".join("\t" if c == "\t" else " " * _width(c) for c in shown[left : column - 1])
    return QuestionError(
        f"line {line}, column {column}: {what}\n  {shown[left : left + SHOWN]}\n  {margin}^"
    )


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
