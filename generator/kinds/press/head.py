"""A press event, as heads of documents state it."""

from __future__ import annotations

from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.kinds.press.model import PRESS, Press
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column

_PRESS = Group(Press, "press", "新闻发布", "新闻发布的形式和带头人。")


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Press, "press", "新闻发布") if layout == PRESS else None


def _start(order: DraftSpec) -> Start | None:
    return Start(draft(_PRESS, order)) if order.layout == PRESS else None


HEAD = Head(groups=(_PRESS,), layouts={PRESS: "新闻发布"}, start=_start, asked=_asked)
