"""Write a table: in Markdown where each cell is one line and none is merged, else in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from generator.intake.reading.blocks import Block, Cell, Paragraph, Piece, Quote, Table, paragraphs
from generator.intake.writing.inline import Words, html_of, markdown_of
from generator.intake.writing.numbers import numbered

_FIGURES = re.compile(r"[\d\s.,，%％+\-—/万亿元]*+")
_ASIDE = {"center": ":---:", "right": "---:", "": "---"}


def is_simple(table: Table) -> bool:
    """Tell whether Markdown can show a table: a head and rows of equal length, each cell one line of text."""
    widths = {len(row) for row in table.rows}
    if len(table.rows) < 2 or len(widths) != 1 or widths == {1} or table.caption:
        return False
    if any(cell.header for row in table.rows[1:] for cell in row) or head_rows(table) != 1:
        return False
    return all(_is_line(cell) for row in table.rows for cell in row)


def _is_line(cell: Cell) -> bool:
    if cell.columns != 1 or cell.rows != 1 or len(cell.blocks) > 1:
        return False
    return all(
        isinstance(block, Paragraph)
        and not block.bullet
        and "\n" not in "".join(piece.text for piece in block.pieces)
        for block in cell.blocks
    )


def head_rows(table: Table) -> int:
    """Return how many rows on top are the head: those marked so, else the first, with what its cells reach over.

    A first row with an empty cell or with figures alone is none.
    """
    marked = 0
    for row in table.rows:
        if not row or not all(cell.header for cell in row):
            break
        marked += 1
    if marked or len(table.rows) < 2:
        return min(marked, len(table.rows) - 1) if len(table.rows) > 1 else 0
    first = table.rows[0]
    says = ["".join(each.shown for each in paragraphs(cell.blocks)) for cell in first]
    if len(first) < 2 or any(not said for said in says) or any(_FIGURES.fullmatch(said) for said in says):
        return 0
    deepest = max(cell.rows for cell in first)
    spread = any(cell.columns > 1 for cell in first)
    return min(deepest if deepest > 1 and spread else 1, len(table.rows) - 1) if deepest == 1 or spread else 0


def simple_table(table: Table, words: Words, *, tags: bool = False, all_signs: bool = False) -> str:
    """Return a simple table in Markdown."""
    lines = []
    for number, row in enumerate(table.rows):
        cells = [_markdown_cell(cell, words, tags=tags, all_signs=all_signs) for cell in row]
        lines.append(f"| {' | '.join(cells)} |")
        if number == 0:
            lines.append(f"| {' | '.join(_ASIDE[side] for side in _sides(table))} |")
    return "\n".join(lines)


def _markdown_cell(cell: Cell, words: Words, *, tags: bool, all_signs: bool) -> str:
    text = ""
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            text = markdown_of(numbered(block), words, tags=tags, all_signs=all_signs)
    return re.sub(r"(?<!\\)\|", r"\\|", text).strip() or " "


def _sides(table: Table) -> Iterator[str]:
    for column in range(len(table.rows[0])):
        sides = {
            block.align
            for row in table.rows[1:]
            for block in row[column].blocks
            if isinstance(block, Paragraph)
        }
        yield sides.pop() if len(sides) == 1 else ""


def html_table(table: Table, words: Words) -> str:
    """Return a table in HTML without an empty line, so that Markdown takes it as one block."""
    heads = head_rows(table)
    lines = ["<table>"]
    body = False
    if table.caption:
        lines.append(f"<caption>{escape(table.caption, quote=False)}</caption>")
    for number, row in enumerate(table.rows):
        cells = "".join(_html_cell(cell, words, head=cell.header or number < heads) for cell in row)
        if heads and number == 0:
            lines.append("<thead>")
        if heads and number == heads and not body:
            lines.append("</thead>\n<tbody>")
            body = True
        lines.append(f"<tr>{cells}</tr>")
    if heads:
        lines.append("</tbody>" if body else "</thead>")
    return "\n".join([*lines, "</table>"])


def _html_cell(cell: Cell, words: Words, *, head: bool) -> str:
    tag = "th" if head else "td"
    sides = {block.align for block in cell.blocks if isinstance(block, Paragraph)}
    side = sides.pop() if len(sides) == 1 and not head else ""
    given = f' align="{side}"' if side else ""
    given += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    given += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{given}>{html_blocks(cell.blocks, words)}</{tag}>"


def html_blocks(blocks: tuple[Block, ...], words: Words) -> str:
    """Return the blocks of a cell as HTML in lines parted by breaks."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            mark = [Piece("• ")] if block.bullet else []
            line = html_of([*mark, *numbered(block)], words)
            parts.append(f"<br>{line}" if parts and not parts[-1].endswith("</table>") else line)
        elif isinstance(block, Table):
            parts.append(html_table(block, words).replace("\n", ""))
        elif isinstance(block, Quote):
            parts.append(("<br>" if parts else "") + html_blocks(block.blocks, words))
    return "".join(parts)
