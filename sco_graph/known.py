"""The records of a folder as whoever writes a new one needs them: by id and by name.

Records count as far as they can be read, sound or not: a curator is at work on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sco_graph.find import Match, find_names, resolve_name
from sco_graph.name_index import NameIndex
from sco_graph.schema import NAME_KEYS, Schema, given_id
from sco_loaders.nodes import Node
from sco_loaders.property_graph import GraphWriter
from sco_loaders.record_files import find_records
from sco_loaders.records import by_id, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is there already: the ids of all records, and the nodes and names of some kinds."""

    schema: Schema
    folder: Path
    ids: frozenset[str]
    nodes: Mapping[str, Node]
    index: NameIndex

    def resolve(self, text: str, kinds: tuple[str, ...]) -> str:
        """Return the id of the one record of these kinds that is meant by an id or a name.

        Raises:
            QuestionError: None is, or several are; the message offers the near ones.
        """
        id_ = given_id(text)
        if id_ in self.ids and id_.partition("/")[0] in kinds:
            return id_
        return resolve_name(self.index, text, kinds)

    def find(self, text: str, kind: str) -> list[Match]:
        """Return the records of a kind that a text may mean, best first."""
        return find_names(self.index, text, [kind])

    def names(self, id_: str) -> list[str]:
        """Return the names and aliases of a record, its English name first."""
        return [name.text for name in self.index.names if name.id == id_ and name.text not in id_]

    def of_kinds(self, kinds: Collection[str]) -> Iterator[Node]:
        """Yield the records of some kinds, by id."""
        return (
            node
            for node in self.nodes.values()
            if node.id == node.record and node.cls.kind in kinds
        )


def read_known(folder: Path, schema: Schema, kinds: Collection[str]) -> Known:
    """Read the records of some kinds in a folder, and the ids of the others.

    Raises:
        WrongUse: The folder does not exist, cannot be read or is empty.
    """
    files, _ = find_records(folder, schema)
    reading = read_records((file for file in files if file.cls.kind in kinds), schema)
    records = [node for node in reading.nodes if node.id == node.record]
    return Known(
        schema=schema,
        folder=folder,
        ids=frozenset(file.id for file in files),
        nodes=by_id(reading.nodes),
        index=NameIndex(_rows(records, schema)),
    )


def _rows(records: list[Node], schema: Schema) -> Iterator[Mapping[str, object]]:
    """Yield what an index of names takes of each record."""
    writer, nothing = GraphWriter(schema), dict.fromkeys((*NAME_KEYS.values(), "aliases"))
    for node in records:
        yield nothing | writer.graph_node(node).properties
