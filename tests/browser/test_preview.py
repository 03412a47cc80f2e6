"""``gongkai serve`` as a webmaster sees it: a saved file shows by itself, an error shows and goes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.helpers import make_portal

DOCUMENT = "---\ntitle: {title}\nissuer: 区政府办公室\npublished: 2026-11-17 09:00\n---\n停水的正文。\n"
PATIENCE = 30.0


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A served portal: its folder and its address."""
    root = make_portal(tmp_path / "portal", {"content/tzgg/ts.md": DOCUMENT.format(title="停水通知")})
    command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(root), "--port", "0"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [*command, "--as-of", "2026-11-20"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert process.stdout
    try:
        line = next(line for line in process.stdout if "http://" in line)
        yield root, line.split("：", 1)[1].split("\u3000")[0]
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something to come about. The page's policy forbids scripts to wait inside it."""
    end = time.monotonic() + PATIENCE
    while not came_true(true):
        assert time.monotonic() < end
        time.sleep(0.05)


def came_true(true: Callable[[], bool]) -> bool:
    """Ask once; a page that is just reloading gives no answer."""
    with suppress(PlaywrightError):
        return true()
    return False


def problems(page: Page) -> str:
    """Return what the page says is wrong."""
    return "".join(page.locator("#gongkai-problems").all_inner_texts())


def test_a_saved_document_shows_and_an_error_shows_until_mended(
    preview: tuple[Path, str], browser: Browser
) -> None:
    root, address = preview
    document = root / "content/tzgg/ts.md"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}tzgg/ts.html", wait_until="load")
        page.wait_for_timeout(500)
        assert page.title().startswith("停水通知")
        document.write_text(DOCUMENT.format(title="恢复供水通知"), encoding="utf-8")
        wait_until(lambda: page.title().startswith("恢复供水通知"))
        page.wait_for_timeout(500)
        document.write_text(
            DOCUMENT.format(title="恢复供水通知").replace("issuer", "isuer"), encoding="utf-8"
        )
        wait_until(lambda: "isuer" in problems(page))
        assert "content/tzgg/ts.md:3:1" in problems(page)
        document.write_text(DOCUMENT.format(title="恢复供水通知"), encoding="utf-8")
        wait_until(lambda: not problems(page))


def test_a_renamed_column_shows_by_itself_and_nothing_else_moves(
    preview: tuple[Path, str], browser: Browser
) -> None:
    root, address = preview
    columns = root / "columns.yml"
    text = columns.read_text(encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}tzgg/", wait_until="load")
        columns.write_text(text.replace("name: 通知公告", "name: 公示公告\n    slug: tzgg"), encoding="utf-8")
        wait_until(lambda: "公示公告" in page.locator("h1").inner_text())
        assert page.title().startswith("公示公告")
        for part in ("nav.gk-tabs", "nav.gk-crumbs"):
            assert "公示公告" in page.locator(part).first.inner_text()
        assert "停水通知" in page.content()
        # An error in the tree is told at once, and the page stays as it was until it is mended.
        columns.write_text(text.replace("cycle:", "cicle:"), encoding="utf-8")
        wait_until(lambda: "cicle" in problems(page))
        assert "公示公告" in page.locator("h1").inner_text()
        columns.write_text(text, encoding="utf-8")
        wait_until(lambda: "通知公告" in page.locator("h1").inner_text() and not problems(page))


def test_a_column_added_and_gone_comes_into_the_menu_and_leaves_it(
    preview: tuple[Path, str], browser: Browser
) -> None:
    root, address = preview
    columns = root / "columns.yml"
    text = columns.read_text(encoding="utf-8")
    duties = "    description: 说明。\n    unit: 区司法局\n    owner: 张某\n    cycle: monthly\n"
    added = text.replace("columns:\n", f"columns:\n  - name: 政策文件\n{duties}", 1)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}tzgg/ts.html", wait_until="load")
        columns.write_text(added, encoding="utf-8")
        wait_until(lambda: "政策文件" in page.locator("nav.gk-tabs").first.inner_text())
        columns.write_text(text, encoding="utf-8")
        wait_until(lambda: "政策文件" not in page.locator("nav.gk-tabs").first.inner_text())
        assert page.title().startswith("停水通知")


def test_a_draft_shows_with_a_banner(preview: tuple[Path, str], browser: Browser) -> None:
    root, address = preview
    draft = DOCUMENT.format(title="草稿").replace("issuer", "draft: true\nissuer")
    (root / "content/tzgg/cg.md").write_text(draft, encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()

        def shows_banner() -> bool:
            page.goto(f"{address}tzgg/cg.html")
            return "草稿：" in page.content()

        wait_until(shows_banner)
