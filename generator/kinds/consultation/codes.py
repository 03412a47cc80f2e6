"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

_DECISIONS = "重大行政决策程序暂行条例（国务院令第713号）第十五条"
CODES = (
    CodeEntry(
        "consultation-incomplete",
        Level.WARNING,
        "意见征集要素不全",
        "在consultation中补上缺少的项。",
        _DECISIONS,
    ),
    CodeEntry("consultation-period", Level.ERROR, "征集期限前后颠倒", "核对opens和closes。"),
    CodeEntry(
        "consultation-short",
        Level.WARNING,
        "征集期限偏短",
        "延长期限，或在short_reason中写明理由。",
        _DECISIONS,
    ),
    CodeEntry(
        "consultation-result-late",
        Level.WARNING,
        "征集结果没有反馈",
        "发布意见采纳情况，再把它的路径写到result。",
    ),
)
finding = finder(CODES)
