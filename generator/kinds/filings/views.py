"""Links to filings, shared by the pages of reports and of budgets, and the state these pages depend on."""

from __future__ import annotations

from generator.data import dataclass
from generator.kinds.filings.submissions import Filing, filings_of, obligations_of
from generator.model.column import Column
from generator.model.document import Document
from generator.views.rows import document_href
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class UnitLink:
    """What one unit filed."""

    unit: str
    title: str
    href: str
    date: str


def filing_state(column: Column, shelf: Shelf) -> object:
    """Return what decides the page besides the column's own documents: all filings, and who is late today."""
    if column.layout is None:
        return None
    as_of = shelf.portal.as_of
    filed = [
        (f.unit, f.year, f.what, f.document.address, f.document.digest, f.document.parts)
        for f in filings_of(column.layout, shelf.portal)
    ]
    obligations = [
        (s.unit, s.year, s.what, s.due, s.is_missing(as_of)) for s in obligations_of(column, shelf.portal)
    ]
    return filed, obligations


def other_filings(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents of the column that file nothing: notices, collections, old reports."""
    filings = filings_of(column.layout, shelf.portal) if column.layout else ()
    filed = {filing.document.path for filing in filings}
    return [document for document in shelf.below(column) if document.path not in filed]


def unit_link(filing: Filing, root: str) -> UnitLink:
    """Return the link to what a unit filed."""
    document = filing.document
    return UnitLink(
        filing.unit, document.title, document_href(document, root), f"{document.published:%Y-%m-%d}"
    )
