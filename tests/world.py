"""A small sound world of records, in which a test changes one thing."""

from __future__ import annotations

from pathlib import Path

from sco_loaders.check import check

RECORDS = {
    "source/gazette": """\
name: Gazette of the Council
kind: official-organ
language: en
fully_read: true
passages:
  - line: 1
    fingerprint: "0000000000000001"
  - line: 2
    fingerprint: "0000000000000002"
  - line: 3
    fingerprint: "0000000000000003"
  - line: 4
    fingerprint: "0000000000000004"
    no_fact: navigation
""",
    "state/utopia": """\
name: Utopia
iso_alpha2: UT
iso_alpha3: UTO
statuses:
  - kind: member
    body: body/council
    dates: 2001-06-15/..
    sources: [source/gazette#1]
sources: [source/gazette#1]
""",
    "body/council": """\
name:
  en: Council of Islands
  ru: Совет островов
kind: council
founded: 2001-06-15
sources: [source/gazette#1]
""",
    "place/amaurot": """\
name: Amaurot
kind: city
state: state/utopia
sources: [source/gazette#2]
""",
    "post/prince": """\
name: Prince of Utopia
in: state/utopia
sources: [source/gazette#3]
""",
    "person/ademus": """\
name: Ademus Barzanes
aliases:
  en: [Ademus the Elder]
tenures:
  - post: post/prince
    dates: 2010/2021
    sources: [source/gazette#3]
sources: [source/gazette#3]
""",
    "person/raphael": """\
name: Raphael Hythloday
sources: [source/gazette#2]
""",
    "meeting/council-2020": """\
name: First Meeting of the Council
kind: council-meeting
number: 1
dates: 2020-05-04/2020-05-05
place: place/amaurot
body: body/council
participations:
  - person: person/ademus
    post: post/prince
    represents: state/utopia
    roles: [chair, head-of-delegation]
    mode: in-person
    status: attended
    sources:
      - source/gazette#2
      - source/gazette#3
discussions:
  - topic: culture
    sources: [source/gazette#2-3]
remarks:
  - key: welcome
    kind: noted
    speaker: person/raphael
    text: The island welcomed its guests.
    sources: [source/gazette#3]
sources: [source/gazette#2]
""",
    "document/charter": """\
name: Charter of the Council
kind: charter
body: body/council
acts:
  - act: signed
    meeting: meeting/council-2020
    sources: [source/gazette#3]
sources: [source/gazette#3]
""",
}


class World:
    """The records in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for record, text in RECORDS.items():
            self.write(record, text)

    def path(self, record: str) -> Path:
        return self.folder / f"{record}.yaml"

    def write(self, record: str, text: str | bytes) -> None:
        """Write a record, or a file with a suffix of its own."""
        path = self.folder / record if "." in record else self.path(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def change(self, record: str, old: str, new: str) -> None:
        """Change the one place of a record where a text stands."""
        text = self.path(record).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {record}"
        self.write(record, text.replace(old, new))

    def problems(self) -> list[str]:
        """Return what the check says, without the folder's own name."""
        return [str(problem).removeprefix(f"{self.folder}/") for problem in check(self.folder)]

    def problems_after(self, record: str, old: str, new: str) -> list[str]:
        """Change one place and check."""
        self.change(record, old, new)
        return self.problems()
