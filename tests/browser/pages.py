"""One page of every page type of the sample portal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from generator.kinds.filings.model import AnnualReport
from generator.kinds.gazette.model import GazetteIssue
from generator.kinds.policy.model import PolicyLife, is_invalid
from generator.load.portal import load_portal
from generator.model.addresses.links import quote_address
from generator.model.document import Document
from tests.helpers import AS_OF

SEARCH = "search"
FIXED = {
    "home": "",
    "sections": "zfxxgk/",
    "group": "zwgk/",
    "list": "ywdt/tzgg/",
    "register": "zwgk/zfxxgkml/yqfk/fyfw/frmz/",
    "links": "zfxxgk/fdzdgknr/lzyj/xzfg/",
    "library": "zfxxgk/fdzdgknr/lzyj/bqxbbmgfxwj/",
    "single": "zfxxgk/zfxxgkzn/",
    "annual-reports": "zfxxgk/zfxxgknb/",
    "law-reports": "zwgk/zfxxgkml/fzzfjsndbg/",
    "budget": "zwgk/zfxxgkml/czyjs/",
    "gazette": "zwgk/zfxxgkml/zfgb/",
    SEARCH: "search/?q=%E5%85%AC%E5%BC%80",
    "map": "map/",
    "consultations": "hdjl/yjzj/",
    "decisions": "zwgk/zfxxgkml/zdxzjc/",
    "guides": "bsfw/bszn/",
    "guide": "bsfw/bszn/20260210-spjyxk.html",
    "plans": "zfxxgk/fdzdgknr/ghxx/",
    "request": "zfxxgk/ysqgk/",
    "press": "hdjl/xwfb/",
    "missing": "404.html",
    "audit": "audit/",
    "audit-pack": "audit/wanzhou-2021/",
    "audit-tree": "audit/tree/",
    "audit-unit": "audit/units/qsfj/",
    "audit-findings": "audit/findings/",
    "audit-trail": "audit/trail/",
}
FOUND = (
    "older-list",
    "policy",
    "ended",
    "interpreted",
    "video",
    "picture",
    "news",
    "annual-report",
    "issue",
)
PAGE_TYPES = (*FIXED, *FOUND)
WIDTHS = {"desktop": 1440, "phone": 360}


def find_pages(root: Path) -> dict[str, str]:
    """Return the address of a page of every type that the sample has, with its query."""
    portal = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert portal

    def has_table(document: Document) -> bool:
        text = (root / "content" / document.path).read_text(encoding="utf-8")
        return re.search(r"^\|\s*:?-", text, re.MULTILINE) is not None

    interpreted = {path for document in portal.documents for path in document.interprets}
    fits: dict[str, Callable[[Document], bool]] = {
        "policy": lambda each: bool(each.validity and each.attachments and has_table(each)),
        "ended": lambda each: bool(is_invalid(each.validity) and each.part(PolicyLife)),
        "interpreted": lambda each: each.path in interpreted,
        "video": lambda each: each.video is not None,
        "picture": lambda each: each.picture is not None,
        "annual-report": lambda each: each.part(AnnualReport) is not None,
        "issue": lambda each: each.part(GazetteIssue) is not None,
        "news": lambda each: each.column == "ywdt/zwyw",
    }
    found = {
        kind: quote_address(next(document.address for document in portal.documents if fit(document)))
        for kind, fit in fits.items()
        if any(map(fit, portal.documents))
    }
    site = root / "site"
    older = sorted(
        path.relative_to(site).as_posix() for path in site.rglob("_*.html") if "pagefind" not in path.parts
    )
    return FIXED | found | {"older-list": older[0]}


def open_page(page: Page, base: str, kind: str, address: str) -> None:
    """Open a page; a search is open once its results are there."""
    page.goto(base + address)
    if kind == SEARCH:
        expect(page.locator("[data-result-count][data-state=done]")).to_have_text(re.compile("^[1-9]"))
