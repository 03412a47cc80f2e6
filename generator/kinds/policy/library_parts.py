"""The documents of a library in parts: its views (in force or not), each in all and by year, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data import dataclass
from generator.kinds.policy.model import NORMATIVE_LIBRARY, is_invalid
from generator.model.column import Column
from generator.model.document import Document
from generator.views.listing import ListPage, list_address
from generator.views.shelf import Shelf

# A page of so many documents has some 60 KB, and a library of two thousand takes twenty pages.
PAGE_ROWS = 100
IN_FORCE, ENDED = "", "invalid"
"""The views of a library, as their addresses name them."""


@dataclass(frozen=True)
class LibraryPart:
    """One view of a library: its name in addresses, its documents, and these by year, the newest first."""

    view: str
    documents: Sequence[Document]
    years: dict[int, list[Document]]


@dataclass(frozen=True)
class LibrarySheet:
    """One page of one view of a library."""

    part: LibraryPart
    page: ListPage


def view_columns(column: Column) -> list[Column]:
    """Return the columns that part a library, where columns do."""
    return [child for child in column.children if child.layout]


def has_both_views(column: Column) -> bool:
    """Tell whether the views of a library are pages of its column, and not columns of their own."""
    return column.layout == NORMATIVE_LIBRARY and not view_columns(column)


def library_of(column: Column, shelf: Shelf) -> Column:
    """Return the library that a column is, or a part of."""
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    return parent if parent and parent.layout == NORMATIVE_LIBRARY else column


def library_parts(column: Column, shelf: Shelf) -> Iterator[LibraryPart]:
    """Yield the views that a column shows: the documents that hold and, on pages of their own, the others."""
    documents = shelf.below(column)
    shown = [each for each in documents if not is_invalid(each.validity)]
    yield _part(IN_FORCE, shown if column.layout == NORMATIVE_LIBRARY else documents)
    if has_both_views(column):
        yield _part(ENDED, [each for each in documents if is_invalid(each.validity)])


def library_sheets(column: Column, shelf: Shelf) -> Iterator[LibrarySheet]:
    """Yield the pages of a library: each view in all, and by year where there are several years."""
    parts = list(library_parts(column, shelf))
    # The tabs tell how many documents the other views have, on every page.
    tabs = [(each.name, each.url, len(shelf.below(each))) for each in view_columns(library_of(column, shelf))]
    counts = [len(part.documents) for part in parts]
    for part in parts:
        mark = repr((part.view, counts, tabs, list(part.years)))
        years = part.years.items() if len(part.years) > 1 else ()
        for year, documents in ((None, part.documents), *years):
            for page in _pages(column, part.view, year, documents, mark):
                yield LibrarySheet(part, page)


def year_of(document: Document) -> int:
    """Return the year under which a document stands: that of its date of issue, which its row shows."""
    return (document.signed or document.published).year


def _part(view: str, documents: Sequence[Document]) -> LibraryPart:
    years: dict[int, list[Document]] = {}
    for document in documents:
        years.setdefault(year_of(document), []).append(document)
    return LibraryPart(view, documents, dict(sorted(years.items(), reverse=True)))


def _pages(
    column: Column, view: str, year: int | None, documents: Sequence[Document], mark: str
) -> Iterator[ListPage]:
    last = max(1, -(-len(documents) // PAGE_ROWS))
    for number in range(1, last + 1):
        shown = documents[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
        address = list_address(column, year, number, view)
        yield ListPage(address, year, number, last, len(documents), shown, mark)
