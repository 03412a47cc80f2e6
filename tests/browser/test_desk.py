"""The desk in Chromium: an editor's way by keyboard alone, on a phone, without scripts, and when the desk is killed."""

from __future__ import annotations

import re
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from generator.desk.door.desk import Desk
from generator.desk.keeping.people import People
from generator.desk.opening import Door, listen, open_desk
from generator.desk.web.app import make_app
from tests.browser.axe import violations
from tests.browser.test_html import errors
from tests.browser.waiting import wait_for, wait_until
from tests.desk.conftest import NOW, git, repository
from tests.desk.test_uploads import png, word_file

WIDTHS = (360, 768, 1440)
_FOCUSED = """(() => {
  const e = document.activeElement;
  if (e === document.body) return "";
  const label = e.labels && e.labels[0] ? e.labels[0].textContent : "";
  return `${label} ${e.getAttribute("aria-label") || ""} ${e.textContent.slice(0, 80)}`;
})()"""


@dataclass
class Served:
    """A desk that answers: where, and how to kill it."""

    desk: Desk
    base: str
    stop: Callable[[], None]


@contextmanager
def served(root: Path, port: int = 0, people: People | None = None) -> Iterator[Served]:
    """Serve the desk of a portal, until it is stopped."""
    with open_desk(root, lambda: NOW, people=people) as desk:
        listening = listen(Door(port=port))
        number = listening.getsockname()[1]
        with serving(desk, listening) as stop:
            yield Served(desk, f"http://127.0.0.1:{number}", stop)


@contextmanager
def serving(desk: Desk, listening: socket.socket) -> Iterator[Callable[[], None]]:
    """Answer for an open desk; yields what kills it."""
    number = listening.getsockname()[1]
    app = make_app(desk, Door(port=number).hosts(number))
    server = uvicorn.Server(uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()

    def stop() -> None:
        server.force_exit = server.should_exit = True
        thread.join()
        listening.close()
        # The loop may end before it has closed them; of a killed process nothing stays open.
        for held in server.server_state.connections:
            with suppress(OSError):
                held.transport.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    try:
        while not server.started:
            time.sleep(0.02)
        yield stop
    finally:
        stop()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("desk") / "网站")


@pytest.fixture(scope="module")
def office(root: Path) -> Iterator[Served]:
    with served(root) as made:
        made.desk.room.frames(made.desk.room.known)
        yield made


def come_in(browser: Browser, office: Served, width: int = 1440, *, scripts: bool = True) -> Page:
    """Return the page of a browser that is logged in; what breaks the policy, or fails, is noted in it."""
    page = watched(browser, office, width, scripts=scripts)
    page.goto(f"{office.base}/?key={office.desk.key}")
    return page


def watched(browser: Browser, office: Served, width: int = 1440, *, scripts: bool = True) -> Page:
    """Return the page of a new browser; what breaks the policy, or fails, is noted in it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.on("request", lambda asked: None if asked.url.startswith(office.base) else faults.append(asked.url))
    page.faults = faults  # type: ignore[attr-defined]
    return page


def draft_id(page: Page) -> str:
    """Return the id of the draft that is open."""
    found = re.search(r"/drafts/([0-9a-f]{16})", page.url)
    assert found
    return found[1]


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Go to something that is called so, with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        named = page.evaluate(_FOCUSED)
        if words in str(named):
            return
    raise AssertionError(f"“{words}” is not reached")


def tab_until(page: Page, true: str, most: int = 80) -> None:
    """Press the Tab key until an expression is true in the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(true):
            return
    raise AssertionError(f"{true} is not reached")


def tab_to_text(page: Page) -> None:
    """Go to the text, with the Tab key alone."""
    tab_until(page, "document.activeElement.classList.contains('ProseMirror')")


def press_button(page: Page, words: str) -> None:
    """Go to the button that says just this, and press it, by keyboard alone."""
    tab_until(
        page, f"document.activeElement.tagName + document.activeElement.textContent === 'BUTTON{words}'"
    )
    page.keyboard.press("Enter")


