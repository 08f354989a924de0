"""Measure how long the commands take and how the ways of the data grow, each against its bound.

`python benchmarks/bench.py [--json] [--strict] [--quick]`. Ratios are taken within one run, so that
they say something on any machine. Needs the project to be installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from statistics import median
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
MEETING = "meeting/industry-2025-yekaterinburg"
ROUNDS = 7
SIZES = (1_000, 3_000, 10_000)
PAIRS_SIZE = 100_000
# Seconds for an answer about no one thing, about one thing, and about how two things hang together.
ANSWERED = {0: 5, 1: 0.05, 2: 0.5}
# An answer about one thing that rests on more places than this has some time for each of them, as
# that of a state that sat in a tenth of all meetings; never more than the whole graph has.
PLACES_OF_ONE, SECONDS_OF_PLACE = 1_000, 0.0005
YAML_SIZE = 1_000
# Seconds until a diagram of so many items is drawn.
DRAWN = {"40": 0.3, "1000": 0.6}
# pyshacl takes minutes for a hundred meetings.
ENGINES_SIZE = 10
# rdflib-neo4j would take a quarter of an hour or more for ten thousand, twice.
SERVER_SIZE_OF_OTHERS = 300
# macOS counts the peak in bytes, Linux in units of 1024.
BYTES_OF_PEAK = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value, with its bound where it has one."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    note: str = ""

    @property
    def over(self) -> bool:
        """Whether the value is above its bound; what could not be measured is."""
        return self.bound is not None and not self.value <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One run of a command: its seconds, the most bytes it held, and what went wrong."""

    seconds: float
    peak: int
    failure: str


def main(arguments: Sequence[str]) -> int:
    """Print every figure; return 1 where one is over its bound and `--strict` was asked."""
    parser = argparse.ArgumentParser(description="Measure speed and memory against their bounds.")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a bound is broken")
    parser.add_argument("--quick", action="store_true", help="leave out the largest graph")
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as scratch:
        for title, part in parts(Path(scratch), SIZES[: -1 if options.quick else None]):
            found = list(part)
            figures += found
            if not options.json:
                print_table(title, found)
    if options.json:
        print(json.dumps([to_json(figure) for figure in figures], indent=2))
    return int(options.strict and any(figure.over for figure in figures))


def parts(scratch: Path, sizes: Sequence[int]) -> Iterator[tuple[str, Iterator[Figure]]]:
    """Yield each part of the table with its title."""
    yield "Whole processes, warm", process_figures(scratch)
    quads = {size: scratch / f"{size}.nq" for size in sizes}
    yield "Records made from a seed, ten participations a meeting", growth_figures(quads)
    yield "The same quads as Turtle", turtle_figures(quads)
    yield "The same records by morph-kgc, as whole processes", morph_figures(sizes)
    yield f"A Neo4j server, {sizes[-1]:,} meetings, whole processes", server_figures(sizes[-1])
    yield f"The same from YAML, {YAML_SIZE:,} meetings", yaml_figures()
    yield f"SHACL engines alone, {ENGINES_SIZE:,} meetings", engine_figures()
    yield "Looking up names, index in memory", finding_figures()
    yield "Pages of diagrams, opened in Chromium until they are drawn", page_figures()
    yield "Drawing a network, whole processes", drawing_figures()
    yield f"Questions, {sizes[-1]:,} meetings, graph in memory", question_figures(sizes[-1])
    if sizes[-1] == SIZES[-1]:
        yield f"Pairs that met most often, {PAIRS_SIZE:,} meetings", pairs_figures()


# --- whole processes ---


def process_figures(scratch: Path) -> Iterator[Figure]:
    """Run each command several times, in turn, and yield the figures of issue 3."""
    runs = run_in_turn(commands(scratch), environment(scratch))
    imported = median(run.seconds for run in runs["import kglite"])
    yield seconds_figure("import kglite", runs["import kglite"], None)
    yield seconds_figure("--help", runs["--help"], 0.25)
    query = seconds_figure("query", runs["query"], 0.4)
    yield query
    yield Figure(name="query / import kglite", value=query.value / imported, unit="x", bound=4)
    yield seconds_figure("draw meeting", runs["draw"], 1)
    yield seconds_figure("check", runs["check"], 2)
    yield seconds_figure("build", runs["build"], 3)
    peak = max(run.peak for run in runs["build"]) / 1e6
    yield Figure(name="build, peak of memory", value=peak, unit="MB", bound=300)


