"""The switch to traditional characters says what OpenCC says, touches only what is read, and gives everything back."""

from __future__ import annotations

import random
import re

import pytest
from opencc import OpenCC
from playwright.sync_api import Browser, Page, expect

from generator.supply.traditional import dictionary
from tests.browser.pages import open_page
from tests.browser.test_policy import Witness
from tests.browser.waiting import wait_for
from tests.helpers import REPOSITORY

TRADITIONAL = "localStorage.setItem('gk-han', 't')"
# Everything on the page, and what it is called.
WHOLE = "document.title + document.body.outerHTML"


def texts() -> list[str]:
    """Return what is to be converted: the words of the sample and of the guides, and phrases that run into one another."""
    files = (*REPOSITORY.joinpath("content").rglob("*.md"), *REPOSITORY.joinpath("docs").rglob("*.md"))
    found = [line for path in sorted(files) for line in path.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(7)
    phrases = sorted(dictionary("STPhrases"))
    begun: dict[str, list[str]] = {}
    for phrase in phrases:
        begun.setdefault(phrase[0], []).append(phrase)
    forms = [*dictionary("STCharacters"), *dictionary("HKVariantsPhrases"), "豈", "𠮷"]
    for _ in range(4000):
        text = chance.choice(phrases)
        for _ in range(4):
            text += chance.choice(begun.get(text[-1], phrases))[1:] + chance.choice(forms)
        found.append(text)
    return [text for text in dict.fromkeys(found) if text.strip()]


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page of somebody who has chosen nothing yet."""
    return browser.new_page(viewport={"width": 1440, "height": 900})


def converted(page: Page, given: list[str]) -> list[str]:
    """Return what a page makes of texts that come to stand on it."""
    page.evaluate(
        """(given) => {
          const made = given.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
          document.querySelector("main").replaceChildren(...made);
        }""",
        given,
    )
    wait_for(
        page, lambda: bool(page.evaluate("!/[国门书]/.test(document.querySelector('main').textContent)"))
    )
    shown: list[str] = page.evaluate(
        "[...document.querySelectorAll('main > p')].map((each) => each.textContent)"
    )
    return shown


def test_it_says_what_the_library_says(page: Page, base: str) -> None:
    page.add_init_script(TRADITIONAL)
    page.goto(base)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    given, library = texts(), OpenCC("s2hk")
    assert len(given) > 8000
    shown = converted(page, given)
    # An address is no text.
    said = [
        text if re.fullmatch(r"\s*(https?://|www\.)\S+\s*", text) else library.convert(text) for text in given
    ]
    assert [pair for pair in zip(said, shown, strict=True) if pair[0] != pair[1]][:5] == []
    assert sum(before != after for before, after in zip(given, shown, strict=True)) > 6000
    page.close()


@pytest.mark.parametrize("kind", ["home", "policy", "list", "search", "register", "audit-pack"])
def test_it_is_kept_and_gives_everything_back(
    kind: str, page: Page, base: str, addresses: dict[str, str]
) -> None:
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    witness = Witness(page, base)
    open_page(page, base, kind, addresses[kind])
    before = page.evaluate(WHOLE)
    assert not [url for url in asked if "traditional" in url]
    page.get_by_role("button", name="繁體").click()
    back = page.get_by_role("button", name="简体")
    expect(page.locator(".gk-tabs a").nth(1)).to_have_text("要聞動態")
    page.goto(base + addresses["list"])
    expect(page).to_have_title(re.compile("示例區"))
    expect(page.locator(".gk-tabs a").nth(1)).to_have_text("要聞動態")
    open_page(page, base, kind, addresses[kind])
    expect(page.locator(".gk-tabs a").nth(1)).to_have_text("要聞動態")
    back.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.evaluate(WHOLE) == before
    assert witness.complaints == []
    assert witness.foreign == []
    page.close()


def test_what_is_typed_and_codes_and_addresses_stay(page: Page, base: str) -> None:
    page.add_init_script(TRADITIONAL)
    page.goto(base)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.evaluate(
        """() => { document.querySelector("main").innerHTML = `<p id="a">国<code>国</code><a href="/国/" title="国">国</a></p>
          <input id="b" value="国" placeholder="国"><select id="c"><option>国</option></select><textarea id="d">国</textarea>
          <p id="e">https://例.示/国</p><p id="f" lang="ja">国</p><img id="g" alt="国" src="">`; }"""
    )
    expect(page.locator("#a")).to_have_text("國国國")
    expect(page.locator("#a a")).to_have_attribute("href", "/国/")
    expect(page.locator("#a a")).to_have_attribute("title", "國")
    expect(page.locator("#b")).to_have_value("国")
    expect(page.locator("#b")).to_have_attribute("placeholder", "國")
    expect(page.locator("#c")).to_have_value("国")
    expect(page.locator("#c option")).to_have_attribute("label", "國")
    expect(page.locator("#d")).to_have_value("国")
    expect(page.locator("#e")).to_have_text("https://例.示/国")
    expect(page.locator("#f")).to_have_text("国")
    expect(page.locator("#g")).to_have_attribute("alt", "國")
    # What a script writes over is no longer ours to give back.
    page.evaluate("document.querySelector('#a').firstChild.data = '门'")
    expect(page.locator("#a")).to_have_text("門国國")
    page.evaluate("document.querySelector('#g').alt = '新'")
    page.get_by_role("button", name="简体").click()
    expect(page.locator("#a")).to_have_text("门国国")
    expect(page.locator("#g")).to_have_attribute("alt", "新")
    expect(page.locator("#b")).to_have_attribute("placeholder", "国")
    expect(page.locator("#c option[label]")).to_have_count(0)
    page.close()
