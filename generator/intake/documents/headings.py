"""Find the headings of a text by their numbers and their look, and give them levels without a gap."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.intake.documents.parts import ends_sentence, is_annex_mark, is_date, is_heading_like, rank
from generator.intake.reading.blocks import BOLD, Block, Paragraph, Piece

_TALL = 32
_MOST_HEADING = 80
_FIRST = 2


def settle_headings(blocks: list[Block], closing: tuple[int, int]) -> list[Block]:
    """Return blocks with headings at levels 2 to 6; ``closing`` is where issuers and date stand.

    Behind the closing, and behind a line that says annex, a centred line is the title of what is issued with the
    document, and what follows belongs below it.
    """
    marked = list(_ranked(blocks, closing))
    return list(_levelled(marked))


def _ranked(blocks: list[Block], closing: tuple[int, int]) -> Iterator[tuple[Block, float]]:
    """Yield blocks with their rank: 0.5 for titles of annexes, 1 to 6 for headings, 0 for text."""
    annexed = False
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or closing[0] <= at < closing[1]:
            yield block, 0
            at += 1
            continue
        opens = annexed or (closing[1] > 0 and at >= closing[1])
        if opens and _is_title(block):
            lines = [block]
            while at + len(lines) < len(blocks) and _goes_on(lines[-1], blocks[at + len(lines)]):
                line = blocks[at + len(lines)]
                assert isinstance(line, Paragraph)
                lines.append(line)
            yield _one(lines), 0.5
            at += len(lines)
            annexed = False
            continue
        if is_annex_mark(block.text):
            annexed = True
            yield msgspec.structs.replace(block, level=0), 0
        else:
            yield block, _rank(block)
        at += 1


def _is_title(block: Paragraph) -> bool:
    text = block.text
    if (
        block.bullet
        or ends_sentence(text)
        or len(text) > _MOST_HEADING
        or is_date(block)
        or is_annex_mark(text)
    ):
        return False
    if text.startswith(("（", "(")) or rank(block.shown):
        return False
    return block.title or block.align == "center" or (block.level == 1 and not rank(block.shown))


def _goes_on(last: Paragraph, block: Block) -> bool:
    """Tell whether a line goes on a title that was set in several lines of one look."""
    if not isinstance(block, Paragraph) or not _is_title(block):
        return False
    unfinished = not last.text.endswith(
        ("办法", "方案", "规定", "细则", "清单", "表", "通知", "意见", "预案", "规划", "计划", "章程")
    )
    return (
        unfinished
        and block.size == last.size
        and (block.size >= _TALL or block.title)
        and block.align == last.align
    )


def _one(lines: list[Paragraph]) -> Paragraph:
    pieces = tuple(piece for line in lines for piece in line.pieces)
    return msgspec.structs.replace(lines[0], pieces=pieces)


def _rank(block: Paragraph) -> float:
    shown = block.shown
    number = rank(shown)
    if block.bullet or not block.text:
        return 0
    if number == 1 and len(shown) <= _MOST_HEADING and not ends_sentence(shown):
        return 1
    if number in (2, 3) and is_heading_like(shown):
        return number
    if block.level and len(shown) <= _MOST_HEADING and not shown.endswith(("。", "；", "，", "：")):
        return number or min(block.level + (0 if block.level > 1 else 1), 6)
    if (
        number == 4
        and is_heading_like(shown)
        and all(BOLD in piece.marks for piece in block.pieces if piece.text.strip())
    ):
        return 4
    return 0


def _levelled(marked: list[tuple[Block, float]]) -> Iterator[Block]:
    """Yield blocks with levels: the ranks that occur, one below the other, from 2 on; annexes begin anew."""
    open_ranks: list[float] = []
    for block, given in marked:
        if not isinstance(block, Paragraph):
            yield block
            continue
        if not given:
            yield msgspec.structs.replace(block, level=0) if block.level else block
            continue
        while open_ranks and open_ranks[-1] >= given:
            open_ranks.pop()
        open_ranks.append(given)
        yield msgspec.structs.replace(
            block, level=min(_FIRST + len(open_ranks) - 1, 6), align="", pieces=_clean(block)
        )


def _clean(block: Paragraph) -> tuple[Piece, ...]:
    return block.pieces
