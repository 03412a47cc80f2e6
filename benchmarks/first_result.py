"""Time from opening the search page with a query to its first result, in Chromium, on a built portal.

    python benchmarks/first_result.py ROOT 供水 停水通知

The server is on this machine and the browser new each time, so that nothing is cached. A visitor's browser
runs already: hence also the time by the page's own clock, and the search page without a query as the floor.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Playwright, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.helpers import serve

# Notes when the first result is in the page.
WATCH = """new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-result]")) return;
  window.firstResult = performance.now() / 1000;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true })"""


def open_page(playwright: Playwright) -> Page:
    """Return a page of a new browser."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
        args=["--no-sandbox", "--disable-gpu"],
    )
    page = browser.new_page()
    page.add_init_script(WATCH)
    return page


def close(page: Page) -> None:
    """End the browser of a page."""
    browser = page.context.browser
    assert browser is not None
    browser.close()


def floor(playwright: Playwright, site: str) -> str:
    """Return what the search page takes when nothing is searched."""
    page = open_page(playwright)
    start = time.perf_counter()
    page.goto(f"{site}search/")
    page.wait_for_selector('[data-state="idle"]', state="attached")
    taken = time.perf_counter() - start
    close(page)
    return f"no query: page ready {taken:.2f} s"


def measure(playwright: Playwright, site: str, query: str) -> str:
    """Return what one search in a new browser took."""
    page = open_page(playwright)
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    start = time.perf_counter()
    page.goto(f"{site}search/?q={quote(query)}")
    page.wait_for_selector("[data-result]", timeout=120_000)
    first, early = time.perf_counter() - start, len(sizes)
    inside = page.evaluate("window.firstResult")
    page.wait_for_selector('[data-state="done"]', timeout=120_000)
    done = time.perf_counter() - start
    found = page.locator("[data-result-count]").first.inner_text()
    close(page)
    return (
        f"{query}: first result {first:.2f} s (in the page {inside:.2f} s) after {early} requests, "
        f"complete {done:.2f} s after {len(sizes)} "
        f"with {sum(sizes) / 1e6:.1f} MB, {found} found"
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("queries", nargs="+")
    arguments = parser.parse_args()
    with serve(arguments.root / "site") as site, sync_playwright() as playwright:
        print(floor(playwright, site))
        for query in arguments.queries:
            print(measure(playwright, site, query))


if __name__ == "__main__":
    main()
