"""Inspect a page where it is drawn: required tags, footer marks, the targets of its links.

A page is looked at in the process that drew it and while its text is at hand: reading ten thousand pages back
takes longer than looking at them. Whether a target of a link exists can only be told of the whole site, so
that what is seen here goes back with the batch and is judged in publish/output.py.

The links of the frame around a page (header, tree, footer) are made by one template from one tree: they are
followed on the special pages and on one page of each depth, the links of the main part on every page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import field
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from generator.data import dataclass
from generator.frames.view import server_path
from generator.model.addresses.hosts import leads_out
from generator.model.addresses.links import relative_root
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.patterns import pattern

# Looked for from its fixed part on, which is several times as fast as from the blank before the name.
_REFERENCE = pattern(r'="(?:(?<=\shref=")|(?<=\ssrc=")|(?<=\sposter="))([^"]+)"')
_ID = pattern(r'="(?<=\sid=")([^"]+)"')
_META = pattern(r'<meta name="(\w+)" content="([^"]+)"')
_SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_TAG = pattern(r"<[^<>]*+>")
_MOMENT = pattern(r"\d{4}-\d\d-\d\d \d\d:\d\d")
# What is left of nearly every link of ours behind the way to the root: nothing to decode, nothing to tidy.
_PLAIN = pattern(r"(?:[\w-][\w.-]*+/)*+[\w-][\w.-]*+")
# So many links are remembered with where they lead: neighbouring pages have the same, the others hardly any.
_MOST_KNOWN = 8_000


class LinkTarget(NamedTuple):
    """Where a link leads, below the site: ``page`` is a folder's page alone, ``lost`` is nowhere for sure."""

    path: str
    page: bool = False
    lost: bool = False

    def names(self) -> tuple[str, ...]:
        """Return the files that would do."""
        if self.lost:
            return ()
        page = "index.html" if self.path == "." else f"{self.path}/index.html"
        return (page,) if self.page else (self.path, page)


@dataclass(frozen=True)
class PageRequirements:
    """What pages have to show, from the portal: marks written out, marks linked, and where the site begins.

    ``site`` is the folder's name in findings; ``whole`` are the pages whose frame is followed too.
    """

    written: dict[str, str]
    linked: dict[str, str]
    base: str
    site: str
    whole: frozenset[str]


