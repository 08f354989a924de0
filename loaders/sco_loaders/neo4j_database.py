"""Our part of a Neo4j database: how it is read, what marks it, and which indexes it has.

Ours are the nodes with the marker label, and between two of them the relationships of the types
that the ontology has. All else is somebody's own and is neither changed nor removed. No value is
ever part of a query's text; labels and types come from the compiled schema.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import neo4j
import neo4j.time

from sco_graph.schema import MARKER
from sco_loaders.ahead import ahead
from sco_loaders.neo4j_schema import CONSTRAINT
from sco_loaders.stored import RELEASE, RELEASE_ID, Properties

OURS = f"MATCH (n:{MARKER}) WHERE coalesce(n.id, '') <> $release"
"""Finds every node of ours but the one that tells of the release."""
MANY = 1_000
"""Rows that the server puts into one record."""
FETCHED = 10
"""Records that the driver asks for at a time."""

PLAIN = frozenset({str, int, float, bool, type(None)})
Row = list[Any]


@dataclass(slots=True, kw_only=True)
class Counters:
    """What the server says that was written, summed over transactions."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0
    labels_added: int = 0
    labels_removed: int = 0
    constraints_added: int = 0
    constraints_removed: int = 0
    indexes_added: int = 0
    indexes_removed: int = 0

    def add(self, summary: neo4j.ResultSummary) -> None:
        """Add what one query wrote."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(summary.counters, name))

    @property
    def any(self) -> bool:
        """Whether anything was written at all."""
        return any(getattr(self, name) for name in self.__slots__)


class Database:
    """One database of a server, with what was written to it so far."""

    def __init__(self, driver: neo4j.Driver, name: str | None) -> None:
        self.driver = driver
        self.name = name
        self.counters = Counters()

    def session(self, **settings: Any) -> neo4j.Session:  # noqa: ANN401
        """Open a session, in which the server need not say what could be asked otherwise."""
        # The driver as a whole can't be told so: it would fail at an old server before its turn.
        return self.driver.session(database=self.name, notifications_min_severity="OFF", **settings)

    def rows(self, query: str, **parameters: Any) -> Iterator[Row]:  # noqa: ANN401
        """Yield the driver's values of a query's rows as they come; nothing can be written."""
        with self.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=FETCHED) as session:
            for record in session.run(query, parameters):
                yield list(record.values())

    def read(self, query: str, **parameters: Any) -> list[Row]:  # noqa: ANN401
        """Return the values of a query's rows, tried again where the server is only busy."""
        with self.session() as session:
            found = session.execute_read(
                lambda run: [list(record.values()) for record in run.run(query, parameters)]
            )
        return [[native(value) for value in row] for row in found]

    def write(self, query: str, **parameters: Any) -> None:  # noqa: ANN401
        """Run a query that may be run twice with the same end, in a transaction of its own."""
        with self.session() as session:
            summary = session.execute_write(lambda run: run.run(query, parameters).consume())
        self.counters.add(summary)

    # --- what marks it ---

    def marker(self) -> Properties | None:
        """Return what the database says of the release that it holds."""
        rows = self.read(
            f"MATCH (r:{RELEASE}:{MARKER} {{id: $id}}) RETURN properties(r)", id=RELEASE_ID
        )
        return rows[0][0] if rows else None

    def node_count(self) -> int:
        """Return how many nodes of ours there are."""
        return int(self.read(f"{OURS} RETURN count(n)", release=RELEASE_ID)[0][0])

    def ids(self) -> Iterator[Row]:
        """Yield what the server calls each node of ours, and its id, None where it has none."""
        found = "WITH collect([elementId(n), n.id]) AS found"
        return self.packed(f"{OURS} {found}", release=RELEASE_ID)

    def nodes(self, ids: Sequence[str]) -> dict[str, tuple[list[str], Properties]]:
        """Return labels and properties of nodes of ours by id."""
        rows = self.packed(
            f"UNWIND $ids AS id MATCH (n:{MARKER} {{id: id}}) "
            "WITH collect([id, labels(n), properties(n)]) AS found",
            ids=ids,
        )
        return {
            id_: (labels, {k: v if type(v) in PLAIN else native(v) for k, v in properties.items()})
            for id_, labels, properties in rows
        }

    def elements(self, elements: Sequence[str]) -> list[Row]:
        """Return what the server calls some nodes, their labels and properties."""
        return self.read(
            "UNWIND $elements AS element MATCH (n) WHERE elementId(n) = element "
            "RETURN element, labels(n), properties(n)",
            elements=elements,
        )

    def types(self) -> list[str]:
        """Return every type of relationship that the database has had so far."""
        return [name for (name,) in self.read("CALL db.relationshipTypes()")]

    def ways(self, types: Sequence[str]) -> Iterator[Row]:
        """Yield type, both ids and the number of properties of each relationship of some types."""
        return self.packed(
            f"MATCH (a:{MARKER})-[r:{'|'.join(types)}]->(b:{MARKER}) "
            "WITH collect([type(r), a.id, b.id, size(keys(r))]) AS found"
        )

    def packed(self, query: str, **parameters: Any) -> Iterator[Row]:  # noqa: ANN401
        """Yield the rows that a query has collected as `found`.

        They come many to a record, since a record of its own costs the driver more than its values.
        """
        rows = self.rows(
            f"{query} UNWIND range(0, size(found) - 1, {MANY}) AS start "
            f"RETURN found[start..start + {MANY}]",
            **parameters,
        )
        for (found,) in ahead(rows):
            yield from found

    # --- constraint and indexes ---

    def drop_schema(self, names: Iterable[str]) -> None:
        """Drop the constraints and indexes of these names, where they are there."""
        for name in names:
            kind = "CONSTRAINT" if name == CONSTRAINT else "INDEX"
            self.write(f"DROP {kind} {name} IF EXISTS")

    def make_schema(self, commands: Mapping[str, str]) -> None:
        """Make the constraints and indexes that are not there yet."""
        known = {name for (name,) in self.read("SHOW INDEXES YIELD name RETURN name")}
        for name, command in commands.items():
            if name not in known:
                self.write(command)


def native(value: Any) -> Any:  # noqa: ANN401
    """Return a value of the driver as Python's own, as far as a release can hold its kind."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, neo4j.time.Date):
        return datetime.date(value.year, value.month, value.day)
    if isinstance(value, list):
        return [native(one) for one in value]
    if isinstance(value, dict):
        return {key: native(one) for key, one in value.items()}
    return value
