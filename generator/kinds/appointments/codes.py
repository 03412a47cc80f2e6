"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

CODES = (
    CodeEntry(
        "appointment-incomplete",
        Level.WARNING,
        "任免缺少姓名、职务或日期",
        "在appointments中补上；任前公示写until，其他的写date。",
    ),
    CodeEntry(
        "appointment-date",
        Level.WARNING,
        "任免日期与发布日期不符",
        "核对appointments中的date、until和published。",
    ),
)
finding = finder(CODES)
