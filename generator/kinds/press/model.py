"""A press event (新闻发布)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


@dataclass(frozen=True)
class Press(Part):
    """One event: its form, who led it, and whether it interpreted a policy."""

    place: Place
    form: PressForm
    led_by: LedBy
    policy: bool = True
    held: date | None = None
    venue: str = ""
    speakers: tuple[str, ...] = ()

    @property
    def led(self) -> bool:
        """Whether a responsible head of the body led it."""
        return self.led_by is not LedBy.OTHER
