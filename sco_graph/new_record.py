"""The skeleton of a new record: what is given, what is still to be filled in, what else there is.

All keys come from the schema. A key that a record must have and nobody gave has no value yet, and
the check names each of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sco_graph.errors import QuestionError
from sco_graph.known import Known
from sco_graph.schema import LANGUAGES, Class, Kind, Property, Schema
from sco_graph.yaml_text import Entry, Written, to_yaml
from sco_loaders.new_source import language_of
from sco_loaders.values import ValueReader
from sco_loaders.yaml_reader import Path

FILL_IN = "FILL IN"


def skeleton(cls: Class, given: Mapping[str, Entry], schema: Schema) -> str:
    """Return the YAML of a new record of a class with the keys that are given."""
    entries = [
        given.get(prop.key) or Entry(prop.key, *_blank(prop))
        for prop in cls.properties.values()
        if prop.key in given or prop.required
    ]
    left = [prop for prop in cls.properties.values() if prop.key not in given and not prop.required]
    return to_yaml(entries) + "".join(f"# {line}\n" for line in _further(left, schema))


def _blank(prop: Property) -> tuple[Written, str]:
    """Return what stands for a value that is to be filled in, and the words beside it."""
    words = f"{FILL_IN}: {prop.definition}"
    if prop.kind is Kind.NAME:
        return (Entry(LANGUAGES[0], None, words),), ""
    return None, words


def _further(left: list[Property], schema: Schema) -> Iterator[str]:
    """Yield what else a record may say: plain keys in one line, nested things one by one."""
    plain = [prop.key for prop in left if prop.kind is not Kind.NESTED]
    yield f"Add where known: {', '.join(plain)}."
    for prop in left:
        cls = schema.class_named(prop.target or "") if prop.kind is Kind.NESTED else None
        if cls is not None:
            yield f"{prop.key}: a list, {_keys(cls)}."


def _keys(cls: Class) -> str:
    must = [prop.key for prop in cls.properties.values() if prop.required]
    may = [key for key in cls.properties if key not in must]
    return f"of each {', '.join(must)}; where known {', '.join(may)}"


def name_entry(text: str) -> Entry:
    """Return the name of a record from a text in one language; English is always wanted."""
    language, english = language_of(text), LANGUAGES[0]
    if language == english:
        return Entry("name", text)
    blank = Entry(english, None, f"{FILL_IN}: the name in English")
    return Entry("name", (blank, Entry(language, text)))


def read_given(cls: Class, texts: Mapping[str, tuple[str, ...]], known: Known) -> dict[str, Entry]:
    """Return the entries of plain keys from texts as a person gives them: ids may be names.

    Raises:
        QuestionError: A text does not fit its key; the message says why and what would.
    """
    return {key: _entry(cls, cls.properties[key], given, known) for key, given in texts.items()}


def _entry(cls: Class, prop: Property, texts: tuple[str, ...], known: Known) -> Entry:
    values = tuple(_value(cls, prop, text, known) for text in texts)
    return Entry(prop.key, values if prop.many else values[0])


def _value(cls: Class, prop: Property, text: str, known: Known) -> str:
    try:
        return value_of(cls, prop, text, known)
    except ValueError as error:
        raise QuestionError(f"--{prop.key.replace('_', '-')}: {error}") from error


def value_of(cls: Class, prop: Property, text: str, known: Known) -> str:
    """Return a plain value as a record has it, from a text as a person gives it.

    Raises:
        QuestionError: No record, or several, are meant by a name.
        ValueError: The text does not fit its key.
    """
    if kinds := record_kinds(prop, known.schema):
        return known.resolve(text, kinds)
    ValueReader(known.schema, _unheard).parser(prop, cls)(text)
    return text


def record_kinds(prop: Property, schema: Schema) -> tuple[str, ...]:
    """Return the kinds of record that a property refers to; none where it takes no id of one."""
    if prop.kind is not Kind.REFERENCE:
        return ()
    return tuple(k for k in schema.kinds_of(prop.target or "") if not schema.classes[k].nested)


def _unheard(path: Path, message: str, *, at_key: bool = False) -> None:
    """Take no problem: a parser raises what is wrong with a text."""
