"""The YAML of a record that a person goes on writing: keys, values, and what is said beside them.

What to write is for others to say; here is how it looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

Written: TypeAlias = "str | Sequence[str] | Sequence[Entry] | Sequence[Sequence[Entry]] | None"
"""A text, a list of them, keys with values, or several of those; None is still to be filled in."""
PLAIN = re.compile(r"[^\W_](?:[\w ./()'’№–+]|[-#&](?! )|,(?= ))*")
"""What needs no quotation marks, in a list either."""
NOT_PLAIN = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


class Entry(NamedTuple):
    """One key with its value, and the comment beside it."""

    key: str
    value: Written
    remark: str = ""


def to_yaml(entries: Iterable[Entry]) -> str:
    r"""Return keys and values as YAML.

    >>> print(to_yaml([Entry("name", None, "FILL IN"), Entry("roles", ("chair", "guest"))]), end="")
    name:  # FILL IN
    roles: [chair, guest]
    """
    return "".join(f"{line}\n" for line in _lines(entries))


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    for key, value, remark in entries:
        beside = f"  # {remark}" if remark else ""
        if value is None or isinstance(value, str):
            yield f"{key}:{'' if value is None else f' {scalar(value)}'}{beside}"
            continue
        texts = [one for one in value if isinstance(one, str)]
        yield f"{key}:{_list(texts)}{beside}"
        yield from (f"  {line}" for line in _lines(one for one in value if isinstance(one, Entry)))
        for several in (one for one in value if not isinstance(one, str | Entry)):
            for number, line in enumerate(_lines(several)):
                yield f"    {line}" if number else f"  - {line}"


def scalar(text: str) -> str:
    """Return a text as a value of YAML, in quotation marks where it needs them.

    >>> scalar("Minister of Industry"), scalar("Note: 5 #")
    ('Minister of Industry', '"Note: 5 #"')
    """
    plain = PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in NOT_PLAIN
    return text if plain else json.dumps(text, ensure_ascii=False)


def _list(texts: Sequence[str]) -> str:
    return f" [{', '.join(map(_item, texts))}]" if texts else ""


def _item(text: str) -> str:
    """Return a text as an item of a list, where a comma would end it."""
    return json.dumps(text, ensure_ascii=False) if "," in text else scalar(text)
