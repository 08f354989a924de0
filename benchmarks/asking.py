"""Measure the questions of the pack on generated meetings, and print the figures as JSON.

`python -m benchmarks.asking MEETINGS` asks each question of several subjects, and where it needs no
subject of the whole graph. What a question takes is read from its opening comment, so that a new
question is measured by itself. With `--pairs` it is asked which pairs of persons met most often, of
a graph that holds no more than meetings and people.
"""

from __future__ import annotations

import datetime
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any, TypeAlias

from benchmarks.generated import read_nodes
from benchmarks.generator import records
from sco_graph.errors import AnswerError, QuestionError
from sco_graph.questions import (
    ANY,
    FIRST_DAY,
    LAST_DAY,
    Bound,
    Parameter,
    Question,
    get_question,
    question_names,
)
from sco_graph.shapes import read_schema
from sco_loaders.embedded import Engine, stored_graph
from sco_loaders.nodes import Record
from sco_loaders.property_graph import GraphWriter, graph
from sco_loaders.sweeping import unswept

Given: TypeAlias = dict[str, Bound]
Figure: TypeAlias = dict[str, Any]
ROUNDS = 3
SLOW = 1.0
"""Seconds after which neither is an answer asked for again, nor another subject tried."""
SUBJECTS, TRIED = 5, 40
"""How many subjects with an answer are asked about, and of how many they are found."""
DAY = datetime.date(2015, 7, 7)
VALUES: Mapping[str, Bound] = {
    "date": DAY,
    FIRST_DAY: DAY,
    LAST_DAY: DAY,
    "integer": DAY.year,
    "text": "trade",
}
TOP = 10
PAIRS = "co-attendance"
PEOPLE = frozenset({"source", "state", "body", "meeting", "person"})
BESIDES = frozenset({"discussions", "remarks", "place", "on_the_sidelines_of", "tenures"})
OF_PART = frozenset({"post", "in_place_of", "counts"})


def measure(meetings: int) -> list[Figure]:
    """Ask all questions, each of its subjects and of the whole graph."""
    engine = generated(records(meetings))
    ids = ids_by_kind(engine)
    return [
        figure for name in question_names() for figure in figures(engine, get_question(name), ids)
    ]


def measure_pairs(meetings: int) -> list[Figure]:
    """Ask for the pairs of persons that met most often."""
    engine = generated(map(people_alone, filter(is_of_people, records(meetings))))
    question = get_question(PAIRS)
    return [asked(engine, question, question.bind({"top": TOP}), f"{PAIRS} --top {TOP}")]


# --- the graph ---


def generated(made: Iterable[Record]) -> Engine:
    """Return the graph of records; a relationship to what they do not hold is left out."""
    schema = read_schema()
    with unswept():
        nodes, ways = graph(GraphWriter(schema), read_nodes(made, schema))
        known = {node.id for node in nodes}
        held = (way for way in ways if way.from_ in known and way.to in known)
        stored = stored_graph(nodes, held)
        del nodes, ways, held
    return Engine.from_bytes(stored)


def is_of_people(record: Record) -> bool:
    return record.cls.kind in PEOPLE


def people_alone(record: Record) -> Record:
    """Return a record without what the question of pairs does not read."""
    values = {key: value for key, value in record.values.items() if key not in BESIDES}
    parts = values.get("participations")
    if isinstance(parts, list):
        values["participations"] = [
            {key: value for key, value in part.items() if key not in OF_PART}
            for part in parts
            if isinstance(part, dict)
        ]
    return Record(id=record.id, cls=record.cls, values=values)


def ids_by_kind(engine: Engine) -> dict[str, list[str]]:
    """Return the ids of all records and topics by kind, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in engine.rows("MATCH (n) RETURN n.id AS id ORDER BY id", {}):
        kind, *names = row["id"].split("/")
        if len(names) == 1:
            found[kind].append(row["id"])
    return found


# --- the questions ---


def figures(
    engine: Engine, question: Question, ids: Mapping[str, Sequence[str]]
) -> Iterator[Figure]:
    """Yield the slowest subject of each kind, and the whole graph where no subject is needed."""
    required = [p for p in question.parameters if p.required]
    for parameter in required[:1] or [p for p in question.parameters if p.kinds]:
        for kind in ids if ANY in parameter.kinds else parameter.kinds:
            name = f"{question.name} --{parameter.name} {kind}"
            givens = subjects(question, parameter, ids.get(kind, ()))
            yield from slowest(tried(asked(engine, question, given, name) for given in givens))
    if not any(p.kinds for p in required):
        given = question.bind({p.name: VALUES[p.kind] for p in required})
        yield asked(engine, question, given, question.name) | {"subjects": 0}


def subjects(question: Question, parameter: Parameter, ids: Sequence[str]) -> Iterator[Given]:
    """Yield values for a parameter from all over, each with another of its kind where need be."""
    every = max(1, len(ids) // TRIED)
    for number, id_ in enumerate(ids[::every]):
        others = {
            p.name: ids[number - 1] if p.kinds else VALUES[p.kind]
            for p in question.parameters
            if p.required
        }
        yield question.bind({**others, parameter.name: id_})


def tried(found: Iterable[Figure]) -> list[Figure]:
    """Return figures of subjects that have an answer; where none has, those of all."""
    answered: list[Figure] = []
    empty: list[Figure] = []
    for one in found:
        (answered if one["rows"] else empty).append(one)
        if one["seconds"] > SLOW or len(answered) == SUBJECTS:
            break
    return answered or empty


def slowest(found: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the slowest of the figures of a kind, if there is any."""
    yield from sorted(found, key=lambda one: float(one["seconds"]))[-1:]


def asked(engine: Engine, question: Question, given: Given, name: str) -> Figure:
    """Return how long an answer takes, its rows, and how many places they cite.

    An answer that the engine gives up is as long as none can be.
    """
    seconds: list[float] = []
    rows: list[dict[str, Any]] = []
    try:
        while len(seconds) < ROUNDS and all(one <= SLOW for one in seconds):
            begin = time.perf_counter()
            rows = question.answer(engine.cypher(question.cypher, given), given)
            seconds.append(time.perf_counter() - begin)
    except (QuestionError, AnswerError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        seconds = [math.inf]
    places = sum(len(row["locator"]) for row in rows)
    return {
        "name": name,
        "seconds": median(seconds),
        "rows": len(rows),
        "places": places,
        "subjects": sum(bool(p.kinds) for p in question.parameters if p.required) or 1,
    }


if __name__ == "__main__":
    measured = measure_pairs if "--pairs" in sys.argv else measure
    print(json.dumps({"asked": measured(int(sys.argv[1]))}))
