"""Persons who may be one are found in any spelling, with the evidence, unless kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.world import World

NAME = "Raphael Hythloday"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def found(world: World, name: str, further: str = "", *, renamed: str = NAME) -> list[str]:
    """Return the problems once a second person of a name is there."""
    record = world.folder / "person" / "second.yaml"
    text = (world.folder / "person" / "raphael.yaml").read_text(encoding="utf-8")
    sources = text[text.rindex("\nsources:") :]
    record.write_text(f"name: {name}{sources}{further}", encoding="utf-8")
    return world.problems_after("person/raphael", NAME, renamed)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Hythloday Raphoel", "the same but for a letter or two"),
        ("Hythloday Raphael", "the same sound"),
        ("{en: Unlike Him, ru: Рафаел Хитлодай}", "the same but for a letter or two"),
        ("R. Hythloday", "initials of the other"),
        ("Raphael Petrovich Hythloday", "a part of the other"),
    ],
)
def test_a_likeness_is_told_at_both_records_with_its_evidence(
    world: World, name: str, how: str
) -> None:
    problems = found(world, name)

    assert len(problems) == 2
    assert problems[0].startswith("person/raphael.yaml:1:7: 'person/second' may be the same")
    assert problems[1].startswith("person/second.yaml:1:7: 'person/raphael' may be the same")
    for problem, other in zip(problems, ("second", "raphael"), strict=True):
        assert f", {how}" in problem
        assert f"or say `kept_apart_from: person/{other}` and why in a note" in problem


@pytest.mark.parametrize(
    "name", ["Raphael Nonsenso", "Hythloday", "R. Nonsenso", "Gabriel Hythloday"]
)
def test_people_who_share_a_word_alone_are_two(world: World, name: str) -> None:
    assert found(world, name) == []


@pytest.mark.parametrize("name", ["Hythloday Raphael", NAME])
def test_one_record_that_keeps_two_apart_is_enough(world: World, name: str) -> None:
    assert found(world, name, "kept_apart_from: person/raphael\n") == []
