"""The sitemap for search engines and robots.txt (https://www.sitemaps.org/protocol.html).

A file may name 50,000 addresses and hold 50 MB; larger ones are refused as a whole. So a portal of more
pages gets a sitemap.xml that only names parts: one of the columns' pages, one for each year of publication.
A new document then changes the part of its year and that of the columns, and search engines fetch those.
An address takes less than 1,000 bytes, so that what holds by number holds by size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape

from generator.data import dataclass
from generator.frames.view import HOME, MAP, NOT_FOUND
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.portal import ROBOTS
from generator.render.site.special import SPECIAL_PAGES
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.render.templates.tags import page_url
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf, last_update

# Pages with the day their content last changed, empty where nothing has a date.
Dated = Sequence[tuple[str, str]]

LIMIT = 50_000
SITEMAP = "sitemap.xml"
_COLUMNS = "columns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class SitemapFile:
    """One file of the sitemap, and the pages it names."""

    address: str
    pages: Dated


def sitemap_extras(
    shelf: Shelf, columns: dict[str, str], site: SiteFacts, code: str, limit: int = LIMIT
) -> Iterator[Extra]:
    """Yield robots.txt and the files of the sitemap, each of up to ``limit`` addresses.

    ``columns`` holds the column of each column page, ``code`` is the digest of the drawing code and site.
    A preview keeps search engines out, and names no page to them.
    """
    if shelf.portal.preview:
        yield Extra(ROBOTS, digest_of(code, "preview"), _no_robots)
        return
    if ROBOTS not in shelf.portal.root_files:
        yield Extra(ROBOTS, digest_of(code), partial(_robots, site))
    own, documents = column_pages(shelf, columns), document_pages(shelf)
    if len(own) + len(documents) <= limit:
        yield _part_extra(SitemapFile(SITEMAP, [*own, *documents]), site, code)
        return
    parts = [*_divided(_COLUMNS, own, limit), *yearly_parts(documents, limit)]
    yield from (_part_extra(part, site, code) for part in parts)
    names = [part.address for part in parts]
    yield Extra(SITEMAP, digest_of(code, names), partial(_index, site, names))


def document_pages(shelf: Shelf) -> list[tuple[str, str]]:
    """Return the pages of all documents, the oldest first."""
    pages, last, words = [], None, ""
    for each in reversed(shelf.portal.documents):
        day = each.published.date()
        # Writing a day out takes longer than all else here, and neighbours share theirs.
        if day != last:
            last, words = day, day.isoformat()
        pages.append((each.address, words))
    return pages


def column_pages(shelf: Shelf, columns: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pages of all columns, and those that belong to none."""
    newest = {column.address: last_update(column, shelf) for column in shelf.portal.walk()}
    latest = max(newest.values(), default="")
    special = [
        (address, latest if page in (HOME, MAP) else "")
        for page, address in SPECIAL_PAGES.items()
        if page != NOT_FOUND
    ]
    return [*((address, newest.get(column, "")) for address, column in columns.items()), *special]


def yearly_parts(documents: Dated, limit: int) -> Iterator[SitemapFile]:
    """Yield the parts of documents by year; within a year of several the newest are in the last."""
    years: dict[str, list[tuple[str, str]]] = {}
    for page in documents:
        years.setdefault(page[1][:4], []).append(page)
    for year, pages in years.items():
        yield from _divided(year, pages, limit)


def _divided(name: str, pages: Dated, limit: int) -> Iterator[SitemapFile]:
    """Yield sitemap-NAME.xml, and sitemap-NAME-2.xml and so on where one may not hold all pages."""
    for number, start in enumerate(range(0, len(pages), limit), 1):
        suffix = f"-{number}" if number > 1 else ""
        yield SitemapFile(f"sitemap-{name}{suffix}.xml", pages[start : start + limit])


def _part_extra(part: SitemapFile, site: SiteFacts, code: str) -> Extra:
    """Return a part as a file; most edits change neither an address nor a date, and leave it as it is."""
    addresses, days = zip(*part.pages, strict=True)
    said = "\n".join((code, *addresses, *days)).encode("utf-8", "surrogatepass")
    key = hashlib.blake2b(said, digest_size=12).hexdigest()
    return Extra(part.address, key, partial(_urls, site, part.pages))


def _urls(site: SiteFacts, pages: Dated, studio: Studio) -> bytes:  # noqa: ARG001
    """Return a sitemap of pages; a document's day is that of its publication."""
    base = escape(page_url(site.base_url, ""), quote=False)
    return _xml("urlset", (_entry("url", base, *page) for page in sorted(pages)))


def _index(site: SiteFacts, names: Iterable[str], studio: Studio) -> bytes:  # noqa: ARG001
    """Return the sitemap of sitemaps. It tells no day: that would be the day on which a part was written
    (a document of an old year may come late), which the same portal built twice does not know."""
    base = escape(page_url(site.base_url, ""), quote=False)
    return _xml("sitemapindex", (_entry("sitemap", base, name, "") for name in names))


def _entry(tag: str, base: str, address: str, day: str) -> str:
    place = escape(quote_address(public_address(address)), quote=False)
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{tag}><loc>{base}{place}</loc>{changed}</{tag}>"


def _xml(tag: str, entries: Iterable[str]) -> bytes:
    return "\n".join([_HEAD, f'<{tag} xmlns="{_SPACE}">', *entries, f"</{tag}>", ""]).encode()


def _robots(site: SiteFacts, studio: Studio) -> bytes:  # noqa: ARG001
    """Return robots.txt: all is public, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {page_url(site.base_url, SITEMAP)}\n".encode()


def _no_robots(studio: Studio) -> bytes:  # noqa: ARG001
    """Return the robots.txt of a preview."""
    return b"User-agent: *\nDisallow: /\n"
