"""The prefixes that the files of ontology/ declare, and IRIs shortened by them.

Which prefix stands for which namespace is said there and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from sco_graph.errors import SchemaError
from sco_graph.ontology import MAP, SH
from sco_graph.resources import ontology_folder
from sco_graph.schema import DATA

LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""A local name that Turtle, SPARQL, JSON-LD and XML all take without an escape."""


@cache
def read_prefixes(folder: Path | None = None) -> Mapping[str, str]:
    """Return the namespaces of the ontology's files by prefix, sorted; those of data are left out.

    Raises:
        SchemaError: A file cannot be read or is not Turtle.
    """
    found: dict[str, str] = {}
    for path in sorted((folder or ontology_folder()).glob("*.ttl")):
        try:
            parser = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
            # The prefixes are known once all is read.
            for _ in parser:
                pass
        except OSError as error:
            raise SchemaError(f"{path}: cannot be read: {error.strerror}") from error
        except SyntaxError as error:
            raise SchemaError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
        found |= parser.prefixes
    left_out = (DATA, MAP, SH)
    kept = {p: iri for p, iri in found.items() if p and not iri.startswith(left_out)}
    return MappingProxyType(dict(sorted(kept.items())))


class Shortener:
    """Shortens IRIs by prefixes, and remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.used: set[str] = set()
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def short(self, iri: str) -> str | None:
        """Return prefix and local name, or None where no prefix fits.

        >>> Shortener({"ex": "https://example.org/"}).short("https://example.org/held")
        'ex:held'
        """
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:end])
        if prefix is None or not LOCAL.fullmatch(iri, end):
            return None
        self.used.add(prefix)
        return f"{prefix}:{iri[end:]}"

    def declared(self) -> Mapping[str, str]:
        """Return the namespaces of the prefixes used so far, by prefix, sorted."""
        return {prefix: self.prefixes[prefix] for prefix in sorted(self.used)}
