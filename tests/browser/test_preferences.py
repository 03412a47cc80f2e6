"""What a reader has chosen stands at the first paint, and nothing moves afterwards, however late the scripts come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.pages import PAGE_TYPES, SEARCH, open_page
from tests.browser.waiting import wait_until
from tests.helpers import REPOSITORY, serve

LATE = 1.0
MOST_SHIFT = 0.02
SHIFTS = """window.shifts = []; window.painted = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => { if (!each.hadRecentInput) shifts.push(each.value); }))
  .observe({type: 'layout-shift', buffered: true});
requestAnimationFrame(function look() {
  if (!document.body) { requestAnimationFrame(look); return; }
  const {font, elder, han} = document.documentElement.dataset;
  painted.push(font, elder, han, document.body.dataset.mdColorScheme, getComputedStyle(document.documentElement).fontSize);
});"""
CHOSEN = "".join(
    f"localStorage.setItem('gk-{key}', '{value}');"
    for key, value in {"font": "large", "elder": "1", "han": "t", "scheme": "dark"}.items()
)
# Where scripts add the most; the others only at the width of a phone.
BUSY = ("home", "policy", "list", "register", "library", SEARCH, "picture", "audit-pack", "audit-tree")
BATCHES = [
    *[(360, PAGE_TYPES[start : start + 10]) for start in range(0, len(PAGE_TYPES), 10)],
    (768, BUSY),
    (1440, BUSY),
]


@pytest.fixture(scope="module")
def late(sample_site: Path) -> Iterator[str]:
    """The address of the sample on a server whose scripts come a second late."""
    with serve(sample_site, scripts_after=LATE) as address:
        yield address


def shift(page: Page) -> float:
    """Return how much of a page has moved since its first paint (Cumulative Layout Shift)."""
    shifts: list[float] = page.evaluate("window.shifts")
    return sum(shifts)


def open_all(
    context: BrowserContext, base: str, kinds: tuple[str, ...], addresses: dict[str, str]
) -> dict[str, Page]:
    """Open pages side by side, since each waits most of the time; return them when all is there."""
    pages = {kind: context.new_page() for kind in kinds}
    for kind, page in pages.items():
        page.goto(base + addresses[kind], wait_until="commit")
    for kind, page in pages.items():
        page.wait_for_load_state("load")
        if kind == SEARCH:
            expect(page.locator("[data-result-count][data-state=done]")).to_have_count(1)
        # Two frames: what the scripts did has been drawn and measured.
        page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
        )
    return pages


@pytest.mark.parametrize(("width", "kinds"), BATCHES)
def test_nothing_moves_when_scripts_come_late(
    width: int, kinds: tuple[str, ...], *, browser: Browser, late: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        context.add_init_script(SHIFTS)
        moved = {kind: shift(page) for kind, page in open_all(context, late, kinds, addresses).items()}
    assert {kind: value for kind, value in moved.items() if value > MOST_SHIFT} == {}


def test_nothing_moves_for_those_who_have_chosen(
    browser: Browser, late: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(SHIFTS + CHOSEN)
        pages = open_all(context, late, ("home", "policy", "list", "library"), addresses)
        for kind, page in pages.items():
            assert shift(page) <= MOST_SHIFT, kind
            assert page.evaluate("painted") == ["large", "", "t", "slate", "30px"], kind


def test_a_move_is_seen(browser: Browser, base: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.goto(base)
        page.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforebegin', '<p style>甲<br>乙<br>丙</p>')"
        )
        wait_until(page, f"shifts.reduce((sum, each) => sum + each, 0) > {MOST_SHIFT}")


def test_what_every_page_waits_for_is_small(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    assert (REPOSITORY / "theme/assets/prefs.js").stat().st_size < 1024
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + addresses["policy"])
        assert (
            page.evaluate(
                "[...document.scripts].filter((each) => each.src && !each.defer && !each.async && each.type !== 'module').length"
            )
            == 1
        )


def scheme(page: Page) -> Any:
    """Return the colour of a page's ground."""
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


DARK, LIGHT = "rgb(18, 22, 28)", "rgb(243, 245, 248)"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_systems_wish_is_followed(scripts: bool, browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=scripts, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(base)
        expect(page.locator("body")).to_have_css("background-color", DARK)
        page.emulate_media(color_scheme="light")
        expect(page.locator("body")).to_have_css("background-color", LIGHT)


def test_the_readers_own_wish_counts_more(browser: Browser, base: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(base)
        dark = page.get_by_role("button", name="深色")
        expect(dark).to_have_attribute("aria-pressed", "true")
        dark.click()
        expect(page.locator("body")).to_have_css("background-color", LIGHT)
        page.reload()
        expect(page.locator("body")).to_have_css("background-color", LIGHT)
        page.emulate_media(color_scheme="light")
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_css("background-color", LIGHT)


EDGED = """() => [...document.querySelectorAll("button, input, select, .gk-bar, .gk-legend span, .gk-state, .gk-tag")]
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.matches(".gk-sort, [type=checkbox]"))
  .filter((each) => ["Top", "Bottom"].some((side) => {
    const style = getComputedStyle(each);
    return style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) < 1;
  })).map((each) => each.outerHTML.slice(0, 100))"""
CURRENT = """() => [...document.querySelectorAll("a[aria-current], button[aria-pressed=true]")]
  .filter((each) => !each.closest(".gk-crumbs"))
  .filter((each) => each.checkVisibility({visibilityProperty: true}))
  .map((each) => getComputedStyle(each).backgroundColor)"""


@pytest.fixture(scope="module")
def forced(browser: Browser) -> Iterator[Page]:
    """A page in the system's own few colours, in which one address after another is opened."""
    with browser.new_context(forced_colors="active") as context:
        yield context.new_page()


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("kind", ["home", "list", "library", "audit-pack", "search"])
def test_the_readers_own_colours_keep_edges_and_states(
    kind: str, width: int, *, forced: Page, base: str, addresses: dict[str, str]
) -> None:
    forced.set_viewport_size({"width": width, "height": 900})
    open_page(forced, base, kind, addresses[kind])
    assert forced.evaluate(EDGED) == []
    marked = forced.evaluate(CURRENT)
    assert marked
    ground = scheme(forced)
    assert ground not in marked
    assert len(set(marked)) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_the_current_tab_of_a_phone_is_seen_and_more_to_either_side(
    scripts: bool, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{base}bsfw/bszn/")
        tab = page.locator(".gk-tabs [aria-current]")
        expect(tab).to_have_text("办事服务")
        expect(tab).to_be_in_viewport(ratio=1)
        tabs = page.locator(".gk-tabs ul")
        expect(tabs).to_have_css("background-attachment", "local, local, scroll, scroll")
        if scripts:
            assert page.evaluate(
                "(([list]) => list.scrollWidth > list.clientWidth && list.scrollLeft > 0)([document.querySelector('.gk-tabs ul')])"
            )
            expect(page.locator(".gk-crumbs li").last).to_be_in_viewport(ratio=1)
