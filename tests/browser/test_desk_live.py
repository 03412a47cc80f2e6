"""A register's row corrected by pasting from a sheet is live: Chromium, a real bare repository, our hook, a real nginx.

Once with the mouse, once by keyboard alone with what is really on the clipboard, once on a phone.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk import Served, come_in, press_button, served, tab_to
from tests.browser.test_desk_registers import cell, no_wider, open_register, paste, sheet
from tests.browser.town import Town
from tests.desk.conftest import git
from tests.desk.registers import FILES, HEAD, ROWS
from tests.helpers import calm
from tests.publish.hooks.conftest import Server, program, ready, server
from tests.publish.servers.conftest import running

__all__ = ["program", "ready", "server"]

_SLOW = 120_000
_ADDRESS = "frmz/index.html"
_COPIED = sheet(
    HEAD,
    ROWS[1].replace("023-00000002", "023-00000066"),
    "新的门诊,发热门诊,乙路2号,12345,全天,是,是,2026-11-01",
)


@pytest.fixture
def town(server: Server, tmp_path: Path) -> Iterator[Town]:
    """A desk of one person, before a repository with our hook, whose releases nginx shows."""
    # Whoever opens a workbook starts a process, which here would be the one that answers for hooks.
    for name, text in FILES.items():
        if name.endswith(".xlsx"):
            continue
        path = server.clone.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = calm(text) if isinstance(text, str) and name == "columns.yml" else text
        path.write_bytes(whole if isinstance(whole, bytes) else whole.encode("utf-8"))
    server.clone.commit()
    assert server.clone.push().code == 0
    folder = tmp_path / "桌面"
    subprocess.run(["git", "clone", "--quiet", server.repository, folder], check=True)
    git(folder, "config", "user.name", "张某")
    web = tmp_path / "web"
    (web / "own").mkdir(parents=True)
    (web / "现 在").symlink_to(server.target / "current")
    with running("nginx", "/", web) as nginx, served(folder) as desk:
        yield Town(desk, server, nginx, folder, "")


def _is_live(town: Town, page: Page) -> None:
    """See that the public reads the row as soon as the desk says so, and that nothing went wrong on the way."""
    expect(page.locator("h1")).to_have_text("发布成功", timeout=_SLOW)
    shown = town.reads(_ADDRESS)
    assert "023-00000066" in shown and "新的门诊" in shown and "023-00000002" not in shown
    assert page.faults == []  # type: ignore[attr-defined]
    assert no_wider(page)


def _compared(page: Page) -> None:
    """See that one row is changed and one is new, before anything is."""
    expect(page.locator("h1")).to_have_text("看看改了什么")
    expect(page.locator(".dk-change--changed ins")).to_have_text("023-00000066")
    expect(page.locator(".dk-change--added")).to_contain_text("新的门诊")


def _begun(browser: Browser, desk: Served, width: int) -> Page:
    page = come_in(browser, desk, width)
    open_register(page, desk)
    return page


def test_a_row_corrected_by_pasting_from_a_sheet_is_live(browser: Browser, town: Town) -> None:
    assert "023-00000002" in town.reads(_ADDRESS)
    page = _begun(browser, town.desk, 1440)
    paste(cell(page, 0, 0), _COPIED)
    _compared(page)
    page.get_by_role("button", name="照这样改").click()
    expect(page.locator("#sums")).to_have_text("改了1行，新增1行，去掉0行")
    # What is only a draft is nobody's to read.
    assert "023-00000002" in town.reads(_ADDRESS)
    page.get_by_role("link", name="看改了什么，发布").click()
    page.get_by_role("button", name="确认发布").click()
    _is_live(town, page)
    expect(page.locator("pre")).to_contain_text("已换上")


def test_by_keyboard_alone_from_the_clipboard(browser: Browser, town: Town) -> None:
    page = _begun(browser, town.desk, 1440)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", _COPIED)
    tab_to(page, "示例区医院发热门诊")
    page.keyboard.press("Control+V")
    _compared(page)
    press_button(page, "照这样改")
    expect(page.locator("#sums")).to_have_text("改了1行，新增1行，去掉0行")
    tab_to(page, "看改了什么，发布")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes")
    press_button(page, "确认发布")
    _is_live(town, page)


def test_on_a_phone_into_the_box(browser: Browser, town: Town) -> None:
    page = _begun(browser, town.desk, 360)
    page.get_by_text("从Excel里贴进来", exact=True).click()
    page.get_by_label("在Excel或WPS里选中几行").fill(_COPIED)
    assert no_wider(page)
    page.get_by_role("button", name="看看改了什么").click()
    _compared(page)
    assert no_wider(page)
    page.get_by_role("button", name="照这样改").click()
    page.get_by_role("link", name="看改了什么，发布").click()
    expect(page.get_by_role("button", name="确认发布")).to_be_visible()
    assert no_wider(page)
    page.get_by_role("button", name="确认发布").click()
    _is_live(town, page)
