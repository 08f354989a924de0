"""The graph that many tests ask."""

from __future__ import annotations

import pytest

from sco_graph.graph import Graph
from sco_loaders.build import build


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the shipped records, built anew."""
    return Graph(build(tmp_path_factory.mktemp("shipped")))
