"""What a place asks for, whom a mandate binds, what is asked of press events: each told by one rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mandates.library import load_pack
from tests.check.test_mandates import ledger
from tests.helpers import PORTAL, build, check, document, make_portal
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"


def column(name: str, layout: str, below: str = "") -> str:
    """Return a column of a layout, with one below it that has none of its own."""
    text = f"  - name: {name}\n    layout: {layout}\n    description: {name}。\n{DUTIES}"
    return text + (f"    children:\n      - {{name: {below}, description: {below}。}}\n" if below else "")


def of_kind(root: Path, code: str) -> list[str]:
    """Return the files in which a code is found."""
    return [one["path"] for one in check(root) if one["code"] == code]


def test_a_consultation_right_in_a_column_of_decisions_is_one_on_a_major_decision(tmp_path: Path) -> None:
    short = "{opens: 2026-03-03, closes: 2026-03-10, channels: [来信], text: 正文, explanation: 正文}"
    text = document("征求意见", published="2026-03-03", consultation=short)
    tree = PORTAL + "columns:\n" + column("重大行政决策", "decisions", "草案")
    files = {f"content/{place}/a.md": text for place in ("zdxzjc", "zdxzjc/ca")}
    root = make_portal(tmp_path, {"columns.yml": tree, **files})
    assert of_kind(root, "consultation-short") == ["content/zdxzjc/a.md", "content/zdxzjc/ca/a.md"]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("consultations", "details-missing"),
        ("guides", "details-missing"),
        ("plans", "details-missing"),
        ("press", "details-missing"),
        ("annual-reports", "report-unfiled"),
        ("law-reports", "report-unfiled"),
        ("gazette", "report-unfiled"),
    ],
)
def test_what_a_place_asks_for_holds_below_it_too(layout: str, code: str, tmp_path: Path) -> None:
    tree = PORTAL + "columns:\n" + column("专栏", layout, "下级")
    files = {f"content/{place}/a.md": document(f"在{place}") for place in ("zl", "zl/xj")}
    root = make_portal(tmp_path, {"columns.yml": tree, **files})
    assert of_kind(root, code) == ["content/zl/a.md", "content/zl/xj/a.md"]


def test_a_layout_of_its_own_frees_a_column_below(tmp_path: Path) -> None:
    below = column("决策", "decisions").replace("\n", "\n    ").rstrip(" ")
    tree = PORTAL + "columns:\n" + column("指南", "guides") + f"    children:\n    {below}"
    root = make_portal(tmp_path, {"columns.yml": tree, "content/zn/jc/a.md": document()})
    assert of_kind(root, "details-missing") == []


def test_a_township_is_told_no_target_of_press_events(tmp_path: Path) -> None:
    press = document("发布会", published="2025-03-02", press="{led_by: 其他, held: 2025-03-02}")
    tree = PORTAL + "columns:\n" + column("新闻发布", "press")
    for level, told in (("district", True), ("township", False)):
        files = {"columns.yml": tree.replace("district", level), "content/xwfb/a.md": press}
        root = make_portal(tmp_path / level, files)
        page = parse_page(build(root) / "xwfb/index.html").text
        assert ("未达到" in page, "要求：每年" in page, bool(of_kind(root, "press-count"))) == (told,) * 3


def test_a_changed_level_is_seen_over_the_cache(tmp_path: Path) -> None:
    press = document("发布会", published="2025-03-02", press="{led_by: 其他, held: 2025-03-02}")
    tree = PORTAL + "columns:\n" + column("新闻发布", "press")
    root = make_portal(tmp_path, {"columns.yml": tree, "content/xwfb/a.md": press})
    assert "未达到" in parse_page(build(root) / "xwfb/index.html").text
    text = (root / "columns.yml").read_text(encoding="utf-8")
    (root / "columns.yml").write_text(text.replace("district", "township"), encoding="utf-8")
    assert "未达到" not in parse_page(build(root) / "xwfb/index.html").text


def nested(paths: set[tuple[str, ...]], indent: str = "  ") -> str:
    """Return columns as YAML, one for each step of the paths."""
    text = ""
    for name in sorted({path[0] for path in paths}):
        below = {path[1:] for path in paths if path[0] == name and len(path) > 1}
        text += f"{indent}- name: {name}\n{indent}  description: 样例。\n"
        text += (
            f"{indent}  kind: group\n{indent}  children:\n{nested(below, indent + '    ')}" if below else ""
        )
    return text


def test_a_city_is_measured_by_the_columns_that_bind_a_city(tmp_path: Path) -> None:
    # All columns that the pack asks of districts: of those it asks of the city, some are missing.
    paths = {
        path for each in load_pack("cq-2021").mandates if "district" in each.binds for path in each.paths
    }
    tree = PORTAL.replace("district", "municipality") + "columns:\n" + nested(paths)
    mandates = ledger(make_portal(tmp_path, {"columns.yml": tree}), "cq-2021")
    assert mandates["15"]["state"] == "not-met"
    assert mandates["99"]["state"] == "partly-met"
