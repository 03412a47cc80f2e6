"""``gongkai import`` of tables: whole files in, registers out that the portal reads without a finding."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PORTAL, make_portal, run
from tests.helpers import check as check_portal
from tests.intake.tables.making import amounts, budget, nothing, penalties, permits, schools, workbook

DAY = "2026-11-20"
_COLUMN = "    kind: register\n    description: 按行公开的一张表。\n    unit: 区教委\n    owner: 赵某某\n    cycle: yearly\n"
COLUMNS = PORTAL + (
    f"columns:\n  - name: 名单\n{_COLUMN}"
    f"  - name: 行政许可\n{_COLUMN}    schema: permits\n"
    f"  - name: 行政处罚\n{_COLUMN}    schema: penalties\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with register columns and nothing in them."""
    return make_portal(tmp_path / "portal", {"columns.yml": COLUMNS})


def take(root: Path, name: str, raw: bytes, column: str, *more: str) -> tuple[int, dict[str, Any]]:
    """Import a file; return the exit code and what is told of the one register that was made."""
    path = root.parent / name
    path.write_bytes(raw)
    outcome = run(
        "import", path, "--column", column, "--format", "json", *more, "--root", root, "--as-of", DAY
    )
    assert outcome.out, outcome.err
    (made,) = json.loads(outcome.out)["made"]
    return outcome.code, made


def rows(root: Path, made: dict[str, Any]) -> list[list[str]]:
    """Return the cells of the file that was made."""
    text = (root / made["path"]).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_list_with_sections_becomes_a_register_with_a_format(root: Path) -> None:
    code, made = take(root, "附件1.xlsx", workbook(("名单", schools)), "名单", "--adopt")
    assert (code, made["kept"], made["missing"], made["asked"]) == (0, 1.0, [], [])
    assert made["path"] == "content/md/全国普通高等学校名单.csv"
    table = rows(root, made)
    assert table[0][0] == "（截至2026年6月15日，共5所）"
    assert table[1] == ["地区", "序号", "学校名称", "学校标识码", "主管部门", "所在地", "办学层次"]
    assert [row[0] for row in table[2:7]] == ["北京市"] * 3 + ["天津市"] * 2
    assert table[7][0] == "注：名单不含军事院校。"
    assert "group: dq" in (root / "registers" / f"{made['format']['id']}.yml").read_text(encoding="utf-8")
    assert f"schema: {made['format']['id']}" in (root / "columns.yml").read_text(encoding="utf-8")
    assert check_portal(root) == []


def test_without_an_answer_no_format_is_adopted_but_shown(root: Path) -> None:
    before = (root / "columns.yml").read_bytes()
    code, made = take(root, "名单.xlsx", workbook(("名单", schools)), "名单")
    assert (code, len(made["asked"]), made["asked"][0]["answer"]) == (0, 1, "不采用")
    assert "row_title: xxmc" in made["format"]["yaml"]
    assert (root / "columns.yml").read_bytes() == before and not (root / "registers").exists()


def test_a_budget_keeps_what_is_displayed_and_its_levels(root: Path) -> None:
    code, made = take(root, "预算.xlsx", workbook(("01", budget)), "名单", "--yes")
    assert (code, made["kept"], made["missing"]) == (0, 1.0, [])
    table = rows(root, made)
    assert table[0][0] == "部门：示例区司法局　单位：万元"
    assert table[1] == [
        "科目编码",
        "科目名称",
        "合计",
        "基本支出—人员经费",
        "基本支出—公用经费",
        "项目支出",
        "占比",
    ]
    assert table[2] == ["007", "公共安全支出", "1,200.50", "800.00", "200.50", "200.00", "80.0%"]
    assert table[3][1] == "　司法"
    assert table[4][:3] == ["", "合计", "1,200.50"]
    text = made["format"]["yaml"]
    assert "over: 基本支出" in text and "head_rows: 2" in text
    assert [each["what"] for each in made["left"]] == ["表头的代码或栏次"]
    assert check_portal(root) == []


