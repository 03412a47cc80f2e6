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

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1]
PARTS = ("content", "columns.yml", "mkdocs.yml", "ledger.yml", "urls.lock")
NOW = datetime(2026, 11, 20, 10, 0)
PASSWORD = "only for pictures"
PEOPLE = {"zhang": "张某", "chen": "陈某", "he": "何某", "liu": "刘某"}
RIGHTS = """\
三审三校: true
账号:
  zhang: {单位: [区政府办公室, 区司法局]}
  chen: {审核: [初审], 审核范围: 全部}
  he: {审核: [复审], 审核范围: 全部}
  liu: {审核: [终审], 审核范围: 全部}
"""
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


def enter(browser: Browser, base: str, account: str) -> Page:
    """Return the page of somebody who has logged in."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(f"{base}/login")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


def hand_in(page: Page) -> None:
    """Hand in the draft that is open."""
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="确认送审").click()
    page.get_by_role("link", name="看审核的经过").wait_for()


def take_reviews(browser: Browser, base: str) -> None:
    """Photograph what waits for its reviewers, the page of one who looks a second time, an interpretation, a statement."""
    author, first = enter(browser, base, "zhang"), enter(browser, base, "chen")
    author.goto(f"{base}/new?q=tzgg")
    author.get_by_role("link", name="通知公告").click()
    author.get_by_role("button", name="打开空白的一份").click()
    author.locator(".ProseMirror").click()
    author.keyboard.type(_TEXT)
    author.get_by_label("标题（必填）").fill("关于做好今冬明春用水保障工作的通知")
    author.locator("#state").get_by_text("已保存").wait_for()
    hand_in(author)
    first.goto(base)
    first.get_by_role("link", name="去审").click()
    first.get_by_label("意见").fill("巡查的次数请写清楚，电话写值班的。")
    first.get_by_role("button", name="退回去改").click()
    first.get_by_role("heading", name="已经退回").wait_for()
    author.goto(base)
    author.get_by_role("link", name="去改").click()
    author.locator(".ProseMirror").click()
    author.keyboard.press("Control+A")
    author.keyboard.type(f"{_TEXT.replace('一次，', '两次，')}\n二、值班安排\n二十四小时有人接听。")
    author.wait_for_timeout(2500)
    hand_in(author)
    author.get_by_role("link", name="看审核的经过").click()
    author.frame_locator("iframe").locator("h1").first.wait_for()
    author.locator("iframe").evaluate("frame => frame.closest('section').hidden = true")
    author.screenshot(path=HERE / "办公桌面-送审.png", full_page=True)
    first.goto(base)
    first.get_by_role("link", name="去审").click()
    first.frame_locator("iframe").locator("h1").first.wait_for()
    first.locator("iframe").evaluate("frame => frame.style.height = '260px'")
    first.wait_for_timeout(2000)
    first.screenshot(path=HERE / "办公桌面-审核.png", full_page=True)
    author.goto(f"{base}/interpret?q=老旧小区")
    author.get_by_role("link", name="解读它").first.click()
    author.get_by_label("图片").check()
    author.screenshot(path=HERE / "办公桌面-解读.png")
    author.goto(f"{base}/statements")
    author.get_by_role("link", name="写说明").first.click()
    author.get_by_label("落实情况").select_option(label="已落实")
    author.get_by_label("证明").fill("2026年11月5日集中培训一次，各单位65人参加，签到表存区政府办公室。")
    author.screenshot(path=HERE / "办公桌面-说明.png", full_page=True)


def take_register(page: Page, base: str) -> None:
    """Photograph the grid of a register with a fault."""
    page.set_viewport_size({"width": 1440, "height": 880})
    page.goto(f"{base}/registers?q=frmz")
    page.get_by_role("link", name="发热门诊名录").click()
    page.get_by_role("button", name="修改这张表").click()
    page.locator("#grid tbody tr").nth(1).locator("td").nth(3).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.locator(".dk-told__error").wait_for()
    page.screenshot(path=HERE / "办公桌面-名录.png")


def main() -> None:
    """Open the desk, and photograph it."""
    sys.path.insert(0, str(SAMPLE))
    from generator.desk.keeping.people import People
    from generator.desk.opening import Door, listen, open_desk, serve

    browser_path = (
        shutil.which("chromium") or shutil.which("chromium-headless-shell") or sys.exit("找不到chromium")
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, rights = portal(Path(folder)), Path(folder) / "rights.yml"
        rights.write_text(RIGHTS, encoding="utf-8")
        people = People(rights)
        for account, name in PEOPLE.items():
            people.set_password(account, name, PASSWORD)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for who in (None, people):
            with open_desk(root, lambda: NOW, people=who, who="张某") as desk:
                door = Door()
                listening = listen(door)
                threading.Thread(target=serve, args=(desk, door, listening, print), daemon=True).start()
                base = f"http://127.0.0.1:{listening.getsockname()[1]}"
                if who:
                    take_reviews(browser, base)
                    continue
                page = browser.new_page(viewport={"width": 1000, "height": 900})
                page.goto(f"{base}/?key={desk.key}")
                take(page, base)
                take_register(page, base)
        browser.close()


if __name__ == "__main__":
    main()
