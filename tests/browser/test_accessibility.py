"""No accessibility violation that axe-core can see, on any page type, on a desktop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import PAGE_TYPES, WIDTHS, open_page
from tests.browser.waiting import wait_until

SCHEMES = ("dark", "forced", "elder")
ALL_WIDTHS = (360, 768, 1440)
DARK = "localStorage.setItem('gk-scheme', 'dark')"


@pytest.fixture(scope="module", params=WIDTHS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of each width, in which one address after another is opened: that is cheaper than a new page."""
    with browser.new_context(viewport={"width": WIDTHS[request.param], "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_no_violation(kind: str, screen: Page, base: str, addresses: dict[str, str]) -> None:
    open_page(screen, base, kind, addresses[kind])
    assert violations(screen) == []
    overflow = screen.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow == 0, "页面比屏幕宽"


@pytest.fixture(scope="module")
def changing(browser: Browser) -> Iterator[Page]:
    """A page whose scheme and width are changed where it stands, which costs less than to open it again."""
    with browser.new_context() as context:
        context.add_init_script("localStorage.clear()")
        yield context.new_page()


# Each page type in each scheme at one width; the three widths go round, so that every scheme is seen at all of them.
@pytest.mark.parametrize(("number", "kind"), list(enumerate(PAGE_TYPES)), ids=PAGE_TYPES)
def test_no_violation_in_any_scheme(
    number: int, kind: str, changing: Page, base: str, addresses: dict[str, str]
) -> None:
    changing.emulate_media(color_scheme="light", forced_colors="none")
    open_page(changing, base, kind, addresses[kind])
    for step, scheme in enumerate(SCHEMES):
        changing.set_viewport_size({"width": ALL_WIDTHS[(number + step) % 3], "height": 900})
        changing.emulate_media(
            color_scheme="dark" if "dark" in scheme else "light",
            forced_colors="active" if scheme == "forced" else "none",
        )
        slate = "slate" if "dark" in scheme else "default"
        expect(changing.locator("body")).to_have_attribute("data-md-color-scheme", slate)
        if scheme == "elder":
            changing.locator("button[data-elder]").click()
            expect(changing.locator("html[data-elder]")).to_have_count(1)
        assert violations(changing) == [], scheme
        overflow = changing.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0, f"{scheme}：页面比屏幕宽"


def test_no_violation_in_the_open_drawer(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    with browser.new_context(viewport={"width": 360, "height": 900}) as context:
        page = context.new_page()
        open_page(page, base, "list", addresses["list"])
        page.locator("[data-menu]").click()
        expect(page.locator("#gk-tree a:visible").first).to_be_in_viewport()
        wait_until(page, "document.getAnimations().every((each) => each.playState === 'finished')")
        assert violations(page) == []


def test_the_checker_sees_a_violation(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base)
        page.evaluate("document.querySelector('main').append(document.createElement('img'))")
        assert any(line.startswith("image-alt") for line in violations(page))
