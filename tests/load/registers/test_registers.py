"""Registers: tables that people saved from their spreadsheet program."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.load.registers.formats import read_format, shipped_formats
from generator.model.finding import Finding
from generator.model.register import Register
from tests.helpers import PORTAL, check, codes, make_portal

COLUMNS = PORTAL + (
    "columns:\n  - name: 发热门诊\n    kind: register\n    description: 设有发热门诊的医院。\n"
    "    unit: 区卫生健康委\n    owner: 赵某某\n    cycle: yearly\n"
)
TABLE = '名称,地址\n示例区人民医院,示例大道1号\n样例街道卫生院,"示例大道2号,二楼"\n'


def register(tmp_path: Path, raw: bytes) -> Register:
    """Load the one register of a portal."""
    root = make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/发热门诊.csv": raw})
    assert check(root) == []
    portal = load_portal(root, date(2026, 11, 20)).portal
    assert portal
    (found,) = portal.registers
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_tables_are_read_as_spreadsheets_write_them(encoding: str, ends: str, tmp_path: Path) -> None:
    found = register(tmp_path, TABLE.replace("\n", ends).encode(encoding))
    assert found.title == "发热门诊"
    assert found.head == ("名称", "地址")
    assert found.rows == (("示例区人民医院", "示例大道1号"), ("样例街道卫生院", "示例大道2号,二楼"))


def test_empty_lines_are_left_out(tmp_path: Path) -> None:
    assert len(register(tmp_path, f"{TABLE}\n,\n\n".encode()).rows) == 2


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file-empty"),
        (b"\n\n", "file-empty"),
        ("名称,名称\n甲,乙\n".encode(), "register-invalid"),
        ("名称,\n甲,乙\n".encode(), "register-invalid"),
        ("名称,地址\n甲,乙,丙\n".encode(), "register-invalid"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", "encoding"),
    ],
)
def test_bad_tables_are_findings(raw: bytes, code: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/发热门诊.csv": raw})
    assert code in codes(check(root))


def test_the_line_of_a_short_row_is_that_of_the_file(tmp_path: Path) -> None:
    table = '名称,地址\n\n"示例区\n人民医院",示例大道1号\n样例街道卫生院\n'
    root = make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/发热门诊.csv": table})
    assert [(f["code"], f["line"]) for f in check(root)] == [("register-invalid", 5)]


def test_a_nul_byte_is_a_finding(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/发热门诊.csv": b"a,b\n\x00,c\n"})
    assert set(codes(check(root))) & {"encoding", "register-invalid"}


FORMAT = """\
id: clinics
name: 发热门诊名录
basis: 默认，可改
fields:
  - {key: name, label: 名称, aliases: [单位名称], required: true}
  - {key: phone, label: 联系电话, type: phone, required: true}
  - {key: opened, label: 启用日期, type: date}
  - {key: beds, label: 床位数, type: integer}
  - {key: cost, label: 投入金额, type: money, unit: 万元}
  - {key: kind, label: 类别, type: choice, choices: [综合, 专科]}
  - {key: person, label: 负责人身份证号, type: masked-id, show: hidden}
