"""Load a build into an empty server by the shortest loop there is: UNWIND and MERGE, in batches.

`python -m benchmarks.server.bare BUILD URI`. It writes the rows that our own load writes, and
neither compares, locks, nor tells of anything.
"""

from __future__ import annotations

import sys
from pathlib import Path

import neo4j

from sco_graph.schema import MARKER
from sco_graph.shapes import read_schema
from sco_loaders.build import open_build
from sco_loaders.stored import StoredGraph


def load(stored: StoredGraph, driver: neo4j.Driver) -> None:
    """Write all nodes, then all relationships."""
    driver.execute_query(
        f"CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:{MARKER}) REQUIRE n.id IS UNIQUE"
    )
    for label, labels in stored.labels.items():
        query = (
            f"UNWIND $rows AS row MERGE (n:{MARKER} {{id: row.id}}) "
            f"SET n = row, n:{':'.join(labels)}"
        )
        for batch in stored.nodes(label):
            driver.execute_query(query, rows=batch)
    for type_ in stored.types:
        query = (
            f"UNWIND $rows AS row MATCH (a:{MARKER} {{id: row[0]}}) "
            f"MATCH (b:{MARKER} {{id: row[1]}}) MERGE (a)-[:{type_}]->(b)"
        )
        for ways in stored.ways(type_):
            driver.execute_query(query, rows=[list(way) for way in ways])


if __name__ == "__main__":
    opened = StoredGraph(open_build(Path(sys.argv[1])), read_schema())
    with neo4j.GraphDatabase.driver(sys.argv[2], warn_notification_severity="OFF") as server:
        load(opened, server)
