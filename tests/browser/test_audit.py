"""An auditor's tour, by keyboard alone: from a clause to its column to a document that proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.waiting import count_written

ROWS = "tr[data-row]"
SHOWN = f"{ROWS}:visible"
VIDEO = "政务公开>政府信息公开目录>政策解读>视频"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desktop."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        yield context.new_page()


def tab_to(page: Page, script: str) -> None:
    """Press Tab until the focused element fits a condition on ``element``."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => Boolean({script}))(document.activeElement)"):
            return
    pytest.fail(f"Tab键到不了{script}")


def follow(page: Page) -> None:
    """Press Enter on a link and wait for its page, whose scripts may add what Tab comes to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def shows_just(page: Page, rows: Locator) -> None:
    """Wait until of all rows just these are seen."""
    expect(page.locator(SHOWN)).to_have_count(count_written(rows))
    expect(rows.filter(visible=True)).to_have_count(count_written(rows))


def test_from_a_clause_to_a_document_in_three_clicks(page: Page, base: str) -> None:
    page.goto(f"{base}audit/")
    tab_to(page, "element.textContent.includes('万州区') && element.href")
    follow(page)
    expect(page.locator("h1")).to_contain_text("万州区")
    # The clause on interpretation by form, found by the initials of 政策解读栏目.
    tab_to(page, "element.matches('[data-sift-text]')")
    page.keyboard.type("zcjdlm")
    found = page.locator(f"{ROWS}[data-text*='zcjdlm']")
    assert count_written(found) < 5
    shows_just(page, found)
    expect(page.locator("#m-21")).to_be_visible()
    expect(page.locator("[data-sift-count]")).to_contain_text(f"显示{count_written(found)}项")
    expect(page.locator("#m-21 .gk-state")).to_have_text("已落实（查实）")
    tab_to(page, f"element.title === '{VIDEO}'")
    follow(page)  # first click: from the clause to its column
    expect(page.locator("h1")).to_have_text("视频")
    expect(page.locator(".gk-head")).to_contain_text("责任单位：区司法局")
    tab_to(page, "element.closest('.gk-rows') && element.href")
    title = page.evaluate("document.activeElement.textContent.trim()")
    follow(page)  # second click: from the column to a document
    expect(page.locator("main h1")).to_have_text(title)
    # And back to the clause by the column's basis.
    page.go_back()
    tab_to(
        page,
        "element.closest('.gk-head') && element.href && element.href.includes('audit/wanzhou-2021/#m-21')",
    )
    follow(page)
    expect(page.locator("#m-21")).to_be_in_viewport()


def test_a_row_is_found_by_all_that_it_shows(page: Page, base: str) -> None:
    """Units, columns, deadlines as printed and as a day, numbers, reasons."""
    page.goto(f"{base}audit/wanzhou-2021/")
    row = page.locator("#m-60")
    for words in (
        "区司法局 法治政府",
        "政府信息公开目录>法治",
        "2021年5月31日",
        "2021-05-31",
        "60 各镇乡街道",
        "15个应公开单位",
    ):
        page.locator("[data-sift-text]").fill(words)
        expect(row).to_be_visible()
        expect(page.locator("#m-1")).to_be_hidden()
    page.locator("[data-sift-text]").fill("区司法局 没有这样的词")
    expect(page.locator("[data-sift-none]")).to_be_visible()


def test_evidence_opens_by_keyboard(page: Page, base: str) -> None:
    page.goto(f"{base}audit/wanzhou-2021/#m-21")
    page.locator("#m-21 summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#m-21 details li").first).to_be_visible()
    tab_to(page, "element.closest('#m-21 details') && element.href && element.href.endsWith('.html')")
    follow(page)
    expect(page).not_to_have_url(re.compile("/audit/"))
    expect(page.locator("main h1")).to_be_visible()


def test_tasks_are_chosen_by_unit_and_state(page: Page, base: str) -> None:
    page.goto(f"{base}audit/wanzhou-2021/")
    of_unit = page.locator(f"{ROWS}[data-units*='|区财政局|']")
    assert count_written(page.locator(ROWS)) > count_written(of_unit) >= 5
    page.get_by_label("单位", exact=True).select_option("区财政局")
    shows_just(page, of_unit)
    page.get_by_label("落实情况", exact=True).select_option("partly-met")
    shows_just(page, page.locator(f"{ROWS}[data-units*='|区财政局|'][data-state=partly-met]"))
    page.get_by_label("查找任务").fill("没有这样的任务")
    expect(page.locator("[data-sift-none]")).to_be_visible()
    page.get_by_role("button", name="清除条件").click()
    shows_just(page, page.locator(ROWS))


@pytest.mark.parametrize("words", ["债务", "dfzfzw", "zhaiwu"])
def test_the_tree_finds_columns_and_opens_to_them(words: str, page: Page, base: str) -> None:
    page.goto(f"{base}audit/tree/")
    column = page.locator(".gk-node__name", has_text="地方政府债务").first
    expect(column).to_be_hidden()
    page.get_by_label("查找栏目").fill(words)
    expect(column).to_be_visible()
    expect(page.locator("[data-sift-count]")).to_contain_text("找到")
    page.get_by_label("查找栏目").fill("")
    expect(column).to_be_hidden()
    page.get_by_role("button", name="全部展开").click()
    expect(column).to_be_visible()


def test_without_javascript_every_task_is_there(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}audit/wanzhou-2021/")
        assert count_written(page.locator(ROWS)) > 50
        shows_just(page, page.locator(ROWS))
        expect(page.locator("[data-sift]")).to_be_hidden()
