# ruff: noqa: E501  # a row of an answer stands on one line
"""What the questions answer: of the frozen records, and of invented states and their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from sco_graph.graph import Graph
from sco_graph.things import natural
from sco_loaders.build import build
from tests.islands import ISLANDS
from tests.planted import plant


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the invented records."""
    folder = tmp_path_factory.mktemp("islands")
    return Graph(build(folder / "build", plant(folder / "records", ISLANDS)))


def table(rows: Iterable[Mapping[str, object]], columns: str) -> str:
    """Return some columns of rows, a row a line; `lines` are the places in the sources."""
    return "".join(" | ".join(cell(row, name) for name in columns.split()) + "\n" for row in rows)


def cell(row: Mapping[str, object], column: str) -> str:
    value = row["locator" if column == "lines" else column]
    if column == "lines" and isinstance(value, list):
        return " ".join(sorted((place.partition("#")[2] for place in value), key=natural))
    if isinstance(value, list):
        return ", ".join(value) or "-"
    return "-" if value is None else str(value)


# --- who-attended ---


def test_who_attended_the_meeting_of_ministers_of_industry(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/industry-2025-yekaterinburg")

    assert (
        table(rows, "participant_id represents_id role level mode status basis lines")
        == """\
- | state/russia | chair | - | - | attended | stated | 1
post/belarus-minister-of-industry | state/belarus | head-of-delegation | minister | - | attended | stated | 2 3
post/russia-minister-of-industry | state/russia | head-of-delegation | minister | - | attended | stated | 2 3
post/tajikistan-minister-of-industry | state/tajikistan | head-of-delegation | minister | - | attended | stated | 2 3
post/pakistan-special-assistant-to-the-prime-minister | state/pakistan | head-of-delegation | adviser-to-leader | - | attended | stated | 2 3
person/sohail-khan | - | speaker | deputy-head-of-organisation | - | attended | inferred | 5
post/kazakhstan-deputy-minister | state/kazakhstan | head-of-delegation | deputy-minister | - | attended | stated | 2 3
post/kyrgyzstan-deputy-minister | state/kyrgyzstan | head-of-delegation | deputy-minister | - | attended | stated | 2 3
post/uzbekistan-deputy-minister | state/uzbekistan | head-of-delegation | deputy-minister | - | attended | stated | 2 3
post/india-ambassador-to-russia | state/india | head-of-delegation | ambassador | - | attended | stated | 2 3
post/iran-ambassador-to-russia | state/iran | head-of-delegation | ambassador | - | attended | stated | 2 3
post/china-miit-chief-engineer | state/china | head-of-delegation | senior-official | - | attended | stated | 2 3
"""
    )


def test_who_attended_the_council_of_heads_of_government(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/hgc-2025")

    assert (
        table(rows, "participant participant_id represents_id role level mode status basis lines")
        == """\
Mikhail Mishustin | person/mikhail-mishustin | state/russia | chair | head-of-government | - | attended | stated | 11
heads of delegations | - | - | head-of-delegation | - | - | attended | stated | 17
"""
    )


def test_who_attended_the_working_meeting_by_video(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/ict-preparation-2025")

    assert (
        table(
            rows,
            "participant from_state participant_id represents_id role level mode status basis lines",
        )
        == """\
Pavel Tkach | Belarus | person/pavel-tkach | body/belarus-ministry-of-communications-and-informatization | chair | deputy-minister | video-link | attended | inferred | 3 7
executives of the Department of International Cooperation | China | - | body/china-miit-department-of-international-cooperation | participant | senior-official | video-link | attended | stated | 3
"""
    )


def test_who_attended_the_first_forum_of_regions(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/regions-forum-2020")

    assert (
        table(rows, "participant represents from_state role level mode status lines")
        == """\
Alexei Teksler | Chelyabinsk Region | - | chair | head-of-region | video-link | attended | 2 7
Maxim Reshetnikov | - | - | speaker | minister | written-greeting | unknown | 6
heads of regions (constituent entities) | - | China, India, Kazakhstan, Kyrgyzstan, Pakistan, Russia, Tajikistan, Uzbekistan | participant | head-of-region | video-link | attended | 2
representatives of the economic agencies concerned | - | China, India, Kazakhstan, Kyrgyzstan, Pakistan, Russia, Tajikistan, Uzbekistan | participant | - | video-link | attended | 2
"""
    )


def test_who_attended_the_forum_of_regions_in_chelyabinsk(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/regions-forum-2021")

    assert (
        table(rows, "participant represents role level mode status count count_kind basis lines")
        == """\
Vladimir Norov | - | speaker | head-of-organisation | video-address | unknown | - | - | stated | 2
Bakhtiyer Khakimov | - | speaker | adviser-to-leader | - | attended | - | - | inferred | 10
heads of administrative-territorial entities of SCO countries | - | participant | head-of-region | - | attended | - | - | inferred | 12
Alexei Teksler | Chelyabinsk Region | speaker | head-of-region | - | attended | - | - | inferred | 8 9
representatives of regions of the member states | - | participant | - | - | attended | 8 | SCO member states (exact) | stated | 12
representatives of regions of the member states | - | participant | - | - | attended | 30 | regions (more-than) | stated | 12
"""
    )


# --- attendance-record ---


def test_a_person_has_a_record_in_order_of_date(frozen: Graph) -> None:
    rows = frozen.query("attendance-record", actor="person/alexei-teksler")

    assert (
        table(rows, "date start_date entry meeting_id body relation role mode status basis lines")
        == """\
2020-10-29 | 2020-10-29 | attested in post | - | - | self | - | - | - | stated | 2
2020-10-29 | 2020-10-29 | meeting | meeting/regions-forum-2020 | Heads of Regions Forum of the SCO Member States | self | chair | video-link | attended | stated | 2 7
2021-09-28/2021-09-30 | 2021-09-28 | attested in post | - | - | self | - | - | - | inferred | 1 8
2021-09-28/2021-09-30 | 2021-09-28 | meeting | meeting/regions-forum-2021 | Heads of Regions Forum of the SCO Member States | self | speaker | - | attended | inferred | 8 9
"""
    )


def test_who_comes_from_a_state_is_told_from_who_represents_it(frozen: Graph) -> None:
    rows = frozen.query("attendance-record", actor="state/china", from_="2020", to="2025-07")

    assert (
        table(rows, "date meeting_id relation group post represents level")
        == """\
2020-10-29 | meeting/regions-forum-2020 | from | representatives of the economic agencies concerned | - | - | -
2020-10-29 | meeting/regions-forum-2020 | from | heads of regions (constituent entities) | - | - | head-of-region
2020-11-10 | meeting/hsc-2020 | represents | - | - | China | head-of-state
2023-07-04 | meeting/hsc-2023 | represents | - | - | China | head-of-state
2025-05-15 | meeting/ict-preparation-2025 | from | executives of the Department of International Cooperation | - | Department of International Cooperation of the Ministry of Industry and Information Technology of China | senior-official
2025-07-07 | meeting/industry-2025-yekaterinburg | represents | - | Chief Engineer of the Ministry of Industry and Information Technology of China | China | senior-official
"""
    )


def test_a_post_has_a_record_over_its_holders(frozen: Graph) -> None:
    rows = frozen.query("attendance-record", actor="post/deputy-secretary-general")

    assert (
        table(rows, "date entry meeting_id place relation person role lines")
        == """\
2023-01 | tenure begins | - | - | post | Nurlan Yermekbayev | - | paragraph-3
2024-07-04 | attested in post | - | - | post | Nurlan Yermekbayev | - | paragraph-3
2025 | meeting | event/hgc-2025-summing-up | National Centre RUSSIA (building in Moscow) | post | T.R. Midhun | speaker | 10
2025-07-07 | attested in post | - | - | post | Sohail Khan | - | 1 5
2025-07-07 | meeting | meeting/industry-2025-yekaterinburg | Yekaterinburg | post | Sohail Khan | speaker | 5
2025-11-18 | attested in post | - | - | post | T.R. Midhun | - | 9 10
"""
    )


def test_an_undated_meeting_stands_last_in_a_record(islands: Graph) -> None:
    rows = islands.query("attendance-record", actor="person/bo")

    assert (
        table(rows, "date meeting relation person represents status")
        == """\
2024-06-01/2024-06-02 | Regatta | self | Bo | Brume | absent
2026-01-01 | Later meeting | self | Bo | - | attended
- | Undated meeting | self | Bo | Dune | unknown
"""
    )


def test_a_person_has_a_career_of_tenures_by_what_is_known_of_their_ends(islands: Graph) -> None:
    rows = islands.query("attendance-record", actor="person/cy")

    assert (
        table(rows, "date start_date entry meeting post acting status")
        == """\
2010 | 2010-01-01 | tenure begins | - | Governor of Ember Coast | - | -
2015-06 | 2015-06-30 | tenure ends | - | Governor of Ember Coast | - | -
2023-03-03 | 2023-03-03 | tenure begins | - | Minister of Azure | True | -
2024-06-01/2024-06-02 | 2024-06-01 | meeting | Regatta | - | - | announced
- | - | tenure | - | Captain of Coral | - | -
"""
    )


def test_a_region_has_a_record_with_the_holders_of_its_posts(islands: Graph) -> None:
    rows = islands.query("attendance-record", actor="region/ember-coast", from_="2024")

    assert (
        table(rows, "date start_date entry relation person status basis")
        == """\
2024 | 2024-01-01 | tenure begins | post in it | Di | - | stated
2024-06-01 | 2024-06-01 | attested in post | post in it | Di | - | inferred
2024-06-01/2024-06-02 | 2024-06-01 | meeting | represents | Cy | announced | stated
2024-06-01/2024-06-02 | 2024-06-01 | meeting | represents | Di | attended | stated
2024 | 2024-12-31 | tenure ends | post in it | Di | - | stated
"""
    )


# --- outcomes and documents ---


def test_what_the_ministers_of_industry_did_to_documents(frozen: Graph) -> None:
    rows = frozen.query("outcomes", meeting="meeting/industry-2025-yekaterinburg")

    assert (
        table(rows, "act document_id kind by_group date basis lines")
        == """\
approved | document/industry-congress-and-exhibition-regulations | regulation | the heads of delegations | 2025-07-07 | stated | 1 4
approved | document/industry-working-group-regulations | regulation | the heads of delegations | 2025-07-07 | stated | 1 4
continued | document/industry-investment-data-bank-regulations | regulation | - | 2025-07-07 | stated | 1 4
signed | document/industry-ministers-2025-protocol | protocol | - | - | stated | 6
"""
    )


def test_what_the_working_meeting_did_to_documents(frozen: Graph) -> None:
    rows = frozen.query("outcomes", meeting="meeting/ict-preparation-2025")

    assert (
        table(rows, "act document_id by_group date basis lines")
        == """\
agreed-in-draft | document/digital-transformation-action-plan | the parties to the working meeting | 2025-05-15 | stated | 3 4
agreed-in-draft | document/ict-ministers-4-agenda | the parties to the working meeting | 2025-05-15 | stated | 3 4
agreed-in-draft | document/ict-ministers-4-minutes | the parties to the working meeting | 2025-05-15 | stated | 3 4
implementation-discussed | document/belarus-china-ict-memorandum | the parties | 2025-05-15 | stated | 3 7
"""
    )


def test_what_the_heads_of_government_did_to_documents(frozen: Graph) -> None:
    rows = frozen.query("outcomes", meeting="meeting/hgc-2025")

    assert (
        table(rows, "act document_id by_group date basis lines")
        == """\
discussed | document/sco-development-strategy-2035 | the participants | - | stated | 16
"""
    )


def test_what_the_summit_in_bishkek_did_to_documents(frozen: Graph) -> None:
    rows = frozen.query("outcomes", meeting="meeting/hsc-2019-bishkek")

    assert (
        table(rows, "act document_id by date place basis lines")
        == """\
approved | document/digitalization-and-ict-concept | Council of Heads of State of the SCO Member States | 2019-06-14 | Bishkek | stated | 6
approved | document/interregional-programme-2019 | Council of Heads of State of the SCO Member States | 2019-06-14 | - | stated | 4
"""
    )


def test_what_the_summit_in_dushanbe_did_to_documents(frozen: Graph) -> None:
    rows = frozen.query("outcomes", meeting="meeting/hsc-2021-dushanbe")

    assert (
        table(rows, "act document_id by_group date basis lines")
        == """\
adopted | document/covid-19-plan-2021-2023 | the parties | - | inferred | 4
issued | document/interregional-cooperation-statement-2021 | the heads of the SCO member states | - | stated | 4
"""
    )


def test_the_documents_of_a_year_are_those_with_an_act_in_it(frozen: Graph) -> None:
    rows = frozen.query("documents", year=2019)

    assert (
        table(rows, "document_id kind body act meeting_id date lines")
        == """\
document/digitalization-and-ict-concept | concept | Council of Heads of State of the SCO Member States | approved | meeting/hsc-2019-bishkek | 2019-06-14 | 6
document/interregional-programme-2019 | programme | Council of Heads of State of the SCO Member States | approved | meeting/hsc-2019-bishkek | 2019-06-14 | 4
"""
    )


def test_a_document_without_an_act_is_listed_with_its_own_source(frozen: Graph) -> None:
    rows = frozen.query("documents", kind="action-plan")

    assert (
        table(rows, "document_id act meeting_id meeting_date date basis source lines")
        == """\
document/digital-transformation-action-plan | agreed-in-draft | meeting/ict-preparation-2025 | 2025-05-15 | 2025-05-15 | stated | source/ict-preparation-2025 | 3 4
document/sco-action-plan-2025 | - | - | - | - | stated | source/ict-preparation-2025 | 5
document/strategy-2025-action-plan-2016-2020 | approved | meeting/hsc-2016-tashkent | 2016-06-23/2016-06-24 | - | stated | source/kazinform-tashkent-documents-2016 | list-2
"""
    )


def test_a_document_between_parties_names_them(frozen: Graph) -> None:
    rows = frozen.query("documents", kind="memorandum", year=2025)

    assert (
        table(rows, "document_id body parties")
        == """\
document/belarus-china-ict-memorandum | - | Ministry of Communications and Informatization of the Republic of Belarus, Ministry of Industry and Information Technology of the People's Republic of China
"""
    )


# --- level-of-representation ---


def test_levels_at_the_meeting_of_ministers_of_industry(frozen: Graph) -> None:
    rows = frozen.query("level-of-representation", body="body/ministers-of-industry")

    assert (
        table(rows, "state_id level level_rank head status list_is_complete basis lines")
        == """\
state/belarus | minister | 5 | Minister of Industry of Belarus | attended | True | stated | 2 3
state/china | senior-official | 11 | Chief Engineer of the Ministry of Industry and Information Technology of China | attended | True | stated | 2 3
state/india | ambassador | 10 | Ambassador Extraordinary and Plenipotentiary of India to Russia | attended | True | stated | 2 3
state/iran | ambassador | 10 | Ambassador Extraordinary and Plenipotentiary of Iran to Russia | attended | True | stated | 2 3
state/kazakhstan | deputy-minister | 8 | Deputy Minister of Kazakhstan | attended | True | stated | 2 3
state/kyrgyzstan | deputy-minister | 8 | Deputy Minister of Kyrgyzstan | attended | True | stated | 2 3
state/pakistan | adviser-to-leader | 6 | Special Assistant to the Prime Minister of Pakistan | attended | True | stated | 2 3
state/russia | minister | 5 | Minister of Industry of Russia | attended | True | stated | 2 3
state/tajikistan | minister | 5 | Minister of Industry of Tajikistan | attended | True | stated | 2 3
state/uzbekistan | deputy-minister | 8 | Deputy Minister of Uzbekistan | attended | True | stated | 2 3
"""
    )


def test_a_state_is_absent_only_where_a_whole_list_leaves_it_out(islands: Graph) -> None:
    rows = islands.query("level-of-representation")

    assert (
        table(rows, "meeting_id state level head status list_is_complete basis lines")
        == """\
meeting/whole-list | Azure | minister | Minister of Azure | attended | True | stated | 2 10
meeting/whole-list | Brume | - | - | absent | True | inferred | 2 10
meeting/whole-list | Ember | - | - | not stated | True | - | 1
meeting/levels | Azure | official | - | attended | True | stated | 2
meeting/levels | Brume | - | - | attended | True | stated | 1
meeting/levels | Coral | minister | - | attended | True | stated | 2
meeting/levels | Dune | senior-official | - | attended | True | stated | 2
meeting/levels | Ember | minister | - | attended | True | stated | 2
meeting/later | Azure | - | - | not stated | False | - | 1
meeting/later | Coral | - | - | not stated | False | - | 1
meeting/undated | Dune | - | Bo | unknown | False | stated | 1
"""
    )


def test_who_sent_an_address_is_represented_by_who_was_present(islands: Graph) -> None:
    rows = islands.query("level-of-representation", from_="2024-09", to="2024-09")

    assert (
        table(rows, "state level usual_level below_usual lines")
        == """\
Azure | official | minister | True | 2
Brume | - | minister | - | 1
Coral | minister | minister | False | 2
Dune | senior-official | minister | True | 2
Ember | minister | minister | False | 2
"""
    )


# --- attendance-gaps and attendance-rate ---


def test_who_was_missing_is_told_from_who_is_not_named_and_who_was_not_expected(
    islands: Graph,
) -> None:
    rows = islands.query("attendance-gaps")

    assert (
        table(
            rows, "meeting_id state standing attendance status mode others_from_state basis lines"
        )
        == """\
meeting/whole-list | Azure | member | present | attended | - | False | stated | 1 2 10
meeting/whole-list | Brume | member | absent | - | - | False | inferred | 2 10
meeting/whole-list | Ember | member | not stated | - | - | True | - | 1
meeting/levels | Azure | member | present | attended | - | False | stated | 1 2
meeting/levels | Brume | not stated | not stated | attended | video-address | False | stated | 1
meeting/levels | Coral | member | present | attended | - | False | stated | 1 2
meeting/levels | Dune | not a member | present | attended | video-link | False | stated | 1 2
meeting/levels | Ember | member | present | attended | - | False | stated | 1 2
meeting/later | Azure | member | not stated | - | - | False | - | 1
meeting/later | Coral | member | not stated | - | - | False | - | 1
meeting/undated | Dune | not stated | not stated | unknown | - | False | stated | 1
"""
    )


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (
            "dune",
            """\
meeting/whole-list | not a member | not expected | inferred
meeting/levels | not a member | present | stated
meeting/later | not a member | not expected | inferred
meeting/undated | not stated | not stated | stated
""",
        ),
        (
            "ember",
            """\
meeting/whole-list | member | not stated | -
meeting/levels | member | present | stated
meeting/later | not a member | not expected | inferred
meeting/undated | not stated | not stated | -
""",
        ),
        (
            "fjord",
            """\
meeting/whole-list | not stated | not stated | -
meeting/levels | not stated | not stated | -
meeting/later | not stated | not stated | -
meeting/undated | not stated | not stated | -
""",
        ),
    ],
)
def test_a_state_that_is_given_has_a_row_where_it_was_no_member_too(
    islands: Graph, state: str, told: str
) -> None:
    rows = islands.query("attendance-gaps", state=f"state/{state}")

    assert table(rows, "meeting_id standing attendance basis") == told


def test_only_presence_counts_and_what_is_not_stated_is_no_absence(islands: Graph) -> None:
    rows = islands.query("attendance-rate")

    assert (
        table(
            rows,
            "state meetings attended levels absent not_stated known_percent attended_percent not_expected basis lines",
        )
        == """\
Azure | 3 | 2 | minister 1, official 1 | 0 | 1 | 67 | 100 | 0 | stated | 1 2 10
Brume | 1 | 0 | - | 1 | 0 | 100 | 0 | 0 | inferred | 2 10
Coral | 2 | 1 | minister 1 | 0 | 1 | 50 | 100 | 0 | stated | 1 2
Dune | 0 | 0 | - | 0 | 0 | - | - | 1 | stated | 2
Ember | 2 | 1 | minister 1 | 0 | 1 | 50 | 100 | 0 | stated | 1 2
"""
    )


# --- announced-vs-attended ---


def test_who_was_expected_came_was_replaced_was_absent_or_is_unknown(islands: Graph) -> None:
    rows = islands.query("announced-vs-attended")

    assert (
        table(rows, "expected represents status outcome came level level_came basis lines")
        == """\
Ada | Azure | announced | somebody else came | Azure, Minister of Azure | head-of-government | minister | stated | 1 2 10
Ada | Azure | announced | attended | Ada | minister | minister | stated | 1 2
Bo | Brume | invited | absent | - | - | - | stated | 1 2
Captain of Coral | - | announced | attended | Eve | - | - | inferred | 1 10
Cy | Ember Coast | announced | somebody else came | Di | head-of-region | official | stated | 1 2
Dune | Dune | invited | attended | sailors | - | - | stated | 1 2
Ember | Ember | absent | absent | - | - | - | stated | 2
Coral Reef | Coral Reef | absent | absent | - | - | - | stated | 2
rowers | Fjord | announced | not stated | - | - | - | stated | 1
Minister of Azure | Azure | - | somebody else came | Ada, staff of the minister | - | minister | stated | 1 2
"""
    )


# --- region-participation ---


def test_a_region_that_no_source_names_is_known_by_the_states_of_its_head(islands: Graph) -> None:
    rows = islands.query("region-participation", from_="2024")

    assert (
        table(rows, "region_id state_id relation participant level mode status present")
        == """\
region/coral-reef | state/coral, state/dune | represents | - | - | - | absent | False
region/ember-coast | state/ember | represents | Cy | head-of-region | - | announced | -
region/ember-coast | state/ember | represents | Di | official | - | attended | True
- | state/coral, state/dune | - | heads of reefs | head-of-region | video-address | attended | False
"""
    )


# --- topics-discussed and who-said ---


def test_topics_discussed_at_the_meeting_of_ministers_of_industry(frozen: Graph) -> None:
    rows = frozen.query("topics-discussed", meeting="meeting/industry-2025-yekaterinburg")

    assert (
        table(rows, "topic topic_id lines")
        == """\
industrial clusters | topic/industrial-clusters | 3
industrial modernisation | topic/industrial-modernisation | 3
industry | topic/industry | 3
innovation | topic/innovation | 3
investment | topic/investment | 3
technology | topic/technology | 3
"""
    )


def test_a_topic_takes_its_narrower_ones_with_it(frozen: Graph) -> None:
    rows = frozen.query("topics-discussed", topic="topic/transport")

    assert (
        table(rows, "meeting_id topic_id by_group lines")
        == """\
meeting/regions-forum-2021 | topic/logistics | the heads of administrative-territorial entities | 12
meeting/hgc-2025 | topic/transport | the participants | 16
event/regions-forum-2021-logistics-panel | topic/logistics | - | 11
"""
    )


def test_who_said_what_on_trade(frozen: Graph) -> None:
    rows = frozen.query(
        "who-said",
        meeting="meeting/regions-forum-2021",
        speaker="person/alexei-teksler",
        topic="topic/trade",
    )

    assert (
        table(rows, "speaker kind about topics figures basis lines")
        == """\
Alexei Teksler | stated | Chelyabinsk Region, Shanghai Cooperation Organisation | trade | - | stated | 8
Alexei Teksler | stated | Chelyabinsk Region | trade | almost 70 percent (growth of the region's trade volumes, 2021-01/2021-06, compared with 2020) | inferred | 8
"""
    )


def test_figures_are_told_with_exactness_and_unit(islands: Graph) -> None:
    rows = islands.query("who-said", speaker="person/bo")

    assert (
        table(rows, "event speaker text figures")
        == """\
Later meeting | Bo | The catch grew. | 1200000 tonnes (whole catch, 2025, compared with 2024), more than 2.5 percent (catch)
"""
    )


# --- support ---


def test_a_meeting_known_from_two_sources_is_supported_by_both(frozen: Graph) -> None:
    rows = frozen.query("support", thing="meeting/hsc-2007-bishkek")
    own = [row for row in rows if row["fact_id"] == "meeting/hsc-2007-bishkek"]

    assert (
        table(own, "property basis source_id locator")
        == """\
- | stated | source/hsc-2007-communique | source/hsc-2007-communique#paragraph-1
- | stated | source/mfa-china-hsc-2007 | source/mfa-china-hsc-2007#paragraph-1
"""
    )


def test_support_takes_in_what_is_nested_and_what_is_claimed(islands: Graph) -> None:
    rows = islands.query("support", thing="meeting/undated")

    assert (
        table(rows, "fact property value basis inferred_from rank reason locator")
        == """\
meeting: Undated meeting | - | - | stated | - | - | - | source/gazette#1
meeting: Undated meeting | ofBody | body/fisheries | inferred | the wording | preferred | The other reading has no support. | source/gazette#2
meeting: Undated meeting | ofBody | body/fisheries | inferred | the wording | preferred | The other reading has no support. | source/gazette#10
Undated meeting: participation (dune) | - | - | stated | - | - | - | source/gazette#1
"""
    )


# --- what several answers show together ---


def test_nobody_is_named_who_is_known_by_a_post_alone(frozen: Graph) -> None:
    rows = frozen.query("who-attended", meeting="meeting/industry-2025-yekaterinburg")

    assert (
        table(rows[:2], "participant post represents source")
        == """\
- | - | Russia | source/industry-ministers-2025
Minister of Industry of Belarus | Minister of Industry of Belarus | Belarus | source/industry-ministers-2025
"""
    )


@pytest.mark.parametrize("meeting", ["meeting/regions-forum-2020", "meeting/regions-forum-2021"])
def test_the_forums_of_regions_did_nothing_to_any_document(frozen: Graph, meeting: str) -> None:
    assert frozen.query("outcomes", meeting=meeting) == []


@pytest.mark.parametrize(
    ("year", "acts"),
    [
        (2022, ""),
        (2023, "signed | - | 2023-03-03\nentered-into-force | 2023-12/2024-02 | -\n"),
        (2024, "entered-into-force | 2023-12/2024-02 | -\n"),
        (2025, ""),
    ],
)
def test_a_year_is_counted_by_the_bounds_of_the_act_else_of_its_meeting(
    islands: Graph, year: int, acts: str
) -> None:
    rows = islands.query("documents", body="body/fisheries", year=year)

    assert table(rows, "act date meeting_date") == acts


@pytest.mark.parametrize("meeting", ["meeting/regions-forum-2020", "meeting/regions-forum-2021"])
def test_only_who_is_known_as_a_member_that_day_can_be_not_stated(
    frozen: Graph, meeting: str
) -> None:
    rows = frozen.query("level-of-representation", body="body/heads-of-regions-forum")

    members = "China India Kazakhstan Kyrgyzstan Pakistan Russia Tajikistan Uzbekistan"
    assert {row["status"] for row in rows} == {"not stated"}
    assert [row["state"] for row in rows if row["meeting_id"] == meeting] == members.split()


def test_what_is_only_remarked_on_is_not_discussed(frozen: Graph) -> None:
    asked = {"meeting": "meeting/regions-forum-2020", "topic": "topic/ski-tourism"}

    assert frozen.query("who-said", **asked)
    assert frozen.query("topics-discussed", **asked) == []


def test_a_speaker_who_reports_others_is_told_from_them(frozen: Graph) -> None:
    rows = frozen.query("who-said", speaker="person/maxim-reshetnikov")

    assert [row["attributed_to"] for row in rows if row["attributed_to"]] == [["Russia"]]


def test_a_figure_two_levels_down_supports_its_meeting(frozen: Graph) -> None:
    rows = frozen.query("support", thing="meeting/regions-forum-2021")

    figures = [row["locator"] for row in rows if "/figure/" in row["fact_id"]]
    assert figures == ["source/regions-forum-2021#8"]
