from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from sco_graph.dictionary import ALWAYS, data_dictionary, node_properties
from sco_graph.schema import LANGUAGES, local_name
from sco_graph.shapes import read_schema
from sco_loaders.check import read
from sco_loaders.property_graph import GraphWriter, graph

PAGE = data_dictionary(read_schema())


def section(heading: str) -> str:
    """Return what stands under a heading of the third level."""
    found = re.search(rf"^### {heading}\n\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def cells(text: str) -> list[list[str]]:
    """Return the rows of the table in a section, without its head."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [row.strip("| ").split(" | ") for row in rows[2:]]


def test_every_class_stands_on_the_page_with_its_definition_labels_and_parents() -> None:
    for cls in read_schema().classes.values():
        text = section(cls.name)

        assert text.startswith(f"{cls.help}\n")
        assert f"Labels: {', '.join(f'`{label}`' for label in cls.labels)}\n" in text
        for type_ in cls.types:
            assert f":{local_name(type_)}`" in text


def test_every_key_stands_under_its_class_with_what_it_becomes() -> None:
    schema = read_schema()

    for cls in schema.classes.values():
        if cls.name == "Meeting":
            assert "Its keys are those of [Event](#event)." in section("Meeting")
            continue
        rows = {row[0].strip("`"): row for row in cells(section(cls.name))}
        assert list(rows) == list(cls.properties)
        for key, prop in cls.properties.items():
            assert f":{local_name(prop.iri)}`" in rows[key][3]
            for name in node_properties(schema, prop) or [f"→ `{prop.relationship}"]:
                assert name in rows[key][4]
            assert prop.help.replace("|", "&#124;") in rows[key][5]


@pytest.mark.parametrize(
    ("cls", "key", "takes", "how_many", "becomes"),
    [
        ("State", "name", "text by language", "1", "`name`, `name_ru`, `name_zh`"),
        ("State", "iso_alpha2", "text, as `^[A-Z][A-Z]$`", "1", "`iso_alpha2`"),
        ("State", "statuses", "nested: [Status](#status)", "0..n", "→ `HAS_STATUS`"),
        ("Event", "dates", "EDTF date", "0..1", "`dates`, `start_date`, `end_date`"),
        ("Event", "place", "id: [Place](#place)", "0..1", "→ `HELD_IN`"),
        (
            "Event",
            "parties",
            "id: [Body](#body) or [Region](#region) or [State](#state)",
            "0..n",
            "→ `BETWEEN_PARTY`",
        ),
        ("Event", "about", "any id", "0..n", "→ `ABOUT`"),
        ("Participation", "level", "concept: [Level](#level)", "0..1", "`level`, `level_rank`"),
        ("Participation", "roles", "concept: [Role](#role)", "1..n", "`roles`"),
        ("Discussion", "topic", "concept: [Topic](#topic)", "1", "→ `TOPIC`"),
        ("Claim", "property", "a key of its owner", "1", "`property`, `property_iri`"),
        ("Place", "latitude", "decimal", "0..1", "`latitude`"),
    ],
)
def test_a_key_is_told_in_words(
    cls: str, key: str, takes: str, how_many: str, becomes: str
) -> None:
    [row] = [row for row in cells(section(cls)) if row[0] == f"`{key}`"]

    assert row[1:3] == [takes, how_many]
    assert row[4] == becomes


def test_a_page_says_how_a_thing_is_identified() -> None:
    assert "- Id: `state/<name>`\n" in section("State")
    assert "made of `act` and `meeting` and `dates`, or of an authored `key`" in section(
        "DocumentAct"
    )
    assert "made of the first of `represents`, `from_state`" in section("Participation")
    assert "which ends in the authored `key`" in section("Remark")
    assert "Stands in: `event.participations`, `meeting.participations`" in section("Participation")


def test_every_concept_stands_on_the_page_with_its_names_and_definition() -> None:
    for iri, concepts in read_schema().concepts.items():
        rows = {row[0].strip("`"): row for row in cells(section(local_name(iri)))}

        assert list(rows) == list(concepts)
        for notation, concept in concepts.items():
            assert [concept.names[language] for language in LANGUAGES] == rows[notation][-4:-1]
            assert rows[notation][-1] == concept.definition


def test_a_shortcut_is_told_with_its_condition() -> None:
    shortcuts = PAGE.partition("## Shortcuts")[2].partition("\n## ")[0]

    attended = (
        "| its `person` | `sco:attended`, `ATTENDED` | its owner | "
        "[Participation](#participation) | "
        "`mode`, if given, is `in-person` or `video-link` and `status` is `attended` |"
    )
    held = "| its owner | `sco:held`, `HELD` | its `post` | [Tenure](#tenure) | always |"
    assert attended in shortcuts
    assert held in shortcuts
    rules = [rule for cls in read_schema().classes.values() for rule in cls.rules]
    assert len(cells(shortcuts)) == len(rules)


def test_every_property_and_relationship_of_the_graph_stands_on_the_page() -> None:
    schema = read_schema()
    nodes, relationships = graph(GraphWriter(schema), read().nodes)
    told = {
        cls.name: {name for p in cls.properties.values() for name in node_properties(schema, p)}
        for cls in schema.classes.values()
    }
    told["Topic"] = {f"name_{language}" for language in LANGUAGES[1:]}

    for node in nodes:
        assert set(node.properties) - told[node.labels[0]] <= set(ALWAYS), node.id
    for type_ in {way.type for way in relationships}:
        assert f"`{type_}`" in PAGE


def test_every_link_leads_to_a_heading() -> None:
    links = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    headings = [heading.lower() for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)]

    assert links <= set(headings)
    assert len(headings) == len(set(headings))


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE)

    assert len(tables) > 40
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1, table


def test_the_page_is_the_same_in_every_process() -> None:
    program = "from sco_graph import dictionary, shapes; import hashlib; "
    program += "page = dictionary.data_dictionary(shapes.read_schema()); "
    program += "print(hashlib.sha256(page.encode()).hexdigest())"

    digests = set()
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1
