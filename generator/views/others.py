"""Documents of a column that its special layout is not for: listed below it, page by page.

Few as they mostly are, they may also be thousands: notices, old texts, all documents of the columns below.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.model.column import Column
from generator.model.document import Document
from generator.model.part import Part
from generator.views.listing import list_file, paged
from generator.views.paging import page_links
from generator.views.rows import root_of, rows
from generator.views.shelf import Shelf


def first_others(column: Column, shelf: Shelf, others: Sequence[Document]) -> dict[str, object]:
    """Return the values of a layout's page that show the newest of its other documents, and the way on."""
    first = next(paged(column, None, others))
    return {
        "others": rows(first.documents, shelf, root_of(first.address)),
        "paging": page_links(1, first.last, partial(list_file, column, None)),
    }


def without_part(kind: type[Part], column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents of a column and all below that lack what a layout is for, by the part of the document."""
    shown = {document.path for document in shelf.portal.lookups.having(kind)}
    return [document for document in shelf.below(column) if document.path not in shown]
