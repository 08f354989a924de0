"""What `evidence --sample` draws, and that it draws the same everywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sco_graph.errors import WrongUse
from sco_graph.fact_sample import CITING, sample_facts, to_json, to_text
from sco_graph.graph import Graph
from tests.little_graph import little_graph

FACTS = 12
SAMPLE = """\
1. First talks: participation (Cérès) – group that took part: guests; from state: Cérès; \
in the role of: guest; attendance status: attended \
(meeting/first-talks/participation/state.ceres)
   - source/report#3: Report on the talks, Mars Daily, https://example.org/report, file report.txt
2. First talks: participation (Mars) – person who took part: Anna Li; \
in post: Minister of Mars; represents: Mars; in the role of: chair, speaker; \
at the level of: minister; took part in mode: in person; attendance status: attended \
(meeting/first-talks/participation/state.mars)
   - source/atlas#mars: Atlas
   - source/report#2: Report on the talks, Mars Daily, https://example.org/report, file report.txt
   - source/report#3: Report on the talks, Mars Daily, https://example.org/report, file report.txt
3. Anna Li: attestation (2025-07-07) – dates: 2025-07-07 \
(person/anna-li/tenure/post.mars-minister/attestation/2025-07-07)
   - source/report#2: Report on the talks, Mars Daily, https://example.org/report, file report.txt
"""


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return little_graph(tmp_path_factory.mktemp("little"))


def test_a_sample_has_each_fact_in_words_with_all_that_it_cites(little: Graph) -> None:
    assert to_text(sample_facts(little.engine, 3, seed=7)) == SAMPLE


def test_a_fact_in_json_has_its_record_and_the_addresses_of_its_sources(little: Graph) -> None:
    facts = json.loads(json.dumps(to_json(sample_facts(little.engine, FACTS, seed=1))))

    [fact] = [one for one in facts if one["id"].endswith("/participation/state.mars")]
    assert fact["record"] == "meeting/first-talks"
    assert [one["locator"] for one in fact["cites"]] == [
        "source/atlas#mars",
        "source/report#2",
        "source/report#3",
    ]
    assert fact["cites"][1] == {
        "locator": "source/report#2",
        "title": "Report on the talks",
        "publisher": "Mars Daily",
        "url": "https://example.org/report",
        "file": "report.txt",
    }


def test_the_largest_sample_is_every_fact_that_cites_a_source(little: Graph) -> None:
    citing = {row["id"] for row in little.engine.cypher(CITING, {})}

    assert {fact.id for fact in sample_facts(little.engine, FACTS, seed=1)} == citing
    assert len(citing) == FACTS


def test_a_larger_sample_holds_the_smaller_and_another_seed_draws_others(shipped: Graph) -> None:
    smaller, larger, other = (
        {fact.id for fact in sample_facts(shipped.engine, size, seed)}
        for size, seed in ((20, 1), (40, 1), (40, 2))
    )

    assert smaller < larger
    assert len(larger & other) < 20


@pytest.mark.parametrize("size", [0, -1, FACTS + 1])
def test_what_cannot_be_drawn_is_refused_with_what_can(little: Graph, size: int) -> None:
    with pytest.raises(WrongUse, match=f"cannot draw {size} of {FACTS} facts; take 1 to {FACTS}"):
        sample_facts(little.engine, size, seed=1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["source/iso-3166", "--sample", "2"], "give one of these: a SOURCE, --sample N, or --all"),
        (["--sample", "2", "--texts", "."], "--texts goes with a SOURCE"),
    ],
)
def test_a_sample_goes_with_no_source(
    shipped: Graph, tmp_path: Path, given: list[str], said: str
) -> None:
    command = [sys.executable, "-m", "sco_graph", "--build", str(shipped.build.folder), "evidence"]

    run = subprocess.run(
        [*command, *given], check=False, capture_output=True, text=True, cwd=tmp_path
    )

    assert run.returncode == 2
    assert run.stderr.startswith(f"sco-graph: {said}")
