"""Measure looking names up among fifty thousand, and print the figures as JSON.

`python -m benchmarks.finding`. The people are invented: syllables drawn from a seed, in Latin and
Cyrillic letters, or pinyin and Chinese characters.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from typing import TypeVar

from sco_graph.find import find
from sco_graph.name_index import name_index
from sco_loaders.embedded import Engine, stored_graph
from sco_loaders.property_graph import GraphNode

T = TypeVar("T")
NAMES = 50_000
ROUNDS = 5
SYLLABLES = "ka ла ra ра mu му li ли ten тен bo бо sha ша vi ви dor дор khe хе zhi жи gul гул ye е"
CHINESE = (
    "张 zhang 王 wang 明 ming 新 xin 云 yun 海 hai 国 guo 平 ping 志 zhi 强 qiang 文 wen 立 li"
)
LOOKED_UP = (
    "Kalaramu Tenboev",
    "Калараму Тенбоев",
    "tenboev",
    "Tenbo",
    "Шавикаров Додор",
    "Kalramu Tenbeov",
    "Zhang Mingyun",
    "Чжан Минъюнь",
    "张明云",
    "明云",
    "沙维卡罗夫",
    "Tenboev Minister of Everything",
    "nobody of that name",
)


def measure() -> dict[str, float | str]:
    """Time the first look-up, which makes the index, and then the slowest of several."""
    people = list(invented_people(NAMES))
    engine = Engine.from_bytes(stored_graph(people, []))
    first, _ = timed(lambda: find(engine, LOOKED_UP[0]))
    once = {text: timed(lambda text=text: find(engine, text))[0] for text in LOOKED_UP}
    fastest = {
        text: min(timed(lambda text=text: find(engine, text))[0] for _ in range(ROUNDS))
        for text in LOOKED_UP
    }
    slowest = max(fastest, key=lambda text: fastest[text])
    return {
        "names": len(name_index(engine).names),
        "seconds_of_first": first,
        "seconds_of_first_of_a_sort": max(once.values()),
        "seconds_of_slowest": fastest[slowest],
        "slowest": slowest,
    }


def invented_people(names: int) -> Iterator[GraphNode]:
    """Yield people with so many names, ids among them."""
    draw = random.Random(20)
    latin = SYLLABLES.split()
    sounds = list(zip(latin[::2], latin[1::2], strict=True))
    sounds[0] = ("ka", "ка")
    characters = CHINESE.split()
    read = list(zip(characters[::2], characters[1::2], strict=True))
    for number in range(names // 4):
        if number % 3:
            given, family = (draw.choices(sounds, k=draw.choice((2, 3, 4))) for _ in range(2))
            en = f"{''.join(s[0] for s in given)} {''.join(s[0] for s in family)}ev".title()
            ru = f"{''.join(s[1] for s in given)} {''.join(s[1] for s in family)}ев".title()
            other = {"name_ru": ru}
        else:
            (family_zh, family_en), *rest = draw.choices(read, k=3)
            en = f"{family_en} {''.join(latin for _, latin in rest)}".title()
            other = {"name_zh": family_zh + "".join(zh for zh, _ in rest)}
        slug = f"{en.lower().replace(' ', '-')}-{number}"
        yield GraphNode(
            labels=("Person",), properties={"id": f"person/{slug}", "name": en, **other}
        )


def timed(action: object) -> tuple[float, object]:
    """Return the seconds that an action takes, and what it returns."""
    begin = time.perf_counter()
    result = action()  # type: ignore[operator]
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    print(json.dumps(measure()))
