"""Values for the variables of a SPARQL query, without a value in its text.

Every group that names such a variable is made to begin with what a function gives, a sub-query's
groups too: `{ ?m sco:ofBody ?body }` becomes `{ BIND(… AS ?body) ?m sco:ofBody ?body }`. So the
variable has its value wherever it stands, and need not be selected.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sco_graph.errors import QuestionError
from sco_graph.sparql_text import Query, Token

FUNCTION = "urn:sco-graph:given:"
MODIFIERS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


@dataclass(slots=True, kw_only=True)
class _Part:
    """A group or a query: the variables that it names itself, and where a value can be given.

    For a query, with its head, its template and its modifiers, that is in its main group.
    """

    is_query: bool
    begins: int | None = None
    variables: set[str] = field(default_factory=set)


def function_of(name: str) -> str:
    """Return the IRI of the function that gives a variable's value."""
    return FUNCTION + name


def with_given(query: Query, names: frozenset[str]) -> str:
    """Return the text of a query in which these variables have their values.

    Raises:
        QuestionError: The query is a short CONSTRUCT, in which there is no room for a value.
    """
    if names and query.form == "CONSTRUCT" and not _has_template(query):
        raise QuestionError("write CONSTRUCT { … } WHERE { … } in full to give a variable a value")
    parts = _parts(query)
    if query.form == "DESCRIBE" and names and parts[0].begins is None:
        return _with_group(query, names)
    places: dict[int, set[str]] = {}
    for part in parts:
        if part.begins is not None:
            places.setdefault(part.begins, set()).update(part.variables & names)
    written, done = [], 0
    for place in sorted(places):
        written += [query.text[done:place], _bindings(places[place])]
        done = place
    return "".join([*written, query.text[done:]])


def _has_template(query: Query) -> bool:
    return any(
        before is not None and before.is_word("CONSTRUCT") and token.is_mark("{")
        for before, token, _ in query.with_neighbours()
    )


def _with_group(query: Query, names: frozenset[str]) -> str:
    """Return `DESCRIBE ?x` with the group that it lacks."""
    ends = (token.at for token in query.tokens if token.is_word(*MODIFIERS))
    end = next(ends, len(query.text))
    return f"{query.text[:end]}\nWHERE {{{_bindings(names)}}} {query.text[end:]}"


def _bindings(names: frozenset[str] | set[str]) -> str:
    # COALESCE, as the optimiser takes a function alone for one that may give nothing, and then
    # reads the whole graph before it looks at the value.
    values = ((f"<{function_of(name)}>()", name) for name in sorted(names))
    return "".join(f" BIND(COALESCE({value}, {value}) AS ?{name}) " for value, name in values)


def _parts(query: Query) -> list[_Part]:
    """Return the query and every group and sub-query in it; the query alone if braces are amiss."""
    whole = _Part(is_query=True)
    parts, within, in_values = [whole], [whole], False
    for before, token, after in query.with_neighbours():
        if token.kind == "variable":
            within[-1].variables.add(token.text[1:])
        elif token.is_word("VALUES"):
            in_values = True
        elif token.is_mark("{"):
            part = _Part(is_query=False) if in_values else _opened(within[-1], before, token, after)
            in_values = False
            within.append(part)
            parts.append(part)
        elif token.is_mark("}"):
            within.pop()
            if not within:
                return [whole]
    return parts


def _opened(parent: _Part, before: Token | None, brace: Token, after: Token | None) -> _Part:
    """Return the part that a brace opens; a template and an annotation belong to their parent."""
    if before is not None and before.is_word("CONSTRUCT"):
        return parent
    if after is not None and after.is_mark("|"):
        return parent
    if after is not None and after.is_word("SELECT"):
        return _Part(is_query=True)
    begins = brace.at + 1
    if parent.is_query and parent.begins is None:
        parent.begins = begins
    return _Part(is_query=False, begins=begins)
