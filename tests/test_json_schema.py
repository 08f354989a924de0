from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from sco_graph.errors import StoreError
from sco_graph.json_schema import json_schema
from sco_graph.regenerate import derived_files, find_checkout, find_differing, main, write
from sco_graph.resources import records_folder
from sco_graph.shapes import read_schema
from tests.planted import TALKS

KINDS = [cls.kind for cls in read_schema().record_classes]
RECORDS = sorted(records_folder().rglob("*.yaml"))


class Loader(yaml.SafeLoader):
    """Reads YAML as the editor's language server does: a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as in the class above
        first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def problems(kind: str, text: str) -> list[str]:
    """Return what the JSON Schema of a kind finds wrong with a record."""
    validator = Draft7Validator(json_schema(read_schema(), kind))
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader))]  # noqa: S506  # a safe loader


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a JSON Schema."""
    if isinstance(value, dict):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from parts(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_one_of_draft_7(kind: str) -> None:
    schema = json_schema(read_schema(), kind)

    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["title"] == kind


@pytest.mark.parametrize("kind", KINDS)
def test_each_shipped_record_is_accepted(kind: str) -> None:
    found = {
        path.name: problems(kind, path.read_text(encoding="utf-8"))
        for path in RECORDS
        if path.parent.name == kind
    }

    assert found
    assert {name: messages for name, messages in found.items() if messages} == {}


@pytest.mark.parametrize("id_", TALKS)
def test_a_single_value_needs_no_list(id_: str) -> None:
    assert problems(id_.partition("/")[0], TALKS[id_]) == []


STATE = "name: Mars\niso_alpha2: MA\niso_alpha3: MAR\nsources: [source/report#1]\n"


def test_a_record_of_a_former_id_has_keys_of_its_own() -> None:
    former = "replaced_by: state/mars\nchanges: [{changed_on: 2026-11-27, reason: One state.}]\n"

    assert problems("state", former) == []
    assert problems("state", f"{former}name: Mars\n") == [
        "Additional properties are not allowed ('name' was unexpected)"
    ]
    assert problems("state", "replaced_by: state/mars\n") == ["'changes' is a required property"]


def mended(record: str, line: str) -> str:
    """Return a record with a line more, in place of the one with its key."""
    key, _, _ = line.partition(":")
    kept = [one for one in record.splitlines() if not one.startswith(f"{key}:")]
    return "\n".join([*kept, line])


@pytest.mark.parametrize(
    "line",
    [
        "name: {en: Mars, ru: Марс, zh: 火星}",
        "aliases: Red Planet",
        "aliases: [Red Planet, 1984]",
        "aliases: {en: [Red Planet], ru: Красная планета}",
        "note: 24",
        "note: true",
        "statuses: [{kind: member, body: body/council, sources: source/report#2-4}]",
        "statuses: [{key: a-b, kind: member, body: body/sco, sources: [source/report#annex.2]}]",
        "statuses: [{kind: member, body: body/sco, dates: 2001, sources: source/report#1}]",
        "statuses: [{kind: member, body: body/sco, dates: 2001-06/.., sources: source/report#1}]",
        "statuses: [{kind: member, body: body/sco, dates: ../2001~, sources: source/report#1}]",
        "statuses: [{kind: member, body: body/sco, dates: 200X, sources: source/a#1}]",
        (
            "statuses: [{key: a, kind: member, body: body/sco, sources: source/a#1, "
            "attestations: [{dates: 2001~, sources: source/a#1}]}]"
        ),
        "claims: [{property: iso_alpha2, value: MB, rank: rejected, sources: source/report#1}]",
        "basis: inferred",
        "sources: source/report/passage/4",
    ],
)
def test_a_record_is_accepted_with(line: str) -> None:
    assert problems("state", mended(STATE, line)) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("capital: place/city", "'capital' was unexpected"),
        ("id: state/mars", "'id' was unexpected"),
        ("key: mars", "'key' was unexpected"),
        ("basis: guessed", "'guessed' is not one of"),
        ("basis: [stated]", "is not of type 'string'"),
        ("iso_alpha2: ma", "'ma' does not match"),
        ("iso_alpha2: [MA]", "is not of type"),
        ("name: {en: Mars, de: Mars}", "is not valid under any of the given schemas"),
        ("name: [Mars, Ares]", "is not valid under any of the given schemas"),
        ("aliases: []", "is not valid under any of the given schemas"),
        ("sources: []", "is not valid under any of the given schemas"),
        ("sources: source/report", "is not valid under any of the given schemas"),
        ("sources: state/mars#1", "is not valid under any of the given schemas"),
        ("sources: Report, line 1", "is not valid under any of the given schemas"),
        ("statuses: [{kind: member, sources: source/a#1}]", "'body' is a required property"),
        ("statuses: [{kind: king, body: body/sco, sources: source/a#1}]", "'king' is not one of"),
        ("statuses: [{kind: member, body: state/mars, sources: source/a#1}]", "does not match"),
        ("statuses: [{kind: member, body: sco, sources: source/a#1}]", "does not match"),
        (
            "statuses: [{key: A B, kind: member, body: body/sco, sources: source/a#1}]",
            "'A B' does not match",
        ),
        (
            "statuses: [{kind: member, body: body/sco, dates: July 2025, sources: source/a#1}]",
            "'July 2025' does not match",
        ),
        (
            "statuses: [{kind: member, body: body/sco, dates: 25, sources: source/a#1}]",
            "25 is less than the minimum",
        ),
        (
            "claims: [{property: kind, value: x, rank: normal, sources: source/a#1}]",
            "'kind' is not one of",
        ),
    ],
)
def test_a_record_is_refused_with(line: str, message: str) -> None:
    found = problems("state", mended(STATE, line))

    assert message in "; ".join(found)


