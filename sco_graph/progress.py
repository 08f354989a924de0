"""How far a long piece of work is, on stderr: a bar on a terminal, else now and then a line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

EVERY_SECONDS = 5.0


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of progress, as (work, done, total), a place to be shown."""
    if not sys.stderr.isatty():
        yield Lines(sys.stderr)
        return
    with _bars() as progress:
        yield progress


@contextmanager
def progress_on_a_terminal() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of progress a place to be shown on a terminal, and none elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with _bars() as progress:
        yield progress


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rate = TextColumn("{task.fields[rate]}")
    with Progress(*columns, rate, console=Console(stderr=True), transient=True) as bars:
        known: dict[str, tuple[TaskID, float]] = {}

        def progress(work: str, done: int, total: int) -> None:
            if work not in known:
                known[work] = bars.add_task(work, total=total, rate=""), time.monotonic()
            bar, begin = known[work]
            bars.update(bar, completed=done, total=total, rate=rate_text(done, begin))

        yield progress


class Lines:
    """Writes a line for each piece of work when it ends, and every few seconds until then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun: dict[str, float] = {}
        self._last = time.monotonic()

    def __call__(self, work: str, done: int, total: int) -> None:
        """Take how much of how much is done."""
        now = time.monotonic()
        begin = self._begun.setdefault(work, now)
        if done >= total or now - self._last >= EVERY_SECONDS:
            self._last = now
            self._stream.write(
                f"sco-graph: {work}: {done:,} of {total:,}{rate_text(done, begin)}\n"
            )


def rate_text(done: int, begin: float) -> str:
    """Return how many a second were done since a moment, where that can be told yet."""
    seconds = time.monotonic() - begin
    return f", {done / seconds:,.0f}/s" if seconds > 1 else ""
