"""The page of the library of normative documents (规范性文件库): those in force, and the others apart.

Source: 渝府办发〔2021〕50号 and 渝府办发〔2020〕89号 (documents that hold and documents that do not are shown
apart, and can be read, searched and downloaded); 国办公开办函〔2021〕33号 (title and note in the list).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.policy.blocks import note_under_title
from generator.kinds.policy.model import (
    NORMATIVE_INVALID,
    NORMATIVE_LIBRARY,
    NOT_YET,
    PolicyLife,
    is_invalid,
    not_yet_in_force,
)
from generator.model.addresses.address import column_page, is_folder_page
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import download_address
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.rows import document_href, root_of
from generator.views.shelf import Shelf

VALID, INVALID = "现行有效", "失效/废止"


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


def library_addresses(column: Column, shelf: Shelf) -> Iterator[str]:  # noqa: ARG001
    """Yield the addresses of a library's pages: two views, unless its columns below are the views."""
    yield column_page(column.address)
    if _has_both_views(column):
        yield column_page(column.address, "invalid")


def library_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the pages of a library, or of the part of one that a column holds."""
    column = view.column
    documents = view.shelf.below(column)
    valid = [document for document in documents if not is_invalid(document.validity)]
    invalid = [document for document in documents if is_invalid(document.validity)]
    address = column_page(column.address)
    shown = valid if column.layout == NORMATIVE_LIBRARY else list(documents)
    yield _page(view, shown, _views(view, address, len(valid), len(invalid)), address, "")
    if _has_both_views(column):
        address = column_page(column.address, "invalid")
        yield _page(view, invalid, _views(view, address, len(valid), len(invalid)), address, INVALID)


def _has_both_views(column: Column) -> bool:
    return column.layout == NORMATIVE_LIBRARY and not _parts(column)


def _parts(column: Column) -> list[Column]:
    return [child for child in column.children if child.layout]


def _views(view: ColumnView, address: str, valid: int, invalid: int) -> list[LibraryTab]:
    """Return the tabs: the columns that part a library, or the two views of a library of one column."""
    column, shelf, root = view.column, view.shelf, root_of(address)
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    library = parent if parent and parent.layout == NORMATIVE_LIBRARY else column
    parts = _parts(library)
    if parts:
        # The page of the library itself shows what holds, as the first of its parts does.
        shown = parts[0] if column == library else column
        return [
            LibraryTab(part.name, root + part.url, len(shelf.below(part)), part == shown) for part in parts
        ]
    if column.layout == NORMATIVE_INVALID:
        return []
    is_first = is_folder_page(address)
    return [
        LibraryTab(VALID, "./", valid, is_first),
        LibraryTab(INVALID, "_invalid.html", invalid, not is_first),
    ]


def _page(
    view: ColumnView, documents: list[Document], views: list[LibraryTab], address: str, suffix: str
) -> ColumnPage:
    root, column = root_of(address), view.column
    values: dict[str, object] = {
        "rows": [_row(document, view, root) for document in documents],
        "views": views,
        "search": f"{root}search/",
        "scope": "/".join(column.path),
        "root": root,
    }
    return ColumnPage("policy/library.html", values, address, suffix)


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