@pytest.mark.parametrize("key", ["name", "iso_alpha2", "iso_alpha3", "sources"])
def test_a_record_without_what_it_must_say_is_refused(key: str) -> None:
    text = "".join(f"{line}\n" for line in STATE.splitlines() if not line.startswith(f"{key}:"))

    assert problems("state", text) == [f"{key!r} is a required property"]


def test_a_thing_that_nothing_else_tells_apart_needs_a_key() -> None:
    remark = "kind: noted\n    text: Well.\n    sources: source/report#1\n"
    text = f"name: Talks\nsources: source/report#1\nremarks:\n  - {remark}"

    assert problems("meeting", text) == ["'key' is a required property"]
    assert problems("meeting", f"{text}    key: well\n") == []


def test_a_reference_to_anything_may_name_a_nested_thing_or_a_topic() -> None:
    text = "name: Plan\nkind: event\noutcome: not-stated\nsources: source/report#1\nabout: "

    for id_ in ("meeting/talks", "meeting/talks/remark/well", "topic/ict", "body/a/claim/b_c.d"):
        assert problems("plan", f"{text}{id_}\n") == []
    for no_id in ("Talks", "meeting", "meeting/Talks", "meeting/talks#1", "meeting/talks/remark"):
        assert len(problems("plan", f"{text}{no_id}\n")) == 1


def test_a_claim_speaks_of_a_key_of_its_owner() -> None:
    claim = "property: {}\n    value: x\n    rank: normal\n    sources: source/report#1\n"
    text = "name: Talks\nsources: source/report#1\nclaims:\n  - "

    assert problems("meeting", text + claim.format("dates")) == []
    assert len(problems("meeting", text + claim.format("iso_alpha2"))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_and_each_choice_has_its_help(kind: str) -> None:
    schema = json_schema(read_schema(), kind)

    for part in parts(schema):
        if isinstance(part.get("properties"), dict) and "title" in part:
            assert part["description"]
            assert [key for key, one in part["properties"].items() if not one["description"]] == []
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_pattern_says_what_is_wanted_and_means_the_same_to_an_editor(kind: str) -> None:
    for part in parts(json_schema(read_schema(), kind)):
        if isinstance(part.get("pattern"), str) and "type" in part:
            assert part["patternErrorMessage"]
            # JavaScript has no named groups of this form, no \A and no \Z.
            assert not re.search(r"\(\?P|\\A|\\Z", part["pattern"])


def test_an_editor_tells_what_to_mind_beside_what_a_key_means() -> None:
    [kind] = [
        part["kind"]["description"]
        for part in parts(json_schema(read_schema(), "meeting"))
        if "kind" in part and "participations" in part
    ]

    assert kind.startswith("Links an event to the sort of event that it is. Take the narrowest")


@pytest.mark.parametrize("kind", KINDS)
def test_each_definition_is_used_and_each_use_is_defined(kind: str) -> None:
    schema = json_schema(read_schema(), kind)

    used = {part["$ref"].removeprefix("#/definitions/") for part in parts(schema) if "$ref" in part}
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    assert used == set(definitions)


# --- the files in the checkout ---


def test_the_derived_files_are_those_that_the_ontology_gives() -> None:
    assert find_differing(find_checkout(), derived_files(read_schema())) == ()


def test_a_record_opened_in_an_editor_has_the_schema_of_its_kind() -> None:
    root = find_checkout()
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))

    by_glob = {glob: root / path for path, glob in settings["yaml.schemas"].items()}
    assert set(by_glob) == {f"records/{kind}/*.yaml" for kind in KINDS}
    for path in RECORDS:
        [schema] = [file for glob, file in by_glob.items() if path.relative_to(root).match(glob)]
        assert json.loads(schema.read_text(encoding="utf-8"))["title"] == path.parent.name


def test_written_files_do_not_differ_and_changed_ones_are_named(tmp_path: Path) -> None:
    files = derived_files(read_schema())

    assert find_differing(tmp_path, files) == tuple(sorted(files))
    write(tmp_path, files)
    assert find_differing(tmp_path, files) == ()

    (tmp_path / "docs/schema/state.json").write_text("{}", encoding="utf-8")
    (tmp_path / "docs/schema/colony.json").write_text("{}", encoding="utf-8")
    (tmp_path / "docs/data-dictionary.md").unlink()
    assert find_differing(tmp_path, files) == (
        "docs/data-dictionary.md",
        "docs/schema/colony.json",
        "docs/schema/state.json",
    )
    write(tmp_path, files)
    assert find_differing(tmp_path, files) == ()


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    files = {"docs/schema/a.json": "new", "docs/schema/z.json": "new"}
    write(tmp_path, dict.fromkeys(files, "old"))
    (tmp_path / "docs/schema/z.json.waiting").mkdir()

    with pytest.raises(StoreError, match=r"z\.json\.waiting: cannot be written"):
        write(tmp_path, files)

    assert (tmp_path / "docs/schema/a.json").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "docs/schema/a.json.waiting").exists()


def test_a_wrong_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chek"]) == 2
    assert "usage: python -m sco_graph.regenerate [--check]" in capsys.readouterr().err
