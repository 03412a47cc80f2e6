"""A portal with colours, a logo, words and a sheet of its own: read by everybody, and within the strict policy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import open_page
from tests.browser.test_accessibility import DARK
from tests.browser.test_policy import Witness
from tests.browser.waiting import wait_until
from tests.helpers import REPOSITORY, build, serve
from tests.shared import shared

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 84" width="420" height="84">
<circle cx="42" cy="42" r="38" fill="#8f1a1a"/><text x="94" y="54" font-size="38" fill="#8f1a1a">示例区人民政府</text>
</svg>
"""
# The lightest that may be stated: whatever follows from others is read more easily.
STATED = """\
    primary: "#767676"
    accent: "#d0021b"
    logo: public/标志.svg
    favicon: public/标志.svg
    footer: [版权所有　示例区人民政府办公室]
    extra_css: [public/own.css]
"""
KINDS = ("home", "policy", "list", "register", "search", "library", "audit-pack", "missing")
# What a phone alone shows has the colours of what a desktop shows: in the dark the first page is enough there. The
# page of a pack takes as long as ten others, and has nothing of its own on a phone.
SHOWN = [
    (kind, dark, width)
    for dark, width in ((False, 360), (False, 1440), (True, 360), (True, 1440))
    for kind in KINDS
    if width > 360 or (kind != "audit-pack" and (not dark or kind == "home"))
]


def _build_own(root: Path) -> None:
    for name in ("columns.yml", "ledger.yml", "urls.lock"):
        root.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "content", root / "content")
    (root / "mkdocs.yml").write_text(
        (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8") + STATED, encoding="utf-8"
    )
    (root / "public").mkdir()
    (root / "public/标志.svg").write_text(LOGO, encoding="utf-8")
    (root / "public/own.css").write_text(
        ".gk-footer { background-image: url(标志.svg); background-size: 0 }\n", encoding="utf-8"
    )
    build(root)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample with a look of its own, built once a run."""
    with serve(shared(tmp_path_factory, "own", _build_own) / "site") as address:
        yield address


@pytest.fixture(scope="module")
def watched(
    request: pytest.FixtureRequest, browser: Browser, own: str
) -> Iterator[tuple[Page, Witness, bool]]:
    """A page in which one address after another is opened, who watches it, and whether it is dark."""
    with browser.new_context() as context:
        if request.param:
            context.add_init_script(DARK)
        page = context.new_page()
        yield page, Witness(page, own), request.param


@pytest.mark.parametrize(("kind", "watched", "width"), SHOWN, indirect=["watched"])
def test_a_look_of_ones_own_is_read_and_refused_nowhere(
    kind: str, watched: tuple[Page, Witness, bool], width: int, *, own: str, addresses: dict[str, str]
) -> None:
    page, witness, dark = watched
    witness.forget()
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, own, kind, addresses[kind])
    wait_until(page, "document.querySelector('.gk-brand__logo').naturalWidth > 0")
    assert violations(page) == []
    assert witness.foreign == []
    assert [line for line in witness.complaints if "404.html" not in line] == []
    shown = page.evaluate("getComputedStyle(document.querySelector('.gk-tabs')).backgroundColor")
    assert dark or shown == "rgb(118, 118, 118)"
    box = page.locator(".gk-brand__logo").bounding_box()
    assert box
    # The page's own padding beside it; and it keeps its shape.
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_it_looks_the_same(browser: Browser, own: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(own)
        expect(page.locator(".gk-footer__text p").last).to_have_text("版权所有 示例区人民政府办公室")
        expect(page.locator(".gk-brand__logo")).to_have_attribute("alt", "示例区人民政府")


def test_the_mark_is_a_file_of_the_portal(own: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(own)
        expect(page.locator("link[rel=icon]")).to_have_attribute("href", re.compile(r"assets/public/"))
