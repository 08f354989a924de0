"""The property graph as GraphML and as GEXF, for NetworkX, igraph and their like.

Neither format has lists or days, GraphML knows one type a key, and XML cannot hold every character;
docs/graph-formats.md says how these are written, so that a reader can undo it. The writers are ours
because networkx's bytes change with its version, with the day, and with whether lxml is installed.
Which part of the graph is written is for `sco_graph.graph_part`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from sco_graph.schema import Kind
from sco_graph.shapes import read_schema
from sco_graph.xml_text import text, value
from sco_loaders.property_graph import GraphNode, Relationship, Stored

Said: TypeAlias = Mapping[Relationship, Mapping[str, Stored]]
"""What is said of relationships, where they have attributes beside their type."""
Write: TypeAlias = Callable[[Sequence[GraphNode], Iterable[Relationship]], Iterator[bytes]]

TYPES = {bool: "boolean", int: "long", float: "double"}
TEXT, NUMBER = "string", "double"
NOTHING: Said = {}


class Key(NamedTuple):
    """What a file calls an attribute of nodes, and the type that the file gives it."""

    name: str
    type: str


# --- GraphML ---


def graphml(
    nodes: Sequence[GraphNode], relationships: Iterable[Relationship], said: Said = NOTHING
) -> Iterator[bytes]:
    """Yield a graph as GraphML, piece by piece."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield f"  <desc>{text(description(nodes))}</desc>\n".encode()
    for name, type_ in keys(nodes):
        yield (f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{type_}"/>\n'.encode())
    for name, type_ in edge_keys(said):
        yield (
            f'  <key id="{_edge_id(name)}" for="edge" attr.name="{name}" attr.type="{type_}"/>\n'
        ).encode()
    yield b'  <graph edgedefault="directed">\n'
    for node in nodes:
        cells = "".join(f'<data key="{key.name}">{text(v)}</data>' for key, v in attributes(node))
        yield f"    <node id={value(node.id)}>{cells}</node>\n".encode()
    for way in relationships:
        cells = "".join(
            f'<data key="{_edge_id(key.name)}">{text(v)}</data>'
            for key, v in edge_values(way, said)
        )
        yield (
            f"    <edge source={value(way.from_)} target={value(way.to)}>{cells}</edge>\n"
        ).encode()
    yield b"  </graph>\n</graphml>\n"


# --- GEXF ---


def gexf(
    nodes: Sequence[GraphNode], relationships: Iterable[Relationship], said: Said = NOTHING
) -> Iterator[bytes]:
    """Yield a graph as GEXF, piece by piece."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield b'<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n  <meta>\n'
    yield b"    <creator>sco-graph</creator>\n"
    yield f"    <description>{text(description(nodes))}</description>\n  </meta>\n".encode()
    yield b'  <graph defaultedgetype="directed" mode="static">\n'
    yield from _declared("node", keys(nodes))
    yield from _declared("edge", edge_keys(said))
    yield b"    <nodes>\n"
    for node in nodes:
        cells = "".join(_cell(key.name, v) for key, v in attributes(node))
        label = value(str(node.properties["name"]))
        yield (
            f"      <node id={value(node.id)} label={label}><attvalues>{cells}</attvalues></node>\n"
        ).encode()
    yield b"    </nodes>\n    <edges>\n"
    for way in relationships:
        id_ = f"{way.from_} {way.type} {way.to}"
        cells = "".join(_cell(key.name, v) for key, v in edge_values(way, said))
        yield (
            f"      <edge id={value(id_)} source={value(way.from_)} target={value(way.to)} "
            f'label="{way.type}"><attvalues>{cells}</attvalues></edge>\n'
        ).encode()
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _declared(class_: str, declared: Iterable[Key]) -> Iterator[bytes]:
    yield f'    <attributes class="{class_}" mode="static">\n'.encode()
    for name, type_ in declared:
        yield f'      <attribute id="{name}" title="{name}" type="{type_}"/>\n'.encode()
    yield b"    </attributes>\n"


def _cell(name: str, written: str) -> str:
    return f'<attvalue for="{name}" value={value(written)}/>'


# --- what both have ---


def description(nodes: Iterable[GraphNode]) -> str:
    """Return the sentences by which a reader of the file knows its lists and days."""
    stored = {key: one for node in nodes for key, one in node.properties.items()}
    lists = {"labels", *(key for key, one in stored.items() if isinstance(one, list))}
    days = {key for key, one in stored.items() if _is_day(one)}
    parts = (("Lists are JSON arrays", lists), ("Days are YYYY-MM-DD", days))
    return " ".join(f"{words}: {', '.join(sorted(names))}." for words, names in parts if names)


def _is_day(stored: Stored) -> bool:
    first = stored[0] if isinstance(stored, list) else stored
    return isinstance(first, datetime.date)


def keys(nodes: Iterable[GraphNode]) -> list[Key]:
    """Return the keys of all attributes of these nodes, sorted."""
    return sorted({key for node in nodes for key, _ in attributes(node)})


def attributes(node: GraphNode) -> Iterator[tuple[Key, str]]:
    """Yield the attributes of a node, sorted by name; its id is no attribute."""
    stored: dict[str, Stored] = {**node.properties, "labels": list(node.labels)}
    for name in sorted(stored.keys() - {"id"}):
        yield _key(name, stored[name]), _written(stored[name])


def edge_keys(said: Said) -> list[Key]:
    """Return the keys of all attributes of relationships: the type, and what is said of them."""
    found = {_key(name, stored) for values in said.values() for name, stored in values.items()}
    return [Key("type", TEXT), *sorted(found)]


def edge_values(way: Relationship, said: Said) -> Iterator[tuple[Key, str]]:
    """Yield the attributes of a relationship."""
    yield Key("type", TEXT), way.type
    for name, stored in sorted(said.get(way, {}).items()):
        yield _key(name, stored), _written(stored)


def _edge_id(name: str) -> str:
    """Return the id of an edge's key, since a node may have one of the same name."""
    return name if name == "type" else f"edge_{name}"


def _key(name: str, stored: Stored) -> Key:
    type_ = TYPES.get(type(stored), TEXT)
    if name in texts_and_numbers() and type_ != TEXT:
        return Key(f"{name}_number", NUMBER)
    return Key(name, type_)


@cache
def texts_and_numbers() -> frozenset[str]:
    """Return the keys that hold texts in one class and numbers in another."""
    properties = [p for cls in read_schema().classes.values() for p in cls.properties.values()]
    numbers = {p.key for p in properties if p.kind in (Kind.INTEGER, Kind.DECIMAL)}
    links = (Kind.REFERENCE, Kind.NESTED, Kind.INTEGER, Kind.DECIMAL)
    return frozenset(numbers & {p.key for p in properties if p.kind not in links})


def _written(stored: Stored) -> str:
    match stored:
        case bool():
            return str(stored).lower()
        case list():
            plain = [one.isoformat() if isinstance(one, datetime.date) else one for one in stored]
            return json.dumps(plain, ensure_ascii=False)
    return str(stored)


GRAPH_FORMATS: Mapping[str, Write] = {"graphml": graphml, "gexf": gexf}
