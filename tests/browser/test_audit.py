"""An auditor's tour, by keyboard alone: from a clause to its column to a document that proves it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

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


def test_from_a_clause_to_a_document_in_three_clicks(page: Page, base: str) -> None:
    page.goto(f"{base}audit/")
    tab_to(page, "element.textContent.includes('万州区') && element.href")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("万州区")
    # The clause on interpretation by form, found by the initials of 政策解读栏目.
    tab_to(page, "element.matches('[data-sift-text]')")
    page.keyboard.type("zcjdlm")
    rows = page.locator("tr[data-row]:visible")
    expect(page.locator("[data-sift-count]")).to_contain_text("显示")
    expect(page.locator("#m-21")).to_be_visible()
    assert rows.count() < 5
    expect(page.locator("#m-21 .gk-state")).to_have_text("已落实")
    tab_to(page, f"element.title === '{VIDEO}'")
    page.keyboard.press("Enter")  # first click: from the clause to its column
    expect(page.locator("h1")).to_have_text("视频")
    expect(page.locator(".gk-head")).to_contain_text("责任单位：区司法局")
    tab_to(page, "element.closest('.gk-rows') && element.href")
    title = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")  # second click: from the column to a document
    expect(page.locator("main h1")).to_have_text(title)
    # And back to the clause by the column's basis.
    page.go_back()
    tab_to(
        page,
        "element.closest('.gk-head') && element.href && element.href.includes('audit/wanzhou-2021/#m-21')",
    )
    page.keyboard.press("Enter")
    expect(page.locator("#m-21")).to_be_in_viewport()


def test_evidence_opens_by_keyboard(page: Page, base: str) -> None:
    page.goto(f"{base}audit/wanzhou-2021/#m-21")
    page.locator("#m-21 summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#m-21 details li").first).to_be_visible()
    tab_to(page, "element.closest('#m-21 details') && element.href && element.href.endsWith('.html')")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_visible()


def test_tasks_are_chosen_by_unit_and_state(page: Page, base: str) -> None:
    page.goto(f"{base}audit/wanzhou-2021/")
    page.get_by_label("单位", exact=True).select_option("区财政局")
    rows = page.locator("tr[data-row]:visible")
    assert rows.count() >= 5
    assert all("|区财政局|" in (row.get_attribute("data-units") or "") for row in rows.all())
    page.get_by_label("落实情况", exact=True).select_option("partly-met")
    assert all(row.get_attribute("data-state") == "partly-met" for row in rows.all())
    page.get_by_label("查找任务").fill("没有这样的任务")
    expect(page.locator("[data-sift-none]")).to_be_visible()
    page.get_by_role("button", name="清除条件").click()
    assert rows.count() == 105


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
        assert page.locator("tr[data-row]:visible").count() == 105
        expect(page.locator("[data-sift]")).to_be_hidden()
