"""Take an official document apart: what goes into its head, what is its text, what is left out.

Source: 党政机关公文格式 (GB/T 9704-2012) clause 7 for what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import msgspec

from generator.intake.documents.annexes import Annex, find_annexes
from generator.intake.documents.dates import closing_line, date_line, document_number, find_moment
from generator.intake.documents.headings import settle_headings
from generator.intake.documents.lines import settle_lines
from generator.intake.documents.parts import (
    SERIAL,
    is_about,
    is_annex_mark,
    is_body,
    is_red_head,
    is_signer,
    rank,
)
from generator.intake.documents.title import is_same, title_lines, title_of
from generator.intake.reading.blocks import Block, Imported, Left, Paragraph, Piece, Rule

_MOST_ABOVE = 30
# How names of sites end, which pages without a title of their own have for one.
_SITES = ("网", "网站", "门户", "政务公开", "信息公开")
# 密级和保密期限, 紧急程度.
_MARK = re.compile(r"(?:绝密|机密|秘密|内部|特急|加急|特提|平急|急件)[★\d年月长期]{0,8}\Z")
_LONGEST_CLOSING = 70
# 党政机关公文处理工作条例 (中办发〔2012〕14号) article 8 names these kinds.
_GENRE = re.compile(
    r"(决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)(?:（[^（）]*+）)?\Z"
)


@dataclass
class Paper:
    """An official document: its head by keys, its text, what was left out of it, its annexes by name.

    ``moved`` are the words of the source that went into the head, ``front`` those that stay above the text.
    """

    head: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    front: str = ""
    signed: date | None = None


def take_apart(imported: Imported) -> Paper:
    """Return an imported document with its official parts told apart."""
    paper = Paper(head=_told(imported.head))
    blocks = settle_lines(imported.blocks)
    _take_title(blocks, _take_head(blocks, paper), paper)
    _take_number_below(blocks, paper)
    blocks = list(_split_closing(blocks))
    closing = _find_signature(blocks, paper)
    paper.blocks = settle_headings(blocks, closing)
    if paper.head.get("doc_no") and (genre := _GENRE.search(paper.head.get("title", ""))):
        paper.head.setdefault("genre", genre[1])
    paper.annexes = find_annexes(paper.blocks)
    return paper


def _told(head: dict[str, str]) -> dict[str, str]:
    """Return what the source says of itself, in the form that a head has."""
    found = {key: " ".join(value.split()) for key, value in head.items() if value.strip()}
    if len(title := found.get("title", "")) < 5 or is_body(title) or title.endswith(_SITES):
        found.pop("title", None)
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
        elif SERIAL.fullmatch(block.text) or is_signer(block.text):
            paper.left.append(Left("签发人" if is_signer(block.text) else "份号", block.text, block.place))
        else:
            kept.append(block)  # 密级 and the like: what must not be published is told by the check
    blocks[: last + 1] = kept
    paper.front = "".join(each.shown for each in kept if isinstance(each, Paragraph))
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
            # A red head in a drawing may be anchored at the number.
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            drawn = isinstance(behind, Paragraph) and not red and is_red_head(behind)
            return ([at + 1] if drawn else red), at
        if is_red_head(block) or (is_body(text) and _number_follows(blocks, at)):
            red.append(at)
        elif not (_MARK.match(text) or SERIAL.fullmatch(text) or is_signer(text)):
            break
    return red, -1


def _number_follows(blocks: list[Block], at: int) -> bool:
    """Tell whether the number of a document stands right below: what is above it then is the head of a letter."""
    behind = (block for block in blocks[at + 1 : at + 8] if isinstance(block, Paragraph))
    first = next((block for block in behind if not is_body(block.text) and not is_signer(block.text)), None)
    return first is not None and bool(_number_in(first.text))


def _number_in(text: str) -> str:
    return document_number(text.partition("签发人")[0])


def _take_number(block: Paragraph, paper: Paper) -> None:
    number, signer, name = block.text.partition("签发人")
    if signer:
        paper.left.append(Left("签发人", signer + name, block.place))
    paper.moved.append(number)
    paper.head["doc_no"] = _number_in(block.text)


def _take_title(blocks: list[Block], at: int, paper: Paper) -> None:
    """Take the title. What stands before it (密级) stays in front of the text."""
    while at < len(blocks) and (isinstance(block := blocks[at], Rule) or _is_mark(block)):
        paper.front += block.shown if isinstance(block, Paragraph) else ""
        at += 1
    lines = title_lines(blocks, at, known="".join(paper.head.get("title", "").split()))
    if lines:
        words = title_of(lines)
        known = paper.head.get("title", "")
        if not known or is_same(words, known) or is_about(words):
            paper.head["title"] = words
            paper.moved += [each.text for each in lines]
            del blocks[at : at + len(lines)]


def _is_mark(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_annex_mark(block.text)


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


def _split_closing(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks with the name of an issuer and the date in a line of their own each."""
    for block in blocks:
        parted = (
            closing_line(block.text)
            if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_CLOSING
            else None
        )
        if parted and isinstance(block, Paragraph) and is_body(parted[0]) and not block.number:
            for words in parted:
                yield msgspec.structs.replace(block, pieces=(Piece(words),))
        else:
            yield block


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
            paper.head["issuer"] = _first_body(names[0])
        for number in range(first, at + 1):
            paragraph = blocks[number]
            assert isinstance(paragraph, Paragraph)
            # Names of two characters are spread: 示例区 财政局.
            blocks[number] = msgspec.structs.replace(paragraph, level=0)
        return first, at + 1
    return -1, -1


def _first_body(line: str) -> str:
    """Return the first of the bodies that a line names, blanks in its name taken out."""
    parts = re.split(r"[\u3000\t]+|[ ]{2,}", line)
    return "".join((parts[0] if len(parts) > 1 and all(is_body(part) for part in parts) else line).split())


def _is_issuer(paragraph: Paragraph) -> bool:
    return is_body(paragraph.text) and not paragraph.number and not rank(paragraph.text)


def _closes(blocks: list[Block], at: int) -> bool:
    """Tell whether a date without a name above it closes a text: it stands at the right, or at the very end."""
    block = blocks[at]
    assert isinstance(block, Paragraph)
    return block.align == "right" or at == len(blocks) - 1
