"""The ladder of forgiveness on the built sample: each step by its name, in its turn, with what it needs and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.opening import faultless
from tests.browser.waiting import wait_for

DONE = "[data-result-count]:is([data-state=done],[data-state=error])"
LADDER = re.compile(
    r"/search/further\.|/assets/search-(ladder|lore|forms|typed|best|pinyin|traditional)\.|/search/(words|days)"
)

# What is typed, the step that finds it, what is said of that, and a title that is found.
CASES = [
    ("优化营商环境若干措施", "written", "", "优化营商环境若干措施"),
    ("十四五规划纲要实施中期", "plain", "不计标点、括号", "“十四五”规划纲要实施中期评估报告"),
    ("全区高效办成一件事推进会", "plain", "不计标点、括号", "“高效办成一件事”推进会"),
    ("示例府办发2022-36", "numbers", "示例府办发〔2022〕36号", "综合交通运输发展“十四五”规划"),
    ("示例府办发[2022]第036号", "numbers", "示例府办发〔2022〕36号", "综合交通运输发展“十四五”规划"),
    ("2026.11.02", "dates", "2026年11月2日", "森林防火禁火的通告"),
    ("創業擔保貸款", "simplified", "创业担保贷款", "创业担保贷款"),
    ("劃定煙花爆竹禁止燃放區域", "simplified", "划定烟花爆竹禁止燃放区域", "烟花爆竹禁止燃放区域"),
    ("yshj", "pinyin", "按拼音", "营商环境"),
    ("yǎng quǎn", "pinyin", "按拼音", "养犬"),
    ("营商huanjing", "pinyin", "营商环境", "营商环境"),
    ("发改委2026年部门预算", "same", "意思相同", "发展和改革委员会2026年部门预算"),
    ("营商环镜若干措施", "near", "是不是“营商环境若干措施”", "优化营商环境若干措施"),
    ("电自动行车停放", "near", "电动自行车停放", "电动自行车停放充电管理办法"),
    ("小区楼道电瓶车充电怎么管", "best", "最接近", "电动自行车"),
    ("自家二层小楼想请人砌，村里让注意啥", "best", "最接近", "农村自建房施工安全"),
]  # fmt: skip


def search(page: Page, base: str, query: str, more: str = "") -> tuple[str, str, list[str]]:
    """Search; returns the step, what is said and the titles listed."""
    page.goto(f"{base}search/?q={quote(query)}{more}")
    page.wait_for_selector(DONE, state="attached")
    step = page.get_attribute("[data-result-count]", "data-step") or ""
    return (
        step,
        page.text_content("[data-search-note]") or "",
        page.locator("[data-result]").all_inner_texts(),
    )


@pytest.mark.parametrize(("query", "step", "said", "title"), CASES)
def test_each_step_is_named_and_finds(  # noqa: PLR0917 - a row of the table each
    page: Page, base: str, query: str, step: str, said: str, title: str
) -> None:
    taken, note, titles = search(page, base, query)
    assert taken == step, (taken, note, titles[:3])
    assert said in note
    assert ("没有找到" in note) == (step != "written")
    assert any(title in each for each in titles[:10]), titles


def test_what_makes_no_sense_finds_nothing(page: Page, base: str) -> None:
    step, note, titles = search(page, base, "鱻龘靐齉")
    assert (step, titles) == ("", [])
    assert "没有找到含有“鱻龘靐齉”的内容" in note
    expect(page.locator("[data-search-help]")).to_be_visible()


def test_nothing_of_the_ladder_is_fetched_where_enough_is_found(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    step, _, titles = search(page, base, "公告")
    assert step == "written"
    assert len(titles) == 10
    page.wait_for_timeout(300)
    assert [url for url in asked if LADDER.search(url)] == []


def test_a_table_that_does_not_come_is_passed_over(page: Page, base: str) -> None:
    page.route("**/search-traditional.json", lambda route: route.abort())
    page.route("**/search/words.json", lambda route: route.fulfill(status=503))
    step, note, titles = search(page, base, "营商huanjing措施环镜")
    assert step in ("best", "near", "")
    assert "没有找到" in note
    step, _, titles = search(page, base, "十四五规划纲要实施中期")
    assert step == "plain"
    assert titles


def test_quotation_marks_hold_words_together_and_forgive_nothing(page: Page, base: str) -> None:
    assert search(page, base, '"营商环境"')[0] == "written"
    assert search(page, base, "“营商环境”")[2] == search(page, base, "营商环境")[2]
    step, _, titles = search(page, base, '"营商环镜若干"')
    assert step in ("", "best")
    assert step == "best" or titles == []


def test_a_minus_leaves_out(page: Page, base: str) -> None:
    whole = search(page, base, "营商环境")
    count = int(page.inner_text("[data-result-count]"))
    step, _, titles = search(page, base, "营商环境 -解读")
    assert step == "written"
    assert int(page.inner_text("[data-result-count]")) < count
    assert not any("解读" in title for title in titles)
    assert any("解读" in title for title in whole[2])
    # A number with a dash in it leaves out nothing.
    assert "没有找到" not in search(page, base, "2021—2025年")[1]


def test_book_title_marks_name_a_document(page: Page, base: str) -> None:
    step, _, titles = search(page, base, "《创业担保贷款申请办事指南》")
    assert step == "written"
    assert titles[0] == "创业担保贷款申请办事指南"


def test_last_year_is_told_from_the_day_of_the_browser(browser: Browser, base: str) -> None:
    with browser.new_context() as context, faultless(context.new_page()) as page:
        page.clock.set_fixed_time("2027-03-01T00:00:00")
        step, note, titles = search(page, base, "去年 部门预算 民政局")
    assert step == "relative", note
    assert "今天是2027年" in note
    assert "2026年" in note
    assert titles[0] == "示例区民政局2026年部门预算"


def test_few_results_are_followed_by_another_step_and_not_mixed_with_it(page: Page, base: str) -> None:
    step, _, titles = search(page, base, "电动自行车充电")
    assert step == "written"
    further = page.locator("[data-search-offer] [data-further]")
    further.first.wait_for()
    assert page.inner_text("[data-search-offer] h2").startswith("另外，")
    assert not set(further.all_inner_texts()) & set(titles)
    assert int(page.inner_text("[data-result-count]")) == len(titles)


def test_what_is_valid_and_the_policy_itself_come_first(page: Page, base: str) -> None:
    _, _, titles = search(page, base, "城区道路停车泊位管理")
    kinds = page.locator("[data-search-results] .gk-search__meta").all_inner_texts()
    assert "政策文件" in kinds[0]
    assert "废止" not in kinds[0]
    assert "失效" not in kinds[0]
    explained = [number for number, kind in enumerate(kinds) if "解读" in kind]
    policies = [
        number
        for number, kind in enumerate(kinds)
        if "政策文件" in kind and "城区道路停车泊位管理" in titles[number]
    ]
    assert min(policies) < min(explained)


def test_classes_choose_and_dates_order(page: Page, base: str) -> None:
    search(page, base, "营商环境")
    button = page.locator("[data-search-classes] [data-class=解读]")
    number = int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    expect(page.locator("[data-result-count][data-state=done]")).to_have_text(str(number))
    expect(page).to_have_url(re.compile("kind="))
    page.click("[data-sort=date]")
    expect(page.locator("[data-sort=date]")).to_have_attribute("aria-pressed", "true")
    page.wait_for_selector(DONE, state="attached")
    days = page.locator("[data-search-results] time").all_inner_texts()
    assert days == sorted(days, reverse=True)


def test_more_come_by_twenty(page: Page, base: str) -> None:
    search(page, base, "示例区")
    page.click("[data-more]")
    page.locator("[data-search-results] > li:nth-child(30)").wait_for()
    expect(page.locator("[data-result]")).to_have_count(30)


@pytest.mark.parametrize("query", ["停车泊位", "营商环镜"])
def test_on_a_phone_the_first_result_is_on_the_first_screen(browser: Browser, base: str, query: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    search(page, base, query)
    box = page.locator("[data-result]").first.bounding_box()
    assert box
    assert box["y"] + 30 < 640
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize(("place", "field"), [("", "#hero-q"), ("search/", "#search-q")])
def test_suggestions_are_a_combobox_and_ask_once(page: Page, base: str, place: str, field: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + place)
    page.focus(field)
    expect(page.locator(field)).to_have_attribute("role", "combobox")
    wait_for(page, lambda: any(url.endswith("/search/words.json") for url in asked))
    page.wait_for_load_state("networkidle")
    before = len(asked)
    page.keyboard.type("公租")
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible()
    expect(options.first).to_contain_text("公共租赁住房")
    expect(options.first).to_contain_text("也叫公租房")
    expect(page.locator(field)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(field)).to_have_value("公共租赁住房")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first).to_have_id(
        page.evaluate("(field) => document.querySelector(field).getAttribute('aria-activedescendant')", field)
    )
    page.keyboard.press("Escape")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(page.locator(field)).to_have_value("公租")
    assert len(asked) == before
    page.keyboard.type("房")
    page.locator("[role=option]").first.click()
    page.wait_for_selector(DONE, state="attached")
    expect(page.locator("#search-q")).to_have_value("公共租赁住房")


def test_hits_are_marked_on_the_page_with_a_way_to_the_next(page: Page, base: str) -> None:
    search(page, base, "停车泊位")
    link = page.locator("[data-result]").first
    expect(link).not_to_have_attribute("href", re.compile(r"\?"))
    link.click()
    bar = page.locator(".gk-hits")
    expect(bar).to_contain_text("第1处")
    expect(page).to_have_url(re.compile("hl="))
    # In the title the word stands on both sides of a place where the line may break.
    told = page.evaluate("[...document.querySelectorAll('h1 mark')].map((each) => each.textContent).join('')")
    assert told.startswith("停车泊位")
    page.click(".gk-hits button:has-text('下一处')")
    expect(bar).to_contain_text("第2处")
    page.click(".gk-hits button:has-text('不再标出')")
    expect(page.locator("mark.gk-hit")).to_have_count(0)


def test_words_in_an_address_are_only_text(page: Page, base: str) -> None:
    search(page, base, "停车泊位")
    address = page.locator("[data-result]").first.evaluate("link => link.href")
    page.goto(f"{address}?hl={quote('<img src=x onerror=alert(1)>')}&hl={quote('停车')}&hl=")
    expect(page.locator(".gk-hits")).to_contain_text("停车")
    expect(page.locator(".gk-hits img")).to_have_count(0)


@pytest.fixture(scope="module")
def stick(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page in which the site is opened from a stick again and again, and what it has read."""
    with browser.new_context() as context, faultless(context.new_page()) as page:
        read: list[str] = []
        page.on("requestfinished", lambda request: read.append(request.url))
        yield page, read


