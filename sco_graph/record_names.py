"""The name of a new record's file, by the rule in CONTRIBUTING.

A meeting's has what, when and where; a post's has the party first; all others are made of the
English name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from sco_graph.known import Known
from sco_graph.schema import ONTOLOGY, Class, slug
from sco_graph.series import BODY, dates_of, is_event, series, text_of
from sco_graph.spelling import folded
from sco_graph.yaml_text import Entry

PLACE, IN = ONTOLOGY + "heldIn", ONTOLOGY + "postIn"
YEAR = re.compile(r"(.+?)-(?:19|20)\d\d(?:-|$)")


def file_name(cls: Class, entries: Mapping[str, Entry], known: Known) -> str:
    """Return the name that the file of a record is given; nothing where no rule says one."""
    if is_event(cls):
        return _event_name(cls, entries, known)
    name = _name(entries)
    party = text_of(cls, entries, IN)
    return _post_name(name, party, known) if name and party else latin_slug(name)


def latin_slug(text: str) -> str:
    """Return a name as a part of an id, in whatever script it is.

    >>> latin_slug("Hélène O’Brien"), latin_slug("Аида Примерова")
    ('helene-o-brien', 'aida-primerova')
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(folded(text))
    return slug(text)


def _name(entries: Mapping[str, Entry]) -> str:
    """Return the name that is given, the English one before another."""
    value = entries["name"].value if "name" in entries else None
    if value is None or isinstance(value, str):
        return value or ""
    texts = [one.value for one in value if isinstance(one, Entry) and isinstance(one.value, str)]
    return str(texts[0]) if texts else ""


def _event_name(cls: Class, entries: Mapping[str, Entry], known: Known) -> str:
    """Return what, when and where; what is as the other meetings of the body have it."""
    body, dates = text_of(cls, entries, BODY), dates_of(cls, entries)
    year = re.match(r"\d{4}", dates.text) if dates else None
    if body is None or year is None:
        return latin_slug(_name(entries))
    begun = (YEAR.match(_slug_of(one.id)) for one in series(cls, entries, known))
    usual = Counter(match[1] for match in begun if match).most_common(1)
    parts = [usual[0][0] if usual else _slug_of(body), year[0]]
    if place := text_of(cls, entries, PLACE):
        parts.append(_slug_of(place))
    return "-".join(parts)


def _post_name(name: str, party: str, known: Known) -> str:
    """Return the party and the office in it.

    The Minister of Industry of Belarus is belarus-minister-of-industry.
    """
    office = latin_slug(name)
    for one in sorted((latin_slug(text) for text in known.names(party)), key=len, reverse=True):
        office = re.sub(
            rf"-(?:of|of-the|to-the)-{re.escape(one)}$|^{re.escape(one)}-(?:s-)?", "", office
        )
    return f"{_slug_of(party)}-{office}"


def _slug_of(id_: str) -> str:
    return id_.rpartition("/")[2]
