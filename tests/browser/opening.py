"""Pages that share the process of one that stays open.

Starting a process for a page takes as long as loading the home page, and its scripts are compiled anew in it. A window
that a page opens runs in the process of that page, and is otherwise a page like any other: with a history, handlers and
routes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from playwright.sync_api import Browser, Page, ViewportSize

Opener = Callable[[], AbstractContextManager[Page]]


@contextmanager
def faultless(page: Page, *, console: bool = False) -> Iterator[Page]:
    """Fail on any error of a script, or also on what a page tells of as an error in the console."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    if console:
        page.on("console", lambda told: problems.append(told.text) if told.type == "error" else None)
    yield page
    page.unroute_all(behavior="ignoreErrors")
    # What a page says as it goes counts, too.
    page.close()
    assert problems == []


@contextmanager
def opener(browser: Browser, base: str, size: ViewportSize | None = None) -> Iterator[Opener]:
    """Return what opens an empty page, one after another, of a browser that remembers nothing of those before."""
    with browser.new_context(viewport=size or {"width": 1280, "height": 720}) as context:
        stays = context.new_page()
        # A text: nothing of a site runs in it.
        stays.goto(f"{base}robots.txt")
        wire = context.new_cdp_session(stays)

        @contextmanager
        def opened() -> Iterator[Page]:
            wire.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            with stays.expect_popup() as waited:
                stays.evaluate("void window.open('about:blank')")
            page = waited.value
            try:
                yield page
            finally:
                page.close()

        yield opened
