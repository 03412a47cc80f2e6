"""Workbooks: what they hide is never published, and what they display is what is shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.portal import load_portal
from generator.load.registers.cells import plain_text, read_cell
from generator.load.tables.number_formats import Formats
from generator.load.tables.sheet import Sheet
from generator.load.tables.workbook import read_workbook
from generator.model.finding import Finding
from generator.model.register import FieldType, Register, RegisterField
from tests.helpers import PORTAL, check, codes, make_portal, run

COLUMNS = PORTAL + (
    "columns:\n  - name: 名册\n    kind: register\n    description: 全区各单位的名册。\n"
    "    unit: 区政府办公室\n    owner: 赵某某\n    cycle: yearly\n"
)
NAME = "content/mc/名册.xlsx"
Made = Callable[[Any], None]


def made(fill: Made) -> bytes:
    """Return a workbook that ``fill`` has filled."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def table(book: Any, rows: list[list[object]], name: str = "") -> Any:
    """Add a sheet with these cells."""
    sheet = book.add_worksheet(name or None)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    return sheet


def portal(folder: Path, raw: bytes) -> Path:
    return make_portal(folder, {"columns.yml": COLUMNS, NAME: raw})


def the_register(root: Path) -> Register:
    loaded = load_portal(root, date(2026, 11, 20))
    assert not loaded.findings, loaded.findings
    assert loaded.portal
    (found,) = loaded.portal.registers
    return found


def rows_of(raw: bytes) -> list[list[str]]:
    sheet = read_workbook(raw, "a.xlsx")
    assert isinstance(sheet, Sheet), sheet
    return [[plain_text(cell) for cell in row.cells] for row in sheet.rows]


def displayed(value: float, code: str) -> str | None:
    return Formats().show(value, code)


ROWS: list[list[object]] = [
    ["名称", "地址", "备注"],
    ["甲", "样例路1号", "乙等"],
    ["丙", "样例路2号", "丁等"],
]


@settings(max_examples=80)
@given(
    rows=st.sets(st.integers(0, 6)),
    columns=st.sets(st.integers(0, 4)),
    sheets=st.lists(st.sampled_from(["visible", "hidden", "very hidden"]), max_size=3),
    flat=st.booleans(),
    filled=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 4)), min_size=1),
)
def test_what_a_workbook_hides_is_told_and_goes_no_further(
    rows: set[int], columns: set[int], sheets: list[str], flat: bool, filled: set[tuple[int, int]]
) -> None:
    def fill(book: Any) -> None:
        for number, state in enumerate(sheets):
            other = book.add_worksheet(f"前{number}")
            other.write(0, 0, "看得见" if state == "visible" else "藏起来")
            if state != "visible":
                other.hide() if state == "hidden" else other.very_hidden()
        sheet = book.add_worksheet("表")
        for row, column in filled:
            sheet.write(row, column, "藏起来" if row in rows or column in columns else "看得见")
        for row in rows:
            sheet.set_row(row, 0 if flat else None, None, {} if flat else {"hidden": True})
        for column in columns:
            sheet.set_column(column, column, 0 if flat else None, None, {} if flat else {"hidden": True})
        next((each for each in book.worksheets() if not each.hidden), sheet).activate()

    found = read_workbook(made(fill), "a.xlsx")
    assert isinstance(found, Sheet)
    visible = next((n for n, state in enumerate(sheets) if state == "visible"), len(sheets))
    hidden = any(state != "visible" for state in sheets)
    if visible == len(sheets):
        hidden = hidden or any(row in rows or column in columns for row, column in filled)
    assert "藏起来" not in repr(found.rows)
    assert any(each.code == "table-hidden" for each in found.told) == hidden
    assert (found.rows == ()) == hidden


def test_a_workbook_that_hides_something_is_not_built(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = table(book, ROWS)
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})

    root = portal(tmp_path, made(fill))
    found = check(root)
    assert {(each["line"], each["column"]) for each in found if each["code"] == "table-hidden"} == {
        (1, 3),
        (3, 1),
    }
    assert run("build", "--root", root, "--as-of", "2026-11-20").code == 1
    assert not (root / "site").exists()
    loaded = load_portal(root, date(2026, 11, 20))
    assert loaded.portal is None or loaded.portal.registers == ()


