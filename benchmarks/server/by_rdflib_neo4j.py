"""Load a file of N-Triples into a server by rdflib-neo4j; runs in that package's environment.

`python by_rdflib_neo4j.py URI TRIPLES`. Batches are of five thousand, as ours are.
"""

# mypy: ignore-errors

from __future__ import annotations

import sys

from rdflib import Graph
from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

if __name__ == "__main__":
    login = {"uri": sys.argv[1], "database": "neo4j", "user": "neo4j", "pwd": "none"}
    config = Neo4jStoreConfig(
        auth_data=login,
        batching=True,
        batch_size=5_000,
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
    )
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(sys.argv[2], format="nt")
    graph.close(commit_pending_transaction=True)
