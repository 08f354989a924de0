"""The page of a picture: one HTML file with everything in it, which opens with no network.

Its data are JSON that no browser runs, and its policy lets nothing run but the scripts that are
meant. Template, scripts and styles are files of page/; vis-network, which draws diagrams, is
carried by pyvis.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sco_graph.drawing.edits import NO_EDITS, Edits
from sco_graph.drawing.labels import in_language
from sco_graph.drawing.page_values import edges, nodes, page_values, plain
from sco_graph.drawing.picture import Diagram, Picture
from sco_graph.drawing.placed import Placed, PlacedDiagram
from sco_graph.errors import StoreError
from sco_graph.schema import LANGUAGES

if TYPE_CHECKING:
    from pyvis.network import Network

PARTS = Path(__file__).parent / "page"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
SOURCE_MAP = "//# sourceMappingURL=vis-network.min.js.map"
COMMON = ("values", "pens", "look", "things", "details", "search", "filters", "table", "paper")
OF_SORT = {"diagram": ("diagram", "canvas"), "matrix": ("matrix",), "timeline": ("timeline",)}
LAST = ("print", "edits", "main")


def html(
    picture: Picture,
    placed: Placed,
    edits: Edits = NO_EDITS,
    language: str = LANGUAGES[0],
    *,
    whole: Picture | None = None,
) -> str:
    """Return the page of a picture, which opens in a language.

    It saves the edits that made it so from the whole picture with its own.

    Raises:
        StoreError: vis-network is not where pyvis keeps it.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": True,
    }
    environment.tests["web_address"] = lambda text: text.startswith(("http://", "https://"))
    environment.filters["spoken"] = lambda names: in_language(names, language)
    values = page_values(picture, placed, edits, language, whole=whole)
    script = _script(values["sort"])
    # Read by our script when the picture is drawn, and by the browser no sooner.
    library = _vis_network() if values.get("nodes") else ""
    styles = _part("style.css")
    return environment.get_template("template.html").render(
        head=picture.head,
        values=values,
        policy=_policy(filter(None, (script, library)), styles),
        script=Markup(script),  # noqa: S704  # files of ours
        library=Markup(library),  # noqa: S704  # a file of pyvis
        styles=Markup(styles),  # noqa: S704  # a file of ours
    )


def to_pyvis(picture: Diagram, placed: PlacedDiagram) -> Network:
    """Return a diagram as a network of pyvis, each node at its place, with no physics."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.toggle_physics(status=False)
    for node in nodes(picture, placed, plain):
        network.add_node(node.pop("id"), label=node["names"]["en"], shape="box", **node)
    for edge in edges(picture, placed, plain):
        network.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    return network


def _script(sort: str) -> str:
    own = "\n".join(_part(f"{name}.js") for name in (*COMMON, *OF_SORT[sort], *LAST))
    return f'"use strict";\n(() => {{\n{own}\n}})();\n'


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    # Found and not imported: pyvis brings networkx and IPython along, which take half a second.
    spec = find_spec("pyvis")
    file = Path(spec.origin).parent / VIS if spec and spec.origin else Path(VIS)
    try:
        return file.read_text(encoding="utf-8").replace(SOURCE_MAP, "")
    except FileNotFoundError as error:
        raise StoreError(
            f"{file}: pyvis has no vis-network there; "
            "install the version that constraints.txt names: pip install 'pyvis==0.3.2'"
        ) from error


def _policy(scripts: Iterable[str], styles: str) -> str:
    """Return a policy under which nothing is fetched, and these scripts and styles alone count."""
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
