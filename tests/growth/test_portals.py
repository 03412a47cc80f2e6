"""Twice as many files, links, columns or rows take at most 2.6 times the steps: counted, not timed.

A step is one instruction of Python, so that the figures are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.check.run import check_portal
from generator.load.portal import load_portal
from generator.load.registers.cells import plain_text  # noqa: F401  loaded before anything is counted
from tests.growth.counting import steps
from tests.helpers import COLUMNS, PORTAL, document, make_portal

MOST = 2 * 1.3
SIZE = 80
DAY = date(2026, 11, 20)
REGISTER = COLUMNS.replace("columns:\n", "").replace("通知公告", "名录") + "    kind: register\n"
Files = Mapping[str, str | bytes]


def _links_to_folders(size: int) -> Files:
    return {"content/tzgg/a.md": document(body="".join(f"[甲]({n}/)\n" for n in range(size)))} | {
        f"content/tzgg/{n}/a.txt": "甲" for n in range(size)
    }


def _broken_links(size: int) -> Files:
    return {"content/tzgg/a.md": document(body="".join(f"[甲]({n}.md)\n" for n in range(size)))} | {
        f"content/tzgg/b{n}.md": document(f"第{n}号") for n in range(size)
    }


def _missing_attachments(size: int) -> Files:
    names = ", ".join(f"附件{n}号.pdf" for n in range(size))
    return {"content/tzgg/a.md": document(attachments=f"[{names}]")} | {
        f"content/tzgg/附件第{n}.pdf": "甲" for n in range(size)
    }


def _missing_in_each_folder(size: int) -> Files:
    columns = "".join(
        f"  - {{name: 栏目{n}, slug: s{n}, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}}\n"
        for n in range(size)
    )
    return {"columns.yml": f"{PORTAL}columns:\n{columns}"} | {
        f"content/s{n}/a.md": document(f"第{n}号", attachments="[a.pdf]") for n in range(size)
    }


def _interpretations(size: int) -> Files:
    return {f"content/tzgg/p{n}.md": document(f"政策{n}") for n in range(size)} | {
        f"content/tzgg/i{n}.md": document(f"解读{n}", interprets=f"[tzgg/p{n}.md, tzgg/x/p{n}.md]")
        for n in range(size)
    }


def _same_titles(size: int) -> Files:
    return {f"content/tzgg/{n}.md": document(index_no="甲1", body="同一内容。" * 30) for n in range(size)}


def _labels_in_chinese(size: int) -> Files:
    links = "".join(
        f"      - {{链接名称: 第{n}处, 链接地址: https://a.example.com/{n}}}\n" for n in range(size)
    )
    entry = "  - 栏目名称: 友情链接\n    栏目描述: 公开事项\n    kind: links\n    链接:\n"
    return {"columns.yml": PORTAL + COLUMNS + entry + links}


def _history(size: int) -> Files:
    events = "".join(f"\n  - {{act: 修订, date: 2020-01-01, by: 第{n}号}}" for n in range(size))
    return {"content/tzgg/a.md": document(history=events)}


def _unknown_keys(size: int) -> Files:
    return {"content/tzgg/a.md": document(**{f"没有的键{n}": "甲" for n in range(size)})}


def _mobile_numbers(size: int) -> Files:
    return {"content/tzgg/a.md": document(body="13800138000\n" * size)}


def _table(rows: list[str], name: str = "表.csv") -> Files:
    return {"columns.yml": PORTAL + COLUMNS + REGISTER, f"content/ml/{name}": "\n".join(rows) + "\n"}


def _rows(size: int) -> Files:
    return _table(["名称,电话", *(f"第{n}号,023-00000000" for n in range(size))])


def _columns_without_head(size: int) -> Files:
    return _table(["," * size + "甲", *["甲,乙"] * 20])


def _columns_with_the_same_head(size: int) -> Files:
    return _table([",".join(f"列{n}" for n in range(size)) + ",列1", *["甲,乙"] * 20])


def _entries(size: int) -> Files:
    return _table([f"- {{名称: 第{n}号, 电话: 023-00000000}}" for n in range(size)], "表.yml")


CASES: list[Callable[[int], Files]] = [
    _links_to_folders, _broken_links, _missing_attachments, _missing_in_each_folder, _interpretations, _same_titles,
    _labels_in_chinese, _history, _unknown_keys, _mobile_numbers, _rows, _columns_without_head,
    _columns_with_the_same_head, _entries,
]  # fmt: skip


def _read_and_check(root: Path) -> None:
    check_portal(load_portal(root, DAY))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__.strip("_"))
def test_twice_as_much_takes_twice_the_steps(case: Callable[[int], Files], tmp_path: Path) -> None:
    empty, once, twice = (
        partial(
            _read_and_check,
            make_portal(tmp_path / f"{size}", {"columns.yml": PORTAL + COLUMNS, **case(size)}),
        )
        for size in (2, SIZE, 2 * SIZE)
    )
    # What is learnt and kept in the first run is not counted, nor what every portal costs.
    twice()
    always = steps(empty)
    assert steps(twice) - always <= MOST * (steps(once) - always)
