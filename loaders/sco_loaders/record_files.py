"""The files of a folder of records: which hold a record, which id each has, which are misnamed.

A file whose name shows what was meant is read under the name that it should have, so that what is
wrong inside it comes out in the same run, and nothing that refers to it is called unknown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sco_graph.errors import Problem, WrongUse, hint
from sco_graph.near import near
from sco_graph.schema import Class, Schema, slug
from sco_loaders.ids import SLUG

SUFFIX = ".yaml"
NEAR_SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file that holds a record, with the id and class that its path gives it."""

    path: Path
    shown: str
    id: str
    cls: Class


def find_records(
    folder: Path, schema: Schema, extra: Iterable[Path] = ()
) -> tuple[list[RecordFile], list[Problem]]:
    """Return the record files of a folder, sorted by id, and what is wrong with their names.

    `extra` are further files that are read as if they stood in the folder; one with the name of a
    record there takes its place.

    Raises:
        WrongUse: The folder does not exist, cannot be read or is empty.
    """
    if not folder.is_dir():
        raise WrongUse(f"{folder}: there is no such folder of records; name it with --records")
    finder = _Finder(kinds={cls.kind: cls for cls in schema.record_classes})
    for path in sorted(_paths(folder)):
        finder.take(path, folder)
    if not finder.files and not finder.problems:
        raise WrongUse(f"{folder}: holds no records; name another folder with --records")
    finder.take_extra(sorted(extra))
    return [finder.files[id_] for id_ in sorted(finder.files)], finder.problems


def record_paths(path: Path) -> list[Path]:
    """Return the file itself, or every file of a folder that may hold a record."""
    return sorted(_paths(path)) if path.is_dir() else [path]


def shown_path(path: Path) -> str:
    """Return a path as a person would type it here."""
    absolute, here = path.absolute(), Path.cwd()
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else path
    return shown.as_posix()


def _paths(folder: Path) -> Iterator[Path]:
    """Yield what is not hidden, and of the folders those that pass themselves off as records."""
    for top, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(top, name) for name in files if not name.startswith("."))
        for path in (Path(top, name) for name in folders):
            if path.suffix in NEAR_SUFFIXES or path.is_symlink():
                yield path


def _refuse(error: OSError) -> None:
    raise WrongUse(f"{error.filename}: cannot be read: {error.strerror}") from error


@dataclass(slots=True, kw_only=True)
class _Finder:
    """Takes paths one by one, and keeps the record files and the problems."""

    kinds: Mapping[str, Class]
    files: dict[str, RecordFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: Path, folder: Path) -> None:
        """Take a path of the folder of records: a record stands in the folder of its kind."""
        parts = path.relative_to(folder).parts
        if message := _oddity(path):
            self._complain(path, message)
        elif len(parts) == 1 and path.suffix in NEAR_SUFFIXES:
            message = "a record stands in the folder of its kind, such as 'meeting'; move it there"
            self._complain(path, message)
        elif len(parts) > 2:  # noqa: PLR2004, a folder and a name
            message = f"a record stands in the folder of its kind; move it up to {parts[0]!r}"
            self._complain(path, message)
        else:
            self._keep(path, lambda found: found.id not in self.files)

    def take_extra(self, paths: Iterable[Path]) -> None:
        """Take paths from elsewhere; each replaces the record of its name."""
        taken: dict[str, RecordFile] = {}
        for path in paths:
            if message := _oddity(path):
                self._complain(path, message)
            elif found := self._keep(path, lambda found: found.id not in taken):
                taken[found.id] = found

    def _keep(self, path: Path, wanted: Callable[[RecordFile], bool]) -> RecordFile | None:
        found = self._named(path)
        if found is None:
            return None
        if wanted(found):
            self.files[found.id] = found
            return found
        other = self.files[found.id].shown
        self._complain(path, f"{other} stands for {found.id!r} already; keep one of the two")
        return None

    def _named(self, path: Path) -> RecordFile | None:
        """Return the record that a path stands for or is likely to; report its misnaming."""
        if path.suffix.lower() not in NEAR_SUFFIXES:
            message = f"a record's name ends in {SUFFIX!r}; rename it or move it out of the records"
            self._complain(path, message)
            return None
        kind, name = self._kind(path), _name(path)
        if path.suffix != SUFFIX:
            wanted = f"{name or 'name'}{SUFFIX}"
            message = (
                f"a record's name ends in {SUFFIX!r}, not {path.suffix!r}; rename it {wanted!r}"
            )
            self._complain(path, message)
        if name != path.stem:
            such = f", such as {name!r}" if name else ""
            message = (
                f"{path.stem!r} is no name for a record; use a-z, 0-9 and single hyphens{such}"
            )
            self._complain(path, message)
        if kind is None or not name:
            return None
        id_ = f"{kind}/{name}"
        return RecordFile(path=path, shown=shown_path(path), id=id_, cls=self.kinds[kind])

    def _kind(self, path: Path) -> str | None:
        folder = path.absolute().parent.name
        if folder in self.kinds:
            return folder
        likely = near(slug(folder), self.kinds)
        advice = hint(likely) or f"; move it to the folder of its kind: {', '.join(self.kinds)}"
        self._complain(path, f"{folder!r} is no kind of record{advice}")
        return likely[0] if likely else None

    def _complain(self, path: Path, message: str) -> None:
        self.problems.append(Problem(file=shown_path(path), line=1, column=1, message=message))


def _name(path: Path) -> str:
    return path.stem if SLUG.fullmatch(path.stem) else slug(path.stem)


def _oddity(path: Path) -> str | None:
    """Return why a path cannot be a record's file, whatever its name."""
    if path.is_symlink() and not path.exists():
        return "this is a link that leads nowhere; remove it or put the record here"
    if path.is_dir():
        return "this is a folder, where a record is a file; rename it or move it out of the records"
    if not path.is_file():
        return "this is no plain file; move it out of the records"
    return None
