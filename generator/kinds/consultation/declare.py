"""What the head of a consultation, and of a catalogue of major decisions, may hold."""

from __future__ import annotations

from pydantic import Field

from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Count, Day, Line, Lines, OptionalLine


class ConsultationDeclaration(Declaration):
    """一次意见征集。"""

    opens: Day | None = Field(None, title="征集开始", description="开始征集的日期。", examples=["2026-11-06"])
    closes: Day | None = Field(
        None, title="征集截止", description="截止日期，当天仍可提出意见。", examples=["2026-12-06"]
    )
    channels: Lines = Field(
        [],
        title="提出意见的方式",
        description="每条一种方式，写明地址、电话或邮箱。",
        examples=[["电话：023-00000000"]],
    )
    text: OptionalLine = Field(
        "",
        title="征求意见稿",
        description="草案全文：同一文件夹里的文件名、content之下的文档路径，或写“正文”。",
    )
    explanation: OptionalLine = Field(
        "", title="起草说明", description="写法同征求意见稿；写在本文里的写“正文”。"
    )
    short_reason: OptionalLine = Field(
        "", title="缩短期限的理由", description="征集不足30日时必须写明的理由。"
    )
    decision: OptionalLine = Field(
        "", title="决策目录", description="列入该事项的决策事项目录，写content之下的路径。"
    )
    result: OptionalLine = Field(
        "", title="结果反馈", description="公布意见采纳情况的文档，写content之下的路径。"
    )
    adopted: OptionalLine = Field(
        "", title="决策公布", description="最后印发的文件或决策结果，写content之下的路径。"
    )
    received: Count | None = Field(None, title="收到意见", description="收到意见的条数。", examples=["93"])
    accepted: Count | None = Field(
        None, title="采纳意见", description="采纳和部分采纳的条数。", examples=["61"]
    )


class DecisionItemDeclaration(Declaration):
    """决策事项目录中的一项。"""

    name: Line = Field(title="决策事项", description="决策事项的名称。", min_length=1)
    unit: Line = Field(title="承办单位", description="决策承办单位。", min_length=1)
    participation: OptionalLine = Field("", title="公众参与方式", description="例如网上征求意见、听证会。")
    planned: OptionalLine = Field("", title="计划决策时间", description="例如2026年11月。")
    consultation: OptionalLine = Field(
        "", title="征求意见", description="公开征求意见的文档，写content之下的路径。"
    )
    adopted: OptionalLine = Field(
        "", title="决策公布", description="印发的文件或决策结果，写content之下的路径。"
    )
    note: OptionalLine = Field("", title="备注", description="增加、取消或推迟的说明。")


class DecisionsDeclaration(Declaration):
    """一年的重大行政决策事项目录。"""

    year: Count = Field(title="年度", description="目录的年度。", examples=["2026"])
    items: list[DecisionItemDeclaration] = Field(
        title="事项", description="目录所列的各项决策。", min_length=1
    )


class ConsultationHead(CommonHead):
    """What a consultation or a catalogue of decisions says."""

    consultation: ConsultationDeclaration | None = Field(
        None, title="意见征集", description="公开征求意见的期限、方式和前后文档。"
    )
    decisions: DecisionsDeclaration | None = Field(
        None, title="决策事项目录", description="一年的重大行政决策事项目录。"
    )
