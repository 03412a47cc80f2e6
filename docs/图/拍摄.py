"""Take the screenshots of the documentation from the built sample: python docs/图/拍摄.py (Chromium, Playwright).

The first 1500 pixels of each page at three widths.
"""

from __future__ import annotations

import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
WIDTHS = (360, 768, 1440)
PAGES = {
    "首页": "",
    "政府信息公开": "zfxxgk/",
    "列表": "zwgk/zwgkgzyd/",
    "文档": "zwgk/zwgkgzyd/20210604-wanzhou-2021.html",
    "搜索": "search/?q=政策解读",
    "栏目结构": "map/",
}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def main() -> None:
    """Serve site/ on a free port and photograph every page at every width."""
    site = HERE.parents[1] / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    browser_path = (
        shutil.which("chromium") or shutil.which("chromium-headless-shell") or sys.exit("找不到chromium")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 1500})
            for name, address in PAGES.items():
                page.goto(f"http://127.0.0.1:{server.server_address[1]}/{address}")
                if name == "搜索":
                    page.wait_for_selector('[data-state="done"]')
                page.wait_for_timeout(300)
                page.screenshot(path=HERE / f"{name}-{width}.png")
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
