"""Pages that belong to no column: home, column map, search, the error page, sitemap and robots."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from jinja2 import Environment

from generator.frames.slots import Frame
from generator.frames.view import MAP, SEARCH
from generator.model.portal import Column, Portal
from generator.model.words import HomeRole, Layout
from generator.render.environment import draw
from generator.render.lists import Page
from generator.render.tags import canonical, page_title, site_url
from generator.render.views import Shelf, column_link, root_of, rows

HOME_LIST = 8


def home_page(frame: Frame, environment: Environment, shelf: Shelf) -> Page:
    """The home page: search, newest disclosures, notices, interpretations, sections, topics, offices."""
    portal, root = shelf.portal, root_of("index.html")
    chosen = {role: [c for c in portal.walk() if c.home is role] for role in HomeRole}
    sections = next((c for c in portal.walk() if c.layout is Layout.FOUR_SECTIONS), None)
    pages = {column.address for column in portal.walk() if column.kind == "page"}
    newest = [document for document in portal.documents if document.column not in pages]
    main = draw(
        environment,
        "home.html",
        portal=portal,
        newest=rows(newest[:HOME_LIST], shelf, root),
        notices=_blocks(chosen[HomeRole.NOTICES], shelf, root),
        interpretation=[
            (column_link(c, shelf, root), [column_link(child, shelf, root, latest=4) for child in c.children])
            for c in chosen[HomeRole.INTERPRETATION]
        ],
        sections=column_link(sections, shelf, root, deep=True) if sections else None,
        topics=[column_link(c, shelf, root) for c in chosen[HomeRole.TOPIC]],
        features=[
            (column_link(c, shelf, root, latest=5), [link for each in c.walk() for link in each.links])
            for c in chosen[HomeRole.FEATURE]
        ],
        offices=_blocks(chosen[HomeRole.OFFICES], shelf, root, count=12),
    )
    html = frame.fill(
        {"title": page_title((portal.name,)), "head": canonical(portal, "index.html"), "main": main}
    )
    return Page("index.html", html, newest[0].published.strftime("%Y-%m-%d") if newest else "")


def _blocks(columns: list[Column], shelf: Shelf, root: str, count: int = HOME_LIST) -> list[object]:
    return [column_link(column, shelf, root, latest=count) for column in columns]


def map_page(frame: Frame, environment: Environment, shelf: Shelf) -> Page:
    """The column map (栏目结构): every column with its duty, count and last update."""
    root = root_of("map/index.html")
    tops = [column_link(column, shelf, root, deep=True) for column in shelf.portal.columns]
    main = draw(environment, "map.html", tops=tops, total=sum(1 for _ in shelf.portal.walk()))
    return _special(frame, shelf.portal, f"{MAP}/index.html", "栏目结构", main)


def search_page(frame: Frame, environment: Environment, portal: Portal) -> Page:
    """The search page; the search itself runs in the browser."""
    main = draw(environment, "search.html", root=root_of("search/index.html"))
    return _special(frame, portal, f"{SEARCH}/index.html", "站内搜索", main)


def not_found_page(frame: Frame, environment: Environment, portal: Portal) -> Page:
    """The error page, with the ways on."""
    main = draw(environment, "404.html", root="/")
    return _special(frame, portal, "404.html", "页面不存在", main)


def _special(frame: Frame, portal: Portal, address: str, heading: str, main: str) -> Page:
    values = {"title": page_title((heading, portal.name)), "head": canonical(portal, address), "main": main}
    return Page(address, frame.fill(values))


def sitemap(portal: Portal, pages: Iterable[tuple[str, str]]) -> str:
    """Return sitemap.xml for (address, last change) pairs; the change is that of the content."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, updated in sorted(pages):
        changed = f"<lastmod>{updated}</lastmod>" if updated else ""
        lines.append(f"<url><loc>{escape(site_url(portal, address))}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(portal: Portal) -> str:
    """Return robots.txt: all is public, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_url(portal, 'sitemap.xml')}\n"
