"""Consultations and decisions: states by the day, links both ways, lists by state and year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, PORTAL, build, contents, document, make_portal, run
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = (
    PORTAL
    + COLUMNS
    + (
        f"  - name: 意见征集\n    layout: consultations\n    description: 征求意见。\n{DUTIES}"
        f"  - name: 重大行政决策\n    kind: group\n    layout: decisions\n    description: 决策。\n{DUTIES}"
        "    children:\n      - name: 决策事项目录\n        description: 目录。\n"
        "      - name: 决策结果\n        description: 结果。\n"
    )
)
CONSULTATION = (
    "\n  opens: 2026-10-01\n  closes: 2026-10-31\n  channels: [来信：示例大道1号, 电话：023-00000000]\n"
    "  text: 正文\n  explanation: 草案说明.csv\n  decision: zdxzjc/jcsxml/20260301-ml.md\n"
    "  result: zdxzjc/jcjg/20261120-jg.md\n  adopted: tzgg/20261201-bf.md"
)
CATALOGUE = (
    "\n  year: 2026\n  items:\n    - name: 停车场管理办法\n      unit: 区城市管理局\n"
    "      consultation: yjzj/20261001-yj.md\n      adopted: tzgg/20261201-bf.md\n"
    "    - name: 供水价格\n      unit: 区水利局"
)
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/yjzj/20261001-yj.md": document(
        "停车场办法征求意见", published="2026-10-01", consultation=CONSULTATION
    ),
    "content/yjzj/草案说明.csv": "条,说明\n",
    "content/yjzj/20250301-old.md": document("往年的征求意见", published="2025-03-01"),
    "content/zdxzjc/jcsxml/20260301-ml.md": document(
        "决策事项目录", published="2026-03-01", decisions=CATALOGUE
    ),
    "content/zdxzjc/jcjg/20261120-jg.md": document("停车场意见采纳情况", published="2026-11-20"),
    "content/tzgg/20261201-bf.md": document("停车场管理办法", published="2026-12-01"),
}
PAGES = ("yjzj/index.html", "yjzj/20261001-yj.html", "zdxzjc/index.html", "zdxzjc/jcsxml/20260301-ml.html")


def page_texts(root: Path, day: str) -> dict[str, str]:
    """Build as of a day; return the texts of the pages that show the state."""
    assert run("build", "--root", root, "--as-of", day).code == 0
    return {name: parse_page(root / "site" / name).text for name in PAGES}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-10-01", "征集中"),
        ("2026-10-31", "征集中"),
        ("2026-11-01", "已截止"),
        ("2026-11-19", "已截止"),
        ("2026-11-20", "已反馈"),
    ],
)
def test_state_follows_the_day(day: str, state: str, tmp_path: Path) -> None:
    for name, text in page_texts(make_portal(tmp_path, START), day).items():
        assert state in text, name


def test_a_new_day_redraws_what_it_changes(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    for day in ("2026-10-01", "2026-11-01", "2026-11-20", "2026-12-01", "2026-10-31"):
        page_texts(root, day)
        fresh = tmp_path / day
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        page_texts(fresh, day)
        assert contents(root / "site") == contents(fresh / "site"), day


def test_result_that_moves_is_seen_everywhere(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    build(root)
    changed = {**START, "content/zdxzjc/jcjg/20261120-jg.md": document("改过的标题", published="2026-11-20")}
    after = contents(build(make_portal(root, changed)))
    fresh = make_portal(tmp_path / "fresh", changed)
    assert after == contents(build(fresh))
    assert "改过的标题" in parse_page(root / "site/yjzj/index.html").text


def test_procedure_is_linked_on_each_of_its_pages(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, START))
    consultation = parse_page(site / "yjzj/20261001-yj.html")
    for target in ("../zdxzjc/jcsxml/20260301-ml.html", "../zdxzjc/jcjg/20261120-jg.html"):
        assert target in consultation.values("href")
    assert any(href.endswith(".csv") for href in consultation.values("href"))
    assert "来信：示例大道1号" in consultation.text
    assert "2026年10月1日至2026年10月31日" in consultation.text
    assert "../../yjzj/20261001-yj.html" in parse_page(site / "zdxzjc/jcjg/20261120-jg.html").values("href")
    # The decision is published on 1 December: nothing of it shows before.
    assert "20261201-bf" not in "".join(consultation.values("href"))


def test_older_years_have_pages_of_their_own(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, START))
    assert "往年的征求意见" in parse_page(site / "yjzj/_2025.html").text
    assert "往年的征求意见" not in parse_page(site / "yjzj/index.html").text
