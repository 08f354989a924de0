"""A terminal on which a command asks something, and somebody who answers."""

from __future__ import annotations

import os
import pty
import sys
import time
from collections.abc import Mapping, Sequence


def answered(
    args: Sequence[str], question: str, answer: str, surroundings: Mapping[str, str]
) -> tuple[str, int]:
    """Run a command of ours on a terminal, and type an answer once its question is shown.

    Returns:
        All that was shown, and the exit code.
    """
    process, terminal = pty.fork()
    if process == 0:
        command = [sys.executable, "-m", "sco_graph", *args]
        os.execve(sys.executable, command, dict(surroundings))  # noqa: S606
    shown = b""
    while question.encode() not in shown:
        shown += os.read(terminal, 1024)
    time.sleep(0.2)  # what is typed before the echo is off would be thrown away
    os.write(terminal, f"{answer}\n".encode())
    while True:
        try:
            shown += os.read(terminal, 1024)
        except OSError:  # the terminal is gone with the process
            break
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
