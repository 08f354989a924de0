"""What is left of a name when case, accents, script and the way of transliterating do not count.

`folded` keeps the script of a text, `sound` writes one of its words in Latin letters, so that
Yermekbayev, Ermekbaev and Ермекбаев are the same. Chinese has no sound here; see
`sco_graph.chinese`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TypeAlias

SYLLABLE = (
    r"[ln]yue?|(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i?ang?|i?ao|ai|eng?|ei|er|i?ong|ing?|ie|iu|ou|uang?|uai|ue|ui|un|uo|ua|ia|[aeiou])"
)
PINYIN = re.compile(rf"(?:{SYLLABLE})+")
"""What may be pinyin. Its c, x, q, j, ou and iu stand for other sounds than elsewhere."""

SHORT = 4
"""A word of fewer letters has no room for an error."""

# Each turns a way in which Russian and the languages of Central and South Asia are written in Latin
# letters into that of anyascii, from English, German, French, scholarly and own Latin spelling.
# None makes one syllable of pinyin of two, but for e, ye and yo: Zhang is not Jiang, nor Yan An.
# The letter before each is one without which it has nothing to do.
_BEFORE = (
    ("w", "w", "v"),
    ("f", r"(?<=[eo])ff$", "v"),
    ("e", r"(?<=.)ee$", "i"),
    ("c", "tsch|tch", "ch"),
    ("c", "shch|sch", "sh"),
    ("z", "tz", "ts"),
    ("c", "ck", "k"),
    ("p", "ph", "f"),
    ("k", "kh", "h"),
    ("g", "gh", "g"),
    ("x", "(?<=.)x", "ks"),
    ("x", "^x(?![iu])", "h"),
    ("d", "dzh|dj", "zh"),
    ("j", "(?<=[bfklmpstvz])j(?=[aou])", "y"),
    ("j", "j(?=[aeo])", "zh"),
    ("j", "(?<=[ei])j(?![aeiou])", "y"),
    ("j", "j(?![aeiou])", "zh"),
)
_UNLESS_PINYIN = (
    ("c", "c(?!h)", "k"),
    ("q", "q", "k"),
    ("j", "j(?=[iu])", "zh"),
    ("x", "^x", "h"),
    ("o", "ou", "u"),
    ("u", "[iy]+(?=u)", "y"),
)
_AFTER = (
    ("y", "yo(?!u|ng)", "e"),
    ("y", "y(?=e)", ""),
    ("a", "[iy]+(?=a)", "y"),
    ("u", "^i(?=u)", "y"),
    ("y", "y(?![aou])", "i"),
    ("i", "i{2,}", "i"),
    ("", r"([bdfghklmnpqrstvxz])\1", r"\1"),
)

Rules: TypeAlias = tuple[tuple[str, re.Pattern[str], str], ...]


def _compiled(*groups: tuple[tuple[str, str, str], ...]) -> Rules:
    rules = (rule for group in groups for rule in group)
    return tuple((letter, re.compile(pattern), by) for letter, pattern, by in rules)


_PINYIN_RULES = _compiled(_BEFORE, _AFTER)
_RULES = _compiled(_BEFORE, _UNLESS_PINYIN, _AFTER)
_NO_LETTER = re.compile("[^a-z0-9]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text in lower case, without accents, its words set apart by one space.

    >>> folded("Алексей Тёкслер"), folded("Hélène O’Brien")
    ('алексеи текслер', 'helene o brien')
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not _is_mark(c))
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


@cache
def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def sound(word: str) -> str:
    """Return a folded word as it sounds, in Latin letters; nothing for what has no such sound.

    >>> [sound(word) for word in ("yermekbayev", "ermekbaev", "ермекбаев", "giyosov", "гиесов")]
    ['ermekbaev', 'ermekbaev', 'ermekbaev', 'giesov', 'giesov']
    """
    if not word.isascii():
        if is_han(word):
            return ""
        from anyascii import anyascii

        word = _NO_LETTER.sub("", anyascii(word).lower())
    for letter, rule, by in _PINYIN_RULES if PINYIN.fullmatch(word) else _RULES:
        if letter in word:
            word = rule.sub(by, word)
    return word


def is_han(text: str) -> bool:
    """Return whether a text is written in Chinese characters alone; spaces do not count."""
    return all(script(c) == "CJK" for c in text if not c.isspace())


def has_han(text: str) -> bool:
    """Return whether there is a Chinese character in a text."""
    return not text.isascii() and any(script(c) == "CJK" for c in text)


@cache
def script(letter: str) -> str:
    """Return the script of a letter, as Unicode calls it; DIGIT for a digit.

    >>> script("a"), script("я"), script("明")
    ('LATIN', 'CYRILLIC', 'CJK')
    """
    return unicodedata.name(letter, "").partition(" ")[0]


def script_of(text: str) -> str:
    """Return the script of a text's first letter."""
    return next((script(c) for c in text if c.isalpha()), "")


def allowed_errors(one: str, other: str) -> int:
    """Return how many typing errors may lie between two words.

    None in a number or a short word; and one short syllable of pinyin is as good as another.
    """
    least = min(len(one), len(other))
    if least < SHORT or not (one + other).isalpha():
        return 0
    if least <= SHORT + 1 and one[0] != other[0]:
        return 0
    if least <= SHORT + 1 and PINYIN.fullmatch(one) and PINYIN.fullmatch(other):
        return 0
    return 1 if least < 10 else 2  # noqa: PLR2004  # two of ten letters are no more than one of five
