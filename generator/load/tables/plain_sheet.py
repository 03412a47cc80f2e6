"""Turn a workbook's sheet into lists of texts and numbers for the pipe and the cache, and back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from generator.load.tables.sheet import Raw, Sheet, SheetRow
from generator.model.catalogue import finding
from generator.model.finding import Place


def plain_sheet(sheet: Sheet) -> list[Any]:
    """Return a workbook's sheet as lists of texts and numbers, which JSON has."""
    return [
        [[row.number, [_plain(cell) for cell in row.cells]] for row in sheet.rows],
        [list(each) for each in sheet.merged],
        [[each.code, each.place.line, each.place.column, each.message, each.hint] for each in sheet.told],
    ]


def sheet_of_plain(plain: list[Any], name: str) -> Sheet:
    """Return the sheet that ``plain_sheet`` took down."""
    rows, merged, told = plain
    return Sheet(
        name,
        tuple(SheetRow(number, number, tuple(map(_raw, cells))) for number, cells in rows),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in merged),
        told=tuple(
            finding(code, Place(name, line, column), message, hint)
            for code, line, column, message, hint in told
        ),
    )


def _plain(cell: Raw) -> Any:
    if isinstance(cell, datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, date | time):
        return ["date" if isinstance(cell, date) else "time", cell.isoformat()]
    return ["span", cell.total_seconds()] if isinstance(cell, timedelta) else cell


def _raw(plain: Any) -> Raw:
    if not isinstance(plain, list | tuple):
        cell: Raw = plain
        return cell
    kind, value = plain
    if kind == "span":
        return timedelta(seconds=value)
    if kind == "time":
        return time.fromisoformat(value)
    return datetime.fromisoformat(value) if kind == "datetime" else date.fromisoformat(value)
