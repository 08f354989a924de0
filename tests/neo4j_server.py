"""Real Neo4j servers for tests, each on loopback, on a port found free, in a folder of its own.

What is loaded there, and what is expected of it, is for the tests to say.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j
from neo4j import exceptions

from sco_loaders.neo4j_server import Address
from tests.judges import OLDEST_JAVA, OPENED, classpath, java, quiet_environment

NEO4J4, NEO4J5, NEO4J2026 = "neo4j4", "neo4j5", "neo4j2026"
NEWEST_JAVA = {NEO4J4: 17}
ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
# Serial and with one compiler: a server lives for minutes, and several share the machine.
QUICK = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
START_SECONDS = 180
STOP_SECONDS = 60
LOG_LINES = 30
FIRST = "neo4j"
"""The password that every new server has, and wants to be changed."""
SETTINGS: Mapping[str, str] = {
    "server.http.enabled": "false",
    "server.memory.pagecache.size": "128m",
    "dbms.usage_report.enabled": "false",
    # A plan holds for the next graph too: other results would be a fault of the server's.
    "dbms.cypher.min_replan_interval": "1h",
}
WITHOUT_OTHERS = "MATCH (n) WHERE NOT n:ScoNode DETACH DELETE n"
"""Removes what a test put beside our nodes."""


class NotStarted(Exception):
    """A server ended, or did not answer in time; carries the end of its log."""


@dataclass(slots=True, kw_only=True)
class Server:
    """A server that is or was running; with a password where it asks for one."""

    judge: str
    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    password: str | None = None
    options: Sequence[str] = QUICK
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """The address that drivers take."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def address(self) -> Address:
        """The address that the loader takes."""
        return Address(uri=self.uri, password=self.password)

    @property
    def environment(self) -> dict[str, str]:
        """What a command is told of this server."""
        kept = {key: text for key, text in os.environ.items() if not key.startswith("NEO4J_")}
        return kept | {"NEO4J_URI": self.uri, "NEO4J_PASSWORD": self.password or ""}

    def start(self) -> None:
        """Start the server, on the port that it had before, and wait until it answers.

        Raises:
            NotStarted: It ended or gave no answer.
        """
        self.port = self.port or free_port()
        settings = {
            **SETTINGS,
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            **self.settings,
        }
        text = "".join(f"{key}={value}\n" for key, value in settings.items())
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
        path = classpath(self.judge)
        program = (*self.options, *OPENED, "-cp", path, entry_point(path))
        folders = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [java(OLDEST_JAVA[self.judge], NEWEST_JAVA.get(self.judge)), *program, *folders],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=quiet_environment(),
                cwd=self.home,
            )
        self._wait()

    def stop(self) -> None:
        """End the server in order, or at once where it takes too long."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the server at once, as a failing machine would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    @property
    def log(self) -> Path:
        """The file that has what the server said."""
        return self.home / "server.log"

    def log_end(self) -> str:
        """Return the last lines of what the server said, on its output and in its own log."""
        logs = [log for log in (self.log, self.home / "logs" / "neo4j.log") if log.exists()]
        lines = [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
        return "\n".join(lines[-LOG_LINES:])

    def rows(self, query: str, **parameters: Any) -> list[list[Any]]:  # noqa: ANN401
        """Return the rows of a query, which may write."""
        return self.rows_of(None, query, **parameters)

    def rows_of(self, database: str | None, query: str, **parameters: Any) -> list[list[Any]]:  # noqa: ANN401
        """Return the rows of a query to a database, which may write."""
        with self._driver() as driver:
            found, _, _ = driver.execute_query(query, parameters, database_=database)
            return [list(record.values()) for record in found]

    def empty(self) -> None:
        """Remove all that is in the database."""
        with self._driver() as driver:
            for shown, kind in (("CONSTRAINTS", "CONSTRAINT"), ("INDEXES", "INDEX")):
                for name, type_ in driver.execute_query(f"SHOW {shown} YIELD name, type")[0]:
                    if type_ != "LOOKUP":  # every new database has these
                        driver.execute_query(f"DROP {kind} `{name}` IF EXISTS")
            driver.execute_query("MATCH (n) DETACH DELETE n")

    def _driver(self) -> neo4j.Driver:
        login = None if self.password is None else ("neo4j", self.password)
        return neo4j.GraphDatabase.driver(self.uri, auth=login, warn_notification_severity="OFF")

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process is None or self.process.poll() is not None:
                raise NotStarted(f"{self.judge} ended:\n{self.log_end()}")
            if time.monotonic() > end:
                self.kill()
                raise NotStarted(f"{self.judge} does not answer:\n{self.log_end()}")
            time.sleep(0.25)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                pass
            with self._driver() as driver:
                driver.verify_connectivity()
        except (OSError, exceptions.DriverError):
            return False
        except exceptions.ClientError as error:
            # A server that asks for a password answers, whichever it was given.
            return "Security" in (error.code or "")
        except exceptions.Neo4jError:
            return False
        return True


def free_port() -> int:
    """Return a port of loopback on which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def entry_point(path: str) -> str:
    """Return the class that starts a server, as one of its own jars names it."""
    for part in path.split(os.pathsep):
        if part.endswith(".jar"):
            with zipfile.ZipFile(part) as jar:
                if ENTRY_POINT in jar.namelist():
                    return jar.read(ENTRY_POINT).decode().split()[-1]
    raise NotStarted(f"no jar names its {ENTRY_POINT}")


@contextmanager
def running(
    judge: str,
    home: Path,
    settings: Mapping[str, str] | None = None,
    password: str | None = None,
    options: Sequence[str] = QUICK,
) -> Iterator[Server]:
    """Start a server, make sure that it is this one, and end it after.

    It asks for no password, or for that of the user neo4j.
    """
    guarded = {"dbms.security.auth_enabled": str(password is not None).lower()}
    server = Server(
        judge=judge,
        home=home,
        settings={**guarded, **(settings or {})},
        options=options,
    )
    try:
        server.start()
        if password is not None:
            change_first_password(server, password)
        refuse_other(server)
        yield server
    finally:
        server.stop()


def change_first_password(server: Server, password: str) -> None:
    """Give the user neo4j the password that a server asks for before all else."""
    server.password = FIRST
    change = "ALTER CURRENT USER SET PASSWORD FROM $first TO $password"
    server.rows_of("system", change, first=FIRST, password=password)
    server.password = password


def refuse_other(server: Server) -> None:
    """Refuse a server that has another home, or that holds anything.

    Raises:
        NotStarted: It does.
    """
    homes = server.rows("SHOW SETTINGS 'server.directories.neo4j_home' YIELD value RETURN value")
    nodes = server.rows("MATCH (n) RETURN count(n)")
    if homes != [[str(server.home)]] or nodes != [[0]]:
        raise NotStarted(f"at {server.uri} is another server: {homes}, nodes {nodes}")
