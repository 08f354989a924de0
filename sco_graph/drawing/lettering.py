"""How wide a text is and where it breaks: labels as lines that fit a width.

Widths are those of Noto Sans, in hundredths of the height of the letters and rounded up. Chinese
and other wide characters are as wide as they are high, and a line may break before any of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

WIDTHS = {
    letter: hundredths / 100
    for hundredths, letters in {
        18: "‘’",
        24: "'¸",
        26: " ijl\xa0ìíîïĩīĭįıĵĺļľłіїј",
        28: "!,.:;J¡·ĴŀЈ",
        30: "()`´",
        34: "-I[]ÌÍÎÏĨĪĬĮİſІЇ‐",
        36: "fª²³¹“”",
        38: "/\\t{}ºţťŧ",
        42: '"rŕŗř„',
        44: "?°¿гѓґғ",
        46: "_",
        48: "cszçćĉċčśŝşšźżžстѕ",
        50: "¯зэє–",
        52: "Fvy§«»ýÿĳŷуўүұ",
        54: "LkxķĸĹĻĽĿŁЃГкхќҐҒ",
        56: "*EST|¦ÈÉÊËĒĔĖĘĚŚŜŞŠŢŤŦЀЁЅЕТяқ",
        58: "$+0123456789<=>YZ^ae~¢£¤¥¨¬±×Ýàáâãäåèéêë÷āăąēĕėęěŶŸŹŻŽавелѐёҮҰә€",
        60: "VXЗХбдь",
        62: "KPbdghnopquÞðñòóôõöøùúûüþďđĝğġģĥħĲĶńņňŋōŏőũūŭůűųЌБКРорчђћһө",
        64: "ACRµÀÁÂÃÄÅÇßĀĂĄĆĈĊČŔŖŘЎАСУЭЯнпцџ",
        66: "#B¶ЄВЬийѝң",
        68: "Қ",
        70: "ŉДЧЪъҺ",
        72: "Л",
        74: "&DGUÐÙÚÛÜĎĐĜĞĠĢŨŪŬŮŰŲЏПфӘ",
        76: "HN¼ÑĤĦŃŅŇŊЂЋНЦжмҢ",
        78: "½ЍИЙы",
        80: "OQw¾ÒÓÔÕÖØŌŎŐŵОӨ…",
        82: "Ф",
        84: "%©®ю",
        86: "ЖЫљ",
        88: "æ",
        90: "@Æшњ",
        92: "MМщ",
        94: "WmŒŴЉ",
        96: "œЊ",
        100: "—",
        102: "№",
        104: "Ш",
        106: "ЩЮ",
    }.items()
    for letter in letters
}
NARROW, WIDE, EMOJI = 0.66, 1.0, 1.3
FULL = frozenset("·‘’“”…×±÷§¶‐")
"""What is as wide as a Chinese character beside one, as a Chinese font then has it."""
BOLD = 1.09
"""How much wider bold letters are."""
PIECE = re.compile(r"(?:[^ /–—-]|(?<=\d)-(?=\d))*[/–—-]? *", re.DOTALL)
"""A word, or a part of one after which a line may break; no date of the form 2025-07-07 does."""
SPACES = re.compile(r"[ \t\n\r\f\v]+")
"""Where a line may break; at a space that is not to break, it does not."""
CLOSING = frozenset("，。、；：？！）》】」』”’…,.;:?!)]·")
"""What may not begin a line."""
NO_BREAK = "\xa0"
CITED = re.compile(rf"(?={NO_BREAK}\[)")
"""Where a word that does not fit a line breaks first: before the numbers of its sources."""
OPENING = "（"
"""What may not end one; what follows in brackets is kept together, if it fits a line."""
REMARK = re.compile(f"({OPENING}[^（）]*）[{re.escape(''.join(sorted(CLOSING)))}]* *)")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text whose letters are of a size.

    >>> width("SCO", 10) < width("上海合作", 10) == 40
    True
    >>> width("a·", 10) < width("上·", 10) == 20
    True
    """
    return _across(text, wide=has_wide(text)) * _height(size, bold=bold)


def _height(size: float, *, bold: bool) -> float:
    """Return a size, larger for bold letters by as much as they are wider."""
    return size * (BOLD if bold else 1)


