"""Records of invented states, in which every way of being represented at a meeting occurs."""

from __future__ import annotations

from tests.island_offices import ISLAND_OFFICES

SOURCE = """
name: Gazette
kind: press
language: en
publisher: Office of the Islands
published: 2026-02
passages: [{line: 1}, {line: 2}, {line: 10}]
"""


def _state(letter: str, name: str, status: str, dates: str) -> str:
    return f"""
name: {name}
iso_alpha2: X{letter}
iso_alpha3: XX{letter}
statuses:
  - {{kind: {status}, body: body/council, {dates}, sources: source/gazette#1}}
sources: source/gazette#1
"""


def _attested(*days: str) -> str:
    """Return an attestation of each of these dates, on line 10 of the Gazette."""
    each = ", ".join(f"{{dates: {one}, sources: source/gazette#10}}" for one in days)
    return f"attestations: [{each}]"


ISLANDS = {
    **ISLAND_OFFICES,
    "source/gazette": SOURCE,
    "body/council": "name: Council\nkind: council\nsources: source/gazette#1\n",
    "body/fisheries": """
name: Ministers of Fisheries
kind: ministerial-meeting
parent: body/council
sources: source/gazette#1
""",
    "state/azure": _state("A", "Azure", "member", "dates: 2001-06-15/.."),
    "state/brume": _state("B", "Brume", "member", _attested("2020-01-01", "2023-03-01/2023-03-05")),
    "state/coral": _state("C", "Coral", "member", "dates: 2024-05-01/.."),
    "state/dune": _state("D", "Dune", "observer", "dates: 2001-06-15/.."),
    "state/ember": _state("E", "Ember", "member", "dates: 2001-06-15/2024-12-31"),
    "state/fjord": _state("F", "Fjord", "member", _attested("2020-01-01", "2025-01-01")),
    "region/ember-coast": """
name: Ember Coast
state: state/ember
sources: source/gazette#1
""",
    "post/azure-minister": "name: Minister of Azure\nin: state/azure\nsources: source/gazette#1\n",
    "person/ada": "name: Ada\nsources: source/gazette#1\n",
    "person/bo": "name: Bo\nsources: source/gazette#1\n",
    "document/quota": """
name: Quota
kind: agreement
body: body/fisheries
acts:
  - {act: signed, meeting: meeting/whole-list, sources: source/gazette#1}
  - {act: entered-into-force, dates: 2023-12/2024-02, sources: source/gazette#2}
sources: source/gazette#1
""",
    "meeting/whole-list": """
name: Meeting with a whole list
kind: ministerial-meeting
dates: 2023-03-03
body: body/fisheries
complete_lists: source/gazette#2
participations:
  - key: announced
    person: person/ada
    represents: state/azure
    roles: head-of-delegation
    level: head-of-government
    status: announced
    sources: source/gazette#1
  - key: deputy
    represents: state/azure
    roles: delegate
    level: deputy-minister
    status: attended
    sources: source/gazette#1
  - key: minister
    post: post/azure-minister
    represents: state/azure
    roles: head-of-delegation
    level: minister
    status: attended
    sources: [source/gazette#10, source/gazette#2]
  - key: coast
    group: people of the coast
    represents: region/ember-coast
    roles: guest
    status: attended
    sources: source/gazette#1
sources: source/gazette#1
""",
    "meeting/later": """
name: Later meeting
kind: ministerial-meeting
dates: 2026-01-01
body: body/fisheries
participations:
  - {person: person/bo, roles: speaker, status: attended, sources: source/gazette#1}
remarks:
  - key: catch
    kind: stated
    speaker: person/bo
    text: The catch grew.
    topics: trade
    figures:
      - {value: 2.50, exactness: more-than, unit: percent, of: catch, sources: source/gazette#1}
      - {value: 1200000, exactness: exact, unit: tonnes, of: whole catch, period: 2025,
         compared_with: 2024, sources: source/gazette#1}
    sources: source/gazette#1
sources: source/gazette#1
""",
    "meeting/undated": """
name: Undated meeting
kind: ministerial-meeting
body: body/fisheries
participations:
  - person: person/bo
    represents: state/dune
    roles: observer
    status: unknown
    sources: source/gazette#1
claims:
  - property: body
    value: body/fisheries
    rank: preferred
    reason: The other reading has no support.
    basis: inferred
    inferred_from: the wording
    sources: [source/gazette#10, source/gazette#2]
sources: source/gazette#1
""",
    "region/coral-reef": "name: Coral Reef\nstate: state/coral\nsources: source/gazette#1\n",
    "post/coast-governor": """
name: Governor of Ember Coast
in: region/ember-coast
sources: source/gazette#1
""",
    "post/coral-captain": "name: Captain of Coral\nin: state/coral\nsources: source/gazette#1\n",
    "person/cy": """
name: Cy
tenures:
  - {post: post/coast-governor, dates: 2010/2015-06, sources: source/gazette#1}
  - {post: post/azure-minister, dates: 2023-03-03/.., acting: true, sources: source/gazette#2}
  - {key: captain, post: post/coral-captain, sources: source/gazette#1}
sources: source/gazette#1
""",
    "person/eve": "name: Eve\nsources: source/gazette#1\n",
    "person/di": """
name: Di
tenures:
  - post: post/coast-governor
    dates: 2024
    attestations:
      - {dates: 2024-06-01, basis: inferred, inferred_from: the page, sources: source/gazette#10}
    sources: source/gazette#1
sources: source/gazette#1
""",
    "event/regatta": """
name: Regatta
dates: 2024-06-01/2024-06-02
body: body/fisheries
participations:
  - key: ada
    person: person/ada
    represents: state/azure
    roles: head-of-delegation
    level: minister
    status: attended
    claims:
      - {property: status, value: attended, rank: preferred, sources: source/gazette#2}
      - {property: status, value: announced, rank: normal, sources: source/gazette#1}
    sources: [source/gazette#1, source/gazette#2]
  - key: substitute
    group: staff of the minister
    represents: state/azure
    in_place_of: post/azure-minister
    roles: delegate
    level: official
    status: attended
    sources: source/gazette#2
  - key: bo
    person: person/bo
    represents: state/brume
    roles: delegate
    status: absent
    claims:
      - {property: status, value: absent, rank: preferred, sources: source/gazette#2}
      - {property: status, value: invited, rank: normal, sources: source/gazette#1}
      - {property: status, value: announced, rank: rejected, sources: source/gazette#1}
    sources: source/gazette#2
  - key: cy
    person: person/cy
    represents: region/ember-coast
    roles: head-of-delegation
    level: head-of-region
    status: announced
    sources: source/gazette#1
  - key: di
    person: person/di
    post: post/coast-governor
    represents: region/ember-coast
    in_place_of: person/cy
    roles: head-of-delegation
    level: official
    status: attended
    sources: source/gazette#2
  - key: captain
    post: post/coral-captain
    roles: guest
    status: announced
    sources: source/gazette#1
  - key: captain-came
    person: person/eve
    post: post/coral-captain
    roles: guest
    status: attended
    basis: inferred
    inferred_from: the picture
    sources: source/gazette#10
  - {key: dune, represents: state/dune, roles: guest, status: invited, sources: source/gazette#1}
  - key: dune-came
    group: sailors
    represents: state/dune
    roles: guest
    status: attended
    sources: source/gazette#2
  - {key: ember, represents: state/ember, roles: guest, status: absent, sources: source/gazette#2}
  - key: rowers
    group: rowers
    represents: state/fjord
    roles: participant
    status: announced
    sources: source/gazette#1
  - key: rowers-wrote
    group: rowers
    represents: state/fjord
    roles: participant
    mode: written-greeting
    status: attended
    sources: source/gazette#2
  - key: reefs
    group: heads of reefs
    from_state: [state/coral, state/dune]
    roles: participant
    level: head-of-region
    mode: video-address
    status: attended
    sources: source/gazette#2
  - key: reef
    represents: region/coral-reef
    from_state: state/dune
    roles: participant
    status: absent
    sources: source/gazette#2
sources: source/gazette#1
""",
    "meeting/levels": """
name: Meeting of many levels
kind: ministerial-meeting
dates: 2024-09
body: body/fisheries
complete_lists: source/gazette#2
participations:
  - represents: state/azure
    roles: delegate
    level: official
    status: attended
    sources: source/gazette#2
  - represents: state/coral
    roles: chair
    level: minister
    status: attended
    sources: source/gazette#2
  - key: address
    represents: state/dune
    roles: speaker
    level: head-of-government
    mode: video-address
    status: attended
    sources: source/gazette#1
  - key: dune
    represents: state/dune
    roles: observer
    level: senior-official
    mode: video-link
    status: attended
    sources: source/gazette#2
  - represents: state/ember
    roles: delegate
    level: minister
    status: attended
    sources: source/gazette#2
  - key: brume
    represents: state/brume
    roles: speaker
    mode: video-address
    status: attended
    sources: source/gazette#1
sources: source/gazette#1
""",
}
"""On the day of the whole list Azure, Brume and Ember are members, Dune is an observer and Coral is
neither; Fjord is attested as a member before and after it and not on it. On the later one Coral is
a member, Ember has left and Brume is no longer attested. In the month of many levels Azure, Coral
and Ember are. For the regatta people are expected in every way, and come, are absent or unknown."""

