"""Registers in a browser: sorted, filtered and read as cards; whole without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_until
from tests.helpers import COLUMNS, PORTAL, build, document, make_portal, serve

FORMAT = """\
id: fees2
name: 收费
fields:
  - {key: name, label: 项目, required: true}
  - {key: kind, label: 类别}
  - {key: amount, label: 标准, type: money, unit: 元}
  - {key: start, label: 起始日期, type: date}
  - {key: note, label: 说明, type: long, show: detail}
row_title: name
"""
TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 收费\n    kind: register\n    schema: fees2\n    description: 收费。\n"
    + "    unit: 区财政局\n    owner: 张某\n    cycle: yearly\n"
)
ROWS = "项目,类别,标准,起始日期,说明\n乙项目,行政,9,2026-03-02,按次收取\n甲项目,事业,100,2025-01-01,减免残疾人\n丙项目,行政,,2026-10-01,\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of a register on a strict web server."""
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "registers/fees2.yml": FORMAT,
        "content/sf/收费项目.csv": ROWS,
        "content/tzgg/a.md": document(),
    }
    root: Path = make_portal(tmp_path_factory.mktemp("registers"), files)
    with serve(build(root)) as base:
        yield f"{base}sf/"


def shows(page: Page, names: list[str]) -> None:
    """Wait until just the rows of these names are seen, in this order."""
    expect(page.locator("tbody:visible th[scope=row]")).to_have_text(names)


@pytest.fixture
def page(wide: Page, address: str) -> Page:
    """The register on a wide screen."""
    wide.goto(address)
    return wide


def test_columns_sort_up_down_and_back_by_keyboard(page: Page) -> None:
    written = ["乙项目", "甲项目", "丙项目"]
    shows(page, written)
    head = page.locator("th[data-column='2']")
    button = head.get_by_role("button", name="标准（元）")
    button.focus()
    page.keyboard.press("Enter")
    shows(page, ["乙项目", "甲项目", "丙项目"])  # 9, 100 and the empty one last
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    shows(page, ["甲项目", "乙项目", "丙项目"])
    expect(head).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Enter")
    shows(page, written)
    expect(head).not_to_have_attribute("aria-sort", re.compile(""))
    page.get_by_role("button", name="起始日期").click()
    shows(page, ["甲项目", "乙项目", "丙项目"])
    page.get_by_role("button", name="项目", exact=True).click()
    shows(page, ["丙项目", "甲项目", "乙项目"])  # by pinyin


def test_the_filter_counts_and_looks_into_details(page: Page) -> None:
    box, count = page.get_by_label("筛选"), page.get_by_role("status")
    box.fill("行政")
    shows(page, ["乙项目", "丙项目"])
    expect(count).to_have_text("符合的有2条，共3条")
    box.fill("行政 按次")
    shows(page, ["乙项目"])
    box.fill("残疾人")
    shows(page, ["甲项目"])
    box.fill("没有这样的项目")
    expect(page.get_by_text("没有符合的条目")).to_be_visible()
    box.fill("")
    shows(page, ["乙项目", "甲项目", "丙项目"])
    expect(count).to_have_text("")


def test_details_open_and_downloads_work(page: Page) -> None:
    page.get_by_text("详情").first.click()
    expect(page.get_by_text("按次收取")).to_be_visible()
    for words, name in (
        ("下载Excel表格", "收费项目.xlsx"),
        ("下载CSV", "收费项目.csv"),
        ("下载JSON", "收费项目.json"),
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=words).click()
        assert download.value.suggested_filename == name


AMOUNTS = '项目,金额,比例\n甲,1200.5,5%\n乙,"1,200.25",12.5%\n丙,-5,\n丁,-3,100%\n'


def test_amounts_without_a_format_sort_as_numbers(browser: Browser, tmp_path: Path) -> None:
    tree = TREE.replace("    schema: fees2\n", "")
    root = make_portal(
        tmp_path, {"columns.yml": tree, "content/sf/金额.csv": AMOUNTS, "content/tzgg/a.md": document()}
    )
    with serve(build(root)) as base:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{base}sf/")
        page.get_by_role("button", name="金额").click()
        shows(page, ["丙", "丁", "乙", "甲"])
        page.get_by_role("button", name="比例").click()
        shows(page, ["甲", "乙", "丁", "丙"])
        page.close()


def test_a_phone_shows_cards_and_sorts_by_a_list(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport={"width": 360, "height": 800})
    phone.goto(address)
    wait_until(phone, "document.documentElement.scrollWidth <= 360")
    label = "getComputedStyle(document.querySelector('td[data-label]'), '::before').content"
    wait_until(phone, f"{label} === '\"类别\"'")
    phone.get_by_label("排序").select_option("起始日期，从大到小")
    shows(phone, ["丙项目", "乙项目", "甲项目"])
    for target in ("summary", "select", "input[type=search][data-register-filter]"):
        box = phone.locator(target).first.bounding_box()
        assert box
        assert box["height"] >= 43.9, target
    phone.close()


def test_without_javascript_all_rows_stand_and_no_tool_is_dead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    shows(plain, ["乙项目", "甲项目", "丙项目"])
    expect(plain.locator("[data-register-tools]")).to_be_hidden()
    plain.get_by_text("详情").first.click()
    expect(plain.get_by_text("按次收取")).to_be_visible()
    context.close()
