"""What `diff` tells of two releases, and what it reads them from."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from sco_graph.diff import Fact, Part, diff
from sco_graph.diff_pages import to_text
from sco_graph.errors import WrongUse
from sco_graph.graph import Graph
from sco_graph.labels import kind_of
from sco_graph.nquads import id_of
from sco_graph.schema import Kind, Schema
from sco_graph.shapes import read_schema
from sco_graph.stated import Stated, read_stated
from sco_loaders.build import build
from tests.world import RECORDS, World

WHY = "changes: {changed_on: 2026-11-27, reason: Both were one person.}\n"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return read_schema()


@pytest.fixture
def old(tmp_path: Path) -> World:
    return World(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> World:
    return World(tmp_path / "new")


def told(old: World, new: World) -> str:
    """Return what is told of two worlds, without the line of counts."""
    records = diff(read_stated(old.folder), read_stated(new.folder), read_schema())
    return to_text(records).partition("\n\n")[2]


def run(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", "diff", *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def facts_of(parts: Iterable[Part]) -> list[Fact]:
    """Return what differs in nested things."""
    return [fact for part in parts for fact in part.facts]


# --- what is told ---


def test_how_a_record_is_written_is_no_difference(old: World, new: World) -> None:
    lines = [line for line in RECORDS["person/raphael"].splitlines() if line]
    new.write("person/raphael", "\n\n".join(["# He told the story.", *reversed(lines), ""]))
    new.change("place/amaurot", "[source/gazette#2]", '\n  - "source/gazette#2"')

    assert told(old, new) == ""


def test_a_corrected_value_comes_with_the_reason(old: World, new: World) -> None:
    new.change("meeting/council-2020", "2020-05-04/2020-05-05", "2020-05-05")
    new.change(
        "meeting/council-2020",
        "discussions:",
        "changes: {changed_on: 2026-11-27, corrects: dates, reason: It was misread.}\ndiscussions:",
    )

    assert told(old, new) == (
        "Changed: meeting/council-2020, First Meeting of the Council\n"
        "  why: 2026-11-27 (dates): It was misread.\n"
        "  ~ dates: 2020-05-04/2020-05-05 → 2020-05-05\n"
    )


def test_a_reason_that_was_given_before_is_not_told_again(old: World, new: World) -> None:
    for world in (old, new):
        world.change("place/amaurot", "kind: city", f"kind: city\n{WHY.rstrip()}")
    new.change("place/amaurot", "name: Amaurot", "name: Amaurote")

    assert told(old, new) == ("Changed: place/amaurot, Amaurote\n  ~ name: Amaurot → Amaurote\n")


def test_what_is_nested_is_told_as_changed_added_or_withdrawn(old: World, new: World) -> None:
    new.change("meeting/council-2020", "mode: in-person", "mode: video-link")
    new.change("meeting/council-2020", "  - topic: culture", "  - topic: tourism")

    assert told(old, new) == (
        "Changed: meeting/council-2020, First Meeting of the Council\n"
        "  - discussion (culture): topic: culture; stated in: Gazette of the Council, line 2, "
        "Gazette of the Council, line 3\n"
        "  + discussion (tourism): topic: tourism; stated in: Gazette of the Council, line 2, "
        "Gazette of the Council, line 3\n"
        "  ~ participation (utopia): took part in mode: in person → by video link\n"
    )


def test_one_of_several_values_and_a_name_in_a_language_are_told_apart(
    old: World, new: World
) -> None:
    new.change("person/ademus", "[Ademus the Elder]", "[Ademus the Old, Ademus the Elder]")
    new.change("body/council", "ru: Совет островов", "ru: Совет\n  zh: 群岛理事会")
    new.change("body/council", "founded: 2001-06-15", "founded: 2001-06")

    assert told(old, new) == (
        "Changed: body/council, Council of Islands\n"
        "  ~ name (ru): Совет островов → Совет\n"
        "  + name (zh): 群岛理事会\n"
        "  ~ founded: 2001-06-15 → 2001-06\n"
        "\n"
        "Changed: person/ademus, Ademus Barzanes\n"
        "  + aliases: Ademus the Old\n"
    )


def test_another_person_in_a_place_is_told_by_name_and_id(old: World, new: World) -> None:
    new.change("meeting/council-2020", "speaker: person/raphael", "speaker: person/ademus")

    assert told(old, new) == (
        "Changed: meeting/council-2020, First Meeting of the Council\n"
        "  - remark (welcome): said by: Raphael Hythloday (person/raphael)\n"
        "  + remark (welcome): said by: Ademus Barzanes (person/ademus)\n"
    )


def test_a_basis_is_told_where_it_changes_and_not_where_it_goes_without_saying(
    old: World, new: World
) -> None:
    new.change("place/amaurot", "kind: city", "kind: city\nbasis: common-knowledge")
    new.write("place/aircastle", "name: Aircastle\nkind: city\nsources: [source/gazette#2]\n")

    assert told(old, new) == (
        "Added: place/aircastle, Aircastle\n"
        "  + kind of place: city\n"
        "  + stated in: Gazette of the Council, line 2\n"
        "\n"
        "Changed: place/amaurot, Amaurot\n"
        "  ~ rests on: stated → common knowledge\n"
    )


def test_a_withdrawn_record_is_told_with_all_that_it_said(old: World, new: World) -> None:
    new.path("document/charter").unlink()

    assert told(old, new) == (
        "Withdrawn: document/charter, Charter of the Council\n"
        "  - kind of document: charter\n"
        "  - document of body: Council of Islands (body/council)\n"
        "  - stated in: Gazette of the Council, line 3\n"
        "  - act on a document (signed, council 2020): kind of act: signed; "
        "done at event: First Meeting of the Council (meeting/council-2020); "
        "stated in: Gazette of the Council, line 3\n"
    )


# --- renamed and merged ---


def test_a_renamed_record_is_told_as_renamed_and_its_links_as_no_difference(
    old: World, new: World
) -> None:
    # The participation's own id is then made of the person's.
    for world in (old, new):
        world.change("meeting/council-2020", "    represents: state/utopia\n", "")
        world.change("meeting/council-2020", "    post: post/prince\n", "")
    new.write("person/barzanes", RECORDS["person/ademus"])
    new.write("person/ademus", f"replaced_by: person/barzanes\n{WHY}")
    new.change("meeting/council-2020", "person/ademus", "person/barzanes")

    assert told(old, new) == (
        "Renamed: person/ademus is now person/barzanes, Ademus Barzanes\n"
        "  why: 2026-11-27: Both were one person.\n"
    )


def test_what_a_renamed_record_says_otherwise_is_told_of_it(old: World, new: World) -> None:
    new.write("person/barzanes", RECORDS["person/ademus"].replace("2010/2021", "2011/2021"))
    new.write("person/ademus", f"replaced_by: person/barzanes\n{WHY}")
    new.change("meeting/council-2020", "person/ademus", "person/barzanes")

    assert told(old, new).endswith(
        "  why: 2026-11-27: Both were one person.\n"
        "  ~ tenure (prince): dates: 2010/2021 → 2011/2021\n"
    )


def test_a_merged_record_is_told_as_merged_with_what_it_leaves_behind(
    old: World, new: World
) -> None:
    new.write("person/raphael", f"replaced_by: person/ademus\n{WHY}")
    new.change("meeting/council-2020", "speaker: person/raphael", "speaker: person/ademus")

    assert told(old, new) == (
        "Merged: person/raphael into person/ademus, Ademus Barzanes\n"
        "  why: 2026-11-27: Both were one person.\n"
        "  - name: Raphael Hythloday\n"
        "  - stated in: Gazette of the Council, line 2\n"
    )


def test_a_former_id_that_no_release_had_is_told_of_its_record(old: World, new: World) -> None:
    new.write("person/hythloday", f"replaced_by: person/raphael\n{WHY}")

    assert told(old, new) == (
        "Changed: person/raphael, Raphael Hythloday, formerly person/hythloday\n"
        "  why: 2026-11-27: Both were one person.\n"
    )


def test_a_merge_that_is_taken_back_is_told(old: World, new: World) -> None:
    old.write("person/raphael", f"replaced_by: person/ademus\n{WHY}")
    old.change("meeting/council-2020", "speaker: person/raphael", "speaker: person/ademus")

    assert "  - replaced by: Ademus Barzanes (person/ademus)\n  + name: Raphael" in told(old, new)


# --- that nothing is lost ---


def test_every_fact_of_a_release_is_told_once(frozen: Graph, schema: Schema) -> None:
    stated = read_stated(frozen.build.folder)
    keys = {
        (cls.kind, f"<{prop.iri}>")
        for cls in schema.classes.values()
        for prop in cls.properties.values()
        if prop.kind is not Kind.NESTED
    }
    facts = [t for t in stated.triples if (kind_of(id_of(t[0]) or ""), t[1]) in keys]

    records = diff(Stated(triples=frozenset(), names={}), stated, schema)
    told = [fact for one in records for fact in (*one.facts, *facts_of(one.parts))]

    assert len(facts) > 1000
    assert sum(len(fact.new) for fact in told) == len(facts)
    assert {one.how for one in records} == {"added"}


def test_what_one_direction_adds_the_other_withdraws(
    old: World, new: World, schema: Schema
) -> None:
    new.path("document/charter").unlink()
    new.change("meeting/council-2020", "mode: in-person", "mode: video-link")
    one, other = read_stated(old.folder), read_stated(new.folder)

    there, back = diff(one, other, schema), diff(other, one, schema)

    assert [x.how for x in there] == ["changed", "withdrawn"]
    assert [x.how for x in back] == ["added", "changed"]
    gone = [(x.id, fact.old) for x in there for fact in (*x.facts, *facts_of(x.parts))]
    come = [(x.id, fact.new) for x in back for fact in (*x.facts, *facts_of(x.parts))]
    assert sorted(gone, key=str) == sorted(come, key=str)


def test_a_key_that_the_ontology_has_no_more_is_told_by_its_own_name(schema: Schema) -> None:
    mars = "<https://w3id.org/sco-graph/id/state/mars>"
    label = (mars, "<http://www.w3.org/2000/01/rdf-schema#label>", '"Mars"@en')
    motto = (mars, "<https://w3id.org/sco-graph/ontology#nationalMotto>", '"Red"')
    new = Stated(triples=frozenset({label}), names={"state/mars": "Mars"})
    old = Stated(triples=frozenset({label, motto}), names={"state/mars": "Mars"})

    assert to_text(diff(old, new, schema)).endswith("  - national motto: Red\n")


# --- what it is read from ---


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the same facts in each form that they may have."""
    folder = tmp_path_factory.mktemp("forms")
    world = World(folder / "records")
    quads = (build(folder / "build", world.folder).folder / "sco-graph.nq").read_bytes()
    (folder / "packed.nq.gz").write_bytes(gzip.compress(quads))
    others = b"# By another writer\n\n" + b"\r\n".join(reversed(quads.splitlines())).replace(
        b"> ", b">\t"
    )
    (folder / "others.nq").write_bytes(others)
    forms = {name: folder / name for name in ("records", "build", "packed.nq.gz", "others.nq")}
    return forms | {"file": folder / "build" / "sco-graph.nq"}


