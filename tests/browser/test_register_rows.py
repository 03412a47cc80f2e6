"""The address of a row in a browser: found by search, reached on whatever page, and honest when the row has gone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_until
from tests.helpers import COLUMNS, PORTAL, build, document, make_portal, serve

FORMAT = """\
id: penalties2
name: 处罚
fields:
  - {key: number, label: 序号, type: integer}
  - {key: subject, label: 当事人, required: true}
  - {key: document_no, label: 处罚决定书文号, required: true}
  - {key: fine, label: 罚款金额, type: money, unit: 元}
  - {key: decided, label: 处罚决定日期, type: date}
  - {key: facts, label: 违法事实, type: long, show: detail}
row_title: subject
rules:
  - {kind: unique, fields: [document_no]}
"""
TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 处罚\n    slug: cf\n    kind: register\n    schema: penalties2\n    description: 处罚。\n"
    + "    unit: 区市场监管局\n    owner: 张某\n    cycle: yearly\n"
    + "  - name: 名册\n    slug: mc\n    kind: register\n    description: 名册。\n"
    + "    unit: 区民政局\n    owner: 张某\n    cycle: yearly\n"
)
HEAD = "序号,当事人,处罚决定书文号,罚款金额（元）,处罚决定日期,违法事实\n"
FREE = "序号,姓名,编号,备注\n1,甲某,A/1,—\n2,乙某,A/1,\n3,乙某,A/1,再次\n4,😀 <b>,A/2,/\n5,,A/3,没有姓名\n"


def line(number: int) -> str:
    """Return a row of penalties."""
    return (
        f"{number},样例{number}号商行,示市监罚〔2026〕{number}号,{number}00,2026-03-02,第{number}次检查发现\n"
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with a register of three pages and one whose rows have no number of their own."""
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "registers/penalties2.yml": FORMAT,
        "content/cf/处罚决定.csv": HEAD + "".join(map(line, range(1, 1101))),
        "content/mc/人员.csv": FREE,
        "content/tzgg/a.md": document("关于样例703号商行的说明", "示市监罚〔2026〕7号已经送达。"),
    }
    made = make_portal(tmp_path_factory.mktemp("rows"), files)
    build(made)
    return made


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """The site on a strict web server."""
    with serve(root / "site") as base:
        yield base


def row_address(root: Path, name: str) -> str:
    """Return the address of a row, below the site, as the download for programs says it."""
    rows = json.loads((root / "site/cf/处罚决定.json").read_text(encoding="utf-8"))
    (found,) = (row["本条网址"] for row in rows if row["当事人"] == name)
    return str(found).removeprefix("https://www.example.gov.cn/")


@pytest.fixture
def page(wide: Page) -> Page:
    """A wide screen."""
    return wide


@pytest.mark.parametrize("query", ["样例703号商行", "示市监罚〔2026〕703号", "市监罚[2026]703号"])
def test_a_search_leads_to_the_row(query: str, page: Page, root: Path, address: str) -> None:
    page.goto(f"{address}search/?q={query}")
    result = page.locator("li", has_text="处罚 › 处罚决定").filter(
        has=page.locator("[data-result]", has_text="样例703号商行")
    )
    result.locator("[data-result]").click()
    anchor = row_address(root, "样例703号商行").partition("#")[2]
    expect(page).to_have_url(re.compile(rf"/cf/_2\.html#{anchor}$"))
    row = page.locator(f"#{anchor}")
    expect(row).to_contain_text("第703次检查发现")
    expect(row.get_by_text("第703次检查发现")).to_be_visible()
    expect(row).to_be_in_viewport()
    expect(page.locator("[data-register-sought]")).to_be_hidden()


