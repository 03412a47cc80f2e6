"""Workbooks read for import: what is seen, what is hidden and named, and that no cell is lost."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.questions import Answers
from generator.intake.reading.blocks import Unreadable
from generator.intake.tables.books import read_book
from generator.intake.tables.grid import Grid, GridRow, squeezed
from generator.intake.tables.making import Register, make_register
from generator.intake.tables.ods import is_ods, read_ods
from tests.intake.tables.making import ods, workbook


def grid_of(*rows: str, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    """Return a sheet whose rows are written with | between the cells."""
    cells = (tuple(row.split("|")) for row in rows)
    return Grid("", tuple(GridRow(n, each) for n, each in enumerate(cells, 1)), merged)


def made(grid: Grid | Unreadable) -> Register:
    """Return the register of a sheet in a column without a format."""
    assert isinstance(grid, Grid), grid
    register = make_register(grid, "表", None, Answers({}))
    assert isinstance(register, Register), register
    return register


def rows(register: Register) -> list[list[str]]:
    """Return the cells of what was written."""
    return list(csv.reader(io.StringIO(register.raw.decode("utf-8-sig"), newline="")))


def test_what_is_hidden_is_left_out_and_named() -> None:
    def fill(book: Any, sheet: Any) -> None:
        unseen = book.add_format({"num_format": ";;;"})
        sheet.write_row(0, 0, ["名称", "底价", "备注"])
        sheet.write_row(1, 0, ["甲", 100, "公开"])
        sheet.write_row(2, 0, ["乙", 200, "不公开"])
        sheet.write(3, 0, "丙")
        sheet.write(3, 2, 77, unseen)
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})

    def secret(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "内部底稿")
        sheet.hide()

    grid = read_book(workbook(("名单", fill), ("底稿", secret)), "")
    register = made(grid)
    assert rows(register) == [["名称", "备注"], ["甲", "公开"], ["丙", ""]]
    assert {(each.what, each.text) for each in register.left} >= {
        ("隐藏的列", "100"), ("隐藏的行", "乙"), ("隐藏的行", "不公开"), ("数字格式（;;;）让人看不见", "77"),
        ("隐藏的工作表", "“底稿”，1格有内容"),
    }  # fmt: skip
    assert register.whole and "底" not in register.raw.decode("utf-8-sig").replace("底价", "")
    assert isinstance(read_book(workbook(("名单", fill), ("底稿", secret)), "底稿"), Unreadable)


def test_a_formula_without_a_result_is_told() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["项目", "金额"])
        sheet.write(1, 0, "甲")
        sheet.write_formula(1, 1, "=1+1", None, "")

    register = made(read_book(workbook(("表", fill)), ""))
    assert [(each.what, each.place) for each in register.missing] == [("公式没有结果", "第2行B列")]
    assert not register.whole


def test_dates_are_written_as_they_are_shown() -> None:
    def fill(book: Any, sheet: Any) -> None:
        month = book.add_format({"num_format": 'yyyy"年"m"月"'})
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, ["月份", "日期", "事项"])
        sheet.write(1, 0, 46082, month)
        sheet.write(1, 1, 46082, day)
        sheet.write(1, 2, "甲")

    assert rows(made(read_book(workbook(("表", fill)), "")))[1] == ["2026年3月", "2026-03-01", "甲"]


def test_an_ods_file_is_read_as_it_shows_itself() -> None:
    raw = ods(
        '<office:automatic-styles><style:style style:name="off"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="底稿" table:style-name="off"><table:table-row><table:table-cell><text:p>内部</text:p>'
        '</table:table-cell></table:table-row></table:table><table:table table:name="表">'
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        '<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>收支<text:s/>总表</text:p>'
        '</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        "<table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell><table:table-cell><text:p>密</text:p>"
        "</table:table-cell><table:table-cell><text:p>占比</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell/>"
        '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p><office:annotation>'
        "<text:p>批注</text:p></office:annotation></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
    )
    assert is_ods(raw)
    register = made(read_ods(raw, ""))
    assert (register.title, rows(register)) == ("收支总表", [["项目", "占比"], ["甲", "12.5%"]])
    assert [each.what for each in register.left] == ["隐藏的工作表", "隐藏的列"]
    assert isinstance(read_ods(raw, "底稿"), Unreadable) and isinstance(
        read_ods(b"PK\x03\x04", ""), Unreadable
    )


def test_a_head_of_three_rows_and_merged_cells_are_filled_down() -> None:
    grid = grid_of(
        "单位|预算|||合计", "|上年|本年||", "||一般|专项|", "甲局|1|2|3|6", "|4|5|6|15", "合计||||21",
        merged=((0, 0, 2, 0), (0, 1, 0, 3), (1, 1, 2, 1), (1, 2, 1, 3), (0, 4, 2, 4), (3, 0, 4, 0), (5, 0, 5, 3)),
    )  # fmt: skip
    register = made(grid)
    assert rows(register) == [
        ["单位", "预算—上年", "预算—本年—一般", "预算—本年—专项", "合计"], ["甲局", "1", "2", "3", "6"],
        ["甲局", "4", "5", "6", "15"], ["", "合计", "", "", "21"],
    ]  # fmt: skip


def test_a_head_of_two_rows_without_merged_cells() -> None:
    register = made(grid_of("编码|名称|支出|", "||人员|公用", "01|甲|1|2"))
    assert rows(register)[0] == ["编码", "名称", "支出—人员", "支出—公用"]


def test_tables_side_by_side_follow_each_other() -> None:
    register = made(grid_of("名称|电话|名称|电话", "甲|1|丙|3", "乙|2||"))
    assert rows(register) == [["名称", "电话"], ["甲", "1"], ["乙", "2"], ["丙", "3"]]


def test_sections_are_counted() -> None:
    grid = grid_of("序号|名称|地址", "东城（2所）||", "1|甲|子路", "西城（1所）||", "1|乙|丑路")
    register = made(grid)
    assert [row[0] for row in rows(register)] == ["分组", "东城", "西城"]
    assert [each.text for each in register.doubts] == ["东城（2所），表里有1行"]


def test_a_lone_name_among_numbers_is_a_row() -> None:
    register = made(grid_of("项目|上年|本年", "一、收入||", "税收|1|2", "合计|1|2"))
    assert [row[0] for row in rows(register)] == ["项目", "一、收入", "税收", "合计"]


def test_who_filled_in_a_table_is_no_part_of_it() -> None:
    register = made(grid_of("名称|电话", "甲|1", "填表人：张某　审核人：李某|"))
    assert len(rows(register)) == 2
    assert [each.what for each in register.left] == ["填报信息"]


def test_a_text_like_a_formula_stays_a_text() -> None:
    register = made(grid_of("名称|说明", "甲|=1+1", "乙|-", "丙|'x"))
    assert register.whole and rows(register)[1][1] == "'=1+1"


_CELL = st.text(st.sampled_from("甲乙丙一（）：、注合计0123456789.%\n　 "), max_size=6)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=4), min_size=1, max_size=7))
def test_no_cell_is_lost_whatever_the_sheet(table: list[list[str]]) -> None:
    kept = [row for row in table if any(cell.strip() for cell in row)]
    grid = Grid("", tuple(GridRow(n, tuple(row)) for n, row in enumerate(kept, 1)))
    register = make_register(grid, "表", None, Answers({}))
    if isinstance(register, Unreadable):
        return
    held = "\n".join((
        *(squeezed(cell) for row in rows(register) for cell in row),
        *(squeezed(each.text) for each in (*register.left, *register.missing)), squeezed(register.title),
        squeezed(register.layout.title),
    ))  # fmt: skip
    for row in kept:
        for cell in row:
            assert squeezed(cell) in held, (cell, kept)


@pytest.mark.parametrize("raw", [b"", b"PK\x05\x06" + b"\x00" * 18, b"\x00" * 5000])
def test_broken_books_are_refused(raw: bytes) -> None:
    assert isinstance(read_book(raw, ""), Unreadable)