@dataclass(frozen=True)
class InspectionResult:
    """What was seen on some pages: findings by page, and the pages from which each target is linked."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    targets: dict[LinkTarget, list[str]] = field(default_factory=dict)

    def add(self, other: InspectionResult, files: Collection[str]) -> None:
        """Add what was seen elsewhere; targets among ``files`` are good and forgotten."""
        self.findings.update(other.findings)
        for target, pages in other.targets.items():
            if not any(name in files for name in target.names()):
                self.targets.setdefault(target, []).extend(pages)


def page_requirements(
    portal: Portal, site: str, drawn: Iterable[str], documents: Collection[str]
) -> PageRequirements:
    """Return what the pages among ``drawn`` have to show, of which ``documents`` are such.

    Source: 国办发〔2017〕47号, page tags; what a footer lists is from memory and therefore only what the
    portal has stated in mkdocs.yml is looked for.
    """
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
    whole: dict[int, str] = {}
    special = []
    for address in drawn:
        if address.endswith(".html"):
            whole.setdefault(address.count("/"), address)
            if address.count("/") < 2 and address not in documents:
                special.append(address)
    return PageRequirements(
        written, linked, server_path(portal), site, frozenset((*special, *whole.values()))
    )


@dataclass
class Inspector:
    """Looks at pages one after the other and remembers what it saw, but links to what is ``there``, if that is known."""

    wanted: PageRequirements
    there: Collection[str] = ()
    seen: InspectionResult = field(default_factory=InspectionResult)
    _footers: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str], LinkTarget | None] = field(default_factory=dict)

    def look(self, address: str, html: str, is_document: bool) -> None:
        """Look at one page."""
        end_of_head = _end_of_head(html)
        if end_of_head >= 0:
            place = Place(f"{self.wanted.site}/{address}")
            found = [*_check_tags(html[:end_of_head], is_document, place), *self._check_footer(html, place)]
            if found:
                self.seen.findings[address] = found
        for target, _ in self._links(address, html, end_of_head):
            if self.there and any(name in self.there for name in target.names()):
                continue
            self.seen.targets.setdefault(target, []).append(address)

    def links(self, address: str, html: str) -> Iterator[tuple[LinkTarget, int]]:
        """Yield the links of a page that lead, or should lead, to files of this site, and where they stand."""
        return self._links(address, html, _end_of_head(html))

    def _links(self, address: str, html: str, end_of_head: int) -> Iterator[tuple[LinkTarget, int]]:
        start, end, folder, known = 0, len(html), address.rpartition("/")[0], self._known
        if end_of_head >= 0 and address not in self.wanted.whole:
            start = max(html.find("<main", end_of_head), 0)
            stop = html.find("</main>", start)
            end = stop if stop > 0 else end
        ids: frozenset[str] | None = None
        for match in _in_tags(_REFERENCE, html, start, end):
            written = match[1]
            key = (folder, written)
            if key not in known:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                known[key] = target_of(folder, written, self.wanted.base)
            target = known[key]
            # To a browser, the top of a page needs no id.
            if len(written) > 1 and written[0] == "#" and written != "#top":
                ids = (
                    ids
                    if ids is not None
                    else frozenset(each[1] for each in _in_tags(_ID, html, 0, len(html)))
                )
                if not ids & {written[1:], unquote(unescape(written[1:]))}:
                    target = LinkTarget(written, lost=True)
            if target:
                yield target, match.start()

    def _check_footer(self, html: str, place: Place) -> Iterator[Finding]:
        start = html.rfind("<footer")
        written = html[start:] if start >= 0 else ""
        if written in self._footers:
            return
        # Tags go before references are resolved: a mark may itself hold angle brackets.
        footer, words = unescape(written), unescape(_TAG.sub(" ", written))
        missing = [name for name, sign in self.wanted.written.items() if sign and not _stands_in(sign, words)]
        missing += [name for name, sign in self.wanted.linked.items() if sign not in footer]
        if missing:
            yield finding("output-mark", place, f"页脚没有{'、'.join(missing)}。")
        else:
            self._footers.add(written)


def _in_tags(pattern: re.Pattern[str], html: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds within tags, and not in text: code may show a tag, with the quotes as they are."""
    inside = False
    for match in pattern.finditer(html, start, end):
        opened, closed = html.rfind("<", start, match.start()), html.rfind(">", start, match.start())
        if opened != closed:
            inside = opened > closed
        start = match.end()
        if inside:
            yield match


def _end_of_head(html: str) -> int:
    """Return where the head of a page in a frame ends; -1 of one that stands alone, such as a comparison to print."""
    end = html.find("</head>")
    return end if end >= 0 and 'id="gk-main"' in html else -1


def _check_tags(head: str, is_document: bool, place: Place) -> Iterator[Finding]:
    tags = dict(_META.findall(head))
    wanted = (*_SITE_TAGS, *_COLUMN_TAGS, *(_ARTICLE_TAGS if is_document else ()))
    missing = [name for name in wanted if not tags.get(name, "").strip()]
    if missing:
        kind = "文档页面" if is_document else "栏目页面"
        yield finding("output-tags", place, f"{kind}缺少标签{'、'.join(missing)}。")
    elif is_document and not _MOMENT.fullmatch(tags["PubDate"]):
        yield finding("output-tags", place, f"PubDate“{tags['PubDate']}”应写成2026-03-02 09:30。")


def _stands_in(sign: str, words: str) -> bool:
    """Tell whether a mark is written out, and not merely a part of a longer number."""
    return re.search(rf"(?<!\d){re.escape(sign)}(?!\d)", words) is not None


def target_of(folder: str, written: str, base: str) -> LinkTarget | None:
    """Return where a link leads from a page in ``folder``; None when that is no file of this site.

    ``written`` is as in the page; ``base`` is the path under which the site is served.
    """
    rest = written.removeprefix(relative_root(f"{folder}/") if folder else "./")
    if rest != written and _PLAIN.fullmatch(rest):
        return LinkTarget(rest)
    return _any_target(folder, written, base)


def _any_target(folder: str, written: str, base: str) -> LinkTarget | None:
    target = unescape(written)
    if leads_out(target) or target.startswith(("#", "?")):
        return None
    path = unquote(target.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        if not path.startswith(base):
            return LinkTarget(path, lost=True)
        path = path.removeprefix(base)
    else:
        path = posixpath.join(folder, path)
    clean = posixpath.normpath(path) if path else "."
    if clean.startswith(".."):
        return LinkTarget(path, lost=True)
    return LinkTarget(clean, page=path.endswith("/") or not path or clean == ".")
