"""A question as the text of its queries with its values, ready to be pasted into another program.

Values stand in the text here, as no engine of ours runs it: `:param` lines before the Cypher, as
Neo4j Browser and cypher-shell read them, and VALUES in the SPARQL.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from sco_graph.questions import Bound, Question
from sco_graph.schema import DATA
from sco_loaders.triples import text_literal

XSD = "http://www.w3.org/2001/XMLSchema#"
WHERE = "\nWHERE {\n"


def explained(question: Question, bound: Mapping[str, Bound]) -> str:
    """Return both queries of a question, and what is made of their rows, if anything is."""
    module = "" if question.step is None else f"sco_graph/steps/{question.step}.py"
    step = f"\n// Of these rows {module} makes the answer.\n" if module else ""
    return (
        f"// queries/cypher/{question.name}.cypher, for Neo4j Browser or cypher-shell\n"
        f"{cypher_text(question, bound)}{step}\n"
        f"# queries/sparql/{question.name}.rq, for any SPARQL 1.1 client; "
        "the default graph is all named graphs as one\n"
        f"{sparql_text(question, bound)}"
    )


def cypher_text(question: Question, bound: Mapping[str, Bound]) -> str:
    """Return the Cypher of a question after a line for each of its parameters."""
    lines = [f":param {name} => {_cypher(value)};\n" for name, value in bound.items()]
    return f"{''.join(lines)}{question.cypher.rstrip()};\n"


def sparql_text(question: Question, bound: Mapping[str, Bound]) -> str:
    """Return the SPARQL of a question whose pattern opens with the values of its parameters."""
    head, where, rest = question.sparql.partition(WHERE)
    values = [
        f"  VALUES ?given_{parameter.name} {{ {_sparql(value, is_id=bool(parameter.kinds))} }}\n"
        for parameter in question.parameters
        if (value := bound[parameter.name]) is not None
    ]
    return f"{head}{where}{''.join(values)}{rest}"


def _cypher(value: Bound) -> str:
    if isinstance(value, datetime.date):
        return f"date('{value}')"
    # A text of JSON is one of Cypher: the same quotation marks and the same escapes.
    return json.dumps(value, ensure_ascii=False)


def _sparql(value: str | int | datetime.date, *, is_id: bool) -> str:
    if is_id:
        return f"<{DATA}{value}>"
    if isinstance(value, datetime.date):
        return f'"{value}"^^<{XSD}date>'
    return str(value) if isinstance(value, int) else text_literal(value)
