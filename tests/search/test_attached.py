"""What stands in attached files is found below what stands on pages, with the name of the file and its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.search.conftest import Desk
from tests.search.test_failures import FAILURES, search


def attached(desk: Desk) -> str:
    return desk.page.text_content(".gk-search__attached") or ""


def test_a_page_that_says_it_comes_before_a_newer_one_that_only_offers_it(desk: Desk) -> None:
    for query in ("灯塔", "灯塔每年粉刷", "每年粉"):
        desk.go(query)
        assert desk.titles == ["灯塔旧事", "所附资料"], query
        expect(desk.page.locator(".gk-search__attached")).to_have_count(1)


def test_a_result_names_the_file_and_leads_to_its_page_and_to_the_file(desk: Desk) -> None:
    desk.go("灯塔名单")
    assert desk.count == 1
    assert attached(desk).startswith("在附件“附件2 灯塔.xlsx”里：灯塔名单 灯塔每年粉刷")
    assert desk.marks() == ["灯塔名单"]
    link = desk.page.locator(".gk-search__attached a")
    assert unquote(link.get_attribute("href") or "") == "../zwgk/tz/附件2 灯塔.xlsx"
    assert link.get_attribute("download") == ""
    expect(desk.page.locator("[data-result]")).to_have_count(1)


def test_words_of_a_page_and_of_its_file_are_found_together_and_both_shown(desk: Desk) -> None:
    desk.go("塔台 名单")
    assert desk.titles == ["所附资料"]
    assert desk.marks() == ["塔台", "名单"]
    assert "在附件“附件2 灯塔.xlsx”里" in attached(desk)


def test_what_a_file_holds_is_shown_as_text(desk: Desk) -> None:
    desk.go("灯光")
    assert desk.count == 1
    assert "<b>灯光</b>检修<script>alert(1)</script>" in attached(desk)


def test_radicals_of_a_file_are_the_characters_they_look_like(desk: Desk) -> None:
    for query in ("文字按月核对", "⽂字按⽉核对"):
        desk.ask(query)
        assert desk.titles == ["所附资料"], query


def test_no_phrase_goes_from_a_page_into_its_file(desk: Desk) -> None:
    desk.go("见所附资料。序言")
    assert desk.step != "written"


def test_what_is_marked_of_a_file_is_not_looked_for_on_the_page(desk: Desk) -> None:
    desk.go("塔台 名单")
    desk.page.evaluate(
        "document.addEventListener('click', (event) => { window.led = event.target.closest('a').href; event.preventDefault(); })"
    )
    desk.page.click("[data-result]")
    led = unquote(desk.page.evaluate("window.led"))
    assert "hl=塔台" in led
    assert "名单" not in led


@pytest.mark.parametrize("failure", [name for name in FAILURES if name != "stall"])
def test_a_file_whose_words_are_lost_is_found_and_that_is_said(
    failure: str, browser: Browser, search_base: str
) -> None:
    page = browser.new_page()
    page.clock.install()
    lose: Callable[[Route], None] = FAILURES[failure]
    page.route(re.compile(r"/a\d+\.pagefind$"), lose)
    assert search(page, search_base, "灯塔名单") == "done"
    assert page.locator("[data-result]").all_inner_texts() == ["所附资料"]
    expect(page.locator(".gk-search__attached")).to_contain_text("附件的文字没有读到")
    page.close()
