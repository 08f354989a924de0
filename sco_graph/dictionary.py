"""The data dictionary: every class, key, concept and shortcut of the schema, as one Markdown page.

It says what the compiled schema says, in words; nothing here reads a file or a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sco_graph.schema import (
    DATA,
    LANGUAGES,
    Class,
    Condition,
    End,
    Kind,
    Property,
    Rule,
    Schema,
    kebab_case,
    local_name,
    relationship_type,
)
from sco_loaders.property_graph import GraphWriter

PREFIXES = {
    "https://w3id.org/sco-graph/ontology#": "sco",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/prov#": "prov",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "https://schema.org/": "schema",
}
ALWAYS = ("id", "iri", "name")
"""What every node of the property graph has."""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


INTRODUCTION = f"""\
# Data dictionary

Derived from ontology/ by `make regenerate`; edit the ontology and not this page.

A record is a file `records/<kind>/<name>.yaml`, and its id is `<kind>/<name>`. Nested things stand
inside a record under a key of their owner, and their ids begin with the owner's.

In the tables of keys:

- *How many* is what a record must and may give: `1` exactly one, `0..1` at most one, `1..n` one or
  more, `0..n` any number.
- *RDF* is the predicate. Two more beside it are the earliest and the latest day of a date.
- *Property graph* gives the properties of the node or, after an arrow, the type of the
  relationships. Names in other languages than English end in
  {" or ".join(f"`_{language}`" for language in LANGUAGES[1:])}.
  Every node has {_codes(ALWAYS)} too; `iri` is `{DATA}`
  and the id.

Namespaces: {", ".join(f"`{prefix}:` {iri}" for iri, prefix in PREFIXES.items())}.
"""


def data_dictionary(schema: Schema) -> str:
    """Return the page."""
    parts = [INTRODUCTION, "## Classes that have records\n"]
    parts += [_class(schema, cls) for cls in schema.classes.values() if not cls.nested]
    parts.append("## Nested things\n")
    parts += [_class(schema, cls) for cls in schema.classes.values() if cls.nested]
    parts += ["## Shortcuts\n", _shortcuts(schema), "## Concepts\n"]
    parts += [_scheme(schema, iri) for iri in schema.concepts]
    return "\n".join(parts)


def node_properties(schema: Schema, prop: Property) -> tuple[str, ...]:
    """Return the names of the node's properties that a key becomes, none if relationships."""
    if GraphWriter(schema).is_relationship(prop):
        return ()
    if prop.kind is Kind.NAME and not prop.many:
        return (prop.key, *(f"{prop.key}_{language}" for language in LANGUAGES[1:]))
    ranked = any(c.rank is not None for c in schema.concepts.get(prop.target or "", {}).values())
    rank = (f"{prop.key}_rank",) if ranked and not prop.many else ()
    iri = (f"{prop.key}_iri",) if prop.kind is Kind.PROPERTY else ()
    return (prop.key, *rank, *iri, *(prop.bound_keys or ()))


# --- classes ---


def _class(schema: Schema, cls: Class) -> str:
    facts = [f"- {fact}" for fact in _facts(schema, cls)]
    return "\n".join([f"### {cls.name}", "", cls.help, "", *facts, "", *_keys(schema, cls), ""])


def _keys(schema: Schema, cls: Class) -> list[str]:
    for iri in cls.types[1:]:
        above = schema.class_named(iri)
        if above is not None and above.properties == cls.properties:
            return [f"Its keys are those of {_link(above.name)}."]
    rows = [_row(_cells(schema, prop)) for prop in cls.properties.values()]
    return [*_table(("key", "takes", "how many", "RDF", "property graph", "meaning")), *rows]


def _facts(schema: Schema, cls: Class) -> Iterator[str]:
    if cls.nested:
        owners = [
            f"`{owner.kind}.{p.key}`"
            for owner in schema.classes.values()
            for p in owner.properties.values()
            if p.kind is Kind.NESTED and p.target == cls.iri
        ]
        yield f"Stands in: {', '.join(owners)}"
    else:
        yield f"File: `records/{_folder(cls)}/<name>.yaml`{_key_told(cls)}"
    yield f"Id: {_identity(cls)}"
    yield f"Labels: {_codes(cls.labels)}"
    yield f"RDF types: {_codes(_compact(iri) for iri in cls.types)}"


def _folder(cls: Class) -> str:
    return cls.kind if cls.recognised_by is None else "<kind>"


def _key_told(cls: Class) -> str:
    return "" if cls.recognised_by is None else f", known by the key `{cls.recognised_by}`"


