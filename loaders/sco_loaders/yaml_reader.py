"""The strict reader of one YAML record: bytes in, plain values with their places out.

All scalars stay the text that was written; what they mean is for the schema to say. Nothing here
opens a file or knows a key of a record.

The reader consumes parser events one by one, and never composes or constructs. So the depth is
bounded while the text is still being scanned, and no anchor, alias or tag has any effect.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from sco_graph.errors import Problem
from sco_loaders.yaml_characters import (
    MOST_MARKS,
    REFUSED,
    STAND_IN,
    cleaned,
    decoded,
    piles_up_marks,
    refusal,
)
from sco_loaders.yaml_report import Place, Report, Unreadable, shown
from sco_loaders.yaml_syntax import NAMELESS, events

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]
Path: TypeAlias = tuple[str | int, ...]

MOST_LEVELS = 12

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_EMPTY = "the file is empty; write the keys of its record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one YAML file holds, and where each part of it stands (line and column, from 1).

    `positions` has the path of every value that is in `values`, and () for the whole.
    `key_positions` has in addition the keys whose value was refused and left out. `damaged` has the
    path of every mapping of which a key was refused, so that nobody knows what else it says.
    """

    values: dict[str, Value]
    key_positions: Mapping[Path, Place]
    positions: Mapping[Path, Place]
    damaged: frozenset[Path] = frozenset()


def read_yaml(data: bytes, *, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    r"""Return what a YAML file holds and all that is wrong with it; never raise, whatever it holds.

    The document is None where the file could not be read to its end: its keys would seem missing.

    >>> document, problems = read_yaml(b"name: Moscow", file="moscow.yaml")
    >>> document.values, document.positions["name",]
    ({'name': 'Moscow'}, (1, 7))
    >>> print(*read_yaml(b"name: Moscow\nname: Moskau", file="moscow.yaml")[1])
    moscow.yaml:2:1: key 'name' stands in line 1 already; keep one of the two
    """
    report = Report(file=file)
    try:
        text = cleaned(decoded(data, report), report)
        document = _Walk(text, report).document()
    except Unreadable:
        document = None
    return document, report.sorted()


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

    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        self.report = report
        self.open: list[_Open] = []
        self.values: dict[str, Value] | None = None
        self.keys: dict[Path, Place] = {}
        self.places: dict[Path, Place] = {}
        self.damaged: set[Path] = set()

    def document(self) -> Document:
        """Return the one document of the text."""
        for event in events(self.text, self.report):
            if isinstance(event, yaml.DocumentStartEvent) and self.values is not None:
                message = "a second document begins here; keep one record in a file"
                self.report.add(_place(event), message)
                break
            self.take(event)
        if self.values is None:
            raise self.report.stop((1, 1), _EMPTY)
        return Document(
            values=self.values,
            key_positions=self.keys,
            positions=self.places,
            damaged=frozenset(self.damaged),
        )

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
                message = f"alias {shown(f'*{event.anchor}')} is not accepted; write the value out"
                raise self.report.stop(_place(event), message)

    def refuse_anchor_and_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Stop at an anchor; report a tag and go on as if it was not there."""
        if event.anchor is not None:
            message = f"anchor {shown(f'&{event.anchor}')} is not accepted; remove it"
            raise self.report.stop(_place(event), message)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.report.add(_place(event), f"tag {shown(tag)} is not accepted; remove it")

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
            self.damage(self.open[-1])
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

    def stop_at_lone_text(self, event: yaml.ScalarEvent) -> Unreadable:
        """Report a file that holds one text, or nothing."""
        if _is_null(event):
            return self.report.stop((1, 1), _EMPTY)
        message = (
            f"the file holds the text {shown(event.value)}, not a record; "
            "write 'key: value', with a space after the colon"
        )
        return self.report.stop(_place(event), message)

    def key(self, event: yaml.ScalarEvent, parent: _Open) -> str | None:
        """Return a key, or None where its value is not to be kept."""
        place = _place(event)
        if event.value == "<<" and not event.style:
            self.report.add(place, "merge key '<<' is not accepted; write the keys out")
            self.damage(parent)
            return None
        key = self.text_of(event)
        if key == "":
            self.report.add(place, NAMELESS)
        if not key:
            self.damage(parent)
            return None
        if key in parent.lines:
            message = f"stands in line {parent.lines[key]} already; keep one of the two"
            self.report.add(place, f"key {shown(key)} {message}")
            return None
        parent.lines[key] = place[0]
        if parent.path is not None:
            self.keys[*parent.path, key] = place
        return key

    def damage(self, mapping: _Open) -> None:
        """Take down that a mapping has a key which nobody can know."""
        if mapping.path is not None:
            self.damaged.add(mapping.path)

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
            message = f"key {shown(parent.key)} has no value; give one or remove the key"
        self.report.add(_place(event), message)

    def text_of(self, event: yaml.ScalarEvent) -> str | None:
        """Return a scalar's text, trimmed and in NFC; None where it holds a refused character."""
        # A text under '|' or '>' ends in line breaks that nobody means.
        text = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        trimmed = text.strip()
        if trimmed == text and text.isascii() and text.isprintable():
            return text  # as most are, and nothing below can be wrong with such a text
        refused = REFUSED.search(text)
        if refused:
            self.report_escape(event, refused[0][0])
            return None
        if trimmed and trimmed != text:
            message = f"{shown(text)} begins or ends with white space; remove it"
            self.report.add(_place(event), message)
        return self.composed(trimmed, _place(event))

    def composed(self, trimmed: str, place: Place) -> str | None:
        """Return a text in NFC; None where it piles up more marks than any script does."""
        if piles_up_marks(trimmed):
            message = f"piles up more than {MOST_MARKS} combining marks; remove them"
            self.report.add(place, f"{shown(trimmed)} {message}")
            return None
        composed = unicodedata.normalize("NFC", trimmed)
        if composed != trimmed:
            message = f"is not in the composed form of Unicode (NFC); write {shown(composed)} anew"
            self.report.add(place, f"{shown(trimmed)} {message}")
        return composed

    def report_escape(self, event: yaml.ScalarEvent, character: str) -> None:
        """Report a refused character that an escape hides; one in plain sight was reported."""
        start, end = event.start_mark, event.end_mark
        if start and end and STAND_IN in self.text[start.index : end.index]:
            return
        self.report.add(_place(event), f"an escape stands here: {refusal(character)}")


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _is_null(event: yaml.ScalarEvent) -> bool:
    return not event.style and event.value in _NULLS