row_title: name
date: opened
"""
FORMATTED = COLUMNS.replace("kind: register\n", "kind: register\n    schema: clinics\n")
ROWS = (
    "示例区发热门诊一览表,,,,,,\r\n,,,,,,\r\n"
    "单位名称,联系电话,启用日期,床位数,投入金额（万元）,类 别,负责人身份证号,\r\n"
    '示例区人民医院  ,０２３－００００１２３４,2026年3月2日,１２,"￥1,234.50",综合,500101199001011234,\r\n'
    "样例街道卫生院,12345转2、023-00001235,2026/3/10,/,,专科,,\r\n"
    ",,,,,,,\r\n"
)
CLEAN = (
    ("示例区人民医院", "023-00001234", "2026-03-02", "12", "1234.50", "综合"),
    ("样例街道卫生院", "12345转2、023-00001235", "2026-03-10", "", "", "专科"),
)


def formatted(tmp_path: Path, files: dict[str, str | bytes], schema: str = FORMAT) -> Path:
    """Return a portal whose one register has a format of its own."""
    return make_portal(tmp_path, {"columns.yml": FORMATTED, "registers/clinics.yml": schema, **files})


def the_register(root: Path, day: str = "2026-11-20") -> Register:
    """Load the one register of a portal that has no findings but informations."""
    loaded = load_portal(root, date.fromisoformat(day))
    assert [f for f in loaded.findings if f.level != "info"] == []
    assert loaded.portal
    (found,) = loaded.portal.registers
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_of_a_chinese_spreadsheet_loads(encoding: str, tmp_path: Path) -> None:
    root = formatted(tmp_path, {"content/frmz/发热门诊.csv": ROWS.encode(encoding)})
    found = the_register(root)
    assert found.head == ("名称", "联系电话", "启用日期", "床位数", "投入金额（万元）", "类别")
    assert found.rows == CLEAN
    assert str(found.updated) == "2026-03-10"
    assert "500101199001011234" not in repr(found)


def workbook(rows: list[list[object]], merged: bool = False) -> bytes:
    """Return a workbook with these cells on its first sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell, *((day,) if isinstance(cell, date) else ()))
    if merged:
        sheet.merge_range(2, 0, 3, 0, "示例区人民医院")
    book.close()
    return out.getvalue()


def test_a_workbook_loads_like_a_csv(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["示例区发热门诊一览表"],
        [],
        ["单位名称", "联系电话", "启用日期", "床位数", "投入金额(万元)", "类别", "备用", None],
        ["示例区人民医院", "023-00001234", date(2026, 3, 2), 12, 1234.5, "综合"],
        ["样例街道卫生院", "12345转2、023-00001235", 46091, "无", None, "专科"],
    ]
    rows[2].remove("备用")
    found = the_register(formatted(tmp_path, {"content/frmz/发热门诊.xlsx": workbook(rows)}))
    assert found.rows == (("示例区人民医院", "023-00001234", "2026-03-02", "12", "1234.5", "综合"), CLEAN[1])


def test_a_yaml_list_loads_by_key_or_label(tmp_path: Path) -> None:
    text = (
        "- name: 示例区人民医院\n  phone: 023-00001234\n  opened: 2026-03-02\n  beds: 12\n  cost: 1234.50\n  kind: 综合\n"
        "- 名称: 样例街道卫生院\n  phone: 12345转2、023-00001235\n  opened: 2026.3.10\n  kind: 专科\n"
    ).replace("名称:", "name:")
    assert the_register(formatted(tmp_path, {"content/frmz/发热门诊.yml": text})).rows == CLEAN
    labels = "- 名称: 示例区人民医院\n  联系电话: 12345\n"
    found = the_register(formatted(tmp_path, {"content/frmz/发热门诊.yml": labels}))
    assert found.rows == (("示例区人民医院", "12345"),)


HEAD = "名称,联系电话,启用日期,床位数,投入金额,类别,负责人身份证号\n"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",12345,,,,,", 1, ["第2行A列", "名称", "没有填"]),
        ("甲,5E+09,,,,,", 2, ["第2行B列", "Excel改写"]),
        ("甲,二三四五,,,,,", 2, ["不像电话"]),
        ("甲,12345,2026-13-01,,,,", 3, ["第2行C列", "不存在"]),
        ("甲,12345,2026年3月,,,,", 3, ["不是完整的日期"]),
        ("甲,12345,3/2/26,,,,", 3, ["不是完整的日期"]),
        ("甲,12345,46083,,,,", 3, ["内部数字"]),
        ("甲,12345,,十二,,,", 4, ["第2行D列", "不是数"]),
        ("甲,12345,,1.5,,,", 4, ["不是整数"]),
        ("甲,12345,,,12元,,", 5, ["第2行E列", "不是数"]),
        ('甲,12345,,,"1,23",,', 5, ["不是数"]),
        ("甲,12345,,,,综和,", 6, ["第2行F列", "不能是“综和”"]),
    ],
)
def test_a_bad_cell_is_named_with_row_column_and_cure(
    row: str, column: int, words: list[str], tmp_path: Path
) -> None:
    (found,) = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": HEAD + row + "\n"}))
    assert (found["code"], found["line"], found["column"]) == ("register-cell", 2, column)
    assert all(word in found["message"] for word in words), found["message"]
    assert found["hint"]


