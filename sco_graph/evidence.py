"""A source line by line: the facts drawn from each, and whether a text is the one that was read.

A source's text is not stored, so a line is known by its number and fingerprint alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sco_graph.errors import StoreError, UnknownName
from sco_graph.labels import place_words, unstopped
from sco_graph.shapes import read_schema
from sco_graph.things import CITED, Entry, Thing, natural, read_things, read_tree
from sco_loaders.embedded import Engine
from sco_loaders.new_source import composed, decoded
from sco_loaders.sources import fingerprint, numbered_lines

FILE = "MATCH (s:Source {id: $id}) RETURN s.file AS file"
KIND = "source/"
PASSAGES = "passages"
REMARKS_ON_A_FACT = frozenset({"note", "inferred_from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A fact drawn from a line: what cites it, in plain words."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A place in a source, with the facts drawn from it or the reason why there is none."""

    locator: str
    place: str
    line: int | None
    fingerprint: str | None
    no_fact: str | None
    facts: tuple[Drawn, ...]


def evidence(engine: Engine, source_id: str) -> list[Line]:
    """Return the places of a source in order, each with the facts drawn from it.

    Raises:
        UnknownName: There is no such source.
    """
    schema = read_schema()
    source = read_tree(engine, schema, source_id) if source_id.startswith(KIND) else None
    if source is None or source.id.count("/") != 1:
        raise UnknownName("source", source_id)
    passages = dict(source.nested).get(PASSAGES, ())
    cited = [str(id_) for one in passages for entry in one.linked_from for id_ in entry.values]
    things = read_things(engine, schema, cited)
    lines = [_line(passage, things) for passage in passages]
    return sorted(lines, key=lambda line: (line.line is None, line.line or 0, natural(line.place)))


def _line(passage: Thing, things: Mapping[str, Thing]) -> Line:
    values = {entry.key: entry for entry in passage.properties}
    number, print_ = values.get("line"), values.get("fingerprint")
    place = passage.id.rsplit("/", 1)[-1]
    return Line(
        locator=passage.id.replace("/passage/", "#"),
        place=place,
        line=None if number is None else int(number.words[0]),
        fingerprint=None if print_ is None else print_.words[0],
        no_fact=values["no_fact"].words[0] if "no_fact" in values else None,
        facts=tuple(fact for entry in passage.linked_from for fact in _drawn(entry, things)),
    )


def _drawn(entry: Entry, things: Mapping[str, Thing]) -> Iterator[Drawn]:
    for id_ in entry.values:
        thing = things[str(id_)]
        named = _named(thing)
        linked = f"{named} – {entry.label}: this place"
        text = in_words(thing) if entry.relationship == CITED else linked
        yield Drawn(id=thing.id, name=named, text=text)


def in_words(thing: Thing) -> str:
    """Return what a thing's own entries say, without remarks on how it is known."""
    said = "; ".join(
        f"{entry.label}: {unstopped(', '.join(entry.words))}"
        for entry in thing.entries
        if entry.key is not None and entry.key not in REMARKS_ON_A_FACT and not entry.usual
    )
    return f"{_named(thing)} – {said}" if said else _named(thing)


def _named(thing: Thing) -> str:
    return f"{thing.name} ({thing.label})" if thing.id.count("/") == 1 else thing.name


def to_text(lines: Iterable[Line]) -> str:
    """Return lines with their facts; a fact is told in full where it is first drawn."""
    told: dict[str, str] = {}
    parts = []
    for line in lines:
        parts.append(f"{line.locator}{_reason(line)}\n")
        for fact in line.facts:
            shown = f"{fact.name}, as at {told[fact.text]}" if fact.text in told else fact.text
            told.setdefault(fact.text, place_words(line.place))
            parts.append(f"  - {shown} ({fact.id})\n")
    return "".join(parts)


def _reason(line: Line) -> str:
    if line.no_fact is not None:
        return f": holds no fact ({line.no_fact})"
    return "" if line.facts else ": no fact cites it"


def to_json(lines: Iterable[Line]) -> list[dict[str, object]]:
    """Return lines as plain values for JSON."""
    return [asdict(line) for line in lines]


# --- the text at hand ---


def check_source_text(
    engine: Engine, source_id: str, lines: Sequence[Line], folder: Path
) -> list[str]:
    """Compare a source's lines with its text in a folder; return what differs.

    Raises:
        StoreError: The folder does not exist, or the text cannot be read.
        RecordsError: The text is not UTF-8.
    """
    if not folder.is_dir():
        raise StoreError(f"{folder}: there is no such folder of texts")
    name = next((row["file"] for row in engine.cypher(FILE, {"id": source_id})), None)
    if name is None:
        return [f"{source_id} names no file, so there is no text of it to check"]
    path = find_text(folder, name)
    if path is None:
        return [f"{folder}: the text of {source_id} is not here; it is the file {name!r}"]
    return [f"{path}: {message}" for message in check_text(lines, read_text(path))]


def find_text(folder: Path, file_name: str) -> Path | None:
    """Return the file of this name in a folder or below it, or None."""
    # A record's file name is a name and no path; what it would lead to elsewhere is not opened.
    name = Path(file_name).name
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return next((path for path in files if composed(path.name) == name), None)


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        StoreError: The file cannot be read.
        RecordsError: The text is not UTF-8.
    """
    try:
        return decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def check_text(lines: Iterable[Line], text: str) -> list[str]:
    """Compare recorded fingerprints with a text; return a message for each line that differs."""
    found = {number: fingerprint(line) for number, line in numbered_lines(text)}
    places: dict[str, int] = {}
    for number, print_ in found.items():
        places.setdefault(print_, number)
    recorded = {line.line: line.fingerprint for line in lines if line.line is not None}
    messages = [
        _difference(number, expected, found.get(number), places)
        for number, expected in sorted(recorded.items())
        if expected is not None and found.get(number) != expected
    ]
    extra = sorted(found.keys() - recorded.keys())
    return [*messages, *(f"line {number} of the text is not in the record" for number in extra)]


def _difference(number: int, expected: str, found: str | None, places: Mapping[str, int]) -> str:
    moved = f"; that one is now line {places[expected]}" if expected in places else ""
    if found is None:
        return f"line {number} is missing: the text ends before it{moved}"
    return f"line {number} is not the one that was read{moved}: {found}, not {expected}"
