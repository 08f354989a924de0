"""A graph to ask: the build of some records, opened.

Without a folder the build of the shipped records is used. It lies in the user's cache, is made on
first use and made again when the records change or the store is damaged.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sco_graph.entities import Entities
from sco_graph.errors import StoreError, UnknownName
from sco_graph.known_ids import find_id
from sco_graph.near import near
from sco_graph.questions import ANY, Bound, Parameter, Question, get_question
from sco_graph.resources import ontology_folder, records_folder
from sco_graph.result import Result, Row
from sco_graph.schema import LANGUAGES
from sco_loaders.build import QUADS, STORE, Build, build, inputs, open_build
from sco_loaders.embedded import Engine

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from sco_graph.coverage import Coverage
    from sco_graph.cypher import Answer as CypherAnswer
    from sco_graph.drawing.drawing import Drawing
    from sco_graph.evidence import Line
    from sco_graph.find import Match
    from sco_graph.proof import Proof
    from sco_graph.sandbox import Limits
    from sco_graph.show import Thing
    from sco_graph.sparql_answer import Answer
    from sco_loaders.neo4j_engine import ServerEngine
    from sco_loaders.neo4j_server import Address

CACHE_VARIABLE = "SCO_GRAPH_CACHE"


class Graph(Entities):
    """The graph of one build; open it with `sco_graph.open()`, and use it in `with` if you like."""

    def __init__(self, opened: Build, server: Address | None = None) -> None:
        self.build = opened
        self.engine = Engine.from_bytes(opened.read(STORE))
        self._server = None if server is None else _server_engine(server, opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave: nothing is held open but the connection to a server, which is closed."""
        if self._server is not None:
            self._server.close()

    @cached_property
    def store(self) -> ox.Store:
        """The RDF of the build, as a pyoxigraph store."""
        from sco_graph.twins import open_quads

        return open_quads(self.build.read(QUADS))

    def query(self, name: str, *, lang: str = LANGUAGES[0], **parameters: object) -> Result:
        """Return the answer to a question of the pack: its rows, and the forms they come in.

        A parameter that Python keeps for itself may end in an underscore, as in `from_`. Names are
        in the language `lang`, or where they have none in English, marked so.

        Raises:
            UnknownName: There is no such question, parameter, id or language.
            QuestionError: A required parameter is missing, or a value is of the wrong kind.
        """
        question = get_question(name)
        bound = self.bind(question, parameters)
        engine = self._server or self.engine
        rows: Sequence[Row] = question.answer(engine.cypher(question.cypher, bound), bound)
        if lang != LANGUAGES[0]:
            from sco_graph.localized import localized

            rows = localized(self.engine, question.columns, rows, lang)
        return Result(question, rows)

    def bind(self, question: Question, parameters: Mapping[str, object]) -> dict[str, Bound]:
        """Return a value for every parameter of a question, each id one of this graph.

        Raises:
            UnknownName: There is no such parameter or id.
            QuestionError: A required parameter is missing, or a value is of the wrong kind.
        """
        bound = question.bind(parameters)
        return {p.name: self._known_value(p, bound[p.name]) for p in question.parameters}

    def resolve(self, text: str, *kinds: str) -> str:
        """Return the id of the one thing of some kinds, or of any, that a text means.

        The text is an id or an IRI, a former one too, or a name that no other one of these has.

        Raises:
            UnknownName: Nothing is called so; the near ones are told.
            Ambiguous: Several things are called so; they are told.
        """
        kinds = kinds or (ANY,)
        if (id_ := find_id(self.engine, text, kinds)) is not None:
            return id_
        from sco_graph.find import resolve

        return resolve(self.engine, text, kinds)

    def co_attendance(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        kind: str = "person",
        body: str | None = None,
    ) -> nx.Graph:
        """Return the network of who met whom, weighted; see `sco_graph.co_attendance_network`.

        Its actors are persons or, of the kind "state", those that they represented. The parameters
        are those of the question co-attendance.

        Raises:
            UnknownName: There is no such kind or body.
            QuestionError: A day is none.
        """
        from sco_graph.co_attendance import read_meetings
        from sco_graph.co_attendance_network import to_network

        question = get_question("co-attendance")
        bound = self.bind(question, {"from": from_, "to": to, "kind": kind, "body": body})
        rows = (self._server or self.engine).cypher(question.cypher, bound)
        return to_network(read_meetings(rows))

    def draw(  # noqa: PLR0913  # as many as the views have filters
        self,
        view: str,
        *,
        id: str | None = None,  # noqa: A002  # what everybody calls it
        body: str | None = None,
        state: str | None = None,
        person: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        kind: str | Iterable[str] = (),
        least: int | None = None,
        lang: str = LANGUAGES[0],
        edits: str | os.PathLike[str] | None = None,
    ) -> Drawing:
        """Return the drawing of a view: meeting, network, co-attendance, matrix or timeline.

        It shows itself in a notebook, and is saved with `save("meeting.svg")`.

        Raises:
            UnknownName: There is no such view, id, kind or language.
            QuestionError: A view is asked what it cannot show, or lacks what it needs.
            RecordsError: The file of edits holds what is none.
        """
        from sco_graph.drawing.asked import Asked
        from sco_graph.drawing.views import draw
        from sco_graph.given import refuse_other, to_path

        refuse_other(str, view=view, lang=lang)
        refuse_other(Iterable, kind=kind)
        asked = Asked(
            id=id,
            body=body,
            state=state,
            person=person,
            from_=from_,
            to=to,
            kinds=(kind,) if isinstance(kind, str) else tuple(kind),
            least=least,
        )
        changed = None if edits is None else to_path("edits", edits)
        return draw(self, view, asked, language=lang, edits=changed)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the RDF as rdflib's own kind of data set, over this store."""
        from sco_graph.rdf import to_rdflib

        return to_rdflib(self.store)

    def to_networkx(
        self,
        kind: str | Iterable[str] | None = None,
        *,
        ids: Iterable[str | None] | None = None,
    ) -> nx.MultiDiGraph:
        """Return the property graph as networkx's own kind of graph; see `sco_graph.networks`.

        `kind` keeps the nodes of one kind or of several, such as "person"; `ids` those that are
        named, as in a column of a question's rows, where None is passed over. The relationships
        between kept nodes are kept.

        Raises:
            UnknownName: There is no such kind or id.
        """
        from sco_graph.networks import of_kinds, to_networkx

        nodes = self.engine.nodes()
        if ids is not None:
            named = {id_ for id_ in ids if id_ is not None}
            for id_ in sorted(named.difference(node.id for node in nodes)):
                raise UnknownName("thing", id_, self.near_ids(id_, (ANY,)))
            nodes = [node for node in nodes if node.id in named]
        if kind is not None:
            nodes = of_kinds(nodes, {kind} if isinstance(kind, str) else set(kind))
        return to_networkx(nodes, self.engine.relationships())

    def sparql(self, text: str, limits: Limits | None = None, /, **bindings: object) -> Answer:
        """Return the answer to a SPARQL query, asked in a process of its own with limits.

        A binding gives a variable of the query its value; see `sco_graph.sparql`.

        Raises:
            QuestionError: The query is no SPARQL, does more than read, or fails.
            AnswerError: The query reached a limit.
            UnknownName: A bound variable or id does not exist.
        """
        from sco_graph.sparql import DEFAULT, sparql

        return sparql(self.build, text, bindings, limits=limits or DEFAULT)

    def cypher(self, text: str, limits: Limits | None = None, /, **parameters: object) -> list[Row]:
        """Return the rows of a Cypher query of your own, asked read-only and with limits.

        It is asked in a process of its own, or of the server with which the graph was opened.

        Raises:
            QuestionError: The query is no Cypher, does more than read, or lacks a parameter.
            UnknownName: A label, relationship type, property or parameter does not exist.
            AnswerError: The query reached a limit.
            ServerError: The server refuses or stops the query, or fails.
        """
        return list(self.own_cypher(text, parameters, limits).rows)

    def own_cypher(
        self, text: str, parameters: Mapping[str, object], limits: Limits | None = None
    ) -> CypherAnswer:
        """Return the columns and rows of a Cypher query of your own; see `cypher`."""
        from sco_graph.cypher import DEFAULT, cypher, cypher_on_server

        limits = limits or DEFAULT
        if self._server is not None:
            return cypher_on_server(self._server, text, parameters, limits=limits)
        return cypher(self.build, text, parameters, limits=limits)

    def show(self, text: str) -> Thing:
        """Return all about one thing: names, values, links in and out, sources.

        Raises:
            UnknownName: There is no such id or name.
            Ambiguous: Several things have that name.
        """
        from sco_graph.shapes import read_schema
        from sco_graph.show import show

        return show(self.engine, read_schema(), self.resolve(text))

    def find(self, text: str, kind: str | None = None) -> list[Match]:
        """Return the things that are named like a text, best first.

        Raises:
            UnknownName: There is no such kind.
        """
        from sco_graph.find import find
        from sco_graph.shapes import read_schema

        kinds = (*(c.kind for c in read_schema().record_classes), "topic")
        if kind is not None and kind not in kinds:
            raise UnknownName("kind", kind, near(kind, kinds) or kinds)
        return find(self.engine, text, kind)

    def evidence(self, source: str) -> list[Line]:
        """Return the lines of a source, each with the facts drawn from it.

        Raises:
            UnknownName: There is no such source.
        """
        from sco_graph.evidence import evidence

        return evidence(self.engine, self.resolve(source, "source"))

    def prove(self) -> Proof:
        """Return whether every fact cites a place in a source, and which facts rest on little."""
        from sco_graph.proof import QUESTION, prove
        from sco_graph.shapes import read_schema

        return prove(self.build.read(QUADS), read_schema(), self.query(QUESTION))

    def coverage(self, body: str | None = None) -> Coverage:
        """Return how much of what was there the records hold of each body's meetings, or of one's.

        Raises:
            UnknownName: There is no such body.
        """
        from sco_graph.coverage import coverage

        return coverage(self.engine, body and self.resolve(body, "body"))

    def _known_value(self, parameter: Parameter, value: Bound) -> Bound:
        """Return a value, an id in place of a name."""
        if parameter.kinds and isinstance(value, str):
            return self.resolve(value, *parameter.kinds)
        if parameter.scheme and value is not None:
            self._refuse_unknown_concept(parameter.scheme, str(value))
        return value

    def _refuse_unknown_concept(self, scheme: str, value: str) -> None:
        from sco_graph.shapes import read_schema  # here, as few questions ask for a concept

        known = read_schema().scheme(scheme)
        if value not in known:
            raise UnknownName(scheme, value, near(value, known) or tuple(known))

    def near_ids(self, id_: str, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of these kinds that look most like this one."""
        rows = self.engine.cypher("MATCH (n) RETURN n.id AS id ORDER BY id", {})
        wanted = tuple(f"{kind}/" for kind in kinds if kind != ANY)
        known = [row["id"] for row in rows if row["id"].startswith(wanted or ("",))]
        return near(id_, [id_ for id_ in known if id_.count("/") == 1] or known)


def _server_engine(server: Address, opened: Build) -> ServerEngine:
    from sco_loaders.neo4j_engine import ServerEngine
    from sco_loaders.stored import release_of

    return ServerEngine(server, release_of(opened))


def open(  # noqa: A001  # as in sqlite, gzip
    folder: str | os.PathLike[str] | None = None, *, server: Address | None = None
) -> Graph:
    """Open the build in a folder, or that of the shipped records.

    Where a Neo4j server is named, the pack's questions are asked there; it must hold this release.

    Raises:
        StoreError: There is no whole build, and none can be made.
        RecordsError: The build has to be made and the records do not pass the check.
        ServerError: The server cannot be reached, or does not hold this release.
    """
    return Graph(find_build(folder), server)


def find_build(folder: str | os.PathLike[str] | None = None) -> Build:
    """Return the build in a folder, or that of the shipped records, which is made where need be.

    Raises:
        StoreError: There is no whole build, and none can be made.
        RecordsError: The build has to be made and the records do not pass the check.
    """
    if folder is not None:
        return open_build(Path(folder))
    folder = cache_folder()
    try:
        opened = open_build(folder)
        opened.path(STORE)  # raises where it is damaged, and then it is made again
        if opened.manifest["inputs"] == inputs(records_folder(), ontology_folder()):
            return opened
        why = "the records changed"
    except StoreError as error:
        why = str(error) if folder.exists() else "first use"
    sys.stderr.write(f"sco-graph: building the graph in {folder} ({why})\n")
    try:
        return build(folder)
    except StoreError as error:
        raise StoreError(
            f"{error}; set {CACHE_VARIABLE} to a folder that can be written"
        ) from error


def cache_folder() -> Path:
    """Return the folder of the shipped records' build: SCO_GRAPH_CACHE, or in the user's cache."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen)
    import platformdirs  # here, as it is slow to import and often not needed

    which = hashlib.sha256(str(records_folder()).encode()).hexdigest()[:12]
    return Path(platformdirs.user_cache_dir("sco-graph")) / which
