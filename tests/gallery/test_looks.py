"""Every part in every state, as it looks: within the page at each width, read by everybody in each scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.test_html import errors
from tests.gallery.examples import FRAME, WRITTEN, read_examples
from tests.gallery.pages import ALL
from tests.gallery.schemes import SCHEMES, WIDTHS, Scheme, shown_as

# Of all parts those that are wider than what they stand in; of each the inmost element that is.
WIDE = """
[...document.querySelectorAll('.gallery')].filter((each) => each.scrollWidth > each.clientWidth).map((each) => {
  const right = each.getBoundingClientRect().right;
  const out = [...each.querySelectorAll(':not(.gk-scroll *)')].filter((one) => one.getBoundingClientRect().right > right + 1);
  const inmost = out.find((one) => ![...one.children].some((child) => out.includes(child)));
  return `${each.dataset.example} ${inmost ? inmost.outerHTML.slice(0, 200) : ''}`;
})
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Parts stand beside their like here, and pages within a page.
_ALONE = (
    "landmark-unique",
    "landmark-no-duplicate-main",
    "page-has-heading-one",
    "heading-order",
    "empty-heading",
)
_COLOURS = "runOnly: ['color-contrast']"
# Long and odd words have the colours and the elements of short ones.
_WHERE = "{include: ['main'], exclude: ['[data-made]']}"


def test_the_html_is_valid(gallery_folder: Path) -> None:
    assert errors(*sorted(gallery_folder.glob("*.html"))) == []


def resize(page: Page, width: int) -> None:
    """Make a page as wide as a screen."""
    page.set_viewport_size({"width": width, "height": 900})


def read_at(scheme: Scheme) -> tuple[int, ...]:
    """Return the widths at which axe-core reads a scheme: the narrowest and the widest, then one each in turn."""
    number = SCHEMES.index(scheme)
    return (WIDTHS[number % len(WIDTHS)],) if number else (WIDTHS[0], WIDTHS[-1])


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_every_part_in_every_scheme(scheme: Scheme, browser: Browser, gallery: str) -> None:
    alone = "rules: {" + ", ".join(f"'{rule}': {{enabled: false}}" for rule in _ALONE) + "}"
    # What is wrong with an element is so in every scheme; colours are of each.
    options = alone if scheme == SCHEMES[0] else _COLOURS
    with shown_as(browser, scheme) as page:
        page.goto(gallery + ALL)
        for width in WIDTHS:
            resize(page, width)
            assert page.evaluate(WIDE) == [], width
            assert page.evaluate(OVERFLOW) == 0, width
            if width in read_at(scheme):
                assert violations(page, _WHERE, options) == [], width


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_every_frame_in_every_scheme(scheme: Scheme, browser: Browser, gallery: str) -> None:
    frames = [each for each in read_examples() if each.part == FRAME]
    assert len(frames) > 5
    with shown_as(browser, scheme) as page:
        for number, each in enumerate(frames):
            page.goto(f"{gallery}frame-{number}.html")
            for width in WIDTHS:
                resize(page, width)
                assert page.evaluate(OVERFLOW) == 0, (each.title, width)
            if each.name not in WRITTEN:
                for width in read_at(scheme):
                    resize(page, width)
                    options = "" if scheme == SCHEMES[0] else _COLOURS
                    assert violations(page, "{exclude: ['.gallery']}", options) == [], (each.title, width)


def test_the_schemes_differ(browser: Browser, gallery: str) -> None:
    seen = set()
    for scheme in SCHEMES:
        with shown_as(browser, scheme) as page:
            page.goto(gallery + ALL)
            seen.add(
                page.evaluate(
                    "JSON.stringify([getComputedStyle(document.documentElement).fontSize, matchMedia('(forced-colors: active)').matches,"
                    " getComputedStyle(document.body).backgroundColor])"
                )
            )
    assert len(seen) == len(SCHEMES)


def test_what_is_wrong_is_seen(browser: Browser, gallery: str) -> None:
    with shown_as(browser, SCHEMES[0]) as page:
        page.goto(f"{gallery}notice.html")
        assert page.evaluate(WIDE) == []
        page.evaluate("document.querySelector('.gallery h1').style.cssText = 'min-width: 4000px'")
        assert "notice" in page.evaluate(WIDE)[0]
        page.evaluate("document.querySelector('.gallery h1').style.cssText = 'color: #eee'")
        assert "color-contrast" in " ".join(violations(page, _WHERE, "runOnly: ['color-contrast']"))
