"""The first results: what the search page shows before it has asked the whole index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from generator.search.shards import Sizes
from tests.search.bundles import write_index
from tests.search.conftest import Desk
from tests.search.corpus import corpus

BUNDLE = "segments"


@pytest.fixture(scope="module")
def divided(search_site: Path) -> str:
    """An index of several segments, the folder of the oldest of them."""
    plan = write_index(corpus(), search_site / "portal" / BUNDLE, sizes=Sizes(300, 700))
    assert len(plan.segments) > 3
    return plan.segments[-1].folder


@pytest.fixture
def held(desk: Desk, divided: str) -> Iterator[Callable[[str], None]]:
    """Opens the page at a query while the texts of the oldest segment cannot be asked."""

    def hold(route: Route) -> None:
        """Let it wait until the route is taken away."""

    def use(route: Route) -> None:
        route.continue_(url=route.request.url.replace("/pagefind/", f"/{BUNDLE}/"))

    def open_at(query: str) -> None:
        desk.page.route("**/pagefind/**", use)
        desk.page.route(f"**/{divided}/l*", hold)
        desk.page.goto(f"{desk.base}search/?q={query}")
        desk.page.wait_for_selector("[data-result]")

    yield open_at


def let_go(desk: Desk, divided: str) -> None:
    """Let the held files come, and wait for the end."""
    desk.page.unroute(f"**/{divided}/l*")
    desk.wait()


@pytest.mark.parametrize("query", ["星火工作简报", "示例府办发〔2021〕46号", "公告 医保", "公告"])
def test_titles_of_all_years_are_drawn_before_all_texts_are_asked(
    desk: Desk, held: Callable[[str], None], divided: str, query: str
) -> None:
    held(query)
    early = desk.titles
    assert desk.state == "loading"
    expect(desk.page.locator("[data-search-summary]")).to_contain_text("还在查找")
    expect(desk.page.locator("[data-result-count]")).to_be_empty()
    let_go(desk, divided)
    assert desk.titles[: len(early)] == early
    assert desk.note() == ""


def test_newer_texts_follow_the_titles_before_all_is_asked(
    desk: Desk, held: Callable[[str], None], divided: str
) -> None:
    held("星火工作")
    desk.page.locator("[data-search-results] > li:nth-child(3)").wait_for()
    assert desk.state == "loading"
    early = desk.titles
    let_go(desk, divided)
    assert desk.titles == early == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]


def test_first_results_are_there_before_any_places(desk: Desk) -> None:
    def hold(route: Route) -> None:
        """Let it wait until the route is taken away."""

    desk.page.route("**/p*.pagefind", hold)
    desk.page.goto(f"{desk.base}search/?q=星火工作")
    desk.page.locator("[data-search-results] > li:nth-child(3)").wait_for()
    expect(desk.page.locator("[data-search-summary]")).to_contain_text("还在查找")
    assert desk.state == "loading"
    early = desk.titles
    desk.page.unroute("**/p*.pagefind")
    desk.wait()
    assert desk.titles == early == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]


def test_filters_apply_to_what_is_drawn_early(desk: Desk, held: Callable[[str], None], divided: str) -> None:
    held("星火&year=2020")
    expect(desk.results).to_have_text(["星火工作简报"])
    let_go(desk, divided)
    assert desk.titles == ["星火工作简报"]


def test_a_browser_that_cannot_unpack_by_itself_finds_the_same(desk: Desk) -> None:
    desk.page.add_init_script("delete window.DecompressionStream; delete window.WebAssembly")
    desk.go("星火工作")
    assert desk.titles == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]
