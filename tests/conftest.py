"""The graph that many tests ask, and the servers that it is loaded into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.generated import write_yaml
from benchmarks.generator import records
from sco_graph.graph import Graph
from sco_loaders.build import build
from tests.chromium import Pages, chromium
from tests.golden import FROZEN
from tests.neo4j_server import NEO4J5, NEO4J2026, WITHOUT_OTHERS, Server, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the shipped records, built anew."""
    return Graph(build(tmp_path_factory.mktemp("shipped")))


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the records that are kept as they are, for golden answers."""
    return Graph(build(tmp_path_factory.mktemp("frozen"), FROZEN))


@pytest.fixture(scope="session")
def graph(frozen: Graph) -> Graph:
    """Return a graph to ask: real records, and of a size that is quickly asked."""
    return frozen


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of a hundred meetings with ten participations each."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "records").mkdir()
    for record in records(100):
        write_yaml(record, folder / "records")
    return Graph(build(folder / "build", folder / "records"))


@pytest.fixture(scope="session")
def neo4j5(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the older of the servers that are supported."""
    with running(NEO4J5, tmp_path_factory.mktemp(NEO4J5)) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j2026(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the newer of the servers that are supported."""
    with running(NEO4J2026, tmp_path_factory.mktemp(NEO4J2026)) as server:
        yield server


@pytest.fixture(params=[NEO4J5, NEO4J2026])
def used(request: pytest.FixtureRequest) -> Server:
    """Return either of the servers, with no node of others, and of ours what a test left there."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Server)
    found.rows(WITHOUT_OTHERS)
    return found


@pytest.fixture
def server(used: Server) -> Server:
    """Return either of the servers, with nothing in it."""
    used.empty()
    return used


# Not for the session: while a browser is driven, no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run a Chromium for all tests of a file."""
    with chromium() as running_:
        yield running_


@pytest.fixture
def pages(browser: Browser, tmp_path: Path) -> Iterator[Pages]:
    """Open pages for one test, and see that none of them complained or fetched anything."""
    opening = Pages(browser, tmp_path)
    yield opening
    opening.close()
    assert all(opened.is_sound() for opened in opening.opened)
