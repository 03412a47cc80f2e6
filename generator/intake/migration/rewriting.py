"""The links, pictures and films of an old article, made to lead where those things are now."""

from __future__ import annotations

import posixpath
import re
from dataclasses import field

from lxml import etree

from generator.data import dataclass
from generator.intake.markup.tree import Element
from generator.intake.migration.old.articles import NO_TEMPLATE
from generator.intake.migration.old.markup import one_line, seen_text
from generator.intake.migration.old.old_names import link_address, path_of
from generator.intake.migration.old.sniffing import PICTURES
from generator.intake.migration.old_files import Files, Placed
from generator.intake.migration.planning import Planned
from generator.intake.migration.signs import anchor_sign, film_sign, put_sign
from generator.intake.migration.ways import Kind, Ways
from generator.load.gate.published_types import extension_of

_HELD = re.compile(r"(?:mailto|tel):[^\s]", re.IGNORECASE)
_FILMS = frozenset({".mp4", ".m4v", ".webm", ".mov", ".mp3", ".m4a", ".wav", ".ogg"})
# Where pages that load pictures late have put the address.
_LATE = ("data-src", "data-original", "data-url", "_src", "original", "oldsrc")
_UNPLAIN = re.compile(r"[\x00-\x20%#?\\()<>\[\]*_`~\"'&|]")
_FRAMES = ("iframe", "embed", "object", "frame")


@dataclass(frozen=True)
class Loss:
    """Something of an old page that did not come along, in Chinese, and what it was."""

    what: str
    text: str


