"""A part of the graph that stands on its own: all about a meeting, a body or some years.

What is kept whole, with all that is nested in it:

- `meeting`: that meeting or event; the events that are part of it at any depth, and those that name
  it in their own record, being on its sidelines, preparing it or following it up.
- `body`: that body and the bodies below it, with their chairmanships; their meetings and events,
  of the body or in its series, with the events that are part of these; their documents and plans.
- For both, the documents that belong to such an event or have an act at it, and the plans and
  proposals that name it.
- `first`, `last`: only events and chairmanships whose days overlap that time; a part of an event
  that has no dates of its own shares those of the whole. Of a document only the acts that overlap
  it, an act without a date on the days of its event; a document without such an act only if it
  belongs to a kept event; a plan only if its own days overlap it or it names a kept event. With
  neither meeting nor body these are all events and all acts of that time, and nobody's chairmanship.
  What has no dates is left out.
- Several filters: what passes each of them.

The result is closed. Whatever is referred to comes with its types and names, a concept with its
notation and rank too, a nested thing with its place in its owner. A cited passage comes with all
that is said of it, and its source with all that is said of it but its other passages. Shortcuts are
kept where the thing that they are derived from is kept.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sco_graph.errors import QuestionError, UnknownName
from sco_graph.near import near
from sco_graph.nquads import RDF_TYPE, id_of, lines, parse_literal
from sco_graph.ontology import RDFS, SKOS
from sco_graph.schema import ONTOLOGY, Class, Condition, End, Kind, Schema

Quad: TypeAlias = tuple[str, str, str, bytes]
"""A subject's id, a predicate, an object's id or term, and the whole line."""

EVENTS = ("event", "meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which part of the graph is wanted; `first` and `last` are EDTF dates."""

    meeting: str | None = None
    body: str | None = None
    first: str | None = None
    last: str | None = None
