"""A user's query, run in a child process that is stopped at its limits.

No engine has limits that hold: a cross product ignores signals, a doubling string ends the process.
So a query of a user's own runs in a process of its own (a new one, not a fork: the caller may have
threads), which is `sandboxed`. Nothing here knows of SPARQL or Cypher.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from sco_graph.errors import (
    AnswerError,
    QuestionError,
    ScoGraphError,
    StoreError,
    UnknownName,
    WrongUse,
)
from sco_graph.sandboxed import OUT_OF_MEMORY

START_SECONDS = 120
KILLED = -9
GIB, MIB = 2**30, 2**20
TAIL = 4_000
MOST_SECONDS, MOST_MEMORY, MOST_ROWS = 10**6, 2**46, 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may use: seconds, bytes of memory beside the store, rows of its answer.

    On Windows the memory is not limited.
    """

    seconds: float = 30
    memory: int = GIB
    rows: int = 10_000

    def __post_init__(self) -> None:
        _refuse_no_limit("seconds", self.seconds, MOST_SECONDS)
        _refuse_no_limit("memory", self.memory, MOST_MEMORY)
        _refuse_no_limit("rows", self.rows, MOST_ROWS)

    @classmethod
    def from_options(cls, timeout: float, memory: int, rows: int) -> Limits:
        """Return the limits that a command's options set; the memory is in MiB.

        Raises:
            WrongUse: One is no limit.
        """
        _refuse_no_limit("--timeout", timeout, MOST_SECONDS)
        _refuse_no_limit("--memory", memory, MOST_MEMORY // MIB)
        _refuse_no_limit("--rows", rows, MOST_ROWS)
        return cls(seconds=timeout, memory=memory * MIB, rows=rows)

    @property
    def answer(self) -> int:
        """The most bytes that an answer may have: the caller holds all of it."""
        return self.memory // 4


def _refuse_no_limit(name: str, value: float, most: int) -> None:
    if not 0 < value <= most:
        raise WrongUse(f"{name} is {value!r}; it must be above 0 and at most {most:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One query: its engine, the file of the store and its digest, the text and what it takes."""

    engine: str
    store: Path
    sha256: str
    query: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an engine answered: a head and rows, in values of JSON that the engine defines."""

    head: Any
    rows: list[Any]


def run(job: Job, limits: Limits) -> Reply:
    """Run a query in a child process and return its answer.

    The store's opening is not counted in the limits.

    Raises:
        QuestionError: The engine refuses the query.
        AnswerError: The query was stopped at a limit.
        StoreError: The store cannot be opened, or is another build's.
    """
    with tempfile.TemporaryFile() as complaints, _child(complaints) as child:
        clock = _Clock(child)
        try:
            clock.start(START_SECONDS)
            _send(child, job, limits)
            reply = _reply(child, clock, limits)
        finally:
            clock.stop()
        if reply is None:
            raise _why_it_ended(child.wait(), _tail(complaints), limits, clock)
        return reply


class _Clock:
    """Ends a process when its time is over; whoever reads its answer then finds the end."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.seconds = 0.0
        self.rang = False
        self._child = child
        self._timer: threading.Timer | None = None

    def start(self, seconds: float) -> None:
        self.stop()
        self.seconds = seconds
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._child.kill()


@contextmanager
def _child(complaints: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child, and end it whatever happens."""
    environment = {
        **os.environ,
        # What the parent can import the child can, and nothing that lies where it happens to run.
        "PYTHONPATH": os.pathsep.join(str(path or Path.cwd()) for path in sys.path),
        # Threads reserve memory that they do not use; on many cores it would exceed the limit.
        "MALLOC_ARENA_MAX": "1",
        "RAYON_NUM_THREADS": "1",
        "RUST_BACKTRACE": "0",
    }
    try:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "sco_graph.sandboxed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ScoGraphError(f"no process can be started for the query: {error}") from error
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(BrokenPipeError):  # what a child left unread is of no use to anyone
                if pipe is not None:
                    pipe.close()


def _send(child: subprocess.Popen[bytes], job: Job, limits: Limits) -> None:
    """Write the job as one line; the pipe stays open, so that the child sees its parent end."""
    told = {
        "job": {**asdict(job), "store": str(job.store)},
        "limits": {**asdict(limits), "answer": limits.answer},
    }
    # Where the child ended before it read the job, how it ended says why.
    with suppress(OSError):
        if child.stdin is not None:
            child.stdin.write(json.dumps(told).encode() + b"\n")
            child.stdin.flush()


def _reply(child: subprocess.Popen[bytes], clock: _Clock, limits: Limits) -> Reply | None:
    """Return what the child answers, or None where it ends without a whole answer."""
    rows = []
    for line in child.stdout or ():
        if not line.endswith(b"\n"):
            break
        kind, *told = json.loads(line)
        if kind == "row":
            rows.append(told[0])
        elif kind == "ready":
            clock.start(limits.seconds)
        elif kind == "end":
            return Reply(head=told[0], rows=rows)
        else:
            raise _error(kind, told, limits)
    return None


def too_many_rows(limits: Limits) -> AnswerError:
    """Return the error for an answer of more rows than it may have."""
    return AnswerError(f"the query gives more than {limits.rows:,} rows; add LIMIT or raise --rows")


def _error(kind: str, told: list[Any], limits: Limits) -> ScoGraphError:
    """Return the error that the child tells of."""
    match kind:
        case "rows":
            return too_many_rows(limits)
        case "answer":
            return AnswerError(
                f"the answer is longer than {size(limits.answer)}; ask for less or raise --memory"
            )
        case UnknownName.__name__:
            what, value, near = told
            return UnknownName(what, value, tuple(near))
        case StoreError.__name__:
            return StoreError(*told)
        case AnswerError.__name__:
            return AnswerError(*told)
    return QuestionError(*told)


def _tail(complaints: IO[bytes]) -> str:
    complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - TAIL))
    return complaints.read().decode(errors="replace").strip()


def _why_it_ended(code: int, said: str, limits: Limits, clock: _Clock) -> ScoGraphError:
    """Return why there is no whole answer."""
    if clock.rang and clock.seconds == START_SECONDS != limits.seconds:
        return StoreError(f"the store could not be opened within {START_SECONDS} s")
    if clock.rang:
        return AnswerError(
            f"the query was stopped after {clock.seconds:g} s; narrow it or raise --timeout"
        )
    # An engine in Rust says so and aborts; KILLED is the system's own rescue from a full memory.
    if code in (OUT_OF_MEMORY, KILLED) or "memory allocation of" in said or "MemoryError" in said:
        return AnswerError(
            f"the query ran out of the {size(limits.memory)} it may use; "
            "narrow it or raise --memory"
        )
    if not said:
        return QuestionError(
            f"the query broke the engine (exit code {code}): it is nested too deeply or too long"
        )
    return ScoGraphError(f"the query could not be run: {said.splitlines()[-1]}")


def size(count: int) -> str:
    """Return a number of bytes as a person reads it.

    >>> size(2**30), size(1536 * 2**20), size(100 * 2**20)
    ('1 GiB', '1.5 GiB', '100 MiB')
    """
    return f"{count / GIB:g} GiB" if count >= GIB else f"{count / MIB:g} MiB"