def test_a_format_that_shows_nothing_hides(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table(book, ROWS).write(1, 2, "内部", book.add_format({"num_format": ";;;"}))

    (found,) = [each for each in check(portal(tmp_path, made(fill))) if each["code"] == "table-hidden"]
    assert "第2行C列" in found["message"]


def test_the_first_visible_sheet_is_the_table_and_the_others_are_named(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("空的").hide()
        table(book, ROWS, "小学").activate()
        table(book, ROWS, "中学")
        book.add_worksheet("也是空的")

    root = portal(tmp_path, made(fill))
    (found,) = check(root)
    assert (found["code"], found["level"]) == ("table-sheets", "warning")
    assert "“小学”" in found["message"]
    assert "“中学”" in found["message"]
    assert "空的" not in found["message"]


@pytest.mark.parametrize("value", ["", 0, "#REF!", "#N/A", "#NAME?", "#DIV/0!"])
def test_a_formula_without_a_result_is_told_with_its_place(value: str | int, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table(book, [["项目", "金额"], ["甲", 1], ["合计", None]]).write_formula(
            2, 1, "=SUM(B2:B2)", None, value
        )

    raw = made(fill)
    found = [each for each in check(portal(tmp_path, raw)) if each["code"] == "table-formula"]
    if value == "":  # a formula whose result is an empty text is written so, too
        raw = raw_without_values(raw)
        found = [each for each in check(portal(tmp_path / "b", raw)) if each["code"] == "table-formula"]
    assert [(each["line"], each["column"]) for each in found] == [(3, 2)] * len(found)
    assert found


def raw_without_values(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b' t="str"', b"").replace(b"</f><v></v>", b"</f><v/>"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.853, "0.0%", "85.3%"),
        (0.5, "0%", "50%"),
        (301, "000000", "000301"),
        (2300000000, "000-00000000", "023-00000000"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (12, '0"元"', "12元"),
        (1234567, '#,##0,"千元"', "1,235千元"),
        (123456, '0!.0,"万"', "12.3万"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (12, "000,000", "000,012"),
        (3, 'G/通用格式"人"', "3人"),
        (0.1, "General", "0.1"),
        (1.25, "0.0##", "1.25"),
        (1.255, "0.00_ ", "1.26"),
    ],
)
def test_a_number_is_shown_as_it_is_displayed(value: float, code: str, shown: str) -> None:
    assert displayed(value, code) == shown

    def fill(book: Any) -> None:
        table(book, ROWS).write(1, 2, value, book.add_format({"num_format": code}))

    assert rows_of(made(fill))[1][2] == shown


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "# ?/?", "0.0E+00", "[DBNum1]0", "[>5]0;0", "@"])
def test_a_format_of_another_kind_is_left_alone(code: str) -> None:
    assert displayed(12.5, code) is None


@given(value=st.floats(-1e12, 1e12), code=st.text('0#?.,%;"\\_*![]-$ E元年y@General', max_size=12))
def test_no_format_stops_the_reading(value: float, code: str) -> None:
    assert displayed(value, code) is None or isinstance(displayed(value, code), str)


@given(value=st.integers(-(10**9), 10**9), places=st.integers(0, 4))
def test_thousands_and_decimals_keep_the_number(value: int, places: int) -> None:
    number = value / 10**places
    code = "#,##0" + ("." + "0" * places if places else "")
    assert displayed(number, code) == f"{number:,.{places}f}"


def test_a_percent_of_a_format_is_the_number_as_displayed(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = table(book, [["机构名称", "床位使用率（%）"], ["甲院"], ["乙院", 60]])
        sheet.write(1, 1, 0.853, book.add_format({"num_format": "0.0%"}))

    root = portal(tmp_path, made(fill))
    (root / "registers").mkdir()
    (root / "registers/beds.yml").write_text(
        "id: beds\nname: 床位\nbasis: 默认，可改\nrow_title: name\nfields:\n"
        "  - {key: name, label: 机构名称, required: true}\n  - {key: rate, label: 床位使用率, type: number, unit: '%'}\n",
        encoding="utf-8",
    )
    columns = (root / "columns.yml").read_text(encoding="utf-8")
    (root / "columns.yml").write_text(
        columns.replace("kind: register", "kind: register\n    schema: beds"), encoding="utf-8"
    )
    assert the_register(root).rows == (("甲院", "85.3"), ("乙院", "60"))


ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0, ACCOUNTING, "0"),
        (-1234.5, ACCOUNTING, "-1234.50"),
        (-5, "0.0;(0.0)", "-5.0"),
        (1e6, '#,##0"元"', "1000000"),
    ],
)
def test_amounts_of_accountants_are_numbers(value: float, code: str, shown: str) -> None:
    def fill(book: Any) -> None:
        table(book, ROWS).write(1, 2, value, book.add_format({"num_format": code}))

    field = RegisterField("amount", "金额", type=FieldType.MONEY, required=True, unit="元")
    sheet = read_workbook(made(fill), "a.xlsx")
    assert isinstance(sheet, Sheet)
    assert read_cell(sheet.rows[1].cells[2], field) == shown


