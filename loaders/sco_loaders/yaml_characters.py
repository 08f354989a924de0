"""The characters that a record may not hold: found, named, and replaced before YAML is parsed.

Bytes become text here; what the text says is for the reader.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from sco_loaders.yaml_report import MOST_PROBLEMS, Report, Unreadable, place_of, shown

MOST_BYTES = 1_000_000
MOST_MARKS = 30

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# U+200C and U+200D are absent on purpose: Persian and several Indian scripts are spelt with them.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "\U000e0100-\U000e01ef"
)
_LOST = "\ufdd0-\ufdef\ufffd-\uffff"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
REFUSED_CLASS = f"{_CONTROL}{_BIDIRECTIONAL}{_INVISIBLE}{_LOST}"
REFUSED = re.compile(f"\t+|[{REFUSED_CLASS}]")
_KINDS = (
    (re.compile(f"[{_BIDIRECTIONAL}]"), "a bidirectional control character; remove it"),
    (re.compile(f"[{_INVISIBLE}]"), "an invisible character; remove it"),
    (re.compile(f"[{_LOST}]"), "the mark of a damaged text; type the character that was meant"),
    (re.compile("\r"), "a lone carriage return; end lines with a line feed"),
    (re.compile("\t"), "a tab; use spaces"),
    (re.compile("[\x85\u2028\u2029]"), "a line break of another kind; use a plain line break"),
)
STAND_IN = "\ufffd"
# Every combining mark is among these; longer runs than 30 are what UAX #15 calls not stream-safe.
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_INDENTING_TAB = re.compile(r"^( *)\t[ \t]*[^ \t\n]", re.MULTILINE)


def decoded(data: bytes, report: Report) -> str:
    """Return the text of the file with plain line ends."""
    if len(data) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES:,} bytes; divide the record"
        raise report.stop((1, 1), message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = place_of(before, len(before))
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise report.stop(place, message) from error
    if text.startswith("\ufeff"):
        report.add((1, 1), "the file begins with a byte-order mark; save it as UTF-8 without one")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def cleaned(text: str, report: Report) -> str:
    """Report each character that may not stand in a record, and return the text without them.

    Tabs become spaces and the others a stand-in, so that every place stays what it was.
    """
    tabs = [match.end(1) for match in islice(_INDENTING_TAB.finditer(text), MOST_PROBLEMS)]
    for match in islice(REFUSED.finditer(text), MOST_PROBLEMS + 1):
        if match.start() not in tabs:
            report.add(place_of(text, match.start()), refusal(match[0][0]))
    for tab in tabs:
        report.add(place_of(text, tab), "a tab indents this line; use spaces")
    if tabs:
        raise Unreadable
    directive = re.search("^%.*", text, re.MULTILINE)
    if directive:
        place = place_of(text, directive.start())
        raise report.stop(place, f"directive {shown(directive[0])} is not accepted; remove it")
    return REFUSED.sub(lambda match: _stand_in(match[0]), text)


def _stand_in(refused: str) -> str:
    return " " * len(refused) if refused[0] == "\t" else STAND_IN


def refusal(character: str) -> str:
    r"""Return what is wrong with a character and what to do.

    >>> refusal("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE is a bidirectional control character; remove it'
    >>> refusal("\x07")
    'U+0007 is a control character; remove it'
    """
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    kinds = (what for kind, what in _KINDS if kind.match(character))
    return f"{name} is {next(kinds, 'a control character; remove it')}"


def piles_up_marks(text: str) -> bool:
    """Tell whether putting a text in NFC could take the square of its length."""
    runs = _MARKS.findall(text)
    return any(sum(unicodedata.combining(mark) > 0 for mark in run) > MOST_MARKS for run in runs)
