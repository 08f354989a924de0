"""Records of the same invented states: documents, what was promised, and what rests on little."""

from __future__ import annotations

HERALD = """
name: Herald
kind: press
language: en
passages: [{line: 1}, {line: 2}]
"""

ISLAND_DOCUMENTS = {
    "source/herald": HERALD,
    "state/gale": """
name: Gale
iso_alpha2: XU
iso_alpha3: XXU
sources: [source/gazette#1, source/herald#1]
""",
    "state/haze": "name: Haze\niso_alpha2: XW\niso_alpha3: XXW\nsources: source/gazette#1\n",
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
    "person/hal": "name: Hal\nsources: source/gazette#1\n",
    "person/ida": "name: Ida\nsources: source/gazette#1\n",
    "person/jem": "name: Jem\nsources: source/gazette#1\n",
    "person/kit": "name: Kit\nsources: source/gazette#1\n",
    "person/jan": "name: Jan\nsources: source/gazette#1\n",
    "document/tide-charter": """
name: Tide Charter
kind: charter
body: body/harbour
parties: [state/gale, state/haze]
acts:
  - {act: drafted, dates: 2018-12, by: [state/gale, post/haze-pilot], sources: source/gazette#1}
  - act: signed
    meeting: event/gale-regatta
    by: [person/hal, post/haze-pilot, state/gale, region/gale-shore]
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
  - {act: implementation-discussed, meeting: event/gale-regatta, sources: source/gazette#2}
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
  - {act: agreed-in-draft, meeting: event/gale-regatta, sources: source/gazette#1}
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
  - {act: entered-into-force, meeting: event/gale-regatta, sources: source/gazette#1}
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
    "event/gale-regatta": """
name: Regatta
dates: 2020-01-01
body: body/harbour
implements: document/tide-plan
participations:
  - key: hal
    person: person/hal
    post: post/gale-admiral
    represents: body/gale-navy
    roles: head-of-delegation
    status: attended
    sources: [source/gazette#1, source/herald#1]
  - key: pilot
    person: person/ida
    post: post/haze-pilot
    roles: signatory
    status: attended
    sources: source/gazette#2
  - key: for-gale
    person: person/jan
    represents: state/gale
    roles: [delegate, signatory]
    status: attended
    sources: source/gazette#2
  - {key: clerk, person: person/jem, from_state: state/haze, roles: signatory, status: attended,
     sources: source/gazette#2}
  - {key: late, person: person/kit, roles: signatory, status: announced, sources: source/gazette#1}
  - {key: kit, person: person/kit, roles: guest, status: absent, sources: source/herald#1}
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
stated_at: event/gale-regatta
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
proposed_by: [person/hal, post/haze-pilot]
proposed_at: event/gale-regatta
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