def test_a_notice_is_written_and_published_by_keyboard_alone(
    browser: Browser, office: Served, root: Path
) -> None:
    page = come_in(browser, office)
    tab_to(page, "新建")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new")
    tab_to(page, "栏目名称")
    page.keyboard.type("tzgg")
    expect(page.locator("#columns-count")).to_have_text("1个栏目")
    tab_to(page, "通知公告")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/*")
    tab_to(page, "打开空白的一份")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror")).to_be_visible()
    tab_to(page, "标题")
    page.keyboard.type("关于键盘的通知")
    tab_to(page, "成文日期")
    page.keyboard.press("Control+A")
    page.keyboard.type("2026年11月19日")
    tab_to_text(page)
    page.keyboard.type("各镇街：\n一、总体要求\n只用键盘也能写完。")
    page.keyboard.press("Alt+F10")
    for _ in range(30):
        if page.evaluate("document.activeElement.textContent") == "自动排标题":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror h2")).to_have_text("一、总体要求")
    expect(page.locator("#state")).to_contain_text("已保存")
    for words, then in (("发布", "**/publish"), ("确认发布", "**/publish")):
        press_button(page, words)
        page.wait_for_url(then)
    expect(page.locator("h1")).to_have_text("发布成功")
    assert "只用键盘也能写完。" in git(root, "show", "HEAD")
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_word_file_goes_live_on_a_phone(
    browser: Browser, office: Served, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "通知.docx").write_bytes(word_file())
    (tmp_path / "图.png").write_bytes(png())
    page = come_in(browser, office, 360)
    page.get_by_role("link", name="新建一份").click()
    page.get_by_role("link", name="通知公告").click()
    page.get_by_label("选一份文件").set_input_files(tmp_path / "通知.docx")
    page.get_by_role("button", name="读进来").click()
    expect(page.get_by_label("标题（必填）")).to_have_value("关于做好供水保障工作的通知", timeout=60_000)
    expect(page.locator(".ProseMirror td").first).to_have_text("自来水公司")
    page.locator(".ProseMirror p").first.click()
    page.get_by_role("button", name="图片", exact=True).click()
    page.get_by_label("图片文件").set_input_files(tmp_path / "图.png")
    page.get_by_label("图片说明").last.fill("管网示意图")
    page.get_by_role("button", name="确定").click()
    expect(page.locator('.ProseMirror img[alt="管网示意图"]')).to_be_visible()
    wait_until(page, "document.querySelector('.ProseMirror img').naturalWidth === 40")
    expect(page.locator("#state")).to_contain_text("已保存")
    page.get_by_role("button", name="预览").click()
    frame = page.frame_locator("iframe[title='手机上的样子']")
    expect(frame.locator("h1").first).to_contain_text("供水保障")
    expect(frame.locator('img[alt="管网示意图"]')).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    page.get_by_role("link", name="发布").click()
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator("h1")).to_have_text("发布成功", timeout=60_000)
    assert "![管网示意图](" in git(root, "show", "HEAD")
    assert page.faults == []  # type: ignore[attr-defined]


def test_the_way_is_the_same_without_scripts(browser: Browser, office: Served, root: Path) -> None:
    page = come_in(browser, office, 768, scripts=False)
    page.goto(f"{office.base}/new?q=tongzhi")
    page.get_by_role("link", name="通知公告").click()
    page.get_by_role("button", name="打开空白的一份").click()
    page.get_by_label("标题（必填）").fill("关于没有脚本的通知")
    page.get_by_label("正文").fill("各镇街：\n一、总体要求\n没有脚本也能写。")
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#say")).to_contain_text("可以发布")
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator("h1")).to_have_text("发布成功")
    assert "+## 一、总体要求" in git(root, "show", "HEAD")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_violation_or_is_wider_than_the_screen(
    browser: Browser, office: Served, width: int
) -> None:
    page = come_in(browser, office, width)
    addresses = ["/", "/new", "/documents", "/login", "/nothing"]
    page.goto(f"{office.base}/new?q=tzgg")
    page.get_by_role("link", name="通知公告").click()
    addresses.append(page.url.removeprefix(office.base))
    page.get_by_role("button", name="打开空白的一份").click()
    page.get_by_label("标题（必填）").fill(f"关于宽度{width}的通知")
    page.get_by_label("成文日期").fill("没有这一天")
    page.locator(".ProseMirror").click()
    page.keyboard.type("有一段正文，身份证11010519491231002X。")
    expect(page.locator("#told-signed")).to_contain_text("不是有效的日期")
    expect(page.locator("#told-body")).to_contain_text("身份证号")
    assert violations(page) == []
    own = f"/drafts/{draft_id(page)}"
    page.get_by_label("成文日期").fill("")
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("改好了。")
    expect(page.locator("#told-body")).to_be_hidden()
    for address in (*addresses, own, f"{own}/preview", f"{own}/publish"):
        page.goto(f"{office.base}{address}")
        assert violations(page) == [], address
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, address
    assert page.faults == []  # type: ignore[attr-defined]


