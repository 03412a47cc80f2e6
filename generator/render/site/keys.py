"""Keys: digests of everything that pages depend on.

A page whose key is that of the last build is not drawn again; this is the whole of incremental building,
so what is missing from a key here would show as a stale page. Every document of a portal passes through
here on every build: what most of them lack (relations, parts of their kind) is put in only where it is.
"""

from __future__ import annotations

from generator.kinds.policy.model import PolicyLife

from generator.kinds.policy.model import NORMATIVE_LIBRARY

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from generator.model.column import Column
from generator.model.part import files_of
from generator.kinds.policy.model import form_of
from generator.model.document import Document
from generator.kinds.policy.model import in_library
from generator.model.addresses.made import download_address
from generator.model.register import Register
from generator.render.templates.basis import own_basis
from generator.render.templates.digest import digest_of
from generator.render.site.jobs import make_card, page_context, pictures_of
from generator.render.columns.layouts import further_pages
from generator.views.listing import ListPage, is_list, list_pages, list_years
from generator.render.site.states import states_of
from generator.views.shelf import Shelf, last_update

_GAP = "\0"


def document_keys(shelf: Shelf, frame_keys: dict[str, str], code: str) -> dict[str, str]:
    """Return the key of each document's page by its address. ``frame_keys`` are by column."""
    keys: dict[str, str] = {}
    special = _special_paths(shelf)
    for column in shelf.portal.walk():
        own = shelf.own(column)
        base = _GAP.join(
            (code, frame_keys[column.address], column.name, str(column.layout), str(column.kind))
        )
        cards = ["", *(_GAP.join(make_card(each, shelf)) for each in own), ""]
        for place, document in enumerate(own):
            newer, older = cards[place], cards[place + 2]
            rest = _around(document, shelf) if document.path in special or document.links else ""
            parts = (base, document.path, document.address, document.digest, newer, older, rest)
            keys[document.address] = _digest(_GAP.join(parts))
    return keys


def download_keys(shelf: Shelf, code: str) -> Iterator[tuple[str, str]]:
    """Yield the address and key of each document that is offered as a Word file too."""
    for column in shelf.portal.walk():
        for document in shelf.own(column) if in_library(column) else ():
            pictures = [(asset.path, asset.size) for asset in document.assets]
            yield download_address(document), digest_of(code, document.digest, pictures)


def _special_paths(shelf: Shelf) -> set[str]:
    """Return the documents whose page shows more than the document itself and its neighbours."""
    lookups, portal = shelf.portal.lookups, shelf.portal
    tomorrow = datetime.combine(portal.as_of, time()) + timedelta(days=1)
    shown = (*lookups.stated, *lookups.interpreting, *lookups.with_files)
    return {
        *(document.path for document in shown),
        *(
            document.path
            for document in portal.documents
            if document.draft or document.notice or document.published >= tomorrow
        ),
        *shelf.interpretations,
        *shelf.replaced,
        *shelf.ties.of,
    }


def _around(document: Document, shelf: Shelf) -> str:
    """Return what the page shows besides the document's text; of its files, also their sizes."""
    return repr((page_context(document, shelf), document.attachments, document.parts))


def document_marks(shelf: Shelf) -> dict[str, str]:
    """Return by path what lists show of a document: what its file says, where it stands, its state on the day."""
    marks = {}
    for column in shelf.portal.walk():
        for each in shelf.own(column):
            states = states_of(each, shelf.portal.as_of)
            # Most documents show no picture.
            seen = tuple(pictures_of(each, shelf)) if each.picture or each.poster or each.parts else ""
            marks[each.path] = f"{each.digest} {each.address} {column.name} {each.validity} {states} {seen}"
    return marks


def column_keys(
    shelf: Shelf, frame_keys: dict[str, str], code: str, states: dict[str, object], marks: dict[str, str]
) -> dict[str, str]:
    """Return a digest for each column of its declaration, its frame, and all that it and those below hold.

    ``states`` is, by column, what a layout shows besides the documents of the column itself; ``marks`` are
    those of the documents.
    """
    registers = {column: _register_mark(tables, shelf) for column, tables in shelf.tables.items()}
    own = {
        column.address: digest_of(
            _digest(_GAP.join(marks[document.path] for document in shelf.listed(column))),
            registers.get(column.address, ()),
            _declaration(column),
        )
        for column in shelf.portal.walk()
    }
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


def list_keys(
    column: Column, shelf: Shelf, frame_key: str, code: str, marks: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the address and key of each page of a list: an edited document changes only those it stands on.

    Of a column with a layout these are the pages that follow its own.
    """
    pages = list(list_pages(column, shelf) if is_list(column) else further_pages(column, shelf))
    if not pages:
        return
    base = digest_of(
        (code, frame_key, shelf.portal.name, shelf.portal.audit, shelf.portal.packs),
        own_basis(column.basis, shelf.portal),
        (_declaration(column), last_update(column, shelf), list_years(column, shelf)),
        [(_declaration(child), shelf.count(child)) for child in column.children],
    )
    for page in pages:
        yield (
            page.address,
            _digest(_GAP.join((base, _place(page), *(marks[each.path] for each in page.documents)))),
        )


def _place(page: ListPage) -> str:
    return f"{page.year} {page.number} {page.last} {page.total}"


def _register_mark(tables: Sequence[Register], shelf: Shelf) -> object:
    linked = [path for table in tables for path in table.documents]
    documents = [(each.title, each.address) if (each := shelf.by_path.get(path)) else None for path in linked]
    return [table.digest for table in tables], documents


def _shown_on(column: Column, shelf: Shelf) -> Iterator[Column]:
    """Yield the columns whose content the pages of a column show: those below, and the other parts of a library."""
    yield from column.walk()
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    if parent and parent.layout == NORMATIVE_LIBRARY:
        yield from parent.children


def _declaration(column: Column) -> Iterable[object]:
    return (
        column.path,
        column.address,
        column.kind,
        column.description,
        column.unit,
        column.owner,
        column.cycle,
        column.basis,
        column.home,
        column.layout,
        column.links,
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
