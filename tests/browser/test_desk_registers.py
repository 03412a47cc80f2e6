"""Registers at the desk in Chromium: a block pasted from a sheet goes live, by mouse, by keyboard alone, on a phone."""

from __future__ import annotations

import csv
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.desk.copy.state import key_of
from tests.browser.axe import violations
from tests.browser.test_desk import WIDTHS, Served, come_in, served, tab_to
from tests.browser.test_html import errors
from tests.browser.waiting import wait_for
from tests.desk.conftest import repository
from tests.desk.registers import CLINICS, FILES, HEAD, ROWS, SITES, workbook

PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("desk-registers") / "网站", FILES)


@pytest.fixture(scope="module")
def office(root: Path) -> Iterator[Served]:
    with served(root) as made:
        yield made


def open_register(page: Page, office: Served, path: str = CLINICS) -> str:
    """Begin to change a register; return the address of the draft."""
    page.goto(f"{office.base}/registers/{key_of(path)}")
    page.get_by_role("button", name="修改这张表").click()
    expect(page.locator("#grid")).to_have_attribute("role", "grid")
    return page.url


def cell(page: Page, row: int, column: int) -> Locator:
    """Return a cell of the grid."""
    return page.locator("#grid tbody tr").nth(row).locator("td").nth(column)


def paste(where: Locator, text: str) -> None:
    """Paste a text into a cell, as Excel has put it on the clipboard."""
    where.click()
    where.evaluate(PASTE, text)


def sheet(*rows: str) -> str:
    """Return rows as a spreadsheet copies them."""
    return "".join("\t".join(next(csv.reader([row]))) + "\r\n" for row in rows)


