from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.generator import records
from sco_loaders.check import check
from sco_loaders.nodes import Record

CHECKOUT = Path(__file__).resolve().parent.parent


def write_records(folder: Path, meetings: int, participants: int) -> None:
    for record in records(meetings, participants):
        path = folder / f"{record.id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(dict(record.values), allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")


def values(record: Record) -> str:
    return f"{record.id} {record.values}"


@pytest.mark.parametrize("participants", [0, 1, 10, 23])
def test_generated_records_pass_the_check(tmp_path: Path, participants: int) -> None:
    write_records(tmp_path, 20, participants)

    assert [str(problem) for problem in check(tmp_path)] == []


def test_each_meeting_has_the_participations_asked_for() -> None:
    meetings = [record for record in records(30, 12) if record.cls.name == "Meeting"]

    assert [len(meeting.values["participations"]) for meeting in meetings] == [12] * 30


def test_the_same_seed_gives_the_same_records() -> None:
    assert list(map(values, records(50))) == list(map(values, records(50)))


def test_another_seed_gives_other_records() -> None:
    first = list(map(values, records(50, seed=1)))

    assert first != list(map(values, records(50, seed=2)))


def test_the_hash_seed_changes_nothing() -> None:
    program = "from tests.test_generator import *; print(*map(values, records(50)), sep='\\n')"
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"meeting/") > 50
