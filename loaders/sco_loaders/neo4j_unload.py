"""Take our part out of a Neo4j database, and nothing else.

The relationships go first, then the nodes, the one that tells of the release last; then the
constraint and the indexes are dropped. One that was cut off is begun again.
"""

from __future__ import annotations

from sco_graph.errors import ServerError
from sco_graph.schema import MARKER, Schema
from sco_loaders.neo4j_database import OURS, Database
from sco_loaders.neo4j_differences import Progress
from sco_loaders.neo4j_schema import constraint, indexes
from sco_loaders.neo4j_server import Address, connected
from sco_loaders.property_graph import GraphWriter
from sco_loaders.stored import RELEASE_ID

BATCH = 5_000
EXAMPLES = 5


def count_ours(address: Address) -> int:
    """Return how many nodes of ours a database holds.

    Raises:
        ServerError: The server failed.
    """
    with connected(address) as driver:
        return Database(driver, address.database).node_count()


def unload(schema: Schema, address: Address, progress: Progress) -> Database:
    """Remove our nodes, the relationships between them, the constraint and the indexes.

    Raises:
        ServerError: The server failed, or somebody's own relationships hang on nodes of ours.
    """
    types = GraphWriter(schema).types()
    with connected(address) as driver:
        database = Database(driver, address.database)
        _refuse_strangers(database, types)
        ours = f"(:{MARKER})-[r:{'|'.join(types)}]->(:{MARKER})"
        _remove(database, progress, "relationships", f"MATCH {ours}", "r")
        _remove(database, progress, "nodes", OURS, "n")
        database.write(f"MATCH (n:{MARKER} {{id: $release}}) DELETE n", release=RELEASE_ID)
        database.drop_schema((*indexes(schema), *constraint()))
        return database


def _refuse_strangers(database: Database, types: tuple[str, ...]) -> None:
    match = (
        f"MATCH (n:{MARKER})-[r]-(other) WHERE NOT other:{MARKER} OR NOT type(r) IN $types "
        "RETURN n.id, type(r), labels(other)"
    )
    found = list(database.rows(f"{match} LIMIT {EXAMPLES}", types=list(types)))
    if found:
        listed = "".join(
            f"\n  ({id_})-[:{way}]-(:{':'.join(sorted(labels))})" for id_, way, labels in found
        )
        raise ServerError(
            f"nothing was removed: relationships of your own hang on nodes of this graph:{listed}\n"
            "hang these on other nodes or delete them, and unload again"
        )


def _remove(database: Database, progress: Progress, work: str, match: str, name: str) -> None:
    """Delete what a pattern matches, batch by batch."""
    total = int(database.read(f"{match} RETURN count({name})", release=RELEASE_ID)[0][0])
    for done in range(0, total, BATCH):
        database.write(f"{match} WITH {name} LIMIT {BATCH} DELETE {name}", release=RELEASE_ID)
        progress(work, min(done + BATCH, total), total)
