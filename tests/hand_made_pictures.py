"""Pictures made by hand, which show what a page has to cope with; no graph is needed for them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sco_graph.drawing.draft import link_id
from sco_graph.drawing.picture import (
    Cell,
    Citation,
    Diagram,
    Entry,
    Fact,
    Head,
    Heading,
    Item,
    Link,
    Manner,
    Marks,
    Matrix,
    Names,
    Of,
    Source,
    Span,
    Timeline,
)
from sco_graph.drawing.words import plain

STATES: Mapping[str, tuple[str, str | None, str | None]] = {
    "belarus": ("Belarus", "Беларусь", "白俄罗斯"),
    "china": ("China", "Китай", "中国"),
    "india": ("India", "Индия", "印度"),
    "iran": ("Iran", "Иран", "伊朗"),
    "kazakhstan": ("Kazakhstan", "Казахстан", "哈萨克斯坦"),
    "kyrgyzstan": ("Kyrgyzstan", "Киргизия", "吉尔吉斯斯坦"),
    "pakistan": ("Pakistan", "Пакистан", "巴基斯坦"),
    "russia": ("Russia", "Россия", "俄罗斯"),
    "tajikistan": ("Tajikistan", "Таджикистан", "塔吉克斯坦"),
    "uzbekistan": ("Uzbekistan", None, None),
}
SOURCES = (
    Source(
        number=1,
        id="source/ministers",
        title="Report on the third meeting of ministers of industry",
        publisher="Ministry of Industry and Trade",
        published="2025-07-07",
        url="https://example.org/ministers?a=1&b=2",
    ),
    Source(
        number=2,
        id="source/forum",
        title="О первом форуме глав регионов",
        publisher=None,
        published="2020-10",
        url="file:///not/for/the/web",
    ),
)
KINDS = {
    "person": {"en": "Person", "ru": "Лицо", "zh": "人物"},
    "post": {"en": "Post", "ru": "Должность", "zh": "职位"},
    "state": {"en": "State", "ru": "Государство", "zh": "国家"},
    "meeting": {"en": "Meeting", "ru": "Заседание", "zh": "会议"},
    "document": {"en": "Document", "ru": "Документ", "zh": "文件"},
    "place": {"en": "Place", "ru": "Место", "zh": "地点"},
    "body": {"en": "Body", "ru": "Орган", "zh": "机构"},
}
FAMILIES = {
    "TOOK_PART_IN": {"en": "took part", "ru": "участвовал", "zh": "参加"},
    "CHAIRED": {"en": "chaired", "ru": "председательствовал", "zh": "主持"},
    "REPRESENTS": {"en": "represents", "ru": "представляет", "zh": "代表"},
    "ADOPTED": {"en": "adopted", "ru": "принял", "zh": "通过"},
    "HELD_IN": {"en": "held in", "ru": "проведено в", "zh": "举行于"},
    "OF_BODY": {"en": "meeting of", "ru": "заседание", "zh": "属于"},
}
MANNERS = {
    "announced": {"en": "announced", "ru": "объявлено", "zh": "已宣布"},
    "inferred": {"en": "inferred", "ru": "выведено", "zh": "推断"},
    "contradicted": {"en": "contradicted", "ru": "опровергнуто", "zh": "有矛盾"},
}
MARKS = {
    "present": {"en": "present", "ru": "участие", "zh": "出席"},
    "chair": {"en": "chaired", "ru": "председательство", "zh": "主持"},
    "absent": {"en": "absent", "ru": "отсутствие", "zh": "缺席"},
    "not-stated": {"en": "not stated", "ru": "не указано", "zh": "未说明"},
    "not-a-member": {"en": "not a member that day", "ru": "ещё не член", "zh": "当日非成员"},
}
WORDS = {
    "chair": {"en": "chair", "ru": "председатель", "zh": "主席"},
    "head-of-delegation": {"en": "head of delegation", "ru": "глава делегации", "zh": "代表团团长"},
    "minister": {"en": "minister", "ru": "министр", "zh": "部长"},
    "deputy-minister": {"en": "deputy minister", "ru": "заместитель министра", "zh": "副部长"},
    "ambassador": {"en": "ambassador", "ru": "посол", "zh": "大使"},
}


def names(en: str, ru: str | None = None, zh: str | None = None) -> Names:
    """Return a text in the languages that it has."""
    given = {"en": en, "ru": ru, "zh": zh}
    return {language: text for language, text in given.items() if text is not None}


def legend(**used: Mapping[str, Names]) -> tuple[Entry, ...]:
    """Return the entries of a legend, by what they explain."""
    return tuple(
        Entry(of=Of[of.upper()], id=id_, names=text)
        for of, entries in used.items()
        for id_, text in entries.items()
    )


def head(view: str, title: str, entries: tuple[Entry, ...] = ()) -> Head:
    """Return the head of a picture."""
    return Head(
        view=view,
        title=plain(title),
        subtitle=plain("Yekaterinburg, 7 July 2025; as the sources report it"),
        notes=(plain("Where no source names a way of taking part, none is shown."),),
        release="0.9.0",
        date=datetime.date(2025, 11, 20),
        sources=SOURCES,
        legend=entries,
        words=WORDS,
    )


def fact(
    label: str,
    value: str,
    place: str | None = None,
    manner: Manner = Manner.STATED,
    *,
    number: int = 1,
) -> Fact:
    """Return a fact with one citation."""
    cited = (Citation(number=number, place=place),)
    return Fact(label=plain(label), value=plain(value), manner=manner, citations=cited)


def item(
    id_: str,
    text: Names,
    column: int,
    *notes: Names,
    manner: Manner = Manner.STATED,
    marks: Marks | None = None,
) -> Item:
    """Return an item, whose kind is the first part of its id."""
    return Item(
        id=id_,
        kind=id_.partition("/")[0],
        names=text,
        notes=notes,
        manner=manner,
        column=column,
        facts=(fact("name", text["en"], "line 3"),),
        marks=marks or Marks(),
    )


def link(
    from_: str, family: str, to: str, manner: Manner = Manner.STATED, marks: Marks | None = None
) -> Link:
    """Return a link of a family between two items."""
    return Link(
        id=link_id(family, from_, to),
        from_=from_,
        to=to,
        family=family,
        names=FAMILIES.get(family, {"en": family}),
        manner=manner,
        weight=1,
        facts=(fact(FAMILIES.get(family, {"en": family})["en"], "as reported", "line 5", manner),),
        marks=marks or Marks(),
    )


MINISTERS, FORUM = "meeting/ministers-2025", "meeting/forum-2020"
LEVELS = ("minister", "deputy-minister", "ambassador")
DOCUMENTS = {
    "regulations": ("Regulations of the permanent working group on industry", "approved"),
    "protocol": ("Protocol of the third meeting of the ministers of industry", "signed"),
    "data-bank": ("Regulations of the Data Bank of investment projects", "approved"),
    "exhibitions": ("Regulations on congress and exhibition events", "approved"),
}


def ministers() -> Diagram:
    """Return a briefing diagram of two meetings, with every kind, family and manner."""
    items = [*_parties(), *_meetings()]
    links = [*_took_part(), *_outcomes()]
    entries = legend(
        kind={
            kind: KINDS[kind] for kind in ("post", "state", "meeting", "document", "place", "body")
        },
        family=FAMILIES,
        manner=MANNERS,
    )
    return Diagram(
        head=head("meeting", "Third meeting of the ministers of industry", entries),
        columns=tuple(map(plain, ("Posts", "States", "Meetings", "Documents, body, place"))),
        items=tuple(items),
        links=tuple(links),
        why_empty=None,
    )


def _parties() -> list[Item]:
    found = []
    for number, (state, (en, ru, zh)) in enumerate(STATES.items()):
        level = WORDS[LEVELS[number % 3]]
        post = names(f"{level['en'].capitalize()} of {en}", ru and f"{level['ru']}: {ru}")
        found += [
            item(f"post/{state}", post, 0, marks=Marks(levels=(LEVELS[number % 3],))),
            item(f"state/{state}", names(en, ru, zh), 1),
        ]
    return found


def _meetings() -> list[Item]:
    year = Marks(years=(2025, 2025))
    found = [
        item(
            MINISTERS,
            names(
                "Third meeting of the ministers of industry",
                "Третье заседание министров промышленности",
                "第三次工业部长会议",
            ),
            2,
            names("7 July 2025", "7 июля 2025 г.", "2025年7月7日"),
            marks=year,
        ),
        item(
            FORUM,
            names(
                "First forum of the heads of regions",
                "Первый форум глав регионов",
                "首届地方领导人论坛",
            ),
            2,
            names("29 October 2020 (inferred)"),
            manner=Manner.INFERRED,
            marks=Marks(years=(2020, 2020)),
        ),
        item("place/yekaterinburg", names("Yekaterinburg", "Екатеринбург", "叶卡捷琳堡"), 3),
        item("body/ministers", names("Conference of the ministers of industry"), 3),
    ]
    for id_, (title, act) in DOCUMENTS.items():
        found.append(item(f"document/{id_}", names(title), 3, names(act), marks=year))
    return found


def _took_part() -> list[Link]:
    found = []
    for number, state in enumerate(STATES):
        role = "chair" if state == "russia" else "head-of-delegation"
        marks = Marks(years=(2025, 2025), roles=(role,), levels=(LEVELS[number % 3],))
        manner = (Manner.STATED, Manner.ANNOUNCED, Manner.INFERRED, Manner.CONTRADICTED)[number % 4]
        family = "CHAIRED" if state == "russia" else "TOOK_PART_IN"
        found += [
            link(f"post/{state}", "REPRESENTS", f"state/{state}"),
            link(f"state/{state}", family, MINISTERS, manner, marks),
        ]
        if number % 2:
            found.append(
                link(f"state/{state}", "TOOK_PART_IN", FORUM, marks=Marks(years=(2020, 2020)))
            )
    return found


def _outcomes() -> list[Link]:
    year = Marks(years=(2025, 2025))
    return [
        *(link(MINISTERS, "ADOPTED", f"document/{id_}", marks=year) for id_ in DOCUMENTS),
        link(MINISTERS, "HELD_IN", "place/yekaterinburg", marks=year),
        link(MINISTERS, "OF_BODY", "body/ministers"),
        link("post/china", "TOOK_PART_IN", FORUM, Manner.ANNOUNCED),
    ]


def attendance() -> Matrix:
    """Return a matrix of states by meetings, with every mark and manner."""
    meetings = tuple(
        Heading(
            id=f"meeting/{year}",
            kind="meeting",
            names=names(
                f"Meeting of the ministers of industry {year}", None, f"{year}年工业部长会议"
            ),
            notes=(names(f"July {year}"),),
        )
        for year in range(2019, 2026)
    )
    rows = tuple(
        Heading(id=f"state/{id_}", kind="state", names=names(*text), notes=())
        for id_, text in STATES.items()
    )
    cells = [
        _cell(row, column, (r + 2 * c) % 7, r)
        for r, row in enumerate(rows)
        for c, column in enumerate(meetings)
    ]
    entries = legend(
        kind={kind: KINDS[kind] for kind in ("state", "meeting")}, mark=MARKS, manner=MANNERS
    )
    return Matrix(
        head=head("matrix", "Who attended the meetings of the ministers of industry", entries),
        rows=rows,
        columns=meetings,
        cells=tuple(cells),
        why_empty=None,
    )


def _cell(row: Heading, column: Heading, number: int, level: int) -> Cell:
    mark = ("present", "present", "not-stated", "absent", "chair", "present", "not-a-member")[
        number
    ]
    attended = mark in {"present", "chair"}
    text = WORDS[LEVELS[level % 3]] if attended else MARKS[mark]
    manner = (
        (Manner.STATED, Manner.ANNOUNCED, Manner.INFERRED)[level % 3]
        if number == 5
        else Manner.STATED
    )
    return Cell(
        row=row.id,
        column=column.id,
        mark=mark,
        names=text,
        notes=(names("by video link"),) if number == 1 else (),
        manner=manner,
        facts=(fact("level", text["en"], "line 4", manner),) if attended else (),
    )


def careers() -> Timeline:
    """Return a timeline with certain, uncertain and open ends."""
    lanes = tuple(
        Heading(
            id=f"state/{id_}", kind="state", names=names(*STATES[id_]), notes=(names("member"),)
        )
        for id_ in ("russia", "china", "uzbekistan")
    )
    spans = [
        _span("russia", "body", "Chairmanship of the council", ((2020, 1, 1), (2021, 6, 30))),
        _span("russia", "post", "Minister of Industry", ((2018, 3, 1), None)),
        _span("china", "body", "Chairmanship", ((2024, 7, 4), (2025, 9, 1)), Manner.INFERRED),
        _span(
            "china",
            "post",
            "Secretary-General",
            (None, (2021, 12, 31)),
            Manner.CONTRADICTED,
        ),
        _span(
            "uzbekistan",
            "body",
            "Chairmanship",
            ((2021, 9, 17), (2022, 9, 16)),
            Manner.ANNOUNCED,
        ),
    ]
    entries = legend(
        kind={
            "body": {"en": "chairmanship", "zh": "主席国"},
            "post": {"en": "tenure", "ru": "срок полномочий"},
        },
        manner=MANNERS,
    )
    return Timeline(
        head=head("timeline", "Chairmanships and tenures", entries),
        lanes=lanes,
        spans=tuple(spans),
        why_empty=None,
    )


Day: TypeAlias = tuple[int, int, int]


def _span(
    lane: str,
    family: str,
    text: str,
    ends: tuple[Day | None, Day | None],
    manner: Manner = Manner.STATED,
) -> Span:
    unsure = datetime.timedelta(days=90 if manner is Manner.INFERRED else 0)
    begins, ends_ = (
        (datetime.date(*day), datetime.date(*day) + unsure) if day else None for day in ends
    )
    return Span(
        id=f"{lane}/{family.lower()}",
        lane=f"state/{lane}",
        family=family,
        names=names(text, "Председательство" if family == "body" else None),
        begins=begins,
        ends=ends_,
        edtf="/".join(str(day[0]) if day else ".." for day in ends),
        manner=manner,
        facts=(fact("dates", "as given", "line 9", manner, number=2),),
    )


def many(number: int) -> Diagram:
    """Return a diagram of so many items in five columns, each with about three links."""
    kinds = ("post", "state", "meeting", "document", "body")
    items = [
        item(
            f"{kinds[i % 5]}/number-{i}",
            names(
                f"{KINDS[kinds[i % 5]]['en']} number {i} of the diagram", f"Номер {i}", f"第{i}号"
            ),
            i % 5,
            marks=Marks(years=(2001 + i % 24, 2001 + i % 24)) if i % 5 == 2 else Marks(),
        )
        for i in range(number)
    ]
    pairs = dict.fromkeys(
        (i, j)
        for i in range(number)
        for j in (i + 1, (i * 7 + 3) % number, (i * 3 + 11) % number)
        if j < number and i != j
    )
    families = tuple(FAMILIES)
    links = [link(items[i].id, families[(i + j) % 6], items[j].id) for i, j in pairs]
    entries = legend(kind={kind: KINDS[kind] for kind in kinds}, family=FAMILIES)
    return Diagram(
        head=head("network", f"{number} items", entries),
        columns=tuple(KINDS[kind] for kind in kinds),
        items=tuple(items),
        links=tuple(links),
        why_empty=None,
    )


def empty_diagram() -> Diagram:
    """Return a diagram in which there is nothing to see."""
    bare = replace(head("network", "Meetings in 1999"), sources=(), notes=())
    why = plain("No meeting from 1999 to 2000 is recorded; the first one is of 2001.")
    return Diagram(head=bare, columns=(), items=(), links=(), why_empty=why)


def empty_matrix() -> Matrix:
    """Return a matrix without rows and columns."""
    return Matrix(
        head=empty_diagram().head,
        rows=(),
        columns=(),
        cells=(),
        why_empty=plain("No meeting is recorded."),
    )


def empty_timeline() -> Timeline:
    """Return a timeline without lanes."""
    return Timeline(
        head=empty_diagram().head, lanes=(), spans=(), why_empty=plain("Nothing is recorded.")
    )


def alone() -> Diagram:
    """Return a diagram of one item, with no dates, no links and no legend of lines."""
    only = item("state/china", names("China"), 0)
    return Diagram(
        head=head("network", "One state", legend(kind={"state": KINDS["state"]})),
        columns=(plain("States"),),
        items=(replace(only, facts=()),),
        links=(),
        why_empty=None,
    )


ADVERSARIAL: Sequence[str] = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "上海合作组织成员国政府首脑理事会第二十四次会议关于进一步加强经济合作的联合公报草案",
    "اجلاس سران کشورهای عضو سازمان همکاری شانگهای",
    "👩‍👩‍👧‍👦 emoji 🇰🇿 and ümläuts, n͡g combining",
    "<b>bold</b> & \"quotes\" 'single' `back`",
    "  two   spaces\tand\ttabs  ",
)


def adversarial() -> Diagram:
    """Return a diagram whose names are hard to set."""
    items = [
        item(f"state/{n}", names(text, text, text), n % 2, names(text))
        for n, text in enumerate(ADVERSARIAL)
    ]
    links = [link(items[n].id, "TOOK_PART_IN", items[n + 1].id) for n in range(len(items) - 1)]
    # A second link between the same two.
    links.append(link(items[0].id, "CHAIRED", items[1].id))
    entries = legend(kind={"state": KINDS["state"]}, family=FAMILIES)
    return Diagram(
        head=head("network", "Names that are hard to set", entries),
        columns=(plain("Some"), plain("Others")),
        items=tuple(items),
        links=tuple(links),
        why_empty=None,
    )
