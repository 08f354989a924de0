"""The lines of a source text, and the fingerprint by which a line is known again.

A source's text is never stored: a record holds each line's number and fingerprint, so that whoever
has the text can see that it is the one that was read.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator

FINGERPRINT_LENGTH = 16


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the non-empty lines of a text with their numbers, from 1.

    No-break spaces are white space, so a line of nothing else is empty and has no number.

    >>> list(numbered_lines("Heading\n\n\u00a0\nText\n"))
    [(1, 'Heading'), (2, 'Text')]
    """
    return enumerate((line for line in text.split("\n") if line.strip()), start=1)


def fingerprint(line: str) -> str:
    r"""Return the first 16 hex digits of the SHA-256 of a line in NFC, white space collapsed.

    >>> fingerprint("On 28-30\u00a0 September ") == fingerprint("On 28-30 September")
    True
    """
    collapsed = " ".join(unicodedata.normalize("NFC", line).split())
    return hashlib.sha256(collapsed.encode()).hexdigest()[:FINGERPRINT_LENGTH]
