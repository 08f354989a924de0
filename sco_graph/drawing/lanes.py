"""A timeline: lanes under one another, bars over the years in rows within them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sco_graph.drawing.labels import MARGIN, SIGN, height, label, widest_line
from sco_graph.drawing.picture import Span, Timeline
from sco_graph.drawing.placed import Bar, Box, Labels, PlacedTimeline, Tick
from sco_graph.spans import OPEN

LANE_HEAD = 190.0
EDGE = 14.0
"""Between the heads of lanes, the bars and the border."""
AXIS = 780.0
"""The width of the part with the bars."""
YEARS_ROW = 28.0
BAR, SHORTEST = 12.0, 8.0
POINT = 8.0
"""What is added where the one day that is known may not have been the first or the last."""
BETWEEN = 8.0
LABEL_ROOM = 260.0
LEAST_YEAR = 52.0
"""The least distance of two years that have a text."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days as px, from the first day of a year to the last one of another; others at the ends."""

    first: int
    last: int

    def x(self, day: datetime.date) -> float:
        start = datetime.date(self.first, 1, 1).toordinal()
        end = datetime.date(self.last, 12, 31).toordinal() + 1
        share = (day.toordinal() - start) / (end - start)
        return LANE_HEAD + EDGE + min(max(share, 0.0), 1.0) * AXIS


def place_timeline(timeline: Timeline, languages: Sequence[str]) -> PlacedTimeline:
    """Return a timeline's lanes and bars; no bar or label touches another."""
    scale = _scale(timeline)
    axis = LANE_HEAD + EDGE, LANE_HEAD + EDGE + AXIS
    labels = {s.id: label(s.names, (), languages, LABEL_ROOM) for s in timeline.spans}
    by_lane: dict[str, list[Span]] = defaultdict(list)
    for span in timeline.spans:
        by_lane[span.lane].append(span)
    lanes, bands, bars, top = [], [], {}, YEARS_ROW
    for lane in timeline.lanes:
        head = label(lane.names, lane.notes, languages, LANE_HEAD - 2 * MARGIN - SIGN)
        placed, bottom = _bars(by_lane[lane.id], labels, scale, axis, top + BETWEEN)
        bars.update(placed)
        bottom = max(bottom, top + height(head) + 2 * BETWEEN)
        lanes.append(
            Box(
                id=lane.id,
                x=0.0,
                y=top,
                width=LANE_HEAD,
                height=round(height(head) + 2 * BETWEEN, 1),
                labels=head,
            )
        )
        bands.append((top, round(bottom - top, 1)))
        top = round(bottom, 1)
    return PlacedTimeline(
        width=axis[1] + EDGE,
        height=top,
        lanes=tuple(lanes),
        bands=tuple(bands),
        bars=tuple(bars[span.id] for span in timeline.spans),
        ticks=_ticks(scale),
        axis=axis,
    )


def _scale(timeline: Timeline) -> _Scale:
    """Return the years of all bars, or those of the period that is asked for."""
    ends = [days for span in timeline.spans for days in (span.begins, span.ends) if days]
    years = [day.year for days in ends for day in days] or [datetime.date.min.year]
    first, last = timeline.period
    begun = min(years) if first is None else first.year
    over = max(years) if last is None else last.year
    return _Scale(begun, max(begun, over))


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    years = range(scale.first, scale.last + 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if AXIS / len(years) * s >= LEAST_YEAR)
    return tuple(
        Tick(
            x=round(scale.x(datetime.date(year, 1, 1)), 1),
            text=str(year) if year % step == 0 or len(years) == 1 else "",
        )
        for year in years
    )


def _bars(
    spans: Sequence[Span],
    labels: dict[str, Labels],
    scale: _Scale,
    axis: tuple[float, float],
    top: float,
) -> tuple[dict[str, Bar], float]:
    """Return the bars of a lane by the ids of their spans, and where the lane ends below."""
    found: dict[str, Bar] = {}
    rows: list[float] = []  # where the last bar or label of each row ends
    tall = BAR + max([0.0, *(height(labels[s.id]) for s in spans)])
    for span in sorted(spans, key=lambda s: (_reach(s, scale, axis)[0], s.id)):
        bar = _bar(span, labels[span.id], scale, axis)
        left, right = bar.x, max(bar.x + bar.width, bar.label_at[0] + widest_line(bar.labels))
        left = min(left, bar.label_at[0])
        row = next((n for n, end in enumerate(rows) if end + BETWEEN <= left), len(rows))
        rows[row : row + 1] = [right]
        y = round(top + row * (tall + BETWEEN), 1)
        found[span.id] = _lowered(bar, y, tall)
    return found, top + max(1, len(rows)) * (tall + BETWEEN)


def _reach(span: Span, scale: _Scale, axis: tuple[float, float]) -> tuple[float, float]:
    """Return where a bar begins and ends, within the axis; one that is too short is lengthened."""
    left = axis[0] if span.begins is None else scale.x(span.begins[0])
    right = axis[1] if span.ends is None else scale.x(_next(span.ends[1]))
    left, right = left - POINT * span.open_left, max(right, left + SHORTEST)
    right += POINT * span.open_right
    within = max(axis[0] - left, 0.0) - max(right - axis[1], 0.0)
    return left + within, right + within


def _next(day: datetime.date) -> datetime.date:
    return min(day, datetime.date.max - datetime.timedelta(days=1)) + datetime.timedelta(days=1)


def _bar(span: Span, labels: Labels, scale: _Scale, axis: tuple[float, float]) -> Bar:
    left, right = _reach(span, scale, axis)
    label_left = max(axis[0], min(left, axis[1] - widest_line(labels)))
    return Bar(
        id=span.id,
        x=round(left, 1),
        y=0.0,
        width=round(right - left, 1),
        height=BAR,
        certain=_certain(span, scale, left, right),
        open_left=span.begins is None or span.open_left,
        open_right=span.ends is None or span.open_right,
        label_at=(round(label_left, 1), 0.0),
        labels=labels,
    )


def _certain(span: Span, scale: _Scale, left: float, right: float) -> tuple[float, float] | None:
    """Return where it holds for certain: from its latest beginning to its earliest end.

    What is known to the day is all certain, also where its bar is longer than its days.
    """
    left, right = left + POINT * span.open_left, right - POINT * span.open_right
    if all(days is not None and days[0] == days[1] for days in (span.begins, span.ends)):
        return round(left, 1), round(right, 1)
    begun, over = left, right
    # What is known to have begun, and not whether it is over, is certain on its first day alone.
    if begins := span.begins or (None if span.edtf.startswith(OPEN) else span.ends):
        begun = scale.x(begins[1])
    if ends := span.ends or (None if span.edtf.endswith(OPEN) else span.begins):
        over = scale.x(_next(ends[0]))
    return (round(begun, 1), round(over, 1)) if begun < over else None


def _lowered(bar: Bar, y: float, tall: float) -> Bar:
    return replace(
        bar,
        y=round(y + tall - bar.height, 1),
        label_at=(bar.label_at[0], round(y + tall - bar.height - height(bar.labels), 1)),
    )
