"""What a reader waits for: the bytes of a first view as nginx sends them, and sheets without what no page uses."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.lighthouse import served
from tests.browser.pages import open_page
from tests.helpers import REPOSITORY

# With everything that comes before anybody scrolls; the pictures on the home page are 43 KB.
MOST = {
    "news": 60_000,
    "policy": 60_000,
    "annual-report": 60_000,
    "list": 60_000,
    "register": 60_000,
    "home": 100_000,
}
_MATERIAL = find_spec("material")
assert _MATERIAL
SHEETS = Path(str(_MATERIAL.origin)).parent / "templates/assets/stylesheets"
# Of each element the values alone: every element has the same properties, in the same order.
STYLES = """() => {
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith('--'));
  return [...document.querySelectorAll('*')].flatMap((each) => ['', '::before', '::after'].map((part) => {
    const style = getComputedStyle(each, part || null);
    if (part && style.content === 'none') return '';
    return each.tagName + part + names.map((name) => style.getPropertyValue(name)).join(';');
  }));
}"""


@pytest.fixture(scope="module")
def sent(sample_site: Path) -> Iterator[str]:
    """The address of the sample on nginx, with the configuration that the command writes."""
    with served(sample_site) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone that was never here before."""
    with browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=3) as context:
        yield context.new_page()


def bytes_of(page: Page, address: str) -> dict[str, int]:
    """Open a page, and return what came over the wire by its address, with the heads of the answers."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, str] = {}
    came: dict[str, int] = {}
    wire.on(
        "Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: told["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda told: came.update({asked[told["requestId"]]: int(told["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    return came


@pytest.mark.parametrize("kind", MOST)
def test_a_first_view_is_light(kind: str, phone: Page, sent: str, addresses: dict[str, str]) -> None:
    came = bytes_of(phone, sent + addresses[kind])
    assert any(address.endswith(".css") or ".css?" in address for address in came)
    assert all(address.startswith(sent) for address in came)
    told = "\n".join(f"{size:7} {address.removeprefix(sent)}" for address, size in came.items())
    assert sum(came.values()) <= MOST[kind], told


@pytest.mark.parametrize(
    ("kind", "sheet"), [("home", "home.css"), ("guide", "services.css"), ("search", "search.css")]
)
def test_a_sheet_comes_only_where_it_is_needed(
    kind: str, sheet: str, phone: Page, sent: str, addresses: dict[str, str]
) -> None:
    assert any(f"/{sheet}" in each for each in bytes_of(phone, sent + addresses[kind]))
    assert not any(f"/{sheet}" in each for each in bytes_of(phone, sent + addresses["list"]))


def test_the_search_page_looks_the_same_with_the_sheet_of_documents(
    phone: Page, base: str, addresses: dict[str, str]
) -> None:
    """It comes without: before the first result every file counts."""
    open_page(phone, base, "search", addresses["search"])
    expect(phone.locator("[data-result-count][data-state=done]")).to_have_count(1)
    expect(phone.locator("link[href*='/document.css']")).to_have_count(0)
    # What is folded up gets its sizes when it is first asked for them.
    phone.evaluate(STYLES)
    without = phone.evaluate(STYLES)
    sheet = (REPOSITORY / "theme/assets/document.css").read_text(encoding="utf-8")
    phone.evaluate(
        """(text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }""",
        sheet,
    )
    assert phone.evaluate(STYLES) == without


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("kind", ["home", "policy", "annual-report", "register", "audit", "group"])
def test_what_was_left_out_of_a_sheet_changes_nothing(
    kind: str, media: str, phone: Page, base: str, addresses: dict[str, str]
) -> None:
    phone.emulate_media(media="print" if media == "print" else "screen")
    open_page(phone, base, kind, addresses[kind])
    trimmed = phone.evaluate(STYLES)
    whole = b"".join(path.read_bytes() for path in sorted(SHEETS.glob("*.min.css")))
    phone.route("**/assets/stylesheets/*", lambda route: route.fulfill(body=whole, content_type="text/css"))
    open_page(phone, base, kind, addresses[kind])
    assert len(trimmed) > 100
    assert phone.evaluate(STYLES) == trimmed
