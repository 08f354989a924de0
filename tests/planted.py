"""Records planted for one test, so that what it relies on stands in sight."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SOURCE = """
name: Report
kind: press
language: en
passages:
  - line: 1
"""

TALKS = {
    "source/report": SOURCE,
    "state/mars": """
name: {en: Mars, ru: Марс, zh: 火星}
iso_alpha2: MA
iso_alpha3: MAR
sources: source/report#1
""",
    "state/ceres": """
name: Ceres
iso_alpha2: CE
iso_alpha3: CER
sources: source/report#1
""",
    "person/anna": "name: Anna\nsources: source/report#1\n",
    "person/ben": "name: Ben\nsources: source/report#1\n",
    "person/cleo": "name: Cleo\nsources: source/report#1\n",
    "meeting/talks": """
name: Talks
dates: 2025-07-07/2025-07-09
participations:
  - person: person/anna
    represents: state/mars
    roles: [chair, speaker]
    level: minister
    mode: in-person
    status: attended
    sources: source/report#1
  - person: person/ben
    represents: state/ceres
    roles: delegate
    level: deputy-minister
    status: announced
    sources: source/report#1
  - person: person/cleo
    roles: speaker
    mode: written-greeting
    status: attended
    sources: source/report#1
sources: source/report#1
""",
}
"""Anna came for Mars, Ben was announced for Ceres, and Cleo sent a greeting."""


def plant(folder: Path, records: Mapping[str, str]) -> Path:
    """Write records by their ids into a folder, and return it."""
    for id_, text in records.items():
        path = folder / f"{id_}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
