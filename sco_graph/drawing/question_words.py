"""What pictures of answers say of the question: itself, its columns and its options, by language.

Each stands under its English form, which is that of the question's own file.
"""

from __future__ import annotations

from collections.abc import Mapping

from sco_graph.drawing.picture import Names
from sco_graph.drawing.words import ENGLISH, translated

_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "Who was announced for or invited to a meeting, and what is known of who then came?": (
        "Чьё участие во встрече было заявлено или кто был приглашён и что известно о прибывших?",
        "谁被宣布或受邀出席会议，实际到会情况如何？",
    ),
    "Which member states were missing from each meeting, and do the sources tell?": (
        (
            "Какие государства-члены не были представлены на каждой встрече и говорят ли об этом "
            "источники?"
        ),
        "每次会议有哪些成员国未出席，来源是否说明？",
    ),
    "How often did each state take part in the meetings of each format, and at which level?": (
        "Как часто и на каком уровне каждое государство участвовало во встречах каждого формата?",
        "各国参加各机制会议的次数和级别如何？",
    ),
    "In which meetings did a person, post, state, region or body take part, and when was which "
    "post held?": (
        (
            "В каких встречах участвовали лицо, должность, государство, регион или орган и когда "
            "какая должность была занята?"
        ),
        "某人、职务、国家、地区或机构参加过哪些会议，何时担任何职？",
    ),
    "Who was at the centre of the network of those who met, year by year?": (
        "Кто был в центре сети встречавшихся, по годам?",
        "历年会晤网络的中心是谁？",
    ),
    "Who held the chair of each body, when, which of its meetings fell under it, and who chaired "
    "them?": (
        (
            "Кто и когда председательствовал в каждом органе, какие его встречи пришлись на это "
            "время и кто их вёл?"
        ),
        "各机构由谁、何时担任主席，任内有哪些会议，由谁主持？",
    ),
    "Who was at the same meeting as whom, how often, and at which meetings?": (
        "Кто с кем был на одной встрече, как часто и на каких встречах?",
        "谁与谁共同出席会议，次数多少，是哪些会议？",
    ),
    "Where do sources disagree, which value is taken and why?": (
        "В чём источники расходятся, какое значение принято и почему?",
        "来源在何处说法不一，采用了哪个值，为什么？",
    ),
    "What does a document implement, amend, replace or rest on, and what builds on it, through up "
    "to ten steps?": (
        (
            "Что документ выполняет, изменяет, заменяет, на чём основан и что основано на нём, в "
            "пределах десяти шагов?"
        ),
        "文件落实、修改、取代或依据哪些文件，又有哪些文件以其为依据（最多十步）？",
    ),
    "Which documents are there, by kind, body and year, and what was done with each?": (
        "Какие есть документы по виду, органу и году и что было сделано с каждым?",
        "按类别、机构和年份有哪些文件，各经过何种处理？",
    ),
    "Which documents are in force on a day, and by which act?": (
        "Какие документы действуют на определённый день и в силу какого акта?",
        "某日有哪些文件有效，依据何种行为？",
    ),
    "In which state was each meeting held, who chaired it, and was its chair from there?": (
        "В каком государстве прошла каждая встреча, кто председательствовал и был ли он оттуда?",
        "每次会议在哪国举行，由谁主持，主持者是否来自该国？",
    ),
    "At which level was each state represented at each meeting?": (
        "На каком уровне было представлено каждое государство на каждой встрече?",
        "每次会议上各国由何级别代表出席？",
    ),
    "Which states sat together, in which formats, year by year?": (
        "Какие государства встречались, в каких форматах, по годам?",
        "历年有哪些国家在何种机制下会晤？",
    ),
    "Who held a post, or the posts of a state, region or body, on a day or over a time?": (
        (
            "Кто занимал должность или должности государства, региона или органа в определённый "
            "день или период?"
        ),
        "某日或某段时间内，谁担任某职务或某国、地区、机构的各职务？",
    ),
    "What was held on the sidelines of a meeting or other event, or as a part of it, and who was "
    "at both?": (
        "Что прошло на полях встречи или другого мероприятия либо в его рамках и кто был на обоих?",
        "会议或其他活动期间或框架内举行了什么，谁两者均出席？",
    ),
    "What did a meeting do, and to which document?": (
        "Что решила встреча и по какому документу?",
        "会议对哪些文件作了何种处理？",
    ),
    "By which shortest paths are two things connected, step by step?": (
        "Какими кратчайшими путями, шаг за шагом, связаны два объекта?",
        "两个对象之间有哪些最短路径，逐步如何相连？",
    ),
    "What was planned, drafted or announced, and what came of it?": (
        "Что было запланировано, подготовлено или объявлено и что из этого вышло?",
        "计划、起草或宣布了什么，结果如何？",
    ),
    "What was proposed, by whom, where and when, and what came of it?": (
        "Что, кем, где и когда было предложено и что из этого вышло?",
        "谁在何时何地提出了什么，结果如何？",
    ),
    "Which regions took part in meetings and other events, through whom, and of which states are "
    "they?": (
        (
            "Какие регионы каких государств участвовали во встречах и других мероприятиях и "
            "через кого?"
        ),
        "哪些国家的哪些地区参加了会议和其他活动，由谁代表？",
    ),
    "Which facts rest on one source alone?": (
        "Какие сведения опираются только на один источник?",
        "哪些事实仅依据一个来源？",
    ),
    "Which meetings of a body or series were there, in order, and what is missing or at odds in "
    "their numbers?": (
        (
            "Какие встречи органа или серии были, по порядку, и чего не хватает или что расходится "
            "в их нумерации?"
        ),
        "某机构或系列依次有哪些会议，届次有何缺漏或不一致？",
    ),
    "Who signed, approved or adopted which document, and in which capacity?": (
        "Кто, какой документ и в каком качестве подписал, утвердил или принял?",
        "谁以何种身份签署、批准或通过了哪份文件？",
    ),
    "What is each state's standing in a body on a day, or by which dated steps did it come "
    "about?": (
        (
            "Каков статус каждого государства в органе на определённый день или какими шагами и "
            "когда он сложился?"
        ),
        "各国某日在某机构中的地位如何，或经由哪些注明日期的步骤形成？",
    ),
    "On which sources, and on which places in them, does a thing rest, with all that is nested in "
    "it?": (
        "На какие источники и места в них опирается объект со всем, что в него входит?",
        "某对象及其所含内容依据哪些来源的哪些出处？",
    ),
    "Which facts rest on one source only, only on weak ones, or only on inference?": (
        (
            "Какие сведения опираются только на один источник, только на слабые источники или "
            "только на вывод?"
        ),
        "哪些事实仅依据一个来源、仅依据薄弱来源或仅依据推断？",
    ),
    "Which topics were discussed, at which meeting and by whom?": (
        "Какие темы обсуждались, на какой встрече и кем?",
        "讨论了哪些议题，在哪次会议上，由谁讨论？",
    ),
    "Who took part in a meeting, for whom, in which capacity and at which level?": (
        "Кто участвовал во встрече, от чьего имени, в каком качестве и на каком уровне?",
        "谁参加了会议，代表谁，以何种身份、何种级别？",
    ),
    "Who said, noted, agreed or decided what, at which meeting and about what?": (
        "Кто, что и о чём сказал, отметил, согласовал или решил и на какой встрече?",
        "谁在哪次会议上就何事说明、注意到、商定或决定了什么？",
    ),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "about": ("о чём", "关于"),
    "absent": ("отсутствий", "缺席次数"),
    "act of": ("чей акт", "行为主体"),
    "acting": ("исполняющий обязанности", "代理"),
    "actor meetings": ("встреч у участника", "参与者的会议数"),
    "actor": ("участник", "参与者"),
    "as-of": ("на дату", "截至"),
    "attended percent": ("доля участий, %", "出席率（%）"),
    "attended": ("участий", "出席次数"),
    "attested": ("подтверждено", "有据可查"),
    "attributed group": ("кому приписано", "归于某群体"),
    "attributed to": ("кому приписано", "归于何人"),
    "became": ("итог", "结果"),
    "below usual": ("ниже обычного уровня", "低于通常级别"),
    "betweenness": ("степень посредничества", "中介中心度"),
    "body": ("орган", "机构"),
    "came": ("прибывшие", "到会者"),
    "chair is holder": ("вёл председательствующий", "由担任主席者主持"),
    "chair is host": ("председатель из принимающего государства", "主持者来自东道国"),
    "chair state": ("государство председателя", "主持者所属国家"),
    "chair": ("председатель", "主持者"),
    "complete lists": ("встреч с полным списком", "有完整名单的会议数"),
    "condition": ("условие", "条件"),
    "count kind": ("что сосчитано", "计数对象"),
    "count": ("число", "人数"),
    "dates": ("срок полномочий", "任期"),
    "degree": ("степень", "度"),
    "document": ("документ", "文件"),
    "earlier": ("более ранний документ", "较早文件"),
    "event": ("мероприятие", "活动"),
    "expected": ("ожидавшийся участник", "预期出席者"),
    "fact": ("сведение", "事实"),
    "figures": ("числа", "数字"),
    "finding": ("что замечено", "发现"),
    "first": ("впервые", "首次"),
    "formats": ("форматы", "机制"),
    "from state": ("из государства", "来自国家"),
    "from": ("начало", "起点"),
    "head": ("глава", "代表团团长"),
    "holder": ("председательствующий", "担任主席者"),
    "host": ("принимающее государство", "东道国"),
    "in force": ("действует", "有效"),
    "in place of": ("вместо кого", "代替何人"),
    "inferred from": ("из чего выведено", "推断依据"),
    "kind": ("вид", "类别"),
    "known percent": ("доля известного, %", "已知比例（%）"),
    "known": ("чем известно", "依据"),
    "last": ("в последний раз", "末次"),
    "later": ("более поздний документ", "较晚文件"),
    "level came": ("уровень прибывших", "到会者级别"),
    "levels": ("уровни", "级别"),
    "list is complete": ("список делегаций полный", "名单完整"),
    "main": ("основное мероприятие", "主要活动"),
    "meeting": ("встреча", "会议"),
    "meetings": ("встреч", "会议数"),
    "named": ("названо участников", "有名可查者"),
    "not expected": ("не ожидалось", "不在应出席之列次数"),
    "not stated": ("не указано", "未说明次数"),
    "number": ("номер", "届次"),
    "of": ("чей", "所属"),
    "one": ("первый объект", "对象一"),
    "other dates": ("другие даты", "其他日期"),
    "other numbers": ("другие номера", "其他届次"),
    "other": ("второй объект", "对象二"),
    "others from state": ("были другие из государства", "有该国其他人员出席"),
    "participant": ("участник", "与会者"),
    "parties": ("стороны", "各方"),
    "party": ("сторона", "所属方"),
    "person": ("лицо", "人物"),
    "plan": ("план", "计划"),
    "post": ("должность", "职务"),
    "present": ("присутствие", "到会"),
    "proposal": ("предложение", "提议"),
    "published": ("опубликовано", "发布日期"),
    "publisher": ("издатель", "发布者"),
    "region": ("регион", "地区"),
    "represents": ("кого представляет", "所代表方"),
    "row": ("строка", "行"),
    "ruling": ("принято", "采用"),
    "source": ("источник", "来源"),
    "speaker group": ("группа выступающих", "发言群体"),
    "speaker": ("выступающий", "发言者"),
    "state meetings": ("встреч у государства", "该国会议数"),
    "state": ("государство", "国家"),
    "status": ("статус", "状态"),
    "thing": ("объект", "对象"),
    "times": ("раз", "次数"),
    "to": ("конец", "终点"),
    "top": ("первые", "前几名"),
    "topic": ("тема", "议题"),
    "topics": ("темы", "议题"),
    "under": ("в это председательство", "属于该任期"),
    "usual level": ("обычный уровень", "通常级别"),
    "weighted degree": ("взвешенная степень", "加权度"),
    "who": ("кто", "何人"),
    "year meetings": ("встреч за год", "当年会议数"),
    "year": ("год", "年份"),
}
_IN_ENGLISH = {
    "dates": "term",
    "main": "main event",
    "one": "one thing",
    "other": "the other",
}
"""What is said in English of a column or an option whose name tells too little."""
_SAID: Mapping[str, tuple[str, str]] = {
    "activity": ("деятельность", "工作"),
    "applied": ("подана заявка", "提出申请"),
    "attested": ("засвидетельствовано", "有据可查"),
    "attested in post": ("засвидетельствовано в должности", "任职有据可查"),
    "began": ("начало", "开始"),
    "body": ("орган", "机构"),
    "certainly": ("точно", "确定"),
    "dates": ("даты", "日期"),
    "decided": ("решение принято", "作出决定"),
    "disputed": ("оспаривается", "有争议"),
    "document": ("документ", "文件"),
    "draft": ("проект", "草案"),
    "ended": ("окончание", "结束"),
    "event": ("мероприятие", "活动"),
    "falls": ("убывает", "届次倒退"),
    "from": ("из государства", "来自该国"),
    "holds": ("действует", "有效"),
    "inferred only": ("только вывод", "仅为推断"),
    "invitation": ("приглашение", "邀请"),
    "meeting": ("встреча", "会议"),
    "memorandum": ("меморандум", "备忘录"),
    "missing": ("отсутствует", "缺失"),
    "no": ("нет", "否"),
    "not a member": ("не государство-член", "非成员国"),
    "not expected": ("не ожидалось", "不在应出席之列"),
    "not stated": ("не указано", "未说明"),
    "one source": ("один источник", "仅一个来源"),
    "part": ("в рамках", "框架内"),
    "plan": ("план", "计划"),
    "possibly": ("возможно", "可能"),
    "post": ("должность", "职务"),
    "post in it": ("должность в нём", "在其中任职"),
    "present": ("присутствие", "出席"),
    "represents": ("представляет", "代表"),
    "self": ("сам участник", "本人"),
    "sidelines": ("на полях", "会议期间"),
    "somebody else came": ("прибыл другой", "他人到会"),
    "status": ("статус", "地位"),
    "tenure": ("срок полномочий", "任期"),
    "tenure begins": ("вступление в должность", "就任"),
    "tenure ends": ("уход с должности", "离任"),
    "twice": ("дважды", "重复"),
    "undated": ("без даты", "无日期"),
    "weak sources only": ("только слабые источники", "仅薄弱来源"),
    "yes": ("да", "是"),
}
QUESTION_WORDS = {
    **translated({**_QUESTIONS, **_WORDS}),
    **{name: translated({text: _WORDS[name]})[text] for name, text in _IN_ENGLISH.items()},
}
SAID_WORDS = translated(_SAID)


def question_words(english: str) -> Names:
    """Return a question, or what it calls a column or an option, in the languages that it has.

    >>> question_words("state")["ru"]
    'государство'
    """
    return QUESTION_WORDS.get(english, {ENGLISH: english})


def column_words(name: str) -> Names:
    """Return what a column of an answer is called, be it of ids or of words.

    >>> column_words("usual_level")["en"], column_words("main_id")["en"]
    ('usual level', 'main event')
    """
    return question_words(name.removesuffix("_id").replace("_", " "))


def heading(names: Names) -> Names:
    """Return words as a head has them.

    >>> heading({"en": "main event", "ru": "основное мероприятие"})
    {'en': 'Main event', 'ru': 'Основное мероприятие'}
    """
    return {one: text[:1].upper() + text[1:] for one, text in names.items()}
