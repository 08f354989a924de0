"""Short codes for the words of narrow cells: the initials of each, as long as tells them apart.

The legend of a picture explains those in use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    >>> [code["zh"] for code in shortened(texts, [])]
    ['部长', '部长推']
    """
    found = {
        one: _told_apart([text.get(one) or text[ENGLISH] for text in (*names, *notes)])
        for one in LANGUAGES
    }
    many = len(names)
    return [
        {
            one: code if number < many else code.lower()
            for one in LANGUAGES
            for code in (found[one][number],)
        }
        for number in range(many + len(notes))
    ]


def spaced(codes: Sequence[Names]) -> Names:
    """Return the codes of one cell in a row, in each language."""
    return {one: " ".join(code[one] for code in codes) for one in LANGUAGES}


def _told_apart(texts: Sequence[str]) -> list[str]:
    return [_code(text, [other for other in texts if other != text]) for text in texts]


def _code(text: str, others: Sequence[str]) -> str:
    """Return the shortest code of a text that is not that of another of the same length."""
    for more in range(1, len(text)):
        code = _initials(text, more)
        if code not in {_initials(other, more) for other in others}:
            return code
    return text


def _initials(text: str, more: int) -> str:
    """Return the first letters of the words, of the last one more; the beginning of Chinese."""
    if has_wide(text):
        return "".join(re.findall(r"\w", text))[: more + 1]
    words: list[str] = [one for one in re.findall(r"\w+", text) if one not in LITTLE] or [text]
    return "".join(word[0].upper() for word in words) + words[-1][1:more]
