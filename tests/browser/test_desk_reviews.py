"""Registers and statements before three reviewers in Chromium, and entries of lists that change places."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.desk.copy.state import key_of
from generator.desk.keeping.people import People
from tests.browser.axe import violations
from tests.browser.test_desk import Served, come_in, served, tab_to, watched
from tests.browser.test_desk_registers import cell, no_wider, open_register, retype
from tests.browser.test_html import errors
from tests.desk.conftest import PASSWORD, git, repository
from tests.desk.office import NAMES
from tests.desk.registers import CLINICS, FILES
from tests.desk.test_register_review import RIGHTS
from tests.desk.test_stating import ADDED

_SLOW = 60_000
STEPS = (("chen", "初审"), ("he", "复审"), ("liu", "终审"))
STATEMENT = f"/statements/{key_of('sl-2026#1')}"
ORGANIZER = "  organizer: 示例区人民政府办公室\n"
EVERYTHING = {
    **ADDED, **FILES, "columns.yml": str(FILES["columns.yml"]).replace(ORGANIZER, f"{ORGANIZER}  packs: [sl-2026]\n"),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "网站", EVERYTHING)


@pytest.fixture
def office(root: Path, tmp_path: Path) -> Iterator[Served]:
    rights = tmp_path / "rights.yml"
    rights.write_text(RIGHTS, encoding="utf-8")
    people = People(rights, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    for account, name in NAMES.items():
        people.set_password(account, name, PASSWORD)
    with served(root, people=people) as made:
        yield made


def log_in(browser: Browser, office: Served, account: str, width: int) -> Page:
    """Return the page of somebody who has logged in."""
    page = watched(browser, office, width)
    page.goto(f"{office.base}/login")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("示例区人民政府")
    return page


class Looked:
    """The pages that were looked at: none with a violation, none wider than the screen; kept for the HTML checker."""

    def __init__(self, office: Served, folder: Path) -> None:
        self.office, self.folder, self.count = office, folder, 0
        folder.mkdir()

    def at(self, page: Page) -> None:
        """Look at a page as it is shown."""
        assert violations(page) == [], page.url
        assert no_wider(page), page.url
        assert page.faults == []  # type: ignore[attr-defined]

    def source(self, page: Page) -> None:
        """Look at a page, and keep what the server sends for it."""
        self.at(page)
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
        with urllib.request.urlopen(urllib.request.Request(page.url, headers={"Cookie": cookies})) as answer:
            (self.folder / f"{self.count}.html").write_bytes(answer.read())
        self.count += 1


@pytest.fixture
def looked(office: Served, tmp_path: Path) -> Iterator[Looked]:
    made = Looked(office, tmp_path / "seen")
    yield made
    assert made.count and errors(made.folder) == []


@pytest.mark.parametrize("width", [360, 768])
def test_a_row_that_was_changed_passes_three_people_and_is_live_then(
    browser: Browser, office: Served, looked: Looked, root: Path, width: int
) -> None:
    page = log_in(browser, office, "zhang", width)
    open_register(page, office)
    if width == 360:
        page.locator("#b1 a").click()
        page.get_by_label("联系电话").fill("023-00000077")
        page.get_by_role("button", name="保存，回到表格").click()
    else:
        cell(page, 1, 3).click()
        retype(page, "023-00000077")
        expect(page.locator("#state")).to_contain_text("已保存")
    page.get_by_role("link", name="看改了什么，送审").click()
    expect(page.locator("h1")).to_have_text("送审：门诊")
    looked.source(page)
    page.get_by_label("给审核的人的话").fill("号码换了，请核对")
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功")
    looked.at(page)
    for who, label in STEPS:
        other = log_in(browser, office, who, width)
        other.locator(".dk-row").filter(has_text="门诊").get_by_role("link", name="去审").click()
        expect(other.locator("h1")).to_have_text(f"{label}：门诊")
        expect(other.locator(".dk-change del")).to_have_text("023-00000002")
        expect(other.locator(".dk-change ins")).to_have_text("023-00000077")
        expect(other.get_by_text("号码换了，请核对")).to_be_visible()
        looked.source(other)
        assert "023-00000077" not in git(root, "show", f"HEAD:content/{CLINICS}")
        other.get_by_role("button", name="通过").click()
        done = "发布成功" if label == "终审" else f"{label}通过"
        expect(other.locator("h1")).to_have_text(done, timeout=_SLOW)
        looked.at(other)
        other.context.close()
    assert "023-00000077" in git(root, "show", f"HEAD:content/{CLINICS}")
    told = git(root, "log", "-1", "--format=%an|%cn|%B")
    assert told.startswith("张某|刘某|修改名录：门诊") and "复审：何某" in told
    page.goto(f"{office.base}/")
    expect(page.locator("section", has=page.locator("#done"))).to_contain_text("门诊")


@pytest.mark.parametrize("width", [360, 768])
def test_a_statement_is_returned_mended_and_in_the_ledger_when_three_have_passed_it(
    browser: Browser, office: Served, looked: Looked, root: Path, width: int
) -> None:
    page = log_in(browser, office, "zhang", width)
    page.goto(f"{office.base}{STATEMENT}")
    page.get_by_label("落实情况").select_option(label="已落实")
    page.get_by_label("证明").fill("11月5日培训一次。")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("status")).to_contain_text("草稿已保存")
    page.goto(f"{office.base}/")
    page.locator(".dk-row").filter(has_text="组织业务培训").get_by_role("link", name="接着写").click()
    expect(page.get_by_label("证明")).to_have_value("11月5日培训一次。")
    looked.source(page)
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("button", name="确认送审")).to_be_visible()
    looked.source(page)
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功", timeout=_SLOW)
    other = log_in(browser, office, "chen", width)
    other.get_by_role("link", name="去审").click()
    other.get_by_label("意见").fill("写明多少人")
    other.get_by_role("button", name="退回去改").click()
    expect(other.locator("h1")).to_have_text("已经退回")
    page.goto(f"{office.base}/")
    page.get_by_role("link", name="去改").click()
    expect(page.locator(".dk-answer")).to_contain_text("写明多少人")
    looked.source(page)
    page.get_by_label("证明").fill("11月5日培训一次，65人参加。")
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="确认送审").click()
    expect(page.locator("h1")).to_have_text("送审成功", timeout=_SLOW)
    for who, label in STEPS:
        other = log_in(browser, office, who, width)
        other.get_by_role("link", name="去审").click()
        if who == "chen":
            expect(other.locator("#since-1 + ol ins")).to_have_text("，65人参加")
        looked.source(other)
        other.get_by_role("button", name="通过").click()
        done = "说明成功" if label == "终审" else f"{label}通过"
        expect(other.locator("h1")).to_have_text(done, timeout=_SLOW)
    assert "65人参加" in git(root, "show", "HEAD:ledger.yml")


@pytest.mark.parametrize("scripts", [True, False])
def test_entries_change_places_by_keyboard_with_and_without_scripts(
    browser: Browser, tmp_path: Path, scripts: bool
) -> None:
    with served(repository(tmp_path / "网站")) as office:
        page = come_in(browser, office, 360, scripts=scripts)
        page.goto(f"{office.base}/new/{key_of('tzgg')}")
        page.get_by_role("button", name="打开空白的一份").click()
        page.locator("summary", has_text="更多项目").click()
        names = [f"f-history-{n}-date" for n in range(2)]
        for name, day in zip(names, ("2026-01-02", "2026-02-03"), strict=True):
            page.locator(f"#{name}").fill(day)
            page.get_by_role("button", name="再加一项").click()
            expect(page.locator(f"#{name}")).to_have_value(day)
            # The fold is shut again where no script keeps it open.
            page.locator("details", has=page.locator(f"#{name}")).evaluate_all(
                "folds => folds.forEach((fold) => { fold.open = true; })"
            )
        tab_to(page, "上移：沿革第2项", 200)
        page.keyboard.press("Enter")
        expect(page.locator("#say")).to_have_text("已移动，草稿已保存。")
        expect(page).to_have_url(re.compile("#i-history-0$"))
        for name, day in zip(names, ("2026-02-03", "2026-01-02"), strict=True):
            expect(page.locator(f"#{name}")).to_have_value(day)
        assert page.evaluate("document.activeElement.id") == "i-history-0"
        assert violations(page) == [] if scripts else True
        assert no_wider(page) and page.faults == []  # type: ignore[attr-defined]
