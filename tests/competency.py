"""The page of competency questions: what it asks, and the same page with the answers of a graph.

    python -m tests.competency   write the answers over the shipped records into the page

What an answer should be is for the page to show and for its reader to judge.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

import sco_graph
from sco_graph.graph import Graph
from sco_graph.schema import DATA

PAGE = Path(__file__).resolve().parent.parent / "docs" / "competency-questions.md"
QUESTION = re.compile(r"(?m)^### (?P<number>\d+)\. (?P<text>.+)\n\n(?P<body>(?:(?!^##).*\n)+)")
PACK = re.compile(r"\[`(?P<name>[a-z-]+)`\]\(\.\./queries/cypher/(?P=name)\.cypher\)")
SPARQL = re.compile(r"\[`(?P<stem>\d\d-[a-z0-9-]+)`\]\((?P<path>competency/(?P=stem)\.rq)\)")
GIVEN = re.compile(r"`(?P<name>[a-z_]+) = (?P<value>[^`]+)`")
SHOWN = 12
"""How many rows of an answer the page has, at most."""
ANSWER = re.compile(r"```csv\n(?P<header>[^\n]+)\n(?P<rows>(?:.*\n)*?)```\n")


def filled(page: str, graph: Graph) -> str:
    """Return the page with the answers that the graph gives, in place of those it has."""
    return QUESTION.sub(lambda found: found[0].replace(*_answers(found["body"], graph)), page)


def _answers(body: str, graph: Graph) -> tuple[str, str]:
    """Return the answer that stands in a question's text, and that of the graph."""
    found = ANSWER.search(body)
    if found is None:
        return body, body
    header = next(csv.reader([found["header"]]))
    rows = list(_rows(body, header, graph))
    more = f"… and {len(rows) - SHOWN} more\n" if len(rows) > SHOWN else ""
    return found[0], f"```csv\n{_csv([header, *rows[:SHOWN]])}{more}```\n"


def _rows(body: str, header: list[str], graph: Graph) -> Iterable[list[str]]:
    if (asked := PACK.search(body)) is not None:
        given = {each["name"]: each["value"] for each in GIVEN.finditer(body)}
        rows = graph.query(asked["name"], **given)
        return [[_text(row[column]) for column in header] for row in rows]
    asked = SPARQL.search(body)
    if asked is None:
        raise ValueError(f"this names no query: {body}")
    text = (PAGE.parent / asked["path"]).read_text(encoding="utf-8")
    solutions = graph.store.query(text, use_default_graph_as_union=True)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"{asked['path']} is no SELECT")
    return [[_term(solution[column]) for column in header] for solution in solutions]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _term(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value.removeprefix(DATA)
    return ""


def _csv(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    with sco_graph.open() as shipped:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), shipped), encoding="utf-8")
