"""The property graph in the embedded engine, kglite: made, stored as bytes, and asked.

The engine holds nothing that the records do not. It is known here alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import kglite

from sco_graph.errors import AnswerError, QuestionError, StoreError
from sco_graph.schema import MARKER
from sco_loaders.sweeping import unswept

if TYPE_CHECKING:
    from sco_loaders.property_graph import GraphNode, Relationship, Stored

BATCH = 5_000
OWN_LIMIT = "safety limit"
"""What the engine says where a list would be longer than it makes one."""
NODE, RELATIONSHIP = {"id", "labels", "properties"}, {"id", "start", "end", "type", "properties"}

T = TypeVar("T")
Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = list[Row]

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b"
# The engine gives them to every node; no key of ours may be named so.
ENGINES_OWN = frozenset({"title", "type"})


# The engine warns of a label that the data do not have yet; an empty answer says as much.
kglite.set_query_warning_policy("silent")


class Engine:
    """A property graph that answers Cypher, and cannot be written."""

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        graph.read_only(enabled=True)
        self._graph = graph

    @classmethod
    def from_bytes(cls, stored: bytes) -> Engine:
        """Open a stored graph.

        Raises:
            StoreError: The bytes are no graph that this version of the engine reads.
        """
        try:
            return cls(kglite.from_bytes(stored))
        except kglite.KgError as error:
            raise StoreError(f"the embedded store cannot be read: {error}") from error

    @classmethod
    def from_file(cls, path: Path) -> Engine:
        """Open a stored graph from its file and read it there, which takes a third of the memory.

        Raises:
            StoreError: The file is no graph that this version of the engine reads.
        """
        try:
            return cls(kglite.load(str(path), storage="mapped"))
        except kglite.KgError as error:
            raise StoreError(f"the embedded store cannot be read: {error}") from error

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        """Return the rows of a query.

        Raises:
            QuestionError: The engine refuses the query.
            AnswerError: It would exceed a limit of the engine's own.
        """
        with unswept():
            return self._answer(query, parameters).to_list()

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        """Yield the rows of a query, each made when it is asked for.

        Raises:
            QuestionError: The engine refuses the query.
            AnswerError: It would exceed a limit of the engine's own.
        """
        return map(dict, self._answer(query, parameters))

    def table(self, query: str, parameters: Mapping[str, Any]) -> tuple[list[str], Rows]:
        """Return the columns and rows of a query; nodes and relationships without what is not ours.

        Raises:
            QuestionError: The engine refuses the query.
            AnswerError: It would exceed a limit of the engine's own.
        """
        answer = self._answer(query, parameters)
        rows = [{name: _plain(value) for name, value in row.items()} for row in map(dict, answer)]
        return list(answer.columns), rows

    def _answer(self, query: str, parameters: Mapping[str, Any]) -> kglite.ResultView:
        try:
            answer = self._graph.cypher(query, params=dict(parameters))
        except kglite.KgError as error:
            refused = AnswerError if OWN_LIMIT in str(error) else QuestionError
            raise refused(str(error)) from error
        if not isinstance(answer, kglite.ResultView):
            raise QuestionError("the query gives no rows")
        return answer

    def ways(self) -> dict[str, list[str]]:
        """Return the own labels of the nodes from which relationships of each type start."""
        found: dict[str, list[str]] = defaultdict(list)
        for from_, type_, *_ in sorted(self._graph.label_pair_counts()):
            if from_ not in found[type_]:
                found[type_].append(from_)
        return found

    def nodes(self) -> list[GraphNode]:
        """Return every node as it was when it was stored, sorted by id."""
        from sco_loaders.property_graph import GraphNode  # here, as a question needs no nodes

        rows = self.cypher(NODES, {})
        nodes = (
            GraphNode(
                labels=tuple(label for label in row["labels"] if label != MARKER),
                properties={k: v for k, v in row["properties"].items() if k not in ENGINES_OWN},
            )
            for row in rows
        )
        return sorted(nodes, key=attrgetter("id"))

    def relationships(self) -> list[Relationship]:
        """Return every relationship, sorted by type and ids."""
        from sco_loaders.property_graph import Relationship

        rows = self.cypher(RELATIONSHIPS, {})
        return sorted(Relationship(type=r["type"], from_=r["a"], to=r["b"]) for r in rows)


def _plain(value: object) -> object:
    """Return a value as a user knows it: nodes and relationships by their own properties."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == NODE:
        own = {k: v for k, v in value["properties"].items() if k not in ENGINES_OWN}
        return {"labels": [one for one in value["labels"] if one != MARKER], "properties": own}
    if value.keys() == RELATIONSHIP:
        return {"type": value["type"], "properties": value["properties"]}
    return {key: _plain(one) for key, one in value.items()}


def stored_graph(nodes: Sequence[GraphNode], relationships: Iterable[Relationship]) -> bytes:
    """Return the bytes of a graph of these nodes, marked as ours, and relationships."""
    graph = kglite.KnowledgeGraph()
    labels = {node.id: node.labels for node in nodes}
    for names, rows in _grouped_nodes(nodes).items():
        keys = dict.fromkeys(key for row in rows for key in row)
        values = ", ".join(f"{key}: row.{key}" for key in keys)
        _write(
            graph, f"UNWIND $rows AS row CREATE (:{':'.join((*names, MARKER))} {{{values}}})", rows
        )
    for (type_, from_, to), ways in _grouped_relationships(relationships, labels).items():
        query = (
            f"UNWIND $rows AS row MATCH (a:{from_} {{id: row.a}}) MATCH (b:{to} {{id: row.b}}) "
            f"CREATE (a)-[:{type_}]->(b)"
        )
        _write(graph, query, ({"a": way.from_, "b": way.to} for way in ways))
    return graph.to_bytes()


def _grouped_nodes(nodes: Iterable[GraphNode]) -> dict[tuple[str, ...], list[dict[str, Stored]]]:
    """Group properties by labels: the engine fixes a label's keys at its first node."""
    groups: dict[tuple[str, ...], list[dict[str, Stored]]] = defaultdict(list)
    for node in nodes:
        groups[node.labels].append(node.properties)
    return groups


def _grouped_relationships(
    relationships: Iterable[Relationship], labels: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str, str], list[Relationship]]:
    """Group relationships by type and the own labels of both ends."""
    groups: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for way in relationships:
        groups[way.type, labels[way.from_][0], labels[way.to][0]].append(way)
    return groups


def _write(graph: kglite.KnowledgeGraph, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for batch in batches(rows):
        graph.cypher(query, params={"rows": batch})


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield rows in batches, of which no more than one is held."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
