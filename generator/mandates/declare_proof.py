"""The declaration of ``proof`` in a pack: what facts prove a mandate, in a small vocabulary.

A proof is a list of facts, all of which must hold. FACTS says of each kind what it means, which keys it takes
and how it is written; validation, JSON Schema and the reference page rest on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Count, Day, Flag, Line, Lines, OptionalLine, Year, parse_list
from generator.model.proof import Content, FactKind, PagePart, Period, SiteFeature

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
        "点名的栏目已经设置，空的也算。只用于只要求设栏目的条文；要求公开内容的，另写内容。",
        (),
        _PLACE,
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
        "栏目里有这种文档，不是随便什么文字。种类由文档头部的键决定；where再限定其中的字段，titled限定标题里的词。",
        ("kind",),
        (*_PLACE, *_PERIOD, "at_least", "where", "titled"),
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
        (*_PLACE, *_PERIOD, "at_least", "where", "values"),
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
        ("percent",),
        ("columns", *_PERIOD),
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
        "人看过以后在ledger.yml说明。",
        ("look",),
        (*_PLACE, *_PERIOD, "titled"),
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


def parse_path(value: Any) -> Any:
    """Read a column path as a directive writes it, 政务公开>政策解读, or as a list of names."""
    if isinstance(value, str):
        return [name.strip() for name in value.replace("＞", ">").split(">") if name.strip()]
    return value


def _parse_wanted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: parse_list(each) for key, each in value.items()}
    return value


Path = Annotated[list[Line], BeforeValidator(parse_path)]
Paths = Annotated[list[Path], BeforeValidator(parse_list)]
Wanted = Annotated[dict[str, Lines], BeforeValidator(_parse_wanted)]


class FactDeclaration(Declaration):
    """证明里的一个事实。"""

    fact: FactKind = Field(
        title="事实",
        description="；".join(f"{kind.value}{entry.name}" for kind, entry in FACTS.items()) + "。",
    )
    columns: Paths = Field(
        [], title="栏目", description="哪些栏目，写“上级>下级”或名称的列表；不写时是任务点名的栏目（paths）。"
    )
    each: Flag | None = Field(
        None,
        title="每个都要",
        description="true每个栏目（形式、格式）都要有，false有一个就可以。设置栏目（column）不写时是true，其他是false。",
    )
    since: Day | None = Field(None, title="起始日期", description="从哪一天起公开的才算。")
    until: Day | None = Field(None, title="截止日期", description="到哪一天算按期；以后的也算，注明逾期。")
    year: Year | None = Field(
        None, title="年度", description="代替since和until，写一整年；filed是报告的年度。"
    )
    at_least: Count = Field(1, title="至少", description="至少几份、几场、几行。")
    kind: Content | None = Field(
        None,
        title="文档种类",
        description="plan规划、budget预算、accounts决算、annual-report年报、law-report法治报告、press新闻发布、"
        "consultation意见征集、consultation-result已有结果反馈的征集、decision-catalogue决策事项目录、guide办事指南、"
        "gazette公报、interpretation解读、policy政策文件（有发文字号和成文日期）、invalid-policy失效或废止的文件、"
        "appointments人事任免。",
    )
    where: Wanted = Field({}, title="限定", description="字段：值，或字段：[值]。")
    titled: Lines = Field([], title="标题里的词", description="标题里有其中一个词的才算。")
    forms: Lines = Field([], title="解读形式", description="视频、图片、文字、新闻发布。")
    media: Flag = Field(False, title="文件确实在", description="视频、图片的文件在，页面上能打开。")
    led: Count = Field(0, title="负责人带头", description="负责人带头的至少几场。")
    schemas: Lines = Field([], title="名录格式", description="名录格式的编号。")
    values: Wanted = Field({}, title="每个值", description="字段：[值]，每个值都要有行。")
    period: Period | None = Field(None, title="周期", description="month每个月、quarter每个季度。")
    workdays: Count | None = Field(None, title="工作日", description="公布以后多少个工作日以内。")
    percent: Count = Field(100, title="百分比", description="达到百分之几。")
    codes: Lines = Field([], title="问题代码", description="check的问题代码。")
    hosts: Lines = Field([], title="网站", description="链接的主机名。")
    feature: SiteFeature | None = Field(None, title="网站功能", description="见“网站功能”一行。")
    part: PagePart | None = Field(None, title="页面", description="见“要素齐全”一行。")
    look: OptionalLine = Field("", title="看什么", description="请人看什么，一句话。")
    facts: list[FactDeclaration] = Field([], title="其中之一", description="几个事实，写法相同。")

    @model_validator(mode="after")
    def _fits(self) -> FactDeclaration:
        """Each kind takes its own keys: a key that says nothing would be a rule that nobody applies."""
        entry = FACTS[self.fact]
        written = self.model_fields_set - {"fact"}
        for key in entry.needs:
            if not getattr(self, key):
                raise PydanticCustomError(
                    "value-invalid", "“{fact}”要写{key}", {"fact": self.fact.value, "key": key}
                )
        for key in sorted(written - {*entry.needs, *entry.takes}):
            raise PydanticCustomError(
                "value-invalid", "“{fact}”不用{key}这个键", {"fact": self.fact.value, "key": key}
            )
        return self


def is_whole(proof: list[FactDeclaration]) -> bool:
    """Tell whether a proof says anything: that there is no finding says nothing where there is nothing."""
    return not proof or any(each.fact is not FactKind.CLEAN for each in proof)
