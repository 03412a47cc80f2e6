"""Read a workbook (XLSX, XLS, and ET, which is one or the other) for import: what it shows, and what it hides."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from generator.intake.reading.blocks import Unreadable
from generator.intake.tables.grid import Grid, GridRow, Left, where
from generator.load.registers.cells import plain_text
from generator.load.tables.displayed import DisplayedSheet, displayed_sheet, show_as_displayed
from generator.load.tables.number_formats import hides
from generator.load.tables.sheet import Raw, holds_words
from generator.load.tables.workbook import MOST_CELLS, too_large
from generator.model.calendar.days import chinese_month

_OPEN = "用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”，不要加密码，再导入。"
_QUOTED = re.compile(r'"[^"]{0,40}"|\\.|\[[^\]]{0,40}\]')
_MOST_HIDDEN = 2000
_Rows = list[list[Raw]]


def read_book(raw: bytes, wanted: str) -> Grid | Unreadable:
    """Read the first visible sheet that holds anything, or the one that is ``wanted`` by its name."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    large = too_large(raw, "")
    if large:
        return Unreadable(large.message, large.hint)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        refused = _refused(book, wanted)
        if refused:
            return refused
        seen = displayed_sheet(book, raw, wanted)
        sheet = book.get_sheet_by_name(seen.table)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            return Unreadable(
                "表格太大，可能远处有一个多余的格子。", "删除表格右边和下边多余的行和列，再保存。"
            )
        rows = cast(_Rows, sheet.to_python(skip_empty_area=False))
        ranges = getattr(sheet, "merged_cell_ranges", None) or []
        merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    except PasswordError:
        return Unreadable("表格加了密码，读不出来。", _OPEN)
    except (CalamineError, OSError, ValueError, OverflowError, IndexError, zipfile.BadZipFile, zlib.error):
        return Unreadable("表格打不开，可能损坏，或者不是表格文件。", _OPEN)
    return _grid(book, seen, rows, merged)


def _refused(book: Any, wanted: str) -> Unreadable | None:
    sheets = {each.name: str(each.visible).rpartition(".")[2] == "Visible" for each in book.sheets_metadata}
    if wanted and wanted not in sheets:
        names = "、".join(name for name, seen in sheets.items() if seen)
        return Unreadable(f"没有“{wanted}”这张工作表。", f"有：{names}。")
    if wanted and not sheets[wanted]:
        return Unreadable(f"工作表“{wanted}”是隐藏的。", "确实要公开的，取消隐藏以后再导入。")
    if not any(sheets.values()):
        return Unreadable("没有看得见的工作表。", "取消要公开的工作表的隐藏，再导入。")
    return None


def _grid(
    book: Any, seen: DisplayedSheet, rows: _Rows, merged: tuple[tuple[int, int, int, int], ...]
) -> Grid:
    wrong = tuple(_wrong(seen, rows))
    _show_dates(rows, seen)
    hidden = [*_hidden_sheets(book, seen), *_hide(rows, seen)]
    show_as_displayed(rows, seen)
    shown = tuple(
        GridRow(number, tuple(_text(cell) for cell in row))
        for number, row in enumerate(rows, 1)
        if any(map(holds_words, row))
    )
    return Grid(seen.table, shown, merged, tuple(hidden), wrong, seen.further)


def _text(cell: Raw) -> str:
    """Return a cell's text with the blanks before it, which are its level, and without those behind."""
    text = plain_text(cell)
    if isinstance(cell, str) and text:
        return cell[: len(cell) - len(cell.lstrip())].replace("\n", "") + text
    return text


def _wrong(seen: DisplayedSheet, rows: _Rows) -> Iterator[Left]:
    """Yield the cells that a formula should fill: those whose result the file does not hold, and wrong ones."""
    for row, column in seen.cells.formulas:
        held = row < len(rows) and column < len(rows[row]) and holds_words(rows[row][column])
        if not held or (seen.doubtful and rows[row][column] == 0):
            yield Left("公式没有结果", "", where(row + 1, column))
    for (row, column), error in seen.cells.errors.items():
        yield Left("公式算错了", error, where(row + 1, column))


def _show_dates(rows: _Rows, seen: DisplayedSheet) -> None:
    """Put in place of dates that show no day, what is shown of them: 2026年3月, 2026年."""
    for (row, column), style in seen.cells.styled:
        if row >= len(rows) or column >= len(rows[row]):
            continue
        cell = rows[row][column]
        if isinstance(cell, date):
            rows[row][column] = _shown_date(cell, style.code)


def _shown_date(day: date, code: str) -> Raw:
    letters = _QUOTED.sub("", code).lower()
    if "y" not in letters or "d" in letters or "h" in letters:
        return day
    chinese = "年" in code
    if "m" not in letters:
        return f"{day.year}年" if chinese else str(day.year)
    return chinese_month(day) if chinese else f"{day.year}-{day.month:02d}"


def _hidden_sheets(book: Any, seen: DisplayedSheet) -> Iterator[Left]:
    for name in seen.hidden:
        rows = book.get_sheet_by_name(name).to_python()
        count = sum(1 for row in rows for cell in row if holds_words(cell))
        yield Left("隐藏的工作表", f"“{name}”，{count}格有内容", f"工作表“{name}”")


def _hide(rows: _Rows, seen: DisplayedSheet) -> Iterator[Left]:
    """Take out of the rows what nobody sees in the sheet, and yield it."""
    left = _MOST_HIDDEN
    cells = seen.cells
    unseen = {at for at, style in cells.styled if hides(style.code)}
    columns = {column for column in range(max(map(len, rows), default=0)) if cells.hides(column)}
    for number, row in enumerate(rows):
        for column in range(len(row)):
            why = _why(number in cells.hidden_rows, column in columns, (number, column) in unseen)
            if not why or not holds_words(row[column]):
                continue
            text, row[column] = plain_text(row[column]), ""
            if left > 0:
                left -= 1
                yield Left(why, text, where(number + 1, column))
    if left <= 0:
        yield Left("隐藏的内容", f"太多，只列出前{_MOST_HIDDEN}格", "整张表")


def _why(row: bool, column: bool, shapeless: bool) -> str:
    return "隐藏的行" if row else "隐藏的列" if column else "数字格式（;;;）让人看不见" if shapeless else ""
