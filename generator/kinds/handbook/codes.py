"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

CODES = (
    CodeEntry(
        "guide-parts",
        Level.WARNING,
        "公开指南缺少部分",
        "按五个部分写二级标题：持有情况、发布情况、申请渠道、工作机构、其他事项。",
    ),
    CodeEntry(
        "guide-contacts",
        Level.WARNING,
        "公开指南联系方式不全",
        "在工作机构部分写全地址、时间、电话、传真和互联网联系方式。",
    ),
)
finding = finder(CODES)
