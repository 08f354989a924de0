"""Many values made at once, without Python's collector sweeping through all of them in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Leave the search for garbage cycles until the end: rows and their cells hold none.

    The collector would go through all rows again each time that their number has grown by a
    quarter, which takes as long as to make them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
