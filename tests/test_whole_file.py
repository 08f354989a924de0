"""Files written whole: what is planted beside them is left alone, and permissions stay."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sco_graph.errors import StoreError
from sco_graph.whole_file import write_whole
from sco_loaders.build import write_synced


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_usual_permissions_and_one_in_place_of_another_has_its(
    tmp_path: Path,
) -> None:
    usual, private = tmp_path / "usual", tmp_path / "private"
    private.touch(mode=0o600)
    private.chmod(0o600)
    before = os.umask(0o027)
    try:
        write_whole(usual, [b"new"])
        write_whole(private, [b"new"])
    finally:
        os.umask(before)

    assert (mode_of(usual), mode_of(private)) == (0o640, 0o600)
    assert private.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_that_was_planted_is_not_followed(tmp_path: Path) -> None:
    victim, planted = tmp_path / "victim", tmp_path / "planted"
    victim.write_bytes(b"theirs")
    planted.symlink_to(victim)

    write_synced(planted, [b"ours"])

    assert victim.read_bytes() == b"theirs"
    assert planted.read_bytes() == b"ours"
    assert not planted.is_symlink()


def test_the_place_where_a_file_waits_cannot_be_guessed(tmp_path: Path) -> None:
    seen: list[str] = []

    def pieces() -> list[bytes]:
        seen.extend(path.name for path in tmp_path.iterdir())
        return [b"new"]

    for name in ("one", "two"):
        write_whole(tmp_path / name, (piece for _ in "1" for piece in pieces()))

    waiting = [name for name in seen if name.endswith(".waiting")]
    assert len(set(waiting)) == 2
    assert not [name for name in waiting if "one" in name or str(os.getpid()) in name.split(".")]


def test_a_file_whose_name_is_as_long_as_one_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 251}.svg"

    write_whole(path, [b"new"])

    assert path.read_bytes() == b"new"


def test_the_file_that_a_link_leads_to_is_written(tmp_path: Path) -> None:
    link, path = tmp_path / "link", tmp_path / "path"
    link.symlink_to(path)

    write_whole(link, [b"new"])

    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_link_that_leads_to_itself_is_refused_in_one_line(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)

    with pytest.raises(StoreError, match="link: cannot be written: Too many levels"):
        write_whole(link, [b"new"])
