"""The matrix of states by meetings: how each state was represented, or that it is not known.

Whether a state was there is what attendance-gaps answers, at which level what
level-of-representation does; asked of each state, the former has a row wherever anything is known.
Who chaired is read beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sco_graph.drawing.codes import shortened, spaced
from sco_graph.drawing.dates import date_names
from sco_graph.drawing.draft import Draft
from sco_graph.drawing.picture import Cell, Entry, Fact, Heading, Manner, Matrix, Names, Of
from sco_graph.drawing.recorded import PARTICIPATIONS, WAYS, Row
from sco_graph.drawing.sentences import sentence
from sco_graph.drawing.words import ENGLISH, OWN, plain, remarked
from sco_graph.graph import Graph
from sco_graph.labels import kind_of

GAPS, LEVELS = "attendance-gaps", "level-of-representation"
PRESENT, CHAIRED, SENT = "present", "chair", "sent"
ANNOUNCED, ABSENT, NOT_STATED, NO_MEMBER = "announced", "absent", "not-stated", "not-a-member"
MARKS = (CHAIRED, PRESENT, SENT, ANNOUNCED, ABSENT, NOT_STATED, NO_MEMBER)
SIGNS = {NOT_STATED: plain("–"), ABSENT: plain("×"), NO_MEMBER: plain(" ")}
"""What stands in a narrow cell of these marks."""
MANY = 10
"""With more meetings than so many, cells are narrow, and words in them become codes."""
STATES = "MATCH (s:State) RETURN s.id AS id ORDER BY s.name"
Key = tuple[str, str]


def draw_matrix(graph: Graph, filters: Mapping[str, object], about: Names) -> Matrix:
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
        # Members first, as most is known of them, and then the others by name.
        known = [state for state in states if self._is_known(state)]
        self.states = sorted(known, key=lambda state: not self._was_member(state))

    def _when(self, meeting: str) -> tuple[str, str]:
        return str(self.recorded.value(meeting, "start_date") or "9999"), meeting

    def _parts(self) -> dict[Key, list[Row]]:
        """Return the participations for each state at each meeting, the highest level first."""
        found: dict[Key, list[Row]] = {}
        for row in self.recorded.rows(PARTICIPATIONS, self.meetings):
            if row["represents"]:
                found.setdefault((row["represents"], row["meeting"]), []).append(row)
        self.recorded.read(one for rows in found.values() for row in rows for one in _actors(row))
        return found

    def _is_known(self, state: str) -> bool:
        """Tell whether any meeting has something to say of a state."""
        rows = [row for (one, _), row in self.gaps.items() if one == state]
        return any(row["standing"] == "member" or row["status"] is not None for row in rows)

    def _was_member(self, state: str) -> bool:
        rows = (row for (one, _), row in self.gaps.items() if one == state)
        return any(row["standing"] == "member" for row in rows)

    def matrix(self, about: Names) -> Matrix:
        """Return the matrix."""
        keys = [(state, meeting) for state in self.states for meeting in self.meetings]
        cells = tuple(self._cell(*key) for key in keys)
        narrow = len(self.meetings) > MANY
        legend: tuple[Entry, ...] = ()
        if narrow:
            cells, legend = self._coded(cells)
        title = sentence(
            "SCO meetings: which state was represented at which level{about}", about=about
        )
        notes = list(self._notes(cells)) if cells else []
        head = self.draft.head(title, plain(""), notes)
        used = {cell.mark for cell in cells}
        legend += (
            *(
                Entry(
                    of=Of.MARK,
                    id=one,
                    names=OWN.get(f"{one}, explained", OWN[one]),
                    code=SIGNS.get(one) if narrow else None,
                )
                for one in MARKS
                if one in used
            ),
            *self.draft.manners(cell.manner for cell in cells),
        )
        short = self._short_headings() if narrow else {}
        return Matrix(
            head=self.draft.with_legend(head, legend),
            rows=tuple(self._heading(state) for state in self.states) if cells else (),
            columns=tuple(
                replace(self._heading(meeting), short=short.get(meeting))
                for meeting in self.meetings
            )
            if cells
            else (),
            cells=cells,
            why_empty=None
            if cells
            else sentence("no meeting is known at which states were expected{about}", about=about),
            narrow=narrow,
        )

    # --- heads ---

    def _heading(self, id_: str) -> Heading:
        notes = (date_names(self.recorded, id_),) if kind_of(id_) == "meeting" else ()
        return Heading(id=id_, kind=kind_of(id_), names=self.recorded.names(id_), notes=notes)

    def _short_headings(self) -> Mapping[str, Names]:
        """Return where each meeting was, else how; of several bodies, nothing."""
        ways = self.recorded.rows(WAYS, self.meetings)
        if len({way["to"] for way in ways if way["type"] == "OF_BODY"}) > 1:
            return {}
        return self.recorded.whereabouts(self.meetings, self.draft.words)

    # --- cells ---

    def _cell(self, state: str, meeting: str) -> Cell:
        gap, level = (rows.get((state, meeting)) for rows in (self.gaps, self.levels))
        parts = self.parts.get((state, meeting), [])
        mark = _mark(gap, parts)
        names = self._text(mark, gap, level)
        manner = self._manner_of_level(level, parts)
        return Cell(
            row=state,
            column=meeting,
            mark=mark,
            names=names if manner is Manner.STATED else remarked(names, manner),
            notes=tuple(note for note in self._cell_notes(mark, gap, parts) if note != names),
            manner=self._manner(mark, gap, parts),
            facts=tuple(self._facts(gap, level, parts)),
        )

    def _text(self, mark: str, gap: Row | None, level: Row | None) -> Names:
        words = self.draft.words
        if mark in SIGNS:
            return OWN[mark]
        if level is not None and level["level"]:
            return words.concept("level", level["level"])
        if mark == CHAIRED:
            return words.concept("role", "chair")
        if mark == SENT:
            return OWN["sent only"]
        status = gap["status"] if mark == ANNOUNCED and gap is not None else "attended"
        return words.concept("attendance-status", status)

    def _manner_of_level(self, level: Row | None, parts: Sequence[Row]) -> Manner:
        """Return how sure the level is of those who represent a state."""
        levels = [part["id"] for part in parts if level and part["level"] == level["level"]]
        manners = {self.recorded.manner(id_, "level") for id_ in levels}
        return Manner.STATED if manners <= {Manner.STATED} else Manner.INFERRED

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

    def _coded(self, cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Entry, ...]]:
        """Return cells with codes for their words, and the legend of these codes."""
        noted = {note[ENGLISH]: note for cell in cells for note in cell.notes}
        said = {cell.names[ENGLISH]: cell.names for cell in cells if cell.mark not in SIGNS}
        levels = sorted(
            (names for text, names in said.items() if text not in noted),
            key=lambda names: (self._rank(names), names[ENGLISH]),
        )
        notes = list(noted.values())
        codes = {
            n[ENGLISH]: code
            for n, code in zip((*levels, *notes), shortened(levels, notes), strict=True)
        }
        coded = tuple(
            replace(
                cell,
                code=spaced(
                    [
                        SIGNS.get(cell.mark) or codes[cell.names[ENGLISH]],
                        *(codes[note[ENGLISH]] for note in cell.notes),
                    ]
                ),
            )
            for cell in cells
        )
        legend = (
            Entry(of=Of.CODE, id=names[ENGLISH], names=names, code=codes[names[ENGLISH]])
            for names in (*levels, *notes)
        )
        return coded, tuple(legend)

    def _rank(self, names: Names) -> int:
        """Return the place of a level on its scale; what is none comes last."""
        ranks = {
            self.draft.words.concept("level", row["level"])[ENGLISH]: row["level_rank"]
            for row in self.levels.values()
            if row["level"]
        }
        return min(
            (rank for one, rank in ranks.items() if names[ENGLISH].startswith(one)), default=99
        )

    def _manner(self, mark: str, gap: Row | None, parts: Sequence[Row]) -> Manner:
        if mark == ANNOUNCED:
            return Manner.ANNOUNCED
        bases = [gap["basis"] if gap else None]
        manners = {self.recorded.manner(part["id"], "status", part["basis"]) for part in parts}
        if Manner.CONTRADICTED in manners:
            return Manner.CONTRADICTED
        return Manner.INFERRED if Manner.INFERRED in bases and mark != NOT_STATED else Manner.STATED

    def _facts(self, gap: Row | None, level: Row | None, parts: Sequence[Row]) -> Iterator[Fact]:
        """Yield what is said; first what the cell shows, with the places that show just that."""
        if gap is not None:
            manner = Manner.of(gap["basis"])
            named = {place for part in parts for place in part["locator"]}
            there = [place for place in gap["locator"] if place in named]
            others = [place for place in gap["locator"] if place not in named]
            yield self.draft.fact(
                sentence("attendance"),
                sentence(gap["attendance"]),
                there or gap["locator"],
                manner,
            )
            yield self.draft.fact(
                sentence("standing"), sentence(gap["standing"]), others or gap["locator"]
            )
        if level is not None and level["level"]:
            named_level = self.draft.words.concept("level", level["level"])
            yield self.draft.said("participation", "level", named_level, level["locator"])
        if level is not None and level["head"]:
            yield self.draft.fact(
                sentence("represented by"), self._head(level["head"], parts), level["locator"]
            )

    def _head(self, name: str, parts: Sequence[Row]) -> Names:
        """Return the names of the person or post that an answer has by its English name."""
        found = (self.recorded.names(one) for part in parts for one in _actors(part))
        return next((names for names in found if names[ENGLISH] == name), {ENGLISH: name})

    def _notes(self, cells: Sequence[Cell]) -> Iterator[Names]:
        """Yield sentences on how much of what was expected is known."""
        expected = [cell for cell in cells if self._is_expected(cell)]
        many = Counter(cell.mark for cell in expected)
        present = many[PRESENT] + many[CHAIRED]
        unknown = len(expected) - present - many[ABSENT]
        yield sentence(
            "Times that a state known as a member was expected: {expected}; known to have been "
            "represented: {present}; known to have been absent: {absent}; without a source that "
            "says that it was there: {unknown}.",
            expected=len(expected),
            present=present,
            absent=many[ABSENT],
            unknown=unknown,
        )

    def _is_expected(self, cell: Cell) -> bool:
        row = self.gaps.get((cell.row, cell.column))
        return row is not None and row["standing"] == "member"


def _actors(part: Row) -> list[str]:
    """Return the ids of the person and of the post of a participation, of those that it has."""
    return [one for one in (part["person"], part["post"]) if one]


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
