"""Under a strict content policy every page works, and none asks another host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser.pages import PAGE_TYPES, open_page
from tests.browser.waiting import wait_for, wait_until
from tests.markup import parse_page


class Witness:
    """Notes what a page does that it should not."""

    def __init__(self, page: Page, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def forget(self) -> None:
        """Begin anew with the next address in the same page."""
        self.foreign.clear()
        self.complaints.clear()

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != self.host and parts.scheme not in ("data", "blob"):
            self.foreign.append(request.url)

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def watched(browser: Browser, base: str) -> Iterator[tuple[Page, Witness]]:
    """A page in which one address after another is opened, and who watches it."""
    with browser.new_context() as context:
        page = context.new_page()
        yield page, Witness(page, base)


@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_nothing_is_refused_and_nobody_else_is_asked(
    kind: str, watched: tuple[Page, Witness], base: str, addresses: dict[str, str]
) -> None:
    page, witness = watched
    witness.forget()
    open_page(page, base, kind, addresses[kind])
    # Pictures further down would load when they come into view, and not all do in one jump to the end.
    page.evaluate("[...document.images].forEach((image) => { image.loading = 'eager'; })")
    wait_until(page, "[...document.images].every((image) => image.complete)")
    wait_until(page, "[...document.querySelectorAll('video')].every((film) => film.readyState > 0)")
    assert witness.foreign == []
    assert witness.complaints == []
    broken = "[...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)"
    assert page.evaluate(broken) == []


def test_the_policy_is_in_force(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        witness = Witness(page, base)
        page.goto(base)
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">甲</p>')")
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://www.example.gov.cn/a.png'}))"
        )
        refused = "Content Security Policy"
        wait_for(page, lambda: sum(refused in each for each in witness.complaints) == 2, refused)


def test_no_page_holds_code_or_style_of_its_own(sample_site: Path) -> None:
    files = [path for path in sample_site.rglob("*.html") if "pagefind" not in path.parts]
    assert len(files) > 200
    for path in files:
        page = parse_page(path)
        name = path.relative_to(sample_site).as_posix()
        assert page.named("style") == [], name
        # Data that a search engine reads is no code: no browser runs it.
        code = [each for each in page.named("script") if each.get("type") != "application/ld+json"]
        assert all("src" in script for script in code), name
        for tag, attributes in page.tags:
            inline = [each for each in attributes if each == "style" or each.startswith("on")]
            assert inline == [], f"{name}: <{tag} {inline}>"
            assert not re.match(
                r"\s*(javascript|data|vbscript):", attributes.get("href", ""), re.IGNORECASE
            ), name
