"""Registers: tables that people saved from their spreadsheet program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.portal import load_portal
from generator.model.portal import Register
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
