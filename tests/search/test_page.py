"""The search page in a browser, under the strict content policy and in a sub-path."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from generator.search.record import SearchRecord
from tests.browser.waiting import wait_until
from tests.search.conftest import Desk
from tests.search.corpus import DEEDS, PARTS, corpus, path_of

WHOLE = "公共车位按ＡＢＣ三类管理，收费标准为2.5元／小时……夜间减半——以公示牌为准。"


def literal(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts_of(record: SearchRecord) -> list[str]:
    blocks = re.split(r"<[^>]*>", record.body_html)
    return [literal(text) for text in (record.title, record.doc_no, *blocks, *record.extra)]


@pytest.mark.parametrize(
    "query",
    ["停车检查", "查、", "共7", "9项。", "公告", PARTS[3], DEEDS[2], "评比 公交", "社区值班 公园 补贴"],
)
def test_finds_exactly_what_contains_the_words(desk: Desk, query: str) -> None:
    wanted = [
        record.url
        for record in corpus()
        if all(any(term in text for text in texts_of(record)) for term in query.split())
    ]
    desk.go(query)
    assert desk.count == len(wanted)
    if len(wanted) <= 150:
        desk.load_all()
        hrefs = desk.page.eval_on_selector_all(
            "[data-result]", "links => links.map(link => link.getAttribute('href'))"
        )
        assert sorted(hrefs) == sorted(f"../{url}" for url in wanted)


@pytest.mark.parametrize("query", ["公告", "医保", "社区值班"])
def test_titles_come_first_then_what_is_valid_then_the_newest(desk: Desk, query: str) -> None:
    def newest(record: SearchRecord) -> tuple[float, str]:
        return -record.published.timestamp(), record.url

    def place(record: SearchRecord) -> tuple[bool, bool]:
        about = query in record.issuer or query in "/".join(path_of(record))
        return query not in record.title and not about, record.validity in ("失效", "废止")

    found = sorted((r for r in corpus() if any(query in text for text in texts_of(r))), key=newest)
    titled = [r for r in found if query in r.title]
    wanted = [*sorted(titled[:60], key=place), *titled[60:]]
    wanted += sorted((r for r in found if query not in r.title), key=place)
    desk.go(query)
    count = min(50, len(wanted))
    desk.load(count)
    assert desk.titles[:count] == [record.title for record in wanted[:count]]
    desk.page.click("[data-sort=date]")
    desk.page.locator("[data-sort=date][aria-pressed=true]").wait_for()
    desk.wait()
    assert desk.titles[:10] == [record.title for record in found[:10]]


def test_a_whole_document_number_finds_its_document_first(desk: Desk) -> None:
    for query in ("示例府办发〔2021〕46号", "示例府办发[2021]46号", "示例府办发202146号"):
        desk.ask(query)
        assert desk.titles[0].startswith("示例区人民政府办公室关于印发")
    assert desk.count == 1  # the document that cites the number writes it with its marks
    desk.ask("示例府办发〔2021〕46号")
    assert desk.count == 2
    assert desk.marks("li:first-child .gk-search__meta") == ["示例府办发〔2021〕46号"]


def test_a_title_comes_before_a_newer_text(desk: Desk) -> None:
    desk.go("星火工作")
    assert desk.titles == ["关于做好星火工作的通知", "星火工作简报", "窗口服务情况"]


def test_punctuation_and_blocks_part_words(desk: Desk) -> None:
    desk.ask("政策解读")
    assert desk.titles == ["相连"]
    desk.ask("政策、解读")
    assert desk.titles == ["顿号"]
    desk.ask("政策标题")
    assert desk.titles == ["表格"]
    # Not what stands in two cells: that is found only by the last step, which says so.
    desk.ask("苹果梨子")
    assert desk.step == "best"
    assert "没有找到“苹果梨子”" in desk.note()


def test_what_is_shown_is_what_was_written(desk: Desk) -> None:
    desk.go("收费标准")
    assert desk.titles == ["示例区人民政府办公室关于印发《公共车位管理办法（试行）》的通知"]
    assert "公共车位按ＡＢＣ三类管理，收费标准为2.5元／小时……夜间减半——以公示牌为准。" in desk.excerpt()
    assert desk.marks() == ["收费标准"]
    meta = desk.page.locator(".gk-search__meta").first
    for part in ("政务公开 › 政策文件 › 规范性文件", "示例府办发〔2021〕46号", "2021-06-04", "废止"):
        expect(meta).to_contain_text(part)


def test_typed_otherwise_but_the_same(desk: Desk) -> None:
    for query, marked in (
        ("<公共车位管理办法(试行)>", "《公共车位管理办法（试行）》"),
        ("按abc三类", "按ＡＢＣ三类"),
        ("2.5元/小时......夜间减半--以", "2.5元／小时……夜间减半——以"),
        ("opendata", "Open Data"),
        ("车位分布表.xlsx", "车位分布表.xlsx"),
        (WHOLE, WHOLE),
    ):
        desk.ask(query)
        assert desk.count == 1, query
        assert marked in desk.marks(), query


def test_several_terms_are_each_marked(desk: Desk) -> None:
    desk.go("夜间 三类 夜间")
    assert desk.count == 1
    assert desk.marks() == ["三类", "夜间"]


def test_pinyin_is_used_when_nothing_contains_the_letters(desk: Desk) -> None:
    for query in ("cqxzxy", "chongqingxingzheng", "xingzhengxueyuan", "CQ lxts"):
        desk.ask(query)
        assert desk.titles == ["重庆行政学院旅行提示"], query
        assert "按拼音找到" in desk.note()
        assert set("".join(desk.marks("[data-result]"))) < set("重庆行政学院旅行提示")
    desk.ask("data")
    assert "按拼音" not in desk.note()
    desk.ask("engxueyuan")
    assert desk.count == 0
    desk.ask("c")
    assert "按拼音" not in desk.note()


def test_nothing_found_is_said_with_help(desk: Desk) -> None:
    desk.go("无此字句")
    assert desk.count == 0
    expect(desk.page.locator("[data-search-help]")).to_be_visible()
    assert "没有找到含有“无此字句”的内容" in desk.note()
    expect(desk.page.locator("[data-search-help] a")).to_have_attribute("href", "../map/")
    desk.type("、、")
    assert desk.count == 0
    desk.type("星火")
    expect(desk.page.locator("[data-search-help]")).to_be_hidden()


def test_text_is_never_read_as_html(desk: Desk) -> None:
    desk.ask("<img src=x onerror=alert(1)>")
    assert desk.titles == ["<img src=x onerror=alert(1)>"]
    desk.ask("<script>alert('注入')</script>")
    assert "<script>alert('注入')</script>星号*与&amp;。" in desk.excerpt()
    expect(desk.page.locator("[data-search-results] :is(img, script)")).to_have_count(0)


def test_a_register_has_no_date(desk: Desk) -> None:
    desk.go("养老院")
    assert desk.titles == ["示例区养老机构名录"]
    expect(desk.page.locator("time")).to_have_count(0)
    expect(desk.page.locator(".gk-search__meta")).to_contain_text("名录")


def test_more_results_come_even_after_memory_was_cleaned(desk: Desk) -> None:
    # Pagefind lets go of the data of results that are garbage.
    desk.go("公告")
    session = desk.page.context.new_cdp_session(desk.page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
        desk.page.wait_for_timeout(100)
    desk.page.click("[data-more]")
    desk.page.locator("[data-search-results] > li:nth-child(20)").wait_for()


def test_more_results_come_on_demand(desk: Desk) -> None:
    desk.go("公告")
    assert len(desk.titles) == 10
    desk.page.focus("[data-more]")
    desk.page.keyboard.press("Enter")
    desk.page.locator("[data-search-results] > li:nth-child(20)").wait_for()
    expect(desk.results.nth(10)).to_be_focused()


def test_filters_count_and_choose(desk: Desk) -> None:
    desk.go("星火")
    desk.page.click("[data-search-filters] summary")
    years = desk.page.locator("[data-filter=year] option")
    kinds = desk.page.locator("[data-filter=kind] option")
    expect(years).to_have_text(["全部年份", "2026（1）", "2022（1）", "2020（1）"])
    expect(kinds).to_have_text(["全部类型", "文档（2）", "页面（1）"])
    with desk.searching():
        desk.page.select_option("[data-filter=year]", "2022")
    assert desk.titles == ["关于做好星火工作的通知"]
    assert desk.count == 1
    expect(desk.page).to_have_url(re.compile("year=2022"))
    # Each choice counts what the other choices leave.
    expect(kinds).to_have_text(["全部类型", "文档（1）"])
    expect(years).to_have_text(["全部年份", "2026（1）", "2022（1）", "2020（1）"])
    with desk.searching():
        desk.page.click("[data-search-clear]")
    assert desk.count == 3


@pytest.mark.parametrize(
    ("chosen", "chooses"),
    [
        ({"column": "政务公开"}, lambda r: True),
        ({"column": "政务公开/通知公告"}, lambda r: r.place[1] == "tzgg"),
        (
            {"column": "政务公开/通知公告/公告", "year": "2026"},
            lambda r: r.place[-1] == "gg" and r.published.year == 2026,
        ),
        (
            {"issuer": "区公交办", "validity": "失效"},
            lambda r: (r.issuer, r.validity) == ("区公交办", "失效"),
        ),
        ({"validity": ""}, lambda r: r.validity == ""),
        ({"year": "1999"}, lambda r: False),
    ],
)
def test_filters_are_exact_for_several_terms(desk: Desk, chosen: dict[str, str], chooses: object) -> None:
    records = [
        r
        for r in corpus()
        if all(any(term in text for text in texts_of(r)) for term in ("公告", "医保", "项"))
    ]
    wanted = sum(bool(chooses(r)) for r in records)  # type: ignore[operator]
    desk.go("公告 医保 项", **chosen)
    assert desk.count == wanted
    assert ("筛选" in desk.note()) == (wanted == 0)


def test_addresses_can_be_shared_and_gone_back_to(desk: Desk) -> None:
    desk.go("星火")
    expect(desk.page).to_have_title("星火 - 站内搜索-示例区")
    desk.type("收费标准")
    expect(desk.page).to_have_url(re.compile("q=%E6%94%B6%E8%B4%B9%E6%A0%87%E5%87%86$"))
    assert desk.count == 1
    with desk.searching():
        desk.page.go_back()
    assert desk.count == 3
    expect(desk.page.locator("[data-search] input[name=q]")).to_have_value("星火")
    with desk.searching():
        desk.page.go_forward()
    assert desk.count == 1


def test_no_query_shows_nothing_and_asks_nothing(desk: Desk) -> None:
    desk.page.goto(f"{desk.base}search/")
    expect(desk.page.locator("[data-result-count]")).to_have_attribute("data-state", "idle")
    expect(desk.page.locator("[data-search-summary]")).to_be_hidden()
    assert not any("/pagefind/" in url for url in desk.requests)
    # It may be over before the call that gave the focus returns.
    with desk.page.expect_event("requestfinished", lambda request: request.url.endswith("shards.json")):
        desk.page.focus("[data-search] input[name=q]")


def test_the_contents_are_asked_for_while_the_scripts_are_on_their_way(desk: Desk) -> None:
    """On a slow line that is a turn of waiting less: here the other scripts come only after the contents."""
    scripts = re.compile(r"/search/(first|shown)\.js$")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.page.route(scripts, hold)
    with desk.page.expect_request(lambda request: request.url.endswith("shards.json")):
        desk.page.goto(f"{desk.base}search/?q=%E5%85%AC%E5%91%8A", wait_until="commit")
    desk.page.unroute(scripts)  # which lets go what is held
    expect(desk.page.locator("[data-result]").first).to_be_visible()
    assert sum(url.endswith("shards.json") for url in desk.requests) == 1


def test_any_language_of_the_page_will_do(desk: Desk, search_site: Path) -> None:
    page = search_site / "portal" / "search" / "index.html"
    html = page.read_text(encoding="utf-8")
    for attribute in ('lang="en"', 'lang="zh-Hant-TW"', ""):
        page.write_text(html.replace('lang="zh-CN"', attribute), encoding="utf-8")
        desk.go("收费标准")
        assert desk.count == 1, attribute
    page.write_text(html, encoding="utf-8")


@pytest.mark.parametrize("same", [True, False], ids=["same program", "another program"])
def test_a_new_release_under_an_open_page_is_noticed(same: bool, desk: Desk, search_site: Path) -> None:
    """Its index takes the place of the old one; the index of another program is for that program's page."""
    contents = search_site / "portal" / "pagefind" / "shards.json"
    before = contents.read_text(encoding="utf-8")
    program = json.loads(before)["program"]
    desk.go("星火")
    desk.page.evaluate("window.stillHere = true")
    changed = (
        before.replace('"titleWidth"', '"mark":1,"titleWidth"')
        if same
        else before.replace(program, program[::-1])
    )
    _write_later(contents, changed)
    try:
        desk.page.fill("[data-search] input[name=q]", "收费标准")
        with desk.searching():
            desk.page.press("[data-search] input[name=q]", "Enter")
        assert desk.count == 1
        wait_until(desk.page, "window.stillHere === true" if same else "!window.stillHere")
    finally:
        _write_later(contents, before)


