"""What is pasted or uploaded into a register: cells, rows and whole files, compared before they are taken."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.desk.conftest import Visitor, repository
from tests.desk.registers import (
    CLINICS,
    FILES,
    HEAD,
    ROWS,
    begin,
    csv_file,
    shown_rows,
    workbook,
)
from tests.desk.test_registers import block, live, upload


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with registers in a repository of its own."""
    return repository(tmp_path / "网站", FILES)


def test_a_block_with_its_head_changes_the_rows_that_it_names_and_adds_the_others(
    own: Visitor, root: Path
) -> None:
    base = begin(own)
    text = block("联系电话,名称,办公时间,没有这列", "023-00000077,示例区中医院发热门诊,8:00—17:30,x") + (
        '023-00000078\t新的门诊\t"上午\n下午"\tx\r\n'
    )
    answer = own.post(f"{base}/paste", {"block": text})
    shown = own.get(answer.headers["location"]).text
    assert "改动1行，新增1行，去掉0行" in shown and "没有放进来的列：没有这列" in shown
    assert "<del>023-00000002</del>" in shown and "还没有放进来" in shown
    assert len(shown_rows(own.get(base).text)) == 3
    own.post(f"{base}/coming", {"mode": "more", "do": "take"})
    rows = shown_rows(own.get(base).text)
    assert rows[1][3] == "023-00000077" and rows[2][0] == "新的门诊" and rows[2][4] == "上午\n下午"


def test_a_block_without_head_that_fits_is_taken_by_its_order_and_what_does_not_fit_is_told(
    own: Visitor,
) -> None:
    base = begin(own)
    answer = own.post(f"{base}/paste", {"block": block(ROWS[0].replace("24小时", "全天"))})
    assert "<ins>全天</ins>" in own.get(answer.headers["location"]).text
    told = own.post(f"{base}/paste", {"block": "甲\t乙\r\n丙\t丁"}).text
    assert "2列，这张表有8列，对不上" in told and "连同表头" in told


def test_a_block_at_a_cell_goes_on_into_new_rows(own: Visitor) -> None:
    base = begin(own)
    answer = own.client.post(
        f"{base}/paste", data={"csrf": own.csrf, "row": "b2", "column": "3", "block": "023-1\t全天\n023-2\t半天\n023-3\t半天"},
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert answer.json() == {"reload": True}
    rows = shown_rows(own.get(base).text)
    assert [row[3:5] for row in rows[2:]] == [["023-1", "全天"], ["023-2", "半天"], ["023-3", "半天"]]
    own.post(f"{base}/undo")
    assert shown_rows(own.get(base).text)[2][3] == "023-00000003"
    wide = own.post(f"{base}/paste", {"row": "b0", "column": "7", "block": "1\t2"}).text
    assert "放不下" in wide


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_new_file_is_compared_row_by_row_before_it_is_taken(own: Visitor, root: Path, kind: str) -> None:
    base = begin(own)
    rows = [next(csv.reader([line])) for line in (HEAD, ROWS[2], ROWS[1], ROWS[1])][:3]
    rows[2][3] = "023-00000088"
    rows.append(["新的门诊", "发热门诊", "乙路2号", "12345", "全天", "是", "是", "2026-11-01"])
    raw = (
        workbook(rows)
        if kind == "xlsx"
        else csv_file([",".join(row) for row in rows[1:]], encoding="gb18030")
    )
    shown = upload(own, base, f"新表.{kind}", raw)
    assert "改动1行，新增1行，去掉1行" in shown
    assert "<b>去掉</b>　第1行　示例区医院发热门诊" in shown
    more = own.get(f"{base}/coming?mode=more").text
    assert "改动1行，新增1行，去掉0行" in more
    own.post(f"{base}/coming", {"mode": "whole", "do": "take"})
    assert "发布成功" in own.publish_table(base)
    assert sorted(row[0] for row in live(root)[1:]) == [
        "新的门诊",
        "演示镇卫生院发热诊室",
        "示例区中医院发热门诊",
    ]
    # What means the same is not written anew.
    assert ROWS[2] in (root / "content" / CLINICS).read_text("utf-8-sig")


def test_a_file_that_is_left_changes_nothing(own: Visitor) -> None:
    base = begin(own)
    upload(own, base, "a.csv", csv_file(ROWS[:1]))
    own.post(f"{base}/coming", {"do": "leave"})
    assert "还没有改动" in own.get(base).text
    assert "没有等着放进来的" in own.post(f"{base}/coming", {"do": "take"}).text


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.xlsx", b"PK\x03\x04broken", "没有读出来"),
        ("a.csv", b"", "是空的"),
        ("a.exe", b"MZ\x90\x00", "没有读出来"),
        ("../../x.csv", "甲,乙\n1,2\n".encode(), "没有"),
    ],
)
def test_what_is_no_table_is_refused_in_words(own: Visitor, name: str, raw: bytes, words: str) -> None:
    base = begin(own)
    page = upload(own, base, name, raw)
    assert words in page and "没有做成" in page and "gongkai" not in page and "--sheet" not in page
    assert "还没有改动" in own.get(base).text
