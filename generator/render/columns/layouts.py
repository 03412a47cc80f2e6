"""Column pages of other shapes than a list: one drawer for each ``layout`` of columns.yml.

A drawer has two halves that must agree: the addresses of its pages, which the plan needs before anything
is drawn, and the pages themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.kinds.consultation.decisions_page import decisions_page
from generator.kinds.consultation.pages import consultation_addresses, consultation_pages
from generator.kinds.filings.budget_page import budget_pages
from generator.kinds.filings.pages import report_pages
from generator.kinds.filings.views import filing_state, other_filings
from generator.kinds.gazette.pages import gazette_others, gazette_pages, gazette_state
from generator.kinds.guide.pages import guides_others, guides_page
from generator.kinds.plan.pages import plans_others, plans_page, plans_state
from generator.kinds.policy.library import library_addresses, library_pages
from generator.kinds.press.pages import press_others, press_page, press_state
from generator.model.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import Layout
from generator.render.columns.desk import Desk, Page, draw_page
from generator.render.columns.layout_ties import ties_state
from generator.views.listing import ListPage, paged
from generator.views.rows import ColumnLink, Shelf, column_link, root_of

DIGEST_SIZE = 6


@dataclass(frozen=True)
class LayoutDrawer:
    """How the pages of one layout come to be.

    ``state`` is what the pages show besides the documents of the column: it enters their key. ``others``
    are the documents that the layout only lists; where they are many, list pages follow its own.
    """

    addresses: Callable[[Column, Shelf], Iterator[str]]
    pages: Callable[[Desk], Iterator[Page]]
    state: Callable[[Column, Shelf], object] = lambda _column, _shelf: None
    others: Callable[[Column, Shelf], Sequence[Document]] = lambda _column, _shelf: ()


def layout_states(shelf: Shelf) -> dict[str, object]:
    """Return, by column, what its layout shows besides its own documents."""
    drawers = layout_drawers()
    return {
        column.address: drawers[column.layout].state(column, shelf)
        for column in shelf.portal.walk()
        if column.layout
    }


def further_pages(column: Column, shelf: Shelf) -> Iterator[ListPage]:
    """Yield the list pages of a layout's other documents; the first of them stands on the layout's own page."""
    if column.layout:
        others = layout_drawers()[column.layout].others(column, shelf)
        yield from islice(paged(column, None, others), 1, None)


def one_page(column: Column, shelf: Shelf) -> Iterator[str]:  # noqa: ARG001
    """Yield the address of a layout that has a single page."""
    yield column_page(column.address)


def _four_sections(desk: Desk) -> Iterator[Page]:
    """The page of 政府信息公开: four sections of one name everywhere (国办公开办函〔2019〕61号)."""
    root = root_of(column_page(desk.column.address))
    sections: list[ColumnLink] = [
        column_link(child, desk.shelf, root, latest=DIGEST_SIZE) for child in desk.column.children
    ]
    yield draw_page(desk, "sections.html", {"sections": sections})


def layout_drawers() -> dict[Layout, LayoutDrawer]:
    """Return the drawer of every layout."""
    library = LayoutDrawer(library_addresses, library_pages)
    return {
        Layout.FOUR_SECTIONS: LayoutDrawer(one_page, _four_sections),
        Layout.CONSULTATIONS: LayoutDrawer(consultation_addresses, consultation_pages, ties_state),
        Layout.DECISIONS: LayoutDrawer(one_page, decisions_page, ties_state),
        Layout.GUIDES: LayoutDrawer(one_page, guides_page, others=guides_others),
        Layout.PLANS: LayoutDrawer(one_page, plans_page, plans_state, plans_others),
        Layout.PRESS: LayoutDrawer(one_page, press_page, press_state, press_others),
        Layout.NORMATIVE_LIBRARY: library,
        Layout.NORMATIVE_INVALID: library,
        Layout.ANNUAL_REPORTS: LayoutDrawer(one_page, report_pages, filing_state, other_filings),
        Layout.LAW_REPORTS: LayoutDrawer(one_page, report_pages, filing_state, other_filings),
        Layout.BUDGET: LayoutDrawer(one_page, budget_pages, filing_state, other_filings),
        Layout.GAZETTE: LayoutDrawer(one_page, gazette_pages, gazette_state, gazette_others),
    }