def test_a_number_that_lost_its_digits_is_told(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table(book, [["名称", "账号"], ["甲", 1234567890123456789]])

    (found,) = check(portal(tmp_path, made(fill)))
    assert (found["code"], found["line"], found["column"]) == ("register-cell", 2, 2)


def test_merged_cells_below_the_head_fill_what_they_cover(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = table(
            book,
            [
                ["名册"],
                ["部门", "项目", "金额", "备注"],
                [None, "甲", 1],
                [None, "乙", 2],
                ["教育局", "丙", 3],
            ],
        )
        sheet.merge_range(0, 0, 0, 3, "名册")
        sheet.merge_range(2, 0, 3, 0, "公安局")
        sheet.merge_range(4, 2, 4, 3, "免收")

    assert the_register(portal(tmp_path, made(fill))).rows == (
        ("公安局", "甲", "1", ""),
        ("公安局", "乙", "2", ""),
        ("教育局", "丙", "免收", "免收"),
    )


def test_a_row_merged_from_side_to_side_is_no_row(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = table(book, [["名称", "地址"], [None, None], ["甲", "一号"]])
        sheet.merge_range(1, 0, 1, 1, "一、小学")

    (found,) = check(portal(tmp_path, made(fill)))
    assert (found["code"], found["line"]) == ("register-cell", 2)
    assert "一、小学" in found["message"]


def test_indents_of_the_first_column_stay(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = table(book, [["科目", "金额"], ["收入", 3], ["　税收", 2], ["    增值税", 1], ["其他", 1]])
        sheet.write(4, 0, "其他", book.add_format({"indent": 1}))

    names = [row[0] for row in the_register(portal(tmp_path, made(fill))).rows]
    assert names == ["收入", "　税收", "　　增值税", "　其他"]


HEAD_ROWS = {
    "a title above two columns": [["样例县学校名册"], ["名称", "地址"], ["甲", "一号"]],
    "a title and a unit": [["各校情况"], ["单位：万元"], ["名称", "地址"], ["甲", "一号"]],
    "a note of two cells": [
        ["各校"],
        ["填报单位：教育局", "单位：个"],
        ["名称", "地址", "人数"],
        ["甲", "一号", "3"],
    ],
    "the unit at the right": [
        ["学校一览表"],
        [None, None, "单位：个"],
        ["名称", "地址", "人数"],
        ["甲", "一号", "3"],
    ],
    "a title with a note": [["学校名录（2026年）"], ["名称", "地址"], ["甲", "一号"]],
    "no title": [["名称", "地址"], ["甲", "一号"]],
}


@pytest.mark.parametrize("rows", HEAD_ROWS.values(), ids=HEAD_ROWS)
def test_titles_and_units_above_the_head_are_passed_over(rows: list[list[object]], tmp_path: Path) -> None:
    found = the_register(portal(tmp_path, made(lambda book: table(book, rows))))
    assert found.fields[0].label == "名称"
    assert found.rows[0][:2] == ("甲", "一号")


def test_a_head_that_lacks_a_label_is_no_title(tmp_path: Path) -> None:
    rows: list[list[object]] = [["名称", None], ["甲", "一号"], ["乙", "二号"]]
    assert codes(check(portal(tmp_path, made(lambda book: table(book, rows))))) == ["register-invalid"]


def test_parts_that_contradict_each_other_are_not_read() -> None:
    raw = made(lambda book: table(book, ROWS))
    for old, new in ((b"<sheetData>", b"<!DOCTYPE x><sheetData>"), (b"</sheetData>", b"")):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                target.writestr(
                    name, source.read(name).replace(old, new) if "sheet1" in name else source.read(name)
                )
        found = read_workbook(out.getvalue(), "a.xlsx")
        assert isinstance(found, Finding)
        assert found.code == "file-unreadable"


OFFICIAL = {
    "行政相对人名称": "示例某某商贸有限公司", "行政相对人类别": "法人及非法人组织",
    "行政相对人代码_1（统一社会信用代码）": "91500000MA00000000", "行政相对人代码_2（工商注册号）": "",
    "行政相对人代码_3（组织机构代码）": "", "行政相对人代码_4（税务登记号）": "",
    "行政相对人代码_5（事业单位证书号）": "", "行政相对人代码_6（社会组织登记证号）": "",
    "法定代表人": "张某某", "法定代表人证件类型": "身份证", "法定代表人证件号码": "", "证件类型": "", "证件号码": "",
    "行政许可决定文书名称": "准予行政许可决定书", "行政许可决定文书号": "示例市监许〔2026〕1号", "许可类别": "普通",
    "许可证书名称": "食品经营许可证", "许可编号": "JY1", "许可内容": "热食类食品制售", "许可决定日期": "2026/10/01 09:30:00",
    "有效期自": "2026/10/01", "有效期至": "2099/12/31", "许可机关": "示例区市场监督管理局",
    "许可机关统一社会信用代码": "", "当前状态": 1, "数据来源单位": "示例区市场监督管理局",
    "数据来源单位统一社会信用代码": "", "备注": "",
}  # fmt: skip


def test_the_export_of_the_credit_platform_is_read(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table(book, [list(OFFICIAL), list(OFFICIAL.values())])

    root = portal(tmp_path, made(fill))
    columns = (root / "columns.yml").read_text(encoding="utf-8")
    (root / "columns.yml").write_text(
        columns.replace("kind: register", "kind: register\n    schema: permits"), encoding="utf-8"
    )
    found = the_register(root)
    labels = [field.label for field in found.fields]
    assert found.rows[0][labels.index("当前状态")] == "有效"
    assert found.rows[0][labels.index("许可决定日期")] == "2026-10-01"
    assert not [label for label in labels if "证件" in label]
