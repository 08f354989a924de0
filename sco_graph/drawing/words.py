"""What a picture says in the reader's language: the ontology's words, and the few of our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sco_graph.drawing.picture import Manner, Names
from sco_graph.schema import LANGUAGES, Concept, Schema, relationship_type

ENGLISH = LANGUAGES[0]


def translated(words: Mapping[str, tuple[str, str]]) -> Mapping[str, Names]:
    """Return texts of ours by language, from the Russian and the Chinese form of each.

    >>> translated({"Close": ("Закрыть", "关闭")})["Close"]["ru"]
    'Закрыть'
    """
    return {
        english: {ENGLISH: english, "ru": russian, "zh": chinese}
        for english, (russian, chinese) in words.items()
    }


BETWEEN = " · "
LIST, COMMA = {ENGLISH: ", ", "zh": "、"}, {ENGLISH: ", ", "zh": "，"}
SEMICOLON = {ENGLISH: "; ", "zh": "；"}
COLON = {ENGLISH: ": ", "zh": "："}
DASH = " – "
"""What stands between the parts of a list; Russian has the English ones."""
BRACKETS = {ENGLISH: (" (", ", ", ")"), "zh": ("（", "，", "）")}
"""What stands before, between and behind remarks; Russian has the English ones."""

OWN: Mapping[str, Names] = {
    "present": {
        "en": "present; the level where it is known",
        "ru": "присутствие; уровень, если известен",
        "zh": "出席；注明已知级别",
    },
    "chair": {
        "en": "present and chaired",
        "ru": "присутствие и председательство",
        "zh": "出席并主持",
    },
    "announced": {
        "en": "announced or invited, not known to have come",
        "ru": "участие заявлено или приглашение направлено, о прибытии не сказано",
        "zh": "已宣布出席或受邀，是否到会未说明",
    },
    "sent": {
        "en": "sent an address or a greeting only",
        "ru": "только обращение или приветствие",
        "zh": "仅发来致辞或贺词",
    },
    "sent only": {"en": "sent word only", "ru": "только обращение", "zh": "仅致辞或贺词"},
    "absent": {"en": "absent", "ru": "отсутствие", "zh": "缺席"},
    "not-stated": {"en": "not stated", "ru": "не указано", "zh": "未说明"},
    "not-stated, explained": {
        "en": "not stated: no source says that it was there",
        "ru": "не указано: ни один источник не говорит о присутствии",
        "zh": "未说明：没有来源称其出席",
    },
    "not-a-member": {
        "en": "not a member that day",
        "ru": "в тот день не было членом",
        "zh": "当日非成员国",
    },
    "unknown": {
        "en": "not said whether present",
        "ru": "о присутствии не сказано",
        "zh": "未说明是否出席",
    },
    "others": {
        "en": "others came from it",
        "ru": "были другие из государства",
        "zh": "有该国其他人员出席",
    },
    "month only": {"en": "month only", "ru": "только месяц", "zh": "仅月份"},
    "year only": {"en": "year only", "ru": "только год", "zh": "仅年份"},
    "no date": {"en": "no date known", "ru": "дата неизвестна", "zh": "日期不详"},
    "meeting": {"en": "{} meeting", "ru": "встреч: {}", "zh": "{} 次会议"},
    "meetings": {"en": "{} meetings", "ru": "встреч: {}", "zh": "{} 次会议"},
    "together": {
        "en": "were at the same meeting; thicker: at more of them",
        "ru": "были на одной встрече; толще — чаще",
        "zh": "同场出席；线越粗次数越多",
    },
    "row": {
        "en": "stand in one row of the answer",
        "ru": "стоят в одной строке ответа",
        "zh": "出现在答案的同一行",
    },
}
"""What marks, remarks and some lines are called; {} is for a number."""

MANNERS: Mapping[Manner, Names] = {
    Manner.STATED: {"en": "stated", "ru": "сказано в источнике", "zh": "来源明示"},
    Manner.ANNOUNCED: {
        "en": "announced, or not said whether it happened",
        "ru": "объявлено или не сказано, состоялось ли",
        "zh": "已宣布，或未说明是否发生",
    },
    Manner.INFERRED: {"en": "inferred", "ru": "выведено", "zh": "推断"},
    Manner.CONTRADICTED: {
        "en": "sources disagree",
        "ru": "источники расходятся",
        "zh": "来源说法不一",
    },
}


class Words:
    """The names of kinds, relationships and concepts by language."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._schemes: dict[str, Mapping[str, Concept]] = {}
        self._families: dict[str, Names] = {}

    @cached_property
    def _by_type(self) -> Mapping[str, Names]:
        return {relationship_type(iri): names for iri, names in self.schema.labels.items()}

    def kind(self, kind: str) -> Names:
        """Return what a thing of a kind is called, be it a class or, as a group, a key."""
        cls = self.schema.classes.get(kind)
        return self.family(kind.upper()) if cls is None else self.schema.labels[cls.iri]

    def family(self, type_: str) -> Names:
        """Return what a type of relationship says."""
        if type_ not in self._families:
            self._families[type_] = self._family(type_)
        return self._families[type_]

    def _family(self, type_: str) -> Names:
        names = OWN.get(type_) or self._by_type.get(type_)
        if names is None:
            return {ENGLISH: type_.lower().replace("_", " ")}
        return {**names, ENGLISH: names[ENGLISH].removeprefix("has ")}

    def concept(self, scheme: str, notation: str) -> Names:
        """Return what a concept of a scheme is called."""
        if scheme not in self._schemes:
            self._schemes[scheme] = self.schema.scheme(scheme)
        concept = self._schemes[scheme].get(notation)
        return {ENGLISH: notation} if concept is None else concept.names

    def key_of(self, kind: str, type_: str) -> str | None:
        """Return the key that becomes a type of relationship in records of a kind."""
        cls = self.schema.classes.get(kind)
        properties = () if cls is None else cls.properties.values()
        return next((p.key for p in properties if p.relationship == type_), None)


