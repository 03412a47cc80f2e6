"""Take an official document apart: what goes into its head, what is its text, what is left out.

Source: 党政机关公文格式 (GB/T 9704-2012) clause 7 for what stands where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import msgspec

from generator.intake.documents.annexes import Annex, find_annexes
from generator.intake.documents.dates import date_line, document_number, find_date, find_moment, order_number
from generator.intake.documents.headings import settle_headings
from generator.intake.documents.lines import settle_lines
from generator.intake.documents.parts import (
    SERIAL,
    SIGNER,
    ends_sentence,
    is_about,
    is_annex_mark,
    is_body,
    is_red_head,
    rank,
)
from generator.intake.reading.blocks import Block, Imported, Left, Paragraph, Rule

# Half points: 小二 (18 points) and above is a title's size, the text has 16.
_TITLE_SIZE = 36
_MOST_TITLE = 200
_MOST_ABOVE = 30
# 份号, 密级和保密期限, 紧急程度 are no longer; what is, is the title.
_LONGEST_MARK = 12
_NUMBER_AND_SIGNER = re.compile(r"(.+?)[\s\u3000]++(签发人.*+)", re.DOTALL)
_BRACKETED = re.compile(r"[（(].*[）)]")


@dataclass
class Paper:
    """An official document: its head by keys, its text, what was left out of it, its annexes by name.

    ``moved`` are the words of the source that went into the head.
    """

    head: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    signed: date | None = None


def take_apart(imported: Imported) -> Paper:
    """Return an imported document with its official parts told apart."""
    paper = Paper(head=_told(imported.head))
    blocks = settle_lines(imported.blocks)
    _take_title(blocks, _take_head(blocks, paper), paper)
    _take_number_below(blocks, paper)
    closing = _find_signature(blocks, paper)
    paper.blocks = settle_headings(blocks, closing)
    paper.annexes = find_annexes(paper.blocks)
    return paper


def _told(head: dict[str, str]) -> dict[str, str]:
    """Return what the source says of itself, in the form that a head has."""
    found = {key: " ".join(value.split()) for key, value in head.items() if value.strip()}
    for key in ("published", "signed"):
        if key in found:
            moment = find_moment(found.pop(key))
            if moment:
                found[key] = moment if key == "published" else moment[:10]
    if "doc_no" in found:
        found["doc_no"] = document_number(found["doc_no"]) or found["doc_no"]
        if not re.search(r"\d", found["doc_no"]):
            del found["doc_no"]
    return found


def _take_head(blocks: list[Block], paper: Paper) -> int:
    """Take what stands above the title; return where the title begins. Without a head nothing is taken."""
    red, number = _find_head(blocks)
    if number < 0 and not red:
        return 0
    last = max([number, *red])
    kept: list[Block] = []
    for at, block in enumerate(blocks[: last + 1]):
        if not isinstance(block, Paragraph):
            continue
        if at in red:
            paper.left.append(Left("发文机关标志（写进发布机构）", block.text, block.place))
            paper.head.setdefault("issuer", re.sub(r"文件\Z", "", "".join(block.text.split())))
        elif at == number:
            _take_number(block, paper)
        elif SERIAL.fullmatch(block.text) or SIGNER.fullmatch(block.text):
            paper.left.append(
                Left("签发人" if SIGNER.fullmatch(block.text) else "份号", block.text, block.place)
            )
        else:
            kept.append(block)  # 密级 and the like: what must not be published is told by the check
    blocks[: last + 1] = kept
    return len(kept)


def _find_head(blocks: list[Block]) -> tuple[list[int], int]:
    """Return where the names of the issuers and the number of the document stand above the title (-1 for none)."""
    red: list[int] = []
    for at, block in enumerate(blocks[:_MOST_ABOVE]):
        if isinstance(block, Rule):
            continue
        if not isinstance(block, Paragraph):
            break
        text = block.text
        if _number_in(text):
            return red, at
        if is_red_head(block) or (is_body(text) and _number_follows(blocks, at)):
            red.append(at)
        elif len(text) > _LONGEST_MARK:
            break
    return red, -1


def _number_follows(blocks: list[Block], at: int) -> bool:
    """Tell whether the number of a document stands right below: what is above it then is the head of a letter."""
    behind = [block for block in blocks[at + 1 : at + 4] if isinstance(block, Paragraph)]
    return any(_number_in(block.text) for block in behind[:2])


def _number_in(text: str) -> str:
    parted = _NUMBER_AND_SIGNER.fullmatch(text)
    return document_number(parted[1] if parted else text)


def _take_number(block: Paragraph, paper: Paper) -> None:
    parted = _NUMBER_AND_SIGNER.fullmatch(block.text)
    if parted:
        paper.left.append(Left("签发人", parted[2], block.place))
    paper.moved.append(parted[1] if parted else block.text)
    paper.head["doc_no"] = _number_in(block.text)


def _take_title(blocks: list[Block], at: int, paper: Paper) -> None:
    """Take the title. What stands before it (密级) stays in front of the text."""
    while at < len(blocks) and isinstance(blocks[at], Rule):
        at += 1
    lines = _title_lines(blocks, at, known="".join(paper.head.get("title", "").split()))
    if lines:
        words = _title_of(lines)
        known = paper.head.get("title", "")
        if not known or _same(words, known) or is_about(words):
            paper.head["title"] = words
            paper.moved += [each.text for each in lines]
            del blocks[at : at + len(lines)]


def _same(one: str, other: str) -> bool:
    first, second = "".join(one.split()), "".join(other.split())
    return first in second or second in first


def _title_of(lines: list[Paragraph]) -> str:
    text = "".join(f"{each.number}{each.text}" for each in lines)
    # Blanks between Chinese characters only set the lines of a title.
    return re.sub(r"(?<=[^\x00-\x7f])[\s\u3000]+|[\s\u3000]+(?=[^\x00-\x7f])", "", text).strip()


def _title_lines(blocks: list[Block], at: int, known: str) -> list[Paragraph]:
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
            and _same("".join(each.text for each in found), known)
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
    if (
        document_number(text)
        or order_number(text)
        or date_line(text)
        or _BRACKETED.fullmatch(text)
        or is_annex_mark(text)
    ):
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


def _take_number_below(blocks: list[Block], paper: Paper) -> None:
    """Take the number of the document where it stands below the title."""
    for at, block in enumerate(blocks[:3]):
        if not isinstance(block, Paragraph):
            return
        if number := document_number(block.text):
            if paper.head.setdefault("doc_no", number) == number:
                paper.moved.append(block.text)
                del blocks[at]
            return
        if len(block.text) > 60:
            return


def _find_signature(blocks: list[Block], paper: Paper) -> tuple[int, int]:
    """Return from where to where the names of the issuers and the date below them stand; (-1, -1) if they do not.

    The first ones count: what follows may be rules that are issued, or annexes.
    """
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or (day := date_line(block.text)) is None:
            continue
        first = at
        while first and (above := blocks[first - 1]) and isinstance(above, Paragraph) and _is_issuer(above):
            first -= 1
        names = [each.text for each in blocks[first:at] if isinstance(each, Paragraph)]
        if not names and not _closes(blocks, at):
            continue
        paper.signed = day
        paper.head.setdefault("signed", f"{day:%Y-%m-%d}")
        if names:
            paper.head["issuer"] = "".join(names[0].split())
        for number in range(first, at + 1):
            paragraph = blocks[number]
            assert isinstance(paragraph, Paragraph)
            # Names of two characters are spread: 示例区 财政局.
            blocks[number] = msgspec.structs.replace(paragraph, level=0)
        return first, at + 1
    return -1, -1


def _is_issuer(paragraph: Paragraph) -> bool:
    return is_body(paragraph.text) and not paragraph.number and not rank(paragraph.text)


def _closes(blocks: list[Block], at: int) -> bool:
    """Tell whether a date without a name above it closes a text: it stands at the right, or at the very end."""
    block = blocks[at]
    assert isinstance(block, Paragraph)
    return block.align == "right" or at == len(blocks) - 1
