"""All about one thing, as a page of a reference book or as JSON.

`sco_graph.things` reads it; here it is asked for by id and laid out.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sco_graph.errors import UnknownName
from sco_graph.schema import Schema
from sco_graph.things import Citation, Entry, Thing, natural, read_tree
from sco_loaders.embedded import Engine

__all__ = ["Thing", "show", "to_json", "to_text"]

WIDTH = 96
WIDEST_LABEL = 30
LANGUAGE_NAMES = {"ru": "in Russian", "zh": "in Chinese"}


def show(engine: Engine, schema: Schema, id_: str) -> Thing:
    """Return all about one thing: names, entries, links both ways, nested things, sources.

    Raises:
        UnknownName: The graph has no such id.
    """
    thing = read_tree(engine, schema, id_)
    if thing is None:
        raise UnknownName("thing", id_)
    return thing


def to_text(thing: Thing, as_of: str | None = None) -> str:
    """Return a thing as a page: heading, facts, nested things, links to it, and its sources.

    `as_of` names the release that the page is of.
    """
    numbers = _numbers(thing)
    parts = [
        [thing.name, f"{_capital(thing.label)}, {thing.id}{_marks(thing.citations, numbers)}"],
        _facts(thing),
        *(_section(key, things, numbers) for key, things in thing.nested),
        _links_here(thing),
        _sources(thing, numbers),
        [f"As of data {as_of}"] if as_of else [],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def to_json(thing: Thing) -> dict[str, object]:
    """Return a thing as plain values for JSON."""
    return {
        "id": thing.id,
        "kind": thing.kind,
        "name": thing.name,
        "names": dict(thing.names),
        "properties": {entry.key: _json_values(entry) for entry in thing.properties},
        "links": list(_json_links(thing.links)),
        "linked_from": list(_json_links(thing.linked_from)),
        "nested": {key: [to_json(one) for one in things] for key, things in thing.nested},
        "sources": [
            {
                "locator": cited.locator,
                "source": cited.source,
                "place": cited.place,
                "title": cited.title,
                "publisher": cited.publisher,
                "url": cited.url,
            }
            for cited in thing.citations
        ],
    }


# --- JSON ---


def _json_values(entry: Entry) -> object:
    values = [
        value.isoformat() if isinstance(value, datetime.date) else value for value in entry.values
    ]
    return values if entry.many else values[0]


def _json_links(entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        for id_, name in zip(entry.values, entry.words, strict=True):
            yield {
                "relationship": entry.relationship,
                "key": entry.key,
                "label": entry.label,
                "id": id_,
                "name": name,
            }


# --- the page ---


def _facts(thing: Thing) -> list[str]:
    rows = [
        (LANGUAGE_NAMES[one], text) for one, text in thing.names.items() if one in LANGUAGE_NAMES
    ]
    rows += [
        (label, text)
        for entry in thing.entries
        if not entry.usual
        for label, text in _labelled(entry)
    ]
    widest = min(WIDEST_LABEL, max((len(label) for label, _ in rows), default=0))
    return [line for label, text in rows for line in _row(label, text, widest)]


def _labelled(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the values of an entry, the first with its label."""
    for index, text in enumerate(_shown(entry)):
        yield "" if index else entry.label, text


def _row(label: str, text: str, widest: int) -> list[str]:
    head = f"  {label:<{widest}}  "
    return _wrapped(text, head, " " * (widest + 4))


def _section(key: str, things: Sequence[Thing], numbers: Mapping[str, int]) -> list[str]:
    """Return nested things as paragraphs, those that are told apart by others below these."""
    lines = [f"{_capital(key.replace('_', ' '))} ({len(things)})"]
    if all(thing.told_by is None for thing in things):
        return [*lines, *(line for thing in things for line in _paragraph(thing, numbers, "  "))]
    for heading, found in sorted(_by_what_tells(things).items(), key=lambda each: each[0] or "~"):
        lines += _wrapped(heading or "Others", "  ", "  ")
        for thing in found:
            lines += _paragraph(thing, numbers, "    ", told_by=thing.told_by)
    return lines


