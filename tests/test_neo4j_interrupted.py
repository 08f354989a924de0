"""A load that is killed, cut off or met by another one ends, at the next try, in the same graph."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from sco_graph.errors import ServerError
from sco_graph.graph import Graph
from sco_loaders.neo4j_load import load
from sco_loaders.stored import StoredGraph
from tests.neo4j_graphs import FORMER, LATER, is_equal, judged, ours, quiet, released, stored
from tests.neo4j_server import NEO4J5, Server, running

POINTS, FEW_POINTS = 12, 6
KILL_AT_SENDING = """
import os, signal, socket, sys, threading
from pathlib import Path
from sco_graph.shapes import read_schema
from sco_loaders.build import open_build
from sco_loaders.neo4j_load import load
from sco_loaders.neo4j_server import Address
from sco_loaders.stored import StoredGraph

folder, uri, point, after = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "after"
send, sent, one_at_a_time = socket.socket.sendall, 0, threading.Lock()
def counted(self, *args):
    global sent
    with one_at_a_time:
        sent += 1
        if sent == point and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        send(self, *args)
        if sent == point:
            os.kill(os.getpid(), signal.SIGKILL)

release = StoredGraph(open_build(Path(folder)), read_schema())
socket.socket.sendall = counted
load(release, Address(uri=uri), lambda *args: None)
print(sent)
"""
"""Loads, and kills itself just before or after the driver sends something for the n-th time."""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folders of two builds, the later of which has fewer records, and others."""
    folders = tmp_path_factory.mktemp("former"), tmp_path_factory.mktemp("later")
    for folder, made in zip(folders, (FORMER, LATER), strict=True):
        released(folder, made)
    return folders[0] / "build", folders[1] / "build"


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    """Return the release of a few records."""
    return released(tmp_path_factory.mktemp("former"), FORMER)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> StoredGraph:
    """Return a release with fewer records, and others."""
    return released(tmp_path_factory.mktemp("later"), LATER)


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server that is to be killed."""
    with running(NEO4J5, tmp_path_factory.mktemp("mortal")) as server:
        yield server


# --- the loader is killed ---


def killed_load(
    folder: Path, server: Server, point: int, when: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILL_AT_SENDING, str(folder), server.uri, str(point), when],
        capture_output=True,
        text=True,
        check=False,
    )


def points(total: int, wanted: int) -> Iterator[tuple[int, str]]:
    """Yield moments from the first to the last, by turns before and after a sending."""
    for number in range(wanted):
        yield 1 + number * (total - 1) // (wanted - 1), ("before", "after")[number % 2]


def test_a_first_load_killed_at_any_moment_ends_whole_at_the_next(
    builds: tuple[Path, Path], former: StoredGraph, server: Server
) -> None:
    total = int(killed_load(builds[0], server, 0, "after").stdout)
    whole = ours(server)

    for point, when in points(total, FEW_POINTS):
        server.empty()
        assert killed_load(builds[0], server, point, when).returncode == -signal.SIGKILL
        load(former, server.address, quiet)
        assert (ours(server), judged(former, server).first) == (whole, ()), (point, when)


def test_a_replacement_killed_at_any_moment_ends_whole_at_the_next(
    builds: tuple[Path, Path], former: StoredGraph, later: StoredGraph, used: Server
) -> None:
    load(later, used.address, quiet)
    whole = ours(used)
    load(former, used.address, quiet)
    total = int(killed_load(builds[1], used, 0, "after").stdout)
    assert total > 2 * POINTS

    for point, when in points(total, POINTS):
        load(former, used.address, quiet)
        assert killed_load(builds[1], used, point, when).returncode == -signal.SIGKILL
        load(later, used.address, quiet)
        assert (ours(used), judged(later, used).first) == (whole, ()), (point, when)


def test_after_a_killed_load_the_former_release_can_be_loaded_again(
    builds: tuple[Path, Path], former: StoredGraph, used: Server
) -> None:
    load(former, used.address, quiet)
    whole = ours(used)
    total = int(killed_load(builds[1], used, 0, "after").stdout)
    load(former, used.address, quiet)

    for point in (total // 3, total // 2, total - 2):
        killed_load(builds[1], used, point, "after")
        assert not is_equal(former, used)
        load(former, used.address, quiet)
        assert (ours(used), judged(former, used).first) == (whole, ())


# --- the server is killed ---


def test_a_server_killed_in_the_middle_of_a_load_holds_the_whole_graph_after_the_next(
    generated: Graph, mortal: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = stored(generated)
    # How long a load tries to reach the server again, which stays away here.
    monkeypatch.setattr("sco_loaders.neo4j_server.WAITING_SECONDS", 2)
    for work in ("nodes", "relationships"):

        def kill_in_the_middle(what: str, done: int, total: int, work: str = work) -> None:
            if what == work and done >= total / 2:
                mortal.kill()

        with pytest.raises(ServerError) as broken:
            load(release, mortal.address, kill_in_the_middle)
        mortal.start()
        assert f"no answer from {mortal.uri}" in str(broken.value)
        assert "the same command goes on from there" in str(broken.value)
        assert not is_equal(release, mortal)

    load(release, mortal.address, quiet)

    assert judged(release, mortal).first == ()
    assert not load(release, mortal.address, quiet).changes


def test_a_load_whose_lock_is_lost_with_a_restart_of_the_server_writes_no_more(
    generated: Graph, mortal: Server
) -> None:
    release = stored(generated)
    mortal.empty()
    held: list[list[list[int]]] = []

    def restart_once(work: str, done: int, total: int) -> None:
        if not held and work == "nodes" and done >= total / 2:
            mortal.kill()
            mortal.start()
            held.append(mortal.rows("MATCH (n) RETURN count(n)"))

    with pytest.raises(ServerError, match=f"no answer from {mortal.uri}"):
        load(release, mortal.address, restart_once)

    assert [mortal.rows("MATCH (n) RETURN count(n)")] == held
    load(release, mortal.address, quiet)
    assert judged(release, mortal).first == ()


# --- two loads at once ---


class Paused:
    """A load in another thread that stops at its first batch, with the lock in its hand."""

    def __init__(self, release: StoredGraph, server: Server) -> None:
        self.go = threading.Event()
        self._reached = threading.Event()
        self._thread = threading.Thread(target=load, args=(release, server.address, self._pause))

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._reached.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self.go.set()
        self._thread.join()

    def _pause(self, work: str, done: int, total: int) -> None:  # noqa: ARG002
        self._reached.set()
        assert self.go.wait(120)


def test_of_two_loads_at_once_the_second_refuses_and_writes_nothing(
    former: StoredGraph, later: StoredGraph, server: Server
) -> None:
    with Paused(former, server):
        held = ours(server)
        with pytest.raises(ServerError) as refused:
            load(later, server.address, quiet, wait=1)
        assert ours(server) == held

    assert str(refused.value) == (
        "another load of this database is going on; this one waited 1 s and wrote nothing: "
        "try again when that one has ended"
    )
    assert is_equal(former, server)


def test_of_two_loads_at_once_the_second_waits_for_the_first(
    former: StoredGraph, later: StoredGraph, server: Server
) -> None:
    with Paused(former, server) as first:
        threading.Timer(1, first.go.set).start()
        load(later, server.address, quiet, wait=60)

    assert is_equal(later, server)


def test_of_several_commands_at_once_each_ends_well_or_says_that_another_goes_on(
    builds: tuple[Path, Path], former: StoredGraph, later: StoredGraph, server: Server
) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "sco_graph", "--build", str(folder), "load", "neo4j"],
            env=server.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for folder in (*builds, builds[0])
    ]
    told = [(process.communicate()[1], process.returncode) for process in started]

    refused = [errors for errors, code in told if code]
    assert len(refused) < len(started)
    assert all("sco-graph: another load of this database is going on" in line for line in refused)
    assert [is_equal(former, server), is_equal(later, server)].count(True) == 1


# --- how far it is ---


def test_progress_is_told_by_lines_where_there_is_no_terminal(
    builds: tuple[Path, Path], former: StoredGraph, neo4j5: Server
) -> None:
    neo4j5.empty()

    done = subprocess.run(
        [sys.executable, "-m", "sco_graph", "--build", str(builds[0]), "load", "neo4j"],
        env=neo4j5.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    nodes, ways = former.release.nodes, former.release.relationships
    lines = done.stderr.splitlines()
    assert done.returncode == 0
    assert f"sco-graph: nodes: {nodes} of {nodes}" in lines
    assert f"sco-graph: relationships: {ways} of {ways}" in lines
    assert all(line.startswith("sco-graph: ") for line in lines)
