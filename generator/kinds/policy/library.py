"""The page of the library of normative documents (规范性文件库): those in force, and the others apart.

Source: 渝府办发〔2021〕50号 and 渝府办发〔2020〕89号 (documents that hold and documents that do not are shown
apart, and can be read, searched and downloaded); 国办公开办函〔2021〕33号 (title and note in the list).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.policy.blocks import note_under_title
from generator.kinds.policy.library_parts import (
    ENDED,
    IN_FORCE,
    PAGE_ROWS,
    LibrarySheet,
    library_of,
    library_parts,
    library_sheets,
    view_columns,
)
from generator.kinds.policy.model import NORMATIVE_INVALID, NOT_YET, PolicyLife, not_yet_in_force
from generator.model.addresses.address import column_page
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import download_address
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.listing import ListPage, list_file
from generator.views.paging import PageLink, page_links
from generator.views.rows import document_href, root_of
from generator.views.shelf import Shelf

VIEW_LABELS = {IN_FORCE: "现行有效", ENDED: "失效/废止"}


@dataclass(frozen=True)
class LibraryTab:
    """One view of a library: a tab with its number of documents."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class LibraryRow:
    """One document of a library."""

    title: str
    href: str
    note: str
    doc_no: str
    issuer: str
    signed: str
    state: str
    download: str


def library_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of a library's pages, without drawing them."""
    yield from (page.address for page in library_lists(column, shelf))


def library_lists(column: Column, shelf: Shelf) -> Iterator[ListPage]:
    """Yield what each page of a library shows."""
    yield from (sheet.page for sheet in library_sheets(column, shelf))


def library_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the pages of a library, or of the part of one that a column holds."""
    tabs: dict[str, list[LibraryTab]] = {}
    for sheet in library_sheets(view.column, view.shelf):
        if view.draws(sheet.page.address):
            if sheet.part.view not in tabs:
                tabs[sheet.part.view] = _tabs(view, sheet.part.view)
            yield _page(view, sheet, tabs[sheet.part.view])


def _tabs(view: ColumnView, shown_view: str) -> list[LibraryTab]:
    """Return the tabs: the columns that part a library, or the two views of a library of one column."""
    column, shelf = view.column, view.shelf
    root = root_of(column_page(column.address))
    library = library_of(column, shelf)
    parts = view_columns(library)
    if parts:
        # The page of the library itself shows what holds, as the first of its parts does.
        shown = parts[0] if column == library else column
        return [
            LibraryTab(part.name, root + part.url, len(shelf.below(part)), part == shown) for part in parts
        ]
    if column.layout == NORMATIVE_INVALID:
        return []
    return [
        LibraryTab(
            VIEW_LABELS[part.view],
            list_file(column, None, 1, part.view),
            len(part.documents),
            part.view == shown_view,
        )
        for part in library_parts(column, shelf)
    ]


def _page(view: ColumnView, sheet: LibrarySheet, tabs: list[LibraryTab]) -> ColumnPage:
    column, page, part = view.column, sheet.page, sheet.part
    root = root_of(page.address)
    values: dict[str, object] = {
        "rows": [_row(document, view, root) for document in page.documents],
        "start": (page.number - 1) * PAGE_ROWS,
        "total": page.total,
        "number": page.number,
        "last": page.last,
        "year": page.year,
        "years": _year_links(column, sheet),
        "paging": page_links(
            page.number, page.last, lambda each: list_file(column, page.year, each, part.view)
        ),
        "views": tabs,
        "search": f"{root}search/",
        "scope": "/".join(column.path),
        "root": root,
    }
    return ColumnPage("policy/library.html", values, page.address, _suffix(sheet))


def _year_links(column: Column, sheet: LibrarySheet) -> list[PageLink]:
    view, shown, years = sheet.part.view, sheet.page.year, list(sheet.part.years)
    if len(years) < 2:
        return []
    links = [PageLink(f"{each}年", list_file(column, each, 1, view), each == shown) for each in years]
    return [PageLink("全部年份", list_file(column, None, 1, view), shown is None), *links]


def _suffix(sheet: LibrarySheet) -> str:
    page = sheet.page
    parts = (
        VIEW_LABELS[ENDED] if sheet.part.view == ENDED else "",
        f"{page.year}年" if page.year else "",
        f"第{page.number}页" if page.number > 1 else "",
    )
    return "，".join(filter(None, parts))


def _row(document: Document, view: ColumnView, root: str) -> LibraryRow:
    life = document.part(PolicyLife)
    waits = life and not_yet_in_force(life, view.site.as_of)
    return LibraryRow(
        title=document.title,
        href=document_href(document, root),
        note=note_under_title(document),
        doc_no=document.doc_no,
        issuer=document.issuer,
        signed=f"{document.signed:%Y-%m-%d}" if document.signed else "",
        state=NOT_YET if waits else document.validity or "",
        download=root + quote_address(download_address(document)),
    )
