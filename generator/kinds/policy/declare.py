"""What a policy document says in its head beyond what all documents say."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.policy.model import HistoryAct
from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, OptionalLine


class HistoryDeclaration(Declaration):
    """沿革中的一次公布、修订、修正或者废止。"""

    date: Day = Field(title="日期", description="公布、修订、修正或者废止的日期。", examples=["2026-03-02"])
    act: HistoryAct = Field(title="事项", description="公布、修订、修正、废止四种。")
    by: OptionalLine = Field("", title="文号", description="公布、修订所用的文号，或者作出决定的文件名称。")


class PolicyHead(CommonHead):
    """What a policy document says of its life."""

    effective: Day | None = Field(
        None, title="施行日期", description="文件开始施行的日期。", examples=["2021-07-01"]
    )
    expires: Day | None = Field(
        None,
        title="有效期至",
        description="有效期的最后一天；过了这一天文件自动标为失效。",
        examples=["2026-06-30"],
    )
    replaced_by: OptionalLine = Field(
        "", title="替代文件", description="替代本文件的新文件，写content之下的路径。"
    )
    history: list[HistoryDeclaration] = Field(
        [], title="沿革", description="历次公布、修订、修正、废止，写成题注。"
    )
