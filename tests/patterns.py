"""The few constructs of patterns that every engine reads alike, and texts that fit a pattern.

Python, Rust and XPath differ in most of what goes beyond these: a pattern is a row of characters
and sets of them, each with a plain quantifier, from the beginning of a text to its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits

ATOM = re.compile(
    r"""(?: \[ (?P<negated>\^?) (?P<items> (?: \w-\w | [^\]\[\\^&~|-] )+ ) \]
          | \\ (?P<escaped>[-.?*+^$|(){}\[\]\\])
          | (?P<plain>[^-.?*+^$|(){}\[\]\\]|-)
        )
        (?P<times> [?*+] | \{ [0-9]+ (?:,[0-9]+)? \} )? (?! [?*+{] )""",
    re.VERBOSE,
)
RANGE = re.compile(r"(\w)-(\w)|(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Characters of which one stands at a place of a text, and how often at least."""

    choices: str
    least: int


@cache
def atoms(pattern: str) -> tuple[Atom, ...]:
    """Return the atoms of a pattern.

    Raises:
        ValueError: It holds a construct that not every engine reads alike.
    """
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise ValueError(f"{pattern!r} does not go from ^ to $; write it so")
    found: list[Atom] = []
    place, end = 1, len(pattern) - 1
    while place < end:
        matched = ATOM.match(pattern, place, end)
        if matched is None:
            rest = pattern[place:end]
            raise ValueError(f"engines may differ on {rest!r} of {pattern!r}; write it plainly")
        found.append(Atom(choices=_choices(matched), least=_least(matched["times"] or "{1}")))
        place = matched.end()
    return tuple(found)


def _choices(matched: re.Match[str]) -> str:
    if matched["items"] is None:
        return matched["escaped"] or matched["plain"]
    listed = "".join(
        one or "".join(map(chr, range(ord(first), ord(last) + 1)))
        for first, last, one in RANGE.findall(matched["items"])
    )
    if matched["negated"]:
        return "".join(one for one in ascii_letters + digits if one not in listed)
    return listed


def _least(times: str) -> int:
    counted = re.match(r"\{([0-9]+)", times)
    return int(counted[1]) if counted else int(times == "+")


def fitting(pattern: str, length: int = 1, number: int = 0) -> str:
    """Return a text of at least a length that fits a pattern; each number gives another.

    >>> fitting("^[A-Z][A-Z]-[0-9]+$"), fitting("^[A-Z][A-Z]$", 1, 27), fitting("^[0-9a-f]+$", 4, 1)
    ('AA-0', 'BB', '1111')
    """
    text = ""
    for atom in reversed(atoms(pattern)):
        number, place = divmod(number, len(atom.choices)) if atom.least else (number, 0)
        text = atom.choices[place] * atom.least + text
    for place in range(len(text)):
        while len(text) < length and re.search(pattern, repeated(text, place)):
            text = repeated(text, place)
    return text


def repeated(text: str, place: int) -> str:
    """Return a text with one of its characters twice.

    >>> repeated("abc", 1)
    'abbc'
    """
    return text[: place + 1] + text[place:]