@pytest.mark.parametrize(("query", "step", "said", "title"), CASES)
def test_titles_on_a_stick_are_found_by_the_same_steps(  # noqa: PLR0917 - a row of the table each
    stick: tuple[Page, list[str]], sample_site: Path, query: str, step: str, said: str, title: str
) -> None:
    page, read = stick
    # A page of the same address but for its query is loaded anew.
    page.goto("about:blank")
    read.clear()
    page.goto(f"{(sample_site / 'search/index.html').as_uri()}?q={quote(query)}")
    page.wait_for_selector(DONE, state="attached")
    note = page.text_content("[data-search-note]") or ""
    assert "不能搜索正文。下面按标题查找。" in note
    assert said in note
    assert ("没有找到" in note) == (step != "written")
    titles = page.locator("[data-result]").all_inner_texts()
    assert any(title in each for each in titles[:10]), titles
    assert int(page.inner_text("[data-result-count]")) >= len(titles)
    assert read
    assert all(url.startswith("file:") for url in read)


def test_on_a_stick_nobody_is_told_that_texts_have_nothing(page: Page, sample_site: Path) -> None:
    page.goto(f"{(sample_site / 'search/index.html').as_uri()}?q={quote('鱻龘靐齉')}")
    page.wait_for_selector(DONE, state="attached")
    note = page.text_content("[data-search-note]") or ""
    assert "标题里没有“鱻龘靐齉”，正文里有没有还不知道。" in note
    assert page.locator("[data-result]").count() == 0
    # Who asks next is answered by the rules that are there already.
    page.locator("[data-search] input[name=q]").fill("yshj")
    page.locator("[data-search] input[name=q]").press("Enter")
    expect(page.locator("[data-search-note]")).to_contain_text("按拼音找到的")
    expect(page.locator("[data-result]").filter(has_text="营商环境").first).to_be_visible()