def _identity(cls: Class) -> str:
    if not cls.nested:
        return f"`{_folder(cls)}/<name>`"
    shape = f"`<owner>/{cls.kind}/…`"
    if not cls.identity:
        return f"{shape}, which ends in the authored `key`"
    made_of = " and ".join(f"`{key}`" for key in cls.identity)
    if cls.first_of:
        made_of = f"the first of {', '.join(f'`{key}`' for key in cls.identity)} that is given"
    return f"{shape}, made of {made_of}, or of an authored `key`"


def _cells(schema: Schema, prop: Property) -> tuple[str, ...]:
    low, high = "1" if prop.required else "0", "n" if prop.many else "1"
    predicates = (prop.iri, *(prop.bounds or ()))
    names = node_properties(schema, prop)
    default = f" Where it is left out: `{prop.default.partition('/')[2]}`." if prop.default else ""
    return (
        f"`{prop.key}`",
        _takes(schema, prop),
        low if low == high else f"{low}..{high}",
        _codes(_compact(iri) for iri in predicates),
        _codes(names) if names else f"→ `{prop.relationship}`",
        f"{prop.help}{default}",
    )


def _takes(schema: Schema, prop: Property) -> str:
    match prop.kind:
        case Kind.CONCEPT:
            return f"concept: {_link(local_name(prop.target or ''))}"
        case Kind.NESTED:
            return f"nested: {_link(local_name(prop.target or ''))}"
        case Kind.PROPERTY:
            return "a key of its owner"
        case Kind.REFERENCE:
            return _ids(schema, schema.kinds_of(prop.target or ""))
    return f"{prop.kind}, as `{prop.pattern}`" if prop.pattern else str(prop.kind)


def _ids(schema: Schema, kinds: tuple[str, ...]) -> str:
    if {cls.kind for cls in schema.record_classes} <= set(kinds):
        return "any id"
    return f"id: {' or '.join(_link(schema.classes[kind].name) for kind in kinds)}"


# --- shortcuts ---


def _shortcuts(schema: Schema) -> str:
    lines = [
        "Derived from what is nested, never written in a record; in RDF a triple, in the property",
        "graph a relationship.",
        "",
        *_table(("from", "shortcut", "to", "derived from each", "where")),
    ]
    for cls in schema.classes.values():
        # The rules of a shape have no order of their own.
        lines += sorted(_row(_shortcut(schema, cls, rule)) for rule in cls.rules)
    return "\n".join([*lines, ""])


def _shortcut(schema: Schema, cls: Class, rule: Rule) -> tuple[str, ...]:
    return (
        _end(rule.subject),
        f"`{_compact(rule.predicate)}`, `{relationship_type(rule.predicate)}`",
        _end(rule.object),
        _link(cls.name),
        " and ".join(sorted(_condition(schema, one) for one in rule.conditions)) or "always",
    )


def _end(end: End) -> str:
    if end.parent:
        return "its owner"
    return "itself" if end.key is None else f"its `{end.key}`"


def _condition(schema: Schema, condition: Condition) -> str:
    by_id = {c.id: c.notation for group in schema.concepts.values() for c in group.values()}
    allowed = sorted(f"`{by_id[id_]}`" for id_ in condition.allowed)
    if condition.required:
        return f"`{condition.key}` is {' and '.join(allowed)}"
    return f"`{condition.key}`, if given, is {' or '.join(allowed)}"


# --- concepts ---


def _scheme(schema: Schema, iri: str) -> str:
    name = local_name(iri)
    users = [
        f"`{cls.kind}.{prop.key}`"
        for cls in schema.classes.values()
        for prop in cls.properties.values()
        if prop.target == iri and prop.kind is Kind.CONCEPT
    ]
    concepts = schema.concepts[iri].values()
    ranked = any(concept.rank is not None for concept in concepts)
    lines = [f"### {name}", "", f"Chosen for {', '.join(users)}; ids `{kebab_case(name)}/…`."]
    if iri in schema.node_concepts:
        lines += ["Each is a node, and `BROADER` leads to the wider ones."]
    lines += ["", *_table(("notation", *(("rank",) if ranked else ()), *LANGUAGES, "meaning"))]
    for concept in concepts:
        rank = (str(concept.rank),) if ranked else ()
        names = (concept.names.get(language, "") for language in LANGUAGES)
        lines.append(_row((f"`{concept.notation}`", *rank, *names, concept.definition)))
    return "\n".join([*lines, ""])


# --- Markdown ---


def _table(titles: Iterable[str]) -> tuple[str, str]:
    titles = tuple(titles)
    return _row(titles), _row("---" for _ in titles)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _compact(iri: str) -> str:
    for namespace, prefix in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
