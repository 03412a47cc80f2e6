"""What is downloaded of a register is what is shown, and is read again as it was."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.load.portal import load_portal
from generator.load.registers.cells import plain_text
from generator.load.source.content import list_content
from generator.load.tables.sheet import Sheet
from generator.load.tables.sheets import read_sheet
from generator.render.registers.exports import ExportTable, csv_bytes, json_bytes, xlsx_bytes
from tests.helpers import (
    build,
    check,
    make_portal,
)
from tests.render.registers.conftest import FORMAT, START, TABLE, TREE

LINE = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufeff"), max_size=10)
CELL = st.one_of(
    LINE,
    st.sampled_from(
        ["=1+2", "+8", "-5", "@x", "'=1", "'", "0012", "1e5", '"', "a,b", "x\ny", "2026-03-02", "true"]
    ),
)
NUMBER = st.one_of(
    st.just(""), st.integers(-(10**14), 10**14).map(str), st.decimals(0, 10**9, places=2).map("{:f}".format)
)


@st.composite
def tables(drawing: st.DrawFn) -> ExportTable:
    """A table of texts and numbers, as downloads hold it."""
    numbers = (False, *drawing(st.lists(st.booleans(), min_size=1, max_size=4)))
    kinds = [NUMBER if number else CELL for number in numbers]
    rows = drawing(st.lists(st.tuples(st.just("名"), *kinds[1:]), max_size=6))
    labels = tuple(f"列{n}" for n in range(len(numbers)))
    return ExportTable("表", labels, ("",) * len(labels), numbers, tuple(rows))


def reread(raw: bytes, name: str, folder: Path) -> list[tuple[str, ...]]:
    """Return the texts of a download as this program reads a table."""
    folder.mkdir(exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / name).write_bytes(raw)
    sheet = read_sheet(name, list_content(folder, []))
    assert isinstance(sheet, Sheet), sheet
    return [tuple(plain_text(cell) for cell in row.cells) for row in sheet.rows]


def normal(rows: Iterable[tuple[str, ...]], table: ExportTable) -> list[tuple[str, ...]]:
    """Return rows with numbers by value: a workbook does not keep 1.50 apart from 1.5."""
    return [
        tuple(
            str(float(text)) if number and text and row != table.labels else text
            for text, number in zip(row, table.numbers, strict=True)
        )
        for row in rows
    ]


@settings(max_examples=60)
@given(table=tables())
def test_downloads_are_read_again_as_they_were(
    table: ExportTable, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "reread"
    wanted = [table.labels, *table.rows]
    assert reread(csv_bytes(table), "t.csv", folder) == wanted
    assert normal(reread(xlsx_bytes(table), "t.xlsx", folder), table) == normal(wanted, table)
    assert [tuple(each.values()) for each in json.loads(json_bytes(table))] == wanted[1:]
    assert xlsx_bytes(table) == xlsx_bytes(table)


def test_a_download_of_two_head_rows_loads_as_a_table(root: Path, tmp_path: Path) -> None:
    site = build(root)
    for suffix in ("csv", "xlsx"):
        raw = (site / f"sx/事项.{suffix}").read_bytes()
        again = make_portal(
            tmp_path / suffix,
            {**START, "registers/permits2.yml": FORMAT.replace("document", "text").replace("assets", "text")},
        )
        (again / "content/sx/事项.csv").unlink()
        (again / f"content/sx/事项.{suffix}").write_bytes(raw)
        loaded = load_portal(again, date(2026, 11, 20))
        assert [f for f in loaded.findings if f.level == "error"] == []
        assert loaded.portal
        assert [row[1] for row in loaded.portal.registers[0].rows] == ["甲事项", "丙事项", "乙事项"]


SIMPLE = """\
id: permits2
name: 事项
fields:
  - {key: name, label: 名称, required: true}
  - {key: number, label: 文号}
row_title: name
"""


@pytest.mark.parametrize("tree", [TREE, TREE.replace("    schema: permits2\n", "")])
def test_a_download_that_is_put_back_is_the_same_register(tree: str, tmp_path: Path) -> None:
    """The column of addresses is read over: with a format and without one."""
    kept = ("columns.yml", "content/tzgg/a.md")
    files = {name: START[name] for name in kept} | {"columns.yml": tree, "registers/permits2.yml": SIMPLE}
    portal = make_portal(tmp_path, {**files, "content/sx/事项.csv": "名称,文号\n甲,=1\n乙,2号\n乙,2号\n"})
    before = (build(portal) / "sx/事项.csv").read_bytes()
    assert before.count(b"https://www.example.gov.cn/sx/#r-") == 3
    (portal / "content/sx/事项.csv").write_bytes(before)
    assert check(portal) == []
    assert (build(portal) / "sx/事项.csv").read_bytes() == before


@given(
    rows=st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=5),
    labels=st.sampled_from([("名称", "类别"), ("名称", "名称"), ('引"号', "\\")]),
    named=st.booleans(),
)
def test_json_is_written_row_by_row_as_json_writes_it(
    rows: list[tuple[str, str]], labels: tuple[str, str], named: bool
) -> None:
    urls = tuple(f"https://www.example.gov.cn/#{n}" for n in range(len(rows))) if named else ()
    table = ExportTable("表", labels, ("", ""), (False, False), tuple(rows), urls)
    objects = [dict(zip(labels, row, strict=True)) for row in rows]
    for each, url in zip(objects, urls, strict=False):
        each["本条网址"] = url
    assert json_bytes(table).decode("utf-8", "surrogatepass") == (
        json.dumps(objects, ensure_ascii=False, indent=1) + "\n"
    )


def test_a_long_workbook_holds_what_a_short_one_does() -> None:
    rows = tuple((f"名称{number}", f"{number}.50" if number % 3 else "") for number in range(5001))
    for part in (rows, rows[:40]):
        table = ExportTable("表", ("名称", "金额"), ("", ""), (False, True), part)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(table))).get_sheet_by_index(0)
        told = sheet.to_python()
        assert told[0] == ["名称", "金额"]
        assert told[1:4] == [["名称0", ""], ["名称1", 1.5], ["名称2", 2.5]]
        assert len(told) == len(part) + 1


def test_csv_may_be_larger_than_other_tables(tmp_path: Path) -> None:
    row = "甲" * 200 + ",1\n"
    many = 9 * 1024 * 1024 // len(row.encode())
    files: dict[str, str | bytes] = {**START, "content/sx/事项.csv": TABLE + ""}
    root = make_portal(tmp_path, {**files, "columns.yml": TREE.replace("    schema: permits2\n", "")})
    (root / "content/sx/长.csv").write_text("名称,数\n" + row * many, encoding="utf-8")
    portal = load_portal(root, date(2026, 11, 20)).portal
    assert portal
    assert any(register.title == "长" and len(register.rows) == many for register in portal.registers)
    with (root / "content/sx/长.csv").open("r+b") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    found = [each for each in load_portal(root, date(2026, 11, 20)).findings if each.code == "file-too-large"]
    assert [each.hint for each in found] == ["分成几个表格，每个不超过100MB。"]
