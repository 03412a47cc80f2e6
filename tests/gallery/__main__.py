"""``python -m tests.gallery OUT [--pictures]``: write the gallery into a folder, to be looked at in a browser.

With ``--pictures`` each page is drawn as well, in every scheme and at three widths, into OUT/pictures.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.gallery.examples import read_examples
from tests.gallery.pages import make_gallery
from tests.gallery.schemes import SCHEMES, WIDTHS, shown_as
from tests.helpers import serve
from tests.run import BROWSERS

_PICTURES = "--pictures"


def main(arguments: list[str]) -> int:
    """Write the gallery; ends 2 when it is not told where, or something is there already."""
    folders = [word for word in arguments if word != _PICTURES]
    if len(folders) != 1 or Path(folders[0]).exists():
        print("用法：python -m tests.gallery 新文件夹 [--pictures]")
        return 2
    out = Path(folders[0])
    gallery = make_gallery(out, read_examples())
    print(f"{gallery.parts}个样品写好了，请打开{out}/index.html。")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if _PICTURES in arguments:
        if not program:
            print("没有找到chromium，画不了图。")
            return 2
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            print(f"{_draw(browser, out, gallery.pages)}张图在{out}/pictures。")
            browser.close()
    return 0


def _draw(browser: Browser, out: Path, pages: tuple[str, ...]) -> int:
    drawn = 0
    with serve(out) as base:
        for scheme in SCHEMES:
            with shown_as(browser, scheme) as page:
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    for name in pages:
                        page.goto(base + name)
                        page.screenshot(
                            path=out / f"pictures/{scheme.name}-{width}/{Path(name).stem}.png", full_page=True
                        )
                        drawn += 1
    return drawn


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
