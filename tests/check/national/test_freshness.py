"""Columns that hold nothing, and columns that are past their term."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.helpers import AS_OF, PORTAL, check, codes, document, make_portal, run

DEFAULTS = "limits: {publish_workdays: 20, national: false, home_days: 0}\n"
DUTY = "    unit: 区政府办公室\n    owner: 张某\n"


def column(name: str, more: str = "") -> str:
    """Return a column of columns.yml."""
    return f"  - name: {name}\n    description: 公开{name}。\n{DUTY}{more}"


def portal(folder: Path, columns: str, files: dict[str, str | bytes] | None = None) -> Path:
    """A portal with the limits as they are by default."""
    return make_portal(folder, {"columns.yml": f"{PORTAL}columns:\n{columns}{DEFAULTS}"} | (files or {}))


@pytest.mark.parametrize("number", [1, 4, 5, 6])
def test_one_empty_column_warns_and_five_block(number: int, tmp_path: Path) -> None:
    root = portal(
        tmp_path, "".join(column(f"栏目{n}", f"    slug: c{n}\n    cycle: yearly\n") for n in range(number))
    )
    found = codes(check(root))
    assert found.count("column-empty") == number
    assert found.count("column-empty-many") == (1 if number >= 5 else 0)
    assert run("build", "--root", root, "--as-of", AS_OF).code == (1 if number >= 5 else 0)


def test_columns_that_show_something_are_not_empty(tmp_path: Path) -> None:
    columns = (
        column(
            "机构",
            "    kind: group\n    cycle: yearly\n    children:\n      - name: 简介\n        description: 简介。\n",
        )
        + column("名单", "    kind: register\n    cycle: yearly\n")
        + column(
            "链接",
            "    kind: links\n    cycle: yearly\n    links: [{title: 甲, url: https://www.example.gov.cn/}]\n",
        )
    )
    files: dict[str, str | bytes] = {
        "content/jg/jj/20261101-a.md": document(published="2026-11-01 09:00"),
        "content/md/甲.csv": "名称\n甲\n",
    }
    assert codes(check(portal(tmp_path, columns, files))) == []


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ("    type: 工作动态\n    cycle: as-needed\n", 14),
        ("    cycle: weekly\n", 14),
        ("    cycle: daily\n", 10),
        ("    cycle: monthly\n", 35),
        ("    cycle: quarterly\n", 100),
        ("    cycle: half-yearly\n", 190),
        ("    cycle: yearly\n", 380),
        ("    type: 工作动态\n    cycle: yearly\n", 14),
        ("    type: 工作动态\n    cycle: daily\n", 10),
        ("    type: 工作动态\n", 14),
        ("    type: 政策文件\n", 183),
        ("    type: 数据发布\n", 365),
        ("    cycle: as-needed\n", 0),
    ],
)
def test_the_cycle_decides_and_else_the_type(more: str, days: int, tmp_path: Path) -> None:
    for age in (days, days + 1) if days else (4000,):
        day = date.fromisoformat(AS_OF) - timedelta(age)
        files: dict[str, str | bytes] = {"content/tzgg/a.md": document(published=f"{day} 09:00")}
        root = portal(tmp_path / str(age), column("通知公告", more), files)
        assert ("column-overdue" in codes(check(root))) is (age > days > 0)


def test_a_column_below_counts_as_an_update(tmp_path: Path) -> None:
    below = "    cycle: monthly\n    children:\n      - name: 停水\n        description: 停水。\n"
    old: dict[str, str | bytes] = {"content/tzgg/a.md": document()}
    new: dict[str, str | bytes] = {
        "content/tzgg/ts/b.md": document(title="停水", published="2026-11-10 09:00")
    }
    assert codes(check(portal(tmp_path, column("通知公告", below), old | new))) == []
