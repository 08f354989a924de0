"""What the records hold of meetings, told in words for a reader at a terminal or of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sco_graph.coverage import COUNCILS, BodyCoverage, Coverage
from sco_graph.coverage_tables import (
    BODY_COLUMNS,
    CHAIR,
    DAY,
    DOCUMENTS,
    HEAD,
    YEAR_COLUMNS,
    Missing,
    body_rows,
    missing,
    year_rows,
)
from sco_graph.formats import to_table

OF_BODY = frozenset({"body", "body_id"})


def to_text(found: Coverage, *, by_year: bool, width: int | None = None) -> str:
    """Return what is known as a page: of one body year by year, or of all in a table."""
    parts = _of_one(found.bodies[0], found, width) if by_year else _of_all(found, width)
    return "\n".join(parts)


def _of_all(found: Coverage, width: int | None) -> Iterator[str]:
    if found.cells:
        yield f"{told(found)}\n"
    yield to_table([name for name in BODY_COLUMNS if name != "body"], body_rows(found), width)
    yield f"{counted(found)}\n"
    if listed := [one for one in missing(found) if one.state and one.body_id in COUNCILS]:
        yield f"Of the two councils these have no named head of delegation:\n{to_list(listed)}"
    yield "With --missing all is listed, with --body ID one body is told of, year by year.\n"


def _of_one(body: BodyCoverage, found: Coverage, width: int | None) -> Iterator[str]:
    yield f"{body.name} ({body.id})\n{_stated(body)}\n"
    if body.meetings:
        columns = [name for name in YEAR_COLUMNS if name not in OF_BODY]
        yield to_table(columns, year_rows(found), width)
    listed = missing(found)
    yield f"Missing:\n{to_list(listed)}" if listed else "Nothing of this is missing.\n"


def _stated(body: BodyCoverage) -> str:
    """Return how many meetings were held, as far as a source gives a number."""
    if not body.meetings:
        return "No meeting is known; no source read says how many there were."
    known = f"Meetings known: {len(body.meetings)}"
    if body.stated is None:
        return f"{known}. No source read gives a number, so how many there were is not known."
    return f"{known}. The highest number that a source gives is {body.stated}."


def to_list(listed: Sequence[Missing]) -> str:
    """Return a line for each missing thing, and of how many the records tell no search."""
    silent = sum(one.searched is None for one in listed)
    end = f"Of {silent} of these {len(listed)} no search is recorded.\n" if silent else ""
    return "".join(f"- {_line(one)}\n" for one in listed) + end


def _line(one: Missing) -> str:
    where = ", ".join(filter(None, (one.meeting_id or one.body_id, one.state)))
    known = f" Known: {one.known}." if one.known else ""
    searched = f" Searched: {one.searched.removesuffix('.')}." if one.searched else ""
    return f"{where}: {one.missing}.{known} Unanswered: {one.unanswered}.{searched}"


# --- in sentences ---


def told(found: Coverage) -> str:
    """Return how many delegations of the two councils have a named head."""
    cells, named = found.cells, [one for one in found.cells if one.named]
    led = sum(one.led for one in named)
    return (
        f"Of {len(cells)} cells of a member and a meeting of the two councils, {len(named)} have a "
        f"named head of delegation with post and level: {led} whom a source has as the head or the "
        f"chair, {len(named) - led} whom it has as there for the state."
    )


def counted(found: Coverage) -> str:
    """Return how much is missing, by what it is."""
    many = Counter(one.missing.partition(":")[0] for one in missing(found))
    unknown = sum(one.many for body in found.bodies for one in body.unknown)
    silent = sum(not body.meetings for body in found.bodies)
    return (
        f"Not known: {unknown} meetings that the numbers of others show, any meeting of {silent} "
        f"bodies, the day of {many[DAY]} meetings, the chair of {many[CHAIR]}, the heads of "
        f"{many[HEAD]} delegations, any document of {many[DOCUMENTS]} meetings."
    )
