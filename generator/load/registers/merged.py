"""Fill merged cells below the header: every cell that one covers says what it says."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from generator.load.registers.head import TableHeader
from generator.load.tables.sheet import Raw, Sheet, SheetRow, holds_words
from generator.model.catalogue import finding
from generator.model.finding import Finding

_MOST_COVERED = 1_000_000
_MOST_TOLD = 100


def fill_merged(sheet: Sheet, head: TableHeader, findings: list[Finding]) -> Sheet:
    """Return the sheet with the words of merged cells in all that they cover, below the head.

    A row that is one merged cell from side to side names what follows it, not a row: that is a finding.
    """
    if not sheet.merged or head.begins >= len(sheet.rows):
        return sheet
    rows = [list(row.cells) for row in sheet.rows]
    numbers = [row.number - 1 for row in sheet.rows]
    covered = told = 0
    for top, left, bottom, beyond in sheet.merged:
        first = bisect_left(numbers, top)
        if (
            top < numbers[head.begins]
            or first >= len(numbers)
            or numbers[first] != top
            or left >= len(rows[first])
        ):
            continue
        value = rows[first][left]
        if not holds_words(value):
            continue
        right = min(beyond, head.width - 1)
        if left == 0 and right == head.width - 1 and right > 0 and top == bottom:
            if told < _MOST_TOLD:
                findings.append(_across(sheet, sheet.rows[first], value))
            told += 1
            continue
        last = bisect_left(numbers, bottom + 1)
        covered += (last - first) * max(0, right - left + 1)
        if covered > _MOST_COVERED:
            message = "合并的单元格太多。"
            findings.append(
                finding("register-invalid", sheet.place(sheet.rows[0], 0), message, "取消合并，再保存。")
            )
            return sheet
        for at in range(first, last):
            _fill(rows[at], left, right, value)
    filled = (row._replace(cells=tuple(cells)) for row, cells in zip(sheet.rows, rows, strict=True))
    return replace(sheet, rows=tuple(filled))


def _fill(cells: list[Raw], left: int, right: int, value: Raw) -> None:
    cells.extend("" for _ in range(right + 1 - len(cells)))
    for column in range(left, right + 1):
        cells[column] = value


def _across(sheet: Sheet, row: SheetRow, value: Raw) -> Finding:
    message = f"第{row.number}行整行合并成一格（“{str(value).strip()[:20]}”），像是下面几行的分组，不是一行。"
    return finding(
        "register-cell", sheet.place(row, 0), message, "删去这一行，另加一列写分组；或者分成几张表。"
    )
