"""What columns.yml may decide about the checks: ``checks`` and ``limits``. Defaults stand here alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.load.fields import Flag, Line, Lines, parse_count

Count = Annotated[int, BeforeValidator(parse_count)]
_MEMORY = "默认，可改"
_INDICATORS = "国办秘函〔2019〕19号"


class SettingLevel(StrEnum):
    """The level a portal gives a finding code."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
        description="只对这些文件生效，写content之下的路径。",
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
    publish_workdays: Count = Field(
        20,
        title="公开时限",
        description="成文后多少个工作日内公开。政府信息公开条例（国务院令第711号）第二十六条。",
    )
    decision_workdays: Count = Field(
        7, title="双公示时限", description=f"行政许可、行政处罚决定多少个工作日内公开。{_MEMORY}。"
    )
    review: Flag = Field(
        False, title="要求三审三校", description="true时，每份文档都要有三个人分别签署初审、复审、终审。"
    )
