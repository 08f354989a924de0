"""New records put in place: that which is asked for, and those that it needs, all or none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sco_graph.errors import QuestionError
from sco_graph.find import remark
from sco_graph.known import Known, read_known
from sco_graph.new_record import name_entry, read_given, record_kinds, skeleton
from sco_graph.record_names import file_name
from sco_graph.schema import Class, Schema
from sco_graph.series import expected
from sco_loaders.new_file import record_path, write_new_files

MOST_NOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a curator says of a new record: its title, plain keys as texts, its file's name."""

    cls: Class
    title: str | None
    texts: Mapping[str, tuple[str, ...]]
    name: str | None


def write_new_record(wanted: Wanted, records: Path, schema: Schema) -> tuple[Path, list[str]]:
    """Write the skeleton of a record; return its path, and what its writer should know.

    Raises:
        WrongUse: What is given does not fit, or nothing says how to name the file.
        StoreError: The record exists already, or cannot be written.
    """
    known = read_known(records, schema, _kinds(wanted, schema))
    given = read_given(wanted.cls, wanted.texts, known)
    if wanted.title:
        given["name"] = name_entry(wanted.title)
    given = {entry.key: entry for entry in expected(wanted.cls, given, known)} | given
    name = wanted.name or file_name(wanted.cls, given, known)
    if not name:
        raise QuestionError("nothing says how to name the record; give its title, or --name")
    path = record_path(records, wanted.cls.kind, name)
    write_new_files({path: skeleton(wanted.cls, given, schema)})
    return path, list(_notes(wanted, known))


def _kinds(wanted: Wanted, schema: Schema) -> Collection[str]:
    """Return the kinds of record to read: those named alike, and those that are referred to."""
    properties = wanted.cls.properties
    referred = (record_kinds(properties[key], schema) for key in wanted.texts)
    return {wanted.cls.kind, *(kind for kinds in referred for kind in kinds)}


def _notes(wanted: Wanted, known: Known) -> Iterator[str]:
    """Yield which records may be of the same thing already."""
    matches = known.find(wanted.title, wanted.cls.kind) if wanted.title else []
    alike = [match for match in matches if match.whole or match.why == "similar"]
    for match in alike[:MOST_NOTES]:
        yield f"{match.id} may be the same: {match.name} ({remark(match)})"
