"""The id of a thing that is given by an id or an IRI, a former id or a former IRI included."""

from __future__ import annotations

import sys
from collections.abc import Collection

from sco_graph.errors import QuestionError
from sco_graph.questions import ANY
from sco_graph.schema import given_id
from sco_loaders.embedded import Engine

CURRENT = """
MATCH (n {id: $id}) OPTIONAL MATCH (n)-[:IS_REPLACED_BY]->(current)
RETURN coalesce(current.id, n.id) AS id"""


def find_id(engine: Engine, text: str, kinds: Collection[str]) -> str | None:
    """Return the id of the thing of these kinds that has a text as its id or IRI, or had it.

    Where it is a former one, that is told on stderr. `("thing",)` stands for all kinds.

    Raises:
        QuestionError: The text holds what no text may.
    """
    if not _is_text(text):
        raise QuestionError(f"{text!r} is no text in UTF-8; give an id or a name")
    given = given_id(text)
    found = _current(engine, given) if "/" in given else None
    if found is None or not is_of(found, kinds):
        return None
    if found != given:
        sys.stderr.write(f"sco-graph: {given} is a former id of {found}\n")
    return found


def _is_text(text: str) -> bool:
    """Tell whether a text can be written, which bytes that are no UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_of(id_: str, kinds: Collection[str]) -> bool:
    """Tell whether an id is one of these kinds of record."""
    return ANY in kinds or id_.split("/", maxsplit=1)[0] in kinds


def _current(engine: Engine, id_: str) -> str | None:
    """Return the id itself where a thing has it, or the one that the thing has now."""
    for row in engine.cypher(CURRENT, {"id": id_}):
        return str(row["id"])
    # What is nested in a record that was renamed has the same place in the new one.
    *owner, kind, name = id_.split("/")
    record = "/".join(owner)
    current = _current(engine, record) if owner else None
    if current is None or current == record:
        return None
    return _current(engine, f"{current}/{kind}/{name}")
