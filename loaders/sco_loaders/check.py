"""Check records: read them, validate them, and report every problem in one run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sco_graph.errors import Problem, WrongUse
from sco_graph.resources import ontology_folder, records_folder
from sco_graph.shapes import read_schema
from sco_loaders.namesakes import find_namesakes
from sco_loaders.record_files import find_records, record_paths
from sco_loaders.records import Reading, read_records
from sco_loaders.sweeping import unswept
from sco_loaders.validation import validate


def read(
    records: Path | None = None, ontology: Path | None = None, extra: Iterable[Path] = ()
) -> Reading:
    """Read and validate a folder of records, by default the project's own.

    Raises:
        WrongUse: The folder cannot be read.
        SchemaError: The ontology cannot be compiled.
    """
    ontology = ontology or ontology_folder()
    reading = read_unjudged(records, ontology, extra)
    judge(reading, ontology)
    return reading


def read_unjudged(records: Path | None, ontology: Path, extra: Iterable[Path] = ()) -> Reading:
    """Read a folder of records, whose nodes no shape has judged yet.

    Raises:
        WrongUse: The folder cannot be read.
        SchemaError: The ontology cannot be compiled.
    """
    schema = read_schema(ontology)
    files, misnamed = find_records(records or records_folder(), schema, extra)
    with unswept():
        reading = read_records(files, schema)
    reading.problems += misnamed
    return reading


def judge(reading: Reading, ontology: Path) -> None:
    """Add to a reading what the shapes find wrong with its nodes; the problems are sorted then."""
    validate(reading, read_schema(ontology), ontology)
    reading.problems = sorted(set(reading.problems))


def check(
    records: Path | None = None, ontology: Path | None = None, extra: Iterable[Path] = ()
) -> tuple[Problem, ...]:
    """Return every problem of a folder of records, sorted by place; none where all is well.

    That two persons may be one is for a curator to judge: a build takes records that leave it open.
    """
    reading = read(records, ontology, extra)
    find_namesakes(reading)
    return tuple(sorted(reading.problems))


def check_paths(paths: Iterable[Path], records: Path | None = None) -> tuple[Problem, ...]:
    """Return the problems of some files and folders; all records are read for their references.

    A file outside the folder of records is read as if it stood in it.

    Raises:
        WrongUse: A path does not exist.
    """
    paths, folder = [path.resolve() for path in paths], (records or records_folder()).resolve()
    for path in paths:
        if not path.exists():
            raise WrongUse(f"{path}: there is no such file or folder")
    outside = [path for path in paths if not path.is_relative_to(folder)]
    problems = check(folder, extra=[file for path in outside for file in record_paths(path)])
    return tuple(problem for problem in problems if not paths or _is_in(problem, paths))


def _is_in(problem: Problem, paths: Iterable[Path]) -> bool:
    # Not resolved further: a link that leads nowhere is a problem of the place where it stands.
    file = Path(problem.file).absolute()
    return any(file.is_relative_to(path) for path in paths)
