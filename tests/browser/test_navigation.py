"""Every page can be reached and read: without JavaScript, by keyboard, within three clicks."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.report.tree import flatten
from tests.browser.pages import PAGE_TYPES, SEARCH
from tests.helpers import AS_OF, run
from tests.markup import parse_page

TREE = "#gk-tree"
MENU = "[data-menu]"


def links(site: Path, address: str) -> set[str]:
    """Return the pages of the site that a page links to, as addresses of files."""
    found = set()
    for href in parse_page(site / address).values("href"):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        path = posixpath.normpath(
            posixpath.join("/", posixpath.dirname(address), unquote(parts.path))
        ).lstrip("/")
        target = site / path
        found.add(posixpath.join(path, "index.html") if target.is_dir() else path)
    return {path for path in found if path.endswith(".html") and (site / path).is_file()}


def clicks(site: Path, most: int) -> dict[str, int]:
    """Return the fewest clicks from the home page to every page that is at most ``most`` away."""
    reached, edge = {"index.html": 0}, {"index.html"}
    for step in range(1, most + 1):
        edge = {target for page in edge for target in links(site, page)} - set(reached)
        reached.update(dict.fromkeys(edge, step))
    return reached


def test_sample_has_a_page_of_every_type(addresses: dict[str, str], sample_site: Path) -> None:
    assert set(addresses) == set(PAGE_TYPES)


def test_every_column_is_three_clicks_away(sample_root: Path, sample_site: Path) -> None:
    outcome = run("tree", "--root", sample_root, "--as-of", AS_OF, "--format", "json")
    columns = [f"{node['url']}index.html" for node in flatten(json.loads(outcome.out))]
    reached = clicks(sample_site, 3)
    assert len(columns) > 100
    assert [column for column in columns if column not in reached] == []


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript, in which one address after another is opened."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_pages_read_without_javascript(kind: str, plain: Page, base: str, addresses: dict[str, str]) -> None:
    plain.goto(base + addresses[kind])
    main = plain.locator("main")
    expect(main).to_be_visible()
    expect(main.locator("h1")).to_have_count(1)
    expect(main).to_have_text(re.compile(r".{20}", re.DOTALL))
    expect(plain.locator("[data-tools]").first).to_be_hidden()
    if kind == SEARCH:
        expect(plain.locator("noscript p")).to_contain_text("JavaScript")


@pytest.mark.parametrize("kind", ["home", "list", "policy"])
def test_drawer_opens_by_its_label_without_javascript(
    kind: str, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(base + addresses[kind])
        expect(page.locator(TREE)).not_to_be_in_viewport()
        page.locator(MENU).click()
        expect(page.locator(f"{TREE} a:visible").first).to_be_in_viewport()
        page.mouse.click(350, 400)
        expect(page.locator(TREE)).not_to_be_in_viewport()


def press_until_focused(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab键到不了{selector}")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_drawer_works_by_keyboard(key: str, browser: Browser, base: str, addresses: dict[str, str]) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(base + addresses["list"])
        menu = page.locator(MENU)
        expect(menu).to_have_attribute("aria-expanded", "false")
        press_until_focused(page, MENU)
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator(f"{TREE} a:visible").first).to_be_in_viewport()
        expect(page.locator(TREE).locator(":focus")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_focused()
        expect(page.locator(TREE)).not_to_be_in_viewport()


def test_closed_drawer_holds_no_focus(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(base + addresses["list"])
        for _ in range(40):
            page.keyboard.press("Tab")
            assert not page.evaluate(f"document.querySelector('{TREE}').contains(document.activeElement)")


def test_skip_link_leads_to_the_text(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + addresses["policy"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
