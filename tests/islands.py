"""Records of invented states, in which every way of being represented at a meeting occurs.

Tests of one kind of question add what is invented for it; none of that is of the same things.
"""

from __future__ import annotations

from tests.island_documents import ISLAND_DOCUMENTS
from tests.island_meetings import ISLAND_MEETINGS
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

ARCHIPELAGO = {**ISLANDS, **ISLAND_OFFICES, **ISLAND_DOCUMENTS, **ISLAND_MEETINGS}
"""All that is invented, in which every question has an answer."""
