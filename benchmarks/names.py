"""Names that the generator draws from: real states and offices, invented people.

Every family name stays the same for men and women, so that any given name fits it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A member state: its names and codes, its capital, its entry, and how people are called."""

    slug: str
    names: tuple[str, str, str]
    codes: tuple[str, str]
    capital: tuple[str, str, str]
    since: str
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What a ministry is for, in English, Russian (genitive) and Chinese, with its topics."""

    slug: str
    names: tuple[str, str, str]


def _state(*row: str) -> State:
    slug, names, codes, capital, since, given, family = row
    en, ru, zh = names.split("|")
    alpha2, alpha3 = codes.split()
    city_en, city_ru, city_zh = capital.split("|")
    return State(
        slug=slug,
        names=(en, ru, zh),
        codes=(alpha2, alpha3),
        capital=(city_en, city_ru, city_zh),
        since=since,
        given=tuple(given.split()),
        family=tuple(family.split()),
    )


STATES = (
    _state(
        "belarus",
        "Belarus|Белоруссия|白俄罗斯",
        "BY BLR",
        "Minsk|Минск|明斯克",
        "2024-07-04",
        "Aleh Iryna Vadzim Hanna Siarhei Alena Mikalai Volha Pavel Nina",
        "Kavalenka Shautsou Bandarenka Hrynevich Yurkevich Stankevich Karatkevich Danilevich",
    ),
    _state(
        "china",
        "China|Китай|中国",
        "CN CHN",
        "Beijing|Пекин|北京",
        "2001-06-15",
        "Wei Fang Jun Yan Haitao Xiaoli Guoqiang Minghua Lei Jing",
        "Zhou Sun Zhu Guo Gao Lin Luo Liang Song Xie Han Tang Feng Deng Cao",
    ),
    _state(
        "india",
        "India|Индия|印度",
        "IN IND",
        "New Delhi|Нью-Дели|新德里",
        "2017-06-09",
        "Arun Kavita Suresh Meera Vikram Anjali Rohan Lakshmi Deepak Nandini",
        "Bhattacharya Iyer Deshpande Menon Kulkarni Chatterjee Rao Joshi Nair Saxena",
    ),
    _state(
        "iran",
        "Iran|Иран|伊朗",
        "IR IRN",
        "Tehran|Тегеран|德黑兰",
        "2023-07-04",
        "Reza Maryam Hossein Leila Mehdi Shirin Kamran Parisa Amir Nasrin",
        "Tavakoli Sharifi Moradi Kazemi Jafari Bahrami Rostami Farahani Sadeghi Mansouri",
    ),
    _state(
        "kazakhstan",
        "Kazakhstan|Казахстан|哈萨克斯坦",
        "KZ KAZ",
        "Astana|Астана|阿斯塔纳",
        "2001-06-15",
        "Serik Aigul Nurlan Dana Yerlan Saule Marat Gulnara Askar Zhanna",
        "Zhumabay Nurpeis Seitkali Ospan Kenzhebay Tulegen Abilda Sultanbek Esim Baimukhan",
    ),
    _state(
        "kyrgyzstan",
        "Kyrgyzstan|Киргизия|吉尔吉斯斯坦",
        "KG KGZ",
        "Bishkek|Бишкек|比什凯克",
        "2001-06-15",
        "Azamat Ainura Bakyt Cholpon Emil Gulzat Kubat Meerim Talant Nurgul",
        "Asanbay Toktogul Mambet Isabek Jumabek Osmonbek Sydyk Turdubay Beishen Kadyr",
    ),
    _state(
        "pakistan",
        "Pakistan|Пакистан|巴基斯坦",
        "PK PAK",
        "Islamabad|Исламабад|伊斯兰堡",
        "2017-06-09",
        "Tariq Ayesha Imtiaz Farah Bilal Sadia Nadeem Rabia Usman Hina",
        "Qureshi Chaudhry Abbasi Mirza Siddiqui Baloch Gillani Rizvi Awan Bukhari",
    ),
    _state(
        "russia",
        "Russia|Россия|俄罗斯",
        "RU RUS",
        "Moscow|Москва|莫斯科",
        "2001-06-15",
        "Andrei Olga Dmitry Elena Viktor Irina Konstantin Natalia Gleb Vera",
        "Chernykh Sedykh Dolgikh Belykh Gladkikh Reznik Tkachuk Kutsenko Shevchuk Durnovo",
    ),
    _state(
        "tajikistan",
        "Tajikistan|Таджикистан|塔吉克斯坦",
        "TJ TJK",
        "Dushanbe|Душанбе|杜尚别",
        "2001-06-15",
        "Farrukh Zarina Jamshed Nigina Rustam Manizha Daler Shahlo Firdavs Gulchehra",
        "Rahimzoda Sharifzoda Nazarzoda Karimzoda Odinazoda Saidzoda Hakimzoda Yusufzoda",
    ),
    _state(
        "uzbekistan",
        "Uzbekistan|Узбекистан|乌兹别克斯坦",
        "UZ UZB",
        "Tashkent|Ташкент|塔什干",
        "2001-06-15",
        "Jasur Dilnoza Ulugbek Malika Sherzod Nodira Bobur Feruza Otabek Kamola",
        "Tursunzoda Rashidiy Qodiriy Avloniy Nurmat Ergash Sobir Mirzo Yoqub Temuriy",
    ),
)

PORTFOLIOS = tuple(
    Portfolio(slug=slug, names=(en, ru, zh))
    for slug, en, ru, zh in (
        line.split("|")
        for line in """\
industry|Industry|промышленности|工业
agriculture|Agriculture|сельского хозяйства|农业
transport|Transport|транспорта|交通
culture|Culture|культуры|文化
health|Health|здравоохранения|卫生
education|Education|образования|教育
justice|Justice|юстиции|司法
defence|Defence|обороны|国防
energy|Energy|энергетики|能源
tourism|Tourism|туризма|旅游
finance|Finance|финансов|财政
trade|Trade|торговли|贸易
environment|Environment|охраны окружающей среды|环境保护
science|Science and Technology|науки и технологий|科技
emergencies|Emergency Situations|по чрезвычайным ситуациям|紧急救灾
sport|Sport|спорта|体育
youth|Youth Affairs|по делам молодёжи|青年事务
labour|Labour|труда|劳动
communications|Communications|связи|通信
water|Water Resources|водных ресурсов|水利
interior|Internal Affairs|внутренних дел|内务
customs|Customs|таможенного дела|海关
statistics|Statistics|статистики|统计
housing|Housing|жилищного строительства|住房
forestry|Forestry|лесного хозяйства|林业
mining|Mining|горного дела|矿业
aviation|Civil Aviation|гражданской авиации|民航
railways|Railways|железных дорог|铁路
standards|Standards|стандартизации|标准
space|Space Affairs|по делам космоса|航天""".splitlines()
    )
)
