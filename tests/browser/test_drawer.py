"""The drawer of columns on a phone: what is behind it rests, and there are many ways out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

TREE, MENU, CLOSE = "#gk-tree", "[data-menu]", "[data-close]"


@pytest.fixture
def phone(browser: Browser, base: str, addresses: dict[str, str]) -> Iterator[Page]:
    """A list on a phone, its drawer open."""
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True) as context:
        page = context.new_page()
        page.goto(base + addresses["list"])
        page.locator(MENU).tap()
        expect(page.locator(CLOSE)).to_be_focused()
        yield page


def shut(page: Page) -> None:
    """Wait until the drawer is closed and all behind it is awake."""
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(TREE)).not_to_be_in_viewport()
    expect(page.locator("[inert]")).to_have_count(0)


def test_what_is_outside_rests_while_it_is_open(phone: Page) -> None:
    assert phone.evaluate(
        "['header', 'main', 'footer', '.gk-skip'].every((each) => document.querySelector(each).closest('[inert]'))"
    )
    for _ in range(60):
        phone.keyboard.press("Tab")
        assert phone.evaluate(
            "document.activeElement === document.body || document.querySelector('#gk-tree').contains(document.activeElement)"
        )
    phone.locator(CLOSE).tap()
    shut(phone)


@pytest.mark.parametrize("way", ["button", "key", "outside"])
def test_each_way_out_gives_the_focus_back(way: str, phone: Page) -> None:
    if way == "button":
        phone.locator(CLOSE).tap()
    elif way == "key":
        phone.keyboard.press("Escape")
    else:
        phone.touchscreen.tap(350, 600)
    shut(phone)
    expect(phone.locator(MENU)).to_be_focused()


def test_a_window_that_grows_wide_is_not_left_asleep(phone: Page) -> None:
    phone.set_viewport_size({"width": 1440, "height": 900})
    expect(phone.locator("[inert]")).to_have_count(0)
    expect(phone.locator(MENU)).to_be_hidden()
    expect(phone.locator(CLOSE)).to_be_hidden()


def test_a_page_that_is_come_back_to_has_it_closed(phone: Page, base: str) -> None:
    here = phone.url
    phone.locator(f"{TREE} a:visible").first.tap()
    phone.wait_for_url(lambda url: url != here)
    phone.goto(here)
    shut(phone)
    phone.locator(MENU).tap()
    phone.goto(base)
    phone.go_back()
    shut(phone)
    phone.locator(MENU).tap()
    phone.reload()
    shut(phone)


def test_a_browser_without_inert_closes_it_behind_the_focus(
    browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(
            "Object.defineProperty(HTMLElement.prototype, 'inert', {value: false, writable: true})"
        )
        page = context.new_page()
        page.goto(base + addresses["list"])
        page.locator(MENU).click()
        expect(page.locator(CLOSE)).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.locator(MENU)).to_have_attribute("aria-expanded", "false")
        expect(page.locator(TREE)).not_to_be_in_viewport()


def test_without_javascript_it_opens_and_closes_by_key_and_touch(
    browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}, has_touch=True
    ) as context:
        page = context.new_page()
        page.goto(base + addresses["list"])
        link = page.locator(f"{TREE} a:visible").first
        page.locator(MENU).tap()
        expect(link).to_be_in_viewport()
        page.locator(CLOSE).tap()
        expect(page.locator(TREE)).not_to_be_in_viewport()
        page.keyboard.press("Shift+Tab")
        box = page.locator("#__drawer")
        box.focus()
        expect(page.locator(MENU)).to_have_css("outline-style", "solid")
        page.keyboard.press("Space")
        expect(link).to_be_in_viewport()
        page.keyboard.press("Space")
        expect(page.locator(TREE)).not_to_be_in_viewport()