def test_all_problems_of_a_table_show_at_once(tmp_path: Path) -> None:
    table = "名称,电话,床位,投入金额（元）,,办公地点\n甲,1,2,3,多余,4\n"
    found = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    messages = [f["message"] for f in found if f["code"] == "register-head"]
    assert len(messages) == 6
    assert any("缺少必填的列“联系电话”" in message for message in messages)
    assert any("单位是元" in message for message in messages)
    assert any("第1行E列没有表头" in message for message in messages)
    assert any("联系电话" in f["hint"] for f in found if "“电话”" in f["message"])


def test_notes_below_a_table_are_shown_with_it(tmp_path: Path) -> None:
    table = HEAD + "甲,12345,,,,,\n注：以上信息每月更新。,,,,,,\n2.节假日照常。,,,,,,\n"
    found = the_register(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    assert found.notes == ("注：以上信息每月更新。", "2.节假日照常。")
    assert len(found.rows) == 1


def test_what_stands_above_a_table_is_shown_with_it_but_not_its_title_twice(tmp_path: Path) -> None:
    table = "发热门诊,,,,,,\n单位：个,,,,,,2026年3月\n" + HEAD + "甲,12345,,,,,\n"
    found = the_register(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    assert found.above == ("单位：个", "2026年3月")


def test_texts_beside_a_table_pass_the_gate(tmp_path: Path) -> None:
    table = "联系人手机：13800138000,,,,,,\n" + HEAD + "甲,12345,,,,,\n注：联系13900139000。,,,,,,\n"
    found = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    assert [(f["code"], f["line"]) for f in found] == [("personal-mobile", 1), ("personal-mobile", 4)]


def test_a_lone_text_that_is_no_note_is_named(tmp_path: Path) -> None:
    table = HEAD + "甲,12345,,,,,\n以上信息每月更新,,,,,,\n"
    (found,) = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    assert (found["code"], found["line"]) == ("register-cell", 3)
    assert "说明" in found["message"]


def test_a_merged_cell_speaks_for_all_that_it_covers(tmp_path: Path) -> None:
    rows: list[list[object]] = [["发热门诊"], ["名称", "联系电话"], ["甲", "12345"], [None, "12346"]]
    found = the_register(formatted(tmp_path, {"content/frmz/发热门诊.xlsx": workbook(rows, merged=True)}))
    assert found.rows == (("示例区人民医院", "12345"), ("示例区人民医院", "12346"))


def test_a_thousand_bad_cells_are_counted_not_listed(tmp_path: Path) -> None:
    table = HEAD + "甲,不知道,,,,,\n" * 1000
    found = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": table}))
    assert len(found) == 101
    assert any("还有900处" in f["message"] for f in found)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"PK\x03\x04broken", "file-unreadable"),
        (b"not a workbook", "file-unreadable"),
        (b"", "file-empty"),
    ],
)
def test_a_broken_workbook_is_a_finding(raw: bytes, code: str, tmp_path: Path) -> None:
    assert codes(check(formatted(tmp_path, {"content/frmz/发热门诊.xlsx": raw}))) == [code]


