"""Dates as pictures show them: with a word on what is not exact, inferred or in dispute in them."""

from __future__ import annotations

import re

from sco_graph.drawing.picture import Manner, Names
from sco_graph.drawing.recorded import Recorded
from sco_graph.drawing.words import OWN, plain, remarked

LESS_THAN_A_DAY = ((re.compile(r"\d{4}"), "year only"), (re.compile(r"\d{4}-\d{2}"), "month only"))


def date_names(recorded: Recorded, id_: str) -> Names:
    """Return the date of a thing in words."""
    dates = recorded.value(id_, "dates")
    if dates is None:
        return OWN["no date"]
    remarks = [remark for pattern, remark in LESS_THAN_A_DAY if pattern.fullmatch(dates)]
    manner = recorded.manner(id_, "dates")
    remarks += [] if manner is Manner.STATED else [manner]
    return remarked(plain(readable(dates)), *remarks)


def readable(dates: str) -> str:
    """Return an EDTF date or interval as it is printed.

    >>> readable("2021-09-28/2021-09-30"), readable("2025/..")
    ('2021-09-28–2021-09-30', '2025–')
    """
    return dates.replace("..", "").replace("/", "–")
