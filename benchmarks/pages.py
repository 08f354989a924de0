"""Measure how soon the page of a diagram is drawn in Chromium, beside pyvis's own page of it.

Run as a program it prints JSON. Needs the packages of the tests, and a Chromium. A page is drawn
when the frame begins that follows the one with the whole picture; pyvis's is when its physics have
settled, or when nobody would wait any longer.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from pyvis.network import Network

from sco_graph.drawing.page import html, to_pyvis
from sco_graph.drawing.picture import Diagram
from sco_graph.drawing.place import place
from sco_graph.drawing.placed import PlacedDiagram
from sco_graph.schema import LANGUAGES
from tests.chromium import chromium, find_chromium
from tests.hand_made_pictures import many

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
SIZES = (40, 300, 1_000)
# pyvis needs minutes for a thousand nodes; nobody waits for them here either.
PATIENCE = 60
# The page says of itself when it has drawn; a test compares what is seen then with what stays.
OURS = """
  const note = () => { window.drawnAt ||= performance.now(); };
  const watch = new MutationObserver(() => requestAnimationFrame(note));
  watch.observe(document, { subtree: true, attributeFilter: ["data-drawn"] });
"""
THEIRS = """
  const wait = setInterval(() => {
    if (!window.network) return;
    clearInterval(wait);
    network.once("stabilized", () => { window.drawnAt = performance.now(); });
  }, 2);
"""


def main() -> None:
    """Print seconds to the first drawing by size, of both, and bytes of the page."""
    if find_chromium() is None:
        print("{}")
        return
    with chromium() as browser, tempfile.TemporaryDirectory() as scratch:
        print(json.dumps({size: measured(browser, size, Path(scratch)) for size in SIZES}))


def measured(browser: Browser, size: int, scratch: Path) -> dict[str, float]:
    """Return the figures of a diagram of a size."""
    picture = many(size)
    placed = place(picture, LANGUAGES)
    assert isinstance(placed, PlacedDiagram)
    ours, theirs = scratch / "ours.html", scratch / "theirs.html"
    ours.write_text(html(picture, placed), encoding="utf-8")
    theirs.write_text(pyvis_page(picture, placed), encoding="utf-8")
    seconds = [drawn(browser, ours, OURS) for _ in range(ROUNDS)]
    pyvis = drawn(browser, theirs, THEIRS)
    return {
        "drawn": median(seconds),
        "pyvis": pyvis,
        "gave_up": pyvis >= PATIENCE,
        "bytes": ours.stat().st_size,
    }


def pyvis_page(picture: Diagram, placed: PlacedDiagram) -> str:
    """Return pyvis's own page of the same nodes and edges, as its documentation has one made."""
    model = to_pyvis(picture, placed)
    network = Network(directed=True, cdn_resources="in_line")
    for node in model.nodes:
        network.add_node(node["id"], label=node["label"])
    for edge in model.edges:
        network.add_edge(edge["from"], edge["to"])
    page: str = network.generate_html()
    return page


def drawn(browser: Browser, file: Path, script: str) -> float:
    """Return the seconds from opening a page until it is drawn."""
    page = browser.new_page(viewport={"width": 1600, "height": 1000}, offline=True)
    page.add_init_script(script)
    page.goto(file.as_uri())
    over = time.monotonic() + PATIENCE
    # Asked from outside: within, the policy of the page allows no function that waits.
    while (at := page.evaluate("window.drawnAt || 0")) == 0 and time.monotonic() < over:
        time.sleep(0.05)
    page.context.close()
    return float(at) / 1000 or PATIENCE


if __name__ == "__main__":
    main()
