"""Pictures with a script in every field of every kind; nothing of it may ever run."""

from __future__ import annotations

import datetime

from sco_graph.drawing.picture import (
    Cell,
    Citation,
    Diagram,
    Entry,
    Fact,
    Head,
    Heading,
    Item,
    Link,
    Manner,
    Marks,
    Matrix,
    Source,
    Span,
    Timeline,
)
from tests.hand_made_pictures import legend

SCRIPT = (
    "<img src=x onerror=fired()><script>fired()</script>"  # as elements
    "</script><script>fired()</script>"  # as the end of a script
    "\"onmouseover='fired()' href=javascript:fired() {{7*7}} ${fired()} ]]>--><svg onload=fired()>"
)
HOSTILE_NAMES = dict.fromkeys(("en", "ru", "zh"), SCRIPT)


def hostile_head(view: str, entries: tuple[Entry, ...]) -> Head:
    """Return a head with a script in each field."""
    return Head(
        view=view,
        title=HOSTILE_NAMES,
        subtitle=HOSTILE_NAMES,
        notes=(HOSTILE_NAMES,),
        release=SCRIPT,
        date=datetime.date(2025, 1, 1),
        sources=(
            Source(
                number=1,
                id=SCRIPT,
                title=SCRIPT,
                publisher=SCRIPT,
                published=SCRIPT,
                url="javascript:fired()",
            ),
            Source(
                number=2,
                id=SCRIPT,
                title=SCRIPT,
                publisher=SCRIPT,
                published=SCRIPT,
                url=f"https://{SCRIPT}",
            ),
        ),
        legend=entries,
        words={SCRIPT: HOSTILE_NAMES},
    )


HOSTILE_FACT = Fact(
    label=HOSTILE_NAMES,
    value=HOSTILE_NAMES,
    manner=Manner.INFERRED,
    citations=(Citation(number=1, place=SCRIPT),),
)
HOSTILE_MARKS = Marks(years=(2020, 2021), roles=(SCRIPT,), levels=(SCRIPT,))


def hostile_diagram() -> Diagram:
    """Return a diagram with a script in every field."""
    both = [
        Item(
            id=f"{number}{SCRIPT}",
            kind=SCRIPT,
            names=HOSTILE_NAMES,
            notes=(HOSTILE_NAMES,),
            manner=Manner.ANNOUNCED,
            column=number,
            facts=(HOSTILE_FACT,),
            marks=HOSTILE_MARKS,
        )
        for number in (0, 1)
    ]
    line = Link(
        id=SCRIPT,
        from_=both[0].id,
        to=both[1].id,
        family=SCRIPT,
        names=HOSTILE_NAMES,
        manner=Manner.INFERRED,
        weight=2,
        facts=(HOSTILE_FACT,),
        marks=HOSTILE_MARKS,
    )
    entries = legend(
        kind={SCRIPT: HOSTILE_NAMES, "state": HOSTILE_NAMES},
        family={SCRIPT: HOSTILE_NAMES, "x": HOSTILE_NAMES},
        manner={"inferred": HOSTILE_NAMES},
    )
    return Diagram(
        head=hostile_head("network", entries),
        columns=(HOSTILE_NAMES, HOSTILE_NAMES),
        items=tuple(both),
        links=(line,),
        why_empty=None,
    )


def hostile_matrix() -> Matrix:
    """Return a matrix with a script in every field."""
    row, column = (
        Heading(id=f"{n}{SCRIPT}", kind=SCRIPT, names=HOSTILE_NAMES, notes=(HOSTILE_NAMES,))
        for n in (0, 1)
    )
    cell = Cell(
        row=row.id,
        column=column.id,
        mark=SCRIPT,
        names=HOSTILE_NAMES,
        notes=(HOSTILE_NAMES,),
        manner=Manner.INFERRED,
        facts=(HOSTILE_FACT,),
    )
    entries = legend(mark={SCRIPT: HOSTILE_NAMES, "present": HOSTILE_NAMES})
    return Matrix(
        head=hostile_head("matrix", entries),
        rows=(row,),
        columns=(column,),
        cells=(cell,),
        why_empty=None,
    )


def hostile_timeline() -> Timeline:
    """Return a timeline with a script in every field."""
    lane = Heading(id=f"0{SCRIPT}", kind=SCRIPT, names=HOSTILE_NAMES, notes=(HOSTILE_NAMES,))
    day = datetime.date(2020, 1, 1)
    span = Span(
        id=SCRIPT,
        lane=lane.id,
        family=SCRIPT,
        names=HOSTILE_NAMES,
        begins=(day, day),
        ends=None,
        edtf=SCRIPT,
        manner=Manner.INFERRED,
        facts=(HOSTILE_FACT,),
    )
    entries = legend(kind={SCRIPT: HOSTILE_NAMES, "x": HOSTILE_NAMES})
    return Timeline(
        head=hostile_head("timeline", entries), lanes=(lane,), spans=(span,), why_empty=None
    )