def joined(parts: Iterable[Names], between: str | Names = BETWEEN) -> Names:
    """Return texts in a row, in each language.

    >>> joined([{"en": "minister", "ru": "министр"}, {"en": "chair"}])["ru"]
    'министр · chair'
    """
    parts = list(parts)
    marks = plain(between) if isinstance(between, str) else between
    return {
        one: (marks.get(one) or marks[ENGLISH]).join(
            [part.get(one) or part[ENGLISH] for part in parts]
        )
        for one in LANGUAGES
    }


def followed(names: Names, *parts: Names, between: str | Names = BETWEEN) -> Names:
    """Return names with other texts behind them, in those languages alone that the names have.

    >>> followed({"en": "Minister", "ru": "Министр"}, plain("2021"), between=", ")
    {'en': 'Minister, 2021', 'ru': 'Министр, 2021'}
    """
    whole = joined([names, *parts], between)
    return {one: text for one, text in whole.items() if names.get(one)}


def counted(meetings: int) -> Names:
    """Return how many meetings there are, in words."""
    names = OWN["meeting" if meetings == 1 else "meetings"]
    return {one: text.format(meetings) for one, text in names.items()}


def remarked(names: Names, *remarks: str | Names) -> Names:
    """Return a text with some of our words, or with other texts, in brackets behind it.

    >>> list(remarked(plain("2021"), "year only", Manner.INFERRED).values())
    ['2021 (year only, inferred)', '2021 (только год, выведено)', '2021（仅年份，推断）']
    """
    if not remarks:
        return names
    return in_brackets(names, list(map(_remark, remarks)))


def in_brackets(names: Names, said: Sequence[Names]) -> Names:
    """Return a text with others in brackets behind it, or itself where there are none."""
    if not said:
        return names
    found: dict[str, str] = {}
    for one in LANGUAGES:
        before, between, behind = BRACKETS.get(one, BRACKETS[ENGLISH])
        text = names.get(one) or names[ENGLISH]
        others = between.join([other.get(one) or other[ENGLISH] for other in said])
        found[one] = f"{text}{before}{others}{behind}"
    return found


def _remark(remark: str | Names) -> Names:
    if not isinstance(remark, str):
        return remark
    return MANNERS[remark] if isinstance(remark, Manner) else OWN[remark]


def plain(text: str) -> Names:
    """Return a text that is the same in every language."""
    return dict.fromkeys(LANGUAGES, text)
