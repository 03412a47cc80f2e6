"""``gongkai serve`` as a webmaster sees it: a saved file shows by itself, an error shows and goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.helpers import make_portal

DOCUMENT = "---\ntitle: {title}\nissuer: 区政府办公室\npublished: 2026-11-17 09:00\n---\n停水的正文。\n"


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


def problems(page: Page) -> Locator:
    """Return the place where the page says what is wrong; without problems there is none."""
    return page.locator("#gongkai-problems")


def is_titled(page: Page, title: str) -> None:
    """Wait until a page has a title."""
    expect(page).to_have_title(re.compile(f"^{title}"))


def test_a_saved_document_shows_and_an_error_shows_until_mended(
    preview: tuple[Path, str], browser: Browser
) -> None:
    root, address = preview
    document = root / "content/tzgg/ts.md"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}tzgg/ts.html", wait_until="load")
        is_titled(page, "停水通知")
        document.write_text(DOCUMENT.format(title="恢复供水通知"), encoding="utf-8")
        is_titled(page, "恢复供水通知")
        document.write_text(
            DOCUMENT.format(title="恢复供水通知").replace("issuer", "isuer"), encoding="utf-8"
        )
        expect(problems(page)).to_contain_text("isuer")
        expect(problems(page)).to_contain_text("content/tzgg/ts.md:3:1")
        document.write_text(DOCUMENT.format(title="恢复供水通知"), encoding="utf-8")
        expect(problems(page)).to_have_count(0)


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
        expect(page.locator("h1")).to_contain_text("公示公告")
        is_titled(page, "公示公告")
        for part in ("nav.gk-tabs", "nav.gk-crumbs"):
            expect(page.locator(part).first).to_contain_text("公示公告")
        expect(page.locator("main")).to_contain_text("停水通知")
        # An error in the tree is told at once, and the page stays as it was until it is mended.
        columns.write_text(text.replace("cycle:", "cicle:"), encoding="utf-8")
        expect(problems(page)).to_contain_text("cicle")
        expect(page.locator("h1")).to_contain_text("公示公告")
        columns.write_text(text, encoding="utf-8")
        expect(page.locator("h1")).to_contain_text("通知公告")
        expect(problems(page)).to_have_count(0)


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
        expect(page.locator("nav.gk-tabs").first).to_contain_text("政策文件")
        columns.write_text(text, encoding="utf-8")
        expect(page.locator("nav.gk-tabs").first).not_to_contain_text("政策文件")
        is_titled(page, "停水通知")


def test_a_draft_shows_with_a_banner(preview: tuple[Path, str], browser: Browser) -> None:
    root, address = preview
    draft = DOCUMENT.format(title="草稿").replace("issuer", "draft: true\nissuer")
    (root / "content/tzgg/cg.md").write_text(draft, encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        # It may not be built yet, and then comes by itself, perhaps before the page that says so is all there.
        page.goto(f"{address}tzgg/cg.html", wait_until="commit")
        expect(page.locator("body")).to_contain_text("草稿：")
