"""Every field and error of the desk has a name, and all is done with the keyboard alone."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from generator.desk.copy.state import key_of
from tests.browser.axe import violations
from tests.browser.test_desk import (
    WIDTHS,
    press_button,
    tab_to,
    tab_to_text,
    watched,
)
from tests.browser.test_html import errors
from tests.browser.town import SLOW, STEPS, Town, log_in, town, unfaulted, waiting
from tests.desk.conftest import PASSWORD
from tests.publish.hooks.conftest import program, ready, server

__all__ = ["program", "ready", "server", "town", "waiting"]


def log_in_by_keys(browser: Browser, town: Town, account: str) -> Page:
    """Return the page of somebody who has logged in without a mouse."""
    page = watched(browser, town.desk)
    page.goto(f"{town.desk.base}/login")
    tab_to(page, "账号")
    page.keyboard.type(account)
    tab_to(page, "密码")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("示例区人民政府")
    return page


def press(page: Page, words: str) -> None:
    """Go to what has these words, and press it."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def send_for_review(page: Page) -> None:
    """Send what was written, once it is saved."""
    expect(page.locator("#state")).to_contain_text("已保存")
    press_button(page, "送审")
    page.wait_for_url("**/publish")
    press_button(page, "确认送审")
    expect(page.locator("h1")).to_have_text("送审成功")


def write_by_keys(page: Page) -> None:
    """Begin a document and write it."""
    press(page, "新建")
    page.wait_for_url("**/new")
    press(page, "通知公告")
    page.wait_for_url("**/new/*")
    press(page, "打开空白的一份")
    expect(page.locator(".ProseMirror")).to_be_visible()
    tab_to(page, "标题")
    page.keyboard.type("关于键盘的通知")
    tab_to_text(page)
    page.keyboard.type("各镇街：\n只用键盘写的第一稿。")


def return_by_keys(page: Page) -> None:
    """Return it for a reason; without one that is refused."""
    press(page, "去审")
    expect(page.locator("h1")).to_have_text("初审：关于键盘的通知")
    press_button(page, "退回去改")
    expect(page.locator("#problem")).to_contain_text("请写明要改什么")
    tab_to(page, "意见")
    page.keyboard.type("请写明时间")
    press_button(page, "退回去改")
    expect(page.locator("h1")).to_have_text("已经退回")


def test_it_is_written_reviewed_returned_and_published_by_keyboard_alone(
    browser: Browser, town: Town
) -> None:
    page = log_in_by_keys(browser, town, "zhang")
    write_by_keys(page)
    send_for_review(page)
    other = log_in_by_keys(browser, town, "chen")
    return_by_keys(other)

    page.goto(f"{town.desk.base}/")
    press(page, "去改")
    expect(page.locator("#returned")).to_contain_text("陈某退回了这一份")
    tab_to_text(page)
    page.keyboard.press("Control+End")
    page.keyboard.type("时间是今天。")
    send_for_review(page)

    for who, label in STEPS:
        reader = other if who == "chen" else log_in_by_keys(browser, town, who)
        reader.goto(f"{town.desk.base}/")
        press(reader, "去审")
        expect(reader.locator("h1")).to_have_text(f"{label}：关于键盘的通知")
        if who == "chen":
            expect(reader.locator("ins")).to_have_text("时间是今天。")
        press_button(reader, "通过并发布" if label == "终审" else "通过")
        expect(reader.locator("h1")).to_have_text(
            "发布成功" if label == "终审" else f"{label}通过", timeout=SLOW
        )
    assert "只用键盘写的第一稿。时间是今天。" in town.reads("tzgg/20261120-gyjpdtz.html")


def names_of(page: Page) -> list[dict[str, Any]]:
    """Return what a screen reader has of the controls of a page."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = (
        "textbox",
        "searchbox",
        "combobox",
        "button",
        "link",
        "radio",
        "checkbox",
        "Iframe",
        "table",
        "group",
    )
    found = []
    for node in nodes:
        if node.get("ignored") or node["role"]["value"] not in roles:
            continue
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        found.append({
            "role": node["role"]["value"], "name": node.get("name", {}).get("value", ""),
            "description": node.get("description", {}).get("value", ""), "invalid": properties.get("invalid", "false"),
        })  # fmt: skip
    # Or the browser goes on to keep the tree with all that comes.
    session.send("Accessibility.disable")
    return found


def test_every_field_and_error_has_a_name_and_no_page_a_violation(
    browser: Browser, town: Town, waiting: str, tmp_path: Path
) -> None:
    statement = f"/statements/{key_of('sl-2026#1')}"
    tours = {
        "chen": ["/", f"/reviews/{waiting}"],
        "zhang": [
            "/",
            f"/reviews/{waiting}",
            "/statements",
            statement,
            "/interpret",
            f"/interpret/{key_of('tzgg/a.md')}",
        ],
    }
    number = 0
    for who, addresses in tours.items():
        page = log_in(browser, town, who)
        for address in addresses:
            page.goto(f"{town.desk.base}{address}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page) == [], (address, width)
                unfaulted(page)
                for each in names_of(page):
                    assert each["name"].strip(), (address, each)
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
        for address in addresses:
            asked = urllib.request.Request(f"{town.desk.base}{address}", headers={"Cookie": cookies})
            with urllib.request.urlopen(asked) as answer:
                (tmp_path / f"{number}.html").write_bytes(answer.read())
            number += 1
        # What is wrong is told by the field itself, too.
        if who == "chen":
            page.goto(f"{town.desk.base}/reviews/{waiting}")
            page.get_by_role("button", name="退回去改").click()
            expect(page.locator("#problem")).to_be_visible()
        else:
            page.goto(f"{town.desk.base}{statement}")
            page.get_by_role("button", name="送审").click()
            expect(page.locator("#problem")).to_be_visible()
        bad = [each for each in names_of(page) if each["invalid"] == "true"]
        assert bad and all(each["description"].strip() for each in bad)
        assert violations(page) == []
        page.context.close()
    (tmp_path / "desk.css").write_bytes(town.desk.desk.statics["desk.css"].raw)
    assert errors(tmp_path) == []
