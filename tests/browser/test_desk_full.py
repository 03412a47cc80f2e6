"""An editor at work while the desk cannot write: the browser keeps what is typed, and sends it when there is room."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from generator.desk.copy.state import key_of
from tests.desk.conftest import repository
from tests.desk.full import cramped

TITLE = "标题（必填）"
_SLOW = 30_000


def _saved(answer: Response) -> bool:
    return answer.url.endswith("/autosave") and answer.ok


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_typed_on_a_full_disk_is_kept_told_and_saved_by_itself(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    with cramped(repository(tmp_path / "网站")) as desk:
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        page.goto(desk.address)
        page.goto(f"{desk.base}/new/{key_of('tzgg')}")
        page.get_by_role("button", name="打开空白的一份").click()
        with page.expect_response(_saved):
            page.get_by_label(TITLE).fill("磁盘满了以前")
        desk.fill()
        page.get_by_label(TITLE).fill("磁盘满了以后写的")
        expect(page.locator("#say")).to_contain_text("不要关掉，先复制到Word里存一份，再告诉站长")
        # Wherever one is on the page, the bar at its foot says that something is wrong.
        expect(page.locator("#state")).to_contain_text("没有存到服务器")
        expect(page.locator("#state")).to_be_in_viewport()
        # Nobody clicks anything: it is sent again by itself.
        with page.expect_response(_saved, timeout=_SLOW):
            desk.make_room()
        expect(page.locator("#state")).to_contain_text("已保存")
        expect(page.locator("#say")).to_be_hidden()
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.get_by_label(TITLE)).to_have_value("磁盘满了以后写的")
        expect(other.get_by_role("button", name="找回来")).to_have_count(0)
        page.context.close()


def test_what_could_not_be_saved_is_offered_when_the_page_was_closed(
    browser: Browser, tmp_path: Path
) -> None:
    with cramped(repository(tmp_path / "网站")) as desk:
        page = browser.new_page()
        page.goto(desk.address)
        page.goto(f"{desk.base}/new/{key_of('tzgg')}")
        page.get_by_role("button", name="打开空白的一份").click()
        desk.fill()
        page.get_by_label(TITLE).fill("关掉以前写的")
        expect(page.locator("#say")).to_contain_text("告诉站长")
        address = page.url
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{desk.base}/")
        desk.make_room()
        page.goto(address)
        expect(page.get_by_label(TITLE)).not_to_have_value("关掉以前写的")
        with page.expect_response(_saved, timeout=_SLOW):
            page.get_by_role("button", name="找回来").click()
        expect(page.get_by_label(TITLE)).to_have_value("关掉以前写的")
        page.reload()
        expect(page.get_by_label(TITLE)).to_have_value("关掉以前写的")
        page.context.close()
