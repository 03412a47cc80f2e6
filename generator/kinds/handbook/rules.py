"""Rules on 政府信息公开指南."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.handbook.codes import CODES, finding
from generator.kinds.handbook.model import Handbook
from generator.kinds.kind import Rules
from generator.model.finding import Finding
from generator.model.headings import has_part
from generator.model.portal import Portal

_PARTS_BASIS = ("渝府办发〔2020〕89号五（三）",)
_CONTACTS_BASIS = ("政府信息公开条例（国务院令第711号）第十二条",)
# The five parts that 渝府办发〔2020〕89号 names, each with the other names that guides of the city use.
GUIDE_PARTS: tuple[tuple[str, ...], ...] = (
    ("本机关持有政府信息基本情况",),
    ("本机关对外发布政府信息情况", "本机关主动公开政府信息情况"),
    ("政府信息公开申请渠道", "本机关依申请公开政府信息情况"),
    ("政府信息公开工作机构情况",),
    ("其他事项",),
)
# What 条例第十二条 wants to be told of the office, each with words that tell it.
CONTACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("办公地址", ("办公地址", "地址")),
    ("办公时间", ("办公时间", "工作时间", "受理时间")),
    ("联系电话", ("联系电话", "电话")),
    ("传真号码", ("传真",)),
    ("互联网联系方式", ("互联网联系方式", "电子邮箱", "邮箱", "网址")),
)


def check_handbook(portal: Portal) -> Iterator[Finding]:
    """The guide has its five parts and tells how to reach the office.

    Source: the five parts 渝府办发〔2020〕89号五（三）; contacts 条例第十二条.
    """
    for document in portal.lookups.having(Handbook):
        handbook = document.part(Handbook)
        if handbook is None:
            continue
        missing = [f"“{names[0]}”" for names in GUIDE_PARTS if not has_part(handbook.headings, names)]
        if missing:
            message = f"公开指南缺少{'、'.join(missing)}部分，应有五个部分。"
            yield finding("guide-parts", document.place, message, basis=_PARTS_BASIS)
        silent = [label for label, words in CONTACTS if not any(word in handbook.text for word in words)]
        if silent:
            message = f"公开指南没有写公开工作机构的{'、'.join(silent)}。"
            yield finding("guide-contacts", document.place, message, basis=_CONTACTS_BASIS)


RULES = Rules(CODES, (check_handbook,))
