"""Where an address that was published once leads today: to a page, to the notice of a withdrawn one, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from generator.model.addresses.address import column_page
from generator.model.addresses.old_url import old_address, old_column
from generator.model.document import Document
from generator.model.portal import Move, Portal, used_assets

_MOST_STEPS = 100
_OWN = frozenset({"index.html", "search/index.html", "map/index.html"})


def base_path(portal: Portal) -> str:
    """Return where the portal begins on its host: a path with a slash at both ends."""
    try:
        path = urlsplit(portal.identity.site_url).path
    except ValueError:
        path = ""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def stated_moves(portal: Portal) -> Iterator[Move]:
    """Yield what documents and columns say of the addresses they had; what is no address is passed over."""
    base = base_path(portal)
    for document in (*portal.lookups.moved, *portal.withdrawn):
        for said in document.old_urls:
            if page := old_address(said.text, base):
                yield Move(page, document.address, said.place)
    for column in portal.walk():
        for said in column.old_urls:
            if page := old_address(said.text, base):
                folder = old_column(page)
                new = column.address if folder else column_page(column.address)
                yield Move(folder or page, new, said.place, whole=bool(folder))


class Trail:
    """Follows addresses of a portal from move to move. What stands at an address goes before what left it."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.columns = {column.address for column in portal.walk()}
        self.notices: dict[str, Document] = {each.address: each for each in portal.withdrawn}
        self.pages: dict[str, str] = {}
        self.branches: dict[str, str] = {}
        # What the portal's people say now goes before what was recorded earlier.
        for move in (*stated_moves(portal), *portal.moves):
            (self.branches if move.whole else self.pages).setdefault(move.old, move.new)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by their addresses; most portals have none that moved, and nobody asks."""
        return {each.address: each for each in self.portal.documents}

    @cached_property
    def _files(self) -> frozenset[str]:
        """Files that stand in the site as they are."""
        return frozenset(
            asset.path for asset in used_assets(self.portal.lookups.with_files, self.portal.registers)
        )

    def stands(self, page: str) -> bool:
        """Tell whether a page, a notice or a file stands at an address."""
        return (
            page in self.documents
            or page in self.notices
            or page in _OWN
            or old_column(page) in self.columns
            or page in self._files
        )

    def end(self, page: str) -> str | None:
        """Return where an address leads; None if nowhere. A column that was merged into another leads to that."""
        moved = False
        for _ in range(_MOST_STEPS):
            if self.stands(page):
                return page
            further = self.pages.get(page)
            if further is None:
                further = self._along_branch(page)
                moved = moved or further is not None
            if further is None:
                return self._above(page) if moved else None
            page = further
        return None

    def step(self, page: str) -> str | None:
        """Return where what was at an address went first; None where it is not said."""
        return self.pages.get(page) or self._along_branch(page)

    def _along_branch(self, page: str) -> str | None:
        """Return where a page went with its column: with the nearest one above it that moved."""
        folder = page.rpartition("/")[0]
        while folder:
            if folder in self.branches:
                return self.branches[folder] + page[len(folder) :]
            folder = folder.rpartition("/")[0]
        return None

    def _above(self, page: str) -> str | None:
        """Return the page of the nearest column above one that did not come along with its own."""
        parent = old_column(page).rpartition("/")[0]
        while parent and parent not in self.columns:
            parent = parent.rpartition("/")[0]
        return column_page(parent) if parent else None
