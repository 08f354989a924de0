"""Builds: the canonical N-Quads, the embedded store, and the manifest that binds the two.

A build is committed by its manifest. Its files are first written beside the former ones, then a
manifest named `pending.json` is put in place, then the files are renamed, and at last the manifest.
Killed before `pending.json`, the former build stands; killed after it, whoever opens the folder
next finishes the renames. A reader takes bytes only where their digest is the manifest's, so it
never sees two builds mixed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kglite

import sco_graph
from sco_graph.errors import RecordsError, StoreError
from sco_graph.resources import PACKAGE, ontology_folder, records_folder

if TYPE_CHECKING:
    from sco_loaders.records import Reading

QUADS = "sco-graph.nq"
STORE = "sco-graph.kgl"
MANIFEST = "manifest.json"
PENDING = "pending.json"
LOCK = ".lock"
LOCK_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """An opened build: its manifest and the bytes of its embedded store."""

    folder: Path
    manifest: Mapping[str, Any]

    def read(self, name: str) -> bytes:
        """Return the bytes of one file, being those that the manifest names.

        Raises:
            StoreError: The file is missing or another build's.
        """
        with self._opened(name) as file:
            content = file.read()
            self._refuse_other(name, hashlib.sha256(content))
        return content

    def path(self, name: str) -> Path:
        """Return where a file is, its bytes being those that the manifest names.

        Raises:
            StoreError: The file is missing or another build's.
        """
        with self._opened(name) as file:
            self._refuse_other(name, hashlib.file_digest(file, "sha256"))
        return self.folder / name

    @contextmanager
    def _opened(self, name: str) -> Iterator[BufferedReader]:
        path = self.folder / name
        try:
            with path.open("rb") as file:
                yield file
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from error

    def _refuse_other(self, name: str, digest: hashlib._Hash) -> None:
        if digest.hexdigest() != self.manifest["files"].get(name, {}).get("sha256"):
            raise StoreError(f"{self.folder / name}: is damaged or from another build; build again")


def build(output: Path, records: Path | None = None, ontology: Path | None = None) -> Build:
    """Check records and write their build into a folder, all of it or nothing.

    Raises:
        RecordsError: The records do not pass the check.
        StoreError: The folder cannot be written, or another build of it is going on.
    """
    records, ontology = records or records_folder(), ontology or ontology_folder()
    seen = inputs(records, ontology)
    files, counts = _contents(records, ontology)
    return write_build(output, files, counts, seen)


def write_build(
    output: Path, files: Mapping[str, bytes], counts: Mapping[str, Any], inputs: str
) -> Build:
    """Write the files of a build with their manifest, all of it or nothing.

    Raises:
        StoreError: The folder cannot be written, or another build of it is going on.
    """
    manifest = {
        "files": {name: {"bytes": len(c), "sha256": _sha256(c)} for name, c in files.items()},
        "counts": counts,
        "inputs": inputs,
        "versions": _versions(),
    }
    _write(output, files, manifest)
    return Build(folder=output, manifest=manifest)


def open_build(folder: Path) -> Build:
    """Open a build, finishing one that was cut off while its files were put in place.

    Raises:
        StoreError: There is no whole build.
    """
    if (folder / PENDING).exists():
        with _lock(folder):
            _settle(folder)
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        known = {QUADS, STORE} <= set(manifest["files"]) and manifest["versions"] == _versions()
    except FileNotFoundError as error:
        raise StoreError(f"{folder}: there is no build here; run `sco-graph build`") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: is no manifest of a build; build again") from error
    if not known:
        raise StoreError(f"{path}: is from another version of sco-graph; build again")
    return Build(folder=folder, manifest=manifest)


def inputs(records: Path, ontology: Path) -> str:
    """Return a digest of the names, sizes and times of all that a build is made from and by."""
    found = hashlib.sha256()
    code = (Path(__file__).parent, PACKAGE)
    for folder, pattern in ((records, "**/*"), (ontology, "*.ttl"), *((f, "*.py") for f in code)):
        for path in sorted(folder.glob(pattern)):
            stat = path.stat()
            found.update(
                f"{path.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode()
            )
    return found.hexdigest()


def _versions() -> dict[str, str]:
    return {"sco-graph": sco_graph.__version__, "kglite": kglite.__version__}


# --- what a build holds ---


def _contents(records: Path, ontology: Path) -> tuple[dict[str, bytes], dict[str, Any]]:
    from sco_loaders.check import judge, read_unjudged  # here, as whoever opens a build needs none
    from sco_loaders.sweeping import unswept

    reading = read_unjudged(records, ontology)
    # The engine of the shapes lets others run. A graph of records with problems is nothing, or an
    # error that only says so again. No sweep may come upon what the other thread has left.
    with unswept(), ThreadPoolExecutor(1) as beside:
        made = beside.submit(_graph, reading, ontology)
        judge(reading, ontology)
    if reading.problems:
        raise RecordsError(tuple(reading.problems))
    store, counts = made.result()
    quads = _quads(reading, ontology)
    counts = {"records": len(reading.files), "quads": quads.count(b"\n"), **counts}
    return {QUADS: quads, STORE: store}, counts


def _graph(reading: Reading, ontology: Path) -> tuple[bytes, dict[str, Any]]:
    """Return the embedded store, and how much of each kind is in it."""
    from sco_graph.shapes import read_schema
    from sco_loaders.embedded import stored_graph
    from sco_loaders.property_graph import GraphWriter, graph

    nodes, relationships = graph(GraphWriter(read_schema(ontology)), reading.nodes)
    counts = {
        "nodes": counted(node.labels[0] for node in nodes),
        "relationships": counted(way.type for way in relationships),
    }
    return stored_graph(nodes, relationships), counts


def _quads(reading: Reading, ontology: Path) -> bytes:
    from sco_graph.shapes import read_schema
    from sco_loaders.provenance import provenance_quads
    from sco_loaders.triples import TripleWriter, canonical, property_quads, scheme_quads

    schema = read_schema(ontology)
    return canonical(
        [
            *TripleWriter(schema).quads(reading.nodes),
            *scheme_quads(ontology),
            *property_quads(reading.nodes, schema, ontology),
            *provenance_quads(reading.files, reading.nodes, ontology),
        ]
    )


def counted(names: Iterable[str]) -> dict[str, int]:
    """Return how often each name occurs, sorted by name."""
    return dict(sorted(Counter(names).items()))


# --- how it is put in place ---


def _write(folder: Path, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            _settle(folder)
            for name, content in files.items():
                write_synced(_waiting(folder, name, manifest), [content])
            text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
            write_synced(folder / f".{PENDING}", [text.encode()])
            (folder / f".{PENDING}").replace(folder / PENDING)
            _settle(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot write the build: {error.strerror or error}") from error


def _settle(folder: Path) -> None:
    """Put the files of a committed build in place, and clear away those of a cut-off one."""
    pending = folder / PENDING
    if pending.exists():
        manifest = json.loads(pending.read_bytes())
        for name in manifest["files"]:
            waiting = _waiting(folder, name, manifest)
            if waiting.exists():
                waiting.replace(folder / name)
        pending.replace(folder / MANIFEST)
    for left in folder.glob(".*.waiting"):
        left.unlink(missing_ok=True)


def _waiting(folder: Path, name: str, manifest: Mapping[str, Any]) -> Path:
    return folder / f".{name}.{manifest['files'][name]['sha256'][:16]}.waiting"


def write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file from its pieces, and return when its bytes are on the disk.

    What stood there is put away first, so that a link that someone planted is not followed.
    """
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # here, as whoever reads a whole build needs no lock

    try:
        with FileLock(folder / LOCK, timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise StoreError(f"{folder}: another build is going on; try again later") from error


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
