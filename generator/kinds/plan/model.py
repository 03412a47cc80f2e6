"""A plan (规划) as part of the body's system of plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Plan(Part):
    """Kind, level, period (years, both included) and relations; paths are below content/."""

    place: Place
    kind: PlanKind
    level: PlanLevel
    starts: int
    ends: int
    name: str = ""
    parent: str = ""
    follows: str = ""

    @property
    def period(self) -> str:
        """The period as people write it."""
        return f"{self.starts}—{self.ends}年" if self.ends > self.starts else f"{self.starts}年"
