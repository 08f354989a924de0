"""The table of identifiers: by which code, and under which link, other data know a thing.

It has a row for each thing and each scheme that may identify it, also where none is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator

from sco_graph.class_columns import ROW, ClassColumns
from sco_graph.class_tables import CODES
from sco_graph.schema import Kind, Property, Schema
from sco_graph.table import Allowed, Column, Table, Type, classes, joined
from sco_graph.whole_graph import WholeGraph

OWN_SCHEMES = frozenset({("region", "iso_code"), *(("state", key) for key in CODES)})
"""The codes that one kind of thing has, as the kind and the key; links are told by their kind."""


def identifiers(schema: Schema, graph: WholeGraph) -> Table:
    """Return each thing's identifiers in other data, unfilled ones too."""
    columns = ClassColumns(schema, graph)
    used = list(_schemes(schema))
    thing = {kind: list(columns.some(kind, ("name", "sources"), ROW)) for kind, _ in used}
    rows = [
        (
            id_,
            kind,
            thing[kind][0].read(id_),
            prop.key,
            _text(graph, id_, prop),
            thing[kind][-1].read(id_),
        )
        for kind, prop in used
        for id_ in graph.of_kind(kind)
    ]
    own = _columns(schema, used, [field.column for field in thing["state"]])
    return Table(
        name="identifiers",
        title="Identifiers in other data",
        description="One row for a thing and a scheme that may identify it: a scheme of codes, or "
        "the links to other data. The identifier is empty where none is recorded.",
        columns=tuple(own),
        rows=tuple(sorted(rows, key=lambda row: (row[1], row[0], row[3]))),
        key=("thing_id", "scheme"),
    )


def _schemes(schema: Schema) -> Iterator[tuple[str, Property]]:
    """Yield each kind of thing with each key that holds an identifier of it."""
    for cls in schema.record_classes:
        for prop in cls.properties.values():
            if prop.kind is Kind.IRI or (cls.kind, prop.key) in OWN_SCHEMES:
                yield cls.kind, prop


def _text(graph: WholeGraph, id_: str, prop: Property) -> str | None:
    value = graph.value(id_, prop.key)
    if isinstance(value, list):
        return joined(value)
    return None if value is None else str(value)


def _columns(
    schema: Schema, used: list[tuple[str, Property]], state: list[Column]
) -> Iterator[Column]:
    name, *_, cited = state
    of_records = "the path of the record"
    schemes = {prop.key: prop for _, prop in used}
    yield Column(
        name="thing_id",
        type=Type.STRING,
        meaning="The id of the thing that is identified.",
        source=of_records,
        required=True,
    )
    yield Column(
        name="kind",
        type=Type.STRING,
        meaning="What kind of thing it is.",
        source=of_records,
        allowed=classes(schema.classes[kind] for kind in dict.fromkeys(kind for kind, _ in used)),
        required=True,
    )
    yield name
    yield Column(
        name="scheme",
        type=Type.STRING,
        meaning="The scheme that gives the code, or same_as for links.",
        source="the key of the record",
        allowed=tuple(
            Allowed(
                value=prop.key,
                label=schema.names.get(prop.iri, prop.key.replace("_", " ")),
                meaning=prop.definition,
            )
            for prop in schemes.values()
        ),
        required=True,
    )
    yield Column(
        name="identifier",
        type=Type.STRING,
        meaning="The code of the thing in the scheme, as text, or each link to it in other data; "
        "empty where none is recorded.",
        source=", ".join(prop.iri for prop in schemes.values()),
        many=True,
    )
    yield cited
