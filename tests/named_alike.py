"""Records of invented people, places and bodies whose names are easily taken for each other."""

from __future__ import annotations

from pathlib import Path

from sco_graph.graph import Graph
from sco_loaders.build import build

SOURCE = """
name: Register
kind: press
language: en
publisher: Office of Names
published: 2026-02
passages: [{line: 1}]
"""

NAMES = {
    "person/azat-sharsheyev": "Azat Sharsheyev",
    "person/azat-sharshekeev": "Azat Sharshekeev",
    "person/anvar-mirziyoyev": "Anvar Mirziyoyev",
    "person/anvar-mirzaev": "Anvar Mirzaev",
    "person/azat-hanov": "Azat Hanov",
    "person/azat-khanov": "Azat Khanov",
    "person/zhang-minghao": "{en: Zhang Minghao, zh: 张明浩}",
    "person/zhang-min": "Zhang Min",
    "person/zhang-pingan": "Zhang Pingan",
    "person/jiang-ming": "Jiang Ming",
    "person/zeng-yun": "Zeng Yun",
    "person/lyu-xiu": "Lyu Xiu",
    "place/double-luck": "{en: Double Luck, zh: 重庆}",
    "place/rice-island": "{en: Rice Island, zh: 水稻岛}",
    "body/island-council": "{en: Island Council, ru: Островной совет}",
}
MORE = {"person": "", "place": "kind: city\n", "body": "kind: council\n"}


def named_alike(folder: Path) -> Graph:
    """Write the records into a folder, build them, and open the build."""
    records = {
        id_: f"name: {name}\n{MORE[id_.split('/')[0]]}sources: source/register#1\n"
        for id_, name in NAMES.items()
    }
    for id_, text in (records | {"source/register": SOURCE}).items():
        path = folder / "records" / f"{id_}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Graph(build(folder / "build", records=folder / "records"))
