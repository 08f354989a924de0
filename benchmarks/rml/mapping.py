"""The RML mapping of the tables: one triples map for each, one term map for each column.

It follows the tables, and they the schema, so that a new property needs no line here. To read it:
`python -m benchmarks.rml.mapping`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from benchmarks.generated import read_nodes
from benchmarks.generator import records
from benchmarks.rml.tables import SUBJECT, Column, Table, Tables
from sco_graph.shapes import read_schema

HEAD = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@base <https://w3id.org/sco-graph/benchmark/> .
"""
ENOUGH = 20
"""The meetings among which every kind of table occurs."""


def mapping(tables: Mapping[str, Table]) -> str:
    """Return the mapping of these tables in Turtle."""
    return HEAD + "".join(
        "\n" + " ;\n    ".join(_triples_map(name, table)) + " .\n" for name, table in tables.items()
    )


def _triples_map(name: str, table: Table) -> Iterator[str]:
    # Whole IRIs in the cells spare the engine its percent-encoding of templates.
    yield f"<{name}> a rr:TriplesMap"
    yield (f'rml:logicalSource [ rml:source "{name}.csv" ; rml:referenceFormulation ql:CSV ]')
    classes = ", ".join(f"<{iri}>" for iri in table.types)
    said = f" ; rr:class {classes}" if classes else ""
    yield f'rr:subjectMap [ rml:reference "{SUBJECT}" ; rr:termType rr:IRI{said} ]'
    for column_name, column in table.columns.items():
        object_map = " ; ".join([f'rml:reference "{column_name}"', *_term(column)])
        yield (
            f"rr:predicateObjectMap "
            f"[ rr:predicate <{column.predicate}> ; rr:objectMap [ {object_map} ] ]"
        )


def _term(column: Column) -> Iterator[str]:
    if column.iri:
        yield "rr:termType rr:IRI"
    if column.language:
        yield f'rr:language "{column.language}"'
    if column.datatype:
        yield f"rr:datatype <{column.datatype}>"


if __name__ == "__main__":
    sys.stdout.write(mapping(Tables(read_nodes(records(ENOUGH), read_schema()))))
