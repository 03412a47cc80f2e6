"""A site on a stick: every link leads to a file, and titles are found, without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.publish.portable import put_portable, without_server
from tests.helpers import AS_OF, contents, run
from tests.render.machines.scene import HOSTILE, make

_REFERENCE = re.compile(r'\s(?:href|src|action|poster)="([^"]*)"|content="0; url=([^"]*)"')


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that is built, with a copy for a stick beside it."""
    folder = tmp_path_factory.mktemp("stick")
    more: dict[str, str | bytes] = {
        "content/zwgk/wjk/raw.md": "---\ntitle: 带链接的文件\nissuer: 区政府办公室\npublished: 2026-05-03\n---\n\n"
        '见[栏目](/zwgk/tzgg/)、[首页](/)和[这里](#a)。\n\n## 小标题 {#a}\n\n`<a href="x/">`\n',
        "content/zwgk/tzgg/n01.md": "---\ntitle: 关于第1件事项的通知\nissuer: 区政府办公室\npublished: 2026-03-01\n"
        "old_urls: [/old/a.html]\n---\n\n正文。\n",
    }
    root = make(folder / "portal", more)
    outcome = run("build", "--root", root, "--as-of", AS_OF, "--portable", folder / "U盘")
    assert outcome.code == 0, outcome.out
    return root


@pytest.fixture(scope="module")
def stick(portal: Path) -> Path:
    """The copy for a stick."""
    return portal.parent / "U盘"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not meet with an error."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: errors.append(request.url))
        yield page
        assert errors == []


def test_every_link_leads_to_a_file(stick: Path) -> None:
    seen = 0
    for path in stick.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for tag in re.findall(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*>', html):
            for match in _REFERENCE.finditer(tag):
                target = urlsplit(unescape(match[1] or match[2] or ""))
                if not target.scheme and not target.netloc and target.path:
                    seen += 1
                    assert not target.path.startswith("/"), (path, tag)
                    assert (path.parent / unquote(target.path)).is_file(), (path, tag)
    assert seen > 1000
    assert "&lt;a href=" in (stick / "zwgk/wjk/raw.html").read_text(encoding="utf-8")


def test_the_copy_leaves_the_site_as_it_is_and_is_renewed(portal: Path, stick: Path, tmp_path: Path) -> None:
    before, first = contents(portal / "site"), contents(stick)
    put_portable(portal / "site", tmp_path / "again")
    assert contents(portal / "site") == before
    assert contents(tmp_path / "again") == first
    (tmp_path / "again/index.html").unlink()
    put_portable(portal / "site", tmp_path / "again")
    assert contents(tmp_path / "again") == first


def test_from_the_home_page_to_a_document_without_scripts(browser: Browser, stick: Path) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto((stick / "index.html").as_uri())
        page.get_by_role("navigation", name="主要栏目").get_by_role("link", name="政务公开").click()
        page.locator("main").get_by_role("link", name="通知公告").first.click()
        page.locator("main").get_by_role("link", name="关于第31件事项的通知").first.click()
        expect(page.locator("h1")).to_have_text("关于第31件事项的通知")
        page.goto((stick / "old/a.html").as_uri())
        page.wait_for_url("**/zwgk/tzgg/n01.html")


def test_the_search_says_why_and_finds_by_title(page: Page, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.locator("input[name=q]:visible").fill("样例 办法")
    page.locator("input[name=q]:visible").press("Enter")
    expect(page.locator("[data-search-note]")).to_contain_text("不能搜索正文。下面按标题查找。")
    expect(page.locator("[data-result-count]")).to_have_text("1")
    page.locator("[data-result]").click()
    expect(page.locator("h1")).to_have_text("关于样例的办法")
    page.goto((stick / "search/index.html").as_uri() + "?q=%E7%A4%BA%E4%BE%8B%E5%BA%9C%E5%8F%91%5B2026%5D1")
    expect(page.locator("[data-result]")).to_have_text(["关于样例的办法"])
    page.locator("#search-q").fill("")
    page.locator("#search-q").press("Enter")
    expect(page.locator("[data-result]").first).to_have_text(HOSTILE)
    expect(page.locator("[data-result-count]")).to_have_text("38")
    page.locator("#search-q").fill("没有这个标题")
    page.locator("#search-q").press("Enter")
    expect(page.locator("[data-result-count]")).to_have_text("0")


def test_a_site_that_is_opened_as_it_is_still_leads_on(browser: Browser, portal: Path) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto((portal / "site/index.html").as_uri())
        page.get_by_role("navigation", name="主要栏目").get_by_role("link", name="政务公开").click()
        expect(page.locator("h1")).to_have_text("政务公开")
        page.locator("#gk-q").fill("通知")
        page.locator("#gk-q").press("Enter")
        expect(page.locator("[data-search-note]")).to_contain_text("下面按标题查找")


def test_the_folder_of_something_else_is_left_alone(portal: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    outcome = run("build", "--root", portal, "--as-of", AS_OF, "--portable", tmp_path)
    assert outcome.code == 2
    assert "--portable" in outcome.out + outcome.err or "别的文件" in outcome.out + outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    inside = run("build", "--root", portal, "--as-of", AS_OF, "--portable", portal / "usb")
    assert inside.code == 2
    assert not (portal / "usb").exists()
    both = ("--drafts", "--out", tmp_path / "a", "--portable", tmp_path / "b")
    assert run("build", "--root", portal, *both).code == 2


@given(st.text("ab./?#:<>\"'=& ", max_size=30))
def test_no_page_is_broken_by_what_it_says(text: str) -> None:
    words = text.replace("<", "&lt;")
    assert without_server(f"<p>{words}</p>", "a/b.html", "/") == f"<p>{words}</p>"
    assert (
        without_server(f'<a href="{text.replace(chr(34), "")}', "a.html", "/")
        == f'<a href="{text.replace(chr(34), "")}'
    )


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("./", "./index.html"), ("../", "../index.html"), ("..", "../index.html"), ("a/", "a/index.html"),
        ("a/?q=1&amp;b=2#c", "a/index.html?q=1&amp;b=2#c"), ("?q=1", "./index.html?q=1"), ("#a", "#a"), ("", ""),
        ("/zwgk/b/", "../../b/index.html"), ("/other/", "/other/"), ("//a.cn/", "//a.cn/"),
        ("https://a.cn/", "https://a.cn/"), ("mailto:a@b.cn", "mailto:a@b.cn"), ("b.html", "b.html"),
    ],
)  # fmt: skip
def test_links_are_made_out(written: str, now: str) -> None:
    page = f'<a class="x" href="{written}">甲</a>'
    assert without_server(page, "c/d/e.html", "/zwgk/") == page.replace(f'"{written}"', f'"{now}"')
