"""All rows of a register that takes several pages, in a browser: sorted, filtered, light, and whole when files lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.helpers import COLUMNS, PORTAL, build, document, make_portal, serve

FORMAT = """\
id: licences2
name: 许可
fields:
  - {key: name, label: 名称, required: true}
  - {key: town, label: 镇街}
  - {key: fee, label: 金额, type: money, unit: 元}
  - {key: day, label: 日期, type: date}
  - {key: note, label: 说明, type: long, show: detail}
row_title: name
"""
ENTRY = "    kind: register\n    schema: {schema}\n    description: 许可。\n    unit: 区司法局\n    owner: 张某\n    cycle: yearly\n"
TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 许可\n    slug: xk\n"
    + ENTRY.format(schema="licences2")
    + "  - name: 分组\n    slug: fz\n"
    + ENTRY.format(schema="grouped2")
)
NUMBER = 1230
TOWNS = ("东镇", "南镇", "西镇", "北镇")


def line(number: int) -> str:
    """Return a row: the later it stands, the smaller its fee; one in a hundred has none."""
    fee = "" if number % 100 == 7 else str((NUMBER - number) * 10)
    note = "须复核" if number in (3, 888) else ""
    return f"示例{number}号公司,{TOWNS[number % 4]},{fee},{2020 + number % 5}-03-02,{note}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with two registers of three pages, one of them in groups."""
    rows = "名称,镇街,金额（元）,日期,说明\n" + "".join(map(line, range(NUMBER)))
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "registers/licences2.yml": FORMAT,
        "registers/grouped2.yml": FORMAT.replace("licences2", "grouped2") + "group: town\n",
        "content/xk/许可.csv": rows,
        "content/fz/许可.csv": rows,
        "content/tzgg/a.md": document(),
    }
    return build(make_portal(tmp_path_factory.mktemp("all"), files))


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture
def page(wide: Page, base: str) -> Page:
    """The second page of the register."""
    wide.goto(f"{base}xk/_2.html")
    return wide


def names(page: Page, numbers: list[int]) -> None:
    """Wait until just these rows are seen, in this order."""
    expect(page.locator("tbody:visible th[scope=row]")).to_have_text(
        [f"示例{number}号公司" for number in numbers]
    )


def test_all_rows_are_sorted_up_down_and_back(page: Page) -> None:
    fee = "金额（元）"
    part = page.get_by_text("本页第501至1000条")
    expect(part).to_be_visible()
    page.get_by_role("button", name=fee).focus()
    page.keyboard.press("Enter")
    names(page, [number for number in range(NUMBER - 1, NUMBER - 27, -1) if number != 1207])
    expect(page.locator("[data-register-count]")).to_have_text("全部1230条按选的列排列，已显示25条")
    expect(part).to_be_hidden()
    expect(page.get_by_role("button", name=fee)).to_be_focused()
    expect(page.locator("th[data-column='2']:visible")).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    names(page, [number for number in range(26) if number != 7])
    page.get_by_role("button", name="再显示25条").click()
    names(page, [number for number in range(51) if number != 7])
    page.get_by_role("button", name=fee).focus()
    page.keyboard.press("Enter")
    names(page, list(range(500, 1000)))
    expect(part).to_be_visible()
    expect(page.get_by_role("button", name=fee)).to_be_focused()


def test_texts_are_sorted_by_their_sounds_and_the_value_of_figures(page: Page) -> None:
    page.get_by_role("button", name="镇街").click()
    names(page, [number for number in range(NUMBER) if number % 4 == 3][:25])  # 北 before 东, 南, 西
    page.get_by_role("button", name="名称").click()
    names(page, list(range(25)))


def test_a_filter_finds_rows_of_all_pages(page: Page) -> None:
    box, count = page.get_by_label("筛选"), page.locator("[data-register-count]")
    box.fill("1111号")
    names(page, [1111])
    expect(count).to_have_text("全部1230条中，符合的有1条")
    box.fill("须复核")
    names(page, [3, 888])
    page.get_by_role("button", name="金额（元）").click()
    names(page, [888, 3])
    box.fill("没有的词")
    expect(page.get_by_text("没有符合的条目")).to_be_visible()
    box.fill("西镇 2023-03-02")
    expect(page.locator("tbody:visible")).to_have_count(25)
    page.get_by_label("筛选").fill("")
    page.get_by_role("button", name="金额（元）").click()
    page.get_by_role("button", name="金额（元）").click()
    names(page, list(range(500, 1000)))
    expect(count).to_have_text("")


def test_a_row_of_the_list_leads_to_its_own_address(page: Page) -> None:
    page.get_by_label("筛选").fill("888号")
    names(page, [888])
    page.get_by_role("link", name="示例888号公司").click()
    names(page, list(range(500, 1000)))
    expect(page.locator("tbody:target th")).to_have_text("示例888号公司")
    page.get_by_label("筛选").fill("1111号")
    names(page, [1111])
    page.get_by_role("link", name="示例1111号公司").click()
    page.wait_for_url("**/xk/_3.html#r-*")
    expect(page.locator("tbody:target th")).to_have_text("示例1111号公司")


def test_groups_stay_together(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{base}fz/")
    page.get_by_role("button", name="金额（元）").first.click()
    order = [number for number in range(NUMBER - 1, -1, -1) if number % 4 == 0 and number % 100 != 7]
    names(page, order[:25])
    expect(page.locator(".gk-records__group:visible")).to_have_text(["东镇"])
    page.get_by_label("筛选").fill("5号公司")
    expect(page.locator(".gk-records__group:visible").first).to_be_visible()
    page.close()


def test_a_sort_reads_little(browser: Browser, base: str, site: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    read: list[str] = []

    def note(response: Response) -> None:
        read.append(response.url.removeprefix(base))

    page.goto(f"{base}xk/")
    page.on("response", note)
    page.get_by_label("排序").select_option("金额（元），从大到小")
    names(page, [number for number in range(26) if number != 7])
    pieces = {name for name in read if "/_rows/" in name}
    assert pieces == {"xk/_rows/1/about.json", "xk/_rows/1/order-2-0.json", "xk/_rows/1/piece-0.json"}
    assert sum((site / name).stat().st_size for name in pieces) < 60_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_what_cannot_be_read_leaves_the_page_and_says_so(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/_rows/**", lambda route: route.abort())
    page.goto(f"{base}xk/_2.html")
    page.get_by_role("button", name="金额（元）").click()
    expect(page.locator("[data-register-count]")).to_have_text(
        "其他各页没有读到，下面只是本页的。请刷新再试，或者下载表格。"
    )
    expect(page.locator("tbody:visible th[scope=row]").first).to_have_text("示例999号公司")
    page.unroute("**/_rows/**")
    page.get_by_label("筛选").fill("1111号")
    names(page, [1111])
    page.close()
