"""Columns and institutions as results of their own: found by name, above documents, and counted by themselves."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

DONE = "[data-result-count]:is([data-state=done],[data-state=error])"
COLUMNS = "[data-search-columns]"


def search(page: Page, base: str, query: str, more: str = "") -> list[str]:
    """Search, and return the names of the columns and institutions that are shown."""
    page.goto(f"{base}search/?q={quote(query)}{more}")
    page.wait_for_selector(DONE, state="attached")
    return page.locator("[data-column]").all_text_contents()


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("政府信息公开指南", "栏目", "政府信息公开指南"),
        ("信息公开指南", "栏目", "政府信息公开指南"),
        ("财政预算", "栏目", "财政预决算"),
        ("三公经费", "栏目", "预算/决算"),
        ("zfxxgkzn", "栏目", "政府信息公开指南"),
        ("zhengfu caigou", "栏目", "政府采购"),
        ("信息公開指南", "栏目", "政府信息公开指南"),
        ("政府信息工开指南", "栏目", "政府信息公开指南"),
        ("县民政局", "机构", "示例区民政局"),
        ("发改委", "机构", "示例区发展和改革委员会"),
        ("工商局", "机构", "示例区市场监督管理局"),
        ("民政局周末上不上班", "机构", "示例区民政局"),
    ],
)
def test_what_is_called_so_comes_first(page: Page, base: str, query: str, kind: str, name: str) -> None:
    assert name in search(page, base, query)[:2]
    first = page.locator(f"{COLUMNS} li").filter(has_text=name).first
    expect(first.locator("strong")).to_have_text(kind)
    expect(first.locator(".gk-search__excerpt")).not_to_be_empty()
    box, result = first.bounding_box(), page.locator("[data-result]").first.bounding_box()
    assert box
    assert result is None or box["y"] < result["y"]


def test_a_column_leads_to_its_page(page: Page, base: str) -> None:
    search(page, base, "政府信息公开指南")
    page.locator("[data-column]").first.click()
    expect(page).to_have_url(f"{base}zfxxgk/zfxxgkzn/")
    search(page, base, "民政局")
    page.locator("[data-column]").first.click()
    expect(page.locator("h1")).to_have_text("示例区民政局")


def test_documents_are_counted_without_them(page: Page, base: str) -> None:
    names = search(page, base, "政府采购")
    expect(page.locator(".gk-search__counted")).to_have_text(f"栏目{len(names)}个")
    count = int(page.inner_text("[data-result-count]"))
    classes = page.locator("[data-class]").all_inner_texts()
    assert classes[0] == f"全部 {count}"
    assert not any("栏目" in each for each in classes)


def test_of_many_the_rest_is_folded_up_and_counted(page: Page, base: str) -> None:
    names = search(page, base, "政府")
    visible = page.locator("[data-column]:visible").count()
    assert 0 < visible < len(names)
    expect(page.locator(f"{COLUMNS} summary")).to_have_text(f"另外{len(names) - visible}个")


def test_who_filters_or_excludes_sees_what_is_left(page: Page, base: str) -> None:
    assert search(page, base, "政府采购", "&kind=新闻") == []
    assert "政府采购" not in search(page, base, "政府 -采购")


def test_a_sentence_about_something_else_names_no_column(page: Page, base: str) -> None:
    assert search(page, base, "小区楼道电瓶车充电怎么管") == []


def test_names_that_cannot_be_read_are_told(page: Page, base: str) -> None:
    page.route("**/search/columns.js", lambda route: route.fulfill(status=404))
    assert search(page, base, "政府采购") == []
    assert "栏目和机构的名称没有读到" in (page.text_content("[data-search-note]") or "")
    assert page.locator("[data-result]").count() > 0


@pytest.mark.parametrize(
    "lost", ["**/pagefind/shards.json", "**/search/first.js*", "**/search/shown.js*,**/search/ladder.js"]
)
def test_the_search_of_titles_has_them_too(page: Page, base: str, lost: str) -> None:
    for each in lost.split(","):
        page.route(each, lambda route: route.fulfill(status=404))
    assert search(page, base, "政府采购")[0] == "政府采购"
    expect(page.locator(".gk-search__counted")).to_contain_text("栏目")
    expect(page.locator(f"{COLUMNS} li").first).to_contain_text("公开集中采购目录")


def test_the_lists_of_the_index_need_not_be_there(page: Page, base: str) -> None:
    page.route("**/pagefind/**/*.pagefind", lambda route: route.abort())
    assert search(page, base, "政府采购")[0] == "政府采购"


def test_documents_do_not_wait_for_names_that_do_not_come(page: Page, base: str) -> None:
    page.route("**/search/columns.js", lambda route: None)
    page.goto(f"{base}search/?q={quote('政府采购')}")
    expect(page.locator("[data-result]").first).to_be_visible()
    expect(page.locator(DONE)).to_have_count(0)  # the search has not given the names up yet
    page.unroute_all(behavior="ignoreErrors")
