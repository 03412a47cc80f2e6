"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

_REGULATION = "政府信息公开条例（国务院令第711号）"
CODES = (
    CodeEntry(
        "request-elements",
        Level.WARNING,
        "依申请公开的要素不全",
        "在request中补上缺少的项。",
        f"{_REGULATION}第十二条",
    ),
)
finding = finder(CODES)
