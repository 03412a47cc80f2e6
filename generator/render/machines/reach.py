"""What programs are told of a portal: which documents, by what lasting name, and when they changed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date, datetime, time
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from generator.data import dataclass
from generator.model.column import Column
from generator.model.document import Document, newest_first
from generator.model.portal import Move, Portal
from generator.model.words import ColumnKind
from generator.render.templates.tags import page_url
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf

# Returns what is kept of a column (its address) under a key, or else what the maker gives.
Keep = Callable[[str, str, Callable[[], list[str]]], list[str]]
# Where it is recorded what stood at which address.
LOCK_FILE = "urls.lock"


def make_anew(column: str, key: str, make: Callable[[], list[str]]) -> list[str]:  # noqa: ARG001
    """Keep nothing."""
    return make()


@dataclass(frozen=True)
class Reach:
    """A portal as programs read it. ``marks`` stand by path for what a document says, as far as lists show it.

    ``keep`` has what was worked out of the documents of a column; it knows by itself whether the column, its documents
    and their marks are the same.
    """

    shelf: Shelf
    site: SiteFacts
    marks: Mapping[str, str]
    keep: Keep = make_anew

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

    def around(self, column: str) -> object:
        """Return what ``key_of`` sees of a column's documents besides what they, and their marks, say."""
        portal = self.portal
        moved = [(now, first) for now, first in sorted(self._first.items()) if now.startswith(f"{column}/")]
        return moved, self._interpreted.get(column), portal.preview and portal.as_of

    @cached_property
    def _interpreted(self) -> dict[str, list[list[str]]]:
        """The addresses of what the documents of each column interpret, in their order."""
        found: dict[str, list[list[str]]] = {}
        for document in self.portal.lookups.interpreting:
            found.setdefault(document.column, []).append(self.interpreted(document))
        return found

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
        recorded = [move for move in self.portal.moves if move.place.path == LOCK_FILE]
        if not recorded:
            return {}
        standing = {each.address for each in self.portal.documents}
        back = WayBack(recorded, standing)
        found = ((address, back.first(address)) for address in standing)
        return {now: first for now, first in found if first != now}


class WayBack:
    """The recorded moves of a portal, followed from where a page is now to where it was first.

    Of several pages that were put together at one address, the first by name is the one whose name lasts.
    """

    def __init__(self, recorded: Iterable[Move], standing: Container[str]) -> None:
        self._standing = standing
        self._pages: dict[str, str] = {}
        self._branches: dict[str, str] = {}
        for move in sorted(recorded, key=lambda each: each.old):
            (self._branches if move.whole else self._pages).setdefault(move.new, move.old)

    def first(self, page: str) -> str:
        """Return where a page was first; one at which another stands now has its name from there."""
        seen = {page}
        while (before := self._before(page)) and before not in seen and before not in self._standing:
            seen.add(before)
            page = before
        return page

    def _before(self, page: str) -> str:
        if page in self._pages:
            return self._pages[page]
        folder = page.rpartition("/")[0]
        while folder:
            if folder in self._branches:
                return self._branches[folder] + page[len(folder) :]
            folder = folder.rpartition("/")[0]
        return ""


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
