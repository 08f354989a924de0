"""What goes wrong at a server is told in one clear line, without a traceback or the password."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sco_graph.graph import Graph
from sco_loaders.neo4j_load import load
from tests.neo4j_graphs import FORMER, quiet, released
from tests.neo4j_server import NEO4J4, NEO4J5, Server, free_port, running
from tests.terminal import answered

SECRET = "s3cret-пароль"  # noqa: S105  # of servers that live for a minute
WRONG = "wr0ng-пароль"
ASKED = ("query", "who-attended", "--meeting", "meeting/hgc-2025", "--engine", "neo4j")
COMMANDS = (("load", "neo4j"), ("verify", "neo4j"), ("unload", "neo4j", "--yes"), ASKED)
ENCRYPTED = {
    "server.bolt.tls_level": "OPTIONAL",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates",
    "dbms.ssl.policy.bolt.private_key": "private.key",
    "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}
Finished = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module", autouse=True)
def own_build(graph: Graph) -> Iterator[None]:
    """Let every command use the build that is there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCO_GRAPH_BUILD", str(graph.build.folder))
        yield


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server that asks for a password, and that encrypts where it is asked to."""
    home = tmp_path_factory.mktemp("guarded")
    make_certificate(home / "certificates")
    with running(NEO4J5, home, ENCRYPTED, SECRET) as server:
        yield server


def make_certificate(folder: Path) -> None:
    """Make a key and a certificate that nobody else has signed."""
    folder.mkdir()
    key, certificate = folder / "private.key", folder / "public.crt"
    files = ("-keyout", str(key), "-out", str(certificate))
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")
    try:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *files, *names],
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip("needs openssl; Debian, Ubuntu: apt install openssl")


def run(server: Server, *args: str, **environment: str) -> Finished:
    return subprocess.run(
        [sys.executable, "-m", "sco_graph", *args],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
        env={**server.environment, **environment},
    )


def told(done: Finished, code: int = 1) -> str:
    """Return the one line that a command ended with, after no other than those of progress."""
    assert (done.returncode, done.stdout) == (code, ""), done
    *progress, line = done.stderr.splitlines()
    assert all(re.match(r"sco-graph: (nodes|relationships): \d", one) for one in progress), done
    assert line.startswith("sco-graph: "), line
    assert SECRET not in done.stderr
    assert WRONG not in done.stderr
    return line.removeprefix("sco-graph: ")


# --- the way to the server ---


def test_a_server_that_is_down(tmp_path: Path) -> None:
    nobody = Server(judge=NEO4J5, home=tmp_path, port=free_port(), password=SECRET)

    for command in COMMANDS:
        line = told(run(nobody, *command))
        assert line.startswith(f"no answer from {nobody.uri}: ")
        assert "; start the server, or mend --uri" in line


def test_a_host_that_does_not_exist(tmp_path: Path) -> None:
    nobody = Server(judge=NEO4J5, home=tmp_path, password=SECRET)

    line = told(run(nobody, "load", "neo4j", NEO4J_URI="neo4j://no-such-host.invalid:7687"))

    assert line.startswith("no answer from neo4j://no-such-host.invalid:7687: ")
    assert "mend --uri" in line


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost", "neo4j://", "bolt://:1"])
def test_an_address_of_no_such_server(tmp_path: Path, uri: str) -> None:
    nobody = Server(judge=NEO4J5, home=tmp_path, password=SECRET)

    line = told(run(nobody, "load", "neo4j", "--uri", uri), code=2)

    assert line.startswith(f"{uri!r} is no address of a Neo4j server; write neo4j://host:7687")


@pytest.mark.parametrize("uri", ["bolt://[::1", f"bolt://neo4j:{SECRET}", "bolt://host:99999"])
def test_an_address_that_cannot_be_read_may_hold_a_password_and_is_not_shown(
    tmp_path: Path, uri: str
) -> None:
    nobody = Server(judge=NEO4J5, home=tmp_path)

    line = told(run(nobody, "load", "neo4j", "--uri", uri), code=2)

    assert line.startswith("what --uri or NEO4J_URI says is no address of a Neo4j server; write")


@pytest.mark.parametrize(
    "login", [f"neo4j:{SECRET}", f"neo4j:{SECRET}@{SECRET}", SECRET, f":{SECRET}", f"{SECRET}@[::1"]
)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_address_with_a_login_is_refused_and_not_shown(
    tmp_path: Path, command: tuple[str, ...], login: str
) -> None:
    nobody = Server(judge=NEO4J5, home=tmp_path)

    line = told(run(nobody, *command, NEO4J_URI=f"bolt://{login}@localhost:7687"), code=2)

    assert "the address holds a user or a password" in line
    assert "give the user by --user and the password in NEO4J_PASSWORD" in line


def test_an_encrypted_way_to_a_server_that_does_not_encrypt(neo4j5: Server) -> None:
    line = told(run(neo4j5, "load", "neo4j", NEO4J_URI=neo4j5.uri.replace("bolt:", "bolt+s:")))

    assert line.startswith("no encrypted connection to bolt+s://127.0.0.1")
    assert "a server without TLS wants neither" in line


def test_a_certificate_that_nobody_signed_is_refused_and_taken_where_any_is(
    guarded: Server,
) -> None:
    line = told(run(guarded, "load", "neo4j", NEO4J_URI=guarded.uri.replace("bolt:", "bolt+s:")))
    taken = run(
        guarded, "load", "neo4j", "--dry-run", NEO4J_URI=guarded.uri.replace("bolt:", "bolt+ssc:")
    )

    assert line.startswith("no encrypted connection to bolt+s://127.0.0.1")
    assert "+s needs a certificate that this machine trusts, +ssc takes any" in line
    assert (taken.returncode, taken.stdout.partition(" release")[0]) == (0, "would load")


def test_a_server_is_reached_by_routing_too(neo4j5: Server) -> None:
    neo4j5.empty()
    uri = neo4j5.uri.replace("bolt:", "neo4j:")

    done = run(neo4j5, "load", "neo4j", "--dry-run", NEO4J_URI=uri)

    assert (done.returncode, done.stdout.partition(" release")[0]) == (0, "would load")


def test_a_server_that_is_too_old(tmp_path: Path) -> None:
    old = Server(judge=NEO4J4, home=tmp_path, port=free_port())
    old.settings = {
        "dbms.connector.bolt.listen_address": f"127.0.0.1:{old.port}",
        "dbms.connector.http.enabled": "false",
        "dbms.memory.pagecache.size": "128m",
        "dbms.security.auth_enabled": "false",
    }
    try:
        old.start()
        for command in COMMANDS:
            line = told(run(old, *command))
            assert line.startswith(f"the server at {old.uri} is Neo4j/4.4.")
            assert "Neo4j 5.26 or newer is needed: upgrade it, or name another by --uri" in line
    finally:
        old.stop()


# --- who asks ---


def make_user(server: Server, name: str, *, change: bool = False) -> None:
    required = "CHANGE REQUIRED" if change else "CHANGE NOT REQUIRED"
    server.rows_of(
        "system", f"CREATE USER {name} SET PASSWORD $password {required}", password=SECRET
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_wrong_password(guarded: Server, command: tuple[str, ...]) -> None:
    make_user(guarded, f"forgetful_{command[0]}")

    line = told(
        run(guarded, *command, NEO4J_USERNAME=f"forgetful_{command[0]}", NEO4J_PASSWORD=WRONG)
    )

    assert line == (
        f"the server at {guarded.uri} does not know the user 'forgetful_{command[0]}' with this "
        "password; mend --user or NEO4J_PASSWORD"
    )


def test_no_password_where_one_is_wanted(guarded: Server) -> None:
    line = told(run(guarded, "verify", "neo4j", NEO4J_PASSWORD=""))

    assert line.startswith(f"the server at {guarded.uri} wants a password; set NEO4J_PASSWORD")


def test_a_locked_user(guarded: Server) -> None:
    make_user(guarded, "hasty")
    lines = [
        told(run(guarded, "verify", "neo4j", NEO4J_USERNAME="hasty", NEO4J_PASSWORD=WRONG))
        for _ in range(4)
    ]

    assert "does not know the user 'hasty'" in lines[0]
    assert lines[-1].endswith(
        "has locked the user 'hasty' after too many wrong passwords; wait some seconds, then try "
        "the right one"
    )


def test_a_first_password_that_must_be_changed(guarded: Server) -> None:
    make_user(guarded, "novice", change=True)

    for command in COMMANDS:
        line = told(run(guarded, *command, NEO4J_USERNAME="novice"))
        assert line.startswith("the first password of 'novice' must be changed")
        assert "ALTER CURRENT USER SET PASSWORD FROM" in line


def test_a_database_that_does_not_exist(guarded: Server) -> None:
    for command in COMMANDS:
        line = told(run(guarded, *command, NEO4J_DATABASE="nowhere"))
        assert line.startswith(f"the server at {guarded.uri} has no database 'nowhere'")
        assert "name one by --database (SHOW DATABASES lists them)" in line


def test_the_database_of_the_system_is_refused(guarded: Server) -> None:
    line = told(run(guarded, "load", "neo4j", NEO4J_DATABASE="system"))

    assert "system" in line


# --- where the password comes from ---


def test_the_password_comes_from_a_file(guarded: Server, tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    surroundings = {k: v for k, v in guarded.environment.items() if k != "NEO4J_PASSWORD"}

    done = subprocess.run(
        [sys.executable, "-m", "sco_graph", "load", "neo4j", "--dry-run"],
        capture_output=True,
        text=True,
        check=False,
        env={**surroundings, "NEO4J_PASSWORD_FILE": str(path)},
    )

    assert (done.returncode, done.stdout.partition(" release")[0]) == (0, "would load")
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file or directory"), (b"\xff\xfe", "is not text in UTF-8")]
)
def test_a_file_of_the_password_that_cannot_be_read(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "password"
    if content is not None:
        path.write_bytes(content)
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}

    done = subprocess.run(
        [sys.executable, "-m", "sco_graph", "load", "neo4j"],
        capture_output=True,
        text=True,
        check=False,
        env={**surroundings, "NEO4J_PASSWORD_FILE": str(path)},
    )

    assert told(done, code=2) == f"NEO4J_PASSWORD_FILE: {path}: {why}"


def test_the_password_is_asked_for_on_a_terminal_and_not_shown(guarded: Server) -> None:
    surroundings = {k: v for k, v in guarded.environment.items() if k != "NEO4J_PASSWORD"}

    shown, code = answered(("load", "neo4j", "--dry-run"), "): ", SECRET, surroundings)

    assert code == 0
    assert f"Password of neo4j at {guarded.uri}" in shown
    assert "would load release" in shown
    assert SECRET not in shown


# --- what the server does not do ---


def test_a_server_without_memory_and_one_that_may_only_be_read(
    tmp_path: Path, generated: Graph
) -> None:
    """Both settings are of the whole server, so that it has to be started for each."""
    with running(NEO4J5, tmp_path, {"db.memory.transaction.max": "2m"}) as server:
        large = str(generated.build.folder)
        line = told(run(server, "load", "neo4j", SCO_GRAPH_BUILD=large))
        assert line.startswith(f"the server at {server.uri} ran out of memory; raise there server.")
        assert "db.memory.transaction.max" in line

        server.stop()
        server.settings = {
            "dbms.security.auth_enabled": "false",
            "server.databases.read_only": "neo4j",
        }
        server.start()
        for command in (("load", "neo4j"), ("unload", "neo4j", "--yes")):
            line = told(run(server, *command))
            assert line.startswith(f"the user 'neo4j' may not do this at {server.uri}: ")
            assert "read-only" in line or "read only" in line
            assert "docs/neo4j.md lists the rights that are needed" in line


# --- what is there ---


def test_a_question_to_a_server_that_holds_no_release(used: Server) -> None:
    used.empty()

    line = told(run(used, *ASKED))

    assert line == f"there is no release at {used.uri}; load it: sco-graph load neo4j"


def test_a_question_to_a_server_that_holds_another_release(
    used: Server, tmp_path: Path, graph: Graph
) -> None:
    other = released(tmp_path, FORMER)
    load(other, used.address, quiet)

    line = told(run(used, *ASKED))

    asked = graph.build.manifest["files"]["sco-graph.nq"]["sha256"][:12]
    assert line.startswith(f"{used.uri} holds release {other.release.short}, and asked is ")
    assert asked in line
    assert "load this one (sco-graph load neo4j), or ask that one's build (--build)" in line


def test_a_question_to_a_server_whose_load_was_cut_off(used: Server, tmp_path: Path) -> None:
    load(released(tmp_path, FORMER), used.address, quiet)
    used.rows("MATCH (r:ScoRelease) SET r.state = 'loading'")

    line = told(run(used, *ASKED))

    assert line == (
        f"a load of {used.uri} goes on or was cut off; wait for it, or load again: "
        "sco-graph load neo4j"
    )
