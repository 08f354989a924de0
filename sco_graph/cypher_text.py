r"""A Cypher query as a text of tokens: what it must not do, and what an engine is given of it.

Clauses are known by tokens, and never by what a text, a comment, a quoted name, a property, a map's
key or an alias holds. The tokens are those of Cypher 5. Where engines differ on where a text or a
comment ends, as over `\u0027`, the query is refused. Nothing here asks an engine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from sco_graph.errors import QuestionError, hint
from sco_graph.near import near
from sco_graph.query_fault import fault

BEGINNINGS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
WRITING = (
    *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "FOREACH"),
    "INSERT",
)
ELSEWHERE = {"LOAD": "reads a file or an address", "USE": "asks another graph"}
FUNCTION_ROOTS = ("date", "datetime", "duration", "localdatetime", "localtime", "time")
"""What a dotted function may begin with; that of a plug-in may read files or run other queries."""
LONGEST = 1_000_000

TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\r\n]* | /\*(?:[^*]|\*(?!/))*\*/)
  | (?P<text>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
  | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<unclosed>['"`].* | /\*.*)
  | (?P<number>0[xX][0-9a-fA-F]+ | 0[oO][0-7]+ | (?:[0-9]+(?:\.[0-9]+)?|(?<!\.)\.[0-9]+)
             (?:[eE][+-]?[0-9]+)?)
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# Java takes several u; a backslash before may or may not make it a plain text.
ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
HARMLESS = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff'\"`\\/*]")
SPACES = " \t\n\r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a query, and where it begins in it."""

    kind: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of these words, in any case and width."""
        return self.kind == "word" and _plain(self.text) in words

    def is_mark(self, *marks: str) -> bool:
        """Tell whether this is one of these marks."""
        return self.kind == "mark" and self.text in marks

    @property
    def name(self) -> str | None:
        """The name that this may be, without its back-quotes; None where it is none."""
        if self.kind == "word":
            return self.text
        if self.kind == "quoted":
            return ESCAPE.sub(lambda m: chr(int(m[1], 16)), self.text[1:-1].replace("``", "`"))
        return None


NOTHING = Token(kind="nothing", text="", at=0)
"""What stands before the first token and after the last."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query: its text, and its tokens without spaces and comments."""

    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Token, ...]

    @cached_property
    def plain(self) -> str:
        """The text for an engine: no comment, no last semicolon, every place as it was."""
        ends = [t for t in self.tokens[-1:] if t.is_mark(";")]
        written, done = [], 0
        for token in sorted((*self.comments, *ends), key=lambda one: one.at):
            written += [self.text[done : token.at], re.sub(r"[^\r\n]", " ", token.text)]
            done = token.at + len(token.text)
        return "".join([*written, self.text[done:]])

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters, each where it first stands."""
        found = (t.text[1:].strip("`") for t in self.tokens if t.kind == "parameter")
        return tuple(dict.fromkeys(found))

    @cached_property
    def brackets(self) -> tuple[int, ...]:
        """For each token, the number of the bracket that it stands in; -1 for none."""
        opened, found = [-1], []
        for place, token in enumerate(self.tokens):
            if token.is_mark(")", "]", "}") and len(opened) > 1:
                opened.pop()
            found.append(opened[-1])
            if token.is_mark("(", "[", "{"):
                opened.append(place)
        return tuple(found)

    def is_relationship(self, bracket: int) -> bool:
        """Tell whether a bracket is that of a relationship, and not of a list."""
        return self.at(bracket).is_mark("[") and self.at(bracket - 1).is_mark("-")

    def with_neighbours(self) -> Iterator[tuple[Token, Token, Token]]:
        """Yield each token between the one before and the one after."""
        return zip((NOTHING, *self.tokens), self.tokens, (*self.tokens[1:], NOTHING), strict=False)

    def refuse(self, procedures: Container[str]) -> None:
        """Refuse whatever does more than read this graph; procedures are named in lower case.

        Raises:
            QuestionError: The query writes, reaches files or the network, is several, or is none.
        """
        self._refuse_doubtful_tokens()
        for place, token in enumerate(self.tokens):
            if token.is_mark(";") and place + 1 < len(self.tokens):
                raise self.fault(token.at, "a second statement follows; ask one at a time")
            if token.kind == "word" and not self._is_name(place):
                self._refuse_clause(place, procedures)
            if token.is_mark("("):
                self._refuse_function(place)
        first = self.tokens[0] if self.tokens else NOTHING
        if first is NOTHING:
            raise QuestionError(f"this is no query; one begins with {' or '.join(BEGINNINGS)}")
        if not first.is_word(*BEGINNINGS):
            likely = near(first.text.upper(), BEGINNINGS) or BEGINNINGS
            raise self.fault(first.at, f"no query begins with {first.text!r}{hint(likely)}")

    def fault(self, at: int, what: str) -> QuestionError:
        """Return an error that shows its place."""
        return fault(self.text, at, what)

    def _refuse_doubtful_tokens(self) -> None:
        """Refuse what one engine may read in another way than the tokens here."""
        for before, token, _ in self.with_neighbours():
            if token.kind == "unclosed":
                raise self.fault(token.at, "what begins here has no end")
            is_joined = before.kind == "number" and before.at + len(before.text) == token.at
            if is_joined and token.kind in ("word", "number"):
                raise self.fault(token.at, "a space is missing after the number")
            if token.kind == "mark" and unicodedata.category(token.text) in ("Cc", "Cf", "Cn"):
                raise self.fault(token.at, f"U+{ord(token.text):04X} stands here; remove it")
        for space in re.finditer(r"\s", self.text):
            if unicodedata.category(space[0]) != "Zs" and space[0] not in SPACES:
                raise self.fault(space.start(), f"U+{ord(space[0]):04X} is no space; remove it")
        self._refuse_doubtful_escapes()

    def _refuse_doubtful_escapes(self) -> None:
        for token in (*self.tokens, *self.comments):
            if token.is_mark("\\"):
                raise self.fault(token.at, "an escape stands outside a text; write what it means")
            for escape in ESCAPE.finditer(token.text):
                if not HARMLESS.fullmatch(chr(int(escape[1], 16))):
                    what = f"{escape[0]} may end what it stands in; write the character itself"
                    raise self.fault(token.at + escape.start(), what)

    def _is_name(self, place: int) -> bool:
        """Tell whether a word is a property, a label, a key or an alias, by what is around it."""
        before, after = self.at(place - 1), self.at(place + 1)
        if before.is_mark("."):
            owner = self.at(place - 2)  # a range has another dot there, and `1.` is a number
            return owner.kind != "number" and not owner.is_mark(".")
        if before.is_mark(":") or before.is_word("AS"):
            return True
        return before.is_mark("{", ",") and after.is_mark(":")

    def at(self, place: int) -> Token:
        """Return the token of this number, or nothing."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def _refuse_clause(self, place: int, procedures: Container[str]) -> None:
        token = self.tokens[place]
        quote = f"; a name is written `{token.text}`"
        if token.is_word(*WRITING):
            raise self.fault(
                token.at, f"{token.text} writes; the graph is read, not written{quote}"
            )
        if token.is_word(*ELSEWHERE):
            why = ELSEWHERE[_plain(token.text)]
            raise self.fault(token.at, f"{token.text} {why}; this graph alone is read{quote}")
        if token.is_word("CALL") and not self.at(place + 1).is_mark("{", "("):
            name = self._dotted(place + 1)
            if name.lower() not in procedures:
                raise self.fault(token.at, f"the procedure {name!r} is not among those that read")

    def _refuse_function(self, place: int) -> None:
        """Refuse a dotted function, unless it is of dates and times."""
        first = place - 1
        while self.at(first - 1).is_mark(".") and self.at(first).name is not None:
            first -= 2
        if first == place - 1 or self.at(first - 1).is_word("CALL"):
            return
        name = self._dotted(first)
        if self.at(first).name is None or name.partition(".")[0].lower() not in FUNCTION_ROOTS:
            raise self.fault(self.tokens[place - 1].at, f"the function {name!r} is not known")

    def _dotted(self, place: int) -> str:
        """Return the dotted name that begins at a place."""
        parts = [self.at(place).name or ""]
        while self.at(place + 1).is_mark(".") and self.at(place + 2).name is not None:
            place += 2
            parts.append(self.at(place).name or "")
        return ".".join(parts)


def read_query(text: str) -> Query:
    """Read a text as tokens; whether it is a query shows later.

    Raises:
        QuestionError: It is too long.
    """
    if len(text) > LONGEST:
        raise QuestionError(f"the query is longer than {LONGEST:,} characters")
    found = [
        Token(kind=matched.lastgroup or "", text=matched[0], at=matched.start())
        for matched in TOKEN.finditer(text)
    ]
    return Query(
        text=text,
        tokens=tuple(token for token in found if token.kind not in ("space", "comment")),
        comments=tuple(token for token in found if token.kind == "comment"),
    )


def _plain(word: str) -> str:
    """Return a word as a keyword is compared: no engine's own folding makes more of it.

    >>> _plain("ＣreaTe"), _plain("ſet")
    ('CREATE', 'SET')
    """
    return unicodedata.normalize("NFKC", word).upper()
