"""The data of a frame: addresses relative to its page, all choices already made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.data import dataclass
from generator.model.addresses.address import is_within
from generator.model.addresses.linked import way_to
from generator.model.addresses.links import quote_address, relative_root
from generator.model.addresses.made import ATOM, JSON_FEED, OPENSEARCH, feed_address, has_feed
from generator.model.column import Column
from generator.model.identity import Identity
from generator.model.look import Look
from generator.model.portal import Portal
from generator.model.words import ColumnType

HOME, SEARCH, MAP, NOT_FOUND = "", "search", "map", "404"
# The audit pages of one depth share a frame: the way to the root is all that differs.
AUDIT_START, AUDIT_PAGE, AUDIT_UNIT = "audit", "audit/page", "audit/units/unit"
# Below assets/: what stands there unless the portal states its own, and the sheet made of its colours.
EMBLEM, FAVICON, COLOURS = "emblem.svg", "favicon.svg", "colours.css"
AUDIT_FRAMES = (AUDIT_START, AUDIT_PAGE, AUDIT_UNIT)


@dataclass(frozen=True)
class NavItem:
    """One entry of a menu or of the column tree."""

    name: str
    href: str
    current: bool = False
    open: bool = False
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class FeedLink:
    """A feed that the page offers: its content type, its title, the way to it."""

    kind: str
    title: str
    href: str


@dataclass(frozen=True)
class FrameView:
    """All that the frame of one page shows around its content."""

    page: str
    root: str
    name: str
    heading: str
    identity: Identity
    organizer: str
    site_code: str
    domain: str
    menu: tuple[NavItem, ...]
    tree: tuple[NavItem, ...]
    tree_title: str
    crumbs: tuple[NavItem, ...]
    tags: tuple[tuple[str, str], ...]
    kind: str = ""
    stylesheets: tuple[str, ...] = field(default=())
    version: str = ""
    audit: bool = False
    preview: bool = False
    emblem: str = ""
    favicon: str = ""
    logo: str = ""
    sheets: tuple[str, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    opensearch: str = ""
    robots: str = ""
    way: str = ""


def server_path(portal: Portal) -> str:
    """Return the path under which the site is served: ``/``, or the path of ``site_url``."""
    return urlsplit(portal.identity.site_url).path.rstrip("/") + "/"


def frame_pages(portal: Portal) -> dict[str, Column | None]:
    """Return the pages that need a frame, by address: the special pages and every column."""
    special: dict[str, Column | None] = {HOME: None, SEARCH: None, MAP: None, NOT_FOUND: None}
    if portal.audit:
        special |= dict.fromkeys(AUDIT_FRAMES)
    return special | {column.address: column for column in portal.walk()}


def frame_view(portal: Portal, address: str, column: Column | None) -> FrameView:
    """Return the view of the frame at ``address``."""
    page = f"{address}/" if address and address != NOT_FOUND else ""
    # The error page is served at any depth, so that only it has addresses from the server's root.
    root = server_path(portal) if address == NOT_FOUND else relative_root(page)
    top = column.path[0] if column else ""
    look = portal.identity.look
    return FrameView(
        page=address,
        root=root,
        name=portal.name,
        heading=_heading(address, column),
        identity=portal.identity,
        organizer=portal.organizer,
        site_code=portal.site_code,
        domain=portal.domain,
        menu=tuple(NavItem(item.name, root + item.url, current=item.name == top) for item in portal.columns),
        tree=_tree(portal, column, root),
        tree_title=top or "网站栏目",
        crumbs=_crumbs(portal, column, address, root),
        tags=(*_site_tags(portal), *_column_tags(portal, address, column)),
        kind=column.kind.value if column else "",
        audit=portal.audit,
        preview=portal.preview,
        emblem=quote_address(look.address("emblem", EMBLEM)),
        favicon=quote_address(look.address("favicon", FAVICON)),
        logo=quote_address(look.address("logo")),
        sheets=_own_sheets(look),
        feeds=tuple(_feeds(portal, column, root)),
        opensearch=root + OPENSEARCH,
        robots=_robots(portal, address),
        # A document puts itself behind the last step.
        way=Markup(way_to(portal, column, "<!--slot:step-->")) if column else "",
    )


def _feeds(portal: Portal, column: Column | None, root: str) -> Iterator[FeedLink]:
    """Yield the feeds of the column, if it has any; those of the portal on every page."""
    of = [(column.address, f"{column.name}-{portal.name}")] if column and has_feed(column) else []
    for address, title in (*of, ("", portal.name)):
        yield FeedLink("application/atom+xml", title, root + feed_address(address, ATOM))
        yield FeedLink("application/feed+json", title, root + feed_address(address, JSON_FEED))


def _robots(portal: Portal, address: str) -> str:
    """Return what search engines are asked not to do with a page; empty where they may do all."""
    if portal.preview:
        return "noindex,nofollow"
    return "noindex" if address in AUDIT_FRAMES else ""


def _own_sheets(look: Look) -> tuple[str, ...]:
    """Return what a page loads after the sheets of the theme: the colours, and the portal's own."""
    colours = (COLOURS,) if look.primary or look.accent else ()
    return (*colours, *(quote_address(file.address) for file in look.of("extra_css")))