def _by_what_tells(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    """Group things by what tells them from their neighbours, such as the state represented."""
    found: dict[str, list[Thing]] = {}
    for thing in things:
        told = [entry for entry in thing.entries if entry.key == thing.told_by]
        heading = ", ".join(_shown(told[0])) if thing.told_by and told else ""
        found.setdefault(heading, []).append(thing)
    return found


def _paragraph(
    thing: Thing, numbers: Mapping[str, int], indent: str, told_by: str | None = None
) -> list[str]:
    """Return a nested thing as an indented paragraph, with those nested in it below.

    What tells it from its neighbours stands above it already.
    """
    said = "; ".join(
        f"{entry.label}: {', '.join(_shown(entry)).removesuffix('.')}"
        for entry in thing.entries
        if not entry.usual and (told_by is None or entry.key != told_by)
    )
    links = sum(len(entry.values) for entry in thing.linked_from)
    count = f" ({links} {'link' if links == 1 else 'links'} to it)" if links else ""
    text = f"{_capital(said)}{count}{_marks(thing.citations, numbers)}"
    lines = _wrapped(text, f"{indent}- ", f"{indent}  ")
    for key, things in thing.nested:
        lines.append(f"{indent}  {key.replace('_', ' ')}:")
        lines += [line for one in things for line in _paragraph(one, numbers, f"{indent}    ")]
    return lines


def _links_here(thing: Thing) -> list[str]:
    """Return the links from elsewhere; those from within the thing stand above already."""
    lines = []
    for entry in thing.linked_from:
        inside = [str(id_).startswith(f"{thing.id}/") for id_ in entry.values]
        shown = [text for text, own in zip(_shown(entry), inside, strict=True) if not own]
        lines += [f"  {entry.label}"] if shown else []
        lines += [line for text in shown for line in _wrapped(text, "  - ", "    ")]
    return lines and ["Named by others as", *lines]


def _sources(thing: Thing, numbers: Mapping[str, int]) -> list[str]:
    lines = []
    for cited in {c.source: c for c in _all_citations(thing)}.values():
        rest = "".join(f"{part}. " for part in (cited.publisher, cited.url, cited.source) if part)
        lines += _wrapped(
            f"{cited.title}. {rest}".strip(), f"  {numbers[cited.source]:>2}. ", "      "
        )
    return lines and ["Sources ([1:2] is line 2, or the place called so, of source 1)", *lines]


def _shown(entry: Entry) -> list[str]:
    """Return an entry's values in words, those of links with their ids."""
    if entry.relationship is None:
        return list(entry.words)
    pairs = zip(entry.words, entry.values, strict=True)
    return [f"{words} ({_shown_id(str(id_))})" for words, id_ in pairs]


def _shown_id(id_: str) -> str:
    return id_.replace("/passage/", "#")


def _numbers(thing: Thing) -> dict[str, int]:
    """Return the sources' numbers, in the order in which the page cites them."""
    sources = dict.fromkeys(cited.source for cited in _all_citations(thing))
    return {source: number for number, source in enumerate(sources, start=1)}


def _all_citations(thing: Thing) -> Iterator[Citation]:
    yield from thing.citations
    for _, things in thing.nested:
        for one in things:
            yield from _all_citations(one)


def _marks(citations: Iterable[Citation], numbers: Mapping[str, int]) -> str:
    """Return the marks of citations: ` [1:2, 3; 2:belarus]`."""
    places: dict[int, list[str]] = {}
    for cited in citations:
        places.setdefault(numbers[cited.source], []).append(cited.place)
    shown = "; ".join(
        f"{number}:{', '.join(sorted(found, key=natural))}"
        for number, found in sorted(places.items())
    )
    return f" [{shown}]" if shown else ""


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
