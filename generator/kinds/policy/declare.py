"""What a policy document and an interpretation say in their heads beyond what all documents say."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.policy.model import HistoryAct
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, OptionalLine


class HistoryDeclaration(Declaration):
    """沿革中的一次公布、修订、修正或者废止。"""

    date: Day = Field(title="日期", description="公布、修订、修正或者废止的日期。", examples=["2026-03-02"])
    act: HistoryAct = Field(title="事项", description="公布、修订、修正、废止四种。")
    by: OptionalLine = Field("", title="文号", description="公布、修订所用的文号，或者作出决定的文件名称。")


class ElementsDeclaration(Declaration):
    """解读要素。正文已经用小标题写明的不用再写。"""

    background: OptionalLine = Field("", title="背景", description="出台背景。")
    purpose: OptionalLine = Field("", title="目的", description="出台目的。")
    measures: OptionalLine = Field("", title="举措", description="核心举措。")
    targets: OptionalLine = Field("", title="对象", description="适用对象。")
    standards: OptionalLine = Field("", title="标准", description="执行标准。")
    keywords: OptionalLine = Field("", title="关键词", description="关键词及其意思。")
    terms: OptionalLine = Field("", title="名词", description="专业名词的解释。")
    changes: OptionalLine = Field("", title="新旧差异", description="与旧文件有什么不同。")


def no_elements() -> ElementsDeclaration:
    """Return what a head says of elements when it says nothing, without making a validator for it."""
    return ElementsDeclaration.model_construct(
        **dict.fromkeys(ElementsDeclaration.model_fields, ""), _fields_set=set()
    )
