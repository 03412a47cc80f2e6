"""A press event (新闻发布)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import placed, said
from generator.model.finding import Place
from generator.model.part import Part

PRESS = "press"


class LedBy(StrEnum):
    """Who led the event."""

    HEAD = "主要负责人"
    DEPUTY = "有关负责人"
    OTHER = "其他"


class PressForm(StrEnum):
    """Form of the event (渝府办发〔2021〕50号, the forms of 新闻发布)."""

    CONFERENCE = "新闻发布会"
    BRIEFING = "新闻通气会"
    INTERVIEW = "媒体专访"
    ANSWERS = "线上线下答问"
    TALK = "在线访谈"


@dataclass(frozen=True, kw_only=True)
class Press(Part):
    """One event: its form, who led it, and whether it interpreted a policy."""

    about: ClassVar[str] = "一场新闻发布。"
    place: Place = placed()
    led_by: LedBy = said("带头人", "由谁带头发布。", new="主要负责人、有关负责人、其他", value="有关负责人")
    form: PressForm = said(
        "发布形式",
        "采取的形式。",
        PressForm.CONFERENCE,
        new="新闻发布会、新闻通气会、媒体专访、线上线下答问、在线访谈",
        value="新闻发布会",
    )
    policy: bool = said(
        "政策解读", "本场是否解读政策；不解读的不计入场次。", True, new="本场是否解读政策", value="是"
    )
    held: date | None = said(
        "举行日期", "不写时取发布日期。", None, new="举行日期", value=lambda order: f"{order.day:%Y-%m-%d}"
    )
    venue: str = said("地点", "举行的地点。", "", searched=True, new="地点")
    speakers: tuple[str, ...] = said(
        "发布人", "姓名和职务，每人一项。", (), searched=True, new="发布人的姓名和职务"
    )

    @property
    def led(self) -> bool:
        """Whether a responsible head of the body led it."""
        return self.led_by is not LedBy.OTHER
