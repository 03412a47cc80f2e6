"""An office guide, as heads of documents state it."""

from __future__ import annotations

from generator.kinds.guide.model import GUIDES, Guide
from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column

_GUIDE = Group(Guide, "guide", "办事指南", "办事指南的各项要素。")


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Guide, "guide", "办事指南") if layout == GUIDES else None


def _start(order: DraftSpec) -> Start | None:
    return Start(draft(_GUIDE, order)) if order.layout == GUIDES else None


HEAD = Head(groups=(_GUIDE,), layouts={GUIDES: "办事指南"}, start=_start, asked=_asked)
