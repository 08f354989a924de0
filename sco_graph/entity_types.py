"""The types of `sco_graph.entities`, derived from the ontology: the text of entities.pyi."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sco_graph.entities import GENERAL, attribute, is_thing
from sco_graph.schema import Class, Kind, Property, Schema

HEAD = '''"""Things of the graph as Python objects. Derived from the ontology: `make regenerate`."""

import datetime
from collections.abc import Mapping

from sco_graph.schema import Property, Schema
from sco_loaders.embedded import Engine

GENERAL: tuple[str, ...]

def attribute(key: str) -> str: ...
def is_thing(schema: Schema, prop: Property) -> bool: ...

class Entity:
    """A thing: its id, IRI and names by language."""

    id: str
    iri: str
    name: str
    names: Mapping[str, str]
    def __init__(self, engine: Engine, id_: str) -> None: ...
'''
TAIL = '''class Entities:
    """A graph whose things can be asked for by an id or a name."""

    engine: Engine
    def entity(self, text: str, kind: str) -> Entity: ...
'''
PLAIN = {
    Kind.INTEGER: "int",
    Kind.DECIMAL: "float",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "datetime.date",
}
WIDTH = 96
MOST_CLASSES = 5
"""Of more than these a value is just told to be a thing."""


def entity_types(schema: Schema) -> str:
    """Return the text of entities.pyi."""
    classes = (_class(schema, cls) for cls in schema.classes.values())
    methods = (
        f"    def {attribute(cls.kind)}(self, text: str) -> {cls.name}: ...\n"
        for cls in schema.record_classes
    )
    return "\n".join([HEAD, *classes, TAIL]) + "".join(methods)


def _class(schema: Schema, cls: Class) -> str:
    lines = [f"class {cls.name}(Entity):", *_documented(cls.definition), ""]
    for prop in cls.properties.values():
        if prop.key not in GENERAL:
            lines += [f"    {attribute(prop.key)}: {_type(schema, prop)}"]
            lines += [f"    {key}: datetime.date | None" for key in prop.bound_keys or ()]
    return "\n".join(lines) + "\n"


def _documented(text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH - len('    """'))
    yield f'    """{lines[0]}' + ('"""' if len(lines) == 1 else "")
    for line in lines[1:]:
        yield f"    {line}"
    if len(lines) > 1:
        yield '    """'


def _type(schema: Schema, prop: Property) -> str:
    one = _thing(schema, prop) if is_thing(schema, prop) else PLAIN.get(prop.kind, "str")
    if prop.many:
        return f"tuple[{one}, ...]"
    return one if prop.required else f"{one} | None"


def _thing(schema: Schema, prop: Property) -> str:
    """Return the classes that a property's values may have."""
    if prop.target is None or prop.kind is Kind.CONCEPT:
        return "Entity"
    named = [schema.classes[kind].name for kind in schema.kinds_of(prop.target)]
    return " | ".join(named) if len(named) <= MOST_CLASSES else "Entity"
