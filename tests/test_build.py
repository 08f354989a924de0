"""Builds are whole or not there, the same everywhere, and mended when they are damaged."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.errors import RecordsError, StoreError
from sco_graph.graph import open as open_graph
from sco_graph.resources import records_folder
from sco_loaders.build import MANIFEST, PENDING, QUADS, STORE, build, open_build

KILL_AT_CALL = """
import os, pathlib, signal, sys
from sco_loaders.build import build

left = int(sys.argv[2])
def counted(call):
    def wrapper(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return wrapper

os.fsync = counted(os.fsync)
pathlib.Path.replace = counted(pathlib.Path.replace)
pathlib.Path.unlink = counted(pathlib.Path.unlink)
build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3]))
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Return a copy of the shipped records, to be changed."""
    return Path(shutil.copytree(records_folder(), tmp_path / "records"))


def rename_belarus(records: Path) -> None:
    path = records / "state" / "belarus.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("en: Belarus", "en: White Russia"), "utf-8"
    )


def name_of_belarus(folder: Path) -> str:
    return open_graph(folder).show("state/belarus").name


def kill_at(call: int, output: Path, records: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", KILL_AT_CALL, str(output), str(call), str(records)]
    return subprocess.run(command, capture_output=True, check=False)


def sco_graph(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_the_manifest_binds_the_files_by_digest(tmp_path: Path) -> None:
    build(tmp_path)

    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert {path.name for path in tmp_path.iterdir() if path.suffix} == {QUADS, STORE, MANIFEST}
    for name in (QUADS, STORE):
        content = (tmp_path / name).read_bytes()
        assert manifest["files"][name]["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_manifest_counts_what_the_files_hold(tmp_path: Path) -> None:
    counts = build(tmp_path).manifest["counts"]

    lines = (tmp_path / QUADS).read_bytes().splitlines()
    graph = open_graph(tmp_path)
    assert counts["quads"] == len(lines) == len(set(lines))
    assert lines == sorted(lines)
    nodes = graph.engine.cypher("MATCH (n) RETURN count(n) AS n", {})[0]["n"]
    ways = graph.engine.cypher("MATCH ()-[r]->() RETURN count(r) AS n", {})[0]["n"]
    assert (sum(counts["nodes"].values()), sum(counts["relationships"].values())) == (nodes, ways)


def test_records_that_do_not_pass_are_not_built(tmp_path: Path, records: Path) -> None:
    (records / "state" / "belarus.yaml").write_text("nome: Belarus\n", encoding="utf-8")

    with pytest.raises(RecordsError, match=r"belarus\.yaml:1:1: state has no key 'nome'"):
        build(tmp_path / "out", records)

    assert not (tmp_path / "out").exists()


def test_a_build_killed_at_any_call_leaves_one_whole_build(tmp_path: Path, records: Path) -> None:
    output = tmp_path / "out"
    build(output, records)
    rename_belarus(records)

    seen = []
    for call in itertools.count():
        killed = kill_at(call, output, records)
        if killed.returncode == 0:
            break
        assert killed.returncode == -signal.SIGKILL
        seen.append(name_of_belarus(output))
        build(output)
        assert name_of_belarus(output) == "Belarus"
        assert {path.name for path in output.iterdir() if path.name != ".lock"} == {
            QUADS,
            STORE,
            MANIFEST,
        }

    assert seen.count("Belarus") >= 3
    assert seen.count("White Russia") >= 3
    assert seen == sorted(seen)


def test_a_reader_never_takes_a_file_of_another_build(tmp_path: Path, records: Path) -> None:
    build(tmp_path / "new", records)
    rename_belarus(records)
    build(tmp_path / "old", records)
    shutil.copy(tmp_path / "old" / STORE, tmp_path / "new" / STORE)

    with pytest.raises(StoreError, match="damaged or from another build"):
        open_graph(tmp_path / "new")


def test_two_builds_at_once_both_end_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sco_graph", "build", "--output", str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(4)]

    assert [process.wait() for process in running] == [0, 0, 0, 0]
    assert name_of_belarus(tmp_path) == "Belarus"


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no build here; run `sco-graph build"):
        open_build(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"files": 3}', b"\xff\xfe"])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    build(tmp_path)
    (tmp_path / MANIFEST).write_bytes(content)

    with pytest.raises(StoreError, match=r"manifest\.json"):
        open_build(tmp_path)


@pytest.mark.parametrize("content", [b"", b"garbage", b"RGF" + bytes(100)])
def test_a_damaged_store_in_the_cache_is_built_again_with_one_line(
    tmp_path: Path, content: bytes
) -> None:
    environment = {"SCO_GRAPH_CACHE": str(tmp_path / "cache")}
    asked = ("query", "who-attended", "--meeting", "meeting/regions-forum-2020", "--format", "csv")
    first = sco_graph(*asked, **environment)
    (tmp_path / "cache" / STORE).write_bytes(content)

    again = sco_graph(*asked, **environment)
    third = sco_graph(*asked, **environment)

    assert first.stdout == again.stdout == third.stdout
    assert "(first use)" in first.stderr
    assert again.stderr.count("\n") == 1
    assert "damaged or from another build" in again.stderr
    assert third.stderr == ""


def test_a_build_of_another_version_in_the_cache_is_made_again(tmp_path: Path) -> None:
    environment = {"SCO_GRAPH_CACHE": str(tmp_path)}
    build(tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    manifest["versions"]["sco-graph"] = "0.0.1"
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")

    again = sco_graph("find", "Belarus", **environment)

    assert again.returncode == 0
    assert "another version" in again.stderr


def test_a_cache_that_cannot_be_written_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    refused = sco_graph("find", "Belarus", SCO_GRAPH_CACHE=str(tmp_path / "file" / "cache"))

    assert refused.returncode == 1
    assert "cannot write the build" in refused.stderr.splitlines()[-1]
    assert "SCO_GRAPH_CACHE" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_full_disk_is_a_clear_message_and_leaves_the_former_build(tmp_path: Path) -> None:
    build(tmp_path)
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "sys.argv = ['sco-graph', 'build', '--output', sys.argv[1]]\n"
        "from sco_graph.cli import main\n"
        "main()\n"
    )

    full = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert full.returncode == 1
    assert "cannot write the build" in full.stderr
    assert "Traceback" not in full.stderr
    assert name_of_belarus(tmp_path) == "Belarus"
    assert not (tmp_path / PENDING).exists()
