"""The version for the elderly: large everywhere, kept from page to page, nothing of the content lost, read aloud."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import ask_axe
from tests.browser.pages import PAGE_TYPES, open_page
from tests.browser.test_policy import Witness
from tests.browser.test_targets import ELDER_TARGET, SMALL
from tests.browser.waiting import wait_for, wait_until

ELDER = "localStorage.setItem('gk-elder', '1')"
# 18pt, in CSS pixels: 工信厅信管函〔2021〕67号, 1.2.3. What a drawing says is as large as the drawing makes it.
LARGE = 24
SMALL_TYPE = """(least) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || own.closest("script, noscript, option, .gk-hidden, .gk-skip")) continue;
    if (!own.checkVisibility({visibilityProperty: true})) continue;
    const drawing = own.ownerSVGElement;
    const scale = drawing ? drawing.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(own).fontSize) * scale;
    if (size < least - .1) found.push(`${size.toFixed(1)} ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  for (const each of document.querySelectorAll("input, select")) {
    if (parseFloat(getComputedStyle(each).fontSize) < least) found.push(each.outerHTML.slice(0, 80));
  }
  return found;
}"""
# A browser with voices, of which the test says when a sentence is over.
VOICES = """(() => {
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  const speech = new EventTarget();
  let now = null;
  speech.said = [];
  speech.getVoices = () => %s;
  speech.speak = (words) => { now = words; speech.said.push(words.text); speech.lang = words.lang; };
  speech.cancel = () => { now = null; };
  speech.finish = () => { const over = now; now = null; if (over) over.dispatchEvent(new Event("end")); return Boolean(over); };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
})()"""
OTHERS = [{"lang": "en-US", "localService": True}, {"lang": "zh-CN", "localService": False}]
CHINESE = [*OTHERS, {"lang": "zh-HK", "localService": True}, {"lang": "zh-CN", "localService": True}]


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's page of somebody who has chosen the version for the elderly."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(ELDER)
        yield context.new_page()


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_type_and_targets_are_large_everywhere(
    kind: str, phone: Page, base: str, addresses: dict[str, str]
) -> None:
    open_page(phone, base, kind, addresses[kind])
    assert phone.evaluate(SMALL_TYPE, LARGE) == []
    assert phone.evaluate(SMALL, ELDER_TARGET) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


@pytest.fixture(scope="module", params=["light", "dark"])
def desktop(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A desktop's page of somebody who has chosen this version, too, in each scheme."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.add_init_script(f"{ELDER}; localStorage.setItem('gk-scheme', '{request.param}')")
        yield context.new_page()


@pytest.mark.parametrize("kind", ["home", "policy", "list", "annual-report", "audit"])
def test_contrast_is_high(kind: str, desktop: Page, base: str, addresses: dict[str, str]) -> None:
    open_page(desktop, base, kind, addresses[kind])
    assert desktop.evaluate(SMALL_TYPE, LARGE) == []
    result = ask_axe(desktop, "document", "runOnly: {type: 'rule', values: ['color-contrast-enhanced']}")
    assert [node["failureSummary"] for each in result["violations"] for node in each["nodes"]] == []
    assert result["passed"]


def test_the_switch_is_kept_and_nothing_is_loaded_before(
    browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        witness = Witness(page, base)
        page.goto(base + addresses["policy"], wait_until="networkidle")
        assert not [url for url in asked if re.search("elder|aloud|traditional", url)]
        switch = page.get_by_role("button", name="长辈版")
        expect(switch).to_be_in_viewport(ratio=1)
        switch.click()
        expect(page.locator("html[data-elder]")).to_have_count(1)
        page.get_by_role("link", name="示例区人民政府").first.click()
        expect(page.locator("html[data-elder]")).to_have_count(1)
        expect(page.get_by_role("button", name="返回普通版")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="返回普通版").click()
        expect(page.locator("html[data-elder]")).to_have_count(0)
        asked.clear()
        page.goto(base + addresses["list"], wait_until="networkidle")
        assert not [url for url in asked if "elder" in url]
        expect(switch).to_be_visible()
        assert witness.complaints == []


def test_an_address_leads_to_it_and_back(browser: Browser, base: str, addresses: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        chosen = page.locator("html[data-elder]")
        for address, many in (
            ("?elder=1", 1),
            (addresses["list"], 1),
            ("?elder=0", 0),
            (addresses["list"], 0),
        ):
            page.goto(base + address)
            expect(chosen).to_have_count(many)


def test_where_nothing_can_be_kept_it_still_works(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
        )
        page = context.new_page()
        witness = Witness(page, base)
        page.goto(base)
        page.get_by_role("button", name="长辈版").click()
        expect(page.locator("html[data-elder]")).to_have_count(1)
        page.goto(f"{base}?elder=1")
        expect(page.locator("html[data-elder]")).to_have_count(1)
        assert witness.complaints == []


@pytest.mark.parametrize("kind", ["policy", "interpreted", "guide", "news"])
def test_nothing_of_the_content_is_lost(
    kind: str, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    parts = "h1, .gk-text, .gk-fields, .gk-facts, .gk-part, .gk-files, .gk-plain"
    words = f"[...document.querySelectorAll('{parts}')].map((each) => each.innerText.replace(/\\s+/g, ''))"
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        open_page(page, base, kind, addresses[kind])
        plain = page.evaluate(words)
        page.get_by_role("button", name="长辈版").click()
        expect(page.locator("html[data-elder]")).to_have_count(1)
        assert page.evaluate(words) == plain
        assert sum(map(len, plain)) > 100


@pytest.mark.parametrize("voices", [[], OTHERS])
def test_without_a_chinese_voice_of_its_own_nothing_is_read(
    voices: list[dict[str, Any]], browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context() as context:
        context.add_init_script(f"{ELDER}; {VOICES % json.dumps(voices)}")
        page = context.new_page()
        with page.expect_response(re.compile("aloud.js")):
            page.goto(base + addresses["policy"], wait_until="networkidle")
        expect(page.locator(".gk-aloud")).to_have_count(0)


@pytest.fixture
def reader(browser: Browser, base: str, addresses: dict[str, str]) -> Iterator[Page]:
    """A document in a browser that can read aloud."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.add_init_script(f"{ELDER}; {VOICES % json.dumps(CHINESE)}")
        page = context.new_page()
        page.goto(base + addresses["policy"])
        expect(page.locator(".gk-aloud")).to_be_in_viewport(ratio=1)
        yield page


def test_a_page_is_read_from_its_title_to_its_end(reader: Page) -> None:
    read, hold, stop = (
        reader.get_by_role("button", name=name, exact=True) for name in ("朗读", "暂停", "停止")
    )
    expect(hold).to_be_disabled()
    expect(stop).to_be_disabled()
    read.click()
    # An official document begins with the names of its issuers and its number.
    expect(reader.locator(".gk-red__mark.gk-read")).to_have_count(1)
    assert reader.evaluate("speechSynthesis.lang") == "zh-CN"
    marked = list[str]()
    while reader.evaluate("document.querySelectorAll('.gk-read').length"):
        marked += reader.evaluate("[...document.querySelectorAll('.gk-read')].map((each) => each.tagName)")
        reader.evaluate("speechSynthesis.finish()")
    expect(stop).to_be_disabled()
    said = reader.evaluate("speechSynthesis.said")
    assert len(said) == len(marked) > 20
    assert all(0 < len(each) <= 121 for each in said)
    assert {"H1", "P", "TR"} <= set(marked)
    # Every paragraph of the text is in it, in order.
    whole = re.sub(r"\s", "", "".join(said))
    paragraphs = reader.evaluate(
        "[...document.querySelectorAll('.gk-text > p')].map((each) => each.innerText)"
    )
    assert paragraphs
    at = 0
    for each in paragraphs:
        at = whole.index(re.sub(r"\s", "", each), at)


def test_reading_pauses_goes_on_and_stops(reader: Page) -> None:
    def button(name: str) -> Any:
        return reader.get_by_role("button", name=name, exact=True)

    button("朗读").click()
    for _ in range(3):
        assert reader.evaluate("speechSynthesis.finish()")
    at = reader.evaluate("speechSynthesis.said.at(-1)")
    button("暂停").click()
    # Nothing is said while it is held; then the sentence that was cut off is said again.
    assert not reader.evaluate("speechSynthesis.finish()")
    expect(reader.locator(".gk-read")).to_have_count(1)
    button("继续").click()
    assert reader.evaluate("speechSynthesis.said.at(-1)") == at
    assert reader.evaluate("speechSynthesis.said.length") == 5
    button("停止").click()
    expect(reader.locator(".gk-read")).to_have_count(0)
    expect(button("朗读")).to_be_enabled()
    button("朗读").click()
    wait_until(reader, "speechSynthesis.said.at(-1) === speechSynthesis.said[0]")
    reader.get_by_role("button", name="返回普通版").click()
    expect(reader.locator(".gk-aloud")).to_be_hidden()
    expect(reader.locator(".gk-read")).to_have_count(0)


def test_what_is_read_stands_above_the_bar(reader: Page) -> None:
    reader.get_by_role("button", name="朗读", exact=True).click()
    inside = """(() => {
      const [read, bar] = ['.gk-read', '.gk-aloud'].map((each) => document.querySelector(each).getBoundingClientRect());
      return read.top < bar.top && read.bottom > 0;
    })()"""
    for _ in range(25):
        wait_for(reader, lambda: bool(reader.evaluate(inside)), "朗读的一段不在屏幕上")
        assert reader.evaluate("speechSynthesis.finish()")
