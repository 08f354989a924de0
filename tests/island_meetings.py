"""Records of further invented states, whose people meet in every way."""

from __future__ import annotations

ISLAND_MEETINGS = {
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
