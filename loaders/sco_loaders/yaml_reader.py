"""The strict reader of one YAML record: bytes in, plain values with their places out.

All scalars stay the text that was written; what they mean is for the schema to say. Nothing here
opens a file or knows a key of a record.

The reader consumes parser events one by one, and never composes or constructs. So the depth is
bounded while the text is still being scanned, and no anchor, alias or tag has any effect.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

import yaml

from sco_graph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.error import Mark

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]
Path: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

MOST_BYTES = 1_000_000
MOST_LEVELS = 12
MOST_PROBLEMS = 100
MOST_SHOWN = 60
MOST_MARKS = 30

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# U+200C and U+200D are absent on purpose: Persian and several Indian scripts are spelt with them.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_LOST = "\ufdd0-\ufdef\ufffd-\uffff"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_REFUSED = re.compile(f"\t+|[{_CONTROL}{_BIDIRECTIONAL}{_INVISIBLE}{_LOST}]")
_KINDS = (
    (re.compile(f"[{_BIDIRECTIONAL}]"), "a bidirectional control character; remove it"),
    (re.compile(f"[{_INVISIBLE}]"), "an invisible character; remove it"),
    (re.compile(f"[{_LOST}]"), "the mark of a damaged text; type the character that was meant"),
    (re.compile("\r"), "a lone carriage return; end lines with a line feed"),
    (re.compile("\t"), "a tab; use spaces"),
    (re.compile("[\x85\u2028\u2029]"), "a line break of another kind; use a plain line break"),
)
_STAND_IN = "\ufffd"
# Every combining mark is among these; longer runs than 30 are what UAX #15 calls not stream-safe.
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_INDENTING_TAB = re.compile(r"^( *)\t[ \t]*[^ \t\n]", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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
_EMPTY = "the file is empty; write the keys of its record"
_NAMELESS = "a key has no name; write one in front of the colon"
_OUT_OF_LINE = "this line lines up with nothing above; indent it like its neighbours"
_LEFT_OVER = (
    "text follows a value that has ended already; "
    "put the whole value in one pair of quotes, or begin a new line"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one YAML file holds, and where each part of it stands (line and column, from 1).

    `positions` has the path of every value that is in `values`, and () for the whole.
    `key_positions` has in addition the keys whose value was refused and left out.
    """

    values: dict[str, Value]
    key_positions: Mapping[Path, Place]
    positions: Mapping[Path, Place]