def _heading(address: str, column: Column | None) -> str:
    if column:
        return column.name
    if address in AUDIT_FRAMES:
        return "政务公开审计"
    return {SEARCH: "站内搜索", MAP: "栏目结构", NOT_FOUND: "页面不存在"}.get(address, "")


def _tree(portal: Portal, column: Column | None, root: str) -> tuple[NavItem, ...]:
    if column is None:
        return tuple(NavItem(item.name, root + item.url) for item in portal.columns)
    top = next(item for item in portal.columns if item.name == column.path[0])
    return tuple(_branch(child, column, root) for child in top.children)


def _branch(item: Column, current: Column, root: str) -> NavItem:
    is_open = is_within(current.address, item.address)
    children = tuple(_branch(child, current, root) for child in item.children) if is_open else ()
    return NavItem(item.name, root + item.url, item.address == current.address, bool(children), children)


def _crumbs(portal: Portal, column: Column | None, address: str, root: str) -> tuple[NavItem, ...]:
    home = NavItem("首页", root if root != "./" else "./")
    if column is None:
        way = f"{root}{AUDIT_START}/" if address in AUDIT_FRAMES else ""
        return (home, NavItem(_heading(address, column), way, current=True)) if address else ()
    crumbs = [home]
    level: tuple[Column, ...] = portal.columns
    for name in column.path:
        here = next(item for item in level if item.name == name)
        crumbs.append(NavItem(here.name, root + here.url, current=here.address == column.address))
        level = here.children
    return tuple(crumbs)


def _site_tags(portal: Portal) -> tuple[tuple[str, str], ...]:
    """Site tags: SiteName, SiteDomain, SiteIDCode (国办发〔2017〕47号, all required)."""
    return (
        ("SiteName", portal.name),
        ("SiteDomain", portal.domain),
        ("SiteIDCode", portal.site_code),
    )


def _column_tags(portal: Portal, address: str, column: Column | None) -> tuple[tuple[str, str], ...]:
    """Column tags: ColumnName, ColumnDescription, ColumnKeywords, ColumnType (国办发〔2017〕47号)."""
    if column:
        description = column.description or f"{portal.name}{'—'.join(column.path)}"
        return _tags(column.name, description, column.keywords, column.type)
    if address == HOME:
        return _tags("首页", f"{portal.name}门户网站首页", (portal.name, "政务公开"), ColumnType.HOME.value)
    heading = _heading(address, column)
    return _tags(heading, f"{portal.name}{heading}", (heading,), ColumnType.CATALOGUE.value)


def _tags(name: str, description: str, keywords: tuple[str, ...], kind: str) -> tuple[tuple[str, str], ...]:
    return (
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", ",".join(keywords)),
        ("ColumnType", kind),
    )
