"""Short codes for the words of narrow cells: the initials of each, as long as tells them apart.

The legend of a picture explains those in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sco_graph.drawing.lettering import has_wide
from sco_graph.drawing.picture import Names
from sco_graph.drawing.words import ENGLISH
from sco_graph.schema import LANGUAGES

LITTLE = frozenset(
    {"a", "an", "by", "from", "in", "it", "of", "or", "the", "в", "и", "из", "или", "по"}
)
"""Words that a code leaves out."""


def shortened(names: Sequence[Names], notes: Sequence[Names]) -> list[Names]:
    """Return a code for each of some texts, and in small letters for each of some notes.

    In no language two are alike.

    >>> texts = ["head of state", "minister", "ambassador", "attended"]
    >>> [code["en"] for code in shortened([{"en": text} for text in texts], [{"en": "chair"}])]
    ['HS', 'M', 'Am', 'At', 'c']
    >>> texts = [{"en": "minister", "zh": one} for one in ("部长", "部长（推断）")]
    >>> [code["zh"] for code in shortened(texts, [{"en": "chair", "zh": "主席"}])]
    ['部长', '部长推', '主']
    """
    found = {
        one: _told_apart(
            *([text.get(one) or text[ENGLISH] for text in of] for of in (names, notes))
        )
        for one in LANGUAGES
    }
    return [
        {one: codes[number] for one, codes in found.items()}
        for number in range(len(names) + len(notes))
    ]


def spaced(codes: Sequence[Names]) -> Names:
    """Return the codes of one cell in a row, in each language."""
    return {one: " ".join(code[one] for code in codes) for one in LANGUAGES}


def _told_apart(names: Sequence[str], notes: Sequence[str]) -> list[str]:
    texts = (*names, *notes)
    return [
        # A word of Chinese has two characters; of a note, as of ours, the first one will do.
        *(_code(one, texts, 2 if has_wide(one) else 1) for one in names),
        *(_code(one, texts, 1).lower() for one in notes),
    ]


def _code(text: str, texts: Iterable[str], least: int) -> str:
    """Return the shortest code of a text that is not that of another of the same length."""
    others = [other for other in texts if other != text]
    for length in range(least, len(text)):
        code = _initials(text, length)
        if code not in {_initials(other, length) for other in others}:
            return code
    return text


def _initials(text: str, length: int) -> str:
    """Return the first letters of the words, so many of the last one; the beginning of Chinese."""
    if has_wide(text):
        return "".join(re.findall(r"\w", text))[:length]
    words: list[str] = [one for one in re.findall(r"\w+", text) if one not in LITTLE] or [text]
    return "".join(word[0].upper() for word in words) + words[-1][1:length]
