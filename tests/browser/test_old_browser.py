"""Every page type in a browser of 2019, the oldest that is declared: whole, quiet, and working.

There are no such tests on a machine that cannot run it (conftest.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publish.portable import put_portable
from tests.browser.old_chromium import OldBrowser, OldPage, new_page, started, unpack
from tests.browser.pages import PAGE_TYPES, SEARCH, WIDTHS
from tests.shared import shared

TOUCHING = (Path(__file__).parent / "touching.js").read_text(encoding="utf-8")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TREE_IS_SEEN = "document.querySelector('#gk-tree').getBoundingClientRect().left >= 0"
# It does not know what newer ones ask before they compile; and does.
UNKNOWN = "'wasm-unsafe-eval''. It will be ignored."


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldBrowser]:
    """The browser of 2019, one for each worker."""
    with started(shared(tmp_path_factory, "chromium78", unpack) / "chromium") as browser:
        yield browser


@pytest.fixture(scope="module", params=WIDTHS)
def screen(request: pytest.FixtureRequest, old: OldBrowser) -> OldPage:
    """A page of each width, in which one address after another is opened."""
    return new_page(old, WIDTHS[request.param])


def complaints(page: OldPage) -> list[str]:
    """Return what the page complains of, but for what this browser cannot know."""
    return [line for line in page.complaints() if UNKNOWN not in line]


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_the_page_is_whole(kind: str, screen: OldPage, base: str, addresses: dict[str, str]) -> None:
    screen.open(base + addresses[kind])
    if kind == SEARCH:
        screen.wait_until("/done|error/.test(document.querySelector('[data-result-count]').dataset.state)")
    else:
        assert complaints(screen) == []
    assert screen.evaluate(OVERFLOW) == 0, "页面比屏幕宽"
    assert screen.evaluate(TOUCHING) == []
    assert screen.evaluate("document.querySelector('main h1').offsetHeight") > 0
    assert screen.evaluate("document.querySelector('[data-tools]').offsetHeight") > 0, "portal.js没有运行"


def test_what_has_no_room_is_seen(old: OldBrowser, base: str) -> None:
    page = new_page(old, 1440)
    page.open(base)
    assert page.evaluate(TOUCHING) == []
    page.evaluate(
        "document.querySelectorAll('.gk-mark img').forEach((each) => each.style.setProperty('margin', '0', 'important'))"
    )
    assert any(line.startswith("gk-mark") for line in page.evaluate(TOUCHING))


def test_the_search_answers_or_says_why_not(old: OldBrowser, base: str, addresses: dict[str, str]) -> None:
    page = new_page(old, 360)
    page.open(base + addresses[SEARCH])
    page.wait_until("/done|error/.test(document.querySelector('[data-result-count]').dataset.state)")
    if page.evaluate("document.querySelector('[data-result-count]').dataset.state") == "done":
        assert int(page.evaluate("document.querySelector('[data-result-count]').textContent")) > 0
        assert page.evaluate("document.querySelectorAll('[data-result]').length") > 0
    else:
        assert "浏览器太旧" in page.evaluate("document.querySelector('[data-search-note]').textContent")
        assert page.evaluate("document.querySelector('[data-search-help]').offsetHeight") > 0


def test_titles_are_searched_from_a_disk(old: OldBrowser, sample_site: Path, tmp_path: Path) -> None:
    put_portable(sample_site, tmp_path / "stick")
    page = new_page(old, 1440)
    page.open((tmp_path / "stick/search/index.html").as_uri() + "?q=%E5%81%9C%E6%B0%B4")
    page.wait_until("document.querySelector('[data-result-count]').dataset.state === 'done'")
    titles = page.evaluate("[...document.querySelectorAll('[data-result]')].map((each) => each.textContent)")
    assert titles
    assert all("停水" in title for title in titles)
    assert complaints(page) == []


def test_the_drawer_opens_by_click_and_key(old: OldBrowser, base: str, addresses: dict[str, str]) -> None:
    page = new_page(old, 360)
    page.open(base + addresses["list"])
    assert not page.evaluate(TREE_IS_SEEN)
    page.evaluate("document.querySelector('[data-menu]').click()")
    page.wait_until(TREE_IS_SEEN)
    assert page.evaluate("document.querySelector('#gk-tree').contains(document.activeElement)")
    page.press("Escape", 27)
    page.wait_until("document.querySelector('#gk-tree').getBoundingClientRect().right <= 0")


def test_text_grows_and_turns_light_on_dark(old: OldBrowser, base: str, addresses: dict[str, str]) -> None:
    page = new_page(old, 1440)
    page.open(base + addresses["policy"])
    size = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
    ground = "getComputedStyle(document.body).backgroundColor"
    before, light = page.evaluate(size), page.evaluate(ground)
    page.evaluate("document.querySelector('button[data-font=large]').click()")
    assert page.evaluate(size) > before * 1.15
    page.evaluate("document.querySelector('button[data-scheme]').click()")
    assert page.evaluate(ground) != light
    assert complaints(page) == []
    page.evaluate("localStorage.clear()")


def test_a_register_is_sifted_and_sorted(old: OldBrowser, base: str, addresses: dict[str, str]) -> None:
    page = new_page(old, 1440)
    page.open(base + addresses["register"])
    shown = (
        "[...document.querySelectorAll('[data-register] tbody')].filter((each) => each.offsetHeight)"
        ".map((each) => each.querySelector('th').textContent)"
    )
    whole = page.evaluate(shown)
    page.evaluate("document.querySelector('.gk-sort').click()")
    ascending = page.evaluate(shown)
    page.evaluate("document.querySelector('.gk-sort').click()")
    assert sorted(whole) == sorted(ascending)
    assert page.evaluate(shown) == ascending[::-1] != ascending
    page.evaluate(
        "(() => { const each = document.querySelector('[data-register-filter]'); each.value = '中医';"
        " each.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    assert [name for name in page.evaluate(shown) if "中医" not in name] == []
    assert page.evaluate(shown)
    assert complaints(page) == []


def test_without_scripts_all_is_read(old: OldBrowser, base: str, addresses: dict[str, str]) -> None:
    page = new_page(old, 360, scripts=False)
    page.open(base + addresses["policy"])
    root = page.tell("DOM.getDocument")["root"]["nodeId"]
    for selector in ("main h1", "#gk-text", "label[data-menu]", ".gk-footer"):
        node = page.tell("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        assert page.tell("DOM.getBoxModel", nodeId=node)["model"]["height"] > 0, selector
    # What only scripts do is not offered.
    assert page.tell("DOM.querySelector", nodeId=root, selector="html.no-js [data-tools] button")["nodeId"]
    buttons = page.tell("DOM.querySelectorAll", nodeId=root, selector="[data-tools] button")["nodeIds"]
    for each in buttons:
        with pytest.raises(AssertionError):
            page.tell("DOM.getBoxModel", nodeId=each)
