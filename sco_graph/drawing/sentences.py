"""The sentences and headings of ours that pictures show, by language.

Each stands under its English form; a name in braces is for a value. The words of the page itself
are in `page_words`, marks and remarks in `words`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sco_graph.drawing.labels import in_language
from sco_graph.drawing.picture import Names
from sco_graph.drawing.words import translated
from sco_graph.schema import LANGUAGES

_SENTENCES: Mapping[str, tuple[str, str]] = {
    # Titles, and what is asked for at their ends.
    "SCO meetings: who took part, and what was decided{about}": (
        "Встречи ШОС: кто участвовал и что было решено{about}",
        "上合组织会议：与会各方及所作决定{about}",
    ),
    "SCO meetings: who took part{about}": (
        "Встречи ШОС: кто участвовал{about}",
        "上合组织会议：与会各方{about}",
    ),
    "SCO meetings: what was decided{about}": (
        "Встречи ШОС: что было решено{about}",
        "上合组织会议：所作决定{about}",
    ),
    "SCO meetings{about}": ("Встречи ШОС{about}", "上合组织会议{about}"),
    "SCO meetings: which state was represented at which level{about}": (
        "Встречи ШОС: какое государство на каком уровне было представлено{about}",
        "上合组织会议：各国代表级别{about}",
    ),
    "The SCO over time{about}": ("Хронология ШОС{about}", "上合组织年表{about}"),
    "Who was at the same SCO meetings: people{about}": (
        "Кто был на одних и тех же встречах ШОС: люди{about}",
        "哪些人共同出席过上合组织会议{about}",
    ),
    "Who was at the same SCO meetings: states{about}": (
        "Кто был на одних и тех же встречах ШОС: государства{about}",
        "哪些国家共同出席过上合组织会议{about}",
    ),
    ": {asked}": (": {asked}", "：{asked}"),
    "from {first}": ("с {first}", "{first} 起"),
    "to {last}": ("по {last}", "至 {last}"),
    "from {first} to {last}": ("с {first} по {last}", "{first} 至 {last}"),
    # The heads of columns.
    "States and bodies": ("Государства и органы", "国家与机构"),
    "Who took part": ("Кто участвовал", "与会者"),
    "Meeting": ("Встреча", "会议"),
    "Event": ("Мероприятие", "活动"),
    "Documents, body, place, occasion": (
        "Документы, орган, место, мероприятие",
        "文件、机构、地点、活动",
    ),
    "Meetings, documents, body, place": (
        "Встречи, документы, орган, место",
        "会议、文件、机构、地点",
    ),
    "People and posts": ("Люди и должности", "人物与职务"),
    "Meetings": ("Встречи", "会议"),
    "Documents": ("Документы", "文件"),
    "Bodies, places, events": ("Органы, места, мероприятия", "机构、地点、活动"),
    "People": ("Люди", "人物"),
    "States": ("Государства", "国家"),
    "step {number}": ("шаг {number}", "第 {number} 步"),
    "rests on": ("основа", "所依据的文件"),
    "the document": ("документ", "该文件"),
    "builds on it": ("на его основе", "以其为依据的文件"),
    # The labels of facts, and what answers say of attendance and standing.
    "attendance": ("присутствие", "出席情况"),
    "present": ("присутствие", "出席"),
    "absent": ("отсутствие", "缺席"),
    "not expected": ("не ожидалось", "不在应出席之列"),
    "not stated": ("не указано", "未说明"),
    "standing": ("статус в организации", "在组织中的地位"),
    "member": ("государство-член", "成员国"),
    "not a member": ("не государство-член", "非成员国"),
    "represented by": ("представитель", "代表"),
    "present with others at": ("присутствие вместе с другими", "与其他与会者共同出席"),
    "together at": ("совместное присутствие", "共同出席"),
    "known of those expected": ("известно из числа ожидавшихся", "已知／应出席"),
    # What a meeting, and several, are known of.
    "Under a state or a body stands the level of its representative.": (
        "Под названием государства или органа указан уровень его представителя.",
        "国家或机构名称下方注明其代表的级别。",
    ),
    "States known as members that day: {expected}; known to have been represented: {present}.": (
        (
            "Государств, о членстве которых на тот день известно: {expected}; из них, как "
            "известно, были представлены: {present}."
        ),
        "当日已知成员国 {expected} 个，其中已知派代表出席 {present} 个。",
    ),
    "Absent: {states}.": ("Отсутствовали: {states}.", "缺席：{states}。"),
    "No source says whether they came: {states}.": (
        "Ни один источник не говорит, прибыли ли: {states}.",
        "没有来源说明是否到会：{states}。",
    ),
    "Represented by nobody that a source names, but others came from: {states}.": (
        "Представителей источники не называют, но были другие участники оттуда: {states}.",
        "没有来源提及其代表，但有其他与会者来自：{states}。",
    ),
    "A source names all delegations.": (
        "Источник называет все делегации.",
        "有来源列出全部代表团。",
    ),
    "No source names all delegations; more may have been present.": (
        "Ни один источник не называет всех делегаций; могли присутствовать и другие.",
        "没有来源列出全部代表团；可能另有其他与会者。",
    ),
    "A source names all delegations of {whole} of these {many} meetings; at the others more may "
    "have been present.": (
        (
            "Показано встреч: {many}; из них с источником, называющим все делегации: {whole}. На "
            "остальных могли присутствовать и другие."
        ),
        "在这 {many} 次会议中，有 {whole} 次的全部代表团由来源列出；其余会议可能另有其他与会者。",
    ),
    "nothing is recorded of {meeting}": ("записей нет: {meeting}", "没有相关记录：{meeting}"),
    "no meeting is known{about}": ("нет сведений о встречах{about}", "没有已知会议{about}"),
    # The matrix.
    "Times that a state known as a member was expected: {expected}; known to have been "
    "represented: {present}; known to have been absent: {absent}; without a source that says that "
    "it was there: {unknown}.": (
        (
            "Случаев, когда ожидалось участие государств-членов: {expected}. Из них известно, что "
            "государство было представлено: {present}; что отсутствовало: {absent}; ни один "
            "источник не говорит о присутствии: {unknown}."
        ),
        (
            "已知成员国应出席 {expected} 次：其中已知派代表出席 {present} 次，已知缺席 {absent} "
            "次，另有 {unknown} 次没有来源说明其出席。"
        ),
    ),
    "no meeting is known at which states were expected{about}": (
        "нет сведений о встречах, на которых ожидались государства{about}",
        "没有应有国家出席的已知会议{about}",
    ),
    # Who was together with whom.
    "{kind}: {actors}; pairs: {pairs}; meetings of a pair: {times}": (
        "{kind}: {actors}; пары: {pairs}; совместные встречи у пары: {times}",
        "{kind}：{actors}；配对：{pairs}；每对共同出席次数：{times}",
    ),
    "Counted are meetings at which both are known to have been present; who is not named may have "
    "been there too.": (
        (
            "Учтены встречи, о которых известно, что присутствовали оба; те, кто не назван, тоже "
            "могли присутствовать."
        ),
        "仅计入已知双方均出席的会议；未被提及者也可能出席。",
    ),
    "Meetings at which states were expected: {many}; with a source that names all delegations: "
    "{whole}. Counts are the least that is known.": (
        (
            "Встреч, на которых ожидались государства: {many}; из них с источником, называющим все "
            "делегации: {whole}. Числа — известный минимум."
        ),
        (
            "在应有国家出席的 {many} 次会议中，有 {whole} 次的全部代表团由来源列出；"
            "所示次数为已知最低值。"
        ),
    ),
    "Pairs that met less often and are left out: {many}.": (
        "Не показано пар, встречавшихся реже: {many}.",
        "另有 {many} 对共同出席次数较少，未予显示。",
    ),
    "{times} of {meetings} at which {actor} is known to have been; a source names all delegations "
    "at {whole} of these": (
        (
            "{actor}: встреч с известным присутствием: {meetings}, из них совместных: {times}; с "
            "источником, называющим все делегации: {whole}"
        ),
        (
            "已知{actor}出席 {meetings} 次会议，其中共同出席 {times} 次；"
            "这些会议中有 {whole} 次的全部代表团由来源列出"
        ),
    ),
    "no two are known to have been at one meeting{about}": (
        "нет сведений о совместном присутствии на встречах{about}",
        "没有共同出席会议的已知记录{about}",
    ),
    # The timeline.
    "The full part of a bar is certain, the pale part is what its date may mean; a pointed end is "
    "one that no source tells.": (
        (
            "Насыщенная часть полосы — то, что достоверно, бледная — то, что может означать её "
            "дата; заострён конец, о котором не говорит ни один источник."
        ),
        "横条的深色部分为确定的时间，浅色部分为其日期可能涵盖的时间；尖端表示没有来源说明该端。",
    ),
    "Neither beginning nor end is known, and so not shown: {undated}.": (
        "Ни начало, ни конец не известны, и потому не показано: {undated}.",
        "起止日期均不详，因而未显示：{undated}。",
    ),
    "nothing with a date is known{about}": (
        "нет сведений с датами{about}",
        "没有带日期的记录{about}",
    ),
    # What is left of a picture after edits.
    "everything is hidden by the edits": ("всё скрыто правками", "全部内容均已由编辑隐藏"),
    # Answers.
    "Nothing known answers this question.": (
        "Нет сведений для ответа на этот вопрос.",
        "没有可回答这一问题的已知内容。",
    ),
    # The foot.
    "Sources: {sources}, of {publishers}. The page of this picture (.html) names for each fact its "
    "source and the place in it.": (
        (
            "Источников: {sources}; издатели: {publishers}. На странице этого изображения (.html) "
            "для каждого факта указаны источник и место в нём."
        ),
        (
            "来源共 {sources} 个，发布者：{publishers}。本图的网页（.html）"
            "注明每项事实的来源及其出处。"
        ),
    ),
    "other publishers: {many}": ("других издателей: {many}", "另有 {many} 个发布者"),
    "sco-graph data {release} of {date}, CC0 1.0": (
        "Данные sco-graph {release} от {date}, CC0 1.0",
        "sco-graph 数据 {release}，{date}，CC0 1.0",
    ),
}
SENTENCES = translated(_SENTENCES)


def sentence(english: str, **values: Names | str | int) -> Names:
    """Return one of our sentences in each language, with these values in it.

    >>> absent = {"en": "China", "ru": "Китай", "zh": "中国"}
    >>> list(sentence("Absent: {states}.", states=absent).values())
    ['Absent: China.', 'Отсутствовали: Китай.', '缺席：中国。']
    """
    found = {}
    for one in LANGUAGES:
        in_one = {key: _in(value, one) for key, value in values.items()}
        # A value at the end may be empty.
        found[one] = SENTENCES[english][one].format(**in_one).rstrip()
    return found


def _in(value: Names | str | int, language: str) -> str:
    return in_language(value, language) if isinstance(value, Mapping) else str(value)
