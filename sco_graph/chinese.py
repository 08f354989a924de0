"""Chinese names in other scripts: pinyin, Palladius' Cyrillic, and foreign names in Chinese.

pypinyin has the readings and the Cyrillic. It is slow to import, and imported on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from sco_graph.spelling import folded, is_han

MOST_READINGS = 32
MOST_DIVISIONS = 4
ROUNDED = {"lü": ("lu", "lyu"), "nü": ("nu", "nyu"), "lüe": ("lue", "lyue"), "nüe": ("nue", "nyue")}
"""How passports and books write the syllables whose ü is no plain u."""
PALLADIUS = re.compile(
    "(?:(?:(?:чж|цз|[бпмфдтнлгкхцчшсжв])?[аеиоуыэюя]{1,3}(?:нь|н)?|эр)ъ?)+"  # й is folded to и
)
"""What may be Palladius' Cyrillic, folded."""

# Consonants as they stay when a foreign name is written in Chinese: 米舒斯京 is M-SH-S-J-N, and
# Mishustin M-SH-S-T-N. Several values: it may stand for any of them.
_BOTH = "b:p p:p m:m f:f d:t t:t n:n l:l g:k k:k h:h s:s z:c sh:S zh:c ch:c"
_HEARD_IN_CHINESE, _HEARD_ELSEWHERE = (
    dict(pair.split(":") for pair in f"{_BOTH} {more}".split())
    for more in ("w:f c:c x:sS j:tkc q:kc r:lc", "v:f r:l x:s ts:c j:c q:k")
)
_CONSONANT = re.compile("[szc]h|ts|[bcdfghjklmnpqrstvxz]")
_SYLLABLE = re.compile("(?P<initial>[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]+(?P<final>n|r)?")


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return the pinyin of a Chinese character without tones, the usual reading first.

    >>> readings("明")
    ('ming', 'meng')
    """
    from pypinyin import Style, pinyin

    [found] = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)
    return tuple(dict.fromkeys(one for syllable in found for one in _written(syllable)))


def pinyin_forms(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways of reading Chinese characters, a syllable each, the usual way first."""
    yield from islice(product(*(readings(c) for c in text if is_han(c))), MOST_READINGS)


def usual_pinyin(text: str) -> str:
    """Return the usual reading of each Chinese character, with a space between.

    >>> usual_pinyin("上海")
    'shang hai'
    """
    return " ".join(readings(c)[0] for c in text if is_han(c))


@cache
def divisions(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a Latin word divides into pinyin syllables.

    >>> divisions("yunming"), divisions("xian"), divisions("norov")
    ((('yun', 'ming'),), (('xian',), ('xi', 'an')), ())
    """
    return tuple(islice(sorted(_divided(word), key=len), MOST_DIVISIONS))


def palladius(word: str) -> Iterator[str]:
    """Yield a word of pinyin in the Cyrillic of Palladius, folded.

    >>> list(palladius("ming")), list(palladius("min"))
    (['мин'], ['минь'])
    """
    for syllables in divisions(word):
        yield "".join(_cyrillic(syllable) for syllable in syllables)


@cache
def heard(word: str) -> str:
    """Return the consonants of a sound as Chinese keeps them."""
    return _once("".join(_HEARD_ELSEWHERE.get(c, "") for c in _CONSONANT.findall(word)))


def heard_in_chinese(text: str) -> tuple[str, ...]:
    """Return what the consonants of a foreign name in Chinese characters may stand for.

    >>> heard("mishustin") in heard_in_chinese("米舒斯京")
    True
    """
    parts: list[str] = []
    for syllable in usual_pinyin(text).split():
        found = _SYLLABLE.match(syllable)
        if found is None:
            return ()
        initial, final = found["initial"] or "", found["final"] or ""
        parts += [_HEARD_IN_CHINESE.get(initial, ""), {"n": "n", "r": "l"}.get(final, "")]
    forms = islice(product(*filter(None, parts)), MOST_READINGS)
    return tuple(dict.fromkeys(_once("".join(form)) for form in forms))


def _once(consonants: str) -> str:
    """Return consonants, of equal neighbours one."""
    return re.sub(r"(.)\1+", r"\1", consonants)


def _written(syllable: str) -> tuple[str, ...]:
    return ROUNDED.get(syllable, (folded(syllable),))


@cache
def syllables() -> frozenset[str]:
    """Return every syllable that some character is read as; those without a vowel are sighs."""
    from pypinyin.constants import PINYIN_DICT

    toned = {one for reading in PINYIN_DICT.values() for one in reading.split(",")}
    known = {folded(one) for one in toned} | {one for two in ROUNDED.values() for one in two}
    return frozenset(one for one in known if set(one) & set("aeiou"))


def _divided(word: str) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
    for end in range(1, min(len(word), 6) + 1):
        if word[:end] in syllables():
            for rest in _divided(word[end:]):
                yield (word[:end], *rest)


@cache
def _cyrillic(syllable: str) -> str:
    from pypinyin import Style
    from pypinyin.style import convert

    rounded = next((key for key, (_, long) in ROUNDED.items() if long == syllable), syllable)
    return folded(convert(rounded, Style.CYRILLIC, strict=False))
