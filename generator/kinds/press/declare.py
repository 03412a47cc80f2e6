"""What the head of a press event (新闻发布) may hold."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.press.model import LedBy, PressForm
from generator.load.heads.common import CommonHead
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Day, Flag, Lines, OptionalLine


class PressDeclaration(Declaration):
    """一场新闻发布。"""

    led_by: LedBy = Field(title="带头人", description="由谁带头发布。")
    form: PressForm = Field(PressForm.CONFERENCE, title="发布形式", description="采取的形式。")
    policy: Flag = Field(True, title="政策解读", description="本场是否解读政策；不解读的不计入场次。")
    held: Day | None = Field(None, title="举行日期", description="不写时取发布日期。")
    venue: OptionalLine = Field("", title="地点", description="举行的地点。")
    speakers: Lines = Field([], title="发布人", description="姓名和职务，每人一项。")


class PressHead(CommonHead):
    """What a press event says."""

    press: PressDeclaration | None = Field(None, title="新闻发布", description="新闻发布的形式和带头人。")
