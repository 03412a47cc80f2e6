"""The first results: what the search page shows before it has merged the whole index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.search.conftest import Desk


def test_results_of_the_newest_shards_are_drawn_before_all_is_merged(desk: Desk, search_site: Path) -> None:
    listed = json.loads((search_site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    oldest = listed["shards"][-1]["folder"]

    def hold(route: Route) -> None:
        """Let it wait until the route is taken away."""

    desk.page.route(f"**/{oldest}/**", hold)
    desk.page.goto(f"{desk.base}search/?q=公告")
    desk.page.wait_for_selector("[data-result]")
    early = desk.titles
    assert desk.state == "loading"
    expect(desk.page.locator("[data-search-summary]")).to_be_hidden()
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wait()
    assert desk.titles[: len(early)] == early


def held(desk: Desk, shard: str, query: str) -> None:
    """Open the page at a query while a shard cannot be loaded, and wait for the first result."""

    def hold(route: Route) -> None:
        """Let it wait until the route is taken away."""

    desk.page.route(f"**/{shard}/pagefind-entry.json*", hold)
    desk.page.goto(f"{desk.base}search/?q={query}")
    desk.page.wait_for_selector("[data-result]")


@pytest.mark.parametrize("query", ["星火工作简报", "示例府办发〔2021〕46号", "公告 医保"])
def test_titles_of_all_years_are_drawn_before_any_shard_is_merged(
    desk: Desk, search_site: Path, query: str
) -> None:
    listed = json.loads((search_site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    held(desk, listed["shards"][0]["folder"], query)
    early = desk.titles
    assert desk.state == "loading"
    expect(desk.page.locator("[data-search-note]")).to_contain_text("还在查找")
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wait()
    assert desk.titles[: len(early)] == early
    assert desk.note() == ""


def test_a_title_is_drawn_while_lists_of_older_ones_are_missing(desk: Desk) -> None:
    def hold(route: Route) -> None:
        """Let it wait until the route is taken away."""

    desk.page.route("**/titles/2000.*", hold)
    desk.page.goto(f"{desk.base}search/?q=星火工作简报")
    expect(desk.results).to_have_text(["星火工作简报"])
    assert desk.state == "loading"
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wait()
    assert desk.titles == ["星火工作简报"]


def test_the_newest_list_is_enough_for_a_word_of_many_titles(desk: Desk) -> None:
    desk.go("公告")
    (newest,) = (url for url in desk.requests if "/titles/" in url)
    assert "/titles/2026-h2." in newest
    assert len(desk.titles) == 10


def test_newer_texts_follow_the_titles_before_all_is_merged(desk: Desk, search_site: Path) -> None:
    listed = json.loads((search_site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    held(desk, listed["shards"][-1]["folder"], "星火工作")
    desk.page.locator("[data-search-results] > li:nth-child(3)").wait_for()
    assert desk.state == "loading"
    early = desk.titles
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wait()
    assert desk.titles == early == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]


def test_filters_apply_to_what_is_drawn_early(desk: Desk, search_site: Path) -> None:
    listed = json.loads((search_site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    held(desk, listed["shards"][0]["folder"], "星火&year=2020")
    expect(desk.results).to_have_text(["星火工作简报"])
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.wait()
    assert desk.titles == ["星火工作简报"]


def test_a_browser_that_cannot_read_the_lists_finds_the_same(desk: Desk) -> None:
    desk.page.add_init_script("delete window.DecompressionStream")
    desk.go("星火工作")
    assert desk.titles == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]
    assert not any("/titles/" in url for url in desk.requests)
