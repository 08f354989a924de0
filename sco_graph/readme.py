"""What pages tell of the graph: the answer in the README, its questions, numbers, what is missing.

Each stands between a comment that names it and `<!-- end -->`; all other words are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from textwrap import fill
from typing import Any

from sco_graph.coverage import COUNCILS, Coverage
from sco_graph.coverage_tables import BODY_COLUMNS, Missing, body_rows, missing
from sco_graph.coverage_text import counted, told
from sco_graph.formats import to_markdown
from sco_graph.graph import Graph
from sco_graph.proof import told as proof_told
from sco_graph.questions import get_question, question_names

PART = re.compile(
    r"(?P<head><!-- (?P<name>[a-z]+)(?:: (?P<asked>[^\n]+))? -->\n\n)"
    r"(?P<text>.*?)(?P<end>\n<!-- end -->)",
    re.DOTALL,
)
WIDTH = 132
MISSING_SHOWN = ("year", "body_id", "meeting_id", "state", "missing", "known", "searched")
NO_EXAMPLE = "no record answers it yet"
ROW = re.compile(r"\| `(?P<question>[a-z-]+)` \|.*\| `(?P<example>[^`|]+)` \|")


def filled(page: str, graph: Graph) -> str:
    """Return a page with each part as the graph has it now."""

    def part(found: re.Match[str]) -> str:
        match found["name"]:
            case "answer":
                text = _answer(graph, found["asked"], found["text"])
            case "questions":
                text = _questions(found["text"])
            case "numbers":
                text = _numbers(graph.build.manifest["counts"])
            case "cells":
                text = f"{fill(told(graph.coverage()), WIDTH)}\n"
            case "coverage":
                text = _coverage(graph.coverage())
            case "evidence":
                lines = proof_told(graph.prove()).splitlines()
                text = "".join(f"- {line}\n" for line in lines)
            case "missing":
                text = _missing(missing(graph.coverage()))
            case _:
                text = found["text"]
        return f"{found['head']}{text}{found['end']}"

    return PART.sub(part, page)


def _answer(graph: Graph, asked: str, text: str) -> str:
    """Return the rows of a question, `name parameter=value`, in the columns that are shown."""
    name, *given = asked.split()
    columns = [column.strip() for column in text.split("\n", 1)[0].strip("|").split("|")]
    return to_markdown(columns, graph.query(name, **dict(pair.split("=", 1) for pair in given)))


def _questions(text: str) -> str:
    """Return every question with the example that is shown for it."""
    examples = {row["question"]: row["example"] for row in ROW.finditer(text)}
    rows = [
        {
            "question": f"`{name}`",
            "asks": get_question(name).text,
            "for example": f"`{examples[name]}`" if name in examples else NO_EXAMPLE,
        }
        for name in question_names()
    ]
    return to_markdown(["question", "asks", "for example"], rows)


def _numbers(counts: Mapping[str, Any]) -> str:
    rows = [{"how many": f"{number:,}", "what": what} for number, what in _counted(counts)]
    return to_markdown(["how many", "what"], rows)


def _coverage(found: Coverage) -> str:
    table = to_markdown(BODY_COLUMNS, body_rows(found))
    return f"{table}\n{fill(counted(found), WIDTH)}\n"


def _missing(found: Iterable[Missing]) -> str:
    """Return what is missing of the two councils, and the meetings missing of any other body."""
    shown = [asdict(one) for one in found if one.body_id in COUNCILS or one.meeting is None]
    return to_markdown(MISSING_SHOWN, shown)


def _counted(counts: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    nodes = counts["nodes"]
    yield counts["records"], "records"
    yield nodes["Meeting"], "meetings, some of them only mentioned"
    yield nodes["Event"], "other events, such as sessions and panels"
    yield nodes["Participation"], "participations"
    yield nodes["Person"], "named people"
    yield nodes["Post"], "posts, with or without a known holder"
    yield nodes["Document"], "documents"
    yield nodes["DocumentAct"], "acts on documents"
    yield nodes["Discussion"], "topics discussed, meeting by meeting"
    yield nodes["Remark"], "remarks"
    yield nodes["Claim"], "claims on single values: inferences and rulings"
    yield counts["relationships"]["STATED_IN"], "citations of a place in a source"
    yield counts["quads"], "quads"
