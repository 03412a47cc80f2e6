"""The vocabulary of proof: each word with its Chinese name, what it means, the keys it takes and an example."""

from __future__ import annotations

from generator.data import dataclass
from generator.model.proof import FactKind

_PERIOD = ("since", "until", "year")
_PLACE = ("columns", "each")


@dataclass(frozen=True)
class FactEntry:
    """One word of the vocabulary: Chinese name, what it means, the keys it must and may have, an example."""

    name: str
    meaning: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    example: str


FACTS = {
    FactKind.COLUMN: FactEntry(
        "设置栏目",
        "点名的栏目已经设置，空的也算。只用于只要求设栏目的条文；要求公开内容的，另写内容。home要求栏目在首页上"
        "（columns.yml的home，或者一级栏目）。",
        (),
        (*_PLACE, "home"),
        "{fact: column, columns: [政务公开>政府信息公开目录>“六稳”“六保”]}",
    ),
    FactKind.LINK: FactEntry(
        "链接",
        "栏目里有链接，通到hosts列出的每一个网站（网址的主机名，下级域名也算）。",
        ("hosts",),
        ("columns",),
        "{fact: link, hosts: [xzfg.moj.gov.cn, sfj.cq.gov.cn]}",
    ),
    FactKind.FEATURE: FactEntry(
        "网站功能",
        "整个网站的功能：mobile手机版、column-duties栏目写明内容周期责任、mandated-columns点名的栏目都已设置、"
        "error-report找错入口、search站内搜索、download文件可以下载。",
        ("feature",),
        (),
        "{fact: feature, feature: column-duties}",
    ),
    FactKind.ELEMENTS: FactEntry(
        "要素齐全",
        "页面的要素齐全：handbook公开指南的各部分、request依申请公开的受理渠道、four-sections专栏四个板块、"
        "statutory-items条例第二十条对本级机关要求的各项（政府十五项，部门和镇街十项）都有栏目和内容。",
        ("part",),
        (),
        "{fact: elements, part: statutory-items}",
    ),
    FactKind.DOCUMENTS: FactEntry(
        "某种文档",
        "栏目里有这种文档，不是随便什么文字。种类由文档头部的键决定；where再限定其中的字段，titled限定标题里的词。"
        "值写*是填了就算，写<=2020、>=2020比大小。栏目里只有别的内容时由人来看（look写明看什么）。",
        ("kind",),
        (*_PLACE, *_PERIOD, "at_least", "where", "titled", "look"),
        "{fact: documents, kind: plan, where: {kind: 国民经济和社会发展规划, period: 2021-2025}}",
    ),
    FactKind.FILED: FactEntry(
        "各单位都已公开",
        "本机关和栏目expected写的每个单位都公开了这一年的：annual-report年报、law-report法治报告、budget预算、"
        "accounts决算。晚于until的算逾期落实。",
        ("kind", "year"),
        ("until",),
        "{fact: filed, kind: law-report, year: 2020, until: 2021-05-31}",
    ),
    FactKind.INTERPRETATIONS: FactEntry(
        "解读",
        "写明解读哪份政策文件（interprets）的解读。forms是形式，each表示每种形式都要有；media要求视频、图片的文件确实在。",
        (),
        (*_PLACE, *_PERIOD, "forms", "media", "at_least"),
        "{fact: interpretations, forms: [视频, 图片, 文字], each: true, year: 2021}",
    ),
    FactKind.PRESS: FactEntry(
        "新闻发布",
        "当年举行、解读政策的新闻发布不少于at_least场，其中负责人带头的不少于led场；where限定头部press的字段。",
        ("year",),
        ("at_least", "led", "where"),
        "{fact: press, year: 2021, at_least: 4, led: 2}",
    ),
    FactKind.ROWS: FactEntry(
        "名录的行",
        "栏目的名录用这种格式，有这么多行，没有填错。where只数这些值的行；values要求每个值都有行；each要求每个栏目、"
        "每种格式都有。日期看格式的date字段，没有日期的行按现在的内容算。",
        ("schemas",),
        (*_PLACE, *_PERIOD, "at_least", "where", "values", "look"),
        "{fact: rows, schemas: [education-units], values: {nature: [小学, 初中, 特殊教育]}}",
    ),
    FactKind.EVERY: FactEntry(
        "每月、每季度都有",
        "这段时间里每个月（季度）都有kind这种文档，或者schemas这种格式的行。",
        ("period",),
        ("columns", *_PERIOD, "kind", "schemas", "where"),
        "{fact: every, period: quarter, schemas: [messages], year: 2021}",
    ),
    FactKind.PROMPT: FactEntry(
        "及时解读",
        "这段时间公布的、已经有解读的政策文件，解读在公布后workdays个工作日以内发布的达到percent。",
        ("workdays",),
        ("columns", *_PERIOD, "percent"),
        "{fact: prompt, workdays: 3, year: 2021}",
    ),
    FactKind.INTERPRETED: FactEntry(
        "解读的比例",
        "这段时间公布的政策文件（有发文字号的），有解读的达到percent。",
        (),
        ("percent", "columns", *_PERIOD),
        "{fact: interpreted, percent: 80, year: 2021}",
    ),
    FactKind.TIED: FactEntry(
        "与政策关联",
        "kind这种文档、schemas这种名录的行，写明所依据的政策文件（链接或关联）的达到percent。",
        (),
        ("columns", "kind", "schemas", "percent"),
        "{fact: tied, kind: guide}",
    ),
    FactKind.CLEAN: FactEntry(
        "没有这些问题",
        "check对这些栏目没有这些代码的问题。单独不能作证明，要和内容一起写。",
        ("codes",),
        ("columns",),
        "{fact: clean, codes: [interpretation-elements, interpretation-repeats]}",
    ),
    FactKind.LOOK: FactEntry(
        "由人来看",
        "栏目里有内容，但是不是条文要求的，只有人能判断。look写明要看什么；有内容时是“有内容，待核”，"
        "人看过以后在ledger.yml说明。schemas只看这些格式的名录。",
        ("look",),
        (*_PLACE, *_PERIOD, "titled", "schemas"),
        "{fact: look, look: 是否公开了隔离、流调的政策, year: 2021}",
    ),
    FactKind.STATED: FactEntry(
        "书面说明",
        "网站上看不出来，只能在ledger.yml说明。不写proof就是它。",
        (),
        ("look",),
        "{fact: stated}",
    ),
    FactKind.ANY_OF: FactEntry(
        "其中之一",
        "facts里有一个成立就可以。",
        ("facts",),
        (),
        "{fact: any-of, facts: [{fact: documents, kind: consultation}, {fact: rows, schemas: [messages]}]}",
    ),
}
