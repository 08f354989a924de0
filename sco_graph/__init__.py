"""A cited knowledge graph of meetings of the Shanghai Cooperation Organisation.

Importing this loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        """Return the version when it is asked for: reading it takes time that commands lack."""
        if name == "__version__":
            from importlib.metadata import version

            return version("sco-graph")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