def test_what_is_typed_while_the_desk_is_killed_comes_back(browser: Browser, tmp_path: Path) -> None:
    root = repository(tmp_path / "网站")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(root, port) as office:
        page = come_in(browser, office)
        page.goto(f"{office.base}/new?q=tzgg")
        page.get_by_role("link", name="通知公告").click()
        page.get_by_role("button", name="打开空白的一份").click()
        page.get_by_label("标题（必填）").fill("断开以前")
        expect(page.locator("#state")).to_contain_text("已保存")
        wait_for(page, lambda: office.desk.drafts.of("own")[0].title == "断开以前")
        office.stop()
        page.get_by_label("标题（必填）").fill("断开以后写的")
        expect(page.locator("#say")).to_contain_text("连不上服务器")
        address = page.url
    with served(root, port) as office:
        page.context.clear_cookies()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{office.base}/?key={office.desk.key}")
        page.goto(address)
        expect(page.get_by_label("标题（必填）")).to_have_value("断开以前")
        page.get_by_role("button", name="找回来").click()
        expect(page.get_by_label("标题（必填）")).to_have_value("断开以后写的")
        wait_for(page, lambda: office.desk.drafts.of("own")[0].title == "断开以后写的")


def test_an_expired_login_loses_nothing(browser: Browser, office: Served) -> None:
    page = come_in(browser, office)
    page.goto(f"{office.base}/new?q=tzgg")
    page.get_by_role("link", name="通知公告").click()
    page.get_by_role("button", name="打开空白的一份").click()
    expect(page.locator(".ProseMirror")).to_be_visible()
    own = draft_id(page)
    office.desk.sessions.held.clear()
    page.get_by_label("标题（必填）").fill("登录过期以后写的")
    expect(page.locator("#say")).to_contain_text("登录已经过期")
    # Another window logs in; the first goes on by itself, with the token of its own page renewed.
    other = page.context.new_page()
    other.goto(f"{office.base}/?key={office.desk.key}")
    other.goto(f"{office.base}/drafts/{own}")
    other.get_by_role("button", name="找回来").click()
    draft = office.desk.drafts
    wait_for(other, lambda: getattr(draft.get(own, "own"), "title", "") == "登录过期以后写的")


def test_the_html_and_the_styles_are_valid(browser: Browser, office: Served, tmp_path: Path) -> None:
    page = come_in(browser, office)
    page.goto(f"{office.base}/new?q=tzgg")
    start = page.get_by_role("link", name="通知公告").get_attribute("href")
    page.goto(f"{office.base}{start}")
    page.get_by_role("button", name="打开空白的一份").click()
    page.get_by_label("标题（必填）").fill("关于写法的通知")
    page.locator(".ProseMirror").click()
    page.keyboard.type("正文。")
    expect(page.locator("#state")).to_contain_text("已保存")
    own = f"/drafts/{draft_id(page)}"
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    addresses = [
        "/",
        "/new",
        str(start),
        "/documents",
        "/login",
        "/nothing",
        own,
        f"{own}/preview",
        f"{own}/publish",
    ]
    for number, address in enumerate(addresses):
        request = urllib.request.Request(f"{office.base}{address}", headers={"Cookie": cookies})
        try:
            with urllib.request.urlopen(request) as answer:
                raw = answer.read()
        except urllib.error.HTTPError as error:
            raw = error.read()
        (tmp_path / f"{number}.html").write_bytes(raw)
    for name in ("desk.css", "editor.css"):
        (tmp_path / name).write_bytes(office.desk.statics[name].raw)
    assert errors(tmp_path) == []
