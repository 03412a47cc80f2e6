"""A plan (规划) as part of the body's system of plans."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import Reads, placed, said
from generator.load.yaml.fields import Years
from generator.model.finding import Place
from generator.model.part import Part

PLANS = "plans"
ABOVE, BELOW, BEFORE, AFTER = "上位规划", "下位规划", "上一规划期", "下一规划期"


class PlanKind(StrEnum):
    """Kinds of plans (政府信息公开条例第二十条第（三）项; the columns of 规划信息)."""

    OUTLINE = "国民经济和社会发展规划"
    SPATIAL = "国土空间规划"
    SPECIAL = "专项规划"
    REGIONAL = "区域规划"
    YEARLY = "年度计划"


class PlanLevel(StrEnum):
    """Who made a plan."""

    STATE = "国家级"
    CITY = "市级"
    DISTRICT = "区县级"
    TOWN = "乡镇级"


@dataclass(frozen=True, kw_only=True)
class DevelopmentPlan(Part):
    """Kind, level, period (years, both included) and relations; paths are below content/."""

    about: ClassVar[str] = "一份规划在规划体系中的位置。"
    place: Place = placed()
    kind: PlanKind = said(
        "规划类别", "规划体系中的类别。", new="规划类别", value=lambda order: _kind_for(order.column.name)
    )
    level: PlanLevel = said("规划层级", "由哪一级编制。", PlanLevel.DISTRICT)
    years: str = said(
        "规划期",
        "起止年份。",
        key="period",
        form=Years,
        examples=("2021-2025",),
        new="规划期",
        value=lambda order: _years_for(order.day.year),
    )
    name: str = said("规划简称", "图中显示的名称，例如“十四五”规划纲要；不写时用标题。", "", new="图上的简称")
    parent: str = said(
        "上位规划",
        "本规划落实的规划，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="上位规划，写content之下的路径",
    )
    follows: str = said(
        "接续规划",
        "上一个规划期的同类规划，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="上一个规划期的同类规划，写content之下的路径",
    )

    @property
    def starts(self) -> int:
        """The first year."""
        return int(self.years.partition("-")[0])

    @property
    def ends(self) -> int:
        """The last year."""
        return int(self.years.partition("-")[2])

    @property
    def period(self) -> str:
        """The period as people write it."""
        return f"{self.starts}—{self.ends}年" if self.ends > self.starts else f"{self.starts}年"


def _kind_for(column: str) -> str:
    kinds = (PlanKind.OUTLINE, PlanKind.SPATIAL, PlanKind.REGIONAL)
    return next((kind.value for kind in kinds if kind.value == column), PlanKind.SPECIAL.value)


def _years_for(year: int) -> str:
    first = (year - 1) // 5 * 5 + 1
    return f"{first}-{first + 4}"
