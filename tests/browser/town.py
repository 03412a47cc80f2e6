"""A town whose office writes, reviews and publishes at a desk before a server with our hooks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import argon2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.desk.copy.state import key_of
from generator.desk.keeping.people import People
from tests.browser.test_desk import (
    Served,
    draft_id,
    served,
    watched,
)
from tests.desk.conftest import PASSWORD
from tests.desk.office import NAMES, RIGHTS
from tests.desk.test_interpreting import INTERPRETATIONS
from tests.desk.test_stating import PACK
from tests.helpers import FINANCE, document
from tests.publish.hooks.conftest import Server, program, ready, server
from tests.publish.servers.conftest import Running, running

__all__ = ["program", "ready", "server"]

SLOW = 120_000
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
        expect(page.locator("h1")).to_have_text(done, timeout=SLOW)
        page.context.close()


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
