"""Press events: whole small portals in, pages out, and new when they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PORTAL, build, check, codes, document, make_portal
from tests.kinds.laws import assert_change_is_as_fresh, build_over_years, codes_of_a_new_one
from tests.markup import parse_page

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = PORTAL + f"columns:\n  - name: 新闻发布\n    layout: press\n    description: 发布。\n{DUTIES}"
PRESS = "{led_by: 主要负责人, held: 2026-03-02, venue: 新闻发布厅, speakers: [区长张某]}"
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/xwfb/20260302-fb.md": document("民生实事新闻发布会", published="2026-03-02", press=PRESS),
}
CHANGES: dict[str, dict[str, str | bytes]] = {
    "who led": {
        "content/xwfb/20260302-fb.md": document(
            "民生实事新闻发布会", published="2026-03-02", press=PRESS.replace("主要负责人", "其他")
        )
    },
    "events asked for": {"columns.yml": TREE + "limits: {press_events: 1, press_led: 1}\n"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built portal."""
    return build(make_portal(tmp_path_factory.mktemp("press"), START))


def test_press_events_are_counted_by_year(site: Path) -> None:
    page = parse_page(site / "xwfb/index.html")
    assert "2026年（截至目前）" in page.text
    assert "未满一年" in page.text
    assert "区长张某" in parse_page(site / "xwfb/20260302-fb.html").text


@pytest.mark.parametrize(("policy", "counted"), [("是", "1场1场1场"), ("否", "1场0场0场")])
def test_an_event_that_interprets_no_policy_is_counted_apart(
    policy: str, counted: str, tmp_path: Path
) -> None:
    press = PRESS.replace("}", f", policy: {policy}}}")
    text = document("民生实事新闻发布会", published="2026-03-02", press=press)
    site = build(make_portal(tmp_path, {**START, "content/xwfb/20260302-fb.md": text}))
    assert f"2026年（截至目前）{counted}" in parse_page(site / "xwfb/index.html").text


def test_a_township_is_told_no_target(tmp_path: Path) -> None:
    press = document("发布会", published="2025-03-02", press="{led_by: 其他, held: 2025-03-02}")
    for level, told in (("district", True), ("township", False)):
        files = {"columns.yml": TREE.replace("district", level), "content/xwfb/a.md": press}
        root = make_portal(tmp_path / level, files)
        page = parse_page(build(root) / "xwfb/index.html").text
        counted = "press-count" in codes(check(root))
        assert ("未达到" in page, "要求：每年" in page, counted) == (told,) * 3


def test_a_changed_level_is_seen_over_the_cache(tmp_path: Path) -> None:
    press = document("发布会", published="2025-03-02", press="{led_by: 其他, held: 2025-03-02}")
    root = make_portal(tmp_path, {"columns.yml": TREE, "content/xwfb/a.md": press})
    assert "未达到" in parse_page(build(root) / "xwfb/index.html").text
    text = (root / "columns.yml").read_text(encoding="utf-8")
    (root / "columns.yml").write_text(text.replace("district", "township"), encoding="utf-8")
    assert "未达到" not in parse_page(build(root) / "xwfb/index.html").text


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_the_site_of_a_fresh_build(name: str, tmp_path: Path) -> None:
    assert_change_is_as_fresh(tmp_path, START, CHANGES[name])


def test_a_new_year_redraws_the_counts(tmp_path: Path) -> None:
    site = build_over_years(tmp_path, START)
    assert "2031年（截至目前）" in parse_page(site / "xwfb/index.html").text


def test_a_new_document_has_the_keys_of_its_kind(tmp_path: Path) -> None:
    assert codes_of_a_new_one(tmp_path, TREE, "新闻发布", "press") == ["press-running"]
