"""What is wrong with a SPARQL query that the engine cannot parse, and where.

The engine names the farthest place that it came to, which often lies behind the fault; so what
tokens alone can tell is looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.near import near
from sco_graph.sparql_text import UPDATES, Query, Token

WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        A ABS ADJUST AND AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT
        CONTAINS COUNT DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR
        FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI
        ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT MAX MD5 MIN
        MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED
        REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR
        STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR
        SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID VALUES VERSION WHERE YEAR
        """,
    )
)
OPENING = {"}": "{", ")": "(", "]": "["}
PLACE = re.compile(r"error at (\d+):(\d+)")
FAULTS = re.compile(
    r"(?:(?:The|SELECT|BIND|Duplicated|Repeated|Unexpected|An existing) [^,\[\]]+"
    r"|(?:prefix )?IRI parsing failed|language tag parsing failed)"
)
PLAINER = {
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped by nor aggregated"
    )
}
AGGREGATES = ("AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM")
# None of these can be the last token before a closing bracket, nor the first after an opening one.
BEFORE_NO_END, AFTER_NO_START = frozenset("=<>&|,/!^-"), frozenset("=>&|,/")


def explain(query: Query, said: str, known: Mapping[str, str]) -> QuestionError:
    """Return what is wrong with a query, and where, when a parser has said so."""
    checks = (_unclosed, _unknown_word, _valueless, _ungrouped)
    found = _undeclared(query, known) or next(
        filter(None, (check(query) for check in checks)), None
    )
    if found is not None:
        return query.fault(*found)
    place, named = PLACE.search(said), FAULTS.search(said)
    what = named[0].strip() if named else "what stands here, or just before, is not understood"
    at = _offset(query, int(place[1]), int(place[2])) if place else len(query.text)
    return query.fault(_of_token(query, at), PLAINER.get(what, what))


def _undeclared(query: Query, known: Mapping[str, str]) -> tuple[int, str] | None:
    prefixes = {**known, **query.declared()[0]}
    for token in query.tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in prefixes:
            return token.at, str(UnknownName("prefix", f"{prefix}:", near(prefix, prefixes)))
    return None


def _unclosed(query: Query) -> tuple[int, str] | None:
    """Return a text or bracket that is opened and not closed, or closed and not opened."""
    opened: list[Token] = []
    for token in query.tokens:
        if token.kind == "unclosed":
            return token.at, "the text that begins here has no end"
        if token.kind != "mark":
            continue
        if token.text in OPENING.values():
            opened.append(token)
        elif token.text in OPENING:
            if not any(one.text == OPENING[token.text] for one in opened):
                return token.at, f"this {token.text} closes nothing"
            if opened[-1].text != OPENING[token.text]:
                return opened[-1].at, f"this {opened[-1].text} is never closed"
            opened.pop()
    return (opened[-1].at, f"this {opened[-1].text} is never closed") if opened else None


def _unknown_word(query: Query) -> tuple[int, str] | None:
    for token in query.tokens:
        if token.is_word(*UPDATES):
            return token.at, f"{token.text} is an update; the graph is read, not written"
        if token.kind == "word" and token.text[0].isalpha() and not token.is_word(*WORDS):
            likely = near(token.text.upper(), WORDS)
            return token.at, str(UnknownName("word of SPARQL", token.text, likely))
    return None


def _valueless(query: Query) -> tuple[int, str] | None:
    """Return an operator that lacks the value on one of its sides."""
    for before, token, _ in query.with_neighbours():
        if before is None or before.kind != "mark" or token.kind != "mark":
            continue
        if token.text == ")" and before.text in BEFORE_NO_END:
            return token.at, f"a value is missing between {before.text} and )"
        if before.text == "(" and token.text in AFTER_NO_START:
            return token.at, f"a value is missing between ( and {token.text}"
    return None


def _ungrouped(query: Query) -> tuple[int, str] | None:
    """Return the first variable that a SELECT names, and neither groups by nor aggregates."""
    for place, token in enumerate(query.tokens):
        if not token.is_word("SELECT"):
            continue
        head = _head(query.tokens[place + 1 :])
        grouped = {one.text[1:] for one in _grouped(query.tokens[place:])}
        if grouped or any(one.is_word(*AGGREGATES) for one in head):
            for one in _selected(head):
                if one.text[1:] not in grouped:
                    return one.at, f"{one.text} is neither grouped by nor aggregated"
    return None


def _head(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    ends = (i for i, t in enumerate(tokens) if t.is_mark("{") or t.is_word("WHERE", "FROM"))
    return tokens[: next(ends, None)]


def _selected(head: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the variables that a SELECT takes from its rows, those in an aggregate left out."""
    named: set[str] = set()
    depth, aggregate = 0, 0
    for before, token in zip((None, *head), head, strict=False):
        depth += token.is_mark("(") - token.is_mark(")")
        if token.is_mark("(") and not aggregate and before and before.is_word(*AGGREGATES):
            aggregate = depth
        elif depth < aggregate:
            aggregate = 0
        if token.kind == "variable" and before and before.is_word("AS"):
            named.add(token.text[1:])
        elif token.kind == "variable" and not aggregate and token.text[1:] not in named:
            yield token


def _grouped(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Yield the variables of the GROUP BY of the query that begins here."""
    depth, within = 0, False
    for before, token in zip((None, *tokens), tokens, strict=False):
        depth += token.is_mark("{") - token.is_mark("}")
        if depth < 0:
            return
        if depth == 0 and token.is_word("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"):
            within = token.is_word("GROUP")
        elif within and token.kind == "variable" and before and not before.is_mark("("):
            yield token


def _of_token(query: Query, at: int) -> int:
    """Return a place, or where the token before it begins if none begins there."""
    begun = [token.at for token in query.tokens if token.at <= at]
    return begun[-1] if begun else at


def _offset(query: Query, line: int, column: int) -> int:
    lines = query.text.split("\n")[: line - 1]
    return min(len(query.text), sum(len(one) + 1 for one in lines) + column - 1)
