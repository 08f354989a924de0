"""What a query of the pack must do without, as Neo4j and the embedded engine differ over it.

Each construct has a name, what finds it in the tokens of a query, and examples that it must find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sco_graph.cypher_text import Query, read_query

UNSAFE_PROPERTIES = ("start", "end", "type", "label", "title")
BETWEEN_OPERANDS = "+-*/%^."
NO_OPERANDS = (
    *("AND", "OR", "XOR", "NOT", "WHERE", "WITH", "RETURN", "WHEN", "THEN", "ELSE", "CASE", "END"),
    *("AS", "IN", "IS", "MATCH", "OPTIONAL", "ORDER", "SKIP", "LIMIT", "UNION", "UNWIND", "CALL"),
    *("YIELD", "CONTAINS", "STARTS", "ENDS"),
)

Finder = Callable[[Query, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Construct:
    """A construct to avoid: whether one begins at a token, and examples of it."""

    name: str
    begins: Finder
    examples: tuple[str, ...]


def constructs(cypher: str) -> list[str]:
    """Return the names of the constructs to avoid that a query holds."""
    query = read_query(cypher)
    places = range(len(query.tokens))
    found = [one.name for one in AVOIDED if any(one.begins(query, place) for place in places)]
    blocks = any(comment.text.startswith("/*") for comment in query.comments)
    return [*found, *([BLOCK_COMMENT] if blocks else []), *_chained(query)]


def _calls(function: str) -> Finder:
    def begins(query: Query, place: int) -> bool:
        return (
            query.tokens[place].is_word(function.upper())
            and query.at(place + 1).is_mark("(")
            and not query.at(place - 1).is_mark(".")
        )

    return begins


def _collect_subquery(query: Query, place: int) -> bool:
    return query.tokens[place].is_word("COLLECT") and query.at(place + 1).is_mark("{")


def _subquery_without_match(query: Query, place: int) -> bool:
    is_subquery = query.tokens[place].is_word("EXISTS", "COUNT") and query.at(place + 1).is_mark(
        "{"
    )
    return is_subquery and not query.at(place + 2).is_word("MATCH", "OPTIONAL")


def _quantified_path(query: Query, place: int) -> bool:
    token, after, before = query.tokens[place], query.at(place + 1), query.at(place - 1)
    if token.is_mark("{"):
        return before.is_mark(")", "]", ">", "-") and (after.kind == "number" or after.is_mark(","))
    if token.is_mark("+", "*"):
        return before.is_mark(">") and query.at(place - 2).is_mark("-")
    is_group = token.is_mark("(") and after.is_mark("(")
    is_named = before.is_mark("=") and query.at(place - 3).is_word("MATCH")
    is_joined = before.is_mark("-", ">") and query.at(place - 2).is_mark("-")
    return is_group and (is_named or is_joined or before.is_word("MATCH"))


def _shortest(query: Query, place: int) -> bool:
    return query.tokens[place].is_word("SHORTEST") and not query.at(place - 1).is_mark(".")


def _label_expression(query: Query, place: int) -> bool:
    return query.tokens[place].is_mark("&", "!")


def _inline_where(query: Query, place: int) -> bool:
    bracket = query.brackets[place]
    before = query.at(bracket - 1)
    is_node = query.at(bracket).is_mark("(") and (before.name is None or before.is_word("MATCH"))
    return query.tokens[place].is_word("WHERE") and (is_node or query.is_relationship(bracket))


def _all_properties(query: Query, place: int) -> bool:
    is_all = query.tokens[place].is_mark(".") and query.at(place + 1).is_mark("*")
    return is_all and query.at(place - 1).is_mark("{", ",")


def _optional_path(query: Query, place: int) -> bool:
    return (
        query.tokens[place].is_word("OPTIONAL")
        and query.at(place + 1).is_word("MATCH")
        and query.at(place + 3).is_mark("=")
    )


def _duration_parts(query: Query, place: int) -> bool:
    return query.tokens[place].is_word("DURATION") and query.at(place + 1).is_mark(".")


def _unbounded_path(query: Query, place: int) -> bool:
    if not query.tokens[place].is_mark("*") or not query.is_relationship(query.brackets[place]):
        return False
    bound = [query.at(place + i) for i in range(1, 5)]
    return [token.kind for token in bound] != ["number", "mark", "mark", "number"]


def _unsafe_property(query: Query, place: int) -> bool:
    token = query.tokens[place]
    is_property = query.at(place - 1).is_mark(".") and query.at(place - 2).name is not None
    return is_property and (token.name or "") in UNSAFE_PROPERTIES


def _chained(query: Query) -> Iterator[str]:
    """Yield a chained comparison, such as `1 < n.x <= 3`."""
    compared: dict[int, bool] = {}
    for place, token in enumerate(query.tokens):
        within = query.brackets[place]
        if _is_comparison(query, place):
            if compared.get(within):
                yield CHAINED
                return
            compared[within] = True
        elif token.is_word(*NO_OPERANDS) or (token.kind == "mark" and _ends_operand(query, place)):
            compared[within] = False


def _is_comparison(query: Query, place: int) -> bool:
    """Tell whether a comparison begins at a token; `<=` is one, and an arrow is none."""
    token, before = query.tokens[place], query.at(place - 1)
    if not token.is_mark("<", ">", "=") or _is_arrow(query, place):
        return False
    is_second = before.is_mark("<", ">") and before.at + 1 == token.at
    return not is_second and not before.is_mark("+")


def _is_arrow(query: Query, place: int) -> bool:
    if query.tokens[place].is_mark(">"):
        return query.at(place - 1).is_mark("-")
    is_left = query.tokens[place].is_mark("<") and query.at(place + 1).is_mark("-")
    return is_left and query.at(place + 2).is_mark("[", "-")


def _ends_operand(query: Query, place: int) -> bool:
    token = query.tokens[place]
    is_bracket = token.is_mark("(", ")", "[", "]", "{", "}")
    is_second = token.is_mark("<", ">", "=", "~") and not _is_arrow(query, place)
    return not is_bracket and not is_second and token.text not in BETWEEN_OPERANDS


BLOCK_COMMENT, CHAINED = "block comment", "chained comparison"
AVOIDED = (
    Construct(
        name="COLLECT subquery",
        begins=_collect_subquery,
        examples=(
            "RETURN COLLECT { MATCH (n) RETURN n } AS x",
            "RETURN collect{MATCH (n) RETURN n}",
        ),
    ),
    Construct(
        name="EXISTS or COUNT without MATCH",
        begins=_subquery_without_match,
        examples=("MATCH (a) WHERE EXISTS { (a)-->(b) } RETURN a", "RETURN count { ()-->() } AS x"),
    ),
    Construct(
        name="quantified path",
        begins=_quantified_path,
        examples=(
            "MATCH (a)-->{1,3}(b) RETURN a",
            "MATCH (a)-[:R]->{,3}(b) RETURN a",
            "MATCH (a)-[:R]-{2}(b) RETURN a",
            "MATCH (a)-->+(b) RETURN a",
            "MATCH (a)-->*(b) RETURN a",
            "MATCH ((a)-->(b))+ RETURN a",
            "MATCH (x)--((a)-->(b)){1,2} RETURN a",
            "MATCH p = ((a)-->(b))+ RETURN p",
        ),
    ),
    Construct(
        name="SHORTEST",
        begins=_shortest,
        examples=(
            "MATCH p = SHORTEST 1 (a)-->(b) RETURN p",
            "MATCH p = ALL shortest (a)-->(b) RETURN p",
        ),
    ),
    Construct(
        name="label expression",
        begins=_label_expression,
        examples=(
            "MATCH (n:A&B) RETURN n",
            "MATCH (n:!A) RETURN n",
            "MATCH (n) WHERE n:A & B RETURN n",
        ),
    ),
    Construct(
        name="inline WHERE",
        begins=_inline_where,
        examples=(
            "MATCH (n:A WHERE n.x = 1) RETURN n",
            "MATCH (a)-->(n where n.x = 1) RETURN n",
            "MATCH (a)-[r:R WHERE r.x = 1]->(b) RETURN a",
        ),
    ),
    Construct(
        name="labels()", begins=_calls("labels"), examples=("MATCH (n) RETURN Labels (n) AS x",)
    ),
    Construct(
        name="percentileCont()",
        begins=_calls("percentileCont"),
        examples=("MATCH (n) RETURN percentilecont(n.x, 0.5) AS x",),
    ),
    Construct(
        name="properties()",
        begins=_calls("properties"),
        examples=("MATCH (n) RETURN properties(n) AS x",),
    ),
    Construct(name="keys()", begins=_calls("keys"), examples=("MATCH (n) RETURN keys(n) AS x",)),
    Construct(
        name="all properties",
        begins=_all_properties,
        examples=("MATCH (n) RETURN n {.*} AS x", "MATCH (n) RETURN n { .x , . * } AS x"),
    ),
    Construct(
        name="optional path",
        begins=_optional_path,
        examples=("MATCH (a), (b) OPTIONAL MATCH p = shortestPath((a)-[*1..3]->(b)) RETURN p",),
    ),
    Construct(
        name="parts of a duration",
        begins=_duration_parts,
        examples=("RETURN duration.between(date('2025-01-01'), date('2025-01-02')).days AS x",),
    ),
    Construct(
        name="unbounded path",
        begins=_unbounded_path,
        examples=("MATCH (a)-[:R*]->(b) RETURN a", "MATCH (a)-[*2..]->(b) RETURN a"),
    ),
    Construct(
        name="unsafe property",
        begins=_unsafe_property,
        examples=("MATCH (n) RETURN n.title AS x", "MATCH ()-[r]->() RETURN r.`end` AS x"),
    ),
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    *((one.name, example) for one in AVOIDED for example in one.examples),
    (BLOCK_COMMENT, "/* a comment */ MATCH (n) RETURN n"),
    (BLOCK_COMMENT, "MATCH (n) /* a\ncomment */ RETURN n"),
    (CHAINED, "MATCH (n) WHERE 1 < n.x <= 3 RETURN n"),
    (CHAINED, "MATCH (n) WHERE n.x > n.y + 1 >= size([1, 2]) RETURN n"),
    (CHAINED, "RETURN (1 = 1 = 1) AS x"),
    (CHAINED, "MATCH (n) WHERE n.y = 2 AND 1 <> n.x <> 3 RETURN n"),
)
"""Each construct, with a query that holds it."""
PORTABLE = (
    "RETURN '/* */ labels(n) 1 < 2 < 3' AS x // keys(n), COLLECT { }",
    "MATCH (a)<-[:R*1..3]-(b) WHERE a.x < 1 AND b.x > 2 OR a.x = b.x RETURN a.x <= 1, b.x > 1",
    "MATCH (a)-->(b)<--(c) WHERE a.x < -1 AND b.x < 3 RETURN count(*) AS n",
    "MATCH (a) WHERE size([x IN [1] WHERE x > 1 | x]) < 3 RETURN a.x AS x",
    "MATCH p = shortestPath((a)-[*1..3]->(b)) WHERE all(n IN nodes(p) WHERE n.x = 1) RETURN p",
    "MATCH (n) WHERE EXISTS { MATCH (n)-->() WHERE n.x = 1 } RETURN n {.x, .y} AS keys",
    "MATCH (a) WHERE ((a.x + 1) * 2 > 3) RETURN collect(a.x) + [{from: a.x}] AS labels",
    "WITH {labels: 1, keys: 2} AS m RETURN CASE WHEN m.keys > 1 THEN m.labels = 1 ELSE 1 < 2 END",
    "OPTIONAL MATCH (n:A|B) WHERE $x IS NULL OR n.id = $x RETURN n.x >= date('2025-01-01') AS x",
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, startNode(r) AS start",
)
"""Queries that hold none of them, though they look so."""
