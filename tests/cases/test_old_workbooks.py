"""Old workbooks (XLS) in registers: what they hide is told, and what they display is what is shown."""

from __future__ import annotations

import contextlib
import random
import struct
from datetime import date

import pytest

from generator.load.registers.cells import plain_text
from generator.load.tables.ole_streams import read_stream
from generator.load.tables.sheet import Sheet
from generator.load.tables.workbook import read_workbook
from generator.load.tables.workbook_old import scan_old
from tests.cases.old_books import OldSheet, compound, old_book

ROWS = [
    ["名称", "号码", "地址"],
    ["甲校", "一号", "样例路"],
    ["乙校", "二号", "样例街"],
    ["丙校", "三号", "样例巷"],
]
# The default width of no character, and rows that nobody sees unless they say otherwise.
NO_WIDTH = struct.pack("<HHH", 0x55, 2, 0)
NO_HEIGHT = struct.pack("<HHHH", 0x225, 4, 2, 0)


def read(raw: bytes) -> Sheet:
    sheet = read_workbook(raw, "a.xls")
    assert isinstance(sheet, Sheet), sheet
    return sheet


def texts(sheet: Sheet) -> list[list[str]]:
    return [[plain_text(cell) for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("pad", [0, 4096, 60000])
def test_an_old_workbook_that_hides_nothing_is_read(pad: int) -> None:
    sheet = read(old_book(OldSheet(ROWS), pad=pad))
    assert (sheet.told, texts(sheet)) == ((), ROWS)


@pytest.mark.parametrize("pad", [0, 4096])
@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([OldSheet(ROWS, hidden_rows=frozenset({2}))], "第3行"),
        ([OldSheet(ROWS, hidden_rows=frozenset({1, 2, 3}))], "第2行至第4行"),
        ([OldSheet(ROWS, height=0)], "第1行至第4行"),
        ([OldSheet(ROWS, columns={1: (2000, True)})], "B列"),
        ([OldSheet(ROWS, columns={2: (0, False)})], "C列"),
        ([OldSheet(ROWS, columns={0: (2000, False), 2: (2000, False)}, records=NO_WIDTH)], ""),
        ([OldSheet(ROWS), OldSheet(ROWS, "底稿", 1)], "“底稿”"),
        ([OldSheet(ROWS, "底稿", 2), OldSheet(ROWS)], "“底稿”"),
        ([OldSheet(ROWS, "底稿", 1), OldSheet(ROWS, hidden_rows=frozenset({1}))], "第2行"),
        ([OldSheet(ROWS, looks={(1, 1): 1})], "第2行B列"),
    ],
)
def test_what_an_old_workbook_hides_is_told_and_goes_no_further(
    sheets: list[OldSheet], words: str, pad: int
) -> None:
    sheet = read(old_book(*sheets, formats=[";;;"], pad=pad))
    assert {each.code for each in sheet.told} == {"table-hidden"}
    assert words in "".join(each.message for each in sheet.told)
    assert sheet.rows == ()


def test_hidden_rows_and_columns_that_are_empty_are_nothing() -> None:
    rows: list[list[str | float]] = [[*row[:2], ""] for row in ROWS]
    sheet = OldSheet([*rows, ["", "", ""]], columns={2: (0, True)}, hidden_rows=frozenset({4}))
    assert read(old_book(sheet)).told == ()
    assert read(old_book(OldSheet(ROWS, records=NO_HEIGHT))).told == ()


def test_an_old_workbook_shows_what_it_displays() -> None:
    rows: list[list[str | float]] = [["名称", "比例", "编号", "日期"], ["甲校", 0.853, 7.0, 46082.0]]
    looks = {(1, 1): 1, (1, 2): 2, (1, 3): 3}
    sheet = read(old_book(OldSheet(rows, looks=looks), formats=["0.0%", '000"号"', "yyyy-mm-dd"]))
    assert texts(sheet)[1] == ["甲校", "85.3%", "007号", date(2026, 3, 1).isoformat()]


def test_errors_of_an_old_workbook_are_told() -> None:
    wrong = struct.pack("<HHHHHBB", 0x205, 8, 1, 2, 0, 7, 1)
    sheet = read(old_book(OldSheet([ROWS[0], ROWS[1][:2]], records=wrong)))
    assert [(each.code, each.place.line, each.place.column) for each in sheet.told] == [
        ("table-formula", 2, 3)
    ]


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 511, 4095, 4096, 4097, 20000])
def test_streams_are_read_whole(size: int) -> None:
    stream = random.Random(size).randbytes(size)
    assert read_stream(compound("Workbook", stream), "Book", "workbook") == stream
    assert read_stream(compound("Workbook", stream), "Book") == b""


def test_broken_old_workbooks_end_nothing() -> None:
    whole = old_book(OldSheet(ROWS, hidden_rows=frozenset({2})), pad=0)
    chance = random.Random(13)
    for _ in range(500):
        raw = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        with contextlib.suppress(ValueError, IndexError):
            scan_old(bytes(raw[: chance.randrange(1, len(raw) + 1)]), 0)
