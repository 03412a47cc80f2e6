"""What is touched is large enough to be touched, and what has the focus is seen on whatever ground it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from generator.model.colour import contrast
from tests.browser.opening import Opener
from tests.browser.pages import PAGE_TYPES, open_page

# CSS pixels: WCAG 2.2 2.5.5; 工信厅信管函〔2021〕67号 asks the same of what is made for the elderly, and 60 there.
TARGET, ELDER_TARGET = 44, 60
# A link in running text has its line. A label of a field is not touched itself. Of registers, see register.css.
SMALL = """(least) => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, label, [tabindex='0']");
  const plain = (text) => text.replace(/[\\s，、；。：（）]/g, "");
  const inText = (link) => {
    if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll("a")].map((each) => each.textContent).join("");
    return plain(block.textContent).length - plain(links).length >= 2;
  };
  const ofField = (each) => each.tagName === "LABEL" && each.control && !/checkbox|radio/.test(each.control.type);
  const touched = (each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !each.closest(".gk-hidden, .gk-sort") && !each.matches(".gk-hidden, .md-overlay") && !ofField(each) && !inText(each);
  return [...all].filter(touched).map((each) => [each.outerHTML.slice(0, 160), each.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < least - .5 || box.height < least - .5))
    .map(([told, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${told}`);
}"""
# The ring of each element that takes the focus, one after another, and whether a box cuts it off.
RINGS = """() => {
  const found = [];
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  for (const each of all) {
    if (!each.checkVisibility({visibilityProperty: true}) || each.disabled || each.closest("[inert]")) continue;
    each.focus();
    if (document.activeElement !== each || !each.matches(":focus-visible")) continue;
    const drawn = each.matches(".gk-about__switch") ? each.nextElementSibling : each;
    const style = getComputedStyle(drawn);
    const out = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
    const box = drawn.getBoundingClientRect();
    let cut = false;
    for (let up = drawn.parentElement; up && out > 0 && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === "visible") continue;
      const edge = up.getBoundingClientRect();
      if (box.left - out < edge.left - 1 || box.top - out < edge.top - 1 || box.right + out > edge.right + 1) cut = true;
    }
    const ring = [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, style.boxShadow];
    found.push([...ring, cut, drawn.outerHTML.slice(0, 120)]);
  }
  return found;
}"""
HIDDEN_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary")].filter((each) => {
  const clip = each.closest("thead, .gk-hidden");
  return clip && getComputedStyle(clip).clipPath !== "none" && each.tabIndex >= 0 && !each.matches(".gk-sort, .gk-about__switch")
    && each.checkVisibility({visibilityProperty: true});
}).map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's page, in which one address after another is opened."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_targets_are_large_on_a_phone(kind: str, phone: Page, base: str, addresses: dict[str, str]) -> None:
    open_page(phone, base, kind, addresses[kind])
    assert phone.evaluate(SMALL, TARGET) == []
    assert phone.evaluate(HIDDEN_STOPS) == []


@pytest.mark.parametrize("kind", ["list", "policy"])
def test_targets_of_the_open_drawer_and_of_small_type_are_large_too(
    kind: str, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script("localStorage.setItem('gk-font', 'small')")
        page = context.new_page()
        open_page(page, base, kind, addresses[kind])
        page.locator("[data-menu]").click()
        assert page.evaluate(SMALL, TARGET) == []


def test_a_small_target_is_seen(phone: Page, base: str) -> None:
    phone.goto(base)
    phone.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p><b><a href=#>小</a></b></p>')"
    )
    assert [told for told in phone.evaluate(SMALL, TARGET) if "小" in told]


def rgb(told: str) -> str:
    """Return the colour that a computed style begins with, as hex."""
    parts = told[told.index("rgb(") + 4 :].partition(")")[0].split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", ["home", "policy", "list", "library", "search"])
def test_the_focus_is_seen_on_any_ground(
    kind: str, width: int, *, usual: Opener, base: str, addresses: dict[str, str]
) -> None:
    with usual() as page:
        page.set_viewport_size({"width": width, "height": 900})
        open_page(page, base, kind, addresses[kind])
        # What the focus is given by script shows its ring when the last came by key.
        page.keyboard.press("Tab")
        rings = page.evaluate(RINGS)
        assert len(rings) > 10
        for style, thick, outline, shadow, cut, told in rings:
            assert (style, cut) == ("solid", False), told
            assert thick >= 2, told
            assert "px 3px" in shadow or "px 6px inset" in shadow, told
            pair = (rgb(outline), rgb(shadow))
            grounds = (f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product(range(0, 256, 51), repeat=3))
            assert contrast(*pair) >= 3, told
            assert min(max(contrast(ground, each) for each in pair) for ground in grounds) >= 3, told
