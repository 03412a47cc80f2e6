"""The lists of what units have to do as workbooks: one a unit, and one of all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from generator.check.unit_lists import Group, ToDo, UnitList
from generator.model.calendar.days import chinese_day
from generator.model.portal import Portal
from generator.report.ledger_sheets import Book, print_setup
from generator.tables import new_workbook

ALL = "全部单位"
_COLUMNS = (
    ("序号", 6),
    ("分组", 14),
    ("类别", 12),
    ("栏目或事项", 46),
    ("期限", 12),
    ("情况", 56),
    ("怎么改", 40),
    ("位置", 36),
)
_COLOURS = {Group.OVERDUE: "#B3121D", Group.NEXT: "#8A5A00"}
# What no file of Windows may be called, and what would leave the folder.
_UNSAFE = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f]")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 60


def unit_workbooks(portal: Portal, lists: Sequence[UnitList], days: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each workbook; the one of all comes first."""
    yield f"{ALL}.xlsx", _whole(portal, lists, days)
    taken = {ALL}
    for each in lists:
        name = _file_name(each.unit, taken)
        taken.add(name.casefold())
        yield f"{name}.xlsx", _workbook(portal, [each], days, each.unit)


def _file_name(unit: str, taken: Iterable[str]) -> str:
    """Return a name that every system takes and that no other list has."""
    name = _UNSAFE.sub("_", unit).strip(" .")[:_LONGEST].rstrip(" .") or "_"
    name = f"_{name}" if _DEVICES.fullmatch(name) else name
    numbered = (name if number == 1 else f"{name}{number}" for number in range(1, 1_000_000))
    return next(each for each in numbered if each.casefold() not in taken)


def _whole(portal: Portal, lists: Sequence[UnitList], days: int) -> bytes:
    return _workbook(portal, lists, days, ALL)


def _workbook(portal: Portal, lists: Sequence[UnitList], days: int, whose: str) -> bytes:
    out, day = io.BytesIO(), portal.as_of
    workbook = new_workbook(out)
    made = datetime(day.year, day.month, day.day)
    workbook.set_properties({"title": f"{whose}待办清单", "author": portal.organizer, "created": made})
    base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
    book = Book(workbook, base)
    if whose == ALL:
        _summary(book, portal, lists, days)
    _list(book, portal, lists, days, whose)
    workbook.close()
    return out.getvalue()


def _told(portal: Portal, days: int) -> str:
    return f"{portal.name}　　情况截至：{chinese_day(portal.as_of)}　　“即将到期”是以后{days}天内的　　任务文字是摘要，引用请核对原文"


def _list(book: Book, portal: Portal, lists: Sequence[UnitList], days: int, whose: str) -> None:
    sheet = book.workbook.add_worksheet("清单")
    columns = (("单位", 18), *_COLUMNS) if whose == ALL else _COLUMNS
    last = len(columns) - 1
    for number, (_, width) in enumerate(columns):
        sheet.set_column(number, number, width)
    title = book.style(font_name="黑体", font_size=18, align="center", border=0)
    sheet.merge_range(0, 0, 0, last, f"{whose}待办清单", title)
    sheet.set_row(0, 34)
    sheet.merge_range(1, 0, 1, last, _told(portal, days), book.style(border=0))
    sheet.write_row(
        2, 0, [name for name, _ in columns], book.style(bold=True, align="center", bg_color="#E9F0F9")
    )
    text = book.style()
    marks = {group: book.style(bold=True, font_color=_COLOURS.get(group, "#1F2329")) for group in Group}
    row = 3
    for each in lists:
        for number, line in enumerate(each.lines, start=1):
            cells = ([each.unit] if whose == ALL else []) + _cells(number, line)
            for place, cell in enumerate(cells):
                sheet.write_string(
                    row, place, cell, marks[line.group] if columns[place][0] == "分组" else text
                )
            row += 1
    sheet.freeze_panes(3, 0)
    if row > 3:
        sheet.autofilter(2, 0, row - 1, last)
    print_setup(sheet, (0, 0, max(row - 1, 2), last), repeat=2)


def _cells(number: int, line: ToDo) -> list[str]:
    due = line.due.isoformat() if line.due else "—"
    return [str(number), line.group.value, line.kind, line.what, due, line.message, line.hint, line.where]


def _summary(book: Book, portal: Portal, lists: Sequence[UnitList], days: int) -> None:
    sheet: Any = book.workbook.add_worksheet("各单位合计")
    head, text, figure = (
        book.style(bold=True, align="center", bg_color="#E9F0F9"), book.style(), book.style(align="center"),
    )  # fmt: skip
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(Group) + 2, 16)
    sheet.merge_range(0, 0, 0, len(Group) + 2, _told(portal, days), book.style(border=0))
    sheet.set_row(0, 34)
    sheet.write_row(1, 0, ["单位", *(group.value for group in Group), "合计", "最近的期限"], head)
    row = 1
    for row, each in enumerate(lists, start=2):
        sheet.write_string(row, 0, each.unit, text)
        counts = [each.count(group) for group in Group]
        for number, count in enumerate([*counts, len(each.lines)], start=1):
            sheet.write_number(row, number, count, figure)
        coming = [line.due for line in each.lines if line.group is Group.NEXT and line.due]
        sheet.write_string(row, len(Group) + 2, min(coming).isoformat() if coming else "—", figure)
    sheet.freeze_panes(2, 1)
    print_setup(sheet, (0, 0, row, len(Group) + 2), repeat=1)
