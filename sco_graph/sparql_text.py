"""A SPARQL query as a text of tokens: what it asks for, what it must not do, what is wrong with it.

Keywords are known by tokens, and never by what a literal, a comment, an IRI, a name or a variable
holds. The engine's own parser judges the grammar; nothing here asks an engine.
"""

from __future__ import annotations

import re
import unicodedata
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sco_graph.errors import QuestionError, UnknownName, hint
from sco_graph.near import near
from sco_graph.schema import DATA

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
PROLOGUE = ("PREFIX", "BASE", "VERSION")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
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
LONGEST = 1_000_000
SHOWN = 100
"""The most characters of a line that an error shows."""

# A name ends where it ends for the engine, or before: its rest is then looked at, not passed over.
LETTER = r"[\w\u00B7\u0300-\u036F\u203F\u2040]"
TOKEN = re.compile(
    rf"""
    (?P<space>\s+ | \#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}})*>)
  | (?P<text>'''(?:'{{0,2}}(?:[^'\\]|\\.))*''' | \"{{3}}(?:"{{0,2}}(?:[^"\\]|\\.))*\"{{3}}
           | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
  | (?P<unclosed>['"].*)
  | (?P<variable>[?$]\w{LETTER}*)
  | (?P<blank>_:\w{LETTER}*)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_](?:{LETTER}|[.-]){{0,200}}+(?<!\.))?
           :(?:\.*(?:{LETTER}|[:-]|%[0-9A-Fa-f]{{2}}|\\[^\w\s]))*)
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
PLACE = re.compile(r"error at (\d+):(\d+)")
FAULTS = re.compile(
    r"(?:(?:The|SELECT|BIND|Duplicated|Repeated|Unexpected|An existing) [^,\[\]]+"
    r"|(?:prefix )?IRI parsing failed|language tag parsing failed)"
)
PLAINER = {
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither in GROUP BY nor in an aggregate"
    )
}
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a query, and where it begins in it."""

    kind: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of these keywords, in either case."""
        return self.kind == "word" and self.text.upper() in words

    def is_mark(self, mark: str) -> bool:
        """Tell whether this is a mark, such as an opening brace."""
        return self.kind == "mark" and self.text == mark


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query: its text, and its tokens without spaces and comments."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE.

        Raises:
            QuestionError: It begins with another word.
        """
        words = (t for t in self.tokens if t.kind == "word" and not t.is_word(*PROLOGUE))
        first = next(words, None)
        if first is None:
            raise QuestionError(f"this is no query; one begins with {' or '.join(FORMS)}")
        if first.is_word(*UPDATES):
            raise self.fault(first.at, f"{first.text} is an update; the graph is read, not written")
        if not first.is_word(*FORMS):
            likely = near(first.text.upper(), FORMS) or FORMS
            raise self.fault(first.at, f"no query begins with {first.text!r}{hint(likely)}")
        return first.text.upper()

    @cached_property
    def is_ordered(self) -> bool:
        """Whether it tells the order of its rows; a sub-query's order is not theirs."""
        depth = 0
        for token in self.tokens:
            depth += token.is_mark("{") - token.is_mark("}")
            if not depth and token.is_word("ORDER"):
                return True
        return False

    @cached_property
    def selects_all(self) -> bool:
        """Whether it is SELECT *, and so leaves the order of the columns open."""
        words = (i for i, token in enumerate(self.tokens) if token.is_word("SELECT"))
        after = self.tokens[next(words, 0) + 1 :]
        first = next((t for t in after if not t.is_word("DISTINCT", "REDUCED")), None)
        return self.form == "SELECT" and first is not None and first.is_mark("*")

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables, each where it first stands."""
        return tuple(dict.fromkeys(t.text[1:] for t in self.tokens if t.kind == "variable"))

    def with_neighbours(self) -> Iterator[tuple[Token | None, Token, Token | None]]:
        """Yield each token between the one before and the one after."""
        return zip((None, *self.tokens), self.tokens, (*self.tokens[1:], None), strict=False)

    def refuse(self) -> None:
        """Refuse whatever does more than read this graph.

        Raises:
            QuestionError: The query is an update, asks another endpoint, or is none.
        """
        declared, _ = self._declared()
        for _, token, after in self.with_neighbours():
            if _may_ask_a_service(token, after, declared):
                raise self.fault(
                    token.at, "SERVICE asks another endpoint; nothing is fetched from the network"
                )
        _ = self.form

    def graphs(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return the IRIs of the graphs that it names in FROM and FROM NAMED."""
        declared, base = self._declared()
        return tuple(
            _expanded(token.text, {**known, **declared})
            if token.kind == "name"
            else urllib.parse.urljoin(base, _iri(token))
            for token in self._from()
            if token.kind in ("name", "iri")  # else the engine says what is wrong
        )

    def _from(self) -> Iterator[Token]:
        for i, token in enumerate(self.tokens[:-2]):
            if token.is_word("FROM"):
                yield self.tokens[i + 2 if self.tokens[i + 1].is_word("NAMED") else i + 1]

    def _declared(self) -> tuple[dict[str, str], str]:
        """Return the prefixes that it declares, and its base."""
        prefixes, base = {}, DATA
        for before, token, after in self.with_neighbours():
            if before is None or not before.is_word("PREFIX", "BASE"):
                continue
            if token.kind == "name" and after is not None and after.kind == "iri":
                prefixes[token.text[:-1]] = urllib.parse.urljoin(base, _iri(after))
            elif token.kind == "iri":
                base = urllib.parse.urljoin(base, _iri(token))
        return prefixes, base

    # --- what is wrong ---

    def explain(self, said: str, known: Mapping[str, str]) -> QuestionError:
        """Return what is wrong with this query, and where, when a parser has said so."""
        found = self._undeclared(known) or self._unclosed() or self._unknown_word()
        if found is not None:
            return self.fault(*found)
        place, fault = PLACE.search(said), FAULTS.search(said)
        what = fault[0].strip() if fault else "what stands here, or just before, is not understood"
        what = PLAINER.get(what, what)
        at = self._offset(int(place[1]), int(place[2])) if place else len(self.text)
        return self.fault(at, what)

    def fault(self, at: int, what: str) -> QuestionError:
        """Return an error that shows its place."""
        line, column = self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        shown = self.text.split("\n")[line - 1].rstrip("\r")
        left = max(0, column - 1 - SHOWN // 2) if len(shown) > SHOWN else 0
        margin = "".join("\t" if c == "\t" else " " * _width(c) for c in shown[left : column - 1])
        return QuestionError(
            f"line {line}, column {column}: {what}\n  {shown[left : left + SHOWN]}\n  {margin}^"
        )

    def _undeclared(self, known: Mapping[str, str]) -> tuple[int, str] | None:
        prefixes = {**known, **self._declared()[0]}
        for token in self.tokens:
            prefix = token.text.partition(":")[0]
            if token.kind == "name" and prefix not in prefixes:
                return token.at, str(UnknownName("prefix", f"{prefix}:", near(prefix, prefixes)))
        return None

    def _unclosed(self) -> tuple[int, str] | None:
        """Return a text or bracket that is opened and not closed, or closed and not opened."""
        opened: list[Token] = []
        for token in self.tokens:
            if token.kind == "unclosed":
                return token.at, "the text that begins here has no end"
            if token.kind != "mark":
                continue
            if token.text in OPENING.values():
                opened.append(token)
            elif token.text in OPENING:
                if not opened or opened[-1].text != OPENING[token.text]:
                    return token.at, f"this {token.text} closes nothing"
                opened.pop()
        return (opened[-1].at, f"this {opened[-1].text} is never closed") if opened else None

    def _unknown_word(self) -> tuple[int, str] | None:
        for token in self.tokens:
            if token.is_word(*UPDATES):
                return token.at, f"{token.text} is an update; the graph is read, not written"
            if token.kind == "word" and token.text[0].isalpha() and not token.is_word(*WORDS):
                likely = near(token.text.upper(), WORDS)
                return token.at, str(UnknownName("word of SPARQL", token.text, likely))
        return None

    def _offset(self, line: int, column: int) -> int:
        lines = self.text.split("\n")[: line - 1]
        return min(len(self.text), sum(len(one) + 1 for one in lines) + column - 1)


def read_query(text: str) -> Query:
    """Read a text as tokens; whether it is a query shows later.

    Raises:
        QuestionError: It is too long.
    """
    if len(text) > LONGEST:
        raise QuestionError(f"the query is longer than {LONGEST:,} characters")
    tokens = (
        Token(kind=matched.lastgroup or "", text=matched[0], at=matched.start())
        for matched in TOKEN.finditer(text)
        if matched.lastgroup != "space"
    )
    return Query(text=text, tokens=tuple(tokens))


def _may_ask_a_service(token: Token, after: Token | None, declared: Mapping[str, str]) -> bool:
    """Tell whether the engine may read a token as SERVICE.

    It wants no space around a keyword: `1SERVICE<…>` and, before a group, `SERVICEex:name` are two
    tokens to it. So a prefix that holds the word is refused there, even after GRAPH.
    """
    if token.kind in ("word", "unclosed"):
        return "service" in token.text.lower()
    prefix = token.text.partition(":")[0]
    if token.kind != "name" or "service" not in prefix.lower():
        return False
    return prefix not in declared or (after is not None and after.is_mark("{"))


def _iri(token: Token) -> str:
    return ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), token.text[1:-1])


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
