"""The words of a workbook (XLSX) as it shows them: every visible sheet, cell by cell, numbers in their formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from generator.load.tables.displayed import DisplayedSheet, hidden, show_as_displayed
from generator.load.tables.sheet import Raw
from generator.load.tables.workbook import MOST_CELLS, too_large
from generator.load.tables.workbook_cells import scan
from generator.load.tables.workbook_parts import PartsError, read_book, read_part
from generator.load.texts.archive import open_archive


def sheet_blocks(raw: bytes) -> Iterator[str]:
    """Yield cell by cell, each sheet's name first.

    Raises PartsError where a sheet hides anything or cannot be told: nothing of such a file is read. Also raises what
    broken workbooks raise.
    """
    from python_calamine import CalamineWorkbook

    if too_large(raw, ""):
        raise PartsError("too large")
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    shown = [
        each.name
        for each in book.sheets_metadata
        if _is(each.typ, "WorkSheet") and _is(each.visible, "Visible")
    ]
    with open_archive(raw) as archive:
        parts = read_book(archive)
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            if name not in parts.sheets or sheet.total_height * sheet.total_width > MOST_CELLS:
                raise PartsError("no such sheet")
            rows = cast(list[list[Raw]], sheet.to_python(skip_empty_area=False))
            seen = DisplayedSheet(name, cells=scan(read_part(archive, parts.sheets[name]), parts.styles))
            if next(hidden(seen, rows, name), None):
                raise PartsError("hidden")
            show_as_displayed(rows, seen)
            yield name
            for row in rows:
                yield from map(_words, row)


def _is(kind: object, word: str) -> bool:
    return str(kind).rpartition(".")[2] == word


def _words(cell: Raw) -> str:
    """Return a cell as a reader sees it; a date at midnight is a day."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime) and cell.time().isoformat() == "00:00:00":
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
