"""Links to sites of others are marked; those to government sites and to pages of the portal are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.text.leaving import leads_away, mark_leaving
from tests.helpers import COLUMNS, PORTAL, build, document, make_portal
from tests.markup import Parsed, parse_page

OWN = ("www.example.gov.cn", ".gov.cn", "news.example.org")
LINKS = (
    "  - name: 相关网站\n    kind: links\n    description: 链接。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: yearly\n"
    "    links:\n      - {title: 市政府, url: 'https://www.cq.gov.cn/'}\n"
    "      - {title: 公司, url: 'https://www.example.com/a?b=1&c=2'}\n"
)


@pytest.mark.parametrize(
    ("url", "away"),
    [
        ("https://www.cq.gov.cn/a", False),
        ("http://gov.cn:8080/", False),
        ("https://news.example.org/", False),
        ("https://WWW.CQ.GOV.CN/", False),
        ("https://notgov.cn/", True),
        ("https://www.gov.cn.example.com/", True),
        ("https://www.gov.cn@example.com/", True),
        ("https://other.example.org/", True),
        ("https://[::1/", True),
    ],
)
def test_hosts_of_others_are_told_apart(url: str, away: bool) -> None:
    assert leads_away(url, OWN) is away


def test_only_links_to_others_are_marked() -> None:
    html = '<p><a title="甲" href="https://x.example.com/">甲</a><a href="../b.html">乙</a><a href="https://a.gov.cn">丙</a></p>'
    assert mark_leaving(html, OWN).count("data-leaves") == 1
    assert mark_leaving(html, OWN).startswith('<p><a data-leaves title="甲"')


def test_an_address_that_stands_in_the_text_is_marked_so() -> None:
    shown = '<p><a href="https://b.example.com/?a=1&amp;b=2">https://b.example.com/?a=1&amp;b=2</a></p>'
    assert mark_leaving(shown, OWN).startswith('<p><a data-leaves="shown" href=')
    named = shown.replace(">https://", ">见https://")
    assert mark_leaving(named, OWN).startswith("<p><a data-leaves href=")


def marked(page: Parsed) -> list[str]:
    """Return where the marked links of a page lead."""
    return [attributes["href"] for tag, attributes in page.tags if tag == "a" and "data-leaves" in attributes]


def test_pages_mark_and_settings_change_what_is_marked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + LINKS,
        "content/tzgg/20260303-a.md": document(
            body="见[公司](https://www.example.com/)和[法规](https://xzfg.moj.gov.cn/)。"
        ),
    }
    root = make_portal(tmp_path, files)
    site = build(root)
    assert marked(parse_page(site / "tzgg/20260303-a.html")) == ["https://www.example.com/"]
    assert marked(parse_page(site / "xgwz/index.html")) == ["https://www.example.com/a?b=1&c=2"]
    assert any(src.endswith("assets/leave.js") for src in parse_page(site / "xgwz/index.html").values("src"))
    (root / "columns.yml").write_text(
        PORTAL + "policies:\n  own_hosts: [.gov.cn, example.com]\n" + COLUMNS + LINKS, encoding="utf-8"
    )
    site = build(root)
    assert marked(parse_page(site / "tzgg/20260303-a.html")) == []
    assert marked(parse_page(site / "xgwz/index.html")) == []
