"""Documents, promises and disputes in the islands, of which no sourced record tells the like."""

from __future__ import annotations

import pytest

from sco_graph.graph import Graph
from sco_loaders.build import build
from tests.golden import table
from tests.island_documents import ISLAND_DOCUMENTS
from tests.islands import ISLANDS
from tests.planted import plant

WORLD = {**ISLANDS, **ISLAND_DOCUMENTS}


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("islands")
    return Graph(build(folder / "build", plant(folder / "records", WORLD)))


@pytest.mark.parametrize(
    ("as_of", "in_force", "act", "act_of"),
    [
        ("2019-11-30", "no", "entered-into-force", "document/tide-code"),
        ("2019-12-31", "possibly", "entered-into-force", "document/tide-code"),
        ("2020-01-01", "yes", "implementation-discussed", "document/tide-code"),
        ("2020-02-29", "yes", "entered-into-force", "document/tide-code"),
        ("2025-07-06", "yes", "entered-into-force", "document/tide-code"),
        ("2025-07-07", "no", "entered-into-force", "document/tide-code-2"),
    ],
)
def test_a_text_is_in_force_from_its_latest_possible_day_until_another_replaces_it(
    islands: Graph, as_of: str, in_force: str, act: str, act_of: str
) -> None:
    rows = islands.query("documents-in-force", as_of=as_of, kind="regulation")

    [row] = [row for row in rows if row["document_id"] == "document/tide-code"]
    assert (row["in_force"], row["act"], row["act_of"]) == (in_force, act, act_of)


@pytest.mark.parametrize(
    ("as_of", "in_force"),
    [("2019-12-31", "no"), ("2021-09-17", "possibly"), ("2026-01-01", "yes")],
)
def test_a_text_whose_successor_has_no_known_day_is_possibly_in_force_but_when_carried_out(
    islands: Graph, as_of: str, in_force: str
) -> None:
    rows = islands.query("documents-in-force", as_of=as_of, kind="plan")

    assert [row["in_force"] for row in rows] == [in_force, "not stated"]


def test_a_lineage_tells_each_edge_once_a_direction_though_it_goes_in_a_circle(
    islands: Graph,
) -> None:
    rows = islands.query("document-lineage", document="document/tide-code-2")

    assert (
        table(
            rows, ["direction", "distance", "later_id", "relation", "earlier_id", "basis", "places"]
        )
        == """\
upwards | 1 | document/tide-code-2 | amends | document/tide-charter | stated | gazette#1
upwards | 1 | document/tide-code-2 | based_on | document/tide-charter | stated | gazette#1
upwards | 1 | document/tide-code-2 | replaces | document/tide-code | stated | gazette#1 herald#1
upwards | 1 | document/tide-code-2 | based_on | document/tide-plan | stated | gazette#1
upwards | 2 | document/tide-code | based_on | document/tide-charter | inferred | gazette#1 herald#2
upwards | 2 | document/tide-plan | implements | document/tide-code-2 | stated | gazette#1
downwards | 1 | document/tide-plan | implements | document/tide-code-2 | stated | gazette#1
downwards | 2 | document/tide-code-2 | based_on | document/tide-plan | stated | gazette#1
downwards | 2 | document/tide-plan-2 | replaces | document/tide-plan | stated | gazette#1
downwards | 2 | event/gale-regatta | implements | document/tide-plan | stated | gazette#1
"""
    )


def test_a_signatory_has_the_capacity_of_the_act_or_else_of_the_meeting(islands: Graph) -> None:
    rows = islands.query("signatories", meeting="event/gale-regatta")

    assert (
        table(rows, ["document_id", "person", "post", "party", "basis", "places"])
        == """\
- | Jem | - | - | stated | gazette#2
document/tide-charter | Hal | Admiral of Gale | Navy of Gale | stated | gazette#1 herald#1
document/tide-charter | Ida | Pilot of Haze | - | stated | gazette#1 gazette#2
document/tide-charter | - | - | Gale Shore | stated | gazette#1
document/tide-charter | Jan | - | Gale | inferred | gazette#1 gazette#2
"""
    )


def test_an_invitation_is_kept_by_whoever_came_and_a_draft_by_no_earlier_act(
    islands: Graph,
) -> None:
    rows = islands.query("promised-and-done", body="body/harbour", to="2020")

    assert (
        table(rows, ["said", "who", "outcome", "places", "outcome_locator"])
        == """\
drafted | Gale, Pilot of Haze | adopted | gazette#1 | source/gazette#2
drafted | Gale, Pilot of Haze | entered-into-force | gazette#1 | source/gazette#10, source/herald#1
drafted | Gale, Pilot of Haze | signed | gazette#1 | source/gazette#1
agreed-in-draft | - | approved | gazette#1 | source/herald#2
agreed-in-draft | - | entered-into-force | gazette#1 | source/gazette#1
invited | a crew | not-stated | gazette#1 | -
invited | Haze | attended | herald#1 | source/gazette#2
announced | Kit | absent | gazette#1 | source/herald#1
invited | Gale Shore | attended | gazette#1 | source/gazette#2
"""
    )


def test_values_of_one_rank_are_no_dispute_and_a_rejected_one_is_without_a_ruling_too(
    islands: Graph,
) -> None:
    rows = islands.query("conflicts", thing="event/gale-regatta")

    assert (
        table(rows, ["property", "value", "rank", "ruling", "reason", "places"])
        == """\
dates | 2020-01-01 | preferred | 2020-01-01 | - | gazette#1
dates | 2020-01-02 | rejected | 2020-01-01 | A later day. | herald#1
purpose | a race | rejected | - | Nobody else has it. | herald#2
attendance | attended | preferred | attended | Seen there. | gazette#2
attendance | invited | normal | attended | Written before. | herald#1
"""
    )
