"""What judges that nobody here wrote say of the ontology, of the shapes and of the shipped graph.

ROBOT and HermiT are given the file of OWL that a release holds. Where a reasoner is to derive the
shortcuts, it is given the same facts without them.

ROBOT's report is asked by a profile of ours, report-profile.txt: all its own rules but three. It
takes a label in each of three languages for three labels, knows no skos:definition, and wants a
class above sco:Item; files in judges/report/ ask what holds here instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import owlrl  # type: ignore[import-untyped] # ships no types
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from pyshacl.errors import ReportableRuntimeError

from sco_graph import owl
from sco_graph.graph import Graph
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA
from sco_loaders.build import QUADS
from tests.judges import POMS, run_jena, run_robot

CHECKOUT = Path(__file__).resolve().parent.parent
SCO = "https://w3id.org/sco-graph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TURTLE = ox.RdfFormat.TURTLE
SHORTCUTS = ("attended", "chaired", "held", "heldChairOf", "representedAt", "tookPartIn")
GROUNDS = {
    *(SCO + name for name in ("hasParticipation", "participant", "inPost", "represents")),
    *(SCO + name for name in ("attendance", "mode", "role")),
    *(SCO + name for name in ("hasTenure", "chair", "hasChairmanship")),
}
PREFIXES = f"""
PREFIX sco: <{SCO}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
PREFIX owl: <{OWL}>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <{SKOS}>
PREFIX status: <{DATA}attendance-status/>
PREFIX mode: <{DATA}participation-mode/>
PREFIX role: <{DATA}role/>
PREFIX : <{DATA}planted/>
"""
PLANTED = f"""{PREFIXES}
:meeting sco:hasParticipation :1 , :2 , :3 , :4 , :5 , :6 , :7 , :8 , :9 .
:1 sco:participant :announced ; sco:attendance status:announced ; sco:mode mode:in-person .
:2 sco:participant :invited ; sco:attendance status:invited .
:3 sco:participant :absent ; sco:attendance status:absent ; sco:role role:chair .
:4 sco:participant :unknown ; sco:attendance status:unknown ; sco:mode mode:video-link .
:5 sco:participant :greeter ; sco:attendance status:attended ; sco:mode mode:written-greeting .
:6 sco:participant :addresser ; sco:attendance status:attended ; sco:mode mode:video-address .
:7 sco:participant :connected ; sco:attendance status:attended ; sco:mode mode:video-link .
:8 sco:participant :present ; sco:attendance status:attended ; sco:mode mode:in-person .
:9 sco:participant :leader ; sco:attendance status:attended ; sco:role role:chair .
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What HermiT derives."""

    store: ox.Store

    def pairs(self, name: str, *, planted: bool = False) -> set[tuple[str, str]]:
        """Return who is linked by one of our properties, planted ones or all others."""
        return {pair for pair in pairs(self.store, name) if ("planted/" in pair[0]) == planted}


@pytest.fixture(scope="module")
def derived(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Derived:
    """Return what HermiT derives from who was linked how, shipped and planted."""
    folder = tmp_path_factory.mktemp("hermit")
    grounds = [one for one in facts(graph) if one.predicate.value in GROUNDS]
    write(
        folder / "grounds.ttl", [*read(ontology_folder() / "sco.ttl"), *grounds, *parsed(PLANTED)]
    )
    run = run_robot(
        *("reason", "--reasoner", "HermiT", "--axiom-generators", "PropertyAssertion"),
        *("--input", folder / "grounds.ttl", "--output", folder / "derived.ttl"),
    )
    assert run.returncode == 0, run.stdout + run.stderr
    store = ox.Store()
    store.bulk_load(path=folder / "derived.ttl", format=TURTLE)
    return Derived(store=store)


def write(path: Path, triples: list[ox.Triple]) -> None:
    path.write_bytes(ox.serialize(triples, format=TURTLE) or b"")


def read(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=path, format=TURTLE)]


def parsed(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=TURTLE)]


def standards() -> list[ox.Triple]:
    return read(POMS / "standards.ttl")


def facts(graph: Graph) -> list[ox.Triple]:
    """Return the shipped triples as OWL 2 DL takes them, without the shortcuts."""
    shortcuts = {SCO + name for name in SHORTCUTS}
    quads = graph.build.read(QUADS)
    return [triple for triple in owl.facts(quads) if triple.predicate.value not in shortcuts]


def pairs(store: ox.Store, name: str) -> set[tuple[str, str]]:
    """Return the ids that one of our properties links."""
    quads = store.quads_for_pattern(None, ox.NamedNode(SCO + name), None)
    return {(_id(quad.subject), _id(quad.object)) for quad in quads}


def _id(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return term.value.removeprefix(DATA)


def asked(store: ox.Store, body: str) -> set[tuple[str, ...]]:
    rows = store.query(f"{PREFIXES} SELECT {body}", use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return {tuple(_id(cell) for cell in row) for row in rows}


# --- Jena ----------------------------------------------------------------------------------------


def test_jena_reads_every_rdf_file_without_a_word(graph: Graph) -> None:
    folders = ["docs", "ontology", "tests"]
    written = [path for name in folders for path in (CHECKOUT / name).rglob("*.ttl")]

    run = run_jena("riot", "--validate", *sorted(written), graph.build.folder / QUADS)

    assert {path.name for path in written} >= {"sco.ttl", "schemes.ttl", "shapes.ttl"}
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_jena_does_speak_of_a_date_that_is_none_and_of_an_iri_that_is_none(tmp_path: Path) -> None:
    unsound = tmp_path / "unsound.ttl"
    unsound.write_text(
        f"{PREFIXES} :meeting sco:startDate "
        '"2025-02-30"^^<http://www.w3.org/2001/XMLSchema#date> ; sco:url <http://a/b|c> .'
    )

    run = run_jena("riot", "--validate", unsound)

    assert "Lexical form '2025-02-30' not valid" in run.stderr
    assert "Bad IRI: <http://a/b|c>" in run.stderr


# --- ROBOT and HermiT ----------------------------------------------------------------------------


def test_robot_and_hermit_find_nothing_in_the_ontology() -> None:
    profile = POMS / "report-profile.txt"

    run = run_robot(
        *("validate-profile", "--profile", "DL", "--input", ontology_folder() / "sco.ttl"),
        *("report", "--profile", profile, "--fail-on", "INFO", "--print", "9"),
        *("reason", "--reasoner", "HermiT"),
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "[Ontology and imports closure in profile]" in run.stdout
    assert "No violations found." in run.stdout


def test_robot_and_hermit_do_speak_of_a_bare_class_that_nothing_can_belong_to(
    tmp_path: Path,
) -> None:
    bare = parsed(f"{PREFIXES} sco:Bare a owl:Class ; rdfs:subClassOf sco:Person , sco:Meeting .")
    unsound = tmp_path / "unsound.ttl"
    write(unsound, [*read(ontology_folder() / "sco.ttl"), *bare])

    run = run_robot(
        *("report", "--input", unsound, "--profile", POMS / "report-profile.txt"),
        *("--fail-on", "none", "--print", "9", "reason", "--reasoner", "HermiT"),
    )

    assert run.returncode != 0
    for rule in ("label-in-each-language", "one-definition", "missing_label"):
        assert f"ERROR\t{rule}\t{SCO}Bare" in run.stdout
    assert f"unsatisfiable: {SCO}Bare" in run.stdout + run.stderr


def test_hermit_finds_no_role_that_is_an_event(tmp_path: Path) -> None:
    planted = parsed(f"{PREFIXES} :odd a owl:NamedIndividual , sco:Role , sco:Event .")
    write(tmp_path / "odd.ttl", [*read(ontology_folder() / "sco.ttl"), *planted])

    run = run_robot("reason", "--reasoner", "HermiT", "--input", tmp_path / "odd.ttl")

    assert run.returncode != 0
    assert "inconsistent" in run.stdout + run.stderr


def test_the_shipped_graph_is_owl_2_dl_and_hermit_finds_it_consistent(
    graph: Graph, tmp_path: Path
) -> None:
    shipped = owl.owl(graph.build.read(QUADS), ontology_folder())
    (tmp_path / "shipped.ttl").write_bytes(shipped)
    # In one file, as what the standards say of a term is not all that OWL wants to know of it.
    (tmp_path / "all.ttl").write_bytes(shipped + (POMS / "standards.ttl").read_bytes())

    for name in ("shipped.ttl", "all.ttl"):
        run = run_robot(
            *("validate-profile", "--profile", "DL", "--input", tmp_path / name),
            *("reason", "--reasoner", "HermiT"),
        )

        assert run.returncode == 0, run.stdout + run.stderr
        assert (
            run.stdout.strip()
            == "OWL 2 DL Profile Report: [Ontology and imports closure in profile]"
        )


def test_robot_and_hermit_do_speak_of_a_date_and_of_a_state_that_is_a_meeting(
    graph: Graph, tmp_path: Path
) -> None:
    shipped = owl.owl(graph.build.read(QUADS), ontology_folder())
    planted = {
        "dated.ttl": '<x:1> sco:startDate "2025-07-07"^^xsd:date .',
        "both.ttl": f"<{DATA}state/india> a sco:Meeting .",
    }
    for name, text in planted.items():
        (tmp_path / name).write_bytes(shipped + text.encode())

    dated = run_robot(
        *("validate-profile", "--profile", "DL", "--input", tmp_path / "dated.ttl"),
    )
    both = run_robot("reason", "--reasoner", "HermiT", "--input", tmp_path / "both.ttl")

    assert (dated.returncode == 0, "xsd:date" in dated.stdout) == (False, True)
    assert (both.returncode == 0, "inconsistent" in both.stdout) == (False, True)


@pytest.mark.parametrize("name", ["chaired", "held", "heldChairOf"])
def test_hermit_derives_just_the_shortcuts_that_are_shipped(
    name: str, derived: Derived, graph: Graph
) -> None:
    assert derived.pairs(name)
    assert derived.pairs(name) == pairs(graph.store, name)


@pytest.mark.parametrize(
    ("name", "who"), [("attended", "participant"), ("representedAt", "represents")]
)
def test_hermit_derives_who_was_there_where_the_mode_is_stated(
    name: str, who: str, derived: Derived, graph: Graph
) -> None:
    with_mode = asked(
        graph.store,
        f"?who ?event WHERE {{ ?event sco:hasParticipation ?p . ?p sco:{who} ?who ; sco:mode ?m }}",
    )

    assert derived.pairs(name)
    assert derived.pairs(name) == pairs(graph.store, name) & with_mode


def test_hermit_derives_who_took_part_from_every_participation(
    derived: Derived, graph: Graph
) -> None:
    body = """?who ?event WHERE { ?event sco:hasParticipation ?p .
              ?p sco:participant|sco:inPost|sco:represents ?who }"""

    assert derived.pairs("tookPartIn") == asked(graph.store, body)
    assert pairs(graph.store, "tookPartIn") == set()


def test_hermit_lets_only_those_attend_who_were_there(derived: Derived) -> None:
    attended = {who for who, _ in derived.pairs("attended", planted=True)}
    took_part = {who for who, _ in derived.pairs("tookPartIn", planted=True)}

    assert attended == {"planted/connected", "planted/present"}
    assert derived.pairs("chaired", planted=True) == {("planted/leader", "planted/meeting")}
    assert {"planted/announced", "planted/absent", "planted/greeter"} <= took_part
    assert len(took_part) == 9


# --- owlrl ---------------------------------------------------------------------------------------


def closure(triples: list[ox.Triple]) -> rdflib.Graph:
    """Return the ontology, the standards and these triples with all that OWL RL derives."""
    given = [*read(ontology_folder() / "sco.ttl"), *standards(), *triples]
    links = [triple for triple in given if not isinstance(triple.object, ox.Literal)]
    text = ox.serialize(links, format=ox.RdfFormat.N_TRIPLES) or b""
    derived = rdflib.Graph().parse(data=text, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(derived)
    return derived


def contradictions(derived: rdflib.Graph) -> list[str]:
    told = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted(str(message) for message in derived.objects(None, told))


@cache
def closure_of_the_shipped(graph: Graph) -> rdflib.Graph:
    return closure(facts(graph))


def test_owlrl_finds_no_contradiction_in_the_shipped_graph(graph: Graph) -> None:
    assert contradictions(closure_of_the_shipped(graph)) == []


@pytest.mark.parametrize("name", ["held", "heldChairOf"])
def test_owlrl_derives_just_the_shortcuts_that_are_shipped(name: str, graph: Graph) -> None:
    found = closure_of_the_shipped(graph).subject_objects(rdflib.URIRef(SCO + name))

    ids = {(str(a).removeprefix(DATA), str(b).removeprefix(DATA)) for a, b in found}
    assert ids == pairs(graph.store, name)


def test_who_was_represented_took_part_to_owlrl() -> None:
    planted = parsed(f"{PREFIXES} :mars sco:representedAt :talks .")

    mars, talks = (rdflib.URIRef(f"{DATA}planted/{name}") for name in ("mars", "talks"))
    assert (mars, rdflib.URIRef(SCO + "tookPartIn"), talks) in closure(planted)


def test_every_type_above_that_owlrl_derives_is_shipped(graph: Graph) -> None:
    derived = closure_of_the_shipped(graph)
    classes = _classes_above()

    found = {
        (str(node).removeprefix(DATA), str(cls))
        for node, cls in derived.subject_objects(rdflib.RDF.type)
        if str(node).startswith(DATA) and str(cls) in classes
    }

    quads = graph.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None)
    things = [quad for quad in quads if DATA in str(quad.subject)]
    shipped = {(_id(quad.subject), _id(quad.object)) for quad in things}
    assert {pair for pair in shipped if pair[1] in classes} == found


def _classes_above() -> set[str]:
    """Return each class that is above another, be it ours or a standard's."""
    above = ox.NamedNode(RDFS + "subClassOf")
    parents = [t.object for t in read(ontology_folder() / "sco.ttl") if t.predicate == above]
    return {_id(parent) for parent in parents if isinstance(parent, ox.NamedNode)}


