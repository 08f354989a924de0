"""That a judge is found where it is named, and that a test without it says what is missing."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from tests import judges

find = judges.classpath.__wrapped__


def test_a_class_path_that_is_given_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_GRAPH_JENA_CLASSPATH", "here/jena.jar")

    assert find("jena") == "here/jena.jar"


def test_without_maven_a_test_skips_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SCO_GRAPH_ROBOT_CLASSPATH", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(pytest.skip.Exception, match=r"needs Maven .* SCO_GRAPH_ROBOT_CLASSPATH"):
        find("robot")


def test_without_java_a_test_skips_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SCO_GRAPH_JAVA_HOME", raising=False)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(judges, "JVMS", tmp_path)

    with pytest.raises(pytest.skip.Exception, match=r"needs Java 21 or newer, from adoptium"):
        judges.java.__wrapped__(21)


def test_a_kept_class_path_is_not_trusted_when_one_of_its_files_has_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SCO_GRAPH_JENA_CLASSPATH", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception):
        find("jena")
    (lock,) = (tmp_path / "judges").glob("jena-*.lock")
    kept, jar = lock.with_suffix(".classpath"), tmp_path / "jena.jar"
    kept.write_text(str(jar))
    jar.touch()

    assert find("jena") == str(jar)

    jar.unlink()
    with pytest.raises(pytest.skip.Exception, match=r"needs Maven"):
        find("jena")
