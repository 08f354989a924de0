"""The columns of a class of the schema, each with what it means and how its cells are read.

A concept is its notation, a date its EDTF text with its first and last day in columns of their own,
a reference an id with a name beside it, a citation `source/x#2`. What is nested has tables of its
own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from sco_graph.dictionary import node_properties
from sco_graph.schema import Kind, Property, Schema, local_name
from sco_graph.table import Cell, Column, Table, Type, concepts, joined
from sco_graph.whole_graph import WholeGraph

PASSAGE = "Passage"
LANGUAGE_NAMES = {"ru": "Russian", "zh": "Chinese"}
TYPES = {
    Kind.INTEGER: Type.INTEGER,
    Kind.DECIMAL: Type.NUMBER,
    Kind.BOOLEAN: Type.BOOLEAN,
    Kind.DATE: Type.DATE,
}
DAY = "day"
UNITS = {
    Kind.INTEGER: "number",
    Kind.DECIMAL: "number",
    Kind.DATE: DAY,
    Kind.EDTF: "date, EDTF (ISO 8601-2)",
}
RECORD_PATH = "the path of the record, with the keys of what is nested in it"

Row = TypeVar("Row")
"""What a row is about: an id, or a value that was computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[Row]):
    """A column, and what its cell is in a row."""

    column: Column
    read: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class From(Generic[Row]):
    """The thing of which a row takes columns: what leads there, and how it is named."""

    lead: Callable[[Row], str | None]
    prefix: str
    thing: str
    certain: bool = True

    def name(self, key: str) -> str:
        """Return the name of a column; that of a thing's name is the bare prefix.

        >>> From(lead=str, prefix="meeting", thing="the meeting").name("name_ru")
        'meeting_ru'
        """
        return f"{self.prefix}_{key}".replace("_name", "", 1) if self.prefix else key

    def meaning(self, text: str) -> str:
        """Return what a column means, with the thing that it is said of."""
        return f"Of {self.thing}: {text}" if self.thing else text


ROW: From[str] = From(lead=lambda id_: id_, prefix="", thing="")
"""The thing itself whose id a row is about."""


def make_table(  # noqa: PLR0913  # each is one thing that a table says
    name: str,
    title: str,
    description: str,
    rows: Iterable[Row],
    fields: Iterable[Field[Row]],
    *,
    key: tuple[str, ...] = ("id",),
    refers: tuple[tuple[str, str], ...] = (),
) -> Table:
    """Return the table of some rows, in their order."""
    fields = tuple(fields)
    return Table(
        name=name,
        title=title,
        description=description,
        columns=tuple(field.column for field in fields),
        rows=tuple(tuple(field.read(row) for field in fields) for row in rows),
        key=key,
        refers=refers,
    )


