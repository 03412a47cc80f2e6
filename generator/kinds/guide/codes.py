"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

_INDICATORS = "国办秘函〔2019〕19号"
CODES = (
    CodeEntry(
        "guide-incomplete",
        Level.ERROR,
        "办事指南缺项过多",
        "在guide中补上缺少的要素；限值可在limits.guide_missing中改。",
    ),
    CodeEntry(
        "guide-elements",
        Level.WARNING,
        "办事指南缺少要素",
        "在guide中补上缺少的要素；不收费的也要写明。",
        f"{_INDICATORS}办事指南",
    ),
    CodeEntry(
        "guide-vague",
        Level.WARNING,
        "办事指南说得含糊",
        "写明具体的材料、部门或规定；词语可在limits.vague_words中改。",
    ),
)
finding = finder(CODES)
