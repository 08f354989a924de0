"""The JSON Schema of the records of one kind, by which editors complete keys and mark mistakes.

It is derived from the compiled schema and says no more than it: whether a record is right is for
`sco-graph check` to say, which knows all records and every rule. Draft 7, because the YAML language
server reads later drafts only in its newest releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sco_graph.schema import LANGUAGES, Class, Kind, Property, Schema, kebab_case, local_name
from sco_loaders.ids import PLACE, SLUG
from sco_loaders.nodes import OWN_KEY

Json: TypeAlias = dict[str, object]

DRAFT = "http://json-schema.org/draft-07/schema#"
DERIVED = "Derived from ontology/ by `make regenerate`; edit the ontology and not this file."
NAME = SLUG.pattern
PART = PLACE.pattern
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
EDTF_DAY = r"[0-9]{2}[0-9X]{2}(?:-[0-9X]{2}){0,2}[?~%]?"
EDTF_END = rf"(?:{EDTF_DAY}|\.\.)?"

# A record's scalars are read as the text that was written, and an editor takes 24 for a number.
TEXT: Json = {"type": ["string", "number", "boolean"]}
SCALARS: Mapping[Kind, Json] = {
    Kind.TEXT: TEXT,
    Kind.URI: {"type": "string"},
    Kind.IRI: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DECIMAL: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "pattern": f"^{DATE}$"},
    Kind.EDTF: {
        "type": ["string", "integer"],
        "pattern": f"^(?:{EDTF_DAY}|{EDTF_END}/{EDTF_END})$",
        "minimum": 1000,
        "maximum": 9998,
    },
}
HINTS: Mapping[Kind, str] = {
    Kind.DATE: "A day, such as 2025-07-07.",
    Kind.EDTF: "A date as exact as it is known: 2025, 2025-07, 2025-07-07, 2021-09?, "
    "2021-09-28/2021-09-30, 2024/...",
    Kind.NAME: f"English alone, or one text for each of {', '.join(LANGUAGES)}.",
}


def json_schema(schema: Schema, kind: str) -> Json:
    """Return the JSON Schema of the records of a kind.

    Raises:
        KeyError: There is no such kind of record.
    """
    writer = _Writer(schema)
    record = writer.thing(schema.classes[kind], owner=None)
    for cls in schema.classes.values():
        if cls.recognised_by is not None:
            known = {"required": [cls.recognised_by]}
            record = {"if": known, "then": writer.thing(cls, owner=None), "else": record}
    definitions = {name: writer.definitions[name] for name in sorted(writer.definitions)}
    head = {"$schema": DRAFT, "$comment": DERIVED, "title": kind}
    return {**head, **record, "definitions": definitions}


class _Writer:
    """Writes classes as schemas, and gathers the definitions that these refer to."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.definitions: dict[str, Json] = {}

    def thing(self, cls: Class, owner: Class | None) -> Json:
        """Return the schema of a record, or of a thing nested in `owner`."""
        properties = {p.key: self._property(p, owner) for p in cls.properties.values()}
        for prop in cls.properties.values():
            if prop.kind is Kind.NESTED:
                properties[prop.key] = self._nested(prop, cls)
        required = [p.key for p in cls.properties.values() if p.required and p.default is None]
        own: Json = {OWN_KEY: _own_key(cls)} if cls.nested else {}
        keyless = cls.nested and not cls.identity
        return {
            "title": cls.kind,
            "description": cls.help,
            "type": "object",
            "properties": own | properties,
            "required": [OWN_KEY, *required] if keyless else required,
            "additionalProperties": False,
        }

    def _nested(self, prop: Property, owner: Class) -> Json:
        cls = next(c for c in self.schema.classes.values() if c.iri == prop.target)
        by_owner = any(p.kind is Kind.PROPERTY for p in cls.properties.values())
        name = f"{cls.kind}-of-{owner.kind}" if by_owner else cls.kind
        if name not in self.definitions:
            self.definitions[name] = {}  # a thing may be nested in its own kind
            self.definitions[name] = self.thing(cls, owner)
        # One thing alone needs no list, but where both are allowed no editor offers the list.
        value = _list(_reference(name)) if prop.many else _reference(name)
        return {"description": prop.help, **value}

    def _property(self, prop: Property, owner: Class | None) -> Json:
        hint = self._hint(prop)
        made: Json = {"description": " ".join(filter(None, (prop.help, hint)))}
        if prop.kind is Kind.NAME:
            return made | _by_language(prop)
        value = self._value(prop, owner)
        if "pattern" in value:
            value = {**value, "patternErrorMessage": hint or prop.definition}
        return made | _one_or_many(prop, value)

    def _value(self, prop: Property, owner: Class | None) -> Json:
        match prop.kind:
            case Kind.CONCEPT:
                return self._scheme(prop.target or "")
            case Kind.PROPERTY:
                return {"type": "string", "enum": list(owner.properties) if owner else []}
            case Kind.REFERENCE:
                return {"type": "string", "pattern": f"^(?:{self._ids(prop)})$"}
            case Kind.NESTED:
                return {}
        scalar = SCALARS[prop.kind]
        return scalar if prop.pattern is None else {**scalar, "pattern": prop.pattern}

    def _hint(self, prop: Property) -> str:
        if prop.kind is Kind.CONCEPT and prop.default is not None:
            return f"Where it is left out: {prop.default.partition('/')[2]}."
        if prop.kind is not Kind.REFERENCE:
            return HINTS.get(prop.kind, "")
        target = self.schema.class_named(prop.target or "")
        kinds = self.schema.kinds_of(prop.target or "")
        if target is not None and target.nested:
            owner = " or ".join(sorted(self._roots(target)))
            return f"A place in a {owner}: {owner}/name#4, or {owner}/name#4-6 for several lines."
        if _is_everything(self.schema, kinds):
            return "The id of anything: kind/name."
        return f"An id: {' or '.join(f'{kind}/name' for kind in kinds)}."

    # --- concepts ---

    def _scheme(self, iri: str) -> Json:
        name = kebab_case(local_name(iri))
        concepts = self.schema.concepts[iri].values()
        self.definitions[name] = {
            "title": name,
            "enum": [concept.notation for concept in concepts],
            "enumDescriptions": [concept.definition for concept in concepts],
        }
        return _reference(name)

    # --- references ---

    def _ids(self, prop: Property) -> str:
        """Return the pattern of the ids that a reference may name."""
        kinds = self.schema.kinds_of(prop.target or "")
        if _is_everything(self.schema, kinds):
            # Concepts that are nodes count too.
            return rf"[a-z-]+/{NAME}(?:/[a-z-]+/{PART})*"
        return "|".join(self._id(self.schema.classes[kind], prop) for kind in kinds)

    def _id(self, cls: Class, prop: Property) -> str:
        if not cls.nested:
            return f"{cls.kind}/{NAME}"
        roots = f"(?:{'|'.join(sorted(self._roots(cls)))})/{NAME}"
        between = f"(?:/[a-z-]+/{PART})*"
        whole = f"{roots}{between}/{cls.kind}/{PART}"
        return f"{roots}#{PART}|{whole}" if prop.target == cls.iri else whole

    def _owners(self, cls: Class) -> list[Class]:
        every = self.schema.classes.values()
        return [c for c in every if any(_nests(p, cls) for p in c.properties.values())]

    def _roots(self, cls: Class, seen: frozenset[str] = frozenset()) -> set[str]:
        """Return the kinds of record in which a nested thing can stand, however deep."""
        if not cls.nested:
            return {cls.kind}
        owners = [owner for owner in self._owners(cls) if owner.iri not in seen]
        return {root for owner in owners for root in self._roots(owner, seen | {cls.iri})}


