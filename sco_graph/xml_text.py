"""Text as XML has it, in an element and in an attribute, with what XML cannot hold written out.

docs/graph-formats.md says how. `xml.sax.saxutils` would bring along what fetches web pages.
"""

from __future__ import annotations

import re

# A carriage return is here too: whoever reads XML takes it for a line feed.
NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-F]{4}_)")
# Of what a large picture has in attributes, all but names is so.
PLAIN = re.compile("[ !#-%'-;=?-^`-~]*")


def text(plain: str) -> str:
    r"""Return a text as XML has it in an element.

    >>> text("a < b")
    'a &lt; b'
    >>> text("the bell: \a, and not _x0007_")
    'the bell: _x0007_, and not _x005F_x0007_'
    """
    held = NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def value(plain: str) -> str:
    r"""Return a text as XML has it in an attribute, in its quotation marks.

    >>> print(value("M0 0"), value('"Utopia"'), value('the "isle" of\nMore\'s'))
    "M0 0" '"Utopia"' "the &quot;isle&quot; of&#10;More's"
    """
    if PLAIN.fullmatch(plain):
        return f'"{plain}"'
    held = text(plain).replace("\n", "&#10;").replace("\t", "&#9;")
    if '"' not in held:
        return f'"{held}"'
    if "'" not in held:
        return f"'{held}'"
    held = held.replace('"', "&quot;")
    return f'"{held}"'