def _across(text: str, begin: float = 0.0, *, wide: bool) -> float:
    """Return where a text ends that begins at a place, in heights of its letters.

    Wide is what stands beside Chinese characters.
    """
    end = sum(map(_letter, text), begin)
    return end + sum(WIDE - _letter(one) for one in text if one in FULL) if wide else end


@cache
def _letter(letter: str) -> float:
    known = WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if letter >= "\U0001f000":
        return EMOJI
    return WIDE if _is_wide(letter) else NARROW


@cache
def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def has_wide(text: str) -> bool:
    """Tell whether a text has Chinese or other wide characters."""
    return not text.isascii() and any(map(_is_wide, text))


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    r"""Return a text in lines no wider than the room, broken between words, else anywhere.

    >>> wrapped("Council of Heads of State", 10, 80)
    ['Council of', 'Heads of State']
    >>> wrapped("上海合作组织秘书处", 10, 50)
    ['上海合作组', '织秘书处']
    >>> wrapped("2021-07（来源不一）", 10, 90)
    ['2021-07', '（来源不一）']
    >>> wrapped("Kazakhstan\xa0[3,\xa05,\xa06]", 10, 70)
    ['Kazakhstan', '[3,\xa05,\xa06]']
    """
    return list(_wrapped(text, room / _height(size, bold=bold)))


def longest_word(text: str, size: float) -> float:
    """Return the width of the longest word of a text, which no line is to break.

    >>> longest_word("the videoconference [1]", 10) == width("videoconference", 10)
    True
    """
    wide = has_wide(text)
    return max((_across(word, wide=wide) for word in _words(text)), default=0.0) * size


def _words(text: str) -> Iterator[str]:
    """Yield what has no place to break: no part of a text in wide letters."""
    for word in PIECE.findall(SPACES.sub(" ", text)):
        for part in CITED.split(word):
            for is_wide, letters in groupby(part, _is_wide):
                if not is_wide:
                    yield "".join(letters).strip()


@lru_cache(maxsize=10_000)  # as a name is often the same in every language, and in every column
def _wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return lines no wider than so many heights of their letters."""
    text = SPACES.sub(" ", text).strip()
    wide = has_wide(text)
    if _across(text, wide=wide) <= room:
        return (text,)
    lines, end = [""], 0.0
    for piece in _pieces(text, room, wide=wide):
        if lines[-1] and _across(piece.rstrip(), end, wide=wide) > room:
            lines.append("")
            end = 0.0
        begun = piece if end else piece.lstrip(NO_BREAK)
        lines[-1] += begun
        end = _across(begun, end, wide=wide)
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str, room: float, *, wide: bool) -> Iterator[str]:
    """Yield what stays together: a word, a wide letter with what closes after it, or what fits."""
    words = filter(None, PIECE.findall(text))
    whole = ""
    for part in _remarks_apart(words) if wide else words:
        for piece in _parts(part, room, wide=wide):
            # A dot between two parts of a list is a word by itself.
            if piece[0] in CLOSING and _across(whole + piece.rstrip(), wide=wide) <= room:
                whole += piece
                continue
            if whole:
                yield whole
            whole = piece
    yield whole


def _parts(word: str, room: float, *, wide: bool) -> Iterator[str]:
    """Yield a word, or what it falls into if it is wide or does not fit."""
    kept = not wide or word.startswith(OPENING) or not has_wide(word)
    if kept and _across(word.rstrip(), wide=wide) <= room:
        yield word
        return
    for part in CITED.split(word):
        yield from _letters(part, room, wide=wide)


def _letters(word: str, room: float, *, wide: bool) -> Iterator[str]:
    """Yield a word in wide letters, each with what closes after it, and in as much as fits."""
    piece = ""
    for letter in word:
        breaks = _is_wide(letter) or (piece and _is_wide(piece[0]))
        if (
            piece
            and letter not in CLOSING
            and piece != OPENING
            and (breaks or _across((piece + letter).rstrip(), wide=wide) > room)
        ):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _remarks_apart(words: Iterable[str]) -> Iterator[str]:
    """Yield words, and apart from them what stands in brackets behind one."""
    for word in words:
        yield from filter(None, REMARK.split(word))
