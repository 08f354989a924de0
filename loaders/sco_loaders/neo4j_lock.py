"""The lock of a load: one load at a time, given back by the server when the loader is killed.

The node that tells of the release is first committed as `loading`, with the loader's own token.
Then a transaction is opened that gives it a label, and stays open: the server lets nobody else
write that node. At the end the same transaction takes the label off and writes `complete`; its
commit gives the lock back. Killed before that, the database says `loading`.

It is a label that no other node has, and the node is found by what the server calls it: had the
open transaction written a property or used an index, then it would hold back whoever makes an index
on our nodes, and that one in turn the writes of this very load, for ever.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions

from sco_graph.errors import ServerError
from sco_graph.schema import MARKER
from sco_loaders.neo4j_database import Database
from sco_loaders.neo4j_schema import COMPLETE, LOADING
from sco_loaders.neo4j_server import TIMED_OUT
from sco_loaders.stored import RELEASE, RELEASE_ID, Release

WAIT_SECONDS = 60.0
"""How long a load waits for another one before it gives up."""
WAITED = (TIMED_OUT, "LockClientStopped", "LockAcquisitionTimeout")
"""Codes by which a server ends a transaction that waits for another one's lock for too long."""
HELD = "ScoHeld"
"""The label that is never committed."""
BEGIN = (
    f"MERGE (r:{MARKER} {{id: $id}}) "
    f"SET r:{RELEASE}, r = $properties, r.state = $state, r.load = $load RETURN elementId(r)"
)
# The write comes first, for it waits for the lock; the token that is then read is the last one.
HOLD = (
    f"MATCH (r) WHERE elementId(r) = $element SET r:{HELD} "
    "WITH r WHERE r.load = $load RETURN count(*) AS mine"
)
END = f"MATCH (r) WHERE elementId(r) = $element SET r.state = $state REMOVE r.load, r:{HELD}"


class Lock:
    """A held lock."""

    def __init__(self, database: Database, transaction: neo4j.Transaction) -> None:
        self._database = database
        self._transaction = transaction

    def keep(self) -> None:
        """Show the server and what lies between that somebody is still there.

        Where the server has meanwhile given the lock back, as one that was restarted has, this is
        where the driver says so.
        """
        self._transaction.run("RETURN 1").consume()

    def write(self, query: str, **parameters: Any) -> None:  # noqa: ANN401
        """Run a query that writes, while the lock is held."""
        self.keep()
        self._database.write(query, **parameters)


@contextmanager
def locked(database: Database, release: Release, wait: float) -> Iterator[Lock]:
    """Hold the lock; at the end the release is complete, unless something was raised.

    Raises:
        ServerError: Another load holds the lock for longer than `wait` seconds.
    """
    token = str(uuid.uuid4())
    with database.session() as session:
        mine = False
        while not mine:
            element, begun = _begin(session, release, token, wait)
            database.counters.add(begun)
            transaction = session.begin_transaction()
            try:
                asked = transaction.run(HOLD, element=element, load=token).single()
                mine = asked is not None and asked["mine"] == 1
                if mine:
                    yield Lock(database, transaction)
                    ended = transaction.run(END, element=element, state=COMPLETE).consume()
                    transaction.commit()
                    database.counters.add(ended)
            finally:
                transaction.close()


def _begin(
    session: neo4j.Session, release: Release, token: str, wait: float
) -> tuple[str, neo4j.ResultSummary]:
    """Say that a load goes on, and return what the server calls the node that says so."""
    told = {"id": RELEASE_ID, "properties": release.properties, "state": LOADING, "load": token}
    try:
        with session.begin_transaction(timeout=wait) as transaction:
            begun = transaction.run(BEGIN, told)
            element = str(begun.single(strict=True).value())
            summary = begun.consume()
            transaction.commit()
    except exceptions.Neo4jError as error:
        if not any(word in (error.code or "") for word in WAITED):
            raise
        raise ServerError(
            f"another load of this database is going on; this one waited {wait:g} s and wrote "
            "nothing: try again when that one has ended"
        ) from error
    return element, summary
