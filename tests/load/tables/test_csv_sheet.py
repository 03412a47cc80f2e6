"""Tables of text: what they are written in and parted by is certain, or told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.tables.csv_encoding import garbled, is_big5
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet, SheetRow
from generator.load.tables.sheet_texts import check_texts
from generator.model.finding import Finding
from tests.helpers import check, codes, make_portal
from tests.load.registers.test_registers import COLUMNS

ROWS = (("名称", "电话", "地址"), ("示例小学", "023-00000001", "示例大道2号"), ("演示中学", "0012", "3号"))
# Words as they stand in lists of schools, hospitals and fees, in both kinds of characters.
WORDS = (
    "名称地址电话学校医院卫生院街道办事处项目金额单位备注收费标准区县市镇"
    "村路号大小中东西南北一二三年月日第人民政府教育局公安公共服务中心行政许可处罚决定书"
)
TRADITIONAL = (
    "名稱地址電話學校醫院衛生院街道辦事處項目金額單位備註收費標準區縣市鎮"
    "村路號大小中東西南北一二三年月日第人民政府教育局公安公共服務中心行政許可處罰決定書"
)


def read(text: str | bytes) -> Sheet | Finding:
    return read_csv(text if isinstance(text, bytes) else text.encode(), "a.csv")


def cells(found: Sheet | Finding) -> tuple[tuple[object, ...], ...]:
    assert isinstance(found, Sheet), found
    return tuple(row.cells for row in found.rows)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_parts_the_cells_is_seen_where_it_is_certain(separator: str) -> None:
    assert cells(read("\n".join(map(separator.join, ROWS)))) == ROWS


@pytest.mark.parametrize("separator", ["，", "；", "|"])
def test_other_separators_are_told_with_a_cure(separator: str) -> None:
    found = read("\n".join(map(separator.join, ROWS)))
    assert isinstance(found, Finding)
    assert (found.code, found.place.line) == ("register-invalid", 1)
    assert "英文逗号" in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "名称;电话\n甲;1;2\n",
        "名称\t电话\n甲\n",
        "名称,电话，地址\n甲,1，一号\n乙,2，二号\n",
        "名称；电话\n甲；1\n",
    ],
)
def test_doubtful_separators_are_told(text: str) -> None:
    found = read(text)
    assert isinstance(found, Finding)
    assert found.code == "register-invalid"


@pytest.mark.parametrize(
    "text",
    [
        "意见\n同意，通过\n",
        "名称,备注\n甲,好；很好\n乙,一，二\n",
        '名称,范围\n"甲\t乙",1;2\n',
        "甲区，乙区一览表,,\n名称,地址,电话\n甲,1,2\n",
        "一览表,,\n名称,地址,电话\n甲,一号，二楼,1\n",
    ],
)
def test_marks_within_cells_part_nothing(text: str) -> None:
    assert isinstance(read(text), Sheet)


@given(
    st.lists(
        st.lists(
            st.text("甲乙，；。 ab1.", max_size=5).map(lambda cell: f"名{cell}"), min_size=3, max_size=3
        ),
        min_size=2,
    )
)
def test_commas_that_part_three_columns_are_never_doubted_without_a_pattern(rows: list[list[str]]) -> None:
    found = read("\n".join(map(",".join, [["名称", "电话", "地址"], *rows])))
    assert cells(found)[1:] == tuple(map(tuple, rows))


# 学校 in GBK is also UTF-8, for two letters of Cyrillic.
LINES = st.lists(
    st.text(WORDS, min_size=2, max_size=8).map(lambda word: f"学校{word}"), min_size=3, max_size=12
)


@given(LINES)
def test_simplified_gbk_is_read_and_never_taken_for_big5(words: list[str]) -> None:
    text = ",".join(words)
    assert not is_big5(text.encode("gb18030"))
    assert cells(read(text.encode("gb18030"))) == (tuple(words),)
    assert not any(map(garbled, words))


@given(st.lists(st.text(TRADITIONAL, min_size=2, max_size=8), min_size=4, max_size=12))
def test_big5_is_told(words: list[str]) -> None:
    raw = "，".join(words).encode("cp950")
    found = read(raw)
    # A few characters may be GBK as well as Big5: then they are those of one that reads them, or told.
    if len("".join(words)) > 16:
        assert isinstance(found, Finding)
        assert found.code == "encoding"


@given(st.text(WORDS, min_size=2, max_size=12), st.sampled_from(["gb18030", "latin-1", "cp1252"]))
def test_utf8_that_was_read_as_something_else_is_told(text: str, wrong: str) -> None:
    assert garbled(text.encode().decode(wrong, "replace"))


@given(st.text(WORDS, min_size=3, max_size=12))
def test_gbk_that_was_read_as_western_is_told(text: str) -> None:
    assert garbled(text.encode("gb18030").decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "Ångström 25℃",
        "浣熊、洌江路",
        "鍚",
        "瀛",
        "α±β",
        "¥100",
        "锦瑟",
        "媧皇",
        "°C",
        "«»",
        "naïve façade",
    ],
)
def test_rare_words_are_no_garbage(text: str) -> None:
    assert garbled(text) == ""


def test_a_table_of_other_letters_stays_what_it_is() -> None:
    for text in ("name,café\n", "α,1\n", "név,Ångström\n"):
        assert "".join(map(str, cells(read(text))[0])) in text.replace(",", "")


def test_a_damaged_utf8_file_is_told_with_its_line() -> None:
    found = read("名称,地址\n示例小学,一号".encode() + b"\xa3\n" + "演示中学,二号\n".encode())
    assert isinstance(found, Finding)
    assert (found.code, found.place.line) == ("encoding", 2)


def test_garbage_and_errors_in_cells_are_told_with_their_places(tmp_path: Path) -> None:
    table = "名称,金额,备注\n鍚嶇О鐢佃瘽,1,#REF!\n甲,#####,�\n".encode()
    found = check(make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/发热门诊.csv": table}))
    assert [(each["code"], each["line"], each["column"]) for each in found] == [
        ("encoding", 2, 1),
        ("table-formula", 2, 3),
        ("table-formula", 3, 2),
        ("encoding", 3, 3),
    ]


def test_leading_zeros_and_wide_blanks(tmp_path: Path) -> None:
    sheet = read("代码,名称\n000123,　甲　\n")
    assert cells(sheet)[1][0] == "000123"
    assert isinstance(sheet, Sheet)
    assert list(check_texts(sheet)) == []
    assert (
        codes(
            check(make_portal(tmp_path, {"columns.yml": COLUMNS, "content/frmz/a.csv": "代码,名称\n0,甲\n"}))
        )
        == []
    )


def test_no_more_than_twenty_cells_are_told() -> None:
    sheet = Sheet("a.csv", tuple(SheetRow(n, n, ("#N/A", "#N/A")) for n in range(1, 40)))
    assert len(list(check_texts(sheet))) == 20
