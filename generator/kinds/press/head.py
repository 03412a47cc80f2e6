"""What a head says of a press event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.kind import Asked, Head, Order, Start
from generator.kinds.press.declare import PressDeclaration, PressHead
from generator.kinds.press.model import PRESS, Press
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.part import Part


def make_press(reading: Reading, declared: PressDeclaration) -> Press:
    """Return a press event."""
    return Press(
        place=reading.parsed.place(("press",)),
        form=declared.form,
        led_by=declared.led_by,
        policy=declared.policy,
        held=declared.held,
        venue=declared.venue,
        speakers=tuple(declared.speakers),
    )


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, PressHead) and declared.press:
        yield make_press(reading, declared.press)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Press):
        yield part.venue
        yield from part.speakers


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Press, "press", "新闻发布") if layout == PRESS else None


def _start(order: Order) -> Start | None:
    return Start(tuple(_press(order.day))) if order.layout == PRESS else None


def _press(day: date) -> list[str]:
    return [
        "press:",
        "  led_by: 有关负责人           # 主要负责人、有关负责人、其他",
        "  form: 新闻发布会             # 新闻发布会、新闻通气会、媒体专访、线上线下答问、在线访谈",
        "  policy: 是                   # 本场是否解读政策",
        f"  held: {day:%Y-%m-%d}             # 举行日期",
        "  venue:                       # 地点",
        "  speakers: []                 # 发布人的姓名和职务",
    ]


HEAD = Head(
    declaration=PressHead,
    parts=(Press,),
    read=_read,
    layouts={PRESS: "新闻发布"},
    start=_start,
    asked=_asked,
    texts=_texts,
)
