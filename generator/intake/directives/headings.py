"""The numbers that head the parts of a directive: 一、 for sections, （一） for what stands below, 1. for tasks."""

from __future__ import annotations

import re

from generator.intake.directives.said import squash

_DIGITS = "一二三四五六七八九十百"
_SECTION = re.compile(rf"([{_DIGITS}]{{1,4}})\s*+[、.．]")
_SUBSECTION = re.compile(rf"[（(]\s*+([{_DIGITS}]{{1,4}})\s*+[）)]")
_VALUES = {char: value for value, char in enumerate("一二三四五六七八九", 1)}


def section_number(text: str) -> int:
    """Return the number of a section that this text begins (一、), 0 where it begins none."""
    found = _SECTION.match(text.replace(" ", ""))
    return han_number(found.group(1)) if found else 0


def subsection_number(text: str) -> int:
    """Return the number of a part of a section that this text begins (（一）), 0 where it begins none."""
    bare = text.replace(" ", "")
    found = _SUBSECTION.match(bare)
    # 第二十条第（一）（二）（五） broken over lines is no heading.
    if not found or bare[found.end() : found.end() + 1] in ("（", "(", "项", "款", "、", "至"):
        return 0
    return han_number(found.group(1))


def heading(text: str) -> str:
    """Return a heading as packs write it: with full-width brackets, without its full stop."""
    bare = squash(text).rstrip("。：:．.").replace("(", "（").replace(")", "）")
    return re.sub(rf"^([{_DIGITS}]{{1,4}})[.．]", r"\1、", bare)


def han_number(text: str) -> int:
    """Return the value of 一 to 九十九; 0 for what is none."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _VALUES.get(text, 0)
    if (tens and tens not in _VALUES) or (ones and ones not in _VALUES):
        return 0
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


def follows(number: int, current: int) -> bool:
    """Tell whether a heading of this number may come now: the same again (a new page), the next, or the first."""
    return number in (current, current + 1, 1)
