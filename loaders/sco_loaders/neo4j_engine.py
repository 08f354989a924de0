"""A Neo4j database that holds a release, asked in Cypher like the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from typing import Any

import neo4j
import neo4j.graph
from neo4j import exceptions

from sco_graph.errors import AnswerError, ServerError
from sco_graph.schema import MARKER
from sco_loaders.embedded import Rows
from sco_loaders.neo4j_database import Database, native
from sco_loaders.neo4j_schema import COMPLETE
from sco_loaders.neo4j_server import TIMED_OUT, Address, connected, telling
from sco_loaders.stored import Release

SECONDS = 60


class ServerEngine:
    """A property graph on a server that answers Cypher; nothing can be written through it."""

    def __init__(self, address: Address, release: Release) -> None:
        """Connect, and make sure that just this release is there.

        Raises:
            ServerError: The server cannot be reached, or holds none or another release.
        """
        self._address = address
        self._open = ExitStack()
        driver = self._open.enter_context(connected(address))
        self._database = Database(driver, address.database)
        try:
            with telling(address):
                _refuse_other(self._database, release, address)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections."""
        self._open.close()

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Rows:
        """Return the rows of a query.

        Raises:
            ServerError: The server refuses the query, or fails.
        """
        return self.table(query, parameters)[1]

    def table(
        self,
        query: str,
        parameters: Mapping[str, Any],
        *,
        seconds: float = SECONDS,
        most: int | None = None,
    ) -> tuple[list[str], Rows]:
        """Return the columns of a query and its rows, not more of these than `most` and one.

        It is run in a transaction that reads, and that the server stops after some seconds.

        Raises:
            AnswerError: The server stopped it after that time.
            ServerError: The server refuses the query, or fails.
        """

        @neo4j.unit_of_work(timeout=seconds)
        def work(run: neo4j.ManagedTransaction) -> tuple[list[str], Rows]:
            found = run.run(query, dict(parameters))
            keys = list(found.keys())
            kept = found if most is None else islice(found, most + 1)
            return keys, [dict(zip(keys, map(plain, row.values()), strict=True)) for row in kept]

        with telling(self._address), self._database.session() as session:
            try:
                return session.execute_read(work)
            except exceptions.Neo4jError as error:
                if TIMED_OUT not in (error.code or ""):
                    raise
                raise AnswerError(
                    f"the query was stopped after {seconds:g} s; narrow it or raise --timeout"
                ) from error


def plain(value: object) -> object:
    """Return a value as the embedded engine gives it: nodes and relationships as mappings."""
    match value:
        case neo4j.graph.Node():
            labels = sorted(value.labels - {MARKER})
            return {"labels": labels, "properties": plain(dict(value))}
        case neo4j.graph.Relationship():
            return {"type": value.type, "properties": plain(dict(value))}
        case neo4j.graph.Path():
            return [plain(one) for one in _steps(value)]
        case list():
            return [plain(one) for one in value]
        case dict():
            return {key: plain(one) for key, one in value.items()}
    return native(value)


def _steps(path: neo4j.graph.Path) -> Iterator[object]:
    """Yield the nodes and relationships of a path in turn."""
    yield path.nodes[0]
    for way, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield from (way, node)


def _refuse_other(database: Database, release: Release, address: Address) -> None:
    marker = database.marker()
    if marker is None:
        raise ServerError(f"there is no release at {address.shown}; load it: sco-graph load neo4j")
    if marker.get("state") != COMPLETE:
        raise ServerError(
            f"a load of {address.shown} goes on or was cut off; wait for it, or load again: "
            "sco-graph load neo4j"
        )
    if marker.get("sha256") != release.sha256:
        held = f"{marker.get('version')} ({str(marker.get('sha256'))[:12]})"
        raise ServerError(
            f"{address.shown} holds release {held}, and asked is {release.short}; load this one "
            "(sco-graph load neo4j), or ask that one's build (--build)"
        )
