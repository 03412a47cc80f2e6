"""The editors' whole way in Chromium, before a real repository with our hooks and a real nginx.

A Word file is mended, passes three reviewers and is read by the public; a document is withdrawn with its notice, an
interpretation added, a statement given. By mouse on a phone and on a tablet, and once by keyboard alone.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import argon2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.desk.copy.state import key_of
from generator.desk.keeping.people import People
from generator.desk.opening import Door, listen
from tests.browser.test_accessibility import violations
from tests.browser.test_desk import (
    WIDTHS,
    Served,
    draft_id,
    press_button,
    served,
    serving,
    tab_to,
    tab_to_text,
    watched,
)
from tests.browser.test_html import errors
from tests.browser.waiting import wait_for
from tests.desk.conftest import PASSWORD, git
from tests.desk.office import NAMES, RIGHTS
from tests.desk.test_interpreting import INTERPRETATIONS
from tests.desk.test_stating import PACK
from tests.desk.test_uploads import word_file
from tests.helpers import document
from tests.publish.hooks.conftest import FINANCE, Server, program, ready, server
from tests.publish.servers.conftest import Running, running

__all__ = ["program", "ready", "server"]

_SLOW = 120_000
PYTHON = sys.executable
STEPS = (("chen", "初审"), ("he", "复审"), ("liu", "终审"))
OFFICE = (
    RIGHTS.replace("zhang: {单位: [区政府办公室]}", "zhang: {单位: [区政府办公室, 区司法局]}")
    .replace("审核范围: [区政府办公室]", "审核范围: 全部")
    .replace("审核: [初审]}", "审核: [初审], 审核范围: 全部}")
)


@dataclass
class Town:
    """A desk, the repository that it pushes to, and the web server that the public asks."""

    desk: Served
    repository: Server
    web: Running
    clone: Path
    program: str

    def reads(self, address: str) -> str:
        """Return what the public reads at an address of the site; the status where that is none."""
        answer = self.web.ask(address)
        return answer.body.decode() if answer.status == 200 else str(answer.status)


@pytest.fixture
def town(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    called = sys.executable
    # The hooks are installed with the program that is ready; what the desk starts is Python.
    monkeypatch.setattr(sys, "executable", PYTHON)
    columns = server.clone.root / "columns.yml"
    told = columns.read_text(encoding="utf-8")
    organizer = "  organizer: 示例区人民政府办公室\n"
    told = told.replace(organizer, f"{organizer}  packs: [sl-2026]\n")
    columns.write_text(told.replace(FINANCE, FINANCE + INTERPRETATIONS), encoding="utf-8")
    server.clone.put("packs/sl-2026.yml", PACK)
    server.clone.put(
        "content/tzgg/a.md", document("第一号通知", "请认真抓好落实。", doc_no="示例府办发〔2026〕1号")
    )
    server.clone.commit()
    pushed = server.clone.push()
    assert pushed.code == 0, pushed.words
    clone = tmp_path / "桌面"
    subprocess.run(["git", "clone", "--quiet", server.repository, clone], check=True)
    rights = tmp_path / "rights.yml"
    rights.write_text(OFFICE, encoding="utf-8")
    people = People(rights, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    for account, name in NAMES.items():
        people.set_password(account, name, PASSWORD)
    web = tmp_path / "web"
    (web / "own").mkdir(parents=True)
    (web / "现 在").symlink_to(server.target / "current")
    with running("nginx", "/", web) as nginx, served(clone, people=people) as desk:
        desk.desk.room.frames(desk.desk.room.known)
        yield Town(desk, server, nginx, clone, called)


def log_in(browser: Browser, town: Town, account: str, width: int = 768) -> Page:
    """Return the page of somebody who has logged in."""
    page = watched(browser, town.desk, width)
    page.goto(f"{town.desk.base}/login")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("示例区人民政府")
    return page


def row(page: Page, title: str, action: str) -> Locator:
    """Return the button in the row of the first page that has a title."""
    return page.locator(".dk-row").filter(has_text=title).get_by_role("link", name=action)


def unfaulted(page: Page) -> None:
    """See that nothing broke the policy, and nothing is wider than the screen."""
    assert page.faults == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def pass_on(browser: Browser, town: Town, title: str, width: int, told: str = "发布") -> None:
    """Have three people pass what waits, each from the button on the first page."""
    for who, label in STEPS:
        page = log_in(browser, town, who, width)
        row(page, title, "去审").click()
        expect(page.locator("h1")).to_have_text(f"{label}：{title}")
        unfaulted(page)
        page.get_by_role("button", name="通过").click()
        done = f"{told}成功" if label == "终审" else f"{label}通过"
        expect(page.locator("h1")).to_have_text(done, timeout=_SLOW)
        page.context.close()


def test_a_word_file_is_mended_passes_three_people_and_is_read_by_the_public(
    browser: Browser, town: Town, tmp_path: Path
) -> None:
    (tmp_path / "通知.docx").write_bytes(word_file())
    page = log_in(browser, town, "zhang", 360)
    page.get_by_role("link", name="新建一份").click()
    page.get_by_role("link", name="通知公告").click()
    page.get_by_label("选一份文件").set_input_files(tmp_path / "通知.docx")
    page.get_by_role("button", name="读进来").click()
    expect(page.get_by_label("标题（必填）")).to_have_value("关于做好供水保障工作的通知", timeout=_SLOW)
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
    expect(page.locator("h1")).to_have_text("送审成功", timeout=_SLOW)
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


def test_it_is_written_reviewed_returned_and_published_by_keyboard_alone(
    browser: Browser, town: Town
) -> None:
    def log_in_by_keys(account: str) -> Page:
        page = watched(browser, town.desk)
        page.goto(f"{town.desk.base}/login")
        tab_to(page, "账号")
        page.keyboard.type(account)
        tab_to(page, "密码")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("示例区人民政府")
        return page

    def press(page: Page, words: str) -> None:
        tab_to(page, words)
        page.keyboard.press("Enter")

    page = log_in_by_keys("zhang")
    press(page, "新建")
    page.wait_for_url("**/new")
    press(page, "通知公告")
    page.wait_for_url("**/new/*")
    press(page, "打开空白的一份")
    expect(page.locator(".ProseMirror")).to_be_visible()
    tab_to(page, "标题")
    page.keyboard.type("关于键盘的通知")
    tab_to_text(page)
    page.keyboard.type("各镇街：\n只用键盘写的第一稿。")
    expect(page.locator("#state")).to_contain_text("已保存")
    press_button(page, "送审")
    page.wait_for_url("**/publish")
    press_button(page, "确认送审")
    expect(page.locator("h1")).to_have_text("送审成功")

    other = log_in_by_keys("chen")
    press(other, "去审")
    expect(other.locator("h1")).to_have_text("初审：关于键盘的通知")
    press_button(other, "退回去改")
    expect(other.locator("#problem")).to_contain_text("请写明要改什么")
    tab_to(other, "意见")
    other.keyboard.type("请写明时间")
    press_button(other, "退回去改")
    expect(other.locator("h1")).to_have_text("已经退回")

    page.goto(f"{town.desk.base}/")
    press(page, "去改")
    expect(page.locator("#returned")).to_contain_text("陈某退回了这一份")
    tab_to_text(page)
    page.keyboard.press("Control+End")
    page.keyboard.type("时间是今天。")
    expect(page.locator("#state")).to_contain_text("已保存")
    press_button(page, "送审")
    page.wait_for_url("**/publish")
    press_button(page, "确认送审")
    expect(page.locator("h1")).to_have_text("送审成功")

    for who, label in STEPS:
        reader = other if who == "chen" else log_in_by_keys(who)
        reader.goto(f"{town.desk.base}/")
        press(reader, "去审")
        expect(reader.locator("h1")).to_have_text(f"{label}：关于键盘的通知")
        if who == "chen":
            expect(reader.locator("ins")).to_have_text("时间是今天。")
        press_button(reader, "通过并发布" if label == "终审" else "通过")
        expect(reader.locator("h1")).to_have_text(
            "发布成功" if label == "终审" else f"{label}通过", timeout=_SLOW
        )
    assert "只用键盘写的第一稿。时间是今天。" in town.reads("tzgg/20261120-gyjpdtz.html")


def names_of(page: Page) -> list[dict[str, Any]]:
    """Return what a screen reader has of the controls of a page."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = (
        "textbox",
        "searchbox",
        "combobox",
        "button",
        "link",
        "radio",
        "checkbox",
        "Iframe",
        "table",
        "group",
    )
    found = []
    for node in nodes:
        if node.get("ignored") or node["role"]["value"] not in roles:
            continue
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        found.append({
            "role": node["role"]["value"], "name": node.get("name", {}).get("value", ""),
            "description": node.get("description", {}).get("value", ""), "invalid": properties.get("invalid", "false"),
        })  # fmt: skip
    session.detach()
    return found


