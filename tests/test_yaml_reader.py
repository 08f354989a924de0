"""What the strict reader of records reads, what it refuses, and where it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_loaders.yaml_reader import Document, Value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RECORD = """\
# A meeting as records tell it.
name:
  en: Meeting of the Council
  ru: Заседание Совета
  zh: 会议
date: 2021-09-28/2021-09-30
number: 0x10
open: yes
participations:
  - post: post/mayor   # of the host
    roles: [chair, host]
    counts: {value: '30', exactness: minimum}
  - group: "heads of \\"regions\\""
    note: >
      folded
      text

      of two paragraphs
"""


def values_of(text: str) -> dict[str, Value] | None:
    document, _ = read_yaml(text.encode(), file="r.yaml")
    return document.values if document else None


def problems_of(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    _, problems = read_yaml(data, file="r.yaml")
    return [str(problem).removeprefix("r.yaml:") for problem in problems]


def read(text: str) -> Document:
    document, problems = read_yaml(text.encode(), file="r.yaml")
    assert problems == ()
    assert document is not None
    return document


# What is read


def test_a_record_is_read_as_text_lists_and_mappings() -> None:
    values = read(RECORD).values

    assert values == {
        "name": {"en": "Meeting of the Council", "ru": "Заседание Совета", "zh": "会议"},
        "date": "2021-09-28/2021-09-30",
        "number": "0x10",
        "open": "yes",
        "participations": [
            {
                "post": "post/mayor",
                "roles": ["chair", "host"],
                "counts": {"value": "30", "exactness": "minimum"},
            },
            {"group": 'heads of "regions"', "note": "folded text\nof two paragraphs"},
        ],
    }


def test_every_key_and_value_has_its_place() -> None:
    document = read(RECORD)

    assert document.positions[()] == (2, 1)
    assert document.key_positions["name", "zh"] == (5, 3)
    assert document.positions["name", "zh"] == (5, 7)
    assert document.positions["participations",] == (10, 3)
    assert document.positions["participations", 1] == (13, 5)
    assert document.key_positions["participations", 0, "counts", "exactness"] == (12, 27)
    assert document.positions["participations", 0, "roles", 1] == (11, 20)


@pytest.mark.parametrize(
    "plain", ["yes", "2025-07-07", "0x10", "1_000", "1e3", "2024/..", "2021-09?", "=", "12:30"]
)
def test_a_plain_value_stays_the_text_that_was_written(plain: str) -> None:
    assert read(f"a: {plain}").values == {"a": plain}


def test_a_quoted_null_is_a_text() -> None:
    assert read("a: 'null'\nb: '~'").values == {"a": "null", "b": "~"}


def test_columns_count_characters() -> None:
    document = read("{会议: 🏛️, имя: x}")

    assert document.key_positions["имя",] == (1, 10)
    assert document.positions["имя",] == (1, 15)


def test_line_ends_of_windows_are_accepted() -> None:
    document = read("a: b\r\nc: |\r\n  d\r\n  e\r\n")

    assert document.values == {"a": "b", "c": "d\ne"}
    assert document.key_positions["c",] == (2, 1)


def test_a_plain_value_may_go_on_in_the_next_line() -> None:
    assert read("a: one\n  two\nb: 'three\n  four'").values == {"a": "one two", "b": "three four"}


def test_a_text_under_a_bar_ends_without_the_line_breaks_after_it() -> None:
    assert read("a: |+\n  one\n   two\n\n\nb: >\n  three\n").values == {
        "a": "one\n two",
        "b": "three",
    }


def test_joiners_that_some_scripts_need_are_accepted() -> None:
    assert read("a: می\u200cخواهم").values == {"a": "می\u200cخواهم"}


def test_an_empty_list_or_mapping_is_a_value() -> None:
    assert read("a: []\nb: {}").values == {"a": [], "b": {}}


def test_twelve_levels_are_accepted() -> None:
    assert read("a: " + "[" * 11 + "]" * 11).positions["a", *[0] * 10] == (1, 14)


def test_a_document_may_begin_and_end_with_its_marks() -> None:
    assert read("---\na: b\n...\n").values == {"a": "b"}


# What is refused in the file as a whole


def test_an_empty_file_is_refused() -> None:
    message = "1:1: the file is empty; write the keys of its record"

    assert problems_of("") == [message]
    assert problems_of("\n# nothing\n") == [message]
    assert problems_of("---\n") == [message]
    assert problems_of("null") == [message]
    assert values_of("") is None


def test_a_file_that_holds_a_list_is_refused() -> None:
    assert problems_of("# no record\n- a\n- b") == [
        "2:1: the file holds a list, not a record; write 'key: value' at its top"
    ]


def test_a_file_that_holds_a_text_is_refused() -> None:
    assert problems_of("name:Moscow\n") == [
        (
            "1:1: the file holds the text 'name:Moscow', not a record; "
            "write 'key: value', with a space after the colon"
        )
    ]


def test_a_second_document_is_refused_and_the_first_is_kept() -> None:
    text = "a: b\n---\nc: d\n"

    assert problems_of(text) == ["2:1: a second document begins here; keep one record in a file"]
    assert values_of(text) == {"a": "b"}


def test_text_after_the_end_of_the_document_is_refused() -> None:
    assert problems_of("a: b\n...\nc: d\n") == [
        "3:1: text follows the end of the record; keep one record in a file, and no line '...'"
    ]


def test_a_file_of_a_million_bytes_is_read_and_one_more_is_refused() -> None:
    largest = b"a: b\n" + b"#" * 999_995

    assert problems_of(largest) == []
    assert problems_of(largest + b"#") == [
        "1:1: the file has more than 1,000,000 bytes; divide the record"
    ]


def test_a_byte_that_is_not_utf_8_is_refused() -> None:
    assert problems_of("a: b\r\nдата: caf".encode() + b"\xe9\n\xff") == [
        "2:10: byte 0xE9 is not UTF-8; save the file as UTF-8"
    ]


def test_a_byte_order_mark_shifts_no_column() -> None:
    assert problems_of(b"\xef\xbb\xbfa: \xe9") == [
        "1:4: byte 0xE9 is not UTF-8; save the file as UTF-8"
    ]
    assert problems_of("\ufeffa: ~") == [
        "1:1: the file begins with a byte-order mark; save it as UTF-8 without one",
        "1:4: key 'a' has no value; give one or remove the key",
    ]


def test_a_file_in_utf_16_is_refused() -> None:
    assert problems_of("a: b".encode("utf-16")) == [
        "1:1: byte 0xFF is not UTF-8; save the file as UTF-8"
    ]


def test_a_byte_order_mark_is_refused_and_the_rest_is_read() -> None:
    text = "\ufeffa: b\nc:\n"

    assert problems_of(text) == [
        "1:1: the file begins with a byte-order mark; save it as UTF-8 without one",
        "2:3: key 'c' has no value; give one or remove the key",
    ]
    assert values_of(text) == {"a": "b"}


def test_a_directive_is_refused() -> None:
    assert problems_of("# x\n%YAML 1.2\n---\na: b") == [
        "2:1: directive '%YAML 1.2' is not accepted; remove it"
    ]


# What is refused in single characters


def test_tabs_that_indent_are_refused() -> None:
    text = "a:\n\tb: c\n  \td: e\n"

    assert problems_of(text) == [
        "2:1: a tab indents this line; use spaces",
        "3:3: a tab indents this line; use spaces",
    ]
    assert values_of(text) is None


def test_another_tab_is_refused_and_read_as_a_space() -> None:
    text = "a: b\tc\nd:\te  # f\t\ng: h\t\n"

    assert problems_of(text) == [
        "1:5: U+0009 is a tab; use spaces",
        "2:3: U+0009 is a tab; use spaces",
        "2:10: U+0009 is a tab; use spaces",
        "3:5: U+0009 is a tab; use spaces",
    ]
    assert values_of(text) == {"a": "b c", "d": "e", "g": "h"}


def test_a_control_character_is_refused_and_its_value_left_out() -> None:
    text = "a: b\x07c\nd: e\x00\nf: g\x9f\nh: i\n"

    assert problems_of(text) == [
        "1:5: U+0007 is a control character; remove it",
        "2:5: U+0000 is a control character; remove it",
        "3:5: U+009F is a control character; remove it",
    ]
    assert values_of(text) == {"h": "i"}


def test_a_lone_carriage_return_is_refused() -> None:
    assert problems_of("a: b\rc\n") == [
        "1:5: U+000D is a lone carriage return; end lines with a line feed"
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x85", "U+0085"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\u2029", "U+2029 PARAGRAPH SEPARATOR"),
    ],
)
def test_a_line_break_of_another_kind_is_refused(character: str, name: str) -> None:
    text = f"a: b{character}c\nd:\n"

    assert problems_of(text) == [
        f"1:5: {name} is a line break of another kind; use a plain line break",
        "2:3: key 'd' has no value; give one or remove the key",
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u061c", "ARABIC LETTER MARK"),
        ("\u200e", "LEFT-TO-RIGHT MARK"),
        ("\u200f", "RIGHT-TO-LEFT MARK"),
        ("\u202a", "LEFT-TO-RIGHT EMBEDDING"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "POP DIRECTIONAL ISOLATE"),
    ],
)
def test_a_bidirectional_control_character_is_refused(character: str, name: str) -> None:
    text = f"a: x{character}y\nb{character}: c\nd: e  # {character}\n"
    refusal = f"U+{ord(character):04X} {name} is a bidirectional control character; remove it"

    assert problems_of(text) == [f"1:5: {refusal}", f"2:2: {refusal}", f"3:9: {refusal}"]
    assert values_of(text) == {"d": "e"}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u00ad", "SOFT HYPHEN"),
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\u2060", "WORD JOINER"),
        ("\u17b4", "KHMER VOWEL INHERENT AQ"),
        ("\u180b", "MONGOLIAN FREE VARIATION SELECTOR ONE"),
        ("\u180f", "MONGOLIAN FREE VARIATION SELECTOR FOUR"),
        ("\u2800", "BRAILLE PATTERN BLANK"),
        ("\u3164", "HANGUL FILLER"),
        ("\ufe05", "VARIATION SELECTOR-6"),
        ("\U0001d173", "MUSICAL SYMBOL BEGIN BEAM"),
        ("\U000e0100", "VARIATION SELECTOR-17"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_an_invisible_character_is_refused(character: str, name: str) -> None:
    assert problems_of(f"a: x{character}y") == [
        f"1:5: U+{ord(character):04X} {name} is an invisible character; remove it"
    ]


def test_a_character_that_stands_for_a_lost_one_is_refused() -> None:
    assert problems_of("a: x\ufffdy\nb: \uffff") == [
        (
            "1:5: U+FFFD REPLACEMENT CHARACTER is the mark of a damaged text; "
            "type the character that was meant"
        ),
        "2:4: U+FFFF is the mark of a damaged text; type the character that was meant",
    ]


def test_an_escape_hides_no_refused_character() -> None:
    text = 'a: "b\\u202E"\n"c\\t": d\ne: "\\uFFFD"\n'

    assert problems_of(text) == [
        (
            "1:4: an escape stands here: U+202E RIGHT-TO-LEFT OVERRIDE is "
            "a bidirectional control character; remove it"
        ),
        "2:1: an escape stands here: U+0009 is a tab; use spaces",
        (
            "3:4: an escape stands here: U+FFFD REPLACEMENT CHARACTER is "
            "the mark of a damaged text; type the character that was meant"
        ),
    ]
    assert values_of(text) == {}


def test_a_text_that_is_not_in_nfc_is_refused_and_kept_composed() -> None:
    text = "a: Cafe\u0301\nи\u0306: b\n"

    assert problems_of(text) == [
        "1:4: 'Cafe\u0301' is not in the composed form of Unicode (NFC); write 'Caf\u00e9' anew",
        "2:1: 'и\u0306' is not in the composed form of Unicode (NFC); write '\u0439' anew",
    ]
    assert values_of(text) == {"a": "Caf\u00e9", "\u0439": "b"}


def test_a_pile_of_combining_marks_is_refused() -> None:
    shown = "x" + "\u0323\u0301" * 29

    assert problems_of("a: x" + "\u0323\u0301" * 100_000) == [
        f"1:4: '{shown}…' piles up more than 30 combining marks; remove them"
    ]


# What is refused in keys


def test_a_duplicate_key_is_refused_and_the_first_is_kept() -> None:
    text = "a:\n  b: c\n  d: e\n  b: {b: f, g: ~}\n"

    assert problems_of(text) == [
        "4:3: key 'b' stands in line 2 already; keep one of the two",
        "4:16: key 'g' has no value; give one or remove the key",
    ]
    assert values_of(text) == {"a": {"b": "c", "d": "e"}}


def test_keys_that_differ_in_their_writing_only_are_duplicates() -> None:
    assert problems_of("b: c\n'b': d") == [
        "2:1: key 'b' stands in line 1 already; keep one of the two"
    ]


def test_a_merge_key_is_refused_and_a_quoted_one_is_text() -> None:
    text = "a: b\n<<: {c: d}\n'<<': e\n"

    assert problems_of(text) == ["2:1: merge key '<<' is not accepted; write the keys out"]
    assert values_of(text) == {"a": "b", "<<": "e"}


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}"])
def test_a_list_or_mapping_as_a_key_is_refused_and_left_out(key: str) -> None:
    text = f"? {key}\n: c\nd: e\n"

    assert problems_of(text) == [
        "1:3: a list or mapping stands as a key; make the key a plain word"
    ]
    assert values_of(text) == {"d": "e"}


def test_a_key_without_a_name_is_refused() -> None:
    text = "'': b\nc:\n  ?\n  : d\n"

    assert problems_of(text) == [
        "1:1: a key has no name; write one in front of the colon",
        "3:4: a key has no name; write one in front of the colon",
    ]
    assert values_of(text) == {"c": {}}


# What is refused in values


@pytest.mark.parametrize("nothing", ["~", "null", "Null", "NULL", "''", '" "', "!!str", "|"])
def test_a_value_that_is_nothing_is_refused_and_left_out(nothing: str) -> None:
    document, _ = read_yaml(f"a: {nothing}\nb: c\n".encode(), file="r.yaml")

    assert "1:4: key 'a' has no value; give one or remove the key" in problems_of(f"a: {nothing}")
    assert document is not None
    assert document.values == {"b": "c"}
    assert document.key_positions["a",] == (1, 1)
    assert ("a",) not in document.positions


def test_a_key_with_nothing_after_it_is_refused_behind_its_colon() -> None:
    assert problems_of("a:   # later\nb: {c, d: }\n") == [
        "1:3: key 'a' has no value; give one or remove the key",
        "2:6: key 'c' has no value; give one or remove the key",
        "2:11: key 'd' has no value; give one or remove the key",
    ]


def test_an_empty_item_is_refused_and_the_others_close_up() -> None:
    document, problems = read_yaml(b"a:\n  - b\n  -\n  - c\n", file="r.yaml")

    assert [str(problem) for problem in problems] == [
        "r.yaml:3:4: an item of the list has no value; give one or remove the item"
    ]
    assert document is not None
    assert document.values == {"a": ["b", "c"]}
    assert document.positions["a", 1] == (4, 5)


def test_white_space_around_a_quoted_text_is_refused_and_taken_away() -> None:
    text = "a: ' b'\nc: \"d\\n\"\ne: f\u00a0\n"

    assert problems_of(text) == [
        "1:4: ' b' begins or ends with white space; remove it",
        "2:4: 'd\\n' begins or ends with white space; remove it",
        "3:4: 'f\\xa0' begins or ends with white space; remove it",
    ]
    assert values_of(text) == {"a": "b", "c": "d", "e": "f"}


def test_an_anchor_is_refused_at_once() -> None:
    text = "a: &x [b, b]\nc: [*x, *x]\nd:\n"

    assert problems_of(text) == ["1:4: anchor '&x' is not accepted; remove it"]
    assert values_of(text) is None


def test_an_alias_is_refused_at_once() -> None:
    text = "a: *x\nd:\n"

    assert problems_of(text) == ["1:4: alias '*x' is not accepted; write the value out"]
    assert values_of(text) is None


def test_a_tag_is_refused_and_has_no_effect() -> None:
    text = "a: !!python/object/apply:os.system [ls]\nb: !!int 1\nc: !own d\ne: ! f\n!!str g: h\n"

    assert problems_of(text) == [
        "1:4: tag '!!python/object/apply:os.system' is not accepted; remove it",
        "2:4: tag '!!int' is not accepted; remove it",
        "3:4: tag '!own' is not accepted; remove it",
        "4:4: tag '!' is not accepted; remove it",
        "5:1: tag '!!str' is not accepted; remove it",
    ]
    assert values_of(text) == {"a": ["ls"], "b": "1", "c": "d", "e": "f", "g": "h"}


def test_a_thirteenth_level_is_refused() -> None:
    text = "a: " + "[" * 12 + "]" * 12

    assert problems_of(text) == ["1:15: this nests deeper than 12 levels; make the record flatter"]
    assert values_of(text) is None


def test_problems_before_the_end_of_reading_are_told_too() -> None:
    assert problems_of("a:\nb: c\x07\nd: [e\n") == [
        "1:3: key 'a' has no value; give one or remove the key",
        "2:5: U+0007 is a control character; remove it",
        (
            "3:6: the list opened in line 3, column 4 is not closed before this; "
            "add ',' or ']', or put the value in quotes"
        ),
    ]


def test_a_hundred_problems_are_told_and_that_there_are_more() -> None:
    problems = problems_of("a:\n" * 200)

    assert len(problems) == 101
    assert "there are more than 100 problems; correct these first" in problems[-1]


def test_a_long_value_is_shortened_in_a_message() -> None:
    assert problems_of(f"a: '{'x' * 5000} '") == [
        f"1:4: '{'x' * 59}…' begins or ends with white space; remove it"
    ]


# What is no YAML


COLON = (
    "a colon may not stand here; put a text that holds a colon in quotes, "
    "or indent the key like its neighbours"
)
LEFT_OVER = (
    "text follows a value that has ended already; "
    "put the whole value in one pair of quotes, or begin a new line"
)
NO_KEY = (
    "this is neither 'key: value' nor an item '- value'; add the colon, "
    "or indent the line if it goes on with the text above"
)
OUT_OF_LINE = "this line lines up with nothing above; indent it like its neighbours"
ESCAPE = (
    "the backslash begins no escape that YAML knows; write two backslashes, or use single quotes"
)
HEADER = (
    "after '|' or '>' only '+', '-' or a digit from 1 may stand; begin the text on the next line"
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (": a\n", "1:1: a key has no name; write one in front of the colon"),
        ("a: Sochi: a city\n", f"1:9: {COLON}"),
        ("a: b\n  c: d\n", f"2:4: {COLON}"),
        ("a: b\nc\nd: e\n", f"2:1: {NO_KEY}"),
        ("a:\n  - b\n c: d\n", f"3:2: {OUT_OF_LINE}"),
        ("a: b\n- c\n", f"2:1: {OUT_OF_LINE}"),
        ("a:\n- b\n- c\nd\n", f"4:1: {NO_KEY}"),
        ("a: 'it's here'\n", f"1:8: {LEFT_OVER}"),
        ("a: 'b\nc: d\n", "1:4: the quotation mark opened here is never closed; close it"),
        ('a: "b\n', "1:4: the quotation mark opened here is never closed; close it"),
        ('a: "C:\\Qx"\n', f"1:7: {ESCAPE}"),
        ('a: "\\UFFFFFFFF"\n', f"1:7: {ESCAPE}"),
        (
            "a: [b, c\nd: e\n",
            (
                "2:2: the list opened in line 1, column 4 is not closed before this; "
                "add ',' or ']', or put the value in quotes"
            ),
        ),
        (
            "a: {b: c]\n",
            (
                "1:9: the mapping opened in line 1, column 4 is not closed before this; "
                "add ',' or '}', or put the value in quotes"
            ),
        ),
        (
            "a: [b,, c]\n",
            "1:7: ',' stands where a value is due; write the value, or close the bracket",
        ),
        (
            "a: [\n",
            (
                "1:5: the end of the file stands where a value is due; "
                "write the value, or close the bracket"
            ),
        ),
        ("a: - b\n", "1:4: a list may not begin here; start it on a new line"),
        ("a: ? b\n", "1:4: '?' may not stand here; put the value in quotes"),
        ("a: @b\n", "1:4: a value may not begin with '@'; put it in quotes"),
        ("a: ]\n", "1:4: a value may not begin with ']'; put it in quotes"),
        (
            "a: * b\n",
            (
                "1:4: '&' and '*' begin anchors and aliases, which are not accepted; "
                "put the value in quotes"
            ),
        ),
        ("a: !b!c d\n", "1:4: '!' begins a tag, which is not accepted; put the value in quotes"),
        ("a: |x\n  b\n", f"1:5: {HEADER}"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words(text: str, problem: str) -> None:
    assert problems_of(text) == [problem]
    assert values_of(text) is None


# What is hostile


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{last}'] * 9)}]\n"
    for last, key in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "brackets": "a: " + "[" * 100_000,
    "brackets-at-the-top": "[" * 100_000,
    "braces": "{" * 100_000,
    "question-marks": "? " * 100_000,
    "dashes": "a:\n" + "- " * 100_000,
    "stairs": "".join(f"{' ' * level}a:\n" for level in range(1_300)),
    "one-key": "a" * 999_997 + ": b",
    "one-quoted-key": '"' + "a" * 999_990 + '": b',
    "open-quote": 'a: "' + "b " * 400_000,
    "open-quote-at-the-top": '"' + "\n" * 900_000,
    "laughs": LAUGHS,
    "directives": "".join(f"%TAG !a{number}! x\n" for number in range(50_000)),
    "late-directives": "a: b\n...\n" + "".join(f"%TAG !{n}! x\n" for n in range(50_000)),
    "nothing": "\0" * 1_000_000,
    "tabs": "\t" * 1_000_000,
    "tabs-in-lines": "\tx\n" * 300_000,
    "keys": "a:\n" * 300_000,
    "marks": "a: " + "\u0323\u0301" * 240_000,
    "marks-in-a-key": "\u0323\u0301" * 200 + ": a",
    "escapes": 'a: ["' + '\\0","' * 160_000 + '"]',
    "colons": ": " * 500_000,
    "anchor-name": "a: &" + "b" * 900_000,
    "tag-name": "a: !" + "b" * 900_000,
}
READ_ALONE = """
import sys
from sco_loaders.yaml_reader import read_yaml
_, problems = read_yaml(sys.stdin.buffer.read(), file="r.yaml")
print(*problems, sep="\\n")
"""


def read_in_a_process(text: str, *before: str) -> subprocess.CompletedProcess[bytes]:
    program = "\n".join([*before, READ_ALONE])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        input=text.encode(),
        capture_output=True,
        env=environment,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_without_a_crash(name: str) -> None:
    run = read_in_a_process(HOSTILE[name])

    assert run.returncode == 0
    assert run.stderr == b""
    assert run.stdout.startswith(b"r.yaml:")
    assert len(run.stdout) < 20_000


@pytest.mark.parametrize(
    "text",
    [
        "a: b\na: &x c\n",
        "a: [b\nc: d\n",
        "a: 'b\n",
        "a: " + "[" * 5_000,
        'a: "\\U00110000"',
        RECORD,
    ],
)
def test_without_libyaml_the_same_files_are_refused(text: str) -> None:
    with_libyaml = read_in_a_process(text)
    without = read_in_a_process(text, "import sys", "sys.modules['yaml._yaml'] = None")

    assert without.returncode == 0
    assert without.stderr == b""
    assert bool(without.stdout.strip()) == bool(with_libyaml.stdout.strip())


# What holds for all files


MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The reader itself says which characters it refuses; here they are left out by what Unicode
# says of them: controls, formats, surrogates, separators, private and unassigned ones.
LETTERS = st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc"],
    exclude_characters="\u115f\u1160\u3164\uffa0\ufffd",
)
TEXTS = (
    st.text(LETTERS | st.just("\n"), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
    .filter(lambda text: is_normalized("NFC", text))
)
FLOWS = [{"default_flow_style": flow} for flow in (None, True, False)]
WORDS = st.text("abкл会議🏛_-", min_size=1, max_size=8).filter(lambda word: word[0] not in "_-")


def trees(scalars: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Value]]:
    def wider(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
        return st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4)

    level: st.SearchStrategy[Value] = scalars
    for _ in range(4):
        level = scalars | wider(level)
    return st.dictionaries(scalars, level, max_size=5)


def paths_in(value: Value, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Value]] = []
    if isinstance(value, list):
        inner = list(enumerate(value))
    elif isinstance(value, dict):
        inner = list(value.items())
    return {path}.union(*(paths_in(part, (*path, step)) for step, part in inner))


def texts_in(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    else:
        yield from value
        for item in value.values():
            yield from texts_in(item)


def is_sound(text: str) -> bool:
    hidden = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\ufeff\ufffd")
    return (
        bool(text)
        and text == text.strip()
        and is_normalized("NFC", text)
        and not any(ord(letter) < 0x20 and letter != "\n" for letter in text)
        and not hidden & set(text)
    )


def written_as(text: str, place: tuple[int, int]) -> str:
    line, column = place
    return text.split("\n")[line - 1][column - 1 :]


def assert_sound(data: bytes) -> None:
    document, problems = read_yaml(data, file="r.yaml")

    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    assert all("; " in problem.message for problem in problems)
    assert problems == tuple(sorted(problems))
    assert document is not None or problems
    if document:
        assert set(document.positions) == paths_in(document.values)
        assert {path for path in document.positions if path and isinstance(path[-1], str)} <= set(
            document.key_positions
        )
        assert all(map(is_sound, texts_in(document.values)))


@MANY
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert_sound(data)


@MANY
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert_sound(text.encode())


@MANY
@given(st.text("ab:-?[]{},&*!|>'\"%@`#~<.\\x0 \n\t\r\u0301\u202e\x85", max_size=60))
def test_any_text_of_signs_that_yaml_knows_is_read_or_refused(text: str) -> None:
    assert_sound(text.encode())


@MANY
@given(
    trees(TEXTS),
    st.sampled_from(["'", '"']),
    st.fixed_dictionaries({"allow_unicode": st.booleans(), "default_flow_style": st.booleans()}),
)
def test_what_is_written_quoted_is_read_back_equal(
    values: dict[str, Value], style: str, options: dict[str, Any]
) -> None:
    text = yaml.safe_dump(values, default_style=style, **options)

    assert read(text).values == values


@MANY
@given(trees(WORDS), st.sampled_from(FLOWS), st.sampled_from(["\n", "\r\n"]))
def test_every_place_points_at_what_it_names(
    values: dict[str, Value], flow: dict[str, Any], line_break: str
) -> None:
    text = yaml.safe_dump(values, allow_unicode=True, width=1_000, **flow)
    document = read(text.replace("\n", line_break))

    for path, place in document.key_positions.items():
        assert written_as(text, place).lstrip("'\"? ").startswith(str(path[-1]))
    assert set(document.positions) == paths_in(values)
    for path, place in document.positions.items():
        value: Value = values
        for step in path:
            value = value[step]  # type: ignore[index]
        if isinstance(value, str):
            assert written_as(text, place).lstrip("'\"").startswith(value)


def flip(data: bytes, at: int, byte: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (byte or 1)]) + data[at + 1 :]


def insert(data: bytes, at: int, byte: int) -> bytes:
    return data[:at] + bytes([byte]) + data[at:]


def drop_line(data: bytes, at: int, _: int) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[at % len(lines)]
    return b"".join(lines) or b"a: b"


def repeat_line(data: bytes, at: int, byte: int) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(byte % len(lines), lines[at % len(lines)])
    return b"".join(lines)


def cut(data: bytes, at: int, _: int) -> bytes:
    return data[:at] or data


CHANGES: list[Callable[[bytes, int, int], bytes]] = [flip, insert, drop_line, repeat_line, cut]


@settings(max_examples=2_000, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(CHANGES), st.integers(0, 10_000), st.integers(0, 255)),
        min_size=1,
        max_size=6,
    )
)
def test_a_mutated_record_is_read_or_refused(
    changes: list[tuple[Callable[[bytes, int, int], bytes], int, int]],
) -> None:
    data = RECORD.encode()
    for change, at, byte in changes:
        data = change(data, at % len(data), byte)

    assert_sound(data)
