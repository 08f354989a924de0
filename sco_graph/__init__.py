"""The source-cited knowledge graph of the Shanghai Cooperation Organisation.

    import sco_graph

    with sco_graph.open() as graph:
        rows = graph.query("who-attended", meeting="meeting/industry-2025-yekaterinburg")

Importing this loads nothing heavy; `open` and `Graph` are loaded when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sco_graph.graph import Graph, open
else:

    def __getattr__(name: str) -> object:
        """Return what is loaded late: it takes time that commands lack."""
        if name in ("Graph", "open"):
            from sco_graph import graph

            return getattr(graph, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Graph", "open"]