def test_the_name_of_a_register_leads_to_the_register(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=处罚决定")
    expect(page.locator("[data-result]").first).to_have_text("处罚决定")
    expect(page.locator("[data-result]").first).to_have_attribute("href", re.compile(r"cf/index\.html$"))


def test_a_link_of_long_ago_leads_on_from_whatever_page(page: Page, root: Path, address: str) -> None:
    anchor = row_address(root, "样例1100号商行").partition("#")[2]
    for start in ("cf/", "cf/_2.html", "cf/_3.html"):
        page.goto(f"{address}{start}#{anchor}")
        expect(page).to_have_url(f"{address}cf/_3.html#{anchor}")
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    first = row_address(root, "样例1号商行").partition("#")[2]
    page.goto(f"{address}cf/_3.html#{first}")
    expect(page).to_have_url(f"{address}cf/#{first}")


def test_a_row_that_has_gone_is_told_and_no_other_is_shown(page: Page, address: str) -> None:
    for start in ("cf/", "cf/_2.html", "mc/"):
        page.goto(f"{address}{start}#r-0123456789ab")
        told = page.locator("[data-register-sought]")
        expect(told).to_contain_text("这一条已不在名录中")
        expect(told).to_be_in_viewport()
        expect(page).to_have_url(f"{address}{start}#r-0123456789ab")
        expect(page.locator("tbody.gk-sought")).to_have_count(0)


def test_rows_alike_in_what_tells_them_apart_are_all_marked(page: Page, address: str) -> None:
    page.goto(f"{address}mc/")
    longer = page.locator("tbody", has_text="再次").get_attribute("id")
    assert longer
    short = longer[:14]
    page.goto(f"{address}mc/#{short}")
    expect(page.locator("[data-register-sought]")).to_contain_text("现在对应2条")
    expect(page.locator("tbody.gk-sought th")).to_have_text(["乙某", "乙某"])
    page.goto(f"{address}mc/#{short}-00000000")
    expect(page.locator("[data-register-sought]")).to_contain_text(
        "这一条已不在名录中。编号或者名称相同的还有2条"
    )
    page.goto(f"{address}mc/#{longer}")
    expect(page.locator("[data-register-sought]")).to_be_hidden()
    expect(page.locator("tbody:target")).to_contain_text("再次")


def test_the_name_of_a_row_is_the_link_to_it(page: Page, address: str) -> None:
    page.goto(f"{address}cf/")
    page.get_by_role("link", name="样例9号商行").click()
    expect(page).to_have_url(re.compile(r"/cf/#r-[0-9a-f]{12}$"))
    expect(page.get_by_text("第9次检查发现")).to_be_visible()


def test_a_row_that_the_filter_hides_is_shown_when_it_is_asked_for(
    page: Page, root: Path, address: str
) -> None:
    page.goto(f"{address}cf/")
    page.get_by_label("筛选").fill("样例9号")
    anchor = row_address(root, "样例20号商行").partition("#")[2]
    page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_without_the_list_of_pages_nobody_says_that_the_row_has_gone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/_rows.json", lambda route: route.abort())
    page.goto(f"{address}cf/#r-0123456789ab")
    expect(page.locator("[data-register-sought]")).to_contain_text("没能查到它在哪一页")
    page.close()


def test_without_javascript_the_register_is_shown_and_a_short_one_at_its_row(
    browser: Browser, root: Path, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}{row_address(root, '样例9号商行')}")
    expect(plain.locator("tbody:target")).to_contain_text("样例9号商行")
    expect(plain.locator("tbody:target")).to_be_in_viewport()
    plain.goto(f"{address}cf/#r-0123456789ab")
    expect(plain.locator("tbody").first).to_be_visible()
    expect(plain.locator("[data-register-sought]")).to_be_hidden()
    context.close()


def test_a_card_begins_with_the_name_and_leaves_out_what_is_empty(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport={"width": 360, "height": 800})
    phone.goto(f"{address}mc/")
    wait_until(phone, "document.documentElement.scrollWidth <= 360")
    for number, name in enumerate(["甲某", "乙某", "乙某", "😀 <b>", ""]):
        card = phone.locator("tbody").nth(number)
        shown = [cell for cell in card.locator("tr > *").all() if cell.is_visible()]
        tops = [(box["y"], cell.inner_text()) for cell in shown if (box := cell.bounding_box())]
        first = min(tops)[1]
        assert first == name if name else first == "A/3"
        assert "—" not in card.inner_text()
        assert "/" not in [cell.inner_text() for cell in shown]
    expect(phone.locator("tbody").first.locator("td.gk-serial")).to_be_visible()
    phone.close()


def test_on_a_phone_no_hidden_button_takes_the_tab_and_fingers_have_room(
    browser: Browser, address: str
) -> None:
    phone = browser.new_page(viewport={"width": 360, "height": 800})
    phone.goto(f"{address}cf/")
    expect(phone.get_by_label("筛选")).to_be_visible()
    phone.locator("[data-register] h2").evaluate("(head) => { head.tabIndex = -1; head.focus(); }")
    for _ in range(8):
        phone.keyboard.press("Tab")
        place = phone.evaluate(
            "() => { const box = document.activeElement.getBoundingClientRect();"
            " return [document.activeElement.className, box.width, box.height]; }"
        )
        assert "gk-sort" not in place[0]
        assert min(place[1:]) >= 43.9, place
    phone.close()


def test_numbers_stand_right_and_dates_in_one_line(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(f"{address}cf/")
    cells = page.locator("tbody").nth(1).locator("tr").first
    style = "(cell) => [getComputedStyle(cell).textAlign, getComputedStyle(cell).whiteSpace]"
    assert cells.locator("td").nth(2).evaluate(style) == ["right", "nowrap"]
    assert cells.locator("td", has_text="2026-03-02").evaluate(style)[1] == "nowrap"
    wait_until(page, "document.documentElement.scrollWidth <= 768")
