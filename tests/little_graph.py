"""A graph of a few invented records, so that a test can hold its whole text in sight."""

from __future__ import annotations

from pathlib import Path

from sco_graph.graph import Graph
from sco_loaders.build import build
from sco_loaders.sources import fingerprint, numbered_lines

TEXT = """Talks on Mars
Anna Ли chaired the first talks on farming, on 7 July 2025.

\u00a0
Three guests came from Ceres.
Print this page
"""
PRINTS = {number: fingerprint(line) for number, line in numbered_lines(TEXT)}

RECORDS = {
    "source/report": f"""
name: Report on the talks
kind: press
publisher: Mars Daily
url: https://example.org/report
file: report.txt
language: en
fully_read: true
passages:
  - {{line: 1, fingerprint: "{PRINTS[1]}", no_fact: heading}}
  - {{line: 2, fingerprint: "{PRINTS[2]}"}}
  - {{line: 3, fingerprint: "{PRINTS[3]}"}}
  - {{line: 4, fingerprint: "{PRINTS[4]}", no_fact: navigation}}
""",
    "source/atlas": """
name: Atlas
kind: reference-work
language: en
passages:
  - locator: ceres
  - locator: mars
""",
    "state/mars": """
name: {en: Mars, ru: Марс, zh: 火星}
aliases: {en: [Red Planet], ru: [Красная планета]}
iso_alpha2: MA
iso_alpha3: MAR
basis: common-knowledge
sources: [source/atlas#mars]
""",
    "state/ceres": """
name: {en: Cérès, ru: Церера}
iso_alpha2: CE
iso_alpha3: CER
basis: common-knowledge
sources: [source/atlas#ceres]
""",
    "post/mars-minister": """
name: Minister of Mars
in: state/mars
sources: [source/report#2]
""",
    "person/anna-li": """
name: {en: Anna Li, ru: Анна Лёвина}
tenures:
  - post: post/mars-minister
    attestations:
      - dates: 2025-07-07
        sources: [source/report#2]
    sources: [source/report#2]
sources: [source/report#2]
""",
    "meeting/first-talks": """
name: {en: First talks, ru: Первые переговоры}
kind: negotiations
number: 1
dates: 2025-07-07
complete_lists: [source/report#3]
participations:
  - person: person/anna-li
    post: post/mars-minister
    represents: state/mars
    roles: [chair, speaker]
    level: minister
    mode: in-person
    status: attended
    sources: [source/report#2-3, source/atlas#mars]
  - group: guests
    from_state: state/ceres
    roles: [guest]
    status: attended
    counts:
      - value: 3
        exactness: exact
        of: guests
        sources: [source/report#3]
    sources: [source/report#3]
discussions:
  - topic: agriculture
    text: Farming on Mars.
    sources: [source/report#2]
claims:
  - property: dates
    value: 2025-07-07
    rank: preferred
    basis: inferred
    inferred_from: the date of the page.
    sources: [source/report#2]
sources: [source/report#2]
""",
}


def little_graph(folder: Path) -> Graph:
    """Write the records into a folder, build them, and open the build."""
    for id_, text in RECORDS.items():
        path = folder / "records" / f"{id_}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Graph(build(folder / "build", records=folder / "records"))