class ClassColumns:
    """Makes the columns of a graph's classes, by the schema."""

    def __init__(self, schema: Schema, graph: WholeGraph) -> None:
        self.schema = schema
        self.graph = graph

    def own(self, kind: str) -> Iterator[Field[str]]:
        """Yield the columns of all keys of the kind that the rows are about."""
        for prop in self.schema.classes[kind].properties.values():
            yield from self._of_property(prop, ROW)

    def some(self, kind: str, keys: Collection[str], origin: From[Row]) -> Iterator[Field[Row]]:
        """Yield the columns of some keys of a kind."""
        for key in keys:
            yield from self._of_property(self.schema.classes[kind].properties[key], origin)

    def id(self, kind: str, origin: From[Row]) -> Field[Row]:
        """Return the column of ids of a kind."""
        column = Column(
            name=origin.name("id"),
            type=Type.STRING,
            meaning=f"The id of {origin.thing or f'the {kind}'}; after "
            "https://w3id.org/sco-graph/id/ it is the IRI.",
            source=RECORD_PATH,
            required=origin.certain,
        )
        return Field(column=column, read=origin.lead)

    def _of_property(self, prop: Property, origin: From[Row]) -> Iterator[Field[Row]]:
        if prop.kind is Kind.NESTED:
            return
        if prop.kind is Kind.REFERENCE:
            if local_name(prop.target or "") == PASSAGE:
                yield self._citations(prop, origin)
            else:
                yield from self._reference(prop, origin)
            return
        names = node_properties(self.schema, prop)
        if not names:
            yield self._concept_nodes(prop, origin)
        for name in names:
            yield Field(column=self._column(prop, name, origin), read=self._reader(origin, name))

    def _reader(self, origin: From[Row], name: str) -> Callable[[Row], Cell]:
        def read(row: Row) -> Cell:
            value = self.graph.value(origin.lead(row), name)
            found: Cell = joined(value) if isinstance(value, list) else value
            return found

        return read

    # --- what leads elsewhere ---

    def _citations(self, prop: Property, origin: From[Row]) -> Field[Row]:
        def read(row: Row) -> Cell:
            lead = origin.lead(row)
            return joined(self.graph.cited([] if lead is None else [lead], prop.relationship))

        meaning = f"{prop.definition} Each as the source's id, # and the line or place."
        column = self._plain(prop, prop.key, meaning, origin, many=True)
        return Field(column=column, read=read)

    def _reference(self, prop: Property, origin: From[Row]) -> Iterator[Field[Row]]:
        def ids(row: Row) -> list[str]:
            return self.graph.all(origin.lead(row), prop.relationship)

        key = self._plain(prop, f"{prop.key}_id", f"{prop.definition} Its id.", origin)
        meaning = f"{prop.definition} Its English name, as `{key.name}` has its id."
        yield Field(column=key, read=lambda row: joined(ids(row)))
        yield Field(
            column=self._plain(prop, prop.key, meaning, origin),
            read=lambda row: joined(self.graph.value(one, "name") for one in ids(row)),
        )

    def _concept_nodes(self, prop: Property, origin: From[Row]) -> Field[Row]:
        def read(row: Row) -> Cell:
            found = self.graph.all(origin.lead(row), prop.relationship)
            return joined(one.rsplit("/", 1)[-1] for one in found)

        return Field(column=self._column(prop, prop.key, origin), read=read)

    # --- what a column means ---

    def _column(self, prop: Property, name: str, origin: From[Row]) -> Column:
        """Return the column of a node's property, one of those that a key becomes."""
        if name == prop.key:
            return self._own(prop, origin)
        key = origin.name(prop.key)
        if prop.bound_keys is not None and name in prop.bound_keys:
            which = "first" if name == prop.bound_keys[0] else "last"
            meaning = f"The {which} day that `{key}` allows; empty where it is open or not known."
            return self._plain(prop, name, meaning, origin, type_=Type.DATE, unit=DAY)
        if name == f"{prop.key}_rank":
            meaning = f"The place of `{key}` on its scale, of which 1 is the highest."
            return self._plain(prop, name, meaning, origin, type_=Type.INTEGER, unit="rank")
        language = LANGUAGE_NAMES[name.removeprefix(f"{prop.key}_")]
        return self._plain(prop, name, f"As `{key}`, in {language}.", origin)

    def _own(self, prop: Property, origin: From[Row]) -> Column:
        text = prop.kind is Kind.NAME and not prop.many
        meaning = f"{prop.definition} Here in English." if text else prop.definition
        return Column(
            name=origin.name(prop.key),
            type=Type.STRING if prop.many else TYPES.get(prop.kind, Type.STRING),
            meaning=origin.meaning(meaning),
            source=prop.iri,
            unit=UNITS.get(prop.kind),
            allowed=concepts(self.schema.concepts.get(prop.target or "", {}).values()),
            pattern=prop.pattern,
            required=prop.required and origin.certain,
            many=prop.many,
        )

    def _plain(  # noqa: PLR0913  # each is one thing that the codebook says
        self,
        prop: Property,
        name: str,
        meaning: str,
        origin: From[Row],
        *,
        type_: Type = Type.STRING,
        unit: str | None = None,
        many: bool | None = None,
    ) -> Column:
        """Return a column that stands beside the key's own or in its place."""
        linked = prop.kind is Kind.REFERENCE
        return Column(
            name=origin.name(name),
            type=type_,
            meaning=origin.meaning(meaning),
            source=prop.iri,
            unit=unit,
            required=linked and prop.required and origin.certain,
            many=(linked and prop.many) if many is None else many,
        )