def commands(scratch: Path) -> dict[str, list[str]]:
    """Return the commands by name."""
    script = shutil.which("sco-graph", path=str(Path(sys.executable).parent))
    command = [script] if script else [sys.executable, "-m", "sco_graph"]
    return {
        "import kglite": [sys.executable, "-c", "import kglite"],
        "--help": [*command, "--help"],
        "query": [*command, "query", "who-attended", "--meeting", MEETING],
        "draw": [*command, "draw", "meeting", MEETING, "-o", str(scratch / "meeting.html")],
        "check": [*command, "check"],
        "build": [*command, "build", "--output", str(scratch / "build")],
    }


def environment(scratch: Path) -> dict[str, str]:
    """Return the environment of a user: compiled modules are kept, and the cache is there."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"SCO_GRAPH_CACHE": str(scratch / "cache")}


def run_in_turn(
    by_name: Mapping[str, Sequence[str]], surroundings: Mapping[str, str]
) -> dict[str, list[Process]]:
    """Run all commands once to warm up, then round by round, so that noise hits all alike."""
    for command in by_name.values():
        run(command, surroundings)
    runs: dict[str, list[Process]] = {name: [] for name in by_name}
    for _ in range(ROUNDS):
        for name, command in by_name.items():
            runs[name].append(run(command, surroundings))
    return runs


def run(command: Sequence[str], surroundings: Mapping[str, str]) -> Process:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as messages:
        begin = time.perf_counter()
        started = subprocess.Popen(
            command, cwd=CHECKOUT, env=surroundings, stdout=subprocess.DEVNULL, stderr=messages
        )
        _, status, usage = os.wait4(started.pid, 0)
        seconds = time.perf_counter() - begin
        started.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        last = messages.read().decode(errors="replace").strip().rpartition("\n")[2]
    failure = f"exit {started.returncode}: {last}" if started.returncode else ""
    return Process(seconds=seconds, peak=usage.ru_maxrss * BYTES_OF_PEAK, failure=failure)


def seconds_figure(name: str, runs: Sequence[Process], bound: float | None) -> Figure:
    """Return the median of the runs; a command that failed is over any bound."""
    failures = [run.failure for run in runs if run.failure]
    value = float("nan") if failures else median(run.seconds for run in runs)
    note = failures[0] if failures else f"fastest {min(run.seconds for run in runs):.3f}"
    return Figure(name=name, value=value, unit="s", bound=bound, note=note)


# --- records made from a seed ---


def growth_figures(quads: Mapping[int, Path]) -> Iterator[Figure]:
    """Yield how long the ways from records to N-Quads and to the store take, by size.

    The N-Quads of each size stay in its file.
    """
    per_quad: list[float] = []
    for size, path in quads.items():
        found = measured("generated", str(size), str(path))
        per_quad.append(microseconds_per_quad(found))
        bound = 3 if size == SIZES[-1] else None
        yield from size_figures(f"{size:,}", found, bound)
    yield growth_figure("us a quad", list(quads), per_quad)


def growth_figure(what: str, sizes: Sequence[int], each: Sequence[float]) -> Figure:
    """Compare what one piece costs in the largest and the smallest graph."""
    name = f"growth: {what}, {sizes[-1]:,} / {sizes[0]:,}"
    return Figure(name=name, value=each[-1] / each[0], unit="x", bound=1.5)


def microseconds_per_quad(found: Mapping[str, float]) -> float:
    """Return how long one quad takes from its record to its line."""
    return found["seconds"] / found["quads"] * 1e6


def size_figures(size: str, found: Mapping[str, float], bound: float | None) -> Iterator[Figure]:
    """Yield the figures of one size; `bound` is that of records against memory."""
    quads = f"{found['quads']:,.0f} quads, {found['megabytes']:,.0f} MB"
    yield Figure(name=f"{size} to N-Quads", value=found["seconds"], unit="s", note=quads)
    yield Figure(name=f"{size} to N-Quads, a quad", value=microseconds_per_quad(found), unit="us")
    from_memory = found["seconds_from_memory"]
    yield Figure(name=f"{size} N-Quads from memory", value=from_memory, unit="s")
    ratio = found["seconds"] / from_memory
    yield Figure(name=f"{size} records / memory", value=ratio, unit="x", bound=bound)
    held = f"of which records {found['megabytes_of_records']:,.0f}"
    peak = found["megabytes_at_peak"]
    yield Figure(name=f"{size} to N-Quads, peak of memory", value=peak, unit="MB", note=held)
    graph = f"{found['nodes']:,.0f} nodes, {found['relationships']:,.0f} relationships"
    made = found["seconds_of_property_graph"]
    yield Figure(name=f"{size} to property graph", value=made, unit="s", note=graph)
    stored = f"{found['megabytes_of_store']:,.0f} MB"
    store = found["seconds_of_store"]
    yield Figure(name=f"{size} to embedded store", value=store, unit="s", note=stored)


def turtle_figures(quads: Mapping[int, Path]) -> Iterator[Figure]:
    """Yield how long the export as Turtle takes, beside pyoxigraph's own serialiser."""
    per_triple: list[float] = []
    for size, path in quads.items():
        found = measured("turtle", str(path))
        per_triple.append(found["seconds"] / found["triples"])
        note = f"{found['triples']:,.0f} triples, {found['megabytes']:,.0f} MB"
        yield Figure(name=f"{size:,} export turtle", value=found["seconds"], unit="s", note=note)
        own = found["seconds_of_serialiser"]
        yield Figure(name=f"{size:,} pyoxigraph's serialiser", value=own, unit="s")
        bound = 4 if size == SIZES[-1] else None
        ratio = found["seconds"] / own
        yield Figure(name=f"{size:,} export / serialiser", value=ratio, unit="x", bound=bound)
        peak = found["megabytes_at_peak"]
        yield Figure(name=f"{size:,} export, peak of memory", value=peak, unit="MB")
    yield growth_figure("export, a triple", list(quads), per_triple)


