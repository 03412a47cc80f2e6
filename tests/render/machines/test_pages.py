"""What pages say for programs: description, Open Graph, linked data, and what search engines leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html as pages

from generator.publish.previewing.answer import type_of
from generator.render.text.opening import opening
from tests.render.machines.scene import BASE, HOSTILE


def every_page(site: Path) -> list[Path]:
    """Return the pages of a site."""
    return sorted(site.rglob("*.html"))


def head_of(path: Path) -> Any:
    """Return the head of a page."""
    return pages.document_fromstring(path.read_text(encoding="utf-8")).find("head")


def meta(head: Any, kind: str, name: str) -> list[str]:
    """Return the contents of the tags of a name, however it is written."""
    return [
        each.get("content") for each in head.iter("meta") if (each.get(kind) or "").lower() == name.lower()
    ]


def data_of(head: Any) -> list[dict[str, Any]]:
    """Return the linked data of a page."""
    found = [each.text for each in head.iter("script") if each.get("type") == "application/ld+json"]
    return [json.loads(text) for text in found]


def said(path: Path, kind: str) -> dict[str, Any]:
    """Return what a page says of a kind, once."""
    (found,) = [each for each in data_of(head_of(path)) if each.get("@type") == kind]
    assert found["@context"] == "https://schema.org"
    return found


def test_every_page_has_a_description_and_says_how_it_is_shown(site: Path) -> None:
    for path in every_page(site):
        head = head_of(path)
        (description,) = meta(head, "name", "description")
        assert description.strip(), path
        for name in ("type", "title", "description", "url", "site_name"):
            (value,) = meta(head, "property", f"og:{name}")
            assert value.strip(), (path, name)
        (link,) = [each.get("href") for each in head.iter("link") if each.get("rel") == "canonical"]
        assert meta(head, "property", "og:url") == [link]


def test_a_document_without_a_summary_is_described_by_its_opening(site: Path) -> None:
    head = head_of(site / "zwgk/wjk/bf.html")
    assert meta(head, "name", "description") == ["第一条 为了规范样例，制定本办法。"]
    assert meta(head_of(site / "zwgk/tzgg/hostile.html"), "name", "description") == ["<i>概述</i>&"]


def test_the_way_to_a_page_ends_in_it(site: Path) -> None:
    way = said(site / "zwgk/tzgg/hostile.html", "BreadcrumbList")["itemListElement"]
    assert [(each["position"], each["name"]) for each in way] == [
        *((1, "首页"), (2, "政务公开"), (3, "通知公告"), (4, HOSTILE)),
    ]
    assert way[3]["item"] == f"{BASE}zwgk/tzgg/hostile.html"
    assert [each["name"] for each in said(site / "jgzn/index.html", "BreadcrumbList")["itemListElement"]] == [
        *("首页", "机构职能"),
    ]
    column = said(site / "zwgk/tzgg/index.html", "BreadcrumbList")["itemListElement"]
    assert [each["item"] for each in column] == [BASE, f"{BASE}zwgk/", f"{BASE}zwgk/tzgg/"]


def test_body_policy_and_register_are_told_as_what_they_are(site: Path) -> None:
    body, website = data_of(head_of(site / "index.html"))[0]["@graph"]
    assert (body["@type"], body["name"], body["telephone"]) == (
        *("GovernmentOrganization", "示例区人民政府", "023-00000000"),
    )
    assert "search/?q={search_term_string}" in website["potentialAction"]["target"]["urlTemplate"]
    policy = said(site / "zwgk/wjk/bf.html", "Legislation")
    assert policy["legislationIdentifier"] == "示例府发〔2026〕1号"
    assert policy["legislationLegalForce"] == "https://schema.org/InForce"
    assert policy["temporalCoverage"] == "2026-06-01/.."
    register = said(site / "zwgk/ml/index.html", "Dataset")
    for each in register["distribution"]:
        assert (site / "zwgk/ml" / f"名录.{each['contentUrl'].rpartition('.')[2]}").is_file()
    assert not [
        each for each in data_of(head_of(site / "zwgk/tzgg/n01.html")) if each["@type"] == "Legislation"
    ]


def test_search_engines_leave_audit_pages_alone_and_no_others(site: Path) -> None:
    asked = {
        path.relative_to(site).parts[0]: meta(head_of(path), "name", "robots") for path in every_page(site)
    }
    assert (site / "audit/index.html").is_file()
    assert asked["audit"] == ["noindex"]
    for path in every_page(site):
        told = meta(head_of(path), "name", "robots")
        first = path.relative_to(site).parts[0]
        withdrawn = path.name == "b.html"
        assert bool(told) == (first == "audit" or withdrawn), path


def test_the_description_of_the_search_keeps_to_its_standard(site: Path) -> None:
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    top = ElementTree.parse(site / "search/opensearch.osdx").getroot()
    assert top.tag == f"{space}OpenSearchDescription"
    assert 0 < len(top.findtext(f"{space}ShortName", "")) <= 16
    assert 0 < len(top.findtext(f"{space}Description", "")) <= 1024
    (search,) = [each for each in top.iter(f"{space}Url") if each.get("type") == "text/html"]
    assert search.get("template") == f"{BASE}search/?q={{searchTerms}}"
    links = [each for each in head_of(site / "index.html").iter("link") if each.get("rel") == "search"]
    assert [each.get("href") for each in links] == ["./search/opensearch.osdx"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("feeds/feed.atom", "application/atom+xml; charset=utf-8"),
        ("feeds/zwgk/feed.jsonfeed", "application/feed+json; charset=utf-8"),
        ("search/opensearch.osdx", "application/opensearchdescription+xml; charset=utf-8"),
        ("api/v1/index.json", "application/json; charset=utf-8"),
    ],
)
def test_programs_are_told_what_they_are_sent(address: str, kind: str) -> None:
    assert type_of(address) == kind


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("<p>甲&lt;乙&gt;</p>\n<p>丙</p>", "甲<乙> 丙"),
        ("<p>" + "字" * 200 + "</p>", "字" * 118 + "……"),
        ("<img src='a.png' alt='图'>", ""),
        ("<i class='" + "x" * 5000 + "'>甲</i>", ""),
    ],
)
def test_an_opening_is_words_alone(html: str, words: str) -> None:
    assert opening(html) == words