def _write_later(file: Path, text: str) -> None:
    """Write a file a minute after it was written last: a server of Python's tells files apart by the second."""
    later = file.stat().st_mtime_ns + 60 * 10**9
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(later, later))


def test_the_lists_of_titles_are_asked_for_while_what_shows_results_is_on_its_way(desk: Desk) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.page.route("**/search/shown.js", hold)
    with desk.page.expect_request(lambda request: "/heads_" in request.url):
        desk.page.goto(f"{desk.base}search/?q=%E5%85%AC%E5%91%8A", wait_until="commit")
    desk.page.unroute("**/search/shown.js")
    expect(desk.page.locator("[data-result]").first).to_be_visible()
    heads = [url for url in desk.requests if re.search(r"/heads_[^/]+/h", url)]
    assert len(heads) == len(set(heads)) > 0


def test_few_scripts_come_before_the_first_result(desk: Desk, search_site: Path) -> None:
    """One by one they would be a dozen requests; the others come when they are needed."""
    html = (search_site / "portal" / "search" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'src="\.\./([^"]+)"', html) == [
        "assets/search-early.js", "search/first.js", "search/shown.js", "assets/titles.js",
    ]  # fmt: skip
    desk.go("公告")  # of few results the ladder offers others
    scripts = [
        url.removeprefix(desk.base)
        for url in desk.requests
        if re.search(r"/(?:search|assets)/[^/]*\.js$", url)
    ]
    assert sorted(scripts) == sorted([
        "assets/search-early.js", "search/first.js", "search/shown.js", "assets/titles.js", "search/columns.js",
    ])  # fmt: skip


def test_without_javascript_the_column_map_is_shown(browser: Browser, search_base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{search_base}search/?q=星火")
    expect(page.locator("noscript a")).to_have_attribute("href", "../map/")
    expect(page.locator("noscript p")).to_contain_text("没有开启")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_phone(browser: Browser, search_base: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{search_base}search/?q=星火&year=2022")
    # The choices are filled last of all.
    page.wait_for_selector("[data-filter=year] option:nth-child(2)", state="attached")
    wait_until(page, "document.documentElement.scrollWidth <= 360")
    targets = page.locator(".gk-search :is(button, select, input, summary, h2 a):visible")
    heights = targets.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert len(heights) > 5
    assert min(heights) >= 44
    context.close()