def morph_figures(sizes: Sequence[int]) -> Iterator[Figure]:
    """Yield how long morph-kgc takes for the same triples, and whether they are the same."""
    for size in sizes:
        found = measured("rml.morph", str(size))
        if "skipped" in found:
            note = f"cannot be installed: {found['skipped']}"
            yield Figure(name="skipped", value=float("nan"), unit="", note=note)
            return
        yield from size_figures_of_morph(size, found)


def size_figures_of_morph(size: int, found: Mapping[str, float]) -> Iterator[Figure]:
    """Yield the figures of one size; ours over theirs, so that a bound is an upper one here too."""
    for name, whose in (("sco-graph", "ours"), ("morph-kgc", "theirs")):
        note = f"{found[f'processor_of_{whose}']:.1f} s of processors"
        taken = found[f"seconds_of_{whose}"]
        yield Figure(name=f"{size:,} {name}", value=taken, unit="s", note=note)
        peak = found[f"megabytes_of_{whose}"]
        yield Figure(name=f"{size:,} {name}, peak of memory", value=peak, unit="MB")
    times = found["seconds_of_theirs"] / found["seconds_of_ours"]
    work = found["processor_of_theirs"] / found["processor_of_ours"]
    yield Figure(
        name=f"{size:,} sco-graph / morph-kgc",
        value=1 / times,
        unit="x",
        bound=1 / 8 if size == SIZES[-1] else None,
        note=f"{times:.1f} times as fast on the clock, {work:.1f} by processors",
    )
    differing = found["only_ours"] + found["only_theirs"]
    counted = f"{found['triples']:,.0f} ours, {found['lines'] - found['repeated']:,.0f} theirs"
    yield Figure(
        name=f"{size:,} triples that differ", value=differing, unit="", bound=0, note=counted
    )


def server_figures(size: int) -> Iterator[Figure]:
    """Yield how long loads into a server take, beside a bare loop and rdflib-neo4j."""
    found = measured("server.load", str(size), str(SERVER_SIZE_OF_OTHERS))
    if "skipped" in found:
        yield Figure(name="skipped", value=float("nan"), unit="", note=str(found["skipped"]))
        return
    items = f"{found['items']:,.0f} nodes and relationships"
    bare, first = found["seconds_of_bare"], found["seconds_of_first"]
    yield Figure(name="bare UNWIND and MERGE", value=bare, unit="s", note=items)
    yield Figure(name="first load", value=first, unit="s")
    yield Figure(name="second load", value=found["seconds_of_second"], unit="s")
    yield Figure(name="first load / bare", value=first / bare, unit="x", bound=1.3)
    second = found["seconds_of_second"] / first
    yield Figure(name="second load / first", value=second, unit="x", bound=0.25)
    yield Figure(
        name="loading, peak of memory", value=found["megabytes_of_ours"], unit="MB", bound=500
    )
    if "seconds_of_rdflib_neo4j" in found:
        times = found["seconds_of_ours_beside"] / found["seconds_of_rdflib_neo4j"]
        note = f"{1 / times:.1f} times as fast, {SERVER_SIZE_OF_OTHERS:,} meetings"
        yield Figure(
            name="first load / rdflib-neo4j", value=times, unit="x", bound=1 / 5, note=note
        )


