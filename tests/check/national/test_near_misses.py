"""What is asked of every government site is told where it is lacking, and not where it nearly is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers import PORTAL, document, make_portal, run

DAY = "2026-11-20"
HEAD = "标题,留言摘要,受理日期,答复日期,答复部门,答复内容\n"
LIMITS = "limits: {empty_warn: 0, empty_block: 0, inspect_files: false}\n"


def column(name: str, slug: str, more: str = "") -> str:
    """Return a column of columns.yml in one line."""
    return f"  - {{name: {name}, slug: {slug}, description: 公开{name}。, unit: 区政府办公室, owner: 张某{more}}}\n"


def told(
    folder: Path,
    code: str,
    columns: str,
    files: Mapping[str, str | bytes] | None = None,
    *,
    day: str = DAY,
    portal: str = PORTAL,
) -> list[str]:
    """Return the messages of one code that check tells of a portal with the limits as they are by default."""
    root = make_portal(folder, {"columns.yml": f"{portal}columns:\n{columns}{LIMITS}"} | dict(files or {}))
    found = json.loads(run("check", "--root", root, "--as-of", day, "--format", "json").out)["findings"]
    return [each["message"] for each in found if each["code"] == code]


def stale(number: int, day: str, kind: str = "工作动态") -> tuple[str, dict[str, str | bytes]]:
    """Return so many first-level columns, below a channel, whose newest document is of a day."""
    below = ", ".join(
        f"{{name: 栏目{n}, slug: c{n}, description: 栏目{n}。, type: {kind}}}" for n in range(number)
    )
    files: dict[str, str | bytes] = {
        f"content/top/c{n}/a.md": document(title=f"第{n}则", published=f"{day} 09:00") for n in range(number)
    }
    return column("要闻", "top", f", kind: group, cycle: daily, children: [{below}]"), files


@pytest.mark.parametrize(
    ("number", "day", "kind", "blocked"),
    [
        (5, "2026-11-05", "工作动态", True),
        (4, "2026-11-05", "工作动态", False),
        (6, "2026-11-06", "工作动态", False),
        (5, "2026-05-20", "政策文件", True),
        (5, "2026-05-21", "政策文件", False),
        (5, "2026-05-20", "数据发布", False),
    ],
)
def test_five_stale_first_level_columns_block(
    number: int, day: str, kind: str, blocked: bool, tmp_path: Path
) -> None:
    columns, files = stale(number, day, kind)
    assert bool(told(tmp_path, "column-stale-many", columns, files)) is blocked


@pytest.mark.parametrize(("number", "blocked"), [(9, False), (10, True)])
def test_ten_unkept_columns_block_a_build(number: int, blocked: bool, tmp_path: Path) -> None:
    columns = "".join(column(f"数据{n}", f"c{n}", ", type: 数据发布, cycle: monthly") for n in range(number))
    files: dict[str, str | bytes] = {
        f"content/c{n}/a.md": document(title=f"第{n}则", published="2026-10-01 09:00") for n in range(number)
    }
    assert bool(told(tmp_path, "column-unkept-many", columns, files)) is blocked
    assert run("build", "--root", tmp_path, "--as-of", DAY).code == int(blocked)


def test_a_past_day_is_not_blocked_by_what_came_out_later(tmp_path: Path) -> None:
    columns, files = stale(6, "2026-06-01")
    later: dict[str, str | bytes] = {
        path.replace("a.md", "b.md"): document(title=f"又一则{path}", published="2026-11-19 09:00")
        for path in files
    }
    assert told(tmp_path / "a", "column-stale-many", columns, files, day="2026-10-01")
    assert not told(tmp_path / "b", "column-stale-many", columns, files | later, day="2026-10-01")


@pytest.mark.parametrize(("day", "found"), [("2026-11-06", 0), ("2026-11-05", 1)])
def test_the_home_page_has_two_weeks(day: str, found: int, tmp_path: Path) -> None:
    text = document(published=f"{day} 09:00")
    assert len(told(tmp_path, "home-stale", column("公告", "gg"), {"content/gg/a.md": text})) == found


@pytest.mark.parametrize(
    ("columns", "files", "lacking"),
    [
        (column("公开信箱", "a", ", type: 咨询投诉"), {"content/a/a.md": document()}, False),
        (column("公开信箱", "a", ", type: 咨询投诉"), {}, True),
        (column("信访举报", "a", ", type: 咨询投诉"), {"content/a/a.md": document()}, True),
        (column("通知公告", "a"), {"content/a/a.md": document()}, True),
        (
            column(
                "互动",
                "a",
                ", type: 咨询投诉, kind: links, links: [{title: 纪检举报, url: 'https://a.gov.cn/'}]",
            ),
            {},
            True,
        ),
        (
            column(
                "互动",
                "a",
                ", type: 咨询投诉, kind: links, links: [{title: 网上咨询, url: 'https://a.gov.cn/'}]",
            ),
            {},
            False,
        ),
    ],
)
def test_a_way_to_ask_is_no_way_to_denounce(
    columns: str, files: dict[str, str | bytes], lacking: bool, tmp_path: Path
) -> None:
    assert bool(told(tmp_path, "consultation-missing", columns, files)) is lacking


def test_services_are_guides_or_links_and_no_empty_column(tmp_path: Path) -> None:
    links = ", type: 办事服务, kind: links, links: [{title: 政务服务网, url: 'https://zwykb.cq.gov.cn/'}]"
    assert not told(tmp_path / "a", "services-missing", column("办事", "bs", links))
    assert told(tmp_path / "b", "services-missing", column("办事", "bs", ", type: 办事服务"))


MESSAGES = column("留言", "ly", ", kind: register, schema: messages, type: 咨询投诉")


@pytest.mark.parametrize(
    ("asked", "answered", "stale_found", "late_found"),
    [
        ("2026-09-15", "2026-09-20", 0, 0),
        ("2026-09-15", "2026-09-19", 1, 0),
        ("2026-06-20", "2026-09-20", 0, 0),
        ("2026-06-19", "2026-09-20", 0, 1),
        ("2025-03-01", "2026-11-01", 0, 0),
    ],
)
def test_answers_come_out_every_two_months_and_none_takes_more_than_three(
    asked: str, answered: str, stale_found: int, late_found: int, tmp_path: Path
) -> None:
    rows = {"content/ly/a.csv": f"{HEAD}甲,问,{asked},{answered},区教委,答\n"}
    assert len(told(tmp_path / "a", "messages-stale", MESSAGES, rows)) == stale_found
    assert len(told(tmp_path / "b", "messages-unanswered", MESSAGES, rows)) == late_found


@pytest.mark.parametrize(
    ("title", "day", "found"),
    [
        ("2026年第三季度留言办理统计", "2026-08-20", 0),
        ("2026年第二季度留言办理统计", "2026-08-19", 1),
        ("街道办事处统计工作情况", "2026-11-01", 1),
    ],
)
def test_figures_come_out_every_quarter(title: str, day: str, found: int, tmp_path: Path) -> None:
    files = {
        "content/ly/a.csv": f"{HEAD}甲,问,2026-11-02,2026-11-03,区教委,答\n",
        "content/tj/a.md": document(title=title, published=f"{day} 09:00"),
    }
    columns = MESSAGES + column("统计", "tj")
    assert len(told(tmp_path, "message-figures-stale", columns, files)) == found


@pytest.mark.parametrize(
    ("level", "number"), [("district", 14), ("municipality", 14), ("department", 9), ("township", 9)]
)
def test_each_item_of_the_law_is_asked_of_those_it_binds(level: str, number: int, tmp_path: Path) -> None:
    columns = column("财政资金", "cz", ", basis: [tiaoli-2019#20.7]")
    portal = PORTAL.replace("district", level)
    found = told(tmp_path, "statutory-item-missing", columns, portal=portal)
    assert len(found) == number
    assert not any("预算/决算" in message for message in found)


def test_an_item_is_known_by_its_customary_name(tmp_path: Path) -> None:
    below = "{name: 预算决算, slug: yjs, description: 预决算。}"
    sections = f"{{name: 法定主动公开内容, slug: nr, description: 内容。, kind: group, children: [{below}]}}"
    columns = column("政府信息公开", "xx", f", kind: group, children: [{sections}]")
    found = told(tmp_path, "statutory-item-missing", columns)
    assert len(found) == 14
    assert not any("预算/决算" in message for message in found)


def test_a_township_has_items_of_its_own(tmp_path: Path) -> None:
    columns = column("宅基地", "zjd")
    (_, town) = told(
        tmp_path / "a", "local-item-unseen", columns, portal=PORTAL.replace("district", "township")
    )
    assert "筹资筹劳" in town
    assert "宅基地" not in town
    (_, district) = told(tmp_path / "b", "local-item-unseen", columns)
    assert "治安管理" in district


@pytest.mark.parametrize(
    ("title", "published", "day", "found"),
    [
        ("政府网站工作年度报表（2025年度）", "2026-01-31", DAY, 0),
        ("政府网站工作年度报表（2025年度）", "2026-02-01", DAY, 1),
        ("政府网站工作年度报表（2024年度）", "2025-01-20", "2026-01-31", 0),
        ("政府网站工作年度报表（2024年度）", "2025-01-20", "2026-02-01", 1),
        ("网站年度工作计划2025年", "2026-01-20", DAY, 1),
    ],
)
def test_the_report_on_the_website_is_due_in_january(
    title: str, published: str, day: str, found: int, tmp_path: Path
) -> None:
    files = {
        "content/gg/a.md": document(title=title, published=f"{published} 09:00"),
        "content/gg/b.md": document(published="2024-03-03 09:00"),
    }
    assert len(told(tmp_path, "website-report-late", column("公告", "gg"), files, day=day)) == found


def test_a_site_of_this_year_owes_no_report_on_the_last(tmp_path: Path) -> None:
    files = {"content/gg/b.md": document(published="2026-03-03 09:00")}
    assert not told(tmp_path, "website-report-late", column("公告", "gg"), files)


@pytest.mark.parametrize(
    ("domain", "found"),
    [("www.example.gov.cn", 0), ("WWW.EXAMPLE.GOV.CN", 0), ("gov.cn.example.com", 1), ("examplegov.cn", 1)],
)
def test_only_a_government_domain_is_one(domain: str, found: int, tmp_path: Path) -> None:
    portal = PORTAL.replace("www.example.gov.cn", domain)
    assert len(told(tmp_path, "domain-not-gov", column("公告", "gg"), portal=portal)) == found


@pytest.mark.parametrize("day", ["2019-01-31", "2020-02-29", "2026-12-31", "2028-01-01", "2199-12-31"])
def test_no_day_ends_in_a_program_error(day: str, tmp_path: Path) -> None:
    files = {
        "content/ly/a.csv": f"{HEAD}甲,问,2026-11-02,2026-11-03,区教委,答\n",
        "content/gg/b.md": document(),
    }
    root = make_portal(
        tmp_path, {"columns.yml": f"{PORTAL}columns:\n{MESSAGES}{column('公告', 'gg')}"} | files
    )
    assert run("check", "--root", root, "--as-of", day).code in (0, 1)
