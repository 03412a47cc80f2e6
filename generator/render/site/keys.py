"""Keys: digests of everything that pages depend on.

A page whose key is that of the last build is not drawn again; this is the whole of incremental building,
so what is missing from a key here would show as a stale page. Every document of a portal passes through
here on every build: what most of them lack (relations, parts of their kind) is put in only where it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from operator import attrgetter

from generator.data import dataclass
from generator.kinds.policy.model import NORMATIVE_LIBRARY, in_library
from generator.load.cache.by_column import ByColumn
from generator.model.addresses.made import download_address
from generator.model.column import Column
from generator.model.document import Document
from generator.render.columns.layouts import keyed_pages
from generator.render.site.holdings import declaration, special_documents
from generator.render.site.jobs import make_card, page_context
from generator.render.templates.basis import own_basis
from generator.render.templates.digest import digest_of
from generator.views.listing import ListPage, is_list, list_pages, list_years
from generator.views.shelf import Shelf, last_update

_GAP = "\0"
_ADDRESS = attrgetter("address")


@dataclass(frozen=True)
class Held:
    """What the columns hold, by their addresses (``holdings``), the marks of documents, and what is kept of both."""

    columns: Mapping[str, str]
    marks: Mapping[str, str]
    kept: ByColumn = field(default_factory=ByColumn)

    def keep(self, column: str, key: str, make: Callable[[], list[str]]) -> list[str]:
        """Return what is kept of a column for programs while it holds the same, or else what ``make`` gives."""
        return self.kept.get("data", column, digest_of(key, self.columns[column]), list[str], make)


def document_keys(
    shelf: Shelf, frame_keys: dict[str, str], code: str, kept: ByColumn | None = None
) -> dict[str, str]:
    """Return the key of each document's page by its address: of its frame, by column, then of what stands in it.

    Where only the frame changed, the page is that of the last build in another frame (publish/reframe.py).
    """
    kept, keys = kept or ByColumn(), dict[str, str]()
    for column in shelf.portal.walk():
        own = shelf.own(column)
        if not own:
            continue
        base = _GAP.join((code, str(column.layout), str(column.kind)))
        key = _digest(_GAP.join((base, shelf.mark(column))))
        among = partial(_keys_among, own, base, shelf)
        known = kept.get("pages", column.address, key, list[str], among)
        in_frame = map(frame_keys[column.address].__add__, known)
        keys.update(zip(map(_ADDRESS, own), in_frame, strict=True))
    for document in special_documents(shelf).values():
        frame, inside = parts_of_key(keys[document.address], frame_keys[document.column])
        keys[document.address] = frame + _digest(_GAP.join((inside, _around(document, shelf))))
    return keys


def parts_of_key(key: str, frame_key: str) -> tuple[str, str]:
    """Return what the key of a page says of its frame, and of what stands in it; those of frames are as long as each other."""
    return key[: len(frame_key)], key[len(frame_key) :]


def _keys_among(own: Sequence[Document], base: str, shelf: Shelf) -> list[str]:
    """Return what decides the pages of a column's documents as far as the column alone tells it."""
    # They are of this column: what it is called, the frame tells.
    cards = ["", *(_GAP.join(make_card(each, shelf)._replace(column="")) for each in own), ""]
    return [
        _digest(
            _GAP.join(
                (base, document.path, document.address, document.digest, cards[place], cards[place + 2])
            )
        )
        for place, document in enumerate(own)
    ]


def download_keys(shelf: Shelf, code: str) -> Iterator[tuple[str, str]]:
    """Yield the address and key of each document that is offered as a Word file too."""
    for column in shelf.portal.walk():
        for document in shelf.own(column) if in_library(column) else ():
            pictures = [(asset.path, asset.size) for asset in document.assets]
            yield download_address(document), digest_of(code, document.digest, pictures)


def _around(document: Document, shelf: Shelf) -> str:
    """Return what the page shows besides the document's text; of its files, also their sizes."""
    return repr((page_context(document, shelf), document.attachments, document.parts))


def column_keys(
    shelf: Shelf, frame_keys: dict[str, str], code: str, states: dict[str, object], own: Mapping[str, str]
) -> dict[str, str]:
    """Return a digest for each column of its declaration, its frame, and all that it and those below hold.

    ``states`` is, by column, what a layout shows besides the documents of the column itself; ``own`` what each
    column holds (``holdings``).
    """
    return {
        column.address: digest_of(
            code,
            frame_keys[column.address],
            shelf.portal.name,
            (shelf.portal.audit, shelf.portal.packs, own_basis(column.basis, shelf.portal)),
            [own[each.address] for each in _shown_on(column, shelf)],
            states.get(column.address),
        )
        for column in shelf.portal.walk()
    }


def list_keys(column: Column, shelf: Shelf, frame_key: str, code: str, held: Held) -> list[tuple[str, str]]:
    """Return the address and key of each page of a list: an edited document changes only those it stands on.

    Of a column with a layout these are the pages that each show a part of its documents. The key of a list, as that of a
    document, is that of the frame, then of what stands in it.
    """
    if not is_list(column):
        # What a layout shows of the columns beside it, the frame tells.
        code = digest_of(code, frame_key)
        return _list_keys(keyed_pages(column, shelf), column, shelf, code, held.marks)
    below = [held.columns[each.address] for each in column.walk()]
    portal = (
        shelf.portal.name,
        shelf.portal.audit,
        shelf.portal.packs,
        own_basis(column.basis, shelf.portal),
    )
    make = partial(_list_keys, list_pages(column, shelf), column, shelf, code, held.marks)
    key = digest_of(code, portal, below, _told(column))
    return _in_frame(frame_key, held.kept.get("lists", column.address, key, list[tuple[str, str]], make))


def _in_frame(frame_key: str, keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(address, frame_key + inside) for address, inside in keys]


def _told(column: Column) -> object:
    """Return all that a template may ask of a column, but for the columns below it and where it is declared."""
    further = (column.type, column.keywords, column.schema, column.since, column.due)
    return declaration(column), further, [each.unit for each in column.expected]


def _list_keys(
    listed: Iterable[ListPage], column: Column, shelf: Shelf, code: str, marks: Mapping[str, str]
) -> list[tuple[str, str]]:
    pages = list(listed)
    if not pages:
        return []
    base = digest_of(
        (code, shelf.portal.name, shelf.portal.audit, shelf.portal.packs),
        own_basis(column.basis, shelf.portal),
        (_told(column), last_update(column, shelf), list_years(column, shelf)),
        [(declaration(child), shelf.count(child)) for child in column.children],
    )
    return [
        (
            page.address,
            _digest(
                _GAP.join(
                    (base, _place(page), *_names(page, shelf), *(marks[each.path] for each in page.documents))
                )
            ),
        )
        for page in pages
    ]


def _names(page: ListPage, shelf: Shelf) -> Iterable[str]:
    """Return what the columns of the documents on a page are called, each once."""
    return dict.fromkeys(shelf.columns[each.column].name for each in page.documents)


def _place(page: ListPage) -> str:
    return f"{page.year} {page.number} {page.last} {page.total} {page.mark}"


def _shown_on(column: Column, shelf: Shelf) -> Iterator[Column]:
    """Yield the columns whose content the pages of a column show: those below, and the other parts of a library."""
    yield from column.walk()
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    if parent and parent.layout == NORMATIVE_LIBRARY:
        yield from parent.children


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
