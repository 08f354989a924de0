"""The property graph as files for `neo4j-admin database import`, and the arguments that it takes.

A file for each label and each type of relationship, with typed columns. Every text is in quotation
marks, so that an empty one is not taken for none, and a break in it not for a new line. The parts
of a list, and a node's labels, are divided by a character that no text has. A node that is no thing
of the graph, such as one that says what is loaded, can be given to `import_files` beside them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sco_graph.errors import StoreError
from sco_graph.new_folder import refuse_filled, write_new_folder
from sco_graph.schema import MARKER
from sco_graph.shapes import read_schema
from sco_loaders.build import QUADS, STORE, Build
from sco_loaders.embedded import Engine
from sco_loaders.neo4j_schema import COMPLETE, constraint, indexes
from sco_loaders.property_graph import GraphNode, Relationship, Scalar, Stored
from sco_loaders.stored import RELEASE, release_of

# The unit separator: a control character, which the check refuses in every text.
DELIMITER = "\x1f"
TYPES = {str: "string", bool: "boolean", int: "long", float: "double", datetime.date: "date"}
ARGUMENTS, COMMANDS, README = "import.args", "schema.cypher", "README.md"
PAGE = """# sco-graph for neo4j-admin

{nodes} nodes and {relationships} relationships, from the `sco-graph.nq` of SHA-256 `{sha256}`.

On the machine of a Neo4j that is stopped, in this folder (tried with 5.26 LTS and 2026.08):

```sh
neo4j-admin database import full neo4j @{arguments}
```

`neo4j` is the name of the database. It has to be new or empty; `--overwrite-destination` before
the name deletes what it holds. When the server runs again, run `{commands}` on it, in cypher-shell
or Neo4j Browser: it makes the constraint and the indexes by which things are found. Then
`sco-graph verify neo4j` says that the two are equal, and `sco-graph load neo4j` has nothing to do.
"""


def write_neo4j_admin(opened: Build, output: Path) -> list[Path]:
    """Write the files of a build into a folder that does not exist or is empty, all or nothing.

    Raises:
        WrongUse: The folder holds something.
        StoreError: The build cannot be read, the folder not written, or a list not told in CSV.
    """
    refuse_filled(output)
    engine = Engine.from_bytes(opened.read(STORE))
    nodes, relationships = engine.nodes(), engine.relationships()
    files = dict(import_files([*map(_marked, nodes), _release_node(opened)], relationships))
    schema = read_schema()
    commands = (*constraint().values(), *indexes(schema).values())
    page = PAGE.format(
        nodes=f"{len(nodes):,}",
        relationships=f"{len(relationships):,}",
        sha256=opened.manifest["files"][QUADS]["sha256"],
        arguments=ARGUMENTS,
        commands=COMMANDS,
    )
    text = "".join(f"{command};\n" for command in commands)
    return write_new_folder(output, files | {COMMANDS: text.encode(), README: page.encode()})


def _marked(node: GraphNode) -> GraphNode:
    return node._replace(labels=(*node.labels, MARKER))


def _release_node(opened: Build) -> GraphNode:
    """Return the node by which a server tells which release it holds, all of it."""
    properties = release_of(opened).properties | {"state": COMPLETE}
    return GraphNode(labels=(RELEASE, MARKER), properties=properties)


def import_files(
    nodes: Iterable[GraphNode], relationships: Iterable[Relationship]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file; the last one has the arguments of the command.

    Raises:
        StoreError: A list has a text that cannot be told in it.
    """
    arguments = [f"--array-delimiter=U+{ord(DELIMITER):04X}", "--multiline-fields=true"]
    labels: dict[str, list[GraphNode]] = defaultdict(list)
    for node in nodes:
        labels[node.labels[0]].append(node)
    for label, group in sorted(labels.items()):
        name = f"nodes/{label}.csv"
        yield name, "".join(_node_lines(group)).encode()
        arguments.append(f"--nodes={name}")
    types: dict[str, list[Relationship]] = defaultdict(list)
    for way in relationships:
        types[way.type].append(way)
    for type_, ways in sorted(types.items()):
        name = f"relationships/{type_}.csv"
        yield name, "".join(_relationship_lines(ways)).encode()
        arguments.append(f"--relationships={name}")
    yield ARGUMENTS, "".join(f"{argument}\n" for argument in arguments).encode()


def _node_lines(nodes: Iterable[GraphNode]) -> Iterator[str]:
    nodes = list(nodes)
    columns = _columns(nodes)
    yield _line(["id:ID", ":LABEL", *(f"{key}:{type_}" for key, type_ in columns.items())])
    for node in nodes:
        labels = _cell(node.id, "labels", list(node.labels))
        cells = (_cell(node.id, key, node.properties.get(key)) for key in columns)
        yield _line([_quoted(node.id), labels, *cells])


def _columns(nodes: Iterable[GraphNode]) -> Mapping[str, str]:
    """Return the type of each property; nodes of one label have a key's values in one type."""
    found = {key: _type(stored) for node in nodes for key, stored in node.properties.items()}
    return {key: found[key] for key in sorted(found.keys() - {"id"})}


def _type(stored: Stored) -> str:
    return f"{TYPES[type(stored[0])]}[]" if isinstance(stored, list) else TYPES[type(stored)]


def _relationship_lines(relationships: Iterable[Relationship]) -> Iterator[str]:
    yield _line([":START_ID", ":TYPE", ":END_ID"])
    for way in relationships:
        yield _line(map(_quoted, (way.from_, way.type, way.to)))


def _line(cells: Iterable[str]) -> str:
    return f"{','.join(cells)}\n"


def _cell(id_: str, key: str, stored: Stored | None) -> str:
    """Return a value as the tool reads it; what is not there is an empty cell, without marks."""
    if stored is None:
        return ""
    if not isinstance(stored, list):
        return _quoted(stored) if isinstance(stored, str) else _plain(stored)
    parts = [_plain(one) for one in stored]
    for part in parts:
        if not part or DELIMITER in part:
            raise StoreError(
                f"{id_}: {key} has {part!r}, which neo4j-admin cannot tell in a list; change it"
            )
    return _quoted(DELIMITER.join(parts))


def _plain(stored: Scalar) -> str:
    return str(stored).lower() if isinstance(stored, bool) else str(stored)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