def test_owlrl_does_find_what_contradicts_the_ontology_or_a_standard() -> None:
    planted = parsed(
        f"""{PREFIXES}
        :both-person-and-meeting a sco:Person , sco:Meeting .
        :state-that-is-a-document a sco:State , foaf:Document .
        :act-with-a-derivation a sco:DocumentAct , prov:Entity .
        :role-that-is-a-level a sco:Role , sco:Level .
        :role-that-is-an-event a sco:Role , sco:Event .
        :rank-that-is-a-claim a sco:Rank , sco:Claim .
        :place-that-chaired sco:chaired :some-meeting ; a sco:Place .
        """
    )

    found = " ".join(contradictions(closure(planted)))

    assert [triple.subject for triple in planted if str(triple.subject)[1:-1] not in found] == []


# --- SHACL's own shapes --------------------------------------------------------------------------


def test_the_shapes_are_shapes_to_shacl() -> None:
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")

    conforms, _, _ = pyshacl.validate(
        rdflib.Graph(), shacl_graph=shapes, meta_shacl=True, advanced=True
    )

    assert conforms


def test_pyshacl_does_refuse_a_shape_with_two_paths() -> None:
    text = f"""{PREFIXES} PREFIX sh: <http://www.w3.org/ns/shacl#>
               :shape a sh:NodeShape ; sh:property [ sh:path sco:by , sco:of ] ."""

    with pytest.raises(ReportableRuntimeError, match="MetaSHACL"):
        pyshacl.validate(
            rdflib.Graph(), shacl_graph=rdflib.Graph().parse(data=text), meta_shacl=True
        )
