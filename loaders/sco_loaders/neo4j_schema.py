"""What a Neo4j database has beside our nodes: constraint, indexes, and the states of a load.

These are texts and names; nothing here talks to a server.
"""

from __future__ import annotations

import re

from sco_graph.resources import queries_folder
from sco_graph.schema import MARKER, Schema
from sco_loaders.property_graph import GraphWriter

LOADING, COMPLETE = "loading", "complete"
CONSTRAINT = "sco_node_id"
NAMES_INDEX = "sco_names"
LOOKED_UP = re.compile(r"\((?:\w+)?:(\w+(?:\|\w+)*) \{(\w+): \$")


def constraint() -> dict[str, str]:
    """Return the command that makes ids unique among our nodes, by its name."""
    return {
        CONSTRAINT: f"CREATE CONSTRAINT {CONSTRAINT} IF NOT EXISTS FOR (n:{MARKER}) "
        "REQUIRE n.id IS UNIQUE"
    }


def indexes(schema: Schema) -> dict[str, str]:
    """Return the commands that make the indexes, by name.

    They are on what the pack looks up by a parameter, as its files say, and on names and aliases.
    """
    ranges = {
        f"sco_{label}_{key}".lower(): f"CREATE INDEX {f'sco_{label}_{key}'.lower()} IF NOT EXISTS "
        f"FOR (n:{label}) ON (n.{key})"
        for label, key in sorted(looked_up())
        if label != MARKER
    }
    names = ", ".join(f"n.{key}" for key in GraphWriter(schema).name_keys())
    full_text = (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{MARKER}) ON EACH [{names}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return ranges | {NAMES_INDEX: full_text}


def looked_up() -> set[tuple[str, str]]:
    """Return the labels and keys by which the pack's queries look things up."""
    return {
        (label, key)
        for path in queries_folder().glob("cypher/*.cypher")
        for labels, key in LOOKED_UP.findall(path.read_text(encoding="utf-8"))
        for label in labels.split("|")
    }
