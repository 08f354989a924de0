"""The lock of a load: one load at a time, given back by the server when the loader is killed.

The node that tells of the release is first committed as `loading`, with the loader's own token.
Then a transaction is opened that gives it a label, and stays open: the server lets nobody else
write that node. At the end the same transaction takes the label off and writes `complete`; its
commit gives the lock back. Killed before that, the database says `loading`.

It is a label that no other node has: a transaction that wrote a property would also hold back
whoever makes an index on our nodes, and that one in turn the writes of this very load.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j import exceptions

from sco_graph.errors import ServerError
from sco_graph.schema import MARKER
from sco_loaders.neo4j_database import Database
from sco_loaders.neo4j_schema import COMPLETE, LOADING
from sco_loaders.neo4j_server import TIMED_OUT
from sco_loaders.stored import RELEASE, RELEASE_ID, Release

WAIT_SECONDS = 10.0
"""How long a load waits for another one before it gives up."""
KEEP_SECONDS = 10
HELD = "ScoHeld"
"""The label that is never committed."""
BEGIN = (
    f"MERGE (r:{MARKER} {{id: $id}}) "
    f"SET r:{RELEASE}, r = $properties, r.state = $state, r.load = $load"
)
# The write comes first, for it waits for the lock; the token that is then read is the last one.
HOLD = (
    f"MATCH (r:{MARKER} {{id: $id}}) SET r:{HELD} "
    "WITH r WHERE r.load = $load RETURN count(*) AS mine"
)
END = f"MATCH (r:{MARKER} {{id: $id}}) SET r.state = $state REMOVE r.load, r:{HELD}"


class Lock:
    """A held lock."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction
        self._kept = time.monotonic()

    def keep(self) -> None:
        """Show the server and what lies between that somebody is still there."""
        if time.monotonic() - self._kept > KEEP_SECONDS:
            self._transaction.run("RETURN 1").consume()
            self._kept = time.monotonic()


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
            database.counters.add(_begin(session, release, token, wait))
            transaction = session.begin_transaction()
            try:
                asked = transaction.run(HOLD, id=RELEASE_ID, load=token).single()
                mine = asked is not None and asked["mine"] == 1
                if mine:
                    yield Lock(transaction)
                    ended = transaction.run(END, id=RELEASE_ID, state=COMPLETE).consume()
                    transaction.commit()
                    database.counters.add(ended)
            finally:
                transaction.close()


def _begin(
    session: neo4j.Session, release: Release, token: str, wait: float
) -> neo4j.ResultSummary:
    told = {"id": RELEASE_ID, "properties": release.properties, "state": LOADING, "load": token}
    try:
        with session.begin_transaction(timeout=wait) as transaction:
            begun = transaction.run(BEGIN, told).consume()
            transaction.commit()
    except exceptions.Neo4jError as error:
        if TIMED_OUT not in (error.code or ""):
            raise
        raise ServerError(
            f"another load of this database is going on; this one waited {wait:g} s and wrote "
            "nothing: try again when that one has ended"
        ) from error
    return begun
