"""``gongkai agenda``: what is to come, in three forms."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, MARKS, PORTAL, REPOSITORY, Outcome, document, make_portal, run

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + COLUMNS + (
    f"  - name: 意见征集\n    layout: consultations\n    description: 征集。\n{DUTIES}"
    f"  - name: 文件库\n    type: 政策文件\n    layout: normative-library\n    description: 文件。\n{DUTIES}"
    f"  - name: 年报\n    layout: annual-reports\n    description: 年报。\n{DUTIES}"
    "    expected: [区教委]\n    since: 2025\nlimits: {empty_warn: 0, empty_block: 0}\n"
)  # fmt: skip
FILES: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/tzgg/a.md": document("拟录用，“人员”; 名单\\甲", published="2026-11-30 09:30", notice_until="2026-12-04",
                                  withdraw_at="2026-12-05 18:00"),
    "content/tzgg/b.md": document("草稿", published="2026-11-30 09:30", draft="true", withdraw_at="2026-12-05 18:00"),
    "content/tzgg/c.md": document("过去的事", published="2026-11-03 09:30", withdraw_at="2026-11-04 18:00"),
    "content/tzgg/d.md": document("最近的通知", published="2026-11-18 09:30"),
    "content/yjzj/a.md": document("征求意见", published="2026-11-18 09:30", consultation="{opens: 2026-11-19, closes: 2026-12-19}"),
    "content/wjk/a.md": document("停车办法", published="2026-11-18 09:30", validity="有效", expires="2026-12-31", effective="2026-12-01"),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with something of each kind to come."""
    return make_portal(tmp_path, FILES)


def agenda(root: Path, *options: str, as_of: str = "2026-11-20") -> Outcome:
    """Run the verb."""
    outcome = run("agenda", "--root", root, "--as-of", as_of, *options)
    assert outcome.code == 0, outcome.err
    return outcome


def calendar(root: Path) -> str:
    """Return the calendar as bytes make it: its line ends are those of the standard on every system."""
    options = ("--root", str(root), "--as-of", "2026-11-20", "--format", "ical", "--days", "80")
    command = [sys.executable, "-m", "generator", "agenda", *options]
    return subprocess.run(command, capture_output=True, check=True, cwd=REPOSITORY).stdout.decode("utf-8")


def rows(root: Path, *options: str, as_of: str = "2026-11-20") -> list[tuple[str, ...]]:
    """Return time, kind, what and title of what is to come."""
    table = csv.reader(io.StringIO(agenda(root, "--format", "csv", *options, as_of=as_of).out))
    assert next(table)[:4] == ["时间", "类别", "事项", "标题"]
    return [tuple(row[:4]) for row in table]


def test_all_that_is_to_come_stands_in_the_order_of_time(root: Path) -> None:
    title = "拟录用，“人员”; 名单\\甲"
    found = rows(root, "--days", "80")
    wanted = [
        ("2026-11-30 09:30", "公开", "定时公开", title),
        ("2026-12-01", "公开", "开始施行", "停车办法"),
        ("2026-12-04", "到期", "公示截止", title),
        ("2026-12-05 18:00", "到期", "撤下", title),
        ("2026-12-19", "到期", "征集截止", "征求意见"),
        ("2026-12-31", "到期", "有效期满", "停车办法"),
        ("2027-01-31", "应办", "公开期限", "2026年政府信息公开工作年度报告"),
    ]
    assert [row for row in found if row[2] not in ("栏目更新", "公布意见采纳情况")] == wanted
    assert {row[3] for row in found if row[2] == "栏目更新"} == {"通知公告", "意见征集", "文件库"}
    assert any(row[2] == "公布意见采纳情况" for row in found)
    assert [row[0] for row in found] == sorted(row[0] for row in found)


@pytest.mark.parametrize(
    ("as_of", "days", "first"),
    [
        ("2026-11-30 09:29", "1", "2026-11-30 09:30"),
        ("2026-11-30 09:30", "1", "2026-12-01"),
        ("2026-12-04 23:59", "1", "2026-12-04"),
        ("2026-12-04", "1", "2026-12-05 18:00"),
    ],
)
def test_what_is_over_is_no_more_to_come(as_of: str, days: str, first: str, root: Path) -> None:
    assert rows(root, "--days", days, as_of=as_of)[0][0] == first


def test_people_read_lines(root: Path) -> None:
    out = agenda(root).out
    assert "2026-11-30 09:30　公开　定时公开：拟录用" in out
    assert "content/tzgg/a.md:2:8" in out
    assert "草稿" not in out
    assert "过去的事" not in out
    assert "以后1天没有" in agenda(root, "--days", "1").out


def test_a_spreadsheet_can_be_told_the_encoding(root: Path) -> None:
    assert agenda(root, "--format", "csv", "--bom").out.startswith("\ufeff时间,")


def test_a_calendar_is_one(root: Path) -> None:
    """The form of RFC 5545: line ends, folded lines, escaped texts, all that an event must have."""
    out = calendar(root)
    assert out.endswith("END:VCALENDAR\r\n")
    lines = out.split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    whole = out.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == len(rows(root, "--days", "80"))
    assert "SUMMARY:定时公开：拟录用，“人员”\\; 名单\\\\甲\r\n" in whole
    # 09:30 in China.
    assert "DTSTART:20261130T013000Z\r\n" in whole
    assert "DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261205\r\n" in whole
    names = re.findall(r"^UID:(\S+@www\.example\.gov\.cn)\r$", whole, re.MULTILINE)
    assert len(set(names)) == len(names) == whole.count("BEGIN:VEVENT")
    assert calendar(root) == out


def test_nothing_written_by_people_adds_a_line_to_a_calendar(tmp_path: Path) -> None:
    marks = MARKS.replace("https://www.example.gov.cn/", '"https://www.example.gov.cn/"')
    title = '"甲\\nBEGIN:VEVENT\\r\\nX:1"'
    files = {"mkdocs.yml": marks, "content/tzgg/a.md": document(title, published="2026-11-30 09:30")}
    out = calendar(make_portal(tmp_path, files))
    assert out.count("\r\nBEGIN:VEVENT") == 1


def test_columns_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": "a: [\n"})
    assert run("agenda", "--root", root).code == 2
