"""What programs are told of a portal: which documents, by what lasting name, and when they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from generator.model.addresses.trail import Trail
from generator.model.column import Column
from generator.model.document import Document, newest_first
from generator.model.portal import Portal
from generator.model.words import ColumnKind
from generator.render.templates.tags import page_url
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf

_MOST_STEPS = 100


@dataclass(frozen=True)
class Reach:
    """A portal as programs read it. ``marks`` stand by path for what a document says, as far as lists show it."""

    shelf: Shelf
    site: SiteFacts
    marks: Mapping[str, str]

    @property
    def portal(self) -> Portal:
        """The portal."""
        return self.shelf.portal

    def url(self, address: str) -> str:
        """Return the full address of a page or file of the site."""
        return page_url(self.site.base_url, address)

    def public(self, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Return those of some documents that the public may know of: a preview has others too."""
        portal = self.portal
        if not portal.preview:
            return documents
        # The preview does not know the hour: what comes out in the course of its day is left out with the rest.
        return tuple(each for each in documents if not each.draft and each.published.date() < portal.as_of)

    def newest(self, column: Column | None, most: int) -> tuple[Document, ...]:
        """Return the newest documents in the lists of a column and those below it, of all columns for none.

        A column that is one page is no news.
        """
        columns = column.walk() if column else self.portal.walk()
        found: dict[str, Document] = {}
        for each in columns:
            if each.kind is not ColumnKind.PAGE:
                found.update(
                    (document.path, document) for document in self.public(self.shelf.listed(each))[:most]
                )
        return newest_first(list(found.values()))[:most]

    def name_of(self, document: Document) -> str:
        """Return the lasting name of a document: of the site and the address it was first recorded with.

        Another title, domain or, if the move is recorded, another address leaves it as it is.
        """
        first = self._first.get(document.address, document.address)
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{self.portal.site_code}/{first}')}"

    def key_of(self, document: Document) -> str:
        """Return a digest of what feeds and data say of a document."""
        mark = f"{document.path} {self.marks.get(document.path, '')} {self._first.get(document.address, '')}"
        if not (document.attachments or document.interprets or document.also):
            return mark
        sizes = [(each.path, each.size) for each in document.attachments]
        return f"{mark} {sizes} {self.interpreted(document)} {document.also}"

    def interpreted(self, document: Document) -> list[str]:
        """Return the addresses of the documents that one interprets."""
        known = self.shelf.by_path
        found = [known[path] for path in document.interprets if path in known]
        return [each.address for each in self.public(tuple(found))]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What every piece says of the portal: part of the key of each."""
        portal = self.portal
        return (portal.name, portal.domain, portal.site_code, portal.organizer, self.site.base_url)

    @cached_property
    def _first(self) -> dict[str, str]:
        """The first recorded address of each document that was moved, by the one it has now."""
        left = frozenset(self.portal.left)
        if not left:
            return {}
        trail, reached = Trail(self.portal), set[str]()
        ends = {page: _follow(page, trail, reached) for page in sorted(left)}
        starts = sorted(page for page in left if page not in reached)
        return {end: page for page in reversed(starts) if (end := ends[page]) in trail.documents}


def _follow(page: str, trail: Trail, reached: set[str]) -> str:
    """Return where a page leads, adding all that is met on the way."""
    for _ in range(_MOST_STEPS):
        further = None if trail.stands(page) else trail.step(page)
        if further is None:
            break
        page = further
        reached.add(page)
    return page


def moment(of: date) -> str:
    """Return a day or moment of China's as RFC 3339 writes it."""
    whole = of if isinstance(of, datetime) else datetime.combine(of, time())
    return f"{whole.isoformat(timespec='seconds')}+08:00"


def changed(document: Document) -> str:
    """Return when a document was published or last corrected."""
    days = [datetime.combine(each.day, time()) for each in document.corrected]
    return moment(max((document.published, *days)))


def last_change(documents: Iterable[Document]) -> str:
    """Return when any of some documents last changed; of none a day long gone, since a feed has to tell one."""
    return max(map(changed, documents), default=moment(date(2000, 1, 1)))
