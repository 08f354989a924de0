"""Measure looking names up among fifty thousand, and print the figures as JSON.

`python -m benchmarks.finding`. The people are invented: syllables drawn from a seed, in Latin and
Cyrillic letters, or pinyin and Chinese characters.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator

from sco_graph.find import find
from sco_graph.name_index import name_index
from sco_loaders.embedded import Engine, stored_graph
from sco_loaders.property_graph import GraphNode, Stored

NAMES = 50_000
ROUNDS = 5
SYLLABLES = "ka ка ra ра mu му li ли ten тен bo бо sha ша vi ви dor дор khe хе zhi жи gul гул ye е"
CHINESE = (
    "zhang 张 wang 王 ming 明 xin 新 yun 云 hai 海 guo 国 ping 平 zhi 志 qiang 强 wen 文 li 立"
)
LOOKED_UP = (
    "Boshadorev",
    "Dorzh",
    "Shagulkadorev Muvi",
    "Шагулкадорев",
    "Bokaeff",
    "Shagulkadroev",
    "Zhirara Boshadorew",
    "wen xinqiang",
    "Вэнь Синьцян",
    "文新强",
    "博沙多列夫",
    "Muvi Yezhievich Shagulkadorev",
    "nobody of that name",
)


def measure() -> dict[str, object]:
    """Time the first look-up, which makes the index, and then the slowest of several."""
    engine = Engine.from_bytes(stored_graph(list(invented_people(NAMES)), []))
    first = seconds(engine, LOOKED_UP[0])
    first_of_a_sort = max(seconds(engine, text) for text in LOOKED_UP)
    again = {text: min(seconds(engine, text) for _ in range(ROUNDS)) for text in LOOKED_UP}
    slowest = max(again, key=lambda text: again[text])
    return {
        "names": len(name_index(engine).names),
        "seconds_of_first": first,
        "seconds_of_first_of_a_sort": first_of_a_sort,
        "seconds_of_slowest": again[slowest],
        "slowest": slowest,
    }


def seconds(engine: Engine, text: str) -> float:
    """Return how long one look-up takes."""
    begin = time.perf_counter()
    find(engine, text)
    return time.perf_counter() - begin


def invented_people(names: int) -> Iterator[GraphNode]:
    """Yield people who have so many names, two of four being their id with and without its kind."""
    draw = random.Random(20)
    for number in range(names // 4):
        properties = chinese_names(draw) if number % 3 == 0 else other_names(draw)
        slug = f"{properties['name']}-{number}".lower().replace(" ", "-")
        yield GraphNode(labels=("Person",), properties={"id": f"person/{slug}", **properties})


def chinese_names(draw: random.Random) -> dict[str, Stored]:
    """Return a name in pinyin and in Chinese characters."""
    (family, *given), characters = drawn(draw, CHINESE, 3)
    return {"name": f"{family} {''.join(given)}".title(), "name_zh": "".join(characters)}


def other_names(draw: random.Random) -> dict[str, Stored]:
    """Return a name in Latin and in Cyrillic letters."""
    given, family = (drawn(draw, SYLLABLES, draw.choice((2, 3, 4))) for _ in range(2))
    latin, cyrillic = (f"{''.join(given[n])} {''.join(family[n])}" for n in (0, 1))
    return {"name": f"{latin}ev".title(), "name_ru": f"{cyrillic}ев".title()}


def drawn(draw: random.Random, syllables: str, count: int) -> tuple[list[str], list[str]]:
    """Return some syllables in Latin letters, and the same in the other script."""
    both = syllables.split()
    pairs = draw.choices(list(zip(both[::2], both[1::2], strict=True)), k=count)
    return [latin for latin, _ in pairs], [other for _, other in pairs]


if __name__ == "__main__":
    print(json.dumps(measure()))
