"""The declaration of columns.yml, from which validation, JSON Schema and the reference page come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from generator.kinds.heads import layout_labels
from generator.load.columns.declare_checks import CheckDeclaration, LimitsDeclaration
from generator.load.columns.declare_policies import PoliciesDeclaration
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, Line, Lines, MonthDay, OptionalLine, Year
from generator.model.words import (
    FOUR_SECTIONS,
    ColumnKind,
    ColumnType,
    Cycle,
    HomeRole,
    PortalLevel,
    level_words,
)

_LAYOUTS = {FOUR_SECTIONS: "政府信息公开的四个板块"} | layout_labels()
if TYPE_CHECKING:
    Layout = str
else:
    Layout = StrEnum("Layout", {name.upper().replace("-", "_"): name for name in _LAYOUTS})


class PortalDeclaration(Declaration):
    """网站的身份。"""

    name: Line = Field(
        title="网站名称", description="政府网站的规范名称，即机关全称。", examples=["示例区人民政府"]
    )
    level: PortalLevel = Field(
        PortalLevel.DISTRICT,
        title="机关级别",
        description=f"{level_words()}；决定适用哪些任务。",
    )
    domain: Line = Field(
        title="网站域名", description="不带https://的域名。", examples=["www.example.gov.cn"]
    )
    site_code: Line = Field(
        title="网站标识码", description="10位数字，或bm加8位数字；写在引号里。", examples=["5000000000"]
    )
    organizer: OptionalLine = Field("", title="主办单位", description="不写时与网站名称相同。")
    packs: Lines = Field(
        [], title="适用的要点", description="本站要落实的要点（任务分工）编号。", examples=[["cq-2020"]]
    )
    audit: Flag = Field(
        False,
        title="审计页面",
        description="写true时，生成的网站带有审计页面：栏目树、各要点的任务和落实情况、各单位的任务、全部问题。",
    )


class LinkDeclaration(Declaration):
    """链接栏目中的一条链接。"""

    title: Line = Field(title="链接名称", description="链接到的网站或栏目的名称。")
    url: Line = Field(title="链接地址", description="以https://或http://开头的完整地址。")
    note: OptionalLine = Field("", title="说明", description="一句话说明链接的内容。")


class DueDeclaration(Declaration):
    """各类报告最迟哪天公开。"""

    report: MonthDay = Field(
        "05-31", title="法治报告期限", description="次年几月几日；不写时是05-31。", examples=["05-31"]
    )
    budget: MonthDay = Field(
        "03-31", title="预算期限", description="当年几月几日；不写时是03-31。", examples=["03-31"]
    )
    accounts: MonthDay = Field(
        "09-30", title="决算期限", description="次年几月几日；不写时是09-30。", examples=["09-30"]
    )


class ColumnDeclaration(Declaration):
    """一个栏目。"""

    name: Line = Field(title="栏目名称", description="与文件规定的名称一字不差。", min_length=1)
    slug: OptionalLine = Field(
        "", title="栏目地址", description="默认取拼音首字母（政策解读→zcjd），同级相同时取全拼。"
    )
    kind: ColumnKind = Field(
        ColumnKind.DOCUMENTS,
        title="栏目种类",
        description="documents文档列表、register名录表格、page单个页面、links链接、group只含下级栏目。",
    )
    description: OptionalLine = Field(
        "", title="栏目描述", description="栏目公开什么；用作ColumnDescription标签。"
    )
    keywords: Lines = Field([], title="栏目关键词", description="用作ColumnKeywords标签；不写时取栏目名称。")
    type: ColumnType | None = Field(
        None, title="栏目类别", description="ColumnType标签的18个取值之一；不写时沿用上级栏目。"
    )
    unit: OptionalLine = Field("", title="责任单位", description="不写时沿用上级栏目。")
    owner: OptionalLine = Field("", title="责任人员", description="不写时沿用上级栏目。")
    cycle: Cycle | None = Field(
        None,
        title="更新周期",
        description="daily、weekly、monthly、quarterly、half-yearly、yearly、as-needed；不写时沿用上级栏目。",
    )
    basis: Lines = Field(
        [], title="设置依据", description="要点编号#任务编号，例如wanzhou-2021#32；也可引用法规条款。"
    )
    home: HomeRole | None = Field(
        None,
        title="首页位置",
        description="notices通知公告、interpretation政策解读、offices机构、topic专题、feature重点栏目。",
    )
    layout: Layout | None = Field(
        None,
        title="页面版式",
        description="；".join(f"{name}：{label}" for name, label in _LAYOUTS.items()) + "。",
    )
    register_format: OptionalLine = Field(
        "",
        alias="schema",
        title="名录格式",
        description="kind为register时表格的格式，例如permits；不写时表格的表头就是格式。",
    )
    expected: Lines = Field(
        [],
        title="应公开单位",
        description="应当在本栏目公开年报、法治报告或预决算的单位；用于列出谁还没有公开。",
        examples=[["区教委", "区民政局"]],
    )
    since: Year | None = Field(
        None, title="起始年度", description="从哪一年起核对各单位是否公开；不写时从最早有报告的一年起。"
    )
    due: DueDeclaration = Field(
        DueDeclaration.model_construct(report="05-31", budget="03-31", accounts="09-30"),
        title="公开期限",
        description="法治报告和预决算最迟哪天公开，写成月-日；公开年报的期限由条例第四十九条规定，不能改。",
    )
    links: list[LinkDeclaration] = Field([], title="链接", description="kind为links时的链接列表。")
    children: list[ColumnDeclaration] = Field([], title="下级栏目", description="下级栏目的列表。")


class ColumnsFile(Declaration):
    """columns.yml的全部内容。"""

    portal: PortalDeclaration = Field(title="网站", description="网站的身份。")
    columns: list[ColumnDeclaration] = Field(title="栏目树", description="一级栏目的列表。", min_length=1)
    checks: list[CheckDeclaration] = Field([], title="检查设置", description="关闭检查或改变级别，写明原因。")
    limits: LimitsDeclaration = Field(
        LimitsDeclaration.model_construct(), title="检查限值", description="检查用的天数和个数。"
    )
    policies: PoliciesDeclaration = Field(
        default_factory=lambda: PoliciesDeclaration.model_validate({}),
        title="政策与解读",
        description="对政策文件和解读的要求；不写时用默认值。",
    )
