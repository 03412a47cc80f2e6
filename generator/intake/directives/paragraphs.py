"""The paragraphs of a text whose lines were broken by a page or a narrow window."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.intake.directives.duties import begins_duty, names_bodies
from generator.intake.directives.headings import section_number, subsection_number
from generator.intake.directives.said import Line, ends_sentence

ITEM = re.compile(r"^\s*+(?:\d{1,2}\s*+[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])")
_END = re.compile(
    r"^(?:抄送|分送|主题词|附件\s*+[：:\d]|[（(]此件|[（(]联系人)|.{4,40}(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发$"
)
_PAGE = re.compile(r"[—－\-–·\s]*+第?\d{1,3}页?[—－\-–·\s]*+")
_DAY = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_FULL = 0.85
_COMPLETE = "。！？）)〕】”"
# A bracket that has been open for longer was never closed.
_BRACKET = 160


def task_part(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the part with the tasks: a notice's own 一、二、三、 that name no bodies are not tasks."""
    starts = [at for at, line in enumerate(lines) if section_number(line.text) == 1]
    parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return max(parts, key=_weight, default=lines)


def _weight(part: tuple[Line, ...]) -> tuple[int, int]:
    text = "\n".join(line.bare for line in part)
    return names_bodies(text), len(text)


def paragraphs(lines: tuple[Line, ...]) -> list[Line]:
    """Return the paragraphs, up to the end of the tasks; what stands between pages is left out."""
    widths = sorted(_wide(line.bare) for line in lines if line.bare)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    wrapped = _is_wrapped(lines, width)
    found: list[Line] = []
    last = 0
    for line in lines:
        bare = line.bare
        if _END.match(bare):
            break
        if not bare or _PAGE.fullmatch(line.text.strip()):
            continue
        if _DAY.fullmatch(bare):
            _unsign(found)
            break
        if (
            found
            and not _starts(bare, found[-1].text)
            and _goes_on(found[-1].text, wrapped=wrapped, full=last >= width * _FULL)
        ):
            found[-1] = Line(found[-1].text + bare, found[-1].at, line.at)
        else:
            found.append(Line(bare, line.at))
        last = _wide(bare)
    return found


def _goes_on(before: str, *, wrapped: bool, full: bool) -> bool:
    """Tell whether the next line belongs to the paragraph before."""
    opened = _is_open(before)
    if opened:
        return True
    if not wrapped:
        return False
    is_heading = len(before) < 40 and bool(section_number(before) or subsection_number(before))
    return full or not (ends_sentence(before) or is_heading)


def _unsign(found: list[Line]) -> None:
    """Take the issuer's name above the day off, where it stands in a paragraph of its own."""
    if (
        found
        and len(found[-1].text) < 30
        and not ends_sentence(found[-1].text)
        and not _starts(found[-1].text, "")
    ):
        found.pop()


def _is_wrapped(lines: tuple[Line, ...], width: int) -> bool:
    long = [line for line in lines if _wide(line.bare) >= max(24, width * _FULL)]
    return bool(long) and sum(line.bare[-1] not in _COMPLETE for line in long) * 2 > len(long) and width < 120


def _starts(bare: str, before: str) -> bool:
    """Tell whether a line begins a paragraph by its first words. In an open bracket 时限： goes on with 完成."""
    if _is_open(before) and not section_number(bare):
        return False
    return bool(section_number(bare) or subsection_number(bare) or ITEM.match(bare) or begins_duty(bare))


def _is_open(text: str) -> bool:
    """Tell whether a bracket has been opened not long ago and is not closed."""
    tail = text[-_BRACKET:]
    return sum(map(tail.count, "（(〔")) > sum(map(tail.count, "）)〕"))


def _wide(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
