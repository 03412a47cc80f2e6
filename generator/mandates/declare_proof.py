"""The declaration of ``proof`` in a pack: what facts prove a mandate, in a small vocabulary.

A proof is a list of facts, all of which must hold. vocabulary.py says of each kind what it means, which keys it
takes and how it is written; validation, JSON Schema and the reference page rest on both.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Count, Day, Flag, Line, Lines, OptionalLine, Year, parse_list
from generator.mandates.vocabulary import FACTS
from generator.model.proof import Content, FactKind, PagePart, Period, SiteFeature


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
    home: Flag = Field(False, title="在首页", description="栏目在首页上。")
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
