"""The sitemap keeps to the protocol at any size, and names every page once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from generator.render.site.sitemap import sitemap_extras, yearly_parts
from tests.helpers import build, contents, document, make_portal
from tests.publish.test_reuse import fresh

BASE = "https://www.example.gov.cn/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LIMIT = 6
YEARS = {2024: 7, 2025: 2, 2026: 3}


def text(year: int, number: int) -> str:
    """Return a document of a year."""
    title = f"关于{year}年第{number}件事项的通知"
    return document(title, f"{title}的正文。", published=f"{year}-0{1 + number % 9}-03 09:30")


def files() -> dict[str, str | bytes]:
    """Return the documents of several years, one of them with a name that an address has to quote."""
    named = {
        f"content/tzgg/{year}-{number}.md": text(year, number)
        for year, count in YEARS.items()
        for number in range(count)
    }
    return {**named, "content/tzgg/甲&乙.md": text(2026, 8)}


def read(path: Path, root: str, entry: str) -> list[tuple[str, str]]:
    """Return the addresses and days of a sitemap of either kind, whose shape is that of the protocol."""
    data = path.read_bytes()
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    top = ElementTree.fromstring(data)
    assert top.tag == SPACE + root
    found = []
    for each in top:
        assert each.tag == SPACE + entry
        assert [child.tag for child in each] in ([SPACE + "loc"], [SPACE + "loc", SPACE + "lastmod"])
        address, day = each.findtext(SPACE + "loc", ""), each.findtext(SPACE + "lastmod", "")
        assert address.startswith(BASE) and re.fullmatch(r"[!-~]{1,2047}", address)
        assert not day or date.fromisoformat(day)
        found.append((address, day))
    assert found
    return found


def parts(site: Path) -> list[str]:
    """Return the names of the parts that the index lists; those are all that there are."""
    names = [
        address.removeprefix(BASE) for address, _day in read(site / "sitemap.xml", "sitemapindex", "sitemap")
    ]
    assert sorted(names) == sorted(path.name for path in site.glob("sitemap-*"))
    return names


@pytest.fixture
def low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file of the sitemap hold next to nothing."""
    monkeypatch.setattr("generator.render.site.extras.sitemap_extras", partial(sitemap_extras, limit=LIMIT))


def test_a_portal_within_the_limit_has_one_sitemap_of_all_pages(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, files()))
    entries = dict(read(site / "sitemap.xml", "urlset", "url"))
    pages = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")}
    assert {unquote(address.removeprefix(BASE)) for address in entries} == pages - {"404.html"}
    assert entries[f"{BASE}tzgg/2025-1.html"] == "2025-02-03"
    assert entries[BASE] == entries[f"{BASE}tzgg/"] == "2026-09-03"
    assert not list(site.glob("sitemap-*"))
    assert (site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"


def test_a_larger_portal_has_parts_that_together_name_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(build(make_portal(tmp_path / "whole", files())) / "sitemap.xml", "urlset", "url")
    monkeypatch.setattr("generator.render.site.extras.sitemap_extras", partial(sitemap_extras, limit=LIMIT))
    site = build(make_portal(tmp_path / "parts", files()))
    years = ["sitemap-2024.xml", "sitemap-2024-2.xml", "sitemap-2025.xml", "sitemap-2026.xml"]
    assert parts(site) == ["sitemap-columns.xml", "sitemap-columns-2.xml", *years]
    named = [read(site / name, "urlset", "url") for name in parts(site)]
    assert all(len(entries) <= LIMIT for entries in named)
    assert sorted(entry for entries in named for entry in entries) == sorted(whole)
    assert (site / "robots.txt").read_text().endswith(f"{BASE}sitemap.xml\n")


@pytest.mark.usefixtures("low_limit")
def test_a_change_writes_the_parts_it_concerns_and_no_other(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", files())
    before = _sitemaps(build(root))
    content = root / "content/tzgg"
    for number, expected in enumerate(_changes(content)):
        site = build(root)
        after = _sitemaps(site)
        assert {name for name in before if after.get(name, before[name]) != before[name]} == expected
        assert contents(site) == fresh(root, tmp_path / f"fresh-{number}")
        before = after
    read(site / "sitemap.xml", "urlset", "url")
    assert [path.name for path in site.glob("sitemap*")] == ["sitemap.xml"]


def _changes(content: Path) -> Iterator[set[str]]:
    """Make one change after another; tell which of the files there were are now others."""
    (content / "2025-1.md").write_text(text(2025, 1).replace("的正文", "的新正文"), encoding="utf-8")
    yield set()
    (content / "2025-new.md").write_text(text(2025, 5), encoding="utf-8")
    yield {"sitemap-2025.xml"}
    (content / "2026-new.md").write_text(text(2026, 9).replace("2026-01", "2026-10"), encoding="utf-8")
    yield {"sitemap-2026.xml", "sitemap-columns.xml"}
    for path in content.glob("2025-*"):
        path.unlink()
    yield {"sitemap.xml", "sitemap-columns.xml"}
    for path in content.glob("*"):
        path.unlink()
    yield {"sitemap.xml"}


def _sitemaps(site: Path) -> dict[str, int]:
    """Return the files of the sitemap, each with the time it was written."""
    return {path.name: path.stat().st_mtime_ns for path in site.glob("sitemap*.xml")}


def test_a_year_is_divided_where_the_newest_come_last() -> None:
    pages = [(f"tzgg/{number}.html", f"2026-01-{number:02}") for number in range(1, 8)]
    found = {part.address: part.pages for part in yearly_parts(pages, 3)}
    assert list(found) == ["sitemap-2026.xml", "sitemap-2026-2.xml", "sitemap-2026-3.xml"]
    assert found["sitemap-2026-3.xml"] == pages[-1:]
