"""Divide the documents of a column into the pages of its list, in all and by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data import dataclass
from generator.model.addresses.address import column_page, public_address
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import ColumnKind
from generator.views.shelf import Shelf

PAGE_SIZE = 20
_FIRST_YEAR = 1000


@dataclass(frozen=True)
class ListPage:
    """One page of a list, of all documents or (``year``) of those of a year; ``total`` counts all its documents.

    ``mark`` stands in its key for what else it shows, where that is not the same for all pages of the column.
    """

    address: str
    year: int | None
    number: int
    last: int
    total: int
    documents: Sequence[Document]
    mark: str = ""


def is_list(column: Column) -> bool:
    """Tell whether a column's pages are a list of its documents."""
    return column.kind is ColumnKind.DOCUMENTS and not column.layout


def list_address(column: Column, year: int | None, number: int, view: str = "") -> str:
    """Return the address of a list page, of one ``view`` of a column that has several.

    The underscore keeps it apart from every document.
    """
    # The thousandth page and those after it must not be taken for a year.
    page = f"{'p' if number >= _FIRST_YEAR and not year else ''}{number}" if number > 1 else ""
    return column_page(column.address, "_".join(filter(None, (view, str(year) if year else "", page))))


def list_file(column: Column, year: int | None, number: int, view: str = "") -> str:
    """Return the link to a list page from another page of the column."""
    name = list_address(column, year, number, view).rpartition("/")[2]
    return public_address(name) or "./"


def list_years(column: Column, shelf: Shelf) -> list[int]:
    """Return the years of a column's documents, newest first."""
    return list(dict.fromkeys(document.published.year for document in shelf.below(column)))


def list_pages(column: Column, shelf: Shelf) -> Iterator[ListPage]:
    """Yield the pages of a column's list; where there are several years, those of each year too."""
    documents = shelf.below(column)
    yield from paged(column, None, documents)
    by_year: dict[int, list[Document]] = {}
    for document in documents:
        by_year.setdefault(document.published.year, []).append(document)
    for year, chosen in by_year.items() if len(by_year) > 1 else ():
        yield from paged(column, year, chosen)


def paged(column: Column, year: int | None, documents: Sequence[Document]) -> Iterator[ListPage]:
    """Yield the pages of a list of documents; without any, one empty page."""
    last = max(1, -(-len(documents) // PAGE_SIZE))
    for number in range(1, last + 1):
        part = documents[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield ListPage(list_address(column, year, number), year, number, last, len(documents), part)
