"""The library of normative documents (规范性文件库): what holds and what no longer does, apart.

Source: 渝府办发〔2021〕50号 and 渝府办发〔2020〕89号 (documents that hold and documents that do not are shown
apart, and can be read, searched and downloaded); 国办公开办函〔2021〕33号 (title and note in the list).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.frames.view import quote_address
from generator.kinds.policy.blocks import note_under_title
from generator.kinds.policy.model import is_invalid
from generator.model.address import column_page, is_folder_page
from generator.model.column import Column
from generator.model.document import Document
from generator.model.made_addresses import download_address
from generator.model.words import Layout
from generator.render.columns.desk import Desk, Page, draw_page
from generator.render.site.states import NOT_YET, states_of
from generator.views.rows import Shelf, document_href, root_of

VALID, INVALID = "现行有效", "失效/废止"


@dataclass(frozen=True)
class View:
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


def library_addresses(column: Column, shelf: Shelf) -> Iterator[str]:  # noqa: ARG001
    """Yield the addresses of a library's pages: two views, unless its columns below are the views."""
    yield column_page(column.address)
    if _has_both_views(column):
        yield column_page(column.address, "invalid")


def library_pages(desk: Desk) -> Iterator[Page]:
    """Yield the pages of a library, or of the part of one that a column holds."""
    column = desk.column
    documents = desk.shelf.below(column)
    valid = [document for document in documents if not is_invalid(document.validity)]
    invalid = [document for document in documents if is_invalid(document.validity)]
    address = column_page(column.address)
    shown = valid if column.layout is Layout.NORMATIVE_LIBRARY else list(documents)
    yield _page(desk, shown, _views(desk, address, len(valid), len(invalid)), address, "")
    if _has_both_views(column):
        address = column_page(column.address, "invalid")
        yield _page(desk, invalid, _views(desk, address, len(valid), len(invalid)), address, INVALID)


def _has_both_views(column: Column) -> bool:
    return column.layout is Layout.NORMATIVE_LIBRARY and not _parts(column)


def _parts(column: Column) -> list[Column]:
    return [child for child in column.children if child.layout]


def _views(desk: Desk, address: str, valid: int, invalid: int) -> list[View]:
    """Return the tabs: the columns that part a library, or the two views of a library of one column."""
    column, shelf, root = desk.column, desk.shelf, root_of(address)
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    library = parent if parent and parent.layout is Layout.NORMATIVE_LIBRARY else column
    parts = _parts(library)
    if parts:
        # The page of the library itself shows what holds, as the first of its parts does.
        shown = parts[0] if column == library else column
        return [View(part.name, root + part.url, len(shelf.below(part)), part == shown) for part in parts]
    if column.layout is Layout.NORMATIVE_INVALID:
        return []
    is_first = is_folder_page(address)
    return [View(VALID, "./", valid, is_first), View(INVALID, "_invalid.html", invalid, not is_first)]


def _page(desk: Desk, documents: list[Document], views: list[View], address: str, suffix: str) -> Page:
    root, column = root_of(address), desk.column
    values: dict[str, object] = {
        "rows": [_row(document, desk, root) for document in documents],
        "views": views,
        "search": f"{root}search/",
        "scope": "/".join(column.path),
        "root": root,
    }
    return draw_page(desk, "library.html", values, address, suffix)


def _row(document: Document, desk: Desk, root: str) -> LibraryRow:
    states = states_of(document, desk.site.as_of)
    return LibraryRow(
        title=document.title,
        href=document_href(document, root),
        note=note_under_title(document),
        doc_no=document.doc_no,
        issuer=document.issuer,
        signed=f"{document.signed:%Y-%m-%d}" if document.signed else "",
        state=NOT_YET if NOT_YET in states else document.validity or "",
        download=root + quote_address(download_address(document)),
    )
