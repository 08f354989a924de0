"""Whether each document is in force on a day, by the acts that bear on it.

Which of the acts decides depends on the day and on the others, so neither query tells it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from enum import IntEnum, auto
from itertools import groupby
from typing import Any

from sco_graph.errors import QuestionError
from sco_graph.questions import Bound

ENTERED, CARRIED_OUT = "entered-into-force", "implementation-discussed"
OF_THE_ACT = ("act", "act_of", "act_date", "meeting", "meeting_id", "basis")


class Word(IntEnum):
    """What an act says of a day; of several the least decides."""

    REPLACED = auto()
    CARRIED_OUT_THAT_DAY = auto()
    PERHAPS_REPLACED = auto()
    ENTERED = auto()
    PERHAPS_ENTERED = auto()
    NOT_YET = auto()
    PERHAPS_CARRIED_OUT = auto()
    NOTHING = auto()


IN_FORCE: Mapping[Word, str] = {
    Word.REPLACED: "no",
    Word.CARRIED_OUT_THAT_DAY: "yes",
    Word.PERHAPS_REPLACED: "possibly",
    Word.ENTERED: "yes",
    Word.PERHAPS_ENTERED: "possibly",
    Word.NOT_YET: "no",
    Word.PERHAPS_CARRIED_OUT: "possibly",
    Word.NOTHING: "not stated",
}

Row = Mapping[str, Any]


def answer(rows: Sequence[Row], bound: Mapping[str, Bound]) -> list[dict[str, Any]]:
    """Return one row for each document."""
    day = bound["as_of"]
    if not isinstance(day, datetime.date):
        raise QuestionError(f"{day!r} is no day")
    return [_decided([*acts], day) for _, acts in groupby(rows, lambda row: row["document_id"])]


def _decided(acts: Sequence[Row], day: datetime.date) -> dict[str, Any]:
    """Return the row of a document, by the act that decides."""
    words = [_word(act, day) for act in acts]
    if not {Word.ENTERED, Word.PERHAPS_ENTERED} & {*words}:
        # Nothing says that it was in force, so nothing is in doubt.
        words = [Word.NOTHING if word is Word.PERHAPS_REPLACED else word for word in words]
    said = zip(words, acts, strict=True)
    word, act = min(said, key=lambda pair: (pair[0], _is_of_other(pair[1])))
    row = {**act, "in_force": IN_FORCE[word]}
    if word is Word.NOTHING:
        row |= dict.fromkeys(OF_THE_ACT)
    elif act["act"] == CARRIED_OUT:
        row["basis"] = "inferred"
    return row


def _word(act: Row, day: datetime.date) -> Word:
    """Return what an act says of a day."""
    if act["act"] == CARRIED_OUT:
        return _word_of_carrying_out(act["first_day"], act["last_day"], day)
    done = _is_done(act["first_day"], act["last_day"], day)
    if _is_of_other(act):
        return {True: Word.REPLACED, None: Word.PERHAPS_REPLACED, False: Word.NOTHING}[done]
    if act["act"] == ENTERED:
        return {True: Word.ENTERED, None: Word.PERHAPS_ENTERED, False: Word.NOT_YET}[done]
    return Word.NOTHING


def _word_of_carrying_out(
    first: datetime.date | None, last: datetime.date | None, day: datetime.date
) -> Word:
    """Return what a discussion of its carrying out says: the text was in force on that day."""
    if first is None or last is None or not first <= day <= last:
        return Word.NOTHING
    return Word.CARRIED_OUT_THAT_DAY if first == last else Word.PERHAPS_CARRIED_OUT


def _is_done(
    first: datetime.date | None, last: datetime.date | None, day: datetime.date
) -> bool | None:
    """Tell whether an act was done by a day; None where its bounds leave it open."""
    if last is not None and last <= day:
        return True
    return False if first is not None and first > day else None


def _is_of_other(act: Row) -> bool:
    """Tell whether an act is of a document that replaces this one."""
    return bool(act["act_of"] != act["document_id"])