@pytest.fixture
def waiting(browser: Browser, town: Town) -> str:
    """A draft that waits for its first reviewer: its id."""
    page = log_in(browser, town, "zhang")
    page.goto(f"{town.desk.base}/documents/{key_of('tzgg/a.md')}")
    page.get_by_role("button", name="修改这一份").click()
    page.get_by_label("标题（必填）").fill("第一号通知（修订）")
    expect(page.locator("#state")).to_contain_text("已保存")
    name = draft_id(page)
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功")
    page.context.close()
    return name


def test_every_field_and_error_has_a_name_and_no_page_a_violation(
    browser: Browser, town: Town, waiting: str, tmp_path: Path
) -> None:
    statement = f"/statements/{key_of('sl-2026#1')}"
    tours = {
        "chen": ["/", f"/reviews/{waiting}"],
        "zhang": [
            "/",
            f"/reviews/{waiting}",
            "/statements",
            statement,
            "/interpret",
            f"/interpret/{key_of('tzgg/a.md')}",
        ],
    }
    number = 0
    for who, addresses in tours.items():
        page = log_in(browser, town, who)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for address in addresses:
                page.goto(f"{town.desk.base}{address}")
                assert violations(page) == [], address
                unfaulted(page)
                for each in names_of(page):
                    assert each["name"].strip(), (address, each)
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
        for address in addresses:
            asked = urllib.request.Request(f"{town.desk.base}{address}", headers={"Cookie": cookies})
            with urllib.request.urlopen(asked) as answer:
                (tmp_path / f"{number}.html").write_bytes(answer.read())
            number += 1
        # What is wrong is told by the field itself, too.
        if who == "chen":
            page.goto(f"{town.desk.base}/reviews/{waiting}")
            page.get_by_role("button", name="退回去改").click()
            expect(page.locator("#problem")).to_be_visible()
        else:
            page.goto(f"{town.desk.base}{statement}")
            page.get_by_role("button", name="送审").click()
            expect(page.locator("#problem")).to_be_visible()
        bad = [each for each in names_of(page) if each["invalid"] == "true"]
        assert bad and all(each["description"].strip() for each in bad)
        assert violations(page) == []
        page.context.close()
    (tmp_path / "desk.css").write_bytes(town.desk.desk.statics["desk.css"].raw)
    assert errors(tmp_path) == []


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
        expect(page.locator("#problem")).to_contain_text("没有发布成功", timeout=_SLOW)
        expect(page.locator("#problem")).to_contain_text("通知公告")
        expect(page.get_by_label("意见")).to_have_value("同意，请尽快")
        assert "修订" not in town.reads("tzgg/a.html")
        patch.setenv("GONGKAI_WHO", "wang")
        page.get_by_role("button", name="通过并发布").click()
        expect(page.locator("h1")).to_have_text("修改成功", timeout=_SLOW)
    assert "第一号通知（修订）" in town.reads("tzgg/a.html")
    wait_for(page, lambda: town.desk.desk.reviews.get(waiting) is not None)
    unfaulted(page)
