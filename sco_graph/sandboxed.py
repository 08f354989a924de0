"""The child process of `sandbox`: opens a store, gives up what a query has no need of, answers.

It reads one line of JSON, a job and its limits, and writes lines of JSON: `["ready"]`, then
`["row", …]` for each row, then `["end", head]`; or what went wrong. The limits are set once the
store is open, so that they are the query's alone; from there on the process can open neither file
nor connection. Linux and its kin keep to a limit of memory, on macOS the process watches its own.
On Windows it has no such limits.
"""

from __future__ import annotations

import difflib  # noqa: F401  # `near` imports it late, when no file can be opened any more
import hashlib
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from sco_graph.errors import ScoGraphError, StoreError, UnknownName

OUT_OF_MEMORY = 86
"""The exit code of a child that found its memory used up."""
WATCH_SECONDS = 0.02


class LimitReached(Exception):
    """A row or an answer too many; named by its limit."""


def main() -> None:
    """Read a job from stdin, answer it on stdout, and end."""
    told = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an engine prints is no answer
    try:
        _answer(out, told["job"], told["limits"])
        out.flush()
    except LimitReached as reached:
        _tell(out, str(reached))
    except UnknownName as error:
        _tell(out, UnknownName.__name__, error.what, error.value, error.near)
    except ScoGraphError as error:
        _tell(out, type(error).__name__, str(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
    out.flush()
    os._exit(0)  # a store need not be taken apart


def _answer(out: IO[bytes], job: dict[str, Any], limits: dict[str, Any]) -> None:
    from sco_graph.engines import ENGINES

    solve = ENGINES[job["engine"]](_content(Path(job["store"]), job["sha256"]))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _give_up(limits["memory"])
    _tell(out, "ready")
    out.flush()
    head, rows = solve(job["query"], job["parameters"])
    told = 0
    for count, row in enumerate(rows, start=1):
        if count > limits["rows"]:
            raise LimitReached("rows")
        told += _tell(out, "row", row)
        if told > limits["answer"]:
            raise LimitReached("answer")
    _tell(out, "end", head)


def _tell(out: IO[bytes], *told: object) -> int:
    return out.write(json.dumps(told).encode() + b"\n")


def _content(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreError(f"{path}: is damaged or from another build; build again")
    return content


def _end_with_parent() -> None:
    """End when the other end of stdin is closed: nobody waits for an answer any more."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _give_up(memory: int) -> None:
    """Give up files, connections, and memory beyond so many bytes more."""
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "darwin":  # takes a limit and does not keep to it
        most = peak_memory() + memory
        threading.Thread(target=watch_memory, args=[most], daemon=True).start()
    else:
        most = _address_space() + memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # No new descriptor means no file and no connection, not even to a name server.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Return the bytes of address space in use now."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return peak_memory()
    return pages * os.sysconf("SC_PAGE_SIZE")


def peak_memory() -> int:
    """Return the most bytes that this process has had in memory."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def watch_memory(most: int) -> None:
    """End this process once it has had more bytes in memory than this."""
    while peak_memory() <= most:
        time.sleep(WATCH_SECONDS)
    os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