@dataclass
class Rewriter:
    """Rewrites the pages of one document. ``attachments`` and ``losses`` are what it met."""

    document: Planned
    ways: Ways
    files: Files
    attachments: list[Placed] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    pictures: int = 0
    _marked: set[str] = field(default_factory=set)

    def rewrite(self, root: Element, page: str) -> None:
        """Rewrite one element of the page ``page``, in place."""
        for each in list(root.iter(*_FRAMES, "img", "video", "audio", "source", "a")):
            if each is not root and not any(each is root or other is root for other in each.iterancestors()):
                continue  # fell out with what it was in
            if each.tag == "a":
                self._link(each, page)
            elif each.tag == "img":
                self._picture(each, page)
            elif each.tag in _FRAMES:
                self._frame(each, page)
            else:
                self._film(each, page)
        self._mark(root)

    def attach(self, element: Element, page: str) -> None:
        """Take along what an element outside the article leads to, if it is a file."""
        href = element.get("href") or element.get("src") or ""
        link = self._address(href, page) if href else None
        lead = self.ways.lead(link[0]) if link else None
        if lead and lead.kind is Kind.FILE and lead.file:
            words = one_line(seen_text(element)) or element.get("title") or ""
            placed = self.files.attach(
                lead.file, self.document.path, words, self.document.article.facts.title
            )
            if placed:
                self._add(placed)
            else:
                self.losses.append(Loss("附件不能发布", path_of(lead.file.address)))
        elif link and lead and lead.kind is Kind.NOTHING:
            self.losses.append(Loss("附件不在镜像里", path_of(link[0])))

    def _address(self, href: str, page: str) -> tuple[str, str] | None:
        """Return what a link means. In a table that was exported, files lie where the table does as often as not."""
        link = link_address(href, page)
        if (
            link
            and self.document.article.template == NO_TEMPLATE
            and self.ways.lead(link[0]).kind is Kind.NOTHING
        ):
            beside = link_address(href, f"{page.partition('/')[0]}/")
            if beside and self.ways.lead(beside[0]).kind is Kind.FILE:
                return beside
        return link

    def _add(self, placed: Placed) -> None:
        if placed not in self.attachments:
            self.attachments.append(placed)

    def _link(self, element: Element, page: str) -> None:
        href = (element.get("href") or "").strip()
        if not href:
            return
        target = self._target(element, href, page)
        if target:
            element.set("href", target)
        else:
            element.attrib.pop("href", None)

    def _target(self, element: Element, href: str, page: str) -> str:
        """Return where a link leads now; empty where it leads nowhere, which is told."""
        if _HELD.match(href):
            return href
        link = self._address(href, page)
        words = one_line(seen_text(element))
        if link is None:
            if href not in ("#", "javascript:;", "javascript:void(0)", "javascript:void(0);"):
                self.losses.append(Loss("不是网址的链接", f"{words}（{href[:80]}）"))
            return ""
        address, mark = link
        if href.startswith("#"):
            return self._to_document(self.document, mark) if mark in self.document.article.marks else ""
        lead = self.ways.lead(address)
        if lead.kind is Kind.DOCUMENT and lead.document:
            return self._to_document(lead.document, mark)
        if lead.kind is Kind.COLUMN and lead.column:
            return f"/{lead.column.address}/"
        if lead.kind is Kind.HOME:
            return "/"
        if lead.kind is Kind.OUTSIDE:
            return href if "://" in href else f"https:{href}" if href.startswith("//") else ""
        if lead.kind is Kind.FILE and lead.file:
            title = self.document.article.facts.title
            placed = self.files.attach(lead.file, self.document.path, words, title)
            if placed:
                if extension_of(placed.path) not in PICTURES:
                    self._add(placed)
                return self._to_file(placed)
            self.losses.append(Loss("附件不能发布", f"{words}（{path_of(address)}）"))
            return ""
        self.losses.append(Loss("链接没有着落", f"{words}（{path_of(address)}）"))
        return ""

    def _to_document(self, other: Planned, mark: str) -> str:
        behind = f"#{mark}" if mark in other.article.marks else ""
        return _encoded(posixpath.relpath(other.path, self.document.folder)) + behind

    def _to_file(self, placed: Placed) -> str:
        return _encoded(posixpath.relpath(placed.path, self.document.folder))

    def _picture(self, element: Element, page: str) -> None:
        late = next((element.get(name) for name in _LATE if element.get(name)), "")
        source = (late or element.get("src") or "").strip()
        alt = one_line(element.get("alt") or element.get("title") or "")
        placed = self._picture_file(source, page)
        if placed:
            element.attrib.clear()
            element.set("src", self._to_file(placed))
            element.set("alt", alt)
            return
        if source:
            self.losses.append(Loss("图片没有搬来", f"{alt}（{source[:80]}）"))
        _take_out(element)

    def _picture_file(self, source: str, page: str) -> Placed | None:
        number = self.pictures + 1
        if source[:5].lower() == "data:":
            placed = self.files.show_data(source, self.document.path, number)
        else:
            link = self._address(source, page) if source else None
            file = self.ways.lead(link[0]).file if link else None
            placed = self.files.show(file, self.document.path, number) if file else None
        self.pictures += placed is not None
        return placed

    def _film(self, element: Element, page: str) -> None:
        source = (element.get("src") or "").strip()
        if not source:
            return  # its sources are in tags of their own
        link = self._address(source, page)
        file = self.ways.lead(link[0]).file if link else None
        if file and extension_of(file.address.partition("?")[0]) in _FILMS:
            title = self.document.article.facts.title
            placed = self.files.attach(file, self.document.path, element.get("title") or "", title)
            if placed:
                self._put_film(element, self._to_file(placed))
                return
        self.losses.append(Loss("视频或音频没有搬来", source[:80]))
        _take_out(element)

    def _put_film(self, element: Element, source: str) -> None:
        outer = (
            element.getparent() if element.tag == "source" and element.getparent() is not None else element
        )
        tag = outer.tag if outer.tag in ("video", "audio") else "video"
        line = etree.Element("p")
        line.text = film_sign(f'<{tag} controls src="{source}"></{tag}>')
        line.tail = outer.tail
        parent = outer.getparent()
        if parent is not None:
            parent.replace(outer, line)

    def _frame(self, element: Element, page: str) -> None:
        """Turn what was a page or a paper within the page into a link to it."""
        source = (element.get("src") or element.get("data") or "").strip()
        link = self._address(source, page) if source else None
        file = self.ways.lead(link[0]).file if link else None
        placed = (
            self.files.attach(file, self.document.path, "", self.document.article.facts.title)
            if file
            else None
        )
        if placed is None:
            if source:
                self.losses.append(Loss("嵌在网页里的没有搬来", source[:80]))
            _take_out(element)
            return
        self._add(placed)
        link_to = etree.Element("a", href=self._to_file(placed))
        link_to.text = placed.path.rpartition("/")[2]
        link_to.tail = element.tail
        element.getparent().replace(element, link_to)

    def _mark(self, root: Element) -> None:
        """Leave signs where links lead to: what reads the article keeps words, and would drop an anchor."""
        for each in list(root.iter()):
            for name in (each.get("id"), each.get("name") if each.tag == "a" else None):
                if name and name in self.document.article.marks and name not in self._marked:
                    self._marked.add(name)
                    put_sign(each, anchor_sign(name))


def _encoded(path: str) -> str:
    """Return a path as a link writes it: readable, but for what Markdown or an address would take for something else."""
    return _UNPLAIN.sub(lambda sign: f"%{ord(sign[0]):02X}", path)


def _take_out(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()
