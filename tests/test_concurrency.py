"""One graph asked by several threads, and one build by several processes, all at once."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from sco_graph.graph import Graph

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("who-attended", {"meeting": "meeting/hsc-2007-bishkek"}),
    ("documents", {}),
    ("level-of-representation", {"state": "state/china"}),
    ("attendance-record", {"actor": "person/islam-karimov"}),
)
TIMES = 25
PROGRAM = """
import json, sys, sco_graph
with sco_graph.open(sys.argv[1]) as graph:
    rows = [list(graph.query(name, **given)) for name, given in json.loads(sys.argv[2])]
print(json.dumps(rows, default=str))
"""


def test_threads_that_share_a_graph_get_the_rows_that_one_gets(frozen: Graph) -> None:
    wanted = [frozen.query(name, **given).rows for name, given in ASKED]

    def ask(number: int) -> list[object]:
        name, given = ASKED[number % len(ASKED)]
        return [frozen.query(name, **given).rows, frozen.show("state/china").id, number]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(TIMES * len(ASKED))))

    assert [one[0] for one in found] == wanted * TIMES


def test_processes_that_open_a_build_at_once_get_the_same_rows(frozen: Graph) -> None:
    command = [sys.executable, "-c", PROGRAM, str(frozen.build.folder), json.dumps(ASKED)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)
    ]
    answers = [process.communicate()[0] for process in running]

    wanted = [list(frozen.query(name, **given)) for name, given in ASKED]
    assert [process.returncode for process in running] == [0] * 4
    assert {json.dumps(json.loads(answer)) for answer in answers} == {
        json.dumps(json.loads(json.dumps(wanted, default=str)))
    }
