"""A portal below a path of a host: no page, link or search leaves that path, nor does a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.pages import PAGE_TYPES, open_page
from tests.browser.test_policy import Witness
from tests.helpers import MARKS, build, document, make_portal, serve

BELOW = "gk/"
# Of this host, but beside the portal. What leads to another host is another matter.
STRAYING = f"""
[...document.querySelectorAll('a[href], form[action], img[src], link[rel=stylesheet], script[src], video[src], source')]
  .map((each) => each.href || each.action || each.src)
  .filter((address) => address.startsWith(location.origin) && !address.startsWith(location.origin + '/{BELOW}'))
"""


@pytest.fixture(scope="module")
def below(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample, which a folder of a host holds; it knows nothing of that."""
    host = tmp_path_factory.mktemp("host")
    (host / BELOW.rstrip("/")).symlink_to(sample_site, target_is_directory=True)
    with serve(host) as address:
        yield address + BELOW


@dataclass(frozen=True)
class Visit:
    """A page in which one address after another is opened, and what it asked for beside the portal."""

    page: Page
    witness: Witness
    beside: list[str]


@pytest.fixture(scope="module")
def visit(browser: Browser, below: str) -> Iterator[Visit]:
    """A page of a reader who goes from one address to another."""
    with browser.new_context() as context:
        page = context.new_page()
        beside: list[str] = []

        def note(request: Request) -> None:
            if not urlsplit(request.url).path.startswith(f"/{BELOW}"):
                beside.append(request.url)

        page.on("request", note)
        yield Visit(page, Witness(page, below), beside)


# The error page, which is shown at any depth, has to know; see below.
@pytest.mark.parametrize("kind", [kind for kind in PAGE_TYPES if kind != "missing"])
def test_no_page_leaves_the_path(kind: str, visit: Visit, below: str, addresses: dict[str, str]) -> None:
    visit.witness.forget()
    visit.beside.clear()
    open_page(visit.page, below, kind, addresses[kind])
    assert visit.page.evaluate(STRAYING) == []
    assert visit.beside == visit.witness.foreign == visit.witness.complaints == []


def test_a_search_leads_to_a_page_of_the_portal(
    browser: Browser, below: str, addresses: dict[str, str]
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        open_page(page, below, "search", addresses["search"])
        page.locator("[data-result]").first.click()
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator("[data-result]")).to_have_count(0)
        assert page.evaluate("location.pathname").startswith(f"/{BELOW}")


def test_a_wrong_address_is_answered_with_the_whole_page(browser: Browser, tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": MARKS.replace("example.gov.cn/", f"example.gov.cn/{BELOW}"),
        "content/tzgg/a.md": document(),
    }
    site = build(make_portal(tmp_path / "portal", files))
    (tmp_path / "host").mkdir()
    (tmp_path / "host/gk").symlink_to(site, target_is_directory=True)
    with serve(tmp_path / "host") as address, browser.new_context() as context:
        page = context.new_page()
        witness = Witness(page, address)
        html = (site / "404.html").read_text(encoding="utf-8")
        # A server gives it at whatever address was wrong, however deep.
        wrong = f"{address}{BELOW}a/b/c/nothing.html"
        page.route(wrong, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(wrong)
        assert page.evaluate(STRAYING) == []
        assert witness.foreign == witness.complaints == []
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.gk-tabs')).backgroundColor")
            == "rgb(26, 77, 143)"
        )
        page.locator("main").get_by_role("link", name="返回首页").click()
        page.wait_for_url(address + BELOW)