HERALD = """
name: Herald
kind: press
language: en
passages: [{line: 1}, {line: 2}]
"""

ISLANDS |= {
    "source/herald": HERALD,
    "state/gale": """
name: Gale
iso_alpha2: XG
iso_alpha3: XXG
sources: [source/gazette#1, source/herald#1]
""",
    "state/haze": "name: Haze\niso_alpha2: XH\niso_alpha3: XXH\nsources: source/gazette#1\n",
    "region/gale-shore": "name: Gale Shore\nstate: state/gale\nsources: source/gazette#1\n",
    "body/gale-navy": """
name: Navy of Gale
kind: ministry
state: state/gale
sources: source/gazette#1
""",
    "body/harbour": """
name: Harbour Board
kind: council
implements: document/tide-charter
sources: [source/gazette#1, source/herald#1]
""",
    "post/gale-admiral": "name: Admiral of Gale\nin: body/gale-navy\nsources: source/gazette#1\n",
    "post/haze-pilot": "name: Pilot of Haze\nin: state/haze\nsources: source/gazette#1\n",
    "person/cy": "name: Cy\nsources: source/gazette#1\n",
    "person/di": "name: Di\nsources: source/gazette#1\n",
    "person/fay": "name: Fay\nsources: source/gazette#1\n",
    "person/gus": "name: Gus\nsources: source/gazette#1\n",
    "person/ed": "name: Ed\nsources: source/gazette#1\n",
    "document/tide-charter": """
name: Tide Charter
kind: charter
body: body/harbour
parties: [state/gale, state/haze]
acts:
  - {act: drafted, dates: 2018-12, by: [state/gale, post/haze-pilot], sources: source/gazette#1}
  - act: signed
    meeting: event/regatta
    by: [person/cy, post/haze-pilot, state/gale, region/gale-shore]
    sources: source/gazette#1
  - {act: approved, dates: 2018-11, by: body/gale-navy, sources: source/herald#2}
  - {act: adopted, by_group: all captains, basis: inferred, inferred_from: the wording,
     sources: source/gazette#2}
  - {act: entered-into-force, dates: 2019-12-31, sources: [source/gazette#10, source/herald#1]}
sources: [source/gazette#1, source/herald#1]
""",
    "document/tide-code": """
name: Tide Code
kind: regulation
body: body/harbour
based_on: document/tide-charter
acts:
  - {act: entered-into-force, dates: 2019-12/2020-02, sources: source/gazette#1}
  - {act: implementation-discussed, meeting: event/regatta, sources: source/gazette#2}
  - {act: implementation-discussed, dates: 2025-07, sources: source/herald#2}
claims:
  - property: based_on
    value: document/tide-charter
    rank: preferred
    basis: inferred
    inferred_from: the order of its articles
    sources: source/herald#2
sources: source/gazette#1
""",
    "document/tide-code-2": """
name: Second Tide Code
kind: regulation
body: body/harbour
replaces: document/tide-code
amends: document/tide-charter
based_on: [document/tide-charter, document/tide-plan]
acts:
  - {act: agreed-in-draft, meeting: event/regatta, sources: source/gazette#1}
  - {act: approved, dates: 2022-05, by: body/harbour, sources: source/herald#2}
  - {act: entered-into-force, dates: 2025-07-07, sources: source/gazette#1}
claims:
  - {property: replaces, value: document/tide-code, rank: normal, sources: source/herald#1}
sources: source/gazette#1
""",
    "document/tide-plan": """
name: Tide Plan
kind: plan
implements: document/tide-code-2
acts:
  - {act: entered-into-force, meeting: event/regatta, sources: source/gazette#1}
  - {act: implementation-discussed, dates: 2026-01-01, sources: source/gazette#1}
  - {act: signed, meeting: event/launch, sources: source/gazette#2}
sources: source/gazette#1
""",
    "document/tide-plan-2": """
name: Second Tide Plan
kind: plan
parties: state/gale
replaces: document/tide-plan
acts:
  - {act: planned, meeting: event/launch, by: state/haze, sources: source/gazette#2}
  - {act: continued, dates: 2021-09-17, by_group: the pilots, sources: source/gazette#2}
  - {act: signed, meeting: event/launch, dates: 2021-09-18, sources: source/gazette#2}
sources: source/gazette#1
""",
    "event/regatta": """
name: Regatta
dates: 2020-01-01
body: body/harbour
implements: document/tide-plan
participations:
  - key: cy
    person: person/cy
    post: post/gale-admiral
    represents: body/gale-navy
    roles: head-of-delegation
    status: attended
    sources: [source/gazette#1, source/herald#1]
  - key: pilot
    person: person/di
    post: post/haze-pilot
    roles: signatory
    status: attended
    sources: source/gazette#2
  - key: for-gale
    person: person/ed
    represents: state/gale
    roles: [delegate, signatory]
    status: attended
    sources: source/gazette#2
  - {key: clerk, person: person/fay, from_state: state/haze, roles: signatory, status: attended,
     sources: source/gazette#2}
  - {key: late, person: person/gus, roles: signatory, status: announced, sources: source/gazette#1}
  - {key: gus, person: person/gus, roles: guest, status: absent, sources: source/herald#1}
  - {key: shore, represents: region/gale-shore, roles: guest, status: invited,
     sources: source/gazette#1}
  - {key: shore-folk, represents: region/gale-shore, group: rowers, roles: guest, status: attended,
     sources: source/gazette#2}
  - {key: crew, group: a crew, roles: guest, status: invited, sources: source/gazette#1}
  - key: haze
    represents: state/haze
    roles: guest
    status: attended
    claims:
      - {property: status, value: attended, rank: preferred, reason: Seen there.,
         sources: source/gazette#2}
      - {property: status, value: invited, rank: normal, reason: Written before.,
         sources: source/herald#1}
    sources: [source/gazette#2, source/herald#1]
claims:
  - {property: dates, value: 2020-01-01, rank: preferred, sources: source/gazette#1}
  - {property: dates, value: 2020-01-02, rank: rejected, reason: A later day.,
     sources: source/herald#1}
  - {property: purpose, value: a race, rank: rejected, reason: Nobody else has it.,
     sources: source/herald#2}
  - {property: aliases, value: Race, rank: normal, sources: source/herald#1}
  - {property: aliases, value: Sail, rank: normal, sources: source/herald#2}
sources: source/gazette#1
""",
    "event/launch": "name: Launch\nsources: source/gazette#1\n",
    "plan/buoy": """
name: Buoy
kind: activity
dates: 2021
host: region/gale-shore
body: body/harbour
stated_by: post/gale-admiral
stated_at: event/regatta
outcome: changed
became: event/launch
about: proposal/buoy
claims:
  - property: outcome
    value: changed
    rank: preferred
    basis: inferred
    inferred_from: the launch
    sources: source/herald#1
sources: source/gazette#1
""",
    "plan/light": """
name: Light
kind: body
parties: [state/haze]
by_group: the pilots
stated_at: event/launch
outcome: open
sources: [source/gazette#2, source/herald#2]
""",
    "proposal/buoy": """
name: A buoy
proposed_by: [person/cy, post/haze-pilot]
proposed_at: event/regatta
condition: calm weather
about: [plan/buoy, plan/light, body/council]
result: accepted
sources: source/gazette#1
""",
    "proposal/lamp": """
name: A lamp
proposed_by: region/gale-shore
by_group: rowers
text: A lamp on each boat.
result: declined
sources: source/herald#1
""",
    "proposal/rope": """
name: A rope
proposed_at: event/launch
result: not-stated
basis: inferred
inferred_from: the wording
sources: source/herald#1
""",
}
"""The harbour has a line of papers with more ways than one through it, of which each way of being
in force, signed, promised or disputed is told at least once; it has no members and no meetings."""

