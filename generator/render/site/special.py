"""Pages that belong to no column: home, column map, search, the error page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from jinja2 import Environment

from generator.frames.slots import Frame
from generator.frames.view import HOME, MAP, NOT_FOUND, SEARCH
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.words import FOUR_SECTIONS, HomeRole
from generator.render.templates.desk import Page
from generator.render.templates.environment import draw
from generator.render.templates.linked import home_data
from generator.render.templates.tags import page_tags, page_title
from generator.render.text.leaving import link_rows
from generator.views.cards import PANEL, level_cards
from generator.views.job import SiteFacts
from generator.views.rows import ColumnLink, column_link, root_of, rows
from generator.views.shelf import Shelf

HOME_LIST = 8
_NEWEST = ColumnLink("最新公开", "", "", "", "", "", "", 0, "")
SPECIAL_PAGES = {
    HOME: "index.html",
    MAP: column_page(MAP),
    SEARCH: column_page(SEARCH),
    NOT_FOUND: "404.html",
}


def home_page(frame: Frame, environment: Environment, shelf: Shelf, site: SiteFacts) -> Page:
    """The home page: search, newest disclosures, notices, interpretations, sections, topics, offices."""
    portal, root = shelf.portal, root_of("index.html")
    chosen = {role: [c for c in portal.walk() if c.home is role] for role in HomeRole}
    sections = next((c for c in portal.walk() if c.layout == FOUR_SECTIONS), None)
    pages = {column.address for column in portal.walk() if column.kind == "page"}
    newest = (document for document in portal.documents if document.column not in pages)
    first = replace(_NEWEST, rows=rows(list(islice(newest, HOME_LIST)), shelf, root))
    features = [column_link(c, shelf, root, latest=5) for c in chosen[HomeRole.FEATURE]]
    main = draw(
        environment,
        "home.html",
        portal=portal,
        news=level_cards([first, *_blocks(chosen[HomeRole.NOTICES], shelf, root)], PANEL),
        interpretation=[
            (column_link(c, shelf, root), _forms(c, shelf, root)) for c in chosen[HomeRole.INTERPRETATION]
        ],
        sections=column_link(sections, shelf, root, deep=True) if sections else None,
        topics=[column_link(c, shelf, root) for c in chosen[HomeRole.TOPIC]],
        features=level_cards(_without_names(features), PANEL),
        feature_links={
            each.href: [link for one in column.walk() for link in link_rows(one, site.own_hosts)]
            for each, column in zip(features, chosen[HomeRole.FEATURE], strict=True)
        },
        offices=_blocks(chosen[HomeRole.OFFICES], shelf, root, count=12),
    )
    html = frame.fill(
        {
            "title": page_title((portal.name,)),
            "head": page_tags(site, "index.html", portal.name, f"{portal.name}门户网站首页。")
            + home_data(portal, site.base_url),
            "main": main,
        }
    )
    return Page("index.html", html)


def _without_names(columns: Iterable[ColumnLink]) -> list[ColumnLink]:
    """Return columns whose cards do not name the columns below them, as those on the home page."""
    return [replace(column, children=()) for column in columns]


def _forms(column: Column, shelf: Shelf, root: str) -> tuple[list[ColumnLink], list[ColumnLink]]:
    """Return the forms of interpretation that have something to show, and those that have nothing yet."""
    forms = [column_link(child, shelf, root, latest=4) for child in column.children]
    return [each for each in forms if each.rows], [each for each in forms if not each.rows]


def _blocks(columns: list[Column], shelf: Shelf, root: str, count: int = HOME_LIST) -> list[ColumnLink]:
    return _without_names(column_link(column, shelf, root, latest=count) for column in columns)


def map_page(frame: Frame, environment: Environment, shelf: Shelf, site: SiteFacts) -> Page:
    """The column map (栏目结构): every column with its duty, count and last update."""
    root = root_of(column_page(MAP))
    tops = [column_link(column, shelf, root, deep=True) for column in shelf.portal.columns]
    main = draw(environment, "map.html", tops=tops, total=sum(1 for _ in shelf.portal.walk()))
    return _special(frame, site, column_page(MAP), "栏目结构", main)


def search_page(frame: Frame, environment: Environment, site: SiteFacts) -> Page:
    """The search page; the search itself runs in the browser."""
    main = draw(environment, "search.html", root=root_of(column_page(SEARCH)))
    return _special(frame, site, column_page(SEARCH), "站内搜索", main)


def not_found_page(frame: Frame, environment: Environment, site: SiteFacts) -> Page:
    """The error page, with the ways on."""
    main = draw(environment, "404.html", root=urlsplit(site.base_url).path)
    return _special(frame, site, "404.html", "页面不存在", main)


def _special(frame: Frame, site: SiteFacts, address: str, heading: str, main: str) -> Page:
    values = {
        "title": page_title((heading, site.name)),
        "head": page_tags(site, address, heading, f"{site.name}网站的{heading}。"),
        "main": main,
    }
    return Page(address, frame.fill(values))
