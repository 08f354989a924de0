"""How a diagram may be laid out, as plain values, and its columns folded to be less high."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sco_graph.drawing.picture import Diagram, Item, Link, Manner
from sco_graph.drawing.words import ENGLISH

WIDTHS, DENSE_WIDTHS = (260.0, 340.0, 430.0, 520.0), (200.0, 240.0, 280.0, 320.0, 375.0, 430.0)
"""The greatest widths of a box: the first one is the usual one, the others may fit a page."""
LINE_LENGTH = 34
"""How many letters a line of a label has, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A way to lay out a diagram.

    No box is wider than `widest`. In a dense one boxes stand closer, and their notes in one line.
    In a folded one the highest column, with those before it, stands in two banks. In a numbered
    one labels have the numbers of sources.
    """

    widest: float = WIDTHS[0]
    dense: bool = False
    folded: bool = False
    numbered: bool = True


USUAL = Layout()


def folded(diagram: Diagram) -> Diagram:
    """Return a diagram whose highest column, with those before it, stands in two banks.

    What is tied together in them stays in one bank; what is most sure comes first. A column with an
    order of its own is never folded, nor the last one.
    """
    used = sorted({item.column for item in diagram.items})
    many = Counter(item.column for item in diagram.items)
    highest = max(used, key=lambda column: (many[column], column != used[-1], column))
    banked = set(used[: used.index(highest) + 1])
    if highest == used[-1] or banked & set(diagram.ordered):
        return diagram
    second = _second_bank(diagram, banked, highest)
    shift = highest + 1
    return replace(
        diagram,
        columns=(*diagram.columns[:shift], *diagram.columns),
        items=tuple(
            replace(item, column=item.column + shift)
            if item.column not in banked or item.id in second
            else item
            for item in diagram.items
        ),
        ordered=tuple(column + shift for column in diagram.ordered),
    )


def _second_bank(diagram: Diagram, banked: set[int], highest: int) -> set[str]:
    """Return the items of the second bank, which is about as high as the first one."""
    items = {item.id: item for item in diagram.items if item.column in banked}
    sure = {
        end
        for link in diagram.links
        if link.manner is not Manner.ANNOUNCED and not {link.from_, link.to} <= items.keys()
        for end in (link.from_, link.to)
    }
    groups = sorted(_tied(items, diagram.links), key=lambda group: not sure & set(group))
    heights = [
        sum(_lines(items[one]) for one in group if items[one].column == highest) for group in groups
    ]
    split = min(range(len(groups) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return {one for group in groups[split:] for one in group}


def _lines(item: Item) -> float:
    """Return about how many lines the box of an item has, and what is between boxes."""
    notes = sum(len(note[ENGLISH]) for note in item.notes)
    return 1 + ceil(len(item.names[ENGLISH]) / LINE_LENGTH) + ceil(notes / LINE_LENGTH)


def _tied(items: Iterable[str], links: Sequence[Link]) -> list[list[str]]:
    """Return the items in groups that no link joins, in their order."""
    beside: Mapping[str, list[str]] = defaultdict(list)
    for link in links:
        beside[link.from_].append(link.to)
        beside[link.to].append(link.from_)
    groups: list[list[str]] = []
    waiting = dict.fromkeys(items)
    while waiting:
        group, reached = [], [next(iter(waiting))]
        while reached:
            one = reached.pop()
            if one in waiting:
                del waiting[one]
                group.append(one)
                reached += beside[one]
        groups.append(group)
    return groups