def engine_figures() -> Iterator[Figure]:
    """Yield how long each SHACL engine takes for the same small graph, its own reading included."""
    found = measured("generated", str(ENGINES_SIZE), "--engines")
    note = f"{found['triples']:,.0f} triples with the ontology"
    at_work = found["seconds_of_shacl_rust"]
    yield Figure(name="shacl-rust, reading and judging", value=at_work, unit="s", note=note)
    reading = found["seconds_of_rdflib"]
    yield Figure(name="rdflib, reading for pyshacl", value=reading, unit="s")
    yield Figure(name="pyshacl, judging", value=found["seconds_of_pyshacl"], unit="s")


def yaml_figures() -> Iterator[Figure]:
    """Yield how long reading YAML and validating take."""
    found = measured("generated", str(YAML_SIZE), "--yaml")
    files = f"{found['records']:,.0f} files, {found['megabytes']:,.0f} MB"
    yield Figure(name="reading", value=found["seconds_of_reading"], unit="s", note=files)
    yield Figure(name="validating by shacl-rust", value=found["seconds_of_validating"], unit="s")


def finding_figures() -> Iterator[Figure]:
    """Yield how long `find` takes when it lays the names out, and then."""
    found = measured("finding")
    first, sort = found["seconds_of_first"], found["seconds_of_first_of_a_sort"]
    yield Figure(name="first", value=first, unit="s", note=f"{found['names']:,} names")
    yield Figure(name="first of its sort", value=sort, unit="s", note="pinyin, typing errors")
    slowest = found["seconds_of_slowest"]
    note = f"slowest of several: {found['slowest']}"
    yield Figure(name="any further", value=slowest, unit="s", bound=0.05, note=note)


def page_figures() -> Iterator[Figure]:
    """Yield how soon a diagram is drawn, beside pyvis's own page, and how large its file is."""
    found = measured("pages")
    if not found:
        yield Figure(name="first drawing", value=float("nan"), unit="s", note="no Chromium is here")
    for size, one in found.items():
        drawn, pyvis = one["drawn"], one["pyvis"]
        yield Figure(name=f"{size} items", value=drawn, unit="s", bound=DRAWN.get(size))
        note = f"pyvis {pyvis:.1f} s" + (", not settled by then" if one["gave_up"] else "")
        yield Figure(
            name=f"{size} items, ours / pyvis",
            value=drawn / pyvis,
            unit="x",
            # Of the time that a small page takes, most is that of an empty one.
            bound=1 / 20 if size == "1000" else None,
            note=note,
        )
        bound = 1.0 if size == "300" else None
        yield Figure(name=f"{size} items, file", value=one["bytes"] / 1e6, unit="MB", bound=bound)


def drawing_figures() -> Iterator[Figure]:
    """Yield how long a picture takes that has nearly as many items as one may have."""
    found = measured("drawing")
    note = f"{found['items']:,} items"
    for suffix, seconds in found["seconds"].items():
        yield Figure(name=suffix, value=seconds, unit="s", bound=3, note=note)
    moved = found["seconds_of_moved"]
    yield Figure(name=".svg, a box moved far away", value=moved, unit="s", bound=6, note=note)


def question_figures(size: int) -> Iterator[Figure]:
    """Yield how long each question takes, of one subject of each kind and of the whole graph."""
    for one in measured("asking", str(size))["asked"]:
        bound, places = ANSWERED[one["subjects"]], one["places"]
        if places > PLACES_OF_ONE:
            bound = min(max(bound, places * SECONDS_OF_PLACE), ANSWERED[0])
        yield asked_figure(one, bound)


def pairs_figures() -> Iterator[Figure]:
    """Yield how long it takes to find the pairs of persons that met most often."""
    for one in measured("asking", str(PAIRS_SIZE), "--pairs")["asked"]:
        yield asked_figure(one, 10)


def asked_figure(one: Mapping[str, Any], bound: float) -> Figure:
    """Return the figure of an answer, with its rows and the places that they cite."""
    note = f"{one['rows']:,} rows, {one['places']:,} places"
    return Figure(name=one["name"], value=one["seconds"], unit="s", bound=bound, note=note)


def measured(module: str, *arguments: str) -> dict[str, Any]:
    """Run a measurement in a process of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# --- what is shown ---


def to_json(figure: Figure) -> dict[str, object]:
    """Return a figure for JSON, which has no word for what could not be measured but null."""
    value = figure.value if isfinite(figure.value) else None
    return asdict(figure) | {"value": value, "over": figure.over}


def print_table(title: str, figures: Sequence[Figure]) -> None:
    """Print figures in columns, marking those over their bounds."""
    print(f"\n{title}")
    for figure in figures:
        bound = "" if figure.bound is None else f"<= {figure.bound:g}"
        mark = "OVER" if figure.over else ""
        value = f"{figure.value:10.3f} {figure.unit:<3}"
        print(f"  {figure.name:<44}{value}{bound:>9}  {mark:<5}{figure.note}".rstrip(), flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
