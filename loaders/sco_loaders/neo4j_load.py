"""Make a Neo4j database hold exactly a release: no more, no less, and nothing of others touched.

A load that finds everything as it should be writes nothing; else it holds the lock while it writes.
Every batch is a transaction of its own that may be repeated, so that a load goes on from wherever
the last one ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sco_graph.errors import ServerError
from sco_graph.schema import MARKER
from sco_loaders.embedded import batches
from sco_loaders.neo4j_database import Counters, Database, Row
from sco_loaders.neo4j_differences import (
    EXAMPLES,
    Comparison,
    ExtraNode,
    NodeChange,
    Progress,
    WayChanges,
)
from sco_loaders.neo4j_lock import WAIT_SECONDS, Lock, locked
from sco_loaders.neo4j_schema import COMPLETE, constraint, indexes
from sco_loaders.neo4j_server import Address, connected
from sco_loaders.stored import Labels, StoredGraph

MADE, MENDED, REMOVED = "make", "mend", "remove"

# Labels and types come as parameters, so that one query, planned once, writes all kinds.
WRITE_NODES = (
    f"UNWIND $rows AS row MERGE (n:{MARKER} {{id: row[0].id}}) "
    "SET n = row[0] REMOVE n:$(row[2]) SET n:$(row[1])"
)
"""Makes or mends nodes; a row is properties, labels, and labels to be taken away."""
MATCH_ENDS = (
    f"UNWIND $rows AS row MATCH (a:{MARKER} {{id: row[0]}}) MATCH (b:{MARKER} {{id: row[1]}})"
)
# An end is looked up once for all its relationships of a batch: looking up is most of the work.
# To MERGE would have the server look through all that hangs on a node. What is missing was seen to
# be, under the lock, and the driver does not repeat a transaction that may have been committed.
MAKE_WAYS = (
    f"UNWIND range(0, size($ids) - 1) AS place OPTIONAL MATCH (n:{MARKER} {{id: $ids[place]}}) "
    "WITH n ORDER BY place WITH collect([n]) AS ends UNWIND $rows AS row "
    "WITH ends[row[0]][0] AS a, ends[row[1]][0] AS b, row[2] AS kind CREATE (a)-[:$(kind)]->(b)"
)
"""Makes relationships that are missing; a row is the places of both ends in `ids`, and the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a load did or, where it was dry, would do: how many of what, with some examples."""

    release: str
    before: str | None
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)

    def note(self, verb: str, kind: str, things: Iterable[str]) -> None:
        """Count things of a kind that are made, mended or removed."""
        for seen, thing in enumerate(things):
            if seen < EXAMPLES:
                self.examples.append(f"{verb} {thing}")
            self.changes[verb, kind] += 1


def load(
    stored: StoredGraph,
    address: Address,
    progress: Progress,
    *,
    dry_run: bool = False,
    wait: float = WAIT_SECONDS,
) -> Report:
    """Make a database hold a release, or with `dry_run` say what that would take.

    Raises:
        ServerError: The server failed, another load goes on, or somebody's own relationships hang
            on nodes that must go.
    """
    with connected(address) as driver:
        database = Database(driver, address.database)
        loader = _Loader(stored, database, progress)
        if dry_run:
            return loader.compare()
        # The constraint comes before the lock, and the indexes after it: to make either, the server
        # waits for all transactions that touched such nodes, and the lock is one.
        database.make_schema(constraint())
        report = loader.compare() if loader.is_loaded() else None
        if report is None or report.changes:
            loader.refuse_strangers()
            with locked(database, stored.release, wait) as lock:
                report = loader.load(lock)
        database.make_schema(indexes(stored.schema))
        return report


class _Loader:
    """One load: the comparison of the release with the database, and what is made of it."""

    def __init__(self, stored: StoredGraph, database: Database, progress: Progress) -> None:
        self.stored = stored
        self.database = database
        self.progress = progress
        self.before = database.marker()

    def is_loaded(self) -> bool:
        """Tell whether the database says that it holds this release, all of it."""
        before = self.before or {}
        wanted = self.stored.release.properties | {"state": COMPLETE}
        return wanted.items() <= before.items()

    def refuse_strangers(self) -> None:
        """Refuse to begin where somebody's own relationships hang on nodes that must go.

        Raises:
            ServerError: They do.
        """
        comparison = self._comparison()
        found, examples = comparison.strangers(comparison.extra_nodes())
        if found:
            listed = "".join(f"\n  {example}" for example in examples)
            more = f"\n  and {found - len(examples)} more" if found > len(examples) else ""
            raise ServerError(
                "nothing was changed: nodes that the release no longer has carry relationships of "
                f"your own:{listed}{more}\nhang these on other nodes or delete them, and load again"
            )

    def compare(self) -> Report:
        """Return what a load would do."""
        comparison, report = self._comparison(), self._report()
        for labels, changes in comparison.nodes():
            _note_nodes(report, labels, changes)
        extra = comparison.extra_nodes()
        report.note(REMOVED, "nodes", map(str, extra))
        for ways in comparison.ways():
            _note_ways(report, ways)
        return report

    def load(self, lock: Lock) -> Report:
        """Write what differs; relationships go before the nodes that they hang on."""
        comparison, report = self._comparison(lock), self._report()
        extra = comparison.extra_nodes()
        for nodes in batches(self._changed_nodes(comparison, report)):
            lock.write(WRITE_NODES, rows=nodes)
        for ways in batches(self._missing_ways(lock, comparison, report)):
            self._make_ways(lock, ways)
        report.note(REMOVED, "nodes", map(str, extra))
        self._remove_nodes(lock, extra)
        return report

    def _comparison(self, lock: Lock | None = None) -> Comparison:
        def progress(work: str, done: int, total: int) -> None:
            self.progress(work, done, total)
            if lock is not None:
                lock.keep()

        return Comparison(self.stored, self.database, progress)

    def _report(self) -> Report:
        before = self.before
        told = (
            None if before is None else f"{before.get('version')} ({before.get('sha256', '')[:12]})"
        )
        release = self.stored.release.short
        return Report(release=release, before=told, counters=self.database.counters)

    # --- writing ---

    def _changed_nodes(self, comparison: Comparison, report: Report) -> Iterator[Row]:
        """Yield a row of `WRITE_NODES` for each node that is to be made or mended."""
        for labels, changes in comparison.nodes():
            _note_nodes(report, labels, changes)
            for change in changes:
                before = change.before[0] if change.before else ()
                wrong = [label for label in before if label in self.stored.labels]
                yield [change.properties, labels, [one for one in wrong if one not in labels]]

    def _missing_ways(self, lock: Lock, comparison: Comparison, report: Report) -> Iterator[Row]:
        """Yield both ids and the type of relationships to be made, when all else is mended."""
        for ways in comparison.ways():
            _note_ways(report, ways)
            self._mend_ways(lock, ways)
            for a, b in chain(ways.missing, ways.twins):
                yield [a, b, ways.type]

    def _make_ways(self, lock: Lock, ways: Iterable[Row]) -> None:
        places: dict[str, int] = {}
        rows = [[*(places.setdefault(id_, len(places)) for id_ in (a, b)), t] for a, b, t in ways]
        lock.write(MAKE_WAYS, ids=list(places), rows=rows)

    def _mend_ways(self, lock: Lock, ways: WayChanges) -> None:
        match = f"{MATCH_ENDS} MATCH (a)-[r:{ways.type}]->(b) "
        # What is there twice goes twice, and is made again.
        for work, found in (("DELETE r", ways.extra), ("SET r = {}", ways.marked)):
            for batch in batches(found):
                lock.write(match + work, rows=[list(way) for way in batch])

    def _remove_nodes(self, lock: Lock, extra: Sequence[ExtraNode]) -> None:
        types = "|".join(self.stored.types)
        match = "UNWIND $elements AS element MATCH (n) WHERE elementId(n) = element "
        for batch in batches(extra):
            elements = [node.element for node in batch]
            for work in (f"MATCH (n)-[r:{types}]-(:{MARKER}) DELETE r", "DELETE n"):
                lock.write(match + work, elements=elements)


def _note_nodes(report: Report, labels: Labels, changes: Sequence[NodeChange]) -> None:
    new = [change for change in changes if change.before is None]
    report.note(MADE, labels[0], (change.id for change in new))
    report.note(MENDED, labels[0], (str(change) for change in changes if change.before))


def _note_ways(report: Report, ways: WayChanges) -> None:
    for verb, found in ((MADE, ways.missing), (REMOVED, ways.extra), (MENDED, ways.marked)):
        report.note(verb, ways.type, (f"({a})-[{ways.type}]->({b})" for a, b in found))