def _nests(prop: Property, cls: Class) -> bool:
    return prop.kind is Kind.NESTED and prop.target == cls.iri


def _is_everything(schema: Schema, kinds: Iterable[str]) -> bool:
    return {cls.kind for cls in schema.record_classes} <= set(kinds)


def _own_key(cls: Class) -> Json:
    otherwise = "where what identifies it does not tell it"
    needed = otherwise if cls.identity else "needed, as nothing else tells it"
    text = f"A short name of its own for this {cls.kind}, {needed} from its neighbours."
    form = "Use a-z, 0-9 and single hyphens."
    return {
        "description": f"{text} {form}",
        "type": "string",
        "pattern": f"^{NAME}$",
        "patternErrorMessage": form,
    }


def _by_language(prop: Property) -> Json:
    text = _one_or_many(prop, {**TEXT})
    languages = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, text),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [*_choices(text), languages]}


def _choices(value: Json) -> list[object]:
    found = value.get("anyOf")
    return found if isinstance(found, list) else [value]


def _one_or_many(prop: Property, value: Json) -> Json:
    """Return a value's schema, or that of one or a list where the key takes several."""
    if not prop.many:
        # Without a type of its own, the language server completes the key without its colon.
        return {"type": "string", "allOf": [value]} if "$ref" in value else value
    return {"anyOf": [value, _list(value)]}


def _list(value: Json) -> Json:
    return {"type": "array", "items": value, "minItems": 1}


def _reference(name: str) -> Json:
    # Beside a $ref other keywords are ignored, so it always stands alone.
    return {"$ref": f"#/definitions/{name}"}
