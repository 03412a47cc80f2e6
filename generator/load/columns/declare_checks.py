"""The declaration of ``checks`` and ``limits`` in columns.yml. Defaults stand here alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.load.yaml.fields import Flag, Line, Lines, parse_count

Count = Annotated[int, BeforeValidator(parse_count)]
_MEMORY = "默认，可改"
_INDICATORS = "国办秘函〔2019〕19号"
VAGUE_WORDS = (
    "其他材料",
    "其它材料",
    "其他有关材料",
    "其他相关材料",
    "有关材料",
    "相关材料",
    "有关部门",
    "相关部门",
    "有关规定",
)


class SettingLevel(StrEnum):
    """The level a portal gives a finding code."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CheckDeclaration(_Part):
    """一条检查设置。"""

    code: Line = Field(
        title="问题代码",
        description="参考-问题代码中的代码。",
        min_length=1,
        examples=["column-overdue"],
    )
    level: SettingLevel = Field(title="级别", description="off关闭、info提示、warning警告、error错误。")
    columns: Lines = Field(
        [],
        title="限于栏目",
        description="只对这些栏目和它们的下级生效，写栏目地址；不写时对全站生效。",
        examples=[["zwgk/zcwj"]],
    )
    files: Lines = Field(
        [],
        title="限于文件",
        description="只对这些文件生效，写content之下的路径；columns.yml、mkdocs.yml、ledger.yml写文件名。",
        examples=[["ywdt/tzgg/20261117-ts.md"]],
    )
    reason: Line = Field(title="原因", description="为什么这样设置，会写进检查报告。", min_length=1)


class LimitsDeclaration(_Part):
    """检查的限值。"""

    news_days: Count = Field(
        14, title="动态更新天数", description=f"工作动态类栏目多少天不更新算逾期。{_INDICATORS}。"
    )
    policy_days: Count = Field(
        183, title="文件更新天数", description=f"政策文件类栏目（含通知公告）的天数，即6个月。{_INDICATORS}。"
    )
    other_days: Count = Field(
        365, title="其他更新天数", description=f"其他类栏目没有写更新周期时的天数。{_MEMORY}。"
    )
    daily_days: Count = Field(
        10, title="每日栏目天数", description=f"更新周期是daily的栏目，留出最长的假期。{_MEMORY}。"
    )
    weekly_days: Count = Field(14, title="每周栏目天数", description=f"更新周期是weekly的栏目。{_MEMORY}。")
    monthly_days: Count = Field(35, title="每月栏目天数", description=f"更新周期是monthly的栏目。{_MEMORY}。")
    quarterly_days: Count = Field(
        100, title="每季度栏目天数", description=f"更新周期是quarterly的栏目。{_MEMORY}。"
    )
    half_yearly_days: Count = Field(
        190, title="每半年栏目天数", description=f"更新周期是half-yearly的栏目。{_MEMORY}。"
    )
    yearly_days: Count = Field(380, title="每年栏目天数", description=f"更新周期是yearly的栏目。{_MEMORY}。")
    empty_warn: Count = Field(
        1, title="空白栏目警告数", description=f"空白栏目达到这个数时逐个警告。{_MEMORY}。"
    )
    empty_block: Count = Field(
        5, title="空白栏目上限", description=f"空白栏目达到这个数时不能生成网站。{_INDICATORS}。"
    )
    stale_block: Count = Field(
        5,
        title="未更新一级栏目上限",
        description="动态类、通知公告和政策文件类的一级栏目，没有按时更新的达到这个数时不能生成网站，0表示不算。"
        f"{_INDICATORS}单项否决。",
    )
    unkept_block: Count = Field(
        10,
        title="逾期栏目上限",
        description=f"逾期未更新的栏目达到这个数时不能生成网站，0表示不算。{_INDICATORS}单项否决；多久算逾期{_MEMORY}。",
    )
    home_days: Count = Field(
        14,
        title="首页更新天数",
        description=f"首页多少天没有新信息时警告，0表示不算。{_INDICATORS}单项否决。",
    )
    messages_months: Count = Field(
        2,
        title="留言公开月数",
        description=f"网民留言几个月没有新的答复时警告，0表示不算。{_INDICATORS}留言公开。",
    )
    unanswered_months: Count = Field(
        3,
        title="留言回应月数",
        description=f"前一年内的留言超过几个月没有答复时警告，0表示不算。{_INDICATORS}单项否决。",
    )
    statistics_months: Count = Field(
        3,
        title="统计数据月数",
        description="办事统计、留言统计几个月没有更新时警告，0表示不算。"
        f"办事统计的依据是{_INDICATORS}事项公开，留言统计{_MEMORY}。",
    )
    website_report_days: Count = Field(
        31,
        title="网站年度报表期限",
        description=f"上年度的政府网站年度工作报表在每年的第几天以前公布，31是1月31日，0表示不算。{_MEMORY}。",
    )
    publish_workdays: Count = Field(
        20,
        title="公开时限",
        description="成文后多少个工作日内公开。政府信息公开条例（国务院令第711号）第二十六条。",
    )
    consultation_days: Count = Field(
        30,
        title="征求意见天数",
        description="重大行政决策公开征求意见至少多少天。重大行政决策程序暂行条例（国务院令第713号）第十五条。",
    )
    consultation_result_days: Count = Field(
        30, title="征集反馈天数", description=f"征求意见截止后多少天内反馈结果。{_MEMORY}。"
    )
    guide_missing: Count = Field(
        4,
        title="指南缺项上限",
        description=f"办事指南8类要素缺几类算错误，0表示不算。{_INDICATORS}单项否决，个数{_MEMORY}。",
    )
    vague_words: Lines = Field(
        [*VAGUE_WORDS],
        title="含糊词语",
        description=f"办事指南中不能出现的词语。{_MEMORY}。",
        examples=[["其他材料"]],
    )
    subjects: Lines = Field(
        [],
        title="增加的主题分类",
        description="国务院政策文件库的主题分类以外，本地还用的分类；写一级的，它的下级都可以用。",
        examples=[["粮食、物资储备", "农业、林业、水利/粮食"]],
    )
    press_events: Count = Field(
        4,
        title="新闻发布场次",
        description="每年以新闻发布形式解读政策至少几场。渝府办发〔2021〕50号二（二）2。",
    )
    press_led: Count = Field(
        2, title="负责人带头场次", description="其中有关负责人带头的至少几场。渝府办发〔2021〕50号二（二）2。"
    )
    national: Flag = Field(
        True,
        title="查国家要求的栏目",
        description="不管适用哪些要点，都检查有没有条例规定的栏目、咨询渠道、办事服务、统计数据和网站年度报表；"
        "不是整个网站的，写false。",
    )
    review: Flag = Field(
        False, title="要求三审三校", description="true时，每份文档都要有三个人分别签署初审、复审、终审。"
    )
    inspect_files: Flag = Field(
        True,
        title="检查附件内容",
        description="打开附件、图片和视频，检查能不能用、有没有个人信息；false时只检查有没有会运行的内容。",
    )
