"""What was changed by hand in a picture, as plain values.

How edits are read is for `sco_graph.drawing.edits_file`, what becomes of a picture for
`sco_graph.drawing.edited`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sco_graph.drawing.picture import Names
from sco_graph.drawing.placed import Point

Where: TypeAlias = tuple[str, int, int]
"""The file, the line and the column in which an edit stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """The edits of a picture by the ids of things and links.

    `where` has the place of each id in each part.
    """

    title: str | None = None
    hide: frozenset[str] = frozenset()
    highlight: frozenset[str] = frozenset()
    rename: Mapping[str, Names] = field(default_factory=dict)
    note: Mapping[str, Names] = field(default_factory=dict)
    move: Mapping[str, Point] = field(default_factory=dict)
    where: Mapping[tuple[str, str], Where] = field(default_factory=dict)


NO_EDITS = Edits()
