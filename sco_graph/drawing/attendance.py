"""The matrix of states by meetings: how each state was represented, or that it is not known.

Whether a state was there is what attendance-gaps answers, at which level what
level-of-representation does; asked of each state, the former has a row wherever anything is known.
Who chaired is read beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sco_graph.drawing.dates import date_names
from sco_graph.drawing.draft import Draft
from sco_graph.drawing.picture import Cell, Entry, Fact, Heading, Manner, Matrix, Names, Of
from sco_graph.drawing.recorded import PARTICIPATIONS, Row
from sco_graph.drawing.words import ENGLISH, OWN, remarked
from sco_graph.graph import Graph
from sco_graph.labels import kind_of

GAPS, LEVELS = "attendance-gaps", "level-of-representation"
PRESENT, CHAIRED, SENT = "present", "chair", "sent"
ANNOUNCED, ABSENT, NOT_STATED, NO_MEMBER = "announced", "absent", "not-stated", "not-a-member"
MARKS = (CHAIRED, PRESENT, SENT, ANNOUNCED, ABSENT, NOT_STATED, NO_MEMBER)
STATES = "MATCH (s:State) RETURN s.id AS id ORDER BY s.name"
Key = tuple[str, str]


def draw_matrix(graph: Graph, filters: Mapping[str, object], about: str) -> Matrix:
    """Return the matrix of all states by the meetings that pass some filters."""
    return _Attendance(Draft(graph, "matrix"), filters).matrix(about)


class _Attendance:
    def __init__(self, draft: Draft, filters: Mapping[str, object]) -> None:
        self.draft = draft
        self.recorded = draft.recorded
        graph = draft.graph
        states = [row["id"] for row in graph.engine.cypher(STATES, {})]
        self.gaps = {
            (row["state_id"], row["meeting_id"]): row
            for state in states
            for row in graph.query(GAPS, lang=ENGLISH, **{**filters, "state": state})
        }
        self.levels = {
            (row["state_id"], row["meeting_id"]): row
            for row in graph.query(LEVELS, lang=ENGLISH, **filters)
        }
        meetings = [meeting for _, meeting in (*self.gaps, *self.levels)]
        self.recorded.read((*states, *meetings))
        self.meetings = sorted(set(meetings), key=self._when)
        self.parts = self._parts()
        self.states = [state for state in states if self._is_known(state)]

    def _when(self, meeting: str) -> tuple[str, str]:
        return str(self.recorded.value(meeting, "start_date") or "9999"), meeting

    def _parts(self) -> dict[Key, list[Row]]:
        """Return the participations for each state at each meeting, the highest level first."""
        found: dict[Key, list[Row]] = {}
        for row in self.recorded.rows(PARTICIPATIONS, self.meetings):
            if row["represents"]:
                found.setdefault((row["represents"], row["meeting"]), []).append(row)
        return found

    def _is_known(self, state: str) -> bool:
        """Tell whether any meeting has something to say of a state."""
        rows = [row for (one, _), row in self.gaps.items() if one == state]
        return any(row["standing"] == "member" or row["status"] is not None for row in rows)

    def matrix(self, about: str) -> Matrix:
        """Return the matrix."""
        cells = tuple(self._cell(state, m) for state in self.states for m in self.meetings)
        title = f"SCO meetings: which state was represented at which level{about}"
        notes = list(self._notes(cells)) if cells else []
        head = self.draft.head(title, "", notes)
        used = {cell.mark for cell in cells}
        legend = (
            *(Entry(of=Of.MARK, id=one, names=OWN[one]) for one in MARKS if one in used),
            *self.draft.manners(cell.manner for cell in cells),
        )
        return Matrix(
            head=self.draft.with_legend(head, legend),
            rows=tuple(self._heading(state) for state in self.states) if cells else (),
            columns=tuple(self._heading(meeting) for meeting in self.meetings) if cells else (),
            cells=cells,
            why_empty=None
            if cells
            else f"no meeting is known at which states were expected{about}",
        )

    def _heading(self, id_: str) -> Heading:
        notes = (date_names(self.recorded, id_),) if kind_of(id_) == "meeting" else ()
        return Heading(id=id_, kind=kind_of(id_), names=self.recorded.names(id_), notes=notes)

    def _cell(self, state: str, meeting: str) -> Cell:
        gap, level = (rows.get((state, meeting)) for rows in (self.gaps, self.levels))
        parts = self.parts.get((state, meeting), [])
        mark = _mark(gap, parts)
        return Cell(
            row=state,
            column=meeting,
            mark=mark,
            names=self._text(mark, level, parts),
            notes=tuple(self._cell_notes(mark, gap, parts)),
            manner=self._manner(mark, gap, parts),
            facts=tuple(self._facts(gap, level)),
        )

    def _text(self, mark: str, level: Row | None, parts: Sequence[Row]) -> Names:
        words = self.draft.words
        if mark in (NOT_STATED, NO_MEMBER, ABSENT):
            return OWN[mark]
        if level is not None and level["level"]:
            names = words.concept("level", level["level"])
            inferred = any(
                self.recorded.manner(part["id"], "level") is not Manner.STATED
                for part in parts
                if part["level"] == level["level"]
            )
            return remarked(names, Manner.INFERRED) if inferred else names
        if mark == CHAIRED:
            return words.concept("role", "chair")
        return words.concept("attendance-status", "attended" if mark == PRESENT else mark)

    def _cell_notes(self, mark: str, gap: Row | None, parts: Sequence[Row]) -> Iterator[Names]:
        words = self.draft.words
        if mark == CHAIRED and any(part["level"] for part in parts):
            yield words.concept("role", "chair")
        if gap is not None and gap["mode"]:
            yield words.concept("participation-mode", gap["mode"])
        if mark == ANNOUNCED and gap is not None:
            yield words.concept("attendance-status", gap["status"])
        if mark == NOT_STATED and gap is not None and gap["others_from_state"]:
            yield OWN["others"]

    def _manner(self, mark: str, gap: Row | None, parts: Sequence[Row]) -> Manner:
        if mark == ANNOUNCED:
            return Manner.ANNOUNCED
        bases = [gap["basis"] if gap else None]
        manners = {self.recorded.manner(part["id"], "status", part["basis"]) for part in parts}
        if Manner.CONTRADICTED in manners:
            return Manner.CONTRADICTED
        return Manner.INFERRED if Manner.INFERRED in bases and mark != NOT_STATED else Manner.STATED

    def _facts(self, gap: Row | None, level: Row | None) -> Iterator[Fact]:
        if gap is not None:
            manner = Manner.INFERRED if gap["basis"] == Manner.INFERRED else Manner.STATED
            yield self.draft.fact("attendance", gap["attendance"], gap["locator"], manner)
            yield self.draft.fact("standing", gap["standing"], gap["locator"])
        if level is not None and level["level"]:
            named = self.draft.words.concept("level", level["level"])[ENGLISH]
            yield self.draft.said("participation", "level", named, level["locator"])
        if level is not None and level["head"]:
            yield self.draft.fact("represented by", level["head"], level["locator"])

    def _notes(self, cells: Sequence[Cell]) -> Iterator[str]:
        """Yield sentences on how much of what was expected is known."""
        expected = [cell for cell in cells if self._is_expected(cell)]
        many = Counter(cell.mark for cell in expected)
        present = many[PRESENT] + many[CHAIRED]
        unknown = len(expected) - present - many[ABSENT]
        yield (
            f"States known as members were expected {len(expected)} times: {present} times they "
            f"are known to have been represented, {many[ABSENT]} times to have been absent, and "
            f"{unknown} times no source says that they were there."
        )

    def _is_expected(self, cell: Cell) -> bool:
        row = self.gaps.get((cell.row, cell.column))
        return row is not None and row["standing"] == "member"


def _mark(gap: Row | None, parts: Sequence[Row]) -> str:
    """Return which kind of cell a state has at a meeting."""
    if gap is None:
        return NOT_STATED
    match gap["attendance"]:
        case "present":
            led = any("chair" in part["roles"] and part["status"] == "attended" for part in parts)
            return CHAIRED if led else PRESENT
        case "absent":
            return ABSENT
        case "not expected":
            return NO_MEMBER
    if gap["status"] == "attended":
        return SENT
    return ANNOUNCED if gap["status"] in ("announced", "invited") else NOT_STATED