def read_yaml(data: bytes, *, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    r"""Return what a YAML file holds and all that is wrong with it; never raise, whatever it holds.

    The document is None where the file could not be read to its end: its keys would seem missing.

    >>> document, problems = read_yaml(b"name: Moscow", file="moscow.yaml")
    >>> document.values, document.positions["name",]
    ({'name': 'Moscow'}, (1, 7))
    >>> print(*read_yaml(b"name: Moscow\nname: Moskau", file="moscow.yaml")[1])
    moscow.yaml:2:1: key 'name' stands in line 1 already; keep one of the two
    """
    report = _Report(file=file)
    try:
        text = _cleaned(_decoded(data, report), report)
        document = _Walk(text, report).document()
    except _Unreadable:
        document = None
    return document, report.sorted()


class _Unreadable(Exception):
    """The reading can't go on; the reason is in the report already."""


@dataclass(slots=True, kw_only=True)
class _Report:
    """The problems of one file, as many as a person wants to see at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Keep a problem; say once that there are more when there are too many."""
        if len(self.problems) > MOST_PROBLEMS:
            return
        if len(self.problems) == MOST_PROBLEMS:
            message = f"there are more than {MOST_PROBLEMS} problems; correct these first"
        line, column = place
        self.problems.append(Problem(file=self.file, line=line, column=column, message=message))

    def stop(self, place: Place, message: str) -> _Unreadable:
        """Keep a problem that ends the reading, and return what to raise."""
        if len(self.problems) >= MOST_PROBLEMS:
            del self.problems[MOST_PROBLEMS - 1 :]
        self.add(place, message)
        return _Unreadable(message)

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by line and column."""
        return tuple(sorted(self.problems))


def _decoded(data: bytes, report: _Report) -> str:
    """Return the text of the file with plain line ends."""
    if len(data) > MOST_BYTES:
        message = f"the file has {len(data):,} bytes, more than {MOST_BYTES:,}; divide the record"
        raise report.stop((1, 1), message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = _place_of(before, len(before))
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise report.stop(place, message) from error
    if text.startswith("\ufeff"):
        report.add((1, 1), "the file begins with a byte-order mark; save it as UTF-8 without one")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _cleaned(text: str, report: _Report) -> str:
    """Report each character that may not stand in a record, and return the text without them.

    Tabs become spaces and the others a stand-in, so that every place stays what it was.
    """
    tabs = [match.end(1) for match in islice(_INDENTING_TAB.finditer(text), MOST_PROBLEMS)]
    for match in islice(_REFUSED.finditer(text), MOST_PROBLEMS + 1):
        if match.start() not in tabs:
            report.add(_place_of(text, match.start()), _refusal(match[0][0]))
    for tab in tabs:
        report.add(_place_of(text, tab), "a tab indents this line; use spaces")
    if tabs:
        raise _Unreadable
    directive = re.search("^%.*", text, re.MULTILINE)
    if directive:
        place = _place_of(text, directive.start())
        raise report.stop(place, f"directive {_shown(directive[0])} is not accepted; remove it")
    return _REFUSED.sub(lambda match: _stand_in(match[0]), text)


def _stand_in(refused: str) -> str:
    return " " * len(refused) if refused[0] == "\t" else _STAND_IN


def _refusal(character: str) -> str:
    r"""Return what is wrong with a character and what to do.

    >>> _refusal("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE is a bidirectional control character; remove it'
    >>> _refusal("\x07")
    'U+0007 is a control character; remove it'
    """
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    kinds = (what for kind, what in _KINDS if kind.match(character))
    return f"{name} is {next(kinds, 'a control character; remove it')}"


def _place_of(text: str, index: int) -> Place:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _shown(value: str) -> str:
    """Return a value as a message shows it: quoted, harmless and short."""
    return repr(value if len(value) <= MOST_SHOWN else f"{value[: MOST_SHOWN - 1]}…")


def _events(text: str, report: _Report) -> Iterator[yaml.Event]:
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
    line, column = _place_of(text, opened)
    words = f"{error.context or ''} {error.problem or ''}".strip()
    known = next((syntax for syntax in _SYNTAX if re.search(syntax.words, words, re.DOTALL)), None)
    if known is None:
        return _place_of(text, found), _structure_problem(text, found, words)
    message = known.message.format(line=line, column=column, found=_found(text, found))
    return _place_of(text, opened if known.where == "opened" else found), message


def _structure_problem(text: str, index: int, words: str) -> str:
    """Return what is wrong where a mapping or list can neither go on nor end."""
    if not re.search("expected (key|'-' indicator|<block end>)", words):
        return f"this is not YAML ({words}); check indentation, quotes and brackets"
    if text.startswith(":", index):
        return _NAMELESS
    in_front = text[text.rfind("\n", 0, index) + 1 : index]
    return _LEFT_OVER if in_front.strip() else _OUT_OF_LINE


def _index(text: str, mark: Mark | None) -> int:
    """Return where a mark stands, at most the end of the last line that holds something."""
    return min(mark.index, len(text.rstrip())) if mark else 0


def _found(text: str, index: int) -> str:
    return repr(text[index]) if index < len(text.rstrip()) else "the end of the file"


@dataclass(slots=True, kw_only=True)
class _Open:
    """A mapping or list whose end has not come yet; without a path its content is not kept."""

    into: dict[str, Value] | list[Value]
    path: Path | None
    wants_key: bool
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)

    def next_path(self) -> Path | None:
        """Return the path of the value that comes next, or None where it is not to be kept."""
        step = len(self.into) if isinstance(self.into, list) else self.key
        return None if self.path is None or step is None else (*self.path, step)

    def put(self, value: Value) -> None:
        """Take the next value in."""
        if isinstance(self.into, list):
            self.into.append(value)
        elif self.key is not None:
            self.into[self.key] = value

    def turn(self) -> None:
        """Turn from a key to its value, or from a value to the next key."""
        if isinstance(self.into, dict):
            self.wants_key = not self.wants_key
            self.key = None if self.wants_key else self.key


class _Walk:
    """One pass over the events of a text."""

    def __init__(self, text: str, report: _Report) -> None:
        self.text = text
        self.report = report
        self.open: list[_Open] = []
        self.values: dict[str, Value] | None = None
        self.keys: dict[Path, Place] = {}
        self.places: dict[Path, Place] = {}

    def document(self) -> Document:
        """Return the one document of the text."""
        for event in _events(self.text, self.report):
            if isinstance(event, yaml.DocumentStartEvent) and self.values is not None:
                message = "a second document begins here; keep one record in a file"
                self.report.add(_place(event), message)
                break
            self.take(event)
        if self.values is None:
            raise self.report.stop((1, 1), _EMPTY)
        return Document(values=self.values, key_positions=self.keys, positions=self.places)

    def take(self, event: yaml.Event) -> None:
        """Take one event in."""
        match event:
            case yaml.ScalarEvent():
                self.refuse_anchor_and_tag(event)
                self.take_scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.refuse_anchor_and_tag(event)
                self.begin(event)
            case yaml.CollectionEndEvent():
                self.open.pop()
                if self.open:
                    self.open[-1].turn()
            case yaml.AliasEvent():
                message = f"alias {_shown(f'*{event.anchor}')} is not accepted; write the value out"
                raise self.report.stop(_place(event), message)

    def refuse_anchor_and_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Stop at an anchor; report a tag and go on as if it was not there."""
        place = _place(event)
        if event.anchor is not None:
            message = f"anchor {_shown(f'&{event.anchor}')} is not accepted; remove it"
            raise self.report.stop(place, message)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.report.add(place, f"tag {_shown(tag)} is not accepted; remove it")

    def begin(self, event: yaml.CollectionStartEvent) -> None:
        """Open a mapping or a list."""
        place = _place(event)
        if len(self.open) == MOST_LEVELS:
            message = f"this nests deeper than {MOST_LEVELS} levels; make the record flatter"
            raise self.report.stop(place, message)
        into: dict[str, Value] | list[Value] = {}
        if isinstance(event, yaml.SequenceStartEvent):
            into = []
        path = self.path_inside(place) if self.open else self.begin_record(into, place)
        if path is not None:
            self.places[path] = place
            if self.open:
                self.open[-1].put(into)
        self.open.append(_Open(into=into, path=path, wants_key=isinstance(into, dict)))

    def begin_record(self, into: dict[str, Value] | list[Value], place: Place) -> Path:
        """Take the outermost mapping as the record."""
        if isinstance(into, list):
            message = "the file holds a list, not a record; write 'key: value' at its top"
            raise self.report.stop(place, message)
        self.values = into
        return ()

    def path_inside(self, place: Place) -> Path | None:
        """Return the path of a mapping or list inside another; refuse it as a key."""
        if self.open[-1].wants_key:
            self.report.add(place, "a list or mapping stands as a key; make the key a plain word")
            return None
        return self.open[-1].next_path()

    def take_scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a key or a value in."""
        if not self.open:
            raise self.stop_at_lone_text(event)
        parent = self.open[-1]
        if parent.wants_key:
            parent.key = self.key(event, parent)
        else:
            value = self.value(event, parent)
            path = parent.next_path()
            if value is not None and path is not None:
                self.places[path] = _place(event)
                parent.put(value)
        parent.turn()

    def stop_at_lone_text(self, event: yaml.ScalarEvent) -> _Unreadable:
        """Report a file that holds one text, or nothing."""
        if _is_null(event):
            return self.report.stop((1, 1), _EMPTY)
        message = (
            f"the file holds the text {_shown(event.value)}, not a record; "
            "write 'key: value', with a space after the colon"
        )
        return self.report.stop(_place(event), message)

    def key(self, event: yaml.ScalarEvent, parent: _Open) -> str | None:
        """Return a key, or None where its value is not to be kept."""
        place = _place(event)
        if event.value == "<<" and not event.style:
            self.report.add(place, "merge key '<<' is not accepted; write the keys out")
            return None
        key = self.text_of(event)
        if key == "":
            self.report.add(place, _NAMELESS)
        if not key:
            return None
        if key in parent.lines:
            message = f"stands in line {parent.lines[key]} already; keep one of the two"
            self.report.add(place, f"key {_shown(key)} {message}")
            return None
        parent.lines[key] = place[0]
        if parent.path is not None:
            self.keys[*parent.path, key] = place
        return key

    def value(self, event: yaml.ScalarEvent, parent: _Open) -> str | None:
        """Return a value, or None where it can't be kept."""
        value = "" if _is_null(event) else self.text_of(event)
        if value == "":
            self.report_no_value(event, parent)
        return value or None

    def report_no_value(self, event: yaml.ScalarEvent, parent: _Open) -> None:
        """Report an empty value, at the value's own place."""
        if isinstance(parent.into, list):
            message = "an item of the list has no value; give one or remove the item"
        elif parent.key is None:
            return
        else:
            message = f"key {_shown(parent.key)} has no value; give one or remove the key"
        self.report.add(_place(event), message)

    def text_of(self, event: yaml.ScalarEvent) -> str | None:
        """Return a scalar's text, trimmed and in NFC; None where it holds a refused character."""
        # A text under '|' or '>' ends in line breaks that nobody means.
        text = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        refused = _REFUSED.search(text)
        if refused:
            self.report_escape(event, refused[0][0])
            return None
        trimmed = text.strip()
        if trimmed and trimmed != text:
            message = f"{_shown(text)} begins or ends with white space; remove it"
            self.report.add(_place(event), message)
        return self.composed(trimmed, _place(event))

    def composed(self, trimmed: str, place: Place) -> str | None:
        """Return a text in NFC; None where it piles up more marks than any script does."""
        if _piles_up_marks(trimmed):
            message = f"piles up more than {MOST_MARKS} combining marks; remove them"
            self.report.add(place, f"{_shown(trimmed)} {message}")
            return None
        composed = unicodedata.normalize("NFC", trimmed)
        if composed != trimmed:
            message = f"is not in the composed form of Unicode (NFC); write {_shown(composed)} anew"
            self.report.add(place, f"{_shown(trimmed)} {message}")
        return composed

    def report_escape(self, event: yaml.ScalarEvent, character: str) -> None:
        """Report a refused character that an escape hides; one in plain sight was reported."""
        start, end = event.start_mark, event.end_mark
        if start and end and _STAND_IN in self.text[start.index : end.index]:
            return
        self.report.add(_place(event), f"an escape stands here: {_refusal(character)}")


def _is_null(event: yaml.ScalarEvent) -> bool:
    return not event.style and event.value in _NULLS


def _piles_up_marks(text: str) -> bool:
    """Tell whether putting a text in NFC could take the square of its length."""
    runs = _MARKS.findall(text)
    return any(sum(unicodedata.combining(mark) > 0 for mark in run) > MOST_MARKS for run in runs)
