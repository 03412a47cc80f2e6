"""The editors' whole way in Chromium, before a real repository with our hooks and a real nginx.

A Word file is mended, passes three reviewers and is read by the public; a document is withdrawn with its notice, an
interpretation added, a statement given. By mouse on a phone and on a tablet, and once by keyboard alone.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from generator.desk.copy.state import key_of
from tests.browser.town import SLOW, Town, log_in, pass_on, row, town, unfaulted
from tests.desk.conftest import git
from tests.desk.test_uploads import word_file
from tests.publish.hooks.conftest import program, ready, server

__all__ = ["program", "ready", "server", "town"]


def test_a_word_file_is_mended_passes_three_people_and_is_read_by_the_public(
    browser: Browser, town: Town, tmp_path: Path
) -> None:
    (tmp_path / "通知.docx").write_bytes(word_file())
    page = log_in(browser, town, "zhang", 360)
    page.get_by_role("link", name="新建一份").click()
    page.get_by_role("link", name="通知公告").click()
    page.get_by_label("选一份文件").set_input_files(tmp_path / "通知.docx")
    page.get_by_role("button", name="读进来").click()
    expect(page.get_by_label("标题（必填）")).to_have_value("关于做好供水保障工作的通知", timeout=SLOW)
    # Something is wrong, is told at its field, and mended.
    page.get_by_label("成文日期").fill("2026年11月31日")
    expect(page.locator("#told-signed")).to_contain_text("不是有效的日期")
    page.get_by_label("成文日期").fill("2026年11月18日")
    expect(page.locator("#told-signed")).to_be_hidden()
    page.get_by_role("button", name="送审").click()
    page.get_by_label("给审核的人的话").fill("请在本周内审完")
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功")
    unfaulted(page)
    address = "tzgg/20261120-gyzhgsbzgzdtz.html"
    assert town.reads(address) == "404"
    pass_on(browser, town, "关于做好供水保障工作的通知", 360)
    assert "每周巡查管网一次" in town.reads(address)
    told = git(town.clone, "log", "-1", "--format=%an|%cn|%B", "origin/main")
    assert told.startswith("张某|刘某|发布：") and "复审：何某 2026-11-20 10:00" in told
    page.goto(f"{town.desk.base}/")
    expect(page.locator("#done")).to_be_visible()


def test_a_document_is_withdrawn_interpreted_and_a_statement_given(browser: Browser, town: Town) -> None:
    page = log_in(browser, town, "zhang")
    # An interpretation of what is there.
    page.goto(f"{town.desk.base}/documents/{key_of('tzgg/a.md')}")
    page.get_by_role("link", name="解读它").click()
    page.get_by_label("文字").check()
    page.get_by_role("button", name="开始写").click()
    expect(page.get_by_label("标题（必填）")).to_have_value("《第一号通知》解读")
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("出台背景\n原来的办法到期了，所以重新印发，主要是为了让大家办事方便一些。")
    expect(page.locator("#state")).to_contain_text("已保存")
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功")
    pass_on(browser, town, "《第一号通知》解读", 768)
    made = next(each for each in town.desk.desk.room.known.portal.documents if each.interprets)
    assert "第一号通知" in town.reads(f"{made.address}.html" if "." not in made.address else made.address)
    assert "《第一号通知》解读" in town.reads("tzgg/a.html")
    # The mandate that asks for a statement.
    page.goto(f"{town.desk.base}/")
    row(page, "组织业务培训", "写说明").click()
    page.get_by_role("button", name="送审").click()
    expect(page.locator("#told-state")).to_contain_text("请选落实情况")
    page.get_by_label("落实情况").select_option(label="已落实")
    page.get_by_label("证明").fill("11月5日培训一次，65人参加。")
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功", timeout=SLOW)
    unfaulted(page)
    assert "ledger.yml" not in git(town.clone, "ls-tree", "--name-only", "origin/main")
    pass_on(browser, town, "组织业务培训不少于1次。", 768, "说明")
    assert "65人参加" in git(town.clone, "show", "origin/main:ledger.yml")
    # Taken away from the public, with its reason.
    assert "认真抓好落实" in town.reads("tzgg/a.html")
    page.goto(f"{town.desk.base}/documents/{key_of('tzgg/a.md')}")
    page.get_by_text("不再公开，撤回这一份").click()
    page.get_by_label("为什么撤回").fill("内容有误，另行公布。")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功")
    pass_on(browser, town, "第一号通知", 768, "撤回")
    # The notice alone stands there now; that the server says 410 of it is seen to in publish/servers.
    answer = town.web.ask("tzgg/a.html").body.decode()
    assert "内容有误，另行公布。" in answer and "认真抓好落实" not in answer
