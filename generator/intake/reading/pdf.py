"""Read a PDF file that has text: paragraphs of its lines, tables by their rules, without the furniture of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2

from generator.intake.reading.blocks import (
    Block,
    Imported,
    Left,
    Lost,
    Paragraph,
    Picture,
    Piece,
    Table,
    Unreadable,
)
from generator.intake.reading.pdf_grid import Grid, box_of, find_grids
from generator.intake.reading.pdf_lines import Line, make_lines, make_paragraphs, text_column
from generator.intake.reading.pdf_page import Char, Page, open_pdf, read_page
from generator.intake.reading.pdf_tables import join_tables, make_table

MOST_PAGES = 600
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－―·•~～]*+(?:第\s*+)?\d{1,4}(?:\s*+页)?(?:\s*+[/／,，]?\s*+(?:共\s*+)?\d{1,4}(?:\s*+页)?)?[\s\-—–－―·•~～]*+"
)
_FEW = 5
_MARGIN = 0.12


@dataclass
class _Item:
    """A line, a table or a picture, and the height at which it stands."""

    top: float
    line: Line | None = None
    table: Table | None = None
    grid: Grid | None = None
    picture: int = -1


@dataclass
class _Reading:
    left: list[Left] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def read_pdf(raw: bytes) -> Imported | Unreadable:
    """Return what a PDF file says. One that holds pictures of pages alone is said to be scanned."""
    try:
        document = open_pdf(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Unreadable("文件设了密码，读不出来。", "用制作它的软件去掉密码，另存再导入。")
        return Unreadable("文件打不开，可能没有传完，或者不是PDF。", "用浏览器打开看一遍，重新导出再导入。")
    if len(document) > MOST_PAGES:
        return Unreadable(
            f"有{len(document)}页，太多了，最多{MOST_PAGES}页。", "拆成几个文件再导入，或作为附件公开。"
        )
    pages = [read_page(document, number) for number in range(len(document))]
    empty = [page for page in pages if len(page.chars) < _FEW]
    if len(empty) == len(pages):
        return _without_text(pages)
    reading = _Reading()
    for page in empty:
        if page.images:
            reading.lost.append(Lost("这一页是扫描的图片，没有文字", place=f"第{page.number}页"))
    blocks = _blocks(pages, reading)
    return Imported(
        tuple(blocks), (), tuple(reading.pictures), (), tuple(reading.left), tuple(reading.lost), {}
    )


def _without_text(pages: Sequence[Page]) -> Unreadable:
    if any(page.images for page in pages):
        return Unreadable(
            f"这是扫描件：{len(pages)}页都是图片，没有文字。",
            "向起草单位要Word文件；没有的，用文字识别软件识别、核对以后再导入。",
        )
    return Unreadable("文件里没有文字。", "向起草单位要Word文件再导入。")


def _blocks(pages: Sequence[Page], reading: _Reading) -> list[Block]:
    items: list[list[_Item]] = [_items(page, reading) for page in pages]
    _leave_furniture(pages, items, reading)
    lines = [item.line for page in items for item in page if item.line]
    column = text_column(lines)
    found: list[Block] = []
    waiting: list[Line] = []
    last: _Item | None = None
    for item in (each for page in items for each in page):
        if item.line:
            waiting.append(item.line)
        else:
            found += make_paragraphs(waiting, column)
            if waiting or item.picture >= 0:
                last = None
            waiting = []
            if item.table and last and last.table and _continues(last, item):
                last.table, again = join_tables(last.table, item.table)
                found[-1] = last.table
                reading.left += again
                continue
            if item.table:
                found.append(item.table)
            elif item.picture >= 0:
                found.append(
                    Paragraph((Piece(picture=item.picture),), place=reading.pictures[item.picture].place)
                )
        last = None if item.line else item
    return [*found, *make_paragraphs(waiting, column)]


def _items(page: Page, reading: _Reading) -> list[_Item]:
    """Return what stands on a page, from the top."""
    grids = find_grids(page.across, page.down)
    inside: dict[int, dict[tuple[int, int], list[Char]]] = {number: {} for number in range(len(grids))}
    free: list[Char] = []
    for char in page.chars:
        for number, grid in enumerate(grids):
            box = box_of(grid, (char.left + char.right) / 2, char.base + char.size * 0.3)
            if box:
                inside[number].setdefault((box.row, box.column), []).append(char)
                break
        else:
            free.append(char)
    found = [_Item(line.base + line.size, line=line) for line in make_lines(free, page.number)]
    for number, grid in enumerate(grids):
        if inside[number]:
            found.append(_Item(grid.top, table=make_table(grid, inside[number], page.number), grid=grid))
    for each in page.pictures:
        reading.pictures.append(Picture(each.raw, ".png", "", f"第{page.number}页"))
        found.append(_Item(each.top, picture=len(reading.pictures) - 1))
    return sorted(found, key=lambda item: -item.top)


def _continues(last: _Item, item: _Item) -> bool:
    """Tell whether a table goes on with one that ended the page before: their columns are the same."""
    if not (last.grid and item.grid and last.table and len(last.grid.edges) == len(item.grid.edges)):
        return False
    return all(abs(one - other) < 4 for one, other in zip(last.grid.edges, item.grid.edges, strict=True))


def _leave_furniture(pages: Sequence[Page], items: list[list[_Item]], reading: _Reading) -> None:
    """Leave out page numbers, and lines that stand at one place at the top or the foot of most pages."""
    edges: Counter[tuple[str, int]] = Counter()
    outer = [_outer(page, found) for page, found in zip(pages, items, strict=True)]
    for lines in outer:
        edges.update({_shape(line) for line in lines})
    for page, found, lines in zip(pages, items, outer, strict=True):
        for line in lines:
            often = len(pages) > 1 and edges[_shape(line)] > len(pages) / 2
            number = _PAGE_NUMBER.fullmatch(line.text) is not None and len(line.text) <= 14
            if number or often:
                reading.left.append(Left("页码" if number else "页眉页脚", line.text, f"第{page.number}页"))
                found[:] = [item for item in found if item.line is not line]


def _outer(page: Page, found: Sequence[_Item]) -> list[Line]:
    """Return the outermost two lines at both ends of a page, as far as they stand in its margins."""
    lines = [item.line for item in found if item.line]
    edge = {id(line): line for line in (*lines[:2], *lines[-2:])}
    return [
        line
        for line in edge.values()
        if not page.height * _MARGIN <= line.base <= page.height * (1 - _MARGIN)
    ]


def _shape(line: Line) -> tuple[str, int]:
    """Return what a line says but for its figures, and about where it stands."""
    return re.sub(r"\d+", "0", line.text), round(line.base / 4)
