"""What is worked on while the next of it is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield items, each of which a thread fetched while the one before was worked on.

    What fetching raises is raised where the item would come.

    >>> list(ahead(iter("abc")))
    ['a', 'b', 'c']
    """

    def fetched() -> list[Item]:
        return list(islice(items, 1))

    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(fetched)
        while item := coming.result():
            coming = thread.submit(fetched)
            yield item[0]