def retype(page: Page, text: str) -> None:
    """Write something else into the cell that has the focus."""
    page.keyboard.press("F2")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def no_wider(page: Page) -> bool:
    """Tell whether a page is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_cells_are_written_by_keyboard_alone_and_checked_as_they_are_typed(
    browser: Browser, office: Served
) -> None:
    page = come_in(browser, office)
    address = open_register(page, office)
    tab_to(page, "示例区医院发热门诊")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    retype(page, "没有这个号码")
    expect(cell(page, 0, 3)).to_contain_text("不像电话号码")
    expect(cell(page, 0, 3)).to_have_attribute("aria-invalid", "true")
    expect(cell(page, 1, 3)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("023-00000055")
    page.keyboard.press("Tab")
    expect(cell(page, 0, 3).locator(".dk-told")).to_have_count(0)
    expect(cell(page, 0, 3)).to_have_class("dk-touched")
    expect(cell(page, 0, 4)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("不要这些")
    page.keyboard.press("Escape")
    expect(cell(page, 0, 4).locator(".dk-cell")).to_have_text("24小时")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cell(page, 0, 5).locator(".dk-cell")).to_have_text("否")
    expect(page.locator("#state")).to_contain_text("已保存")
    expect(page.locator("#sums")).to_have_text("改了1行，新增0行，去掉0行")
    page.goto(address)
    expect(cell(page, 0, 3).locator(".dk-cell")).to_have_text("023-00000055")
    expect(cell(page, 0, 5).locator(".dk-cell")).to_have_text("否")
    assert page.faults == []  # type: ignore[attr-defined]


def test_a_block_at_a_cell_goes_on_into_new_rows_and_is_taken_back(browser: Browser, office: Served) -> None:
    page = come_in(browser, office, 768)
    open_register(page, office)
    paste(cell(page, 2, 3), '023-00000031\t"上午\n下午"\r\n023-00000032\t全天\r\n')
    expect(page.locator("#grid tbody tr")).to_have_count(4)
    expect(cell(page, 2, 4).locator(".dk-cell")).to_have_text("上午\n下午", use_inner_text=True)
    expect(cell(page, 3, 3).locator(".dk-cell")).to_have_text("023-00000032")
    expect(cell(page, 2, 3)).to_be_focused()
    page.get_by_role("button", name="撤销上一次").click()
    expect(page.locator("#grid tbody tr")).to_have_count(3)
    paste(cell(page, 0, 6), "一\t二\t三\r\n四\t五\t六\r\n")
    expect(page.locator("#say")).to_contain_text("放不下")
    expect(page.locator("#block")).to_have_value("一\t二\t三\n四\t五\t六\n")


def test_the_way_is_the_same_on_a_phone_without_scripts(
    browser: Browser, office: Served, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "新.xlsx").write_bytes(
        workbook(
            [
                *SITES,
                ["丙检测点", "演示镇", "演示镇7号", "023-00000007", "全天", "是", "6小时内", "2026-03-07"],
            ]
        )
    )
    page = come_in(browser, office, 360, scripts=False)
    page.goto(f"{office.base}/registers")
    page.get_by_role("link", name="检测点").click()
    page.get_by_role("button", name="修改这张表").click()
    page.locator("#b1 a").click()
    page.get_by_label("联系电话").fill("023-00000099")
    page.get_by_role("button", name="保存，回到表格").click()
    page.locator("#file-box summary").click()
    page.get_by_label("选一个文件").set_input_files(tmp_path / "新.xlsx")
    page.get_by_role("button", name="读进来对照").click()
    expect(page.get_by_role("status").first).to_contain_text("改动1行，新增1行，去掉0行")
    page.get_by_role("button", name="照这样改").click()
    page.get_by_role("link", name="看改了什么，发布").click()
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator("h1")).to_have_text("发布成功")
    assert "丙检测点" in (root / "content/hsjc/检测点.csv").read_text("utf-8-sig")


def test_what_is_typed_while_the_desk_is_killed_is_sent_when_it_is_back(
    browser: Browser, tmp_path: Path
) -> None:
    root = repository(tmp_path / "网站", FILES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(root, port) as office:
        page = come_in(browser, office)
        address = open_register(page, office)
        office.stop()
        cell(page, 0, 4).click()
        retype(page, "断开以后写的")
        expect(page.locator("#say")).to_contain_text("连不上服务器")
    with served(root, port) as office:
        page.context.clear_cookies()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{office.base}/?key={office.desk.key}")
        page.goto(address)
        expect(cell(page, 0, 4).locator(".dk-cell")).to_have_text("断开以后写的")
        wait_for(page, lambda: "断开以后写的" in office.desk.drafts.of("own")[0].fields.get("desk.rows", ""))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_violation_or_is_wider_than_the_screen(
    browser: Browser, office: Served, width: int
) -> None:
    page = come_in(browser, office, width)
    address = open_register(page, office)
    cell(page, 1, 3).click()
    retype(page, "没有")
    expect(cell(page, 1, 3)).to_contain_text("不像电话号码")
    assert violations(page) == [] and no_wider(page)
    base = address.removeprefix(office.base)
    shown = [
        "/registers",
        f"/registers/{key_of(CLINICS)}",
        f"/registers/in/{key_of('ymjz')}",
        base,
        f"{base}/rows/b1",
    ]
    for each in (*shown, f"{base}?only=faults", f"{base}/changes"):
        page.goto(f"{office.base}{each}")
        assert violations(page) == [], each
        assert no_wider(page), each
    page.goto(address)
    paste(cell(page, 0, 0), sheet(HEAD, ROWS[0].replace("24小时", "全天")))
    expect(page.locator("h1")).to_have_text("看看改了什么")
    assert violations(page) == [] and no_wider(page)
    assert page.faults == []  # type: ignore[attr-defined]


def test_the_html_and_the_styles_are_valid(browser: Browser, office: Served, tmp_path: Path) -> None:
    page = come_in(browser, office)
    base = open_register(page, office).removeprefix(office.base)
    cell(page, 1, 3).click()
    retype(page, "没有")
    expect(cell(page, 1, 3)).to_contain_text("不像电话号码")
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    shown = [
        "/registers",
        f"/registers/{key_of(CLINICS)}",
        f"/registers/in/{key_of('ymjz')}",
        base,
        f"{base}/rows/b1",
    ]
    for number, each in enumerate((*shown, f"{base}?only=faults", f"{base}/changes")):
        request = urllib.request.Request(f"{office.base}{each}", headers={"Cookie": cookies})
        with urllib.request.urlopen(request) as answer:
            (tmp_path / f"{number}.html").write_bytes(answer.read())
    (tmp_path / "rows.css").write_bytes(office.desk.statics["rows.css"].raw)
    assert errors(tmp_path) == []
