"""What the head of a plan (规划) may hold."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.plan.model import PlanKind, PlanLevel
from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import OptionalLine, Years


class PlanDeclaration(Declaration):
    """一份规划在规划体系中的位置。"""

    kind: PlanKind = Field(title="规划类别", description="规划体系中的类别。")
    level: PlanLevel = Field(PlanLevel.DISTRICT, title="规划层级", description="由哪一级编制。")
    period: Years = Field(title="规划期", description="起止年份。", examples=["2021-2025"])
    name: OptionalLine = Field(
        "", title="规划简称", description="图中显示的名称，例如“十四五”规划纲要；不写时用标题。"
    )
    parent: OptionalLine = Field("", title="上位规划", description="本规划落实的规划，写content之下的路径。")
    follows: OptionalLine = Field(
        "", title="接续规划", description="上一个规划期的同类规划，写content之下的路径。"
    )


class PlanHead(CommonHead):
    """What a plan says."""

    plan: PlanDeclaration | None = Field(None, title="规划", description="规划的类别、规划期和前后关系。")
