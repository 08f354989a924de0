"""A Neo4j server: where it is, who asks, and what goes wrong there, in a person's words.

What is read and written there is for the other neo4j modules. A password never leaves this one
but to the driver.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

import sco_graph
from sco_graph.errors import ServerError, WrongUse

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

SCHEMES = tuple(f"{kind}{ending}" for kind in ("neo4j", "bolt") for ending in ("", "+s", "+ssc"))
OLDEST = (5, 26)
CONNECTING_SECONDS = 15
WAITING_SECONDS = 30
"""How long a read or a write waits for a place among the connections, or tries once more."""
TIMED_OUT = "TransactionTimedOut"
"""Begins the last part of the code of an error that a time limit made."""
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it logs, `telling` tells
FULL = ("MemoryPool", "OutOfMemory", "StackOverFlow", "TransactionMemory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a server is and who asks: `database` None is the user's home, no password no login."""

    uri: str = "neo4j://localhost:7687"
    user: str = "neo4j"
    database: str | None = None
    password: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        shown = repr(self.uri)
        try:
            parts = urlsplit(self.uri)
            known = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
        except ValueError:
            # So says Python of brackets and ports that are none; the port may be a password.
            shown, known = "what --uri or NEO4J_URI says", False
        if "@" in self.uri:
            raise WrongUse(
                "the address holds a user or a password, which others would see; give the user by "
                "--user and the password in NEO4J_PASSWORD"
            )
        if not known:
            raise WrongUse(
                f"{shown} is no address of a Neo4j server; write neo4j://host:7687, or "
                f"another of {', '.join(SCHEMES)}"
            )

    @property
    def shown(self) -> str:
        """The address, and the database where one is named."""
        return f"{self.uri}, database {self.database}" if self.database else self.uri


@contextmanager
def connected(address: Address) -> Iterator[neo4j.Driver]:
    """Open a driver on a server that is new enough, and close it at the end.

    Raises:
        ServerError: The server cannot be reached, is too old, or fails meanwhile.
    """
    login = None if address.password is None else (address.user, address.password)
    with (
        telling(address),
        neo4j.GraphDatabase.driver(
            address.uri,
            auth=login,
            connection_timeout=CONNECTING_SECONDS,
            connection_acquisition_timeout=WAITING_SECONDS,
            max_transaction_retry_time=WAITING_SECONDS,
            user_agent=f"sco-graph/{sco_graph.__version__}",
        ) as driver,
    ):
        _refuse_old(driver.get_server_info().agent, address)
        yield driver


def _refuse_old(agent: str, address: Address) -> None:
    """Refuse a server of which it is not known that it does what is asked."""
    found = re.search(r"/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        raise ServerError(
            f"the server at {address.uri} is {agent}; Neo4j {OLDEST[0]}.{OLDEST[1]} or newer is "
            "needed: upgrade it, or name another by --uri"
        )


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """Turn the driver's errors into one line that says what to do.

    Raises:
        ServerError: The server or the way to it failed.
    """
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise ServerError(_told(error, address)) from error
    except ValueError as error:  # so says the driver of a host that it cannot make out
        raise ServerError(f"no server at {address.uri}: {error}") from error


WORDS = {
    "Unauthorized": "the server at {uri} does not know the user {user!r} with this password; mend "
    "--user or NEO4J_PASSWORD",
    "AuthenticationRateLimit": "the server at {uri} has locked the user {user!r} after too many "
    "wrong passwords; wait some seconds, then try the right one",
    "CredentialsExpired": "the first password of {user!r} must be changed; in cypher-shell or "
    "Neo4j Browser: ALTER CURRENT USER SET PASSWORD FROM … TO …",
    "DatabaseNotFound": "the server at {uri} has no database {database!r}; name one by --database "
    "(SHOW DATABASES lists them)",
    "DatabaseUnavailable": "the database at {shown} is not running; start it, or name another by "
    "--database",
    "Forbidden": "the user {user!r} may not do this at {shown}: {said}; docs/neo4j.md lists the "
    "rights that are needed",
    "TransactionTimedOut": "the server at {uri} stopped at a time limit of its own: {said}",
    "ConstraintValidationFailed": "the database at {shown} refuses it: {said}",
}
"""What to say of an error by the last part of its code, or by what that begins with."""
OTHERWISE = "the server at {shown} says: {said} ({code})"
NO_LOGIN = (
    "the server at {uri} wants a password; set NEO4J_PASSWORD, or name a file that holds it in "
    "NEO4J_PASSWORD_FILE"
)
NO_MEMORY = (
    "the server at {uri} ran out of memory; raise there server.memory.heap.max_size, or the limit "
    "that it names (docs/neo4j.md), then try again: {said}"
)
NO_WRITING = ("AccessMode", "WriteOnReadOnly", "ReadOnly", "NotALeader")


def _told(error: Neo4jError | DriverError, address: Address) -> str:
    if isinstance(error, exceptions.DriverError):
        return _told_of_the_way(error, address)
    code, said = error.code or "", " ".join((error.message or str(error)).split())
    last = code.rpartition(".")[2]
    words = next((w for start, w in WORDS.items() if last.startswith(start)), OTHERWISE)
    if last == "Unauthorized" and address.password is None:
        words = NO_LOGIN
    if any(word in code for word in FULL):
        words = NO_MEMORY
    if any(word in code for word in NO_WRITING):
        words = WORDS["Forbidden"]
    known = {name: getattr(address, name) for name in ("uri", "user", "database", "shown")}
    return words.format(**known, said=said, code=code)


def _told_of_the_way(error: DriverError, address: Address) -> str:
    said = " ".join(str(error).split()).rstrip(".")
    if isinstance(error, exceptions.ConfigurationError):
        return f"the driver refuses {address.uri}: {said}"
    if "ssl" in said.lower() or "certificate" in said.lower():
        return (
            f"no encrypted connection to {address.uri}: {said}; +s needs a certificate that this "
            "machine trusts, +ssc takes any, and a server without TLS wants neither"
        )
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return (
            f"no answer from {address.uri}: {said}; start the server, or mend --uri; what was "
            "written before stays, and the same command goes on from there"
        )
    return f"the driver could not do it at {address.uri}: {said}"
