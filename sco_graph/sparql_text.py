"""A SPARQL query as a text of tokens: what it asks for, what it names, what it must not do.

Keywords are known by tokens, and never by what a literal, a comment, an IRI, a name or a variable
holds. The engine's own parser judges the grammar; nothing here asks an engine.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sco_graph.errors import QuestionError, hint
from sco_graph.near import near
from sco_graph.query_fault import fault
from sco_graph.schema import DATA

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
PROLOGUE = ("PREFIX", "BASE", "VERSION")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
LONGEST = 1_000_000
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
        declared, _ = self.declared()
        for _, token, after in self.with_neighbours():
            if _may_ask_a_service(token, after, declared):
                raise self.fault(
                    token.at, "SERVICE asks another endpoint; nothing is fetched from the network"
                )
        _ = self.form

    def graphs(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return the IRIs of the graphs that it names in FROM and FROM NAMED."""
        declared, base = self.declared()
        return tuple(
            _whole(token, {**known, **declared}, base)
            for token in self._from()
            if token.kind in ("name", "iri")  # else the engine says what is wrong
        )

    def iris(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return the IRIs that it names, each once, those that only declare a prefix left out."""
        declared, base = self.declared()
        found = (
            _whole(token, {**known, **declared}, base)
            for before, token, _ in self.with_neighbours()
            if token.kind in ("name", "iri") and not _declares(before, token)
        )
        return tuple(dict.fromkeys(found))

    def _from(self) -> Iterator[Token]:
        for i, token in enumerate(self.tokens[:-2]):
            if token.is_word("FROM"):
                yield self.tokens[i + 2 if self.tokens[i + 1].is_word("NAMED") else i + 1]

    def declared(self) -> tuple[dict[str, str], str]:
        """Return the prefixes that it declares, and its base."""
        prefixes, base = {}, DATA
        for before, token, after in self.with_neighbours():
            if before is None or not before.is_word("PREFIX", "BASE"):
                continue
            if token.kind == "name" and after is not None and after.kind == "iri":
                prefixes[token.text[:-1]] = _joined(base, after)
            elif token.kind == "iri":
                base = _joined(base, token)
        return prefixes, base

    def fault(self, at: int, what: str) -> QuestionError:
        """Return an error that shows its place."""
        return fault(self.text, at, what)


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


def _declares(before: Token | None, token: Token) -> bool:
    """Tell whether a token stands in the declaration of a prefix or a base."""
    if before is None:
        return False
    return before.is_word("PREFIX", "BASE") or (
        before.kind == "name" and before.text.endswith(":") and token.kind == "iri"
    )


def _whole(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    if token.kind == "name":
        return _expanded(token.text, prefixes)
    return _joined(base, token)


def _joined(base: str, token: Token) -> str:
    iri = ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), token.text[1:-1])
    joined = urllib.parse.urljoin(base, iri)
    return f"{joined}#" if iri.endswith("#") and not joined.endswith("#") else joined


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
