"""New records put in place: that which is asked for, and those that it needs, all or none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sco_graph.delegations import (
    SOURCES,
    Ask,
    Delegations,
    participations_key,
    read_delegations,
    texts_of,
)
from sco_graph.errors import QuestionError, StoreError
from sco_graph.find import remark
from sco_graph.known import Known, read_known
from sco_graph.new_record import name_entry, read_given, record_kinds, skeleton
from sco_graph.record_names import file_name
from sco_graph.schema import Class, Schema
from sco_graph.series import expected, key_of
from sco_graph.yaml_text import Entry
from sco_loaders.new_file import record_path, write_new_files

MOST_NOTES = 3
LISTED = "participation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a curator says of a new record: its title, plain keys as texts, its file's name."""

    cls: Class
    title: str | None
    texts: Mapping[str, tuple[str, ...]]
    name: str | None
    delegations: Path | None = None


def write_new_records(
    wanted: Wanted, records: Path, schema: Schema, ask: Ask | None = None
) -> tuple[list[Path], list[str]]:
    """Write the skeleton of a record; return all paths, and what the writer should know.

    With a list of delegations, people and posts that are new get records too; `ask` is asked whom
    the list means where names are only near.

    Raises:
        RecordsError: The list has problems, or nobody can be asked; carries them all.
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
    files = {record_path(records, wanted.cls.kind, name): ""}
    [target], notes = files, list(_notes(wanted, known))
    if wanted.delegations is not None:
        key = _participations(wanted.cls)
        found = _delegations(wanted, wanted.delegations, known, given, ask)
        given[key] = Entry(key, found.participations, found.remark)
        notes += [found.remark] if found.remark else []
        files |= {records / f"{id_}.yaml": text for id_, text in found.records.items()}
    files[target] = skeleton(wanted.cls, given, schema)
    write_new_files(files)
    return list(files), notes


def _participations(cls: Class) -> str:
    key = participations_key(cls)
    if key is None:
        raise QuestionError(f"a {cls.kind} has no participations; leave out --delegations")
    return key


def _delegations(
    wanted: Wanted, file: Path, known: Known, given: Mapping[str, Entry], ask: Ask | None
) -> Delegations:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {error.strerror or error}") from error
    cited = texts_of(given.get(key_of(wanted.cls, SOURCES) or ""))
    return read_delegations(data, str(file), known, cited, ask)


def _kinds(wanted: Wanted, schema: Schema) -> Collection[str]:
    """Return the kinds of record to read: those named alike, and those that are referred to."""
    properties = wanted.cls.properties
    keys = [properties[key] for key in wanted.texts]
    if wanted.delegations is not None:
        keys += schema.classes[LISTED].properties.values()
    return {wanted.cls.kind, *(kind for prop in keys for kind in record_kinds(prop, schema))}


def _notes(wanted: Wanted, known: Known) -> Iterator[str]:
    """Yield which records may be of the same thing already."""
    matches = known.find(wanted.title, wanted.cls.kind) if wanted.title else []
    alike = [match for match in matches if match.whole or match.why == "similar"]
    for match in alike[:MOST_NOTES]:
        yield f"{match.id} may be the same: {match.name} ({remark(match)})"