ARCHIPELAGO = ISLANDS | {
    "state/lagoon": "name: Lagoon\niso_alpha2: XL\niso_alpha3: XXL\nsources: source/gazette#1\n",
    "state/mist": "name: Mist\niso_alpha2: XM\niso_alpha3: XXM\nsources: source/gazette#1\n",
    "person/ivo": "name: Ivo\nsources: source/gazette#1\n",
    "person/jun": "name: Jun\nsources: source/gazette#1\n",
    "person/kay": "name: Kay\nsources: source/gazette#1\n",
    "person/lou": "name: Lou\nsources: source/gazette#1\n",
    "body/lamps": "name: Keepers of Lamps\nkind: working-group\nsources: source/gazette#1\n",
    "meeting/lamps-first": """
name: First meeting on lamps
kind: working-group-meeting
dates: 2020-05-01
body: body/lamps
complete_lists: source/gazette#2
participations:
  - key: ivo
    person: person/ivo
    represents: state/lagoon
    roles: [chair, head-of-delegation]
    mode: in-person
    status: attended
    sources: source/gazette#1
  - key: ivo-again
    person: person/ivo
    roles: speaker
    mode: video-address
    status: attended
    sources: source/gazette#2
  - key: jun
    person: person/jun
    represents: state/mist
    roles: head-of-delegation
    mode: video-link
    status: attended
    basis: inferred
    inferred_from: the picture
    sources: [source/gazette#10, source/gazette#2]
  - key: deputy
    represents: state/mist
    roles: delegate
    status: attended
    sources: source/gazette#2
  - key: kay
    person: person/kay
    represents: state/ember
    roles: speaker
    mode: written-greeting
    status: attended
    sources: source/gazette#1
  - key: lou
    person: person/lou
    represents: state/lagoon
    roles: guest
    status: announced
    sources: source/gazette#1
sources: source/gazette#1
""",
    "meeting/lamps-second": """
name: Second meeting on lamps
kind: working-group-meeting
dates: 2020
participations:
  - {key: ivo, person: person/ivo, roles: guest, status: attended, sources: source/gazette#10}
  - {key: jun, person: person/jun, roles: guest, status: attended, sources: source/gazette#2}
  - {key: lou, person: person/lou, represents: state/lagoon, roles: guest, status: attended,
     sources: source/gazette#1}
  - {key: mist, represents: state/mist, roles: chair, status: attended, sources: source/gazette#1}
sources: source/gazette#1
""",
    "meeting/lamps-third": """
name: Third meeting on lamps
kind: working-group-meeting
dates: 2020-12-31/2021-01-01
body: body/lamps
participations:
  - {key: jun, person: person/jun, roles: guest, status: attended, sources: source/gazette#2}
  - {key: lou, person: person/lou, roles: guest, status: attended, sources: source/gazette#1}
sources: source/gazette#1
""",
    "meeting/lamps-fourth": """
name: Fourth meeting on lamps
kind: working-group-meeting
dates: 2020-11
body: body/lamps
participations:
  - {key: lou, person: person/lou, roles: guest, status: attended, sources: source/gazette#1}
  - {key: kay, person: person/kay, roles: guest, status: attended, sources: source/gazette#1}
sources: source/gazette#1
""",
    "meeting/lamps-undated": """
name: Undated meeting on lamps
kind: working-group-meeting
body: body/lamps
participations:
  - {key: ivo, person: person/ivo, roles: guest, status: attended, basis: common-knowledge,
     sources: source/gazette#1}
  - {key: kay, person: person/kay, roles: guest, status: attended, basis: common-knowledge,
     sources: source/gazette#1}
sources: source/gazette#1
""",
    "event/lamp-walk": """
name: Walk of the lamps
dates: 2020-05
on_the_sidelines_of: meeting/lamps-first
initiated_by: state/mist
hosted_by: state/mist
participations:
  - {key: ivo, person: person/ivo, roles: guest, status: attended, sources: source/gazette#10}
  - {key: lou, person: person/lou, roles: guest, status: attended, sources: source/gazette#1}
  - {key: mist, represents: state/mist, roles: host, status: attended, sources: source/gazette#1}
sources: source/gazette#2
""",
    "event/lamp-session": """
name: Session on wicks
part_of: meeting/lamps-second
on_the_sidelines_of: event/lamp-walk
participations:
  - {key: jun, person: person/jun, roles: guest, status: attended, basis: common-knowledge,
     sources: source/gazette#1}
basis: common-knowledge
sources: source/gazette#1
""",
}
"""The islands, and Ivo, Jun, Kay and Lou, who meet over lamps: in every way of being present and of
not being so, on days that are known, half known, of two years and unknown, with events beside and
within the meetings."""
