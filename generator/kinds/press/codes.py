"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

_PRESS = "渝府办发〔2021〕50号二（二）2"
CODES = (
    CodeEntry(
        "press-count",
        Level.WARNING,
        "新闻发布场次不足",
        "补发漏登的新闻发布；往年确实不足的，在checks中写明原因。",
        _PRESS,
    ),
    CodeEntry(
        "press-running", Level.INFO, "今年的新闻发布场次", "在年底前安排够场次，并请负责人带头。", _PRESS
    ),
)
finding = finder(CODES)
