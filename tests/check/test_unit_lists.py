"""``gongkai check --by-unit``: each unit gets its list, and one of all says who has what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.helpers import PORTAL, document, make_portal, run

LIMITS = "limits: {empty_warn: 0, empty_block: 0, inspect_files: false, national: false, home_days: 0}\n"
DAY = "2026-11-20"


def column(name: str, slug: str, unit: str, cycle: str) -> str:
    """Return a column of columns.yml."""
    return f"  - {{name: {name}, slug: {slug}, description: {name}。, unit: '{unit}', owner: 张某, cycle: {cycle}}}\n"


TREE = (
    PORTAL.replace("organizer:", "packs: [wulong-2022]\n  organizer:")
    + "columns:\n"
    + column("停水", "ts", "区水利局", "monthly")
    + column("停电", "td", "区水利局、区经济信息委", "monthly")
    + column("修路", "xl", "区交通局", "yearly")
    + column("杂项", "zx", "", "yearly").replace("unit: '', ", "")
    + LIMITS
)
FILES: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/ts/a.md": document(title="停水", published="2026-10-01 09:00"),
    "content/td/a.md": document(title="停电", published="2026-11-01 09:00"),
    "content/xl/a.md": document(title="修路", signed="2026-01-05", published="2026-06-01 09:00"),
    "content/zx/a.md": document(title="电话13800138000"),
}


def rows(path: Path, sheet: str = "清单") -> list[list[str]]:
    """Return the rows of a list below its head, as texts."""
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[str(cell) for cell in row] for row in found[3 if sheet == "清单" else 2 :]]


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the lists of one portal."""
    folder = tmp_path_factory.mktemp("lists")
    root = make_portal(folder / "portal", FILES)
    outcome = run(
        "check", "--root", root, "--as-of", DAY, "--format", "json", "--by-unit", folder / "甲/清单"
    )
    # Whole JSON on stdout, the word about the lists on stderr, and the code of the check.
    assert json.loads(outcome.out)["summary"]["error"] == 1
    assert outcome.code == 1
    assert "全部单位.xlsx" in outcome.err
    return folder / "甲" / "清单"


def cells(found: Sequence[Sequence[str]], group: str) -> list[str]:
    """Return what the lines of a group are about."""
    return [row[3] for row in found if row[1] == group]


def test_what_is_overdue_and_what_falls_due_next_is_told_to_whom_it_is_due(lists: Path) -> None:
    water = rows(lists / "区水利局.xlsx")
    assert "停水" in cells(water, "已逾期")
    assert "停电" in cells(water, "即将到期")
    assert [row[4] for row in water if row[3] == "停电"] == ["2026-12-06"]
    assert "停电" in cells(rows(lists / "区经济信息委.xlsx"), "即将到期")


def test_findings_stand_with_the_unit_of_their_column_and_with_their_cure(lists: Path) -> None:
    (late,) = [row for row in rows(lists / "区交通局.xlsx") if "公开" in row[5] and row[2] == "警告"]
    assert late[1] == "已逾期"
    assert late[7].startswith("content/xl/a.md:")
    assert late[6]
    nobody = rows(lists / "没有写责任单位.xlsx")
    assert any(row[1] == "检查发现的问题" and row[2] == "错误" for row in nobody)


def test_mandates_stand_with_all_who_share_them(lists: Path) -> None:
    found = rows(lists / "区交通局.xlsx")
    assert any(row[2] == "要点任务" and "武隆府办发〔2022〕46号" in row[3] for row in found)


def test_the_list_of_all_has_every_line_and_a_count_of_each_unit(lists: Path) -> None:
    counted = {
        row[0]: [float(cell) for cell in row[1:6]] for row in rows(lists / "全部单位.xlsx", "各单位合计")
    }
    every = rows(lists / "全部单位.xlsx")
    assert {f"{unit}.xlsx" for unit in counted} | {"全部单位.xlsx"} == {each.name for each in lists.iterdir()}
    for unit, counts in counted.items():
        assert sum(counts[:4]) == counts[4] == len([row for row in every if row[0] == unit])
        assert len(rows(lists / f"{unit}.xlsx")) == counts[4]


def test_no_name_of_a_unit_leaves_the_folder_or_runs(tmp_path: Path) -> None:
    names = ("../../跑", "CON", "=1+1", "全部单位", "a/b", "a:b", "长" * 300)
    tree = (
        PORTAL
        + "columns:\n"
        + "".join(column(f"栏{n}", f"c{n}", name, "monthly") for n, name in enumerate(names))
    )
    files = {f"content/c{n}/a.md": document(title=f"第{n}则") for n in range(len(names))}
    root = make_portal(tmp_path / "portal", {"columns.yml": tree + LIMITS} | files)
    run("check", "--root", root, "--as-of", DAY, "--by-unit", tmp_path / "out")
    made = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert len(made) == len(names) + 1
    assert {each.name for each in tmp_path.iterdir()} == {"portal", "out"}
    assert "_CON.xlsx" in made
    assert "全部单位2.xlsx" in made
    (first, *_) = rows(tmp_path / "out" / "=1+1.xlsx")
    assert first[3] == "栏2"


def test_the_same_portal_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", FILES)
    for name in ("a", "b"):
        run("check", "--root", root, "--as-of", DAY, "--by-unit", tmp_path / name)
    for each in (tmp_path / "a").iterdir():
        assert each.read_bytes() == (tmp_path / "b" / each.name).read_bytes()


def test_an_older_list_is_named_and_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", FILES)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "旧单位.xlsx").write_bytes(b"")
    assert "旧单位.xlsx" in run("check", "--root", root, "--as-of", DAY, "--by-unit", tmp_path / "out").err
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = run("check", "--root", root, "--as-of", DAY, "--by-unit", tmp_path / "file")
    assert outcome.code == 2
    assert "文件夹建不了" in outcome.err
