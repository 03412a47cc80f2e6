"""What a register shows is looked through, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.gate.sensitive import find_in_pieces, find_sensitive
from tests.helpers import COLUMNS, PORTAL, check, make_portal
from tests.planting import numbers

IDENTITY = next(numbers())
SHOWN = f"身份证号（500*************{IDENTITY[-2:]}）"
PIECES = (
    "",
    "甲",
    "1",
    "13800138000",
    "1234",
    IDENTITY,
    IDENTITY[:14],
    IDENTITY[14:],
    "密",
    "绝密",
    "内部资料",
    "，",
)
FORMAT = """\
id: mine
name: 名单
fields:
  - {key: name, label: 名称, type: text}
  - {key: no, label: 证号, type: masked-id}
  - {key: phone, label: 电话, type: phone}
  - {key: money, label: 金额, type: number}
  - {key: until, label: 截止, type: date}
  - {key: state, label: 状态, type: text}
  - {key: why, label: 理由, type: text, show: hidden}
  - {key: note, label: 备注, type: text, show: hidden}
row_title: name
rules:
  - {kind: take-down, date: until}
  - {kind: withdrawn, state: state, value: 撤回, reason: why}
"""
HEAD = "名称,证号,电话,金额,截止,状态,理由,备注\n"
REGISTER = "  - {name: 名单, slug: md, kind: register, description: 名单。, unit: 办, owner: 张某, cycle: as-needed%s}\n"


def told(
    root: Path, text: str, name: str = "表.csv", schema: str = ", schema: mine"
) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and message of what is found in a register."""
    make_portal(
        root,
        {
            "columns.yml": PORTAL + COLUMNS + REGISTER % schema,
            "registers/mine.yml": FORMAT,
            f"content/md/{name}": text,
        },
    )
    return [
        (one["code"], one["line"], one["column"], one["message"])
        for one in check(root)
        if one["path"].startswith("content/md/") and one["code"].startswith(("personal", "secret"))
    ]


def test_a_number_is_told_by_row_and_column(tmp_path: Path) -> None:
    rows = f"甲,,,,,,,\n乙{IDENTITY},,13800138000,,,,,\n"
    assert told(tmp_path, HEAD + rows) == [
        ("personal-identity", 3, 1, f"第3行A列“名称”有{SHOWN}。"),
        ("personal-mobile", 3, 3, "第3行C列“电话”有手机号（138******00）。"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        f"甲,{IDENTITY},,,,,,",  # masked where it is shown
        "甲,,023-00000000、12345,,,,,",
        "甲,,,13800138000,,,,",  # an amount
        f"甲,,,,,,,{IDENTITY}",  # hidden
        f"甲{IDENTITY},,,,2026-01-01,,,",  # past its display
        f"甲,,{'13800138000'},,,撤回,另有原因,",  # of a withdrawn row the name and the reason alone are left
        "甲,,138****8000,,,,,",
    ],
)
def test_what_is_not_shown_is_not_told(row: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{HEAD}{row}\n") == []


def test_the_reason_of_a_withdrawal_is_shown_and_told(tmp_path: Path) -> None:
    ((code, line, column, _),) = told(tmp_path, f"{HEAD}甲,,,,,撤回,{IDENTITY}本人申请,\n")
    assert (code, line, column) == ("personal-identity", 2, 7)


def test_labels_and_entries_of_free_tables_are_told(tmp_path: Path) -> None:
    found = told(tmp_path / "a", f"名称,{IDENTITY}\n机密★,2\n", schema="")
    assert sorted(each[:3] for each in found) == [("personal-identity", 1, 2), ("secret-mark", 2, 1)]
    found = told(tmp_path / "b", f"- 名称: 甲\n- 名称: 乙{IDENTITY}\n", "录.yml", schema="")
    assert found == [("personal-identity", 2, 7, f"第2条“名称”有{SHOWN}。")]


def test_of_many_a_hundred_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "名称\n" + "".join(f"甲{number}\n" for number, _ in zip(numbers(), range(130), strict=False)),
        schema="",
    )
    assert len(found) == 101
    assert found[-2][3] == "后面还有30处，这里只列出前100处。"


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_pieces_are_told_as_each_alone_would_be(pieces: list[str]) -> None:
    together = sorted(
        (number, suspect.start, suspect.code, suspect.words) for number, suspect in find_in_pieces(pieces)
    )
    alone = sorted(
        (number, suspect.start, suspect.code, suspect.words)
        for number, piece in enumerate(pieces)
        for suspect in find_sensitive(piece)
    )
    assert together == alone
