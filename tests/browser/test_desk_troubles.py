"""The desk where something goes wrong: it is killed, a login is over, a push is refused; what was typed is kept."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.desk.opening import Door, listen
from tests.browser.axe import violations
from tests.browser.test_desk import (
    serving,
)
from tests.browser.test_html import errors
from tests.browser.town import SLOW, STEPS, Town, log_in, row, town, unfaulted, waiting
from tests.browser.waiting import wait_for
from tests.desk.conftest import PASSWORD
from tests.publish.hooks.conftest import program, ready, server

__all__ = ["program", "ready", "server", "town", "waiting"]


def test_what_is_typed_outlives_a_killed_desk_and_an_expired_login(
    browser: Browser, town: Town, waiting: str, tmp_path: Path
) -> None:
    page = log_in(browser, town, "chen")
    address = f"{town.desk.base}/reviews/{waiting}"
    page.goto(address)
    page.get_by_label("意见").fill("写了很久的意见")
    town.desk.desk.sessions.held.clear()
    page.get_by_role("button", name="退回去改").click()
    expect(page.get_by_role("alert")).to_contain_text("写的内容没有丢")
    assert violations(page) == []
    (tmp_path / "door.html").write_text(page.content(), encoding="utf-8")
    page.get_by_label("账号").fill("chen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("已经登录")
    assert violations(page) == []
    (tmp_path / "resume.html").write_text(page.content(), encoding="utf-8")
    assert errors(tmp_path) == []
    page.get_by_role("link", name="去首页").click()
    row(page, "第一号通知（修订）", "去审").click()
    expect(page.get_by_label("意见")).to_have_value("写了很久的意见")
    port = int(town.desk.base.rpartition(":")[2])
    town.desk.stop()
    page.get_by_label("意见").fill("桌面断开以后写的意见")
    page.get_by_role("button", name="退回去改").click(no_wait_after=True)
    wait_for(page, lambda: page.url.startswith("chrome-error"))
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    case = town.desk.desk.reviews.get(waiting)
    assert case and len(case.opinions) == 1
    return_to(town, page, port, waiting)


def return_to(town: Town, page: Page, port: int, waiting: str) -> None:
    """Open the desk again at the same port, and end what was begun."""
    with listen(Door(port=port)) as listening, serving(town.desk.desk, listening):
        page.goto(f"http://127.0.0.1:{port}/reviews/{waiting}")
        expect(page.get_by_label("意见")).to_have_value("桌面断开以后写的意见")
        page.get_by_role("button", name="退回去改").click()
        expect(page.locator("h1")).to_have_text("已经退回")
        page.goto(f"http://127.0.0.1:{port}/reviews/{waiting}")
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('review-')).length") == 0


def test_a_push_that_the_hook_refuses_leaves_the_review_and_the_words(
    browser: Browser, town: Town, waiting: str, tmp_path: Path
) -> None:
    for who, label in STEPS[:2]:
        page = log_in(browser, town, who)
        page.goto(f"{town.desk.base}/reviews/{waiting}")
        page.get_by_role("button", name="通过").click()
        expect(page.locator("h1")).to_have_text(f"{label}通过")
        page.context.close()
    rights = tmp_path / "protect.yml"
    rights.write_text("站长: [wang]\n账号:\n  zhang: {栏目: [czzj]}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", town.program)
        town.repository.install("--protect", rights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_WHO", "zhang")
        page = log_in(browser, town, "liu")
        page.goto(f"{town.desk.base}/reviews/{waiting}")
        page.get_by_label("意见").fill("同意，请尽快")
        page.get_by_role("button", name="通过并发布").click()
        expect(page.locator("#problem")).to_contain_text("没有发布成功", timeout=SLOW)
        expect(page.locator("#problem")).to_contain_text("通知公告")
        expect(page.get_by_label("意见")).to_have_value("同意，请尽快")
        assert "修订" not in town.reads("tzgg/a.html")
        patch.setenv("GONGKAI_WHO", "wang")
        page.get_by_role("button", name="通过并发布").click()
        expect(page.locator("h1")).to_have_text("修改成功", timeout=SLOW)
    assert "第一号通知（修订）" in town.reads("tzgg/a.html")
    wait_for(page, lambda: town.desk.desk.reviews.get(waiting) is not None)
    unfaulted(page)
