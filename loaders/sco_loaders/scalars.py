"""The plain values of a record, read from their text.

Each function raises ValueError, whose words say what to write. EDTF has a module of its own.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal


def parse_integer(text: str) -> int:
    """Return a whole number."""
    if not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", text):
        raise ValueError("write a whole number in digits")
    return int(text)


def parse_decimal(text: str) -> Decimal:
    """Return a number."""
    if not re.fullmatch(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?", text):
        raise ValueError("write a number in digits, with a point before the fraction")
    return Decimal(text)


def parse_boolean(text: str) -> bool:
    """Return true or false."""
    if text not in ("true", "false"):
        raise ValueError("write true or false")
    return text == "true"


def parse_date(text: str) -> datetime.date:
    """Return a day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("write a day as 2025-07-07")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("there is no such day; mend the date") from error


def parse_uri(text: str) -> str:
    """Return a web address."""
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", text):
        raise ValueError("write a whole address as https://example.org/page")
    return text
