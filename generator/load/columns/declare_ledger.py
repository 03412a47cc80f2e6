"""The declaration of ledger.yml: statements of units on mandates that no website can show."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, Line, Lines, OptionalLine
from generator.model.mandate import STATE_LABELS, MandateState


class StatedState(StrEnum):
    """What may be stated: what is computed (not due, needs a statement) may not."""

    MET = MandateState.MET.value
    PARTLY = MandateState.PARTLY.value
    NOT_MET = MandateState.NOT_MET.value
    NOT_APPLICABLE = MandateState.NOT_APPLICABLE.value


def _parse_state(value: Any) -> Any:
    words = {label: state.value for state, label in STATE_LABELS.items()} | {"已落实": StatedState.MET.value}
    return words.get(value.strip(), value) if isinstance(value, str) else value


class StatementDeclaration(Declaration):
    """对一项任务的说明。网站上看不出来的、要由人核对的任务，由它说明；已查实的不由它改变。"""

    mandate: Line = Field(
        title="任务", description="要点编号#任务编号。", examples=["wanzhou-2021#92"], min_length=1
    )
    state: Annotated[StatedState, BeforeValidator(_parse_state)] = Field(
        title="落实情况",
        description="met已落实（台账中是“书面说明”）、partly-met部分落实、not-met未落实、not-applicable不适用；也可以写中文。",
    )
    date: Day = Field(title="日期", description="哪一天的情况；在基准日之后的说明暂不计算。")
    reason: OptionalLine = Field(
        "", title="原因", description="写not-applicable不适用时必填：为什么这项任务与本单位无关。"
    )
    who: Line = Field(title="责任人", description="谁作的说明，写单位和姓名。", min_length=1)
    evidence: Lines = Field(
        title="证明",
        description="一项或几项：事实的文字、content里文档的路径（.md）或https://开头的网址。",
        min_length=1,
    )


class LedgerFile(Declaration):
    """ledger.yml的全部内容。"""

    statements: list[StatementDeclaration] = Field(
        [], title="说明", description="对各项任务的说明，一项任务一条。"
    )
