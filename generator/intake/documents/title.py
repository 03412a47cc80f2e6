"""Find the lines of the title of an official document."""

from __future__ import annotations

import re

from generator.intake.documents.dates import date_line, document_number, find_date, order_number
from generator.intake.documents.parts import ends_sentence, is_about, is_annex_mark, rank
from generator.intake.reading.blocks import Block, Paragraph

# Half points: 小二 (18 points) and above is a title's size, the text has 16.
_TITLE_SIZE = 36
_MOST_TITLE = 200
# What stands below a title and is part of it: （征求意见稿）, （试行）.
_STAGE = re.compile(r"[（(][^（）()\d]{1,8}(?:稿|行|订|案|本|版|正)[）)]")
_BRACKETED = re.compile(r"[（(].*[）)]")


def is_same(one: str, other: str) -> bool:
    """Tell whether one of two titles holds the other, blanks apart."""
    first, second = "".join(one.split()), "".join(other.split())
    return first in second or second in first


def title_of(lines: list[Paragraph]) -> str:
    """Return the title that lines make."""
    text = "".join(f"{each.number}{each.text}" for each in lines)
    # Blanks between Chinese characters only set the lines of a title.
    return re.sub(r"(?<=[^\x00-\x7f])[\s\u3000]+|[\s\u3000]+(?=[^\x00-\x7f])", "", text).strip()


def title_lines(blocks: list[Block], at: int, known: str) -> list[Paragraph]:
    """Return the lines of the title: those styled so, else the first that are centred or tall and of one size."""
    found: list[Paragraph] = []
    for block in blocks[at : at + 8]:
        if not isinstance(block, Paragraph) or not block.text or block.bullet:
            break
        first = found[0] if found else block
        if found and not _goes_on(first, found[-1], block):
            break
        if not found and not _begins_title(block, known):
            break
        found.append(block)
        if (
            known
            and is_same("".join(each.text for each in found), known)
            and len("".join(each.text for each in found)) >= len(known)
        ):
            break
    return found if found and len("".join(each.text for each in found)) <= _MOST_TITLE else []


def _begins_title(block: Paragraph, known: str) -> bool:
    text = block.text
    if document_number(text) or date_line(text) or is_annex_mark(text) or _BRACKETED.fullmatch(text):
        return False
    if known and "".join(text.split()) in known and len(text) >= 4:
        return True
    if block.title or block.level == 1 or block.align == "center" or block.size >= _TITLE_SIZE:
        return not ends_sentence(text) and len(text) <= _MOST_TITLE
    return (
        len(text) <= 80
        and not ends_sentence(text)
        and (is_about(text) or not rank(block.shown))
        and not known
    )


def _goes_on(first: Paragraph, last: Paragraph, block: Paragraph) -> bool:
    text = block.text
    if _STAGE.fullmatch(text):
        return True
    if (
        document_number(text)
        or order_number(text)
        or date_line(text)
        or is_annex_mark(text)
        or _BRACKETED.fullmatch(text)
    ):
        return False
    if first.level == 1 and not first.title and block.align != "center":
        return False
    if first.title or first.level == 1:
        return (block.title, block.level) == (first.title, first.level) and not rank(block.shown)
    if is_about(first.text) and last.text.endswith(
        ("通知", "意见", "批复", "函", "方案", "办法", "公告", "通告", "决定")
    ):
        return False
    alike = abs(block.size - first.size) <= 2 and block.align == first.align
    return (
        alike
        and block.align == "center"
        and not ends_sentence(text)
        and not rank(block.shown)
        and not find_date(text)
    )
