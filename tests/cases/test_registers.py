"""Tables as people hand them in: covers, titles, notes and days above the head are passed over."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from generator.load.registers.cells import plain_text
from generator.load.registers.head import free_header
from generator.load.tables.sheet import Sheet
from generator.load.tables.workbook import read_workbook
from generator.model.finding import Finding
from tests.cases.old_books import OldSheet, old_book

ROWS = [["名称", "地址", "电话"], ["甲校", "样例路", "1"], ["乙校", "样例街", "2"]]


def book(*sheets: tuple[str, list[list[str]], bool]) -> bytes:
    """Return a workbook of sheets: name, rows, whether it is hidden."""
    out = io.BytesIO()
    made: Any = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows, hidden in sheets:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if hidden:
            sheet.hide()
    next(each for each in made.worksheets() if not each.hidden).activate()
    made.close()
    return out.getvalue()


def read(raw: bytes) -> Sheet:
    sheet = read_workbook(raw, "a.xlsx")
    assert isinstance(sheet, Sheet), sheet
    return sheet


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (book(("封面", [], False), ("名单", ROWS, False)), []),
        (book(("封面", [[" "], [""]], False), ("名单", ROWS, False)), []),
        (book(("空", [], True), ("封面", [], False), ("名单", ROWS, False)), []),
        (book(("名单", ROWS, False), ("说明", [["如何填写"]], False)), ["table-sheets"]),
        (book(("封面", [], False), ("名单", ROWS, False), ("又", ROWS, False)), ["table-sheets"]),
        (old_book(OldSheet([], "封面"), OldSheet(ROWS, "名单")), []),
    ],
)
def test_an_empty_cover_is_passed_over(raw: bytes, told: list[str]) -> None:
    sheet = read(raw)
    assert [[plain_text(cell) for cell in row.cells] for row in sheet.rows] == ROWS
    assert [each.code for each in sheet.told] == told


@pytest.mark.parametrize(
    "above",
    [
        [["填报单位：县教育局", "", "2026年3月"]],
        [["学校名单"], ["单位：个", "2026年3月1日"]],
        [["学校名单"], ["填报单位：县教育局", "填报日期：2026-03-01", "2026年度"]],
        [["（单位：个）"], ["2026-03-01", "", "审核人：张某"]],
        [[""], ["学校名单"], [""]],
    ],
)
@pytest.mark.parametrize("width", [2, 3])
def test_notes_and_days_above_a_head_are_passed_over(above: list[list[str]], width: int) -> None:
    rows = [row[:width] for row in ROWS]
    found: list[Finding] = []
    head = free_header(read(book(("名单", [*above, *rows], False))), found)
    assert ([field.label for field in head.fields], found) == (rows[0], [])


def test_a_day_alone_is_a_head_like_another() -> None:
    found: list[Finding] = []
    head = free_header(read(book(("名单", [["2024年", "2025年"], ["1", "2"]], False))), found)
    assert [field.label for field in head.fields] == ["2024年", "2025年"]
