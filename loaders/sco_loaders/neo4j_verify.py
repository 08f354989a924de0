"""Say whether a Neo4j database holds exactly a release, and where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sco_loaders.neo4j_database import Database
from sco_loaders.neo4j_differences import EXAMPLES, Comparison, Digests, Progress
from sco_loaders.neo4j_schema import COMPLETE
from sco_loaders.neo4j_server import Address, connected
from sco_loaders.stored import StoredGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many of a label or a type the release has, and how many the database holds."""

    kind: str
    wanted: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a comparison found: equal where there is no difference."""

    release: str
    digest: str
    held_digest: str
    differences: int
    first: tuple[str, ...]
    nodes: tuple[KindCount, ...]
    relationships: tuple[KindCount, ...]

    @property
    def is_equal(self) -> bool:
        """Whether the database holds exactly the release."""
        return not self.differences and self.digest == self.held_digest


def verify(stored: StoredGraph, address: Address, progress: Progress) -> Verdict:
    """Compare every node, property and relationship of ours in a database with a release.

    Raises:
        ServerError: The server failed.
    """
    with connected(address) as driver:
        database, digests = Database(driver, address.database), Digests()
        comparison = Comparison(stored, database, progress, digests)
        first, found = list[str](), 0
        for difference in chain(_of_marker(stored, database), _differences(comparison)):
            found += 1
            if len(first) < 2 * EXAMPLES:
                first.append(difference)
    counts, held = stored.counts, comparison.held
    return Verdict(
        release=stored.release.short,
        digest=digests.release,
        held_digest=digests.database,
        differences=found,
        first=tuple(first),
        nodes=tuple(_counted(stored.labels, counts["nodes"], held)),
        relationships=tuple(_counted(stored.types, counts["relationships"], held)),
    )


def _of_marker(stored: StoredGraph, database: Database) -> Iterator[str]:
    """Yield what is wrong with what the database says of itself."""
    marker = database.marker()
    if marker is None:
        yield "the database does not say which release it holds"
        return
    wanted = stored.release.properties | {"state": COMPLETE}
    for key in sorted(wanted.keys() | marker.keys()):
        if marker.get(key) != wanted.get(key):
            yield f"the database says {key} {marker.get(key)!r}, not {wanted.get(key)!r}"


def _differences(comparison: Comparison) -> Iterator[str]:
    for _, changes in comparison.nodes():
        yield from map(str, changes)
    yield from map(str, comparison.extra_nodes())
    for ways in comparison.ways():
        yield from ways


def _counted(
    kinds: Iterable[str], wanted: Mapping[str, int], held: Mapping[str, int]
) -> Iterator[KindCount]:
    for kind in kinds:
        if wanted.get(kind) or held.get(kind):
            yield KindCount(kind=kind, wanted=wanted.get(kind, 0), held=held.get(kind, 0))
