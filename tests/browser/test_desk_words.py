"""Small ways in Chromium that an editor found closed: a picture's words, what was sent over a login, a phone's preview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_desk import Served, come_in, draft_id, served
from tests.browser.waiting import wait_for
from tests.desk.conftest import repository
from tests.desk.test_uploads import png


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(repository(tmp_path_factory.mktemp("desk-words") / "网站")) as made:
        made.desk.room.frames(made.desk.room.known)
        yield made


def begin(browser: Browser, office: Served, width: int = 1440) -> Page:
    """Begin a document; return its form with the editor in it."""
    page = come_in(browser, office, width)
    page.goto(f"{office.base}/new?q=tzgg")
    page.get_by_role("link", name="通知公告").click()
    page.get_by_role("button", name="打开空白的一份").click()
    expect(page.locator(".ProseMirror")).to_be_visible()
    return page


def test_the_words_of_a_picture_that_is_there_are_changed(
    browser: Browser, office: Served, tmp_path: Path
) -> None:
    (tmp_path / "图.png").write_bytes(png())
    page = begin(browser, office)
    page.locator(".ProseMirror").click()
    page.keyboard.type("检查点位如下。")
    page.get_by_role("button", name="图片", exact=True).click()
    page.get_by_label("图片文件").set_input_files(tmp_path / "图.png")
    page.get_by_label("图片说明（给看不见图的人听）").fill("图1")
    page.get_by_role("button", name="确定").click()
    picture = page.locator(".ProseMirror img[src]")
    expect(picture).to_have_attribute("alt", "图1")
    source = picture.evaluate("each => each.src")
    picture.click()
    page.get_by_role("button", name="图片", exact=True).click()
    expect(page.get_by_label("图里画的是什么")).to_have_value("图1")
    page.get_by_label("图里画的是什么").fill("全区检查点位的示意图")
    page.get_by_role("button", name="确定").click()
    expect(picture).to_have_attribute("alt", "全区检查点位的示意图")
    expect(picture).to_have_js_property("src", source)
    own = draft_id(page)
    wait_for(
        page,
        lambda: "全区检查点位的示意图" in (getattr(office.desk.drafts.get(own, "own"), "body", "") or ""),
    )
    assert page.faults == []  # type: ignore[attr-defined]


def test_what_a_button_has_sent_is_not_offered_again(browser: Browser, office: Served) -> None:
    page = begin(browser, office)
    address = page.url
    page.get_by_label("标题（必填）").fill("按钮送去的")
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#say")).to_contain_text("草稿已保存")
    # The desk puts something to what was sent, as it does when two versions are put together.
    kept = office.desk.drafts.get(draft_id(page), "own")
    assert kept
    kept.fields["doc_no"] = "示例府办发〔2026〕9号"
    office.desk.drafts.save(kept, kept.revision)
    page.goto(address)
    expect(page.locator(".ProseMirror")).to_be_visible()
    expect(page.get_by_role("button", name="找回来")).to_have_count(0)
    expect(page.get_by_label("标题（必填）")).to_have_value("按钮送去的")


def test_a_phone_is_not_told_that_it_sees_what_a_computer_shows(browser: Browser, office: Served) -> None:
    page = begin(browser, office, 360)
    page.get_by_label("标题（必填）").fill("关于手机预览的通知")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", name="手机上")).to_be_visible()
    expect(page.get_by_role("heading", name="电脑上")).to_be_hidden()
    expect(page.get_by_text("请用电脑打开这一页看")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("heading", name="电脑上")).to_be_visible()
    expect(page.get_by_text("请用电脑打开这一页看")).to_be_hidden()


def test_a_picture_sent_while_a_save_is_under_way_is_no_other_window(
    browser: Browser, office: Served, tmp_path: Path
) -> None:
    (tmp_path / "图.png").write_bytes(png())
    page = begin(browser, office)
    own = draft_id(page)
    order: list[str] = []
    page.on(
        "requestfinished",
        lambda asked: order.append(asked.url.rpartition("/")[2]) if asked.method == "POST" else None,
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/autosave", hold)
    page.locator(".ProseMirror").click()
    with page.expect_request("**/autosave"):
        page.keyboard.type("检查点位如下。")
    page.get_by_role("button", name="图片", exact=True).click()
    page.get_by_label("图片文件").set_input_files(tmp_path / "图.png")
    page.get_by_label("图片说明（给看不见图的人听）").fill("示意图")
    page.get_by_role("button", name="确定").click()
    # It waits for the save that is under way.
    expect(page.locator(".ProseMirror img[src]")).to_have_count(0)
    assert order == []
    held.pop().continue_()
    page.unroute("**/autosave")
    expect(page.locator(".ProseMirror img[src]")).to_have_attribute("alt", "示意图")
    wait_for(page, lambda: "示意图" in (getattr(office.desk.drafts.get(own, "own"), "body", "") or ""))
    assert order.index("autosave") < order.index("files")
    assert draft_id(page) == own
    expect(page.locator("#say")).to_be_hidden()