def test_of_eleven_sheets_the_first_with_a_table_is_taken(root: Path) -> None:
    sheets = [("封面", nothing), *((f"表{n}", amounts(f"2026年预算公开表{n}")) for n in range(1, 11))]
    raw = workbook(*sheets)
    code, made = take(root, "公开表.xlsx", raw, "名单", "--adopt")
    assert (code, made["title"], made["kept"]) == (0, "2026年预算公开表1", 1.0)
    assert "“表10”" in made["left"][0]["text"]
    _, named = take(root, "公开表.xlsx", raw, "名单", "--sheet", "表7")
    assert named["title"] == "2026年预算公开表7"


def test_all_sheets_are_imported_when_asked_for(root: Path) -> None:
    path = root.parent / "公开表.xlsx"
    path.write_bytes(workbook(("封面", nothing), ("一", amounts("收支总表")), ("二", amounts("支出总表"))))
    outcome = run("import", path, "--column", "名单", "--sheet", "全部", "--root", root, "--as-of", DAY)
    assert outcome.code == 0, outcome.err
    assert sorted(each.name for each in (root / "content/md").iterdir()) == ["支出总表.csv", "收支总表.csv"]


@pytest.mark.parametrize("codes", [False, True])
def test_an_official_export_of_permits_is_read_as_it_is(root: Path, *, codes: bool) -> None:
    code, made = take(root, "许可.xlsx", workbook(("Sheet1", permits(codes=codes))), "行政许可")
    assert (code, made["rows"], made["missing"], made["asked"]) == (0, 30, [], [])
    assert check_portal(root) == []
    assert rows(root, made)[0][:2] == ["行政相对人名称", "行政相对人类别"]


def test_an_official_export_of_penalties_is_read_as_it_is(root: Path) -> None:
    code, made = take(root, "处罚.xlsx", workbook(("Sheet1", penalties)), "行政处罚")
    assert (code, made["rows"], made["missing"], made["asked"]) == (0, 30, [], [])
    assert check_portal(root) == []


def test_a_column_without_a_format_is_offered_the_one_that_fits(root: Path) -> None:
    code, made = take(root, "许可.xlsx", workbook(("Sheet1", permits())), "名单", "--adopt")
    assert (code, made["format"]) == (0, {"id": "permits", "yaml": "", "adopted": True})
    assert check_portal(root) == []


def test_columns_that_the_format_lacks_are_asked_about_and_named(root: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        permits(3)(book, sheet)
        sheet.write_column(0, 28, ["内部批次", "甲批", "甲批", "乙批"])

    raw = workbook(("Sheet1", fill))
    code, made = take(root, "许可.xlsx", raw, "行政许可")
    assert code == 0 and [each["key"] for each in made["asked"]] == ["columns"]
    assert {"what": "名录格式没有的列", "text": "内部批次（3格有内容）", "place": "AC列"} in made["left"]
    path = root.parent / "许可.xlsx"
    outcome = run(
        "import", path, "--column", "行政许可", "--replace", "--answer", "columns=停下", "--root", root
    )
    assert outcome.code == 2 and "内部批次" in outcome.err


def test_what_is_there_is_replaced_only_when_asked_for(root: Path) -> None:
    raw = workbook(("Sheet1", amounts("收支总表")))
    take(root, "表.xlsx", raw, "名单")
    path = root.parent / "表.xlsx"
    assert run("import", path, "--column", "名单", "--root", root).code == 2
    assert run("import", path, "--column", "名单", "--replace", "--root", root).code == 0


@pytest.mark.parametrize(
    ("name", "raw"),
    [("空.xlsx", b""), ("图.xlsx", b"\x89PNG\r\n\x1a\n"), ("坏.xlsx", b"PK\x03\x04junk"), ("网页.xls", b"<html><table>"),
     ("空.csv", b"\n\n"), ("一行.csv", "名称,地址\n".encode()), ("二进制.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)],
)  # fmt: skip
def test_what_is_no_table_is_refused_and_nothing_is_written(root: Path, name: str, raw: bytes) -> None:
    path = root.parent / name
    path.write_bytes(raw)
    outcome = run("import", path, "--column", "名单", "--root", root)
    assert outcome.code == 2 and "没有导入" in outcome.err and "Traceback" not in outcome.err
    assert not (root / "content/md").exists()
