"""Read the first visible sheet of a workbook (XLSX, XLS) into rows of raw cells as displayed."""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from typing import cast

from generator.load.tables.displayed import (
    displayed_sheet,
    further,
    hidden,
    inexact,
    show_as_displayed,
    unreckoned,
)
from generator.load.tables.sheet import Raw, Sheet, SheetRow, column_letters, holds_words
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# A reader makes the whole rectangle around the cells: one cell far out would need gigabytes.
_MOST_BYTES = 64 * 1024 * 1024
MOST_CELLS = 8_000_000
# A cell that holds anything, whatever else its tag says; an empty one (styled only) ends itself.
_CELL = re.compile(
    rb"<(?:\w{1,9}:)?c(?=\s)(?:[^<>\s]++|\s++(?!r=))*+\s++r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*+(?<!/)>"
)
_OTHER_FORMAT = "在Excel里另存为“Excel工作簿（*.xlsx）”，不要加密码；或者另存为CSV。"


def read_workbook(raw: bytes, name: str) -> Sheet | Finding:
    """Read the first visible sheet of a workbook; return a finding when that cannot be done."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    large = too_large(raw, name)
    if large:
        return large
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        seen = displayed_sheet(book, raw)
        sheet = book.get_sheet_by_name(seen.table)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            return _finding_large(name, sheet.total_height, sheet.total_width)
        cells = cast(list[list[Raw]], sheet.to_python(skip_empty_area=False))
        merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in _merged(sheet))
    except PasswordError:
        return finding("file-unreadable", Place(name), "表格加了密码，读不出来。", _OTHER_FORMAT)
    except (CalamineError, OSError, ValueError, OverflowError, IndexError, zipfile.BadZipFile, zlib.error):
        return finding(
            "file-unreadable", Place(name), "表格打不开，可能损坏，或者不是Excel文件。", _OTHER_FORMAT
        )
    if told := tuple(hidden(seen, cells, name)):
        return Sheet(name, (), told=told)
    told = *further(seen, name), *unreckoned(seen, cells, name), *inexact(cells, name)
    show_as_displayed(cells, seen)
    rows = [
        SheetRow(number, number, tuple(map(_known, row)))
        for number, row in enumerate(cells, 1)
        if any(map(holds_words, row))
    ]
    return Sheet(name, tuple(rows), merged=merged, told=told)


def _known(cell: Raw) -> Raw:
    """Return a cell; what is no number that can be reckoned with is shown as a spreadsheet shows it."""
    return "#NUM!" if isinstance(cell, float) and not math.isfinite(cell) else cell


def _merged(sheet: object) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] = getattr(sheet, "merged_cell_ranges", None) or []
    return ranges


def too_large(raw: bytes, name: str) -> Finding | None:
    """Tell whether a workbook is larger than any table that people look at."""
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES:
                return finding("file-too-large", Place(name), "表格展开后超过64MB。", "分成几个表格。")
            sheets = [
                each
                for each in archive.namelist()
                if each.startswith("xl/worksheets/") and each.endswith(".xml")
            ]
            for each in sheets:
                right, bottom = 0, 0
                for letters, digits in _CELL.findall(archive.read(each)):
                    right, bottom = max(right, _number(letters)), max(bottom, int(digits))
                if right * bottom > MOST_CELLS:
                    return _finding_large(name, bottom, right)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        return finding(
            "file-unreadable", Place(name), "表格打不开，可能损坏，或者不是Excel文件。", _OTHER_FORMAT
        )
    return None


def _number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value


def _finding_large(name: str, rows: int, columns: int) -> Finding:
    message = f"表格用到了第{rows}行、{column_letters(columns - 1)}列，太大了，可能远处有一个多余的格子。"
    return finding("file-too-large", Place(name), message, "删除表格右边和下边多余的行和列，再保存。")
