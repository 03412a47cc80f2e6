"""Rules on office guides (办事指南): all elements are there, and nothing is left vague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.guide.codes import CODES, finding
from generator.kinds.guide.model import Guide
from generator.kinds.kind import Rules
from generator.load.heads.said import Told
from generator.load.heads.told import lacking
from generator.model.finding import Finding
from generator.model.portal import Portal

_NOTHING = ("无", "没有", "暂无", "/", "-")


def check_guides(portal: Portal) -> Iterator[Finding]:
    """A guide has the eight categories, the further elements, and no vague words.

    Source: 国办秘函〔2019〕19号 and its survey form (eight categories); the standard catalogues of
    基层政务公开 (further elements); that no 其他材料 may be asked for, and that a free service says 不收费,
    is how guides are inspected. From how many missing categories a guide is an error is a default.
    """
    limit = portal.limits.guide_missing
    vague = (
        re.compile("|".join(map(re.escape, portal.limits.vague_words))) if portal.limits.vague_words else None
    )
    for document, guide in portal.lookups.stating(Guide):
        missing, further = lacking(guide), lacking(guide, further=True)
        title = guide.item or document.title
        if limit and len(missing) >= limit:
            message = f"办事指南“{title}”缺少8类要素中的{len(missing)}类：{'、'.join(missing)}。"
            yield finding("guide-incomplete", guide.place, message)
        elif missing or further:
            message = f"办事指南“{title}”缺少{'、'.join((*missing, *further))}。"
            yield finding("guide-elements", guide.place, message)
        if vague:
            yield from _vague(guide, vague)
        yield from _unsaid(guide)


def _vague(guide: Guide, vague: re.Pattern[str]) -> Iterator[Finding]:
    for label, line in guide_lines(guide):
        if found := vague.search(line.text):
            message = f"{label}中的“{found[0]}”说得含糊：“{line.text}”。"
            yield finding("guide-vague", line.place, message)


def guide_lines(guide: Guide) -> Iterator[tuple[str, Told]]:
    """Yield every line of a guide that an applicant acts upon, with the name of its element."""
    for label, lines in (
        ("设定依据", guide.basis),
        ("申请条件", guide.conditions),
        ("办理地点", guide.where),
        ("办理时间", guide.hours),
        ("联系电话", guide.phone),
        ("收费", guide.fee),
        ("监督投诉", guide.complaints),
    ):
        yield from ((label, line) for line in lines)
    for material in guide.materials:
        yield "办理材料", Told(material.name, material.place)
        if material.note:
            yield "填写须知", Told(material.note, material.place)
    for step in guide.steps:
        yield "办理流程", Told("：".join(filter(None, (step.name, step.text))), step.place)


def _unsaid(guide: Guide) -> Iterator[Finding]:
    for line in guide.fee:
        if line.text.strip("。") in _NOTHING:
            message = f"收费写成了“{line.text}”。"
            yield finding("guide-vague", line.place, message, "不收费的写“不收费”。")


RULES = Rules(CODES, (check_guides,))
