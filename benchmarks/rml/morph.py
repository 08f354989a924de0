"""Time morph-kgc and our loader on the same generated meetings, and print the figures as JSON.

`python -m benchmarks.rml.morph MEETINGS`. Both are whole processes that read files and write one;
morph-kgc lives in an environment of its own, made when it is first needed. Where that cannot be
made, the figures are the reason alone. This process stays small: a child's peak of memory begins
at that of its parent.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environments import NotInstalled, environment

CHECKOUT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ROUNDS = 2
# macOS counts the peak in bytes, Linux in units of 1024.
BYTES_OF_PEAK = 1 if sys.platform == "darwin" else 1024
CONFIGURATION = """\
[CONFIGURATION]
output_file: theirs.nt
logging_level: ERROR

[tables]
mappings: mapping.ttl
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one run took: seconds on the clock, seconds of processors, and bytes at the peak."""

    seconds: float
    processor: float
    peak: int


def figures(meetings: int) -> dict[str, float]:
    """Run both on the same meetings, in turn, and compare what they wrote.

    Raises:
        NotInstalled: morph-kgc cannot be installed.
    """
    theirs = [str(environment(REQUIREMENTS)), "-m", "morph_kgc", "configuration.ini"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "configuration.ini").write_text(CONFIGURATION, encoding="utf-8")
        own("prepare", str(meetings), scratch)
        files = [str(folder / "records.jsonl"), str(folder / "ours.nq")]
        ours = [sys.executable, "-m", "benchmarks.rml.triples", *files]
        runs = [(run(ours, CHECKOUT), run(theirs, folder)) for _ in range(ROUNDS)]
        compared = own("compare", files[1], str(folder / "theirs.nt"))
    found: dict[str, float] = json.loads(compared)
    for name, used in zip(("ours", "theirs"), zip(*runs, strict=True), strict=True):
        found[f"seconds_of_{name}"] = min(usage.seconds for usage in used)
        found[f"processor_of_{name}"] = min(usage.processor for usage in used)
        found[f"megabytes_of_{name}"] = max(usage.peak for usage in used) / 1e6
    return found


def own(name: str, *arguments: str) -> str:
    """Run a program of this folder to its end and return what it printed."""
    command = [sys.executable, "-m", f"benchmarks.rml.{name}", *arguments]
    return subprocess.run(
        command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def run(command: Sequence[str], folder: Path) -> Usage:
    """Run a command; its processors' time is that of all its processes together.

    The peak is that of the largest among them.
    """
    begin = time.perf_counter()
    started = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    seconds = time.perf_counter() - begin
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"{command}: exit {started.returncode}")
    processor = usage.ru_utime + usage.ru_stime
    return Usage(seconds=seconds, processor=processor, peak=usage.ru_maxrss * BYTES_OF_PEAK)


if __name__ == "__main__":
    try:
        print(json.dumps(figures(int(sys.argv[1]))))
    except NotInstalled as reason:
        print(json.dumps({"skipped": str(reason)}))