@pytest.mark.parametrize("form", ["build", "packed.nq.gz", "others.nq", "file"])
def test_each_form_of_a_release_states_the_same(folders: dict[str, Path], form: str) -> None:
    assert read_stated(folders[form]) == read_stated(folders["records"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", b"<x:a> <x:b> .\n", r"a\.nq:1:\d+: is no N-Quads: "),
        ("a.nq", b'\n<x:a> <x:b> "c\n', r"a\.nq:2:\d+: is no N-Quads: "),
        ("a.nq", b'<x:a> <x:b> "\xff" <x:g> .\n', "is no N-Quads: byte 13 is not UTF-8"),
        ("a.nq", b"<x:a> <x:b> <x:c> <x:g> .\n", "holds no record of sco-graph; give the sco-g"),
        ("a.nq", b"", "holds no record of sco-graph"),
        ("a.nq.gz", b"no gzip", "cannot be unpacked: "),
        ("a.nq.gz", gzip.compress(b"<x:a>", mtime=0)[:-9], "cannot be unpacked: "),
        ("person/anna.yaml", b"name: [", "not all of its records can be read; "),
        ("person/anna.txt", b"", "not all of its records can be read; "),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)

    with pytest.raises(WrongUse, match=message) as refused:
        read_stated(path.parent.parent if "/" in name else path)
    assert "\n" not in str(refused.value)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no: there is no such file or folder"):
        read_stated(tmp_path / "no")
    with pytest.raises(WrongUse, match="holds no records"):
        read_stated(tmp_path)


# --- the command ---


def test_equal_releases_end_with_exit_code_0_and_no_word(folders: dict[str, Path]) -> None:
    same = run(folders["file"], folders["records"])

    assert (same.returncode, same.stdout, same.stderr) == (0, "", "")


def test_different_releases_end_with_exit_code_1_and_are_told_as_json(
    folders: dict[str, Path], new: World
) -> None:
    new.change("place/amaurot", "name: Amaurot", "name: Amaurote")

    differing = run(folders["build"], new.folder, "--format", "json")

    assert differing.returncode == 1
    assert differing.stderr == ""
    name = {
        "key": "name",
        "label": "name",
        "old": [{"value": "Amaurot", "words": "Amaurot"}],
        "new": [{"value": "Amaurote", "words": "Amaurote"}],
        "many": False,
        "usual": False,
    }
    assert json.loads(differing.stdout) == {
        "counts": {"added": 0, "changed": 1, "withdrawn": 0, "renamed": 0, "merged": 0},
        "records": [
            {
                "id": "place/amaurot",
                "kind": "place",
                "name": "Amaurote",
                "how": "changed",
                "former_ids": [],
                "reasons": [],
                "facts": [name],
                "parts": [],
            }
        ],
    }


def test_what_cannot_be_compared_ends_with_exit_code_2(folders: dict[str, Path]) -> None:
    refused = run(folders["file"], folders["build"] / "manifest.json")

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "manifest.json:1:1: is no N-Quads: " in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_large_release_differs_in_nothing_from_itself(shipped: Graph, schema: Schema) -> None:
    once, again = (read_stated(shipped.build.folder) for _ in range(2))

    assert diff(once, again, schema) == ()
