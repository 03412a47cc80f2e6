"""Look at the pages that were drawn before they go live: required tags, footer marks, links inside the site.

Only pages drawn anew are read, so that an incremental build pays for its changes alone. The links of the
frame around a page (header, tree, footer) are made by one template from one tree: they are followed on
the special pages and on one page of each depth, the links of the main part on every page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from generator.frames.view import server_path
from generator.load.links import EXTERNAL
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.workers import Workers

_REFERENCE = re.compile(r'\s(?:href|src|poster)="([^"]+)"')
_META = re.compile(r'<meta name="(\w+)" content="([^"]+)"')
_SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_TAG = re.compile(r"<[^>]*>")
# Pages looked at in one go.
_PART = 1000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


@dataclass(frozen=True)
class Output:
    """A tree that is about to go live: where it is, every file it is to hold, and which pages are documents."""

    folder: Path
    files: frozenset[str]
    documents: frozenset[str]
    site: str


@dataclass(frozen=True)
class _Wanted:
    """What pages have to show, from the portal: marks written out, marks linked, and where the site begins."""

    written: dict[str, str]
    linked: dict[str, str]
    base: str


@dataclass
class _Reading:
    output: Output
    wanted: _Wanted
    footers: set[str] = field(default_factory=set)
    depths: set[int] = field(default_factory=set)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: dict[str, list[Place]] = field(default_factory=dict)


def check_output(
    output: Output, portal: Portal, drawn: list[str], workers: Workers | None = None
) -> list[Finding]:
    """Return what is wrong with the pages of ``drawn``; a fault that many pages share is told once.

    Source: 国办发〔2017〕47号, page tags; what a footer lists is from memory and therefore only what the
    portal has stated in mkdocs.yml is looked for.
    """
    pages = [address for address in drawn if address.endswith(".html")]
    parts = [pages[start : start + _PART] for start in range(0, len(pages), _PART)]
    pool = (workers or Workers(1)).pool_for(len(pages))
    check = partial(_check_part, output, _wanted(portal))
    findings: dict[str, Finding] = {}
    broken: dict[str, list[Place]] = {}
    for found, targets in pool.map(check, parts) if pool else map(check, parts):
        for one in found:
            findings.setdefault(one.message, one)
        for target, places in targets.items():
            broken.setdefault(target, []).extend(places)
    for target, places in sorted(broken.items()):
        more = f"，有{len(places)}个页面这样写" if len(places) > 1 else ""
        findings[target] = finding("output-link", min(places), f"网页里的链接“{target}”打不开{more}。")
    return list(findings.values())


def _wanted(portal: Portal) -> _Wanted:
    identity = portal.identity
    written = {
        "网站标识码": portal.site_code,
        "主办单位": portal.organizer,
        "联系电话": identity.phone,
        "ICP备案编号": identity.icp,
        "公安备案编号": identity.police_record,
    }
    linked = {
        "站点地图": "map/",
        "党政机关网站标识": identity.conac_id,
        "网站找错入口": "zfwzgl.www.gov.cn" if identity.error_report else "",
    }
    return _Wanted(written, linked, server_path(portal))


def _check_part(
    output: Output, wanted: _Wanted, addresses: list[str]
) -> tuple[list[Finding], dict[str, list[Place]]]:
    """Return the findings of some pages, and the targets that lead nowhere with the places of their links."""
    reading = _Reading(output, wanted)
    findings = [one for address in addresses for one in _check_page(address, reading)]
    return findings, reading.broken


def _check_page(address: str, reading: _Reading) -> Iterator[Finding]:
    html = (reading.output.folder / address).read_text(encoding="utf-8")
    place = Place(f"{reading.output.site}/{address}")
    end_of_head = html.find("</head>")
    if end_of_head < 0 or 'id="gk-main"' not in html:
        # A page that stands alone, such as a comparison to print, has no frame to be checked.
        _follow(html, 0, address, reading)
        return
    is_document = address in reading.output.documents
    yield from _check_tags(html[:end_of_head], is_document, place)
    yield from _check_footer(html, place, reading)
    depth = address.count("/")
    if depth > 1 and depth in reading.depths:
        main = html.find("<main", end_of_head)
        _follow(html, main, address, reading, html.find("</main>", main))
    else:
        reading.depths.add(depth)
        _follow(html, 0, address, reading)


def _check_tags(head: str, is_document: bool, place: Place) -> Iterator[Finding]:
    tags = dict(_META.findall(head))
    wanted = (*_SITE_TAGS, *_COLUMN_TAGS, *(_ARTICLE_TAGS if is_document else ()))
    missing = [name for name in wanted if not tags.get(name, "").strip()]
    if missing:
        kind = "文档页面" if is_document else "栏目页面"
        yield finding("output-tags", place, f"{kind}缺少标签{'、'.join(missing)}。")
    elif is_document and not _MOMENT.fullmatch(tags["PubDate"]):
        yield finding("output-tags", place, f"PubDate“{tags['PubDate']}”应写成2026-03-02 09:30。")


def _check_footer(html: str, place: Place, reading: _Reading) -> Iterator[Finding]:
    written = html[html.rfind("<footer") :] if "<footer" in html else ""
    if written in reading.footers:
        return
    reading.footers.add(written)
    # Tags go before references are resolved: a mark may itself hold angle brackets.
    footer, words = unescape(written), unescape(_TAG.sub(" ", written))
    wanted = reading.wanted
    missing = [name for name, sign in wanted.written.items() if sign and not _stands_in(sign, words)]
    missing += [name for name, sign in wanted.linked.items() if sign not in footer]
    if missing:
        yield finding("output-mark", place, f"页脚没有{'、'.join(missing)}。")


def _stands_in(sign: str, words: str) -> bool:
    """Tell whether a mark is written out, and not merely a part of a longer number."""
    return re.search(rf"(?<!\d){re.escape(sign)}(?!\d)", words) is not None


def _follow(html: str, start: int, address: str, reading: _Reading, end: int = -1) -> None:
    folder = address.rpartition("/")[0]
    for match in _REFERENCE.finditer(html, max(start, 0), end if end > 0 else len(html)):
        key = (folder, match[1])
        if key not in reading.known:
            reading.known[key] = _fault(folder, unescape(match[1]), reading)
        fault = reading.known[key]
        if not fault and match[1].startswith("#") and not _has_id(html, match[1][1:]):
            fault = match[1]
        if fault:
            line = html.count("\n", 0, match.start()) + 1
            reading.broken.setdefault(fault, []).append(Place(f"{reading.output.site}/{address}", line))


def _has_id(html: str, name: str) -> bool:
    return not name or f'id="{unquote(unescape(name))}"' in html or f'id="{name}"' in html


def _fault(folder: str, target: str, reading: _Reading) -> str:
    """Return the target in words if it leads nowhere in the site, else an empty text."""
    if EXTERNAL.match(target) or target.startswith(("#", "?")):
        return ""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        if not path.startswith(reading.wanted.base):
            return path
        path = path.removeprefix(reading.wanted.base)
    else:
        path = posixpath.join(folder, path)
    clean = posixpath.normpath(path) if path else "."
    if clean.startswith(".."):
        return path
    page = "index.html" if clean == "." else f"{clean}/index.html"
    candidates = (page,) if path.endswith("/") or not path or clean == "." else (clean, page)
    if any(name in reading.output.files for name in candidates):
        return ""
    return "" if any((reading.output.folder / name).exists() for name in candidates) else clean
