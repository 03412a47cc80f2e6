"""Searching in a browser that lacks what the index of texts is read with: it answers, or says why not and what else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.publish.portable import put_portable
from tests.browser.pages import SEARCH

LACKING = {
    "WebAssembly": "delete globalThis.WebAssembly",
    "DecompressionStream": "delete globalThis.DecompressionStream",
    "streams": "delete globalThis.DecompressionStream; delete ReadableStream.prototype.pipeThrough",
}


@pytest.mark.parametrize("lacking", LACKING)
def test_the_search_answers_or_says_why_not(
    lacking: str, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context() as context:
        context.add_init_script(LACKING[lacking])
        page = context.new_page()
        page.goto(base + addresses[SEARCH])
        count = page.locator("[data-result-count]")
        expect(count).to_have_attribute("data-state", re.compile("done|error"))
        if count.evaluate("element => element.dataset.state") == "done":
            expect(page.locator("[data-result]").first).to_be_visible()
        else:
            expect(page.locator("[data-search-note]")).to_contain_text("浏览器太旧")
            expect(page.locator("[data-search-help]")).to_be_visible()


def test_from_a_disk_titles_are_searched_with_none_of_it(
    browser: Browser, sample_site: Path, tmp_path: Path
) -> None:
    put_portable(sample_site, tmp_path / "stick")
    html = (tmp_path / "stick/search/index.html").read_text(encoding="utf-8")
    assert 'type="module"' not in html
    with browser.new_context() as context:
        context.add_init_script(";".join(LACKING.values()))
        page = context.new_page()
        page.goto((tmp_path / "stick/search/index.html").as_uri() + "?q=%E5%81%9C%E6%B0%B4")
        expect(page.locator("[data-result-count]")).to_have_attribute("data-state", "done")
        expect(page.locator("[data-result]").first).to_contain_text("停水")
        assert page.evaluate("typeof WebAssembly + typeof DecompressionStream") == "undefinedundefined"
