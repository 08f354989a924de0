"""The parser's events, and its syntax errors put in plain words.

Events are passed on one by one; what they stand for is for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import yaml

from sco_loaders.yaml_report import Place, Report, place_of

if TYPE_CHECKING:
    from yaml.error import Mark

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syntax:
    """One kind of syntax error: the parser's words for it, and ours."""

    words: str
    message: str
    where: Literal["found", "opened"] = "found"


# The words are those of libyaml and those of the parser in Python, which stands in for it.
_SYNTAX = (
    _Syntax(
        words="mapping values are not allowed|unexpected ':'",
        message="a colon may not stand here; put a text that holds a colon in quotes, "
        "or indent the key like its neighbours",
    ),
    _Syntax(
        words="could not find expected ':'",
        message="this is neither 'key: value' nor an item '- value'; add the colon, "
        "or indent the line if it goes on with the text above",
        where="opened",
    ),
    _Syntax(
        words="quoted scalar.*unexpected (end of stream|document)",
        message="the quotation mark opened here is never closed; close it",
        where="opened",
    ),
    _Syntax(
        words="quoted scalar.*(escape|hexdec)",
        message="the backslash begins no escape that YAML knows; write two backslashes, "
        "or use single quotes",
    ),
    _Syntax(
        words="flow sequence.*expected",
        message="the list opened in line {line}, column {column} is not closed before this; "
        "add ',' or ']', or put the value in quotes",
    ),
    _Syntax(
        words="flow mapping.*expected",
        message="the mapping opened in line {line}, column {column} is not closed before this; "
        "add ',' or '}}', or put the value in quotes",
    ),
    _Syntax(
        words="sequence entries are not",
        message="a list may not begin here; start it on a new line",
    ),
    _Syntax(
        words="mapping keys are not",
        message="'?' may not stand here; put the value in quotes",
    ),
    _Syntax(
        words="cannot start any token|block node.*node content",
        message="a value may not begin with {found}; put it in quotes",
    ),
    _Syntax(
        words="node content",
        message="{found} stands where a value is due; write the value, or close the bracket",
    ),
    _Syntax(
        words="scanning an (anchor|alias)",
        message="'&' and '*' begin anchors and aliases, which are not accepted; "
        "put the value in quotes",
        where="opened",
    ),
    _Syntax(
        words="(scanning|parsing) a tag|undefined tag",
        message="'!' begins a tag, which is not accepted; put the value in quotes",
        where="opened",
    ),
    _Syntax(
        words="scanning a block scalar",
        message="after '|' or '>' only '+', '-' or a digit from 1 may stand; "
        "begin the text on the next line",
    ),
    _Syntax(
        words="expected '?<document start>",
        message="text follows the end of the record; keep one record in a file, and no line '...'",
    ),
)
NAMELESS = "a key has no name; write one in front of the colon"
_OUT_OF_LINE = "this line lines up with nothing above; indent it like its neighbours"
_LEFT_OVER = (
    "text follows a value that has ended already; "
    "put the whole value in one pair of quotes, or begin a new line"
)


def events(text: str, report: Report) -> Iterator[yaml.Event]:
    """Yield the parser's events as they come; put a syntax error in our words."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise report.stop(*_syntax_problem(text, error)) from error
    # The parser in Python lets an escape beyond Unicode, such as "\UFFFFFFFF", through to chr().
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        message = f"this is not YAML ({error}); check escapes and quotes"
        raise report.stop((1, 1), message) from error


def _syntax_problem(text: str, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    """Return where a syntax error stands and what it is, in plain words."""
    found = _index(text, error.problem_mark or error.context_mark)
    opened = _index(text, error.context_mark or error.problem_mark)
    line, column = place_of(text, opened)
    words = f"{error.context or ''} {error.problem or ''}".strip()
    known = next((syntax for syntax in _SYNTAX if re.search(syntax.words, words, re.DOTALL)), None)
    if known is None:
        return place_of(text, found), _structure_problem(text, found, words)
    message = known.message.format(line=line, column=column, found=_found(text, found))
    return place_of(text, opened if known.where == "opened" else found), message


def _structure_problem(text: str, index: int, words: str) -> str:
    """Return what is wrong where a mapping or list can neither go on nor end."""
    if not re.search("expected (key|'-' indicator|<block end>)", words):
        return f"this is not YAML ({words}); check indentation, quotes and brackets"
    if text.startswith(":", index):
        return NAMELESS
    in_front = text[text.rfind("\n", 0, index) + 1 : index]
    return _LEFT_OVER if in_front.strip() else _OUT_OF_LINE


def _index(text: str, mark: Mark | None) -> int:
    """Return where a mark stands, at most the end of the last line that holds something."""
    return min(mark.index, len(text.rstrip())) if mark else 0


def _found(text: str, index: int) -> str:
    return repr(text[index]) if index < len(text.rstrip()) else "the end of the file"
