"""The words of the page: each that it says stands in the table, in every language."""

from __future__ import annotations

import re
from pathlib import Path

from sco_graph.drawing.page import PARTS
from sco_graph.drawing.page_words import PAGE_WORDS
from sco_graph.schema import LANGUAGES

DRAWING = Path(PARTS).parent
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("*.js")))
TEMPLATE = (PARTS / "template.html").read_text(encoding="utf-8")
VIEWS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DRAWING.glob("*.py")))


def test_each_word_that_a_script_says_is_in_the_table() -> None:
    said = {text for call in re.findall(r"\bword\(([^;]*?)\)", SCRIPTS) for text in strings(call)}
    said |= {text for call in re.findall(r"\bcount_?\((.*?)\)", SCRIPTS) for text in strings(call)}

    assert {one for one in said if one[0].isupper() or "{}" in one} <= PAGE_WORDS.keys()


def test_each_label_of_the_template_is_in_the_table() -> None:
    labels = set(re.findall(r'aria-label="([^"{]+)"', TEMPLATE))
    texts = {one.strip() for one in re.findall(r">([^<>{}]*[A-Za-z][^<>{}]*)<", TEMPLATE)}

    untold = (labels | texts) - PAGE_WORDS.keys()
    assert {one for one in untold if one not in {"PNG", "SVG"}} == set()


def test_no_word_of_the_table_is_said_by_nobody() -> None:
    everything = (
        SCRIPTS + TEMPLATE + VIEWS.replace((DRAWING / "page_words.py").read_text("utf-8"), "")
    )

    assert [one for one in PAGE_WORDS if one not in everything] == []


def test_every_word_has_every_language_in_its_own_letters() -> None:
    for english, names in PAGE_WORDS.items():
        assert list(names) == list(LANGUAGES)
        assert {text.count("{}") for text in names.values()} == {english.count("{}")}
        assert re.search("[А-Яа-яё]", names["ru"])
        assert re.search("[\u4e00-\u9fff]|／", names["zh"])


def strings(call: str) -> list[str]:
    return [text for text in re.findall(r'"([^"]+)"', call) if len(text) > 1]