def test_one_cell_far_out_does_not_eat_the_memory(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(1048575, 16383, "x")
    book.close()
    assert codes(check(formatted(tmp_path, {"content/frmz/发热门诊.xlsx": out.getvalue()}))) == [
        "file-too-large"
    ]


def test_two_files_of_one_name_are_a_finding(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/frmz/甲.csv": HEAD,
        "content/frmz/甲.yml": "- name: 甲\n  phone: 12345\n",
    }
    assert codes(check(formatted(tmp_path, files))) == ["address-duplicate"]


RULES = (
    FORMAT
    + """\
rules:
  - {kind: withdrawn, state: kind, value: 专科, reason: reason}
  - {kind: take-down, date: until}
"""
)
WITH_RULES = RULES.replace(
    "row_title", "  - {key: until, label: 公示截止期, type: date}\n  - {key: reason, label: 理由}\nrow_title"
)
PUBLIC = (
    "名称,联系电话,类别,公示截止期,理由\n甲院,12345,综合,2026-11-19,\n乙院,12345,专科,,决定被撤销\n"
    "丙院,12345,综合,2026-11-20,\n（示例）丁院,12345,,,\n"
)


def test_rows_go_with_the_day_and_withdrawn_ones_keep_name_and_reason(tmp_path: Path) -> None:
    root = formatted(tmp_path, {"content/frmz/发热门诊.csv": PUBLIC}, WITH_RULES)
    found = the_register(root)
    assert [row[0] for row in found.rows] == ["乙院", "丙院"]
    assert found.rows[0] == ("乙院", "", "专科", "", "决定被撤销")
    assert found.withdrawn == ((0, "专科。理由：决定被撤销"),)
    assert codes(check(root)) == ["register-taken-down", "draft"]
    assert [row[0] for row in the_register(root, "2026-11-19").rows] == ["甲院", "乙院", "丙院"]


def test_a_withdrawal_needs_its_reason(tmp_path: Path) -> None:
    root = formatted(tmp_path, {"content/frmz/发热门诊.csv": PUBLIC.replace("决定被撤销", "")}, WITH_RULES)
    assert "register-cell" in codes(check(root))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("row_title: name", "row_title: nme", "没有字段“nme”"),
        ("id: clinics", "id: clinic", "文件名是“clinics.yml”"),
        ("choices: [综合, 专科]", "choices: []", "没有写choices"),
        ("label: 床位数", "label: 联系电话", "写了两次"),
        ("date: opened", "date: beds", "不是日期"),
        ("date: opened", "date: opened\nrules:\n  - {kind: not-after, earlier: opened}", "缺少later"),
        ("date: opened", "date: opened\nrules:\n  - {kind: take-down, date: opened, days: 3}", "不用days"),
        ("type: money", "type: mony", "不能是“mony”"),
        ("unit: 万元", "units: 万元", "没有“units”这个键"),
    ],
)
def test_a_bad_format_is_a_finding(old: str, new: str, words: str, tmp_path: Path) -> None:
    (found,) = check(formatted(tmp_path, {"content/frmz/发热门诊.csv": HEAD}, FORMAT.replace(old, new)))
    assert found["path"] == "registers/clinics.yml"
    assert words in found["message"]


@pytest.mark.parametrize("name", shipped_formats())
def test_the_formats_that_come_along_are_sound(name: str) -> None:
    findings: list[Finding] = []
    found = read_format(shipped_formats()[name], name, ParseCache(), findings)
    assert findings == []
    assert found
    assert found.basis
    assert all(field.description for field in found.fields)


@settings(max_examples=40)
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=9), min_size=1, max_size=6))
def test_no_text_in_a_table_breaks_the_command(
    cells: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(cells)
    raw = out.getvalue().encode("utf-8", "ignore")
    check(formatted(tmp_path_factory.mktemp("portal"), {"content/frmz/发热门诊.csv": raw}))
    check(formatted(tmp_path_factory.mktemp("portal"), {"content/frmz/发热门诊.csv": HEAD.encode() + raw}))
