"""Take the screenshots of the editors' guide: python docs/图/拍摄办公桌面.py (git, Chromium, Playwright).

The desk is opened over a copy of the sample, on a fixed day, so that the pictures change with the desk alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1]
PARTS = ("content", "columns.yml", "mkdocs.yml", "ledger.yml", "urls.lock")
NOW = datetime(2026, 11, 20, 10, 0)
_TEXT = "各镇街，区级各部门：\n现将今冬明春用水保障有关事项通知如下。\n一、加强巡查\n每周巡查管网一次，发现问题及时处理。"


def portal(folder: Path) -> Path:
    """Return a copy of the sample in a repository of its own."""
    root = folder / "portal"
    root.mkdir()
    for name in PARTS:
        source = SAMPLE / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copyfile(source, root / name)
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    who = ("-c", "user.name=张某", "-c", "user.email=zhang@example.cn")
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        (*who, "commit", "--quiet", "-m", "样例"),
    ):
        subprocess.run(("git", *words), cwd=root, check=True)
    return root


def take(page: Page, base: str) -> None:
    """Photograph the home, a form with a fault, and the preview."""
    page.screenshot(path=HERE / "办公桌面-首页.png")
    page.goto(f"{base}/new?q=tzgg")
    page.get_by_role("link", name="通知公告").click()
    page.get_by_role("button", name="打开空白的一份").click()
    page.locator(".ProseMirror").click()
    page.keyboard.type(_TEXT)
    page.get_by_role("button", name="自动排标题").click()
    page.get_by_label("标题（必填）").fill("关于做好今冬明春用水保障工作的通知")
    page.get_by_label("成文日期").fill("2026年11月31日")
    page.locator("#told-signed li").wait_for()
    page.set_viewport_size({"width": 1000, "height": 1500})
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=HERE / "办公桌面-填写.png")
    page.get_by_label("成文日期").fill("2026年11月19日")
    page.get_by_role("button", name="预览").click()
    page.frame_locator("iframe").first.locator("h1").first.wait_for()
    page.frame_locator("iframe").last.locator("h1").first.wait_for()
    page.wait_for_timeout(2000)
    page.screenshot(path=HERE / "办公桌面-预览.png", full_page=True)


def main() -> None:
    """Open the desk, and photograph it."""
    sys.path.insert(0, str(SAMPLE))
    from generator.desk.opening import Door, listen, open_desk, serve

    browser_path = (
        shutil.which("chromium") or shutil.which("chromium-headless-shell") or sys.exit("找不到chromium")
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        open_desk(portal(Path(folder)), lambda: NOW, people=None, who="张某") as desk,
    ):
        door = Door()
        listening = listen(door)
        threading.Thread(target=serve, args=(desk, door, listening, print), daemon=True).start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1000, "height": 900})
            page.goto(f"{base}/?key={desk.key}")
            take(page, base)
            browser.close()


if __name__ == "__main__":
    main()
