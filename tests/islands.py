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
}
"""On the day of the whole list Azure, Brume and Ember are members, Dune is an observer and Coral is
neither; Fjord is attested as a member before and after it and not on it. On the later one Coral is
a member, Ember has left and Brume is no longer attested."""
