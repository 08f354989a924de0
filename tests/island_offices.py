"""Records of the same invented states: every way of holding an office, a standing or a chair."""

from __future__ import annotations

SOURCES = "sources: source/gazette#1\n"


def _person(name: str, *tenures: str) -> str:
    return f"name: {name}\ntenures:\n{''.join(tenures)}{SOURCES}"


def _tenure(post: str, *keys: str) -> str:
    lines = (f"- post: post/{post}", *(f"  {key}" for key in keys), "  sources: source/gazette#1")
    return "".join(f"  {line}\n" for line in lines)


def _meeting(name: str, *keys: str, body: str = "body/league") -> str:
    lines = "".join(f"{line}\n" for line in keys)
    return f"name: {name}\nkind: council-meeting\nbody: {body}\n{lines}{SOURCES}"


def _chaired(*keys: str) -> str:
    """Return a list of participations with one chair."""
    given = ", ".join(("roles: chair", "sources: source/gazette#2", *keys))
    return f"participations: [{{{given}}}]"


ISLAND_OFFICES = {
    # --- bodies, places and posts ---
    "body/league": f"""
name: League
kind: organisation
chairmanships:
  - {{chair: state/azure, dates: 2020-01-01/2020-12-31, sources: source/gazette#1}}
  - chair: region/ember-coast
    dates: 2021/2022
    claims:
      - property: dates
        value: 2021/2022
        rank: preferred
        basis: inferred
        inferred_from: the turns
        sources: source/gazette#10
    sources: source/gazette#1
  - {{chair: body/azure-ministry, dates: 2023-01-01/.., sources: source/gazette#1}}
  - {{key: long-ago, chair: state/brume, sources: source/gazette#2}}
{SOURCES}""",
    "body/league-committee": f"name: Committee\nkind: expert-group\nparent: body/league\n{SOURCES}",
    "body/league-bank": f"""
name: League Bank
kind: financial-institution
parent: body/league
chairmanships: [{{chair: body/league, dates: 2019/.., sources: source/gazette#1}}]
{SOURCES}""",
    "body/league-vault": f"name: Vault\nkind: department\nparent: body/league-bank\n{SOURCES}",
    "body/regatta": f"name: Regatta\nkind: event-series\n{SOURCES}",
    "body/azure-ministry": f"name: Ministry\nkind: ministry\nstate: state/azure\n{SOURCES}",
    "body/azure-office": f"name: Office\nkind: department\nparent: body/azure-ministry\n{SOURCES}",
    "place/azure": f"name: Azure\nkind: country\nstate: state/azure\n{SOURCES}",
    "place/azure-port": f"name: Port\nkind: city\nwithin: place/azure\n{SOURCES}",
    "place/azure-hall": f"name: Hall\nkind: venue\nwithin: place/azure-port\n{SOURCES}",
    "place/high-seas": f"name: High seas\nkind: region\n{SOURCES}",
    "post/clerk": f"name: Clerk\nin: body/azure-office\n{SOURCES}",
    "post/coast-warden": f"name: Warden of the Coast\nin: region/ember-coast\n{SOURCES}",
    "post/wanderer": f"name: Wanderer\n{SOURCES}",
    # --- tenures ---
    "person/cyd": _person(
        "Cyd",
        _tenure(
            "azure-minister",
            "dates: 2010/2012",
            "acting: false",
            "attestations: [{dates: 2010-03-04, sources: source/gazette#10}]",
        ),
    ),
    "person/dee": _person(
        "Dee",
        _tenure(
            "coast-warden",
            "dates: 2015-03-01/..",
            "claims: [{property: dates, value: 2015-03-01/.., rank: preferred, basis: inferred, "
            "inferred_from: the oath, sources: source/gazette#10}, {property: dates, "
            "value: 2016/.., rank: rejected, sources: source/gazette#2}]",
        ),
    ),
    "person/eli": _person(
        "Eli",
        _tenure(
            "clerk",
            "dates: 2018/",
            "acting: true",
            "attestations:",
            "  - {dates: 2020-01-01, sources: source/gazette#10}",
            "  - {dates: 2021-09-01/2021-09-30, basis: inferred, inferred_from: a list, "
            "sources: source/gazette#2}",
        ),
    ),
    "person/fay": _person("Fay", _tenure("clerk")),
    "person/gus": _person(
        "Gus",
        _tenure("wanderer", "key: first", "dates: /2019-06"),
        _tenure(
            "wanderer", "key: again", "attestations: [{dates: 2025, sources: source/gazette#2}]"
        ),
    ),
    # --- standings ---
    "document/entry": f"""
name: Entry into the League
kind: protocol
acts:
  - {{act: signed, meeting: meeting/league-2, sources: source/gazette#2}}
  - {{act: entered-into-force, dates: 2021-07-01, sources: source/gazette#10}}
  - {{act: drafted, sources: source/gazette#1}}
{SOURCES}""",
    "state/grove": f"""
name: Grove
iso_alpha2: XG
iso_alpha3: XXG
statuses:
  - kind: observer
    body: body/league
    applied: 2018
    decided: 2019-04-01
    memorandum: 2019-05-01
    dates: 2019-05/2021
    attestations:
      - {{dates: 2020-01-01, sources: source/gazette#10}}
      - {{dates: 2021-09-17, sources: source/gazette#2}}
    claims:
      - {{property: memorandum, value: 2019-05-02, rank: rejected, sources: source/gazette#2}}
      - {{property: memorandum, value: 2019-05-01, rank: preferred, basis: inferred,
         inferred_from: the day of the talks, sources: source/gazette#10}}
      - {{property: dates, value: 2019-05/2022, rank: normal, sources: source/gazette#2}}
    sources: source/gazette#1
  - kind: dialogue-partner
    body: body/league
    dates: 2021-07-01/..
    by_document: document/entry
    sources: source/gazette#1
  - {{kind: applicant, body: body/league-bank, sources: source/gazette#1}}
  - kind: partner
    body: body/league-bank
    attestations: [{{dates: 2025-07-07, sources: source/gazette#2}}]
    sources: source/gazette#1
{SOURCES}""",
    # --- meetings, their hosts, chairs and numbers ---
    "meeting/league-1": _meeting(
        "First",
        "number: 1",
        "dates: 2020-06-01/2020-06-02",
        "place: place/azure-hall",
        _chaired("person: person/cyd", "represents: body/azure-ministry", "status: attended"),
    ),
    "meeting/league-2": _meeting(
        "Second",
        "number: 2",
        "dates: 2020-12-31",
        "place: place/azure-port",
        "claims: [{property: number, value: 3, rank: rejected, sources: source/gazette#10}]",
        _chaired("group: the elders", "from_state: [state/ember, state/dune]", "status: attended"),
    ),
    "meeting/league-5": _meeting(
        "Fifth",
        "number: 5",
        "dates: 2021-06",
        "hosted_by: region/ember-coast",
        _chaired("person: person/dee", "represents: region/ember-coast", "status: attended"),
    ),
    "meeting/league-5-again": _meeting(
        "Another fifth",
        "number: 5",
        "dates: 2021-08-01",
        "place: place/high-seas",
        _chaired("post: post/clerk", "represents: body/azure-office", "status: attended"),
    ),
    "meeting/league-4": _meeting(
        "Fourth",
        "number: 4",
        "dates: 2023-03-01",
        "mode: videoconference",
        "hosted_by: state/azure",
        _chaired("person: person/eli", "represents: region/ember-coast", "status: attended"),
    ),
    "meeting/league-committee": _meeting(
        "Committee",
        "dates: 2023-04-01",
        "place: place/azure-port",
        _chaired("person: person/fay", "from_state: state/azure", "status: attended"),
        body="body/league-committee",
    ),
    "meeting/league-vault": _meeting(
        "Vault",
        "dates: 2020-02-02",
        _chaired("represents: body/league", "status: announced"),
        body="body/league-vault",
    ),
    "meeting/league-8": _meeting(
        "Eighth",
        "number: 8",
        "hosted_by: [state/azure, state/brume]",
    ),
    "event/regatta-2": f"""
name: Second Regatta
kind: exhibition
number: 2
dates: 2022-08
series: body/regatta
body: body/league-committee
place: place/azure-port
{SOURCES}""",
    "event/regatta-race": f"""
name: Race
kind: session
number: 1
series: body/regatta
part_of: event/regatta-2
{SOURCES}""",
}
"""The League has a chair of each kind, and meetings that are missing, stand twice and fall; one is
of the day on which the chair passes on. Nobody of these stands for a state at a meeting, and none
of the bodies has the Council's members."""
