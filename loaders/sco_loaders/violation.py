"""What a SHACL engine finds wrong, and how a curator is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sco_graph.errors import hint
from sco_graph.near import near
from sco_graph.schema import DATA, Class, Kind, Property, Schema, record_of
from sco_loaders.nodes import Node
from sco_loaders.values import WANTED
from sco_loaders.yaml_report import shown

COUNTED = "MinCountConstraintComponent"
OF_KIND = "ClassConstraintComponent"
PATTERN = "PatternConstraintComponent"
DATATYPE = frozenset({"DatatypeConstraintComponent", "NodeKindConstraintComponent"})
OWN_WORDS = frozenset({"SPARQLConstraintComponent", "LessThanOrEqualsConstraintComponent"})
"""Components whose results carry the words of our own sh:message."""
MENTIONED = re.compile(rf"<?{re.escape(DATA)}([a-z0-9/._~-]*[a-z0-9])>?")
TYPED = re.compile(r'"([^"]*)"\^\^<[^>]*>')
MOST_KINDS = 4
MOST_CHOICES = 8
MOST_LOOKUPS = 100
"""Ids for which a near one is looked for; beyond that, a person mends a cause and not ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One result of the engine: what it is about, and the rule's name and words."""

    focus: str
    path: str | None
    value: str | None
    component: str
    messages: tuple[str, ...]


class Words:
    """Puts the engine's results in a curator's words."""

    def __init__(
        self, schema: Schema, classes: Mapping[str, Class], replaced: Mapping[str, str]
    ) -> None:
        self.schema = schema
        self.classes = classes
        self.replaced = replaced
        self._hints: dict[tuple[tuple[str, ...], str], str] = {}

    def message(self, node: Node, prop: Property | None, violation: Violation) -> str:
        """Say what is wrong, with the value, and what to do."""
        value = violation.value or ""
        words = violation.messages[-1] if violation.messages else violation.component
        if violation.component in OWN_WORDS or prop is None:
            return TYPED.sub(r"\1", MENTIONED.sub(r"'\1'", words))
        match violation.component:
            case c if c == COUNTED:
                return f"{node.cls.kind} lacks {prop.key!r}{_meaning(prop)}; {self._addition(prop)}"
            case c if c == OF_KIND:
                return self._reference(prop, value)
            case c if c == PATTERN:
                return f"{shown(value)} does not fit {prop.key!r}{_meaning(prop)}; mend it"
            case c if c in DATATYPE:
                return f"{prop.key!r} takes {WANTED[prop.kind]}, not {shown(value)}; mend it"
        words = TYPED.sub(r"\1", words)
        given = f"{shown(value)} does not fit {prop.key!r}" if value else f"{prop.key!r}"
        return f"{given}: {words[:1].lower()}{words[1:]}; mend it"

    def _addition(self, prop: Property) -> str:
        known = self.schema.concepts.get(prop.target or "", {})
        if prop.kind is Kind.CONCEPT and len(known) <= MOST_CHOICES:
            return f"add it: {', '.join(known)}"
        return "add it"

    def _reference(self, prop: Property, value: str) -> str:
        record = record_of(value)
        if record in self.replaced:
            return self._replaced(record)
        kinds = self.schema.kinds_of(prop.target or "")
        wanted = " or ".join(kinds) if len(kinds) <= MOST_KINDS else "thing"
        wanted = wanted or self.schema.names.get(prop.target or "", "key")
        if value in self.classes:
            message = f"{shown(value)} is {_a(self.classes[value].kind)}"
            advice = self._right_kind(prop, value)
            return f"{message}, and {prop.key!r} takes {_a(wanted)}; {advice}"
        owner, kind, place = _parts(value)
        if kind not in kinds or not owner:
            return (
                f"no {wanted} {shown(value)}{self._hint(kinds, value) or '; mend the id or add it'}"
            )
        if owner in self.classes:
            return (
                f"{shown(owner)} has no {kind} {shown(place)}; mend the reference or add the {kind}"
            )
        above = owner.partition("/")[0]
        return (
            f"no {above} {shown(owner)}{self._hint((above,), owner) or '; mend the id or add it'}"
        )

    def _replaced(self, id_: str) -> str:
        """Say which id stands in the place of a former one."""
        followed = [id_]
        while followed[-1] in self.replaced:
            if (following := self.replaced[followed[-1]]) in followed:
                way = " by ".join(map(shown, (*followed, following)))
                return f"{way}: each is replaced by the next; name the record that stays"
            followed.append(following)
        return f"{shown(id_)} is a former id, replaced by {shown(followed[-1])}; write that"

    def _right_kind(self, prop: Property, value: str) -> str:
        """Say how to name a thing of the kind that is wanted."""
        keys = self.classes[value].properties.values()
        if any(p.kind is Kind.NESTED and p.target == prop.target for p in keys):
            return f"name a place in it, such as '{value}#1'"
        namesakes = self._hint(self.schema.kinds_of(prop.target or ""), value)
        return namesakes.removeprefix("; ") or "mend the id"

    def _hint(self, kinds: tuple[str, ...], value: str) -> str:
        """Return the words that offer an id of the same name, or of near ones."""
        asked = (kinds, value)
        if asked not in self._hints and len(self._hints) < MOST_LOOKUPS:
            ids = [id_ for id_, cls in self.classes.items() if cls.kind in kinds]
            known = {_parts(id_)[2]: id_ for id_ in sorted(ids, reverse=True)}
            name = _parts(value)[2]
            found = (name,) if name in known else near(name, known)
            self._hints[asked] = hint(tuple(known[one] for one in found))
        return self._hints.get(asked, "")


def _parts(id_: str) -> tuple[str, str, str]:
    """Return the owner, the kind and the name of what an id names; a record has no owner.

    >>> _parts("source/gazette/passage/3"), _parts("state/utopia")
    (('source/gazette', 'passage', '3'), ('', 'state', 'utopia'))
    """
    above, _, name = id_.rpartition("/")
    owner, _, kind = above.rpartition("/")
    return owner, kind, name


def _a(noun: str) -> str:
    """Return a noun with its article.

    >>> _a("event or meeting"), _a("state")
    ('an event or meeting', 'a state')
    """
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _meaning(prop: Property) -> str:
    """Return what a property says, to go on after its name."""
    definition = prop.definition.partition(";")[0].rstrip(".")
    if not definition:
        return ""
    if definition[1:2].islower() or definition[1:2] == " ":
        definition = definition[0].lower() + definition[1:]
    verb = definition.partition(" ")[0].endswith("s")
    return f", which {definition}" if verb else f", {definition}"
