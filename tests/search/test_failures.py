"""Whatever file of the search is lost: never a false "nothing found", never an endless wait."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.waiting import wait_for
from tests.helpers import serve
from tests.search.bundles import write_index
from tests.search.corpus import corpus

QUERY = "星火工作"
TITLES = ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]
DONE = "[data-result-count]:is([data-state=done],[data-state=error])"


def _garbage(route: Route) -> None:
    route.fulfill(status=200, body=b"\x1f\x8b\x08\x00<html>" * 40, content_type="application/octet-stream")


def _half(route: Route) -> None:
    answer = route.fetch()
    body = answer.body()
    route.fulfill(status=answer.status, body=body[: len(body) // 2], content_type="application/octet-stream")


FAILURES: dict[str, Callable[[Route], None]] = {
    "404": lambda route: route.fulfill(status=404, body="没有"),
    "503": lambda route: route.fulfill(status=503, body="稍后"),
    "a page": lambda route: route.fulfill(status=200, body="<html>请登录</html>", content_type="text/html"),
    "garbage": _garbage,
    "half": _half,
    "abort": lambda route: route.abort(),
    "stall": lambda route: None,
}
# What is lost, and what of the search is then still as it should be: all, or what is said to be a part.
KINDS = {
    "**/pagefind/shards.json": "titles",
    "**/heads_*/h*": "all",
    "**/heads_*/q*": "all",
    "**/all_*/l*": "part",
    "**/all_*/p*": "part",
    "**/rows.pagefind": "all",
    "**/facts.pagefind": "all",
    "**/*s.pagefind": "all",  # both
    "**/t0.pagefind": "all",
    "**/assets/search-early.js": "all",
    "**/search/first.js*": "titles",
    "**/search/shown.js*": "titles",
    "**/search/further.js": "all",
    "**/assets/titles.js": "all",
}


@pytest.fixture
def asked() -> set[Request]:
    """What the page waits for."""
    return set()


@pytest.fixture
def page(browser: Browser, asked: set[Request]) -> Iterator[Page]:
    """A page whose clock the test moves."""
    made = browser.new_page()
    made.clock.install()
    # Playwright writes on what it is given, and cannot on a method of a set.
    made.on("request", lambda request: asked.add(request))  # noqa: PLW0108
    made.on("requestfinished", lambda request: asked.discard(request))  # noqa: PLW0108
    made.on("requestfailed", lambda request: asked.discard(request))  # noqa: PLW0108
    yield made
    made.unroute_all(behavior="ignoreErrors")
    made.close()


# In milliseconds, what 200 of the page's time take at least. While files are on their way, not much faster than it is:
# a busy machine would seem to stall. What never comes need not be waited for.
_PACE, _QUICK = 80, 15


def search(page: Page, base: str, query: str = QUERY, coming: Callable[[], bool] = lambda: True) -> str:
    """Open the page at a query; return where the search stands after at most two minutes of the page's own time.

    ``coming`` tells whether something is on its way to the page.
    """
    page.goto(f"{base}search/?q={query}", wait_until="commit")
    for _ in range(600):
        page.clock.run_for(200)
        page.wait_for_timeout(_QUICK)
        if coming():
            page.wait_for_timeout(_PACE - _QUICK)
        if page.locator(DONE).count():
            break
    return page.get_attribute("[data-result-count]", "data-state") or ""


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("lost", KINDS)
def test_what_is_found_is_true_whatever_is_lost(
    lost: str, failure: str, page: Page, search_base: str, asked: set[Request]
) -> None:
    def coming() -> bool:
        return any(failure != "stall" or not fnmatch(each.url, lost) for each in asked)

    page.route(lost, FAILURES[failure])
    state = search(page, search_base, coming=coming)
    note = page.text_content("[data-search-note]") or ""
    found = page.locator("[data-result]").all_inner_texts()
    assert "没有找到" not in note
    assert found[:2] == TITLES[:2]
    if KINDS[lost] == "all":
        assert (state, found) == ("done", TITLES)
        expect(page.locator("[data-result-count]")).to_have_text("3")
    elif KINDS[lost] == "part":
        assert state == "error"
        assert "部分内容没有读到" in note
        assert found == TITLES  # Pagefind's index of the newest documents has the third
    else:
        assert state == "error"
        assert "没有查找正文" in note
        assert found == TITLES[:2]


@pytest.mark.parametrize("lost", ["**/all_*/l*", "**/all_*/**", "**/pagefind/**"])
def test_nothing_is_said_of_what_could_not_be_read(lost: str, page: Page, search_base: str) -> None:
    page.route(lost, FAILURES["404"])
    state = search(page, search_base, "本次星火工作从简")
    note = page.text_content("[data-search-note]") or ""
    assert state == "error"
    assert "没有找到" not in note
    assert ("部分内容没有读到" in note) == (lost != "**/pagefind/**")
    expect(page.locator("[data-result-count]")).to_have_text("")


def test_what_its_own_text_proves_stays_where_nothing_else_tells_it(page: Page, search_base: str) -> None:
    page.route("**/all_*/p*", FAILURES["404"])
    page.route("**/*.pf_index*", FAILURES["404"])
    assert search(page, search_base) == "error"
    expect(page.locator("[data-result]")).to_have_text(TITLES)
    expect(page.locator("[data-search-note]")).to_contain_text("部分内容没有读到")


def _uncovered(site: Path) -> int:
    """Return how many documents have no index of Pagefind's."""
    listed = json.loads((site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    return sum(shard["documents"] for shard in listed["shards"] if not shard.get("pagefind"))


def test_only_what_nobody_read_is_counted_as_unread(page: Page, search_base: str, search_site: Path) -> None:
    page.route("**/all_*/l*", FAILURES["404"])
    assert search(page, search_base) == "error"
    assert f"有{_uncovered(search_site)}份没有查全" in (page.text_content("[data-search-note]") or "")


@pytest.fixture(scope="module")
def covered_base(search_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site, where Pagefind's index has all documents."""
    root = tmp_path_factory.mktemp("covered")
    shutil.copytree(search_site, root, dirs_exist_ok=True)
    shutil.rmtree(root / "portal" / "pagefind")
    write_index(corpus(), root / "portal" / "pagefind", newest=100_000)
    assert _uncovered(root) == 0
    with serve(root) as address:
        yield f"{address}portal/"


def test_what_pagefind_answers_for_is_not_unread(page: Page, covered_base: str) -> None:
    page.route("**/all_*/l*", FAILURES["404"])
    assert search(page, covered_base) == "done"
    assert page.locator("[data-result]").all_inner_texts() == TITLES
    assert "没有读到" not in (page.text_content("[data-search-note]") or "")


@pytest.mark.parametrize("failure", ["404", "a page", "half", "abort"])
def test_pagefind_is_not_believed_where_a_file_of_its_own_is_lost(
    failure: str, page: Page, covered_base: str
) -> None:
    page.route("**/all_*/l*", FAILURES["404"])
    page.route("**/*.pf_index*", FAILURES[failure])
    assert search(page, covered_base, "本次星火工作从简") == "error"
    note = page.text_content("[data-search-note]") or ""
    assert "部分内容没有读到" in note
    assert "没有找到" not in note


def test_a_file_that_fails_once_is_asked_for_again(page: Page, search_base: str) -> None:
    asked: set[str] = set()

    def fail_once(route: Route) -> None:
        if route.request.url in asked:
            route.continue_()
        else:
            asked.add(route.request.url)
            route.fulfill(status=503, body="稍后")

    page.route("**/pagefind/**", fail_once)
    assert search(page, search_base) == "done"
    assert page.locator("[data-result]").all_inner_texts() == TITLES
    assert len(asked) > 5


@pytest.mark.parametrize("failure", ["404", "a page", "abort"])
@pytest.mark.parametrize("script", ["first", "shown"])
def test_a_script_that_fails_once_is_asked_for_again(
    script: str, failure: str, page: Page, search_base: str
) -> None:
    page.route(f"**/search/{script}.js", FAILURES[failure])
    assert search(page, search_base) == "done"
    assert page.locator("[data-result]").all_inner_texts() == TITLES


@pytest.mark.parametrize("failure", ["404", "a page", "abort"])
def test_what_is_needed_later_is_asked_for_again(failure: str, page: Page, search_base: str) -> None:
    page.route("**/search/further.js", FAILURES[failure])
    assert search(page, search_base, quote("星伙工作简报")) == "done"
    assert page.locator("[data-result]").first.inner_text() == "星火工作简报"
    page.unroute_all()
    page.route("**/search/further.js*", FAILURES[failure])
    assert search(page, search_base, quote("星伙工作简报")) == "error"
    assert "没有查找正文" in (page.text_content("[data-search-note]") or "")


def test_what_was_asked_for_early_and_failed_is_asked_for_again(page: Page, search_base: str) -> None:
    asked: list[str] = []

    def fail_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, body="稍后")
        else:
            route.continue_()

    page.route("**/pagefind/shards.json", fail_once)
    assert search(page, search_base) == "done"
    assert len(asked) == 2


def test_a_choice_that_cannot_be_judged_is_told(page: Page, search_base: str) -> None:
    page.route("**/2016-2023_*/rows.pagefind", FAILURES["404"])
    page.route("**/facts.pagefind", FAILURES["404"])
    assert search(page, search_base, f"{QUERY}&year=2026") == "error"
    assert page.locator("[data-result]").all_inner_texts() == ["窗口服务情况"]
    assert "部分内容没有读到：有2份" in (page.text_content("[data-search-note]") or "")


def test_a_text_that_is_lost_is_told_and_its_title_leads_on(page: Page, search_base: str) -> None:
    page.route("**/t*.pagefind", FAILURES["503"])
    assert search(page, search_base) == "done"
    assert page.locator("[data-result]").all_inner_texts() == TITLES
    expect(page.locator(".gk-search__excerpt").first).to_contain_text("没有读到")
    page.unroute_all()
    page.locator("[data-result]").first.click()
    page.wait_for_url("**/zwgk/tz/*.html*")


def test_no_webassembly_is_asked_for(browser: Browser, search_base: str, search_site: Path) -> None:
    page = browser.new_page()
    policy = "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'"
    html = (search_site / "portal" / "search" / "index.html").read_text(encoding="utf-8")
    page.route("**/search/?*", lambda route: route.fulfill(
        status=200, body=html, content_type="text/html", headers={"Content-Security-Policy": policy}
    ))  # fmt: skip
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{search_base}search/?q={QUERY}")
    expect(page.locator("[data-result-count]")).to_have_attribute("data-state", "done")
    assert page.locator("[data-result]").all_inner_texts() == TITLES
    assert not [url for url in asked if "core" in url or "wasm" in url]
    page.close()


RULES = {
    "<公共车位管理办法(试行)>": 1,
    "示例府办发202146号": 1,
    "示例府办发[2021]46号": 1,
    "星火 简报": 1,
    "cqxzxy": 1,
    "chongqingxingzheng": 1,
    "CQ lxts": 1,
    "engxueyuan": 0,
    "星火": 2,
}


NO_SEARCH = "**/search/first.js*,**/search/shown.js*"


@pytest.mark.parametrize("lost", [NO_SEARCH, f"{NO_SEARCH},**/search/ladder.js"])
@pytest.mark.parametrize("query", RULES)
def test_titles_are_asked_by_the_same_rules_without_modules(
    query: str, lost: str, browser: Browser, search_base: str
) -> None:
    page = browser.new_page()
    for each in lost.split(","):
        page.route(each, FAILURES["404"])
    page.goto(f"{search_base}search/")
    page.fill("input[name=q]", query)
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("[data-result-count][data-state=error]", state="attached")
    expect(page.locator("[data-result]")).to_have_count(RULES[query])
    assert "没有查找正文" in (page.text_content("[data-search-note]") or "")
    page.close()


@pytest.mark.parametrize(("lost", "state"), [(False, "done"), (True, "error")])
def test_what_is_typed_before_the_scripts_come_stays(
    lost: bool, state: str, browser: Browser, search_base: str
) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def answer(route: Route) -> None:
        if lost:
            route.fulfill(status=404)
        else:
            route.continue_()

    def hold(route: Route) -> None:
        if held:
            answer(route)
        held.append(route)

    page.route("**/search/first.js*", hold)
    page.goto(f"{search_base}search/?q={quote('星火')}", wait_until="commit")
    page.fill("input[name=q]", "星火工作")
    wait_for(page, lambda: bool(held))
    answer(held[0])
    expect(page.locator(f"[data-result-count][data-state={state}]")).to_have_count(1)
    expect(page.locator("input[name=q]")).to_have_value("星火工作")
    page.close()


@pytest.mark.parametrize(
    ("query", "said", "title"),
    [
        ("星火工作的通知，关于", "", ""),
        ("關於做好星火工作", "换成简体字", "关于做好星火工作的通知"),
        ("星伙工作简报", "是不是“星火工作简报”", "星火工作简报"),
        ("星火gongzuo", "按拼音", "关于做好星火工作的通知"),
        ("公共停车位管理", "", ""),
        ("星火 -简报", "", "关于做好星火工作的通知"),
        ("“星火”", "", "关于做好星火工作的通知"),
    ],
)
def test_titles_alone_are_forgiving_too(
    query: str, said: str, title: str, browser: Browser, search_base: str
) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.route("**/pagefind/shards.json", FAILURES["404"])
    page.goto(f"{search_base}search/?q={quote(query)}")
    page.wait_for_selector("[data-result-count][data-state=error]", state="attached")
    note = page.text_content("[data-search-note]") or ""
    assert "没有查找正文" in note
    assert said in note
    if title:
        assert page.locator("[data-result]").first.inner_text() == title
    assert problems == []
    page.close()


def test_a_script_of_titles_that_is_lost_is_told(page: Page, search_base: str, search_site: Path) -> None:
    listed = json.loads((search_site / "portal" / "pagefind" / "shards.json").read_text(encoding="utf-8"))
    page.route("**/pagefind/shards.json", FAILURES["404"])
    page.route(f"**/{listed['shards'][-2]['folder']}/titles.js*", FAILURES["404"])
    assert search(page, search_base) == "error"
    assert "部分内容没有读到" in (page.text_content("[data-search-note]") or "")
    assert "没有找到" not in (page.text_content("[data-search-note]") or "")
