"""All films and pictures of the sample play and show in Chromium; pictures grow by key, button and touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.load.portal import load_portal
from generator.model.addresses.links import quote_address
from generator.model.document import Document
from tests.browser.waiting import count_written, wait_until
from tests.helpers import AS_OF, COLUMNS, PORTAL, REPOSITORY, build, document, make_portal, serve

CONTENT = REPOSITORY / "content"


def written_with(words: str) -> tuple[str, ...]:
    """Return the documents of the sample in which a pattern stands: loading the whole sample takes every worker a second."""
    files = sorted(CONTENT.rglob("*.md"))
    return tuple(
        path.relative_to(CONTENT).as_posix()
        for path in files
        if re.search(words, path.read_text(encoding="utf-8"), re.MULTILINE)
    )


FILMS = written_with(r"^video:")
PICTURES = written_with(r"^picture:|!\[.*\.(?:png|jpg|webp)\b")


def address_of(path: str) -> str:
    """Return the address of a document of the sample."""
    return quote_address(path.removesuffix(".md") + ".html")


def stem(path: str) -> str:
    """Return the name of a document as a test shows it."""
    return path.rpartition("/")[2]


@pytest.fixture(scope="module")
def documents(sample_root: Path) -> dict[str, Document]:
    """The documents of the sample by their paths."""
    portal = load_portal(sample_root, date.fromisoformat(AS_OF)).portal
    assert portal
    return {each.path: each for each in portal.documents}


def test_all_that_the_sample_has_is_looked_at(documents: dict[str, Document]) -> None:
    assert {each: each.removesuffix(".md") + ".html" for each in documents} == {
        each.path: each.address for each in documents.values()
    }
    assert set(FILMS) == {path for path, each in documents.items() if each.video}
    assert set(PICTURES) == {
        path
        for path, each in documents.items()
        if each.picture or any(asset.path.endswith((".png", ".jpg", ".webp")) for asset in each.assets)
    }


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, closed with its context."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, has_touch=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("film", FILMS, ids=stem)
def test_every_film_plays_with_captions_poster_and_words(film: str, page: Page, base: str) -> None:
    page.goto(base + address_of(film))
    page.evaluate(
        "() => { const film = document.querySelector('video'); film.muted = true; return film.play(); }"
    )
    wait_until(page, "() => document.querySelector('video').currentTime > 0.2")
    wait_until(page, "() => document.querySelector('video').readyState >= 3")
    wait_until(page, "() => document.querySelector('video').videoWidth >= 640")
    wait_until(page, "() => document.querySelector('track').readyState === 2")
    cues = page.evaluate("[...document.querySelector('video').textTracks[0].cues].map((cue) => cue.endTime)")
    assert len(cues) >= 5
    wait_until(page, f"() => document.querySelector('video').duration >= {cues[-1]}")
    wait_until(page, "fetch(document.querySelector('video').poster).then((answer) => answer.ok)")
    wait_until(page, "() => document.querySelector('video').error === null")
    expect(page.locator(".gk-text")).to_have_text(re.compile(r".{200}", re.DOTALL))


@pytest.mark.parametrize("shown", PICTURES, ids=stem)
def test_every_picture_shows_and_says_what_it_shows(shown: str, page: Page, base: str) -> None:
    page.goto(base + address_of(shown))
    images = page.locator("main img")
    assert count_written(images) > 0
    for number in range(count_written(images)):
        image = images.nth(number)
        image.scroll_into_view_if_needed()
        wait_until(page, "(image) => image.complete", image.element_handle())
        wait_until(page, "(image) => image.naturalWidth > 100", image.element_handle())
        expect(image).to_have_attribute("alt", re.compile("."))


WIDTH = "document.querySelector('[data-zoom] img').getBoundingClientRect().width"


def open_picture(page: Page, base: str) -> float:
    """Open a page with a picture that can be made larger; return how wide the picture stands at first."""
    page.goto(base + address_of(written_with("^picture:")[0]))
    wait_until(page, "() => document.querySelector('[data-zoom] img').complete")
    found: float = page.evaluate(WIDTH)
    return found


def grows(page: Page, least: float) -> None:
    """Wait until the picture is wider than so many pixels."""
    wait_until(page, f"{WIDTH} > {least}")


def shrinks_to(page: Page, width: float) -> None:
    """Wait until the picture is as wide as so many pixels."""
    wait_until(page, f"Math.abs({WIDTH} - {width}) < 2")


def test_a_picture_grows_by_button_key_and_click(page: Page, base: str) -> None:
    plain = open_picture(page, base)
    page.get_by_role("button", name="放大").click()
    grows(page, plain * 1.2)
    page.get_by_role("button", name="还原").click()
    shrinks_to(page, plain)
    view = page.locator("[data-zoom-view]")
    view.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    grows(page, plain * 1.5)
    page.keyboard.press("ArrowDown")
    wait_until(page, "() => document.querySelector('[data-zoom-view]').scrollTop > 0")
    page.keyboard.press("0")
    shrinks_to(page, plain)
    expect(page.locator("[data-zoom-level]")).to_have_text("100%")
    view.locator("a").focus()
    page.keyboard.press("Enter")
    grows(page, plain * 1.9)
    expect(page).to_have_url(re.compile(r"\.html$"))


def test_a_picture_grows_with_two_fingers(page: Page, base: str) -> None:
    plain = open_picture(page, base)
    box = page.locator("[data-zoom-view]").bounding_box()
    assert box
    devices = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + 200

    def touch(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}] if apart else []
        devices.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for apart in (60, 80, 100):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    grows(page, plain * 1.8)


def test_without_javascript_the_picture_is_a_link_to_the_whole(
    browser: Browser, base: str, documents: dict[str, Document]
) -> None:
    picture = next(documents[each] for each in PICTURES if documents[each].picture)
    assert picture.picture
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base + quote_address(picture.address))
        expect(page.get_by_role("button", name="放大")).to_be_hidden()
        page.get_by_role("link", name="打开原图").click()
        expect(page).to_have_url(re.compile(re.escape(quote_address(picture.picture.name)) + "$"))


def test_leaving_is_asked_first_and_said_without_javascript(browser: Browser, tmp_path: Path) -> None:
    body = "见[某公司](https://www.example.com/)和[法规库](https://xzfg.moj.gov.cn/)。"
    root = make_portal(
        tmp_path, {"columns.yml": PORTAL + COLUMNS, "content/tzgg/20260303-a.md": document(body=body)}
    )
    with serve(build(root)) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}tzgg/20260303-a.html")
        said = "getComputedStyle(document.querySelector('.gk-text a'), '::after').content"
        wait_until(page, f"{said}.includes('离开本站')")
        page.get_by_role("link", name="某公司").press("Enter")
        dialog = page.get_by_role("dialog", name="您即将离开本网站")
        expect(dialog).to_contain_text("https://www.example.com/")
        expect(dialog.get_by_role("button", name="留在本网站")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        page.get_by_role("link", name="某公司").click()
        on = dialog.get_by_role("link", name="继续访问")
        expect(on).to_have_attribute("href", "https://www.example.com/")
        dialog.get_by_role("button", name="留在本网站").click()
        expect(dialog).to_be_hidden()
        expect(page).to_have_url(f"{base}tzgg/20260303-a.html")


def test_a_library_is_filtered_and_searched(page: Page, base: str) -> None:
    page.goto(f"{base}zfxxgk/fdzdgknr/lzyj/bqxbbmgfxwj/")
    rows = page.locator("#library-rows tr")
    fitting = rows.filter(has_text="示例府规").filter(has_text="住房")
    number = count_written(fitting)
    assert 0 < number < count_written(rows)
    page.get_by_label("在本页按标题、文号筛选").fill("示例府规 住房")
    expect(page.locator("[data-row-count]")).to_have_text(f"符合的有{number}件")
    expect(rows.filter(visible=True)).to_have_count(number)
    expect(fitting.filter(visible=True)).to_have_count(number)
    page.get_by_label("搜索标题和正文").fill("公共租赁住房")
    page.get_by_role("button", name="搜索").last.click()
    count = page.locator("[data-result-count][data-state=done]")
    expect(count).to_have_text(re.compile(r"^([2-9]|[1-9]\d+)$"))
    column = "new URLSearchParams(location.search).get('column')"
    wait_until(page, f"{column}.endsWith('本区县（本部门）规范性文件')")
